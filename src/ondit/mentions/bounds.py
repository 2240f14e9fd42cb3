"""Numbers with the words that bound them: at least, up to, between … and …, some, dozens of.

Everything is told by the tables ``bounds`` and ``vague``; this file knows how such words stand around numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor, log10

from ..lexicon import Lexicon, Row
from ..model import Span, Step
from .numerals import PATTERNS, Number, Numerals, numerals
from .wordlists import Hit, Phrases, forms_of
from .words import Page

_LOW, _HIGH, _APPROX = ("at_least", "more_than"), ("at_most", "less_than", "toward"), ("approx", "toward")
_NARROWING = frozenset((*_LOW, *_HIGH, *_APPROX, "exact"))
_FILLERS = 3
"""No more than so many words may stand between a bound and its number."""
_WHOLE, _PARTS, _YEARS = 100, 10, (1500, 2199)
"""A ratio has a whole up to the first, or a part up to the second; four digits may be a year."""
_CHANGE = 4
"""A word of change ("rose") stands no more than so many words before the "from" of its first number."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity: words ``first`` to ``last`` (exclusive), of which ``core``-``end`` are the number itself."""

    first: int
    last: int
    core: int
    end: int
    low: float | None
    high: float | None
    kind: str
    approx: bool = False
    vague: bool = False
    scale: float = 1.0
    grouped: bool = False
    steps: tuple[Step, ...] = ()


