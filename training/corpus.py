"""Sentences -> spaCy examples, put together anew on every pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from ondit.parsing.tokenizer import Rules

from . import conllu, labels, typography
from .conllu import Sentence
from .settings import Settings


def sentences(settings: Settings, file: str, rules: Rules) -> list[Sentence]:
    """Harmonised sentences of one treebank file (of the data folder, or our own), in plain characters."""
    read = conllu.read(settings.treebank(file), settings.labels.get("multiword", "whole") == "cut")
    return [
        typography.plain(labels.harmonise(sentence, settings.labels), rules.plain, rules.dropped) for sentence in read
    ]


def example(nlp: Language, group: list[Sentence]) -> Example:
    """Some sentences in a row as raw text (cut by our own tokenizer) with their gold trees."""
    gold = document(nlp, group)
    return Example(nlp.make_doc(gold.text), gold)


def document(nlp: Language, group: list[Sentence]) -> Doc:
    words = [word for sentence in group for word in sentence]
    starts = [0]
    for sentence in group:
        starts.append(starts[-1] + len(sentence))
    spaces = [word.space for word in words]
    for end in starts[1:-1]:
        spaces[end - 1] = True
    return Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=spaces,
        pos=[word.upos for word in words],
        morphs=["|".join(f"{k}={v}" for k, v in sorted(word.feats.items())) for word in words],
        lemmas=[word.lemma for word in words],
        heads=[first + word.head for first, last in pairwise(starts) for word in words[first:last]],
        deps=[word.dep for word in words],
    )


def groups(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


def one_pass(
    nlp: Language, banks: list[tuple[list[Sentence], float]], settings: Settings, random: Random
) -> Iterator[Example]:
    """One pass over all treebanks: new typography, new groups, shuffled."""
    drawn: list[list[Sentence]] = []
    few, many = settings.parser["sentences"]
    for bank, share in banks:
        start = 0
        while start < len(bank):
            size = random.randint(few, many)
            if random.random() < share:
                drawn.append(bank[start : start + size])
            start += size
    random.shuffle(drawn)
    for group in drawn:
        made = [typography.varied(sentence, settings.typography, random) for sentence in group]
        # a sentence without its full stop ends its paragraph, as headings do
        cut = next((n + 1 for n, sentence in enumerate(made) if len(sentence) < len(group[n])), len(made))
        for part in (made[:cut], made[cut:]):
            if part:
                yield example(nlp, part)
