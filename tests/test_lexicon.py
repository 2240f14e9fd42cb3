"""The lexicon reads every table, types every cell, and reports every fault with its file and line."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from ondit import lexicon
from ondit.errors import LanguageDataError, UnsupportedLanguage
from ondit.lexicon.table import read_table, schemas

loading = importlib.import_module("ondit.lexicon.load")


def test_installed_languages_have_no_fault() -> None:
    for info in lexicon.languages():
        assert lexicon.faults(info.code) == []


def test_every_table_says_what_it_means() -> None:
    for name, schema in schemas().items():
        assert schema.says.strip(), name
        assert schema.key, name
        for column in schema.columns.values():
            assert column.says.strip(), f"{name}.{column.name}"


def test_every_row_can_be_described() -> None:
    words = lexicon.load("fr")
    row = words.table("cues").by("lemma")["reconnaître"][0]
    told = words.describe(row.id)
    assert told is not None and "stance=acknowledges" in told and row.where in told
    assert words.row(row.id) is row
    assert words.describe("fr/cues:no-such-entry") is None


def test_an_unknown_language_names_those_that_are_installed() -> None:
    with pytest.raises(UnsupportedLanguage, match="French"):
        lexicon.load("tlh")


def test_all_faults_of_a_table_are_reported_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text(
        "lemma\tupos\ttakes\tstance\tcolour\n"
        "dire\tVERB\tclause\tstates\t\n"
        "dire\tVERB\tclause\tstates\t\n"
        "\tVERB\tclause\tstates\t\n"
        "crier\tVERB\tloudly\tstates\t\n"
        "taire\tVERB\tclause\tstates\t\tone cell too many\n",
        encoding="utf-8",
    )
    faults: list[str] = []
    rows = read_table(path, "xx", schemas()["cues"], faults)
    assert [row["lemma"] for row in rows] == ["dire"]
    told = "\n".join(faults)
    assert "cues.tsv:1: unknown column 'colour'" in told
    assert "cues.tsv:3: 'dire:VERB::clause' stands already in line 2" in told
    assert "cues.tsv:4: 'lemma' is empty" in told
    assert "cues.tsv:5: 'takes': 'loudly' is none of" in told
    assert "cues.tsv:6: 6 cells for 5 columns" in told


def test_an_empty_table_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text("lemma\tupos\ttakes\n# nothing\n", encoding="utf-8")
    faults: list[str] = []
    assert read_table(path, "xx", schemas()["cues"], faults) == []
    assert faults == ["xx/lexicon/cues.tsv: no entry (an empty table is a hidden gap: fill it or delete it)"]


def test_a_faulty_folder_raises_with_every_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ondit.lexicon import folder

    for code in ("mul", "xx"):
        (tmp_path / code / "lexicon").mkdir(parents=True)
        (tmp_path / code / "rules").mkdir()
        status = "common" if code == "mul" else "partial"
        (tmp_path / code / "manifest.toml").write_text(
            f'code = "{code}"\nname = "x"\nenglish_name = "X"\nstatus = "{status}"\n', encoding="utf-8"
        )
    (tmp_path / "xx" / "lexicon" / "unheard.tsv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "xx" / "rules" / "one.yaml").write_text("- rule: mute\n- says: nameless\n", encoding="utf-8")
    monkeypatch.setattr(folder, "ROOT", tmp_path)
    monkeypatch.setattr(loading, "ROOT", tmp_path)
    folder.languages.cache_clear()
    try:
        with pytest.raises(LanguageDataError) as caught:
            loading.load("xx")
    finally:
        folder.languages.cache_clear()
    told = str(caught.value)
    assert "unheard.tsv: no schema" in told
    assert "one.yaml:1: rule 'mute' does not say in words what it sees" in told
    assert "one.yaml:2: every rule needs a name" in told
