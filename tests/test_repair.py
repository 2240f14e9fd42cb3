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


FIN, PART = {"VerbForm": "Fin", "Mood": "Ind"}, {"VerbForm": "Part", "Tense": "Past"}


def test_an_auxiliary_does_not_govern_its_participle() -> None:
    # president | has | denounced | use
    heads, deprels, upos = repaired(
        [1, 1, 1, 2], ["nsubj", "root", "ccomp", "obj"], ["NOUN", "VERB", "VERB", "NOUN"],
        [{}, FIN, PART, {}], [False, True, False, False],
    )
    assert heads == [2, 2, 2, 2]
    assert deprels == ["nsubj", "aux", "root", "obj"]
    assert upos[1] == "AUX"


def test_possession_is_no_compound_tense() -> None:
    # he | has | son | born : the participle hangs on the object
    before = [1, 1, 1, 2], ["nsubj", "root", "obj", "acl"]
    heads, deprels, _ = repaired(*before, ["PRON", "VERB", "NOUN", "VERB"], [{}, FIN, {}, PART], [False, True, False, False])
    assert (heads, deprels) == before


def test_a_finite_clause_takes_its_noun_as_subject() -> None:
    # troops | would-be | positioned
    heads, deprels, _ = repaired(
        [0, 2, 0], ["root", "aux:pass", "acl"], ["NOUN", "AUX", "VERB"], [{}, {"Mood": "Cnd"}, PART], [False, True, False]
    )
    assert heads == [2, 2, 2]
    assert deprels == ["nsubj:pass", "aux:pass", "root"]


def test_an_indefinite_noun_without_preposition_is_the_object() -> None:
    upos, feats = ["PROPN", "VERB", "DET", "NOUN"], [{}, FIN, {"Definite": "Ind", "Number": "Plur"}, {}]
    assert repaired([1, 1, 3, 1], ["nsubj", "root", "det", "obl"], upos, feats, [False] * 4)[1][3] == "obj"
    week = [{}, FIN, {"Definite": "Def"}, {}]
    assert repaired([1, 1, 3, 1], ["nsubj", "root", "det", "obl"], upos, week, [False] * 4)[1][3] == "obl"


def test_a_second_subject_behind_and_is_a_conjunct() -> None:
    # treaty | between | Peru | and | Chile | foresees
    heads, deprels, _ = repaired(
        [5, 2, 0, 4, 5, 5], ["nsubj", "case", "nmod", "cc", "nsubj", "root"],
        ["NOUN", "ADP", "PROPN", "CCONJ", "PROPN", "VERB"], [{}] * 5 + [FIN], [False] * 6,
    )
    assert (heads[4], deprels[4]) == (2, "conj")


def test_a_past_infinitive_belongs_to_the_verb_right_before_it() -> None:
    # reacts | tweet | blaming | X | for | having | invaded
    heads, _, _ = repaired(
        [0, 0, 1, 2, 6, 6, 0], ["root", "obl", "acl", "obj", "mark", "aux:tense", "advcl"],
        ["VERB", "NOUN", "VERB", "PROPN", "ADP", "AUX", "VERB"], [FIN, {}, {}, {}, {}, {"VerbForm": "Inf"}, PART],
        [False] * 5 + [True, False],
    )
    assert heads[6] == 2


def test_a_list_of_subjects_is_one_subject() -> None:
    # A | , | B | and | C | accuse
    heads, deprels, _ = repaired(
        [5, 2, 5, 4, 2, 5], ["nsubj", "punct", "nsubj", "cc", "conj", "root"],
        ["PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN", "VERB"], [{}] * 5 + [FIN], [False] * 6,
    )
    assert (heads[2], deprels[2]) == (0, "conj")


def test_a_finite_verb_is_coordinated_with_a_finite_one() -> None:
    # X | denies | flatly | having | given | and | blames
    heads, _, _ = repaired(
        [1, 1, 1, 4, 2, 6, 4], ["nsubj", "root", "advmod", "aux:tense", "xcomp", "cc", "conj"],
        ["PROPN", "VERB", "VERB", "AUX", "VERB", "CCONJ", "VERB"], [{}, FIN, {}, {"VerbForm": "Inf"}, PART, {}, FIN],
        [False, False, False, True, False, False, False],
    )
    assert (heads[4], heads[6]) == (1, 1)


def test_a_relative_clause_stays() -> None:
    before = [0, 2, 0], ["root", "nsubj", "acl"]
    heads, deprels, _ = repaired(*before, ["NOUN", "PRON", "VERB"], [{}, {"PronType": "Rel"}, FIN], [False] * 3)
    assert (heads, deprels) == before


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    heads = [0] + [data.draw(st.integers(0, i - 1)) for i in range(1, size)]
    labels = st.sampled_from(["acl", "ccomp", "nsubj", "nsubj:pass", "aux:tense", "cop", "case", "mark", "det", "punct", "obj", "fixed"])
    deprels = ["root"] + [data.draw(labels) for _ in range(1, size)]
    kinds = st.sampled_from([{}, FIN, PART, {"PronType": "Rel"}])
    feats = [data.draw(kinds) for _ in range(size)]
    new, relations, _ = repaired(heads, deprels, ["NOUN"] * size, feats, [data.draw(st.booleans()) for _ in range(size)])
    assert [relations[i] for i in range(size) if new[i] == i] == ["root"]
    for i in range(size):
        seen = {i}
        while new[i] != i:
            i = new[i]
            assert i not in seen
            seen.add(i)


