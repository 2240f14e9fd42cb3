"""Dates of which only some fields are said: the nearest that fits, from where the report stands.

A field that is not said is taken from the publication date, in the direction in which the clause looks; without
that date there is no answer (invariant: a missing date stays missing).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from . import edtf, feasts, time_values
from .edtf import Point

PAST, FUTURE, EITHER, NEAR = -1, 1, 0, 2
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Resolved:
    """``edtf`` (None where it cannot be resolved), what it was resolved against, and whether it is rough.

    ``grain`` is the unit where the form of ``edtf`` does not tell it (a week), ``value`` the TIMEX3 value where it is
    not that of ``edtf``.
    """

    edtf: str | None
    anchor: str = "absolute"
    approx: bool = False
    grain: str | None = None
    value: str | None = None

    @property
    def unit(self) -> str | None:
        """The unit of ``edtf``."""
        return self.grain or (edtf.grain(self.edtf) if self.edtf else None)

    @property
    def timex(self) -> str | None:
        """The TIMEX3 value."""
        return self.value or (time_values.of_date(self.edtf, self.grain) if self.edtf else None)

    def over(self, stretch: str) -> Resolved:
        """The same time as an end of a longer stretch; it still says what it said."""
        return replace(self, edtf=stretch, grain=self.unit, value=self.timex)


NOTHING = Resolved(None, "none")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Against what times are resolved.

    ``told`` is the last day named in the text before, ``near`` the last date of any kind; ``first`` tells that none has
    been named yet, ``day`` the day that a time of the day belongs to. ``tense`` is PAST, FUTURE or EITHER: where the
    clause of the time looks; ``still`` that what it tells goes on. ``ahead`` is the reader's choice that a bare weekday
    is never today but the next.
    """

    published: Point | None
    told: Point | None = None
    tense: int = EITHER
    near: Point | None = None
    first: bool = True
    day: Point | None = None
    still: bool = False
    ahead: bool = False

    @property
    def today(self) -> date | None:
        return self.published.as_day if self.published else None


