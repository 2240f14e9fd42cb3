"""Records in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reading import EVENTS, FIGURES, READING, STATEMENTS, TEXT, at

from ondit import model
from ondit.explain import (
    bounds,
    certainty,
    chain,
    context,
    counted,
    date_words,
    event_mark,
    explain,
    form,
    marks,
    number,
    said_by,
    short_ids,
    word,
    words,
)


@pytest.mark.parametrize(
    ("low", "high", "more", "text"),
    [
        (None, 14000, {}, "at most 14,000"),
        (2300, None, {}, "at least 2,300"),
        (10000, 14000, {}, "10,000 to 14,000"),
        (600, 600, {"approx": True}, "about 600"),
        (600, 600, {}, "600"),
        (None, 600, {"approx": True}, "at most about 600"),
        (24, 99, {"vague": "dozens", "approx": True}, "“dozens” (24 to 99)"),
        (None, None, {"vague": "several"}, "“several”"),
        (None, None, {}, "“jusqu’à 1 200 obusiers”"),
        (6e9, 6e9, {"unit": "CHF", "what": "money"}, "6 billion CHF"),
        (12.5, 12.5, {"unit": "percent"}, "12.5%"),
        (3, 3, {"unit": "containers"}, "3 containers"),
        (0, None, {}, "at least 0"),
    ],
)
def test_bounds(low: float | None, high: float | None, more: dict[str, object], text: str) -> None:
    values = {"unit": "persons", "vague": None, "approx": False, **more}
    assert bounds(replace(FIGURES[0], low=low, high=high, **values)) == text  # type: ignore[arg-type]


@given(st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15))
def test_a_number_in_words_is_exact(value: float) -> None:
    figures, _, size = number(value).partition(" ")
    scale = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[size]
    assert float(figures.replace(",", "")) * scale == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("2025-04-28", "28 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        ("2024-23", "autumn 2024"),
        ("2024-34", "second quarter of 2024"),
        ("../2025-04-28", "by 28 April 2025"),
        ("2024-23/..", "since autumn 2024"),
        ("2024-06-01/2024-06-03", "1 June 2024 to 3 June 2024"),
        ("2024~", "about 2024"),
        ("2024-05?", "perhaps May 2024"),
        ("-0044-03-15", "-0044-03-15"),
        ("2024-XX", "2024-XX"),
        ("2024-99", "2024-99"),
    ],
)
def test_dates(edtf: str, text: str) -> None:
    assert date_words(edtf) == text


def test_certainty_and_form() -> None:
    assert [certainty(s) for s in STATEMENTS[:6]] == [
        "certain", "certain", "possible, press conditional (unconfirmed)", "certain that not so", "", "certain",
    ]  # fmt: skip
    assert form(STATEMENTS[1]) == "direct quote"
    assert form(STATEMENTS[7]) == ""
    assert chain(STATEMENTS[5].sources) == "Bureau du renseignement → Anselme Roy-Delatour"


def test_who_says_a_figure_and_how_sure() -> None:
    by_id = {statement.id: statement for statement in STATEMENTS}
    assert said_by(FIGURES[0], by_id) == "Valdor (acknowledges)"
    assert said_by(FIGURES[1], by_id) == "plusieurs sources diplomatiques (alleges, unconfirmed)"
    own = replace(FIGURES[1], sources=(), statement=None, stance="states")
    assert said_by(own, by_id) == f"{words.OWN_VOICE} (states)"
    assert counted(replace(FIGURES[1], what="other", whom=None), str) == "“entre 300 et 450 instructeurs”"
    assert counted(replace(FIGURES[1], scope="additional"), {"VLD": "Valdor"}.__getitem__) == (
        "personnel deployed, Valdor, in addition"
    )


def carried(event: model.Event, *stances: str, factuality: str = "CT+") -> str:
    return event_mark(event, [replace(STATEMENTS[0], stance=s, factuality=factuality) for s in stances])


@pytest.mark.parametrize(
    ("modality", "factuality", "stances", "mark"),
    [
        ("historical", "CT+", [], "fact"),
        ("historical", "CT+", ["states"], "fact"),
        ("historical", "CT+", ["alleges"], "alleged"),
        ("historical", "CT+", ["alleges", "confirms"], "fact"),
        ("historical", "CT+", ["denies"], "negated"),
        ("historical", "CT+", ["denies", "states"], "disputed"),
        ("historical", "CT-", ["states"], "negated"),
        ("historical", "PS+", ["states"], "unconfirmed"),
        ("historical", "PS+", ["speculates"], "speculated"),
        ("historical", "PR+", ["states"], "probable"),
        ("historical", "Uu", ["states"], "uncommitted"),
        ("historical", "CT+", ["declines_to_confirm"], "undisclosed"),
        ("historical", "CT+", ["demands"], "demanded"),
        ("negated", "CT+", ["states"], "negated"),
        ("future", "CT+", ["states"], "future"),
        ("future", "CT+", [], "future"),
        ("future", "CT+", ["promises"], "promised"),
        ("future", "CT+", ["promises", "states"], "future"),
        ("hypothetical", "CT+", ["states"], "hypothetical"),
        ("hypothetical", "PS+", ["threatens"], "threatened"),
    ],
)
def test_event_marks(modality: str, factuality: str, stances: list[str], mark: str) -> None:
    assert carried(replace(EVENTS[0], modality=modality, factuality=factuality), *stances) == mark


def test_nothing_but_an_asserted_past_event_is_marked_as_fact() -> None:
    not_asserting = {
        "alleges", "denies", "declines_to_confirm", "threatens", "demands", "promises", "forecasts",
        "speculates", "questions",
    }  # fmt: skip
    for modality in model.MODALITIES:
        for factuality in model.FACTUALITIES:
            for stance in model.STANCES:
                event = replace(EVENTS[0], modality=modality, factuality=factuality)
                fact = (modality, factuality) == ("historical", "CT+") and stance not in not_asserting
                assert (carried(event, stance) == "fact") is fact, (modality, factuality, stance)


def test_every_value_of_the_model_has_its_word() -> None:
    assert set(words.STANCE) == set(model.STANCES)
    assert set(words.FACTUALITY) == set(model.FACTUALITIES)
    assert set(words.EVIDENTIAL) == set(model.EVIDENTIALS)
    assert set(words.FORM) == set(model.FORMS)
    assert set(words.KIND) == set(model.ACTOR_KINDS)
    assert set(words.MODALITY) == set(model.MODALITIES)
    assert set(words.SCOPE) == set(model.SCOPES)
    assert word(words.WHAT, "body_bags") == "body bags"
    assert all(text.isupper() for mark, text in words.MARK.items() if mark != "fact")


def test_context_is_the_sentence() -> None:
    assert context(TEXT, [at("a démenti")]).quote == "La Costrie a démenti la présence de soldats étrangers sur son sol."
    both = context(TEXT, [at("a démenti"), at("affirme")]).quote
    assert both.startswith("La Costrie") and both.endswith("😀.")


def test_marks_are_in_text_order() -> None:
    assert [role for role, _ in marks(STATEMENTS[0])] == ["source", "cue", "content"]
    assert [role for role, _ in marks(FIGURES[0])] == ["span"]


def test_explain_asks_for_what_a_rule_says() -> None:
    step = STATEMENTS[0].because[0]
    (found,) = explain([(step, False)], {step.rule: "says it [x:1]"}.get)
    assert (found.step, found.says, found.same) == (step, "says it [x:1]", False)


@given(st.lists(st.text("ab1", min_size=1, max_size=9), max_size=12))
def test_short_ids_are_unique_beginnings(ids: list[str]) -> None:
    short = short_ids(ids, least=2)
    for name, beginning in short.items():
        assert name.startswith(beginning)
        assert beginning == name or [other for other in short if other.startswith(beginning)] == [name]


def test_the_sample_holds_what_it_says() -> None:
    assert all(span.holds(TEXT) for statement in READING.statements for span in statement.content)
