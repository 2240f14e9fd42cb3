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
_JOINING = ("CCONJ", "PROPN", "PUNCT")
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
    token = parsed.tokens[i]
    known = place_words(lexicon)
    return known.get(lower(fold(token.text))) or known.get(lower(fold(token.lemma)), "")


def kind_of(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> Kind | None:
    """The noun of its kind around a name: "la région de Koursk", "the Kursk region", "Donetsk and Luhansk regions"."""
    return _noun_after(parsed, lexicon, first, last) or _noun_before(parsed, lexicon, first, last) or _shared(parsed, lexicon, first, last)


def _noun_after(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> Kind | None:
    after = last + 1
    if after >= parsed.sentence_of(first).last or (use := use_of(parsed, lexicon, after)) not in KINDS:
        return None
    token = parsed.tokens[after]
    governs = parsed.tokens[head_of(parsed, first, last)].head == after
    return Kind(use, after, first, after) if token.upos in ("NOUN", "PROPN") and (governs or token.text[:1].isupper()) else None


def _noun_before(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> Kind | None:
    """The noun before a name, over its preposition, article and adjective: "la région russe de Koursk"."""
    start = parsed.sentence_of(first).first
    before = first - 1
    while before >= start and first - before <= 2 and (parsed.tokens[before].upos == "DET" or use_of(parsed, lexicon, before) == "of"):
        before -= 1
    joined_on = before < first - 1
    while joined_on and before >= start and parsed.tokens[before].upos == "ADJ" and first - before <= 5:
        before -= 1
    if before < start or (use := use_of(parsed, lexicon, before)) not in KINDS:
        return None
    token = parsed.tokens[before]
    governs = joined_on or parsed.tokens[head_of(parsed, first, last)].head == before
    return Kind(use, before, before, last) if token.upos in ("NOUN", "PROPN") and governs else None


def _shared(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> Kind | None:
    """A noun in the plural that several names share; it belongs to none of their spans."""
    sentence = parsed.sentence_of(first)
    after = range(last + 1, min(last + _BEFORE, sentence.last))
    for places, between in ((after, _JOINING), (range(first - 1, max(first - _AFTER, sentence.first) - 1, -1), (*_JOINING, "ADP", "DET"))):
        for k in places:
            token = parsed.tokens[k]
            use = use_of(parsed, lexicon, k)
            if use in KINDS and token.upos in ("NOUN", "PROPN") and token.feats.get("Number") == "Plur":
                return Kind(use, k, first, last)
            if token.upos not in between or (token.upos == "ADP" and use != "of") or (token.upos == "PUNCT" and token.text != ","):
                break
    return None


def joined(parsed: Parsed, last: int, names: Container[int]) -> int | None:
    """Where the next name of a row begins: behind a comma or a conjunction."""
    link = False
    for k in range(last + 1, min(last + 5, parsed.sentence_of(last).last)):
        if k in names:
            return k if link else None
        token = parsed.tokens[k]
        link = link or token.upos == "CCONJ" or token.text == ","
        if token.upos not in ("CCONJ", "ADP", "DET") and token.text != ",":
            return None
    return None


def region_behind(parsed: Parsed, lexicon: Lexicon, last: int) -> tuple[int, str] | None:
    """The abbreviation of a region behind a name and its comma, and the region's code: "Springfield, Ill."."""
    if last + 2 >= parsed.sentence_of(last).last or parsed.tokens[last + 1].text not in _OPENS:
        return None
    region = _abbreviations(lexicon).get(parsed.tokens[last + 2].text.rstrip("."))
    return (last + 2, region) if region is not None else None


@cache
def _abbreviations(lexicon: Lexicon) -> dict[str, str]:
    return {form: row["region"] for row in lexicon.table("region_abbreviations") for form in row["forms"]}


def only_words(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> bool:
    """No name at all: "the North", "le Centre". Such a word names a region only beside the noun of one."""
    return all(use_of(parsed, lexicon, k) for k in range(first, last + 1))


def core_of(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> tuple[int, int] | None:
    """The name within a recognised one: without articles and nouns of its kind or parts at its ends; None for none."""
    while first <= last and _outer(parsed, lexicon, first):
        first += 1
    while last > first and use_of(parsed, lexicon, last) in (*KINDS, "side"):
        last -= 1
    return (first, last) if first <= last else None


def _outer(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    token = parsed.tokens[i]
    return use_of(parsed, lexicon, i) in (*KINDS, "side") or (token.upos in ("ADP", "DET") and token.text.islower())


def lies_after(parsed: Parsed, lexicon: Lexicon, last: int, names: Container[int], *, noun: bool = False) -> int | None:
    """Where the name of the country or region begins that is told behind a name, of those that ``names`` holds:
    "Tripoli (Liban)", "Valence, en Espagne", "Goma, in the east of Congo". ``noun`` tells that the words end in the
    noun of their kind ("the Luxembourg province of Belgium")."""
    sentence = parsed.sentence_of(last)
    i = last + 1
    if i >= sentence.last:
        return None
    if parsed.tokens[i].text in _OPENS:
        i += 1
    elif use_of(parsed, lexicon, i) != "within" and not (noun and use_of(parsed, lexicon, i) == "of"):
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
