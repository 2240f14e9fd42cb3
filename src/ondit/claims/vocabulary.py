"""What the tables lack: words that stand where a text reports, judges or tells a deed, and that no rule knows.

A missing word is the commonest reason for a statement that was not found. The places are told by Universal
Dependencies alone (a clause governed by a verb with a speaker for subject, a verb beside a closing quotation mark,
…); that the word is unknown is told by the tables. Words of the table ``plain_words`` are known to be neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Event, Mentions, Parsed, Span
from .drafts import Scene
from .quotation import Quote, find_quotes
from .syntax import base, case_of, children, finite_of, is_finite, is_passive, subject, verb_group

_TABLES = {
    "VERB": ("cues", "certainty", "modality", "prospects", "relays", "plain_words"),
    "NOUN": ("cues", "certainty", "modality", "source_nouns", "attributors", "plain_words"),
    "ADV": ("certainty", "modality", "attributors", "clauses", "polarity", "bounds", "scopes", "reference_words", "calendar", "vague", "relays", "plain_words"),
}
"""The tables in which a word of each part of speech would be known, each by its first column."""
_MISTAKEN = ("ADJ", "ADV", "X")
"""What a parser takes a verb for that it has never seen."""
_LONG = 4
"""Adverbs of fewer letters are grammar, not a lexicon's gap."""


PLACES = {
    "clause": "verbs of somebody with a clause: X … that P",
    "quotation": "verbs of somebody beside a quotation: “P”, … X",
    "noun-clause": "nouns with a clause of content: the … that P",
    "adjunct": "nouns that lend somebody's view: in the … of X, P",
    "adverb": "adverbs about a whole clause",
    "deed": "verbs between two actors that no frame knows",
}
"""Where an unknown word stood, in the order in which a report of gaps lists them."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that no rule knows. ``place`` is a key of PLACES, ``span`` the word, ``sentence`` what it stands in."""

    lemma: str
    upos: str
    place: str
    span: Span
    sentence: Span
_STOPS = frozenset(",:?!…，：？！")
"""What stands between a quotation and who says it; words that are quoted inside a sentence have none."""


def unknown_words(parsed: Parsed, mentions: Mentions, events: Sequence[Event], lexicon: Lexicon) -> tuple[UnknownWord, ...]:
    """The words of one report that report, doubt or act and that no rule knows, in text order, once for each place.

    ``events`` are those that were read: their words are known.
    """
    quotes, _ = find_quotes(parsed, lexicon.manifest["quotation"]["pairs"])
    told = {k for event in events for k in parsed.tokens_in(event.span.start, event.span.end)}
    finder = _Finder(Scene(parsed, mentions, lexicon, quotes), told)
    return tuple(sorted(finder.found(), key=lambda word: word.span.start))


@lru_cache(maxsize=16)
def _known(lexicon: Lexicon, upos: str) -> frozenset[str]:
    """Lemmas that the tables know; of a phrase each word counts."""
    found: set[str] = set()
    for name in _TABLES[upos]:
        table = lexicon.table(name)
        column = table.schema.key[0]
        for row in table:
            found.update(str(row[column]).lower().split())
    return frozenset(found)


