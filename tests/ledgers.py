"""Ledgers for tests: made-up affairs, views of a whole ledger that can be compared, and both databases."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from typing import Any

from benchmarks.affairs import affair, report
from ondit.ledger.claims import account
from ondit.ledger.reconcile import reconcile
from ondit.ledger.shelf import Memory
from ondit.model import Reading

REQUIRED = bool(os.environ.get("CI"))
"""Continuous integration may not go without PostgreSQL."""


def affairs(count: int, steps: int, seed: int = 0) -> list[tuple[Reading, bytes]]:
    return [report(affair(number, seed, 60), step, seed) for number in range(count) for step in range(steps)]


def memory(readings: Iterable[Reading]) -> Memory:
    shelf = Memory()
    for reading in readings:
        shelf.apply(*reconcile(reading, shelf))
    return shelf


def claims(shelf: Memory) -> dict[str, list[str]]:
    """Claim -> ids of its entries."""
    found: dict[str, list[str]] = {}
    for entry in sorted(shelf.entries):
        head = entry
        while (link := shelf.links[head].to) is not None:
            head = link
        found.setdefault(head, []).append(entry)
    return found


def view(shelf: Memory, as_of: str | None = None) -> dict[str, Any]:
    """Everything that can be asked of a ledger, as it was known on a day."""
    found = {}
    for claim, ids in claims(shelf).items():
        entries = [shelf.entries[one] for one in ids]
        if as_of is None or any(entry.known is not None and entry.known <= as_of for entry in entries):
            found[claim] = account(entries, (), shelf.copies, as_of)
    return found


def _packaged() -> list[Path]:
    """The server that a Python package brings, for machines that have none of their own."""
    found = util.find_spec("pgserver")
    return [] if found is None or found.origin is None else [*Path(found.origin).parent.glob("pginstall/bin/initdb")]


def _owner() -> dict[str, Any]:
    """Who runs the server, which refuses to run as root: whoever owns it on Debian, else nobody in particular."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The URL of a fresh server that ends with the block; None where there is no PostgreSQL here."""
    folders = [str(Path(found).parent) for found in (shutil.which("initdb"), *Path("/usr/lib/postgresql").glob("*/bin/initdb"), *_packaged()) if found]
    if not folders:
        yield None
        return
    owner = _owner()
    if os.geteuid() == 0 and not owner:
        yield None
        return
    at = Path(tempfile.mkdtemp(prefix="ondit-pg-", dir="/tmp"))
    at.chmod(0o777)
    quiet: dict[str, Any] = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "timeout": 60, **owner}
    control = [f"{folders[0]}/pg_ctl", "-D", f"{at}/data", "-l", f"{at}/log"]
    try:
        subprocess.run([f"{folders[0]}/initdb", "-D", f"{at}/data", "-A", "trust", "-N", "-U", "ondit", "-E", "UTF8", "--locale=C.UTF-8"], **quiet)
        options = f"-k {at} -p 5432 -c listen_addresses='' -c fsync=off"
        subprocess.run([*control, "-o", options, "-w", "start"], **quiet)
        yield f"postgresql://ondit@/postgres?host={at}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **{**quiet, "check": False})
        shutil.rmtree(at, ignore_errors=True)
