"""Words that no rule knows: found where a text reports, doubts or acts; known words are never listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ondit import reading
from ondit.cli import run
from ondit.readers import read


def gaps(lang: str, text: str) -> list[tuple[str, str]]:
    report = read(text.encode(), name="x", lang=lang, format="text")
    return [(word.place, word.span.quote) for word in reading.vocabulary(report)]


@pytest.mark.parametrize(
    ("lang", "text", "place", "word"),
    [
        ("en", "The guides yodelled that the pass was open.", "clause", "yodelled"),
        ("en", '"The pass is open," yodelled Anna Roth.', "quotation", "yodelled"),
        ("en", "In the chronicle of Anna Roth, the dam burst in May.", "adjunct", "chronicle"),
        ("en", "The dam putatively burst on Monday.", "adverb", "putatively"),
        ("en", "Peru serenaded Bolivia on Monday.", "deed", "serenaded"),
        ("fr", "Les guides iodlent que le col est ouvert.", "clause", "iodlent"),
        ("fr", "« Le col est ouvert », iodle Anna Roth.", "quotation", "iodle"),
        ("fr", "Aux oreilles d'Anna Roth, le barrage a cédé.", "adjunct", "oreilles"),
        ("fr", "Le barrage a censément cédé lundi.", "adverb", "censément"),
    ],
)
def test_an_unknown_word_is_listed_with_its_place(lang: str, text: str, place: str, word: str) -> None:
    assert gaps(lang, text) == [(place, word)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister said that the bridge was open."),
        ("en", "The ministry ensured that the bridge was open."),
        ("en", '"The pass is open," said Anna Roth.'),
        ("en", "The dam burst again on Monday."),
        ("en", "The dam allegedly burst on Monday."),
        ("en", "On Monday, the dam burst."),
        ("en", 'The mayor opened the "bridge of sighs" on Monday.'),
        ("fr", "Le maire a dit que le pont était ouvert."),
        ("fr", "« Le col est ouvert », assure Anna Roth."),
        ("fr", "Le barrage a probablement cédé lundi."),
        ("fr", "Le Pérou a attaqué la Bolivie lundi."),
    ],
)
def test_what_is_known_is_no_gap(lang: str, text: str) -> None:
    assert gaps(lang, text) == []


def test_words_of_several_reports_are_counted_with_an_example(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text("The guides yodelled that the pass was open. The dam burst on Monday.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mayors yodelled that the road was shut. The dam burst on Monday.", encoding="utf-8")
    assert run(["lang", "gaps", "--lang", "en", "--json", str(tmp_path)]) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert [(row["upos"], row["place"], row["times"], row["reports"]) for row in rows] == [("VERB", "clause", 2, 2)]
    assert rows[0]["example"] == "The guides yodelled that the pass was open."
    assert run(["lang", "gaps", "--lang", "en", "--width", "60", str(tmp_path)]) == 0
    page = capfdbinary.readouterr().out.decode()
    assert page.startswith("1 word that no rule knows, in 2 reports") and all(len(line) <= 60 for line in page.splitlines()[2:])
    assert run(["lang", "gaps", "--lang", "en", "--min", "3", str(tmp_path)]) == 0
    assert capfdbinary.readouterr().out.decode() == "2 reports: every word that reports, doubts or acts is known.\n"


def test_a_report_that_cannot_be_read_is_told(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text("The guides yodelled that the pass was open.", encoding="utf-8")
    assert run(["lang", "gaps", "--lang", "en", str(tmp_path / "a.txt"), str(tmp_path / "none.txt")]) == 3
    said = capfdbinary.readouterr()
    assert b"none.txt" in said.err and b"yodel" in said.out
    assert run(["lang", "gaps", str(tmp_path / "none.txt")]) == 1
