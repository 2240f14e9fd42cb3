"""Figures: frozen trees with quantities made by hand, and (slow) every figure case read with its pipeline."""

from __future__ import annotations

from typing import Any

import pytest
from test_events import params, reading_of
from trees import parsed_from_conllu

from ondit import lexicon
from ondit.claims.figures import find_figures
from ondit.model import Figure, Mentions, QuantityMention, Source, Span, Statement

DEAD = """
# text = Vingt personnes sont mortes et 300 ont été blessées.
1 Vingt vingt NUM _ _ 2 nummod _ _
2 personnes personne NOUN _ _ 4 nsubj _ _
3 sont être AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux:tense _ _
4 mortes mourir VERB _ Tense=Past|VerbForm=Part 0 root _ _
5 et et CCONJ _ _ 9 cc _ _
6 300 300 NUM _ _ 9 nsubj:pass _ _
7 ont avoir AUX _ Mood=Ind|Tense=Pres|VerbForm=Fin 9 aux:tense _ _
8 été être AUX _ Tense=Past|VerbForm=Part 9 aux:pass _ _
9 blessées blesser VERB _ Tense=Past|VerbForm=Part|Voice=Pass 4 conj _ _
10 . . PUNCT _ _ 4 punct _ _
"""
SENT = """
# text = Le Pérou compte envoyer 600 soldats.
1 Le le DET _ _ 2 det _ _
2 Pérou Pérou PROPN _ _ 3 nsubj _ _
3 compte compter VERB _ Mood=Ind|Tense=Pres|VerbForm=Fin 0 root _ _
4 envoyer envoyer VERB _ VerbForm=Inf 3 xcomp _ _
5 600 600 NUM _ _ 6 nummod _ _
6 soldats soldat NOUN _ _ 4 obj _ _
7 . . PUNCT _ _ 3 punct _ _
"""


def quantity(text: str, words: str, low: float | None, high: float | None, noun: int | None, **more: Any) -> QuantityMention:
    start = text.index(words)
    span = Span.of(text, start, start + len(words))
    return QuantityMention(span, low, high, False, more.get("vague"), more.get("unit"), noun, more.get("scope"), ())


def figures_of(tree: str, *numbers: tuple[Any, ...], statements: tuple[Statement, ...] = (), **more: Any) -> tuple[Figure, ...]:
    parsed = parsed_from_conllu(tree)
    mentions = Mentions(quantities=tuple(quantity(parsed.text, *number, **more) for number in numbers))
    return find_figures(parsed, mentions, statements, lexicon.load("fr"))


def test_a_predicate_tells_what_is_counted_and_a_bare_number_keeps_its_own() -> None:
    dead, hurt = figures_of(DEAD, ("Vingt", 20, 20, 1), ("300", 300, 300, None))
    assert (dead.what, dead.low, dead.high, dead.unit) == ("killed", 20, 20, "persons")
    assert (hurt.what, hurt.low, hurt.high) == ("wounded", 300, 300)


def test_bounds_and_scope_stay_as_the_words_gave_them() -> None:
    dead, _ = figures_of(DEAD, ("Vingt", 20, None, 1), ("300", 300, 300, None), scope="additional")
    assert (dead.low, dead.high, dead.scope) == (20, None, "additional")


def test_forces_that_are_yet_to_go_are_planned() -> None:
    (figure,) = figures_of(SENT, ("600", 600, 600, 5))
    assert figure.what == "personnel_planned"
    (sent,) = figures_of(SENT.replace("compte", "avoue").replace("compter", "avouer"), ("600", 600, 600, 5))
    assert sent.what == "personnel_deployed"


def test_a_statement_gives_its_sources_and_stance_and_none_leaves_the_outlet() -> None:
    text = parsed_from_conllu(DEAD).text
    source = Source("mairie")
    said = Statement("s-1", (source,), None, (Span.of(text, 0, len(text) - 1),), "alleges", "indirect", "PS+", "direct", ())
    (figure,) = figures_of(DEAD, ("Vingt", 20, 20, 1), statements=(said,))
    assert (figure.statement, figure.sources, figure.stance) == ("s-1", (source,), "alleges")
    (own,) = figures_of(DEAD, ("Vingt", 20, 20, 1))
    assert (own.statement, own.sources, own.stance) == (None, (), "states")


def test_a_sentence_printed_twice_gives_one_figure_with_a_copy() -> None:
    parsed = parsed_from_conllu(DEAD + DEAD)
    first = quantity(parsed.text, "Vingt", 20, 20, 1)
    start = parsed.text.rindex("Vingt")
    again = QuantityMention(Span.of(parsed.text, start, start + 5), 20, 20, False, None, None, 11, None, ())
    (figure,) = find_figures(parsed, Mentions(quantities=(first, again)), (), lexicon.load("fr"))
    assert [span.start for span in figure.copies] == [start]


def test_a_count_of_things_is_other_a_small_bare_one_none_and_money_is_money() -> None:
    tree = SENT.replace("soldats", "livres").replace("soldat", "livre")
    (things,) = figures_of(tree, ("600", 600, 600, 5))
    assert (things.what, things.unit) == ("other", "livre")
    assert not figures_of(tree, ("600", 6, 6, 5))
    (money,) = figures_of(tree, ("600", 600, 600, 5), unit="EUR")
    assert (money.what, money.unit) == ("money", "EUR")


def test_every_step_of_a_figure_is_described() -> None:
    known = lexicon.load("fr")
    steps = [s for f in (*figures_of(DEAD, ("Vingt", 20, 20, 1)), *figures_of(SENT, ("600", 600, 600, 5))) for s in f.because]
    assert steps
    assert not [s.rule for s in steps if known.describe(s.rule) is None]


@pytest.mark.slow
def _has(figure: Figure, key: str) -> object:
    """A field of a figure; ``sources`` as the names of its chain, origin first."""
    return [source.name for source in figure.sources] if key == "sources" else getattr(figure, key)


@pytest.mark.parametrize(("lang", "case"), params("figures"))
def test_case(lang: str, case: dict[str, Any]) -> None:
    figures = reading_of(lang, case["text"], case.get("published")).figures
    told = "\n".join(f"{f.low}-{f.high} {f.what} {f.whom} {f.unit} {f.scope} {f.span.quote!r} {_has(f, 'sources')}" for f in figures)
    for wanted in case.get("expect", ()):
        assert any(all(_has(f, k) == v for k, v in wanted.items()) for f in figures), f"{wanted} not in\n{told}"
    for unwanted in case.get("refuse", ()):
        assert not any(all(_has(f, k) == v for k, v in unwanted.items()) for f in figures), f"{unwanted} in\n{told}"
