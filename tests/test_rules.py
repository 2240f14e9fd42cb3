"""The matcher binds what a rule names, nothing else, and reports faulty rules with file:line."""

from __future__ import annotations

from typing import Any

import pytest
from trees import parsed_from_conllu

from ondit import lexicon
from ondit.errors import LanguageDataError
from ondit.lexicon.rulefiles import RawRule
from ondit.rules import RuleSet, compile_rules

TREE = """
# text = Le maire nie que la digue ait cédé.
1	Le	le	DET	_	PronType=Art	2	det	_	_
2	maire	maire	NOUN	_	_	3	nsubj	_	_
3	nie	nier	VERB	_	Mood=Ind|VerbForm=Fin	0	root	_	_
4	que	que	SCONJ	_	_	8	mark	_	_
5	la	le	DET	_	PronType=Art	6	det	_	_
6	digue	digue	NOUN	_	_	8	nsubj	_	_
7	ait	avoir	AUX	_	Mood=Sub|VerbForm=Fin	8	aux:tense	_	_
8	cédé	céder	VERB	_	VerbForm=Part	3	ccomp	_	SpaceAfter=No
9	.	.	PUNCT	_	_	3	punct	_	_
"""


def rules(*match: dict[str, Any], **more: Any) -> RuleSet:
    words = lexicon.load("fr")
    raw = [
        RawRule(f"t:{n}", f"t.yaml:{n}", {"rule": str(n), "says": "x", "emits": "test", "match": m, **more})
        for n, m in enumerate(match, 1)
    ]
    return compile_rules(raw, words.tables, "test")


def bound(found: RuleSet) -> list[dict[str, str]]:
    parsed = parsed_from_conllu(TREE)
    return [{name: parsed.tokens[i].text for name, i in m.nodes.items()} for m in found.find(parsed)]


def test_a_rule_binds_its_nodes() -> None:
    found = rules({"cue": {"in": "cues", "where": {"takes": "clause"}}, "content": {"child": "cue", "deprel": "ccomp"}})
    assert bound(found) == [{"cue": "nie", "content": "cédé"}]


def test_a_match_names_rule_and_entry() -> None:
    parsed = parsed_from_conllu(TREE)
    match = next(rules({"cue": {"in": "cues"}}).find(parsed))
    steps = match.steps(parsed)
    assert [s.rule for s in steps] == ["t:1", match.entries["cue"].id]
    assert steps[0].binds[0][1].quote == "nie"


@pytest.mark.parametrize(
    ("node", "texts"),
    [
        ({"child": "cue", "deprel": "nsubj"}, ["maire"]),
        ({"child": "cue", "after": "cue", "upos": "NOUN"}, []),
        ({"below": "cue", "lemma": "digue"}, ["digue"]),
        ({"below": "cue", "feats": {"Mood": "Sub"}}, ["ait"]),
        ({"below": "cue", "not_upos": ["DET", "NOUN", "PUNCT", "SCONJ", "AUX"]}, ["cédé"]),
        ({"next": "cue"}, ["que"]),
        ({"previous": "cue"}, ["maire"]),
        ({"child": "cue", "lacks": [{"deprel": "det"}], "upos": "NOUN"}, []),
        ({"child": "cue", "has": [{"deprel": "det"}], "upos": "NOUN"}, ["maire"]),
        ({"child": "cue", "has": [{"deprel": "aux"}]}, ["cédé"]),
    ],
)
def test_relations_and_tests(node: dict[str, Any], texts: list[str]) -> None:
    assert [m["x"] for m in bound(rules({"cue": {"lemma": "nier"}, "x": node}))] == texts


def test_an_optional_node_may_be_missing_but_is_bound_when_there() -> None:
    assert bound(rules({"cue": {"lemma": "nier"}, "obj?": {"child": "cue", "deprel": "obj"}})) == [{"cue": "nie"}]
    assert bound(rules({"cue": {"lemma": "nier"}, "s?": {"child": "cue", "deprel": "nsubj"}})) == [{"cue": "nie", "s": "maire"}]


def test_unless_refuses() -> None:
    base = {"cue": {"lemma": "nier"}}
    assert bound(rules(base, unless=[{"no": {"child": "cue", "deprel": "ccomp"}}])) == []
    assert bound(rules(base, unless=[{"no": {"child": "cue", "deprel": "obj"}}])) == [{"cue": "nie"}]


def test_a_rule_replays() -> None:
    parsed = parsed_from_conllu(TREE)
    found = rules({"cue": {"lemma": "nier"}, "content": {"child": "cue", "deprel": "ccomp"}})
    match = next(found.find(parsed))
    assert [m.nodes for m in found.at("t:1", parsed, match.nodes["cue"])] == [match.nodes]
    assert found.at("t:1", parsed, match.nodes["content"]) == []


def test_every_fault_is_reported_with_its_place() -> None:
    with pytest.raises(LanguageDataError) as caught:
        rules(
            {"cue": {"in": "no_such_table"}},
            {"cue": {"lemma": "nier", "colour": "red"}, "x": {"child": "nobody"}},
            {"cue": {"upos": "VERB"}},
        )
    told = str(caught.value)
    assert "t.yaml:1: no table is called 'no_such_table'" in told
    assert "t.yaml:2: node 'cue': unknown condition 'colour'" in told
    assert "hangs on 'nobody'" in told
    assert "t.yaml:3: the first node must name its lemmas" in told


def test_the_shipped_rules_compile() -> None:
    words = lexicon.load("fr")
    found = compile_rules(words.rules, words.tables, "attribution")
    assert len(found.rules) > 10
    assert all(rule.words for rule in found.rules)
