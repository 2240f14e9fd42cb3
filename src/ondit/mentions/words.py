"""The text as plain words, for what is recognised without a tree (numbers and times).

Characters are made plain one for one (apostrophes, dashes, spaces, capitals), so that places do not move.
Digits, letters and every other character are words of their own: ``14-18`` is three words, ``jusqu'`` one.
A line break is a word too, unless it stands inside a block of the report: nothing reaches across it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from ..model import Parsed

_SAME = {
    "'": "’‘ʼ‛′´`＇",
    "-": "‐‑‒–—−﹣－",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\r\u2028\u2029\v\f",
}
_PLAIN = {ord(char): plain for plain, chars in _SAME.items() for char in chars}
_PIECE = re.compile(r" +|\d+|[^\W\d_]+(?:(?<![^\W\d_]s)'(?!s\b))?|\n|[^\w ]|_")
"""An apostrophe belongs to the word that it shortens (l', jusqu'); that of a possessive (day's, days') is a word."""
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


class Words(Sequence[Word]):
    """The words of a text that is already plain, kept as three lists: a report has thousands, and objects for all of
    them would cost more than everything that looks at them. Word ``i`` is ``texts[i]``, ``begin[i]`` to ``end[i]``."""

    def __init__(self, text: str) -> None:
        pieces = _PIECE.findall(text)
        ends = list(accumulate(map(len, pieces)))
        kept = [i for i, piece in enumerate(pieces) if piece[0] != " "]
        self.texts: list[str] = [pieces[i] for i in kept]
        self.end = [ends[i] for i in kept]
        self.begin = [end - len(piece) for end, piece in zip(self.end, self.texts, strict=True)]

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Word]: ...
    def __getitem__(self, i: int | slice) -> Word | Sequence[Word]:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        return Word(self.begin[i], self.end[i], self.texts[i])


@lru_cache(maxsize=50_000)
def phrase(text: str) -> tuple[str, ...]:
    """The words of a short text of the language data, as they will be met in a report."""
    return tuple(Words(plain(text)).texts)


class Page:
    """The plain words of one report. ``original`` keeps the frozen text, for capitals and quotes."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.original = parsed.text
        self.text = _joined_lines(parsed)
        self.words = Words(self.text)
        self.texts = [*self.words.texts, *["\n"] * _MARGIN]

    @cached_property
    def starts(self) -> dict[int, int]:
        """First character -> place of the word."""
        return {start: i for i, start in enumerate(self.words.begin)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Last character (exclusive) -> place after the word."""
        return {end: i for i, end in enumerate(self.words.end, 1)}

    def at(self, i: int) -> str:
        """The plain form of word ``i``; a line break outside the text (as far as anything looks)."""
        return self.texts[i]

    def glued(self, i: int) -> bool:
        """True if no space stands between word ``i - 1`` and word ``i``."""
        return 0 < i < len(self.words) and self.words.end[i - 1] == self.words.begin[i]

    def capital(self, i: int) -> bool:
        """True if word ``i`` is written with a capital."""
        return 0 <= i < len(self.words) and self.original[self.words.begin[i]].isupper()

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
