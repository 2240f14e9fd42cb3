"""Finite verbs restored before complement clauses, on hand-made trees of wrong parses."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ondit.parsing.complements import Complements, Tree

FILE = Path(__file__).parents[1] / "src" / "ondit" / "languages" / "fr" / "verbs.toml"
TOLD = tomllib.loads(FILE.read_text(encoding="utf-8"))["complement"]
COMPLEMENTS = Complements(TOLD, {"martèle", "conteste", "célèbre", "juge"}.__contains__)


def _tree(*rows: tuple[str, str, int, str]) -> Tree:
    """Rows of word, part of speech, head and relation."""
    words, upos, heads, deprels = zip(*rows, strict=True)
    return Tree(list(words), list(heads), list(deprels), list(upos), [""] * len(words))


def _restored(*rows: tuple[str, str, int, str]) -> list[tuple[str, str, int, str]]:
    tree = _tree(*rows)
    COMPLEMENTS.restore(tree)
    return list(zip(tree.words, tree.upos, tree.heads, tree.deprels, strict=True))


def test_an_adjective_between_a_lone_noun_and_que_is_the_verb() -> None:
    made = _restored(
        ("Le", "DET", 1, "det"), ("maire", "NOUN", 1, "root"), ("martèle", "ADJ", 1, "amod"), ("qu'", "SCONJ", 5, "mark"),
        ("il", "PRON", 5, "nsubj"), ("viendra", "VERB", 1, "acl:relcl"), (".", "PUNCT", 1, "punct"),
    )
    assert made == [
        ("Le", "DET", 1, "det"), ("maire", "NOUN", 2, "nsubj"), ("martèle", "VERB", 2, "root"),
        ("qu'", "SCONJ", 5, "mark"), ("il", "PRON", 5, "nsubj"), ("viendra", "VERB", 2, "ccomp"), (".", "PUNCT", 2, "punct"),
    ]


def test_a_predicate_with_a_subject_only_changes_its_part_of_speech() -> None:
    made = _restored(
        ("maire", "NOUN", 1, "nsubj"), ("conteste", "ADJ", 1, "root"), ("que", "SCONJ", 3, "mark"), ("tombe", "VERB", 1, "advcl")
    )
    assert made[1] == ("conteste", "VERB", 1, "root")
    assert made[3] == ("tombe", "VERB", 1, "ccomp")


def test_a_noun_with_a_verb_of_its_own_keeps_its_adjective() -> None:
    rows = [
        ("homme", "NOUN", 4, "nsubj"), ("conteste", "ADJ", 0, "amod"), ("que", "PRON", 3, "obj"), ("voit", "VERB", 0, "acl:relcl"),
        ("part", "VERB", 4, "root"),
    ]
    assert _restored(*rows) == rows


def test_a_noun_after_its_determiner_and_a_known_adjective_stay() -> None:
    rows = [
        ("Le", "DET", 1, "det"), ("juge", "NOUN", 1, "root"), ("que", "PRON", 3, "obj"), ("voit", "VERB", 1, "acl:relcl"),
    ]
    assert _restored(*rows) == rows
    rows = [("lieu", "NOUN", 0, "root"), ("célèbre", "ADJ", 0, "amod"), ("que", "PRON", 3, "obj"), ("voit", "VERB", 0, "acl:relcl")]
    assert _restored(*rows) == rows


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 10))
    heads = [0] + [data.draw(st.integers(0, i - 1)) for i in range(1, size)]
    order = data.draw(st.permutations(range(size)))
    place = {old: new for new, old in enumerate(order)}
    row = st.tuples(
        st.sampled_from(["martèle", "que", "maire"]), st.sampled_from(["NOUN", "ADJ", "VERB", "PRON"]),
        st.sampled_from(["amod", "nmod", "nsubj", "acl:relcl", "conj", "cc", "dep"]),
    )
    rows = [data.draw(row) for _ in range(size)]
    tree = _tree(*(
        (rows[new][0], rows[new][1], place[heads[old]], "root" if old == 0 else rows[new][2])
        for new, old in enumerate(order)
    ))
    COMPLEMENTS.restore(tree)
    roots = [i for i, head in enumerate(tree.heads) if head == i]
    assert len(roots) == 1 and tree.deprels[roots[0]] == "root" and tree.deprels.count("root") == 1
    for i in range(size):
        seen = {i}
        while tree.heads[i] != i:
            i = tree.heads[i]
            assert i not in seen
            seen.add(i)
