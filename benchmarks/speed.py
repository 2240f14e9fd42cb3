"""How fast ondit reads: ``python -m benchmarks.speed [--words 20000] [--lang fr]``.

One run, one thread, the same texts for every line: reports of about 500 words made of the paragraphs of
``samples/``, over and over. Each figure is the median of three passes after a warm-up. A word is a token of
the pipeline that is not white space.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import ondit

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REPORT_WORDS = 500
PASSES = 3
BATCH = 64
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock on the wall, and of the processor (which other programs do not lengthen)."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Speeds:
    """What each kind of work on the same texts has taken, and how many words they have.

    ``parsing`` is the part of ``read`` that was spent in the parser, taken by a stop-watch inside it; ``alone`` parses
    the reports one at a time, and ``mentions`` finds all actors, places, times and quantities in what came of it.
    """

    words: int
    reports: int
    pipeline: Spent
    read: Spent
    parsing: Spent
    alone: Spent
    mentions: Spent

    @property
    def outside(self) -> float:
        """Share of a reading's processor time that is not spent in the parser."""
        return 1 - self.parsing.cpu / self.read.cpu

    @property
    def naming(self) -> float:
        """Processor time of all mentions as a share of that of the parse alone."""
        return self.mentions.cpu / self.alone.cpu


def paragraphs(folder: Path = SAMPLES) -> list[str]:
    """The paragraphs of the plain-text samples, in order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [block for text in texts for block in text.split("\n\n") if len(block.split()) > 10]


def texts(words: int, blocks: Sequence[str]) -> list[str]:
    """Reports of about REPORT_WORDS words with ``words`` words or a little more in all."""
    found: list[str] = []
    taken, now, size = 0, list[str](), 0
    for block in cycle(blocks):
        now.append(block)
        size += len(block.split())
        if size >= REPORT_WORDS or taken + size >= words:
            found.append("\n\n".join(now))
            taken, now, size = taken + size, [], 0
        if taken >= words:
            return found
    raise ValueError("no paragraphs to make reports of")


def spent(work: Callable[[], object]) -> Spent:
    wall, cpu = perf_counter(), process_time()
    work()
    return Spent(perf_counter() - wall, process_time() - cpu)


def _made(work: Callable[[], Any]) -> tuple[Any, Spent]:
    """What the work gives, and what it took."""
    found: list[Any] = []
    taken = spent(lambda: found.append(work()))
    return found[0], taken


def median(passes: Sequence[Spent]) -> Spent:
    return Spent(statistics.median(each.wall for each in passes), statistics.median(each.cpu for each in passes))


class StopWatch:
    """A function that also adds up the time spent in it."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.wall = self.cpu = 0.0

    def __call__(self, *args: Any, **options: Any) -> Any:
        found, taken = _made(lambda: self.function(*args, **options))
        self.wall, self.cpu = self.wall + taken.wall, self.cpu + taken.cpu
        return found


def measure(reports: Sequence[str], lang: str) -> Speeds:
    """The bare pipeline and the whole reading, by turns; loading the language is not counted."""
    # Late, so that main can set the threads before numpy makes its pools.
    from ondit import lexicon, mentions, parsing, reading
    from ondit.parsing.engine import engine

    known = lexicon.load(lang)
    nlp = engine(known.folder).nlp
    blocks = [block for text in reports for block in text.split("\n\n")]
    words = sum(not token.is_space for doc in nlp.pipe(blocks) for token in doc)
    ondit.read_text(reports[0], lang=lang)
    opened = [reading.open_report(text.encode(), name="text", format="text", lang=lang, published="2025-04-30") for text in reports]
    bare, read, inside, alone, found = [], [], [], [], []
    for _ in range(PASSES):
        bare.append(spent(lambda: sum(len(doc) for doc in nlp.pipe(blocks, batch_size=BATCH))))
        watch = StopWatch(parsing.parse)
        parsing.parse = watch
        try:
            read.append(spent(lambda: [ondit.read_text(text, lang=lang) for text in reports]))
        finally:
            parsing.parse = watch.function
        inside.append(Spent(watch.wall, watch.cpu))
        trees, taken = _made(lambda: [parsing.parse(report, known) for report in opened])
        alone.append(taken)
        found.append(_made(lambda trees=trees: [mentions.find(tree, known) for tree in trees])[1])
    return Speeds(words, len(reports), *(median(each) for each in (bare, read, inside, alone, found)))


def start_up() -> float:
    """Seconds that ``ondit --help`` takes from nothing; the best of several, as other programs only add to it."""
    command = [sys.executable, "-m", "ondit", "--help"]
    return min(spent(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)).wall for _ in range(2 * PASSES))


def table(speeds: Speeds, help_seconds: float) -> str:
    lines = [
        f"{speeds.words:,} words in {speeds.reports} reports, one thread, median of {PASSES} passes",
        f"{'':28}{'words/s':>10}{'seconds':>10}{'words/s of processor time':>28}",
    ]
    for name, taken in (("bare pipeline, in batches", speeds.pipeline), ("ondit.read_text", speeds.read)):
        lines.append(f"{name:28}{speeds.words / taken.wall:10,.0f}{taken.wall:10.2f}{speeds.words / taken.cpu:28,.0f}")
    lines.append(f"{'outside the parser':28}{speeds.outside:10.1%}")
    lines.append(f"{'all mentions beside a parse':28}{speeds.naming:10.1%}")
    lines.append(f"{'start-up of ondit --help':28}{'':10}{help_seconds:10.3f}")
    return "\n".join(lines)


def busy() -> str | None:
    """A warning where other programs keep the machine busy: times by the clock are too long then."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f"load {load:.1f} on {cores} cores: trust the processor time, not the clock" if load > 0.75 * cores + 1 else None


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=20_000, help="how many words to read (default: %(default)s)")
    parser.add_argument("--lang", default="fr", help="language of the samples (default: %(default)s)")
    options = parser.parse_args(argv)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    print(table(measure(texts(options.words, paragraphs()), options.lang), start_up()))
    warning = busy()
    if warning:
        print(warning, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
