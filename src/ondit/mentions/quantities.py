"""Quantities: numbers that count or measure something, with their bounds.

What looks like a number and is none (a date, a road, a score, a phone number, a list mark) is left out; an age
and a factor are kept with a unit of their own so that nobody takes them for a count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Parsed, QuantityMention, Span, Step
from .bounds import Measure, bounds
from .compounds import together
from .counted import Noun, Things, Unit, capitalised, things
from .numerals import PATTERNS, Number
from .time_patterns import patterns
from .times import Scan, scan
from .wordlists import forms_of
from .words import Page

_NEAR = 3
_ADDRESS = frozenset("=@&_")
"""A token with one of these characters is an address in a network."""


def find_quantities(parsed: Parsed, lexicon: Lexicon) -> tuple[QuantityMention, ...]:
    """The quantities of a report in text order; none overlaps a time or another quantity."""
    return _Finder(scan(parsed, lexicon), lexicon).found()


class _Finder:
    def __init__(self, times: Scan, lexicon: Lexicon) -> None:
        self.page: Page = times.page
        self.times = times
        self.numbers: Mapping[int, Number] = times.numbers
        self.things: Things = things(lexicon)
        self.bounds = bounds(lexicon)
        self.guards = guards(lexicon)
        self.time_units = patterns(lexicon).kinds["units"].words

    def found(self) -> tuple[QuantityMention, ...]:
        mentions: list[QuantityMention] = []
        measures = self.bounds.find(self.page, self.numbers, self.times.masked)
        for measure, unit in together(self.page, self.things, measures):
            if mentions and self.page.words[measure.first].start < mentions[-1].span.end:
                continue
            mention = self._mention(measure, unit)
            if mention is None or (mentions and mention.span.start < mentions[-1].span.end):
                continue
            if mentions and self._repeats(measure, mention, mentions[-1]):
                continue
            mentions.append(mention)
        return tuple(mentions)

    def _repeats(self, measure: Measure, mention: QuantityMention, before: QuantityMention) -> bool:
        """ "14 (fourteen)": the same number once more in brackets."""
        page = self.page
        if page.at(measure.first - 1) != "(" or page.at(measure.last) != ")":
            return False
        near = page.words[measure.first - 1].start - before.span.end <= 1
        return near and (mention.low, mention.high) == (before.low, before.high)

    def _mention(self, measure: Measure, unit: Unit | None) -> QuantityMention | None:
        if self._no_count(measure):
            return None
        unit = unit or self.things.unit(self.page, measure)
        noun = self._noun(measure, unit)
        if noun is not None and self.page.parsed.tokens[noun.i].text.lower() in self.time_units:
            return None
        if unit is None and self._part_of_name(measure, noun):
            return None
        if measure.kind == "few" and not (unit is None and _adjoined_persons(measure, noun)):
            return None
        if measure.kind == "none" and not self._none_counts(measure, noun):
            return None
        if measure.kind == "article" and not self._one_counts(measure, noun, unit):
            return None
        return self._made(_regrouped(measure, noun, self.page), noun, unit)

    def _noun(self, measure: Measure, unit: Unit | None) -> Noun | None:
        """What is counted; of what is measured ("tonnes of wheat") the thing, of money nothing."""
        if unit is None or unit.kind == "times":
            return self.things.noun(self.page, measure, self.times.masked)
        if unit.kind != "measure" or unit.first < measure.end:
            return None
        return self.things.measured(self.page, measure, unit, self.times.masked)

    # --- what is no quantity --------------------------------------------------------------------------------

    def _no_count(self, measure: Measure) -> bool:
        page = self.page
        if any(i in self.times.masked for i in range(measure.core, measure.end)):
            return True
        if self.guards.factor(page, measure.first):
            return True
        if measure.kind == "fraction" and self.guards.part(page, measure.core):
            return True
        if measure.kind not in ("digits", "range") or measure.grouped:
            return self._doubtful(measure)
        if measure.core == measure.first and self.guards.before(page, measure.core):
            return True
        return self._list_mark(measure) or self._score(measure) or self._code(measure)

    def _doubtful(self, measure: Measure) -> bool:
        """A numeral that is often another word counts only where the parser takes it for a number."""
        number = self.numbers.get(measure.core)
        if number is None or len(number.rows) != 1 or not number.rows[0]["doubtful"] or measure.kind != "words":
            return False
        token = self.page.parsed.token_at(self.page.words[measure.core].start)
        return token is not None and self.page.parsed.tokens[token].upos not in ("NUM", "X")

    def _list_mark(self, measure: Measure) -> bool:
        """ "2. …" or "3) …" at the beginning of a line; a note's "[2]"."""
        page = self.page
        if page.at(measure.core - 1) == "[" and page.at(measure.end) == "]":
            return True
        return page.at(measure.core - 1) == "\n" and page.at(measure.end) in (".", ")") and page.glued(measure.end)

    def _score(self, measure: Measure) -> bool:
        """ "3-1": a dash between small numbers that count nothing."""
        page = self.page
        dashed = (page.at(measure.end) == "-" and page.at(measure.end + 1).isdigit()) or (
            page.at(measure.core - 1) == "-" and page.at(measure.core - 2).isdigit()
        )
        if dashed:
            return page.glued(measure.end) or page.glued(measure.core)
        if measure.kind != "range" or page.at(measure.core + 1) != "-" or (measure.high or 0) > 20:
            return False
        return self.things.noun(page, measure, self.times.masked) is None and self.things.unit(page, measure) is None

    def _code(self, measure: Measure) -> bool:
        """Digits in a row (a phone number) or glued to signs of an address."""
        page, i = self.page, measure.core
        if page.at(i).startswith("0") and len(page.at(i)) > 1 and measure.end == i + 1:
            return True
        token = page.parsed.token_at(page.words[i].start)
        if token is not None and not _ADDRESS.isdisjoint(page.parsed.tokens[token].text):
            return True
        pairs = [page.at(k).isdigit() and len(page.at(k)) == 2 for k in range(i - 3, i + 4)]
        row = any(all(pairs[k : k + 4]) for k in range(4))
        return row or page.at(i - 1) in ("/", "#", "@", "_") or page.at(measure.end) in ("/", "_", "@")

    def _part_of_name(self, measure: Measure, noun: Noun | None) -> bool:
        """ "France 24 a …": bare digits after a name that count nothing, or digits inside a name ("the Boeing 787 jets")."""
        page, parsed = self.page, self.page.parsed
        if measure.kind != "digits" or measure.grouped or measure.first != measure.core:
            return False
        i = parsed.token_at(page.words[measure.core].start)
        if i is None:
            return False
        if noun is None and self.guards.single(page, measure.core) or self.guards.address(page, measure.end):
            return True
        if any(entity.first < i < entity.last for entity in parsed.entities):
            return True
        if i == 0 or parsed.tokens[i - 1].end + 1 < parsed.tokens[i].start:
            return False
        if noun is not None:
            name = parsed.tokens[i - 1]
            return name.upos == "PROPN" and name.head in (i, noun.i) and name.deprel.partition(":")[0] in ("compound", "flat")
        return capitalised(parsed, i - 1) and parsed.tokens[i - 1].upos in ("PROPN", "X", "NOUN")

    def _one_counts(self, measure: Measure, noun: Noun | None, unit: Unit | None) -> bool:
        """An article is a number where it is bounded, measured or stands before someone killed, say."""
        if measure.first != measure.core or measure.last > measure.end:
            return True
        if unit is not None:
            next_one = bool(unit.row["side"]) and self.page.at(unit.last)[0].isdigit()  # "a $ 4 billion deal"
            return unit.kind in ("percent", "money") and not next_one
        return noun is not None and noun.row is not None and noun.row["one"] and noun.last == measure.end + 1

    def _none_counts(self, measure: Measure, noun: Noun | None) -> bool:
        """ "No wounded": a count of nought, of persons; "no sign" counts nothing."""
        row = self.numbers[measure.core].rows[0]
        known = noun.row if noun is not None else None
        return known is not None and known["unit"] == "persons" and (known["one"] or not row["article"])

    # --- what is one ----------------------------------------------------------------------------------------

    def _made(self, measure: Measure, noun: Noun | None, unit: Unit | None) -> QuantityMention:
        page = self.page
        scope = self.things.scope(page, measure, noun)
        steps = list(measure.steps)
        first, last = measure.first, measure.last
        if unit is not None:
            steps.append(Step(unit.row.id, (("unit", _span(page, unit.first, unit.last)),), f"unit={unit.code}"))
            signs = not page.letters(unit.first) or unit.kind == "percent" or unit.first < first
            if signs and unit.first in (measure.end, unit.first):
                first, last = min(first, unit.first), max(last, unit.last)
        if noun is not None:
            rule = noun.row.id if noun.row is not None else noun.rule
            steps.append(Step(rule, (("noun", page.parsed.span(noun.i)),)))
        if scope is not None:
            given = f"scope={scope.row['scope']}"
            steps.append(Step(scope.row.id, (("scope", _span(page, scope.first, scope.last)),), given))
        span = _span(page, first, last)
        return QuantityMention(
            span=span,
            low=measure.low,
            high=measure.high,
            approx=measure.approx,
            vague=_span(page, measure.core, measure.end).quote if measure.vague else None,
            unit=self._unit(measure, noun, unit),
            noun=noun.i if noun is not None else None,
            scope=scope.row["scope"] if scope is not None else None,
            because=tuple(steps),
        )

    def _unit(self, measure: Measure, noun: Noun | None, unit: Unit | None) -> str | None:
        if unit is not None:
            return unit.code
        if measure.kind in ("fraction", "ratio"):
            return "fraction"
        if noun is None or noun.row is not None:
            return (noun.row["unit"] or None) if noun is not None and noun.row is not None else None
        return "persons" if self.things.people(self.page.parsed.tokens[noun.i]) else None


