"""The page of one claim, as flat rows: moves, figures, sources by claim, reactions, places, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..ledger.claims import copy_roots
from ..ledger.effects import REACTS, effect, voice_key
from ..ledger.figures import envelope, latest
from ..model import Entry, FigurePoint, PlaceMention, Reading, Spelling
from ..store import desk as tables
from .desk import EntryRow, entry_row, outlet
from .ledger import Ledger
from .rows import ClaimRow, ClaimView, ReportRow

COLUMNS = 5
"""Other claims that stand beside a claim in its matrix."""
READ = 24
"""Reports whose places are looked up for one map."""


@dataclass(frozen=True, slots=True)
class Move:
    """``changed``: the status after it is not the one before."""

    date: str | None
    known: str | None
    move: str
    status: str
    changed: bool
    entry: EntryRow
    entries: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One voice's word on a figure. ``group`` numbers the series it can be compared in; ``latest``: nothing revises it.
    ``record`` is the id of the record of the report from which its entry was made."""

    id: str
    group: int
    what: str
    scope: str | None
    unit: str | None
    voice: str
    voice_id: str
    date: str | None
    known: str | None
    low: float | None
    high: float | None
    approx: bool
    vague: str | None
    quote: str
    revises: str | None
    recalled: bool
    latest: bool
    entry: str
    record: str
    report: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that can be compared, and the envelope of the latest words."""

    what: str
    scope: str | None
    unit: str | None
    rows: tuple[FigureRow, ...]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a voice last did to a claim. ``told`` counts its own entries, ``copies`` those that copies repeat."""

    effect: str
    entry: EntryRow
    told: int
    copies: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    voice: str
    voice_id: str
    named: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two words that cannot both hold; figures where it is about figures, else entries."""

    kind: str
    what: str
    first: FigureRow | EntryRow
    second: FigureRow | EntryRow
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the claim's entries name. ``precision`` is country, admin1, city or place; without ``lat`` it can
    only be listed, or drawn as its country."""

    name: str
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    times: int
    report: str


@dataclass(frozen=True, slots=True)
class Story:
    """One claim as it was known on a day. ``days`` are all days on which something became known, also later ones,
    ``spellings`` the voices that count as one under two spellings."""

    row: ClaimRow
    as_of: str | None
    days: tuple[str, ...]
    undated: int
    decided_by: tuple[EntryRow, ...]
    declined: tuple[str, ...]
    copies: int
    moves: tuple[Move, ...]
    figures: tuple[FigureGroup, ...]
    claims: tuple[ClaimRow, ...]
    matrix: tuple[MatrixRow, ...]
    reactions: tuple[EntryRow, ...]
    clashes: tuple[Clash, ...]
    entries: tuple[EntryRow, ...]
    spots: tuple[Spot, ...]
    spellings: tuple[Spelling, ...]


def story(ledger: Ledger, claim: str, as_of: str | None = None) -> Story:
    """Raises UsageError where there is no such claim, or nothing was known by then."""
    view = ledger.show(claim, as_of)
    rows = _entry_rows(view)
    figures = _figures(view, rows)
    points = {row.id: row for group in figures for row in group.rows}
    known = [entry.known for entry in ledger.store.claim_entries(view.row.id)[0]]
    claims, matrix = _matrix(ledger, view, rows, as_of)
    return Story(
        row=view.row,
        as_of=as_of,
        days=tuple(sorted({day for day in known if day})),
        undated=sum(day is None for day in known),
        decided_by=tuple(rows[one] for one in view.account.status.decided_by if one in rows),
        declined=tuple(dict.fromkeys(view.account.status.declined)),
        copies=len({entry.report for entry in view.account.entries} & view.copies.keys()),
        moves=tuple(_moves(view, rows)),
        figures=figures,
        claims=claims,
        matrix=matrix,
        reactions=tuple(rows[entry.id] for entry in view.account.entries if effect(entry) == REACTS),
        clashes=tuple(_clashes(view, rows, points)),
        entries=tuple(rows[entry.id] for entry in view.account.entries),
        spots=tuple(_spots(ledger, view)),
        spellings=view.account.spellings,
    )


def figure_groups(view: ClaimView) -> tuple[FigureGroup, ...]:
    """The figures of a claim in the series in which they can be compared."""
    return _figures(view, _entry_rows(view))


def _entry_rows(view: ClaimView) -> dict[str, EntryRow]:
    account = view.account
    return {
        entry.id: entry_row(entry, view.row.id, view.reports.get(entry.report), entry.report in view.copies, entry.id in account.rejected)
        for entry in account.entries
    }


def _moves(view: ClaimView, rows: Mapping[str, EntryRow]) -> Iterable[Move]:
    before = ""
    for move in view.account.moves:
        yield Move(move.date, move.known, move.move, move.status, move.status != before, rows[move.entries[0]], len(move.entries))
        before = move.status


