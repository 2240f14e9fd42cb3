"""The steps of the making of a pipeline; each can be run in a process of its own."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ondit.parsing.tokenizer import Rules, Splitter

from . import assemble as assembling
from . import corpus, loop, models, news, report, subwords
from . import measure as measuring
from .settings import Settings


def rules(settings: Settings) -> Rules:
    return Rules.load(settings.language / "tokenizer.toml")


def vectors(settings: Settings) -> Path:
    """Vectors of all training text (no test text is in it)."""
    ours = rules(settings)
    texts = [
        "".join(word.form + " " * word.space for word in sentence)
        for bank in settings.treebanks.values()
        if bank.get("vectors", True)
        for sentence in corpus.sentences(settings, bank["file"], ours)
    ]
    texts += [paragraph.text for paragraph in news.read(settings) if paragraph.split in news.SEEN]
    return subwords.train(texts, Splitter(ours), settings.vectors, settings.work)


def parser(settings: Settings) -> Path:
    """Parts of speech, features, lemmas and trees; returns the folder of the trained model."""
    ours, random = rules(settings), Random(settings.seed)
    nlp = models.parser(settings.parser, Splitter(ours))
    subwords.install(nlp, settings.work / "vectors.floret")
    banks = [(corpus.sentences(settings, b["file"], ours), b["share"]) for b in settings.treebanks.values()]
    dev = [
        corpus.document(nlp, group)
        for group in corpus.groups(corpus.sentences(settings, settings.watch["file"], ours), 8)
    ]
    out = settings.work / "parser"
    loop.run(
        nlp, lambda: corpus.one_pass(nlp, banks, settings, random),
        lambda nlp: measuring.scores(nlp, measuring.compared(nlp, dev), measuring.TREES),
        settings.parser, settings.seed, out,
    )
    return out


def names(settings: Settings) -> Path | None:
    """The recogniser of names; returns the folder of the trained model, None where nothing has names to learn from."""
    if not settings.ner:
        print(f"no [ner] in {settings.code}.toml: the pipeline has no recogniser of names", flush=True)
        return None
    random = Random(settings.seed)
    nlp = models.recogniser(settings.ner, Splitter(rules(settings)))
    subwords.install(nlp, settings.work / "vectors.floret")
    paragraphs = news.read(settings)
    dev = [news.document(nlp, paragraph) for paragraph in paragraphs if paragraph.split == "dev"]
    train = [paragraph for paragraph in paragraphs if paragraph.split == "train"]
    out = settings.work / "ner"
    loop.run(
        nlp, lambda: news.one_pass(nlp, train, random),
        lambda nlp: measuring.scores(nlp, measuring.compared(nlp, dev), measuring.NAMES),
        settings.ner, settings.seed, out,
    )
    return out


def assemble(settings: Settings) -> Path:
    """Join the two models into the language's folder."""
    return assembling.assemble(settings, settings.work / "parser", settings.work / "ner" if settings.ner else None)


def measure(settings: Settings) -> Path:
    """Measure the assembled pipeline; returns its metrics.json."""
    return report.write(settings)
