"""EDTF -> first and last day. ISO days compare as strings."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?(?:T.*)?")
_SPANS = {
    # EDTF level 2: seasons (northern where nothing is said), quarters, thirds and halves of a year, as months.
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip

FIRST, LAST = "0000-01-01", "9999-12-31"


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF date or interval, open ends as FIRST and LAST; None for what is no date."""
    if not edtf:
        return None
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(edtf)
    first = (FIRST, FIRST) if start in ("", "..") else _one(start)
    last = (LAST, LAST) if end in ("", "..") else _one(end)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _one(text: str) -> tuple[str, str] | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or year == 0:
        return None
    if month is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    if month in _SPANS:
        first, last = _SPANS[month]
        return f"{year:04d}-{first:02d}-01", _month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}-01", _month_end(year, month)
    try:
        return (date(year, month, day).isoformat(),) * 2
    except ValueError:
        return None


def _month_end(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def overlap(one: str | None, other: str | None) -> bool | None:
    """Whether two EDTF dates share a day; None where one of them is unknown."""
    a, b = bounds(one), bounds(other)
    return None if a is None or b is None else a[0] <= b[1] and b[0] <= a[1]


def length(edtf: str | None) -> int | None:
    """Days from the first to the last, 1 for one day; None for an unknown or an open one."""
    found = bounds(edtf)
    if found is None or FIRST in found or LAST in found:
        return None
    return (date.fromisoformat(found[1]) - date.fromisoformat(found[0])).days + 1


def apart(one: str | None, other: str | None) -> int | None:
    """Days between two ISO days; None where one is unknown."""
    if not one or not other:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
