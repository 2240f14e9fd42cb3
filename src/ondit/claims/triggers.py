"""Which words of a report tell which frame: table triggers, read on trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon, Row
from .ground import Ground
from .roles import Roles

_USES = ("reflexive", "infinitive", "oblique", "undergo")


@dataclass(frozen=True)
class Vocabulary:
    """Tables triggers and frames of a language."""

    triggers: dict[str, tuple[Row, ...]]
    light: dict[str, tuple[Row, ...]]
    frames: dict[str, Row]


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Triggers by lemma, the most demanding first."""
    frames = {row["frame"]: row for row in lexicon.table("frames")}
    triggers: dict[str, list[Row]] = {}
    light: dict[str, list[Row]] = {}
    for row in lexicon.table("triggers"):
        into = light if row["frame"] in ("light", "occurs") else triggers
        into.setdefault(row["lemma"].lower(), []).append(row)
    for rows in triggers.values():
        rows.sort(key=lambda row: -sum(bool(row[c]) for c in ("words", "with", "by")) - (row["use"] in _USES))
    return Vocabulary(
        {k: tuple(v) for k, v in triggers.items()}, {k: tuple(v) for k, v in light.items()}, frames
    )


class Triggers:
    """Words that tell events in one report, and the verbs that lend them their clause."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.words = vocabulary(lexicon)

    def __iter__(self) -> Iterator[tuple[int, Sequence[Row]]]:
        """Places of words that may tell an event, in text order, with the rows that fit, best first."""
        known = self.words.triggers
        places = [(i, lemma) for lemma, found in self.scene.parsed.by_lemma.items() if lemma in known for i in found]
        for i, lemma in sorted(places):
            yield i, known[lemma]

    def fits(self, i: int, row: Row) -> bool:
        """Whether word ``i`` is used as the row asks: its part of speech, use, object, subject and idiom."""
        token = self.tokens[i]
        verbal = token.upos in ("VERB", "AUX") or token.upos == "ADJ" and token.feats.get("VerbForm") == "Part"
        if verbal is not (row["upos"] == "VERB") or not verbal and token.upos != "NOUN":
            return False
        if verbal and not self._use_fits(i, row["use"]):
            return False
        below = self.below(i)
        objects = [k for f in self.roles.slot(i, "object") for k in self.scene.conjuncts(f.place)] if verbal else []
        if row["words"] and not all(any(self.is_(k, word) for k in below) for word in row["words"]):
            return False
        if row["unless"] and self._barred(i, row["unless"], [*below, *objects, *self._beside_object(i)]):
            return False
        if row["with"]:
            held = objects if verbal and row["use"] != "reflexive" else below
            if not any(self.is_(k, word) for word in row["with"] for k in held):
                return False
        if row["by"]:
            done = [k for f in self.roles.slot(i, "subject") for k in self.scene.conjuncts(f.place)]
            return any(self.is_(k, word) for word in row["by"] for k in done)
        return True

    def _beside_object(self, i: int) -> list[int]:
        """Obliques of the verb whose object ``i`` is: parsers hang "war on inflation" on the verb that wages it."""
        if self.scene.rel[i] != "obj":
            return []
        return [k for k in self.scene.kids(self.tokens[i].head, "obl") if k > i]

    def _barred(self, i: int, words: Sequence[str], below: list[int]) -> bool:
        """Whether a word that makes it a metaphor or an idiom depends on ``i``, or stands in its sentence (@@)."""
        for word in words:
            if word.startswith("@@"):
                sentence = self.scene.parsed.sentence_of(i)
                group = self.scene.words[word[2:]]
                if not group.isdisjoint(self.scene.lemmas[sentence.first : sentence.last]):
                    return True
            elif any(self.is_(k, word) for k in below):
                return True
        return False

    def _use_fits(self, i: int, use: str) -> bool:
        reflexive = any(
            self.scene.within(k, "reflexive") and self.tokens[k].deprel != "expl:pass"
            for k in self.scene.kids(i, "expl", "obj", "iobj")
        )
        if use == "infinitive":
            return any(self.scene.form(k) == "Inf" for k in self.scene.kids(i, "xcomp", "ccomp", "obj"))
        return reflexive is (use == "reflexive")

    def below(self, i: int) -> list[int]:
        """Dependents of ``i`` that may belong to its idiom, and what they are coordinated with."""
        return [
            c
            for k in self.scene.kids(i, "obj", "obl", "xcomp", "nmod", "amod", "nummod", "advmod", "acl", "nsubj")
            for c in (k, *(self.scene.kids(k, "conj", "nmod") if self.tokens[k].upos == "NOUN" else ()))
        ]

    def is_(self, k: int, word: str) -> bool:
        """Whether token ``k`` is a word of a table's cell: a lemma, an @group, or an @KIND of mention."""
        if not word.startswith("@"):
            return self.scene.lemma(k) == word.lower()
        actor = self.scene.actor_at.get(k)
        match word:
            case "@PLACE":
                return k in self.scene.place_at or actor is not None and actor.how == "metonym"
            case "@ACTOR":
                return actor is not None
            case "@PERSON":
                return actor is not None and actor.actor.kind == "person" and actor.actor.named
            case "@COMPANY":
                return actor is not None and actor.actor.kind in ("company", "unknown") and self.tokens[k].upos == "PROPN"
            case "@COUNTED":
                return self.tokens[k].upos == "NUM"
        return self.scene.within(k, word[1:])

    def light(self, i: int) -> tuple[int, Row] | None:
        """The verb that lends its clause to the event noun ``i``, and its row."""
        first = i
        while self.scene.rel[first] == "conj" and self.tokens[self.tokens[first].head].upos == "NOUN":
            first = self.tokens[first].head
        for k in self.scene.kids(first, "acl"):
            objects = [f.place for f in self.roles.logical(k)[1]] if self.tokens[k].upos == "VERB" else []
            for row in self.words.light.get(self.scene.lemma(k), ()):
                if row["frame"] == "light" and first in objects:
                    return k, row
        relation, head = self.scene.rel[first], self.tokens[first].head
        if self.tokens[head].upos not in ("VERB", "ADJ"):
            return None
        for row in self.words.light.get(self.scene.lemma(head), ()):
            if row["frame"] == "occurs":
                fits = relation == "nsubj" and all(any(self.is_(k, w) for k in self.below(head)) for w in row["words"])
            elif row["use"] == "oblique":
                fits = relation == "obl"
            else:
                fits = relation == "obj" or relation == "nsubj" and self.roles.passive(head)
            if fits:
                return head, row
        return None
