"""Quantities: every case of every language, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import cases, mangled, params, parsed, read

from ondit import lexicon
from ondit.mentions.bounds import bounds
from ondit.mentions.numerals import numerals
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
