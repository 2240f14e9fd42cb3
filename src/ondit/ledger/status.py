"""The status of a claim on a date, and the moves that brought it there (section 7 of the design)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..model import Entry, FigurePoint, Status, StatusMove
from . import days, frames
from .effects import (
    ASSERTS,
    DECLINES,
    DENIES,
    FORETELLS,
    REACTS,
    WEAKLY,
    counted,
    effect,
    independent,
    party,
    voice_key,
)

_TOLD = {"confirms": "confirmed", "alleges": "alleged"}
_ANSWERABLE = frozenset({"state", "military", "intelligence", "armed_group", "company", "party"})
"""Kinds of voices that can own up to an act whose doer no one has named."""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """As they became known; of one day's in the order in which they were said."""
    return sorted(entries, key=lambda e: (e.known or days.LAST, (days.bounds(e.said) or (days.LAST,))[0], e.rank))


def doers(entries: Sequence[Entry]) -> frozenset[str]:
    """Tokens of whom the claim holds to be the doer: those that a quarter of its entries with a doer name."""
    named = [entry.proposition for entry in entries if entry.proposition.actors and entry.proposition.frame not in frames.NOBODYS]
    counted: Counter[str] = Counter()
    for p in named:
        counted.update({*p.actors, *(p.others if p.frame in frames.MUTUAL else ())})
    return frozenset(token for token, times in counted.items() if 4 * times >= len(named))


def status(entries: Sequence[Entry], roots: Mapping[str, str]) -> Status:
    """From each voice's latest word. ``entries`` are those known by the date that is asked for, rejected ones left out."""
    words = [(voice_key(entry, roots), effect(entry), entry) for entry in in_order(counted(entries, roots))]
    latest: dict[str, tuple[str, Entry]] = {}
    asserted: set[str] = set()
    for key, what, entry in words:
        if what == REACTS or (what == DECLINES and key in latest):
            continue
        latest[key] = (what, entry)
        if what == ASSERTS and len(entry.chain) == 1:
            asserted.add(key)
    by: dict[str, list[tuple[str, Entry]]] = {}
    for key, (what, entry) in latest.items():
        by.setdefault(what, []).append((key, entry))
    acts = doers(entries)
    name, deciding = _named(by, asserted, acts, words)
    sides = {entry.voice.side for _, entry in by.get(ASSERTS, ()) if independent(entry.voice)}
    declined = tuple(entry.voice.name for _, entry in by.get(DECLINES, ()))
    return Status(name, tuple(entry.id for entry in deciding), len(sides), declined)


def _named(
    by: Mapping[str, list[tuple[str, Entry]]], asserted: set[str], acts: frozenset[str],
    words: Sequence[tuple[str, str, Entry]],
) -> tuple[str, list[Entry]]:  # fmt: skip
    """The name of the status with the entries that decided it."""
    said = [entry for _, entry in by.get(ASSERTS, ())]
    against = [entry for _, entry in by.get(DENIES, ()) if entry.voice.named]
    owned = [entry for entry in said if acknowledges(entry, acts)]
    if owned:
        return "acknowledged", owned
    turned = [entry for key, entry in by.get(DENIES, ()) if key in asserted]
    if turned and not said:
        return "retracted", turned
    if said and against:
        return "disputed", [*said, *against]
    witnesses = {e.voice.side: e for e in said if independent(e.voice) and not party(e.voice, acts)}
    if len(witnesses) >= 2:
        return "corroborated", list(witnesses.values())
    if said:
        return "reported", said
    if by.get(DENIES):
        return "denied", [entry for _, entry in by[DENIES]]
    if by.get(FORETELLS):
        return "forecast", [entry for _, entry in by[FORETELLS]]
    return "rumoured", [entry for _, entry in by.get(WEAKLY, ())] or [entry for _, _, entry in words]


def acknowledges(entry: Entry, acts: frozenset[str]) -> bool:
    """A party to the act says so of its own act. ``acts`` are the tokens of its doers."""
    if effect(entry) != ASSERTS or not independent(entry.voice):
        return False
    if acts and entry.proposition.frame is not None:
        return party(entry.voice, acts)
    return entry.stance == "acknowledges" and entry.voice.kind in _ANSWERABLE


def moves(entries: Sequence[Entry], points: Sequence[FigurePoint], roots: Mapping[str, str]) -> tuple[StatusMove, ...]:
    """Every first of a voice and every change of its word or its figures, with the status after it."""
    revising = {one: point for point in points if point.revises and not point.recalled for one in point.entries[:1]}
    found: list[StatusMove] = []
    seen: list[Entry] = []
    last: dict[str, str] = {}
    own: set[str] = set()
    for entry in in_order(counted(entries, roots)):
        seen.append(entry)
        key, what = voice_key(entry, roots), effect(entry)
        move = _move(entry, what, last.get(key), entry.id in revising, doers(seen))
        if move == "retracted" and key not in own:
            # What others ascribe to a voice is not its word: it denies and takes nothing back.
            move = "denied"
        if what != REACTS and not (what == DECLINES and key in last):
            last[key] = what
        if what == ASSERTS and len(entry.chain) == 1:
            own.add(key)
        if move is not None:
            after = status(seen, roots).status
            found.append(StatusMove(entry.said, entry.known, move, after, entry.voice, (entry.id,)))
    return _joined(found)


def _move(entry: Entry, what: str, before: str | None, revises: bool, acts: frozenset[str]) -> str | None:
    if what == ASSERTS:
        if acknowledges(entry, acts):
            return None if before == ASSERTS and not revises else "acknowledged" if before != ASSERTS else "revised"
        if before == ASSERTS:
            return "revised" if revises else None
        return "revised" if revises else _TOLD.get(entry.stance, "reported")
    if what == before:
        return "revised" if revises else None
    if what == DENIES:
        return "retracted" if before == ASSERTS else "denied"
    if what == WEAKLY:
        return None if before else "alleged" if entry.stance == "alleges" else "rumoured"
    if what == DECLINES:
        return "not_confirmed"
    return "forecast" if what == FORETELLS and before is None else None


def _joined(found: Sequence[StatusMove]) -> tuple[StatusMove, ...]:
    """Moves in a row of one voice, day and kind are one."""
    joined: list[StatusMove] = []
    for move in found:
        last = joined[-1] if joined else None
        if last and (last.date, last.move, last.voice.id) == (move.date, move.move, move.voice.id):
            joined[-1] = StatusMove(last.date, last.known, last.move, move.status, last.voice, last.entries + move.entries)
        else:
            joined.append(move)
    return tuple(joined)
