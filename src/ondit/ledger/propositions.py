"""What an entry is about, in tokens that entries of other reports and languages can share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Event, Figure, Participant, PlaceMention, Proposition, Reading, Source, Span
from . import frames, tokens
from .said import sentence
from .voices import GOVERNMENT

_CONTEXT = 12
"""Tokens of whom a report is about."""
_LOCAL = "report:"
_BODIES = frozenset({"igo", "ngo", "company", "party", "armed_group"})
"""Kinds of bodies that persons speak for; those who speak for a state have its country."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the propositions of one report stand on."""

    text: str
    names: frozenset[str]
    places: tuple[PlaceMention, ...]
    context: tuple[str, ...]
    organs: frozenset[str]
    """Ids of the actors that act for their country."""

    @classmethod
    def of(cls, reading: Reading) -> Ground:
        text = reading.report.text
        names = _names(reading)
        organs = frozenset(actor.id for actor in reading.actors if actor.kind in GOVERNMENT)
        return cls(text, names, reading.places, _context(reading, names), organs)

    def sentence(self, span: Span) -> Span:
        start, end = sentence(self.text, span.start, span.end)
        return Span.trimmed(self.text, min(start, span.start), max(end, span.end))


def proposition(
    frame: str | None, events: Sequence[Event], figures: Sequence[Figure], content: tuple[Span, ...], ground: Ground
) -> Proposition:
    """The tokens of one entry's content, events and figures."""
    actors = parties((participant for event in events for participant in event.actors), ground)
    others = parties((participant for event in events for participant in event.recipients), ground)
    whom = _unique(token for figure in figures if figure.whom for token in _group(figure.whom))
    if frame in frames.HELD_BY_OTHERS:
        others = _unique((*others, *whom))
    else:
        actors = _unique((*actors, *whom))
    names, words = tokens.split((span.quote for span in content), ground.names)
    return Proposition(
        frame=frame,
        actors=actors,
        others=others,
        places=_places(content, ground.places),
        when=next((event.date for event in events if event.date), None),
        names=names,
        words=words,
        context=ground.context,
    )


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def parties(participants: Iterable[Participant], ground: Ground) -> tuple[str, ...]:
    """The tokens of who takes part."""
    return _unique(token for each in participants for token in _party(each, ground))


def _party(participant: Participant, ground: Ground) -> Iterable[str]:
    """A country stands for its organs and its people; a firm, a body, a party for itself; of others the names alone
    tell who they are ("garde-côtes valdoriens")."""
    known = participant.actor is not None and not participant.actor.startswith(_LOCAL)
    if participant.country and (not known or participant.actor in ground.organs or participant.actor == participant.country):
        return (f"={participant.country}",)
    own = (f"={participant.actor}",) if known else ()
    return (*own, *(token for token in tokens.name_tokens(participant.name) if known or token in ground.names))


def body_of(source: Source, reading: Reading, ground: Ground) -> str | None:
    """The body for which somebody speaks: the one of the same kind that stands in the same sentence, or else in the
    report alone with the same country."""
    if not source.named or source.span is None or source.kind not in _BODIES or source.actor is None or not source.actor.startswith(_LOCAL):
        return None
    bodies = [a for a in reading.actors if a.kind == source.kind and not a.id.startswith(_LOCAL) and _allied(a.country, source.country)]
    around = tokens.fold(ground.sentence(source.span).quote)
    near = [a for a in bodies if tokens.fold(a.name) in around]
    home = [a for a in bodies if a.country and a.country == source.country]
    found = near or home
    return found[0].id if len(found) == 1 else None


def _allied(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None


def _group(whom: str) -> tuple[str, ...]:
    return (f"={whom}",) if whom.isupper() and len(whom) == 3 else tokens.name_tokens(whom)


def _places(content: tuple[Span, ...], places: Iterable[PlaceMention]) -> tuple[str, ...]:
    """Countries as their codes; smaller places by GeoNames' number, which no language changes, with their country."""
    found = [place for place in places if any(part.covers(place.span.start, place.span.end) for part in content)]
    return _unique(token for place in found for token in _place(place))


def _place(place: PlaceMention) -> Iterable[str]:
    if place.country:
        yield f"={place.country}"
    if place.precision != "country":
        yield f"@{place.geonameid}" if place.geonameid else "@" + tokens.fold(place.name)


def _names(reading: Reading) -> frozenset[str]:
    """Stems of the report's names; days and months that a language writes with a capital are none."""
    times = {tokens.stem(word) for time in reading.times for word in tokens.words(time.span.quote)}
    return tokens.proper(reading.report.text) - times


def _context(reading: Reading, names: frozenset[str]) -> tuple[str, ...]:
    """Whom the report names, most often first: places and actors that every language names alike, and its own names."""
    counted: Counter[str] = Counter()
    for place in reading.places:
        counted.update(_place(place))
    for actor in reading.actors:
        if actor.country:
            counted[f"={actor.country}"] += 1
        if not actor.id.startswith(_LOCAL):
            counted[f"={actor.id}"] += 1
    counted.update(short for short in map(tokens.stem, tokens.words(reading.report.text)) if short in names)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(token for token, _ in ordered[:_CONTEXT])
