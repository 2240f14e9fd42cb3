"""Words -> tokens that can be compared without knowing the language: folded, cut to their beginnings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = "’'«“(-"
_INSIDE = ",;’'«“("
STEM = 5
"""Letters of a word that are compared: "lissanais", "Lissane" and "Lissanese" begin alike."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Small letters without accents; letters that have no such form stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    return fold(word)[:STEM]


def words(text: str) -> list[str]:
    """The folded words of a text in order, numbers among them."""
    return [fold(word) for word in _WORD.findall(text)]


def proper(text: str) -> frozenset[str]:
    """Stems of the words that the text writes with a capital where no sentence begins: after a small letter and a
    space, a comma or an opening mark."""
    found = set()
    for match in _LETTERS.finditer(text):
        word, start = match.group(), match.start()
        if len(word) > 1 and word[0].isupper() and start and (len(word) > 3 or word.isupper()):
            before, further = text[start - 1], text[start - 2 : start - 1]
            if before in _OPENING or (before == " " and (further.islower() or further.isdigit() or further in _INSIDE)):
                found.add(stem(word))
    return frozenset(found)


def split(texts: Iterable[str], names: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stems of the names (also inside adjectives made of them) and of the other long words, each once, in order."""
    named: dict[str, None] = {}
    other: dict[str, None] = {}
    for text in texts:
        for word in _LETTERS.findall(text):
            short = stem(word)
            if (short in names and len(word) > 3) or (word.isupper() and len(word) > 1):
                named[short] = None
            elif len(word) >= STEM:
                other[short] = None
    return tuple(named), tuple(other)


def name_tokens(text: str) -> tuple[str, ...]:
    """Stems of the words of a name that are long enough to tell it from another."""
    found = (word for word in _LETTERS.findall(text) if len(word) > 3 or word.isupper())
    return tuple(dict.fromkeys(stem(word) for word in found))
