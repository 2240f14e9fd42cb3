"""What a number counts, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..lexicon import Lexicon, Row
from ..model import Participant, QuantityMention, Span, Step
from .classes import Classes, Told
from .ground import Ground
from .roles import Roles

_CURRENCY = re.compile(r"[A-Z]{3}")
_HUMAN = ("persons", "armed_men")


@dataclass(frozen=True, slots=True)
class Class:
    """What a quantity counts: ``noun`` and ``predicate`` are the tokens that tell it."""

    what: str
    whom: str | None
    unit: str | None
    low: float | None
    high: float | None
    approx: bool
    noun: int | None
    predicate: int | None
    steps: tuple[Step, ...]


class Counter:
    """Classes of the quantities of one report, asked in text order: later ones may lean on earlier ones."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.classes = Classes(scene, roles, lexicon)
        self.before: list[tuple[QuantityMention, Class]] = []
        self.at: dict[int, Class] = {}

    def count(self, quantity: QuantityMention) -> Class | None:
        """The class of a quantity, or None where it is no figure (a duration, an age, a bare count)."""
        noun = quantity.noun
        place = noun if noun is not None else self._number(quantity)
        head = self.scene.outer(place, quantity.span)
        if noun is None and self.scene.rel[place] == "nummod":
            # "forty more": the number hangs on a pronoun that is no noun to count.
            head = self.tokens[place].head
        if noun is not None and self.scene.within(noun, "months_years"):
            return None
        told = self._told(place, head, quantity)
        unit = self._unit(quantity, told, noun)
        if told is None or told.what == "other" and not self._worth(quantity, unit):
            return None
        whom, why = self._whom(place, head, told, quantity)
        low, high, approx, how = self._bounds(head, quantity)
        found = Class(told.what, whom, unit, low, high, approx, noun, told.predicate, (*told.steps, *why, *how))
        self.before.append((quantity, found))
        self.at.setdefault(head, found)
        self.at.setdefault(place, found)
        if told.predicate is not None:
            self.classes.taken.add(told.predicate)
        return found

    def _number(self, quantity: QuantityMention) -> int:
        """The token of the number itself; a word that bounds it may hang anywhere."""
        inside = self.scene.parsed.tokens_in(quantity.span.start, quantity.span.end)
        numbers = [k for k in inside if self.tokens[k].upos == "NUM"]
        return numbers[-1] if len(numbers) == 1 else self.scene.top(quantity.span.start, quantity.span.end)

    def _told(self, place: int, head: int, quantity: QuantityMention) -> Told | None:
        """The class of what is counted at ``place``; ``head`` is the token that stands for it in its clause."""
        noun = quantity.noun
        if quantity.unit is not None and _CURRENCY.fullmatch(quantity.unit):
            return Told("money", None, (Step("mul/figures:money", (), f"unit={quantity.unit}"),))
        if quantity.unit not in (None, "persons"):
            return Told("other", None, (Step("mul/figures:measure", (), f"unit={quantity.unit}"),))
        for told in self._readings(place, head, quantity):
            if told is not None:
                return told
        if noun is not None and self.scene.within(noun, "materiel"):
            return Told("materiel", None, (Step("mul/figures:materiel", (("noun", self._word(noun)),), "what=materiel"),))
        if quantity.unit == "persons" or noun is not None and self._human(noun):
            return Told("other", None, (Step("mul/figures:persons", (), "what=other"),))
        if noun is not None:
            return Told("other", None, (Step("mul/figures:things", (("noun", self._word(noun)),), "what=other"),))
        return None

    def _readings(self, place: int, head: int, quantity: QuantityMention) -> Iterator[Told | None]:
        """Ways to tell the class, the surest first."""
        noun = quantity.noun
        countable = noun is None or quantity.unit == "persons" or self._countable(noun)
        yield self.classes.of_noun(place)
        yield self.classes.modified(place)
        if countable:
            yield self.classes.predicated(place, head)
        yield self._linked(head)
        if noun is not None and (countable or not self.scene.groups(noun)):
            yield self.classes.beside(noun)
        if countable:
            yield self.classes.followed(place, self.scene.parsed.tokens_in(quantity.span.start, quantity.span.end)[-1])
            yield self._leaning(head, quantity)
        if noun is None:
            yield self.classes.preceded(place)

    def _countable(self, noun: int) -> bool:
        return self._human(noun) or self.tokens[noun].upos in ("NUM", "PRON", "PROPN") or noun in self.scene.actor_at or self.scene.demonym(noun) is not None

    def _human(self, noun: int) -> bool:
        return any(group in self.scene.groups(noun) for group in _HUMAN)

    # --- numbers that say what they count elsewhere -----------------------------------------------------------

    def _link(self, i: int) -> tuple[int, Row] | None:
        """The linking verb over ``i``: "s'élève à 300", "est estimé à 300", "a dépassé 300"."""
        head, relation = self.tokens[i].head, self.scene.rel[i]
        for k in (i, head):
            row = self.classes.row(k, "link")
            if row is not None and self.tokens[k].upos in ("VERB", "AUX") and (k == i or relation in ("obj", "obl", "xcomp", "nmod")):
                return k, row
        for k in self.scene.kids(i, "cop"):
            row = self.classes.row(k, "link")
            if row is not None:
                return i, row
        if self.scene.kids(head, "cop") and relation in ("obl", "nmod") and self.tokens[head].upos == "ADJ":
            row = self.classes.row(self.scene.kids(head, "cop")[0], "link")
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
            told = self.classes.of_noun(place) or self.classes.modified(place)
            if told is None and self._refers(place):
                told = self._earlier()
            if told is not None:
                step = Step("mul/figures:linked", (("verb", self._word(verb)), ("subject", self._word(place))), row.id)
                return replace(told, steps=(step, *told.steps), phrase=told.phrase if told.phrase is not None else place)
        return None

    def _refers(self, place: int) -> bool:
        """Whether a phrase means a figure told before: "ce chiffre", "le bilan"."""
        return self.classes.row(place, "carrier") is not None

    def _earlier(self) -> Told | None:
        if not self.before:
            return None
        quantity, found = self.before[-1]
        return Told(found.what, None, (Step("mul/figures:referring", (("figure", quantity.span),), f"what={found.what}"),))

    def _leaning(self, head: int, quantity: QuantityMention) -> Told | None:
        """A number without a noun of its own class: coordinated with another, or included in it."""
        up = self.tokens[head].head
        while self.scene.rel[head] in ("conj", "appos", "parataxis", "list", "dep", "orphan") and up != head:
            for k in (up, *self.scene.kids(up, "nsubj", "obj")):
                first = self.at.get(k)
                if first is not None and k != head and first.what not in ("money",):
                    step = Step("mul/figures:conjunct", (("first", self._word(k)),), f"what={first.what}")
                    return Told(first.what, first.predicate, (step,))
            head, up = up, self.tokens[up].head
        if quantity.noun is None and quantity.unit is None:
            for k in self.scene.kids(self.scene.clause(head), "nsubj", "obj"):
                first = self.at.get(k)
                if first is not None and first.what != "money":
                    step = Step("mul/figures:conjunct", (("first", self._word(k)),), f"what={first.what}")
                    return Told(first.what, first.predicate, (step,))
        if quantity.scope == "included" and self.before and quantity.noun is None:
            return self._earlier()
        return None

    # --- of whom, unit, bounds --------------------------------------------------------------------------------

    def _whom(self, place: int, head: int, told: Told, quantity: QuantityMention) -> tuple[str | None, tuple[Step, ...]]:
        """Whose people (or things) are counted: ISO 3166-1 alpha-3, or the group's name."""
        if told.what == "money":
            return None, ()
        for at, rule in self._owners(place, head, told):
            if told.phrase is not None and at in self.scene.place_at and at not in self.scene.actor_at:
                continue  # "Derna's toll" tells where, not whose
            people = self.roles.participants(at)
            name = next((n for p in people if (n := self._name(p)) is not None), None)
            if name is not None:
                return name, (Step(f"mul/figures:{rule}", (("whom", self._word(at)),), f"whom={name}"),)
        if self.before and (quantity.scope == "included" or any(s.rule == "mul/figures:conjunct" for s in told.steps)):
            whom = self.before[-1][1].whom
            if whom is not None and self._near(self.before[-1][0], quantity):
                return whom, (Step("mul/figures:whom_host", (("host", self.before[-1][0].span),), f"whom={whom}"),)
        return None, ()

    def _near(self, a: QuantityMention, b: QuantityMention) -> bool:
        return self.scene.parsed.text.count("\n", a.span.end, b.span.start) == 0 and b.span.start - a.span.end < 300

    def _owners(self, place: int, head: int, told: Told) -> Iterator[tuple[int, str]]:
        """Phrases that may tell whose the counted are, the surest first."""
        scene = self.scene
        if scene.demonym(place) is not None:
            yield place, "whom_demonym"
        for noun in (place, *([told.phrase] if told.phrase is not None else [])):
            for owner in [*self.roles.owners(noun), *self.roles.slot(noun, "possessive")]:
                yield owner.place, "whom_demonym"
                for inner in self.roles.owners(owner.place):
                    yield inner.place, "whom_demonym"
        hosts = [place, head, *([told.predicate] if told.predicate is not None else []), self.tokens[head].head]
        for host in hosts:
            for word, k in scene.cases(host):
                if word in scene.words["among"]:
                    yield k, "whom_among"
        for k in range(place + 1, min(place + 9, scene.parsed.sentence_of(place).last)):
            if scene.within(k, "among") and scene.rel[k] == "case":
                yield self.tokens[k].head, "whom_among"
        if told.what == "personnel_deployed" and told.predicate is not None:
            for found in self.roles.logical(told.predicate)[0] if self.tokens[told.predicate].upos != "NOUN" else self.roles.agents(told.predicate):
                yield found.place, "whom_sender"

    def _unit(self, quantity: QuantityMention, told: Told | None, noun: int | None) -> str | None:
        if quantity.unit is not None:
            return quantity.unit
        if told is not None and told.what not in ("materiel", "money", "other"):
            return "persons"
        return self.scene.lemma(noun) if noun is not None else None

    def _worth(self, quantity: QuantityMention, unit: str | None) -> bool:
        """Whether a count of no class is worth a figure.

        Persons and measures are, one of them is not; a count of other things is from ten on, or where it is bounded.
        """
        exact = quantity.vague is None and quantity.low == quantity.high
        if exact and quantity.low == 1 and unit == "persons":
            return False
        if unit == "persons" or quantity.unit is not None:
            return True
        return not exact or quantity.approx or (quantity.low or 0) >= 10

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

    def _name(self, participant: Participant) -> str | None:
        """A country, or the name of a group that has one."""
        if participant.country is not None:
            return participant.country
        return participant.name if participant.actor in self.scene.named else None
