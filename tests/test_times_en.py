"""Times in English: what holds for any text, and the tense that tells where a date lies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import mangled, parsed, read

from ondit import lexicon
from ondit.mentions import edtf
from ondit.mentions.tense import EITHER, FUTURE, NEAR, PAST, Outlook
from ondit.mentions.times import find_times
from ondit.mentions.words import phrase


@settings(max_examples=200, deadline=None)
@given(
    mangled(["the", "28", "April", "May", "2025", "Monday", "Sat.", "since", "from", "to", "between", "and", "three", "months",
             "ago", "last", "1950-1953", "the day before", "19th century", "3 p.m.", "0800 UTC", "'90s", "1980s", "late", "99999",
             "12/31/2020", "Easter", "by", "first", "quarter", "of", "Q3", "week", "8-13", "Ramadan", "year's end", "on"]),
    st.sampled_from([None, "2024-03-20", "2024-03", "2024", "0001-01-01", "9999-12-31", "nonsense"]),
)
def test_any_text_gives_true_spans_and_real_dates(text: str, published: str | None) -> None:
    words = lexicon.load("en")
    found = find_times(parsed(text, published, "en"), words)
    assert all(mention.span.holds(text) for mention in found)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    for mention in found:
        assert (mention.edtf is None) == (mention.anchor == "none")
        if mention.edtf is not None:
            assert edtf.first_day(mention.edtf) <= edtf.last_day(mention.edtf)
        if published is None:
            assert mention.anchor != "published"
    assert found == find_times(parsed(text, published, "en"), words)


def test_every_step_is_explained() -> None:
    words = lexicon.load("en")
    tree = parsed("Since March 3, 2021, in 1990, ten days ago, last week, from May 3 to May 5, on Easter 2020.", "2024-03-20", "en")
    found = find_times(tree, words)
    assert len(found) == 6
    for step in (step for mention in found for step in mention.because):
        assert words.describe(step.rule), step.rule
        assert all(span.holds(tree.text) for _, span in step.binds)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Monday's", ("monday", "'", "s")), ("two weeks' notice", ("two", "weeks", "'", "notice")), ("o'clock", ("o'", "clock"))],
)
def test_a_possessive_is_no_part_of_the_word(text: str, words: tuple[str, ...]) -> None:
    assert phrase(text) == words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("The court will rule on Monday.", FUTURE), ("The court ruled on Monday.", PAST),
        ("The court is expected to rule on Monday.", FUTURE), ("The court was expected to rule on Monday.", NEAR),
        ("The court may rule on Monday.", FUTURE), ("The court may have ruled on Monday.", PAST),
        ("The judge promised to rule on Monday.", FUTURE), ("The judge refused to rule on Monday.", EITHER),
        ("The judge managed to speak on Monday.", EITHER), ("A ruling is due on Monday.", FUTURE),
        ("The case has been scheduled for Monday.", FUTURE), ("The case has been closed on Monday.", PAST),
        ("He said the court would rule on Monday.", FUTURE), ("The hearing was to be held on Monday.", NEAR),
        ("The trial begins on Monday.", FUTURE), ("The judge is flying home on Monday.", FUTURE),
        ("The judge was flying home on Monday.", PAST),
    ],
)
def test_where_a_clause_looks(text: str, toward: int) -> None:
    tree = read(text, None, "en")
    place = next(token.i for token in tree.tokens if token.text == "Monday")
    assert Outlook(tree, lexicon.load("en")).of(place) == toward
