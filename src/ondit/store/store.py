"""The ledger's store: adding, removing, deciding. Questions are in :mod:`.questions`."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

from sqlalchemy import Connection, func, insert, select

from ..errors import UsageError
from ..ledger import days
from ..ledger.claims import cuts
from ..ledger.corrections import checked
from ..ledger.identity import digest, report_key
from ..ledger.reconcile import copy_of, reconcile, relink, withdraw
from ..ledger.standing import Standing
from ..model import VERDICTS, Copy, Decision, Gist, Link, Reading, Revision, codec
from .engine import WAIT, engine_of, writing
from .migrate import ready
from .questions import UNDO, Questions, decisions_in
from .schema import DECISION, ENTRY, READING, REMOVAL, REPORT, REVISION
from .shelf import SqlShelf
from .write import Writer

_REMEMBERED = 100_000
"""Gists that are kept in memory from one report to the next."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report did: ``how`` is new, again (the same reading was there) or reread (another reading of the
    same bytes); ``claims`` are those that it touched."""

    report: str
    how: str
    entries: int = 0
    claims: tuple[str, ...] = ()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Store(Questions):
    """A ledger that is open. Use it in a ``with`` block, or close it.

    Every method that writes does so in one transaction: when it returns, what it did is on the disk; when it fails or
    the process is killed, nothing of it is there.
    """

    def __init__(
        self, place: str | os.PathLike[str], *, create: bool = False, wait: float = WAIT, now: Callable[[], str] = _now
    ) -> None:
        super().__init__(engine_of(place, create, wait), str(place))
        self._now = now
        self._gists: dict[str, Gist] = {}
        self._standings: OrderedDict[str, Standing] = OrderedDict()
        self._seen: int | None = None
        try:
            ready(self.engine, self.where, create)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    def add(self, reading: Reading, data: bytes) -> Added:
        """Add a reading with the bytes that it was read from. Adding the same again changes nothing.

        Raises UsageError when ``data`` are not the bytes of the report, and the LedgerError family.
        """
        if hashlib.sha256(data).hexdigest() != reading.report.sha256:
            raise UsageError("these are not the bytes that the report was read from", where=reading.report.path, cure="read the report again")
        key = report_key(reading.report)
        body = codec.dumps(reading).encode("utf-8", "surrogatepass")
        sha = hashlib.sha256(body).hexdigest()
        if self.reading_sha(key) == sha:
            return Added(key, "again")
        with self._writing() as connection:
            return self._add(connection, reading, data, key, body, sha)

    def _add(self, connection: Connection, reading: Reading, data: bytes, key: str, body: bytes, sha: str) -> Added:
        current = self.current_reading(connection, key)
        if current is not None and current.sha256 == sha:
            return Added(key, "again")
        known_before = connection.scalar(select(REPORT.c.key).where(REPORT.c.key == key)) is not None
        if not known_before:
            connection.execute(insert(REPORT), self._report(reading, key, data))
        number = self._reading(connection, reading, key, body, sha)
        decisions = decisions_in(connection)
        revision, made = reconcile(reading, SqlShelf(connection, self._gists), cuts(decisions))
        writer = Writer(connection, self._gists, self._standings)
        writer.apply(revision, made, number)
        claims = writer.refresh(decisions)
        self._revised(connection, "reread" if known_before else "add", revision, key, number)
        return Added(key, "reread" if known_before else "new", len(revision.entries), claims)

    def _report(self, reading: Reading, key: str, data: bytes) -> dict[str, object]:
        report = reading.report
        known = days.bounds(report.published)
        return {
            "key": key, "sha256": report.sha256, "text_sha256": report.text_sha256, "bytes": zlib.compress(data, 6),
            "text": report.text, "lang": report.lang, "outlet": report.outlet, "url": report.url,
            "title": report.title, "path": report.path, "published": report.published,
            "known": known[1] if known else None, "recorded": self._now(),
        }  # fmt: skip

    def _reading(self, connection: Connection, reading: Reading, key: str, body: bytes, sha: str) -> int:
        row = {
            "report": key, "sha256": sha, "body": zlib.compress(body, 6),
            "made_by": json.dumps(dict(reading.made_by), ensure_ascii=False), "recorded": self._now(),
        }  # fmt: skip
        return int(connection.execute(insert(READING).returning(READING.c.id), row).scalar_one())

    def _revised(
        self, connection: Connection, cause: str, revision: Revision, report: str | None, reading: int | None, decision: str | None = None
    ) -> None:
        new = {entry.id for entry in revision.entries}
        changes = {
            "entries": sorted(new),
            "gone": sorted(set(revision.gone) - new),
            "links": {link.entry: link.to for link in revision.links},
            "copies": {copy.report: copy.original or None for copy in revision.copies},
        }
        row = {
            "cause": cause, "report": report, "reading": reading, "decision": decision,
            "changes": json.dumps(changes, separators=(",", ":")), "recorded": self._now(),
        }  # fmt: skip
        self._seen = connection.execute(insert(REVISION).returning(REVISION.c.id), row).scalar_one()

    def remove(self, report: str, who: str, why: str) -> bool:
        """Take a report out of all answers; its bytes, its readings and this removal are kept. False where it is out
        already. Raises UsageError where there is no such report."""
        with self._writing() as connection:
            self.require_report(connection, report)
            current = self.current_reading(connection, report)
            if current is None:
                return False
            row = {"report": report, "reading": current.id, "who": who, "why": why, "recorded": self._now()}
            connection.execute(insert(REMOVAL), row)
            decisions = decisions_in(connection)
            shelf, writer = SqlShelf(connection, self._gists), Writer(connection, self._gists, self._standings)
            followers = self.copies_from(connection, report)
            revision = withdraw(report, shelf, cuts(decisions))
            writer.apply(revision, None, None)
            writer.unprint(report)
            copies = [copy_of(one, shelf) or Copy(one.report, "", 0.0, "none") for one in shelf.prints(followers)]
            writer.apply(Revision(report, copies=tuple(copies)), None, None)
            writer.refresh(decisions)
            self._revised(connection, "remove", revision, report, current.id)
            return True

    def decide(self, verdict: str, subjects: tuple[str, ...], who: str, why: str, field: str | None = None, value: str | None = None) -> Decision:
        """Record an analyst's ruling and let the claims follow it.

        Raises UsageError for an unknown verdict or subject, a ruling without a reason, or a correction that is none.
        """
        if verdict not in VERDICTS:
            raise UsageError(f"{verdict!r} is no verdict", cure=f"one of {', '.join(VERDICTS)}")
        if not why.strip():
            raise UsageError("a ruling needs a reason", cure="say why")
        value = self._checked(subjects, field, value) if verdict == "correct" else value
        with self._writing() as connection:
            for subject in subjects:
                self.require_entry(connection, subject)
            decision = self._ruled(connection, verdict, subjects, who, why, field, value)
            self._follow(connection, decision, decision)
            return decision

    def _checked(self, subjects: tuple[str, ...], field: str | None, value: str | None) -> str | None:
        """The value of a correction as it is kept: what it says has to hold for every subject."""
        kept = value
        for entry in self.entries(subjects):
            text = self.reading(entry.report).report.text if field == "content" else ""
            try:
                kept = checked(field, value, entry, text)
            except ValueError as error:
                raise UsageError(str(error), where=entry.id, cure="`ondit decide --help` tells the fields and their values") from error
        return kept

    def undo(self, ruling: str, who: str, why: str) -> Decision:
        """Take a ruling back, by another row. Raises UsageError where there is no such ruling that stands."""
        with self._writing() as connection:
            taken = next((one for one in decisions_in(connection) if one.id == ruling), None)
            if taken is None:
                raise UsageError(f"there is no ruling {ruling!r} that stands", where=self.where, cure="`ondit decisions` lists them")
            decision = self._ruled(connection, UNDO, (ruling,), who, why, None, None)
            self._follow(connection, decision, taken)
            return decision

    def _ruled(
        self, connection: Connection, verdict: str, subjects: tuple[str, ...], who: str, why: str, field: str | None, value: str | None
    ) -> Decision:  # fmt: skip
        at = self._now()
        decision = Decision("d" + digest(verdict, *subjects, who, why, field, value, at), verdict, subjects, who, why, at, field, value)
        connection.execute(insert(DECISION), {
            "id": decision.id, "verdict": verdict, "subjects": json.dumps(subjects), "field": field, "value": value,
            "who": who, "why": why, "recorded": at,
        })  # fmt: skip
        return decision

    def _follow(self, connection: Connection, decision: Decision, about: Decision) -> None:
        """Let the claims follow a new ruling. ``about``: the ruling that changes, itself or the one it takes back."""
        decisions = decisions_in(connection)
        writer, shelf = Writer(connection, self._gists, self._standings), SqlShelf(connection, self._gists)
        links: list[Link] = []
        if about.verdict in ("same", "different"):
            gists = (shelf.gist(subject) for subject in about.subjects)
            fresh = [relink(gist, shelf, cuts(decisions)) for gist in gists if gist is not None]
            links = [link for link in fresh if link != shelf.link(link.entry)]
        revision = Revision("", links=tuple(links))
        writer.apply(revision, None, None)
        rows = select(ENTRY.c.claim).where(ENTRY.c.id.in_(about.subjects))
        writer.touched.update(connection.scalars(rows))
        writer.refresh(decisions)
        self._revised(connection, "decision", revision, None, None, decision.id)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes; what is remembered is forgotten where it fails."""
        try:
            with writing(self.engine, self.where) as connection:
                self._fresh(connection)
                yield connection
        except BaseException:
            self._gists.clear()
            self._standings.clear()
            self._seen = None
            raise

    def _fresh(self, connection: Connection) -> None:
        """Forget what is remembered where somebody else has written since, or where it is too much."""
        last = connection.scalar(select(func.max(REVISION.c.id)))
        if last != self._seen or len(self._gists) > _REMEMBERED:
            self._gists.clear()
        if last != self._seen:
            self._standings.clear()
