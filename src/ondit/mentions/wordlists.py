"""Words and short phrases of the language data, found at a place of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..lexicon import Row
from .words import Page, phrase

_Entry = tuple[list[str], Row]


class Hit(NamedTuple):
    """Entry ``row`` stands at words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    row: Row


class Phrases:
    """Entries by their words. ``pairs`` are (words, row); of two entries with the same words the first holds."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Row]]) -> None:
        self._from: dict[str, list[_Entry]] = {}
        self._to: dict[str, list[_Entry]] = {}
        seen = set()
        for words, row in pairs:
            entry = list(words)
            if not entry or tuple(entry) in seen:
                continue
            seen.add(tuple(entry))
            self._from.setdefault(entry[0], []).append((entry, row))
            self._to.setdefault(entry[-1], []).append((entry, row))
        for index in (self._from, self._to):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def only(self, wanted: Callable[[Row], bool]) -> Phrases:
        """Those entries whose row is wanted."""
        return Phrases(entry for entries in self._from.values() for entry in entries if wanted(entry[1]))

    @property
    def words(self) -> frozenset[str]:
        """The entries of one word."""
        return frozenset(words[0] for entries in self._from.values() for words, _ in entries if len(words) == 1)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """The words of every entry."""
        return (tuple(words) for entries in self._from.values() for words, _ in entries)

    def at(self, page: Page, i: int) -> Hit | None:
        """The longest entry that begins at word ``i``."""
        texts = page.texts
        for words, row in self._from.get(texts[i], ()):
            if len(words) == 1 or texts[i : i + len(words)] == words:
                return Hit(i, i + len(words), row)
        return None

    def all_at(self, page: Page, i: int) -> list[Hit]:
        """Every entry that begins at word ``i``, longest first."""
        texts = page.texts
        return [
            Hit(i, i + len(words), row)
            for words, row in self._from.get(texts[i], ())
            if len(words) == 1 or texts[i : i + len(words)] == words
        ]

    def before(self, page: Page, i: int) -> Hit | None:
        """The longest entry that ends just before word ``i``."""
        texts = page.texts
        for words, row in self._to.get(texts[i - 1], ()):
            first = i - len(words)
            if first >= 0 and texts[first:i] == words:
                return Hit(first, i, row)
        return None

    def all_before(self, page: Page, i: int) -> list[Hit]:
        """Every entry that ends just before word ``i``, longest first."""
        texts = page.texts
        firsts = ((i - len(words), words, row) for words, row in self._to.get(texts[i - 1], ()))
        return [Hit(first, i, row) for first, words, row in firsts if first >= 0 and texts[first:i] == words]


def forms_of(rows: Iterable[Row], *columns: str) -> Phrases:
    """Phrases from the named columns (text or list) of rows."""
    pairs: list[tuple[Sequence[str], Row]] = []
    for row in rows:
        for column in columns:
            value = row[column]
            pairs += [(phrase(text), row) for text in (value if isinstance(value, tuple) else (value,)) if text]
    return Phrases(pairs)
