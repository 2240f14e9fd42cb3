"""Where the clause of a word looks: back, ahead, or neither way for certain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Parsed, Token

PAST, FUTURE, EITHER, NEAR = -1, 1, 0, 2
_CLIMB = 6
_MARKS = ("mark", "case", "advmod")


@dataclass(frozen=True)
class _Words:
    """Lemmas that look ahead: by themselves, over an infinitive only, as the mark of a clause, as a helper of an
    infinitive, or in the present tense alone."""

    verbs: frozenset[str]
    governors: frozenset[str]
    marks: frozenset[str]
    modals: frozenset[str]
    present: frozenset[str]
    comparisons: frozenset[str]


@lru_cache(maxsize=8)
def _prospects(lexicon: Lexicon) -> _Words:
    def of(*kinds: str) -> frozenset[str]:
        return frozenset(row["lemma"] for row in lexicon.table("prospects") if row["kind"] in kinds)

    return _Words(
        of("verb"), of("verb", "governor"), of("mark"), of("modal"), of("verb", "present"), of("comparison")
    )  # fmt: skip


class Outlook:
    """The outlook of the clauses of one report; each clause is judged once."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self._parsed = parsed
        self._words = _prospects(lexicon)
        self._known: dict[int, int | None] = {}

    def of(self, i: int) -> int:
        """PAST or FUTURE as the tense of the verb over token ``i`` tells, EITHER where it does not tell."""
        for steps, above in enumerate(self._parsed.ancestors(i), 1):
            if above not in self._known:
                self._known[above] = self._judged(above)
            told = self._known[above]
            if told is not None:
                return told
            if steps >= _CLIMB or self._parsed.tokens[above].upos == "ADJ" and self._parsed.tokens[above].deprel == "amod":
                break
        return EITHER

    def goes_on(self, i: int) -> bool:
        """True if the clause over token ``i`` tells in the present of a state or an act that lasts.

        A comparison ("fewer since March") tells how far things have come until now.
        """
        for above in self._parsed.ancestors(i):
            if _compares(self._parsed, above, self._words):
                return False
            if self._judged(above) is not None:
                return _lasts(self._parsed, above)
        return False

    def _judged(self, i: int) -> int | None:
        """The outlook of token ``i`` as a predicate; None where it is none."""
        if self._parsed.tokens[i].upos not in ("VERB", "AUX") and not _helped(self._parsed, i):
            return FUTURE if _marked(self._parsed, self._parsed.tokens[i], self._words, "mark") else None
        return _of_verb(self._parsed, i, self._words)


def _helped(parsed: Parsed, i: int) -> bool:
    return any(parsed.tokens[child].deprel.partition(":")[0] in ("aux", "cop") for child in parsed.children[i])


def _of_verb(parsed: Parsed, i: int, words: _Words) -> int:
    verb = parsed.tokens[i]
    helpers = [
        parsed.tokens[child] for child in parsed.children[i]
        if parsed.tokens[child].deprel.partition(":")[0] in ("aux", "cop")
    ]
    finite = [token for token in (*helpers, verb) if token.feats.get("VerbForm") == "Fin"]
    ahead = verb.lemma.lower() in words.verbs
    if any(token.feats.get("Tense") == "Fut" for token in finite):
        return FUTURE
    if _promised(parsed, verb, finite, words):
        return FUTURE
    if any(token.deprel == "aux" and token.lemma.lower() in words.verbs for token in finite):
        return FUTURE
    if any(token.lemma.lower() in words.modals for token in finite):
        return PAST if _perfect(verb, helpers) else FUTURE
    destined = bool(finite) and verb not in finite and _of_particle(parsed, verb)
    if any(token.feats.get("Tense") in ("Past", "Imp") for token in finite):
        return NEAR if ahead or destined else PAST
    if destined:
        return FUTURE
    participle = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") != "Pres"
    if finite and participle and any(t.feats.get("Mood") == "Cnd" and t.deprel in ("aux:pass", "cop") for t in finite):
        return EITHER
    if finite and participle:
        return FUTURE if ahead and any(token.deprel in ("aux:pass", "cop") for token in helpers) else PAST
    if finite:
        planned = any(token.lemma.lower() in words.present for token in (verb, *helpers)) or verb not in finite and _going_on(verb)
        return FUTURE if planned or _marked(parsed, verb, words) else EITHER
    if participle and not (helpers and _to_be(verb, helpers)):
        return FUTURE if ahead and not helpers else PAST
    return _of_infinitive(parsed, verb, bool(helpers) and not _to_be(verb, helpers), words)


