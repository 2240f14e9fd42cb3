"""Patterns of times: rows of words and slots from the language data, found on the page.

A pattern is written ``{weekday}? {dd} {month} {yyyy}``: words stand for themselves, ``(a|b c)`` for one of
several phrases, ``{slots}`` for a kind of word or number; ``?`` makes a slot or an alternative optional. It
is indexed by what it can begin with, so that the cost grows with what is found and not with the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..errors import LanguageDataError
from ..lexicon import Lexicon, Row
from .numerals import Number, numerals
from .wordlists import Phrases, forms_of
from .words import Page, phrase

_ELEMENT = re.compile(r"\{(?P<slot>[a-z]+)(?P<again>\d?)\}(?P<maybe>\?)?|\((?P<any>[^)]*)\)(?P<may>\?)?|(?P<word>\S+)")
_ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(ix|iv|v?i{0,3})(?P<suffix>[^\W\d_]*)$")
_ROMAN_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50}
_CALENDAR = (
    "month", "weekday", "weekdays", "season", "unit", "units", "part", "direction", "this", "edge", "dayword",
    "holiday", "plenty",
)
_SHORT = {"dir": "direction"}
_DIGITS, _NUMBER, _TIME, _ROMANS = "\x00digits", "\x00number", "\x00time", "\x00roman"
_LEAD = 8
"""Words of a pattern that may stand before the time that it takes in."""
_ANY = "\x00any"
_STARTS = {
    "dd": (_DIGITS, _NUMBER), "mm": (_DIGITS,), "yyyy": (_DIGITS,), "yy": (_DIGITS,), "hh": (_DIGITS,),
    "min": (_DIGITS,), "n": (_NUMBER,), "ord": (_NUMBER,), "time": (_TIME,), "roman": (_ROMANS,),
}


@dataclass(frozen=True, slots=True)
class Bind:
    """What a slot met: its name, value, words ``first`` to ``last`` (exclusive), and the entry, if one told."""

    name: str
    value: float | str | Item
    first: int
    last: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A time as written: words ``first`` to ``last``, the pattern and what its slots met."""

    first: int
    last: int
    pattern: Pattern
    binds: tuple[Bind, ...]

    def get(self, name: str) -> float | str | Item | None:
        """The value of a slot."""
        return next((bind.value for bind in self.binds if bind.name == name), None)

    def number(self, name: str) -> int | None:
        """The whole number of a slot or of the pattern's fixed values."""
        value = self.get(name)
        if value is None:
            value = self.pattern.args.get(name)
        return int(float(value)) if isinstance(value, (int, float, str)) else None

    def time(self, name: str = "time") -> Item | None:
        """The time inside this one."""
        value = self.get(name)
        return value if isinstance(value, Item) else None

    @property
    def weak(self) -> bool:
        """A time only inside another, or where the words around allow it."""
        return "weak" in self.pattern.args


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a slot, or one of several phrases."""

    slot: str
    name: str
    phrases: tuple[tuple[str, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled row of the table ``time_patterns``."""

    row: Row
    op: str
    level: int
    args: Mapping[str, str]
    elements: tuple[Element, ...] = field(repr=False)


_Index = dict[str, dict[str, list[Pattern]]]
"""Patterns by the first and by the second word with which they can begin."""


