"""What a written time means: EDTF, resolved against the publication date or a date told before.

Nothing is guessed: without the date that a relative time needs, ``edtf`` is None and the anchor ``none``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from . import edtf, time_compound, time_joint, time_relative, time_values
from .time_dates import FUTURE, NOTHING, Calendar, Fields, Resolved, date_of
from .time_patterns import Item


def resolve(item: Item, at: Calendar) -> Resolved:
    """What a written time means."""
    op = item.pattern.op
    if op in time_compound.OPS:
        inner = item.time()
        found = resolve(inner, time_compound.outlook(item, at)) if inner is not None else NOTHING
        return time_compound.OPS[op](found, item, at)
    found = _OPS[op](item, at)
    if op in _DAYS and (part := time_values.of_part(item.get("part") or item.pattern.args.get("part"))) is not None:
        return replace(found, value=(found.timex or "XXXX-XX-XX") + part)
    return found


_DAYS = frozenset(("date", "shift", "context", "moment"))
"""Operations that may bring a part of the day with them."""


_HUNDREDS = 2000
"""Before it, a year in hundreds names a century, not a decade ("the 1800s")."""


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
        year, item.number("month") or item.number("mm"), item.number("dd") or (item.number("ord") if "suffixed" in item.pattern.args else None),
        item.number("weekday") or item.number("shortday"), part,
        item.number("dir"), str(holiday) if holiday else None, "week" in item.pattern.args, item.number("months"),
    )


def _part(item: Item) -> int | None:
    """The EDTF number of "second quarter", "first half"."""
    place = item.number("ord") or 0
    unit = item.get("unit") or item.pattern.args.get("unit")
    if unit == "quarter" and 1 <= place <= 4:
        return edtf.QUARTER + place
    return edtf.HALF + place if unit == "half" and 1 <= place <= 2 else None


def _date(item: Item, at: Calendar) -> Resolved:
    said, shift, plus = fields(item), item.number("years"), item.number("plus")
    if plus is not None:
        found = date_of(said, replace(at, tense=FUTURE, ahead=False))
        moved = time_relative.shifted("day", plus, edtf.point(found.edtf)) if found.edtf else None
        return replace(found, edtf=moved) if moved else found
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
        return Resolved(f"{year:04d}/{year + 99:04d}", grain="century")
    return Resolved(f"{year // 10 * 10:04d}/{year // 10 * 10 + 9:04d}", grain="decade") if year % 10 == 0 else NOTHING


def _century(item: Item, _: Calendar) -> Resolved:
    place = item.number("roman") or item.number("ord")
    return Resolved(f"{place * 100 - 99:04d}/{place * 100:04d}", grain="century") if place and place <= 21 else NOTHING


# --- ranges ---------------------------------------------------------------------------------------------------


def _range(item: Item, at: Calendar) -> Resolved:
    left, right = ends(item, at)
    if left.edtf is None or right.edtf is None or edtf.first_day(left.edtf) > edtf.last_day(right.edtf):
        return NOTHING
    anchor = left.anchor if right.anchor == "absolute" else right.anchor
    night = (left.timex or "") + "TNI" if "night" in item.pattern.args else None
    return Resolved(edtf.interval(left.edtf, right.edtf), anchor, left.approx or right.approx, value=night)


def ends(item: Item, at: Calendar) -> tuple[Resolved, Resolved]:
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


def _in_month(item: Item, at: Calendar) -> Resolved:
    """ "The 5th of this month"."""
    inner = item.time()
    return time_joint.of_month(resolve(inner, at), item.number("ord") or 0) if inner is not None else NOTHING


def _days(item: Item, at: Calendar) -> Resolved:
    """ "May 8-13"."""
    last = item.number("dd2")
    return date_of(fields(item), at) if last is None else time_joint.days(fields(item), last, at)


def _first_n(item: Item, at: Calendar) -> Resolved:
    """ "The first nine months of 2021", "the last three days of May"."""
    inner, unit, value = item.time(), str(item.get("units")), time_values.of_duration(item)
    year = item.number("yyyy")
    whole = resolve(inner, at) if inner is not None else Resolved(f"{year:04d}") if year is not None else NOTHING
    count = item.number("n")
    found = time_joint.first_n(whole, count, unit) if whole.edtf and count else NOTHING
    return replace(found, value=value)


def _so_far(item: Item, at: Calendar) -> Resolved:
    """ "Earlier this week", "later this month"."""
    return time_joint.so_far(time_relative.shift(item, at), item.number("sign") or 1, at)


def _moment(item: Item, at: Calendar) -> Resolved:
    """A time of the day and its day, in either order."""
    first, second = item.time(), item.time("time2")
    clock, day = (first, second) if first is None or first.pattern.op == "clock" else (second, first)
    found = resolve(day, at) if day is not None else NOTHING
    hour = time_values.of_clock(clock) if clock is not None else None
    return replace(found, value=found.timex + hour) if hour and found.timex and "T" not in found.timex else found


def _length(item: Item, at: Calendar) -> Resolved:
    """ "Three weeks starting Monday"."""
    length, start = item.time("time"), item.time("time2")
    found = resolve(start, at) if start is not None else NOTHING
    if length is None or found.edtf is None:
        return NOTHING
    return time_joint.lasting(found, time_relative.counted(length, 1, edtf.point(found.edtf), found.anchor))


def _offset(item: Item, at: Calendar) -> Resolved:
    """ "Two weeks before Christmas"."""
    length, end = item.time("time"), item.time("time2")
    if length is None or end is None:
        return NOTHING
    found = resolve(end, at)
    if found.edtf is None or "/" in found.edtf:
        return NOTHING
    return time_relative.counted(length, item.number("sign") or 1, edtf.point(found.edtf), found.anchor)


# --- what is no date ------------------------------------------------------------------------------------------


def _none(item: Item, _at: Calendar) -> Resolved:
    return replace(NOTHING, value=item.pattern.args.get("value") or time_values.of_reference(item))


def _duration(item: Item, _at: Calendar) -> Resolved:
    return replace(NOTHING, value=time_values.of_duration(item))


def _frequency(item: Item, _at: Calendar) -> Resolved:
    return replace(NOTHING, value=time_values.of_frequency(item))


def _clock(item: Item, at: Calendar) -> Resolved:
    """A time of the day by itself, on the day that the text gives it."""
    value = time_values.of_part(item.get("part")) if item.pattern.op == "part" else time_values.of_clock(item)
    if at.day is None or value is None:
        return replace(NOTHING, value=value)
    return Resolved(str(at.day), "context", "approx" in item.pattern.args, value=str(at.day) + value)


_OPS: dict[str, Callable[[Item, Calendar], Resolved]] = {
    "date": _date, "year": _year, "decade": _decade, "century": _century, "shift": time_relative.shift,
    "ago": time_relative.ago, "ahead": time_relative.ahead, "lastn": time_relative.last_n,
    "context": time_relative.context, "contextn": time_relative.context_n, "range": _range, "list": _range,
    "offset": _offset, "duration": _duration, "frequency": _frequency, "clock": _clock, "part": _clock,
    "reference": _none, "age": _none, "none": _none, "never": _none, "inyear": _in_year, "days": _days, "inmonth": _in_month,
    "sofar": _so_far, "firstn": _first_n, "length": _length, "moment": _moment,
}
