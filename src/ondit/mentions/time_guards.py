"""Conditions that a time pattern names beside its words: what stands before and after it, how it is written.

Each is an argument of the row (``uncounted=1``); a row without one is always allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from ..model import Token
from .numerals import Number
from .time_patterns import Item
from .words import Page

_SHORT_UNITS = ("second", "minute", "hour", "day")
_NEAR = 3
"""Words between a number and the "a year" that makes a rate of it."""


_AFTER_A_DAY = frozenset(("ADP", "CCONJ", "SCONJ", "VERB", "AUX", "DET", "PRON", "ADV"))
_STOPS = frozenset(",.;:!?)»")


class Guards:
    """The conditions, for one page; ``persons`` are the nouns that name one."""

    def __init__(self, page: Page, numbers: Mapping[int, Number], persons: AbstractSet[str]) -> None:
        self.page = page
        self.persons = persons
        self._ends = frozenset(number.last for number in numbers.values() if number.kind not in ("ordinal", "article"))
        self._tests: Mapping[str, Callable[[Item], bool]] = {
            "capital": self._capital, "capitals": self._capital, "dotted": self._dotted, "uncounted": self._uncounted,
            "longer": self._longer, "rate": self._rate, "days": self._days, "onward": self._onward,
            "quarter": self._quarter, "unnamed": self._unnamed, "long": self._long, "line": self._line,
            "adjective": self._adjective, "bareday": self._bare_day, "separate": self._separate, "person": self._person,
            "detached": self._detached,
        }

    def allow(self, item: Item) -> bool:
        """True if every condition of the item's pattern holds."""
        return all(self._tests[name](item) for name in item.pattern.args if name in self._tests)

    def token(self, i: int) -> Token | None:
        """The token that word ``i`` is (the beginning of)."""
        words = self.page.words
        place = self.page.parsed.token_at(words.begin[i]) if 0 <= i < len(words) else None
        return None if place is None else self.page.parsed.tokens[place]

    def counts(self, i: int) -> bool:
        """True if the number at word ``i`` counts the noun behind it ("In May 20 soldiers …")."""
        token = self.token(i)
        if token is None or token.deprel.partition(":")[0] != "nummod" or token.head <= token.i:
            return False
        return self.page.parsed.tokens[token.head].upos == "NOUN"

    def _capital(self, item: Item) -> bool:
        return self.page.capital(item.first) if not item.binds else self.page.capital(item.binds[0].first)

    def _dotted(self, item: Item) -> bool:
        """A shortened weekday by itself has its point, and the sentence goes on."""
        return self.page.at(item.last - 1) == "." and self.page.at(item.last) != "\n" and not self.page.capital(item.last)

    def _uncounted(self, item: Item) -> bool:
        day = item.binds[-1]
        return not self.counts(day.first)

    def _longer(self, item: Item) -> bool:
        return item.get("unit") not in _SHORT_UNITS

    def _rate(self, item: Item) -> bool:
        """ "15 a year", "3 million dollars a day"; "per year" needs no number."""
        texts, i = self.page.texts, item.first
        if self.page.words.end[i] - self.page.words.begin[i] > 2:
            return True
        return any(at in self._ends for at in range(i - _NEAR + 1, i + 1)) and texts[i - 1] not in (",", ".")

    def _days(self, item: Item) -> bool:
        """Early and late belong to a single day."""
        inner = item.time()
        return inner is not None and (inner.get("weekday") or inner.get("dd") or inner.get("dayword")) is not None

    def _onward(self, item: Item) -> bool:
        last = self.page.words.end[item.last - 1] - self.page.words.begin[item.last - 1]
        return last > 2 or self.page.at(item.last) in (",", ".", ";", "\n")

    def _quarter(self, item: Item) -> bool:
        return item.get("unit") == "quarter"

    def _unnamed(self, item: Item) -> bool:
        """Not a part of a name: no capitalised noun on either side that is one name with it (Sunday Times)."""
        token = self.token(item.first)
        if token is None or not self.page.capital(item.first):
            return True
        tokens = self.page.parsed.tokens
        head = tokens[token.head]
        return not (token.deprel in ("compound", "flat") and head.upos == "PROPN" and head.i != token.i)

    def _line(self, item: Item) -> bool:
        """Alone in its line: a heading, a cell of a table."""
        return self.page.at(item.first - 1) == "\n" and self.page.at(item.last) == "\n"

    def _adjective(self, item: Item) -> bool:
        token = self.token(item.last - 1)
        return token is not None and token.upos in ("ADJ", "ADV")

    def _separate(self, item: Item) -> bool:
        """Digits that no other digits go on, as in a telephone number."""
        return not self.page.at(item.first - 1)[0].isdigit() and not self.page.at(item.last)[0].isdigit()

    def _bare_day(self, item: Item) -> bool:
        """A day of which only the number is said: nothing that it could count or number follows."""
        following = self.token(item.last)
        if not self.page.at(item.last - 1).isdigit() or self.page.glued(item.last) and self.page.letters(item.last):
            return False
        return following is None or following.upos in _AFTER_A_DAY or following.text in _STOPS

    def _detached(self, item: Item) -> bool:
        """Words of more than one, or one that brings its preposition: "soir" alone is none."""
        return item.binds[0].first > item.first or item.last - item.first > 1

    def _person(self, item: Item) -> bool:
        """ "Of 34 years" behind a person is an age."""
        token = self.token(item.last - 1)
        if token is None:
            return False
        head = self.page.parsed.tokens[token.head]
        known = head.lemma.lower() in self.persons or head.text.lower() in self.persons
        return head.i < token.i and (known or head.upos in ("NOUN", "PROPN") and head.text[:1].isupper())

    def _long(self, item: Item) -> bool:
        """ "A second" is no length of time."""
        return not (item.get("units") == "second" and self.page.letters(item.first) and item.number("n") == 1)


__all__ = ["Guards"]
