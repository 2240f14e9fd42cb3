"""Invariants of a whole reading, over the samples and over texts mangled in every way."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ondit
from ondit import lexicon, model, reading
from ondit.errors import ReportError
from ondit.model import codec

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".html"))
SCHEMA = json.loads((Path(model.__file__).parent / "reading.schema.json").read_text(encoding="utf-8"))
TEXTS = [path.read_text(encoding="utf-8") for path in SAMPLES if path.suffix == ".txt"]

pytestmark = pytest.mark.slow


def spans(record: Any) -> list[model.Span]:
    """Every span inside a record, however deep."""
    if isinstance(record, model.Span):
        return [record]
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return [s for field in dataclasses.fields(record) for s in spans(getattr(record, field.name))]
    if isinstance(record, tuple):
        return [s for item in record for s in spans(item)]
    return []


def check(read: model.Reading) -> None:
    text = read.report.text
    for span in spans(read):
        assert text[span.start : span.end] == span.quote
    ids = [r.id for r in (*read.statements, *read.figures, *read.events)]
    assert len(ids) == len(set(ids))
    for statement in read.statements:
        assert statement.stance in model.STANCES
        assert statement.form in model.FORMS
        assert statement.factuality in model.FACTUALITIES
        assert statement.evidential in model.EVIDENTIALS
        assert statement.content
    known = {s.id for s in read.statements}
    for figure in read.figures:
        assert figure.statement is None or figure.statement in known
    for event in read.events:
        assert set(event.statements) <= known
    told = codec.dumps(read)
    Draft202012Validator(SCHEMA).validate(json.loads(told))
    assert codec.dumps(codec.loads(told)) == told


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_a_sample_obeys(path: Path) -> None:
    read = ondit.read(path)
    check(read)
    assert codec.dumps(read) == codec.dumps(ondit.read(path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_every_step_can_be_described_and_replayed(path: Path) -> None:
    read = ondit.read(path)
    words = lexicon.load(read.report.lang)
    for record in (*read.statements, *read.figures, *read.events):
        assert record.because, record.id
        for step in record.because:
            assert words.describe(step.rule), step.rule
        assert all(same for _, same in reading.replay(read, record.id))


MARKS = ["«", "»", "“", "”", '"', "'", "’", "\u00a0", "\u202f", "…", "—", "😀", "e\u0301", "\x00", "\u200b", "\n", "\n\n", ":", ";", "("]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A sample with pieces cut out, swapped, doubled, put in capitals, and odd characters put in."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(text) - 1, 0)))
        size = draw(st.integers(0, 60))
        match draw(st.sampled_from(["cut", "insert", "double", "upper", "swap"])):
            case "cut":
                text = text[:at] + text[at + size :]
            case "insert":
                text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
            case "double":
                text = text[: at + size] + text[at : at + size] + text[at + size :]
            case "upper":
                text = text[:at] + text[at : at + size].upper() + text[at + size :]
            case _:
                text = text[at:] + text[:at]
    return text


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(mangled())
def test_mangled_texts_obey(text: str) -> None:
    try:
        read = ondit.read_text(text, lang="fr", published="2025-09-01")
    except ReportError:
        return
    check(read)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=200))
def test_any_text_obeys(text: str) -> None:
    try:
        read = ondit.read_text(text, lang="fr")
    except ReportError:
        return
    check(read)


def test_an_odd_mark_costs_its_sentence_and_leaves_a_gap() -> None:
    text = "Le maire dénonce une « mascarade. La préfète a déclaré que le vote était valide."
    read = ondit.read_text(text, lang="fr")
    assert any(gap.kind == "quotation-mark" for gap in read.gaps)
    assert any(s.sources and "préfète" in s.sources[0].name for s in read.statements)


def test_a_sentence_printed_twice_is_one_statement_with_two_anchors() -> None:
    sentence = "Le ministère dément avoir vendu la forêt."
    read = ondit.read_text(f"{sentence}\n\n{sentence}", lang="fr")
    (denial,) = [s for s in read.statements if s.stance == "denies"]
    assert len(denial.copies) == 1


def test_a_missing_date_stays_missing() -> None:
    read = ondit.read_text("Le maire a démissionné lundi.", lang="fr")
    assert read.report.published is None
    assert [time.edtf for time in read.times] == [None]
    assert any(gap.kind == "date" for gap in read.gaps)


@pytest.mark.parametrize(
    "text",
    [
        "Le Pérou nie avoir envoyé des soldats en Bolivie.",
        "Le Pérou aurait envoyé des soldats en Bolivie.",
        "Si le Pérou envoie des soldats en Bolivie, le Chili protestera.",
        "Le Pérou pourrait envoyer des soldats en Bolivie.",
        "Selon des sources anonymes, le Pérou aurait déployé des troupes en Bolivie.",
    ],
)
def test_what_is_denied_alleged_or_possible_is_never_a_fact(text: str) -> None:
    read = ondit.read_text(text, lang="fr")
    deployments = [event for event in read.events if event.type == "deploy_forces"]
    assert all(event.factuality != "CT+" for event in deployments)
    assert all(s.factuality != "CT+" for s in read.statements if "soldats" in s.content[0].quote or "troupes" in s.content[0].quote)
