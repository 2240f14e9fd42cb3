"""Word vectors for a pipeline: published ones where a language has them, else subword vectors of the training text.

Published vectors are made small: their dimensions cut to the ones that tell most, the rarer words pointed to the
nearest of the frequent ones (as ``Vocab.prune_vectors`` of spaCy does), keyed by the small-letter form.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import numpy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.vectors import Vectors

from . import subwords

_NORM = "NORM"


def install(nlp: Language, work: Path) -> None:
    """Give the pipeline the vectors that the step ``vectors`` has left in ``work``."""
    table = work / "vectors.npz"
    nlp.vocab.vectors = _read(nlp, table) if table.is_file() else subwords.read(nlp, work / "vectors.floret")


def published(told: dict[str, Any], work: Path) -> Path:
    """Fetch the package that ``told`` names with its ordinary client, cut its vectors to size; returns the table."""
    readers = {"npm": _wink, "pip": _spacy}
    client, _, package = told["package"].partition(":")
    words, data = readers[client](_fetched(client, package, work), told["words"])
    data = _fewer_dimensions(data, told["dim"])
    rows = _rows(data, told["rows"])
    kept = data[: told["rows"]]
    scale = told.get("scale", 3.0) / numpy.linalg.norm(kept, axis=1).mean()
    out = work / "vectors.npz"
    numpy.savez(out, words=numpy.array(words), rows=rows, data=(kept * scale).astype("float16"))
    return out


def _fetched(client: str, package: str, work: Path) -> Path:
    folder = work / "package"
    if not (folder / "done").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        if client == "npm":
            command = ["npm", "pack", package, "--pack-destination", str(folder)]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), package]
        print(" ".join(command), flush=True)
        try:
            subprocess.run(command, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            cure = f"fetch {package} with {client} elsewhere, put its archive into {folder} and make a file 'done' there"
            raise SystemExit(f"the word vectors could not be fetched: {error}\n  → {cure}") from error
        (folder / "done").write_text(package + "\n", encoding="utf-8")
    return next(file for file in sorted(folder.iterdir()) if file.suffix in (".tgz", ".whl"))


def _wink(archive: Path, most: int) -> tuple[list[str], Any]:
    """Words by frequency and their vectors, from a wink-embeddings package (GloVe)."""
    with tarfile.open(archive) as opened:
        member = next(each for each in opened.getmembers() if each.name.endswith("d.json"))
        file = opened.extractfile(member)
        assert file is not None
        told = json.load(file)
    words = [word for word in told["words"] if word in told["vectors"]][:most]
    return words, numpy.array([told["vectors"][word][: told["dimensions"]] for word in words], dtype="f")


def _spacy(archive: Path, most: int) -> tuple[list[str], Any]:
    """Small-letter words by frequency and their vectors, from the wheel of a spaCy pipeline with a table of them."""
    import tempfile
    import zipfile

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive) as opened:
        inside = [name for name in opened.namelist() if "/vocab/" in name]
        opened.extractall(folder, inside)
        vocab = Path(folder) / Path(inside[0]).parent
        strings = StringStore().from_disk(vocab / "strings.json")
        table = Vectors(strings=strings).from_disk(vocab)
        words, data = [], []
        for key, row in table.key2row.items():
            word = strings[key]
            if word == word.lower() and len(words) < most:
                words.append(word)
                data.append(table.data[row])
    return words, numpy.array(data, dtype="f")


def _fewer_dimensions(data: Any, dim: int) -> Any:
    """Principal components of the vectors of the most frequent words, in double precision: its last bits do not count."""
    if data.shape[1] <= dim:
        return data
    data = data.astype("float64")
    mean = data[:20_000].mean(axis=0)
    _, _, axes = numpy.linalg.svd(data[:20_000] - mean, full_matrices=False)
    axes *= numpy.sign(axes.sum(axis=1, keepdims=True))  # the sign of an axis is the solver's choice
    return numpy.round((data - mean) @ axes[:dim].T, 6)


def _rows(data: Any, most: int) -> Any:
    """For each word the row that it points to: its own, or the nearest (cosine) of the first ``most``."""
    rows = numpy.arange(len(data))
    norms = numpy.linalg.norm(data, axis=1, keepdims=True)
    unit = data / numpy.maximum(norms, 1e-6)
    for start in range(most, len(data), 2_000):
        part = slice(start, start + 2_000)
        rows[part] = numpy.round(unit[part] @ unit[:most].T, 6).argmax(axis=1)
    return rows


def _read(nlp: Language, table: Path) -> Vectors:
    found = numpy.load(table)
    # half precision is what will be shipped: train on what will be there
    vectors = Vectors(strings=nlp.vocab.strings, data=found["data"].astype("float32"), attr=_NORM)
    for word, row in zip(found["words"], found["rows"], strict=True):
        vectors.add(nlp.vocab.strings.add(str(word)), row=int(row))
    return vectors
