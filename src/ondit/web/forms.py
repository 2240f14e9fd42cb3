"""The same rows as pages, for programs: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields, is_dataclass
from typing import Any

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def as_json(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Iterable[Any]) -> str:
    """Rows (records of one kind) with a head line. A cell that a spreadsheet would run as a formula gets a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head: list[str] = []
    for row in rows:
        values = {name: _cell(value) for name, value in _flat(row)}
        if not head:
            head = list(values)
            writer.writerow(head)
        writer.writerow([values.get(name, "") for name in head])
    return out.getvalue()


def _flat(row: Any, before: str = "") -> Iterable[tuple[str, Any]]:
    for field in fields(row):
        value = getattr(row, field.name)
        if is_dataclass(value):
            yield from _flat(value, f"{before}{field.name}.")
        else:
            yield before + field.name, value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        value = " | ".join(map(str, value))
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
