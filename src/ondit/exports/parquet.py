"""Parquet: a folder with a typed file for each table. duckdb writes them: it needs no other package."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .columns import FLAG, LIST, NUMBER, SPANS, TABLES, TEXT, WHOLE, Column
from .contents import Contents
from .plain import line, needs
from .shelf import whole
from .tables import rows

_TYPES = {
    TEXT: "VARCHAR", WHOLE: "BIGINT", NUMBER: "DOUBLE", FLAG: "BOOLEAN", LIST: "VARCHAR[]",
    SPANS: 'STRUCT("start" BIGINT, "end" BIGINT, "quote" VARCHAR)[]',
}  # fmt: skip
_LARGEST = 1 << 28
"""Bytes of one row; duckdb's own limit of 16 MiB could be reached by a very long quotation."""


def write(contents: Contents, folder: Path) -> None:
    """``claims.parquet``, ``statements.parquet`` …"""
    try:
        import duckdb
    except ImportError as error:
        raise needs("duckdb", "parquet") from error
    with tempfile.TemporaryDirectory(prefix="ondit-") as scratch, duckdb.connect() as connection:
        _lines(contents, Path(scratch))
        for name, columns in TABLES.items():
            made = Path(scratch, f"{name}.parquet")
            _convert(connection, Path(scratch, name), columns, made)
            with whole(folder / f"{name}.parquet") as out, made.open("rb") as read:
                shutil.copyfileobj(read, out)


def _lines(contents: Contents, scratch: Path) -> None:
    """The tables as JSON lines: duckdb reads them piece by piece, so that no table need fit into memory."""
    with ExitStack() as stack:
        files = {name: stack.enter_context((scratch / name).open("wb")) for name in TABLES}
        for name, row in rows(contents):
            files[name].write(line(row))


def _convert(connection: Any, lines: Path, columns: tuple[Column, ...], made: Path) -> None:
    kinds = ", ".join(f"'{column.name}': '{_TYPES[column.kind]}'" for column in columns)
    source = f"read_json({_quoted(str(lines))}, format='newline_delimited', columns={{{kinds}}}, maximum_object_size={_LARGEST})"
    connection.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(str(made))} (FORMAT parquet, COMPRESSION zstd)")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
