"""Events: frozen trees with mentions made by hand, and (slow) every event case read with its pipeline."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from trees import parsed_from_conllu

import ondit
from ondit import lexicon
from ondit.claims.events import find_events
from ondit.model import (
    Actor,
    ActorMention,
    Event,
    Mentions,
    Parsed,
    PlaceMention,
    Span,
    Statement,
    TimeMention,
)  # fmt: skip

LANGUAGES = Path(ondit.__file__).resolve().parent / "languages"

SENT = """
# text = Le Pérou a reconnu avoir envoyé des soldats en Bolivie.
1 Le le DET _ Definite=Def 2 det _ _
2 Pérou Pérou PROPN _ _ 4 nsubj _ _
3 a avoir AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux:tense _ _
4 reconnu reconnaître VERB _ Tense=Past|VerbForm=Part 0 root _ _
5 avoir avoir AUX _ VerbForm=Inf 6 aux:tense _ _
6 envoyé envoyer VERB _ Tense=Past|VerbForm=Part 4 xcomp _ _
7 des un DET _ _ 8 det _ _
8 soldats soldat NOUN _ _ 6 obj _ _
9 en en ADP _ _ 10 case _ _
10 Bolivie Bolivie PROPN _ _ 6 obl _ _
11 . . PUNCT _ _ 4 punct _ _
"""
SAID = """
# text = Le Chili a dit lundi que le Pérou avait attaqué la Bolivie.
1 Le le DET _ _ 2 det _ _
2 Chili Chili PROPN _ _ 4 nsubj _ _
3 a avoir AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux:tense _ _
4 dit dire VERB _ Tense=Past|VerbForm=Part 0 root _ _
5 lundi lundi NOUN _ _ 4 obl _ _
6 que que SCONJ _ _ 10 mark _ _
7 le le DET _ _ 8 det _ _
8 Pérou Pérou PROPN _ _ 10 nsubj _ _
9 avait avoir AUX _ Mood=Ind|Tense=Imp|VerbForm=Fin 10 aux:tense _ _
10 attaqué attaquer VERB _ Tense=Past|VerbForm=Part 4 ccomp _ _
11 la le DET _ _ 12 det _ _
12 Bolivie Bolivie PROPN _ _ 10 obj _ _
13 . . PUNCT _ _ 4 punct _ _
"""


def mentions_of(parsed: Parsed, names: dict[str, str], places: dict[str, str] | None = None, times: dict[str, str] | None = None) -> Mentions:
    """Mentions of one-word names: word -> country (or date)."""

    def tokens(words: dict[str, str] | None) -> list[tuple[int, Span, str]]:
        found = [(t.i, parsed.span(t.i), words[t.text]) for t in parsed.tokens if words and t.text in words]
        assert len(found) >= len(words or {})
        return found

    return Mentions(
        actors=tuple(ActorMention(s, i, Actor(c, s.quote, "state", c), "name", ()) for i, s, c in tokens(names)),
        places=tuple(PlaceMention(s, i, s.quote, c, "country", ()) for i, s, c in tokens(places)),
        times=tuple(TimeMention(s, d, "date", "published", False, ()) for _, s, d in tokens(times)),
    )


def events_of(tree: str, names: dict[str, str], statements: tuple[Statement, ...] = (), **more: dict[str, str]) -> tuple[Event, ...]:
    parsed = parsed_from_conllu(tree)
    return find_events(parsed, mentions_of(parsed, names, **more), statements, lexicon.load("fr"))


def statement(tree: str, words: str, stance: str, factuality: str) -> Statement:
    text = parsed_from_conllu(tree).text
    start = text.index(words)
    return Statement("s-1", (), None, (Span.of(text, start, start + len(words)),), stance, "indirect", factuality, "direct", ())


def countries(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [p.country for p in event.actors], [p.country for p in event.recipients]


def test_an_infinitive_takes_its_actor_by_control_and_its_recipient_from_its_own_clause() -> None:
    (event,) = [e for e in events_of(SENT, {"Pérou": "PER"}, places={"Bolivie": "BOL"}) if e.type == "deploy_forces"]
    assert countries(event) == (["PER"], ["BOL"])
    assert (event.plover, event.modality, event.factuality, event.place) == ("aid", "historical", "CT+", "Bolivie")
    assert any(step.rule == "mul/events:control" for step in event.because)


def test_who_says_it_did_not_do_it_and_the_date_of_the_saying_is_not_that_of_the_deed() -> None:
    names = {"Chili": "CHL", "Pérou": "PER", "Bolivie": "BOL"}
    (event,) = events_of(SAID, names, times={"lundi": "2024-03-04"})
    assert countries(event) == (["PER"], ["BOL"])
    assert event.date is None


@pytest.mark.parametrize(
    ("stance", "said", "modality", "factuality"),
    [
        ("states", "CT+", "historical", "CT+"),
        ("alleges", "PS+", "historical", "PS+"),
        ("denies", "CT-", "negated", "CT-"),
        ("declines_to_confirm", "Uu", "hypothetical", "Uu"),
        ("questions", "Uu", "hypothetical", "Uu"),
    ],
)
def test_the_statement_that_carries_an_event_bounds_its_certainty(stance: str, said: str, modality: str, factuality: str) -> None:
    carrier = statement(SAID, "le Pérou avait attaqué la Bolivie", stance, said)
    (event,) = events_of(SAID, {"Pérou": "PER", "Bolivie": "BOL"}, (carrier,))
    assert (event.modality, event.factuality, event.statements) == (modality, factuality, ("s-1",))


def test_a_forces_verb_without_forces_is_no_deployment() -> None:
    tree = SENT.replace("soldats", "livres").replace("soldat", "livre")
    assert not events_of(tree, {"Pérou": "PER"}, places={"Bolivie": "BOL"})


def test_a_deed_that_nobody_does_and_nobody_undergoes_is_no_event() -> None:
    tree = SAID.replace("Pérou Pérou PROPN", "vent vent NOUN").replace("Bolivie Bolivie PROPN", "thèse thèse NOUN")
    tree = tree.replace("Pérou", "vent").replace("Bolivie", "thèse")
    assert not [e for e in events_of(tree, {}) if e.type == "attack"]


def test_ids_are_of_the_text_the_frame_and_the_trigger() -> None:
    names = {"Pérou": "PER", "Bolivie": "BOL"}
    first, again = events_of(SAID, names), events_of(SAID, names)
    assert first == again
    assert all(e.id.startswith("e-") and len(e.id) == 10 for e in first)


def test_every_step_of_an_event_is_described() -> None:
    known = lexicon.load("fr")
    steps = [s for tree in (SENT, SAID) for e in events_of(tree, {"Pérou": "PER"}) for s in e.because]
    assert steps
    assert not [s.rule for s in steps if known.describe(s.rule) is None]


# --- cases --------------------------------------------------------------------------------------------------


def load(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The cases of every language in ``cases/<name>.yaml``: (language, case)."""
    found = []
    for path in sorted(LANGUAGES.glob(f"*/cases/{name}.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert set(case) <= {"text", "published", "expect", "refuse", "known_failure"}, case
            found.append((path.parent.parent.name, case))
    return found


def params(name: str) -> list[Any]:
    found = []
    for lang, case in load(name):
        reason = case.get("known_failure")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(lang, case, id=f"{lang}: {case['text'][:60]}", marks=marks))
    return found


@cache
def reading_of(lang: str, text: str, published: str | None) -> ondit.Reading:
    return ondit.read_text(text, lang=lang, published=published)


def fits(event: Event, wanted: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if key in ("actor", "recipient"):
            people = event.actors if key == "actor" else event.recipients
            values = [] if value is None else value if isinstance(value, list) else [value]
            named = [{p.country, p.name, p.actor} for p in people]
            if len(named) != len(values) or not all(v in n for v, n in zip(values, named, strict=True)):
                return False
        elif key == "anchors":
            if len(event.anchors) != value:
                return False
        elif getattr(event, key) != value:
            return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "case"), params("events"))
def test_case(lang: str, case: dict[str, Any]) -> None:
    events = reading_of(lang, case["text"], case.get("published")).events
    told = "\n".join(f"{e.type} {countries(e)} {e.modality} {e.factuality} {e.span.quote!r}" for e in events)
    for wanted in case.get("expect", ()):
        assert any(fits(event, wanted) for event in events), f"{wanted} not in\n{told}"
    for unwanted in case.get("refuse", ()):
        assert not any(fits(event, unwanted) for event in events), f"{unwanted} in\n{told}"
