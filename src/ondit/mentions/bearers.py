"""Which of the places of one name is meant, and by what that was told.

In this order, the first that tells (and the rule that the step names): the country or region beside the name (beside);
the same name told so before in the report (again); the entry of the language's tables; the regions that the report
names (within); the country that it speaks of most (country), and among places of like size there the one nearest to the
report's other places (near); that no other place has the name (only); the number of inhabitants (largest, or close where
the next has a fifth of them or more).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import cos, hypot, inf, radians
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..lexicon.gazetteer import Bearer, gazetteer, name_key
from ..model import Parsed, Span, Step

RULES = "mul/places:"
_SMALL = 15_000
"""A town of fewer people is meant only where the report speaks of its country more than of any other, of its region, or
of a place near it."""
_RIVAL = 4
"""A place with a quarter of the people of the one in the tables, or more, may be meant instead where the report speaks
of its country most and of the other's not at all; one with less never is."""
_CLOSE = 5
"""Where the largest has not five times the people of the next the step says that they are close."""
_NEAR = 150
"""Kilometres within which two places of one report are near one another."""


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


class Evidence:
    """What a report tells of where it plays: ``countries`` counts the words for each, ``regions`` are codes of those
    named, ``points`` the latitudes and longitudes of places that are known for sure; ``called`` counts the words for a
    country that are its very name."""

    def __init__(
        self, lexicon: Lexicon, countries: Counter[str], called: Counter[str], names: Iterable[tuple[Name, str]]
    ) -> None:
        self.countries = countries
        self.called = called
        self.regions: set[str] = set()
        self.points: list[tuple[float, float]] = []
        seen: set[str] = set()
        for name, quote in names:
            if name.state or name_key(quote) in seen:
                continue
            seen.add(name_key(quote))
            bearer = own_bearer(lexicon, name.row, quote) if name.row is not None else _only(quote)
            if bearer is None:
                continue
            if name.column != "capitals":  # the words for countries are counted with them
                self.countries[bearer.country] += 1
            self.points.append((bearer.lat, bearer.lon))
            if bearer.kind == "admin1" and bearer.region:
                self.regions.add(bearer.region)

    def foremost(self, country: str) -> bool:
        """The report speaks of no country more."""
        return bool(self.countries[country]) and self.countries[country] == max(self.countries.values())

    def distance(self, bearer: Bearer) -> float:
        """Kilometres to the nearest other place of the report; infinite where there is none."""
        away = [_kilometres(bearer, point) for point in self.points if point != (bearer.lat, bearer.lon)]
        return min(away, default=inf)

    def speaks_for(self, bearer: Bearer) -> bool:
        """Something besides the name itself points to the place."""
        return self.foremost(bearer.country) or bearer.region in self.regions or self.distance(bearer) <= _NEAR


