"""Times made of two: a date and the year it belongs to, the days of one month, the part of a week that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import edtf
from .time_dates import NOTHING, Calendar, Fields, Resolved, date_of

MONTHS = {"month": 1, "quarter": 3, "half": 6}


def of_year(said: Fields, year: Resolved, at: Calendar) -> Resolved:
    """ "October of next year": the date, in a year that is itself relative."""
    point = edtf.point(year.edtf)
    if point is None or point.month is not None or (year.edtf or "").find("/") > 0:
        return NOTHING
    return replace(date_of(replace(said, year=point.year, direction=None), at), anchor=year.anchor)


def of_month(month: Resolved, day: int) -> Resolved:
    """A day of a month that is relative."""
    point = edtf.point(month.edtf)
    if point is None or not point.month or point.day or not edtf.valid(point.year, point.month, day):
        return NOTHING
    return replace(month, edtf=str(point._replace(day=day)), value=None, grain=None)


def days(said: Fields, last: int, at: Calendar) -> Resolved:
    """ "May 8-13": two days of one month, which must come in order."""
    if said.day is None or last <= said.day:
        return NOTHING
    end = date_of(replace(said, day=last), at)
    point = edtf.point(end.edtf)
    if point is None or not edtf.valid(point.year, point.month or 0, said.day):
        return NOTHING
    start = str(point._replace(day=said.day))
    return replace(end, edtf=edtf.interval(start, str(point)))


def first_n(whole: Resolved, count: int, unit: str) -> Resolved:
    """ "The first nine months of 2021", as finely as the units say."""
    size = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    start = edtf.first_day(whole.edtf or "")
    if start == date.min or (size is None and days is None):
        return NOTHING
    if days is not None:
        end = edtf.of_day(start + timedelta(days=days * count - 1))
        found = edtf.interval(edtf.of_day(start), end)
    else:
        index = start.year * 12 + start.month - 1
        found = edtf.interval(edtf.of_month(index), edtf.of_month(index + (size or 1) * count - 1))
    return replace(whole, edtf=found, grain=None) if edtf.last_day(found) <= edtf.last_day(whole.edtf or "") else NOTHING


def so_far(whole: Resolved, sign: int, at: Calendar) -> Resolved:
    """ "Earlier this week": from its beginning to the publication; "later this week": the rest of it."""
    today = at.today
    if whole.edtf is None or today is None:
        return whole
    first, last = edtf.first_day(whole.edtf), edtf.last_day(whole.edtf)
    if not first <= today <= last:
        return whole
    ends = (first, today) if sign < 0 else (today, last)
    return replace(whole, edtf=edtf.interval(edtf.of_day(ends[0]), edtf.of_day(ends[1])))


def lasting(start: Resolved, end: Resolved) -> Resolved:
    """From a day on for so long: the day that is so far away is no longer in it."""
    last = edtf.point(end.edtf)
    if start.edtf is None or "/" in start.edtf or last is None:
        return NOTHING
    until = edtf.of_day(last.as_day - timedelta(days=1)) if last.as_day else str(last)
    return replace(start, edtf=edtf.interval(start.edtf, until), approx=end.approx and not last.as_day)


def part_of_year(year: Resolved, unit: str, place: int, count: int) -> Resolved:
    """ "The third quarter of last year", "the first six months of 2024", "the last month of 1999"."""
    point = edtf.point(year.edtf)
    size = MONTHS[unit] * count
    if point is None or point.month is not None or "/" in (year.edtf or "") or not 0 < abs(place) * size <= 12:
        return NOTHING
    first = point.year * 12 + (size * (place - 1) if place > 0 else 12 + size * place)
    if count == 1 and unit != "month":
        base = edtf.QUARTER if unit == "quarter" else edtf.HALF
        return replace(year, edtf=f"{point.year:04d}-{base + 1 + first % 12 // size:02d}", value=None)
    return replace(year, edtf=edtf.interval(edtf.of_month(first), edtf.of_month(first + size - 1)), value=None)
