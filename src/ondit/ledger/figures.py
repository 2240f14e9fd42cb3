"""Figures of a claim over time: each voice's word, what it revises, what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from ..model import Contradiction, Count, Entry, FigurePoint, Voice
from . import days, frames
from .effects import ASSERTS, DENIES, FORETELLS, REACTS, WEAKLY, counted, effect, independent, voice_key
from .identity import digest
from .status import in_order

_LATE = 7
"""Days between saying and publication after which a figure is recalled and not told."""
_PERIOD = 4
"""Days within which two figures are of one period."""
_LONG = 999
_SHARED, _TELLING = 2, 20
"""Figures that two reports have in common when they are of one time, and the least number that tells: small ones coincide."""
_INFINITE = float("inf")
_OTHER = "other"
"""What is counted has no class: dropped where the same voice gives the same figure with one."""


def points(entries: Sequence[Entry], roots: Mapping[str, str]) -> tuple[FigurePoint, ...]:
    """The figures of a claim in the order in which they became known; the same word of one voice is one point."""
    found: list[FigurePoint] = []
    by_origin: dict[tuple[str, ...], list[int]] = {}
    for entry in in_order(entries):
        if effect(entry) not in (ASSERTS, WEAKLY, REACTS, FORETELLS):
            continue
        for count in entry.counts:
            point = _point(entry, count, roots)
            near = sorted({i for origin in _origins(point) for i in by_origin.get(origin, ())})
            same = next((i for i in near if _same(found[i], point, entry.report in roots)), None)
            if same is None:
                for origin in _origins(point):
                    by_origin.setdefault(origin, []).append(len(found))
                found.append(_placed(point, [found[i] for i in near]))
            elif entry.id not in found[same].entries:
                found[same] = replace(found[same], entries=(*found[same].entries, entry.id))
    classed = {(point.voice.id, *bounds(point)) for point in found if point.what != _OTHER}
    return tuple(point for point in found if point.what != _OTHER or (point.voice.id, *bounds(point)) not in classed)


def _origins(point: FigurePoint) -> set[tuple[str, ...]]:
    """What points of one origin (:func:`_one_origin`) that count alike share one of."""
    return {(point.what, link) for link in (*point.chain, f"side:{point.voice.side}")}


def _point(entry: Entry, count: Count, roots: Mapping[str, str]) -> FigurePoint:
    scope = count.scope
    if scope == "included" and not any(o.what == count.what and o is not count for o in entry.counts):
        # Part of a figure of another kind ("4,700 losses, 600 of them dead") is the whole of its own kind.
        scope = None
    if scope is None and any(_larger(other, count) for other in entry.counts):
        # "11,300 in one town and 170 elsewhere": the smaller one stands beside the larger one and not for the whole.
        scope = "additional"
    voice = replace(entry.voice, id=voice_key(entry, roots))
    return FigurePoint(
        "p" + digest(entry.id, count.figure), count.what, count.whom, scope, count.unit, voice,
        entry.chain if independent(entry.voice) else (voice.id,), entry.said, entry.known, count.low, count.high,
        count.approx, count.vague, entry.stance, (entry.id,), entry.report, entry.proposition.places,
        count.span.quote, weekday=entry.weekday,
    )  # fmt: skip


def _larger(other: Count, count: Count) -> bool:
    a, b = (other.high if other.high is not None else other.low), (count.high if count.high is not None else count.low)
    return (other.what, other.unit) == (count.what, count.unit) and a is not None and b is not None and a > b


def _same(old: FigurePoint, new: FigurePoint, copied: bool) -> bool:
    """One word told again: by the same voice, or through one that relayed it, on days that can be the same; in a copy
    that may be some days later."""
    if (old.low, old.high, old.vague) != (new.low, new.high, new.vague) or not _alike(old, new) or not _one_origin(old, new):
        return False
    return days.overlap(old.date, new.date) is not False or (copied and (days.apart(old.known, new.known) or 0) <= _PERIOD)


def _one_origin(a: FigurePoint, b: FigurePoint) -> bool:
    """Told by one voice, through one relay, or by two who speak for one body. (Two officials of one country may well
    have other figures.)"""
    return not set(a.chain).isdisjoint(b.chain) or _one_body(a.voice, b.voice)


def _one_body(a: Voice, b: Voice) -> bool:
    return a.side == b.side and a.side not in (a.country, "")


def _placed(point: FigurePoint, before: Sequence[FigurePoint]) -> FigurePoint:
    """The point with what it revises, or marked as recalled."""
    series = [old for old in before if comparable(old, point) and _one_origin(old, point)]
    said, known = days.bounds(point.date), point.known
    if said and known and (days.apart(said[1], known) or 0) > _LATE:
        near = next((old for old in series if days.overlap(old.date, point.date)), None)
        return replace(point, recalled=True, revises=None if near is None else near.revises)
    last = next((old for old in reversed(series) if not old.recalled), None)
    if last is not None and _newer(point, last) and not _agree(last, point) and not _weaker(point, last):
        return replace(point, revises=last.id)
    return point


def _weaker(point: FigurePoint, old: FigurePoint) -> bool:
    """Whether the older word says all that the newer one says, and more: after "at least 600", "more than 500"."""
    (low, high), (old_low, old_high) = bounds(point), bounds(old)
    return low <= old_low and old_high <= high


def _newer(point: FigurePoint, old: FigurePoint) -> bool:
    a, b = days.bounds(point.date), days.bounds(old.date)
    return bool(a and b and a[0] > b[1])


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


def contradictions(
    found: Sequence[FigurePoint], entries: Sequence[Entry], roots: Mapping[str, str], numbers: Mapping[str, AbstractSet[str]] | None = None
) -> tuple[Contradiction, ...]:
    """Figures that cannot both hold, and assertions that another voice denies.

    ``numbers`` are for each report what it counts, in this claim and in others (:func:`numbers_of`): where a report has
    no date they tell what it is of one time with.
    """
    frame = next((entry.proposition.frame for entry in entries if entry.proposition.frame), None)
    times = _Times(numbers if numbers is not None else numbers_of(entries), frame in frames.GROWING)
    pairs = [pair for pair in _near(_speaking(found)) if _both_told(*pair) and comparable(*pair) and times.one(*pair)]
    clashes: dict[tuple[object, ...], Contradiction] = {}
    for a, b in pairs:
        if clash := _clash(a, b):
            clashes.setdefault((a.what, *sorted([(a.voice.side, *bounds(a)), (b.voice.side, *bounds(b))])), clash)
    return (*clashes.values(), *_denials(entries, roots))


def _near(found: Sequence[FigurePoint]) -> Iterable[tuple[FigurePoint, FigurePoint]]:
    """Pairs that count alike and can be of one time, in order: in a long story the days of most are far apart."""
    by_what: dict[tuple[str, str | None, str | None], list[int]] = {}
    for i, point in enumerate(found):
        by_what.setdefault((point.what, point.scope, point.unit), []).append(i)
    pairs: set[tuple[int, int]] = set()
    for places in by_what.values():
        dated = sorted((_day(found[i]), i) for i in places if _day(found[i]))
        loose = [i for i in places if not _day(found[i])]
        pairs.update((min(i, j), max(i, j)) for i in loose for j in places if i != j)
        reports: dict[str, list[int]] = {}
        for n, (day, i) in enumerate(dated):
            pairs.update((min(i, j), max(i, j)) for j in reports.setdefault(found[i].report, []))
            reports[found[i].report].append(i)
            for later, j in dated[n + 1 :]:
                if later - day > 2 * _PERIOD:
                    break
                pairs.add((min(i, j), max(i, j)))
    return [(found[i], found[j]) for i, j in sorted(pairs)]


def _day(point: FigurePoint) -> int:
    """The first day of a word that is told of a few days at most, as a number; 0 for any other."""
    known = days.bounds(point.date)
    return date.fromisoformat(known[0]).toordinal() if known and (days.length(point.date) or _LONG) <= _PERIOD else 0


def _both_told(a: FigurePoint, b: FigurePoint) -> bool:
    """A recalled figure counts beside what another voice of its side says in the same report."""
    return not (a.recalled or b.recalled) or (a.report == b.report and a.voice.side == b.voice.side and a.voice.id != b.voice.id)


def _speaking(told: Sequence[FigurePoint]) -> list[FigurePoint]:
    """Figures without those of outlets and unnamed sources that somebody with a name says, too."""
    named = {(point.what, *bounds(point)) for point in told if independent(point.voice)}
    return [point for point in told if independent(point.voice) or point.vague or (point.what, *bounds(point)) not in named]


def numbers_of(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """What the reports of some entries count, by the report's key."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        for count in entry.counts:
            if (one := number(count.what, count.low, count.high, count.vague)) is not None:
                found.setdefault(entry.report, set()).add(one)
    return found