class _Finder:
    def __init__(self, scene: Scene, told: set[int]) -> None:
        self.scene = scene
        self.parsed = scene.parsed
        self.told = told

    def found(self) -> Iterator[UnknownWord]:
        for i, token in enumerate(self.parsed.tokens):
            if not token.lemma[:1].isalpha():
                continue
            upos = "VERB" if token.upos in _MISTAKEN and self._looks_verbal(i) else token.upos
            if upos in _TABLES and token.lemma.lower() not in _known(self.scene.lexicon, upos):
                place = {"VERB": self._verb, "NOUN": self._noun, "ADV": self._adverb}[upos](i)
                if place is not None:
                    yield self._word(i, upos, place)

    def _word(self, i: int, upos: str, place: str) -> UnknownWord:
        sentence = self.parsed.sentence_of(i)
        whole = self.parsed.span(sentence.first, sentence.last - 1)
        return UnknownWord(self.parsed.tokens[i].lemma.lower(), upos, place, self.parsed.span(i), whole)

    def _looks_verbal(self, i: int) -> bool:
        """True for a word that the parser has never seen as a verb, with a subject and a clause or a name behind it."""
        if children(self.parsed, i, "ccomp"):
            return bool(children(self.parsed, i, "nsubj"))
        return self._before_name(i)

    def _before_name(self, i: int) -> bool:
        after = self.parsed.tokens[i + 1 : i + 2]
        return i > 1 and bool(after) and self.parsed.tokens[i].text[0].islower() and after[0].upos == "PROPN" and self.parsed.tokens[i - 1].upos == "PUNCT"

    # --- verbs ----------------------------------------------------------------------------------------------

    def _verb(self, i: int) -> str | None:
        if self._beside_quotation(i):
            return "quotation"
        who = subject(self.parsed, i)
        if who is None or who in self.scene.times:
            return None
        if any(self._clause(k) for k in children(self.parsed, i, "ccomp")):
            return "clause"
        return "deed" if i not in self.told and self.scene.source_like(who) and self._acts_on(i, who) else None

    def _clause(self, k: int) -> bool:
        """True for a finite clause of its own, with a subject: what could be said."""
        return finite_of(self.parsed, k) is not None and bool(children(self.parsed, k, "nsubj", "expl"))

    def _beside_quotation(self, i: int) -> bool:
        """True for a verb outside quotation marks with a quoted clause right before or behind it, and a subject."""
        parsed, scene = self.parsed, self.scene
        who = subject(parsed, i)
        taken = (who is None or parsed.tokens[i].upos in _MISTAKEN) and base(parsed.tokens[i].deprel) != "root" and self._before_name(i)
        who = i + 1 if taken else who
        if scene.quote_at(i) is not None or who is None or not (taken or finite_of(parsed, i) is not None):
            return False
        if is_passive(parsed, i):
            return False
        group = verb_group(parsed, i)
        first, last = group[0], group[-1]
        named = parsed.subtree(who)
        if taken:
            first, last = i, i + 1
        elif named[-1] == first - 1:
            first = named[0]
        elif named[0] != last + 1:
            return False
        quotes = [quote for quote in self.scene.quotes if self._is_clause(quote)]
        return any(self._stop_between(quote.last, first) or self._stop_between(last, quote.first) for quote in quotes)

    def _stop_between(self, one: int, other: int) -> bool:
        """True if nothing but marks stands between two tokens, a stop of the sentence among them."""
        tokens = self.parsed.tokens
        marks = [tokens[k] for k in range(one + 1, other)]
        stops = [*marks, *([tokens[one]] if marks else [])]
        return 0 < len(marks) <= 2 and all(t.upos == "PUNCT" for t in marks) and any(t.text in _STOPS for t in stops)

    def _is_clause(self, quote: Quote) -> bool:
        return any(is_finite(self.parsed.tokens[k]) for k in range(quote.first, quote.last + 1))

    def _acts_on(self, i: int, who: int) -> bool:
        """True for a verb between two actors that are named or have a country."""
        if not self._actor(who):
            return False
        return any(k != who and self._actor(k) for k in children(self.parsed, i, "obj", "iobj", "obl"))

    def _actor(self, i: int) -> bool:
        mention = self.scene.actors.get(i)
        return mention is not None and (mention.actor.named or mention.actor.country is not None)

    # --- nouns and adverbs ----------------------------------------------------------------------------------

    def _noun(self, i: int) -> str | None:
        """A noun with a clause of content, or one that lends somebody's view to a clause ("in the eyes of X, P")."""
        words = self.scene.roles.get("complementizer", frozenset())
        for k in children(self.parsed, i, "acl", "ccomp"):
            marked = any(self.parsed.tokens[m].lemma.lower() in words for m in children(self.parsed, k, "mark"))
            if k > i and marked and self.parsed.tokens[k].deprel != "acl:relcl" and self._clause(k):
                return "noun-clause"
        return "adjunct" if self._lends_view(i) else None

    def _lends_view(self, i: int) -> bool:
        parsed = self.parsed
        sentence = parsed.sentence_of(i)
        places = parsed.subtree(i)
        if base(parsed.tokens[i].deprel) != "obl" or places[0] != sentence.first or not case_of(parsed, i) or i in self.scene.times:
            return False
        after = places[-1] + 1
        if not {",", "，"} & {parsed.tokens[k].text for k in (places[-1], after) if k < sentence.last}:
            return False
        return any(k in self.scene.actors and self.scene.actors[k].actor.named for k in children(parsed, i, "nmod"))

    def _adverb(self, i: int) -> str | None:
        """An adverb about a whole clause: set off by a comma, or right before its finite verb or participle."""
        parsed = self.parsed
        token = parsed.tokens[i]
        head = parsed.tokens[token.head]
        if len(token.lemma) < _LONG or base(token.deprel) != "advmod" or head.upos not in ("VERB", "AUX"):
            return None
        if i in self.scene.times or finite_of(parsed, token.head) is None:
            return None
        sentence = parsed.sentence_of(i)
        opens = i == sentence.first and i + 1 < sentence.last and parsed.tokens[i + 1].text == ","
        return "adverb" if opens or sentence.first < i == token.head - 1 else None
