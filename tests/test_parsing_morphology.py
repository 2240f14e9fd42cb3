"""Conjugations made from their table, and what they settle against the tagger."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.errors import LanguageDataError
from ondit.parsing.conjugation import forms
from ondit.parsing.morphology import Morphology

FRENCH = Path(__file__).parents[1] / "src" / "ondit" / "languages" / "fr"
FORMS, _ = forms(FRENCH / "verbs.toml")
MORPHOLOGY = Morphology(FRENCH)

CND, IMPERFECT = "Mood=Cnd|Tense=Pres|VerbForm=Fin", "Mood=Ind|Tense=Imp|VerbForm=Fin"

KNOWN = [
    ("dément", "démentir", "Mood=Ind Number=Sing Person=3 Tense=Pres"),
    ("affirment", "affirmer", "Mood=Ind Number=Plur Person=3 Tense=Pres"),
    ("annonçaient", "annoncer", "Mood=Ind Number=Plur Person=3 Tense=Imp"),
    ("exigeait", "exiger", "Mood=Ind Number=Sing Person=3 Tense=Imp"),
    ("rejetterait", "rejeter", "Mood=Cnd Number=Sing Person=3"),
    ("révèle", "révéler", "Mood=Ind Number=Sing Person=3 Tense=Pres"),
    ("déploieront", "déployer", "Mood=Ind Number=Plur Person=3 Tense=Fut"),
    ("mèneraient", "mener", "Mood=Cnd Number=Plur Person=3"),
    ("reconnaît", "reconnaître", "Mood=Ind Number=Sing Person=3 Tense=Pres"),
    ("reconnu", "reconnaître", "Tense=Past VerbForm=Part"),
    ("auraient", "avoir", "Mood=Cnd Number=Plur Person=3"),
    ("seront", "être", "Mood=Ind Number=Plur Person=3 Tense=Fut"),
    ("ira", "aller", "Mood=Ind Number=Sing Person=3 Tense=Fut"),
    ("vont", "aller", "Mood=Ind Number=Plur Person=3 Tense=Pres"),
    ("puissent", "pouvoir", "Mood=Sub Number=Plur Person=3"),
    ("faudrait", "falloir", "Mood=Cnd Number=Sing Person=3"),
    ("poursuivirent", "poursuivre", "Mood=Ind Number=Plur Person=3 Tense=Past"),
    ("maintint", "maintenir", "Mood=Ind Number=Sing Person=3 Tense=Past"),
    ("craignant", "craindre", "Tense=Pres VerbForm=Part"),
    ("convainc", "convaincre", "Mood=Ind Number=Sing Person=3"),
    ("conquis", "conquérir", "Gender=Masc Tense=Past VerbForm=Part"),
]


@pytest.mark.parametrize(("form", "lemma", "feats"), KNOWN, ids=[form for form, _, _ in KNOWN])
def test_forms(form: str, lemma: str, feats: str) -> None:
    wanted = {tuple(pair.split("=")) for pair in feats.split()}
    assert any(each.lemma == lemma and wanted <= set(each.feats) for each in FORMS[form])


def test_a_verb_in_rer_has_an_imperfect_that_is_no_conditional() -> None:
    for form in ("déclarait", "montraient", "espérions", "courait", "mourait", "offraient"):
        assert not any(("Mood", "Cnd") in each.feats for each in FORMS[form]), form
    for form in ("déclarerait", "montreraient", "courrait", "mourrait"):
        assert all(("Mood", "Cnd") in each.feats for each in FORMS[form]), form


SETTLED = [
    # what does not end as a conditional is none, whatever the tagger says
    ("zinquait", "VERB", "zinquer", CND, ("VERB", "zinquer", IMPERFECT)),
    ("zincontent", "VERB", "zincontent", f"{CND}|Number=Plur", ("VERB", "zincontent", "Number=Plur")),
    # the form cannot have this lemma, and can only be a conditional
    ("auraient", "AUX", "aurer", IMPERFECT, ("AUX", "avoir", "Mood=Cnd|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")),
    # the tagger's choice stands where the form allows it
    ("dit", "VERB", "dire", "Tense=Past|VerbForm=Part", ("VERB", "dire", "Tense=Past|VerbForm=Part")),
    ("suis", "AUX", "suire", "Mood=Ind|Tense=Pres|VerbForm=Fin", ("AUX", "être", "Mood=Ind|Tense=Pres|VerbForm=Fin")),
    # verbs that the table does not have
    ("googlerait", "VERB", "googler", IMPERFECT, ("VERB", "googler", CND)),
    ("surferait", "VERB", "surfer", IMPERFECT, ("VERB", "surfer", CND)),
    ("phosphorait", "VERB", "phosphorer", CND, ("VERB", "phosphorer", IMPERFECT)),
    # a verb form that looks like an adverb; a noun that is also a verb form stays one
    ("confirment", "ADV", "confirment", "", ("VERB", "confirmer", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")),
    ("juge", "NOUN", "juge", "Number=Sing", ("NOUN", "juge", "Number=Sing")),
    ("seraient", "NOUN", "serai", "", ("AUX", "être", "Mood=Cnd|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")),
]


@pytest.mark.parametrize(("form", "upos", "lemma", "feats", "settled"), SETTLED, ids=[case[0] for case in SETTLED])
def test_settle(form: str, upos: str, lemma: str, feats: str, settled: tuple[str, str, str]) -> None:
    assert MORPHOLOGY.settle(form, upos, lemma, feats) == settled


def test_without_a_table_the_tagger_has_the_last_word(tmp_path: Path) -> None:
    assert Morphology(tmp_path).settle("auraient", "AUX", "aurer", IMPERFECT) == ("AUX", "aurer", IMPERFECT)


def test_a_faulty_family_is_named(tmp_path: Path) -> None:
    file = tmp_path / "verbs.toml"
    text = (FRENCH / "verbs.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('verbs = "vouloir"', 'verbs = "voulair"'), encoding="utf-8")
    with pytest.raises(LanguageDataError, match="voulair does not end in ouloir"):
        forms(file)
