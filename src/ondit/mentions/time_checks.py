"""What patterns of times cannot say: four digits that are no year, ranges that are none, the age of a person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Token
from . import edtf, time_lengths
from .counted import nominal
from .numerals import Number, numerals
from .time_guards import Guards
from .time_patterns import Item, patterns
from .words import Page

_CLOSERS = frozenset(",).;:»\n")
_OF_DATES = frozenset(("same", "narrow", "about", "until", "from", "by", "before", "after", "week", "nth", "beside", "since"))
"""Operations that need a date inside."""
_NO_DATES = frozenset(("duration", "frequency", "clock", "part", "age", "none", "reference"))
_PLAIN = frozenset(("date", "year", "narrow", "same", "shift", "decade", "century", "context"))


_LENGTHS = frozenset(("duration", "frequency", "ago", "ahead", "lastn", "contextn"))
"""Operations that count units, which can be broken ("two and a half years ago")."""


class Checks:
    """What patterns cannot say: four digits that are no year, ranges that are none."""

    def __init__(self, page: Page, lexicon: Lexicon, numbers: Mapping[int, Number]) -> None:
        self.page = page
        self.numbers = numbers
        self.noyear = patterns(lexicon).kinds["noyear"]
        self.units = patterns(lexicon).kinds["units"]
        self.guards = Guards(page, numbers, patterns(lexicon).kinds["lead"], _persons(lexicon))
        more = {word for row in lexicon.table("numerals") for word in row["before"]}
        self.links = frozenset(numerals(lexicon).role("link").words | more)

    def accepts(self, item: Item) -> bool:
        """False for what looks like a time and is none, before it is taken into another."""
        op, args = item.pattern.op, item.pattern.args
        if not self.guards.allow(item):
            return False
        if "padded" in args and len(self.page.at(item.last - 1)) != 2:
            return False
        if "final" in args and self._goes_on(item.last):
            return False
        if "alone" in args and self.page.at(item.last) in self.links:
            return False
        if "enclosed" in args and not (self.page.at(item.first - 1) in ",(" and self.page.at(item.last) in _CLOSERS):
            return False
        count = item.get("n")
        if op == "duration" and self._years(item):
            return False
        if op not in _LENGTHS and isinstance(count, float) and count != int(count):
            return False
        if not time_lengths.falling(item) or self.page.at(item.last) in args.get("refuse", "").split(","):
            return False
        if "ordinal" in args and (item.get("unit") or args.get("unit")) not in ("quarter", "half"):
            return False
        if op == "decade" and (item.number("yyyy") or 0) % 10:
            return False
        if "late" in args and (item.number("yy") or 0) < 32:
            return False
        if op in ("offset", "length"):
            return self._offset(item)
        if "noun" in args and not self._noun(item.last - 1):
            return False
        if "lower" in args and self.page.capital(item.last - 1):
            return False
        if item.get("yyyy") is not None and not self._year(item):
            return False
        if op in ("range", "list"):
            return self._joined(item) and self._range(item)
        inner = item.time()
        if op in _OF_DATES and inner is not None:
            return inner.pattern.op not in _NO_DATES or (op == "since" and inner.pattern.op == "duration")
        return self._date(item)

    def _years(self, item: Item) -> bool:
        """Four digits before a unit are a year ("2024 quarter one"), unless the unit is a short one."""
        bind = item.binds[0] if item.binds else None
        if bind is None or bind.name != "n" or not self.page.at(bind.first).isdigit() or bind.last - bind.first > 1:
            return False
        return 1900 <= (item.number("n") or 0) < 2100 and item.get("units") in ("week", "month", "quarter", "half", "year")

    def _noun(self, i: int) -> bool:
        token = self.page.parsed.token_at(self.page.words[i].start)
        return token is not None and self.page.parsed.tokens[token].upos in ("NOUN", "PROPN")

    def _proper(self, i: int) -> bool:
        token = self.guards.token(i)
        return token is not None and token.upos == "PROPN"

    def _goes_on(self, i: int) -> bool:
        """True if a noun phrase follows ("a week after the floods")."""
        token = self.page.parsed.token_at(self.page.words[i].start) if i < len(self.page.words) else None
        if token is None or not self.page.letters(i):
            return False
        return self.page.parsed.tokens[token].upos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADP", "SCONJ")

    def _date(self, item: Item) -> bool:
        """A date in digits alone must exist; one with the name of a month is a date, if a wrong one."""
        page, month, day = self.page, item.number("mm"), item.number("dd")
        if page.at(item.last) in ("/", ".") and page.glued(item.last) and page.at(item.last + 1).isdigit() and page.glued(item.last + 1):
            return False
        if month is None or day is None or item.pattern.op != "date":
            return True
        return edtf.valid(item.number("yyyy") or 2000, month, day)

    def _names_its_noun(self, item: Item, following: Token) -> bool:
        """A year before its noun ("the 2016 elections"): no round number of many things."""
        head = following if following.head < following.i else self.page.parsed.tokens[following.head]
        return head.feats.get("Number") == "Sing" or (item.number("yyyy") or 0) % 10 != 0

    def _year(self, item: Item) -> bool:
        """A year is not followed by what it would count."""
        bind = next(bind for bind in item.binds if bind.name == "yyyy")
        if item.pattern.op != "decade" and self.page.glued(bind.last) and self.page.letters(bind.last):
            return False
        if bind.last != item.last or item.pattern.op not in ("year",):
            return True
        following = self.page.at(item.last)
        if following in ("%", "€", "$", "£") or self.units.at(self.page, item.last) is not None:
            return False
        return item.get("yy") is None or self.page.glued(item.last - 1)

    def _joined(self, item: Item) -> bool:
        """A range whose second time brings the joining word with it."""
        second = item.time("time2")
        joins = item.pattern.args.get("joins")
        return joins is None or (second is not None and self.page.at(second.first) in joins.split(","))

    def _range(self, item: Item) -> bool:
        first, second = item.time("time"), item.time("time2")
        if second is None or second.pattern.op not in _PLAIN:
            return False
        if first is None:
            return second.pattern.op == "date" and second.get("dd") is not None
        return first.pattern.op in _PLAIN

    def _offset(self, item: Item) -> bool:
        """ "Two weeks before Christmas": a duration and a date."""
        first, second = item.time("time"), item.time("time2")
        return first is not None and second is not None and first.pattern.op == "duration" and second.pattern.op in ("date", "shift")

    def stands(self, item: Item) -> bool:
        """True if a time that is weak by itself is one here: four digits, without words that make them a count."""
        if not item.weak:
            return True
        return item.pattern.op == "year" and self._bare_year(item)

    def _bare_year(self, item: Item) -> bool:
        page, i = self.page, item.first
        if not 1900 <= (item.number("yyyy") or 0) <= 2099 or page.glued(i) and page.at(i - 1) not in ("(", "-", "'", "«", '"'):
            return False
        if self.noyear.before(page, i) is not None or page.at(i - 1)[0].isdigit():
            return False
        if (item.number("yyyy") or 0) % 1000 == 0 and page.capital(i - 1) and self._proper(i - 1):
            return False
        if page.at(item.last) == "-" and page.glued(item.last):
            return False
        if not page.letters(item.last):
            return True
        token = page.parsed.token_at(page.words[item.last].start)
        if token is None:
            return True
        following = page.parsed.tokens[token]
        if "before" in item.pattern.args and following.upos in ("NOUN", "PROPN"):
            return not self.guards.counts(i) or self._names_its_noun(item, following)
        return following.upos != "NOUN" and not (following.upos == "ADJ" and nominal(following))


@lru_cache(maxsize=8)
def _persons(lexicon: Lexicon) -> frozenset[str]:
    """The nouns that name a person: those counted in persons, roles and the people of countries."""
    counted = (word for row in lexicon.table("counted") if row["unit"] == "persons" for word in (row["lemma"], *row["forms"]))
    roles = (word for row in lexicon.table("roles") for word in (row["noun"], *row["forms"]) if " " not in word)
    aged = (word for row in lexicon.table("calendar") if row["kind"] == "aged" for word in (row["word"], *row["forms"]))
    return frozenset(word.lower() for word in (*counted, *roles, *aged))
