"""Who is the source: the cases (slow), and frozen trees."""

from __future__ import annotations

from typing import Any

import pytest
from plain import cases, params, read
from trees import parsed_from_conllu

from ondit import lexicon
from ondit.mentions.actors import find_actors
from ondit.mentions.sources import is_source_like, source_of, sources_of
from ondit.model import Parsed, Source

CASES = [case for case in cases("actors") if case.get("sources")]


def at(tree: Parsed, word: str) -> int:
    return next(token.i for token in tree.tokens if token.text == word)


def sources(tree: Parsed, word: str) -> list[Source]:
    words = lexicon.load("fr")
    return [source for source, _ in sources_of(tree, find_actors(tree, words), at(tree, word), words)]


def one(text: str, word: str) -> tuple[Parsed, Source]:
    tree = parsed_from_conllu(text)
    words = lexicon.load("fr")
    source, because = source_of(tree, find_actors(tree, words), at(tree, word), words)
    assert source.span is not None and source.span.holds(tree.text)
    assert because and all(words.describe(step.rule) for step in because)
    return tree, source


@pytest.mark.slow
@pytest.mark.parametrize("case", params(CASES))
def test_case(case: dict[str, Any]) -> None:
    words = lexicon.load(case["lang"])
    tree = read(case["text"], None, case["lang"])
    for want in case["sources"]:
        source, _ = source_of(tree, find_actors(tree, words), at(tree, want["head"]), words)
        assert source.span is not None
        value = {"head": want["head"], "name": source.name, "named": source.named, "kind": source.kind,
                 "country": source.country, "quote": source.span.quote}  # fmt: skip
        assert {key: value[key] for key in want} == want


SPOKESMAN = """
# text = Le porte-parole du Croissant-Rouge, Sami Trabelsi, qui était là, a parlé.
1 Le le DET _ Definite=Def|Gender=Masc|Number=Sing 2 det _ _
2 porte-parole porte-parole NOUN _ Gender=Masc|Number=Sing 13 nsubj _ _
3 du de ADP _ _ 4 case _ _
4 Croissant-Rouge Croissant-Rouge PROPN _ _ 2 nmod _ Entity=B-ORG
5 , , PUNCT _ _ 6 punct _ _
6 Sami Sami PROPN _ _ 2 appos _ Entity=B-PER
7 Trabelsi Trabelsi PROPN _ _ 6 flat _ Entity=I-PER
8 , , PUNCT _ _ 10 punct _ _
9 qui qui PRON _ PronType=Rel 10 nsubj _ _
10 était être VERB _ _ 2 acl:relcl _ _
11 là là ADV _ _ 10 advmod _ _
12 , , PUNCT _ _ 10 punct _ _
13 a avoir VERB _ _ 0 root _ _
14 parlé parler VERB _ _ 13 xcomp _ _
15 . . PUNCT _ _ 13 punct _ _
"""


def test_a_title_with_its_name_is_the_name_and_its_words_are_both() -> None:
    _, source = one(SPOKESMAN, "porte-parole")
    assert (source.name, source.named, source.kind) == ("Sami Trabelsi", True, "ngo")
    assert source.span is not None and source.span.quote == "Le porte-parole du Croissant-Rouge, Sami Trabelsi"
    assert one(SPOKESMAN, "Trabelsi")[1].name == "Sami Trabelsi"


UNNAMED = """
# text = Selon plusieurs responsables chiliens et une source policière, il dort.
1 Selon selon ADP _ _ 3 case _ _
2 plusieurs plusieurs DET _ Number=Plur 3 det _ _
3 responsables responsable NOUN _ Number=Plur 11 obl _ _
4 chiliens chilien ADJ _ Number=Plur 3 amod _ _
5 et et CCONJ _ _ 7 cc _ _
6 une un DET _ Definite=Ind|Number=Sing 7 det _ _
7 source source NOUN _ Gender=Fem|Number=Sing 3 conj _ _
8 policière policier ADJ _ Number=Sing 7 amod _ _
9 , , PUNCT _ _ 3 punct _ _
10 il lui PRON _ Gender=Masc|Number=Sing 11 nsubj _ _
11 dort dormir VERB _ _ 0 root _ _
12 . . PUNCT _ _ 11 punct _ _
"""


def test_unnamed_sources_keep_their_words_one_for_each_conjunct() -> None:
    found = sources(parsed_from_conllu(UNNAMED), "responsables")
    assert [(s.name, s.named, s.kind, s.country) for s in found] == [
        ("plusieurs responsables chiliens", False, "state", "CHL"), ("une source policière", False, "state", None),
    ]  # fmt: skip


REPORT = """
# text = Selon un rapport d'Amnesty International, il dort.
1 Selon selon ADP _ _ 3 case _ _
2 un un DET _ Definite=Ind|Gender=Masc|Number=Sing 3 det _ _
3 rapport rapport NOUN _ Gender=Masc|Number=Sing 9 obl _ _
4 d' de ADP _ _ 5 case _ _
5 Amnesty Amnesty PROPN _ _ 3 nmod _ Entity=B-ORG
6 International International PROPN _ _ 5 flat _ Entity=I-ORG
7 , , PUNCT _ _ 3 punct _ _
8 il lui PRON _ Gender=Masc|Number=Sing 9 nsubj _ _
9 dort dormir VERB _ _ 0 root _ _
10 . . PUNCT _ _ 9 punct _ _
"""


def test_a_document_speaks_for_its_author() -> None:
    _, source = one(REPORT, "rapport")
    assert (source.name, source.kind, source.named) == ("un rapport d'Amnesty International", "ngo", True)
    assert source.actor == "amnesty"
    assert source.span is not None and source.span.quote == "un rapport d'Amnesty International"
    _, source = one(REPORT.replace("rapport", "communiqué"), "communiqué")
    assert (source.name, source.actor) == ("Amnesty International", "amnesty")


ALONE = """
# text = Selon un rapport récent, il dort.
1 Selon selon ADP _ _ 3 case _ _
2 un un DET _ Definite=Ind|Gender=Masc|Number=Sing 3 det _ _
3 rapport rapport NOUN _ Gender=Masc|Number=Sing 7 obl _ _
4 récent récent ADJ _ Gender=Masc|Number=Sing 3 amod _ _
5 , , PUNCT _ _ 3 punct _ _
6 il lui PRON _ Gender=Masc|Number=Sing 7 nsubj _ _
7 dort dormir VERB _ _ 0 root _ _
8 . . PUNCT _ _ 7 punct _ _
"""


def test_a_document_without_author_keeps_its_words() -> None:
    _, source = one(ALONE, "rapport")
    assert (source.name, source.named, source.actor) == ("un rapport récent", False, None)


def test_what_cannot_speak_is_no_source() -> None:
    words = lexicon.load("fr")
    tree = parsed_from_conllu(UNNAMED)
    actors = find_actors(tree, words)
    assert is_source_like(tree, actors, at(tree, "responsables"), words)
    assert not is_source_like(tree, actors, at(tree, "dort"), words)
    assert not is_source_like(tree, actors, at(tree, "il"), words)
