"""One more reading -> the revision that it makes to the ledger. Pure: reads a shelf and writes nothing.

Only what the new report touches is looked at: the entries and reports that share a key with it and are known shortly
before or after it. The result is the same as if everything had been linked anew in the order of its being known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..model import Copy, Entry, Gist, Link, Reading, Revision
from .copies import EARLIER, Print, best, fingerprint, weight
from .entries import entries_of
from .identity import report_key
from .links import ENOUGH, WINDOW, agreement, keys, link
from .shelf import Shelf

_COMPARED = 8
"""Earlier reports that are compared in full: those that share most keys."""
_TWO = 2
"""Keys that a copy shares at least."""


def reconcile(reading: Reading, shelf: Shelf, cuts: Collection[str] = ()) -> tuple[Revision, Print]:
    """What adding ``reading`` changes, and the print of its report. ``cuts`` are entries that decisions have parted
    from what came before them."""
    entries = entries_of(reading)
    key = report_key(reading.report)
    kept = {entry.id for entry in entries}
    old = shelf.of_report(key)
    gone = tuple(gist.id for gist in old if gist.id not in kept)
    links = _links(entries, shelf, old, cuts)
    rank = entries[0].rank.rpartition(" ")[0] if entries else ""
    made = fingerprint(reading.report, entries, key)
    assert not rank or rank == made.rank, "entries and prints are ranked alike"
    return Revision(key, entries, tuple(links), tuple(_copies(made, shelf)), tuple(dict.fromkeys((*gone, *(g.id for g in old))))), made


def withdraw(report: str, shelf: Shelf, cuts: Collection[str] = ()) -> Revision:
    """What taking a report out changes."""
    old = shelf.of_report(report)
    links = _links((), shelf, old, cuts)
    return Revision(report, (), tuple(links), (), tuple(gist.id for gist in old))


def relink(entry: Gist, shelf: Shelf, cuts: Collection[str]) -> Link:
    """The link of one entry that is there already, after a decision."""
    return link(entry, _Desk((), shelf, ()).window(entry), cut=entry.id in cuts)


class _Desk:
    """The shelf as it will be: with the new entries and without the old ones of the same report."""

    def __init__(self, new: Iterable[Gist], shelf: Shelf, old: Iterable[Gist]) -> None:
        self.shelf = shelf
        self.gone = {gist.id for gist in old}
        self.new: dict[str, list[Gist]] = {}
        for gist in new:
            for key in keys(gist):
                self.new.setdefault(key, []).append(gist)

    def window(self, entry: Gist) -> list[Gist]:
        """What ``entry`` may be linked to."""
        wanted = keys(entry)
        kept = {g.id: g for g in self.shelf.before(wanted, entry.rank, WINDOW + len(self.gone)) if g.id not in self.gone}
        fresh = {g.id: g for key in wanted for g in self.new.get(key, ()) if g.rank < entry.rank}
        if not fresh and not self.gone:
            return list(kept.values())
        return list(_windowed({**kept, **fresh}, wanted).values())


def _windowed(found: dict[str, Gist], wanted: Sequence[str]) -> dict[str, Gist]:
    """The last ``WINDOW`` of each key."""
    by_key: dict[str, list[Gist]] = {key: [] for key in wanted}
    for gist in sorted(found.values(), key=lambda one: one.rank, reverse=True):
        for key in keys(gist):
            if key in by_key and len(by_key[key]) < WINDOW:
                by_key[key].append(gist)
    return {gist.id: gist for some in by_key.values() for gist in some}


def _links(new: Sequence[Entry], shelf: Shelf, old: Sequence[Gist], cuts: Collection[str]) -> Iterable[Link]:
    gists = [entry.gist for entry in new]
    desk = _Desk(gists, shelf, old)
    for gist in gists:
        yield link(gist, desk.window(gist), cut=gist.id in cuts)
    known = {gist.id for gist in gists} | desk.gone
    later: dict[str, Gist] = {}
    for gist in (*gists, *old):
        for other in shelf.after(keys(gist), gist.rank, WINDOW + len(desk.gone)):
            if other.id not in known and (other.id in later or old or _touched(other, gist, shelf)):
                later[other.id] = other
    for gist in later.values():
        fresh = link(gist, desk.window(gist), cut=gist.id in cuts)
        if fresh != shelf.link(gist.id):
            yield fresh


def _touched(later: Gist, new: Gist, shelf: Shelf) -> bool:
    """Whether ``new`` may change the link of ``later``: it agrees with it, or it pushes what it is linked to out of
    its window."""
    if later.answers is not None:
        return False
    agreed = agreement(later, new)
    if agreed and agreed.score >= ENOUGH:
        return True
    current = shelf.link(later.id)
    target = shelf.gist(current.to) if current and current.to else None
    if target is None or target.rank >= new.rank:
        return False
    shared = set(keys(later)) & set(keys(target))
    return not any(len(list(shelf.before([key], later.rank, WINDOW - 1))) < WINDOW - 1 for key in shared)


def _copies(made: Print, shelf: Shelf) -> Iterable[Copy]:
    """The copy that the report is, if it is one, and those of later reports that it changes."""
    found = copy_of(made, shelf)
    before = shelf.copy(made.report)
    if found or before:
        yield found or Copy(made.report, "", 0.0, "none")
    for report, times in shelf.prints_after(made.keys, made.rank, EARLIER):
        current = shelf.copy(report)
        if report == made.report or (times < _TWO and current is None):
            continue
        (later,) = shelf.prints([report])
        fresh = copy_of(later, shelf, made)
        if fresh != current:
            yield fresh or Copy(report, "", 0.0, "none")


def copy_of(report: Print, shelf: Shelf, new: Print | None = None) -> Copy | None:
    """The copy that a report is; ``new`` is one that is not on the shelf yet."""
    counted = {one: times for one, times in shelf.prints_before(report.keys, report.rank, EARLIER) if one != report.report}
    if new is not None:
        counted[new.report] = sum(map(weight, set(new.keys) & set(report.keys)))
    near = sorted((one for one, times in counted.items() if times >= _TWO), key=lambda one: (-counted[one], one))
    stored = [one for one in near[:_COMPARED] if new is None or one != new.report]
    prints = [*shelf.prints(stored), *([new] if new is not None and new.report in near[:_COMPARED] else ())]
    return best(report, prints)
