"""Opening a ledger, and its errors in words."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from ..errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerReadOnly, NoLedger, UsageError

WAIT = 30.0
"""Seconds that a writer waits for another one."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MAGIC = b"SQLite format 3\x00"
_LOCK = 0x6F6E646974
"""The advisory lock that writers of one PostgreSQL ledger take in turn: the letters of the program's name."""


def engine_of(place: str | os.PathLike[str], create: bool, wait: float = WAIT) -> Engine:
    """The engine for a path or a URL (``postgresql://…``). Raises NoLedger where there is none and none is wanted."""
    if "://" in str(place):
        return _by_url(str(place))
    path = Path(place)
    if not path.exists():
        if not create:
            raise NoLedger("there is no ledger here", where=str(path), cure="`ondit add REPORT... --ledger FILE` makes one")
        if not path.parent.is_dir():
            raise NoLedger("there is no such folder", where=str(path.parent), cure="make the folder, or name another one")
    elif path.is_dir():
        raise NoLedger("this is a folder, not a ledger", where=str(path), cure="name a file in it")
    elif path.stat().st_size and path.open("rb").read(len(_MAGIC)) != _MAGIC:
        raise LedgerDamaged("this file is no ledger", where=str(path), cure="name another file; this one is left as it is")
    if _sealed(path):
        # No log can be opened beside it, and nobody can write to it: it is read as it lies there.
        uri = f"file:{quote(str(path.absolute()))}?immutable=1"
        engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False), poolclass=QueuePool)
    else:
        engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": wait, "check_same_thread": False})
    event.listen(engine, "before_cursor_execute", _storable, retval=True)
    event.listen(engine, "connect", _sqlite_connected)
    event.listen(engine, "begin", _sqlite_begins)
    return engine


def _sealed(path: Path) -> bool:
    """A ledger in a folder that cannot be written, with nothing in its log that is not in it."""
    log = path.with_name(path.name + "-wal")
    return path.exists() and path.stat().st_size > 0 and not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _by_url(place: str) -> Engine:
    try:
        url = make_url(place)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() != "postgresql":
            raise UsageError(f"no ledger in {url.get_backend_name()}", cure="give a file, or a URL that begins with postgresql://")
        engine = create_engine(url)
        event.listen(engine, "connect", _postgresql_connected)
        event.listen(engine, "before_cursor_execute", _storable, retval=True)
        return engine
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"PostgreSQL needs a driver: {error}", cure="pip install 'ondit[postgresql]'") from error
    except SQLAlchemyError as error:
        raise UsageError(f"{place!r} is no address of a database", cure="write postgresql://user@host/name") from error


def _storable(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> tuple[str, Any]:
    """PostgreSQL holds no NUL and neither database half a character: they are replaced in what is asked and in the
    columns. The reading has its text as it is."""
    return statement, [_values(some) for some in parameters] if many else _values(parameters)


def _values(some: Any) -> Any:
    if isinstance(some, dict):
        return {key: _plain(value) for key, value in some.items()}
    return tuple(_plain(value) for value in some)


def _plain(value: Any) -> Any:
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    return _UNSTORABLE.sub("\ufffd", value)


def _sqlite_connected(connection: Any, _: object) -> None:
    # SQLAlchemy's own BEGIN is asked for below; the driver must not add one.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: what was acknowledged is on the disk, not in a cache, when the machine fails.
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY", "cache_size = -65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _postgresql_connected(connection: Any, _: object) -> None:
    # A plan that was made while a table was small is kept when it is large: with this it uses the index from the start.
    with connection.cursor() as cursor:
        cursor.execute("SET random_page_cost = 1.1")
    connection.commit()


def _sqlite_begins(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reading") else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept or none. One writer at a time."""
    with told(where), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger while others write."""
    options: dict[str, Any] = {"reading": True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with told(where), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def told(where: str) -> Iterator[None]:
    """Errors of the database as those of ondit: what happened and what to do about it."""
    try:
        yield
    except DBAPIError as error:
        raise _error(error, where) from error
    except sqlite3.Error as error:
        raise _error(error, where) from error


def _error(error: Exception, where: str) -> LedgerError | LedgerDamaged:
    said = str(getattr(error, "orig", None) or error)
    low = said.lower()
    if "locked" in low or "lock timeout" in low:
        return LedgerBusy("another process is writing to this ledger", where=where, cure="wait until it has ended, and try again; nothing was lost")
    if "full" in low or "no space" in low:
        return LedgerFull("there is no room left on the disk", where=where, cure="make room and try again; all that was acknowledged is there")
    if "readonly" in low or "read-only" in low or "permission denied" in low or "unable to open" in low:
        return LedgerReadOnly("the ledger cannot be written or opened here", where=where, cure="check the rights to the file and to its folder (both have to be writable)")
    if "malformed" in low or "not a database" in low or "corrupt" in low or "disk i/o" in low:
        return LedgerDamaged(f"the file is damaged ({said})", where=where, cure="keep the file, take the last copy of it, and add the later reports again")
    if "connection" in low or "connect" in low:
        return LedgerError(f"the database does not answer: {said.splitlines()[0]}", where=where, cure="check the address, and that the server is running")
    return LedgerError(f"the database says: {said.splitlines()[0]}", where=where, cure="`ondit verify` checks the ledger")
