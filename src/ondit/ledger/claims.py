"""Links and decisions -> claims; and all that can be asked of one claim on a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ..model import (
    Claim,
    Contradiction,
    Copy,
    Decision,
    Entry,
    FigurePoint,
    Proposition,
    Spelling,
    Status,
    StatusMove,
)
from .corrections import corrected
from .effects import ASSERTS, WEAKLY, effect
from .figures import contradictions, points
from .names import spellings
from .status import in_order, moves, status
from .tokens import fold

_TITLE = 200
"""Characters of the words that stand for a claim."""
SHOWN = 3
"""Tokens of each role that stand for a claim."""


@dataclass(frozen=True, slots=True)
class Account:
    """A claim as it stood on a date: its entries (``rejected`` are shown and not counted), status, moves, figures."""

    claim: Claim
    entries: tuple[Entry, ...]
    rejected: frozenset[str]
    status: Status
    moves: tuple[StatusMove, ...]
    points: tuple[FigurePoint, ...]
    contradictions: tuple[Contradiction, ...]
    spellings: tuple[Spelling, ...] = ()
    """Voices that count as one, for their names are one in two spellings."""


def cuts(decisions: Iterable[Decision]) -> frozenset[str]:
    """Entries that decisions have parted from what they were linked to: the first subject of each ``different`` that
    no later ``same`` takes back."""
    parted: set[str] = set()
    for decision in decisions:
        if decision.verdict == "different":
            parted.add(decision.subjects[0])
        elif decision.verdict == "same":
            parted.difference_update(decision.subjects)
    return frozenset(parted)


def joined(decisions: Iterable[Decision], root: Mapping[str, str]) -> dict[str, set[str]]:
    """Claims that decisions hold to be the same: claim -> all claims of its group. ``root`` gives the claim in which
    the subject of a decision is now."""
    groups: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.verdict != "same":
            continue
        together: set[str] = set()
        for subject in decision.subjects:
            claim = root.get(subject, subject)
            together |= groups.get(claim, {claim})
        for claim in together:
            groups[claim] = together
    return groups


def rejected(decisions: Iterable[Decision]) -> frozenset[str]:
    """Entries that do not count: rejected, and not accepted again."""
    out: set[str] = set()
    for decision in decisions:
        if decision.verdict == "reject":
            out.update(decision.subjects)
        elif decision.verdict == "accept":
            out.difference_update(decision.subjects)
    return frozenset(out)


def unified(entries: Sequence[Entry], decisions: Iterable[Decision]) -> tuple[list[Entry], tuple[Spelling, ...]]:
    """Voices whose names are one in two spellings under one id. What an analyst has ruled on is left as it is."""
    set_by = {fold(d.value) for d in decisions if d.verdict == "correct" and d.field == "voice" and d.value}
    same = spellings(entries, set_by)
    if not same:
        return list(entries), ()

    def one(entry: Entry) -> Entry:
        chain = tuple(same[link][0].id if link in same else link for link in entry.chain)
        head = same.get(entry.voice.id)
        voice = entry.voice if head is None else replace(entry.voice, id=head[0].id, side=head[0].side, country=head[0].country, kind=head[0].kind)
        return entry if chain == entry.chain and head is None else replace(entry, voice=voice, chain=chain)

    names = {entry.voice.id: entry.voice.name for entry in entries}
    told = tuple(Spelling(head.id, head.name, other, names[other], why) for other, (head, why) in same.items())
    return [one(entry) for entry in entries], told


def account(
    entries: Iterable[Entry], decisions: Sequence[Decision], copies: Mapping[str, Copy], as_of: str | None = None,
    summary_only: bool = False, numbers: Mapping[str, AbstractSet[str]] | None = None,
) -> Account:  # fmt: skip
    """The claim that ``entries`` make up, as it was known on ``as_of`` (an ISO day; None: now, undated reports too).

    ``summary_only`` leaves moves and figures out; ``numbers``: see :func:`.figures.contradictions`. Raises ValueError where nothing was known by then.
    """
    known = [entry for entry in entries if as_of is None or (entry.known is not None and entry.known <= as_of)]
    ordered = sorted(corrected(known, decisions), key=lambda entry: entry.rank)
    if not ordered:
        raise ValueError("nothing was known by then")
    ordered, spelled = unified(ordered, decisions)
    out = rejected(decisions)
    counted = [entry for entry in ordered if entry.id not in out]
    roots = copy_roots(copies)
    found = () if summary_only else points(counted, roots)
    return Account(
        claim=Claim(ordered[0].id, _frame(ordered), summary(ordered), tuple(entry.id for entry in ordered)),
        entries=tuple(in_order(ordered)),
        rejected=out & {entry.id for entry in ordered},
        status=status(counted, roots),
        moves=() if summary_only else moves(counted, found, roots),
        points=found,
        contradictions=() if summary_only else contradictions(found, counted, roots, numbers),
        spellings=spelled,
    )


def quote(entry: Entry) -> str:
    """What an entry says, in the words of its report."""
    return " … ".join(span.quote for span in entry.content)


def title(entries: Sequence[Entry]) -> str:
    """What a claim is called: the words that say most of it (who, whom, where), the first of equals."""
    told = [entry for entry in entries if effect(entry) in (ASSERTS, WEAKLY)] or list(entries)
    return titled(max(told, key=says_most))


def titled(entry: Entry) -> str:
    """An entry's words as a title."""
    words = " ".join(quote(entry).split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rpartition(" ")[0] + "…"


def says_most(entry: Entry) -> int:
    p = entry.proposition
    return 2 * len({*p.actors, *p.others, *p.places}) + min(len(p.names), 3) + 3 * (p.frame is not None)


def copy_roots(copies: Mapping[str, Copy]) -> dict[str, str]:
    """For each copy the report that stands at the head of its chain of copies."""
    roots: dict[str, str] = {}
    for report in copies:
        head = report
        while head in copies:
            head = copies[head].original
        roots[report] = head
    return roots


def _frame(entries: Sequence[Entry]) -> str | None:
    return next((entry.proposition.frame for entry in entries if entry.proposition.frame), None)


def summary(entries: Sequence[Entry]) -> Proposition:
    """The proposition in the tokens that its entries share most."""
    def most(field: str, some: int) -> tuple[str, ...]:
        counted: Counter[str] = Counter()
        for entry in entries:
            counted.update(getattr(entry.proposition, field))
        return tuple(token for token, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:some])

    when = next((entry.proposition.when for entry in entries if entry.proposition.when), None)
    return Proposition(
        _frame(entries), most("actors", SHOWN), most("others", SHOWN), most("places", SHOWN), when, most("names", 4), most("words", 4)
    )


