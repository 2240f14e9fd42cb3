"""Quantities: every case of every language, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import cases, mangled, params, parsed, read

from ondit import lexicon
from ondit.mentions.bounds import bounds
from ondit.mentions.conventions import acled
from ondit.mentions.numerals import numerals
from ondit.mentions.ordinals import find_ordinals
from ondit.mentions.quantities import find_quantities
from ondit.mentions.words import Page
from ondit.model import Parsed, QuantityMention

CASES = cases("quantities")




def shown(parsed: Parsed, mention: QuantityMention, keys: list[str]) -> dict[str, Any]:
    noun = parsed.tokens[mention.noun].text if mention.noun is not None else None
    values = {"quote": mention.span.quote, "noun": noun, "low": mention.low, "high": mention.high,
              "approx": mention.approx, "vague": mention.vague, "unit": mention.unit, "scope": mention.scope}
    return {key: values[key] for key in keys}


@pytest.mark.slow
@pytest.mark.parametrize("case", params(CASES))
def test_case(case: dict[str, Any]) -> None:
    tree = read(case["text"], None, case["lang"])
    found = find_quantities(tree, lexicon.load(tree.report.lang))
    assert len(found) == len(case["expect"]), [m.span.quote for m in found]
    for mention, wanted in zip(found, case["expect"], strict=True):
        assert shown(tree, mention, list(wanted)) == wanted


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("cent", 100), ("deux cent un", 201), ("mille neuf cent quatre-vingt-neuf", 1989), ("soixante-treize", 73),
        ("quatre-vingt-un", 81), ("quatre-vingts", 80), ("cinq cent mille", 500_000), ("trois mille milliards", 3e12),
        ("huitante-six", 86), ("vingt-et-un", 21), ("1,75 million", 1_750_000), ("6 millions 400 mille", 6_400_000),
        ("½", 0.5), ("une demi-douzaine", 6), ("trois quarts", 0.75),
    ],
)
def test_worth_of_numerals(words: str, worth: float) -> None:
    page = Page(parsed(words))
    number = numerals(lexicon.load("fr")).scan(page)[0]
    assert (number.value, number.last) == (pytest.approx(worth), len(page.words))


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("four hundred and nineteen", 419), ("twelve hundred", 1200), ("27-hundred", 2700), ("half a million", 500_000),
        ("two and a half million", 2_500_000), ("a million and a half", 1_500_000), ("three quarters of a million", 750_000),
        ("a couple of hundred", 200), ("half a dozen", 6), ("3.2bn", 3.2e9), ("40 crore", 4e8), ("12,34,567", 1_234_567),
        ("minus forty", -40), ("three point one four", 3.14), ("2.5e3", 2500), ("10^6", 1e6), (".25", 0.25), ("1 1/2", 1.5),
        ("seven eighths", 0.875), ("five billion and three quarters", 5.75e9), ("two thousand and two hundred", 2200),
    ],
)
def test_worth_of_english_numerals(words: str, worth: float) -> None:
    page = Page(parsed(words, lang="en"))
    number = numerals(lexicon.load("en")).scan(page)[0]
    assert (number.value, number.last) == (pytest.approx(worth), len(page.words))


@pytest.mark.parametrize("text", ["9/11", "24/7", "T-72", "10.2.3", "3G", "COP21"])
def test_digits_that_are_no_number(text: str) -> None:
    for code in ("en", "fr"):
        assert not numerals(lexicon.load(code)).scan(Page(parsed(text, lang=code)))


@pytest.mark.parametrize(
    ("code", "words", "place"),
    [
        ("en", "twenty-fifth", 25), ("en", "one hundred and first", 101), ("en", "21st", 21), ("fr", "11e", 11),
        ("fr", "cent vingt-cinquième", 125), ("fr", "vingt-et-unième", 21), ("fr", "vingt et unième", 21),
    ],
)
def test_ordinals_are_told_apart(code: str, words: str, place: float) -> None:
    tree, lexical = parsed(words, lang=code), lexicon.load(code)
    assert [(found.span.quote, found.value) for found in find_ordinals(tree, lexical)] == [(words, place)]
    assert not find_quantities(tree, lexical)


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "dozens of houses", 12), ("en", "several hundred houses", 100), ("en", "tens of thousands of houses", 10_000),
        ("fr", "des dizaines de maisons", 10), ("fr", "plusieurs centaines de maisons", 100), ("en", "at least 40 houses", 40),
        ("en", "up to 40 houses", None), ("en", "between 30 and 40 houses", 30),
    ],
)
def test_the_convention_of_the_acled_codebook(code: str, text: str, number: float | None) -> None:
    words = lexicon.load(code)
    assert [acled(found, words) for found in find_quantities(parsed(text, lang=code), words)] == [number]


def test_a_number_stops_where_it_cannot_go_on() -> None:
    page = Page(parsed("deux trois vingt vingt"))
    assert [number.value for number in numerals(lexicon.load("fr")).scan(page).values()] == [2, 3, 20, 20]


def test_nothing_reaches_across_a_line() -> None:
    page = Page(parsed("en 14\n000 soldats"))
    assert [m.low for m in bounds(lexicon.load("fr")).find(page, numerals(lexicon.load("fr")).scan(page), frozenset())] != [14000]


def test_every_step_is_explained() -> None:
    words = lexicon.load("fr")
    tree = parsed("Entre 10 et 20 soldats, dont au moins une dizaine de blessés, pour 3 M€ par jour.")
    steps = [step for mention in find_quantities(tree, words) for step in mention.because]
    assert len(steps) >= 8
    for step in steps:
        assert words.describe(step.rule), step.rule
        assert all(span.holds(tree.text) for _, span in step.binds)


@settings(max_examples=150, deadline=None)
@given(mangled(["jusqu'à", "14 000", "entre", "et", "10,5", "millions", "d'", "euros", "une dizaine", "de", "%",
                "soldats", "dont", "un", "mort", "plus de", "3-1", "deux", "tiers", "sur", "99999999999999999999"]))
def test_any_text_gives_true_spans_in_order(text: str) -> None:
    tree = parsed(text)
    words = lexicon.load("fr")
    found = find_quantities(tree, words)
    assert all(mention.span.holds(text) for mention in found)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    assert found == find_quantities(parsed(text), words)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    for mark in (" ", "\u00a0", "\u202f", "\u2009", "."):
        text = f"{number:,}".replace(",", mark)
        page = Page(parsed(text))
        assert numerals(lexicon.load("fr")).scan(page)[0].value == number


@settings(max_examples=150, deadline=None)
@given(mangled(["up to", "14,000", "between", "and", "10.5", "million", "of", "$", "a dozen", "%", "feet", "inches", "over",
                "soldiers", "including", "a", "half", "more than", "3-1", "two", "thirds", "in", "1/2", "e5", "^", "minus", "point"]))
def test_any_english_text_gives_true_spans_in_order(text: str) -> None:
    words = lexicon.load("en")
    found = find_quantities(parsed(text, lang="en"), words)
    assert all(mention.span.holds(text) for mention in found)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    assert found == find_quantities(parsed(text, lang="en"), words)
