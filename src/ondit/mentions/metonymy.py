"""Whether the name of a place stands, where it is, for those who govern there."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon
from ..model import Parsed, Step
from .cast import RULES
from .namelist import common, lower, words
from .nominal import base, preposition


class _Part(NamedTuple):
    """The part that a name plays: its relation (without and with subtype), preposition and governor.

    ``country`` tells that the name is a country's own and not a city's, ``of`` the lemma of the verb that
    governs the governor as its object (``as_object``) or otherwise, ``goes_on`` that a word follows the name, ``word``
    the governor as it is written.
    """

    relation: str
    full: str
    case: str
    governor: str
    upos: str
    of: str
    as_object: bool
    country: bool
    goes_on: bool
    word: str


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
    above = parsed.tokens[governor.head]
    after = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else token
    part = _Part(
        base(token), token.deprel, preposition(parsed, head) or preposition(parsed, i), lower(governor.lemma),
        governor.upos, lower(above.lemma) if above.upos == "VERB" and above.i != governor.i else "",
        base(governor) in ("obl", "obj"), country, after.sent == token.sent and after.upos not in ("PUNCT", "PROPN"),
        governor.text,
    )  # fmt: skip
    rule = _reading(part, lexicon)
    if rule is None:
        return None
    binds = [("name", parsed.span(i))]
    if governor.i != head:
        binds.append(("governor", parsed.span(governor.i)))
    return Step(f"{RULES}{rule}", tuple(binds), "acts")


def _reading(part: _Part, lexicon: Lexicon) -> str | None:
    """The rule that makes the name an actor in this part."""

    def use(name: str, word: str = part.governor) -> bool:
        return word in words(lexicon, "metonymy", name)

    suffers = use("movement") or (use("damage") and not part.country)
    verbal = part.upos in ("VERB", "AUX")
    if verbal and use("movement") and use("goal", part.case):
        return None
    if part.full == "obl:agent" or use("with", part.case):
        return "metonym-with"
    if use("at", part.case):
        asked = use("recipient") if verbal else use("toward") or use("recipient", part.of)
        return "metonym-recipient" if asked and _dative(lexicon, part.case) else None
    if part.relation == "nsubj":
        return None if suffers and part.full.endswith("pass") else "metonym-subject"
    if part.relation in ("obj", "iobj") and verbal:
        return None if suffers else "metonym-object"
    if part.relation == "compound":
        # "Lima officials" speak for it, "the Lima talks" are held there
        return "metonym-owner" if common(lexicon).whole(part.word) is not None and not use("spatial") else None
    if part.full == "nmod:poss" or (part.relation in ("nmod", "obl") and part.case):
        return _owner(part, lexicon, use("spatial"), use("act"))
    if part.relation in ("nmod", "appos") and part.upos == "NOUN" and not part.country:
        # "a mis en garde Lima": the object of a verb with its noun
        return "metonym-object" if part.as_object and part.of and not use("spatial") else None
    return "metonym-heading" if part.relation == "root" and (part.country or part.goes_on) else None


def _owner(part: _Part, lexicon: Lexicon, spatial: bool, act: bool) -> str | None:
    if spatial:
        return None
    if act or part.governor in event_nouns(lexicon) or (part.upos == "VERB" and part.relation == "obl"):
        return "metonym-owner"
    return "metonym-owner" if part.country and part.upos == "NOUN" else None


def _dative(lexicon: Lexicon, case: str) -> bool:
    """The preposition of recipients: the first of the table."""
    return case == next(iter(words(lexicon, "metonymy", "at")), "")


@cache
def event_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of saying and of doing: their complement says or does it."""
    said = (row["lemma"] for row in lexicon.table("cues") if row["upos"] == "NOUN")
    done = (trigger.lemma for trigger in lexicon.frames.triggers if trigger.upos == "NOUN")
    return frozenset(lower(lemma) for lemma in (*said, *done))
