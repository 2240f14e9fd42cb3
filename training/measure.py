"""Scores from raw text: our tokenizer, then the pipeline, then spaCy's scorer (punctuation left out of trees)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from ondit import mentions
from ondit.lexicon import Lexicon
from ondit.model import Block, Entity, Report, Token
from ondit.parsing.engine import Engine
from ondit.parsing.tokenizer import Splitter

from .conllu import Sentence

TREES = {
    "UPOS": "pos_acc", "morph": "morph_acc", "lemma": "lemma_acc", "UAS": "dep_uas", "LAS": "dep_las",
    "sentences": "sents_f", "tokens": "token_f",
}
NAMES = {"P": "ents_p", "R": "ents_r", "F": "ents_f"}


def compared(nlp: Language, gold: list[Doc]) -> list[Example]:
    """Each gold document beside what the pipeline makes of its raw text."""
    return [Example(read, true) for read, true in zip(nlp.pipe([doc.text for doc in gold]), gold, strict=True)]


def as_read(engine: Engine, gold: list[Doc], lexicon: Lexicon | None = None) -> list[Example]:
    """Each gold document, as a paragraph of a report, beside what ondit reads in it: everything taken together.

    With the language's ``lexicon`` the names are those of ``mentions.entities``, else the recogniser's alone.
    """
    text, blocks = "", []
    for doc in gold:
        blocks.append(Block("paragraph", len(text), len(text) + len(doc.text)))
        text += doc.text + "\n\n"
    parsed = engine.parse(Report(text, "", "", "", "utf-8", "", blocks=tuple(blocks)))
    by_block: list[list[Token]] = [[] for _ in gold]
    for sentence in parsed.sentences:
        by_block[sentence.block].extend(parsed.tokens[sentence.first : sentence.last])
    entities = parsed.entities if lexicon is None else mentions.entities(parsed, lexicon)
    block_of = [parsed.sentences[token.sent].block for token in parsed.tokens]
    named: list[list[Entity]] = [[] for _ in gold]
    for entity in entities:
        named[block_of[entity.first]].append(entity)
    return [
        Example(_doc(engine.nlp, tokens, names, text), true)
        for tokens, names, true in zip(by_block, named, gold, strict=True)
    ]


def _doc(nlp: Language, tokens: list[Token], names: list[Entity], text: str) -> Doc:
    doc = Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[text[token.end] == " " for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=["|".join(f"{k}={v}" for k, v in sorted(token.feats.items())) for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=[token.head - tokens[0].i for token in tokens],
        deps=["ROOT" if token.deprel == "root" else token.deprel for token in tokens],
    )
    first = tokens[0].i
    doc.ents = tuple(Span(doc, name.first - first, name.last - first, name.label) for name in names)
    return doc


def tokens(sentences: list[Sentence], splitter: Splitter) -> tuple[float, list[tuple[str, int]]]:
    """F (percent) of the splitter's tokens against a treebank's, and the ten that differ most often."""
    gold = made = both = 0
    differing: Counter[str] = Counter()
    for sentence in sentences:
        text = "".join(word.form + " " * word.space for word in sentence).rstrip()
        true = _places([word.form for word in sentence], [word.space for word in sentence])
        ours = _places(*splitter.split(text))
        gold, made, both = gold + len(true), made + len(ours), both + len(true & ours)
        differing.update(f"-{word}" for _, word in true - ours)
        differing.update(f"+{word}" for _, word in ours - true)
    return 200 * both / max(1, gold + made), differing.most_common(10)


def _places(words: list[str], spaces: list[bool]) -> set[tuple[int, str]]:
    found, at = set(), 0
    for word, space in zip(words, spaces, strict=True):
        found.add((at, word))
        at += len(word) + space
    return found


def scores(nlp: Language, examples: list[Example], which: dict[str, str]) -> dict[str, float]:
    """Percentages by name."""
    found: dict[str, Any] = {**Scorer.score_tokenization(examples), **Scorer(nlp).score(examples)}
    return {name: round(100 * found[key], 2) for name, key in which.items() if found.get(key) is not None}


def by_kind(nlp: Language, examples: list[Example], table: str) -> dict[str, float]:
    """F by relation (``dep_las_per_type``) or label (``ents_per_type``), in percent."""
    found = Scorer(nlp).score(examples).get(table) or {}
    return {kind: round(100 * value["f"], 1) for kind, value in sorted(found.items())}


def only_labels(examples: list[Example], labels: set[str]) -> None:
    """Leave out of the predictions what the gold of a test never marks."""
    for example in examples:
        example.predicted.ents = tuple(entity for entity in example.predicted.ents if entity.label_ in labels)


def feature(examples: list[Example], pair: str) -> dict[str, float]:
    """Precision and recall (percent) of one feature, for instance ``Mood=Cnd``, and how often it is there."""
    right = wrong = missed = 0
    for example in examples:
        for token, gold in zip(example.predicted, example.get_aligned("MORPH", as_string=True), strict=True):
            if gold is not None:
                told, true = pair in str(token.morph).split("|"), pair in gold.split("|")
                right, wrong, missed = right + (told and true), wrong + (told > true), missed + (true > told)
    return {
        "P": round(100 * right / max(1, right + wrong), 2),
        "R": round(100 * right / max(1, right + missed), 2),
        "n": right + missed,
    }
