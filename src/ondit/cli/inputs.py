"""What the commands that read reports share: the options, finding the files, reading each."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import FAILURE, OK, PARTIAL, OnditError, ReportError, UsageError
from .output import Progress

if TYPE_CHECKING:
    from ..model import Reading

STDIN = "-"
SUFFIXES = (".htm", ".html", ".txt", ".xhtml")
"""What is read of a folder. A file that is named itself is read whatever its suffix."""

Command = TypeVar("Command", bound=Callable[..., Any])
Found = TypeVar("Found")


class Day(click.ParamType):
    """A day, a month or a year that exists: ``2025-04-28``, ``2025-04``, ``2025``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value))
        if not found or not _exists(*(int(part or 1) for part in found.groups())):
            self.fail(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY", param, ctx)
        return str(value)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_options(command: Command) -> Command:
    """The options that say what a report does not say itself."""
    for option in reversed(
        (
            click.option("--published", type=Day(), help="Date of publication, YYYY-MM-DD (or YYYY-MM, YYYY)."),
            click.option("--lang", metavar="CODE", help="Language of the reports; found out if not given."),
            click.option("--outlet", metavar="NAME", help="Who published the reports."),
            click.option("--url", metavar="URL", help="Address of the report (one report only)."),
            click.option("--title", metavar="TITLE", help="Title of the report (one report only)."),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read."""

    where: str
    error: OnditError


def expand(paths: Iterable[str], extra: tuple[str, ...] = ()) -> Iterator[str | Failure]:
    """The files behind ``paths``, each once: a folder gives its reports (and files with a suffix of ``extra``) in the
    order of their names, with those of its sub-folders. Hidden files and links to folders are left out."""
    seen: set[str] = set()
    for path in paths:
        for found in _in_folder(path, SUFFIXES + extra) if path != STDIN and Path(path).is_dir() else [path]:
            key = found if found == STDIN or isinstance(found, Failure) else os.path.realpath(found)
            if isinstance(found, Failure) or key not in seen:
                seen.add(str(key))
                yield found


def _in_folder(folder: str, suffixes: tuple[str, ...]) -> list[str | Failure]:
    found: list[str | Failure] = []

    def closed(error: OSError) -> None:
        found.append(Failure(str(error.filename), _cannot(error, str(error.filename))))

    for at, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = (n for n in sorted(names) if n.lower().endswith(suffixes) and not n.startswith("."))
        found += [str(Path(at) / name) for name in wanted]
    if not found:
        cure = f"a folder is searched for {', '.join('*' + suffix for suffix in suffixes)}"
        return [Failure(folder, ReportError("no report in this folder", where=folder, cure=cure))]
    return found


def _cannot(error: OSError, path: str) -> ReportError:
    cure = "check the path and the rights to read it"
    return ReportError(error.strerror or str(error), where=_name(path), cure=cure)


def check_options(files: Sequence[object], options: Mapping[str, str | None]) -> None:
    """Raises UsageError where options that describe one report are given for several."""
    for name in ("url", "title"):
        if options.get(name) and len(files) > 1:
            cure = f"read the reports one by one, or leave --{name} out"
            raise UsageError(f"--{name} describes one report, and there are {len(files)}", cure=cure)


def read_one(path: str, options: Mapping[str, str | None]) -> Reading | Failure:
    """The reading of one file (or of standard input), or why there is none. UsageError passes through."""
    from .. import reading

    def read() -> Reading:
        source, name = source_of(path)
        return reading.read(source, name=name, **options)

    return attempt(path, read)


def source_of(path: str) -> tuple[Path | bytes, str | None]:
    """What to read for a path of the command line, and the name that it has in errors."""
    return (sys.stdin.buffer.read(), None) if path == STDIN else (Path(path), path)


def attempt(path: str, work: Callable[[], Found]) -> Found | Failure:
    """What ``work`` makes of the report at ``path``, or why it cannot. UsageError passes through."""
    try:
        return work()
    except UsageError:
        raise
    except OnditError as error:
        return Failure(path, error)
    except OSError as error:
        return Failure(path, _cannot(error, path))
    except Exception as error:
        # A mistake of ours must not cost the other reports; it is told, never hidden.
        at = traceback.extract_tb(error.__traceback__)[-1]
        what = f"internal error: {type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
        return Failure(path, OnditError(what, where=_name(path), cure="please report this with the report's text"))


def each(
    paths: Iterable[str], options: Mapping[str, str | None], work: Callable[[str, Mapping[str, str | None]], Found | Failure]
) -> Iterator[Found | Failure]:
    """What ``work`` makes of every report, in order, with a line of progress; failures are told on standard error."""
    files = list(expand(paths))
    check_options(files, options)
    progress = Progress(len(files))
    for i, path in enumerate(files, 1):
        if isinstance(path, Failure):
            found: Found | Failure = path
        else:
            progress.show(i, path)
            found = work(path, options)
            progress.clear()
        if isinstance(found, Failure):
            click.echo(complaint(found), err=True)
        yield found


def outcome(failed: list[Failure], printed: int) -> int:
    """0 when all were read, 3 when some were, else 1 (or what the errors agree on)."""
    if not failed:
        return OK
    if printed:
        total = printed + len(failed)
        click.echo(f"ondit: {len(failed)} of {total} could not be read", err=True)
        return PARTIAL
    codes = {failure.error.exit_code for failure in failed}
    return codes.pop() if len(codes) == 1 else FAILURE


def complaint(failure: Failure) -> str:
    """The failure for standard error; names the file even where the error itself names none."""
    name = _name(failure.where)
    text = str(failure.error)
    return f"ondit: {text}" if name in text.partition("\n")[0] else f"ondit: {name}: {text}"


def _name(path: str) -> str:
    return "standard input" if path == STDIN else path
