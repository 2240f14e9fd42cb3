"""Where: names of places that are places here."""

from __future__ import annotations

from ..lexicon import Lexicon, Row
from ..model import Entity, Parsed, PlaceMention, Step
from .cast import RULES
from .descriptions import portfolios_of
from .metonymy import acts
from .namelist import proper
from .nominal import head_of


def place_row(lexicon: Lexicon, name: str) -> Row | None:
    """The entry of a place by its name; the one place where places are looked up."""
    found = proper(lexicon).whole(name)
    return found.row if found is not None and found.row.table in ("countries", "places") else None


def find_places(parsed: Parsed, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Countries, cities, regions and other places in text order, without those that act there
    ("Pyongyang a reconnu"); a place that no table knows has no country and precision "place"."""
    found = [*_known(parsed, lexicon)]
    taken = {k for mention in found for k in parsed.tokens_in(mention.span.start, mention.span.end)}
    named = {k for hit in proper(lexicon).find(parsed.text) for k in parsed.tokens_in(hit.start, hit.end)}
    found += [m for m in _recognised(parsed, lexicon) if not (taken | named) & set(parsed.tokens_in(m.span.start, m.span.end))]
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _known(parsed: Parsed, lexicon: Lexicon) -> list[PlaceMention]:
    found = []
    persons = {k: e for e in parsed.entities if e.label == "PER" for k in range(e.first, e.last)}
    for hit in proper(lexicon).find(parsed.text):
        tokens = parsed.tokens_in(hit.start, hit.end)
        if hit.row.table not in ("countries", "places") or parsed.tokens[tokens[0]].start != hit.start:
            continue
        if parsed.tokens[tokens[-1]].end != hit.end or _within(persons.get(tokens[0]), tokens):
            continue
        head = head_of(parsed, tokens[0], tokens[-1])
        span = parsed.span(tokens[0], tokens[-1])
        city = hit.column == "capitals"
        if hit.row.table == "countries":
            if acts(parsed, head, lexicon, country=not city) is not None:
                continue
            name = span.quote if city else hit.row["names"][0]
            country, precision = hit.row["iso3"], "city" if city else "country"
        else:
            name, country, precision = hit.row["name"], hit.row["country"] or None, hit.row["precision"] or "place"
        step = Step(hit.row.id, (("place", span),), f"place={name}")
        found.append(PlaceMention(span, head, name, country, precision, (step,)))
    return found


def _within(person: Entity | None, tokens: range) -> bool:
    """The name is a part of a person's longer one."""
    return person is not None and tokens[-1] < person.last and person.last - person.first > len(tokens)


def _recognised(parsed: Parsed, lexicon: Lexicon) -> list[PlaceMention]:
    found = []
    for entity in parsed.entities:
        first, last = entity.first, entity.last - 1
        if entity.label != "LOC" or not parsed.tokens[first].text[:1].isupper():
            continue
        if not any(parsed.tokens[k].upos == "PROPN" for k in range(first, last + 1)):
            continue
        span = parsed.span(first, last)
        if portfolios_of(lexicon).whole(span.quote) is not None:
            continue
        step = Step(f"{RULES}recognised", (("place", span),), f"place={span.quote}")
        found.append(PlaceMention(span, head_of(parsed, first, last), " ".join(span.quote.split()), None, "place", (step,)))
    return found


