"""Actors: every case of every language (slow), frozen trees, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from plain import cases, mangled, params, parsed, read
from trees import parsed_from_conllu

from ondit import lexicon
from ondit.mentions.actors import find_actors
from ondit.mentions.places import find_places
from ondit.model import ActorMention, Parsed

CASES = cases("actors")
KEYS = ("quote", "name", "how", "kind", "country", "named")


def shown(mention: ActorMention) -> dict[str, Any]:
    actor = mention.actor
    values = (mention.span.quote, actor.name, mention.how, actor.kind, actor.country, actor.named)
    return dict(zip(KEYS, values, strict=True))


def holds(want: dict[str, Any], value: dict[str, Any]) -> bool:
    return all(value[key] == wanted for key, wanted in want.items())


def actors_of(text: str) -> tuple[Parsed, list[dict[str, Any]]]:
    tree = parsed_from_conllu(text)
    return tree, [shown(mention) for mention in find_actors(tree, lexicon.load("fr"))]


@pytest.mark.slow
@pytest.mark.parametrize("case", params(CASES))
def test_case(case: dict[str, Any]) -> None:
    words = lexicon.load(case["lang"])
    published = str(case["published"]) if "published" in case else None
    tree = read(case["text"], published, case["lang"])
    found = [shown(mention) for mention in find_actors(tree, words)]
    for want in case.get("expect", ()):
        assert any(holds(want, value) for value in found), f"{want} not in {found}"
    for quote in case.get("refuse", ()):
        assert quote not in [value["quote"] for value in found]
    places = [{"quote": p.span.quote, "country": p.country, "precision": p.precision} for p in find_places(tree, words)]
    for want in case.get("places", ()):
        assert any(holds(want, place) for place in places), f"{want} not in {places}"


def test_a_case_names_only_what_is_looked_at() -> None:
    known = {"text", "published", "expect", "refuse", "places", "sources", "known_failure", "lang", "id"}
    assert len(CASES) > 50
    for case in CASES:
        assert set(case) <= known, case["id"]
        assert any(case.get(key) for key in ("expect", "refuse", "places", "sources")), case["id"]
        for want in case.get("expect", ()):
            assert set(want) <= set(KEYS), case["id"]


# --- frozen trees ---------------------------------------------------------------------------------------------

METONYM = """
# text = Lima a démenti.
1 Lima Lima PROPN _ _ 3 nsubj _ Entity=B-LOC
2 a avoir AUX _ _ 3 aux:tense _ _
3 démenti démentir VERB _ _ 0 root _ _
4 . . PUNCT _ _ 3 punct _ _

# text = À Lima, il pleut.
1 À à ADP _ _ 2 case _ _
2 Lima Lima PROPN _ _ 5 obl _ Entity=B-LOC
3 , , PUNCT _ _ 2 punct _ _
4 il lui PRON _ Gender=Masc|Number=Sing|Person=3 5 expl:subj _ _
5 pleut pleuvoir VERB _ _ 0 root _ _
6 . . PUNCT _ _ 5 punct _ _
"""


def test_a_capital_that_acts_is_its_state_and_elsewhere_a_place() -> None:
    tree, found = actors_of(METONYM)
    assert [(a["quote"], a["name"], a["how"], a["country"]) for a in found] == [("Lima", "Pérou", "metonym", "PER")]
    (place,) = find_places(tree, lexicon.load("fr"))
    assert place.span.start == tree.text.index("Lima,")
    assert (place.name, place.country, place.precision) == ("Lima", "PER", "city")


OFFICE = """
# published = {published}
# text = Le président colombien a parlé.
1 Le le DET _ Definite=Def|Gender=Masc|Number=Sing 2 det _ _
2 président président NOUN _ Gender=Masc|Number=Sing 5 nsubj _ _
3 colombien colombien ADJ _ Gender=Masc|Number=Sing 2 amod _ _
4 a avoir AUX _ _ 5 aux:tense _ _
5 parlé parler VERB _ _ 0 root _ _
6 . . PUNCT _ _ 5 punct _ _
"""


@pytest.mark.parametrize(
    ("published", "name"),
    [("2022-08-06", "Iván Duque"), ("2022-08-08", "Gustavo Petro"), ("2023", "Gustavo Petro"),
     ("2022-08", "président colombien"), ("2012-01-01", "Juan Manuel Santos"), ("1990-01-01", "président colombien")],
)  # fmt: skip
def test_an_office_without_a_name_is_its_holder_on_that_day_only(published: str, name: str) -> None:
    """Where the date leaves two holders, or none, the words stay."""
    _, found = actors_of(OFFICE.format(published=published))
    office = next(a for a in found if a["how"] == "description")
    assert (office["name"], office["country"]) == (name, "COL")


def test_without_a_date_nobody_holds_the_office() -> None:
    _, found = actors_of(OFFICE.replace("# published = {published}\n", ""))
    assert [a["name"] for a in found if a["how"] == "description"] == ["président colombien"]


NAMES = """
# text = Le colonel Jan van den Berg a salué M. Park et Awa Diarra.
1 Le le DET _ Definite=Def|Gender=Masc|Number=Sing 2 det _ _
2 colonel colonel NOUN _ Gender=Masc|Number=Sing 8 nsubj _ _
3 Jan Jan PROPN _ _ 2 nmod _ Entity=B-PER
4 van van PROPN _ _ 3 flat _ _
5 den den PROPN _ _ 3 flat _ _
6 Berg Berg PROPN _ _ 3 flat _ _
7 a avoir AUX _ _ 8 aux:tense _ _
8 salué saluer VERB _ _ 0 root _ _
9 M. monsieur NOUN _ Gender=Masc|Number=Sing 8 obj _ _
10 Park Park PROPN _ _ 9 nmod _ _
11 et et CCONJ _ _ 12 cc _ _
12 Awa Awa PROPN _ _ 9 conj _ Entity=B-PER
13 Diarra Diarra PROPN _ _ 12 flat _ Entity=I-PER
14 . . PUNCT _ _ 8 punct _ _

