"""Places of a row's text, and the words for places that act there or say whose something is.

Each has ``start``, ``end``, ``surface``, ``kind`` (country, admin1, city, place, metonym or demonym), ``name``, ``country``
(ISO 3166-1 alpha-2), ``iso3``, ``region`` (ISO 3166-2), ``geonameid``, ``lat`` and ``lon``; what is not known is None. A
capital that stands for its government has the coordinates of the city.
"""

from __future__ import annotations

from ondit.lexicon import Lexicon
from ondit.lexicon.gazetteer import Bearer
from ondit.mentions.bearers import country_bearer, own_bearer
from ondit.mentions.countrywords import country_words
from ondit.mentions.places import place_row
from ondit.model import ActorMention, Span

from . import rows


def row(record: rows.Record) -> list[rows.Record]:
    """Every place, in text order. Of two that overlap the place goes before the actor, the actor before the adjective."""
    parsed, words = rows.parsed(record)
    found = rows.mentions.find(parsed, words)
    short = _codes(words)
    told = [
        _record(p.span, p.precision, p.name, p.country, p.region, p.geonameid, p.lat, p.lon) for p in found.places
    ]  # fmt: skip
    told += [_actor(mention, words) for mention in found.actors if _of_a_place(mention)]
    told += [_of_country(word.span, "demonym", word.row["names"][0], country_bearer(word.row)) for word in country_words(parsed, words)]
    kept: list[rows.Record] = []
    for each in told:
        if not any(each["start"] < other["end"] and other["start"] < each["end"] for other in kept):
            kept.append({**each, "country": short.get(each["iso3"] or "")})
    return sorted(kept, key=lambda each: each["start"])


def _of_a_place(mention: ActorMention) -> bool:
    """The name of a state, or words that stand for one."""
    return mention.how in ("metonym", "demonym") or (mention.how in ("name", "alias") and mention.actor.id == mention.actor.country)


def _actor(mention: ActorMention, words: Lexicon) -> rows.Record:
    actor, quote = mention.actor, mention.span.quote
    entry = place_row(words, quote)
    country = next(iter(words.table("countries").by("iso3").get((actor.country or "").lower(), ())), None)
    if mention.how == "metonym" and entry is not None and entry.table == "countries":
        city = own_bearer(words, entry, quote)
        if city is not None:
            return _record(mention.span, "metonym", quote, actor.country, city.region, city.geonameid, city.lat, city.lon)
    kind = mention.how if mention.how in ("metonym", "demonym") else "country"
    bearer = country_bearer(country) if country is not None else None
    record = _of_country(mention.span, kind, actor.name, bearer)
    return {**record, "iso3": actor.country}


def _of_country(span: Span, kind: str, name: str, bearer: Bearer | None) -> rows.Record:
    if bearer is None:
        return _record(span, kind, name, None, None, None, None, None)
    return _record(span, kind, name, bearer.country, None, bearer.geonameid, bearer.lat, bearer.lon)


def _record(
    span: Span, kind: str, name: str, iso3: str | None, region: str | None, geonameid: int | None, lat: float | None, lon: float | None
) -> rows.Record:
    return {
        "start": span.start, "end": span.end, "surface": span.quote, "kind": kind, "name": name, "country": None,
        "iso3": iso3, "region": region, "geonameid": geonameid, "lat": lat, "lon": lon,
    }  # fmt: skip


def _codes(words: Lexicon) -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in words.table("countries_iso")}
