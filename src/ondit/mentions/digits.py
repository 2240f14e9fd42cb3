"""Numbers in digits on a page: with an ordinal's ending, a sign of currency, a letter of scale, a stroke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..lexicon import Lexicon, Row
from .literals import Literals, stroke
from .wordlists import Phrases, forms_of
from .words import Page, phrase

_LONGEST = 24
"""Digits in a longer row are no number that anybody counts."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at words ``first`` to ``last`` (exclusive).

    ``kind`` is digits, words, mixed, article (a bare "one" that may be an article), collective ("a dozen"),
    fraction, none ("no") or ordinal. ``base`` times ``scale`` is ``value`` ("1,5" times a million). ``grouped`` tells that
    the digits are grouped. ``rows`` are the entries used.
    """

    first: int
    last: int
    value: float
    kind: str
    base: float
    scale: float = 1.0
    approx: bool = False
    grouped: bool = False
    rows: tuple[Row, ...] = ()


class Digits:
    """How one language writes numbers in digits, compiled. ``roles`` are its numerals by role, ``words`` the cardinal ones."""

    def __init__(self, lexicon: Lexicon, roles: Mapping[str, Phrases], words: Phrases) -> None:
        self._literals = Literals(lexicon.manifest.get("numbers", {}))
        self._words = words
        self._suffixes, self._links = roles.get("suffix", NOTHING), roles.get("link", NOTHING)
        short = [row for row in lexicon.table("numerals") if row["role"] == "abbreviation"]
        self._short = {form: row for row in short for form in (row["word"], *row["forms"])}
        units = tuple(lexicon.table("units"))
        self._units = frozenset(word for row in units for word in (row["word"], *row["forms"]))
        self._money = frozenset(
            word.lower() for row in units if row["kind"] == "money" for word in (row["word"], *row["forms"])
        )
        self._signs = forms_of((row for row in units if row["side"] == "both"), "word", "forms")
        counted = lexicon.table("counted")
        self._nouns = frozenset(word.lower() for row in counted for word in (row["lemma"], *row["forms"]))
        self.unit_firsts = frozenset(phrase(word)[0] for word in self._units)

    def at(self, page: Page, i: int) -> Number | None:
        """The number in digits at word ``i``: digits, an ordinal or a fraction."""
        start = page.words[i].start
        if page.at(i) == "." and page.glued(i):
            return None
        found = self._literals.at(page.text, start, named=not self._behind_sign(page, i))
        part = stroke(page.text, start) if found is None else None
        if part is not None and page.ends.get(part[0]) is not None and not page.glued(i):
            return Number(i, page.ends[part[0]], part[1], "fraction", part[1])
        if found is None:
            return None
        end, worth, grouped = found
        last = page.ends.get(end)
        if last is None or end - start > _LONGEST:
            return None
        if page.glued(last) and page.letters(last):
            suffix = self._suffixes.at(page, last)
            if suffix and not (page.glued(suffix.last) and page.letters(suffix.last)):
                return Number(i, suffix.last, worth, "ordinal", worth, rows=(suffix.row,))
            if not self._may_be_glued(page, last):
                return None
        return Number(i, last, worth, "digits", worth, grouped=grouped)

    def _behind_sign(self, page: Page, i: int) -> bool:
        """Digits glued to the letters of a currency: "USD20"."""
        if not page.glued(i) or not page.letters(i - 1):
            return False
        for sign in self._signs.all_before(page, i):
            written = page.original[page.words[sign.first].start : page.words[sign.last - 1].end]
            if written in (sign.row["word"], *sign.row["forms"]):
                return not (page.glued(sign.first) and page.letters(sign.first - 1))
        return False

    def _may_be_glued(self, page: Page, i: int) -> bool:
        word = page.words[i]
        written = page.original[word.start : word.end]
        return (
            written in self._short or written in self._units or self._words.at(page, i) is not None
            or (len(word.text) > 2 and word.text in self._units)
        )

    def abbreviation(self, page: Page, number: Number) -> Row | None:
        """The scale that a letter behind digits stands for; one that is a unit as well needs money or persons beside it."""
        i = number.last
        word = page.words[i] if i < len(page.words) else None
        short = self._short.get(page.original[word.start : word.end]) if word else None
        if word is None or short is None or not (page.glued(i) or word.end - word.start > 1 or self._money_follows(page, i + 1)):
            return None
        if not short["doubtful"] or self._signs.before(page, number.first) or page.at(i + 1) in self._money:
            return short
        return short if page.at(i + 1) in self._nouns else None

    def _money_follows(self, page: Page, i: int) -> bool:
        following = page.at(i)
        return following in self._units or self._links.at(page, i) is not None

    def with_stroke(self, page: Page, number: Number) -> Number:
        """ "1 3/4": digits and a fraction with a stroke."""
        i = number.last
        if not page.at(i).isdigit() or page.glued(i) or number.value != int(number.value):
            return number
        part = stroke(page.text, page.words[i].start)
        last = page.ends.get(part[0]) if part is not None else None
        if part is None or last is None:
            return number
        value = number.value + part[1]
        return replace(number, last=last, value=value, base=value)


NOTHING = Phrases(())
