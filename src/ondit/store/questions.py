"""What can be asked of the tables: rows as records, nothing more."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, func, not_, or_, select, text

from ..errors import UsageError
from ..ledger.claims import joined
from ..ledger.figures import number
from ..ledger.tokens import fold
from ..model import Copy, Decision, Entry, Link, Reading, codec
from ..model.plain import load
from .engine import reading
from .schema import CLAIM, CLAIM_TOKEN, COPY, DECISION, ENTRY, FIGURE, READING, REMOVAL, REPORT, REVISION, VOICE
from .shelf import chunks, copy_in, link_in, pairs
from .write import copies_of, entries_in

_REMOVED = select(REMOVAL.c.reading)


UNDO = "undo"
"""The verdict of a row that takes an earlier ruling back; its subject is that ruling."""


def decisions_in(connection: Connection) -> list[Decision]:
    """The rulings that stand, in the order in which they were made: those that were taken back are left out."""
    rulings = rulings_in(connection)
    undone = {subject for ruling in rulings if ruling.verdict == UNDO for subject in ruling.subjects}
    return [ruling for ruling in rulings if ruling.verdict != UNDO and ruling.id not in undone]


def rulings_in(connection: Connection) -> list[Decision]:
    """All rulings, those that were taken back too, in the order in which they were made."""
    rows = connection.execute(select(DECISION).order_by(DECISION.c.seq))
    return [
        Decision(r.id, r.verdict, tuple(json.loads(r.subjects)), r.who, r.why, r.recorded, r.field, r.value) for r in rows
    ]


class Questions:
    """An open ledger that is asked. ``where`` names it in errors."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with reading(self.engine, self.where) as connection:
            return connection.execute(query).all()

    # --- reports ----------------------------------------------------------------------------------------------

    def reports(self, keys: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """The reports that are in (or those named): what is known of each, without bytes and text."""
        columns = [c for c in REPORT.c if c.name not in ("bytes", "text")]
        query = select(*columns).order_by(REPORT.c.known, REPORT.c.key)
        if keys is None:
            present = select(READING.c.report).where(READING.c.id.not_in(_REMOVED)).scalar_subquery()
            return [dict(row._mapping) for row in self._all(query.where(REPORT.c.key.in_(present)))]
        found = [row for some in chunks(sorted(set(keys))) for row in self._all(query.where(REPORT.c.key.in_(some)))]
        return [dict(row._mapping) for row in found]

    def reading_sha(self, report: str) -> str | None:
        """The hash of the current reading of a report, None where it is not in."""
        with reading(self.engine, self.where) as connection:
            row = self.current_reading(connection, report)
            return None if row is None else row.sha256

    def current_reading(self, connection: Connection, report: str) -> Any:
        """Number and hash of the latest reading, None where the report is not in or was removed."""
        query = select(READING.c.id, READING.c.sha256).where(READING.c.report == report).order_by(READING.c.id.desc()).limit(1)
        row = connection.execute(query).one_or_none()
        if row is None or connection.scalar(select(func.count()).select_from(REMOVAL).where(REMOVAL.c.reading == row.id)):
            return None
        return row

    def reading(self, report: str) -> Reading:
        """The current reading of a report. Raises UsageError where it is not in, IntegrityError where it is damaged."""
        with reading(self.engine, self.where) as connection:
            row = self.current_reading(connection, report)
            body = None if row is None else connection.scalar(select(READING.c.body).where(READING.c.id == row.id))
        if body is None:
            raise UsageError(f"there is no report {report!r}", where=self.where, cure="`ondit sources` and `ondit claims` list what is there")
        return codec.loads(zlib.decompress(body))

    def raw(self, report: str) -> bytes:
        """The bytes of a report as they were added."""
        found = self._all(select(REPORT.c.bytes).where(REPORT.c.key == report))
        if not found:
            raise UsageError(f"there is no report {report!r}", where=self.where)
        return zlib.decompress(found[0].bytes)

    def require_report(self, connection: Connection, report: str) -> None:
        if connection.scalar(select(REPORT.c.key).where(REPORT.c.key == report)) is None:
            raise UsageError(f"there is no report {report!r}", where=self.where)

    def require_entry(self, connection: Connection, entry: str) -> None:
        if connection.scalar(select(ENTRY.c.id).where(ENTRY.c.id == entry)) is None:
            raise UsageError(f"there is no claim or entry {entry!r}", where=self.where, cure="`ondit claims` lists the claims, `ondit show CLAIM` their entries")

    def copies_from(self, connection: Connection, report: str) -> list[str]:
        return list(connection.scalars(select(COPY.c.report).where(COPY.c.original == report)))

    # --- claims -----------------------------------------------------------------------------------------------

    def claims(
        self, *, tokens: Sequence[Sequence[str]] = (), status: str | None = None, frame: str | None = None, words: str | None = None,
        limit: int | None = None, least: int = 1,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Rows of the table of claims, those of most reports first. of each of ``tokens`` one must stand in the
        claim, ``words`` in what one of its entries says; ``least`` entries."""
        wanted: list[ColumnElement[bool]] = [CLAIM.c.joined.is_(None), CLAIM.c.entries >= least]
        for some in tokens:
            wanted.append(about(some))
        if status is not None:
            wanted.append(CLAIM.c.status == status)
        if frame is not None:
            wanted.append(CLAIM.c.frame == frame)
        with reading(self.engine, self.where) as connection:
            if words is not None:
                wanted.append(_any_of(CLAIM.c.id, self._heads(connection, search(connection, words))))
            order = (CLAIM.c.reports.desc(), CLAIM.c.entries.desc(), CLAIM.c.id)
            rows = connection.execute(select(CLAIM).where(*wanted).order_by(*order).limit(limit))
            return [dict(row._mapping) for row in rows]

    def _heads(self, connection: Connection, entries: Sequence[str]) -> list[str]:
        found: set[str] = set()
        for some in chunks(entries):
            query = select(func.coalesce(CLAIM.c.joined, CLAIM.c.id)).join(ENTRY, ENTRY.c.claim == CLAIM.c.id)
            found.update(connection.scalars(query.where(ENTRY.c.id.in_(some))))
        return sorted(found)

    def known_claims(self, as_of: str) -> list[str]:
        """Claims of which something was known on a day."""
        query = select(ENTRY.c.claim).where(ENTRY.c.known <= as_of).distinct()
        return [row.claim for row in self._all(query)]

    def matching(self, beginning: str) -> list[str]:
        """Ids of claims, else of entries, that begin so; ten at most."""
        for column in (CLAIM.c.id, ENTRY.c.id):
            found = self._all(select(column).where(column.startswith(beginning, autoescape=True)).order_by(column).limit(10))
            if found:
                return [row[0] for row in found]
        return []

    def claim_of(self, entry: str) -> str | None:
        found = self._all(select(ENTRY.c.claim).where(ENTRY.c.id == entry))
        return found[0].claim if found else None

    def claim_entries(self, claim: str) -> tuple[list[Entry], list[Decision], dict[str, Copy]]:
        """The entries of a claim, with those that rulings joined to it, all rulings, and the copies among its reports."""
        with reading(self.engine, self.where) as connection:
            rulings = decisions_in(connection)
            group = {claim}
            if rulings:
                subjects = sorted({subject for ruling in rulings for subject in ruling.subjects})
                roots = pairs(connection, select(ENTRY.c.id, ENTRY.c.claim).where(ENTRY.c.id.in_(subjects)))
                group = joined(rulings, roots).get(claim, group)
            entries = sorted(entries_in(connection, sorted(group)), key=lambda entry: entry.rank)
            return entries, rulings, copies_of(connection, entries)

    def links(self, entries: Sequence[str]) -> dict[str, Link]:
        """The links of entries by their id."""
        query = select(ENTRY.c.id, ENTRY.c.link_to, ENTRY.c.score, ENTRY.c.because)
        found = [row for some in chunks(entries) for row in self._all(query.where(ENTRY.c.id.in_(some)))]
        return {row.id: link_in(row) for row in found}

    # --- voices and figures -----------------------------------------------------------------------------------

    def voices(self, words: str | None = None) -> list[dict[str, Any]]:
        """Every voice: its id, name, country, how many entries, reports and claims it has, and from when to when."""
        query = select(
            ENTRY.c.voice, func.min(ENTRY.c.voice_name).label("name"), func.max(ENTRY.c.voice_country).label("country"),
            func.max(ENTRY.c.named).label("named"), func.count().label("entries"),
            func.count(ENTRY.c.report.distinct()).label("reports"), func.count(ENTRY.c.claim.distinct()).label("claims"),
            func.min(ENTRY.c.known).label("first"), func.max(ENTRY.c.known).label("last"),
        ).group_by(ENTRY.c.voice)  # fmt: skip
        if words is not None:
            wanted = fold(words)
            named = select(VOICE.c.id).where(or_(VOICE.c.folded.contains(wanted, autoescape=True), VOICE.c.id == wanted))
            query = query.where(ENTRY.c.voice.in_(named))
        rows = [dict(row._mapping) for row in self._all(query)]
        return sorted(rows, key=lambda row: (-row["named"], -row["entries"], row["voice"]))

    def entries_of_voice(self, voices: Sequence[str]) -> list[Entry]:
        """Everything that some voices say, in the order in which it became known."""
        query = select(ENTRY.c.body).where(ENTRY.c.voice.in_(list(voices))).order_by(ENTRY.c.rank)
        return [load(Entry, row.body) for row in self._all(query)]

    def claims_with_figures(self, what: str | None, whom: str | None) -> list[str]:
        """Claims in which something is counted."""
        query = select(ENTRY.c.claim).join(FIGURE, FIGURE.c.entry == ENTRY.c.id).distinct()
        if what is not None:
            query = query.where(FIGURE.c.what == what)
        if whom is not None:
            query = query.where(or_(FIGURE.c.whom == whom, and_(FIGURE.c.whom.is_(None), ENTRY.c.gist.contains(f'"={whom}"', autoescape=True))))
        return [row.claim for row in self._all(query)]

    def numbers(self, reports: Iterable[str]) -> dict[str, set[str]]:
        """What some reports count, as :func:`ondit.ledger.figures.numbers_of` tells it."""
        found: dict[str, set[str]] = {}
        query = select(ENTRY.c.report, FIGURE.c.what, FIGURE.c.low, FIGURE.c.high, FIGURE.c.vague).join(FIGURE, FIGURE.c.entry == ENTRY.c.id)
        for some in chunks(sorted(set(reports))):
            for row in self._all(query.where(ENTRY.c.report.in_(some))):
                if (one := number(row.what, row.low, row.high, row.vague)) is not None:
                    found.setdefault(row.report, set()).add(one)
        return found

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Entries by their ids; those that are not there are left out."""
        return [load(Entry, row.body) for row in self._all(select(ENTRY.c.body).where(ENTRY.c.id.in_(list(ids))).order_by(ENTRY.c.rank))]

    def entries_of_report(self, report: str) -> list[Entry]:
        return [load(Entry, row.body) for row in self._all(select(ENTRY.c.body).where(ENTRY.c.report == report).order_by(ENTRY.c.rank))]

    # --- copies, rulings, history -----------------------------------------------------------------------------

    def copies(self) -> dict[str, Copy]:
        return {row.report: copy_in(row) for row in self._all(select(COPY))}

    def decisions(self) -> list[Decision]:
        """The rulings that stand."""
        with reading(self.engine, self.where) as connection:
            return decisions_in(connection)

    def rulings(self) -> list[Decision]:
        """All rulings, with those that were taken back and the rows (``undo``) that did so."""
        with reading(self.engine, self.where) as connection:
            return rulings_in(connection)

    def revisions(self) -> Iterator[dict[str, Any]]:
        """Every change of the ledger in the order of recording."""
        for row in self._all(select(REVISION).order_by(REVISION.c.id)):
            yield {**row._mapping, "changes": json.loads(row.changes)}

    def counts(self) -> dict[str, int]:
        """How many reports, entries, claims, voices and rulings there are."""
        with reading(self.engine, self.where) as connection:
            current = select(func.count(READING.c.report.distinct())).where(not_(READING.c.id.in_(_REMOVED)))
            return {
                "reports": connection.scalar(current) or 0,
                "entries": connection.scalar(select(func.count()).select_from(ENTRY)) or 0,
                "claims": connection.scalar(select(func.count()).select_from(CLAIM).where(CLAIM.c.joined.is_(None))) or 0,
                "voices": connection.scalar(select(func.count(ENTRY.c.voice.distinct()))) or 0,
                "copies": connection.scalar(select(func.count()).select_from(COPY)) or 0,
                "decisions": connection.scalar(select(func.count()).select_from(DECISION)) or 0,
            }


def search(connection: Connection, words: str, most: int = 1000) -> list[str]:
    """Entries whose words, or whose voice's name, hold all of ``words`` (their beginnings), best first."""
    wanted = re.findall(r"\w+", fold(words))
    if not wanted:
        return []
    if connection.dialect.name == "postgresql":
        query = text("SELECT entry FROM search WHERE words @@ to_tsquery('simple', :query) ORDER BY ts_rank(words, to_tsquery('simple', :query)) DESC, entry LIMIT :most")
        return list(connection.scalars(query, {"query": " & ".join(f"{word}:*" for word in wanted), "most": most}))
    query = text("SELECT entry FROM search WHERE search MATCH :query ORDER BY rank LIMIT :most")
    return list(connection.scalars(query, {"query": " ".join(f'"{word}"*' for word in wanted), "most": most}))


def about(tokens: Sequence[str]) -> ColumnElement[bool]:
    """Claims that one of ``tokens`` stands in."""
    return CLAIM.c.id.in_(select(CLAIM_TOKEN.c.claim).where(CLAIM_TOKEN.c.token.in_(tokens)))


def _any_of(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(column.in_(some) for some in chunks(values))) if values else column.in_([])
