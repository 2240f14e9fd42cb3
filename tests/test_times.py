"""Times: every case of every language, the calendar, and what holds for any text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import cases, mangled, params, parsed, read

from ondit import lexicon
from ondit.mentions import edtf
from ondit.mentions.time_patterns import patterns
from ondit.mentions.times import find_times
from ondit.model import TimeMention

CASES = cases("times")


def shown(mention: TimeMention, keys: list[str]) -> dict[str, Any]:
    values = {"quote": mention.span.quote, "edtf": mention.edtf, "kind": mention.kind,
              "anchor": mention.anchor, "approx": mention.approx, "value": mention.value, "granularity": mention.granularity}
    return {key: values[key] for key in keys}


def wanted(mention: dict[str, Any]) -> dict[str, Any]:
    """YAML reads a bare 2024-03-20 as a date."""
    return {key: str(value) if key in ("edtf", "quote", "value") and value is not None else value for key, value in mention.items()}


@pytest.mark.slow
@pytest.mark.parametrize("case", params(CASES))
def test_case(case: dict[str, Any]) -> None:
    published = str(case["published"]) if "published" in case else None
    found = find_times(read(case["text"], published, case["lang"]), lexicon.load(case["lang"]))
    assert [shown(mention, list(want)) for mention, want in zip(found, case["expect"], strict=False)] == [
        wanted(want) for want in case["expect"]
    ]
    assert len(found) == len(case["expect"]), [mention.span.quote for mention in found]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", (2024, 2, 1), (2024, 2, 29)), ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2023-24", (2023, 12, 1), (2024, 2, 29)), ("2022-36", (2022, 10, 1), (2022, 12, 31)),
        ("2022-41", (2022, 7, 1), (2022, 12, 31)), ("2020/2021-03", (2020, 1, 1), (2021, 3, 31)),
    ],
)
def test_days_of_a_date(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert (edtf.first_day(text), edtf.last_day(text)) == (date(*first), date(*last))


def test_open_ends_reach_all_days() -> None:
    assert edtf.first_day("../2020") == date.min
    assert edtf.last_day("2020/..") == date.max


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert edtf.easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("word", "worth"), [("xix", 19), ("xixe", 19), ("iv", 4), ("xxie", 21), ("xiiie", 13), ("vif", None), ("x", 10), ("ivx", None)]
)
def test_roman_numbers(word: str, worth: int | None) -> None:
    assert patterns(lexicon.load("fr")).roman(word) == worth


@pytest.mark.parametrize("bad", ["2024-13-01", "2023-02-30", "not a date", "", None, "2024/2025"])
def test_what_is_no_date_is_no_point(bad: str | None) -> None:
    assert edtf.point(bad) is None


def test_every_step_is_explained() -> None:
    words = lexicon.load("fr")
    tree = parsed("Depuis le 3 mars 2021, fin avril, il y a dix jours, lundi dernier, du 3 au 5 mai.", "2024-03-20")
    found = find_times(tree, words)
    assert len(found) == 5
    for step in (step for mention in found for step in mention.because):
        assert words.describe(step.rule), step.rule
        assert all(span.holds(tree.text) for _, span in step.binds)


@settings(max_examples=200, deadline=None)
@given(
    mangled(["le", "28", "avril", "2025", "lundi", "depuis", "du", "au", "entre", "et", "il y a", "trois", "mois", "dernier",
             "1950-1953", "la veille", "XIXe siècle", "14 h 30", "années 90", "fin", "99999", "31/12/2020", "Noël", "d'ici"]),
    st.sampled_from([None, "2024-03-20", "2024-03", "2024", "0001-01-01", "9999-12-31", "nonsense"]),
)
def test_any_text_gives_true_spans_and_real_dates(text: str, published: str | None) -> None:
    words = lexicon.load("fr")
    found = find_times(parsed(text, published), words)
    assert all(mention.span.holds(text) for mention in found)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    for mention in found:
        assert (mention.edtf is None) == (mention.anchor == "none")
        if mention.edtf is not None:
            assert edtf.first_day(mention.edtf) <= edtf.last_day(mention.edtf)
        if published is None:
            assert mention.anchor != "published"
    assert found == find_times(parsed(text, published), words)
