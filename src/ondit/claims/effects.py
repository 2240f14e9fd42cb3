"""What words, tenses and moods do to a deed, and what they make of it together with the statement that carries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Statement, Step

_DEGREES = ("CT", "PR", "PS", "Uu")
OF_PAST = {"future": "probable", "possible": "doubtful", "hypothetical": "doubtful"}
"""What words of the future and of possibility do to a deed that is past: "may have attacked"."""
_OF_EFFECT = {"future": "PR", "possible": "PS", "hypothetical": "Uu", "doubtful": "PS", "probable": "PR"}


@dataclass(frozen=True)
class Controls:
    """Table modality, by word and by what it governs."""

    rows: dict[tuple[str, str], Row]
    light: frozenset[str]
    taken: frozenset[tuple[str, str]]
    """Verbs with the prepositions that belong to them, whatever noun stands between: "blamed the attack on X"."""

    def get(self, lemma: str, on: str) -> Row | None:
        return self.rows.get((lemma, on))

    def by_object(self, lemmas: Iterable[str]) -> bool:
        """Whether the first of some idioms that is known gives its infinitive its object as subject."""
        row = next((row for lemma in lemmas if (row := self.get(lemma, "infinitive")) is not None), None)
        return row is not None and row["control"] == "object"


@cache
def controls(lexicon: Lexicon) -> Controls:
    rows = {(row["lemma"].lower(), row["on"]): row for row in lexicon.table("modality")}
    verbs = (trigger for trigger in lexicon.frames.triggers if trigger.upos == "VERB")
    taken = frozenset((verb.lemma.lower(), case) for verb in verbs if verb.with_ for case in verb.case)
    return Controls(rows, frozenset(verb.lemma.lower() for verb in lexicon.frames.light), taken)


KNOWN = "known"
"""The effect of a preposition of what had happened before."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one word, tense or mood does to the deed."""

    effect: str
    step: Step


@dataclass(frozen=True, slots=True)
class Mode:
    """``modality`` of a deed, the ``degree`` of certainty that grammar leaves it (CT, PR, PS, Uu), and why.

    ``hosts`` are the predicates whose clause is the deed's own: the verb itself, and modal or light verbs above.
    ``known`` tells that it stands as what had happened before: "threatened war after the raid".
    """

    modality: str
    degree: str
    hosts: tuple[int, ...]
    steps: tuple[Step, ...]
    known: bool = False

    @property
    def factuality(self) -> str:
        return _factuality(self.degree, self.modality == "negated")


def _factuality(degree: str, negated: bool) -> str:
    return degree if degree == "Uu" else degree + ("-" if negated else "+")


def mode(effects: list[Effect], hosts: list[int]) -> Mode:
    """Effects, the innermost first, as one modality."""
    names = [e.effect for e in effects]
    degree = max((_OF_EFFECT.get(name, "CT") for name in names), key=_DEGREES.index, default="CT")
    open_ = {"hypothetical", "possible"}
    if "negated" in names and not open_.intersection(names[len(names) - names[::-1].index("negated"):]):
        # What is open inside a denial ("denies having wanted to attack") stays denied.
        modality, degree = "negated", "CT" if open_.intersection(names) or "future" in names else degree
    elif open_.intersection(names):
        modality = "hypothetical"
    elif "future" in names:
        modality = "future"
    else:
        modality = "historical"
    return Mode(modality, degree, tuple(hosts), tuple(e.step for e in effects), KNOWN in names)


_OPEN = {"demands": "hypothetical", "threatens": "hypothetical", "warns": "hypothetical", "promises": "future", "forecasts": "future"}


def carried(mode: Mode, statement: Statement | None, *, timeless: bool) -> tuple[str, str]:
    """Modality and factuality of a deed with the statement that carries it (the innermost; None: the outlet).

    ``timeless`` tells that the deed is told by a noun or an infinitive, which has no tense of its own. A denial
    denies what it carries; who demands, threatens or promises a deed does not say that it happened.
    """
    if statement is None:
        return mode.modality, mode.factuality
    modality, degree = mode.modality, mode.degree
    said = statement.factuality
    degree = max(degree, said[:2], key=_DEGREES.index)
    if statement.stance == "denies":
        return "negated", _factuality(degree, True)
    if statement.stance in ("declines_to_confirm", "questions"):
        return ("hypothetical" if modality == "historical" else modality), "Uu"
    if timeless and modality == "historical" and not mode.known and statement.stance in _OPEN:
        modality = _OPEN[statement.stance]
        degree = max(degree, "PR" if modality == "future" else "Uu", key=_DEGREES.index)
    return modality, _factuality(degree, modality == "negated")
