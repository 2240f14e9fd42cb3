"""The status of a claim on a date, and the moves that brought it there (section 7 of the design)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..model import Entry, FigurePoint, Status, StatusMove, Voice
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
from .voices import GOVERNMENT

_TOLD = {"confirms": "confirmed", "alleges": "alleged"}
_TURNS = frozenset({"denied", "retracted", "acknowledged", "revised"})
"""Moves that are told whoever makes them. Unnamed sources and outlets' own voices, of which there are many, are told
besides only where they change the status."""
_ANSWERABLE = frozenset({"state", "military", "intelligence", "armed_group", "company", "party"})
"""Kinds of voices that can own up to an act whose doer no one has named."""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """As they became known; of one day's in the order in which they were said."""
    return sorted(entries, key=order)


def order(entry: Entry) -> tuple[str, str, str]:
    """The place of an entry in its claim's story."""
    return (entry.known or days.LAST, (days.bounds(entry.said) or (days.LAST,))[0], entry.rank)


class Tally:
    """What the voices add up to, entry by entry in the order in which they became known."""

    def __init__(self, roots: Mapping[str, str]) -> None:
        self.roots = roots
        self.entries: list[Entry] = []
        self.latest: dict[str, tuple[str, Entry]] = {}
        self.asserted: set[str] = set()
        self._named = 0
        self._actors: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        key, what = voice_key(entry, self.roots), effect(entry)
        if what != REACTS and not (what == DECLINES and key in self.latest):
            self.latest[key] = (what, entry)
        self.note(entry, key, what)

    def note(self, entry: Entry, key: str, what: str) -> None:
        """What does not depend on the order: who has asserted by themselves, who is held to be the doer."""
        if what == ASSERTS and len(entry.chain) == 1:
            self.asserted.add(key)
        p = entry.proposition
        if p.actors and p.frame not in frames.NOBODYS:
            self._named += 1
            self._actors.update({*p.actors, *(p.others if p.frame in frames.MUTUAL else ())})

    @property
    def doers(self) -> frozenset[str]:
        """Tokens of whom the claim holds to be the doer: those that a quarter of its entries with a doer name."""
        return frozenset(token for token, times in self._actors.items() if 4 * times >= self._named)

    def status(self) -> Status:
        """From each voice's latest word."""
        by: dict[str, list[tuple[str, Entry]]] = {}
        for key, (what, entry) in self.latest.items():
            by.setdefault(what, []).append((key, entry))
        name, deciding = self._decided(by, self.doers)
        sides = {entry.voice.side for _, entry in by.get(ASSERTS, ()) if independent(entry.voice)}
        declined = tuple(entry.voice.name for _, entry in by.get(DECLINES, ()))
        return Status(name, tuple(entry.id for entry in deciding), len(sides), declined)

    def _decided(self, by: Mapping[str, list[tuple[str, Entry]]], acts: frozenset[str]) -> tuple[str, list[Entry]]:
        """The name of the status with the entries that decided it."""
        said = [entry for _, entry in by.get(ASSERTS, ())]
        against = [entry for _, entry in by.get(DENIES, ()) if entry.voice.named]
        owned = [entry for entry in said if acknowledges(entry, acts)]
        if owned:
            return "acknowledged", owned
        turned = [entry for key, entry in by.get(DENIES, ()) if key in self.asserted]
        if turned and not said:
            return "retracted", turned
        if said and against:
            return "disputed", [*said, *against]
        witnesses = {e.voice.side: e for e in said if independent(e.voice) and not e.against and not party(e.voice, acts)}
        if _camps(entry.voice for entry in witnesses.values()) >= 2:
            return "corroborated", list(witnesses.values())
        if said:
            return "reported", said
        if by.get(DENIES):
            return "denied", [entry for _, entry in by[DENIES]]
        if by.get(FORETELLS):
            return "forecast", [entry for _, entry in by[FORETELLS]]
        return "rumoured", [entry for _, entry in by.get(WEAKLY, ())] or self.entries


def status(entries: Sequence[Entry], roots: Mapping[str, str]) -> Status:
    """``entries`` are those known by the date that is asked for, rejected ones left out."""
    tally = Tally(roots)
    for entry in in_order(counted(entries, roots)):
        tally.add(entry)
    return tally.status()


def _camps(voices: Iterable[Voice]) -> int:
    """How many sides are independent of one another. Of officials whose country is unknown nobody can say that they are
    independent of other officials."""
    some = list(voices)
    officials = [voice for voice in some if voice.kind in GOVERNMENT]
    known = {voice.side for voice in officials if voice.country}
    return len({voice.side for voice in some if voice.kind not in GOVERNMENT}) + max(len(known), int(bool(officials)))


def acknowledges(entry: Entry, acts: frozenset[str]) -> bool:
    """A party to the act says so of its own act. ``acts`` are the tokens of its doers."""
    if effect(entry) != ASSERTS or not independent(entry.voice):
        return False
    if acts and entry.proposition.frame is not None:
        return party(entry.voice, acts)
    return entry.stance == "acknowledges" and entry.voice.kind in _ANSWERABLE


def moves(entries: Sequence[Entry], points: Sequence[FigurePoint], roots: Mapping[str, str]) -> tuple[StatusMove, ...]:
    """Every first of a named voice and every change of its word or its figures, with the status after it."""
    revising = {one: point for point in points if point.revises and not point.recalled for one in point.entries[:1]}
    found: list[StatusMove] = []
    tally = Tally(roots)
    last: dict[str, str] = {}
    before = ""
    for entry in in_order(counted(entries, roots)):
        key, what = voice_key(entry, roots), effect(entry)
        known = tally.asserted.copy() if what == DENIES else ()
        tally.add(entry)
        move = _move(entry, what, last.get(key), entry.id in revising, tally.doers)
        if move == "retracted" and key not in known:
            # What others ascribe to a voice is not its word: it denies and takes nothing back.
            move = "denied"
        if what != REACTS and not (what == DECLINES and key in last):
            last[key] = what
        if move is None:
            continue
        after = tally.status().status
        if independent(entry.voice) or after != before or move in _TURNS:
            found.append(StatusMove(entry.said, entry.known, move, after, entry.voice, (entry.id,)))
            before = after
    return _joined(found)


def _move(entry: Entry, what: str, before: str | None, revises: bool, acts: frozenset[str]) -> str | None:
    if what == ASSERTS:
        if acknowledges(entry, acts):
            return None if before == ASSERTS and not revises else "acknowledged" if before != ASSERTS else "revised"
        if before == ASSERTS:
            return "revised" if revises else None
        return "revised" if revises else "alleged" if entry.against else _TOLD.get(entry.stance, "reported")
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