class Patterns:
    """The time patterns of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        calendar = tuple(lexicon.table("calendar"))
        self.kinds: dict[str, Phrases] = {
            kind: forms_of((row for row in calendar if row["kind"] == kind), "word", "forms")
            for kind in (*_CALENDAR, "noyear")
        }
        both = [row for row in calendar if row["kind"] in ("unit", "units")]
        self.kinds["units"] = forms_of(both, "word", "forms")
        self._suffixes = numerals(lexicon).role("suffix").words
        self._levels: dict[int, _Index] = {}
        for row in lexicon.table("time_patterns"):
            pattern = _compiled(row)
            index = self._levels.setdefault(pattern.level, {})
            for first, second in self._beginnings(pattern.elements):
                index.setdefault(first, {}).setdefault(second, []).append(pattern)

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels, lowest first."""
        return tuple(sorted(self._levels))

    def _beginnings(self, elements: tuple[Element, ...]) -> set[tuple[str, str]]:
        """The first two words (or kinds of word) with which a pattern can begin."""
        found = set()
        for first, rest, then in self._heads(elements, 0):
            if rest is None or (not rest and all(element.optional for element in elements[then:])):
                found.add((first, _ANY))
            if rest:
                found.add((first, rest[0]))
            elif rest is not None:
                found |= {(first, second) for second, _, _ in self._heads(elements, then)}
        return found

    def _heads(self, elements: tuple[Element, ...], k: int) -> Iterator[tuple[str, tuple[str, ...] | None, int]]:
        """Each word that can stand at element ``k``, what must follow it (None: anything), and the next element."""
        for at in range(k, len(elements)):
            kind = _SHORT.get(elements[at].slot, elements[at].slot)
            for start in _STARTS.get(kind, ()):
                yield start, () if start == _DIGITS else None, at + 1
            if kind not in _STARTS:
                for words in self.kinds[kind] if kind else elements[at].phrases:
                    yield words[0], words[1:], at + 1
            if not elements[at].optional:
                return

    def find(self, page: Page, numbers: Mapping[int, Number], accepts: Callable[[Item], bool]) -> list[Item]:
        """The times of a page, longest first from the left, level upon level; ``accepts`` may refuse one."""
        items: dict[int, Item] = {}
        for level in self.levels:
            if level > self.levels[0] and not items:
                break
            items = _Matcher(self, page, numbers, items).run(self._levels[level], accepts)
        return [items[first] for first in sorted(items)]

    def roman(self, word: str) -> int | None:
        """The worth of a small Roman number with or without an ordinal's suffix."""
        match = _ROMAN.match(word)
        if match is None or (match["suffix"] and match["suffix"] not in self._suffixes):
            return None
        digits = [_ROMAN_WORTH[char] for char in word[: match.start("suffix")]]
        after = [*digits[1:], 0]
        return sum(-worth if worth < following else worth for worth, following in zip(digits, after, strict=True)) or None


class _Matcher:
    def __init__(self, patterns: Patterns, page: Page, numbers: Mapping[int, Number], items: dict[int, Item]) -> None:
        self.patterns, self.page, self.numbers, self.items = patterns, page, numbers, items

    def run(self, index: _Index, accepts: Callable[[Item], bool]) -> dict[int, Item]:
        """The items of this level, with those of the levels below that none of them took in."""
        found: dict[int, Item] = {}
        until = 0
        for i in self._places(index):
            if i < until:
                continue
            best = self._best(index, i, accepts)
            if best is not None:
                found[i] = best
                until = best.last
        taken = {i for item in found.values() for i in range(item.first, item.last)}
        for first, item in self.items.items():
            if not any(i in taken for i in range(first, item.last)):
                found[first] = item
        return found

    def _places(self, index: _Index) -> list[int]:
        """Where something can begin; above the first level only near a time that is already found."""
        if self.items:
            near = {i for item in self.items.values() for i in range(max(0, item.first - _LEAD), item.first + 1)}
            return sorted(near)
        texts, numbers = self.page.texts, self.numbers
        return [
            i for i in range(len(self.page.words))
            if texts[i] in index or i in numbers or texts[i][0].isdigit() or texts[i][0] in _ROMAN_WORTH
        ]

    def _best(self, index: _Index, i: int, accepts: Callable[[Item], bool]) -> Item | None:
        best = self.items.get(i)
        following = (*self._keys(i + 1), _ANY)
        tried = set()
        for key in self._keys(i):
            seconds = index.get(key)
            if seconds is None:
                continue
            for second in following:
                for pattern in seconds.get(second, ()):
                    if id(pattern) in tried:
                        continue
                    tried.add(id(pattern))
                    match = self._match(pattern.elements, 0, i)
                    if match is None or (best is not None and match[0] <= best.last):
                        continue
                    item = Item(i, match[0], pattern, match[1])
                    if accepts(item):
                        best = item
        return best

    def _keys(self, i: int) -> list[str]:
        word = self.page.at(i)
        keys = [word]
        if word[0].isdigit():
            keys.append(_DIGITS)
        elif word[0] in _ROMAN_WORTH:
            keys.append(_ROMANS)
        if i in self.numbers:
            keys.append(_NUMBER)
        if i in self.items:
            keys.append(_TIME)
        return keys

    def _match(self, elements: tuple[Element, ...], k: int, i: int) -> tuple[int, tuple[Bind, ...]] | None:
        """The longest match of ``elements[k:]`` at word ``i``: where it ends, and its bindings."""
        if k == len(elements):
            return i, ()
        element = elements[k]
        best: tuple[int, tuple[Bind, ...]] | None = None
        for last, bind in self._steps(element, i):
            rest = self._match(elements, k + 1, last)
            if rest is not None and (best is None or rest[0] > best[0]):
                best = rest[0], ((bind, *rest[1]) if bind is not None else rest[1])
        if element.optional and (without := self._match(elements, k + 1, i)) and (best is None or without[0] > best[0]):
            best = without
        return best

    def _steps(self, element: Element, i: int) -> Iterator[tuple[int, Bind | None]]:
        if not element.slot:
            texts = self.page.texts
            for words in element.phrases:
                if texts[i] == words[0] and texts[i : i + len(words)] == list(words):
                    yield i + len(words), None
            return
        kind = _SHORT.get(element.slot, element.slot)
        if kind in self.patterns.kinds:
            for hit in self.patterns.kinds[kind].all_at(self.page, i):
                yield hit.last, Bind(element.name, hit.row["value"], i, hit.last, hit.row)
            return
        for bind in self._valued(kind, element.name, i):
            yield bind.last, bind

    def _valued(self, kind: str, name: str, i: int) -> Iterator[Bind]:
        """What a slot for a number or a time meets at word ``i``."""
        if kind == "time":
            item = self.items.get(i)
            if item is not None:
                yield Bind(name, item, i, item.last)
        elif kind == "roman":
            worth = self.patterns.roman(self.page.at(i))
            if worth is not None:
                yield Bind(name, worth, i, i + 1)
        elif kind in ("n", "ord", "dd"):
            number = self.numbers.get(i)
            if number is not None and _fits(kind, number):
                yield Bind(name, number.value, i, number.last, number.rows[-1] if number.rows else None)
            elif kind == "dd":
                yield from self._digits(kind, name, i)
        else:
            yield from self._digits(kind, name, i)

    def _digits(self, kind: str, name: str, i: int) -> Iterator[Bind]:
        digits = self.page.at(i)
        if not digits.isdigit() or not digits.isascii() or len(digits) > 4:
            return
        low, high, lengths = _RANGES[kind]
        if len(digits) in lengths and low <= int(digits) <= high and not self._hangs_on(kind, i):
            yield Bind(name, int(digits), i, i + 1)

    def _hangs_on(self, kind: str, i: int) -> bool:
        """Digits that are the rest or the beginning of a longer number (1.2024, 2024,5, 14 2025)."""
        page = self.page
        if kind == "yyyy" and page.glued(i + 1) and page.at(i + 1) in (",", ".") and page.glued(i + 2) and page.at(i + 2).isdigit():
            return True
        return kind in ("yyyy", "dd") and page.glued(i) and (page.at(i - 1)[0].isalpha() or page.at(i - 1) == "_")