def _adjoined_persons(measure: Measure, noun: Noun | None) -> bool:
    """ "Several soldiers": persons right behind the quantifier, an adjective or a nationality at most between."""
    return noun is not None and noun.row is not None and noun.row["unit"] == "persons" and noun.last - measure.end <= _NEAR


def _regrouped(measure: Measure, noun: Noun | None, page: Page) -> Measure:
    """Nobody counts 10,250 persons with decimals: the mark was meant to group thousands."""
    digits = page.text[page.words[measure.end - 1].start : page.words[measure.end - 1].end]
    if noun is None or noun.row is None or measure.kind != "digits" or measure.grouped or len(digits) != 3:
        return measure
    values = [value for value in (measure.low, measure.high) if value is not None]
    if measure.end - measure.core != 3 or all(value == int(value) for value in values) and digits != "000":
        return measure
    low, high = (None if value is None else round(value * 1000) for value in (measure.low, measure.high))
    step = Step(f"{PATTERNS}regrouped", (("number", _span(page, measure.core, measure.end)),), "times 1000")
    return replace(measure, low=low, high=high, steps=(*measure.steps, step))


def _span(page: Page, first: int, last: int) -> Span:
    return Span.of(page.original, page.words[first].start, page.words[last - 1].end)


@lru_cache(maxsize=8)
def guards(lexicon: Lexicon) -> _Guards:
    """The words beside digits that are no count (cached)."""
    return _Guards(lexicon)


