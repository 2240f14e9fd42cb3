"""Who takes part in an event: read from its own clause, or by a resolution that is told.

A slot (keys actor and recipient of a language's frames) is one of ``subject``, ``object``, ``iobject``, ``agent``,
``genitive``, ``demonym`` (an adjective of nationality, or a name before the noun: "the NATO strike"), ``possessive``
("its attack", "Russia's attack"), ``between``, or a preposition of the
language, ``works`` (a genitive that names what can be struck: "l'attaque d'une base"), ``possessive_of`` (a possessor beside a complement: "Israel's killing of X"), ``participle``, ``helped`` (whom an infinitive of
purpose helps), ``self`` (the word itself names who does it), ``infinitive``, ``clause`` (the predicate of a clause that
it governs), ``before`` (a name before the noun, whatever it names: "the Beijing summit"); ``object>genitive`` is a slot of what stands in another slot ("negotiates the purchase of X").
"""

from __future__ import annotations

from ..model import ActorMention, Participant, PlaceMention, Span, Step
from .effects import Controls
from .functions import ACTING, Found, Functions
from .ground import Ground

_DEPTH = 8
_NEAR = 2
"""Sentences back to the two states that a word for both takes up."""
_MEMBERS = ("organs", "forces", "persons", "armed_men")


class Roles(Functions):
    """Slots of event words, and whom the words in them name."""

    def __init__(self, scene: Ground, controls: Controls) -> None:
        super().__init__(scene, controls)
        self._slots: dict[tuple[int, str], list[Found]] = {}
        self._resolved: dict[int, tuple[str, tuple[Span, ...]]] = {}
        """Noun -> the rule by which it names somebody whom its own words do not, and the words that do."""

    # --- slots ----------------------------------------------------------------------------------------------

    def slot(self, i: int, name: str) -> list[Found]:
        """Tokens in a slot of event word ``i`` (for nouns ``i`` is the noun)."""
        if (i, name) not in self._slots:
            self._slots[i, name] = self._find_slot(i, name)
        return self._slots[i, name]

    def _find_slot(self, i: int, name: str) -> list[Found]:
        outer, _, inner = name.partition(">")
        if inner:
            return [found for held in self.slot(i, outer) for found in self.slot(held.place, inner)]
        if name in ("subject", "object") and self.tokens[i].upos not in ("NOUN", "PROPN"):
            return self.logical(i)[0 if name == "subject" else 1]
        if name == "subject" and self.scene.kids(i, "cop"):
            subject = self.subject(i)
            return [subject] if subject else []
        match name:
            case "self":
                return [Found(i, "self")]
            case "iobject":
                return self.iobjects(i)
            case "participle":
                return [Found(k, "participle") for k in self.scene.kids(i, "acl") if self.tokens[k].upos == "VERB"]
            case "helped":
                return self._helped(i)
            case "infinitive":
                return [Found(k, "control") for k in self.scene.kids(i, "xcomp", "ccomp") if self.scene.form(k) == "Inf"]
            case "clause":
                content = [*self.scene.kids(i, "ccomp"), *(k for k in self.scene.kids(i, "acl") if self.scene.kids(k, "mark"))]
                return [Found(k, "clause") for k in content if self.scene.kids(k, "nsubj")]
            case "before":
                return [Found(k, "compound") for k in self.scene.kids(i, "compound")]
            case "agent":
                return self.agents(i)
            case "demonym":
                return [f for f in self.owners(i) if f.rule in ("demonym", "compound")]
            case "genitive":
                return [f for f in self.owners(i) if f.rule == "genitive"]
            case "works":
                return [f for f in self.owners(i) if f.rule == "genitive" and self.scene.within(f.place, "places")]
            case "between":
                return [Found(f.place, name) for word in sorted(self.scene.words[name]) for f in self._prepositional(i, word)]
            case "possessive_of":
                # With a complement too, a possessor is the doer: "Israel's killing of X", not "X's killing".
                return self.slot(i, "possessive") if self.slot(i, "genitive") else []
            case "possessive":
                owned = [k for k in self.scene.kids(i, "nmod") if self.tokens[k].deprel == "nmod:poss"]
                return [Found(k, "possessive") for k in (*self.scene.kids(i, "det"), *owned) if k in self.scene.actor_at or self.tokens[k].upos in ("NOUN", "PROPN")]
            case "subject" | "object":
                return []
        return self._prepositional(i, name)

    def _prepositional(self, i: int, name: str) -> list[Found]:
        if not self.scene.has_near(i, name) or self.taken(i, name):
            return []
        found = [Found(k, "preposition") for word, k in self.scene.cases(i) if word == name]
        for k in self.scene.kids(i, "acl", "amod"):
            if self.scene.lemma(k) == name:
                found.extend(Found(o, "participle") for o in self.scene.kids(k, "obj"))
        if not found and name in self.scene.words["strong_prepositions"]:
            found.extend(Found(k, "preposition") for k in self._nested(i, name))
        if not found and self.tokens[i].upos in ("VERB", "ADJ", "AUX") and name not in self.scene.words["genitive"]:
            # Prepositional phrases of a verb are often attached to its object.
            for held in self.logical(i)[1]:
                within = (held.place, *self.scene.kids(held.place, "nmod")) if (self.scene.lemma(i), name) in self.controls.taken else (held.place,)
                found.extend(Found(k, "preposition") for host in within for word, k in self.scene.cases(host) if word == name)
        elif not found and name not in self.scene.words["genitive"]:
            # … and those of an event noun to what it moves: "livraison d'armes à l'Estonie".
            for held in self.owners(i):
                found.extend(Found(k, "preposition") for word, k in self.scene.cases(held.place) if word == name)
        return found

    def taken(self, i: int, name: str) -> bool:
        """Whether a preposition behind the noun ``i`` belongs to its verb: "blamed the attack on X" tells of no attack on X."""
        while self.scene.rel[i] == "nmod":
            i = self.tokens[i].head
        return self.scene.rel[i] == "obj" and (self.scene.lemma(self.tokens[i].head), name) in self.controls.taken

    def spoken_for(self, i: int) -> list[Participant]:
        """The body for which the spokesman at ``i`` speaks, named beside the name or the title; [] where ``i`` is none."""
        near = [i, *self.scene.kids(i, "appos", "nmod", "compound", "flat"), *([self.tokens[i].head] if self.scene.rel[i] in ("appos", "flat", "nmod") else [])]
        title = next((k for k in near if self.scene.within(k, "spokesmen")), None)
        if title is None:
            return []
        owners = [*self.slot(title, "possessive"), *self.owners(title), *(Found(k, "preposition") for _, k in self.scene.cases(title))]
        for whose in self.scene.kids(title, "nmod", "det"):
            noun = self.scene.antecedent(whose) if self.scene.is_relative(whose) else None
            owners += [Found(noun, "relative")] if noun is not None else []
        for owner in owners:
            people = [p for p in self.participants(owner.place) if p.actor or p.country] if owner.place != i else []
            if people:
                self._resolved[i] = ("spoken_for", tuple(p.span for p in people if p.span))
                return people
        return []

    def _helped(self, i: int) -> list[Found]:
        """Whom it is meant to help: the object of an infinitive of purpose ("sent troops to reinforce the Russian army")."""
        near = [i, *(f.place for f in self.objects(i))] if self.tokens[i].upos != "NOUN" else [i]
        found: list[Found] = []
        for k in (k for host in near for k in self.scene.kids(host, "advcl", "xcomp", "acl") if self.scene.within(k, "helping")):
            found += [Found(f.place, "helped") for f in self.objects(k)]
            found += [Found(f.place, "helped") for word in sorted(self.scene.words["beside"]) for f in self._prepositional(k, word)]
        return found

    def resolutions(self, i: int, slot: str) -> list[Step]:
        """How the words in a slot came to name those whom they do not name themselves."""
        found = ((f.place, self._resolved.get(f.place)) for f in self.slot(i, slot))
        return [
            Step(f"mul/events:{how[0]}", (("words", self.scene.parsed.span(place)), *(("told", span) for span in how[1])), "")
            for place, how in found if how is not None
        ]  # fmt: skip

    # --- participants ---------------------------------------------------------------------------------------

    def participants(self, i: int, depth: int = 0) -> list[Participant]:
        """Whom the noun phrase at ``i`` names; coordination gives several, a phrase that names nobody none."""
        found: list[Participant] = []
        if i in self.scene.time_at and i not in self.scene.actor_at:
            return found
        for k in self.scene.conjuncts(i) if depth == 0 else [i]:
            for participant in self._participant(k, depth):
                if all(key(participant) != key(other) for other in found):
                    found.append(participant)
        return found

    def _participant(self, i: int, depth: int) -> list[Participant]:
        scene = self.scene
        if scene.is_relative(i):
            noun = scene.antecedent(i)
            return self.participants(noun, depth + 1) if noun is not None and depth < _DEPTH else []
        mention = scene.actor_at.get(i)
        people = scene.demonym(i) if mention is None else None
        if people is not None:
            return [Participant(people[1], scene.parsed.span(i), people[0], people[0])]
        pair = self._pair(i) if mention is None or not mention.actor.named else []
        if pair:
            return pair
        peoples = self._peoples(i) if mention is None or not mention.actor.named else []
        if len(peoples) > 1 and mention is not None:
            return peoples  # "his French and German counterparts" are of two states, whoever he is
        held = self._possessed(i, depth) if mention is None or mention.how == "description" else []
        if held:
            return held
        if mention is not None and (mention.actor.named or mention.actor.country):
            return [self._from(mention)]
        place = self.place(i)
        if place is not None:
            country = place.country or next((p.country for p in self._owned(i, depth)), None)
            return [Participant(place.name, place.span, None, country)]
        groups = scene.groups(i)
        member = any(group in groups for group in _MEMBERS) or scene.is_person(i)
        if member and len(peoples) > 1:
            return peoples
        owned = self._owned(i, depth) if member and depth < _DEPTH else []
        if owned:
            return owned
        if "arms" in groups or "places" in groups:
            owned = self._owned(i, depth)
            if owned:
                return owned
        for k in scene.kids(i, "appos", "flat", "nmod"):
            # "Le président, X" and "M. X": the name stands on the title.
            title = scene.actor_at.get(k) if not scene.case(k) else None
            if title is not None and title.actor.named:
                return [self._from(title)]
        if mention is not None and mention.actor.kind in ACTING:
            return [self._from(mention)]
        thing = "arms" in groups and "armed_men" not in groups
        if (member and not thing) or self.tokens[i].upos == "PROPN" or self._counted(i):
            return [Participant((span := self._words(i)).quote, span)]
        for k in scene.kids(i, "amod") if "firms" in groups else ():
            people_of = scene.demonym(k) if self._is_demonym(k) else None
            if people_of is not None:
                return [Participant((span := self._words(i)).quote, span, None, people_of[0])]
        return []

    def _pair(self, i: int) -> list[Participant]:
        """The two states that "the two countries" or "both sides" are: those named last, where no third is near."""
        two = [k for k in self.scene.kids(i, "det", "nummod", "amod") if self.scene.within(k, "two")]
        known = any(self.scene.within(k, "both") or self.tokens[k].feats.get("Definite") == "Def" for k in (*two, *self.scene.kids(i, "det")))
        if not two or not known or not self.scene.within(i, "sides") or self.scene.kids(i, "amod", "nmod", "acl"):
            return []
        states: dict[str, Participant] = {}
        for mention in self.scene.mentions.actors:
            near = mention.head < i and self.tokens[i].sent - self.tokens[mention.head].sent <= _NEAR
            if near and mention.actor.country and mention.actor.kind in ("state", "military"):
                names = self.scene.country_names
                country = mention.actor.country
                states[country] = Participant(names.get(country, mention.actor.name), mention.span, country, country)
        if len(states) != 2:
            return []
        self._resolved[i] = ("pair", tuple(p.span for p in states.values() if p.span))
        return list(states.values())

    def _peoples(self, i: int) -> list[Participant]:
        """The states whose adjectives stand on noun ``i``: "Russian and Ukrainian soldiers" are two sides."""
        found = []
        for first in self.owners(i):
            states = [first.place] if first.rule in ("demonym", "compound") else []
            states += self.scene.kids(first.place, "conj") if first.rule == "compound" else []
            for k in states:
                named = self.scene.actor_at.get(k)
                people = self.scene.demonym(k) or (named and named.actor.kind == "state" and named.actor.country and (named.actor.country, named.actor.name))
                if people:
                    found.append(Participant(people[1], self.scene.parsed.span(k), people[0], people[0]))
        return found

    def place(self, i: int) -> PlaceMention | None:
        """The place that the noun phrase at ``i`` names, itself or through a word such as town or region."""
        place = self.scene.place_at.get(i)
        if place is None and self.scene.within(i, "places"):
            near = (self.scene.place_at.get(k) for k in self.scene.kids(i, "nmod", "appos", "flat", "amod"))
            place = next((p for p in near if p is not None), None)
        return place

    def place_within(self, k: int) -> PlaceMention | None:
        """The place where something stands in which it happened: "at a market in Kano", "southwest of Baghdad"."""
        locative = self.scene.words["locative"]
        told = not self.scene.case(k) and self.scene.rel[k] == "advmod" or self.scene.within(k, "directions")
        if told or self.scene.case(k) in locative:
            inner = (self.place(c) or (self.place_within(c) if self.scene.within(c, "directions") else None) for case, c in self.scene.cases(k) if case in locative or self.scene.within(k, "directions"))
            return next((place for place in inner if place is not None), None)
        return None

    def _owned(self, i: int, depth: int) -> list[Participant]:
        """A body, force or person by whose it is: "les forces ukrainiennes", "l'armée de Kiev"; [] for nobody's."""
        origin = [f for word in sorted(self.scene.words["origin"]) for f in self._prepositional(i, word)]
        for owner in [*self.owners(i), *self.slot(i, "possessive"), *origin]:
            mention = self.scene.actor_at.get(owner.place)
            people = self.scene.demonym(owner.place) if mention is None else None
            place = self.scene.place_at.get(owner.place)
            country = mention.actor.country if mention else people[0] if people else place.country if place else None
            if country is None and mention is None:
                continue
            # A force or a body acts for its owner; persons are only of that country.
            owner_id = mention.actor.id if mention else people[0] if people else None
            actor = owner_id if not self.scene.within(i, "persons") else None
            return [Participant(self._words(i).quote, self._words(i), actor, country)]
        return []

    def _possessed(self, i: int, depth: int) -> list[Participant]:
        """A body or force by its possessive: of the subject of its clause, or, where it stands there itself, of the clause above."""
        mine = [k for k in self.scene.kids(i, "det", "nmod") if self.tokens[k].feats.get("Poss") == "Yes" or self.tokens[k].deprel == "nmod:poss"]
        mine = [k for k in mine if self.tokens[k].upos in ("DET", "PRON") and self.tokens[k].feats.get("Person", "3") == "3" and not self.scene.is_relative(k)]
        if not mine or depth >= _DEPTH or not any(group in self.scene.groups(i) for group in ("forces", "armed_men")):
            return []
        own = self.scene.clause(i)
        acts = self.scene.rel[i] == "nsubj" or i in (f.place for f in self.agents(own))
        above = (*self.scene.parsed.ancestors(own), *self.scene.kids(own, "parataxis"))
        for verb in above if acts else (own, *above):
            subject = self.subject(verb) if self.tokens[verb].upos in ("VERB", "AUX", "ADJ") else None
            people = self.participants(subject.place, depth + 1) if subject is not None and subject.place != i else []
            owner = next((p for p in people if p.country), None)
            if owner is not None:
                self._resolved[i] = ("possessed", (owner.span,) if owner.span else ())
                return [Participant(self._words(i).quote, self._words(i), owner.country, owner.country)]
        return []

    def _counted(self, i: int) -> bool:
        return bool(self.scene.kids(i, "nummod")) and self.scene.is_person(i)

    def _from(self, mention: ActorMention) -> Participant:
        """The actor of a mention; nameless troops act for their state."""
        actor = mention.actor
        if mention.how != "description" or not actor.id.startswith("report:"):
            return Participant(actor.name, mention.span, actor.id, actor.country)
        name = self._words(mention.head).quote if actor.name in mention.span.quote else actor.name
        if actor.kind != "military" or not actor.country:
            return Participant(name, mention.span, actor.id, actor.country)
        inside = self.scene.parsed.tokens_in(mention.span.start, mention.span.end)
        stays = any(
            (place := self.scene.place_at.get(k)) is not None and place.country == actor.country and self.scene.case(k) not in self.scene.words["genitive"]
            for k in inside
        )  # fmt: skip
        # Soldiers in a country need not be that country's.
        return Participant(name, mention.span, actor.id) if stays else Participant(name, mention.span, actor.country, actor.country)

    def _words(self, i: int) -> Span:
        return self.scene.parsed.span(*self.scene.phrase(i))


def key(participant: Participant) -> str:
    """What makes two participants of one role the same: the actor, the country, or the words."""
    return participant.actor or participant.country or participant.name.lower()


def same(a: Participant, b: Participant) -> bool:
    """Whether two participants may be one: the same actor, or one of them the state of the other."""
    if key(a) == key(b):
        return True
    return a.country is not None and a.country == b.country and a.country in (key(a), key(b))
