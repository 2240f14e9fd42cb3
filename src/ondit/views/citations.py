"""Citations: does the outlet that a report names as its source say so in its own reports?"""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import UsageError
from ..ledger.effects import DENIES, effect
from ..ledger.tokens import fold
from ..ledger.voices import houses_named
from ..model import Entry
from ..store import Store
from .rows import Citation

_FIGURE = "the figure does not stand in it"
_CLAIM = "it says nothing of this"
_DENIED = "it says the opposite"
_HOLDS = "it holds this"


def check(store: Store, report: str) -> Iterator[Citation]:
    """Every entry of the report that it has from an outlet of which the ledger holds reports, with what they say.

    ``report`` is a key or the beginning of one. Raises UsageError where there is no such report.
    """
    keys = [row["key"] for row in store.reports() if row["key"].startswith(report)]
    if len(keys) != 1:
        raise UsageError(f"{len(keys)} reports begin with {report!r}", where=store.where, cure="write the key of one report")
    by_house: dict[str, list[str]] = {}
    for row in store.reports():
        for house in houses_named(row["outlet"]):
            by_house.setdefault(house, []).append(row["key"])
    for entry in store.entries_of_report(keys[0]):
        for link, name in _cited(entry):
            own = [key for key in by_house.get(name, by_house.get(link, ())) if key != keys[0]]
            if own:
                yield _looked_up(store, keys[0], entry, name, own)


def _cited(entry: Entry) -> Iterator[tuple[str, str]]:
    """The media that an entry was heard from: its voice, or a link of its chain."""
    if entry.voice.kind == "media" and entry.voice.named:
        yield entry.voice.id, fold(entry.voice.name)
    for link in entry.chain[1:]:
        yield link, fold(link)


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
