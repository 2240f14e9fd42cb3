"""What an analyst should look at first, and rulings that do not run over one another."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import OnditError
from ..ledger.claims import account
from ..ledger.effects import REACTS, effect
from ..ledger.links import ENOUGH
from ..model import Decision, Entry
from .desk import EntryRow, entry_row
from .ledger import Ledger

CLAIMS = 60
"""Claims that are looked through, those of most reports first."""
MOST = 100
"""Rulings that are proposed."""
_TURNS = 100
"""What an entry weighs whose rejection would change the status of its claim."""
_UNSURE = 20
_LOOSE = 2 * ENOUGH
"""A link that scores less is worth a look."""


class Overtaken(OnditError):
    """Somebody else has ruled on the same meanwhile; ``rulings`` are theirs."""

    def __init__(self, rulings: tuple[Decision, ...]) -> None:
        who = ", ".join(dict.fromkeys(ruling.who for ruling in rulings))
        super().__init__(f"{who} has ruled on this meanwhile", cure="look at their ruling, and rule again if you still differ")
        self.rulings = rulings

    def __reduce__(self) -> tuple[object, ...]:
        return (Overtaken, (self.rulings,))


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to rule on. ``instead`` is the status that its claim would have without it (None: the same), ``link``
    the entry to which it is linked with what speaks for that, ``weight`` how much would change."""

    entry: EntryRow
    title: str
    status: str
    instead: str | None
    reports: int
    link: EntryRow | None
    score: float
    because: tuple[str, ...]
    weight: float


def queue(ledger: Ledger) -> list[Proposal]:
    """Entries that nobody has ruled on, those first whose ruling would change most."""
    ruled = {subject for decision in ledger.decisions() for subject in decision.subjects}
    found: list[Proposal] = []
    for row in ledger.store.claims(limit=CLAIMS):
        found += _of_claim(ledger, row["id"], ruled)
    return sorted(found, key=lambda one: (-one.weight, one.entry.id))[:MOST]


def _of_claim(ledger: Ledger, claim: str, ruled: set[str]) -> list[Proposal]:
    view = ledger.show(claim)
    entries = {entry.id: entry for entry in view.account.entries}
    deciding = view.account.status.decided_by
    found = []
    for entry in entries.values():
        link = view.links.get(entry.id)
        loose = link is not None and link.to in entries and link.score < _LOOSE and entry.answers is None
        if entry.id in ruled or not (loose or entry.id in deciding) or effect(entry) == REACTS:
            continue
        # Of many voices that agree none alone decides: to look at a few is enough.
        instead = _without(entry, list(entries.values()), view.account.status.status) if entry.id in deciding[:6] else None
        weight = row_weight(view.row.reports, instead is not None, entry, link.score if loose and link else None)
        other = entries[link.to] if link is not None and link.to in entries else None
        found.append(Proposal(
            entry_row(entry, view.row.id, view.reports.get(entry.report), entry.report in view.copies),
            view.row.title, view.row.status, instead, view.row.reports,
            None if other is None else entry_row(other, view.row.id, view.reports.get(other.report)),
            0.0 if link is None else link.score, () if link is None else link.because, weight,
        ))  # fmt: skip
    return found


def row_weight(reports: int, turns: bool, entry: Entry, score: float | None) -> float:
    """How much a ruling on an entry can change: its status first, then the reach of its claim and how unsure it is."""
    unsure = _UNSURE if entry.factuality in ("PR+", "PS+", "Uu") or entry.evidential == "conditional" else 0
    loose = 0.0 if score is None else 10 * (1 - score / _LOOSE)
    return round((_TURNS if turns else 0) + unsure + loose + 3 * reports, 2)


def _without(entry: Entry, entries: list[Entry], status: str) -> str | None:
    rest = [one for one in entries if one.id != entry.id]
    if not rest:
        return None
    after = account(rest, (), {}, summary_only=True).status.status
    return after if after != status else None


def rulings(ledger: Ledger, subjects: tuple[str, ...]) -> tuple[Decision, ...]:
    """The rulings on any of some entries or claims, in the order in which they were made."""
    return tuple(decision for decision in ledger.decisions() if set(decision.subjects) & set(subjects))


def seen(ledger: Ledger, subjects: tuple[str, ...]) -> str:
    """What an analyst who looks now has seen: the id of the last ruling on the same, "" where there is none."""
    found = rulings(ledger, subjects)
    return found[-1].id if found else ""


def rule(
    ledger: Ledger, verdict: str, subjects: tuple[str, ...], *, who: str, why: str, saw: str,
    field: str | None = None, value: str | None = None,
) -> Decision:  # fmt: skip
    """Record a ruling if nobody has ruled on its first subject since ``saw``. Raises Overtaken where somebody has."""
    found = rulings(ledger, subjects[:1])
    if (found[-1].id if found else "") != saw:
        ids = [decision.id for decision in found]
        raise Overtaken(found[ids.index(saw) + 1 if saw in ids else 0 :])
    return ledger.decide(verdict, *subjects, why=why, who=who, field=field, value=value)
