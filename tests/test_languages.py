"""What ondit makes of languages that it reads in part, and that a shipped pipeline reads its language's press."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import ondit
from docs import render_metrics
from ondit import lexicon, reading
from ondit.model import Parsed, codec

ENGLISH = """SAROVA, March 3 (AP) — Gen. Kim Yong-chol had already left, the Defense Ministry said on Monday.

“We won't comment,” spokesman Marko Ilić told Radio Lagan, adding that 2,000 soldiers were returning.

Anna Petrova denied that she'd met him. It is said to have been planned.
"""


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return _parsed(ENGLISH)[0]


def _parsed(text: str) -> tuple[Parsed, dict[str, str]]:
    found, names, _ = reading.parse(reading.open_report(text.encode("utf-8"), lang="en", format="text"))
    return found, {found.text[found.tokens[n.first].start : found.tokens[n.last - 1].end]: n.label for n in names}


@pytest.mark.slow
def test_a_language_without_words_of_attribution_says_what_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lexicon.load("en")
    cues = whole.table("cues")
    bare = replace(whole, tables={**whole.tables, "cues": replace(cues, rows=(), _indexes={})})
    monkeypatch.setattr(lexicon, "load", lambda code: bare)
    read = ondit.read_text(ENGLISH, lang="en")
    assert (read.statements, read.figures, read.events) == ((), (), ())
    (gap,) = [gap for gap in read.gaps if gap.kind == "language"]
    assert "in part" in gap.reason and gap.cure
    assert codec.loads(codec.dumps(read)) == read


@pytest.mark.slow
def test_a_language_without_words_of_deeds_reads_statements_and_says_that_events_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lexicon.load("en")
    bare = replace(whole, frames=replace(whole.frames, triggers=(), light=()))
    monkeypatch.setattr(lexicon, "load", lambda code: bare)
    read = ondit.read_text(ENGLISH, lang="en", published="2025-03-03")
    assert {source.name for each in read.statements for source in each.sources} >= {"Defense Ministry", "Anna Petrova", "Marko Ilić"}
    (gap,) = [gap for gap in read.gaps if gap.kind == "language"]
    assert read.events == () and "no event is read" in gap.reason and gap.cure


@pytest.mark.slow
def test_english_reads_events_and_leaves_no_gap_of_language() -> None:
    read = ondit.read_text("Kenya sent 300 soldiers to Somalia on Monday.", lang="en", published="2025-03-03")
    (event,) = read.events
    assert (event.type, event.actors[0].country, event.recipients[0].country, event.date) == ("deploy_forces", "KEN", "SOM", "2025-03-03")
    assert not [gap for gap in read.gaps if gap.kind == "language"]


@pytest.mark.slow
def test_sentences_of_english_survive_datelines_abbreviations_and_quotations(parsed: Parsed) -> None:
    begin = [parsed.tokens[sentence.first].text for sentence in parsed.sentences]
    assert begin == ["SAROVA", "Gen.", "“", "Anna", "It"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("nth", "form", "features"),
    [
        (0, "had", {"VerbForm": "Fin", "Tense": "Past"}),
        (0, "left", {"VerbForm": "Part", "Tense": "Past"}),
        (0, "said", {"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"}),
        (0, "wo", {"VerbForm": "Fin"}),
        (0, "comment", {"VerbForm": "Inf"}),
        (0, "were", {"VerbForm": "Fin", "Tense": "Past"}),
        (0, "returning", {"VerbForm": "Part", "Tense": "Pres"}),
        (1, "said", {"VerbForm": "Part", "Tense": "Past", "Voice": "Pass"}),
        (0, "have", {"VerbForm": "Inf"}),
    ],
)
def test_tenses_of_reported_speech_are_told_apart(parsed: Parsed, nth: int, form: str, features: dict[str, str]) -> None:
    token = [token for token in parsed.tokens if token.text == form][nth]
    assert features.items() <= dict(token.feats).items()


@pytest.mark.slow
def test_full_names_are_not_cut() -> None:
    _, names = _parsed(ENGLISH)
    assert names["Kim Yong-chol"] == "PER" and names["Marko Ilić"] == "PER" and names["Anna Petrova"] == "PER"
    assert names["AP"] == "ORG"


@pytest.mark.slow
def test_a_text_in_another_language_than_told_is_read_and_told() -> None:
    read = ondit.read_text(ENGLISH * 2, lang="fr")
    assert any(gap.kind == "language" and "--lang en" in (gap.cure or "") for gap in read.gaps)


def test_the_tables_of_the_training_page_are_those_of_the_pipelines() -> None:
    assert render_metrics.main(["--check"]) == 0, "docs/training.md is stale: run `python -m docs.render_metrics`"


def test_a_table_has_every_test_and_says_what_is_alone_and_as_read() -> None:
    scores = dict.fromkeys(render_metrics.SCORES, 90.04)
    trees = {"a": {"sentences": 3, "pipeline_alone": scores, "as_read_in_blocks": scores, "las_by_relation": {"ccomp": 70.4}}}
    made = {"trees": trees, "names": {}, "bytes": 12_340_000, "pipeline": "x 1", "seed": 1}
    lines = list(render_metrics.table(json.loads(json.dumps(made))))
    assert "| a (3 sentences) | alone | 90.0 |" in lines[2] and "| as read |" in lines[3]
    assert any(line.startswith("| a | 70 | 0 |") for line in lines) and "12.3 MB" in lines[-1]
    with pytest.raises(ValueError, match="needs the markers"):
        render_metrics.rendered("no markers")
