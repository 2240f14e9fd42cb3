"""What a time says in ISO-TimeML (the values of TIMEX3): ``2024-03-19TEV``, ``2024-W12``, ``P3M``, ``XXXX-WXX-1``."""

from __future__ import annotations

from . import edtf, time_lengths
from .time_patterns import Item

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_PARTS = {"morning": "MO", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI", "day": "DT"}
_UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "month": "M", "year": "Y",
    "fortnight": "W", "quarter": "M", "half": "M", "decade": "Y", "century": "Y", "millennium": "Y",
}
_TIMES = {"fortnight": 2, "quarter": 3, "half": 6, "decade": 10, "century": 100, "millennium": 1000}
_FINER = {"hour": ("minute", 60), "year": ("month", 12)}
_CLOCK = ("second", "minute", "hour")
_REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


def of_date(date: str, grain: str | None) -> str | None:
    """The value of an EDTF date, or of an interval that is one unit; None for one with two ends of its own."""
    if "/" not in date:
        year, month = int(date[:4]), int(date[5:7] or 0)
        if len(date) > 7 or month <= 12:
            return date
        if month in _SEASONS:
            return f"{year:04d}-{_SEASONS[month]}"
        quarter = month - edtf.QUARTER
        return f"{year:04d}-Q{quarter}" if quarter <= 4 else f"{year:04d}-H{month - edtf.HALF}"
    if grain in ("week", "weekend"):
        year, week, _ = edtf.first_day(date).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if grain == "weekend" else "")
    if grain == "decade":
        return f"{date[:3]}X"
    return f"{date[:2]}XX" if grain == "century" else None


def unknown(month: int | None, day: int | None, weekday: int | None, part: int | None) -> str | None:
    """What is said of a date whose year is not known; of a weekday alone the weekday."""
    if month and day:
        return f"XXXX-{month:02d}-{day:02d}"
    if month:
        return f"XXXX-{month:02d}"
    if weekday:
        return f"XXXX-WXX-{weekday}"
    if day:
        return f"XXXX-XX-{day:02d}"
    return f"XXXX-{_SEASONS[part]}" if part in _SEASONS else None


def duration(count: float | None, unit: str) -> str | None:
    """``P3M``, ``PT1H30M``, ``PXD`` for an unknown number of units."""
    if unit not in _UNITS:
        return None
    if count is not None and count != int(count) and unit in _FINER:
        finer, size = _FINER[unit]
        rest = (count - int(count)) * size
        if rest == int(rest):
            whole = _length(int(count), unit) if int(count) else "PT" if unit == "hour" else "P"
            return whole + _length(rest, finer).removeprefix("P").removeprefix("T")
    return _length(count, unit)


def _length(count: float | None, unit: str) -> str:
    number = "X" if count is None else f"{round(count * _TIMES.get(unit, 1), 3):.10g}"
    return f"P{'T' if unit in _CLOCK else ''}{number}{_UNITS[unit]}"


def of_duration(item: Item) -> str | None:
    """The value of "three months", "a year and a half", "two to three weeks", "several days"."""
    if "value" in item.pattern.args:
        return item.pattern.args["value"]
    count, unit = time_lengths.first_part(item)
    if count is None and item.get("n") is not None:
        return None
    value = duration(count, unit)
    other = item.get("n2")
    if value is None or not isinstance(other, (int, float)):
        return value
    if item.get("units2") is None:
        return f"{value}/{duration(other, unit)}"
    return _joined([value, *(duration(*part) or "" for part in time_lengths.further_parts(item))])


def _joined(values: list[str]) -> str:
    """``P1Y`` and ``PT3H`` make ``P1YT3H``."""
    days = "".join(value.removeprefix("P").partition("T")[0] for value in values)
    clock = "".join(value.partition("T")[2] for value in values)
    return f"P{days}" + (f"T{clock}" if clock else "")


def of_frequency(item: Item) -> str | None:
    """The value of "every day", "every three weeks", "on Mondays", "every evening"."""
    weekday, part = item.number("weekdays") or item.number("weekday"), item.get("part")
    if weekday:
        return f"XXXX-WXX-{weekday}" + (f"T{_PARTS[str(part)]}" if part else "")
    if season := item.number("season"):
        return f"XXXX-{_SEASONS[season]}"
    if part:
        return f"XXXX-XX-XXT{_PARTS[str(part)]}"
    unit = item.get("units") or item.get("unit") or item.get("every") or item.pattern.args.get("unit")
    count = item.get("n")
    return duration(count if isinstance(count, (int, float)) else 1, str(unit))


def of_clock(item: Item) -> str | None:
    """``T14:30``; an hour of the afternoon, evening or night is one after noon."""
    hour, minute = item.number("hh"), item.number("min") or 0
    if (four := item.number("hhmm")) is not None:
        hour, minute = divmod(four, 100)
    if hour is None:
        return None
    half = item.get("part") or item.pattern.args.get("half")
    if half in ("afternoon", "evening") and hour < 12 or half == "night" and 6 < hour < 12:
        hour += 12
    if half in ("morning", "night") and hour == 12:
        hour = 0
    return f"T{hour % 24:02d}:{minute:02d}" + ("Z" if "universal" in item.pattern.args else "")


def of_part(part: object) -> str | None:
    """``TEV`` for the evening."""
    code = _PARTS.get(str(part))
    return f"T{code}" if code else None


def of_reference(item: Item) -> str | None:
    """``PRESENT_REF`` for "now"."""
    return _REFERENCES.get(str(item.get("reference") or item.pattern.args.get("reference")))
