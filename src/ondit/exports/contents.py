"""What is exported: claims, their entries, the events behind each entry, the reports. Every format asks here."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..ledger import days, frames
from ..ledger.claims import copy_roots
from ..ledger.effects import DENIES, effect, voice_key
from ..ledger.speech import told_by
from ..model import Entry, Event, PlaceMention, Reading
from ..views import ClaimView, Ledger, ReportRow
from .shelf import Asked

STANDING = frozenset({"acknowledged", "corroborated", "reported"})
"""Statuses under which named voices assert a claim and none denies it."""
_DOUBT = ("CT-", "PR-", "PS-", "Uu", "PS+", "PR+", "CT+")
_REPLIES = frozenset({"denies", "confirms", "acknowledges", "declines_to_confirm"})
_KEPT = 64
"""Readings that are kept in memory: the reports of one claim are mostly those of the next."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as one entry tells it.

    ``factuality`` is the weaker of the event's and the entry's; ``denied`` when the entry denies it or its words do.
    ``place`` is the mention behind the event's place, where the report locates it.
    """

    event: Event
    entry: Entry
    view: ClaimView
    factuality: str
    denied: bool
    place: PlaceMention | None

    @property
    def rejected(self) -> bool:
        return self.entry.id in self.view.account.rejected

    @property
    def id(self) -> str:
        """An event that two entries tell has two of them."""
        return f"{self.entry.id}-{self.event.id}"


def copied(entry: Entry, view: ClaimView) -> bool:
    """Whether an entry only repeats one of the report that its own report is a copy of: the same voice (the dispatch's,
    where it has no name) does the same to the claim there."""
    if entry.report not in view.copies:
        return False
    roots = copy_roots(view.copies)
    wanted = (roots[entry.report], voice_key(entry, roots), effect(entry))
    return any((one.report, voice_key(one, roots), effect(one)) == wanted for one in view.account.entries if one.report == wanted[0])


REJECTED, COPIED = "statements that an analyst has rejected", "statements that are repeated from another report"


def counted(view: ClaimView, left: Counter[str]) -> list[Entry]:
    """The entries of a claim that count, for formats whose readers would count every one; ``left`` tells of the others."""
    found = []
    for entry in view.account.entries:
        if entry.id in view.account.rejected:
            left[REJECTED] += 1
        elif copied(entry, view):
            left[COPIED] += 1
        else:
            found.append(entry)
    return found


class Contents:
    """What is asked of a ledger, claim by claim. ``left`` counts what a format had no place for, by reason."""

    def __init__(self, ledger: Ledger, asked: Asked) -> None:
        self.ledger = ledger
        self.asked = asked
        self.left: Counter[str] = Counter()
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._seen: dict[str, None] = {}

    def claims(self) -> Iterator[ClaimView]:
        """Every claim that was asked for, as it stood on the day, in the order of their first entries."""
        a = self.asked
        rows = self.ledger.claims(a.about, a.status, a.as_of, a.search, limit=None, least=a.least)
        for row in sorted(rows, key=lambda row: (row.first or days.LAST, row.id)):
            view = self.ledger.show(row.id, as_of=a.as_of)
            self._seen.update(dict.fromkeys(entry.report for entry in view.account.entries))
            yield view

    def reports(self) -> list[ReportRow]:
        """The reports behind the claims; where no claim is left out also those without any. Ask after :meth:`claims`."""
        day = self.asked.as_of
        known = [row for row in self.ledger.reports() if day is None or (row.known is not None and row.known <= day)]
        return known if self.asked.everything else [row for row in known if row.key in self._seen]

    def reading(self, report: str) -> Reading:
        """The reading of a report."""
        found = self._readings.pop(report, None) or self.ledger.store.reading(report)
        self._readings[report] = found
        while len(self._readings) > _KEPT:
            self._readings.popitem(last=False)
        return found

    def events(self, view: ClaimView, entries: Iterable[Entry] | None = None) -> Iterator[Told]:
        """The events that the entries of a claim tell (or those of them that are named), entry by entry."""
        for entry in view.account.entries if entries is None else entries:
            reading = self.reading(entry.report)
            for event in _events_of(entry, reading):
                factuality = min(event.factuality, entry.factuality, key=_DOUBT.index)
                denied = effect(entry) == DENIES or event.modality == "negated" or factuality.endswith("-")
                yield Told(event, entry, view, factuality, denied, _place(event, reading))


def _events_of(entry: Entry, reading: Reading) -> list[Event]:
    """The events that an entry was made of; for a reply without any of its own those of the words that it answers."""
    frame = entry.proposition.frame
    kin = [event for event in reading.events if frames.of_event(event.type) == frame]
    own = [event for event in kin if entry.source == event.id or entry.source in event.statements]
    own += [event for event in reading.events if event not in own and told_by(event, entry.source, reading)]
    if own or entry.stance not in _REPLIES:
        return own
    return [event for event in kin if any(part.covers(event.span.start, event.span.end) for part in entry.content)]


def _place(event: Event, reading: Reading) -> PlaceMention | None:
    """The mention of the event's place that stands nearest to it."""
    named = [place for place in reading.places if place.name == event.place]
    return min(named, key=lambda place: abs(place.span.start - event.span.start), default=None)
