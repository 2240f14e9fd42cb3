"""How fast the trained pipelines are: ``python -m benchmarks.pipeline [--lang fr]``.

One run, one thread, the same texts for both lines: the test half of our news treebank, eight sentences a text, over
and over. The baseline is a bare parser (parts of speech, lemmas and trees, no names) of a fixed small shape: width
128, depth 4, a tenth of a pipeline's training, which is enough for it to take the usual number of steps a word. A
word is a token. Figures are medians of three passes, in words a second of processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from itertools import chain, repeat
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
SHAPE = {"width": 128, "depth": 4, "rows": [5000, 1000, 2500, 2500, 50], "hidden": 96}
STEPS = 250
GROUP, REPEATED, PASSES = 8, 6, 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description=__doc__.partition("\n")[0])
    parser.add_argument("--lang", action="append", help="a language with a pipeline and a news treebank (all)")
    asked = parser.parse_args()
    if not THREADS.items() <= os.environ.items():
        command = [sys.executable, "-m", "benchmarks.pipeline", *sys.argv[1:]]
        return subprocess.call(command, cwd=ROOT, env={**os.environ, **THREADS})
    for code in asked.lang or _languages():
        shipped, baseline = measured(code)
        print(f"{code}: {shipped:,.0f} words/s whole pipeline; {baseline:,.0f} bare parser of fixed shape; ratio {shipped / baseline:.2f}")
    return 0


def _languages() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in (ROOT / "training" / "treebank").glob("*_news-test.conllu"))


def measured(code: str) -> tuple[float, float]:
    """Words a second of the shipped pipeline and of the baseline."""
    from ondit.parsing.engine import Engine
    from training import corpus, settings

    told = settings.load(code, ROOT)
    engine = Engine(told.language)
    test = corpus.sentences(told, f"{code}_news-test.conllu", engine.rules)
    texts = [corpus.document(engine.nlp, group).text for group in corpus.groups(test, GROUP)] * REPEATED
    baseline = _baseline(told, engine)
    return _speed(engine.nlp, texts), _speed(baseline, texts)


def _baseline(told: Any, engine: Any) -> Any:
    from ondit.parsing.tokenizer import Splitter
    from training import corpus, models

    shape = {**told.parser, **SHAPE}
    nlp = models.parser(shape, Splitter(engine.rules))
    nlp.vocab.vectors = engine.nlp.vocab.vectors
    train = corpus.sentences(told, f"{told.code}_news-train.conllu", engine.rules)
    examples = [corpus.example(nlp, group) for group in corpus.groups(train, GROUP)]
    nlp.initialize(lambda: examples)
    optimizer, random = nlp.create_optimizer(), Random(1)
    passes = chain.from_iterable(random.sample(each, len(each)) for each in repeat(examples))
    for example, _ in zip(passes, range(STEPS), strict=False):
        nlp.update([example], sgd=optimizer)
    return nlp


def _speed(nlp: Any, texts: list[str]) -> float:
    list(nlp.pipe(texts[:20]))
    found = []
    for _ in range(PASSES):
        began = process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        found.append(words / (process_time() - began))
    return statistics.median(found)


if __name__ == "__main__":
    raise SystemExit(main())
