"""The only SQL: a ledger in one SQLite file, or in a PostgreSQL database for teams.

What was added is kept for good: reports, readings, removals, decisions and revisions are rows that nothing changes and
nothing deletes (the database itself refuses). All other tables follow from them and can be made again.
"""

from .store import Added, Store

__all__ = ["Added", "Store"]
