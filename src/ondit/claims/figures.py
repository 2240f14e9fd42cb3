"""Figures: quantities with their bounds, what they count, of whom, and who says so.

The class comes from the counted noun, from what modifies it, from the predicate, or, where the number has no
noun of its own, from the number that it is coordinated with or included in (:mod:`counted`). Killed is not
casualties, additional is not total: bounds and scope stay as the words gave them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import Lexicon
from ..model import Figure, Mentions, Parsed, QuantityMention, Span, Statement, Step
from .counted import Class, Counter
from .effects import carried, controls
from .ground import Ground, carriers, plain
from .modality import Modes
from .roles import Roles
from .tellers import Tellers

_PLANS = ("future", "hypothetical")
_PEOPLE = ("killed", "wounded", "killed_or_wounded", "missing", "captured", "personnel_deployed", "personnel_planned")


def find_figures(
    parsed: Parsed, mentions: Mentions, statements: Sequence[Statement], lexicon: Lexicon
) -> tuple[Figure, ...]:
    """The figures of a report in text order; one printed twice is one figure with copies.

    Durations, ages, ordinals, small bare counts of things of no class and the number of those who speak are left out.
    """
    scene = Ground(parsed, mentions, lexicon)
    table = controls(lexicon)
    roles = Roles(scene, table)
    counter = Counter(scene, roles, lexicon)
    modes = Modes(scene, table)
    tellers = Tellers(scene, roles, lexicon)
    figures: list[Figure] = []
    for quantity in mentions.quantities:
        found = counter.count(quantity)
        if found is not None and not (found.what == "other" and _counts_speakers(quantity, statements)):
            figures.append(_figure(scene, modes, tellers, quantity, found, statements))
    return tuple(_of_one_people(_without_copies(scene, figures, statements)))


def _of_one_people(figures: list[Figure]) -> list[Figure]:
    """Figures that do not tell whom they count, in a report all of whose losses and forces are of one people.

    "Some 300 North Koreans died … around 2,700 were wounded": where an earlier figure names them and none names others.
    """
    named = {figure.whom for figure in figures if figure.what in _PEOPLE and figure.whom is not None}
    first = next((figure for figure in figures if figure.what in _PEOPLE and figure.whom is not None), None)
    if first is None or len(named) != 1:
        return figures
    step = Step("mul/figures:whom_report", (("first", first.span),), f"whom={first.whom}")
    return [
        replace(figure, whom=first.whom, because=(*figure.because, step))
        if figure.whom is None and figure.what in _PEOPLE and figure.span.start > first.span.start
        else figure
        for figure in figures
    ]


def _counts_speakers(quantity: QuantityMention, statements: Sequence[Statement]) -> bool:
    """True if the number belongs to the words of a source ("two officers say"): it counts who speaks."""
    spans = [source.span for statement in statements for source in statement.sources if source.span is not None]
    return any(span.covers(quantity.span.start, quantity.span.end) for span in spans)


def _figure(
    scene: Ground, modes: Modes, tellers: Tellers, quantity: QuantityMention, found: Class, statements: Sequence[Statement]
) -> Figure:
    over = carriers(statements, quantity.span.start, quantity.span.end)
    carrier = over[0] if over else None
    what, steps = found.what, list(found.steps)
    if what == "personnel_deployed" and found.predicate is not None:
        verb = scene.tokens[found.predicate]
        timeless = verb.upos == "NOUN" or verb.feats.get("VerbForm") == "Inf" and not scene.kids(verb.i, "aux")
        modality, _ = carried(modes.of(verb.i), carrier, timeless=timeless)
        if modality in _PLANS:
            what = "personnel_planned"
            steps.append(Step("mul/figures:planned", (("predicate", scene.parsed.span(verb.i)),), f"what={what}"))
    if carrier is not None:
        steps.append(Step("mul/figures:carried", (("content", carrier.content[0]),), f"stance={carrier.stance}"))
    sources = carrier.sources if carrier else ()
    if not sources and what != "money":
        # Who pays a sum governs it too, and does not tell it.
        told = tellers.of(quantity.span)
        sources = told.sources
        steps += told.steps
    elif carrier is not None and what != "money":
        told = tellers.within(quantity.span, carrier)
        sources = (*told.sources, *sources)
        steps += told.steps
    return Figure(
        id=_id(scene.parsed, what, quantity.span),
        span=_span(scene, quantity, found.noun),
        low=found.low, high=found.high, approx=found.approx, vague=quantity.vague,
        what=what, whom=found.whom, unit=found.unit, scope=quantity.scope,
        statement=carrier.id if carrier else None,
        sources=sources,
        stance=carrier.stance if carrier else "states",
        because=(*quantity.because, *steps),
    )  # fmt: skip


def _span(scene: Ground, quantity: QuantityMention, noun: int | None) -> Span:
    """The number with the noun that it counts, where they stand together (not "300 le nombre")."""
    span = quantity.span
    between = scene.parsed.tokens_in(span.end, scene.tokens[noun].start) if noun is not None else ()
    if noun is not None and scene.tokens[noun].end > span.end and not any(scene.tokens[k].upos in ("DET", "VERB", "AUX") for k in between):
        return Span.of(scene.parsed.text, span.start, scene.tokens[noun].end)
    return span


def _id(parsed: Parsed, what: str, span: Span) -> str:
    words = f"{parsed.report.text_sha256}|{what}|{span.start}:{span.end}"
    return "f-" + hashlib.sha256(words.encode()).hexdigest()[:8]


def _without_copies(scene: Ground, figures: list[Figure], statements: Sequence[Statement]) -> list[Figure]:
    """Figures whose words stand twice (a standfirst and its paragraph) as one, with the others as copies."""
    copied = {s.id for s in statements if s.copies}
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        i = scene.parsed.tokens_in(figure.span.start, figure.span.end)[0]
        sentence = scene.parsed.sentence_of(i)
        words = plain(scene.parsed.text[sentence.start : sentence.end])
        where: object = (figure.span.start - sentence.start, words)
        if figure.statement in copied:
            where = (figure.statement, plain(figure.span.quote))
        key = (where, figure.low, figure.high, figure.what, figure.whom, figure.scope)
        if key in kept:
            first = kept[key]
            step = Step("mul/figures:copy", (("again", figure.span),), "")
            kept[key] = replace(first, copies=(*first.copies, figure.span), because=(*first.because, step))
        else:
            kept[key] = figure
    return list(kept.values())
