"""Calendar days and Extended Date/Time Format (ISO 8601-2): small and exact.

Dates are written ``2025-04-28``, ``2025-04``, ``2025``; seasons and parts of a year with the month numbers of
the standard (21-24 spring to winter, 33-36 quarters, 40-41 halves); intervals ``start/end``, with ``..`` for
an end that is open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MONTHS_OF_PART = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
_LENGTH = {40: 6, 41: 6}
QUARTER, HALF = 32, 39
"""Number of a quarter or half minus its place in the year."""
OPEN = ".."


class Point(NamedTuple):
    """A date as far as it is known: a year, a month of it, a day of that."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def as_day(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def point(edtf: str | None) -> Point | None:
    """The point that a plain date names; None for anything else (a season, an interval, nonsense, a year
    without four digits or beyond 2999)."""
    match = _DATE.match(edtf or "")
    if match is None or (edtf or "")[match.end() : match.end() + 1] in ("/", "X"):
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not 1000 <= year <= 2999 or month > 12 or (day and not valid(year, month, day)):
        return None
    return Point(year, month or None, day or None)


def valid(year: int, month: int, day: int) -> bool:
    """True if there is such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def of_day(day: date) -> str:
    return day.isoformat()


def of_month(index: int) -> str:
    """The month that is ``index`` months after January of year 0."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def interval(start: str, end: str) -> str:
    """``start/end``, from the beginning of the first to the end of the second; one date where they agree."""
    start, end = start.partition("/")[0], end.rpartition("/")[2]
    return start if start == end else f"{start}/{end}"


def week(day: date) -> str:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return interval(of_day(monday), of_day(monday + timedelta(days=6)))


def weekend(day: date, shift: int) -> str:
    """The week-end of the week of a day, or so many weeks from it."""
    saturday = day - timedelta(days=day.weekday() - 5) + timedelta(weeks=shift)
    return interval(of_day(saturday), of_day(saturday + timedelta(days=1)))


def grain(edtf: str) -> str:
    """The unit of a date, or of the first end of an interval that is told."""
    start, _, end = edtf.partition("/")
    year, month, day = _parts(end if start in ("", OPEN) else start)
    if day:
        return "day"
    if not month:
        return "year"
    return "month" if month <= 12 else "season" if month <= 24 else "quarter" if month <= QUARTER + 4 else "half"


def beside(edtf: str, way: int) -> str | None:
    """What lies right before (-1) or after (1) a time, in its own unit; after a day nothing, since the rest of it does.

    Beside a season, quarter or half lies a day. None at the ends of the calendar.
    """
    text = edtf.partition("/")[0] if way < 0 else edtf.rpartition("/")[2]
    if text in ("", OPEN):
        return None
    year, month, day = _parts(text)
    if day:
        return of_day(date(year, month, day) - timedelta(days=1)) if way < 0 and (year, month, day) > (1, 1, 1) else None
    if month > 12:
        return of_day(first_day(text) - timedelta(days=1) if way < 0 else last_day(text) + timedelta(days=1))
    moved = of_month(year * 12 + month - 1 + way) if month else f"{year + way:04d}"
    return moved if 1 <= int(moved[:4]) <= 9999 and len(moved.partition("-")[0]) == 4 else None


def first_day(edtf: str) -> date:
    """The first day of a date or interval; the first of all days where it is open."""
    start = edtf.partition("/")[0]
    if start in ("", OPEN):
        return date.min
    year, month, day = _parts(start)
    return date(year, _MONTHS_OF_PART.get(month, month) or 1, day or 1)


def last_day(edtf: str) -> date:
    """The last day of a date or interval; the last of all days where it is open."""
    end = edtf.rpartition("/")[2]
    if end in ("", OPEN):
        return date.max
    year, month, day = _parts(end)
    if day:
        return date(year, month, day)
    if not month:
        return date(year, 12, 31)
    first = _MONTHS_OF_PART.get(month, month)
    index = year * 12 + first - 1 + (_LENGTH.get(month, 3) if month > 12 else 1) - 1
    year, month = index // 12, index % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    match = _DATE.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    return int(match[1]), int(match[2] or 0), int(match[3] or 0)


def nth_weekday(year: int, month: int, place: int, weekday: int) -> date | None:
    """The nth Monday (1) … Sunday (7) of a month; the last for a place of -1; None where there are not so many."""
    days = [day for day in range(1, monthrange(year, month)[1] + 1) if date(year, month, day).isoweekday() == weekday]
    try:
        return date(year, month, days[place - 1 if place > 0 else place])
    except IndexError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
