"""What stands beside the name of a place: the noun of its kind, and the country or region in which it lies."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon
from ..model import Parsed
from .namelist import fold, lower
from .nominal import head_of

_AFTER = 8
"""So many words may stand between a name and where it lies: ", a town in the far north of Lebanon"."""
_BEFORE = 6
_OPENS = ",(/-\u2013\u2014"
KINDS = ("region", "district", "city")


class Kind(NamedTuple):
    """The noun that tells what kind of place a name is of: ``use`` as in place_words; with it the name reaches from
    token ``first`` to ``last``, and ``noun`` is its own place."""

    use: str
    noun: int
    first: int
    last: int


@cache
def place_words(lexicon: Lexicon) -> dict[str, str]:
    """The use of each word that stands with names of places, levelled."""
    return {lower(fold(row["word"])): row["use"] for row in lexicon.table("place_words")}


def use_of(parsed: Parsed, lexicon: Lexicon, i: int) -> str:
    """The use of token ``i`` beside a name, "" for none."""
    return place_words(lexicon).get(lower(fold(parsed.tokens[i].text)), "")


def kind_of(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> Kind | None:
    """The noun of its kind around a name: "la région de Koursk", "the Kursk region", "Rakhine State"."""
    sentence = parsed.sentence_of(first)
    after = last + 1
    if after < sentence.last and (use := use_of(parsed, lexicon, after)) in KINDS:
        token = parsed.tokens[after]
        governs = parsed.tokens[head_of(parsed, first, last)].head == after
        if token.upos in ("NOUN", "PROPN") and (governs or token.text[:1].isupper()):
            return Kind(use, after, first, after)
    before = first - 1
    while before >= sentence.first and parsed.tokens[before].upos in ("ADP", "DET") and first - before <= 2:
        before -= 1
    if before >= sentence.first and (use := use_of(parsed, lexicon, before)) in KINDS:
        token = parsed.tokens[before]
        if token.upos in ("NOUN", "PROPN") and (first - before > 1 or token.i == parsed.tokens[head_of(parsed, first, last)].head):
            return Kind(use, before, before, last)
    return None


def core_of(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> tuple[int, int] | None:
    """The name within a recognised one: without articles and nouns of its kind or parts at its ends; None for none."""
    while first <= last and _outer(parsed, lexicon, first):
        first += 1
    while last > first and use_of(parsed, lexicon, last):
        last -= 1
    return (first, last) if first <= last else None


def _outer(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    token = parsed.tokens[i]
    return bool(use_of(parsed, lexicon, i)) or (token.upos in ("ADP", "DET") and token.text.islower())


def lies_after(parsed: Parsed, lexicon: Lexicon, last: int, names: Container[int]) -> int | None:
    """Where the name of the country or region begins that is told behind a name, of those that ``names`` holds:
    "Tripoli (Liban)", "Valence, en Espagne", "Goma, in the east of Congo"."""
    sentence = parsed.sentence_of(last)
    i = last + 1
    if i >= sentence.last:
        return None
    if parsed.tokens[i].text in _OPENS:
        i += 1
    elif use_of(parsed, lexicon, i) != "within":
        return None
    for k in range(i, min(i + _AFTER, sentence.last)):
        if k in names:
            return k
        if not use_of(parsed, lexicon, k) and parsed.tokens[k].upos not in ("ADP", "DET"):
            return None
    return None


def lies_before(parsed: Parsed, lexicon: Lexicon, first: int, countries: Container[int]) -> int | None:
    """The token before a name that tells its country, of those that ``countries`` holds: "la ville libanaise de
    Tripoli", "the Lebanese city of Tripoli", "Lebanon's Tripoli"."""
    sentence = parsed.sentence_of(first)
    found = None
    noun = False
    for k in range(first - 1, max(sentence.first, first - _BEFORE) - 1, -1):
        token = parsed.tokens[k]
        if token.upos in ("PUNCT", "VERB", "AUX", "CCONJ", "SCONJ", "PRON"):
            break
        if k in countries and found is None:
            found = k
        noun = noun or use_of(parsed, lexicon, k) in KINDS
    owner = first >= 2 and parsed.tokens[first - 1].deprel.startswith("case") and first - 2 in countries
    owner = owner and parsed.tokens[first - 1].head == first - 2
    return first - 2 if owner else found if noun else None
