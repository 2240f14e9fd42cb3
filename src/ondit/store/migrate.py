"""Making a ledger's tables, and bringing those of an older version up to date (Alembic)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from ..errors import LedgerDamaged, LedgerTooNew, NoLedger
from .engine import reading, writing
from .schema import VERSION

_MIGRATIONS = Path(__file__).parent / "migrations"


def ready(engine: Engine, where: str, create: bool) -> None:
    """See to it that the tables are there and are those of this version.

    Raises NoLedger, LedgerTooNew or LedgerDamaged where they cannot be.
    """
    with reading(engine, where) as connection:
        found = _version(connection)
    if found == VERSION:
        return
    if found is None and not create:
        raise NoLedger("this database holds no ledger", where=where, cure="`ondit add REPORT... --ledger PLACE` makes one")
    if found is not None and found not in versions():
        raise LedgerTooNew(f"a newer version of ondit has written it (tables {found}, known here up to {VERSION})", where=where, cure="update ondit; the ledger is left as it is")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    with writing(engine, where) as connection:
        if _version(connection) != VERSION:
            _upgrade(connection)


def _version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return None
    if "ondit_version" not in names:
        raise LedgerDamaged("this database holds other tables and no ledger", where=str(connection.engine.url.database), cure="name another file or database")
    return str(connection.scalar(text("SELECT version_num FROM ondit_version")))


def versions() -> tuple[str, ...]:
    """The versions of the tables that this version of ondit knows."""
    return tuple(sorted(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")))


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
