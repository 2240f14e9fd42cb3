"""What an analyst should look at first, and rulings that do not run over one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import OnditError
from ..ledger.claims import Account, account
from ..ledger.effects import REACTS, effect
from ..ledger.figures import envelope, latest
from ..ledger.links import ENOUGH
from ..model import Decision, Entry, FigurePoint
from .corrections import Field, fields
from .desk import EntryRow, entry_row
from .ledger import Ledger
from .rows import ClaimView

CLAIMS = 60
"""Claims that are looked through, those of most reports first."""
MOST = 100
"""Rulings that are proposed."""
_TURNS = 100
"""What an entry weighs whose rejection would change the status of its claim."""
_STRETCHES = 50
"""What an entry weighs that alone makes an interval of figures out of one number; less where it stretches it in part."""
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
class Envelope:
    """How the envelope of what ``what`` counts stands (``low`` to ``high``), and how it would stand without an entry."""

    what: str
    low: float
    high: float
    without_low: float
    without_high: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to rule on. ``instead`` is the status that its claim would have without it (None: the same), ``envelope``
    a series of figures whose envelope it alone stretches (what it counts, its bounds, those without the entry), ``link``
    the entry to which it is linked with what speaks for that, ``weight`` how much would change; ``fields`` are what of it
    can be put right."""

    entry: EntryRow
    title: str
    status: str
    instead: str | None
    reports: int
    link: EntryRow | None
    score: float
    because: tuple[str, ...]
    weight: float
    envelope: Envelope | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal as a list shows it."""

    entry: str
    claim: str
    title: str
    status: str
    instead: str | None
    voice: str
    stance: str
    words: str
    report: str
    weight: float

    @classmethod
    def of(cls, one: Proposal) -> Waiting:
        e = one.entry
        return cls(e.id, e.claim, one.title, one.status, one.instead, e.voice, e.stance, e.words, e.report, one.weight)


def queue(ledger: Ledger) -> list[Proposal]:
    """Entries that nobody has ruled on, those first whose ruling would change most."""
    ruled = {subject for decision in ledger.decisions() for subject in decision.subjects}
    found: list[Proposal] = []
    for row in ledger.store.claims(limit=CLAIMS):
        found += _of_claim(ledger, row["id"], ruled)
    return sorted(found, key=lambda one: (-one.weight, one.entry.id))[:MOST]


def _of_claim(ledger: Ledger, claim: str, ruled: set[str]) -> Iterator[Proposal]:
    view = ledger.show(claim)
    stretched = _stretched(view.account)
    for entry in view.account.entries:
        wanted = _loose(view, entry) or entry.id in view.account.status.decided_by or entry.id in stretched
        if wanted and entry.id not in ruled and effect(entry) != REACTS:
            yield _proposal(view, entry, stretched.get(entry.id))


def proposal(ledger: Ledger, entry: str) -> Proposal:
    """Any entry, to be ruled on. Raises UsageError where there is none."""
    view = ledger.show(entry)
    name = ledger.named(entry)
    return _proposal(view, view.entry(name), _stretched(view.account).get(name))


def _loose(view: ClaimView, entry: Entry) -> bool:
    """It was linked by little, and not because it answers what its own report said."""
    link = view.links.get(entry.id)
    return link is not None and link.score < _LOOSE and entry.answers is None and any(one.id == link.to for one in view.account.entries)


def _proposal(view: ClaimView, entry: Entry, stretched: Envelope | None) -> Proposal:
    link, deciding = view.links.get(entry.id), view.account.status.decided_by
    # Of many voices that agree none alone decides: to look at a few is enough.
    instead = _without(entry, list(view.account.entries), view.account.status.status) if entry.id in deciding[:6] else None
    weight = row_weight(view.row.reports, instead is not None, entry, link.score if link and _loose(view, entry) else None, stretched)
    other = next((one for one in view.account.entries if link is not None and one.id == link.to), None)
    return Proposal(
        entry_row(entry, view.row.id, view.reports.get(entry.report), entry.report in view.copies, entry.id in view.account.rejected),
        view.row.title, view.row.status, instead, view.row.reports,
        None if other is None else entry_row(other, view.row.id, view.reports.get(other.report)),
        0.0 if link is None else link.score, () if link is None else link.because, weight, stretched, fields(entry),
    )  # fmt: skip


def _stretched(found: Account) -> dict[str, Envelope]:
    """Entries without which the envelope of a series would be narrower."""
    groups: dict[tuple[str, str | None, str | None], list[FigurePoint]] = {}
    for point in latest(found.points):
        groups.setdefault((point.what, point.scope, point.unit), []).append(point)
    stretched: dict[str, Envelope] = {}
    for (what, _, _), points in groups.items():
        low, high = envelope(points)
        for point in points if len(points) > 1 and low is not None and high is not None else ():
            rest = envelope(other for other in points if other is not point)
            if rest[0] is not None and rest[1] is not None and rest != (low, high) and len(point.entries) == 1:
                stretched[point.entries[0]] = Envelope(what, low, high, *rest)  # type: ignore[arg-type]
    return stretched


def row_weight(reports: int, turns: bool, entry: Entry, score: float | None, stretched: Envelope | None = None) -> float:
    """How much a ruling on an entry can change: its status first, then the envelope of its figures, the reach of its
    claim and how unsure it is."""
    unsure = _UNSURE if entry.factuality in ("PR+", "PS+", "Uu") or entry.evidential == "conditional" else 0
    loose = 0.0 if score is None else 10 * (1 - score / _LOOSE)
    wide = 0.0
    if stretched is not None and stretched.high > stretched.low:
        wide = _STRETCHES * (1 - (stretched.without_high - stretched.without_low) / (stretched.high - stretched.low))
    return round((_TURNS if turns else 0) + wide + unsure + loose + 3 * reports, 2)


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


def before(ledger: Ledger, who: str) -> str:
    """The id of the last ruling of an analyst that stands, "" where there is none."""
    return next((ruling.id for ruling in reversed(ledger.decisions()) if ruling.who == who), "")


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
