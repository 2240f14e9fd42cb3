"""Corrections of analysts: what can be put right, how it is written, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import affairs

from ondit.errors import UsageError
from ondit.explain import words
from ondit.ledger import frames
from ondit.ledger.corrections import CHOICES, CORRECTABLE, checked, corrected
from ondit.model import Count, Decision, Entry, Span
from ondit.views import Ledger
from ondit.views.source import source

TEXT = "The navy 👩‍🚒 said 30 to 50 were e\u0301te\u0301 held, 4 of them in Karvel."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "l.ondit") as ledger:
        for reading, data in affairs(2, 8):
            ledger.add_reading(reading, data)
        yield ledger


@pytest.fixture
def entry(ledger: Ledger) -> Entry:
    """An entry with two figures, over a text of our own."""
    one = ledger.show(ledger.claims()[0].id).account.entries[0]
    many = Span.of(TEXT, TEXT.index("30"), TEXT.index(" were"))
    few = Span.of(TEXT, TEXT.index("4 of"), TEXT.index(" in Karvel"))
    return replace(one, counts=(Count("f-1", many, 30, 50, "detained", approx=True, vague="dozens"), Count("f-2", few, 4, 4, "detained")))


def put(entry: Entry, field: str, value: str, *later: tuple[str, str]) -> Entry:
    rulings = [Decision(f"d{i}", "correct", (entry.id,), "ada", "read it", "", name, checked(name, what, entry, TEXT)) for i, (name, what) in enumerate([(field, value), *later])]
    (found,) = corrected([entry], rulings)
    return found


@pytest.mark.parametrize("field, value", [("stance", "denies"), ("factuality", "CT-"), ("evidential", "conditional"), ("modality", "future"), ("said", "2025-03~")])
def test_a_field_is_put_right(entry: Entry, field: str, value: str) -> None:
    assert getattr(put(entry, field, value), field) == value
    assert put(entry, field, value) == replace(entry, **{field: value})


def test_a_voice_goes_by_its_name(entry: Entry) -> None:
    found = put(entry, "voice", "  Anouk   Delvère ")
    assert (found.voice.id, found.voice.name, found.voice.named) == ("anouk delvere", "Anouk Delvère", True)
    assert found.chain[0] == found.voice.id and found.chain[1:] == entry.chain[1:]
    assert not put(entry, "voice", "an official", ("named", "no")).voice.named


def test_a_content_is_words_of_the_report(entry: Entry) -> None:
    start, end = TEXT.index("were"), TEXT.index("held") + 4
    found = put(entry, "content", f"{start}-{end}")
    assert found.content == (Span.of(TEXT, start, end),) and found.content[0].holds(TEXT)
    assert put(entry, "content", f"{start - 1}-{end} something else") == found, "the words are those of the report"
    for value in ("were held", f"{end}-{start}", f"{len(TEXT)}-{len(TEXT) + 9}"):
        with pytest.raises(ValueError):
            checked("content", value, entry, TEXT)


@pytest.mark.parametrize("value, low, high", [("10..14", 10, 14), ("..45", None, 45), ("38..", 38, None), ("7", 7, 7), ("2.5..3", 2.5, 3)])
def test_bounds_stay_bounds(entry: Entry, value: str, low: float | None, high: float | None) -> None:
    first, second = put(entry, "bounds", f"f-1 {value}").counts
    assert (first.low, first.high, first.approx, first.vague) == (low, high, False, None)
    assert second == entry.counts[1]


def test_figures_are_put_right_one_by_one(entry: Entry) -> None:
    first, second = put(entry, "bounds", "f-1 10..14", ("bounds", "f-2 5"), ("what", "f-2 killed")).counts
    assert (first.low, first.what) == (10, "detained") and (second.low, second.high, second.what) == (5, 5, "killed")
    one = replace(entry, counts=entry.counts[:1])
    assert checked("bounds", "10..14", one, TEXT) == "f-1 10..14"


@pytest.mark.parametrize("value", ["10..14", "f-9 10..14", "f-1 ..", "f-1 14..10", "f-1 ten", "f-1 -3", "f-1 1..2..3", ""])
def test_what_are_no_bounds_is_refused(entry: Entry, value: str) -> None:
    with pytest.raises(ValueError):
        checked("bounds", value, entry, TEXT)


def test_who_did_what_to_whom(entry: Entry) -> None:
    found = put(entry, "frame", "attack", ("actors", "PRK, Mer Libre"), ("others", "none")).proposition
    assert found.frame == "attack" and found.actors[0] == "=PRK" and "libre" in found.actors and found.others == ()
    assert put(entry, "frame", "none").proposition.frame is None


@pytest.mark.parametrize("field, value", [("stance", "shouts"), ("said", "yesterday"), ("voice", "…"), ("actors", "-, -"), ("frame", "party"), ("named", "maybe"), ("title", "x"), ("stance", " ")])
def test_what_is_no_correction_is_refused(ledger: Ledger, field: str, value: str) -> None:
    one = ledger.claims()[0].id
    with pytest.raises(UsageError):
        ledger.decide("correct", one, who="ada", why="x", field=field, value=value)
    assert not ledger.rulings()


def test_the_latest_ruling_wins_and_what_is_taken_back_does_not_count(ledger: Ledger) -> None:
    one = ledger.claims()[0].id
    before = ledger.show(one).account
    ledger.decide("correct", one, who="ada", why="x", field="voice", value="Ada Ling")
    second = ledger.decide("correct", one, who="bob", why="x", field="voice", value="Bob Ray")

    def voice() -> str:
        return ledger.show(one).entry(one).voice.name

    assert voice() == "Bob Ray"
    ledger.undo(second.id, who="bob", why="slip")
    assert voice() == "Ada Ling"
    ledger.undo(ledger.decisions()[0].id, who="ada", why="slip")
    assert ledger.show(one).account == before and not ledger.verify()


def test_the_page_of_a_source_follows_corrections(ledger: Ledger) -> None:
    one = ledger.claims()[0].id
    voice = ledger.show(one).entry(one).voice.id
    before = [row.id for row in source(ledger, voice).entries]
    ledger.decide("correct", one, who="ada", why="x", field="voice", value="Ada Ling")
    assert [row.id for row in source(ledger, "ada ling").entries] == [one]
    rest = [entry for entry in before if entry != one]
    if rest:
        assert [row.id for row in source(ledger, voice).entries] == rest
    else:
        with pytest.raises(UsageError):
            source(ledger, voice)


def test_a_corrected_content_is_kept_with_its_words(ledger: Ledger) -> None:
    one = ledger.claims()[0].id
    entry = ledger.show(one).entry(one)
    text = ledger.store.reading(entry.report).report.text
    ruling = ledger.decide("correct", one, who="ada", why="x", field="content", value="0-20")
    assert ruling.value is not None and ruling.value.partition(" ")[2] == text[:20].strip()
    assert ledger.show(one).entry(one).content[0].holds(text)


def test_every_field_is_told_and_every_choice_is_one_of_the_model() -> None:
    assert set(CHOICES) <= set(CORRECTABLE)
    assert set(frames.WHATS) == set(words.WHAT)
