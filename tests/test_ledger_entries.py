"""What a reading puts into the ledger: sentences of our own, read with the trained pipelines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ondit
from ondit.cli import run
from ondit.ledger.entries import entries_of
from ondit.model import Entry

pytestmark = pytest.mark.slow


def told(text: str, lang: str = "en", **options: str) -> list[Entry]:
    return list(entries_of(ondit.read_text(text, lang=lang, outlet="Daily", **{"published": "2025-03-05", **options})))


def by(entries: list[Entry], name: str) -> Entry:
    return next(entry for entry in entries if entry.voice.name == name)


def test_who_speaks_for_a_body_is_of_its_side() -> None:
    entries = told("Ana Dorv of the World Health Organization said that 300 people had been displaced. It was a lot, said Ivo Marr, a farmer.")
    assert by(entries, "Ana Dorv").voice.side == "who"
    assert by(entries, "Ivo Marr").voice.side == "ivo marr"


def test_a_side_of_the_fight_tells_of_its_enemy() -> None:
    entries = told("Ukraine launched an attack on Monday. More than 300 Russian soldiers were killed, President Volodymyr Zelensky said. More than 200 Russian soldiers were killed, South Korea said.")
    assert [(entry.voice.side, entry.against) for entry in entries if entry.counts] == [("UKR", True), ("KOR", False)]


def test_own_losses_are_told_against_nobody() -> None:
    entries = told("Russia launched an attack on Monday. Some 300 Russian soldiers were killed, Russia's defence ministry said.")
    assert [entry.against for entry in entries if entry.counts] == [False]


def test_a_day_of_the_week_is_kept_where_the_report_has_no_date() -> None:
    text = "The bridge was closed, the mayor of Lyon said on Monday."
    for published, said, weekday in (("2025-03-05", "2025-03-03", None), ("2025-03", "2025-03", 1), ("", None, 1)):
        (entry,) = told(text, published=published) if published else entries_of(ondit.read_text(text, lang="en"))
        assert (entry.said, entry.weekday) == (said, weekday)


def test_what_is_and_what_is_to_come_are_two_entries() -> None:
    entries = told("France is holding talks with Italy and will meet Spain on Friday, the Courier reported.")
    assert {(entry.proposition.frame, entry.modality) for entry in entries} == {("talks", "historical"), ("talks", "future")}
    assert len({entry.id for entry in entries}) == len(entries)


def test_a_price_in_the_outlets_own_words_belongs_to_the_deal() -> None:
    entries = told("For 3 billion dollars, Microsoft agreed on Sunday to buy its rival Oracle.")
    assert [[count.what for count in entry.counts] for entry in entries if entry.proposition.frame == "pact"] == [["money"]]


def test_an_act_of_speech_that_others_tell_is_a_word_of_its_actor() -> None:
    entries = told("France accused Iran on Monday. Russia rejected the ceasefire plan, and its troops shelled Kyiv.")
    assert {(entry.voice.id, entry.stance) for entry in entries} >= {("FRA", "alleges"), ("RUS", "denies")}


def test_an_outlets_name_may_credit_an_agency() -> None:
    text = "The bridge was closed on Monday, the mayor said. It will open again in June, he said."
    for outlet, agencies in (("Courier (AFP)", ("AFP",)), ("courierinfo avec AFP", ("AFP",)), ("Reuters", ()), ("Apple Post", ())):
        assert ondit.read_text(text, lang="en", outlet=outlet).report.agencies == agencies


def test_half_a_character_in_an_option_is_replaced_and_told() -> None:
    report = ondit.read_text("The bridge was closed on Monday, the mayor said. It will open again in June, he said.", lang="en", title="a\udcffb").report
    assert report.title == "a\ufffdb"
    assert [gap.kind for gap in report.gaps] == ["undecoded"]


def test_what_a_side_tells_of_its_enemy_is_exported_unconfirmed_and_shown_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "a.ondit")
    for name, who in (("a", "President Volodymyr Zelensky"), ("b", "South Korea")):
        (tmp_path / f"{name}.txt").write_text(f"Ukraine launched an attack on Kursk on Monday. The attack killed 300 Russian soldiers in Kursk, {who} said.", encoding="utf-8")
    assert run(["add", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--ledger", place, "--published", "2025-03-05", "--lang", "en"]) == 0
    capsys.readouterr()
    assert run(["export", "plover", "--ledger", place]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = {row["ondit"]["voice"]: row["context"] for row in rows if row["ondit"]["type"] == "kill"}
    assert (told["Volodymyr Zelenskyy"], told["South Korea"]) == ("unconfirmed", "historical")
    with ondit.Ledger(place) as ledger:
        claim = next(row.id for row in ledger.claims() if row.frame == "harm")
    assert run(["show", claim, "--ledger", place, "--width", "120"]) == 0
    assert "of its enemy" in capsys.readouterr().out
