"""Conditions that a time pattern names beside its words: what stands before and after it, how it is written.

Each is an argument of the row (``uncounted=1``); a row without one is always allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from ..model import Token
from .numerals import Number
from .time_patterns import Item
from .wordlists import Phrases
from .words import Page

_SHORT_UNITS = ("second", "minute", "hour", "day")
_DOUBTFUL = ("second", "quarter", "half")
_DAYS = ("clock", "date", "shift", "same", "context")
_NEAR = 3
"""Words between a number and the "a year" that makes a rate of it."""


_AFTER_A_DAY = frozenset(("ADP", "CCONJ", "SCONJ", "VERB", "AUX", "DET", "PRON", "ADV"))
_STOPS = frozenset(",.;:!?)»")


class Guards:
    """The conditions, for one page; ``persons`` are the nouns that name one, ``leads`` the words after which a word of
    two meanings is a time ("in the fall")."""

    def __init__(self, page: Page, numbers: Mapping[int, Number], leads: Phrases, persons: AbstractSet[str]) -> None:
        self.page, self.leads, self.persons = page, leads, persons
        self._ends = frozenset(number.last for number in numbers.values() if number.kind not in ("ordinal", "article"))
        self._tests: Mapping[str, Callable[[Item], bool]] = {
            "capital": self._capital, "capitals": self._capital, "dotted": self._dotted, "uncounted": self._uncounted,
            "longer": self._longer, "rate": self._rate, "days": self._days, "onward": self._onward,
            "quarter": self._quarter, "unnamed": self._unnamed, "long": self._long, "line": self._line,
            "adjective": self._adjective, "bareday": self._bare_day, "separate": self._separate, "aged": self._aged,
            "detached": self._detached, "apart": self._apart, "led": self._led, "unordered": self._alone, "unjoined": self._unjoined, "dayfirst": self._day_first,
            "whole": self._whole, "feast": self._feast, "suffixed": self._suffixed, "person": self._person,
        }

    def allow(self, item: Item) -> bool:
        """True if every condition of the item's pattern holds."""
        if item.pattern.op in ("moment", "inyear") and not self._joint(item):
            return False
        if item.pattern.op == "days" and not self._in_order(item):
            return False
        if any(bind.name == "dir" and self._verb(bind.first) for bind in item.binds):
            return False
        return all(self._tests[name](item) for name in item.pattern.args if name in self._tests)

    def token(self, i: int) -> Token | None:
        """The token that word ``i`` is (the beginning of)."""
        words = self.page.words
        place = self.page.parsed.token_at(words.begin[i]) if 0 <= i < len(words) else None
        return None if place is None else self.page.parsed.tokens[place]

    def counts(self, i: int, *, orders: bool = False) -> bool:
        """True if the number at word ``i`` counts the noun behind it ("In May 20 soldiers …"), or ``orders`` it."""
        token = self.token(i)
        relation = "" if token is None else token.deprel.partition(":")[0]
        if token is None or relation not in ("nummod", "amod" if orders else "nummod") or token.head <= token.i:
            return False
        tokens = self.page.parsed.tokens
        noun = tokens[token.head]
        if any(between.upos in ("ADP", "NUM", "VERB") for between in tokens[token.i + 1 : token.head]):
            return False
        return noun.upos == "NOUN" and (relation == "amod" or noun.feats.get("Number") != "Sing")

    def _in_order(self, item: Item) -> bool:
        """Two days of one month come in order and are written alike ("March 7 to five years in prison" has one)."""
        first, last = (next(bind for bind in item.binds if bind.name == name) for name in ("dd", "dd2"))
        alike = self.page.at(first.first).isdigit() == self.page.at(last.first).isdigit()
        return alike and (item.number("dd") or 0) < (item.number("dd2") or 0)

    def _verb(self, i: int) -> bool:
        """ "Forecast to last several days"."""
        token = self.token(i)
        return token is not None and token.upos == "VERB" and token.feats.get("VerbForm") in ("Inf", "Fin")

    def _joint(self, item: Item) -> bool:
        """Of two times side by side one is a time of the day and the other a day; or one a date and the other its year."""
        first, second = item.time(), item.time("time2")
        if first is None or second is None:
            return False
        if item.pattern.op == "moment":
            clocks = [each.pattern.op == "clock" for each in (first, second)]
            return any(clocks) and not all(clocks) and all(each.pattern.op in _DAYS for each in (first, second))
        dated = first.pattern.op == "date" and first.get("yyyy") is None and (first.get("month") or first.get("holiday")) is not None
        return dated and second.pattern.op in ("shift", "context") and second.get("unit") == "year"

    def _capital(self, item: Item) -> bool:
        """A word that is also another one has its capital; a sign without an entry (Q3) always."""
        if not item.binds:
            return self.page.capital(item.first)
        first = item.binds[0]
        return first.row is None or not first.row["common"] or self.page.capital(first.first)

    def _dotted(self, item: Item) -> bool:
        """A shortened weekday by itself has its point, and the sentence goes on."""
        return self.page.at(item.last - 1) == "." and self.page.at(item.last) != "\n" and not self.page.capital(item.last)

    def _uncounted(self, item: Item) -> bool:
        day = item.binds[-1]
        return not self.counts(day.first)

    def _alone(self, item: Item) -> bool:
        return not self.counts(item.binds[-1].first, orders=True)

    def _suffixed(self, item: Item) -> bool:
        """A day of the month by itself is written in digits and orders no noun ("on the 24th")."""
        day = item.binds[-1]
        value = item.number("ord") or 0
        return 1 <= value <= 31 and self.page.at(day.first).isdigit() and not self.counts(day.first, orders=True)

    def _unjoined(self, item: Item) -> bool:
        """Not the first part of a word ("now-cancelled")."""
        return not (self.page.at(item.last) == "-" and self.page.glued(item.last))

    def _day_first(self, item: Item) -> bool:
        first = item.time()
        return first is not None and first.pattern.op != "clock"

    def _whole(self, item: Item) -> bool:
        """Not the possessor of what is meant ("by Friday's close" is on Friday)."""
        return not (self.page.at(item.last) == "'" and self.page.glued(item.last))

    def _feast(self, item: Item) -> bool:
        """Nobody's own ("Ukraine's Independence Day", "the Khmer New Year"): of whose the days are not known."""
        before = self.token(item.first - 1)
        if before is None or self.page.at(item.first - 1) == "\n":
            return True
        owner = before.upos == "PROPN" or before.deprel == "nmod:poss" or before.upos == "ADJ" and before.text[:1].isupper() or before.deprel == "case" and before.upos == "PART"
        return not (owner and (before.head == (self.token(item.last - 1) or before).i or before.upos == "PART"))

    def _longer(self, item: Item) -> bool:
        return item.get("unit") not in _SHORT_UNITS

    def _rate(self, item: Item) -> bool:
        """ "15 a year", "3 million dollars a day"; "per year" needs no number."""
        texts, i = self.page.texts, item.first
        if self.page.words.end[i] - self.page.words.begin[i] > 2:
            return True
        return any(at in self._ends for at in range(i - _NEAR + 1, i + 1)) and texts[i - 1] not in (",", ".")

    def _apart(self, item: Item) -> bool:
        """An apostrophe that stands for the century ('82), not one that closes a quotation."""
        return self.page.glued(item.first + 1) and not self.page.glued(item.first) and not self.counts(item.first + 1)

    def _led(self, item: Item) -> bool:
        return self.leads.before(self.page, item.first) is not None

    def _person(self, item: Item) -> bool:
        """Not in the name of somebody (Theresa May, April Jones)."""
        token = self.token(item.first)
        if token is None:
            return True
        part = token.deprel in ("compound", "flat") and token.head in self._in_names
        return token.i not in self._in_names and not part

    @cached_property
    def _in_names(self) -> frozenset[int]:
        entities = self.page.parsed.entities
        return frozenset(i for each in entities if each.label == "PER" for i in range(each.first, each.last))

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
        outside = head.start >= self.page.words.end[item.last - 1] or head.i < token.i
        return not (token.deprel in ("compound", "flat") and head.upos == "PROPN" and outside)

    def _line(self, item: Item) -> bool:
        """Alone in its line: a heading, a cell of a table."""
        return self.page.at(item.first - 1) == "\n" and self.page.at(item.last) == "\n"

    def _adjective(self, item: Item) -> bool:
        token = self.token(item.last - 1)
        return token is not None and token.upos in ("ADJ", "ADV")

    def _separate(self, item: Item) -> bool:
        """Digits that no other digits go on, as in a telephone number."""
        if self.page.glued(item.first) and self.page.at(item.first - 1) in ("/", "-", "."):
            return False
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

    def _aged(self, item: Item) -> bool:
        """ "Of 34 years" behind a person is an age."""
        token = self.token(item.last - 1)
        if token is None:
            return False
        tokens = self.page.parsed.tokens
        head = tokens[token.head]
        if head.i >= token.i:
            return False
        if head.lemma.lower() in self.persons or head.text.lower() in self.persons:
            return True
        named = head.upos in ("NOUN", "PROPN") and head.text[:1].isupper()
        return (item.get("units") or item.get("unit")) in (None, "year") and (
            named or head.deprel == "appos" and tokens[head.head].upos == "PROPN"
        )

    def _long(self, item: Item) -> bool:
        """ "A second", "a quarter" are other things more often than lengths of time."""
        unit = item.get("units") or item.get("unit")
        return not (unit in _DOUBTFUL and self.page.letters(item.first) and item.number("n") in (1, None))


__all__ = ["Guards"]
