"""The lexicon reads every table, types every cell, and reports every fault with its file and line."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from ondit import lexicon
from ondit.errors import LanguageDataError, UnsupportedLanguage
from ondit.lexicon.frames import read_frames
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


# --- frames -------------------------------------------------------------------------------------------------


def test_every_frame_has_words_in_every_language_or_a_recorded_gap() -> None:
    for info in lexicon.languages():
        frames = lexicon.load(info.code).frames
        if frames.triggers:
            assert sorted(frames.unread) == sorted(frames.gaps), info.code


def test_frames_and_their_words_can_be_described() -> None:
    words = lexicon.load("fr")
    told = words.describe("mul/frames:attack")
    assert told is not None and "mul/frames/attack.yaml:" in told
    trigger = next(each for each in words.frames.triggers if each.lemma == "attaquer")
    told = words.describe(trigger.id)
    assert told is not None and "frame=attack" in told and trigger.where in told
    assert words.describe("fr/frames:attack:no-such-word") is None


def test_all_faults_of_frames_are_reported_with_their_lines(tmp_path: Path) -> None:
    files = {
        "mul/frames/dance.yaml": "says: People dance.\nplover: {event: other}\nneeds: actor\n",
        "mul/frames/sing.yaml": "says: People sing.\nplover: {event: music}\nneeds: actor\n",
        "mul/frames/hum.yaml": "says: People hum.\nneeds: actor\nloud: yes\n",
        "xx/frames/dance.yaml": (
            "- verbs: [danser, on]\n  recipient: [no]\n- verbs: [danser]\n- nouns: [bal]\n  colour: red\n- recipient: [à]\n"
            "- nouns: [gigue]\n  use: twice\n- not a map\n"
        ),
        "xx/frames/jump.yaml": "- verbs: [sauter]\n",
        "xx/frames/_light.yaml": "- lends: nothing\n  verbs: [mener]\n",
        "xx/frames/_gaps.yaml": "- frame: fly\n  why: nobody flies\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    faults: list[str] = []
    found = read_frames(tmp_path, "mul", "xx", faults)
    # "on" and "no" are words and no truth values
    assert [(t.lemma, t.recipient) for t in found.triggers] == [("danser", ("no",)), ("on", ("no",))]
    told = "\n".join(faults)
    assert "mul/frames/sing.yaml:1: 'plover: event': 'music' is none of" in told
    assert "mul/frames/hum.yaml:1: unknown key 'loud'" in told
    assert "xx/frames/dance.yaml:3: 'xx/frames:dance:danser:VERB' stands already at xx/frames/dance.yaml:1" in told
    assert "xx/frames/dance.yaml:4: unknown key 'colour'" in told
    assert "xx/frames/dance.yaml:6: a group names its words" in told
    assert "xx/frames/dance.yaml:7: 'use': 'twice' is none of" in told
    assert "xx/frames/dance.yaml:9: not a map" in told
    assert "xx/frames/jump.yaml:1: no frame mul/frames/jump.yaml" in told
    assert "xx/frames/_light.yaml:1: 'lends': 'nothing' is none of" in told
    assert "xx/frames/_gaps.yaml:1: 'frame': 'fly' is none of" in told


def test_a_group_of_words_that_no_table_explains_is_a_fault() -> None:
    words = lexicon.load("fr")
    trigger = replace(words.frames.triggers[0], with_=("@nobodys_group",))
    frames = replace(words.frames, triggers=(trigger,))
    (fault,) = loading._unknown_groups(frames, words.tables)
    assert "@nobodys_group" in fault and fault.startswith(trigger.where)
