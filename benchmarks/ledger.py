"""What a large ledger costs: ``python -m benchmarks.ledger [COUNT] [--place PLACE]``.

Adds COUNT made-up reports (benchmarks.affairs; 100,000 if not given) one by one, as ``ondit add`` does after reading,
and tells the time of the second and of the last thousand, of asking, and the size for each report. Times are those of the
processor (a shared machine makes the others' work look like ours): this process', and with PostgreSQL the server's, too;
a server on another machine is timed by the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ondit.views import Ledger

from .affairs import affair, stream

Clock = Callable[[], float]
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
        clock = _clock(ledger, place)
        for i, (reading, data) in enumerate(stream(count), 1):
            start = clock()
            ledger.add_reading(reading, data)
            taken.append(clock() - start)
            if i % (10 * THOUSAND) == 0:
                print(f"{i:,} reports, the last thousand {sum(taken[-THOUSAND:]):.1f} s", file=sys.stderr)
        second, last = sum(taken[THOUSAND : 2 * THOUSAND]), sum(taken[-THOUSAND:])
        asked = questions(ledger, count, clock)
        counts = ledger.store.counts()
        size = _size(ledger, place)
    print(f"{counts['reports']:,} reports, {counts['claims']:,} claims, {counts['copies']:,} copies")
    print(f"second thousand {second:.2f} s, last thousand {last:.2f} s: {last / second:.2f} times")
    for name, seconds in asked.items():
        print(f"{name}: {1000 * seconds:.1f} ms")
    print(f"{size / counts['reports'] / 1024:.1f} KiB for each report")
    return int(last > RATIO * second or any(seconds > ASK for seconds in asked.values()))


def _clock(ledger: Ledger, place: str) -> Clock:
    if "://" not in place:
        return time.process_time
    with ledger.store.engine.connect() as connection:
        server = Path(f"/proc/{connection.exec_driver_sql('SELECT pg_backend_pid()').scalar_one()}/stat")
    if not server.exists():
        return time.perf_counter
    ticks = os.sysconf("SC_CLK_TCK")

    def both() -> float:
        user, system = server.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() + (int(user) + int(system)) / ticks

    return both


def _size(ledger: Ledger, place: str) -> int:
    """Bytes of the file, or of the database."""
    if "://" not in place:
        return Path(place).stat().st_size
    with ledger.store.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def questions(ledger: Ledger, count: int, clock: Clock) -> dict[str, float]:
    """The median time of each question over twenty affairs."""
    dice = random.Random(1)
    affairs = [affair(dice.randrange(max(count // 8, 1))) for _ in range(20)]
    found = {of: ledger.claims(search=of.town, limit=1) for of in affairs}
    return {
        "search": _median(lambda of: ledger.claims(search=of.town), affairs, clock),
        "claims about a country": _median(lambda of: ledger.claims(about=of.country), affairs, clock),
        "claims about a place": _median(lambda of: ledger.claims(about=of.town), affairs, clock),
        "a source by its name": _median(lambda of: ledger.sources(of.sources[1]), affairs, clock),
        "show as of a day": _median(lambda of: [ledger.show(row.id, as_of=row.first) for row in found[of]], affairs, clock),
        "figures of a claim": _median(lambda of: [ledger.figures(claim=row.id) for row in found[of]], affairs, clock),
    }


def _median(ask: Callable[..., object], affairs: Sequence[object], clock: Clock) -> float:
    taken = []
    for of in affairs:
        start = clock()
        ask(of)
        taken.append(clock() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
