"""The page of one source, as flat rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import UsageError
from ..ledger.corrections import corrected
from ..ledger.status import in_order
from ..ledger.tokens import fold
from ..model import Entry
from ..store import desk as tables
from . import turns
from .desk import EntryRow, entry_row
from .ledger import Ledger
from .rows import Turn
from .story import FigureRow, figure_groups

CLAIMS = 40
"""Claims whose figures are looked through for revisions."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that one source has said, in time (``first`` to ``last`` by publication), where it contradicts itself, and its figures that replaced earlier
    ones of its own (the old one first)."""

    id: str
    name: str
    country: str | None
    named: bool
    first: str | None
    last: str | None
    entries: tuple[EntryRow, ...]
    turns: tuple[Turn, ...]
    revisions: tuple[tuple[FigureRow, FigureRow], ...]


def source(ledger: Ledger, voice: str, as_of: str | None = None) -> SourceView:
    """Raises UsageError where nobody is called so."""
    found = in_order(e for e in _said(ledger, voice) if as_of is None or (e.known is not None and e.known <= as_of))
    if not found:
        raise UsageError(f"there is no source {voice!r}", where=ledger.store.where, cure="`ondit sources` lists them")
    claims = tables.heads(ledger.store, [entry.id for entry in found])
    rows = ledger._reports({entry.report for entry in found}, {})
    first = found[0].voice
    known = [entry.known for entry in found if entry.known]
    return SourceView(
        voice, first.name, first.country, first.named, min(known, default=None), max(known, default=None),
        tuple(entry_row(entry, claims.get(entry.id, entry.id), rows.get(entry.report)) for entry in found),
        tuple(turns.found(found, {entry.id: claims.get(entry.id, entry.id) for entry in found})),
        tuple(_revisions(ledger, [claims[entry.id] for entry in found if entry.counts and entry.id in claims], voice, as_of)),
    )  # fmt: skip


def _said(ledger: Ledger, voice: str) -> list[Entry]:
    """What the voice has said, with the corrections of analysts: words that they gave to another are left out, those that
    they gave to this one are there."""
    decisions = ledger.decisions()
    given = [one for d in decisions if d.verdict == "correct" and d.field == "voice" and fold(d.value or "") == voice for one in d.subjects]
    entries = {e.id: e for e in (*ledger.store.entries_of_voice([voice]), *ledger.store.entries(given))}
    return [entry for entry in corrected(entries.values(), decisions) if entry.voice.id == voice]


def _revisions(ledger: Ledger, claims: Iterable[str], voice: str, as_of: str | None) -> Iterable[tuple[FigureRow, FigureRow]]:
    for claim in list(dict.fromkeys(claims))[:CLAIMS]:
        rows = {row.id: row for group in figure_groups(ledger.show(claim, as_of)) for row in group.rows}
        for row in rows.values():
            if row.voice_id == voice and row.revises in rows and not row.recalled:
                yield rows[row.revises], row
