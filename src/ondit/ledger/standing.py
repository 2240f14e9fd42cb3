"""How a large claim stands, kept from one report to the next: adding an entry costs the same however many there are.

The same as :func:`.claims.account` computes from all entries; what it cannot follow it says (:meth:`Standing.add`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Entry, Voice
from .claims import SHOWN, says_most, titled, unified
from .effects import ASSERTS, DECLINES, REACTS, WEAKLY, effect, independent, voice_key
from .names import one_voice, skeleton
from .status import Tally, order

_Ordered = tuple[tuple[str, str, str], Entry]


class Standing:
    """Of a claim without rulings. ``sound`` is False where it cannot be kept up to date."""

    def __init__(self, entries: Sequence[Entry], roots: Mapping[str, str]) -> None:
        self.sound = True
        self.entries = 0
        self.reports: set[str] = set()
        self.first: str | None = None
        self.last: str | None = None
        self.head = ""
        self._frame: tuple[str, str] | None = None
        self._tokens: dict[str, Counter[str]] = {name: Counter() for name in ("actors", "others", "places")}
        self._voices: dict[tuple[str, ...], dict[str, Voice]] = {}
        self._own = False
        self._words: dict[str, tuple[tuple[str, str, str], str, Entry]] = {}
        self._declined: dict[str, _Ordered] = {}
        self._tally = Tally({})
        self._best: dict[bool, tuple[tuple[int, tuple[str, str, str]], Entry]] = {}
        told, spellings = unified(sorted(entries, key=lambda one: one.rank), ())
        voices = {entry.voice.id: entry.voice for entry in told}
        self._spelled = {one.other: voices[one.voice] for one in spellings}
        self.sound = all(self.add(entry, roots) for entry in told) and self._own

    def add(self, entry: Entry, roots: Mapping[str, str]) -> bool:
        """Take in one more entry, in whatever order; False where all have to be looked at again."""
        entry = self._under_one_name(entry)
        if self._is_respelled(entry.voice) or (self.head and entry.rank < self.head):
            return False
        self.head = self.head or entry.rank
        self.entries += 1
        self.reports.add(entry.report)
        if entry.known:
            self.first, self.last = min(self.first or entry.known, entry.known), max(self.last or entry.known, entry.known)
        p = entry.proposition
        if p.frame and (self._frame is None or entry.rank < self._frame[0]):
            self._frame = (entry.rank, p.frame)
        for name, counted in self._tokens.items():
            counted.update(getattr(p, name))
        self._title(entry)
        if entry.report in roots and not independent(entry.voice):
            return True
        self._own = True
        self._count(entry, roots)
        return True

    def _under_one_name(self, entry: Entry) -> Entry:
        head = self._spelled.get(entry.voice.id)
        return entry if head is None else replace(entry, voice=replace(head, name=entry.voice.name, tokens=entry.voice.tokens))

    def _is_respelled(self, voice: Voice) -> bool:
        """Whether a voice that was not known so far may be one of those that were."""
        if not voice.named:
            return False
        known = self._voices.setdefault(skeleton(voice.name), {})
        if voice.id in known:
            return False
        alike = any(one_voice(voice, other) or one_voice(other, voice) for other in known.values())
        known[voice.id] = voice
        return alike

    def _title(self, entry: Entry) -> None:
        place = order(entry)
        for told in {False, effect(entry) in (ASSERTS, WEAKLY)}:
            key = (-says_most(entry), place)
            if told not in self._best or key < self._best[told][0]:
                self._best[told] = (key, entry)

    def _count(self, entry: Entry, roots: Mapping[str, str]) -> None:
        key, what, place = voice_key(entry, roots), effect(entry), order(entry)
        if what == DECLINES:
            if key not in self._declined or place < self._declined[key][0]:
                self._declined[key] = (place, entry)
        elif what != REACTS and (key not in self._words or place > self._words[key][0]):
            self._words[key] = (place, what, entry)
        self._tally.note(entry, key, what)

    @property
    def frame(self) -> str | None:
        return self._frame[1] if self._frame else None

    @property
    def tokens(self) -> tuple[str, ...]:
        """Whom and what most of its entries tell of."""
        return tuple(
            token
            for counted in self._tokens.values()
            for token, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        )

    @property
    def title(self) -> str:
        return titled((self._best.get(True) or self._best[False])[1])

    def status(self) -> tuple[str, int]:
        """The status and the number of independent voices that assert it."""
        latest = {key: (DECLINES, entry) for key, (_, entry) in self._declined.items()}
        latest |= {key: (what, entry) for key, (_, what, entry) in self._words.items()}
        self._tally.latest = latest
        found = self._tally.status()
        return found.status, found.voices
