"""Lexicon names in a text: one pass, longest match, places unchanged.

Apostrophes, hyphens, spaces and accents are levelled on both sides ("Etats-Unis" is "États-Unis"); capitals are
not: where the entry has a capital the text must have one too, so that "le monde" is not "Le Monde".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row

_WORD = re.compile(r"\w+")
_SHORT = 3
"""Abbreviations up to this length must be written exactly so: "UN" is not "Un", "JeM" not "JEM"."""


class _Fold(dict[int, str]):
    """One character for one character: places in the text do not move."""

    _SAME = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "−": "-"}

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = self._SAME.get(char) or (" " if char.isspace() else unicodedata.normalize("NFD", char)[0])
        self[code] = plain
        return plain


_FOLD = _Fold()


def fold(text: str) -> str:
    """``text`` without accents and typographic variants, of the same length, capitals kept."""
    return text.translate(_FOLD)


def lower(text: str) -> str:
    """Small letters, one for one (``str.lower`` would make two of "İ")."""
    if text.isascii():
        return text.lower()
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(lower(fold(text)).replace("-", " ").replace("'", " ").split())


class Levelled(NamedTuple):
    """A text levelled, with its capitals (``folded``) and in small letters (``low``), and its ``words`` as (start, word);
    an empty word stands at the end."""

    folded: str
    low: str
    words: list[tuple[int, str]]


@lru_cache(maxsize=8)
def level(text: str) -> Levelled:
    """``text`` levelled; every list of phrases looks into the same few texts."""
    folded = fold(text)
    low = lower(folded)
    return Levelled(folded, low, [*((word.start(), word.group()) for word in _WORD.finditer(low)), (len(low), "")])


class Found(NamedTuple):
    """Characters ``start`` to ``end`` are an entry of ``row`` (in column ``column``)."""

    start: int
    end: int
    row: Row
    column: str


_Entry = tuple[str, str, Row, str]
"""A form in small letters and as it is written, its row and column."""
_KNOWN_TEXTS = 50_000
"""Words whose look-up is remembered: a text asks for the same ones again and again."""


class Phrases:
    """Finds the words of chosen columns of chosen tables. Where two tables share a word, the first has it."""

    def __init__(self, columns: Iterable[tuple[Iterable[Row], str]], *, cased: bool = True) -> None:
        self._cased = cased
        self._by_first: dict[str, dict[str, list[_Entry]]] = {}
        self._whole: dict[str, Found | None] = {}
        self._last: tuple[str, tuple[Found, ...]] = ("", ())
        for rows, column in columns:
            for row in rows:
                value = row[column]
                for alias in value if isinstance(value, tuple) else (value,):
                    self._add(fold(alias), row, column)
        for by_second in self._by_first.values():
            for entries in by_second.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, alias: str, row: Row, column: str) -> None:
        low = lower(alias)
        first, second, *_ = [*_WORD.findall(low), "", ""]
        if not first:
            return
        entries = self._by_first.setdefault(first, {}).setdefault(second, [])
        if all(entry[0] != low or entry[1] != alias for entry in entries):
            entries.append((low, alias, row, column))

    def find(self, text: str) -> tuple[Found, ...]:
        """What stands in ``text``, left to right, without overlaps; the last text's is remembered, as names and
        places ask for the same one."""
        known, found = self._last
        if known is not text:
            found = tuple(self._find(text))
            self._last = (text, found)
        return found

    def _find(self, text: str) -> Iterator[Found]:
        folded, low, words = level(text)
        free, lists = 0, self._by_first.get
        for i, (start, word) in enumerate(words):
            by_second = lists(word)
            if by_second is None or start < free:
                continue
            behind = words[i + 1][1]
            for second in (behind, "") if behind else ("",):
                found = next((e for e in by_second.get(second, ()) if self._stands(folded, low, start, e)), None)
                if found is not None:
                    free = start + len(found[0])
                    yield Found(start, free, found[2], found[3])
                    break

    def _stands(self, folded: str, low: str, start: int, entry: _Entry) -> bool:
        alias, written = entry[:2]
        return low.startswith(alias, start) and _fits(folded, start, start + len(alias), written if self._cased else alias)

    def whole(self, text: str) -> Found | None:
        """The entry that ``text`` is, from its first to its last character."""
        if text not in self._whole:
            if len(self._whole) > _KNOWN_TEXTS:
                self._whole.clear()
            self._whole[text] = next((f for f in self._find(text) if (f.start, f.end) == (0, len(text))), None)
        return self._whole[text]


def _fits(text: str, start: int, end: int, written: str) -> bool:
    """Whole words only, and a capital wherever the entry has one."""
    if end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalpha())):
        return False
    if start > 0 and (text[start - 1].isalnum() or (text[start - 1] == "-" and text[start - 2 : start - 1].isalpha())):
        return False
    here = text[start:end]
    if len(written) <= _SHORT and sum(char.isupper() for char in written) > 1:
        return here == written
    return all(
        here[word.start()].isupper() for word in _WORD.finditer(written) if written[word.start()].isupper()
    )


@cache
def proper(lexicon: Lexicon) -> Phrases:
    """Proper names, the surer tables first."""
    return Phrases(
        (lexicon.table(table), column)
        for table, column in (
            ("persons", "name"), ("persons", "aliases"), ("countries", "names"),
            ("organisations", "name"), ("organisations", "aliases"),
            ("metonyms", "name"), ("metonyms", "aliases"), ("countries", "capitals"), ("places", "names"),
        )
    )  # fmt: skip


@cache
def common(lexicon: Lexicon) -> Phrases:
    """Nouns of persons and of bodies that can be sources."""
    return Phrases(
        (lexicon.table(table), column)
        for table, column in (
            ("roles", "noun"), ("roles", "forms"), ("source_nouns", "noun"), ("source_nouns", "forms"),
        )
    )  # fmt: skip


@cache
def words(lexicon: Lexicon, table: str, use: str) -> dict[str, Row]:
    """Entries of a word table with that use, by word in small letters."""
    return {lower(row["word"]): row for row in lexicon.table(table) if row["use"] == use}


@cache
def adjectives(lexicon: Lexicon) -> dict[str, Row]:
    """Country rows by every form of their adjectives, levelled. The first country with a form has it."""
    found: dict[str, Row] = {}
    for row in lexicon.table("countries"):
        for form in row["adjectives"]:
            found.setdefault(lower(fold(form)), row)
    return found