class Bounds:
    """The bounds of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.numerals: Numerals = numerals(lexicon)
        sides: dict[str, list[Row]] = {"before": [], "after": [], "join": [], "filler": []}
        for row in lexicon.table("bounds"):
            sides[row["side"]].append(row)
        self._sides: dict[str, Phrases] = {side: forms_of(rows, "words", "forms") for side, rows in sides.items()}
        self._ratios = forms_of((row for row in sides["join"] if row["op"] == "ratio"), "words", "forms")
        self._changing = forms_of((row for row in sides["before"] if row["op"] == "change"), "words", "forms")
        self._both = forms_of((row for row in sides["join"] if row["op"] == "both"), "words", "forms")
        ranges = [row for row in sides["join"] if row["op"] == "range"]
        self._joins = tuple(
            forms_of((row for row in ranges if bool(row["opens"]) is opened), "words", "forms")
            for opened in (True, False)
        )
        quantifiers = tuple(lexicon.table("vague"))
        self._vague = forms_of((row for row in quantifiers if not row["bare"]), "words", "forms")
        self._bare = next((row for row in quantifiers if row["bare"]), None)
        self._firsts = frozenset(words[0] for each in (self._vague, self.numerals.plurals) for words in each)
        self._units = forms_of(lexicon.table("units"), "word", "forms")
        self._signs = forms_of((row for row in lexicon.table("units") if row["side"] == "both"), "word", "forms")

    def find(self, page: Page, numbers: Mapping[int, Number], masked: frozenset[int]) -> list[Measure]:
        """Every bounded number of a page; words in ``masked`` belong to something else (a date)."""
        found: list[Measure] = []
        numbers = {i: number for i, number in numbers.items() if i not in masked}
        end, firsts = 0, self._firsts
        for i, word in enumerate(page.words.texts):
            if i < end or i in masked or not (i in numbers or word in firsts):
                continue
            measure = self._at(page, numbers, i)
            if measure is None:
                continue
            if found and (both := self._together(page, found[-1], measure)) is not None:
                found[-1] = both
            else:
                found.append(measure)
            end = measure.end
        return found

    def _together(self, page: Page, left: Measure, right: Measure) -> Measure | None:
        """ "More than 100 but fewer than 200": a low bound and a high bound on one thing."""
        hit = self._both.at(page, left.last)
        if hit is None or hit.last != right.first or left.vague or right.vague or left.kind == "range":
            return None
        low, high = (left.low, right.high) if left.high is None else (right.low, left.high)
        if low is None or high is None or None not in (left.low, left.high) or None not in (right.low, right.high) or low >= high:
            return None
        step = Step(hit.row.id, (("low", _span(page, left.first, left.last)), ("high", _span(page, right.first, right.last))), _gives(low, high))
        return replace(
            left, last=right.last, end=right.end, low=low, high=high, kind="range", approx=left.approx or right.approx,
            scale=right.scale, steps=(*left.steps, *right.steps, step),
        )

    def _at(self, page: Page, numbers: Mapping[int, Number], i: int) -> Measure | None:
        vague = self._vague_at(page, i)
        if vague is not None:
            return self._bounded(page, numbers, vague)
        number = numbers.get(i)
        if number is None or number.kind == "ordinal":
            return None
        alone = _alone(page, number)
        if number.kind == "none":
            return alone
        joined = self._ratio(page, numbers, number) or self._range(page, numbers, number)
        return self._bounded(page, numbers, joined or alone)

    # --- dozens, several hundred --------------------------------------------------------------------------

    def _vague_at(self, page: Page, i: int) -> Measure | None:
        quantifier = self._vague.at(page, i)
        row = quantifier.row if quantifier else None
        group = self.numerals.plural(page, quantifier.last, singular=quantifier.row["singular"]) if quantifier else None
        if group is None:
            group, row = self.numerals.plural(page, i), self._bare
            if group is None or row is None or not self._stands_alone(page, group, row):
                return self._few(page, quantifier) if quantifier is not None and quantifier.row["counts"] else None
        worth, last = group.row["value"], group.last
        used: tuple[Row, ...] = (group.row,)
        link = self.numerals.role("link").at(page, last)
        further = self.numerals.plural(page, link.last) if link else None
        if further is not None:
            worth, last, used = worth * further.row["value"], further.last, (*used, further.row)
        assert row is not None
        low = worth * row["low"]
        high = min(worth * row["high"], 10.0 ** (floor(log10(low)) + 1)) - 1
        quote = _span(page, i, last)
        steps = [Step(row.id, (("number", quote),), _gives(low, high))]
        steps += [Step(entry.id, (("number", quote),)) for entry in used]
        return Measure(i, last, i, last, low, high, "vague", True, True, worth, steps=tuple(steps))

    def _few(self, page: Page, quantifier: Hit) -> Measure:
        """A quantifier without a group ("several soldiers"); whether it counts anyone is decided later."""
        row, (first, last, _) = quantifier.row, quantifier
        low, high = row["low"], row["high"] - 1
        step = Step(row.id, (("number", _span(page, first, last)),), _gives(low, high))
        return Measure(first, last, first, last, low, high, "few", True, True, steps=(step,))

    def _stands_alone(self, page: Page, group: Hit, row: Row) -> bool:
        """Whether a plural group without a quantifier is one: linked to what it counts, or, where the language has
        it so, a noun by itself ("dozens fled")."""
        if self.numerals.role("link").at(page, group.last):
            return True
        if not row["alone"] or group.row["doubtful"] or page.at(group.first - 1) == "-":
            return False
        return _part_of_speech(page, group.first) in ("NOUN", "NUM")

    # --- ranges -------------------------------------------------------------------------------------------

    def _range(self, page: Page, numbers: Mapping[int, Number], left: Number) -> Measure | None:
        at = left.last
        unit = self._units.at(page, at)
        joined = self._join(page, numbers, left, at)
        if joined is None and unit is not None:
            joined = self._join(page, numbers, left, unit.last)
            if joined is not None and page.at(unit.first) != page.at(joined[0].last):
                return None
        if joined is None:
            return None
        right, join = joined
        opened = self._open(page, left.first)
        if (join.row["opens"] or "") and (opened is None or opened.row["words"] != join.row["opens"]):
            return None
        low, high = left.value, right.value
        if left.scale in (1, 100) and right.scale > left.scale and low < right.base:
            low *= right.scale
        elif page.at(right.last - 1) in ("000",) and right.grouped and left.kind == "digits" and low < high / 1000:
            low *= 1000
        if opened is not None and self._changes(page, opened.first):
            return replace(_alone(page, left), low=low, high=low)
        if not low < high or (left.kind == "fraction") != (right.kind == "fraction"):
            return None
        first = opened.first if opened is not None else left.first
        binds = (("low", _span(page, left.first, left.last)), ("high", _span(page, right.first, right.last)))
        steps = _number_steps(page, left) + _number_steps(page, right) + (Step(join.row.id, binds, _gives(low, high)),)
        if opened is not None:
            steps += (Step(opened.row.id, (("bound", _span(page, opened.first, opened.last)),)),)
        approx = left.approx or right.approx
        return Measure(
            first, right.last, left.first, right.last, low, high, "range", approx, scale=right.scale,
            grouped=right.grouped, steps=steps,
        )

    def _ratio(self, page: Page, numbers: Mapping[int, Number], left: Number) -> Measure | None:
        """ "Two soldiers out of three": what is counted stands between the numbers, or, where the language has it so,
        behind both and not as the object of a verb ("two in three soldiers")."""
        for at in range(left.last, left.last + 3):
            hit = self._ratios.at(page, at)
            if hit is not None:
                break
            if not page.letters(at):
                return None
        else:
            return None
        right = numbers.get(hit.last)
        if right is None or right.kind not in ("digits", "words", "mixed") or left.kind not in ("digits", "words", "mixed", "article"):
            return None
        if hit.row["near"]:
            quotient = hit.first == left.last and right.value and _part_of_speech(page, right.last) not in ("NOUN", "PROPN")
            return self._share(page, left, right, hit) if quotient else None
        if not 0 < left.value < right.value:
            return None
        if right.value > _WHOLE and (left.value > _PARTS or _YEARS[0] <= right.value <= _YEARS[1] and not right.grouped):
            return None
        if _part_of_speech(page, right.last) in ("NOUN", "PROPN"):
            adjoined = hit.row["counts"] and hit.first == left.last
            if not adjoined or _part_of_speech(page, left.first - 1) == "VERB":
                return None
        return self._share(page, left, right, hit)

    def _share(self, page: Page, left: Number, right: Number, hit: Hit) -> Measure:
        worth = left.value / right.value
        binds = (("part", _span(page, left.first, left.last)), ("whole", _span(page, right.first, right.last)))
        steps = (*_number_steps(page, left), *_number_steps(page, right), Step(hit.row.id, binds, _gives(worth, worth)))
        return Measure(left.first, right.last, left.first, right.last, worth, worth, "ratio", steps=steps)

    def _join(self, page: Page, numbers: Mapping[int, Number], left: Number, at: int) -> tuple[Number, Hit] | None:
        """The number joined to ``left`` at ``at``, and how: a join that needs an opening first, if it has it."""
        for side in self._joins:
            hit = side.at(page, at)
            if hit is None:
                continue
            after = hit.last
            for _ in range(_FILLERS):
                right = numbers.get(after)
                if right is not None:
                    usable = right.kind != "ordinal" and _dash_holds(page, hit)
                    opened = self._open(page, left.first) if hit.row["opens"] else None
                    if usable and (not hit.row["opens"] or (opened and opened.row["words"] == hit.row["opens"])):
                        return right, hit
                    break
                filler = self._sides["filler"].at(page, after) or self._approx_at(page, after) or self._signs.at(page, after)
                if filler is None:
                    break
                after = filler.last
        return None

    def _approx_at(self, page: Page, i: int) -> Hit | None:
        hit = self._sides["before"].at(page, i)
        return hit if hit is not None and hit.row["op"] == "approx" else None

    def _open(self, page: Page, i: int) -> Hit | None:
        """The opening of a range that ends at word ``i``, over fillers and hedges."""
        for _ in range(_FILLERS):
            hit = self._sides["before"].before(page, i)
            if hit is not None and hit.row["op"] == "open":
                return hit
            step = hit if hit is not None and hit.row["op"] == "approx" else self._between(page, i)
            if step is None:
                return None
            i = step.first
        return None

    def _between(self, page: Page, i: int) -> Hit | None:
        """What may stand between a bound and its number: an article, the sign of a currency."""
        return self._sides["filler"].before(page, i) or self._signs.before(page, i)

    def _changes(self, page: Page, i: int) -> bool:
        """Whether a word of change stands shortly before: what follows goes from one number to another."""
        for at in range(i, max(i - _CHANGE, 0), -1):
            hit = self._changing.before(page, at)
            if hit is not None:
                return at == i or _part_of_speech(page, hit.first) == "VERB"
            if not page.letters(at - 1):
                return False
        return False

    # --- one bound ----------------------------------------------------------------------------------------

    def _bounded(self, page: Page, numbers: Mapping[int, Number], measure: Measure) -> Measure:
        """The measure with the bounds before and after it."""
        measure = self._before(page, measure)
        return self._after(page, numbers, measure)

    def _before(self, page: Page, measure: Measure) -> Measure:
        at, fillers = measure.first, 0
        while fillers <= _FILLERS:
            hit = self._sides["before"].before(page, at)
            filler = self._between(page, at)
            if hit is not None and hit.row["op"] in _NARROWING:
                measure, at, fillers = _narrowed(page, measure, hit), hit.first, 0
            elif filler is not None:
                at, fillers = filler.first, fillers + 1
            else:
                break
        return measure

    def _after(self, page: Page, numbers: Mapping[int, Number], measure: Measure) -> Measure:
        """A bound right after the number or, without punctuation between, after the noun it counts."""
        for at in range(measure.end, min(measure.end + 4, len(page.words))):
            hit = self._sides["after"].at(page, at)
            if hit is not None and not (hit.row["near"] and at > measure.end):
                if self._begins_another(page, numbers, hit) or _compares(page, hit):
                    return measure
                return _narrowed(page, measure, hit) if at > measure.end else _narrowed(page, measure, hit, True)
            if not page.letters(at) and page.at(at) not in ("%", "€", "$"):
                break
        return measure

    def _begins_another(self, page: Page, numbers: Mapping[int, Number], hit: Hit) -> bool:
        """Whether the words belong to the next number: "40 dead and more | than 300 missing", "at least | 50"."""
        for i in range(hit.first, hit.last):
            longer = self._sides["before"].at(page, i)
            if longer is not None and longer.last > hit.last:
                return True
        at = hit.last
        for _ in range(_FILLERS):
            if at in numbers or self._vague_at(page, at) is not None:
                return True
            filler = self._sides["filler"].at(page, at)
            if filler is None:
                return False
            at = filler.last
        return False


@lru_cache(maxsize=8)
def bounds(lexicon: Lexicon) -> Bounds:
    """The compiled bounds of a lexicon (cached)."""
    return Bounds(lexicon)


def _alone(page: Page, number: Number) -> Measure:
    steps = _number_steps(page, number)
    return Measure(
        number.first, number.last, number.first, number.last, number.value, number.value, number.kind,
        number.approx, scale=number.scale, grouped=number.grouped, steps=steps,
    )


def _number_steps(page: Page, number: Number) -> tuple[Step, ...]:
    span = _span(page, number.first, number.last)
    steps = [Step(row.id, (("number", span),)) for row in number.rows]
    return (*steps, Step(f"{PATTERNS}{number.kind}", (("number", span),), f"value={_plain(number.value)}"))


def _narrowed(page: Page, measure: Measure, hit: Hit, adjacent: bool = False) -> Measure:
    """The measure under one more bound. A bound never widens a range; it marks it as approximate at most."""
    op = hit.row["op"]
    low, high, approx = measure.low, measure.high, measure.approx or op in _APPROX
    single = low == high
    if op in _LOW and (single or measure.vague):
        high = None
    elif op in _HIGH and (single or measure.vague):
        low = None
    elif op == "negative" and single and low is not None:
        low = high = -low
    bound = _span(page, hit.first, hit.last)
    step = Step(hit.row.id, (("bound", bound),), _gives(low, high) if op != "approx" else "approx")
    first, last = min(measure.first, hit.first), max(measure.last, hit.last if adjacent or op == "negative" else measure.last)
    return replace(
        measure, first=first, last=last, low=low, high=high, approx=approx, steps=(*measure.steps, step)
    )


def _compares(page: Page, hit: Hit) -> bool:
    """ "… and more expensive": the bound goes with an adjective, not with the number."""
    return page.letters(hit.last) and _part_of_speech(page, hit.last) == "ADJ"


def _part_of_speech(page: Page, i: int) -> str:
    """The universal part of speech of the token at word ``i``; "" where there is none."""
    if not 0 <= i < len(page.words) or page.at(i) == "\n":
        return ""
    token = page.parsed.token_at(page.words[i].start)
    return page.parsed.tokens[token].upos if token is not None else ""


def _dash_holds(page: Page, join: Hit) -> bool:
    """A dash joins two numbers only where it is written alike on both sides."""
    if page.at(join.first) != "-" or join.last > join.first + 1:
        return True
    return page.glued(join.first) == page.glued(join.last)


def _gives(low: float | None, high: float | None) -> str:
    parts = [f"low={_plain(low)}" if low is not None else "", f"high={_plain(high)}" if high is not None else ""]
    return " ".join(part for part in parts if part)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _span(page: Page, first: int, last: int) -> Span:
    return Span.of(page.original, page.words[first].start, page.words[last - 1].end)
