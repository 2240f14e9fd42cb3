"""Predictions in the gold's form, the matching of the seed's measure, the floors and the format of cases."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ondit
from benchmarks import cases, gate, matching, predict, seed
from benchmarks.predict_stories import prediction
from benchmarks.tally import Tally
from ondit.errors import FAILURE, OK, PARTIAL, USAGE, EmptyReport, UnsupportedLanguage
from ondit.model import (
    Actor,
    Event,
    Figure,
    Participant,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    TimeMention,
)

TEXT = "Le 3 mars, la Suède a nié, selon deux diplomates, avoir prêté jusqu’à 40 navires, des milliers d’obus, à Malte."
SWEDEN = Source("Suède", None, "SWE", "state", "SWE")
DIPLOMATS = Source("deux diplomates", None, None, "unknown", None, named=False)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def made() -> Reading:
    report = Report(TEXT, "0", "0", "text/1", "utf-8", "fr")
    content = (span("avoir prêté jusqu’à 40 navires"), span("à Malte"))
    statement = Statement("s1", (DIPLOMATS, SWEDEN), span("nié"), content, "denies", "indirect", "CT-", "reportative", ())
    figure = Figure("f1", span("jusqu’à 40 navires"), None, 40.0, False, None, "materiel", "SWE", "navires", None, "s1", (SWEDEN,), "denies", ())
    vague = replace(figure, id="f2", span=span("des milliers d’obus"), low=1000.0, high=99999.0, vague="des milliers", sources=())
    lend = Event(
        "e1", "lend", "aid", span("prêté"), (Participant("Suède", None, "SWE", "SWE"),),
        (Participant("Malte", None, "MLT", "MLT"), Participant("marine maltaise", None, "report:marine maltaise", "MLT")),
        None, None, "negated", "CT-", ("s1",), (),
    )
    times = (
        TimeMention(span("Le 3 mars"), "2025-03-03", "date", "published", False, ()),
        TimeMention(span("selon"), None, "duration", "none", False, ()),
    )
    actors = (Actor("MLT", "Malte", "state", "MLT"), Actor("SWE", "Suède", "state", "SWE"), Actor("report:marine maltaise", "marine maltaise", "military", "MLT"))
    return Reading(report, (statement,), (figure, vague), (lend,), times, (), actors, ())


def test_a_statement_spans_its_content_and_names_its_chain() -> None:
    (found,) = prediction("x", made())["statements"]
    assert TEXT[found["start"] : found["end"]].startswith("avoir prêté") and TEXT[found["start"] : found["end"]].endswith("à Malte")
    assert found["sources"] == ["unnamed: deux diplomates", "Suède"]
    assert (found["source_kind"], found["source_country"]) == ("unknown", None)
    assert (found["stance"], found["form"], found["factuality"], found["cue"]) == ("denies", "indirect", "CT-", "nié")


def test_the_outlets_own_voice_is_no_source() -> None:
    reading = made()
    own = replace(reading, statements=(replace(reading.statements[0], sources=(), cue=None),))
    (found,) = prediction("x", own)["statements"]
    assert (found["sources"], found["source_kind"], found["source_country"], found["cue"]) == ([], "unknown", None, None)


def test_figures_keep_their_bounds_and_vague_ones_have_none() -> None:
    exact, vague = prediction("x", made())["figures"]
    assert (exact["low"], exact["high"], exact["sources"], exact["whom"]) == (None, 40, ["Suède"], "SWE")
    assert "vague" not in exact
    assert (vague["low"], vague["high"], vague["vague"], vague["sources"]) == (None, None, "des milliers", [])


def test_states_and_their_forces_are_codes_in_events() -> None:
    (found,) = prediction("x", made())["events"]
    assert (found["actor"], found["recipient"], found["plover"], found["modality"]) == ("SWE", "MLT", "aid", "negated")


def test_only_resolved_dates_are_predicted() -> None:
    assert [(date["anchor"], date["edtf"]) for date in prediction("x", made())["dates"]] == [("Le 3 mars", "2025-03-03")]


def documents(folder: Path, *langs: str) -> Path:
    folder.mkdir()
    for i, lang in enumerate(langs):
        about = {"id": f"d{i}", "text": TEXT, "lang": lang, "published": "2025-03", "outlet": "", "url": None}
        (folder / f"d{i}.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def fake_read(text: str, **options: Any) -> Reading:
    """The reading that belongs to the document's language; also checks what is handed over."""
    assert text == TEXT and options["published"] == "2025-03" and options["outlet"] is None and options["url"] is None
    if options["lang"] == "xx":
        raise UnsupportedLanguage("no language folder reads 'xx'", cure="add one")
    if options["lang"] == "bad":
        raise EmptyReport("nothing readable")
    return made()


