"""CoNLL-U -> sentences of surface tokens.

A multiword token (``du`` = ``de`` + ``le``) becomes one token, as our tokenizer gives it, with the part of
speech, lemma and relation of its first word; with a pronoun inside (``auquel``) it is the pronoun.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

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


def read(file: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file (also ``.xz``). A sentence whose tree breaks under merging is left out."""
    content = file.read_bytes()
    text = (lzma.decompress(content) if file.suffix == ".xz" else content).decode("utf-8")
    for rows in _blocks(text.split("\n")):
        sentence = merged(rows)
        if sentence is not None:
            yield sentence


def _blocks(lines: list[str]) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for line in lines:
        if not line and rows:
            yield rows
            rows = []
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    if rows:
        yield rows


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
