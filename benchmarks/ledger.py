"""What a large ledger costs: ``python -m benchmarks.ledger [COUNT] [--place PLACE]``.

Adds COUNT made-up reports (benchmarks.affairs; 100,000 if not given) one by one, as ``ondit add`` does after reading,
and tells the time of the second and of the last thousand, of asking, and the size of the file for each report. Times are the
process' own (a shared machine makes the others' work look like ours); with PostgreSQL the server's come on top.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ondit.views import Ledger

from .affairs import affair, stream

THOUSAND = 1000
RATIO, ASK = 1.2, 0.050
"""Most that the last thousand may cost of the second, and seconds of a question."""


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--place", help="a file or a postgresql:// URL; a temporary file if not given")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        return measure(options.count, options.place or str(Path(folder) / "large.ondit"))


def measure(count: int, place: str) -> int:
    taken: list[float] = []
    with Ledger(place) as ledger:
        for i, (reading, data) in enumerate(stream(count), 1):
            start = time.process_time()
            ledger.add_reading(reading, data)
            taken.append(time.process_time() - start)
            if i % (10 * THOUSAND) == 0:
                print(f"{i:,} reports, the last thousand {sum(taken[-THOUSAND:]):.1f} s", file=sys.stderr)
        second, last = sum(taken[THOUSAND : 2 * THOUSAND]), sum(taken[-THOUSAND:])
        asked = questions(ledger, count)
        counts = ledger.store.counts()
    print(f"{counts['reports']:,} reports, {counts['claims']:,} claims, {counts['copies']:,} copies")
    print(f"second thousand {second:.2f} s, last thousand {last:.2f} s: {last / second:.2f} times")
    for name, seconds in asked.items():
        print(f"{name}: {1000 * seconds:.1f} ms")
    if "://" not in place:
        print(f"{Path(place).stat().st_size / counts['reports'] / 1024:.1f} KiB for each report")
    return int(last > RATIO * second or any(seconds > ASK for seconds in asked.values()))


def questions(ledger: Ledger, count: int) -> dict[str, float]:
    """The median time of each question over twenty affairs."""
    dice = random.Random(1)
    affairs = [affair(dice.randrange(max(count // 8, 1))) for _ in range(20)]
    found = {of: ledger.claims(search=of.town, limit=1) for of in affairs}
    return {
        "search": _median(lambda of: ledger.claims(search=of.town), affairs),
        "claims about a country": _median(lambda of: ledger.claims(about=of.country), affairs),
        "show as of a day": _median(lambda of: [ledger.show(row.id, as_of=row.first) for row in found[of]], affairs),
        "figures of a claim": _median(lambda of: [ledger.figures(claim=row.id) for row in found[of]], affairs),
    }


def _median(ask: Callable[..., object], affairs: Sequence[object]) -> float:
    taken = []
    for of in affairs:
        start = time.process_time()
        ask(of)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