@pytest.mark.parametrize(
    ("langs", "code"), [(("fr", "xx"), OK), (("fr", "bad"), PARTIAL), (("bad",), FAILURE), ((), FAILURE), (("xx",), OK)]
)
def test_every_document_gets_a_prediction(
    langs: tuple[str, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ondit, "read_text", fake_read, raising=False)
    target = tmp_path / "new" / "out"
    assert predict.main(["stories", str(documents(tmp_path / "in", *langs)), str(target)]) == code
    for i, lang in enumerate(langs):
        found = json.loads((target / f"d{i}.json").read_text(encoding="utf-8"))
        assert found["id"] == f"d{i}"
        assert bool(found["statements"]) is (lang == "fr")
        assert bool(found["gaps"]) is (lang != "fr")


def test_what_was_not_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(ondit, "read_text", fake_read, raising=False)
    predict.main(["stories", str(documents(tmp_path / "in", "fr", "xx", "xx", "bad")), str(tmp_path / "out")])
    told = capsys.readouterr().err
    assert "1 of 4 read" in told and "2 not read: language 'xx'" in told and "d3 failed: nothing readable" in told


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    assert predict.main(["stories", str(tmp_path / "none"), str(tmp_path / "out")]) == USAGE
    with pytest.raises(SystemExit):
        predict.main(["novels", str(tmp_path), str(tmp_path)])


def test_a_tally_counts_everything() -> None:
    assert Tally(2, {"xx": 3}, [("d", "why")]).total == 6


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Élise Aurand", "Elise  AURAND", True),
        ("unnamed: sources officielles", "sources officielles", True),
        ("le ministre Paul Ferrand", "Paul Ferrand", True),
        ("Suède", "Norvège", False),
        ("UE", "UEFA", False),
        (None, None, True),
        (None, "Suède", False),
    ],
)
def test_names(a: str | None, b: str | None, same: bool) -> None:
    assert matching.same_name(a, b) is same is matching.same_name(b, a)


def test_a_state_is_its_country_and_a_person_is_not() -> None:
    here = {"sources": ["Stockholm"], "source_kind": "state", "source_country": "SWE"}
    there = {"sources": ["Suède"], "source_kind": "state", "source_country": "SWE"}
    assert matching.same_origin(here, there)
    assert not matching.same_origin(here, {**there, "source_kind": "ngo"})
    assert not matching.same_origin(here, {**there, "source_country": "NOR"})
    assert not matching.same_origin({**here, "sources": []}, there)
    assert matching.same_origin({**here, "sources": []}, {**there, "sources": []})


def test_spans_may_miss_by_two_characters() -> None:
    gold = {"start": 10, "end": 20}
    assert matching.covers({"start": 12, "end": 18}, gold) and not matching.covers({"start": 13, "end": 25}, gold)
    assert matching.overlaps({"start": 19, "end": 30}, gold) and not matching.overlaps({"start": 20, "end": 30}, gold)


def gold() -> dict[str, Any]:
    lent = span("prêté jusqu’à 40")
    statement = {"anchor": lent.quote, "start": lent.start, "end": lent.end, "sources": ["unnamed: diplomates"], "stance": "denies"}
    ships = span("40 navires")
    figure = {"anchor": ships.quote, "start": ships.start, "end": ships.end, "low": None, "high": 40, "sources": ["Suède"], "what": "materiel"}
    return {"statements": [statement], "figures": [figure], "dates": [], "events": []}


def test_the_seed_measure_finds_what_is_there_and_misses_what_is_not() -> None:
    wanted = gold()
    assert seed.measure(made(), wanted)[0][2][:2] == ["found", "stance"]
    wanted["statements"][0]["stance"] = "states"
    assert "stance" not in seed.measure(made(), wanted)[0][2]
    wanted["statements"][0]["sources"] = ["Norvège"]
    wanted["figures"][0]["high"] = 41
    assert [held for _, _, held in seed.measure(made(), wanted)] == [[], []]


def test_one_prediction_answers_one_gold_statement() -> None:
    wanted = gold()
    wanted["statements"] *= 2
    found = [held for kind, _, held in seed.measure(made(), wanted) if kind == "statement"]
    assert [bool(held) for held in found] == [True, False]


def test_a_doubled_lead_must_be_merged() -> None:
    reading, wanted = made(), {**gold(), "copies": "one statement, two anchors"}
    assert seed.measure(reading, wanted)[-1] == ("copy", "one statement, two anchors", [])
    merged = replace(reading, statements=(replace(reading.statements[0], copies=((span("prêté"),),)),))
    assert seed.measure(merged, wanted)[-1][2] == ["found"]


