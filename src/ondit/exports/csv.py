"""CSV: a folder with a file for each table (RFC 4180, UTF-8). Texts are exact: nothing is changed for the sake of a
spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import UsageError
from . import columns
from .contents import Contents
from .plain import compact, encodable
from .shelf import whole
from .tables import rows

PARTED = "|"
"""Between the members of a list."""


def write(contents: Contents, folder: Path) -> None:
    """``claims.csv``, ``statements.csv`` …"""
    with ExitStack() as stack:
        tables = {name: _Table(stack.enter_context(whole(folder / f"{name}.csv")), name) for name in columns.TABLES}
        for name, row in rows(contents):
            tables[name].add(row)


def table_writer(wanted: str) -> Callable[[Contents, BinaryIO], None]:
    """Writes one table. Raises UsageError where there is none of the name."""
    if wanted not in columns.TABLES:
        raise UsageError(f"there is no table {wanted!r}", cure=f"one of {', '.join(columns.TABLES)}")

    def write_one(contents: Contents, out: BinaryIO) -> None:
        table = _Table(out, wanted)
        for name, row in rows(contents):
            if name == wanted:
                table.add(row)

    return write_one


class _Table:
    """One open table with its header."""

    def __init__(self, out: BinaryIO, name: str) -> None:
        self.out = out
        self.columns = columns.TABLES[name]
        self._write([column.name for column in self.columns])

    def add(self, row: dict[str, Any]) -> None:
        self._write([cell(row[column.name], column.kind) for column in self.columns])

    def _write(self, cells: list[Any]) -> None:
        buffer = io.StringIO()
        csv.writer(buffer).writerow(cells)
        self.out.write(encodable(buffer.getvalue()).encode("utf-8"))


def cell(value: Any, kind: str) -> Any:
    """A value as one cell: lists joined, flags as ``true`` and ``false``, spans as JSON, nothing as nothing."""
    if value is None:
        return ""
    if kind == columns.SPANS:
        return compact(value)
    if kind == columns.LIST:
        return PARTED.join(value)
    if kind == columns.FLAG:
        return "true" if value else "false"
    return int(value) if kind == columns.NUMBER and value == int(value) else value
