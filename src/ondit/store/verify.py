"""Does a ledger still hold what it was given, and does all else follow from it?"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import func, select, text

from ..errors import IntegrityError
from ..ledger.entries import entries_of
from ..ledger.identity import report_key
from ..model import codec
from ..model.plain import dump
from .engine import reading
from .schema import ENTRY, READING, REPORT
from .store import Store


def verify(store: Store, sample: int | None = None) -> list[str]:
    """Every fault in words, none when the ledger is sound.

    Checks the database's own structure and references; for each report (or ``sample`` of them, spread evenly) that
    bytes, text and reading have the hashes that were recorded, that every span holds its words, and that the entries
    are those that follow from the reading.
    """
    faults = list(_structure(store))
    keys = [row["key"] for row in store.reports()]
    step = max(len(keys) // sample, 1) if sample else 1
    for key in keys[::step]:
        faults += [f"report {key}: {fault}" for fault in _report(store, key)]
    return faults


def _structure(store: Store) -> Iterator[str]:
    with reading(store.engine, store.where) as connection:
        if connection.dialect.name == "sqlite":
            for (said,) in connection.execute(text("PRAGMA integrity_check(20)")):
                if said != "ok":
                    yield f"database: {said}"
            for row in connection.execute(text("PRAGMA foreign_key_check")):
                yield f"table {row[0]}: a row refers to a row of {row[2]} that is not there"
        targets = select(ENTRY.c.id)
        loose = select(ENTRY.c.id).where(ENTRY.c.link_to.is_not(None), ENTRY.c.link_to.not_in(targets))
        for entry in connection.scalars(loose):
            yield f"entry {entry}: it is linked to one that is not there"
        other = ENTRY.alias()
        crossed = select(ENTRY.c.id).join(other, ENTRY.c.link_to == other.c.id).where(ENTRY.c.claim != other.c.claim)
        for entry in connection.scalars(crossed):
            yield f"entry {entry}: it is in another claim than the one it is linked to"
        searched = connection.scalar(text("SELECT count(*) FROM search"))
        if searched != connection.scalar(select(func.count()).select_from(ENTRY)):
            yield f"search: it holds {searched} entries, and there are others"


def _report(store: Store, key: str) -> Iterator[str]:
    with reading(store.engine, store.where) as connection:
        row = connection.execute(select(REPORT).where(REPORT.c.key == key)).one()
        current = store.current_reading(connection, key)
        body = connection.execute(select(READING.c.body, READING.c.sha256).where(READING.c.id == current.id)).one()
        stored = {one.id: one.body for one in connection.execute(select(ENTRY.c.id, ENTRY.c.body).where(ENTRY.c.report == key))}
    try:
        data, text_of = zlib.decompress(row.bytes), zlib.decompress(body.body)
    except zlib.error as error:
        yield f"its bytes or its reading cannot be unpacked ({error})"
        return
    if hashlib.sha256(data).hexdigest() != row.sha256:
        yield "its bytes are not those that were added"
    if hashlib.sha256(text_of).hexdigest() != body.sha256:
        yield "its reading is not the one that was recorded"
    try:
        found = codec.loads(text_of)
    except IntegrityError as error:
        yield f"its reading contradicts itself: {error.what}"
        return
    if found.report.text_sha256 != row.text_sha256 or report_key(found.report) != key:
        yield "its reading is of another report"
    if {entry.id: dump(entry) for entry in entries_of(found)} != stored:
        yield "its entries are not those that follow from its reading"