def test_a_quoted_adjective_before_the_determiner_is_the_predicate_of_the_verb() -> None:
    # called | " | unfair | " | the | tax
    heads, deprels = [0, 2, 5, 2, 5, 0], ["root", "punct", "amod", "punct", "det", "obj"]
    upos = ["VERB", "PUNCT", "ADJ", "PUNCT", "DET", "NOUN"]
    assert repaired(heads, deprels, upos)[:2] == ([0, 2, 0, 2, 5, 0], ["root", "punct", "xcomp", "punct", "det", "obj"])


def test_an_adjective_right_before_the_determiner_stays_with_its_noun() -> None:
    # covers | all | the | ground
    heads, deprels, upos = [0, 3, 3, 0], ["root", "amod", "det", "obj"], ["VERB", "ADJ", "DET", "NOUN"]
    assert repaired(heads, deprels, upos)[:2] == (heads, deprels)


def test_a_quoted_adjective_behind_the_determiner_stays_with_its_noun() -> None:
    # raised | the | " | unfair | " | tax
    heads, deprels = [0, 5, 3, 5, 3, 0], ["root", "det", "punct", "amod", "punct", "obj"]
    assert repaired(heads, deprels, ["VERB", "DET", "PUNCT", "ADJ", "PUNCT", "NOUN"])[:2] == (heads, deprels)


def test_a_finite_form_behind_a_conjunction_is_the_verb_of_its_clause() -> None:
    # she | said | that | the | prices | would-fall
    upos = ["PRON", "VERB", "SCONJ", "DET", "NOUN", "VERB"]
    heads, deprels, _ = repaired(
        [1, 1, 5, 4, 1, 4], ["nsubj", "root", "advmod", "det", "obj", "amod"], upos,
        [{}, FIN, {}, {}, {}, {"Mood": "Cnd"}], [False] * 6,
    )
    assert heads == [1, 1, 5, 4, 5, 1]
    assert deprels == ["nsubj", "root", "mark", "det", "nsubj", "ccomp"]


def test_a_finite_form_without_a_conjunction_stays_where_it_is() -> None:
    # she | saw | the | prices | fall ; and a relative clause behind a conjunction's noun
    before = [1, 1, 3, 1, 3], ["nsubj", "root", "det", "obj", "acl"]
    upos = ["PRON", "VERB", "DET", "NOUN", "VERB"]
    assert repaired(*before, upos, [{}, FIN, {}, {}, FIN], [False] * 5)[:2] == before
    relative = [1, 1, 5, 1, 5, 3], ["nsubj", "root", "mark", "obj", "nsubj", "acl"]
    upos = ["PRON", "VERB", "SCONJ", "NOUN", "PRON", "VERB"]
    assert repaired(*relative, upos, [{}, FIN, {}, {}, {"PronType": "Rel"}, FIN], [False] * 6)[:2] == relative


PLURAL, SINGULAR = {**FIN, "Number": "Plur"}, {**FIN, "Number": "Sing"}


def test_a_verb_of_another_number_without_conjunction_has_its_subject_behind_it() -> None:
    # soldiers | died | says | state
    heads, deprels, _ = repaired(
        [1, 1, 1, 2], ["nsubj", "root", "conj", "obj"], ["NOUN", "VERB", "VERB", "NOUN"], [{}, PLURAL, SINGULAR, {}], [False] * 4
    )
    assert (heads, deprels) == ([1, 1, 1, 2], ["nsubj", "root", "parataxis", "nsubj"])


def test_a_verb_of_the_same_number_or_with_a_conjunction_keeps_its_object() -> None:
    upos = ["NOUN", "VERB", "VERB", "NOUN"]
    before = [1, 1, 1, 2], ["nsubj", "root", "conj", "obj"]
    assert repaired(*before, upos, [{}, SINGULAR, SINGULAR, {}], [False] * 4)[:2] == before
    joined = [1, 1, 3, 1, 3], ["nsubj", "root", "cc", "conj", "obj"]
    upos = ["NOUN", "VERB", "CCONJ", "VERB", "NOUN"]
    assert repaired(*joined, upos, [{}, PLURAL, {}, SINGULAR, {}], [False] * 5)[:2] == joined


def test_a_name_behind_the_adjunct_of_an_interrupting_verb_is_its_subject() -> None:
    # won | said | to | press | Awa | , | mayor
    heads, deprels, _ = repaired(
        [0, 0, 3, 1, 3, 6, 3], ["root", "parataxis", "case", "obl", "appos", "punct", "appos"],
        ["VERB", "VERB", "ADP", "NOUN", "PROPN", "PUNCT", "NOUN"], [FIN, SINGULAR, {}, {}, {}, {}, {}], [False] * 7,
    )
    assert heads == [0, 0, 3, 1, 1, 6, 4]
    assert deprels[4] == "nsubj"