class Setting:
    """One report, as far as it tells which places are meant."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, evidence: Evidence) -> None:
        self._parsed = parsed
        self._lexicon = lexicon
        self._evidence = evidence
        self._told: dict[str, Bearer] = {}

    def choose(self, name: Name, kind: str, near: Near | None) -> Chosen:
        """The place that is meant. ``kind`` is the use of the noun beside the name: region, district, city or ""."""
        span = self._parsed.span(name.first, name.last)
        own = own_bearer(self._lexicon, name.row, span.quote) if name.row is not None else None
        options = [b for b in gazetteer().bearers(span.quote) if b.kind != "country" or name.row is None]
        wanted = "city" if kind == "city" else "admin1" if kind else ""
        fitting = [b for b in options if b.kind == wanted] if kind else options
        if kind and own is not None and own.kind != wanted:
            own = next((b for b in fitting if b.country == own.country), own)
        known = name_key(span.quote)
        beside = [b for b in fitting or options if near is not None and near.holds(b)]
        if near is not None and beside and not (own is not None and near.holds(own)):
            chosen = _largest(beside)
            self._told[known] = chosen
            return Chosen(chosen, self._step("beside", span, chosen, ("beside", near.span)))
        if own is not None and near is not None and near.holds(own):
            self._told[known] = own
            return Chosen(own, own=True)
        if known in self._told and (not kind or self._told[known].kind == wanted):
            again = self._told[known]
            return Chosen(again, self._step("again", span, again), again == own)
        if name.row is not None:
            return self._of_row(name, own, options, span)
        if kind == "district" and not fitting:
            return Chosen(None)  # a county is often called as a town elsewhere
        if kind == "region" and not fitting:
            options = [b for b in options if b.region in self._evidence.regions or self._evidence.distance(b) <= _NEAR]
        return self._of_many(fitting or options, span)

    def among_regions(self, region: Bearer, country: str) -> bool:
        """The report names other regions of that country, and of the other country nothing but the one name."""
        evidence = self._evidence
        others = any(code.startswith(region.region[:3]) and code != region.region for code in evidence.regions)
        return others and evidence.countries[country] == evidence.called[country]

    def _of_row(self, name: Name, own: Bearer | None, options: list[Bearer], span: Span) -> Chosen:
        """An entry's place, unless the report speaks of the country of a rival most and of its own not at all."""
        counts = self._evidence.countries
        spoken = own is not None and counts[own.country] > 1  # once by the entry itself
        if own is None or own.kind != "city" or name.column == "capitals" or spoken:
            return Chosen(own, own=True)
        rivals = [
            b for b in options
            if b.main and b.kind == "city" and b.country != own.country and self._evidence.foremost(b.country)
            and b.population * _RIVAL >= own.population and counts[b.country] > counts[own.country]
        ]  # fmt: skip
        return self._nearest(rivals, "country", span) if rivals else Chosen(own, own=True)

    def _of_many(self, options: list[Bearer], span: Span) -> Chosen:
        """A name that no table has: by the regions and countries of the report, by what is near, by inhabitants."""
        counts = self._evidence.countries
        sure = [b for b in options if b.kind != "city" or b.population >= _SMALL or self._evidence.speaks_for(b)]
        sure = [b for b in sure if b.main] or [b for b in sure if self._evidence.speaks_for(b)]
        if not sure:
            return Chosen(None)
        inside = [b for b in sure if b.region in self._evidence.regions]
        if inside:
            return self._nearest(inside, "within", span)
        most = max(counts[b.country] for b in sure)
        if most:
            return self._nearest([b for b in sure if counts[b.country] == most], "country", span)
        chosen = _largest(sure)
        rivals = [b for b in sure if b is not chosen and b.kind == chosen.kind]
        close = any(b.population * _CLOSE >= chosen.population for b in rivals)
        rule = "only" if len(options) == 1 else "close" if close else "largest"
        return Chosen(chosen, self._step(rule, span, chosen))

    def _nearest(self, options: list[Bearer], rule: str, span: Span) -> Chosen:
        """The largest of those that ``rule`` left; of some of like size the one nearest to the report's other places."""
        chosen = _largest(options)
        rivals = [b for b in options if b.kind == chosen.kind and b.population * _CLOSE >= chosen.population]
        nearest = min(rivals, key=self._evidence.distance, default=chosen)
        if len(rivals) > 1:
            rule = "near" if self._evidence.distance(nearest) < inf else "close"
        return Chosen(nearest, self._step(rule, span, nearest))

    def _step(self, rule: str, span: Span, bearer: Bearer, *binds: tuple[str, Span]) -> Step:
        return Step(f"{RULES}{rule}", (("place", span), *binds), f"gazetteer={bearer.id}")


def _largest(options: Iterable[Bearer]) -> Bearer:
    """The most populous; a city before a region of its name, which has no number of its own."""
    return max(options, key=lambda b: (b.main, b.population))


def _only(quote: str) -> Bearer | None:
    """The one place that bears a name, if it is not a small town."""
    main = [b for b in gazetteer().bearers(quote) if b.main]
    return main[0] if len(main) == 1 and (main[0].kind != "city" or main[0].population >= _SMALL) else None


def _kilometres(bearer: Bearer, point: tuple[float, float]) -> float:
    """Along the surface; good for places that are near, which is all that is asked."""
    east = (bearer.lon - point[1] + 180) % 360 - 180
    return 111.2 * hypot(bearer.lat - point[0], east * cos(radians(bearer.lat)))


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


@cache
def _states(lexicon: Lexicon) -> frozenset[str]:
    """Countries of the tables: what GeoNames counts as one besides them (an overseas territory) belongs to one of them."""
    return frozenset(row["iso3"] for row in lexicon.table("countries_iso"))
