"""Where: names of places that are places here.

A name is a place where a table has it, where the recogniser says so, or where a preposition of place stands before it
and the gazetteer has it; never inside the name of a person, and not where it is the family name of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from ..lexicon import Lexicon, Row
from ..lexicon.gazetteer import Bearer, gazetteer
from ..model import Entity, Parsed, PlaceMention, Step
from .bearers import RULES, Chosen, Evidence, Name, Near, Setting, country_bearer
from .countrywords import CountryWord, country_words
from .descriptions import portfolios_of
from .discourse import saying
from .metonymy import acts
from .namelist import Found, key, lower, proper, words
from .nominal import base, head_of
from .placewords import Kind, core_of, joined, kind_of, lies_after, lies_before, only_words, region_behind

_TABLES = ("countries", "places")
_ROW = 4
"""So many names in a row may share what tells where they lie: "Tripoli and Akkar, in the north of Lebanon"."""


def place_row(lexicon: Lexicon, name: str) -> Row | None:
    """The entry of a place by its name; the one place where places are looked up."""
    found = proper(lexicon).whole(name)
    return found.row if found is not None and found.row.table in _TABLES else None


def find_places(parsed: Parsed, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Countries, regions, cities and other places in text order, without those that act there ("Pyongyang a
    reconnu"); a place that neither the tables nor the gazetteer know has no country and precision "place"."""
    hits = list(proper(lexicon).find(parsed.text))
    adjectives = country_words(parsed, lexicon)
    names = _names(parsed, lexicon, hits, adjectives)
    reader = _Reader(parsed, lexicon, names, adjectives, hits)
    found = [mention for name in names if (mention := reader.mention(name)) is not None]
    return tuple(sorted(found, key=lambda mention: mention.span.start))


# --- which words are names of places ------------------------------------------------------------------------


def _names(parsed: Parsed, lexicon: Lexicon, hits: list[Found], adjectives: tuple[CountryWord, ...]) -> list[Name]:
    """Names of places in text order, without overlaps."""
    found = list(_entries(parsed, hits))
    compounds = {k for word in adjectives for k in parsed.tokens_in(word.span.start, word.span.end)}
    taken = {k for hit in hits for k in parsed.tokens_in(hit.start, hit.end)}
    taken |= {k for name in found for k in range(name.first, name.last + 1)}
    surnames = {key(parsed.tokens[e.last - 1].text) for e in parsed.entities if e.label == "PER" and e.last - e.first > 1}
    for name in (*_recognised(parsed, lexicon), *_behind_prepositions(parsed, lexicon)):
        if taken.isdisjoint(range(name.first, name.last + 1)) and not compounds.issuperset(range(name.first, name.last + 1)):
            alone = name.first == name.last
            if not (alone and key(parsed.tokens[name.first].text) in surnames):
                found.append(name)
                taken.update(range(name.first, name.last + 1))
    return sorted(found, key=lambda name: name.first)


def _entries(parsed: Parsed, hits: list[Found]) -> Iterator[Name]:
    persons = {k: e for e in parsed.entities if e.label == "PER" for k in range(e.first, e.last)}
    for hit in hits:
        if hit.row.table not in _TABLES:
            continue
        tokens = parsed.tokens_in(hit.start, hit.end)
        if parsed.tokens[tokens[0]].start != hit.start or parsed.tokens[tokens[-1]].end != hit.end:
            continue
        if not _within(persons.get(tokens[0]), tokens):
            yield Name(tokens[0], tokens[-1], hit.row, hit.column)


def _within(person: Entity | None, tokens: range) -> bool:
    """The name is a part of a person's longer one."""
    return person is not None and tokens[-1] < person.last and person.last - person.first > len(tokens)


def _recognised(parsed: Parsed, lexicon: Lexicon) -> Iterator[Name]:
    """What the recogniser takes for places. One word that says something is someone, or who governs there."""
    for entity in parsed.entities:
        first, last = entity.first, entity.last - 1
        if entity.label != "LOC" or not any(parsed.tokens[k].upos == "PROPN" for k in range(first, last + 1)):
            continue
        core = (first, last)
        if not gazetteer().bearers(parsed.span(first, last).quote):
            core = core_of(parsed, lexicon, first, last) or core
        first, last = core
        if not parsed.tokens[first].text[:1].isupper() or portfolios_of(lexicon).whole(parsed.span(first, last).quote) is not None:
            continue
        if first == last and not _may_stand_alone(parsed, lexicon, first):
            continue
        yield Name(first, last)


