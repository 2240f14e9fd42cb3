"""How long the desk's pages take, and how much they weigh: ``python -m benchmarks.desk [--reports N] [--ledger FILE]``.

The first pages are those of a ledger whose lists are filled with invented rows (or of ``--ledger``): nothing is read or
reconciled, which the benchmark of the ledger measures. A report of 800 overlapping marks and a story of an invented affair
follow; the weight of a page is that of all that a browser loads for it, compressed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import insert
from starlette.testclient import TestClient

from benchmarks.affairs import affair
from benchmarks.affairs import report as invented
from ondit.model import STATUSES, Figure, Reading, Report, Source, Span, Statement
from ondit.store.engine import writing
from ondit.store.schema import CLAIM, CLAIM_TOKEN, READING, REPORT
from ondit.views import Ledger
from ondit.web import Door, application

_EACH = 3
"""Claims of one report."""
_MARKS = 800
_TIMES = 7
"""The best of so many is told: the machine may be busy with something else."""


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
            rows = [{
                "id": f"n{i * _EACH + j:012x}", "frame": dice.choice(frames), "tokens": f"=ABC @town{i % 900}", "status": dice.choice(STATUSES),
                "title": f"What was said in report {i}, which is a line of usual length", "entries": dice.randint(1, 9),
                "reports": min(int(dice.paretovariate(1.2)), 500), "voices": dice.randint(0, 4), "first_known": "2024-01-01", "last_known": "2024-02-01", "joined": None,
            } for i in some for j in range(_EACH)]  # fmt: skip
            connection.execute(insert(CLAIM), rows)
            connection.execute(insert(CLAIM_TOKEN), [{"token": token, "claim": row["id"]} for row in rows for token in str(row["tokens"]).split()])


def marked(marks: int = _MARKS) -> tuple[Reading, bytes]:
    """A reading of so many marks, half of them statements and half figures, 18 words over every word."""
    text = "word " * (marks + 400)
    data = text.encode()
    spans = [Span.of(text, 5 * i, 5 * i + 90) for i in range(marks)]
    source = Source("ministry", spans[0], kind="state")
    statements = tuple(Statement(f"s-{i:010x}", (source,), Span.of(text, 5 * i, 5 * i + 4), (span,), "states", "indirect", "CT+", "direct", ()) for i, span in enumerate(spans[::2]))
    figures = tuple(Figure(f"f-{i:010x}", span, 1, 2, False, None, "killed", None, None, None, None, (), "states", ()) for i, span in enumerate(spans[1::2]))
    digest = hashlib.sha256(data).hexdigest()
    report = Report(text=text, sha256=digest, text_sha256=digest, reader="benchmark", encoding="utf-8", lang="xx", published="2024-01-01", title="Many marks")
    return Reading(report, statements, figures, (), (), (), (), ()), data


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--ledger", metavar="FILE", type=Path, help="a large ledger that is there; it is only asked")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        _lists(options.ledger, Path(folder), options.reports)
        _pages(Path(folder))
    return 0


def _lists(place: Path | None, folder: Path, reports: int) -> None:
    here: AbstractContextManager[Ledger] = Ledger(place or folder / "large.ondit", create=place is None)
    with here as ledger:
        if place is None:
            fill(ledger, reports)
        client = _browser(ledger)
        first = client.get("/stories.json").json()["rows"][0]
        named = re.sub(r"\W+", " ", first["title"]).split()[0]
        asked = [("first page", "/"), ("again", "/"), ("one status", "/?status=denied"), ("a place", "/?about=town7"), ("page 100", "/?page=100"), ("reports", "/reports")]
        asked += [("a word", f"/?words={named}"), ("a story", f"/story/{first['id']}"), ("review", "/review")] if place else []
        client.app.state.kept_stamp = -1  # type: ignore[attr-defined]  # what was asked above is not known beforehand
        for name, path in asked:
            _told(name, *_timed(client, path))


def _pages(folder: Path) -> None:
    with Ledger(folder / "small.ondit") as ledger:
        for step in range(8):
            ledger.add_reading(*invented(affair(0, 0, 60), step, 0))
        key = ledger.add_reading(*marked()).report
        client = _browser(ledger)
        for name, path in ((f"{_MARKS} marks", f"/report/{key}"), ("a story", f"/story/{ledger.claims()[0].id}")):
            _told(name, *min(_timed(client, path) for _ in range(_TIMES)))
            print(f"{'':12} {_weight(client, path) / 1000:7.0f} kB with all that it loads, compressed")


def _browser(ledger: Ledger) -> TestClient:
    client = TestClient(application(ledger, Door()), base_url="http://localhost")
    client.get("/add")  # templates and texts are loaded once
    return client


def _timed(client: TestClient, path: str) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of the processor (which other programs do not lengthen), bytes."""
    start, busy = time.perf_counter(), time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return time.perf_counter() - start, time.process_time() - busy, len(answer.content)


def _weight(client: TestClient, path: str) -> int:
    """Bytes of the page and of every asset that it names, as they go over the wire."""
    page = client.get(path).content
    assets = set(re.findall(rb'(?:src|href)="(/assets/[^"]+)"', page))
    return sum(len(gzip.compress(data, 5)) for data in (page, *(client.get(one.decode()).content for one in assets)))


def _told(name: str, seconds: float, busy: float, size: int) -> None:
    print(f"{name:12} {1000 * seconds:7.0f} ms {1000 * busy:7.0f} ms processor {size:9,} bytes")


if __name__ == "__main__":
    sys.exit(main())