def test_a_name_behind_the_adjunct_stays_where_the_verb_has_a_subject() -> None:
    before = [0, 2, 0, 4, 2, 4], ["root", "nsubj", "parataxis", "case", "obl", "appos"]
    upos = ["VERB", "PRON", "VERB", "ADP", "NOUN", "PROPN"]
    assert repaired(*before, upos, [FIN, {}, SINGULAR, {}, {}, {}], [False] * 6)[:2] == before


def test_a_clause_that_a_marker_opens_is_no_relative_clause() -> None:
    # promise | that | nobody | forgets  (the pronoun is nobody's argument), and: promise | that | she | keeps
    before = (["root", "mark", "nsubj", "acl:relcl"], ["NOUN", "PRON", "PRON", "VERB"])
    _, deprels, upos = repaired([0, 3, 3, 0], *before)
    assert (deprels[3], upos[1]) == ("acl", "SCONJ")
    relative = ["root", "obj", "nsubj", "acl:relcl"]
    assert repaired([0, 3, 3, 0], relative, ["NOUN", "PRON", "PRON", "VERB"])[1] == relative


MANY = {"Number": "Plur"}


def test_a_noun_right_before_a_verb_of_its_number_is_its_subject_and_no_conjunct() -> None:
    # port | was | taken | by | rebels | and | jets | bomb | town
    heads = [2, 2, 2, 4, 2, 6, 4, 2, 7]
    deprels = ["nsubj:pass", "aux:pass", "root", "case", "obl:agent", "cc", "conj", "parataxis", "obj"]
    upos = ["NOUN", "AUX", "VERB", "ADP", "NOUN", "CCONJ", "NOUN", "VERB", "NOUN"]
    feats = [{}, SINGULAR, {"VerbForm": "Part"}, {}, MANY, {}, MANY, {**FIN, **MANY}, {}]
    found = repaired(heads, deprels, upos, feats, [False, True] + [False] * 7)
    assert found[0] == [2, 2, 2, 4, 2, 7, 7, 2, 7]
    assert (found[1][6], found[1][7]) == ("nsubj", "conj")
    same = [{}, {**SINGULAR, **MANY}, *feats[2:]]
    assert repaired(heads, deprels, upos, same, [False, True] + [False] * 7)[:2] == (heads, deprels)


def test_what_a_verb_counts_is_its_object_and_further_counts_are_joined_to_it() -> None:
    # ministry | announced | 40 | dead | , | plus | 12 | deaths
    heads, deprels = [1, 1, 3, 1, 7, 7, 7, 1], ["nsubj", "root", "nummod", "xcomp", "punct", "cc", "nummod", "conj"]
    upos = ["NOUN", "VERB", "NUM", "ADJ", "PUNCT", "CCONJ", "NUM", "NOUN"]
    found = repaired(heads, deprels, upos, [{}, FIN, {}, {}, {}, {}, {}, {}], [False] * 8)
    assert (found[0][7], found[1][3]) == (3, "obj")
    left = ["nsubj", "root", "nummod", "xcomp", "punct", "cc", "nummod", "orphan"]
    assert repaired(heads, left, upos, [{}, FIN, {}, {}, {}, {}, {}, {}], [False] * 8)[0][7] == 1


def test_a_comma_before_the_coordinator_or_its_place_below_the_verb_changes_nothing() -> None:
    # "A, B, and C met": C is a second subject behind a comma; "A and C met" with the coordinator on the verb
    heads, deprels, _ = repaired(
        [6, 2, 0, 5, 5, 6, 6], ["nsubj", "punct", "conj", "punct", "cc", "nsubj", "root"],
        ["PROPN", "PUNCT", "PROPN", "PUNCT", "CCONJ", "PROPN", "VERB"],
    )  # fmt: skip
    assert deprels[5] == "conj" and heads[5] in (0, 2)
    heads, deprels, _ = repaired([3, 3, 3, 3], ["nsubj", "cc", "nsubj", "root"], ["NOUN", "CCONJ", "NOUN", "VERB"])
    assert (heads[1], heads[2], deprels[2]) == (2, 0, "conj")


def test_what_an_auxiliary_stands_right_before_is_a_verb_and_has_an_object() -> None:
    # "it would free 150 prisoners", with "free" as an adjective; "it would be free" keeps its adjective
    heads, deprels, upos = repaired([2, 2, 2, 4, 2], ["nsubj", "aux", "root", "nummod", "obl"], ["PRON", "AUX", "ADJ", "NUM", "NOUN"])
    assert (upos[2], deprels[4]) == ("VERB", "obj")
    *_, upos = repaired([3, 3, 3, 3], ["nsubj", "aux", "cop", "root"], ["PRON", "AUX", "AUX", "ADJ"])
    assert upos[3] == "ADJ"
