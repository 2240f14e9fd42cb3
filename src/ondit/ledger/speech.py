"""Acts of speech that are told as events, and not in a statement of who spoke: "the Post reports that both reject it"."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Event, Participant, Reading, Source, Span, Statement
from . import frames
from .propositions import Ground
from .tokens import fold

_CERTAIN = frozenset({"CT+", "PR+"})


def spoken(reading: Reading, ground: Ground) -> Iterable[Statement]:
    """A statement for each actor of such an event, with the id of the event; whoever tells of it relays it. What is only
    said to have been said, or is to be said, is none."""
    for event in reading.events:
        stance = frames.STANCES.get(event.type)
        if stance is None or event.modality != "historical" or event.factuality not in _CERTAIN:
            continue
        carriers = [statement for statement in reading.statements if statement.id in event.statements]
        around = ground.sentence(event.span)
        for actor in event.actors:
            if not any(_says(statement, actor, event, around) for statement in reading.statements):
                yield _statement(event, actor, stance, carriers[:1], around, reading)


def told_by(event: Event, statement_source: str, reading: Reading) -> bool:
    """Whether ``event`` is the act of speech that a statement's stance tells: its actor says it in the same sentence."""
    statement = next((one for one in reading.statements if one.id == statement_source), None)
    if statement is None or event.type not in frames.STANCES:
        return False
    return any(_says(statement, actor, event, event.span) for actor in event.actors)


def _says(statement: Statement, actor: Participant, event: Event, around: Span) -> bool:
    if not statement.sources:
        return False
    origin = statement.sources[0]
    same = origin.actor == actor.actor if origin.actor and actor.actor else fold(origin.name) == fold(actor.name)
    spans = [span for span in (statement.cue, *statement.content) if span is not None]
    return same and any(span.start < around.end and around.start < span.end for span in spans)


def _statement(event: Event, actor: Participant, stance: str, carriers: list[Statement], around: Span, reading: Reading) -> Statement:
    known = next((one for one in reading.actors if one.id == actor.actor), None)
    speaker = Source(
        actor.name, actor.span, actor.actor, known.kind if known else "unknown", known.country if known else actor.country,
        known.named if known else True,
    )  # fmt: skip
    within = next((part for carrier in carriers for part in carrier.content if part.covers(event.span.start, event.span.end)), around)
    relays = carriers[0].sources if carriers else ()
    factuality = "CT-" if stance == "denies" else event.factuality
    evidential = carriers[0].evidential if carriers else "none"
    return Statement(event.id, (speaker, *relays), event.span, (within,), stance, "indirect", factuality, evidential, event.because)
