"""What the desk's lists ask of the tables: pages of claims with facets, neighbours, reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from ..model import Copy
from .engine import reading
from .questions import Questions, _any_of, about, search
from .schema import CLAIM, COPY, ENTRY, READING, REMOVAL, REPORT, REVISION
from .shelf import chunks, copy_in

_OUTLETS = 12
"""Outlets that are offered as a facet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; None asks for nothing. ``tokens`` are alternatives that each must find one in the claim.

    ``since`` and ``until`` are ISO days between which an entry became known; stance, voice, outlet and days have to hold
    for one and the same entry.
    """

    words: str | None = None
    tokens: tuple[tuple[str, ...], ...] = ()
    status: str | None = None
    frame: str | None = None
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


def claims(ask: Questions, wanted: Wanted, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """One page of the claims that are wanted, those of most reports first."""
    with reading(ask.engine, ask.where) as connection:
        # All of them downward, so that the index gives the page without sorting.
        order = (CLAIM.c.reports.desc(), CLAIM.c.entries.desc(), CLAIM.c.id.desc())
        query = select(CLAIM).where(*_conditions(ask, connection, wanted)).order_by(*order).limit(limit).offset(offset)
        return [dict(row._mapping) for row in connection.execute(query)]


def facets(ask: Questions, wanted: Wanted) -> dict[str, list[tuple[str | None, int]]]:
    """How many of the wanted claims have which status and which frame; and the outlets with most reports."""
    with reading(ask.engine, ask.where) as connection:
        conditions = _conditions(ask, connection, wanted)
        found: dict[str, list[tuple[str | None, int]]] = {}
        rows = connection.execute(select(CLAIM.c.status, CLAIM.c.frame, func.count()).where(*conditions).group_by(CLAIM.c.status, CLAIM.c.frame)).all()
        for i, name in enumerate(("status", "frame")):
            counted: Counter[str | None] = Counter()
            for row in rows:
                counted[row[i]] += row[2]
            found[name] = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        outlets = select(REPORT.c.outlet, func.count()).where(REPORT.c.outlet.is_not(None)).group_by(REPORT.c.outlet)
        named = connection.execute(outlets.order_by(func.count().desc(), REPORT.c.outlet).limit(_OUTLETS))
        found["outlet"] = [(row[0], row[1]) for row in named]
        return found


def _conditions(ask: Questions, connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    # Where words or names leave few claims these are looked at one by one: the index of all lists would go through every claim.
    few = bool(wanted.tokens or wanted.words)
    found: list[ColumnElement[bool]] = [func.coalesce(CLAIM.c.joined, "") == "" if few else CLAIM.c.joined.is_(None)]
    for some in wanted.tokens:
        found.append(about(some))
    for name in ("status", "frame"):
        value = getattr(wanted, name)
        if value is not None:
            found.append(CLAIM.c[name].is_(None) if value == "" else CLAIM.c[name] == value)
    if wanted.words:
        found.append(_any_of(CLAIM.c.id, ask._heads(connection, search(connection, wanted.words))))
    entry = _entry_conditions(wanted)
    if entry:
        found.append(exists(select(ENTRY.c.id).where(ENTRY.c.claim == CLAIM.c.id, *entry)))
    return found


def _entry_conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.stance is not None:
        found.append(ENTRY.c.stance == wanted.stance)
    if wanted.since is not None:
        found.append(ENTRY.c.known >= wanted.since)
    if wanted.until is not None:
        found.append(ENTRY.c.known <= wanted.until)
    if wanted.outlet is not None:
        found.append(ENTRY.c.report.in_(select(REPORT.c.key).where(REPORT.c.outlet == wanted.outlet)))
    return found


def neighbours(ask: Questions, claim: str, reports: Sequence[str], most: int) -> list[str]:
    """The claims that share most reports with some reports, best first, without ``claim`` itself."""
    shared = func.count(ENTRY.c.report.distinct())
    head = func.coalesce(CLAIM.c.joined, CLAIM.c.id)
    query = (
        select(head).join(CLAIM, CLAIM.c.id == ENTRY.c.claim)
        .where(ENTRY.c.report.in_(list(reports)[:500]), head != claim)
        .group_by(head).order_by(shared.desc(), func.count().desc(), head).limit(most)
    )  # fmt: skip
    return [row[0] for row in ask._all(query)]


def claims_of_report(ask: Questions, report: str) -> dict[str, str]:
    """Entry -> claim, for the entries of a report."""
    head = func.coalesce(CLAIM.c.joined, CLAIM.c.id).label("head")
    query = select(ENTRY.c.id, head).join(CLAIM, CLAIM.c.id == ENTRY.c.claim).where(ENTRY.c.report == report)
    return {row.id: row.head for row in ask._all(query)}


def heads(ask: Questions, entries: Sequence[str]) -> dict[str, str]:
    """Entry -> claim, for some entries."""
    head = func.coalesce(CLAIM.c.joined, CLAIM.c.id).label("head")
    found: dict[str, str] = {}
    for some in chunks(sorted(set(entries))):
        query = select(ENTRY.c.id, head).join(CLAIM, CLAIM.c.id == ENTRY.c.claim).where(ENTRY.c.id.in_(some))
        found |= {row.id: row.head for row in ask._all(query)}
    return found


def copies_around(ask: Questions, report: str) -> tuple[Copy | None, list[str]]:
    """The copy that a report is, if it is one, and the reports that are copies of it."""
    mine = ask._all(select(COPY).where(COPY.c.report == report))
    theirs = ask._all(select(COPY.c.report).where(COPY.c.original == report).order_by(COPY.c.report))
    return (copy_in(mine[0]) if mine else None), [row.report for row in theirs]


def reports(ask: Questions, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
    """One page of the reports that are in, the latest first, and how many there are."""
    present = select(READING.c.report).where(READING.c.id.not_in(select(REMOVAL.c.reading))).scalar_subquery()
    columns = [c for c in REPORT.c if c.name not in ("bytes", "text")]
    with reading(ask.engine, ask.where) as connection:
        there = and_(REPORT.c.key.in_(present))
        order = (REPORT.c.known.desc(), REPORT.c.key)
        rows = connection.execute(select(*columns).where(there).order_by(*order).limit(limit).offset(offset))
        found = [dict(row._mapping) for row in rows]
        return found, connection.scalar(select(func.count()).select_from(REPORT).where(there)) or 0


def stamp(ask: Questions) -> int:
    """A number that grows with every change of the ledger."""
    return int(ask._all(select(func.coalesce(func.max(REVISION.c.id), 0)))[0][0])
