"""The steps of the making of a pipeline; each can be run in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from spacy.training import Example

from ondit import lexicon as words
from ondit.parsing.tokenizer import Rules, Splitter

from . import assemble as assembling
from . import corpus, exchange, loop, models, news, report, subwords, wordvectors
from . import measure as measuring
from .settings import Settings


def rules(settings: Settings) -> Rules:
    return Rules.load(settings.language / "tokenizer.toml")


def tokens(settings: Settings) -> None:
    """Print how our tokens compare with those of each treebank, and what differs most."""
    ours = rules(settings)
    for file in dict.fromkeys([*settings.tests.values(), *(bank["file"] for bank in settings.treebanks.values())]):
        found, differing = measuring.tokens(corpus.sentences(settings, file, ours), Splitter(ours))
        shown = ", ".join(f"{word} {count}" for word, count in differing)
        print(f"{file}: tokens F {found:.2f}; missed (-) and made (+) most: {shown or 'nothing'}", flush=True)


def vectors(settings: Settings) -> Path:
    """Published vectors where the settings name a package, else those of all training text (no test text is in it)."""
    if "package" in settings.vectors:
        return wordvectors.published(settings.vectors, settings.work)
    (settings.work / "vectors.npz").unlink(missing_ok=True)
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
    wordvectors.install(nlp, settings.work)
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
    wordvectors.install(nlp, settings.work)
    paragraphs = news.read(settings)
    dev = [news.document(nlp, paragraph) for paragraph in paragraphs if paragraph.split == "dev"]
    train = [paragraph for paragraph in paragraphs if paragraph.split == "train"]

    others, chance = exchange.pools(words.load(settings.code)), settings.ner["exchange"]

    def one_pass() -> Iterator[Example]:
        random.shuffle(train)
        return news.one_pass(nlp, train, lambda each: exchange.exchanged(each, others, chance, random))

    out = settings.work / "ner"
    loop.run(
        nlp, one_pass,
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
