"""Ordinals: numbers that tell a place in a row (the 11th brigade) and count nothing."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon import Lexicon
from ..model import Because, Parsed, Span, Step
from .numerals import PATTERNS, Number
from .times import scan
from .words import Page


class Ordinal(NamedTuple):
    """An ordinal: its words and its place in the row, 1 for the first."""

    span: Span
    value: float
    because: Because


def find_ordinals(parsed: Parsed, lexicon: Lexicon) -> tuple[Ordinal, ...]:
    """The ordinals of a report in text order; those of dates are left out."""
    times = scan(parsed, lexicon)
    numbers = (n for i, n in sorted(times.numbers.items()) if n.kind == "ordinal" and i not in times.masked)
    return tuple(_made(times.page, number) for number in numbers)


def _made(page: Page, number: Number) -> Ordinal:
    span = Span.of(page.original, page.words[number.first].start, page.words[number.last - 1].end)
    steps = [Step(row.id, (("number", span),)) for row in number.rows]
    steps.append(Step(f"{PATTERNS}ordinal", (("number", span),), f"value={number.value:g}"))
    return Ordinal(span, number.value, tuple(steps))


__all__ = ["Ordinal", "find_ordinals"]
