"""How far the name of a person reaches: over particles, hyphens and suffixes, without titles and forms of address."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Parsed
from .namelist import common, lower, words
from .nationality import country_words, hyphen
from .nominal import base

_PARTICLES = 2
"""So many particles may stand in a row inside a name."""


def can_end(parsed: Parsed, k: int) -> bool:
    """A word that a name can end in: no mark, and no preposition, article or conjunction that leads on."""
    token = parsed.tokens[k]
    leads_on = token.upos in ("ADP", "DET", "CCONJ") and token.text.islower()
    return any(char.isalnum() for char in token.text) and not leads_on


def grown(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """The run of capitalised proper nouns, with particles between them, around a name, up to a body or place beside it."""
    sentence = parsed.sentence_of(first)
    others = {k for e in parsed.entities if e.last <= first or e.first > last for k in range(e.first, e.last) if e.label != "PER"}
    while first > sentence.first:
        step = _step(parsed, lexicon, first, -1)
        if not step or first - step < sentence.first or first - step in others:
            break
        if first - step in country_words(parsed, lexicon):
            break  # an inhabitant with a capital before the name is no part of it
        first -= step
    while last + 1 < sentence.last:
        beside = _suffix(parsed, lexicon, last + 1) or _initial(parsed, last + 1)
        step = 1 if beside else _step(parsed, lexicon, last, 1)
        if not step or last + step >= sentence.last or last + step in others:
            break
        last += step
    return first, last


def _step(parsed: Parsed, lexicon: Lexicon, k: int, way: int) -> int:
    """How far the next word of the name stands from token ``k``, over particles ("van den") and hyphens; 0 without one.

    A particle that the tree takes for a preposition or article bridges nothing.
    """
    if _hyphenated(parsed, k + way, way):
        return 2
    for step in range(1, 2 + _PARTICLES):
        beyond = k + way * step
        if not 0 <= beyond < len(parsed.tokens):
            return 0
        if name_word(parsed, beyond):
            return step
        if not particle(parsed, lexicon, beyond) or parsed.tokens[beyond].upos in ("ADP", "DET"):
            return 0
    return 0


def capital_article(parsed: Parsed, k: int) -> bool:
    """An article with a capital that belongs to the name behind it: "the association The Shores"."""
    token = parsed.tokens[k]
    return token.upos == "DET" and token.text[:1].isupper() and k + 1 < len(parsed.tokens) and name_word(parsed, k + 1)


def _hyphenated(parsed: Parsed, k: int, way: int) -> bool:
    """True if token ``k`` is a hyphen that joins a proper noun on its far side: "Yong-chol"."""
    if not hyphen(parsed, k):
        return False
    far = parsed.tokens[k + way]
    # "Seong-kweun": a small letter behind the hyphen, but not "Kirby-led"
    bound = way > 0 and far.upos in ("NOUN", "X") and far.head < k and base(far) in ("flat", "appos", "nmod", "dep")
    return far.upos == "PROPN" or bound


def name_word(parsed: Parsed, k: int) -> bool:
    token = parsed.tokens[k]
    return token.upos == "PROPN" and token.text[:1].isupper() and not token.text.endswith("'")


def particle(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    return lower(parsed.tokens[k].text) in words(lexicon, "reference_words", "particle")


def _suffix(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    return lower(parsed.tokens[k].text) in words(lexicon, "reference_words", "suffix")


def _initial(parsed: Parsed, k: int) -> bool:
    """An initial that ends a name: one capital and a full stop, and no name behind it."""
    text = parsed.tokens[k].text
    if len(text) != 2 or not text[0].isupper() or text[1] != ".":
        return False
    return k + 1 >= len(parsed.tokens) or not parsed.tokens[k + 1].text[:1].isupper()


def is_honorific(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    return lower(parsed.tokens[k].text) in words(lexicon, "reference_words", "honorific")


def untitled(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> int:
    """Where the name begins after titles and forms of address that were taken for part of it."""
    while first < last:
        if is_honorific(parsed, lexicon, first):
            first += 1
            continue
        title = next((k for k in range(last - 1, first - 1, -1) if _is_title(parsed, lexicon, first, k)), None)
        if title is None:
            break
        first = title + 1
    return first


def _is_title(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> bool:
    return is_title(lexicon, parsed.text[parsed.tokens[first].start : parsed.tokens[last].end])


def is_title(lexicon: Lexicon, text: str) -> bool:
    found = common(lexicon).whole(text)
    return found is not None and found.row.table == "roles" and bool(found.row["title"])
