"""Times on a page: where the patterns of the language data match, level upon level, the longest match first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .numerals import Number
from .time_patterns import ANY, NUMBER, ORDINAL, TIME, Bind, Item, Level, Node, Pattern, Patterns
from .words import Page

_LEAD = 8
"""Words of a pattern that may stand before the time that it takes in."""
_RANGES = {
    "dd": (1, 31, (1, 2)), "mm": (1, 12, (1, 2)), "yyyy": (1000, 2199, (4,)), "yy": (0, 99, (2,)),
    "hh": (0, 24, (1, 2)), "hhmm": (0, 2359, (4,)), "min": (0, 59, (2,)),
}


def find(patterns: Patterns, page: Page, numbers: Mapping[int, Number], accepts: Callable[[Item], bool]) -> list[Item]:
    """The times of a page, longest first from the left, level upon level; ``accepts`` may refuse one."""
    items: dict[int, Item] = {}
    for level in patterns.levels:
        if level is not patterns.levels[0] and not items:
            break
        items = _Matcher(patterns, page, numbers, items).run(level, accepts)
    return [items[first] for first in sorted(items)]


_Keys = tuple[tuple[str, int], ...]


class _Matcher:
    def __init__(self, patterns: Patterns, page: Page, numbers: Mapping[int, Number], items: dict[int, Item]) -> None:
        self.patterns, self.page, self.texts, self.numbers, self.items = patterns, page, page.texts, numbers, items
        self.kinds: dict[int, _Keys] = {}

    def run(self, level: Level, accepts: Callable[[Item], bool]) -> dict[int, Item]:
        """The items of this level, with those of the levels below that none of them took in."""
        found: dict[int, Item] = {}
        until = 0
        for i in self._near(level) if self.items else self._places(level):
            if i < until:
                continue
            best = self._best(level, i, accepts)
            if best is not None:
                found[i] = best
                until = best.last
        if not self.items:
            return found
        taken = {i for item in found.values() for i in range(item.first, item.last)}
        for first, item in self.items.items():
            if not any(i in taken for i in range(first, item.last)):
                found[first] = item
        return found

    def _places(self, level: Level) -> list[int]:
        """Where something can begin, by the words of two places."""
        texts, starts, alone, special = self.texts, level.starts, level.alone, self.patterns.special
        begin = self.patterns.begin
        likely = [i for i, text in enumerate(texts) if text in begin]
        kinds = {i for i in likely if texts[i] in special}
        kinds.update(self.numbers)
        places = [
            i for i in likely
            if (seconds := starts.get(texts[i])) and (texts[i + 1] in seconds or texts[i] in alone or i + 1 in kinds)
        ]  # fmt: skip
        return sorted({*places, *kinds})

    def _near(self, level: Level) -> list[int]:
        """Where something can begin that takes in a time that is already found."""
        texts, words, near = self.texts, level.words, set(self.items)
        ends = {item.last - 1: first for first, item in self.items.items()}
        ends.update((number.last - 1, first) for first, number in self.numbers.items())
        for first in self.items:
            i = first - 1
            while i >= max(0, first - _LEAD) and (texts[i] in words or i in ends or texts[i].isdigit()):
                i = ends.get(i, i)
                near.add(i)
                i -= 1
        return sorted(near)

    def _best(self, level: Level, i: int, accepts: Callable[[Item], bool]) -> Item | None:
        """The longest item that begins at word ``i``; of two the one whose pattern comes first."""
        texts, starts = self.texts, level.starts
        trees: list[Node] = []
        for key, last in ((texts[i], i + 1), *self._kinds_at(i)):
            seconds = starts.get(key)
            if seconds is None:
                continue
            for second in (ANY, texts[last], *(kind for kind, _ in self._kinds_at(last))):
                if second in seconds:
                    trees.append(seconds[second])
        best, found = self.items.get(i), list[tuple[int, Pattern, tuple[Bind, ...]]]()
        for tree in trees:
            self._walk(tree, i, (), found)
        if len(found) > 1:
            found.sort(key=_longest)
        for last, pattern, binds in found:
            if best is not None and last <= best.last:
                break
            item = Item(i, last, pattern, binds)
            if accepts(item):
                return item
        return best

    def _kinds_at(self, i: int) -> _Keys:
        """What word ``i`` is in the index beside itself, with the place after it."""
        known = self.kinds.get(i)
        if known is None:
            found = []
            key = self.patterns.special.get(self.texts[i])
            if key is not None:
                found.append((key, i + 1))
            number = self.numbers.get(i)
            if number is not None:
                found.append((ORDINAL if number.kind == "ordinal" else NUMBER, number.last))
            item = self.items.get(i)
            if item is not None:
                found.append((TIME, item.last))
            known = self.kinds[i] = tuple(found)
        return known

    def _walk(self, node: Node, i: int, binds: tuple[Bind, ...], found: list[tuple[int, Pattern, tuple[Bind, ...]]]) -> None:
        """Every match of the patterns below ``node`` from word ``i`` on: where it ends, the pattern, what its slots met."""
        for pattern in node.ends:
            found.append((i, pattern, binds))
        texts = self.texts
        for words, child in node.phrases.get(texts[i], ()):
            if len(words) == 1 or texts[i : i + len(words)] == words:
                self._walk(child, i + len(words), binds, found)
        kinds = self.patterns.kinds
        for kind, name, child in node.slots:
            if kind in kinds:
                for hit in kinds[kind].all_at(self.page, i):
                    if not hit.row["cased"] or self.page.capital(i):
                        self._walk(child, hit.last, (*binds, Bind(name, hit.row["value"], i, hit.last, hit.row)), found)
            else:
                for bind in self._valued(kind, name, i):
                    self._walk(child, bind.last, (*binds, bind), found)

    def _valued(self, kind: str, name: str, i: int) -> Iterator[Bind]:
        """What a slot for a number or a time meets at word ``i``."""
        if kind == "time":
            item = self.items.get(i)
            if item is not None:
                yield Bind(name, item, i, item.last)
        elif kind == "roman":
            worth = self.patterns.roman(self.texts[i])
            if worth is not None:
                yield Bind(name, worth, i, i + 1)
        elif kind in ("n", "share", "ord", "dd", "hh", "min"):
            number = self.numbers.get(i)
            if number is not None and _fits(kind, number):
                yield Bind(name, number.value, i, number.last, number.rows[-1] if number.rows else None)
            elif kind not in ("n", "share", "ord"):
                yield from self._digits(kind, name, i)
        else:
            yield from self._digits(kind, name, i)

    def _digits(self, kind: str, name: str, i: int) -> Iterator[Bind]:
        digits = self.texts[i]
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


def _longest(match: tuple[int, Pattern, tuple[Bind, ...]]) -> tuple[int, int]:
    return -match[0], match[1].order


def _fits(kind: str, number: Number) -> bool:
    if kind == "ord":
        return number.kind == "ordinal"
    if kind == "share":
        return number.kind == "fraction"
    if kind in ("hh", "min"):
        return number.kind == "words" and number.value < (25 if kind == "hh" else 60)
    if kind == "n":
        return number.kind not in ("ordinal", "fraction", "none") and number.value >= 0
    if number.kind == "ordinal":
        return 1 <= number.value <= 31
    return not number.grouped and 1 <= number.value <= 31 and number.kind in ("digits", "words") and number.value == int(number.value)
