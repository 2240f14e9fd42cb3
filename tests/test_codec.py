"""Reading <-> JSON: nothing is lost, one canonical form, contradictions are refused, the schema fits."""

from __future__ import annotations

import copy
import json
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from generated_readings import readings
from hypothesis import HealthCheck, given, settings
from sample_reading import FIGURES, READING, REPORT, STATEMENTS

from ondit import model
from ondit.errors import IntegrityError
from ondit.model import codec

SCHEMA = json.loads(files("ondit.model").joinpath("reading.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RECORDS = {
    "span": model.Span, "step": model.Step, "block": model.Block, "segment": model.Segment, "gap": model.Gap,
    "report": model.Report, "source": model.Source, "statement": model.Statement, "event": model.Event,
    "participant": model.Participant, "figure": model.Figure, "time": model.TimeMention,
    "place": model.PlaceMention, "actor": model.Actor,
}  # fmt: skip
slowly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def test_round_trip_of_the_sample() -> None:
    assert codec.loads(codec.dumps(READING)) == READING
    assert codec.from_dict(codec.to_dict(READING)) == READING


@slowly
@given(readings())
def test_round_trip_and_schema_of_any_reading(reading: model.Reading) -> None:
    line = codec.dumps(reading)
    assert codec.loads(line.encode("utf-8")) == reading
    assert codec.dumps(codec.loads(line)) == line
    assert line.endswith("}\n") and line.count("\n") == 1
    VALIDATOR.validate(json.loads(line))


def test_equal_readings_give_equal_bytes() -> None:
    floats = replace(READING, figures=tuple(replace(f, low=f.low and float(f.low)) for f in FIGURES))
    assert floats == READING
    assert codec.dumps(floats) == codec.dumps(READING)
    assert '"low":300,"high":450,' in codec.dumps(READING)


def test_fractions_stay_and_infinities_are_refused() -> None:
    half = replace(READING, figures=(replace(FIGURES[0], high=2.5),))
    assert codec.to_dict(half)["figures"][0]["high"] == 2.5
    for bad in (float("nan"), float("inf")):
        with pytest.raises(IntegrityError):
            codec.dumps(replace(READING, figures=(replace(FIGURES[0], high=bad),)))
    with pytest.raises(IntegrityError, match="not a number"):
        codec.loads(codec.dumps(half).replace('"high":2.5', '"high":NaN'))


def test_letters_stay_letters_and_lone_surrogates_can_be_written() -> None:
    assert "reconnaît" in codec.dumps(READING)
    odd = replace(READING, report=replace(REPORT, path="re\udcffport.txt"))
    assert codec.loads(codec.dumps(odd).encode("utf-8")) == odd


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(IntegrityError, match="twice"):
        codec.dumps(replace(READING, made_by=(("ondit", "1"), ("ondit", "2"))))


def spoiled(path: str, value: Any) -> dict[str, Any]:
    """The sample as JSON with ``value`` at ``path`` (``_delete`` removes it)."""
    data = copy.deepcopy(codec.to_dict(READING))
    at: Any = data
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in steps:
        at = at[step]
    if value == "_delete":
        del at[last]
    else:
        at[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        ("statements.0.cue.quote", "a nié", "statements[0].cue", "has not 'a nié'"),
        ("statements.0.content.0.start", 1, "statements[0].content[0]", "has not"),
        ("statements.0.because.0.binds.0.end", 10**6, "statements[0].because[0].binds[0]", "has not"),
        ("gaps.0.span.quote", "x", "gaps[0].span", "has not"),
        ("statements.2.stance", 7, "statements[2].stance", "not of type str"),
        ("figures.0.high", True, "figures[0].high", "not of type float"),
        ("figures.0.approx", 1, "figures[0].approx", "not of type bool"),
        ("events.0.extra", "x", "events[0]", "unknown field 'extra'"),
        ("events.0.modality", "_delete", "events[0]", "'modality' is missing"),
        ("figures.1.statement", "nobody", "figures[1].statement", "no statement 'nobody'"),
        ("events.1.statements", ["nobody"], "events[1].statements", "no statement 'nobody'"),
        ("report.text_sha256", "0" * 64, "report.text_sha256", "not the one that was hashed"),
        ("report.blocks.0.end", 10**6, "report.blocks", "outside the text"),
        ("statements", {}, "statements", "an array is needed"),
        ("report.origins", [], "report.origins", "an object is needed"),
    ],
)
def test_contradictions_are_refused_with_their_place(path: str, value: Any, where: str, what: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        codec.from_dict(spoiled(path, value))
    assert caught.value.where == where
    assert what in caught.value.what
    assert caught.value.cure and caught.value.exit_code == 4


@pytest.mark.parametrize("value", [None, [], {}, {"schema": "ondit/reading/2"}, {"schema": "ondit/reading/1"}])
def test_what_is_no_reading_is_refused(value: object) -> None:
    with pytest.raises(IntegrityError):
        codec.from_dict(value)
    with pytest.raises(IntegrityError, match="not JSON"):
        codec.loads("{")


def test_a_field_that_came_later_may_be_missing() -> None:
    data = spoiled("statements.0.copies", "_delete")
    assert codec.from_dict(data).statements[0] == replace(STATEMENTS[0], copies=())


def test_the_schema_has_every_field_and_no_other() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, kind in RECORDS.items():
        shape = SCHEMA["$defs"][name]
        assert list(shape["properties"]) == [field.name for field in fields(kind)], name
        assert shape["required"] == list(shape["properties"]), name
    assert set(SCHEMA["properties"]) == {field.name for field in fields(model.Reading)}
    assert list(codec.to_dict(READING)) == list(SCHEMA["properties"])


def test_the_schema_has_the_words_of_the_model() -> None:
    shapes = SCHEMA["$defs"]
    statement, figure, event = (shapes[name]["properties"] for name in ("statement", "figure", "event"))
    assert tuple(statement["stance"]["enum"]) == tuple(figure["stance"]["enum"]) == model.STANCES
    assert tuple(statement["factuality"]["enum"]) == tuple(event["factuality"]["enum"]) == model.FACTUALITIES
    assert tuple(statement["form"]["enum"]) == model.FORMS
    assert tuple(statement["evidential"]["enum"]) == model.EVIDENTIALS
    assert tuple(event["modality"]["enum"]) == model.MODALITIES
    assert tuple(figure["scope"]["enum"]) == (*model.SCOPES, None)
    for name in ("source", "actor"):
        assert tuple(shapes[name]["properties"]["kind"]["enum"]) == model.ACTOR_KINDS


@pytest.mark.parametrize("path", ["statements.0.stance", "events.0.modality", "figures.0.scope", "report.sha256"])
def test_the_schema_refuses_other_words(path: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(spoiled(path, "guesses"))
