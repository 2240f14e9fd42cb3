"""Where the clause of a word looks: back, ahead, or neither way for certain."""

from __future__ import annotations

from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Parsed, Token

PAST, FUTURE, EITHER = -1, 1, 0
_CLIMB = 6


@lru_cache(maxsize=8)
def _prospects(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    rows = tuple(lexicon.table("prospects"))
    verbs, marks = (frozenset(r["lemma"] for r in rows if r["kind"] == kind) for kind in ("verb", "mark"))
    return verbs, marks


class Outlook:
    """The outlook of the clauses of one report; each clause is judged once."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self._parsed = parsed
        self._verbs, self._marks = _prospects(lexicon)
        self._known: dict[int, int | None] = {}

    def of(self, i: int) -> int:
        """PAST or FUTURE as the tense of the verb over token ``i`` tells, EITHER where it does not tell."""
        for steps, above in enumerate(self._parsed.ancestors(i), 1):
            if above not in self._known:
                self._known[above] = self._judged(above)
            told = self._known[above]
            if told is not None:
                return told
            if steps >= _CLIMB or self._parsed.tokens[above].upos == "ADJ":
                break
        return EITHER

    def _judged(self, i: int) -> int | None:
        """The outlook of token ``i`` as a predicate; None where it is none."""
        if self._parsed.tokens[i].upos not in ("VERB", "AUX") and not _helped(self._parsed, i):
            return None
        return _of_verb(self._parsed, i, self._verbs, self._marks)


def _helped(parsed: Parsed, i: int) -> bool:
    return any(parsed.tokens[child].deprel.partition(":")[0] in ("aux", "cop") for child in parsed.children[i])


def _of_verb(parsed: Parsed, i: int, verbs: frozenset[str], marks: frozenset[str]) -> int:
    verb = parsed.tokens[i]
    helpers = [
        parsed.tokens[child] for child in parsed.children[i]
        if parsed.tokens[child].deprel.partition(":")[0] in ("aux", "cop")
    ]
    finite = [token for token in (*helpers, verb) if token.feats.get("VerbForm") == "Fin"]
    if any(token.feats.get("Tense") == "Fut" for token in finite):
        return FUTURE
    ahead = any(token.lemma.lower() in verbs for token in (verb, *helpers))
    if any(token.feats.get("Tense") in ("Past", "Imp") for token in finite):
        return EITHER if ahead and verb.lemma.lower() not in verbs else PAST
    participle = _participle(verb)
    if finite:
        if ahead and (not participle or verb.lemma.lower() in verbs):
            return FUTURE
        return PAST if participle and helpers else EITHER
    if participle:
        return FUTURE if verb.lemma.lower() in verbs else PAST
    return _of_infinitive(parsed, verb, helpers, verbs, marks)


def _participle(verb: Token) -> bool:
    return verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") != "Pres"


def _of_infinitive(
    parsed: Parsed, verb: Token, helpers: list[Token], verbs: frozenset[str], marks: frozenset[str]
) -> int:
    if helpers:
        return PAST
    for child in parsed.children[verb.i]:
        token = parsed.tokens[child]
        if token.deprel in ("mark", "case") and token.lemma.lower() in marks:
            return FUTURE
    governor = parsed.tokens[verb.head]
    if governor.i != verb.i and governor.lemma.lower() in verbs:
        return FUTURE
    return EITHER
