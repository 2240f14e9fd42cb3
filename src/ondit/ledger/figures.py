"""Figures of a claim over time: each voice's word, what it revises, what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ..model import Contradiction, Count, Entry, FigurePoint
from . import days
from .effects import ASSERTS, DENIES, FORETELLS, REACTS, WEAKLY, counted, effect, independent, voice_key
from .identity import digest
from .status import in_order

_LATE = 7
"""Days between saying and publication after which a figure is recalled and not told."""
_PERIOD = 4
"""Days within which two figures are of one period."""
_LONG = 999
_INFINITE = float("inf")


def points(entries: Sequence[Entry], roots: Mapping[str, str]) -> tuple[FigurePoint, ...]:
    """The figures of a claim in the order in which they became known; the same word of one voice is one point."""
    found: list[FigurePoint] = []
    for entry in in_order(entries):
        if effect(entry) not in (ASSERTS, WEAKLY, REACTS, FORETELLS):
            continue
        for count in entry.counts:
            point = _point(entry, count, roots)
            same = next((i for i, old in enumerate(found) if _same(old, point, entry.report in roots)), None)
            if same is None:
                found.append(_placed(point, found))
            elif entry.id not in found[same].entries:
                found[same] = replace(found[same], entries=(*found[same].entries, entry.id))
    return tuple(found)


def _point(entry: Entry, count: Count, roots: Mapping[str, str]) -> FigurePoint:
    scope = count.scope
    if scope == "included" and not any(o.what == count.what and o is not count for o in entry.counts):
        # Part of a figure of another kind ("4,700 losses, 600 of them dead") is the whole of its own kind.
        scope = None
    voice = replace(entry.voice, id=voice_key(entry, roots))
    return FigurePoint(
        "p" + digest(entry.id, count.figure), count.what, count.whom, scope, count.unit, voice,
        entry.chain if independent(entry.voice) else (voice.id,), entry.said, entry.known, count.low, count.high,
        count.approx, count.vague, entry.stance, (entry.id,), entry.report, entry.proposition.places,
        count.span.quote,
    )  # fmt: skip


def _same(old: FigurePoint, new: FigurePoint, copied: bool) -> bool:
    """One word told again: by the same voice, or through one that relayed it, on days that can be the same; in a copy
    that may be some days later."""
    if (old.low, old.high, old.vague) != (new.low, new.high, new.vague) or not _alike(old, new) or not _one_origin(old, new):
        return False
    return days.overlap(old.date, new.date) is not False or (copied and (days.apart(old.known, new.known) or 0) <= _PERIOD)


def _one_origin(a: FigurePoint, b: FigurePoint) -> bool:
    return not set(a.chain).isdisjoint(b.chain)


def _placed(point: FigurePoint, before: Sequence[FigurePoint]) -> FigurePoint:
    """The point with what it revises, or marked as recalled."""
    series = [old for old in before if comparable(old, point) and _one_origin(old, point)]
    said, known = days.bounds(point.date), point.known
    if said and known and (days.apart(said[1], known) or 0) > _LATE:
        near = next((old for old in series if days.overlap(old.date, point.date)), None)
        return replace(point, recalled=True, revises=None if near is None else near.revises)
    last = next((old for old in reversed(series) if not old.recalled), None)
    newer = last is not None and _newer(point, last)
    if newer and last is not None and not _agree(last, point):
        return replace(point, revises=last.id)
    return point


def _newer(point: FigurePoint, old: FigurePoint) -> bool:
    a, b = days.bounds(point.date), days.bounds(old.date)
    return bool(a and b and a[0] > b[0])


def comparable(a: FigurePoint, b: FigurePoint) -> bool:
    """Only what counts the same, of the same, in the same scope, area and unit can be compared; what one report leaves
    open (of whom, where) does not part two figures of one claim."""
    if not _alike(a, b):
        return False
    here, there = _towns(a), _towns(b)
    return not (here and there and here.isdisjoint(there))


def _alike(a: FigurePoint, b: FigurePoint) -> bool:
    return (a.what, a.scope, a.unit) == (b.what, b.scope, b.unit) and not (a.whom and b.whom and a.whom != b.whom)


def _towns(point: FigurePoint) -> set[str]:
    return {place for place in point.places if place[0] == "@"}


def bounds(point: FigurePoint) -> tuple[float, float]:
    return (point.low if point.low is not None else -_INFINITE, point.high if point.high is not None else _INFINITE)


def _agree(a: FigurePoint, b: FigurePoint) -> bool:
    return (a.low, a.high) == (b.low, b.high) or bool(a.vague or b.vague)


def disjoint(a: FigurePoint, b: FigurePoint) -> bool:
    """No number lies within the bounds of both. A tenth is allowed to what is said to be about."""
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    slack = 0.1 * max(abs(x) for x in (low, high, other_low, other_high) if abs(x) != _INFINITE) if a.approx or b.approx else 0
    return low > other_high + slack or other_low > high + slack


def latest(found: Sequence[FigurePoint]) -> tuple[FigurePoint, ...]:
    """Each voice's latest word of each series."""
    revised = {point.revises for point in found}
    return tuple(point for point in found if point.id not in revised and not point.recalled)