def _figures(view: ClaimView, entries: Mapping[str, EntryRow]) -> tuple[FigureGroup, ...]:
    groups: dict[tuple[str, str | None, str | None], list[FigurePoint]] = {}
    for point in view.account.points:
        groups.setdefault((point.what, point.scope, point.unit), []).append(point)
    found = []
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0][0], item[0][1] or "", item[0][2] or ""))
    for number, ((what, scope, unit), points) in enumerate(ordered):
        last = latest(points)
        ids = {point.id for point in last}
        rows = tuple(_figure(point, number, point.id in ids, view.reports, entries) for point in points)
        found.append(FigureGroup(what, scope, unit, rows, *envelope(last)))
    return tuple(found)


def _figure(
    point: FigurePoint, group: int, last: bool, reports: Mapping[str, ReportRow], entries: Mapping[str, EntryRow]
) -> FigureRow:  # fmt: skip
    return FigureRow(
        point.id, group, point.what, point.scope, point.unit, point.voice.name, point.voice.id, point.date, point.known,
        point.low, point.high, point.approx, point.vague, " ".join(point.quote.split()), point.revises, point.recalled, last,
        point.entries[0], entries[point.entries[0]].source, point.report, outlet(reports.get(point.report)),
    )  # fmt: skip


def _matrix(
    ledger: Ledger, view: ClaimView, rows: Mapping[str, EntryRow], as_of: str | None
) -> tuple[tuple[ClaimRow, ...], tuple[MatrixRow, ...]]:  # fmt: skip
    """Voices by claims: this one first, then those that share most reports with it."""
    others = tables.neighbours(ledger.store, view.row.id, sorted(view.reports), COLUMNS)
    views = [view, *(known for one in others if (known := ledger._known(one, as_of)))]
    cells: dict[str, dict[int, list[Entry]]] = {}
    for column, one in enumerate(views):
        roots = copy_roots(one.copies)
        for entry in one.account.entries:
            if entry.id not in one.account.rejected:
                cells.setdefault(voice_key(entry, roots), {}).setdefault(column, []).append(entry)
    own = [(key, found) for key, found in cells.items() if 0 in found]
    names = {key: next(iter(found.values()))[0].voice for key, found in own}
    reports = ledger._reports({entry.report for _, found in own for some in found.values() for entry in some}, {})
    matrix = tuple(
        MatrixRow(names[key].name, names[key].id, names[key].named, tuple(_cell(found.get(i, ()), one, reports) for i, one in enumerate(views)))
        for key, found in sorted(own, key=lambda item: (not names[item[0]].named, -sum(map(len, item[1].values())), item[0]))
    )
    return tuple(one.row for one in views), matrix


def _cell(entries: Sequence[Entry], view: ClaimView, reports: Mapping[str, ReportRow]) -> Cell | None:
    if not entries:
        return None
    told = [entry for entry in entries if effect(entry) != REACTS] or list(entries)
    own = [entry for entry in told if entry.report not in view.copies] or told[:1]
    last = own[-1]
    row = entry_row(last, view.row.id, reports.get(last.report), last.report in view.copies)
    return Cell(effect(last), row, len(own), len({entry.report for entry in told if entry.report in view.copies} - {last.report}))


def _clashes(view: ClaimView, rows: Mapping[str, EntryRow], points: Mapping[str, FigureRow]) -> Iterable[Clash]:
    for one in view.account.contradictions:
        table: Mapping[str, FigureRow | EntryRow] = rows if one.kind == "denial" else points
        yield Clash(one.kind, one.what, table[one.first], table[one.second], one.because)


def _spots(ledger: Ledger, view: ClaimView) -> Iterable[Spot]:
    """Places inside the words of the claim's entries, each once."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for entry in view.account.entries:
        if entry.report not in view.copies and (entry.report in spans or len(spans) < READ):
            spans.setdefault(entry.report, []).extend((span.start, span.end) for span in entry.content)
    found: dict[tuple[str, str | None], list[tuple[PlaceMention, str]]] = {}
    for report, some in spans.items():
        for place in _places(ledger, report):
            if any(start <= place.span.start < end for start, end in some):
                key = (f"{place.geonameid}" if place.geonameid else place.name, place.country)
                found.setdefault(key, []).append((place, report))
    for mentions in sorted(found.values(), key=lambda some: (-len(some), some[0][0].name)):
        place, report = mentions[0]
        yield Spot(place.name, place.country, place.precision, place.lat, place.lon, len(mentions), report)


def _places(ledger: Ledger, report: str) -> tuple[PlaceMention, ...]:
    sha = ledger.store.reading_sha(report)
    return () if sha is None else _kept_places(_Asked(ledger, report, sha))


class _Asked:
    """A reading by its hash: what was looked up once is not looked up again."""

    def __init__(self, ledger: Ledger, report: str, sha: str) -> None:
        self.ledger, self.report, self.sha = ledger, report, sha

    def __hash__(self) -> int:
        return hash(self.sha)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.sha == self.sha

    def reading(self) -> Reading:
        return self.ledger.store.reading(self.report)


@lru_cache(maxsize=2000)
def _kept_places(asked: _Asked) -> tuple[PlaceMention, ...]:
    return asked.reading().places
