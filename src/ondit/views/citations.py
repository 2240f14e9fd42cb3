"""Citations: does the outlet that a report names as its source say so in its own reports?"""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import UsageError
from ..ledger import days
from ..ledger.effects import DENIES, effect, independent
from ..ledger.tokens import fold
from ..ledger.voices import houses_named
from ..model import Entry
from ..store import Store
from .rows import Citation

_NEAR = 7
"""Days between a report and those of the outlet that it cites."""
_FIGURE = "the figure does not stand in it"
_CLAIM = "it says nothing of this"
_DENIED = "it says the opposite"
_HOLDS = "it holds this"


def check(store: Store, report: str) -> Iterator[Citation]:
    """Every entry of the report that it has from another outlet of which the ledger holds reports of those days, with
    what they say.

    ``report`` is a key or the beginning of one. Raises UsageError where there is no such report.
    """
    rows = store.reports()
    mine = [row for row in rows if row["key"].startswith(report)]
    if len(mine) != 1:
        what = f"{len(mine)} reports begin with {report!r}" if mine else f"there is no report {report!r}"
        raise UsageError(what, where=store.where, cure="write the key of one report, or its path as it was added: `ondit export csv --table reports` lists them")
    own = houses_named(mine[0]["outlet"])
    by_house: dict[str, list[str]] = {}
    for row in rows:
        between = days.apart(row["known"], mine[0]["known"])
        if row["key"] != mine[0]["key"] and (between is None or between <= _NEAR):
            for house in houses_named(row["outlet"]) - own:
                by_house.setdefault(house, []).append(row["key"])
    for entry in store.entries_of_report(mine[0]["key"]):
        for cited in _cited(entry):
            if cited in by_house:
                yield _looked_up(store, mine[0]["key"], entry, cited, by_house[cited])
                break


def _cited(entry: Entry) -> Iterator[str]:
    """The media that an entry was heard from, folded: its voice, or a link of its chain."""
    if entry.voice.kind == "media" and independent(entry.voice):
        yield from (fold(entry.voice.name), entry.voice.id)
    yield from map(fold, entry.chain[1:])


def _looked_up(store: Store, report: str, entry: Entry, cited: str, own: list[str]) -> Citation:
    claim = store.claim_of(entry.id)
    same = [e for key in own for e in store.entries_of_report(key) if store.claim_of(e.id) == claim]
    there = tuple(dict.fromkeys(e.report for e in same))
    if not same:
        return Citation(report, entry, cited, False, (), _CLAIM)
    if effect(entry) != DENIES and all(effect(e) == DENIES for e in same):
        return Citation(report, entry, cited, False, there, _DENIED)
    told = {(c.what, c.low, c.high) for e in same for c in e.counts}
    missing = [c for c in entry.counts if c.vague is None and c.what != "other" and (c.what, c.low, c.high) not in told]
    return Citation(report, entry, cited, not missing, there, _FIGURE if missing else _HOLDS)