_RANGES = {
    "dd": (1, 31, (1, 2)), "mm": (1, 12, (1, 2)), "yyyy": (1000, 2199, (4,)), "yy": (0, 99, (2,)),
    "hh": (0, 24, (1, 2)), "min": (0, 59, (2,)),
}


def _fits(kind: str, number: Number) -> bool:
    if kind == "ord":
        return number.kind == "ordinal"
    if number.kind in ("ordinal", "fraction") or number.value != int(number.value):
        return kind == "dd" and number.kind == "ordinal" and number.value == 1
    return kind == "n" or (not number.grouped and 1 <= number.value <= 31 and number.kind in ("digits", "words"))


def _compiled(row: Row) -> Pattern:
    elements = []
    for match in _ELEMENT.finditer(row["pattern"]):
        if match["slot"]:
            kind = _SHORT.get(match["slot"], match["slot"])
            if kind not in _CALENDAR and kind not in _STARTS:
                raise LanguageDataError(f"there is no slot {{{match['slot']}}}", where=row.where)
            elements.append(Element(match["slot"], match["slot"] + match["again"], (), bool(match["maybe"])))
        elif match["any"] is not None:
            phrases = tuple(phrase(text) for text in match["any"].split("|"))
            elements.append(Element("", "", phrases, bool(match["may"])))
        else:
            elements.append(Element("", "", (phrase(match["word"]),), False))
    args = dict(arg.partition("=")[::2] for arg in row["args"])
    return Pattern(row, row["op"], row["level"], args, tuple(elements))


@lru_cache(maxsize=8)
def patterns(lexicon: Lexicon) -> Patterns:
    """The compiled time patterns of a lexicon (cached)."""
    return Patterns(lexicon)


__all__ = ["Bind", "Item", "Pattern", "Patterns", "patterns"]
