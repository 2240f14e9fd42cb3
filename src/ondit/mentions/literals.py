"""Numbers in digits: separators of either convention, powers, fractions with a stroke.

Which sign divides decimals and which group thousands tells the language's manifest under ``[numbers]``. The decimal
sign of the other convention is understood where it cannot be a group (1,5 in a language that writes 1.5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SIGNS = (".", ",")
_PARTS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 100, 1000})
"""Denominators that are written with a stroke; 9/11 and 24/7 are no fractions."""
_MORE = re.compile(r"[.,:/]\d|_")
_STROKE = re.compile(r"(\d{1,4})[/⁄](\d{1,4})(?![\d/⁄]|[.,]\d)")
_POWER = re.compile(r"e(?P<e>[+-]?\d{1,3})(?!\w)|\^(?P<sign>[+-]{0,2})(?P<power>\d{1,3})(?!\w)")


class Literals:
    """How one language writes numbers in digits."""

    def __init__(self, numbers: Mapping[str, object]) -> None:
        decimal = str(numbers.get("decimal", "."))
        group = numbers.get("group", (",",))
        marks = sorted({" " if str(mark).isspace() else str(mark) for mark in group} if isinstance(group, (list, tuple)) else {","})
        other = next(sign for sign in _SIGNS if sign != decimal)
        mark = "".join(re.escape(mark) for mark in marks)
        point = re.escape(decimal)
        # A point divides in every language; a comma of the other convention only where no group of three follows.
        foreign = rf"{re.escape(other)}(?P<rest>\d+)" if other == "." else rf"{re.escape(other)}(?P<rest>\d{{1,2}})(?!\d)"
        self._form = re.compile(
            rf"(?P<whole>(?!0)\d{{1,3}}(?P<mark>[{mark}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d))(?:{point}(?P<part>\d+))?"
            rf"|(?P<lakh>(?!0)\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d))(?:\.(?P<paise>\d+))?"
            rf"|(?P<plain>\d+)(?:{point}(?P<own>\d+)|{foreign})?"
            rf"|[{''.join(re.escape(sign) for sign in {decimal, '.'})}](?P<bare>\d+)"
        )

    def at(self, text: str, start: int, *, named: bool = True) -> tuple[int, float, bool] | None:
        """The number in digits at ``start``: where it ends, its worth, whether its digits are grouped.

        Digits that hang on other characters are none; with ``named`` false the caller knows what they hang on.
        """
        match = self._form.match(text, start)
        if match is None or (named and inside_a_name(text, start)):
            return None
        end, (worth, grouped) = match.end(), _worth(match)
        power = _POWER.match(text, end) if end < len(text) and text[end] in "e^" else None
        if power is not None:
            raised = _raised(worth, power)
            return None if raised is None else (power.end(), raised, True)
        return None if _MORE.match(text, end) else (end, worth, grouped)


def stroke(text: str, start: int) -> tuple[int, float] | None:
    """A fraction written with a stroke at ``start`` ("3/4"): where it ends, and its worth; dates and seasons are none."""
    match = _STROKE.match(text, start)
    if match is None:
        return None
    part, whole = match.group(1), match.group(2)
    if whole[0] == "0" or int(whole) not in _PARTS or not 0 < int(part) < int(whole) or part[0] == "0":
        return None
    return match.end(), int(part) / int(whole)


def inside_a_name(text: str, start: int) -> bool:
    """T-72, COP28, 10.2.3: digits that hang on something."""
    if start == 0:
        return False
    before = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if before.isalnum() or before == "_":
        return True
    if before in "-/":
        return further.isalpha() or (before == "/" and further.isalnum())
    return before in ".,:" and further.isdigit()


def _worth(match: re.Match[str]) -> tuple[float, bool]:
    for whole, part in (("whole", "part"), ("lakh", "paise")):
        if match[whole]:
            digits = "".join(char for char in match[whole] if char.isdigit())
            return float(f"{digits}.{match[part] or 0}"), True
    if match["bare"]:
        return float(f"0.{match['bare']}"), False
    return float(f"{match['plain']}.{match['own'] or match['rest'] or 0}"), False


def _raised(worth: float, power: re.Match[str]) -> float | None:
    """A power; None where it is beyond what a float holds."""
    try:
        if power["e"]:
            return worth * 10.0 ** int(power["e"])
        return float(worth ** (-int(power["power"]) if power["sign"].count("-") % 2 else int(power["power"])))
    except (OverflowError, ZeroDivisionError):
        return None
