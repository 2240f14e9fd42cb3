"""How long the desk's first page takes on a large ledger: ``python -m benchmarks.desk [--reports N]``.

The tables that lists are made from are filled with invented rows; nothing is read or reconciled, which the benchmark of
the ledger measures.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import insert
from starlette.testclient import TestClient

from ondit.model import STATUSES
from ondit.store.engine import writing
from ondit.store.schema import CLAIM, READING, REPORT
from ondit.views import Ledger
from ondit.web import Door, application

_EACH = 3
"""Claims of one report."""


def fill(ledger: Ledger, reports: int) -> None:
    dice = random.Random(0)
    frames = [None, None, None, "harm", "force", "held", "attack", "arms"]
    with writing(ledger.store.engine, "benchmark") as connection:
        for first in range(0, reports, 5000):
            some = range(first, min(first + 5000, reports))
            connection.execute(insert(REPORT), [{
                "key": f"r{i:012x}", "sha256": "", "text_sha256": "", "bytes": b"", "text": "", "lang": "xx", "outlet": f"Daily {i % 400}",
                "url": None, "title": f"Report {i}", "path": None, "published": "2024-01-01", "known": "2024-01-01", "recorded": "",
            } for i in some])  # fmt: skip
            connection.execute(insert(READING), [{"report": f"r{i:012x}", "sha256": "", "body": b"", "made_by": "{}", "recorded": ""} for i in some])
            connection.execute(insert(CLAIM), [{
                "id": f"n{i * _EACH + j:012x}", "frame": dice.choice(frames), "tokens": f"=ABC @town{i % 900}", "status": dice.choice(STATUSES),
                "title": f"What was said in report {i}, which is a line of usual length", "entries": dice.randint(1, 9),
                "reports": min(int(dice.paretovariate(1.2)), 500), "voices": dice.randint(0, 4), "first_known": "2024-01-01", "last_known": "2024-02-01", "joined": None,
            } for i in some for j in range(_EACH)])  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.ondit") as ledger:
        fill(ledger, options.reports)
        client = TestClient(application(ledger, Door()), base_url="http://localhost")
        client.get("/add")  # templates and texts are loaded once
        for name, path in (("first page", "/"), ("again", "/"), ("one status", "/?status=denied"), ("a name", "/?about=town7"), ("page 100", "/?page=100"), ("reports", "/reports")):
            start = time.perf_counter()
            answer = client.get(path)
            assert answer.status_code == 200
            print(f"{name:12} {1000 * (time.perf_counter() - start):7.0f} ms  {len(answer.content):8,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