def _compares(parsed: Parsed, i: int, words: _Words) -> bool:
    """An adverb of comparison over token ``i``: "fewer", "the highest"."""
    below = (parsed.tokens[child] for child in parsed.children[i])
    return any(token.deprel == "advmod" and token.lemma.lower() in words.comparisons for token in below)


def _lasts(parsed: Parsed, i: int) -> bool:
    """True if predicate ``i`` is in the present and no perfect."""
    verb, below = parsed.tokens[i], [parsed.tokens[child] for child in parsed.children[i]]
    finite = [
        token for token in (verb, *(t for t in below if t.deprel.partition(":")[0] in ("aux", "cop")))
        if token.feats.get("VerbForm") == "Fin"
    ]
    if any(token.feats.get("Tense") != "Pres" for token in finite):
        return False
    perfect = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") != "Pres"
    return any(token.deprel in ("cop", "aux:pass") or token.i == i or not perfect for token in finite) and not any(
        token.deprel in ("aux", "aux:tense") and perfect for token in finite
    )


def _of_particle(parsed: Parsed, verb: Token) -> bool:
    """An infinitive with its particle as the predicate itself: "is to leave", "was to be held"."""
    below = [parsed.tokens[child] for child in parsed.children[verb.i]]
    bare = verb.feats.get("VerbForm") == "Inf" or any(t.deprel == "aux:pass" and t.feats.get("VerbForm") == "Inf" for t in below)
    return bare and any(t.deprel == "mark" and t.upos == "PART" for t in below)


def _perfect(verb: Token, helpers: list[Token]) -> bool:
    """A participle under a helper that is an infinitive: "may have left"."""
    return verb.feats.get("VerbForm") == "Part" and any(
        token.feats.get("VerbForm") == "Inf" and token.deprel == "aux" for token in helpers
    )


def _to_be(verb: Token, helpers: list[Token]) -> bool:
    """The infinitive of a passive or of a predicate: "to be held", "to be ready"."""
    return all(token.deprel in ("aux:pass", "cop") and token.feats.get("VerbForm") == "Inf" for token in helpers)


def _going_on(verb: Token) -> bool:
    """ "Is meeting": with a date, what is arranged."""
    return verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Pres"


def _marked(parsed: Parsed, word: Token, words: _Words, *relations: str) -> bool:
    """Below a conjunction that looks ahead: "before markets open"."""
    return any(
        parsed.tokens[child].deprel in (relations or _MARKS) and parsed.tokens[child].lemma.lower() in words.marks
        for child in parsed.children[word.i]
    )


def _promised(parsed: Parsed, verb: Token, finite: list[Token], words: _Words) -> bool:
    """A simple conditional below a verb that looks ahead is a future told in the past: "promised that it would"."""
    if verb.deprel != "ccomp" or parsed.tokens[verb.head].lemma.lower() not in words.governors:
        return False
    return any(t.feats.get("Mood") == "Cnd" and (t.i == verb.i or t.deprel in ("aux:pass", "cop")) for t in finite)


def _of_infinitive(parsed: Parsed, verb: Token, perfect: bool, words: _Words) -> int:
    if perfect:
        return PAST
    if _marked(parsed, verb, words) or verb.deprel in ("acl", "root"):
        return FUTURE
    governor = parsed.tokens[verb.head]
    if governor.i == verb.i or governor.lemma.lower() not in words.governors:
        return EITHER
    return NEAR if governor.feats.get("Tense") == "Imp" or _was(parsed, governor) else FUTURE


def _was(parsed: Parsed, verb: Token) -> bool:
    """Under a past tense of to be: "was due", "were expected"."""
    helpers = (parsed.tokens[child] for child in parsed.children[verb.i])
    return any(t.deprel in ("cop", "aux:pass") and t.feats.get("Tense") in ("Past", "Imp") for t in helpers)
