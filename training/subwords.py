"""Subword vectors of the training text (floret), keyed by the small-letter form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import floret
import numpy
from spacy.language import Language
from spacy.vectors import Vectors

from ondit.parsing.tokenizer import Splitter


def train(texts: list[str], splitter: Splitter, told: dict[str, Any], work: Path) -> Path:
    """Train on ``texts``; returns the floret table."""
    corpus, table = work / "vectors.txt", work / "vectors.floret"
    lines = (" ".join(word.replace(" ", "_").lower() for word in splitter.split(text)[0]) for text in texts)
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = floret.train_unsupervised(
        str(corpus), model=told["model"], mode="floret", dim=told["dim"], bucket=told["bucket"],
        hashCount=told["hashCount"], minn=told["minn"], maxn=told["maxn"], minCount=told["minCount"],
        epoch=told["epoch"], lr=0.05, thread=1, verbose=0,
    )
    model.save_floret_vectors(str(table))
    return table


def read(nlp: Language, table: Path) -> Vectors:
    """The vectors of a floret table, for the words of ``nlp``."""
    with table.open(encoding="utf-8") as lines:
        bucket, dim, minn, maxn, count, seed, bow, eow = next(lines).split()
        data = numpy.zeros((int(bucket), int(dim)), dtype="f")
        for line in lines:
            row, *values = line.rstrip().split(" ")
            data[int(row)] = [float(value) for value in values]
    # half precision is what will be shipped: train on what will be there
    data = data.astype("float16").astype("float32")
    return Vectors(
        strings=nlp.vocab.strings, data=data, mode="floret", minn=int(minn), maxn=int(maxn), hash_count=int(count),
        hash_seed=int(seed), bow=bow, eow=eow, attr="NORM",
    )
