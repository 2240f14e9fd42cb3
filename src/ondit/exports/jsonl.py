"""JSON Lines: each row of the common tables an object, with the name of its table under ``record``."""

from __future__ import annotations

from typing import BinaryIO

from .columns import NUMBER, TABLES
from .contents import Contents
from .plain import line
from .tables import rows

_NUMBERS = {name: {column.name for column in columns if column.kind == NUMBER} for name, columns in TABLES.items()}


def write(contents: Contents, out: BinaryIO) -> None:
    for name, row in rows(contents):
        whole = {key: int(row[key]) for key in _NUMBERS[name] if row[key] is not None and row[key] == int(row[key])}
        out.write(line({"record": name, **row, **whole}))
