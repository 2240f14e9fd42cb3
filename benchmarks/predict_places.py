"""Places of a row's text, and the names of places that act there: ``start``, ``end``, ``surface``, ``kind`` (country,
admin1, city, place, metonym or demonym), ``country`` (ISO 3166-1 alpha-2) and ``iso3``."""

from __future__ import annotations

from ondit.lexicon import Lexicon

from . import rows

_OF_PLACES = ("metonym", "demonym")


def row(record: rows.Record) -> list[rows.Record]:
    """Every place, in text order."""
    parsed, words = rows.parsed(record)
    found = rows.mentions.find(parsed, words)
    short = _codes(words)
    places = [(each.span, each.precision, each.country) for each in found.places]
    places += [(each.span, each.how, each.actor.country) for each in found.actors if each.how in _OF_PLACES]
    places += [
        (each.span, "country", each.actor.country) for each in found.actors
        if each.how == "name" and each.actor.id == each.actor.country
    ]  # fmt: skip
    return [
        {"start": span.start, "end": span.end, "surface": span.quote, "kind": kind, "country": short.get(iso3 or ""), "iso3": iso3}
        for span, kind, iso3 in sorted(places, key=lambda each: each[0].start)
    ]


def _codes(words: Lexicon) -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in words.table("countries_iso")}
