"""A speech clause between two quoted halves hangs on what is said; every other one governs it."""

from __future__ import annotations

import pytest

from ondit.parsing.complements import Tree
from ondit.parsing.interruptions import interrupted

UPOS = {"“": "PUNCT", "”": "PUNCT", ",": "PUNCT", ".": "PUNCT", '"': "PUNCT", "and": "CCONJ", "left": "VERB", "won": "VERB",
        "said": "VERB", "that": "SCONJ", "calling": "VERB", "of": "ADP"}


def tree(*rows: tuple[str, int, str]) -> Tree:
    words = [word for word, _, _ in rows]
    heads = [head if dep != "root" else i for i, (_, head, dep) in enumerate(rows)]
    return Tree(words, heads, [dep for _, _, dep in rows], [UPOS.get(word, "NOUN") for word in words], [""] * len(rows))


def made(*rows: tuple[str, int, str]) -> tuple[list[int], list[str]]:
    found = tree(*rows)
    interrupted(found)
    return found.heads, found.deprels


MEDIAL = [
    ("“", 2, "punct"), ("we", 2, "nsubj"), ("left", 6, "ccomp"), (",", 2, "punct"), ("”", 2, "punct"), ("Ana", 6, "nsubj"),
    ("said", 6, "root"), (",", 6, "punct"), ("“", 11, "punct"), ("and", 11, "cc"), ("they", 11, "nsubj"), ("won", 6, "conj"),
    (".", 6, "punct"), ("”", 6, "punct"),
]


def test_a_speech_clause_between_two_halves_hangs_on_the_first() -> None:
    heads, deprels = made(*MEDIAL)
    assert (heads[2], deprels[2]) == (2, "root")
    assert (heads[6], deprels[6]) == (2, "parataxis")
    assert (heads[11], deprels[11]) == (2, "conj")
    assert (heads[12], heads[5]) == (2, 6)


def test_a_second_half_that_was_a_complement_is_a_parataxis() -> None:
    rows = [row for row in MEDIAL if row[0] != "and"]
    moved = [(word, head - (head > 8), "ccomp" if word == "won" else dep) for word, head, dep in rows]
    heads, deprels = made(*moved)
    assert (heads[10], deprels[10]) == (2, "parataxis") and deprels[2] == "root"


@pytest.mark.parametrize(
    "rows",
    [
        # "we left," Ana said, calling it "a win."
        [("“", 2, "punct"), ("we", 2, "nsubj"), ("left", 6, "ccomp"), (",", 2, "punct"), ("”", 2, "punct"), ("Ana", 6, "nsubj"),
         ("said", 6, "root"), (",", 7, "punct"), ("calling", 6, "advcl"), ("it", 8, "obj"), ("“", 11, "punct"), ("win", 8, "xcomp")],
        # "we left," Ana said of the "win"
        [("“", 2, "punct"), ("we", 2, "nsubj"), ("left", 6, "ccomp"), (",", 2, "punct"), ("”", 2, "punct"), ("Ana", 6, "nsubj"),
         ("said", 6, "root"), ("of", 9, "case"), ("“", 9, "punct"), ("win", 6, "obl"), ("”", 9, "punct")],
        # Ana said that we left, "and won" : nothing quoted before the verb
        [("Ana", 1, "nsubj"), ("said", 1, "root"), ("that", 4, "mark"), ("we", 4, "nsubj"), ("left", 1, "ccomp"), (",", 7, "punct"),
         ("“", 7, "punct"), ("won", 4, "conj"), ("”", 7, "punct")],
    ],
    ids=["a quoted word in a loose clause", "a quoted noun", "nothing before the verb"],
)
def test_other_speech_clauses_stay_above(rows: list[tuple[str, int, str]]) -> None:
    before = tree(*rows)
    assert made(*rows) == (before.heads, before.deprels)
