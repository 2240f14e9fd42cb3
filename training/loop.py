"""The training loop: batches by words, a learning rate that falls to nothing, averaged weights."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

Pass = Callable[[], Iterator[Example]]
Measure = Callable[[Language], dict[str, float]]


def run(
    nlp: Language, one_pass: Pass, measure: Measure, told: dict[str, Any], seed: int, out: Path, every: int = 500
) -> None:
    """Train ``nlp`` for ``told['steps']`` batches and leave its averaged weights in ``out``.

    The number of steps is fixed and the last weights are kept: nothing is chosen by a test set.
    """
    fix_random_seed(seed)
    nlp.initialize(lambda: list(one_pass()))
    optimizer = Adam(
        learn_rate=told["learn_rate"], beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0,
        use_averages=True, eps=1e-8,
    )
    steps, words, began = told["steps"], 0, time.monotonic()
    losses: dict[str, float] = {}
    smallest, largest = told["batch_words"]
    batches = _batches(one_pass, smallest, largest, told.get("growth", 1.001))
    for step in range(1, steps + 1):
        batch = next(batches)
        optimizer.learn_rate = told["learn_rate"] * _rate(step / steps)
        nlp.update(batch, sgd=optimizer, drop=told["dropout"], losses=losses)
        words += sum(len(each.reference) for each in batch)
        if step % every == 0 or step == steps:
            with nlp.use_params(optimizer.averages):
                scores = measure(nlp)
                nlp.to_disk(out)
            shown = " ".join(f"{name} {value:.2f}" for name, value in scores.items())
            rate = words / (time.monotonic() - began)
            print(f"step {step} words {words} ({rate:.0f}/s) {shown}", flush=True)
            losses = {}


def _rate(done: float) -> float:
    """A short climb, full speed for the first half, then a straight fall."""
    return min(1.0, done / 0.02, max(0.02, (1.0 - done) / 0.6))


def _batches(one_pass: Pass, smallest: int, largest: int, growth: float) -> Iterator[list[Example]]:
    size, batch, held = float(smallest), [], 0
    while True:
        for each in one_pass():
            batch.append(each)
            held += len(each.reference)
            if held >= size:
                yield batch
                batch, held = [], 0
                size = min(largest, size * growth)
