"""Places: the table, what the recogniser adds, and the tables of countries behind both."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from plain import cases, mangled, params, parsed, read
from trees import parsed_from_conllu

from ondit import lexicon
from ondit.mentions.countrywords import country_words
from ondit.mentions.namelist import fold
from ondit.mentions.places import find_places, place_row
from ondit.model import PlaceMention

CASES = cases("places")
KEYS = ("quote", "name", "country", "precision", "region", "geonameid")


def shown(mention: PlaceMention) -> dict[str, Any]:
    values = (mention.span.quote, mention.name, mention.country, mention.precision, mention.region, mention.geonameid)
    return dict(zip(KEYS, values, strict=True))


def holds(want: dict[str, Any], value: dict[str, Any]) -> bool:
    return all(value[key] == wanted for key, wanted in want.items())


@pytest.mark.slow
@pytest.mark.parametrize("case", params(CASES))
def test_case(case: dict[str, Any]) -> None:
    words = lexicon.load(case["lang"])
    tree = read(case["text"], None, case["lang"])
    found = [shown(mention) for mention in find_places(tree, words)]
    for want in case.get("expect", ()):
        assert any(holds(want, value) for value in found), f"{want} not in {found}"
    quotes = [value["quote"] for value in found]
    assert not set(case.get("refuse", ())) & set(quotes), found
    assert not [v for v in found if v["quote"] in case.get("refuse_country", ()) and v["country"]], found
    countries = [{"quote": word.span.quote, "country": word.row["iso3"]} for word in country_words(tree, words)]
    for want in case.get("countries", ()):
        assert want in countries, f"{want} not in {countries}"
    assert not set(case.get("refuse_countries", ())) & {each["quote"] for each in countries}, countries


def test_a_case_names_only_what_is_looked_at() -> None:
    known = {"text", "expect", "refuse", "refuse_country", "countries", "refuse_countries", "known_failure", "lang", "id"}
    assert {case["lang"] for case in CASES} >= {"fr", "en"}
    for case in CASES:
        assert set(case) <= known, case["id"]
        assert len(set(case) & known) > 3, case["id"]
        for want in case.get("expect", ()):
            assert set(want) <= set(KEYS), case["id"]


@settings(max_examples=60, deadline=None)
@given(mangled(["Tripoli", "région", "de", "Liban", "Koursk", "nord-coréen", "russo-turc", "État", "à", "en", "Moscou-Pékin", "Géorgie", "Atlanta", "Donetsk"]))
def test_any_text_has_sound_places(text: str) -> None:
    tree = parsed(text)
    for mention in find_places(tree, lexicon.load("fr")):
        assert mention.span.holds(tree.text) and mention.because
        assert (mention.lat is None) == (mention.lon is None)
        assert mention.precision in ("country", "admin1", "city", "place")


SENTENCE = """
# text = La crue a touché {place}.
1 La le DET _ _ 2 det _ _
2 crue crue NOUN _ _ 4 nsubj _ _
3 a avoir AUX _ _ 4 aux:tense _ _
4 touché toucher VERB _ _ 0 root _ _
5 {place} {place} PROPN _ _ 4 obj _ Entity=B-LOC
6 . . PUNCT _ _ 4 punct _ _
"""


@pytest.mark.parametrize(
    ("place", "country", "precision"),
    [("Tombouctou", "MLI", "city"), ("Ituri", "COD", "admin1"), ("Quito", "ECU", "city"), ("Chili", "CHL", "country"),
     ("Valmorel", None, "place")],
)  # fmt: skip
def test_places_of_the_table_and_of_the_recogniser(place: str, country: str | None, precision: str) -> None:
    (found,) = find_places(parsed_from_conllu(SENTENCE.format(place=place)), lexicon.load("fr"))
    assert (found.span.quote, found.country, found.precision) == (place, country, precision)


def test_a_person_named_like_a_place_is_no_place() -> None:
    text = """
# text = Jean Quito dort.
1 Jean Jean PROPN _ _ 3 nsubj _ Entity=B-PER
2 Quito Quito PROPN _ _ 1 flat _ Entity=I-PER
3 dort dormir VERB _ _ 0 root _ _
4 . . PUNCT _ _ 3 punct _ _
"""
    assert find_places(parsed_from_conllu(text), lexicon.load("fr")) == ()


def test_a_place_is_looked_up_by_any_of_its_names() -> None:
    words = lexicon.load("fr")
    row = place_row(words, "Kharkov")
    assert row is not None and row["name"] == "Kharkiv"
    assert place_row(words, "Nulle-Part-sur-Mer") is None


def test_every_country_is_known_by_its_code_and_no_code_is_invented() -> None:
    words = lexicon.load("fr")
    codes = {row["iso3"] for row in words.table("countries_iso")}
    assert len(codes) >= 195
    assert {row["iso3"] for row in words.table("countries")} == codes
    for table, column in (("places", "country"), ("organisations", "country"), ("persons", "country"), ("metonyms", "country")):
        for row in words.table(table):
            assert row[column] == "" or row[column] in codes, row.where


def test_terms_of_office_name_known_persons_and_run_forward() -> None:
    words = lexicon.load("fr")
    persons = {row["id"] for row in words.table("persons")}
    owners = {row["iso3"] for row in words.table("countries_iso")} | {row["id"] for row in words.table("organisations")}
    for row in words.table("holders"):
        assert row["person"] in persons and row["of"] in owners, row.where
        assert not row["to"] or row["from"][: len(row["to"])] <= row["to"][: len(row["from"])], row.where


def test_no_name_belongs_to_two_countries_but_those_that_only_the_report_tells_apart() -> None:
    owner: dict[str, str] = {}
    shared = {fold("Congo")}
    for row in lexicon.load("fr").table("countries"):
        for name in (*row["names"], *row["capitals"]):
            assert owner.setdefault(fold(name), row["iso3"]) == row["iso3"] or fold(name) in shared, name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "The pre--war- US--led- coalition said x- y-."), ("fr", "Il a dit non-- puis -x-, a--b et x-y-z- à Oslo-.")],
)
def test_hyphens_at_the_ends_of_words_break_nothing(lang: str, text: str) -> None:
    tree, words = read(text, None, lang), lexicon.load(lang)
    found = [*(m.span for m in find_places(tree, words)), *(word.span for word in country_words(tree, words))]
    assert found and all(text[span.start : span.end] == span.quote for span in found)
