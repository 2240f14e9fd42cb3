"""Rows of outside suites: how they are read, predicted and scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import predict, rows, suites
from ondit.errors import OK, PARTIAL, USAGE


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def test_rows_come_back_with_what_was_found(tmp_path: Path) -> None:
    text = "Au moins 40 navires sont partis de Malte le 3 mars."
    source = written(tmp_path / "in.jsonl", {"id": "a", "lang": "fr", "text": text, "reference_date": "2025-05-01"})
    for kind, words in (("quantities", "Au moins 40"), ("dates", "le 3 mars"), ("places", "Malte")):
        target = tmp_path / "out" / f"{kind}.jsonl"
        assert predict.main([kind, str(source), str(target)]) == OK
        (row,) = rows.read_rows(target)
        assert words in [p["surface"] for p in row["predicted"]]
        assert all(text[p["start"] : p["end"]] == p["surface"] for p in row["predicted"])


def test_a_row_that_cannot_be_read_says_so_and_spares_the_others(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", {"lang": "fr", "text": "   "}, {"lang": "fr", "text": "Deux navires."})
    target = tmp_path / "out.jsonl"
    assert predict.main(["quantities", str(source), str(target)]) == PARTIAL
    empty, full = rows.read_rows(target)
    assert empty["error"] and empty["predicted"] == [] and len(full["predicted"]) == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"lang": "fr"}'])
def test_what_is_no_row_is_told_with_its_line(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f'{{"text": "x"}}\n{line}\n', encoding="utf-8")
    assert predict.main(["dates", str(source), str(tmp_path / "out.jsonl")]) == USAGE
    assert "in.jsonl:2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "low", "high", "right"),
    [
        (40, 40, 40, True),
        (40, 40, None, False),
        ({"core": [40], "min": 40, "max": None, "mode": "more_than"}, 40, None, True),
        ({"core": [40], "min": 40, "max": None, "mode": "more_than"}, 40, 40, False),
        ({"min": 3, "max": 9}, 3, 9, True),
        ({"min": 3, "max": 9}, 3, 8, False),
        ({"value": 7, "unit": "Meter"}, 7, 7, True),
        ({"core": [20], "min": 20, "max": None, "mode": "vague"}, 20, 99, True),
        (None, 1, 1, False),
    ],
)
def test_a_number_is_right_with_both_its_bounds(value: object, low: float, high: float | None, right: bool) -> None:
    assert suites.right_number({"value": value}, {"low": low, "high": high}) is right


def test_the_prediction_with_most_in_common_answers() -> None:
    expected = {"start": 10, "end": 20}
    short, long, apart = {"start": 18, "end": 25}, {"start": 8, "end": 17}, {"start": 20, "end": 30}
    assert suites.answers(expected, [short, apart, long]) == [long, short]


def test_times_of_the_day_are_left_out() -> None:
    day = {"value": {"kind": "value", "start": "2013-02-12T00:00:00", "end": "2013-02-13T00:00:00", "grain": "day"}}
    hour = {"value": {"kind": "value", "start": "2013-02-12T15:00:00", "end": "2013-02-12T16:00:00", "grain": "hour"}}
    assert not suites.clock({"expected": [day]})
    assert suites.clock({"expected": [day, hour]})
    assert suites.clock({"expected": [{"type": "timerange", "value": "(T14,T16,PT2H)"}]})


def test_kilometres_between_two_capitals() -> None:
    assert suites.kilometres(48.857, 2.352, 51.507, -0.128) == pytest.approx(344, abs=2)


def test_a_folder_without_a_known_suite_is_a_usage_error(tmp_path: Path) -> None:
    assert suites.main([str(tmp_path)]) == USAGE


def test_a_suite_is_scored_row_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Il reste entre 30 et 50 navires."
    wanted = {"start": 9, "end": 23, "surface": "entre 30 et 50", "value": {"min": 30, "max": 50}}
    wrong = {**wanted, "value": {"min": 30, "max": 60}}
    rows_ = ({"lang": "fr", "text": text, "expected": [wanted]}, {"lang": "fr", "text": text, "expected": [wrong]})
    written(tmp_path / "recognizers_numrange_fr.jsonl", *rows_)
    assert suites.main([str(tmp_path), "--show"]) == OK
    out = capsys.readouterr().out
    assert "1 of     2" in out and "'max': 60" in out
