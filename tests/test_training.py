"""How treebanks become training examples; and what the shipped pipelines say of themselves."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from training import conllu, exchange, labels, news, typography  # noqa: E402

SETTINGS = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "training").glob("??.toml"))
}
TOLD = SETTINGS["fr"]
PIPELINES = sorted((ROOT / "src" / "ondit" / "languages").glob("*/pipeline"))

TREEBANK = """\
# text = Le pont du port a été fermé par "des dockers".
1\tLe\tle\tDET\t_\tDefinite=Def\t2\tdet\t_\t_
2\tpont\tpont\tNOUN\t_\tGender=Masc|Number=Sing\t8\tnsubj:pass\t_\t_
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\tDefinite=Def|NumType=Card\t5\tdet\t_\t_
5\tport\tport\tNOUN\t_\tGender=Masc|Number=Sing\t2\tnmod\t_\t_
6\ta\tavoir\tAUX\t_\tMood=Ind\t8\taux:tense\t_\t_
7\tété\têtre\tAUX\t_\tTense=Past|VerbForm=Part\t8\taux:pass\t_\t_
8\tfermé\tfermer\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Act\t0\troot\t_\t_
9\tpar\tpar\tADP\t_\t_\t12\tcase\t_\t_
10\t"\t"\tPUNCT\t_\t_\t12\tpunct\t_\tSpaceAfter=No
11\tdes\tun\tDET\t_\t_\t12\tdet\t_\t_
12\tdockers\tdocker\tNOUN\t_\t_\t8\tobl:mod\t_\tSpaceAfter=No
13\t"\t"\tPUNCT\t_\t_\t12\tpunct\t_\tSpaceAfter=No
14\t.\t.\tPUNCT\t_\t_\t8\tpunct\t_\t_

"""
QUIET = {
    "marks": ["«", "»"], "inner_space": 0.5,
    "quotes": 0.0, "dashes": 0.0, "ellipses": 0.0, "capitals": 0.0, "no_full_stop": 0.0,
}


@pytest.fixture
def sentence(tmp_path: Path) -> conllu.Sentence:
    file = tmp_path / "one.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    (only,) = conllu.read(file)
    return only


def _text(sentence: conllu.Sentence) -> str:
    return "".join(word.form + " " * word.space for word in sentence).rstrip()


def test_a_contraction_becomes_one_token(sentence: conllu.Sentence) -> None:
    du = sentence[2]
    assert (du.form, du.upos, du.lemma, du.dep, du.feats["Definite"]) == ("du", "ADP", "de", "case", "Def")
    assert sentence[du.head].form == "port"
    assert [word.form for i, word in enumerate(sentence) if word.head == i] == ["fermé"]
    assert _text(sentence) == 'Le pont du port a été fermé par "des dockers".'


def test_a_tree_that_breaks_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "broken.conllu"
    file.write_text(TREEBANK.replace("2\tnmod", "3\tnmod"), encoding="utf-8")
    assert list(conllu.read(file)) == []


def test_labels_are_those_of_one_inventory(sentence: conllu.Sentence) -> None:
    made = labels.harmonise(sentence, TOLD["labels"])
    by_form = {word.form: word for word in made}
    assert by_form["fermé"].feats["Voice"] == "Pass"
    assert by_form["dockers"].dep == "obl:agent"
    assert "NumType" not in by_form["du"].feats
    assert sentence[6].feats["Voice"] == "Act", "the original stays as it was"


def test_quotes_are_printed_in_other_ways(sentence: conllu.Sentence) -> None:
    random = Random(1)
    printed = {_text(typography.varied(sentence, {**QUIET, "quotes": 1.0}, random)) for _ in range(30)}
    assert printed == {
        "Le pont du port a été fermé par « des dockers ».",
        "Le pont du port a été fermé par «des dockers».",
    }


def test_guillemets_become_straight_quotes(sentence: conllu.Sentence) -> None:
    spaced = [word.but(form="«" if i == 8 else "»", space=True) if word.form == '"' else word for i, word in enumerate(sentence)]
    spaced[10] = spaced[10].but(space=True)
    assert _text(typography.varied(spaced, {**QUIET, "quotes": 1.0}, Random(1))).replace(" .", ".") == _text(sentence)


def test_a_heading_loses_its_stop_and_stays_a_tree(sentence: conllu.Sentence) -> None:
    made = typography.varied(sentence, {**QUIET, "no_full_stop": 1.0}, Random(1))
    assert _text(made) == 'Le pont du port a été fermé par "des dockers"'
    assert all(word.head < len(made) for word in made)


def test_nothing_changes_without_chances(sentence: conllu.Sentence) -> None:
    assert typography.varied(sentence, QUIET, Random(1)) == sentence


@pytest.mark.parametrize("code", SETTINGS)
def test_training_and_test_texts_are_apart(code: str) -> None:
    told = SETTINGS[code]
    trained = {bank["file"] for bank in told["treebanks"].values()}
    tests = {*told["tests"].values(), *(file for each in told.get("measured", {}).values() for file in each["files"])}
    assert tests and not trained & tests
    for corpus in told.get("names", {}).get("corpora", {}).values():
        assert (corpus["split"] in ("train", "dev")) == (not re.search(r"test", corpus["file"]))
        months = [month for listed in corpus.get("months", {}).values() for month in listed]
        assert len(set(months)) == len(months)


NEGATION = """\
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\t_\tVerbForm=Fin\t3\taux\t_\t_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\t_\tVerbForm=Inf\t0\troot\t_\t_

