"""What a written time means: EDTF, resolved against the publication date or a date told before.

Nothing is guessed: without the date that a relative time needs, ``edtf`` is None and the anchor ``none``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from . import edtf, time_joint
from .edtf import Point
from .time_dates import EITHER, FUTURE, NEAR, NOTHING, PAST, Calendar, Fields, Resolved, date_of
from .time_patterns import Item

_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_HUNDREDS = 2000
"""Before it, a year in hundreds names a century, not a decade ("the 1800s")."""
_FARTHEST = 9000
"""No more than so many days, months or years are counted from a date."""
_HALVES = 0
_NTH = {"day": 1, "week": 7, "fortnight": 14, "halves": _HALVES}


def resolve(item: Item, at: Calendar) -> Resolved:
    """What a written time means."""
    return _OPS[item.pattern.op](item, at)


# --- dates ----------------------------------------------------------------------------------------------------


def fields(item: Item) -> Fields:
    """What the slots of a date say."""
    year = item.number("yyyy")
    if year is None and (short := item.number("yy")) is not None:
        year = short + (1900 if short > 50 else 2000)
    part = item.number("season")
    if "ordinal" in item.pattern.args:
        part = _part(item)
    holiday = item.get("holiday")
    return Fields(
        year, item.number("month") or item.number("mm"), item.number("dd"), item.number("weekday") or item.number("shortday"), part,
        item.number("dir"), str(holiday) if holiday else None, "week" in item.pattern.args,
    )


def _part(item: Item) -> int | None:
    """The EDTF number of "second quarter", "first half"."""
    place = item.number("ord") or 0
    unit = item.get("unit") or item.pattern.args.get("unit")
    if unit == "quarter" and 1 <= place <= 4:
        return edtf.QUARTER + place
    return edtf.HALF + place if unit == "half" and 1 <= place <= 2 else None


def _date(item: Item, at: Calendar) -> Resolved:
    said, shift = fields(item), item.number("years")
    if shift is not None and at.published is not None:
        found = replace(date_of(replace(said, year=at.published.year + shift), at), anchor="published")
    else:
        found = date_of(said, at)
    return replace(found, approx=True) if "approx" in item.pattern.args and found.edtf else found


def _year(item: Item, _: Calendar) -> Resolved:
    year, short = item.number("yyyy"), item.number("yy")
    if year is None:
        return NOTHING
    if short is not None:
        end = year - year % 100 + short
        return Resolved(edtf.interval(f"{year:04d}", f"{end:04d}")) if end > year else NOTHING
    return Resolved(f"{year:04d}")


def _decade(item: Item, _: Calendar) -> Resolved:
    year = item.number("yyyy")
    if year is None:
        short = item.number("yy")
        short = item.number("n") if short is None else short
        if short is None or not 10 <= short < 100:
            return NOTHING
        year = short + 1900
    if year % 100 == 0 and year < _HUNDREDS:
        return Resolved(f"{year:04d}/{year + 99:04d}")
    return Resolved(f"{year // 10 * 10:04d}/{year // 10 * 10 + 9:04d}") if year % 10 == 0 else NOTHING


def _century(item: Item, _: Calendar) -> Resolved:
    place = item.number("roman") or item.number("ord")
    return Resolved(f"{place * 100 - 99:04d}/{place * 100:04d}") if place and place <= 21 else NOTHING


# --- relative -------------------------------------------------------------------------------------------------


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


def _shift(item: Item, at: Calendar) -> Resolved:
    unit = str(item.pattern.args.get("unit") or item.get("unit") or "day")
    count = item.number("dayword")
    if count is None:
        count = item.number("dir")
    if count is None:
        count = item.number("n") or 0
    approx = "approx" in item.pattern.args
    found = shifted(unit, count, at.published, tense=at.tense)
    if found is not None and approx and item.get("edge") and unit == "week":
        found = _third_of_week(found, str(item.get("edge")))
    return Resolved(found, "published", approx) if found else NOTHING


def _third_of_week(week: str, edge: str) -> str:
    monday = edtf.first_day(week)
    first, last = {"start": (0, 2), "mid": (2, 3), "end": (3, 6)}[edge]
    return edtf.interval(edtf.of_day(monday + timedelta(days=first)), edtf.of_day(monday + timedelta(days=last)))


def _counted(item: Item, sign: int, start: Point | None, anchor: str) -> Resolved:
    """So many units before or after a point. Days are exact; longer units only as exact as they are."""
    count: float | None = item.number("n")
    unit = str(item.get("units") or item.get("unit") or item.pattern.args.get("unit") or "")
    if count is None or start is None:
        return NOTHING
    approx = unit not in ("day", "hour") or "approx" in item.pattern.args
    if unit == "hour":
        count, unit = round(count / 24), "day"
        if not count:
            return NOTHING
    if unit in ("week", "fortnight", "weekend"):
        count, unit = count * (14 if unit == "fortnight" else 7), "day"
    if unit in _MONTHS:
        count, unit = count * _MONTHS[unit], "month"
    if unit in _YEARS and unit != "year":
        count, unit = count * _YEARS[unit], "year"
    if abs(count) > _FARTHEST or (unit == "year" and not 0 < start.year + sign * count < 9999):
        return NOTHING
    found = shifted(unit, sign * count, start)
    return Resolved(found, anchor, approx) if found else NOTHING


def _ago(item: Item, at: Calendar) -> Resolved:
    return _counted(item, -1, at.published, "published")


def _ahead(item: Item, at: Calendar) -> Resolved:
    if "tensed" in item.pattern.args and at.tense != FUTURE:
        return NOTHING
    found = _counted(item, 1, at.published, "published")
    if found.edtf and "within" in item.pattern.args:
        return replace(found, edtf=edtf.interval(str(at.published), found.edtf))
    return found


def _last_n(item: Item, at: Calendar) -> Resolved:
    """ "The last three months": up to the publication; "the next three": from it."""
    direction = item.number("dir") or -1
    found = _counted(item, direction, at.published, "published")
    if found.edtf is None or at.published is None:
        return NOTHING
    size = found.edtf.count("-")
    now = str(Point(*(part if n <= size else None for n, part in enumerate(at.published))))  # type: ignore[arg-type]
    ends = (found.edtf, now) if direction < 0 else (now, found.edtf)
    return Resolved(edtf.interval(*ends), "published")


def _context(item: Item, at: Calendar) -> Resolved:
    count = item.number("n") or 0
    unit = str(item.pattern.args.get("unit") or item.get("unit") or "day")
    if (weekday := item.number("weekday")) is not None:
        return _weekday_beside(weekday, count, at)
    if at.told is None and "else" in item.pattern.args:
        found = shifted(unit, count, at.published)
        return Resolved(found, "published") if found else NOTHING
    found = shifted(unit, count, at.told)
    return Resolved(found, "context") if found else NOTHING


def _weekday_beside(weekday: int, count: int, at: Calendar) -> Resolved:
    """ "The following Monday": the first after the day told, or the last before it."""
    day = at.told.as_day if at.told else None
    if day is None:
        return NOTHING
    away = (weekday - day.isoweekday()) % 7 or 7 if count > 0 else -((day.isoweekday() - weekday) % 7 or 7)
    return Resolved(edtf.of_day(day + timedelta(days=away)), "context")


def _context_n(item: Item, at: Calendar) -> Resolved:
    if at.told is None and "else" in item.pattern.args:
        return _counted(item, item.number("sign") or 1, at.published, "published")
    return _counted(item, item.number("sign") or 1, at.told, "context")


# --- times of times -------------------------------------------------------------------------------------------


def _inner(item: Item, at: Calendar) -> Resolved:
    inner = item.time()
    return resolve(inner, at) if inner is not None else NOTHING


def _narrow(item: Item, at: Calendar) -> Resolved:
    """ "Early 2022", "end of March": the whole, roughly."""
    return replace(_inner(item, at), approx=True)


def _range(item: Item, at: Calendar) -> Resolved:
    left, right = _ends(item, at)
    if left.edtf is None or right.edtf is None or edtf.first_day(left.edtf) > edtf.last_day(right.edtf):
        return NOTHING
    anchor = left.anchor if right.anchor == "absolute" else right.anchor
    return Resolved(edtf.interval(left.edtf, right.edtf), anchor, left.approx or right.approx)


def _ends(item: Item, at: Calendar) -> tuple[Resolved, Resolved]:
    """Both ends of a range; one lends the other the month or year that it does not say."""
    first, second = item.time("time"), item.time("time2")
    if second is None:
        return NOTHING, NOTHING
    b, wrap = _said(second), second.pattern.op == "narrow"
    a = Fields(day=item.number("dd")) if first is None else _said(first)
    right = resolve(second, at)
    if a is None or (first is not None and b is None):
        return (resolve(first, at) if first else NOTHING), right
    end = edtf.point((right.edtf or "").rpartition("/")[2])
    if a.year is not None and b is not None and b.year is None and b.month is not None:
        later = a.month is not None and b.month < a.month
        right = date_of(replace(b, year=a.year + later), at)
        return replace(date_of(a, at), approx=wrap), right
    if a.year is None and end is not None and (a.day or a.month):
        month = a.month or end.month
        year = end.year - (1 if month and end.month and month > end.month else 0)
        if a.day and a.month is None and end.day and a.day >= end.day:
            return NOTHING, right
        anchor = right.anchor
        return replace(date_of(replace(a, year=year, month=month), at), anchor=anchor), right
    if a.year is None and a.part is not None and b is not None and b.year is not None:
        return date_of(replace(a, year=b.year), at), right
    if a.weekday and a.day is None and end is not None and end.as_day is not None:
        return _weekday_before(a.weekday, end.as_day, right.anchor), right
    return (resolve(first, at) if first else NOTHING), right


def _said(item: Item) -> Fields | None:
    """What a plain date says, also inside "Monday evening" or "end of March"."""
    if item.pattern.op in ("same", "narrow") and (inner := item.time()) is not None:
        return _said(inner)
    return fields(item) if item.pattern.op == "date" else None


def _weekday_before(weekday: int, end: date, anchor: str) -> Resolved:
    days = (end.isoweekday() - weekday) % 7
    return Resolved(edtf.of_day(end - timedelta(days=days)), anchor) if days else NOTHING


def _in_year(item: Item, at: Calendar) -> Resolved:
    """ "October of next year"."""
    first, second = item.time(), item.time("time2")
    if first is None or second is None:
        return NOTHING
    return time_joint.of_year(fields(first), resolve(second, at), at)


def _days(item: Item, at: Calendar) -> Resolved:
    """ "May 8-13"."""
    last = item.number("dd2")
    return date_of(fields(item), at) if last is None else time_joint.days(fields(item), last, at)


def _so_far(item: Item, at: Calendar) -> Resolved:
    """ "Earlier this week", "later this month"."""
    return time_joint.so_far(_shift(item, at), item.number("sign") or 1, at)


def _moment(item: Item, at: Calendar) -> Resolved:
    """A time of the day and its day, in either order."""
    first, second = item.time(), item.time("time2")
    day = second if first is None or first.pattern.op == "clock" else first
    return resolve(day, at) if day is not None else NOTHING


def _since(item: Item, at: Calendar) -> Resolved:
    """Since a time: until the publication, where that is known."""
    inner = item.time()
    if inner is None:
        return NOTHING
    past = replace(at, tense=PAST)
    found = _counted(inner, -1, at.published, "published") if inner.pattern.op == "duration" else resolve(inner, past)
    if found.edtf is None:
        return NOTHING
    now = str(at.published) if at.published else edtf.OPEN
    if at.published is not None and edtf.first_day(found.edtf) > edtf.last_day(now):
        return NOTHING
    anchor = "published" if at.published else found.anchor
    return Resolved(edtf.interval(found.edtf, now), anchor, found.approx)


def _from(item: Item, at: Calendar) -> Resolved:
    return _open_end(_inner(item, at if at.tense else replace(at, tense=FUTURE)))


def _after(item: Item, at: Calendar) -> Resolved:
    return _open_end(_inner(item, at))


def _open_end(found: Resolved) -> Resolved:
    return replace(found, edtf=edtf.interval(found.edtf, edtf.OPEN)) if found.edtf else found


def _until(item: Item, at: Calendar) -> Resolved:
    """Up to a time; the tense tells when this was said or began, not where its end lies."""
    found = _inner(item, at if at.tense == FUTURE else replace(at, tense=NEAR))
    return replace(found, edtf=edtf.interval(edtf.OPEN, found.edtf)) if found.edtf else found


def _before(item: Item, at: Calendar) -> Resolved:
    found = _inner(item, at if at.tense == PAST else replace(at, tense=FUTURE))
    return replace(found, edtf=edtf.interval(edtf.OPEN, found.edtf)) if found.edtf else found


def _by(item: Item, at: Calendar) -> Resolved:
    found = _inner(item, replace(at, tense=FUTURE))
    start = str(at.published) if at.published else edtf.OPEN
    if not found.edtf or (at.published and edtf.first_day(start) > edtf.last_day(found.edtf)):
        return NOTHING
    return replace(found, edtf=edtf.interval(start, found.edtf))


def _week(item: Item, at: Calendar) -> Resolved:
    """ "The week of the 6th of October"."""
    found = _inner(item, at)
    return replace(found, edtf=edtf.week(edtf.first_day(found.edtf))) if found.edtf else found


def _nth(item: Item, at: Calendar) -> Resolved:
    """ "The first week of May", "the last day of 2015", "the second half of March"."""
    found = _inner(item, at)
    if (weekday := item.number("weekday")) is not None:
        return _nth_weekday(found, weekday, _place(item))
    size = _NTH.get(str(item.get("unit")))
    if found.edtf is None or size is None or (place := _place(item)) is None:
        return NOTHING
    first, last = edtf.first_day(found.edtf), edtf.last_day(found.edtf)
    if first == date.min or last == date.max:
        return NOTHING
    days = (last - first).days + 1
    if size == _HALVES:
        size = days // 2
    start = last - timedelta(days=size - 1) if place < 0 else first + timedelta(days=size * (place - 1))
    end = last if place < 0 or (place == 2 and size > 7) else start + timedelta(days=size - 1)
    if start < first or end > last:
        return NOTHING
    return Resolved(edtf.interval(edtf.of_day(start), edtf.of_day(end)), found.anchor, size > 1)


def _nth_weekday(within: Resolved, weekday: int, place: int | None) -> Resolved:
    """ "The third Tuesday of September"."""
    point = edtf.point(within.edtf)
    if point is None or point.month is None or point.day is not None or place is None:
        return NOTHING
    day = edtf.nth_weekday(point.year, point.month, place, weekday)
    return replace(within, edtf=edtf.of_day(day)) if day else NOTHING


def _place(item: Item) -> int | None:
    """Which one: counted from the start, or -1 for the last."""
    place = item.number("ord")
    if place is None:
        place = item.number("place")
    return place if place is not None else (-1 if item.number("dir") == PAST else None)


def _beside(item: Item, at: Calendar) -> Resolved:
    """ "The eve of Christmas"."""
    found = _inner(item, at)
    day = edtf.point(found.edtf)
    moved = shifted("day", item.number("n") or 0, day) if found.edtf and "/" not in found.edtf else None
    return replace(found, edtf=moved) if moved else NOTHING


def _offset(item: Item, at: Calendar) -> Resolved:
    """ "Two weeks before Christmas"."""
    length, end = item.time("time"), item.time("time2")
    if length is None or end is None:
        return NOTHING
    found = resolve(end, at)
    if found.edtf is None or "/" in found.edtf:
        return NOTHING
    return _counted(length, item.number("sign") or 1, edtf.point(found.edtf), found.anchor)


def _none(_item: Item, _at: Calendar) -> Resolved:
    return NOTHING


_OPS: dict[str, Callable[[Item, Calendar], Resolved]] = {
    "date": _date, "year": _year, "decade": _decade, "century": _century, "shift": _shift, "ago": _ago,
    "ahead": _ahead, "lastn": _last_n, "context": _context, "contextn": _context_n, "same": _inner,
    "narrow": _narrow, "range": _range, "list": _range, "since": _since, "from": _from, "until": _until,
    "before": _before, "after": _after, "by": _by, "about": _narrow, "duration": _none, "frequency": _none,
    "clock": _none, "age": _none, "week": _week, "nth": _nth, "beside": _beside, "offset": _offset, "none": _none,
    "never": _none, "inyear": _in_year, "days": _days, "sofar": _so_far, "moment": _moment,
}
