"""The text as plain words, for what is recognised without a tree (numbers and times).

Characters are made plain one for one (apostrophes, dashes, spaces, capitals), so that places do not move.
Digits, letters and every other character are words of their own: ``14-18`` is three words, ``jusqu'`` one.
A line break is a word too, unless it stands inside a block of the report: nothing reaches across it.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..model import Parsed

_SAME = {
    "'": "’‘ʼ‛′´`＇",
    "-": "‐‑‒–—−﹣－",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\r\u2028\u2029\v\f",
}
_PLAIN = {ord(char): plain for plain, chars in _SAME.items() for char in chars}
_WORD = re.compile(r"\d+|[^\W\d_]+'?|\n|[^\w ]|_")
_MARGIN = 40
"""Line breaks after the text, so that looking a little further (or back: list[-1]) needs no check."""
_LETTERS = re.compile(r"[^\W\d_]")


class Word(NamedTuple):
    """Characters ``start``-``end`` and their plain form."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """The text with plain characters, of the same length."""
    text = text.translate(_PLAIN)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text that is already plain."""
    return tuple(Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def phrase(text: str) -> tuple[str, ...]:
    """The words of a short text of the language data, as they will be met in a report."""
    return tuple(word.text for word in words_of(plain(text)))


class Page:
    """The plain words of one report. ``original`` keeps the frozen text, for capitals and quotes."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.original = parsed.text
        self.text = _joined_lines(parsed)
        self.words = words_of(self.text)
        self.texts = [*(word.text for word in self.words), *("\n" for _ in range(_MARGIN))]

    @cached_property
    def starts(self) -> dict[int, int]:
        """First character -> place of the word."""
        return {word.start: i for i, word in enumerate(self.words)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Last character (exclusive) -> place after the word."""
        return {word.end: i + 1 for i, word in enumerate(self.words)}

    def at(self, i: int) -> str:
        """The plain form of word ``i``; a line break outside the text (as far as anything looks)."""
        return self.texts[i]

    def glued(self, i: int) -> bool:
        """True if no space stands between word ``i - 1`` and word ``i``."""
        return 0 < i < len(self.words) and self.words[i - 1].end == self.words[i].start

    def capital(self, i: int) -> bool:
        """True if word ``i`` is written with a capital."""
        return 0 <= i < len(self.words) and self.original[self.words[i].start].isupper()

    def letters(self, i: int) -> bool:
        """True if word ``i`` is made of letters."""
        return bool(_LETTERS.match(self.at(i)))


def _joined_lines(parsed: Parsed) -> str:
    text = plain(parsed.text)
    if "\n" not in text:
        return text
    pieces, at = [], 0
    for block in sorted(parsed.report.blocks, key=lambda block: block.start):
        if block.start < at:
            continue
        pieces += [text[at : block.start], text[block.start : block.end].replace("\n", " ")]
        at = block.end
    return "".join([*pieces, text[at:]])