def number(what: str, low: float | None, high: float | None, vague: str | None) -> str | None:
    """A figure without its bounds; None for one that many reports may have by chance."""
    value = low if low is not None else high
    return None if value is None or vague is not None or value < _TELLING else f"{what} {value:g}"


@dataclass(frozen=True, slots=True)
class _Times:
    """Which figures are of one time. ``growing``: what is counted changes from day to day."""

    numbers: Mapping[str, AbstractSet[str]]
    growing: bool

    def one(self, a: FigurePoint, b: FigurePoint) -> bool:
        """Told by one report, or on days that are near. Where a day is unknown: told by reports that share figures, or
        figures that do not change with time."""
        if a.report == b.report:
            return True
        one, other = days.bounds(a.date), days.bounds(b.date)
        if one is None or other is None or max(days.length(a.date) or _LONG, days.length(b.date) or _LONG) > _PERIOD:
            if _one_weekday(a, b) or _one_weekday(b, a):
                return True
            return (one is None or other is None) and (not self.growing or self._neighbours(a.report, b.report))
        return one[0] <= other[1] and other[0] <= one[1] or (days.apart(one[0], other[0]) or 0) <= _PERIOD

    def _neighbours(self, one: str, other: str) -> bool:
        return len(self.numbers.get(one, frozenset()) & self.numbers.get(other, frozenset())) >= _SHARED


