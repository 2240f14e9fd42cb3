"""Entries -> claims: each entry is linked to the one earlier entry that it agrees with best, or founds a claim.

Earlier means known earlier (:attr:`ondit.model.Gist.rank`). An entry looks at the ``WINDOW`` entries before it
that share one of its keys, so that its link follows from the set of entries alone: the order of adding does not
matter, what comes later never changes a link, and the cost does not grow with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Gist, Link, Proposition
from . import days, frames

WINDOW = 24
"""Entries before an entry that it may be linked to, for each of its keys."""
ENOUGH = 3.0
"""Least score of a link."""
_ABOUT = 4
"""Tokens of its report by which an entry is found; its names and words are fewer still where it has no frame."""
_WORDS = 6
_MANY = 4
"""Words that propositions without a kind of act have in common at least, and names if one has."""
_NAMES = 2
_SAID = 2
"""Words besides the names that have to agree, unless three quarters of all do."""
_PARTY = 0.7
"""A party that both name: with the kind of act it is nearly enough. France helps many; a place, some words or whom the
reports are about have to agree, too."""
_YEAR = 400
"""Days after which the same words may well be about something else."""


def keys(entry: Gist) -> tuple[str, ...]:
    """What an entry shares with every entry that it could be linked to."""
    p = entry.proposition
    if p.frame is None:
        return tuple(f"w:{name}" for name in p.names[:_WORDS]) + tuple(f"w:{word}" for word in p.words[:_WORDS])
    about = (*p.actors, *p.others, *p.places, *p.context[:_ABOUT])
    return tuple(dict.fromkeys((*(f"{p.frame}:{token}" for token in about), *(f"w:{name}" for name in p.names[:_WORDS]))))


def link(entry: Gist, earlier: Iterable[Gist], cut: bool = False) -> Link:
    """The best link of ``entry`` to one of ``earlier``; of equal ones that to the earliest. ``cut``: a decision
    says that it founds a claim of its own."""
    if cut:
        return Link(entry.id, None, 0.0, ("decided to be different",))
    if entry.answers is not None:
        return Link(entry.id, entry.answers, ENOUGH, ("answers what the report said before it",))
    found = [(agreed.score, other.rank, other, agreed) for other in earlier if (agreed := agreement(entry, other))]
    found = [one for one in found if one[0] >= ENOUGH]
    if not found:
        return Link(entry.id, None)
    score, _, other, agreed = min(found, key=lambda one: (-one[0], one[1]))
    return Link(entry.id, other.id, score, agreed.because)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two entries agree, and in what."""

    score: float
    because: tuple[str, ...]


class _Sum:
    def __init__(self) -> None:
        self.score = 0.0
        self.because: list[str] = []

    def add(self, points: float, what: str, tokens: Iterable[str] = ()) -> None:
        self.score += points
        shown = ", ".join(sorted(tokens))
        self.because.append(f"{points:+.2f} {what}" + (f": {shown}" if shown else ""))


def agreement(one: Gist, other: Gist) -> Agreement | None:
    """Feature by feature; None where one feature says that they cannot be about the same thing."""
    a, b = one.proposition, other.proposition
    if a.frame is not None and b.frame is not None and a.frame != b.frame:
        return None
    total = _Sum()
    possible = _framed(a, b, total) if a.frame == b.frame is not None else _loose(a, b, total)
    if not possible or not _times(one, other, total):
        return None
    return Agreement(round(total.score, 3), tuple(total.because))


def _framed(a: Proposition, b: Proposition, total: _Sum) -> bool:
    total.add(2.0, "same kind of act", [a.frame or ""])
    done_to = a.frame in frames.HELD_BY_OTHERS
    if not _role(a.actors, b.actors, "who", total, _PARTY, strict=not done_to):
        return False
    if not _role(a.others, b.others, "to whom", total, _PARTY, strict=done_to):
        return False
    if not _places(a.places, b.places, total):
        return False
    _shared(a.names, b.names, "names", total, 0.4, 1.2)
    _shared(a.words, b.words, "words", total, 0.2, 0.8)
    _context(a, b, total)
    return True


def _loose(a: Proposition, b: Proposition, total: _Sum) -> bool:
    """Without a kind of act nearly all the words have to agree, names among them where one has a kind of act. Names
    alone tell whom both are about and not what is said of them."""
    mine, its = {*a.names, *a.words}, {*b.names, *b.words}
    both = mine & its
    if len(both) < _MANY or (a.frame != b.frame and len(set(a.names) & set(b.names)) < _NAMES):
        return False
    if len(both - {*a.names, *b.names}) < _SAID and 4 * len(both) < 3 * max(len(mine), len(its)):
        return False
    total.add(4.0 * len(both) / min(len(mine), len(its)), "words of what is said", both)
    _context(a, b, total)
    return True


def _role(mine: tuple[str, ...], its: tuple[str, ...], what: str, total: _Sum, points: float, strict: bool) -> bool:
    """Points for a party that both name; False where both name known parties and none is the same."""
    both = set(mine) & set(its)
    if both:
        total.add(points, f"same {what}", both)
        return True
    known = [token for token in mine if token[0] == "="], [token for token in its if token[0] == "="]
    return not (strict and all(known))


def _places(mine: tuple[str, ...], its: tuple[str, ...], total: _Sum) -> bool:
    both = set(mine) & set(its)
    if any(token[0] == "@" for token in both):
        total.add(1.5, "same place", both)
    elif both:
        total.add(0.5, "same country", both)
    elif mine and its:
        total.add(-1.0, "other places")
    return True


def _shared(mine: tuple[str, ...], its: tuple[str, ...], what: str, total: _Sum, each: float, most: float) -> None:
    both = set(mine) & set(its)
    if both:
        total.add(min(each * len(both), most), f"same {what}", both)


def _context(a: Proposition, b: Proposition, total: _Sum) -> None:
    """Whom both reports are about; two languages share only the tokens that no language changes."""
    shares = [_share(a.context, b.context), _share(_free(a.context), _free(b.context))]
    share, both = max(shares, key=lambda one: one[0])
    if len(both) >= 2:
        total.add(1.6 * share, "both reports are about", both)


def _free(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token[0] in "=@")


def _share(mine: tuple[str, ...], its: tuple[str, ...]) -> tuple[float, set[str]]:
    both = set(mine) & set(its)
    return (len(both) / min(len(mine), len(its)), both) if both else (0.0, both)


def _times(one: Gist, other: Gist, total: _Sum) -> bool:
    """Times of happening that exclude each other part claims; so does more than a year between the reports, weakly."""
    same = days.overlap(one.proposition.when, other.proposition.when)
    if same:
        total.add(0.5, "times overlap")
    elif same is False:
        total.add(-2.0, "other times")
    if (days.apart(one.known, other.known) or 0) > _YEAR:
        total.add(-1.0, "long after")
    return True
