"""Who gives a figure that no statement carries: the subject of a verb of telling or reckoning that governs it.

"The agency puts the toll at 300", "le ministère recense 300 morts", and behind a colon "le gouvernement avance un bilan
plus lourd : 300 morts". Where the word for the number has an owner, that is the origin: "the report cites WHO figures:
300 dead". Only actors give figures; what a passive leaves out stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon
from ..model import ActorMention, Source, Span, Statement, Step
from .ground import Ground
from .roles import Roles

_TELLING = ("states", "confirms", "alleges", "acknowledges", "forecasts", "speculates")
_CLIMB = 5
_COLON = ":"


@cache
def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """Verbs whose subject gives the number that they govern: those of saying, and those that put a number on something."""
    said = (row["lemma"] for row in lexicon.table("cues") if row["upos"] == "VERB" and row["stance"] in _TELLING and not row["idiom"])
    reckoned = (row["lemma"] for row in lexicon.table("figure_classes") if row["role"] == "link")
    return frozenset(lemma.lower() for lemma in (*said, *reckoned))


@cache
def _tolls(lexicon: Lexicon) -> frozenset[str]:
    """Nouns for a number: toll, figure, estimate."""
    return frozenset(row["lemma"].lower() for row in lexicon.table("figure_classes") if row["role"] == "carrier" and not row["what"])


@dataclass(frozen=True)
class Told:
    """Who gives a figure, origin first, how it was found, and the place of the word that gives it."""

    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()
    word: int = -1


class Tellers:
    """Sources of figures in one report."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.verbs = _verbs(lexicon)
        self.tolls = _tolls(lexicon)

    def of(self, span: Span) -> Told:
        """Who gives the number at ``span``; nobody where none is named."""
        i = self.scene.top(span.start, span.end)
        place, owned = i, Told()
        for _ in range(_CLIMB):
            head, relation = self.tokens[place].head, self.scene.rel[place]
            if head == place or relation in ("acl", "advcl", "ccomp", "parataxis", "nsubj", "csubj"):
                break
            place = head
            if self.scene.lemma(place) in self.tolls:
                owned = self._owner(place)
            if self.tokens[place].upos == "VERB":
                if self.scene.lemma(place) in self.verbs:
                    return _passed_on(owned, self._subject(place))
                break
        return owned if owned.sources else self._before_colon(i)

    def within(self, span: Span, carrier: Statement) -> Told:
        """Who gives the number inside what somebody else says: "X doubts a general who had spoken of 300 dead"."""
        told = self.of(span)
        owned = told.word >= 0 and (self.scene.lemma(told.word) in self.tolls or self.scene.rel[told.word] == "acl")
        if not owned or not told.sources or not any(part.covers(self.tokens[told.word].start, self.tokens[told.word].end) for part in carrier.content):
            return Told()
        named = {source.name.casefold() for source in carrier.sources}
        fresh = tuple(source for source in told.sources if source.name.casefold() not in named)
        return Told(fresh, told.steps, told.word) if fresh == told.sources else Told()

    def _subject(self, verb: int) -> Told:
        if self.roles.passive(verb):
            return Told()
        # A verb coordinated with one in a relative clause often goes on with the main clause: "…, who may rise, and puts".
        above = self.scene.parsed.ancestors(verb) if self.scene.rel[verb] == "conj" else ()
        verbs = (verb, *(up for up in above if self.tokens[up].upos == "VERB"))
        subjects = (self.roles.subject(each) for each in verbs)
        mention = next((found for subject in subjects if subject and (found := self._actor(subject.place))), None)
        if mention is None or not (mention.actor.named or mention.actor.country):
            return Told()
        step = Step("mul/figures:teller", (("verb", self.scene.parsed.span(verb)), ("source", mention.span)), "")
        return Told((_source(mention),), (step,), verb)

    def _actor(self, place: int) -> ActorMention | None:
        """The actor at a place, or whom a relative pronoun there stands for."""
        noun = self.scene.antecedent(place) if self.scene.is_relative(place) else place
        return self.scene.actor_at.get(noun) if noun is not None else None

    def _owner(self, toll: int) -> Told:
        """The body whose number it is: "WHO figures", "the ministry's estimate", not "the city's toll"."""
        for found in (*self.roles.owners(toll), *self.roles.slot(toll, "possessive")):
            mention = self.scene.actor_at.get(found.place)
            if found.rule == "demonym" or mention is None or mention.how in ("metonym", "demonym"):
                continue
            if mention.actor.named or mention.actor.country:
                step = Step("mul/figures:owner", (("number", self.scene.parsed.span(toll)), ("source", mention.span)), "")
                return Told((_source(mention),), (step,), toll)
        return Told()

    def _before_colon(self, i: int) -> Told:
        """Before a colon: the owner of a word for a number, and the subject of the verb that has it for object."""
        sentence = self.scene.parsed.sentence_of(i)
        colon = next((k for k in range(i, sentence.first, -1) if self.tokens[k].text == _COLON), None)
        if colon is None:
            return Told()
        owned = next((told for k in range(colon - 1, sentence.first - 1, -1) if self.scene.lemma(k) in self.tolls and (told := self._owner(k)).sources), Told())
        for k in range(colon - 1, sentence.first - 1, -1):
            if self.tokens[k].upos == "VERB" and any(self.scene.lemma(f.place) in self.tolls for f in self.roles.objects(k)):
                return _passed_on(owned, self._subject(k))
        return owned


def _source(mention: ActorMention) -> Source:
    actor = mention.actor
    return Source(actor.name, mention.span, actor.id, actor.kind, actor.country, actor.named)


def _passed_on(owned: Told, told: Told) -> Told:
    """The owner of a number and whoever tells it, who is its source where nobody owns it."""
    relays = tuple(source for source in told.sources if source not in owned.sources)
    return Told((*owned.sources, *relays), (*owned.steps, *told.steps), told.word if told.word >= 0 else owned.word)