def envelope(found: Iterable[FigurePoint]) -> tuple[float | None, float | None]:
    """The least low and the greatest high bound that anybody gives; None where nobody gives one. Never an average."""
    some = list(found)
    lows = [p.low if p.low is not None else p.high for p in some if p.low is not None or p.high is not None]
    highs = [p.high if p.high is not None else p.low for p in some if p.low is not None or p.high is not None]
    return (min(lows, default=None), max(highs, default=None))  # type: ignore[type-var]


def contradictions(found: Sequence[FigurePoint], entries: Sequence[Entry], roots: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Figures that cannot both hold, and assertions that another voice denies."""
    told = [point for point in found if point.vague is None and not point.recalled]
    pairs = [pair for pair in combinations(told, 2) if comparable(*pair) and _one_period(*pair)]
    clashes = [clash for a, b in pairs if (clash := _clash(a, b))]
    return (*clashes, *_denials(entries, roots))


def _one_period(a: FigurePoint, b: FigurePoint) -> bool:
    """Told by one report, or on days that are near: an unknown day is near to none."""
    if a.report == b.report:
        return True
    one, other = days.bounds(a.date), days.bounds(b.date)
    if one is None or other is None or max(days.length(a.date) or _LONG, days.length(b.date) or _LONG) > _PERIOD:
        return False
    return one[0] <= other[1] and other[0] <= one[1] or (days.apart(one[0], other[0]) or 0) <= _PERIOD


def _clash(a: FigurePoint, b: FigurePoint) -> Contradiction | None:
    same = tuple(f"same {name}" for name in ("what", "whom", "scope", "unit") if getattr(a, name) == getattr(b, name) and getattr(a, name))
    if not _one_origin(a, b):
        return Contradiction("figures", a.id, b.id, a.what, (*same, "bounds exclude each other")) if disjoint(a, b) else None
    if b.revises or a.revises or _agree(a, b) or not _own(a, b):
        return None
    return Contradiction("self", a.id, b.id, a.what, (*same, "one voice, other bounds"))


def _own(a: FigurePoint, b: FigurePoint) -> bool:
    """Two reports tell another figure of one voice: within one report it may be of something else."""
    return a.report != b.report


def _denials(entries: Sequence[Entry], roots: Mapping[str, str]) -> Iterable[Contradiction]:
    """Each denial with the assertion that it answers: the last one before it, of its own report where there is one.

    A voice may also deny what others have ascribed to it."""
    ordered = [entry for entry in in_order(counted(entries, roots)) if entry.voice.named]
    done: set[tuple[str, str]] = set()
    for i, denial in enumerate(ordered):
        if effect(denial) != DENIES:
            continue
        who = voice_key(denial, roots)
        told = [e for e in ordered[:i] if effect(e) == ASSERTS and (voice_key(e, roots) != who or len(e.chain) > 1)]
        if not told:
            continue
        answered = next((e for e in reversed(told) if e.report == denial.report), told[-1])
        pair = (answered.chain[-1], who)
        if pair not in done:
            done.add(pair)
            yield Contradiction("denial", answered.id, denial.id, denial.proposition.frame or "", ("one asserts what the other denies",))
