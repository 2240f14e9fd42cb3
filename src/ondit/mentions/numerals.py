"""Numbers in digits and in words: what they are worth, wherever they stand.

The grammar is language-blind; words, their worth and how they may be joined are the table ``numerals``, the
separators of digits the manifest's ``[numbers]``. Whether a number counts something is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..lexicon import Lexicon, Row
from .wordlists import Hit, Phrases, forms_of
from .words import Page

PATTERNS = "mul/number_patterns:"


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


class _Sum:
    """Adds numeral words up; ``add`` refuses what does not continue the number."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group = 0.0
        self.last = ""
        self.step = float("inf")
        self.scale = 1.0
        self.base = 0.0
        self.approx = False

    @property
    def value(self) -> float:
        return self.total + self.group

    def add(self, role: str, worth: float, *, teens: bool = False) -> bool:
        """Continue the number with a word; False (and nothing changed) where it cannot be continued."""
        rule = getattr(self, f"_{role}", None)
        if rule is None or not rule(worth, teens):
            return False
        self.last = "tens+teens" if role == "tens" and teens else role
        return True

    def _digits(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "scale") or worth >= self.step:
            return False
        self.group = worth
        return True

    def _digit(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "tens", "tens+teens", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _teen(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "tens+teens", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _tens(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _hundred(self, worth: float, _: bool) -> bool:
        if self.group >= 100 or self.last == "digits":
            return False
        self.group = (self.group or 1) * worth
        return True

    def _scale(self, worth: float, _: bool) -> bool:
        if self.last == "half":
            return False
        if worth < self.step:
            self.base, self.scale = self.group or 1, worth
            self.total += self.base * worth
        elif self.group or not self.total:
            return False
        else:
            self.base, self.scale = self.total, worth
            self.total *= worth
        self.group, self.step = 0, worth
        return True

    def _collective(self, worth: float, teens: bool) -> bool:
        if self.last in ("collective", "half"):
            return False
        self.approx = True
        return self._scale(worth, teens)

    def _half(self, worth: float, _: bool) -> bool:
        if not self.last or self.last == "half":
            return False
        unit = self.scale if self.last in ("scale", "collective") else 1.0
        self.total += worth * unit
        self.base += worth
        return True

    def _halving(self, worth: float, _: bool) -> bool:
        if self.last:
            return False
        self.group = worth
        return True


class Numerals:
    """The numerals of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = tuple(lexicon.table("numerals"))
        roles: dict[str, list[Row]] = {}
        for row in rows:
            roles.setdefault(row["role"], []).append(row)
        self._roles = {role: forms_of(found, "word", "forms", "plurals") for role, found in roles.items()}
        self._plurals = forms_of(rows, "plurals")
        cardinal = ("digit", "teen", "tens", "hundred", "scale", "collective", "half", "halving")
        self._words = forms_of((row for row in rows if row["role"] in cardinal), "word", "forms", "plurals")
        abbreviated = roles.get("abbreviation", [])
        self._short = {form: row for row in abbreviated for form in (row["word"], *row["forms"])}
        whole = (self._words, *(self.role(role) for role in ("ordinal", "share", "none")))
        self._firsts = frozenset(words[0] for phrases in whole for words in phrases) | {"-"}
        self._literal = _literal(lexicon.manifest.get("numbers", {}))
        self._glued_units = frozenset(
            word for row in lexicon.table("units") for word in (row["word"], *row["forms"])
        )

    def role(self, role: str) -> Phrases:
        """The entries that play a role in numbers."""
        return self._roles.get(role, _NOTHING)

    def plural(self, page: Page, i: int) -> Hit | None:
        """A plural collective or scale word at ``i`` ("dozens", "millions")."""
        hit = self._plurals.at(page, i)
        return hit if hit and hit.row["role"] in ("collective", "scale") else None

    def scan(self, page: Page) -> dict[int, Number]:
        """Every number of a page by its first word, none inside another."""
        found: dict[int, Number] = {}
        until, texts = 0, page.texts
        for i in range(len(page.words)):
            if i < until or not (texts[i] in self._firsts or texts[i][0].isdigit()):
                continue
            number = self.at(page, i)
            if number is not None:
                found[i] = number
                until = number.last
        return found

    def at(self, page: Page, i: int) -> Number | None:
        """The longest number that begins at word ``i``."""
        if page.at(i)[0].isdigit():
            literal = self._digits(page, i)
            return self._continued(page, literal) if literal is not None else None
        if page.at(i) == "-":
            return self._negative(page, i)
        ordinal = self.role("ordinal").at(page, i)
        hit = self._words.at(page, i)
        if ordinal and (hit is None or ordinal.last >= hit.last):
            return Number(i, ordinal.last, ordinal.row["value"], "ordinal", 0, rows=(ordinal.row,))
        share = self.role("share").at(page, i)
        if share:
            return Number(i, share.last, share.row["value"], "fraction", share.row["value"], rows=(share.row,))
        if hit is None and (none := self.role("none").at(page, i)):
            return Number(i, none.last, 0.0, "none", 0.0, rows=(none.row,))
        return self._in_words(page, i, hit) if hit else None

    def _negative(self, page: Page, i: int) -> Number | None:
        """Digits behind a minus sign; a dash after a word, a number or at the head of a line is none."""
        if page.glued(i) or not page.glued(i + 1) or page.at(i - 1) == "\n" or page.at(i - 1)[0].isdigit():
            return None
        literal = self._digits(page, i + 1) if page.at(i + 1)[0].isdigit() else None
        if literal is None or literal.kind != "digits":
            return None
        number = self._continued(page, literal)
        return replace(number, first=i, value=-number.value, base=-number.base)

    # --- digits -----------------------------------------------------------------------------------------

    def _digits(self, page: Page, i: int) -> Number | None:
        start = page.words[i].start
        match = self._literal.match(page.text, start)
        if match is None or _inside_a_name(page.text, start):
            return None
        last = page.ends.get(match.end())
        if last is None or match.end() - start > _LONGEST or _MORE.match(page.text, match.end()):
            return None
        if page.glued(last) and page.letters(last):
            suffix = self.role("suffix").at(page, last)
            if suffix and not (page.glued(suffix.last) and page.letters(suffix.last)):
                worth = _worth(match)[0]
                return Number(i, suffix.last, worth, "ordinal", worth, rows=(suffix.row,))
            if not self._may_be_glued(page, last):
                return None
        worth, grouped = _worth(match)
        return Number(i, last, worth, "digits", worth, grouped=grouped)

    def _may_be_glued(self, page: Page, i: int) -> bool:
        word = page.words[i]
        written = page.original[word.start : word.end]
        return (
            written in self._short or written in self._glued_units or word.text in self._glued_units
            or self._words.at(page, i) is not None
        )

    def _continued(self, page: Page, number: Number) -> Number:
        """Digits followed by words: "1,5 million", "3 M€", "2 millions 300 mille"."""
        if number.kind == "ordinal":
            return number
        word = page.words[number.last] if number.last < len(page.words) else None
        short = self._short.get(page.original[word.start : word.end]) if word else None
        if short is not None and (page.glued(number.last) or self._money_follows(page, number.last + 1)):
            worth = short["value"]
            return replace(
                number, last=number.last + 1, value=number.value * worth, kind="mixed", scale=worth, rows=(short,)
            )
        state = _Sum()
        state.add("digits", number.value)
        last, rows = self._more(page, number.last, state)
        if last == number.last:
            return self._fraction(page, number)
        return Number(
            number.first, last, state.value, "mixed", state.base, state.scale, state.approx, number.grouped, rows
        )

    def _money_follows(self, page: Page, i: int) -> bool:
        following = page.at(i)
        return following in self._glued_units or self.role("link").at(page, i) is not None

    # --- words ------------------------------------------------------------------------------------------

    def _in_words(self, page: Page, i: int, hit: Hit) -> Number | None:
        role = hit.row["role"]
        if role in ("half",) or (role in ("collective", "scale") and not hit.row["alone"]):
            return None
        state = _Sum()
        state.add(role, hit.row["value"], teens=hit.row["teens"])
        last, rows = self._more(page, hit.last, state)
        rows = (hit.row, *rows)
        ordinal = self.role("ordinal").at(page, last + 1) if page.at(last) == "-" and page.glued(last) else None
        if ordinal is not None:
            return Number(i, ordinal.last, state.value + ordinal.row["value"], "ordinal", 0, rows=rows)
        if role == "halving" and last == hit.last:
            return None
        kind = "collective" if state.approx else "words"
        if last == hit.last and hit.row["article"]:
            kind = "article"
        value = state.value
        base, scale = state.base or value, state.scale
        if scale == 1 and state.last == "hundred":
            base, scale = value / 100, 100
        number = Number(i, last, value, kind, base, scale, state.approx, rows=rows)
        return self._fraction(page, number)

    def _more(self, page: Page, i: int, state: _Sum) -> tuple[int, tuple[Row, ...]]:
        """Add words from ``i`` on; where the number ends, and the entries used."""
        rows: list[Row] = []
        while True:
            step = self._next(page, i, state)
            if step is None:
                return i, tuple(rows)
            i = step.last
            if step.row is not None:
                rows.append(step.row)

    def _next(self, page: Page, i: int, state: _Sum) -> _Step | None:
        if page.at(i).isdigit():
            literal = self._digits(page, i)
            ahead = self._words.at(page, literal.last) if literal and state.last == "scale" else None
            if literal and literal.kind == "digits" and (
                (ahead and ahead.row["role"] == "scale") or literal.value >= 1000
            ) and state.add("digits", literal.value):
                return _Step(literal.last, None)
            return None
        at, joined, linked = i, False, False
        if page.at(i) == "-" and page.glued(i):
            at = i + 1
        joiner = self.role("joiner").at(page, at)
        if joiner and state.last in joiner.row["after"]:
            at, joined = joiner.last, True
            if page.at(at) == "-" and page.glued(at):
                at += 1
        link = self.role("link").at(page, at)
        if link and not joined and state.last in ("collective", "fraction"):
            at, linked = link.last, True
        hit = self._words.at(page, at)
        if hit is None or (joined and not hit.row["joined"]) or (linked and hit.row["role"] not in ("scale", "collective")):
            return None
        role = hit.row["role"]
        if role == "collective" and linked:
            role = "scale"
        if role == "scale" and linked and state.last == "collective":
            state.step = float("inf")
            if state.total:
                state.group, state.total = state.total, 0
        return _Step(hit.last, hit.row) if state.add(role, hit.row["value"], teens=hit.row["teens"]) else None

    def _fraction(self, page: Page, number: Number) -> Number:
        """ "two thirds": a number followed by a part."""
        at = number.last + 1 if page.at(number.last) == "-" and page.glued(number.last) else number.last
        hit = self.role("fraction").at(page, at)
        if hit is None or number.value != int(number.value) or not 0 < number.value < 100:
            return number
        row = hit.row
        linked = self.role("link").at(page, hit.last) or page.at(hit.last) in row["before"]
        if row["ordinal"] and not (linked if number.value == 1 else page.at(hit.last - 1) in row["plurals"]):
            return number
        value = number.value * row["value"]
        whole = Number(number.first, hit.last, value, "fraction", value, rows=(*number.rows, row))
        link = self.role("link").at(page, hit.last)
        scale = self._words.at(page, link.last) if link else None
        if scale is None or scale.row["role"] != "scale":
            return whole
        worth = scale.row["value"]
        return Number(
            number.first, scale.last, value * worth, "words", value, worth, rows=(*whole.rows, scale.row)
        )


@dataclass(frozen=True, slots=True)
class _Step:
    last: int
    row: Row | None


@lru_cache(maxsize=8)
def numerals(lexicon: Lexicon) -> Numerals:
    """The compiled numerals of a lexicon (cached)."""
    return Numerals(lexicon)


_NOTHING = Phrases(())
_LONGEST = 24
"""Digits in a longer row are no number that anybody counts."""
_MORE = re.compile(r"[.,:/]\d|_")


def _literal(numbers: Mapping[str, object]) -> re.Pattern[str]:
    decimal = str(numbers.get("decimal", "."))
    group = numbers.get("group", (",",))
    marks = sorted({" " if str(mark).isspace() else str(mark) for mark in group} if isinstance(group, (list, tuple)) else {","})
    point = "".join(re.escape(mark) for mark in {decimal, "."})
    mark = "".join(re.escape(mark) for mark in marks)
    return re.compile(
        rf"(?P<whole>(?!0)\d{{1,3}}(?P<mark>[{mark}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d))(?:{re.escape(decimal)}(?P<part>\d+))?"
        rf"|(?P<plain>\d+)(?:[{point}](?P<rest>\d+))?"
    )


def _worth(match: re.Match[str]) -> tuple[float, bool]:
    if match["whole"]:
        whole = "".join(char for char in match["whole"] if char.isdigit())
        return float(f"{whole}.{match['part'] or 0}"), True
    return float(f"{match['plain']}.{match['rest'] or 0}"), False


def _inside_a_name(text: str, start: int) -> bool:
    """T-72, COP28, 10.2.3: digits that hang on something."""
    if start == 0:
        return False
    before = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if before.isalnum() or before == "_":
        return True
    if before in "-/":
        return further.isalpha() or (before == "/" and further.isalnum())
    return before in ".,:" and further.isdigit()
