"""Lengths of one unit or of several: "three months", "a year and a half", "two years, three months and four days"."""

from __future__ import annotations

from .time_patterns import Item

Part = tuple[float, str]
"""So many of a unit."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS = {"day": 1, "weekend": 1, "week": 7, "fortnight": 14}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_FURTHER = (("n2", "units2"), ("n3", "units3"))
_ORDER = ("millennium", "century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


def first_part(item: Item) -> tuple[float | None, str]:
    """The count and the unit of the first part; the count is None where no number is said.

    What the words behind the unit add to it ("and a half") is the pattern's ``more``.
    """
    args = item.pattern.args
    unit = str(item.get("units") or item.get("plural") or item.get("unit") or args.get("unit") or "")
    count = item.get("n")
    if count is None:
        count = item.get("share")
    if count is None and "n" in args:
        count = float(args["n"])
    if not isinstance(count, (int, float)):
        return None, unit
    return count + float(args.get("more", 0)), unit


def further_parts(item: Item) -> tuple[Part, ...]:
    """The parts behind the first: (3, "month") of "two years and three months"."""
    found = []
    for number, slot in _FURTHER:
        count, unit = item.get(number), item.get(slot)
        if isinstance(count, (int, float)) and unit is not None:
            found.append((count, str(unit)))
    return tuple(found)


def falling(item: Item) -> bool:
    """True unless a part is of no smaller unit than the one before it, which makes two lengths of them, or a part before
    the last is no whole number."""
    further = further_parts(item)
    if not further:
        return True
    count, unit = first_part(item)
    parts = ((count or 0.0, unit), *further)
    if any(each not in _ORDER for _, each in parts) or any(number != int(number) for number, _ in parts[:-1]):
        return False
    places = [_ORDER.index(each) for _, each in parts]
    return places == sorted(set(places))


def whole(item: Item) -> Part | None:
    """A length as so many of one unit; None where no number is said, or where months and days cannot be added."""
    count, unit = first_part(item)
    if count is None:
        return None
    parts = ((count, unit), *further_parts(item))
    if len(parts) == 1:
        return parts[0]
    if all(each in _MONTHS for _, each in parts):
        return sum(number * _MONTHS[each] for number, each in parts), "month"
    if all(each in _DAYS for _, each in parts):
        return sum(number * _DAYS[each] for number, each in parts), "day"
    if all(each in _DAYS or each in _SECONDS for _, each in parts):
        return sum(number * _SECONDS.get(each, _DAYS.get(each, 0) * 86400) for number, each in parts), "second"
    return None
