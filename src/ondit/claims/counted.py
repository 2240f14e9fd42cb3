"""What a number counts, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Participant, QuantityMention, Span, Step
from .roles import Roles
from .scene import NOMINAL, Scene
from .syntax import base

_CURRENCY = re.compile(r"[A-Z]{3}")
_HUMAN = ("persons", "armed_men")
_DEAD_OR_WOUNDED = {"killed", "wounded"}


@dataclass(frozen=True, slots=True)
class Class:
    """What a quantity counts: ``noun`` and ``predicate`` are the tokens that tell it, ``head`` the number's own."""

    what: str
    whom: str | None
    unit: str | None
    low: float | None
    high: float | None
    approx: bool
    head: int
    noun: int | None
    predicate: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A class, the token whose predication tells it, and why."""

    what: str
    predicate: int | None
    steps: tuple[Step, ...]


@cache
def _classes(lexicon: Lexicon) -> dict[tuple[str, str], Row]:
    return {(row["lemma"].lower(), row["role"]): row for row in lexicon.table("figure_classes")}


class Counter:
    """Classes of the quantities of one report, asked in text order: later ones may lean on earlier ones."""

    def __init__(self, scene: Scene, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.rows = _classes(lexicon)
        self.before: list[tuple[QuantityMention, Class]] = []
        self.at: dict[int, Class] = {}

    def count(self, quantity: QuantityMention) -> Class | None:
        """The class of a quantity, or None where it is no figure (a duration, an age, a bare count)."""
        head = quantity.noun if quantity.noun is not None else self.scene.top(quantity.span.start, quantity.span.end)
        noun = quantity.noun
        if noun is not None and self.scene.within(noun, "months_years"):
            return None
        told = self._told(head, noun, quantity)
        unit = self._unit(quantity, told, noun)
        if told is None or told.what == "other" and not self._worth(quantity, unit):
            return None
        whom, why = self._whom(head, told, quantity)
        low, high, approx, how = self._bounds(head, quantity)
        found = Class(told.what, whom, unit, low, high, approx, head, noun, told.predicate, (*told.steps, *why, *how))
        self.before.append((quantity, found))
        self.at.setdefault(head, found)
        return found

    # --- the class ------------------------------------------------------------------------------------------

    def _told(self, head: int, noun: int | None, quantity: QuantityMention) -> Told | None:
        if quantity.unit is not None and _CURRENCY.fullmatch(quantity.unit):
            return Told("money", None, (Step("mul/figures:money", (), f"unit={quantity.unit}"),))
        if quantity.unit not in (None, "persons"):
            return Told("other", None, (Step("mul/figures:measure", (), f"unit={quantity.unit}"),))
        for told in self._readings(head, noun, quantity):
            if told is not None:
                return told
        if noun is not None and self.scene.within(noun, "materiel"):
            return Told("materiel", None, (Step("mul/figures:materiel", (("noun", self._word(noun)),), "what=materiel"),))
        if quantity.unit == "persons" or noun is not None and self._human(noun):
            return Told("other", None, (Step("mul/figures:persons", (), "what=other"),))
        return None

    def _readings(self, head: int, noun: int | None, quantity: QuantityMention) -> Iterator[Told | None]:
        yield self._of_noun(head)
        yield self._modified(head)
        if noun is None or self._countable(noun):
            yield self._predicated(head)
        yield self._linked(head)
        yield self._leaning(head, noun, quantity)

    def _countable(self, noun: int) -> bool:
        return self._human(noun) or self.tokens[noun].upos in ("NUM", "PRON", "PROPN") or noun in self.scene.demonym_at or noun in self.scene.actor_at

    def _human(self, noun: int) -> bool:
        return any(group in self.scene.groups(noun) for group in _HUMAN)

    def _of_noun(self, i: int) -> Told | None:
        """The counted noun itself: dead, wounded, missing …"""
        row = self.rows.get((self.scene.lemma(i), "self"))
        if row is None:
            return self._carried_by(i)
        what = row["what"]
        others = {self._class_of(k) for k in self.scene.kids(i, "conj", "amod", "acl")} - {None}
        return self._together(what, others, i, Step(row.id, (("noun", self._word(i)),), f"what={what}"))

    def _together(self, what: str, others: set[str | None], i: int, step: Step) -> Told:
        """"Tués ou blessés": one number for both; where each has a number of its own they stay apart."""
        if {what, *others} >= _DEAD_OR_WOUNDED and not self._numbers_apart(i):
            return Told("killed_or_wounded", i, (step, Step("mul/figures:killed_or_wounded", (), "what=killed_or_wounded")))
        return Told(what, i, (step,))

    def _numbers_apart(self, i: int) -> bool:
        return any(self.scene.kids(k, "nummod", "obj", "nsubj") for k in self.scene.kids(i, "conj"))

    def _class_of(self, i: int) -> str | None:
        for role in ("self", "object", "subject"):
            row = self.rows.get((self.scene.lemma(i), role))
            if row is not None and row["what"]:
                return str(row["what"])
        return None

    def _carried_by(self, i: int) -> Told | None:
        """A carrier noun: "le nombre de disparus", "l'envoi de soldats"."""
        row = self.rows.get((self.scene.lemma(i), "carrier"))
        if row is None:
            return None
        step = Step("mul/figures:carrier", (("carrier", self._word(i)),), "")
        for word, k in self.scene.cases(i):
            if word not in self.scene.words["genitive"]:
                continue
            told = self._of_noun(k) or self._modified(k)
            if told is not None:
                return replace(told, steps=(step, *told.steps))
            if row["what"] and self._one_of(k, row):
                return Told(row["what"], i, (Step(row.id, (("noun", self._word(k)),), f"what={row['what']}"),))
        told = self._modified(i)
        return replace(told, steps=(step, *told.steps)) if told else None

    def _modified(self, i: int) -> Told | None:
        """Participles and adjectives on the noun: "soldats blessés", "personnes portées disparues"."""
        found: list[tuple[int, Row]] = []
        stack = [*self.scene.kids(i, "amod", "acl", "appos")]
        while stack:
            k = stack.pop(0)
            if self.tokens[k].deprel == "acl:relcl":
                continue
            row = self._participle(k, i)
            if row is not None:
                found.append((k, row))
            stack.extend(c for c in self.scene.kids(k, "conj", "xcomp") if self.tokens[c].upos in ("ADJ", "VERB", "NOUN"))
        if not found:
            return None
        found.sort()
        k, row = found[0]
        others = {other["what"] for _, other in found[1:]}
        step = Step(row.id, (("modifier", self._word(k)),), f"what={row['what']}")
        told = self._together(row["what"], others, i, step)
        return replace(told, predicate=k, steps=(Step("mul/figures:modifier", (("modifier", self._word(k)),), ""), *told.steps))

    def _participle(self, k: int, noun: int) -> Row | None:
        if self.tokens[k].feats.get("VerbForm") == "Part" and self.tokens[k].feats.get("Tense") == "Pres":
            return None
        for role in ("object", "subject", "state"):
            row = self.rows.get((self.scene.lemma(k), role))
            if row is not None and row["what"] and not row["case"] and self._one_of(noun, row):
                return row
        return None

    def _one_of(self, noun: int, row: Row) -> bool:
        """Whether the counted noun is one of those that the row asks for."""
        if not row["of"] or self.tokens[noun].upos in ("NUM", "PRON"):
            return True
        return any(self.scene.within(noun, word[1:]) if word.startswith("@") else self.scene.lemma(noun) == word for word in row["of"])

    def _predicated(self, i: int) -> Told | None:
        """The predicate of which the counted phrase is subject or object."""
        head, relation = self.tokens[i].head, base(self.tokens[i].deprel)
        if head == i or relation not in ("nsubj", "obj", "obl", "nmod"):
            return None
        if relation in ("obl", "nmod"):
            return self._carried_by(head) if self.scene.case(i) in self.scene.words["genitive"] else None
        role = "object" if relation == "obj" or self.roles.passive(head) else "subject"
        for k in (head, *self.scene.kids(head, "xcomp", "obj", "obl", "conj")):
            if k == i:
                continue
            told = self._predicate(k, role if k == head or base(self.tokens[k].deprel) == "conj" else "state", i)
            if told is not None:
                others = {self._class_of(c) for c in self.scene.kids(k, "conj")}
                return self._together(told.what, others, k, told.steps[0]) if told.what in _DEAD_OR_WOUNDED else told
        return None

    def _predicate(self, k: int, role: str, noun: int) -> Told | None:
        roles = (role,) if role != "state" else ("state", "object", "subject")
        if self.scene.kids(k, "cop") or self.tokens[k].upos in ("ADJ", "NOUN"):
            roles = ("state", "object", "subject")
        for name in roles:
            row = self.rows.get((self.scene.lemma(k), name))
            if row is None or not row["what"] or not self._one_of(noun, row):
                continue
            if row["case"] and self.scene.case(k) != row["case"]:
                continue
            if name == "state" and role == "state" and base(self.tokens[k].deprel) == "obl" and not row["case"]:
                continue
            return Told(row["what"], k, (Step(row.id, (("predicate", self._word(k)),), f"what={row['what']}"),))
        return None

    # --- numbers that say what they count elsewhere -----------------------------------------------------------

    def _link(self, i: int) -> tuple[int, Row] | None:
        """The linking verb over ``i``: "s'élève à 300", "est estimé à 300", "a dépassé 300"."""
        head, relation = self.tokens[i].head, base(self.tokens[i].deprel)
        for k in (i, head):
            row = self.rows.get((self.scene.lemma(k), "link"))
            if row is not None and self.tokens[k].upos in ("VERB", "AUX") and (k == i or relation in ("obj", "obl", "xcomp", "nmod")):
                return k, row
        for k in self.scene.kids(i, "cop"):
            row = self.rows.get((self.scene.lemma(k), "link"))
            if row is not None:
                return i, row
        if self.scene.kids(head, "cop") and relation in ("obl", "nmod") and self.tokens[head].upos == "ADJ":
            row = self.rows.get((self.scene.lemma(self.scene.kids(head, "cop")[0]), "link"))
            return (head, row) if row is not None else None
        return None

    def _linked(self, i: int) -> Told | None:
        """What a linking verb joins to the number: its subject, or its other object."""
        link = self._link(i)
        if link is None:
            return None
        verb, row = link
        subject = self.roles.subject(verb)
        places = [f.place for f in self.roles.objects(verb)] + ([subject.place] if subject else [])
        for place in places:
            if place == i:
                continue
            told = self._of_noun(place) or self._modified(place)
            if told is None and self._refers(place):
                told = self._earlier()
            if told is not None:
                step = Step("mul/figures:linked", (("verb", self._word(verb)), ("subject", self._word(place))), row.id)
                return replace(told, steps=(step, *told.steps))
        return None

    def _refers(self, place: int) -> bool:
        """Whether a phrase means a figure told before: "ce chiffre", "le bilan"."""
        return (self.scene.lemma(place), "carrier") in self.rows

    def _earlier(self) -> Told | None:
        if not self.before:
            return None
        quantity, found = self.before[-1]
        return Told(found.what, None, (Step("mul/figures:referring", (("figure", quantity.span),), f"what={found.what}"),))

    def _leaning(self, head: int, noun: int | None, quantity: QuantityMention) -> Told | None:
        """A number without a noun of its own class: coordinated with another, or included in it."""
        if noun is not None and not self._countable(noun):
            return None
        up = self.tokens[head].head
        while base(self.tokens[head].deprel) in ("conj", "appos", "parataxis", "list", "dep", "orphan") and up != head:
            for k in (up, *self.scene.kids(up, "nsubj", "obj")):
                first = self.at.get(k)
                if first is not None and first.head != head and first.what not in ("money",):
                    step = Step("mul/figures:conjunct", (("first", self._word(k)),), f"what={first.what}")
                    return Told(first.what, first.predicate, (step,))
            head, up = up, self.tokens[up].head
        if quantity.scope == "included" and self.before and noun is None:
            return self._earlier()
        return None

    # --- of whom, unit, bounds --------------------------------------------------------------------------------

    def _whom(self, head: int, told: Told, quantity: QuantityMention) -> tuple[str | None, tuple[Step, ...]]:
        """Whose people (or things) are counted: ISO 3166-1 alpha-3, or the group's name."""
        if told.what == "money":
            return None, ()
        for place, rule in self._owners(head, told):
            people = self.roles.participants(place)
            name = next((n for p in people if (n := _name(p)) is not None), None)
            if name is not None:
                return name, (Step(f"mul/figures:{rule}", (("whom", self._word(place)),), f"whom={name}"),)
        if self.before and (quantity.scope == "included" or any(s.rule == "mul/figures:conjunct" for s in told.steps)):
            whom = self.before[-1][1].whom
            if whom is not None and self._near(self.before[-1][0], quantity):
                return whom, (Step("mul/figures:whom_host", (("host", self.before[-1][0].span),), f"whom={whom}"),)
        return None, ()

    def _near(self, a: QuantityMention, b: QuantityMention) -> bool:
        return self.scene.parsed.text.count("\n", a.span.end, b.span.start) == 0 and b.span.start - a.span.end < 300

    def _owners(self, head: int, told: Told) -> Iterator[tuple[int, str]]:
        """Phrases that may tell whose the counted are, the surest first."""
        scene = self.scene
        if head in scene.demonym_at or head in scene.actor_at and scene.actor_at[head].how == "demonym":
            yield head, "whom_demonym"
        for noun in self._phrases(head, told):
            for owner in [*self.roles.owners(noun), *self.roles.slot(noun, "possessive")]:
                yield owner.place, "whom_demonym"
                for inner in self.roles.owners(owner.place):
                    yield inner.place, "whom_demonym"
        hosts = [head, *([told.predicate] if told.predicate is not None else []), self.tokens[head].head]
        for host in hosts:
            for word, k in scene.cases(host):
                if word in scene.words["among"]:
                    yield k, "whom_among"
        if told.what == "personnel_deployed" and told.predicate is not None:
            for found in self.roles.logical(told.predicate)[0] if self.tokens[told.predicate].upos != "NOUN" else self.roles.agents(told.predicate):
                yield found.place, "whom_sender"

    def _phrases(self, head: int, told: Told) -> Iterator[int]:
        """The counted noun and the noun that a linking verb joins to the number."""
        yield head
        link = self._link(head)
        if link is not None:
            subject = self.roles.subject(link[0])
            if subject is not None and subject.place != head and self.tokens[subject.place].upos in NOMINAL:
                if self._of_noun(subject.place) is not None:
                    yield subject.place
                for word, k in self.scene.cases(subject.place):
                    if word in self.scene.words["genitive"]:
                        yield k

    def _unit(self, quantity: QuantityMention, told: Told | None, noun: int | None) -> str | None:
        if quantity.unit is not None:
            return quantity.unit
        if told is not None and told.what not in ("materiel", "money", "other"):
            return "persons"
        return self.scene.lemma(noun) if noun is not None else None

    def _worth(self, quantity: QuantityMention, unit: str | None) -> bool:
        """Whether a count of no class is worth a figure: persons and measures are, one of them is not."""
        if quantity.vague is None and quantity.low == quantity.high == 1 and unit == "persons":
            return False
        return unit == "persons" or quantity.unit is not None

    def _bounds(self, head: int, quantity: QuantityMention) -> tuple[float | None, float | None, bool, tuple[Step, ...]]:
        """The bounds as the words give them, turned by the linking verb: "a dépassé 3 000" is at least 3 000."""
        low, high, approx = quantity.low, quantity.high, quantity.approx
        link = self._link(head)
        if link is None or not link[1]["bound"] or quantity.vague is not None or low != high:
            return low, high, approx, ()
        bound = link[1]["bound"]
        steps = (Step("mul/figures:bound", (("verb", self._word(link[0])),), bound),)
        if bound == "above":
            return low, None, approx, steps
        if bound == "below":
            return None, high, approx, steps
        return low, high, True, steps

    def _word(self, i: int) -> Span:
        return self.scene.parsed.span(i)


def _name(participant: Participant) -> str | None:
    return participant.country or (participant.name if participant.actor else None)
