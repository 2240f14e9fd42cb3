"""One event for each deed that a report tells: later mentions become anchors, harm without a doer stays with what did it.

Never merged: other frames (but a means with its kind: an air strike is an attack), modalities, days, places or sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..lexicon import Frame
from ..model import Event, Participant, Step
from .roles import same

_RANK = ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu")
Known = Mapping[str, Frame]


def deeds(events: Sequence[Event], frames: Known) -> tuple[Event, ...]:
    """Events without the harm that nobody did, where the report tells an accident or a disaster and no attack."""
    struck = any(frames[event.type].things for event in events)
    if not struck or any(event.plover == "assault" and event.actors for event in events):
        return tuple(events)
    return tuple(event for event in events if event.actors or not frames[event.type].harm)


def merged(events: Iterable[Event], frames: Known) -> list[Event]:
    """One event for each, with further mentions as anchors."""
    kept: list[Event] = []
    for event in events:
        for n, other in enumerate(kept):
            if other.type == event.type and other.span.overlaps(event.span):
                # A verb and its own noun ("signer un traité") tell one event once; the richer telling stays.
                kept[n] = max(other, event, key=_told)
                break
            if _same(other, event, frames):
                kept[n] = _joined(other, event, frames)
                break
        else:
            kept.append(event)
    return kept


def _same(a: Event, b: Event, frames: Known) -> bool:
    if a.modality != b.modality or not _agree(a.date, b.date) or not _agree(a.place, b.place):
        return False
    if not _alike(a.actors, b.actors) or not _alike(a.recipients, b.recipients):
        return False
    both_sides = bool(a.actors and b.actors) and bool(a.recipients and b.recipients)
    if a.type != b.type:
        return both_sides and (frames[a.type].kind_of == b.type or frames[b.type].kind_of == a.type)
    if frames[a.type].things and (_bare(a) or _bare(b)):
        return True
    if not (a.actors or a.recipients or b.actors or b.recipients):
        return True
    return bool(a.actors and b.actors) or bool(a.recipients and b.recipients) and bool(a.actors) is bool(b.actors)


def _bare(event: Event) -> bool:
    """Whether nothing tells this event from another of its kind: neither who is hit, nor where, nor when."""
    return not (event.recipients or event.place or event.date)


def _alike(a: Sequence[Participant], b: Sequence[Participant]) -> bool:
    """Whether two casts may be one: each of the smaller is in the larger (or one names nobody)."""
    few, many = sorted((a, b), key=len)
    return all(any(same(p, q) for q in many) for p in few)


def _told(event: Event) -> int:
    return len(event.actors) + len(event.recipients) + bool(event.place) + bool(event.date)


def _agree(a: str | None, b: str | None) -> bool:
    return a == b or a is None or b is None


def _joined(a: Event, b: Event, frames: Known) -> Event:
    recipients = a.recipients or b.recipients
    plover = b.plover if recipients and not a.recipients else a.plover
    return replace(
        a,
        type=b.type if frames[b.type].kind_of == a.type else a.type,
        plover=plover,
        actors=a.actors or b.actors,
        recipients=recipients,
        place=a.place or b.place,
        date=a.date or b.date,
        factuality=min(a.factuality, b.factuality, key=_RANK.index),
        statements=tuple(dict.fromkeys((*a.statements, *b.statements))),
        because=(*a.because, Step("mul/events:told_again", (("again", b.span),), "")),
        anchors=(*a.anchors, b.span),
    )
