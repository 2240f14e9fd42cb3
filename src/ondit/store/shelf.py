"""The shelf that reconciliation asks (:class:`ondit.ledger.shelf.Shelf`), over the tables."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select

from ..ledger.copies import Print
from ..model import Copy, Gist, Link, Proposition
from ..model.plain import load
from .numbers import id_name, id_number, key_number, rank_numbers
from .schema import COPY, ENTRY, PRINT

_TERMS = 200
"""Parts of one question: SQLite takes 500."""
_IDS = 400
Item = TypeVar("Item")


def chunks(items: Sequence[Item], size: int = _IDS) -> Iterator[Sequence[Item]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]


def pairs(connection: Connection, query: Select[Any]) -> dict[str, str]:
    """A question for two columns as a dict."""
    return {row[0]: row[1] for row in connection.execute(query)}


class SqlShelf:
    """Reads within one transaction. ``gists`` is kept by the store from one report to the next."""

    def __init__(self, connection: Connection, gists: dict[str, Gist]) -> None:
        self.connection = connection
        self.gists = gists

    def before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]:
        return self._load(self._near(keys, rank, most, "<", "DESC"))

    def after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]:
        return self._load(self._near(keys, rank, most, ">", "ASC"))

    def prints_before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]:
        return self._reports(keys, rank, most, "<", "DESC")

    def prints_after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]:
        return self._reports(keys, rank, most, ">", "ASC")

    def prints(self, reports: Iterable[str]) -> Sequence[Print]:
        wanted = list(reports)
        rows = self.connection.execute(select(PRINT.c.report, PRINT.c.body).where(PRINT.c.report.in_(wanted)))
        found = {row.report: print_in(row.body) for row in rows}
        return [found[one] for one in wanted]

    def of_report(self, report: str) -> Sequence[Gist]:
        rows = self.connection.execute(select(ENTRY.c.id).where(ENTRY.c.report == report))
        return self._load(row.id for row in rows)

    def link(self, entry: str) -> Link | None:
        row = self.connection.execute(_LINKS.where(ENTRY.c.id == entry)).one_or_none()
        return None if row is None else link_in(row)

    def gist(self, entry: str) -> Gist | None:
        return next(iter(self._load([entry])), None)

    def copy(self, report: str) -> Copy | None:
        row = self.connection.execute(select(COPY).where(COPY.c.report == report)).one_or_none()
        return None if row is None else copy_in(row)

    def _near(self, keys: Sequence[str], rank: str, most: int, side: str, order: str) -> Iterator[str]:
        """Ids of the ``most`` nearest entries of each key on one side of ``rank``."""
        for (entry,) in self._windows("entry_key", "entry", ("known", "report", "i"), keys, rank, most, side, order):
            yield id_name("n", entry)

    def _reports(self, keys: Sequence[str], rank: str, most: int, side: str, order: str) -> Iterable[tuple[str, int]]:
        found: dict[int, int] = {}
        for report, weight in self._windows("print_key", "report, weight", ("known", "report"), keys, rank, most, side, order):
            found[report] = found.get(report, 0) + weight
        return [(id_name("r", report), times) for report, times in found.items()]

    def _windows(
        self, table: str, columns: str, rank_columns: Sequence[str], keys: Sequence[str], rank: str, most: int, side: str, order: str
    ) -> Iterator[Sequence[int]]:
        """For each key the ``most`` nearest rows on one side of ``rank``. Whole numbers alone are put into the SQL."""
        ranked = ", ".join(rank_columns)
        here = ", ".join(str(number) for number in rank_numbers(rank))
        ordered = ", ".join(f"{column} {order}" for column in rank_columns)
        part = f"SELECT {columns} FROM {table} WHERE key = {{}} AND ({ranked}) {side} ({here}) ORDER BY {ordered} LIMIT {most}"
        for some in chunks([key_number(key) for key in keys], _TERMS):
            if self.connection.dialect.name == "postgresql":
                values = ", ".join(f"({key}::bigint)" for key in some)
                query = f"SELECT w.* FROM (VALUES {values}) AS k (k) CROSS JOIN LATERAL ({part.format('k.k')}) AS w"
            else:
                query = " UNION ALL ".join(f"SELECT * FROM ({part.format(key)})" for key in some)
            yield from self.connection.exec_driver_sql(query)

    def _load(self, ids: Iterable[str]) -> list[Gist]:
        wanted = list(dict.fromkeys(ids))
        missing = [one for one in wanted if one not in self.gists]
        for some in chunks(missing):
            for row in self.connection.execute(_GISTS.where(ENTRY.c.id.in_(some))):
                self.gists[row.id] = Gist(row.id, row.rank, row.known, load(Proposition, row.gist), row.answers)
        return [self.gists[one] for one in wanted if one in self.gists]


_GISTS = select(ENTRY.c.id, ENTRY.c.rank, ENTRY.c.known, ENTRY.c.gist, ENTRY.c.answers)
_LINKS = select(ENTRY.c.id, ENTRY.c.link_to, ENTRY.c.score, ENTRY.c.because)


def link_in(row: Any) -> Link:
    return Link(row.id, row.link_to, row.score, tuple(json.loads(row.because)))


def copy_in(row: Any) -> Copy:
    return Copy(row.report, row.original, row.share, row.how, tuple(tuple(one) for one in json.loads(row.spans)))


def print_out(made: Print) -> bytes:
    fields = [
        made.report, made.rank, made.outlet, made.lang, made.known, sorted(made.houses), sorted(made.relays),
        [[one, *span] for one, span in made.hashes.items()], sorted(made.says),
    ]  # fmt: skip
    return zlib.compress(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def print_in(body: bytes) -> Print:
    report, rank, outlet, lang, known, houses, relays, hashes, says = json.loads(zlib.decompress(body))
    found = {one: (start, end) for one, start, end in hashes}
    return Print(report, rank, outlet, lang, known, frozenset(houses), frozenset(relays), found, frozenset(says))


def entry_keys(gist: Gist, keys: Iterable[str]) -> list[dict[str, int]]:
    """The rows of the key table for one entry."""
    known, report, place = rank_numbers(gist.rank)
    row = {"known": known, "report": report, "i": place, "entry": id_number(gist.id)}
    return [{"key": number, **row} for number in dict.fromkeys(map(key_number, keys))]