def _one_weekday(a: FigurePoint, b: FigurePoint) -> bool:
    """One voice, on a Monday of an unknown week and on a Monday that is known: the same as far as anybody can tell."""
    day = b.date[:10] if days.length(b.date) == 1 and b.date else None
    if day is None or a.weekday is None or not _one_origin(a, b) or days.overlap(a.date, day) is False:
        return False
    return date.fromisoformat(day).isoweekday() == a.weekday


def _clash(a: FigurePoint, b: FigurePoint) -> Contradiction | None:
    same = tuple(f"same {name}" for name in ("what", "whom", "scope", "unit") if getattr(a, name) == getattr(b, name) and getattr(a, name))
    if a.vague or b.vague:
        # "Several hundred" has no edge: it contradicts only what the same side says in the same report.
        own = a.report == b.report and a.voice.side == b.voice.side
        return Contradiction("self", a.id, b.id, a.what, (*same, "one side, bounds exclude each other")) if own and _apart(a, b) else None
    if a.voice.id != b.voice.id and not _one_body(a.voice, b.voice):
        return Contradiction("figures", a.id, b.id, a.what, (*same, "bounds exclude each other")) if disjoint(a, b) else None
    if b.revises or a.revises or _agree(a, b) or not _own(a, b) or (_newer(b, a) and _weaker(b, a)) or (_newer(a, b) and _weaker(a, b)):
        return None
    return Contradiction("self", a.id, b.id, a.what, (*same, "one voice, other bounds"))


def _apart(a: FigurePoint, b: FigurePoint) -> bool:
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    return low > other_high or other_low > high


def _own(a: FigurePoint, b: FigurePoint) -> bool:
    """Two reports tell another figure of one voice: within one report it may be of something else."""
    return a.report != b.report


def _denials(entries: Sequence[Entry], roots: Mapping[str, str]) -> Iterable[Contradiction]:
    """Each denial with the assertion that it answers: the last one before it, of its own report where there is one.

    A voice may also deny what others have ascribed to it."""
    ordered = in_order(counted(entries, roots))
    done: set[tuple[str, str]] = set()
    for i, denial in enumerate(ordered):
        if effect(denial) != DENIES or not denial.voice.named:
            continue
        who = voice_key(denial, roots)
        told = [e for e in ordered[:i] if _told(e) and (voice_key(e, roots) != who or len(e.chain) > 1)]
        if not told:
            continue
        answered = next((e for e in reversed(told) if e.report == denial.report), told[-1])
        pair = (answered.chain[-1], who)
        if pair not in done:
            done.add(pair)
            yield Contradiction("denial", answered.id, denial.id, denial.proposition.frame or "", ("one asserts what the other denies",))


def _told(entry: Entry) -> bool:
    """Asserted by a named voice, or by an unnamed one through somebody with a name."""
    return effect(entry) == ASSERTS or (effect(entry) == WEAKLY and not entry.voice.named and len(entry.chain) > 1)
