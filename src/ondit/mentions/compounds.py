"""Measures told in two units: "5 feet 10 inches", "20 dollars and 43 cents".

Money comes out in the greater unit, lengths and weights in the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Span, Step
from .bounds import Measure
from .counted import Things, Unit
from .numerals import PATTERNS
from .words import Page

_GAP = 2
"""No more words (a comma, an "and") stand between the two measures."""
_UNIT = 3
"""Nor has the first unit more words."""
_KINDS = ("digits", "words", "article")


def together(page: Page, things: Things, measures: Sequence[Measure]) -> Iterator[tuple[Measure, Unit | None]]:
    """The measures in text order, those that tell the rest of the one before added to it, then with their common unit."""
    held: Measure | None = None
    unit: Unit | None = None
    for measure in measures:
        both = _sum(page, things, held, unit, measure) if held is not None else None
        if both is not None:
            held, unit = both
            continue
        if held is not None:
            yield held, unit
        held, unit = measure, None
    if held is not None:
        yield held, unit


def _sum(page: Page, things: Things, left: Measure, unit: Unit | None, right: Measure) -> tuple[Measure, Unit] | None:
    if right.kind not in _KINDS or left.kind not in _KINDS or right.first != right.core or right.low is None:
        return None
    if right.first - left.end > _GAP + _UNIT:
        return None
    whole = unit or things.unit(page, left)
    if whole is None or not _beside(page, things, max(whole.last, left.end), right.first):
        return None
    part = things.unit(page, right)
    if part is None or not part.row["part"] or part.row["whole"] not in (whole.code, whole.kind) or part.first < right.end:
        return None
    return _added(page, left, right, whole, part)


def _beside(page: Page, things: Things, at: int, first: int) -> bool:
    """Whether nothing but a comma or a joiner stands between two words."""
    if at > first or first - at > _GAP:
        return False
    return all(page.at(i) == "," or things.joiners.at(page, i) is not None for i in range(at, first))


def _added(page: Page, left: Measure, right: Measure, whole: Unit, part: Unit) -> tuple[Measure, Unit]:
    each, rest = part.row["part"], right.low or 0.0
    money = whole.kind == "money"

    def worth(value: float | None) -> float | None:
        if value is None:
            return None
        return round(value + rest / each, 6) if money else value * each + rest

    span = Span.of(page.original, page.words[left.first].start, page.words[right.end - 1].end)
    step = Step(f"{PATTERNS}compound", (("number", span),), f"unit={whole.code if money else part.code}")
    both = replace(
        left, last=max(part.last, right.last), end=right.end, low=worth(left.low), high=worth(left.high),
        steps=(*left.steps, *right.steps, step),
    )
    return both, whole if money else part
