"""One language's parser: loaded on first use, then kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import MissingPipeline
from ..model import Parsed, Report
from .blocks import pieces
from .lemmas import Lemmas
from .morphology import Morphology
from .pipeline import load
from .sentences import Ends, hints
from .text import clean
from .tokenizer import Rules
from .trees import Forest

_BATCH = 16
"""Pieces parsed at once: more of them no longer fit the processor's cache, fewer repeat less."""


class Engine:
    """A trained pipeline with the language data that stands beside it."""

    def __init__(self, folder: Path) -> None:
        file = folder / "tokenizer.toml"
        self.rules = Rules.load(file)
        self.ends = Ends.load(file)
        self.morphology = Morphology(folder)
        self.nlp = _pipeline(folder, self.rules)
        self.lemmas = Lemmas(file, self._knows)
        meta = self.nlp.meta
        self.name = f"{meta['name']} {meta['version']} (spaCy {_spacy_version()})"

    def parse(self, report: Report) -> Parsed:
        forest = Forest(report, self.morphology, self.lemmas)
        work = [(piece, clean(report.text[piece.start : piece.end], self.rules)) for piece in pieces(report)]
        work = [(piece, cleaned) for piece, cleaned in work if cleaned.text]
        docs = self.docs([(cleaned.text, piece.heading) for piece, cleaned in work])
        for (piece, cleaned), doc in zip(work, docs, strict=True):
            forest.add(piece, cleaned, doc)
        return Parsed(
            report, tuple(forest.tokens), tuple(forest.sentences), tuple(forest.entities), self.name
        )

    def _knows(self, word: str) -> bool:
        """True for a word that the pipeline has a vector of its own for; of subword vectors, for every word."""
        vectors = self.nlp.vocab.vectors
        return vectors.mode != "default" or self.nlp.vocab.strings[word] in vectors.key2row

    def docs(self, texts: Iterable[tuple[str, bool]]) -> Iterator[Any]:
        """spaCy documents of clean texts, each given with whether it is a heading."""
        hinted = (self._hinted(text, heading) for text, heading in texts)
        return self.nlp.pipe(hinted, batch_size=_BATCH)

    def _hinted(self, text: str, heading: bool) -> Any:
        """The tokens of a piece, with the places where sentences can begin."""
        doc = self.nlp.make_doc(text)
        words = [token.text for token in doc]
        for token, begins in zip(doc, hints(words, [bool(t.whitespace_) for t in doc], heading, self.ends), strict=True):
            token.is_sent_start = begins
        return doc


@lru_cache(maxsize=4)
def engine(folder: Path) -> Engine:
    """The parser of the language in ``folder``; raises MissingPipeline where it is not there or cannot be used."""
    return Engine(folder)


def _pipeline(folder: Path, rules: Rules) -> Any:
    where = folder / "pipeline"
    cure = f"train it (python -m training {folder.name}) or reinstall the package"
    if not (where / "config.cfg").is_file():
        raise MissingPipeline("the trained pipeline is not there", where=str(where), cure=cure)
    try:
        return load(where, rules)
    except Exception as error:  # spaCy, thinc, srsly and numpy each raise their own
        first = str(error).partition("\n")[0]
        raise MissingPipeline(
            f"the trained pipeline cannot be loaded with spaCy {_spacy_version()}: {first}", where=str(where), cure=cure
        ) from error


def _spacy_version() -> str:
    import spacy

    return str(spacy.__version__)
