"""Whether the name of a place stands, where it is, for those who govern there."""

from __future__ import annotations

from functools import cache

from ..lexicon import Lexicon
from ..model import Parsed, Step
from .cast import RULES
from .namelist import lower, words
from .nominal import base, preposition

_SUBJECT, _OBJECT = ("nsubj", "csubj"), ("obj", "iobj")


def acts(parsed: Parsed, i: int, lexicon: Lexicon, *, country: bool) -> Step | None:
    """The step that reads the name headed by token ``i`` as an actor, or None where it is a place.

    ``country`` tells that the name is a country's own and not a city's: as the complement of a noun it acts
    unless the noun is spatial, where a city acts only if the noun is an act.
    """
    head = i
    while base(parsed.tokens[head]) in ("conj", "flat") and parsed.tokens[head].head != head:
        # "entre Moscou et Kiev": a conjunct plays the part of the first
        if base(parsed.tokens[head]) == "conj" and preposition(parsed, head):
            break
        head = parsed.tokens[head].head
    token = parsed.tokens[head]
    governor = parsed.tokens[token.head]
    case = preposition(parsed, head) or preposition(parsed, i)
    idiom = base(governor) in ("obl", "obj") and parsed.tokens[governor.head].upos == "VERB" and not case
    after = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else token
    goes_on = after.sent == token.sent and after.upos not in ("PUNCT", "PROPN")
    rule = _rule(lexicon, base(token), token.deprel, case, lower(governor.lemma), governor.upos, country, idiom, goes_on)
    if rule is None:
        return None
    binds = [("name", parsed.span(i))]
    if governor.i != head:
        binds.append(("governor", parsed.span(governor.i)))
    return Step(f"{RULES}{rule}", tuple(binds), "acts")


def _rule(
    lexicon: Lexicon, relation: str, full: str, case: str, governor: str, upos: str, country: bool, idiom: bool,
    goes_on: bool,
) -> str | None:
    def use(name: str) -> bool:
        return governor in words(lexicon, "metonymy", name)

    if full == "obl:agent" or case in words(lexicon, "metonymy", "with"):
        return "metonym-with"
    if case in words(lexicon, "metonymy", "at"):
        return "metonym-recipient" if upos in ("VERB", "AUX") and use("recipient") and _dative(lexicon, case) else None
    if relation in _SUBJECT:
        if use("damage") and full.endswith("pass"):
            return None
        return "metonym-subject"
    if relation in _OBJECT and upos in ("VERB", "AUX"):
        return None if use("damage") else "metonym-object"
    if relation in ("nmod", "obl") and case:
        if use("spatial"):
            return None
        if use("act") or governor in event_nouns(lexicon) or (upos == "VERB" and relation == "obl"):
            return "metonym-owner"
        return "metonym-owner" if country and upos == "NOUN" else None
    if relation == "nmod" and upos == "NOUN" and not country:
        # "a mis en garde Moscou": the object of a verb with its noun
        return None if use("spatial") or not idiom else "metonym-object"
    return "metonym-heading" if relation == "root" and (country or goes_on) else None


def _dative(lexicon: Lexicon, case: str) -> bool:
    """The preposition of recipients: the first of the table."""
    return case == next(iter(words(lexicon, "metonymy", "at")), "")


@cache
def event_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of saying and of doing: their complement says or does it."""
    tables = (lexicon.table(name) for name in ("cues", "triggers") if name in lexicon.tables)
    return frozenset(lower(row["lemma"]) for table in tables for row in table if row["upos"] == "NOUN")
