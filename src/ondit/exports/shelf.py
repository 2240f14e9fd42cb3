"""The formats, and how one is written to a file, a folder or a stream without leaving half of it behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..errors import OnditError, UsageError

if TYPE_CHECKING:
    from ..views import Ledger
    from .contents import Contents

STREAM, FILE, FOLDER = "stream", "file", "folder"
"""What a format is: text that can go to standard output, one file, or a folder of files."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file in this room, what it is, the usual suffix and what it is for."""

    module: str
    shape: str
    suffix: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a ledger: as for :meth:`ondit.Ledger.claims`; ``as_of`` is an ISO day."""

    about: str | None = None
    status: str | None = None
    as_of: str | None = None
    search: str | None = None
    least: int = 1

    @property
    def everything(self) -> bool:
        """Whether no claim is left out on purpose."""
        return self == Asked(as_of=self.as_of)


FORMATS = {
    "csv": Format("csv", FOLDER, "", "a folder of tables, for spreadsheets and statistics"),
    "jsonl": Format("jsonl", STREAM, ".jsonl", "the same tables, one JSON object per line"),
    "xlsx": Format("xlsx", FILE, ".xlsx", "the same tables in one workbook"),
    "parquet": Format("parquet", FOLDER, "", "a folder of the same tables, typed, for pandas, duckdb, R"),
    "geojson": Format("geojson", STREAM, ".geojson", "events on the map"),
    "ftm": Format("ftm", STREAM, ".ftm.json", "FollowTheMoney entities, for Aleph and OpenSanctions"),
    "annotation": Format("annotation", STREAM, ".jsonld", "W3C Web Annotations on the words of the reports"),
    "stix": Format("stix", STREAM, ".json", "a STIX 2.1 bundle, for OpenCTI and MISP"),
    "plover": Format("plover", STREAM, ".jsonl", "PLOVER event records with their modes"),
    "gexf": Format("gexf", STREAM, ".gexf", "who speaks of what, as a network, for Gephi"),
    "ro-crate": Format("rocrate", FOLDER, "", "everything in one described folder, for archives"),
}


def export(ledger: Ledger, name: str, out: str | os.PathLike[str] | BinaryIO, asked: Asked | None = None, table: str | None = None) -> Contents:
    """Write what is ``asked`` of a ledger in a format; ``left`` of what is returned tells what the format cannot hold.

    ``out`` is a file or folder, or an open binary stream. ``table`` names the one table of a folder of tables that is
    wanted; it is written as one file. A file appears whole or not at all. Raises UsageError for an unknown format or table.
    """
    if name not in FORMATS:
        raise UsageError(f"{name!r} is no format", cure=f"one of {', '.join(FORMATS)}")
    from .contents import Contents

    shape = FORMATS[name].shape
    module = import_module(f".{FORMATS[name].module}", __package__)
    contents = Contents(ledger, asked or Asked())
    write: Callable[..., None] = module.write
    if table is not None:
        if name != "csv":
            raise UsageError(f"{name} is not written one table at a time", cure="leave --table out, or export csv")
        shape, write = STREAM, module.table_writer(table)
    if not isinstance(out, (str, os.PathLike)):
        if shape != STREAM:
            raise UsageError(f"{name} cannot go to standard output", cure=_instead(name, shape))
        write(contents, out)
    elif shape == FOLDER:
        _folder(write, contents, Path(out))
    else:
        with whole(Path(out)) as stream:
            write(contents, stream)
    return contents


def _instead(name: str, shape: str) -> str:
    one = ", or one table with --table" if name == "csv" else ""
    return f"name a {shape} with --out{one}"


def _folder(write: Callable[..., None], contents: Contents, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    write(contents, folder)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place, and that of a file that was there, when the block ends without an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            there = Path(stream.name)
            try:
                yield stream  # type: ignore[misc]
                stream.flush()
                there.chmod(0o666 & ~_umask())
                there.replace(path)
            except BaseException:
                there.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> OnditError:
    return OnditError(f"cannot be written: {error.strerror or error}", where=str(path), cure="name another place with --out")