def test_the_table_sums_up() -> None:
    assert seed.table(seed.measure(made(), gold())).splitlines()[-2].startswith("statements: 1 of 1 found")


# --- cases --------------------------------------------------------------------------------------------------


def case_file(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "fr" / "cases"
    folder.mkdir(parents=True)
    path = folder / "statements.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_read(tmp_path: Path) -> None:
    path = case_file(tmp_path, "- text: A.\n  expect: [{source: B, content: c}]\n\n- text: D.\n  published: 2025-03-03\n  refuse: [{source: null}]\n  known_failure: not yet\n")
    first, second = cases.load(path)
    assert (first.lang, first.where, first.published, first.known_failure) == ("fr", "fr/cases/statements.yaml:1", None, None)
    assert (second.where, second.published, second.known_failure) == ("fr/cases/statements.yaml:4", "2025-03-03", "not yet")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("text: A.", ":1: a case file is a list"),
        ("- expect: []", ":1: a case needs a text"),
        ("- text: A.", ":1: a case expects or refuses something"),
        ("- text: A.\n  expects: []", "unknown key 'expects'"),
        ("- text: A.\n  expect: [{content: a, stanse: denies}]", "unknown key 'stanse'"),
        ("- text: A.\n  expect: [{stance: denies}]", "what is expected has a source or a content"),
        ("- text: A.\n  refuse: [{}]", "what is refused at least one key"),
    ],
)
def test_a_faulty_case_is_told_with_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cases/statements.yaml:1") as error:
        cases.load(case_file(tmp_path, text))
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("want", "fits"),
    [
        ({"source": "deux diplomates", "content": "avoir prêté jusqu'à 40"}, True),
        ({"source": "deux diplomates", "relay": "Suède", "content": "40 navires à Malte", "stance": "denies"}, True),
        ({"source": None, "content": "avoir prêté"}, False),
        ({"content": "avoir vendu"}, False),
        ({"content": "avoir prêté", "factuality": "CT+"}, False),
        ({"content": "avoir prêté", "cue": "nié", "form": "indirect", "evidential": "reportative"}, True),
    ],
)
def test_what_a_case_asks(want: dict[str, Any], fits: bool) -> None:
    assert cases.fits(made().statements[0], want) is fits


def case(**keys: Any) -> cases.Case:
    return cases.Case(**{"lang": "fr", "where": "x:1", "text": TEXT, "published": None, "expect": (), "only": False, "refuse": (), "known_failure": None, **keys})


def test_missing_refused_and_too_much() -> None:
    reading, good, bad = made(), {"content": "avoir prêté"}, {"content": "avoir vendu"}
    assert cases.pair(case(expect=(good,), refuse=(bad,), only=True), reading) == ([], [], [])
    assert cases.pair(case(expect=(good, good)), reading)[0] == [good]
    assert cases.pair(case(refuse=(good,)), reading)[1] == [good]
    assert cases.pair(case(only=True), reading)[2] == list(reading.statements)


# --- the gate -----------------------------------------------------------------------------------------------

FLOOR = {"fr": {"cases": 10, "known_failures": 1, "found": 0.9, "refused": 1.0, "fingerprint": "a"}}


def now(**keys: Any) -> gate.Floors:
    return {"fr": {**FLOOR["fr"], **keys}}


def test_the_gate_holds_and_falls() -> None:
    assert gate.below(now(), FLOOR) == []
    assert gate.below(now(found=0.91), FLOOR) == []
    assert len(gate.below(now(found=0.89, refused=0.99), FLOOR)) == 2
    assert len(gate.below(now(cases=9), FLOOR)) == 1
    assert len(gate.below({}, FLOOR)) == 1


def test_floors_only_rise() -> None:
    lifted = gate.raised(now(found=0.95, refused=0.5, cases=12), FLOOR)
    assert (lifted["fr"]["found"], lifted["fr"]["refused"], lifted["fr"]["cases"]) == (0.95, 1.0, 12)


def test_the_gate_fails_raises_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(gate.dumps(FLOOR), encoding="utf-8")
    monkeypatch.setattr(gate, "FLOORS", path)
    monkeypatch.setattr(gate, "measure", lambda: now(found=0.5))
    assert gate.main([]) == 1
    monkeypatch.setattr(gate, "measure", lambda: now(found=0.95))
    assert gate.main([]) == 0 and "0.9\n" in path.read_text(encoding="utf-8")
    assert gate.main(["--raise"]) == 0 and "0.95" in path.read_text(encoding="utf-8")
    monkeypatch.setattr(gate, "measure", lambda: now(found=0.9))
    assert gate.main(["--raise"]) == 1


def test_shares_are_cut_and_not_rounded() -> None:
    assert gate._share(2, 3) == 0.6666
    assert gate._share(0, 0) == 1.0