def _may_stand_alone(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    """Not a letter, not a word of the calendar ("August"), and not what says something."""
    token = parsed.tokens[i]
    if sum(char.isalpha() for char in token.text) < 2 or lower(token.text) in _calendar(lexicon):
        return False
    return not (base(token) == "nsubj" and lower(parsed.tokens[token.head].lemma) in saying(lexicon))


@cache
def _calendar(lexicon: Lexicon) -> frozenset[str]:
    """Names of days, months and seasons."""
    rows = (row for row in lexicon.table("calendar") if row["kind"] in ("month", "weekday", "season"))
    return frozenset(lower(form) for row in rows for form in (row["word"], *row["forms"]))


def _behind_prepositions(parsed: Parsed, lexicon: Lexicon) -> Iterator[Name]:
    """Proper nouns behind a preposition of place that the gazetteer has and the recogniser took for nothing."""
    seen = {k for e in parsed.entities for k in range(e.first, e.last)}
    places = words(lexicon, "metonymy", "at")
    for token in parsed.tokens[1:]:
        before = parsed.tokens[token.i - 1]
        if token.upos != "PROPN" or before.upos != "ADP" or token.i in seen or not token.text[:1].isupper():
            continue
        if lower(before.lemma) not in places and lower(before.text) not in places:
            continue
        last = token.i
        end = parsed.sentence_of(last).last
        while last + 1 < end and parsed.tokens[last + 1].upos == "PROPN" and last + 1 not in seen:
            last += 1
        if last == token.i and not _may_stand_alone(parsed, lexicon, last):
            continue
        if any(bearer.main for bearer in gazetteer().bearers(parsed.span(token.i, last).quote)):
            yield Name(token.i, last)


# --- which place each of them is --------------------------------------------------------------------------


class _Reader:
    """The names of one report, read in text order: what one tells of its country the next ones profit from."""

    def __init__(
        self, parsed: Parsed, lexicon: Lexicon, names: list[Name], adjectives: tuple[CountryWord, ...], hits: list[Found]
    ) -> None:
        self._parsed = parsed
        self._lexicon = lexicon
        self._by_first = {name.first: name for name in names}
        self._countries: dict[int, str] = {word.token: word.row["iso3"] for word in adjectives}
        named = Counter(word.row["iso3"] for word in adjectives)
        called: Counter[str] = Counter()
        for name in names:
            if name.row is not None and name.state:
                named[name.row["iso3"]] += 1
                called[name.row["iso3"]] += 1
                self._countries[name.last] = name.row["iso3"]
            elif name.row is not None and name.column == "capitals":
                named[name.row["iso3"]] += 1
        named.update(hit.row["country"] for hit in hits if hit.row.table == "metonyms" and hit.row["country"])
        sure = ((n, parsed.span(n.first, n.last).quote) for n in names if n.row is not None or not only_words(parsed, lexicon, n.first, n.last))
        self._setting = Setting(parsed, lexicon, Evidence(lexicon, named, called, sure))
        self._regions: dict[int, Bearer] = {}
        """Names that turned out, beside a city of theirs, to be a region ("Atlanta, Georgia"), by first token."""

    def mention(self, name: Name) -> PlaceMention | None:
        """The mention that a name is; None for a name that acts where it stands."""
        parsed, row = self._parsed, name.row
        kind = kind_of(parsed, self._lexicon, name.first, name.last)
        near = self._near(name, kind)
        governs = row is not None and row.table == "countries"
        region = (self._regions.get(name.first) or self._region_of(name, kind, near)) if governs else None
        if region is not None:
            place = parsed.span(name.first, name.last)
            chosen = Chosen(region, Step(f"{RULES}region", (("place", place),), f"gazetteer={region.id}"))
        elif row is not None and name.state:
            chosen, kind = Chosen(country_bearer(row), own=True), None
        elif row is None and kind is None and only_words(parsed, self._lexicon, name.first, name.last):
            chosen = Chosen(None)
        else:
            chosen = self._setting.choose(name, kind.use if kind is not None else "", near)
        head = head_of(parsed, name.first, name.last)
        if governs and chosen.own and kind is None and acts(parsed, head, self._lexicon, country=name.state) is not None:
            return None
        self._told_region(near, name, chosen.bearer)
        return self._made(name, kind, chosen)

    def _region_of(self, name: Name, kind: Kind | None, near: Near | None) -> Bearer | None:
        """The region of a country's or a capital's name, where the noun beside it says so ("Washington state") or the
        report speaks of other regions of that country and not of the country of that name ("Texas and Georgia")."""
        quote = self._parsed.span(name.first, name.last).quote
        regions = [b for b in gazetteer().bearers(quote) if b.kind == "admin1" and b.main]
        if not regions or name.row is None or (kind is not None and kind.use == "city"):
            return None
        if kind is None:
            others = [b for b in regions if b.country != name.row["iso3"]]
            return next((b for b in others if name.state and self._setting.among_regions(b, name.row["iso3"])), None)
        beside = [b for b in regions if near is not None and near.holds(b)]
        own = [b for b in regions if b.country == name.row["iso3"]]
        return (beside or own or regions)[0]

    def _near(self, name: Name, kind: Kind | None) -> Near | None:
        """The country or region told beside a name, or beside it and its noun."""
        parsed = self._parsed
        abbreviation = region_behind(parsed, self._lexicon, name.last)
        if abbreviation is not None:
            return Near(parsed.span(abbreviation[0]), None, frozenset({abbreviation[1]}))
        k = self._lies_in(name)
        if k is None and kind is not None and kind.last > name.last:
            k = lies_after(parsed, self._lexicon, kind.last, self._by_first, noun=True)
        if k is not None:
            other = self._by_first[k]
            span = parsed.span(other.first, other.last)
            regions = frozenset(b.region for b in gazetteer().bearers(span.quote) if b.kind == "admin1" and b.region)
            return Near(span, other.row["iso3"] if other.row is not None and other.state else None, regions)
        k = lies_before(parsed, self._lexicon, name.first, self._countries)
        return Near(parsed.span(k), self._countries[k], frozenset()) if k is not None else None

    def _lies_in(self, name: Name) -> int | None:
        """Where the name begins that tells in what a name lies; one behind the last of a row tells it of all."""
        k = lies_after(self._parsed, self._lexicon, name.last, self._by_first)
        other = name
        for _ in range(_ROW):
            if k is not None and (self._by_first[k].state or self._is_region(self._by_first[k])):
                return k
            following = joined(self._parsed, other.last, self._by_first)
            if following is None:
                return None
            other = self._by_first[following]
            k = lies_after(self._parsed, self._lexicon, other.last, self._by_first)
        return None

    def _is_region(self, name: Name) -> bool:
        quote = self._parsed.span(name.first, name.last).quote
        return any(b.kind == "admin1" for b in gazetteer().bearers(quote))

    def _told_region(self, near: Near | None, name: Name, bearer: Bearer | None) -> None:
        """Remember that the name of a country behind a city is a region's: the city lies in that one only."""
        k = self._lies_in(name) if near is not None and near.regions else None
        if near is None or bearer is None or k is None or bearer.country == near.country or bearer.region not in near.regions:
            return
        for region in gazetteer().bearers(near.span.quote):
            if region.kind == "admin1" and region.region == bearer.region:
                self._regions[k] = region

    def _made(self, name: Name, kind: Kind | None, chosen: Chosen) -> PlaceMention:
        """The mention; a region's reaches over its noun."""
        parsed, row, bearer = self._parsed, name.row, chosen.bearer
        place = parsed.span(name.first, name.last)
        noun = kind if kind is not None and kind.use != "city" else None
        first, last = (noun.first, noun.last) if noun is not None else (name.first, name.last)
        precision = _precision(name, noun, chosen)
        printed = _printed(name, chosen) or " ".join(place.quote.split())
        steps = [Step(row.id if row is not None else f"{RULES}recognised", (("place", place),), f"place={printed}")]
        steps += [chosen.step] if chosen.step is not None else []
        steps += [Step(f"{RULES}noun", (("noun", parsed.span(noun.noun)),), f"precision={precision}")] if noun is not None else []
        country = _country(row) if row is not None and (chosen.own or bearer is None) else bearer.country if bearer is not None else None
        where = (bearer.region or None, bearer.geonameid, bearer.lat, bearer.lon) if bearer is not None else ()
        return PlaceMention(parsed.span(first, last), head_of(parsed, first, last), printed, country, precision, tuple(steps), *where)


def _precision(name: Name, noun: Kind | None, chosen: Chosen) -> str:
    """As large as the entry or the gazetteer says; what a noun calls a region and neither knows as one is a place."""
    row, bearer = name.row, chosen.bearer
    if row is not None and row.table == "places" and (bearer is None or (chosen.own and noun is None)):
        found = str(row["precision"])
    elif bearer is not None:
        found = bearer.kind
    else:
        found = "place" if row is None else "country" if name.state else "city"
    return "place" if noun is not None and found == "city" else found


def _printed(name: Name, chosen: Chosen) -> str:
    """The entry's own name where the place is the entry's; "" for the words of the report."""
    row = name.row
    if row is None or not (chosen.own or chosen.bearer is None):
        return ""
    return str(row["names"][0] if name.state else row["name"] if row.table == "places" else "")


def _country(row: Row) -> str | None:
    return str(row["iso3"]) if row.table == "countries" else row["country"] or None