class _Guards:
    def __init__(self, lexicon: Lexicon) -> None:
        rows = tuple(lexicon.table("number_guards"))
        self._before = forms_of((row for row in rows if row["side"] == "before"), "words", "forms")
        self._part = forms_of((row for row in rows if row["side"] == "part"), "words", "forms")
        self._address = forms_of((row for row in rows if row["side"] == "address"), "words", "forms")
        self._single = forms_of((row for row in rows if row["side"] == "single"), "words", "forms")
        self._factor = forms_of((row for row in rows if row["side"] == "factor"), "words", "forms")

    def single(self, page: Page, i: int) -> bool:
        """True if a determiner of one thing stands before word ``i``."""
        return self._single.before(page, i) is not None

    def factor(self, page: Page, i: int) -> bool:
        """True if the number at word ``i`` multiplies or divides something."""
        return self._factor.before(page, i) is not None

    def address(self, page: Page, i: int) -> bool:
        """True if a word of streets stands at ``i``, over a comma or over capitalised words ("10 Downing Street")."""
        for at in range(i + (page.at(i) == ","), i + 4):
            if self._address.at(page, at) is not None:
                return True
            if not page.capital(at):
                return False
        return False

    def part(self, page: Page, i: int) -> bool:
        """True if the half or quarter at word ``i`` is a stretch of time."""
        return self._part.before(page, i) is not None

    def before(self, page: Page, i: int) -> bool:
        """True if a guard stands just before word ``i``; a verb is none, and some must have no determiner."""
        hit = self._before.before(page, i)
        if hit is None:
            return False
        token = page.parsed.token_at(page.words[hit.first].start)
        if token is None:
            return True
        tokens = page.parsed.tokens
        return tokens[token].upos != "VERB" and not (hit.row["bare"] and token and tokens[token - 1].upos == "DET")
