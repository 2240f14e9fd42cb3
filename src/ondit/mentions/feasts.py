"""The days of feasts: fixed ones, those that move with Easter or a weekday, and those of other calendars.

A feast is written as in the table ``calendar``; ``*N`` behind it is how many days it has:

- ``12-25``, a day of a month; ``11/4/4+1``, a day after the fourth Thursday of November (``-1``: the last);
- ``easter+39``, ``orthodox-2``: days from Easter of the western and of the eastern churches;
- ``islamic/10/1``: month and day of the Islamic calendar as Saudi Arabia counts it, ``islamic/9`` the whole month; where
  the new moon is watched for, a feast may begin a day earlier or later, so that these are approximate;
- ``hebrew/7/10``: of the Hebrew calendar, months counted from Nisan;
- ``chinese/1``: new year's day of the Chinese calendar, or days after it;
- ``hindu/8/30@18``: month (from Chaitra, beginning at new moon) and lunar day (1-15 waxing, 16-30 waning) of the
  Indian calendar: the day on which that lunar day runs at this hour in India (6, sunrise, unless told);
- ``sun/270+1``: a day after that on which the sun reaches a degree of the fixed zodiac.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from . import edtf, heavens

_SPEC = re.compile(r"(?P<kind>[a-z]+)?/?(?P<rest>[^*@]*)(?:@(?P<hour>\d+))?(?:\*(?P<days>\d+))?$")
_NTH = re.compile(r"(\d+)/(-?\d)/(\d)([+-]\d+)?$")
_HEBREW = -1373428
"""Day number (of date.toordinal) of the first day of the calendar."""
_SHAWWAL_1439 = heavens.new_moon(heavens.moment(date(2018, 6, 13)))
"""The new moon of one month of the Islamic calendar, the tenth, from which the others are counted."""
_MECCA, _CHINA, _INDIA = 3.0, 8.0, 5.5
"""Hours that their clocks are ahead of universal time."""
_SUNSET = 18
_MONTH = 29.530588861


@lru_cache(maxsize=512)
def of_year(spec: str, year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of a feast, each time that it begins in a year of the common calendar.

    Raises ValueError for what is no feast.
    """
    match = _SPEC.match(spec)
    if match is None or not 1 < year < 9999 or (match["kind"] and match["kind"] not in _KINDS):
        raise ValueError(f"{spec!r} is no feast")
    starts = _KINDS[match["kind"] or ""](match["rest"], year, int(match["hour"] or 6))
    if match["kind"] == "islamic" and match["rest"].isdigit():
        following = [day for n in (year, year + 1) for day in _islamic(str(int(match["rest"]) % 12 + 1), n, 0)]
        ends = [min(day for day in following if day > start) for start in starts]
        return tuple((start, end - timedelta(days=1)) for start, end in zip(starts, ends, strict=True) if start.year == year)
    length = timedelta(days=int(match["days"] or 1) - 1)
    return tuple((start, start + length) for start in starts if start.year == year)


def rough(spec: str) -> bool:
    """True for a feast whose day hangs on when the moon is seen."""
    return spec.startswith("islamic")


def _fixed(rest: str, year: int, _: int) -> list[date]:
    if (nth := _NTH.match(rest)) is not None:
        day = edtf.nth_weekday(year, int(nth[1]), int(nth[2]), int(nth[3]))
        return [day + timedelta(days=int(nth[4] or 0))] if day else []
    month, day_of_month = (int(part) for part in rest.split("-"))
    return [date(year, month, day_of_month)] if day_of_month <= monthrange(year, month)[1] else []


def _easter(rest: str, year: int, _: int) -> list[date]:
    return [edtf.easter(year) + timedelta(days=int(rest or 0))]


