"""Lemmas that are no words are mended by endings; all others stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.errors import LanguageDataError
from ondit.parsing.lemmas import Lemmas

LANGUAGES = Path(__file__).parents[1] / "src" / "ondit" / "languages"
WORDS = {
    "en": {"collide", "resume", "carry", "stop", "die", "push", "fly", "knife", "spokesman", "big", "heavy", "need", "bus", "insist", "insisting", "bring"},
    "fr": {"drone", "naval", "eau", "massif", "brigadier", "sourcilleux", "soudanais", "aquatique", "tonne"},
}


def _lemma(code: str, form: str, upos: str, lemma: str) -> str:
    return Lemmas(LANGUAGES / code / "tokenizer.toml", WORDS[code].__contains__).of(form, upos, lemma)


@pytest.mark.parametrize(
    ("code", "form", "upos", "lemma", "mended"),
    [
        ("en", "collided", "VERB", "collid", "collide"),
        ("en", "Resuming", "VERB", "resum", "resume"),
        ("en", "carried", "VERB", "carrie", "carry"),
        ("en", "stopped", "VERB", "stopp", "stop"),
        ("en", "dying", "VERB", "dy", "die"),
        ("en", "pushes", "VERB", "pushe", "push"),
        ("en", "knives", "NOUN", "knive", "knife"),
        ("en", "spokesmen", "NOUN", "spokesmen", "spokesman"),
        ("en", "biggest", "ADJ", "bigg", "big"),
        ("en", "heavier", "ADJ", "heavi", "heavy"),
        ("en", "fled", "VERB", "fl", "flee"),
        ("en", "Froze", "VERB", "froze", "freeze"),
        ("en", "raped", "VERB", "rap", "rape"),
        ("en", "sided", "VERB", "sid", "side"),
        ("en", "flogging", "VERB", "flogg", "flog"),
        ("en", "shelling", "NOUN", "shell", "shelling"),
        ("en", "shootings", "NOUN", "shoot", "shooting"),
        ("fr", "navales", "ADJ", "navale", "naval"),
        ("fr", "massives", "ADJ", "massive", "massif"),
        ("fr", "soudanaise", "ADJ", "soudanai", "soudanais"),
        ("fr", "sourcilleuses", "ADJ", "sourcilleu", "sourcilleux"),
        ("fr", "drones", "NOUN", "dron", "drone"),
    ],
)
def test_a_lemma_that_is_no_word_is_mended(code: str, form: str, upos: str, lemma: str, mended: str) -> None:
    assert _lemma(code, form, upos, lemma) == mended


@pytest.mark.parametrize(
    ("code", "form", "upos", "lemma"),
    [
        ("en", "needed", "VERB", "need"),
        ("en", "Sarovas", "PROPN", "Sarovas"),
        ("en", "zorbed", "VERB", "zorb"),
        ("en", "bus", "NOUN", "bus"),
        ("en", "found", "VERB", "find"),
        ("en", "led", "NOUN", "led"),
        ("en", "shells", "NOUN", "shell"),
        ("fr", "10e", "ADJ", "10e"),
        ("fr", "lissanaises", "ADJ", "lissanais"),
    ],
)
def test_known_lemmas_names_and_words_that_nothing_explains_stay(code: str, form: str, upos: str, lemma: str) -> None:
    assert _lemma(code, form, upos, lemma) == lemma


def test_a_present_participle_is_never_its_own_lemma() -> None:
    lemmas = Lemmas(LANGUAGES / "en" / "tokenizer.toml", WORDS["en"].__contains__)
    assert lemmas.of("Insisting", "VERB", "insisting", "Tense=Pres|VerbForm=Part") == "insist"
    assert lemmas.of("Insisting", "VERB", "insisting", "VerbForm=Ger") == "insist"
    assert lemmas.of("bring", "VERB", "bring", "VerbForm=Inf") == "bring"
    assert lemmas.of("insisting", "NOUN", "insisting", "Number=Sing") == "insisting"


def test_forms_with_the_languages_endings_are_regular() -> None:
    lemmas = Lemmas(LANGUAGES / "en" / "tokenizer.toml", bool)
    assert lemmas.regular("cited", "VERB")
    assert not lemmas.regular("taken", "VERB")
    assert not lemmas.regular("bled", "VERB")


def test_a_participle_is_an_adjective_before_its_preposition_alone() -> None:
    lemmas = Lemmas(LANGUAGES / "en" / "tokenizer.toml", bool)
    assert lemmas.adjective("opposed", "to") == "opposed"
    assert lemmas.adjective("opposed", "by") is None
    assert lemmas.adjective("signed", "to") is None


def test_a_faulty_ending_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.toml"
    file.write_text("[lemmas]\nVERB = [['(', 'x']]\n", encoding="utf-8")
    with pytest.raises(LanguageDataError, match="faulty lemma endings"):
        Lemmas(file, bool)