"""


def test_words_of_a_multiword_token_stay_where_the_tokenizer_cuts_them(tmp_path: Path) -> None:
    file = tmp_path / "one.conllu"
    file.write_text(NEGATION, encoding="utf-8")
    (sentence,) = conllu.read(file, cut=True)
    assert [(word.form, word.space) for word in sentence] == [("do", False), ("n't", True), ("go", True)]
    assert [word.head for word in sentence] == [2, 2, 2]
    file.write_text(NEGATION.replace("1-2\tdon't", "1-2\tdonot"), encoding="utf-8")
    assert list(conllu.read(file, cut=True)) == [], "words that do not make up their token"


def test_a_bare_name_behind_a_noun_is_an_apposition_and_behind_an_address_flat() -> None:
    def word(form: str, upos: str, head: int, dep: str, lemma: str = "") -> conllu.Word:
        return conllu.Word(form, True, upos, {}, lemma or form, head, dep)

    told = {"close_names": {"flat_after": ["monsieur"]}}
    maire = [word("maire", "NOUN", 0, "ROOT"), word("Roy", "PROPN", 0, "nmod"), word("de", "ADP", 3, "case"), word("Lens", "PROPN", 0, "nmod")]
    assert [each.dep for each in labels.harmonise(maire, told)] == ["ROOT", "appos", "case", "nmod"]
    address = [word("M.", "NOUN", 0, "ROOT", "monsieur"), word("Roy", "PROPN", 0, "nmod")]
    assert [each.dep for each in labels.harmonise(address, told)] == ["ROOT", "flat"]


def test_labelled_columns_become_places_in_the_text() -> None:
    words = ["The", "U.N.", "'s", "Ana", "Roe", "(", "left", ")", "."]
    text = news._printed(words)
    assert text == "The U.N.'s Ana Roe (left)."
    spans = news._located(text, words)
    assert spans is not None and [text[a:b] for a, b in spans] == words
    assert list(news._runs(["O", "I-ORG", "O", "B-PER", "I-PER", "O", "B-PER", "B-PER", "O"])) == [
        (1, 1, "ORG"), (3, 4, "PER"), (6, 6, "PER"), (7, 7, "PER"),
    ]
    assert news._located("other words", words) is None


@pytest.mark.parametrize("pipeline", PIPELINES, ids=[p.parent.name for p in PIPELINES])
def test_a_shipped_pipeline_is_small_measured_and_attributed(pipeline: Path) -> None:
    told = SETTINGS[pipeline.parent.name]
    files = [file for file in pipeline.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 20_000_000
    metrics = json.loads((pipeline / "metrics.json").read_text(encoding="utf-8"))
    for name, floor in told["floors"].items():
        value = metrics
        for key in name.split("/"):
            value = value[key]
        assert float(str(value)) >= floor, name
    attribution = (pipeline / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    licence = (pipeline / "LICENSE.txt").read_text(encoding="utf-8")
    for source in told["sources"]:
        assert source["name"] in attribution and source["url"] in attribution
        assert source["licence"] in licence
    config = (pipeline / "config.cfg").read_text(encoding="utf-8") + (pipeline / "meta.json").read_text(encoding="utf-8")
    assert "/home/" not in config and "/work/" not in config


def test_names_are_exchanged_for_others_of_their_kind() -> None:
    text = "Ana Roe (Lima) a vu Roe et l'ONU."
    paragraph = news.Paragraph(text, ((0, 7, "PER"), (9, 13, "LOC"), (20, 23, "PER"), (29, 32, "ORG")), "train")
    names = {"LOC": ("Port-Louis",), "ORG": ("Croix-Rouge",)}
    assert exchange.exchanged(paragraph, names, 0.0, Random(1)) == paragraph
    for seed in range(20):
        other = exchange.exchanged(paragraph, names, 1.0, Random(seed))
        named = [(other.text[start:end], label) for start, end, label in other.entities]
        full, alone = named[0][0], named[2][0]
        assert named == [(full, "PER"), ("Port-Louis", "LOC"), (alone, "PER"), ("Croix-Rouge", "ORG")]
        assert full != "Ana Roe" and " " in full and " " not in alone
        assert other.text == f"{full} (Port-Louis) a vu {alone} et l'Croix-Rouge."


def test_every_people_has_the_words_that_its_orders_need() -> None:
    names = {people.name(Random(seed)) for people in exchange.peoples() for seed in range(50)}
    assert len(exchange.peoples()) >= 20 and len(names) > 800
    assert all(name.split() and "  " not in name for name in names)


def test_vectors_that_cannot_be_fetched_tell_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("floret", reason="training's own requirements are not installed")
    from training import wordvectors

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="put its archive into"):
        wordvectors._fetched("npm", "no-such-package@0", tmp_path)


def test_rarer_words_point_to_the_nearest_of_the_frequent_ones() -> None:
    pytest.importorskip("floret", reason="training's own requirements are not installed")
    import numpy

    from training import wordvectors

    data = numpy.array([[1.0, 0.0], [0.0, 1.0], [0.9, 0.1], [0.2, 3.0]])
    assert wordvectors._rows(data, 2).tolist() == [0, 1, 0, 1]
    assert wordvectors._fewer_dimensions(numpy.eye(4) * [4, 3, 2, 1], 2).shape == (4, 2)