def _orthodox(rest: str, year: int, _: int) -> list[date]:
    """Easter of the Julian calendar (Meeus), as a day of the common one."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return [date(year, month, day + 1) + timedelta(days=behind + int(rest or 0))]


def _islamic(rest: str, year: int, _: int) -> list[date]:
    """Months begin on the evening of the new moon if this is over at sunset in Mecca, else on the next."""
    month, day = rest.partition("/")[::2]
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {month}")
    near = heavens.moment(date(year, 1, 1)) - 2 * _MONTH
    found = []
    for n in range(16):
        new = heavens.new_moon(near + n * _MONTH)
        if round((new - _SHAWWAL_1439) / _MONTH + 9) % 12 + 1 == int(month):
            found.append(heavens.day_of(new, _MECCA + 24 - _SUNSET) + timedelta(days=int(day or 1)))
    return sorted(set(found))


def _hebrew(rest: str, year: int, _: int) -> list[date]:
    month, day = (int(part) for part in rest.split("/"))
    return [date.fromordinal(_hebrew_day(y, month, day)) for y in (year + 3760, year + 3761)]


def _hebrew_day(year: int, month: int, day: int) -> int:
    """The day number of a Hebrew date; months from Nisan (1), Tishri being 7 and the last Adar 12 or 13."""
    leap = (7 * year + 1) % 19 < 7
    if month == 12 and leap:
        month = 13
    start, length = _tishri(year), _tishri(year + 1) - _tishri(year)
    before = range(7, month) if month > 7 else [*range(7, 14 if leap else 13), *range(1, month)] if month < 7 else ()
    return start + sum(_hebrew_month(m, leap, length) for m in before) + day - 1


def _hebrew_month(month: int, leap: bool, length: int) -> int:
    if month in (2, 4, 6, 10, 13) or (month == 12 and not leap):
        return 29
    if month == 8:
        return 30 if length % 10 == 5 else 29
    return 29 if month == 9 and length % 10 == 3 else 30


def _tishri(year: int) -> int:
    """The day number of the Hebrew new year."""

    def elapsed(of: int) -> int:
        months = (235 * of - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW + this + delay + 1


def _chinese(rest: str, year: int, _: int) -> list[date]:
    """The second new moon after the one that begins the month of the winter solstice."""
    solstice = heavens.moment(date(year - 1, 12, 21), 12 - _CHINA)
    new = heavens.new_moon(solstice)
    if heavens.day_of(new, _CHINA) > heavens.day_of(_solstice(solstice), _CHINA):
        new = heavens.new_moon(new - _MONTH)
    first = heavens.day_of(heavens.new_moon(new + 2 * _MONTH), _CHINA)
    if first < date(year, 1, 21):
        first = heavens.day_of(heavens.new_moon(new + 3 * _MONTH), _CHINA)
    return [first + timedelta(days=int(rest or 1) - 1)]


def _solstice(near: float) -> float:
    for _ in range(4):
        near += ((270 - heavens.sun(near) + 180) % 360 - 180)
    return near


def _hindu(rest: str, year: int, hour: int) -> list[date]:
    """The lunar day of the month in whose course the sun enters the next sign; a month without such is passed over."""
    month, lunar = (int(part) for part in rest.split("/"))
    if not (1 <= month <= 12 and 1 <= lunar <= 30):
        raise ValueError(f"there is no lunar day {rest}")
    found = []
    new = heavens.new_moon(heavens.moment(date(year - 1, 12, 1)))
    while heavens.day_of(new) < date(year, 12, 31):
        following = heavens.new_moon(new + _MONTH)
        sign, after = (int(heavens.fixed_sun(when) // 30) for when in (new, following))
        if (sign + 1) % 12 + 1 == month and after != sign:
            found.append(_lunar_day(new, lunar, hour))
        new = following
    return found


def _lunar_day(new: float, lunar: int, hour: int) -> date:
    """The first day on which a lunar day runs at an hour; if it is over before, the day on which it begins."""
    day = heavens.day_of(new + (lunar - 1) * _MONTH / 30, _INDIA) - timedelta(days=1)
    since = heavens.moment(day, hour - _INDIA) - new
    while since < (lunar - 2) * _MONTH / 30 - 2 or _running(new + since, since) < lunar:
        day, since = day + timedelta(days=1), since + 1
    return day if _running(new + since, since) == lunar else day - timedelta(days=1)


def _running(when: float, since: float) -> int:
    """Which lunar day runs, so many days after the new moon: 0 before it, 31 after the last."""
    part = int(heavens.phase(when) // 12) + 1
    if since < 5 and part > 20:
        return part - 30
    return part + 30 if since > 25 and part < 10 else part


def _sun(rest: str, year: int, _: int) -> list[date]:
    """After sunset the day is the next one."""
    match = re.fullmatch(r"(\d+)([+-]\d+)?", rest)
    if match is None:
        raise ValueError(f"{rest!r} is no degree")
    degree, days = match[1], int(match[2] or 0)
    near = heavens.moment(date(year, 4, 14)) + ((float(degree) + 180) % 360 - 180) * 365.2422 / 360
    return [heavens.day_of(heavens.sun_at(float(degree), near), _INDIA + 6) + timedelta(days=days)]


_KINDS: dict[str, Callable[[str, int, int], list[date]]] = {
    "": _fixed, "easter": _easter, "orthodox": _orthodox, "islamic": _islamic, "hebrew": _hebrew, "chinese": _chinese,
    "hindu": _hindu, "sun": _sun,
}
