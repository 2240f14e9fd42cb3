"""Repairs that follow from the rules of Universal Dependencies alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ondit.parsing.repair import repaired


def test_a_subject_below_an_auxiliary_moves_to_the_verb() -> None:
    # president | has | denied | it
    heads, deprels, upos = repaired([1, 2, 2, 2], ["nsubj", "aux:tense", "root", "obj"], ["NOUN", "VERB", "VERB", "NOUN"])
    assert heads == [2, 2, 2, 2]
    assert upos[1] == "AUX"
    assert deprels == ["nsubj", "aux:tense", "root", "obj"]


def test_fixed_parts_of_a_preposition_stay() -> None:
    heads, _, _ = repaired([3, 0, 0, 3], ["case", "fixed", "obl", "root"], ["ADP", "NOUN", "NOUN", "VERB"])
    assert heads == [3, 0, 3, 3]


def test_no_passive_subject_beside_an_active_one() -> None:
    _, deprels, _ = repaired([2, 2, 2, 2], ["nsubj", "aux:tense", "root", "nsubj:pass"], ["PROPN", "AUX", "VERB", "NOUN"])
    assert deprels[3] == "obj"


def test_a_real_passive_is_left_alone() -> None:
    before = ["nsubj:pass", "aux:pass", "root"]
    assert repaired([2, 2, 2], before, ["NOUN", "AUX", "VERB"])[1] == before


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    heads = [0] + [data.draw(st.integers(0, i - 1)) for i in range(1, size)]
    labels = st.sampled_from(["nsubj", "nsubj:pass", "aux:tense", "cop", "case", "mark", "det", "punct", "obj", "fixed"])
    deprels = ["root"] + [data.draw(labels) for _ in range(1, size)]
    new, _, _ = repaired(heads, deprels, ["NOUN"] * size)
    assert new[0] == 0
    for i in range(size):
        seen = {i}
        while new[i] != i:
            i = new[i]
            assert i not in seen
            seen.add(i)
