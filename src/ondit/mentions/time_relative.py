"""Times counted from another: yesterday, last week, three months ago, the day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import edtf, time_lengths, time_values
from .edtf import Point
from .time_dates import EITHER, FUTURE, NOTHING, PAST, Calendar, Resolved
from .time_patterns import Item

_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_CLOCK = {"hour": 24, "minute": 24 * 60, "second": 24 * 60 * 60}
_MONTH = 365.2425 / 12
"""The mean days of a month."""
_SPANS = ("week", "weekend", "fortnight", "decade", "century", "millennium")
"""Units that EDTF writes as an interval."""
_FARTHEST = 9000
"""No more than so many days, months or years are counted from a date."""


def resolved(unit: str, count: float, start: Point | None, anchor: str, *, tense: int = EITHER, approx: bool = False) -> Resolved:
    """The unit that lies ``count`` units from a point."""
    found = shifted(unit, count, start, tense=tense)
    return Resolved(found, anchor, approx, unit if unit in _SPANS else None) if found else NOTHING


def shifted(unit: str, count: float, start: Point | None, *, tense: int = EITHER) -> str | None:
    """The day, week, month or year that is ``count`` units from a point, as finely as both allow."""
    if start is None:
        return None
    if unit in _YEARS:
        span = _YEARS[unit]
        year = int((start.year // span if span > 1 else start.year) + count) * span
        if span == 100:
            year += 1 if start.year % 100 else -99
        if year < 1:
            return None
        return f"{year:04d}" if span == 1 else f"{year:04d}/{year + span - 1:04d}"
    if unit in _MONTHS and start.month:
        index = start.year * 12 + start.month - 1
        if unit == "month":
            return edtf.of_month(index + int(count))
        span = _MONTHS[unit]
        place = index // span + int(count)
        base = edtf.QUARTER if unit == "quarter" else edtf.HALF
        return f"{place * span // 12:04d}-{base + 1 + place % (12 // span):02d}"
    day = start.as_day
    if day is None:
        return None
    if unit == "weekend":
        return _weekend(day, int(count), tense)
    if unit == "week":
        return edtf.week(day + timedelta(weeks=int(count)))
    return edtf.of_day(day + timedelta(days=int(count * _DAYS[unit]))) if unit in _DAYS else None


def _weekend(day: date, count: int, tense: int) -> str:
    """The week-end of this week; on Monday and Tuesday, and in the past until Friday, the one before."""
    if count:
        return edtf.weekend(day, count)
    earlier = day.weekday() < 2 and tense != FUTURE or day.weekday() < 5 and tense == PAST
    return edtf.weekend(day, -1 if earlier else 0)


def shift(item: Item, at: Calendar) -> Resolved:
    """Today, yesterday, this week, next year."""
    unit = str(item.pattern.args.get("unit") or item.get("unit") or "day")
    count = item.number("dayword")
    if count is None:
        count = item.number("dir")
    if count is None:
        count = item.number("n") or 0
    approx = "approx" in item.pattern.args
    found = resolved(unit, count, at.published, "published", tense=at.tense, approx=approx)
    if found.edtf is not None and (days := item.pattern.args.get("from_to")) is not None:
        return replace(found, edtf=_days_of_week(found.edtf, *map(int, days.split("-"))), value=found.timex)
    if found.edtf is not None and approx and item.get("edge") and unit == "week":
        return replace(found, edtf=third_of_week(found.edtf, str(item.get("edge"))), value=found.timex)
    return found


def third_of_week(week: str, edge: str) -> str:
    """The first three days of a week, its middle, or Friday to Sunday."""
    return _days_of_week(week, *{"start": (1, 3), "mid": (3, 4), "end": (5, 7)}[edge])


def _days_of_week(week: str, first: int, last: int) -> str:
    """The days of a week from one to another, Monday the first."""
    monday = edtf.first_day(week)
    return edtf.interval(edtf.of_day(monday + timedelta(days=first - 1)), edtf.of_day(monday + timedelta(days=last - 1)))


def counted(item: Item, sign: int, start: Point | None, anchor: str) -> Resolved:
    """So many units before or after a point. Days are exact; longer units only as exact as they are."""
    length = time_lengths.whole(item)
    if length is None or start is None:
        return NOTHING
    count, unit = length
    approx = unit not in ("day", *_CLOCK) or "approx" in item.pattern.args or unit == "day" and count != int(count)
    if unit in _CLOCK:
        return _within_days(count / _CLOCK[unit], sign, start, anchor)
    if unit in ("week", "fortnight", "weekend"):
        count, unit = count * (14 if unit == "fortnight" else 7), "day"
    if unit == "year" and count != int(count):
        count, unit = count * 12, "month"
    if unit in _MONTHS:
        count, unit = count * _MONTHS[unit], "month"
    if unit in _YEARS and unit != "year":
        count, unit = count * _YEARS[unit], "year"
    if unit == "month" and count != int(count):
        found = shifted("day", round(sign * count * _MONTH), start) if abs(count) < _FARTHEST else None
        return Resolved(found[:7], anchor, True) if found else NOTHING
    if abs(count) > _FARTHEST or (unit == "year" and not 0 < start.year + sign * count < 9999):
        return NOTHING
    found = shifted(unit, sign * count, start)
    return Resolved(found, anchor, approx) if found else NOTHING


def _within_days(days: float, sign: int, start: Point, anchor: str) -> Resolved:
    """Hours and minutes: a whole number of days is exact, less than a day cannot be told from the date alone."""
    if round(days) < 1 or abs(days) > _FARTHEST:
        return NOTHING
    found = shifted("day", sign * round(days), start)
    return Resolved(found, anchor, days != int(days)) if found else NOTHING


def ago(item: Item, at: Calendar) -> Resolved:
    """ "Three months ago"; of what is less than a day the length is all that can be told."""
    found = counted(item, -1, at.published, "published")
    return found if found.edtf or at.published is None else replace(NOTHING, value=time_values.of_duration(item))


def ahead(item: Item, at: Calendar) -> Resolved:
    """ "In three days"; "within three days" begins at the publication."""
    if "tensed" in item.pattern.args and at.tense != FUTURE:
        return replace(NOTHING, value=time_values.of_duration(item))
    found = counted(item, 1, at.published, "published")
    if found.edtf is None and at.published is not None:
        return replace(NOTHING, value=time_values.of_duration(item))
    if found.edtf and "within" in item.pattern.args:
        return replace(found.over(edtf.interval(str(at.published), found.edtf)), value=time_values.of_duration(item))
    return found


def last_n(item: Item, at: Calendar) -> Resolved:
    """ "The last three months": up to the publication; "the next three": after it."""
    value = time_values.of_duration(item)
    direction = item.number("dir") or -1
    found = counted(item, direction, at.published, "published")
    if found.edtf is None or at.published is None:
        return replace(NOTHING, value=value)
    size = found.edtf.count("-")
    now = str(Point(*(part if n <= size else None for n, part in enumerate(at.published))))  # type: ignore[arg-type]
    if direction > 0 and size == 2:
        now = edtf.of_day(edtf.first_day(now) + timedelta(days=1))
    ends = (found.edtf, now) if direction < 0 else (now, found.edtf)
    return Resolved(edtf.interval(*ends), "published", grain=found.unit, value=value)


def context(item: Item, at: Calendar) -> Resolved:
    """The day before, the same year: counted from the date told last; if the report has told none yet, from its own."""
    count = item.number("n") or 0
    unit = str(item.pattern.args.get("unit") or item.get("unit") or "day")
    if (weekday := item.number("weekday")) is not None:
        return _weekday_beside(weekday, count, at)
    start = _told(at, unit)
    if start is None:
        return resolved(unit, count, at.published, "published", approx="else" not in item.pattern.args) if _from_report(item, at) else NOTHING
    return resolved(unit, count, start, "context")


def _weekday_beside(weekday: int, count: int, at: Calendar) -> Resolved:
    """ "The following Monday": the first after the day told, or the last before it."""
    told = at.told or (at.published if at.first else None)
    day = told.as_day if told else None
    if day is None:
        return NOTHING
    away = (weekday - day.isoweekday()) % 7 or 7 if count > 0 else -((day.isoweekday() - weekday) % 7 or 7)
    return Resolved(edtf.of_day(day + timedelta(days=away)), "context" if at.told else "published", approx=at.told is None)


def context_n(item: Item, at: Calendar) -> Resolved:
    """ "Two weeks earlier"."""
    unit = str(item.get("units") or item.get("unit") or "")
    start, sign = _told(at, unit), item.number("sign") or 1
    unknown = replace(NOTHING, value=time_values.of_duration(item))
    if start is not None:
        found = counted(item, sign, start, "context")
    else:
        found = replace(counted(item, sign, at.published, "published"), approx=True) if _from_report(item, at) else unknown
    return found if found.edtf else unknown


def _told(at: Calendar, unit: str) -> Point | None:
    """The date told last that is fine enough for a unit."""
    if unit in _YEARS or (unit in _MONTHS and at.near is not None and at.near.month):
        return at.near
    return at.told


def _from_report(item: Item, at: Calendar) -> bool:
    """True if nothing but the report's own day can be meant."""
    return at.published is not None and (at.first or "else" in item.pattern.args)
