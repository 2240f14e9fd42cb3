"""What the assembled pipeline is worth: metrics.json, beside the weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import spacy

from ondit import lexicon as words
from ondit.parsing.engine import Engine

from . import corpus, measure, news
from .assemble import size
from .conllu import Sentence
from .settings import Settings

GLUED = 8
"""Sentences in a row without regard to where paragraphs end: what parsers are usually measured on."""


def write(settings: Settings) -> Path:
    """Measure and write; returns the file."""
    engine = Engine(settings.language)
    out = settings.language / "pipeline" / "metrics.json"
    out.unlink(missing_ok=True)
    found: dict[str, Any] = {
        "pipeline": engine.name,
        "spacy": spacy.__version__,
        "seed": settings.seed,
        "bytes": size(out.parent),
        "note": "percent, end to end from raw text; trees without punctuation; labels harmonised as in training",
        "trees": {name: _trees(engine, settings, file) for name, file in settings.tests.items()},
        **{name: _feature(engine, settings, told) for name, told in settings.measured.items()},
        "names": _names(engine, settings),
    }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    out.write_text(text + "\n", encoding="utf-8")
    print(text, flush=True)
    return out


def _trees(engine: Engine, settings: Settings, file: str) -> dict[str, Any]:
    sentences = corpus.sentences(settings, file, engine.rules)
    glued = [corpus.document(engine.nlp, group) for group in corpus.groups(sentences, GLUED)]
    blocks = [corpus.document(engine.nlp, group) for group in _blocks(sentences)]
    alone = measure.compared(engine.nlp, glued)
    read = measure.as_read(engine, blocks)
    return {
        "sentences": len(sentences),
        "words": sum(len(doc) for doc in glued),
        "pipeline_alone": measure.scores(engine.nlp, alone, measure.TREES),
        "as_read_in_blocks": measure.scores(engine.nlp, read, measure.TREES),
        "las_by_relation": measure.by_kind(engine.nlp, read, "dep_las_per_type"),
    }


def _blocks(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Sentences as a page would show them: one without a final mark (a heading, an item) ends its block."""
    found: list[list[Sentence]] = [[]]
    for sentence in sentences:
        found[-1].append(sentence)
        if len(found[-1]) == GLUED or sentence[-1].upos != "PUNCT":
            found.append([])
    return [block for block in found if block]


def _feature(engine: Engine, settings: Settings, told: dict[str, Any]) -> dict[str, dict[str, float]]:
    """One feature over treebanks that were not trained on: the tagger alone, and settled by the verb forms."""
    docs = [
        corpus.document(engine.nlp, group)
        for file in told["files"]
        for group in corpus.groups(corpus.sentences(settings, file, engine.rules), GLUED)
    ]
    return {
        "pipeline_alone": measure.feature(measure.compared(engine.nlp, docs), told["feature"]),
        "as_read": measure.feature(measure.as_read(engine, docs), told["feature"]),
    }


def _names(engine: Engine, settings: Settings) -> dict[str, Any]:
    """By test: P, R, F of the recogniser alone and as read (merged with the lexicon), and F of each label as read.

    Labels that a test does not have are left out.
    """
    found: dict[str, Any] = {}
    paragraphs = news.read(settings)
    if not paragraphs:
        return found
    lexicon = words.load(settings.code)
    for test in sorted({each.split for each in paragraphs} - set(news.SEEN)):
        gold = [news.document(engine.nlp, news.cleaned(each, engine.rules)) for each in paragraphs if each.split == test]
        labels = {entity.label_ for doc in gold for entity in doc.ents}
        alone, read = measure.compared(engine.nlp, gold), measure.as_read(engine, gold, lexicon)
        for examples in (alone, read):
            measure.only_labels(examples, labels)
        found[test] = {
            "recogniser_alone": measure.scores(engine.nlp, alone, measure.NAMES),
            "as_read": measure.scores(engine.nlp, read, measure.NAMES),
            "F_by_label": measure.by_kind(engine.nlp, read, "ents_per_type"),
        }
    return found