# text = Berg a parlé.
1 Berg Berg PROPN _ _ 3 nsubj _ Entity=B-LOC
2 a avoir AUX _ _ 3 aux:tense _ _
3 parlé parler VERB _ _ 0 root _ _
4 . . PUNCT _ _ 3 punct _ _
"""


def test_names_are_never_cut() -> None:
    _, found = actors_of(NAMES)
    assert [a["quote"] for a in found if a["how"] == "name"] == ["Jan van den Berg", "M. Park", "Awa Diarra", "Berg"]
    assert next(a for a in found if a["quote"] == "Le colonel")["name"] == "Jan van den Berg"


RELAY = """
# text = Awa Diarra a rencontré le maire.
1 Awa Awa PROPN _ _ 4 nsubj _ Entity=B-PER
2 Diarra Diarra PROPN _ _ 1 flat _ Entity=I-PER
3 a avoir AUX _ _ 4 aux:tense _ _
4 rencontré rencontrer VERB _ _ 0 root _ _
5 le le DET _ Definite=Def|Gender=Masc|Number=Sing 6 det _ _
6 maire maire NOUN _ Gender=Masc|Number=Sing 4 obj _ _
7 . . PUNCT _ _ 4 punct _ _

# text = La séance dure.
1 La le DET _ Definite=Def|Gender=Fem|Number=Sing 2 det _ _
2 séance séance NOUN _ Gender=Fem|Number=Sing 3 nsubj _ _
3 dure durer VERB _ _ 0 root _ _
4 . . PUNCT _ _ 3 punct _ _

# text = Elle {verb} la fin.
1 Elle lui PRON _ Gender=Fem|Number=Sing|Person=3|PronType=Prs 2 nsubj _ _
2 {verb} {lemma} VERB _ _ 0 root _ _
3 la le DET _ Definite=Def|Gender=Fem|Number=Sing 4 det _ _
4 fin fin NOUN _ Gender=Fem|Number=Sing 2 obj _ _
5 . . PUNCT _ _ 2 punct _ _
"""


@pytest.mark.parametrize(("verb", "lemma", "meant"), [("déclare", "déclarer", ["Awa Diarra"]), ("approche", "approcher", [])])
def test_a_pronoun_that_a_thing_may_be_stays_unresolved(verb: str, lemma: str, meant: list[str]) -> None:
    _, found = actors_of(RELAY.format(verb=verb, lemma=lemma))
    assert [a["name"] for a in found if a["how"] == "pronoun"] == meant


# --- what always holds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [METONYM, OFFICE.format(published="2023-01-01"), NAMES])
def test_every_step_can_be_explained_and_every_span_quotes_the_text(text: str) -> None:
    tree = parsed_from_conllu(text)
    words = lexicon.load("fr")
    found = find_actors(tree, words)
    assert found
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    for mention in (*found, *find_places(tree, words)):
        assert mention.because and mention.span.holds(tree.text)
        for step in mention.because:
            assert words.describe(step.rule), step.rule
            assert all(span.holds(tree.text) for _, span in step.binds)


PIECES = ["Le président", "colombien", "Gustavo Petro", "M. ", "Lima", "(NIS)", "son porte-parole", "il", "qui",
          "ce dernier", "les troupes boliviennes", "l'AFP", "selon", "une source", "L'agence", "«", "»"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(mangled(PIECES))
def test_any_text_can_be_read(text: str) -> None:
    if not text.strip():
        return
    tree = parsed(text, "2023-05-02")
    if not tree.tokens:
        return
    words = lexicon.load("fr")
    for mention in (*find_actors(tree, words), *find_places(tree, words)):
        assert mention.span.holds(text)
