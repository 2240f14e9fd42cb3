"""Which words of a report tell which frame, read on trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon, LightVerb, Trigger
from .ground import Ground, Words, words
from .roles import Roles

_BESIDE = {"NOUN": ("conj", "nmod"), "PROPN": ("amod",)}
"""What may belong to an idiom on a dependent: "seas and lakes", and a judgement hung on a name: "hold Chile responsible"."""


@dataclass(frozen=True)
class Vocabulary:
    """A language's words for frames, by lemma: those that tell one, and the verbs that lend their clause to a noun."""

    triggers: dict[str, tuple[Trigger, ...]]
    light: dict[str, tuple[LightVerb, ...]]


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The words of a language, for each lemma the most demanding pattern first."""
    groups = words(lexicon)
    triggers: dict[str, list[Trigger]] = {}
    light: dict[str, list[LightVerb]] = {}
    for trigger in lexicon.frames.triggers:
        triggers.setdefault(trigger.lemma.lower(), []).append(trigger)
    for verb in lexicon.frames.light:
        light.setdefault(verb.lemma.lower(), []).append(verb)
    for found in triggers.values():
        found.sort(key=lambda trigger: _breadth(trigger, groups))
    return Vocabulary({k: tuple(v) for k, v in triggers.items()}, {k: tuple(v) for k, v in light.items()})


def _breadth(trigger: Trigger, groups: Words) -> tuple[int, int, str]:
    """How little a pattern asks for: of two that fit, the one that asks for more, or for rarer words, is meant."""
    asked = (trigger.words, trigger.with_, trigger.by, trigger.particle, trigger.case, trigger.use)
    admitted = sum(max(1, len(groups[word[1:]])) if word.startswith("@") else 1 for word in (*trigger.with_, *trigger.by))
    return -sum(bool(each) for each in asked), admitted, trigger.frame


class Triggers:
    """Words that tell events in one report, and the verbs that lend them their clause."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.words = vocabulary(lexicon)

    def __iter__(self) -> Iterator[tuple[int, Sequence[Trigger]]]:
        """Places of words that may tell an event, in text order, with the rows that fit, best first."""
        known = self.words.triggers
        places = [(i, lemma) for lemma, found in self.scene.parsed.by_lemma.items() if lemma in known for i in found]
        for i, lemma in sorted(places):
            yield i, known[lemma]

    def fits(self, i: int, row: Trigger) -> bool:
        """Whether word ``i`` is used as the row asks: its part of speech, use, object, subject and idiom."""
        token = self.tokens[i]
        verbal = token.upos in ("VERB", "AUX") or token.upos == "ADJ" and token.feats.get("VerbForm") == "Part"
        if verbal is not (row.upos == "VERB") or not verbal and token.upos != row.upos:
            return False
        if verbal and not self._use_fits(i, row.use) or self.scene.rel[i] == "compound":
            # "A landslide win", "the coup attempt": what only describes another noun tells nothing by itself.
            return False
        below = self.below(i)
        held = [*self.roles.slot(i, "object"), *(self.roles.iobjects(i) if "iobject" in row.recipient else ())] if verbal else []
        objects = [k for f in held for k in self.scene.conjuncts(f.place)]
        if not self._whole(i, row):
            return False
        if row.unless and self._barred(i, row.unless, [*below, *objects, *self._beside_object(i)]):
            return False
        if row.with_:
            held = objects if verbal and row.use not in ("reflexive", "intransitive") else [k for k in below if self.scene.rel[k] != "nsubj"]
            if not any(self.is_(k, word) for word in row.with_ for k in self._contents(held)):
                return False
        if row.by:
            return any(self.is_(k, word) for word in row.by for k in self._doers(i, token.upos != "NOUN"))
        return True

    def _contents(self, held: list[int]) -> list[int]:
        """Nouns, their names ("its rival X"), and what they hold where they only measure it: "containers of shells"."""
        return [
            c for k in held
            for c in (k, *(self.scene.kids(k, "nmod") if self.scene.within(k, "measures_of") else ()), *self.scene.kids(k, "appos"))
        ]  # fmt: skip

    def _doers(self, i: int, verbal: bool) -> list[int]:
        """The subject of the verb ``i``, or of the verb that lends its clause to the noun ``i``."""
        light = None if verbal else self.light(i)
        host = i if verbal else light[0] if light is not None and light[1].lends == "subject" else None
        found = [] if host is None else [k for f in self.roles.slot(host, "subject") for k in self.scene.conjuncts(f.place)]
        # "Storm Daniel", "Hurricane Ian": the kind stands before the name.
        found = self._contents(found)
        return [*found, *(c for k in found for c in self.scene.kids(k, "compound", "nmod") if c < k and not self.scene.kids(c, "case"))]

    def _beside_object(self, i: int) -> list[int]:
        """The verb whose object ``i`` is ("opened fire"), and its obliques: parsers hang "war on inflation" on "wages"."""
        if self.scene.rel[i] != "obj" and self.tokens[i].deprel != "nsubj:pass":
            return []
        return [self.tokens[i].head, *(k for k in self.scene.kids(self.tokens[i].head, "obl") if k > i)]

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
        if use == "intransitive" and (reflexive or self.roles.passive(i) or self.roles.objects(i)):
            return False
        if use == "obliging":
            obliged = (w for f in self.roles.slot(i, "clause") for w in (f.place, *self.scene.kids(f.place, "aux")))
            return any(self.scene.within(w, "obliging") for w in obliged)
        if use == "infinitive":
            return any(self.scene.form(k) == "Inf" for k in self.scene.kids(i, "xcomp", "ccomp", "obj"))
        return reflexive is (use == "reflexive")

    def takes(self, i: int, slot: str) -> bool:
        """Whether noun ``i`` tells a deed whose recipient stands in that slot: "l'arrestation de X"."""
        return any(row.upos == "NOUN" and slot in row.recipient for row in self.words.triggers.get(self.scene.lemma(i), ()))

    def below(self, i: int) -> list[int]:
        """Dependents of ``i`` that may belong to its idiom, and what they are coordinated with."""
        return [
            c
            for k in self.scene.kids(i, "obj", "obl", "xcomp", "nmod", "amod", "nummod", "advmod", "acl", "nsubj", "compound")
            for c in (k, *self.scene.kids(k, *_BESIDE.get(self.tokens[k].upos, ())), *((self.scene.real[k],) if k in self.scene.real else ()))
        ]

    def is_(self, k: int, word: str) -> bool:
        """Whether token ``k`` is a word of a table's cell: a lemma, an @group, or an @KIND of mention."""
        if not word.startswith("@"):
            # Where the lemmatiser errs ("missing" -> "miss") the form itself is still the word.
            return word.lower() in (self.scene.lemma(k), self.tokens[k].text.lower())
        actor = self.scene.actor_at.get(k)
        match word:
            case "@PLACE":
                return k in self.scene.place_at or actor is not None and actor.how == "metonym"
            case "@ACTOR":
                return actor is not None
            case "@PERSON":
                return actor is not None and actor.actor.kind == "person" and actor.actor.named
            case "@COMPANY":
                return actor is not None and (actor.actor.kind == "company" or actor.actor.kind == "unknown" and self.tokens[k].upos == "PROPN")
            case "@COUNTED":
                return self.tokens[k].upos == "NUM" or self.tokens[k].feats.get("PronType") in ("Ind", "Dem") and self.tokens[k].upos == "PRON"
        if self.scene.within(k, word[1:]) or word == "@persons" and self.scene.is_person(k):
            return True
        if word == "@persons" and self.tokens[k].upos in ("NOUN", "PROPN") and self.scene.demonym(k) is not None:
            return True  # thousands of Kenyans
        before = [c for c in self.scene.kids(k, "compound") if c == k - 1]
        return bool(before) and f"{self.scene.lemma(before[0])} {self.scene.lemma(k)}" in self.scene.words[word[1:]]

    def light(self, i: int) -> tuple[int, LightVerb] | None:
        """The verb that lends its clause to the event noun ``i``, and its row."""
        first = i
        while self.scene.rel[first] == "conj" and self.tokens[self.tokens[first].head].upos == "NOUN":
            first = self.tokens[first].head
        for k in self.scene.kids(first, "acl"):
            objects = [f.place for f in self.roles.logical(k)[1]] if self.tokens[k].upos == "VERB" else []
            for verb in self.words.light.get(self.scene.lemma(k), ()):
                if verb.lends != "occurs" and not verb.oblique and first in objects and self._whole(k, verb):
                    return k, verb
        for copula in self.scene.kids(first, "cop"):
            # "X is in talks", "X is under attack".
            for verb in self.words.light.get(self.scene.lemma(copula), ()):
                if verb.oblique and self.scene.case(first) in verb.case:
                    return first, verb
        head = self.tokens[first].head
        if self.scene.rel[first] == "nmod" and self.scene.rel[head] == "obj":
            # "Claimed responsibility for the attack".
            over = self.tokens[head].head
            for verb in self.words.light.get(self.scene.lemma(over), ()):
                if verb.oblique and self.scene.lemma(head) in verb.words and self.scene.case(first) in verb.case:
                    return over, verb
        if self.tokens[head].upos not in ("VERB", "ADJ"):
            return None
        for verb in self.words.light.get(self.scene.lemma(head), ()):
            if self._lends(first, head, verb) and self._whole(head, verb):
                return head, verb
        return None

    def _lends(self, noun: int, head: int, verb: LightVerb) -> bool:
        """Whether the event noun stands to its governor as the light verb asks: its subject, object or oblique."""
        relation = self.scene.rel[noun]
        if verb.lends == "occurs":
            return relation == "nsubj"
        if verb.oblique:
            return relation == "obl" and (not verb.case or self.scene.case(noun) in verb.case)
        return relation == "obj" or relation == "nsubj" and self.roles.passive(head)

    def _whole(self, i: int, verb: LightVerb | Trigger) -> bool:
        """Whether the rest of an idiom stands with word ``i``: its particle and all its further words."""
        if verb.particle and not any(self.scene.lemma(k) in verb.particle for k in self.particles(i)):
            return False
        if isinstance(verb, Trigger) and verb.case and not any(case in verb.case for case in self._introduced(i)):
            return False
        below = self.below(i) if verb.words else []
        return all(any(self.is_(k, word) for k in below) for word in verb.words)

    def _introduced(self, i: int) -> Iterator[str]:
        """The words that introduce the complements of ``i``, nouns or clauses."""
        yield from (case for case, _ in self.scene.cases(i))
        yield from (self.scene.lemma(m) for k in self.scene.kids(i, "advcl", "acl", "xcomp") for m in self.scene.kids(k, "mark"))
        for held in (inner for k in self.scene.kids(i, "obj") for inner in (k, *self.scene.kids(k, "nmod"))):
            yield from (case for case, _ in self.scene.cases(held) if self.roles.taken(held, case))

    def particles(self, i: int) -> list[int]:
        """Particles of a phrasal verb: "called up reservists"."""
        return [k for k in self.scene.kids(i, "compound", "advmod") if self.tokens[k].deprel == "compound:prt" or self.tokens[k].upos in ("ADP", "PART")]
