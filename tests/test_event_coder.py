"""What event coders are given: codes for what is said, meant, owned up to or refused, in place of the deed."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import events, gold_events
from benchmarks.event_coder import Coder
from ondit import lexicon
from ondit.model import Actor, Event, Participant, PlaceMention, Reading, Report, Source, Span, Statement, Step

TEXT = "Peru said Chile attacked Bolivia in Sucre"
PERU, CHILE, BOLIVIA = (Participant(name, None, code, code) for name, code in (("Peru", "PER"), ("Chile", "CHL"), ("Bolivia", "BOL")))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def attack(**more: Any) -> Event:
    given: dict[str, Any] = {
        "type": "attack", "plover": "assault", "actors": (CHILE,), "recipients": (BOLIVIA,), "place": None, "date": None,
        "modality": "historical", "factuality": "CT+", "statements": (), "because": (Step("en/frames:attack:attack:VERB", (), ""),),
    }  # fmt: skip
    return Event(id="e-1", span=span("attacked"), **{**given, **more})


def coder(event: Event, source: Source | None = None, stance: str = "states", form: str = "indirect") -> Coder:
    said = () if source is None else (source,)
    statement = Statement("s-1", said, span("said"), (span("Chile attacked Bolivia in Sucre"),), stance, form, "CT+", "direct", ())
    place = PlaceMention(span("Sucre"), 6, "Sucre", "BOL", "city", ())
    actors = (Actor("PER", "Peru", "state", "PER"), Actor("CHL", "Chile", "state", "CHL"), Actor("report:army", "army", "military", "CHL"))
    return Coder(Reading(Report(TEXT, "0", "0", "text/1", "utf-8", "en"), (statement,), (), (event,), (), (place,), actors, ()), lexicon.load("en"))


def test_a_deed_that_the_outlet_tells_has_the_code_of_its_frame() -> None:
    assert coder(attack()).cameo(attack()) == "190"


def test_a_deed_that_one_side_lays_at_anothers_door_is_an_accusation() -> None:
    event = attack(statements=("s-1",))
    codes = coder(event, Source("Peru", None, "PER", "state", "PER"))
    (accusation,) = codes.accusations()
    assert codes.cameo(event) == ""
    assert ([p.name for p in accusation.actors], [p.name for p in accusation.recipients]) == (["Peru"], ["Chile"])


@pytest.mark.parametrize(("kind", "form"), [("media", "indirect"), ("state", "adjunct")])
def test_a_medium_and_an_adjunct_accuse_nobody(kind: str, form: str) -> None:
    event = attack(statements=("s-1",))
    codes = coder(event, Source("Peru", None, "PER", kind, "PER"), form=form)
    assert not list(codes.accusations()) and codes.cameo(event) == "190"


def test_who_admits_a_deed_claims_responsibility() -> None:
    event = attack(statements=("s-1",))
    assert coder(event, Source("Chile", None, "CHL", "state", "CHL"), "acknowledges").cameo(event) == "015"


@pytest.mark.parametrize(
    ("word", "modality", "code"),
    [("threaten:infinitive", "hypothetical", "130"), ("plan:infinitive", "future", "130"), ("able:infinitive", "hypothetical", ""), ("if:mark", "hypothetical", "")],
)
def test_harm_that_is_meant_is_a_threat_and_what_is_only_possible_is_nothing(word: str, modality: str, code: str) -> None:
    event = attack(modality=modality, because=(*attack().because, Step(f"en/modality:{word}", (), modality)))
    assert coder(event).cameo(event) == code


def test_what_others_want_of_somebody_is_not_what_he_means() -> None:
    event = attack(modality="hypothetical", statements=("s-1",))
    assert coder(event, Source("Peru", None, "PER", "state", "PER"), "demands").cameo(event) == ""


def test_help_that_is_refused_is_a_refusal_and_harm_that_is_denied_nothing() -> None:
    denied = attack(modality="negated")
    refused = attack(type="aid", plover="aid", modality="negated", because=(Step("en/frames:aid:help:VERB", (), ""),))
    assert (coder(denied).cameo(denied), coder(refused).cameo(refused)) == ("", "120")


def test_a_word_may_have_a_code_of_its_own() -> None:
    event = attack(type="demand", plover="request", because=(Step("en/frames:demand:urge:VERB", (), ""),))
    assert coder(event).cameo(event) == "020"


def test_a_place_tells_at_whose_expense_but_never_at_ones_own() -> None:
    abroad, at_home = attack(recipients=(), place="Sucre"), attack(actors=(BOLIVIA,), recipients=(), place="Sucre")
    assert [p.country for p in coder(abroad).recipients(abroad, "190")] == ["BOL"]
    assert not coder(at_home).recipients(at_home, "190")


def test_codes_tell_country_and_sector() -> None:
    codes = coder(attack())
    army = Participant("army", None, "report:army", "CHL")
    assert [codes.code(p) for p in (CHILE, army, Participant("people"))] == ["CHL", "CHLMIL", ""]


def pair(cameo: str, actor: str, recipient: str | None, *, symmetric: bool = False, modality: str = "historical", plover: str = "aid") -> dict[str, Any]:
    sides = {"actor": {"code": actor}, "recipient": None if recipient is None else {"code": recipient}}
    return {"cameo": cameo, "plover": plover, "symmetric": symmetric, "modality": modality, **sides}


def test_pairs_need_a_code_two_sides_and_somebody_known() -> None:
    rows = [pair("", "PER", "CHL"), pair("070", "PER", None), pair("070", "---REB", ""), pair("040", "PER", None, symmetric=True), pair("070", "IGO", "CHL")]
    assert events.given({"predicted": rows}, plover=False) == {("07", "", "CHL")}
    assert events.given({"predicted": [pair("040", "PER", "CHL", symmetric=True)]}, plover=False) == {("04", "PER", "CHL"), ("04", "CHL", "PER")}


def test_what_is_meant_has_the_plover_root_of_an_agreement() -> None:
    rows = [pair("030", "PER", "CHL", modality="future"), pair("070", "CHL", "PER")]
    assert events.given({"predicted": rows}, plover=True) == {("agree", "PER", "CHL"), ("aid", "CHL", "PER")}


def test_examples_of_both_sides_are_expected_both_ways_under_the_later_roots() -> None:
    text = '[{"id": "x", "text": "A and B fight.", "event": "FIGHT", "source": [{"code": "PER"}, {"code": "CHL"}], "target": ""}]'
    (row,) = gold_events.plover(text)
    assert events.wanted(row) == {("assault", "PER", "CHL"), ("assault", "CHL", "PER")}
