"""Who gives a figure that no statement carries: the subject of a verb of telling or reckoning that governs it.

"The agency puts the toll at 300", "le ministère recense 300 morts", and behind a colon "le gouvernement avance un bilan
plus lourd : 300 morts". Only actors give figures; what a passive leaves out stays unknown.
"""

from __future__ import annotations

from functools import cache

from ..lexicon import Lexicon
from ..model import Source, Span, Step
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


class Tellers:
    """Sources of figures in one report."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.verbs = _verbs(lexicon)
        self.tolls = _tolls(lexicon)

    def of(self, span: Span) -> tuple[tuple[Source, ...], tuple[Step, ...]]:
        """The source of the number at ``span`` and how it was found; nothing where nobody is named."""
        i = self.scene.top(span.start, span.end)
        place = i
        for _ in range(_CLIMB):
            head, relation = self.tokens[place].head, self.scene.rel[place]
            if head == place or relation in ("acl", "advcl", "ccomp", "parataxis", "nsubj", "csubj"):
                break
            place = head
            if self.tokens[place].upos == "VERB":
                if self.scene.lemma(place) in self.verbs:
                    return self._subject(place)
                break
        return self._before_colon(i)

    def _subject(self, verb: int) -> tuple[tuple[Source, ...], tuple[Step, ...]]:
        if self.roles.passive(verb):
            return (), ()
        # A verb coordinated with one in a relative clause often goes on with the main clause: "…, who may rise, and puts".
        above = self.scene.parsed.ancestors(verb) if self.scene.rel[verb] == "conj" else ()
        verbs = (verb, *(up for up in above if self.tokens[up].upos == "VERB"))
        subjects = (self.roles.subject(each) for each in verbs)
        mention = next((found for subject in subjects if subject and (found := self.scene.actor_at.get(subject.place))), None)
        if mention is None or not (mention.actor.named or mention.actor.country):
            return (), ()
        actor = mention.actor
        step = Step("mul/figures:teller", (("verb", self.scene.parsed.span(verb)), ("source", mention.span)), "")
        return (Source(actor.name, mention.span, actor.id, actor.kind, actor.country, actor.named),), (step,)

    def _before_colon(self, i: int) -> tuple[tuple[Source, ...], tuple[Step, ...]]:
        """The subject of a verb before a colon whose object is a word for a number."""
        sentence = self.scene.parsed.sentence_of(i)
        colon = next((k for k in range(i, sentence.first, -1) if self.tokens[k].text == _COLON), None)
        if colon is None:
            return (), ()
        for k in range(colon - 1, sentence.first - 1, -1):
            if self.tokens[k].upos == "VERB" and any(self.scene.lemma(f.place) in self.tolls for f in self.roles.objects(k)):
                return self._subject(k)
        return (), ()
