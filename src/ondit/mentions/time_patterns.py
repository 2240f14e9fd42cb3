"""Patterns of times: rows of words and slots from the language data, compiled.

A pattern is written ``{weekday}? {dd} {month} {yyyy}``: words stand for themselves, ``(a|b c)`` for one of
several phrases, ``{slots}`` for a kind of word or number; ``?`` makes a slot or an alternative optional. It
is indexed by the two words (or kinds of word) with which it can begin, so that the cost of a text grows with what
is found in it and not with the number of patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..errors import LanguageDataError
from ..lexicon import Lexicon, Row
from . import feasts
from .numerals import numerals
from .wordlists import Phrases, forms_of
from .words import phrase

_ELEMENT = re.compile(r"\{(?P<slot>[a-z]+)(?P<again>\d?)\}(?P<maybe>\?)?|\((?P<any>[^)]*)\)(?P<may>\?)?|(?P<word>\S+)")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {tens * 10 + ones: "x" * tens + _ONES[ones] for tens in range(4) for ones in range(10) if tens or ones}
"""Roman numbers as far as centuries are counted with them."""
_CALENDAR = (
    "month", "weekday", "shortday", "weekdays", "season", "unit", "units", "part", "direction", "this", "edge", "dayword",
    "holiday", "plenty", "reference", "every",
)
_SHORT = {"dir": "direction"}
DIGITS, YEAR, FOUR, NUMBER, ORDINAL, TIME, ROMAN = "\x00digits", "\x00year", "\x00four", "\x00number", "\x00ordinal", "\x00time", "\x00roman"
_SHORT_NUMBERS = (*(str(n) for n in range(100)), *(f"{n:02d}" for n in range(10)))
_YEARS = tuple(str(n) for n in range(1000, 2200))
_CLOCKS = (*(f"{n:04d}" for n in range(1000)), *(str(n) for n in range(2200, 2360)))
"""Digits that can be a part of a date, a year, or hours and minutes and no year."""
ANY = "\x00any"
"""Kinds of word in the index, beside the words themselves; ANY: the pattern may end here."""
_STARTS = {
    "dd": (DIGITS, NUMBER, ORDINAL), "mm": (DIGITS,), "yyyy": (YEAR,), "yy": (DIGITS,), "hh": (DIGITS, NUMBER), "hhmm": (YEAR, FOUR),
    "min": (DIGITS, NUMBER), "n": (NUMBER,), "share": (NUMBER,), "ord": (ORDINAL,), "time": (TIME,), "roman": (ROMAN,),
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

    kind: str
    name: str
    phrases: tuple[tuple[str, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled row of the table ``time_patterns``; of two that match the same words the first row holds."""

    row: Row
    op: str
    level: int
    args: Mapping[str, str]
    elements: tuple[Element, ...] = field(repr=False)
    order: int = 0


