"""Which of the places of one name is meant, and by what that was told.

In this order, the first that tells: the country or region beside the name; the same name told so before in the report;
the entry of the language's tables; the country that the report names most; the number of inhabitants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..lexicon.gazetteer import Bearer, gazetteer, name_key
from ..model import Parsed, Span, Step

RULES = "mul/places:"
_SMALL = 15_000
"""A town of fewer people is meant only where something else in the report speaks for its country."""
_RIVAL = 10
"""A place with a tenth of the people of the one in the tables, or more, may be meant instead where its country is named
and the other's is not; one with less never is."""
_CLOSE = 5
"""Where the largest has not five times the people of the next the step says that they are close."""


class Name(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) name a place: an entry's (``row``, by ``column``) or one that the
    recogniser or a preposition tells."""

    first: int
    last: int
    row: Row | None = None
    column: str = ""

    @property
    def state(self) -> bool:
        """The name of a country itself."""
        return self.row is not None and self.row.table == "countries" and self.column == "names"


class Near(NamedTuple):
    """What is told beside a name: a country by code, or the regions that bear the other name."""

    span: Span
    country: str | None
    regions: frozenset[str]

    def holds(self, bearer: Bearer) -> bool:
        return bool(bearer.region) and bearer.region in self.regions or bearer.country == self.country


class Chosen(NamedTuple):
    """The bearer that is meant (None where the gazetteer has none) and the step that tells why. ``own`` tells that it
    is the place of the name's entry in the tables, and not another of its name."""

    bearer: Bearer | None
    step: Step | None = None
    own: bool = False


class Setting:
    """One report, as far as it tells which places are meant. ``named`` counts the words for each country."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, named: Counter[str]) -> None:
        self._parsed = parsed
        self._lexicon = lexicon
        self._named = named
        self._told: dict[str, Bearer] = {}

    def choose(self, name: Name, kind: str, near: Near | None) -> Chosen:
        """The place that is meant. ``kind`` is admin1 or city where a noun beside the name says so, else ""."""
        span = self._parsed.span(name.first, name.last)
        own = own_bearer(self._lexicon, name.row, span.quote) if name.row is not None else None
        options = [b for b in gazetteer().bearers(span.quote) if b.kind != "country" or name.row is None]
        if kind:
            options = [b for b in options if b.kind == kind] or options
            own = own if own is None or own.kind == kind else _same_country(own, options, kind) or own
        known = name_key(span.quote)
        beside = [b for b in options if near is not None and near.holds(b)]
        if near is not None and beside and not (own is not None and near.holds(own)):
            chosen = self._largest(beside)
            self._told[known] = chosen
            return Chosen(chosen, self._step("beside", span, chosen, ("beside", near.span)))
        if own is not None and near is not None and near.holds(own):
            self._told[known] = own
            return Chosen(own, own=True)
        if known in self._told and (not kind or self._told[known].kind == kind):
            again = self._told[known]
            return Chosen(again, self._step("again", span, again), again == own)
        if name.row is not None:
            return self._of_row(name, own, options, span)
        return self._of_many(options, span)

    def _of_row(self, name: Name, own: Bearer | None, options: list[Bearer], span: Span) -> Chosen:
        """An entry's place, unless the report names the country of a rival and not its own."""
        if own is None or name.column == "capitals" or self._named[own.country]:
            return Chosen(own, own=True)
        rivals = [
            b for b in options
            if b.main and b.kind == own.kind and self._named[b.country] and b.population * _RIVAL >= own.population
        ]  # fmt: skip
        if own.kind != "city" or not rivals:
            return Chosen(own, own=True)
        chosen = self._most_named(rivals)
        return Chosen(chosen, self._step("country", span, chosen))

    def _of_many(self, options: list[Bearer], span: Span) -> Chosen:
        """A name that no table has: by the countries that the report names, then by inhabitants."""
        here = [b for b in options if self._named[b.country]]
        main = [b for b in here if b.main] or here
        if main:
            chosen = self._most_named(main)
            return Chosen(chosen, self._step("country", span, chosen))
        large = [b for b in options if b.main and (b.population >= _SMALL or b.kind != "city")]
        if not large:
            return Chosen(None)
        chosen = self._largest(large)
        rest = [b for b in large if b is not chosen and b.kind == chosen.kind]
        rule = "only" if len(options) == 1 else "largest"
        if any(b.population * _CLOSE >= chosen.population for b in rest):
            rule = "close"
        return Chosen(chosen, self._step(rule, span, chosen))

    def _most_named(self, options: list[Bearer]) -> Bearer:
        most = max(self._named[b.country] for b in options)
        return self._largest([b for b in options if self._named[b.country] == most])

    @staticmethod
    def _largest(options: Iterable[Bearer]) -> Bearer:
        """The most populous; a city before a region of its name, which has no number of its own."""
        return max(options, key=lambda b: (b.main, b.population))

    def _step(self, rule: str, span: Span, bearer: Bearer, *binds: tuple[str, Span]) -> Step:
        return Step(f"{RULES}{rule}", (("place", span), *binds), f"gazetteer={bearer.id}")


@cache
def own_bearer(lexicon: Lexicon, row: Row, quote: str) -> Bearer | None:
    """The place in the gazetteer that an entry of countries or places is; ``quote`` is the name by which it was found."""
    if row.table == "countries":
        return _capital(row, quote)
    states = _states(lexicon)
    best: Bearer | None = None
    for name in (row["name"], *row["names"]):
        head, _, rest = name.partition(",")
        regions = {b.region for b in gazetteer().bearers(rest) if b.kind == "admin1"} if rest else set()
        for bearer in gazetteer().bearers(head):
            # An overseas territory is a region of the country that it belongs to.
            overseas = bearer.country not in states and bool(row["country"])
            kind = "admin1" if overseas and bearer.kind == "country" else bearer.kind
            there = not row["country"] or bearer.country == row["country"] or overseas
            if kind != row["precision"] or not there or (regions and bearer.region not in regions):
                continue
            if best is None or (bearer.main, bearer.population) > (best.main, best.population):
                best = bearer
    return best


def country_bearer(row: Row) -> Bearer | None:
    """The country that an entry of countries is."""
    return gazetteer().country(row["iso3"])


def _capital(row: Row, quote: str) -> Bearer | None:
    names = (quote, *row["capitals"])
    found = (b for name in names for b in gazetteer().bearers(name.partition(",")[0]) if b.kind == "city" and b.country == row["iso3"])
    return next(found, None)


def _same_country(own: Bearer, options: list[Bearer], kind: str) -> Bearer | None:
    return next((b for b in options if b.kind == kind and b.country == own.country), None)


@cache
def _states(lexicon: Lexicon) -> frozenset[str]:
    """Countries of the tables: what GeoNames counts as one besides them (an overseas territory) belongs to one of them."""
    return frozenset(row["iso3"] for row in lexicon.table("countries_iso"))
