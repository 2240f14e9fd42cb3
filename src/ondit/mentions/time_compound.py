"""Times made of another time: since, until, end of, the first week of, the eve of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from . import edtf, time_joint, time_values
from .time_dates import FUTURE, NEAR, NOTHING, PAST, Calendar, Resolved
from .time_patterns import Item
from .time_relative import counted, shifted, third_of_week

_SIZES = {"day": 1, "week": 7, "weekend": 2, "fortnight": 14, "halves": 0}


def outlook(item: Item, at: Calendar) -> Calendar:
    """Where the inner time of an operation is looked for: "since" looks back, "by" ahead."""
    op = item.pattern.op
    if "forward" in item.pattern.args:
        return replace(at, tense=FUTURE)
    if op == "since":
        return replace(at, tense=PAST)
    if (op == "by" and at.tense != PAST) or (op == "from" and not at.tense) or (op == "before" and at.tense != PAST):
        return replace(at, tense=FUTURE)
    # "Until": the tense tells when this was said or began, not where its end lies.
    return replace(at, tense=NEAR) if op == "until" and at.tense != FUTURE else at


def same(found: Resolved, item: Item, _at: Calendar) -> Resolved:
    """The time itself; with a part of the day or an hour this is told in its value."""
    part = time_values.of_part(item.get("part")) or time_values.of_clock(item)
    if part is None or found.timex is None or "T" in found.timex[1:]:
        return found
    return replace(found, value=found.timex + part)


def narrow(found: Resolved, item: Item, _at: Calendar) -> Resolved:
    """ "Early 2022", "end of March": the whole, roughly; of a week the days that are meant."""
    if found.edtf is not None and found.unit == "week" and item.get("edge"):
        found = replace(found, edtf=third_of_week(found.edtf, str(item.get("edge"))), value=found.timex)
    return replace(found, approx=True)


def since(found: Resolved, item: Item, at: Calendar) -> Resolved:
    """Since a time: until the publication, where that is known, if the clause looks back; without an end if it tells of
    what goes on."""
    inner = item.time()
    if inner is not None and inner.pattern.op == "duration":
        found = replace(counted(inner, -1, at.published, "published"), value=time_values.of_duration(inner))
    if found.edtf is None:
        return found
    start, closed = found.edtf, at.published is not None and not at.still
    if at.published is not None and edtf.first_day(start) > edtf.last_day(str(at.published)):
        return NOTHING
    whole = found.over(edtf.interval(start, str(at.published) if closed else edtf.OPEN))
    return replace(whole, anchor="published") if closed else whole


def opened(found: Resolved, _item: Item, _at: Calendar) -> Resolved:
    """From a time on."""
    return found.over(edtf.interval(found.edtf, edtf.OPEN)) if found.edtf else found


def after(found: Resolved, _item: Item, _at: Calendar) -> Resolved:
    """After a month or a year it is over; the rest of a day may be meant, and so may that of what is told roughly."""
    if not found.edtf:
        return found
    beyond = found.edtf if found.approx else edtf.beside(found.edtf, 1)
    return found.over(edtf.interval(beyond or found.edtf, edtf.OPEN))


def until(found: Resolved, _item: Item, _at: Calendar) -> Resolved:
    """Up to a time, which is still in it."""
    return found.over(edtf.interval(edtf.OPEN, found.edtf)) if found.edtf else found


def before(found: Resolved, _item: Item, _at: Calendar) -> Resolved:
    """Up to the last day, month or year before a time; of what is told roughly some may be meant."""
    if not found.edtf:
        return found
    short = found.edtf if found.approx else edtf.beside(found.edtf, -1)
    return found.over(edtf.interval(edtf.OPEN, short or found.edtf))


def by(found: Resolved, _item: Item, at: Calendar) -> Resolved:
    """By a time: from the publication, unless it is past."""
    start = str(at.published) if at.published else edtf.OPEN
    if found.edtf and at.published and at.tense == PAST and edtf.last_day(found.edtf) < edtf.first_day(start):
        start = edtf.OPEN
    if not found.edtf or (at.published and edtf.first_day(start) > edtf.last_day(found.edtf)):
        return NOTHING
    return found.over(edtf.interval(start, found.edtf))


def week(found: Resolved, _item: Item, _at: Calendar) -> Resolved:
    """ "The week of the 6th of October"."""
    return replace(found, edtf=edtf.week(edtf.first_day(found.edtf)), grain="week", value=None) if found.edtf else found


def nth(found: Resolved, item: Item, _at: Calendar) -> Resolved:
    """ "The first week of May", "the last day of 2015", "the second half of March", "the third Monday of June".

    Weeks and week-ends are those of the calendar that lie in the time whole.
    """
    place = item.number("ord") or item.number("place")
    if place is None:
        place = -1 if item.number("dir") == PAST or "last" in item.pattern.args else None
    if found.edtf is None or not place:
        return NOTHING
    place = -place if "backward" in item.pattern.args else place
    unit, count = str(item.get("units") or item.get("unit") or item.pattern.args.get("unit")), item.number("n") or 1
    if unit in time_joint.MONTHS:
        return time_joint.part_of_year(found, unit, place, count)
    first, last = edtf.first_day(found.edtf), edtf.last_day(found.edtf)
    weekday = item.number("weekday")
    if first == date.min or last == date.max or (weekday is None and unit not in _SIZES):
        return NOTHING
    if weekday is not None or (unit in ("week", "weekend") and count == 1):
        start = _aligned(first, last, weekday or (1 if unit == "week" else 6), 1 if weekday else _SIZES[unit], place)
        end = start + timedelta(days=0 if weekday else _SIZES[unit] - 1)
    else:
        start, end = _counted_days(first, last, _SIZES[unit] * count, place)
    if start < first or end > last:
        return NOTHING
    exact = weekday is not None or unit != "fortnight" and unit != "halves"
    return Resolved(edtf.interval(edtf.of_day(start), edtf.of_day(end)), found.anchor, not exact, unit if unit in ("week", "weekend") else None)


def _aligned(first: date, last: date, weekday: int, size: int, place: int) -> date:
    """The start of the nth stretch of ``size`` days from a weekday on that lies between two days."""
    if place < 0:
        end = last - timedelta(days=size - 1)
        return end - timedelta(days=(end.isoweekday() - weekday) % 7, weeks=-place - 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7, weeks=place - 1)


def _counted_days(first: date, last: date, size: int, place: int) -> tuple[date, date]:
    """The nth stretch of days of a longer one (size 0: its halves); the second half or fortnight reaches to its end."""
    days = (last - first).days + 1
    size = size or days // 2
    if place < -1:
        start = last - timedelta(days=-size * place - 1)
        return start, start + timedelta(days=size - 1)
    start = last - timedelta(days=size - 1) if place < 0 else first + timedelta(days=size * (place - 1))
    return start, last if place < 0 or (place == 2 and size > 7) else start + timedelta(days=size - 1)


def beside(found: Resolved, item: Item, _at: Calendar) -> Resolved:
    """ "The eve of Christmas"."""
    day = edtf.point(found.edtf)
    moved = shifted("day", item.number("n") or 0, day) if found.edtf and "/" not in found.edtf else None
    return replace(found, edtf=moved, value=None) if moved else NOTHING


Compound = Callable[[Resolved, Item, Calendar], Resolved]

OPS: dict[str, Compound] = {
    "same": same, "narrow": narrow, "about": narrow, "since": since, "from": opened, "after": after, "until": until,
    "before": before, "by": by, "week": week, "nth": nth, "beside": beside,
}
