"""Excel: a workbook with a sheet for each table. Every text is a text and never a formula."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from .columns import FLAG, LIST, SPANS, TABLES, Column
from .contents import Contents
from .csv import cell
from .plain import encodable, needs
from .tables import rows

_MOST = 32767
"""Characters that a cell of Excel holds."""
_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CUT = "characters beyond the 32,767 that a cell holds"
LOST = "control characters, which a workbook cannot hold"
FULL = "rows beyond the 1,048,576 that a sheet holds"


def write(contents: Contents, out: BinaryIO) -> None:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise needs("openpyxl", "xlsx") from error
    book = Workbook(write_only=True)
    sheets = {name: book.create_sheet(name) for name in TABLES}
    used = dict.fromkeys(TABLES, 0)
    for name, sheet in sheets.items():
        sheet.freeze_panes = "A2"
        sheet.append([column.name for column in TABLES[name]])

    def typed(name: str, value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value or None if isinstance(value, str) else value
        made = WriteOnlyCell(sheets[name], value)
        made.data_type = "s"
        return made

    for name, row in rows(contents):
        used[name] += 1
        if used[name] > _ROWS:
            contents.left[FULL] += 1
        else:
            sheets[name].append([typed(name, _value(row[column.name], column, contents)) for column in TABLES[name]])
    book.save(out)


def _value(value: Any, column: Column, contents: Contents) -> Any:
    if column.kind in (LIST, SPANS):
        value = cell(value, column.kind)
    if column.kind == FLAG or not isinstance(value, str):
        return value
    text = encodable(value)
    if found := len(_CONTROL.findall(text)):
        contents.left[LOST] += found
        text = _CONTROL.sub("\ufffd", text)
    if len(text) > _MOST:
        contents.left[CUT] += len(text) - _MOST
        text = text[:_MOST]
    return text
