"""CoNLL-U -> sentences of tokens as our tokenizer gives them.

A multiword token (``du`` = ``de`` + ``le``) becomes one token with the part of speech, lemma and relation of its
first word; with a pronoun inside (``auquel``) it is the pronoun. Where a language's tokenizer cuts them (``do`` +
``n't``) the words stay.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .conllu_check import trees

ROOT = "ROOT"
"""spaCy's name for the root relation while training."""


@dataclass(frozen=True)
class Word:
    """One token. ``head`` is a place in the same sentence, its own for the root."""

    form: str
    space: bool
    upos: str
    feats: dict[str, str]
    lemma: str
    head: int
    dep: str

    def but(self, **changes: object) -> Word:
        return replace(self, **changes)  # type: ignore[arg-type]


Sentence = list[Word]
Row = list[str]


def read(file: Path, cut: bool = False) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file (also ``.xz``).

    ``cut``: the words of multiword tokens stay, where together they are the token. A sentence whose tree breaks
    under merging, or whose words do not make up its tokens, is left out.
    """
    content = file.read_bytes()
    text = (lzma.decompress(content) if file.suffix == ".xz" else content).decode("utf-8")
    for tree in trees(text):
        sentence = apart(tree.rows) if cut else merged(tree.rows)
        if sentence is not None:
            yield sentence


def merged(rows: list[Row]) -> Sentence | None:
    """Surface tokens of one sentence, or None where its tree does not survive the merging."""
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    ranges = {int(row[0].split("-")[0]): row for row in rows if "-" in row[0]}
    groups: list[tuple[list[int], Row]] = []
    i = 1
    while i <= len(words):
        surface = ranges.get(i, words[i])
        last = int(surface[0].split("-")[1]) if i in ranges else i
        groups.append((list(range(i, last + 1)), surface))
        i = last + 1
    owner = {i: place for place, (ids, _) in enumerate(groups) for i in ids}
    sentence = [_word(place, ids, surface, words, owner) for place, (ids, surface) in enumerate(groups)]
    return sentence if _is_tree(sentence) else None


def apart(rows: list[Row]) -> Sentence | None:
    """The words of one sentence, or None where those of a multiword token do not make it up."""
    words = [row for row in rows if row[0].isdigit()]
    no_space = {int(row[0]) for row in words if "SpaceAfter=No" in row[9]}
    for row in rows:
        if "-" in row[0]:
            first, last = (int(n) for n in row[0].split("-"))
            if "".join(words[i - 1][1] for i in range(first, last + 1)) != row[1]:
                return None
            no_space |= set(range(first, last))
            no_space = no_space | {last} if "SpaceAfter=No" in row[9] else no_space - {last}
    sentence = [
        Word(
            form=row[1], space=int(row[0]) not in no_space, upos=row[3], feats=_feats(row[5]),
            lemma=row[2] if row[2] != "_" else row[1],
            head=int(row[6]) - 1 if row[6] != "0" else place, dep=row[7] if row[6] != "0" else ROOT,
        )
        for place, row in enumerate(words)
    ]
    return sentence if _is_tree(sentence) else None


def _word(place: int, ids: list[int], surface: Row, words: dict[int, Row], owner: dict[int, int]) -> Word:
    outward = [i for i in ids if owner.get(int(words[i][6]), -1) != place]
    pronouns = [i for i in ids if words[i][3] == "PRON"]
    main = pronouns[0] if pronouns else ids[0]
    link = main if main in outward or not outward else outward[0]
    feats: dict[str, str] = {}
    for i in ids:
        for key, value in _feats(words[i][5]).items():
            feats.setdefault(key, value)
    head = int(words[link][6])
    return Word(
        form=surface[1], space="SpaceAfter=No" not in surface[9], upos=words[main][3], feats=feats,
        lemma=words[main][2] if words[main][2] != "_" else surface[1],
        head=owner[head] if head else place, dep=words[link][7] if head else ROOT,
    )


def _feats(text: str) -> dict[str, str]:
    return {} if text == "_" else dict(pair.split("=", 1) for pair in text.split("|"))


def _is_tree(sentence: Sentence) -> bool:
    roots = [i for i, word in enumerate(sentence) if word.head == i]
    if len(roots) != 1:
        return False
    for i in range(len(sentence)):
        steps = 0
        while sentence[i].head != i:
            i, steps = sentence[i].head, steps + 1
            if steps > len(sentence):
                return False
    return True
