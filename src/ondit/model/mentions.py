"""Spans that name something: actors, places, times, quantities."""

from __future__ import annotations

from dataclasses import dataclass

from .because import Because
from .span import Span

ACTOR_KINDS = (
    "state", "military", "intelligence", "igo", "ngo", "armed_group", "media", "expert", "company",
    "witness", "party", "person", "unknown",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that can act or speak.

    ``id`` is the knowledge base's (``PRK``, ``un``) or, for an actor known from this report alone,
    ``report:`` and its name. ``kind`` is one of ACTOR_KINDS, ``country`` ISO 3166-1 alpha-3 or None.
    ``named`` is False for "un responsable", "des experts".
    """

    id: str
    name: str
    kind: str = "unknown"
    country: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that refer to an actor. ``head`` is the place of the head token.

    ``how`` is name, alias, metonym (a capital for its government), demonym ("nord-coréen"), description
    ("le dirigeant") or pronoun.
    """

    span: Span
    head: int
    actor: Actor
    how: str
    because: Because


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place.

    ``precision`` is country, admin1 (a first-level region), city or place. ``country`` is ISO 3166-1 alpha-3,
    ``region`` ISO 3166-2 (its own, or the one in which it lies), ``geonameid`` GeoNames' number; ``lat`` and ``lon``
    are its middle in degrees (WGS 84). Each is None where it is not known; none is guessed.
    """

    span: Span
    head: int
    name: str
    country: str | None
    precision: str
    because: Because
    region: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None


TIME_KINDS = ("date", "interval", "duration", "frequency", "time", "reference")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time.

    ``edtf`` is an Extended Date/Time Format (ISO 8601-2) date, season or interval, or None where it cannot be
    resolved: it is never guessed. ``kind`` is one of TIME_KINDS: a ``time`` is a time of the day by itself, whose
    ``edtf`` is the day that the text gives it; a ``reference`` is a plain "now", "in future". ``anchor`` tells what it
    was resolved against: absolute, published, context (a date named before in the report) or none.
    ``value`` is what the words say in ISO-TimeML (TIMEX3), also where EDTF has no form for it: ``P3M``,
    ``2024-03-19TEV``, ``XXXX-WXX-1``, ``PRESENT_REF``. ``granularity`` is the unit of ``edtf``: day, weekend, week,
    fortnight, month, season, quarter, half, year, decade, century, millennium.
    """

    span: Span
    edtf: str | None
    kind: str
    anchor: str
    approx: bool
    because: Because
    value: str | None = None
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with its bounds.

    ``span`` covers the number and the words that bound it; ``low``/``high`` are inclusive bounds as the words
    give them, None where they give none ("jusqu'à 14 000" = None, 14000). ``vague`` holds the words of a vague
    quantity ("des milliers") whose documented range is in low/high. ``unit`` is persons, percent, an ISO 4217
    currency, a unit of measure, or None; ``noun`` is the place of the token that is counted, or None; ``scope``
    is total, additional, included, rate or None.
    """

    span: Span
    low: float | None
    high: float | None
    approx: bool
    vague: str | None
    unit: str | None
    noun: int | None
    scope: str | None
    because: Because


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything that a report names, each kind in text order."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
