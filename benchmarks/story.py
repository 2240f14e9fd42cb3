"""What a story's ledger tells, in the form of the stories' gold: copies, a timeline of moves, series of figures.

The gold asks one question of each story; its answer is told by the claims that most of the story's reports are about.
Its words for moves differ from the ledger's: :data:`MOVES` is the translation. ``confirmed_by_third_party`` is the move
with which a claim becomes corroborated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ondit.ledger import days
from ondit.ledger.claims import Account, account, copy_roots
from ondit.ledger.figures import numbers_of
from ondit.ledger.reconcile import reconcile
from ondit.ledger.shelf import Memory
from ondit.model import Contradiction, FigurePoint, Reading, StatusMove

MOVES = {
    "rumoured": "alleged",
    "alleged": "alleged",
    "reported": "reported",
    "confirmed": "reported",
    "denied": "denied",
    "retracted": "denied",
    "not_confirmed": "not_confirmed",
    "acknowledged": "acknowledged_by_party",
    "revised": "revised",
}


_VALUE = ("what", "low", "high")


def told(story: str, readings: Mapping[str, Reading]) -> dict[str, Any]:
    """The prediction for one story; ``readings`` by the id of their document."""
    shelf = Memory()
    names: dict[str, str] = {}
    for name, reading in readings.items():
        revision, made = reconcile(reading, shelf)
        names[revision.report] = name
        shelf.apply(revision, made)
    roots = copy_roots(shelf.copies)
    groups: dict[str, list[str]] = {}
    for report in names:
        groups.setdefault(roots.get(report, report), []).append(names[report])
    accounts = _accounts(shelf)
    return {
        "story": story,
        "copies": sorted(sorted(group) for group in groups.values() if len(group) > 1),
        "timeline": _timeline(accounts, names, shelf),
        "figure_series": _series(accounts, names, shelf),
        "contradictions": [_contradiction(clash, one, names) for one in accounts for clash in one.contradictions],
    }


def _accounts(shelf: Memory) -> list[Account]:
    """The claims that tell the story, those of most reports first."""
    claims: dict[str, list[str]] = {}
    for entry in shelf.entries:
        head = entry
        while (link := shelf.links[head].to) is not None:
            head = link
        claims.setdefault(head, []).append(entry)
    numbers = numbers_of(shelf.entries.values())
    found = [account([shelf.entries[one] for one in ids], (), shelf.copies, numbers=numbers) for ids in claims.values()]
    sizes = {one.claim.id: len({entry.report for entry in one.entries}) for one in found}
    return sorted(found, key=lambda one: (-sizes[one.claim.id], one.claim.id))


def _timeline(accounts: list[Account], names: Mapping[str, str], shelf: Memory) -> list[dict[str, Any]]:
    found: dict[tuple[str | None, ...], dict[str, Any]] = {}
    shared = {one.claim.frame for one in accounts if len({entry.report for entry in one.entries}) > 1}
    for one in accounts:
        # The story is what several of its reports tell of; a kind of act that one alone knows of is another matter.
        if one.claim.frame not in shared or (one.claim.frame is None and len({entry.voice.id for entry in one.entries}) < 2):
            continue
        before = ""
        for move in one.moves:
            statuses = [MOVES[move.move]] if move.move in MOVES else []
            if move.status == "corroborated" != before and before:
                statuses.append("confirmed_by_third_party")
            before = move.status
            for status in statuses:
                # What is only known to a month, or not dated at all, is told by each report for itself.
                own = None if days.length(move.date) == 1 else names[shelf.entries[move.entries[0]].report]
                row = found.setdefault((move.date, status, own), {"date": move.date, "status": status, "by": [], "doc ids": []})
                _note(row, move, names, shelf)
    return sorted(found.values(), key=lambda row: (row["date"] or "9999", row["status"]))


def _note(row: dict[str, Any], move: StatusMove, names: Mapping[str, str], shelf: Memory) -> None:
    ids = [names[shelf.entries[entry].report] for entry in move.entries]
    row["doc ids"] = sorted({*row["doc ids"], *ids})
    row["by"] = list(dict.fromkeys([*row["by"], move.voice.name]))


def _series(accounts: list[Account], names: Mapping[str, str], shelf: Memory) -> list[dict[str, Any]]:
    """Figures of a class, those of the largest claims first. A bound that a report without a date repeats is no point of
    its own."""
    found: list[dict[str, Any]] = []
    points = [point for one in accounts for point in one.points if point.what != "other" and point.vague is None]
    for point in sorted(points, key=lambda one: one.date is None):
        row = _point(point, names, shelf)
        same = next((old for old in found if [old[key] for key in _VALUE] == [row[key] for key in _VALUE]), None)
        if same is not None and (row["date"] is None or row["date"] == same["date"]):
            same["doc ids"] = sorted({*same["doc ids"], *row["doc ids"]})
        else:
            found.append(row)
    return found


def _point(point: FigurePoint, names: Mapping[str, str], shelf: Memory) -> dict[str, Any]:
    return {
        "what": point.what,
        "whom": point.whom,
        "date": point.date,
        "by": point.voice.name,
        "doc ids": sorted({names[shelf.entries[entry].report] for entry in point.entries}),
        "low": point.low,
        "high": point.high,
    }


def _contradiction(clash: Contradiction, of: Account, names: Mapping[str, str]) -> dict[str, Any]:
    sides = {point.id: _side(point) for point in of.points} | {
        entry.id: f"{entry.voice.name}: {entry.stance} ({names[entry.report]})" for entry in of.entries
    }
    return {"what": clash.what or of.claim.frame or "", "kind": clash.kind, "between": [sides[clash.first], sides[clash.second]]}


def _side(point: FigurePoint) -> str:
    return f"{point.voice.name}: {point.low} to {point.high} ({point.date})"