class Node:
    """A place in the tree of a level's patterns: what may follow, and the patterns that end here.

    Patterns that begin alike share their beginning, so that it is matched once for all of them.
    """

    __slots__ = ("children", "ends", "phrases", "slots")

    def __init__(self) -> None:
        self.children: dict[tuple[str, str, tuple[tuple[str, ...], ...]], Node] = {}
        self.phrases: dict[str, list[tuple[list[str], Node]]] = {}
        self.slots: list[tuple[str, str, Node]] = []
        self.ends: list[Pattern] = []

    def add(self, pattern: Pattern, k: int = 0) -> None:
        """Put ``pattern`` from its element ``k`` on below this place."""
        if k == len(pattern.elements):
            if pattern not in self.ends:
                self.ends.append(pattern)
            return
        element = pattern.elements[k]
        key = (element.kind, element.name, element.phrases)
        if key not in self.children:
            child = self.children[key] = Node()
            if element.kind:
                self.slots.append((element.kind, element.name, child))
            for words in element.phrases:
                self.phrases.setdefault(words[0], []).append((list(words), child))
        self.children[key].add(pattern, k + 1)
        if element.optional:
            self.add(pattern, k + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The patterns of one level: ``starts`` are their first and second words (or kinds of word), with the tree of those
    that can begin so.

    ``words`` are all words that they hold: nothing else can stand between the beginning of a pattern and a time in it.
    ``alone`` are the first words behind which anything may stand.
    """

    starts: Mapping[str, Mapping[str, Node]]
    words: frozenset[str]
    alone: frozenset[str]


class Patterns:
    """The time patterns of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        calendar = tuple(lexicon.table("calendar"))
        self.kinds: dict[str, Phrases] = {
            kind: forms_of((row for row in calendar if row["kind"] == kind), "word", "forms")
            for kind in (*_CALENDAR, "noyear", "lead", "aged")
        }
        for row in calendar:
            if row["kind"] == "holiday":
                _check(row)
        both = [row for row in calendar if row["kind"] in ("unit", "units")]
        self.kinds["plural"] = self.kinds["units"]
        self.kinds["units"] = forms_of(both, "word", "forms")
        suffixes = ("", *numerals(lexicon).role("suffix").words)
        self._romans = {roman + suffix: worth for worth, roman in _ROMAN.items() for suffix in suffixes}
        self.special = {
            **dict.fromkeys(_SHORT_NUMBERS, DIGITS), **dict.fromkeys(_YEARS, YEAR),
            **dict.fromkeys(_CLOCKS, FOUR), **dict.fromkeys(self._romans, ROMAN),
        }  # fmt: skip
        compiled = [_compiled(row, order) for order, row in enumerate(lexicon.table("time_patterns"))]
        numbers = sorted({pattern.level for pattern in compiled})
        self.levels = tuple(self._level([p for p in compiled if p.level == number]) for number in numbers)
        self.begin = frozenset(self.special).union(*(level.starts for level in self.levels[:1])) - {"\n"}

    def _level(self, compiled: list[Pattern]) -> Level:
        index: dict[str, dict[str, list[Pattern]]] = {}
        words: set[str] = set()
        for pattern in compiled:
            for first, second in self._beginnings(pattern.elements):
                index.setdefault(first, {}).setdefault(second, []).append(pattern)
            for element in pattern.elements:
                words.update(word for each in self._phrases(element) for word in each)
        trees: dict[frozenset[int], Node] = {}
        starts = {first: {second: _tree(p, trees) for second, p in rest.items()} for first, rest in index.items()}
        return Level(starts, frozenset(words), frozenset(first for first, rest in index.items() if ANY in rest))

    def _phrases(self, element: Element) -> Iterator[tuple[str, ...]]:
        """The phrases that an element can be; none for a number or a time."""
        kind = element.kind
        return iter(self.kinds.get(kind, element.phrases))

    def _beginnings(self, elements: tuple[Element, ...]) -> set[tuple[str, str]]:
        """The first two words (or kinds of word) with which a pattern can begin."""
        found = set()
        for first, rest, then in self._heads(elements, 0):
            if rest:
                found.add((first, rest[0]))
                continue
            if all(element.optional for element in elements[then:]):
                found.add((first, ANY))
            found |= {(first, second) for second, _, _ in self._heads(elements, then)}
        return found

    def _heads(self, elements: tuple[Element, ...], k: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Each word or kind that can stand at element ``k``, the words that must follow it, and the next element."""
        for at in range(k, len(elements)):
            for start in _STARTS.get(elements[at].kind, ()):
                yield start, (), at + 1
            for words in self._phrases(elements[at]):
                yield words[0], words[1:], at + 1
            if not elements[at].optional:
                return

    def roman(self, word: str) -> int | None:
        """The worth of a small Roman number with or without an ordinal's suffix."""
        return self._romans.get(word)


def _check(row: Row) -> None:
    """A feast whose day cannot be told is a fault of the data."""
    try:
        feasts.of_year(row["value"], 2000)
    except ValueError as error:
        raise LanguageDataError(f"{row['word']}: {error}", where=row.where) from error


def _tree(found: list[Pattern], trees: dict[frozenset[int], Node]) -> Node:
    """The tree of some patterns; each set of them has one."""
    key = frozenset(pattern.order for pattern in found)
    if key not in trees:
        trees[key] = Node()
        for pattern in sorted(found, key=lambda pattern: pattern.order):
            trees[key].add(pattern)
    return trees[key]


def _compiled(row: Row, order: int) -> Pattern:
    elements = []
    for match in _ELEMENT.finditer(row["pattern"]):
        if match["slot"]:
            kind = _SHORT.get(match["slot"], match["slot"])
            if kind not in (*_CALENDAR, "plural") and kind not in _STARTS:
                raise LanguageDataError(f"there is no slot {{{match['slot']}}}", where=row.where)
            elements.append(Element(kind, match["slot"] + match["again"], (), bool(match["maybe"])))
        elif match["any"] is not None:
            phrases = tuple(phrase(text) for text in match["any"].split("|"))
            elements.append(Element("", "", phrases, bool(match["may"])))
        else:
            elements.append(Element("", "", (phrase(match["word"]),), False))
    args = dict(arg.partition("=")[::2] for arg in row["args"])
    return Pattern(row, row["op"], row["level"], args, tuple(elements), order)


@lru_cache(maxsize=8)
def patterns(lexicon: Lexicon) -> Patterns:
    """The compiled time patterns of a lexicon (cached)."""
    return Patterns(lexicon)


__all__ = ["Bind", "Item", "Level", "Pattern", "Patterns", "patterns"]
