"""Publication dates as options and pages write them, made EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import date

from ..errors import UsageError

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:?\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}\S*)?")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D.*)?")


def option_date(value: str) -> str:
    """The date of an option; raises UsageError with an example where it is none."""
    found = _EDTF.fullmatch(value.strip())
    edtf = _valid(found[1], found[2], found[3]) if found else None
    if edtf is None:
        raise UsageError(
            f"'{value}' is not a publication date",
            where="--published",
            cure="write it as 2025-04-28, 2025-04 or 2025",
        )
    return edtf


def page_date(value: str) -> str | None:
    """The date a page prints for machines, or None where it cannot be read without guessing.

    The day is the one that is written: no time zone is applied. "03/04/2025" has two readings and gives none.
    """
    value = value.strip()
    for pattern in (_EDTF, _COMPACT):
        if found := pattern.fullmatch(value):
            return _valid(found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(value):
        return _numeric(int(found[1]), int(found[2]), found[3])
    from email.utils import parsedate

    parts = parsedate(value)
    return _valid(f"{parts[0]:04d}", f"{parts[1]:02d}", f"{parts[2]:02d}") if parts else None


def _numeric(first: int, second: int, year: str) -> str | None:
    if first > 12 or first == second:
        return _valid(year, f"{second:02d}", f"{first:02d}")
    return _valid(year, f"{first:02d}", f"{second:02d}") if second > 12 else None


def _valid(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