@dataclass(frozen=True, slots=True)
class Fields:
    """What is said of a date; None where nothing is. ``months`` counts the month from that of the publication."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: int | None = None
    direction: int | None = None
    holiday: str | None = None
    week: bool = False
    months: int | None = None


def date_of(said: Fields, at: Calendar) -> Resolved:
    """The date of which ``said`` is all that is said; what cannot be resolved keeps what is said as its value."""
    found = _date_of(said, at)
    if found.edtf is None and said.year is None and not said.holiday:
        return replace(found, value=time_values.unknown(said.month, said.day, said.weekday, said.part))
    return found


def _date_of(said: Fields, at: Calendar) -> Resolved:
    if said.holiday:
        return _holiday(said, at)
    if said.week:
        return _in_week(said, at)
    if said.months is not None:
        return _in_month(said, at)
    if said.part is not None:
        return _season(said, at)
    if said.year is not None:
        return _full(said)
    if said.month is not None and said.day is None:
        return _month(said, at)
    return _day(said, at) if said.day or said.weekday else NOTHING


def _full(said: Fields) -> Resolved:
    year, month, day = said.year or 0, said.month, said.day
    if month and day and not edtf.valid(year, month, day):
        return NOTHING
    return Resolved(str(Point(year, month, day)))


def _toward(said: Fields, at: Calendar) -> int:
    return said.direction if said.direction else at.tense


def _month(said: Fields, at: Calendar) -> Resolved:
    if at.published is None or at.published.month is None or said.month is None:
        return NOTHING
    year, gap = at.published.year, said.month - at.published.month
    if said.direction:
        year += (gap >= 0) * -1 if said.direction < 0 else (gap <= 0) * 1
    elif said.direction is None:
        year += -1 if gap > 0 and at.tense != FUTURE else 1 if gap < 0 and at.tense == FUTURE else 0
    return Resolved(str(Point(year, said.month)), "published")


def _day(said: Fields, at: Calendar) -> Resolved:
    """The nearest day in the direction of the clause that has this weekday, day and month.

    A weekday that contradicts a day and month is a slip, unless the year is another: the day then holds, roughly.
    """
    today = at.today
    if today is None:
        return _day_of_year(said, at)
    toward = _toward(said, at)
    bare = said.month is None and said.day is None
    if toward == EITHER and bare:
        toward = PAST
    days = [day for day in _days(said, today) if abs(day - today) <= _YEAR]
    if said.weekday and said.day and said.month and not any(abs(day - today) <= _YEAR / 2 for day in days):
        return replace(_day(replace(said, weekday=None), at), approx=True)
    if said.direction or (at.ahead and toward == FUTURE and bare):
        days = [day for day in days if day != today]
    if toward in (EITHER, NEAR) or (said.weekday and said.day):
        days.sort(key=lambda day: (abs(day - today), day))
    elif toward == PAST:
        days = [day for day in reversed(days) if day <= today]
    else:
        days = [day for day in days if day >= today]
    return Resolved(edtf.of_day(days[0]), "published") if days else NOTHING


def _days(said: Fields, today: date) -> list[date]:
    """The days around today, in their order, that have this weekday, day and month."""
    if said.weekday and said.day is None and said.month is None:
        back = (today.isoweekday() - said.weekday) % 7
        offsets = (-7, 0, 7) if not back else (-back, 7 - back)
        return [today + timedelta(days=n) for n in offsets]
    index = today.year * 12 + today.month - 1
    reach = 12 if said.month or said.weekday else 2
    places = [n for n in range(index - reach, index + reach + 1) if said.month is None or n % 12 + 1 == said.month]
    days = [date(n // 12, n % 12 + 1, said.day or 1) for n in places if edtf.valid(n // 12, n % 12 + 1, said.day or 1)]
    return [day for day in days if said.weekday is None or day.isoweekday() == said.weekday]


def _day_of_year(said: Fields, at: Calendar) -> Resolved:
    """Where only the month (or year) of publication is known: a day and month near it, if that is plain."""
    published = at.published
    if published is None or published.month is None or said.month is None or said.day is None:
        return NOTHING
    years = [published.year, published.year - 1, published.year + 1]
    if said.weekday:
        years = [y for y in years if edtf.valid(y, said.month, said.day) and date(y, said.month, said.day).isoweekday() == said.weekday]
    elif said.month > published.month and at.tense != FUTURE:
        years = [published.year - 1]
    if not years or not edtf.valid(years[0], said.month, said.day):
        return NOTHING
    return Resolved(str(Point(years[0], said.month, said.day)), "published")


def _in_week(said: Fields, at: Calendar) -> Resolved:
    """ "Monday of last week"."""
    if at.today is None or said.weekday is None:
        return NOTHING
    monday = at.today - timedelta(days=at.today.weekday()) + timedelta(weeks=said.direction or 0)
    return Resolved(edtf.of_day(monday + timedelta(days=said.weekday - 1)), "published")


def _in_month(said: Fields, at: Calendar) -> Resolved:
    """ "The 15th of next month"."""
    if at.published is None or at.published.month is None or said.day is None or said.months is None:
        return NOTHING
    index = at.published.year * 12 + at.published.month - 1 + said.months
    year, month = index // 12, index % 12 + 1
    return Resolved(str(Point(year, month, said.day)), "published") if edtf.valid(year, month, said.day) else NOTHING


def _season(said: Fields, at: Calendar) -> Resolved:
    """A season, quarter or half: of its year, or the nearest one in the direction of the clause."""
    part = said.part or 0
    if said.year is not None:
        return Resolved(f"{said.year:04d}-{part:02d}")
    if at.published is None:
        return NOTHING
    names = [f"{at.published.year + shift:04d}-{part:02d}" for shift in (-2, -1, 0, 1, 2)]
    today = at.today or edtf.first_day(str(at.published))
    over = [name for name in names if edtf.last_day(name) < today]
    coming = [name for name in names if edtf.first_day(name) > today]
    running = [name for name in names if name not in over and name not in coming]
    if said.direction:
        return Resolved(over[-1] if said.direction < 0 else coming[0], "published")
    if said.direction == 0:
        return Resolved(running[0] if running else names[2], "published")
    if running:
        return Resolved(running[0], "published")
    ago, ahead = today - edtf.last_day(over[-1]), edtf.first_day(coming[0]) - today
    later = at.tense == FUTURE or (at.tense in (EITHER, NEAR) and ahead < ago)
    return Resolved(coming[0] if later else over[-1], "published")


def _holiday(said: Fields, at: Calendar) -> Resolved:
    """A feast of its year, or the nearest in the direction of the clause; a feast of several days is an interval."""
    spec = str(said.holiday)
    if said.year is not None:
        days = feasts.of_year(spec, said.year)
        return _feast(spec, days[0], "absolute") if days else NOTHING
    today, toward = at.today, _toward(said, at)
    if today is None or not 2 < today.year < 9998:
        return NOTHING
    days = tuple(day for shift in (-1, 0, 1) for day in feasts.of_year(spec, today.year + shift))
    after, before = bool(said.direction and said.direction > 0), bool(said.direction and said.direction < 0)
    coming = [day for day in days if day[1] >= today + timedelta(days=after)]
    over = [day for day in days if day[0] <= today - timedelta(days=before)]
    if not coming or not over:
        return NOTHING
    if toward in (PAST, FUTURE):
        return _feast(spec, over[-1] if toward == PAST else coming[0], "published")
    return _feast(spec, min(days, key=lambda day: (abs(day[0] - today), day)), "published")


def _feast(spec: str, days: tuple[date, date], anchor: str) -> Resolved:
    first, last = map(edtf.of_day, days)
    return Resolved(edtf.interval(first, last), anchor, feasts.rough(spec))
