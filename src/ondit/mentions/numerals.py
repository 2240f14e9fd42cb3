"""Numbers in digits and in words: what they are worth, wherever they stand.

The grammar is language-blind; words, their worth and how they may be joined are the table ``numerals``, the
separators of digits the manifest's ``[numbers]``. Whether a number counts something is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from ..lexicon import Lexicon, Row
from .digits import NOTHING, Digits, Number
from .sums import Sum
from .wordlists import Hit, Phrases, forms_of
from .words import Page

PATTERNS = "mul/number_patterns:"
_CARDINAL = ("article", "digit", "teen", "tens", "hundred", "scale", "collective", "half", "halving")
_ORDINAL_ROLES = ((10, "digit"), (20, "teen"), (100, "tens"), (101, "hundred"), (float("inf"), "scale"))
_POINTED = ("digits", "digit", "teen", "tens", "tens+teens", "hundred", "article")
_SIGNED = "<>=~≈≤≥("


class Numerals:
    """The numerals of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = tuple(lexicon.table("numerals"))
        roles: dict[str, list[Row]] = {}
        for row in rows:
            roles.setdefault(row["role"], []).append(row)
        self._roles = {role: forms_of(found, "word", "forms", "plurals") for role, found in roles.items()}
        self.plurals = forms_of(rows, "plurals")
        self._part_links = frozenset(word for row in roles.get("fraction", ()) for word in row["before"])
        self._words = forms_of((row for row in rows if row["role"] in _CARDINAL), "word", "forms", "plurals")
        whole = (self._words, *(self.role(role) for role in ("ordinal", "share", "none", "minus")))
        self._firsts = frozenset(words[0] for phrases in whole for words in phrases) | {"-"}
        self._digits = Digits(lexicon, self._roles, self._words)

    def role(self, role: str) -> Phrases:
        """The entries that play a role in numbers."""
        return self._roles.get(role, NOTHING)

    def plural(self, page: Page, i: int, *, singular: bool = False) -> Hit | None:
        """A plural collective or scale word at ``i`` ("dozens", "millions"), or its ``singular`` as well ("several hundred")."""
        hit = (self._words if singular else self.plurals).at(page, i)
        return hit if hit and hit.row["role"] in ("collective", "scale", "hundred") else None

    def scan(self, page: Page) -> dict[int, Number]:
        """Every number of a page by its first word, none inside another."""
        found: dict[int, Number] = {}
        until, texts, firsts = 0, page.texts, self._firsts
        for i in range(len(page.words)):
            text = texts[i]
            if i < until or not (text in firsts or text[0].isdigit() or (text == "." and texts[i + 1][0].isdigit())):
                continue
            number = self.at(page, i)
            if number is not None:
                found[i] = number
                until = number.last
        return found

    def at(self, page: Page, i: int) -> Number | None:
        """The longest number that begins at word ``i``."""
        text = page.at(i)
        if text[0].isdigit() or text == ".":
            literal = self._digits.at(page, i)
            return self._continued(page, literal) if literal is not None else None
        if text == "-":
            return self._negative(page, i)
        minus = self.role("minus").at(page, i)
        if minus is not None and (number := self._signed(page, minus)) is not None:
            return number
        hit = self._words.at(page, i)
        ordinal = self.role("ordinal").at(page, i)
        if ordinal and (hit is None or ordinal.last >= hit.last):
            return Number(i, ordinal.last, ordinal.row["value"], "ordinal", 0, rows=(ordinal.row,))
        share = self.role("share").at(page, i)
        number = self._in_words(page, i, hit) if hit and not (share and share.last > hit.last) else None
        if number is None and share is not None and not self._hyphenated(page, share.last):
            worth = share.row["value"]
            article = self.role("article").at(page, share.last)
            if article is not None and page.at(article.last) in self._digits.unit_firsts:
                return Number(i, article.last, worth, "fraction", worth, rows=(share.row,))
            return self._of_scale(page, Number(i, share.last, worth, "fraction", worth, rows=(share.row,)))
        if hit is None and (none := self.role("none").at(page, i)):
            return Number(i, none.last, 0.0, "none", 0.0, rows=(none.row,))
        return number

    def _hyphenated(self, page: Page, i: int) -> bool:
        """ "half-brother": a dash joins what stands before to a word."""
        return page.at(i) == "-" and page.glued(i) and page.glued(i + 1) and page.letters(i + 1)

    def _negative(self, page: Page, i: int) -> Number | None:
        """Digits behind a minus sign; a dash after a word, a number or at the head of a line is none."""
        before = page.at(i - 1)
        if (page.glued(i) and before not in _SIGNED) or not page.glued(i + 1) or (before == "\n" and i) or before[0].isdigit():
            return None
        literal = self._digits.at(page, i + 1) if page.at(i + 1)[0].isdigit() else None
        if literal is None or literal.kind != "digits":
            return None
        number = self._continued(page, literal)
        return replace(number, first=i, value=-number.value, base=-number.base)

    def _signed(self, page: Page, minus: Hit) -> Number | None:
        """A number behind the word for minus, where that is not the end of another phrase ("at the least")."""
        if self.role("plain").before(page, minus.last) is not None:
            return None
        number = self.at(page, minus.last)
        if number is None or number.kind in ("ordinal", "none", "article", "fraction") or number.value <= 0:
            return None
        return replace(number, first=minus.first, value=-number.value, base=-number.base, rows=(minus.row, *number.rows))

    # --- digits -----------------------------------------------------------------------------------------

    def _continued(self, page: Page, number: Number) -> Number:
        """Digits followed by words: "1,5 million", "3 M€", "2 millions 300 mille"."""
        if number.kind in ("ordinal", "fraction"):
            return self._of_scale(page, number) if number.kind == "fraction" else number
        short = self._digits.abbreviation(page, number)
        if short is not None:
            worth = short["value"]
            return replace(
                number, last=number.last + 1, value=number.value * worth, kind="mixed", scale=worth, rows=(short,)
            )
        state = Sum()
        state.add("digits", number.value)
        last, rows, state = self._more(page, number.last, state)
        if last == number.last:
            return self._with_part(page, self._fraction(page, self._digits.with_stroke(page, number)))
        kind = "digits" if state.last == "point" else "mixed"
        return self._with_part(page, Number(
            number.first, last, state.value, kind, state.base, state.scale, state.approx, number.grouped, rows
        ))

    # --- words ------------------------------------------------------------------------------------------

    def _in_words(self, page: Page, i: int, hit: Hit) -> Number | None:
        role = hit.row["role"]
        if role == "half" or (role in ("collective", "scale") and not hit.row["alone"]):
            return None
        if role in ("hundred", "scale") and page.at(hit.last - 1) in hit.row["plurals"]:
            return None
        state = Sum()
        state.add(role, hit.row["value"], teens=hit.row["teens"])
        last, rows, state = self._more(page, hit.last, state)
        rows = (hit.row, *rows)
        if role == "halving" and last == hit.last:
            return None
        kind = "collective" if state.approx else "words"
        if last == hit.last and (hit.row["article"] or role == "article"):
            kind = "article"
        value = state.value
        base, scale = state.base or value, state.scale
        if scale == 1 and state.last == "hundred":
            base, scale = value / 100, 100
        number = Number(i, last, value, kind, base, scale, state.approx, rows=rows)
        whole = self._fraction(page, number)
        if whole is number:
            whole = self._ordinal(page, number, state) or number
        return self._with_part(page, whole)

    def _ordinal(self, page: Page, number: Number, state: Sum) -> Number | None:
        """A cardinal that an ordinal closes: "one hundred and twenty-fifth"."""
        at = number.last + 1 if page.at(number.last) == "-" and page.glued(number.last) else number.last
        joiner = self.role("joiner").at(page, at)
        if joiner is not None and state.last in joiner.row["after"]:
            at = joiner.last + (page.at(joiner.last) == "-" and page.glued(joiner.last))
        hit = self.role("ordinal").at(page, at)
        if hit is None or hit.row["alone"] or number.kind == "article" and hit.row["value"] < 100:
            return None
        worth, state = hit.row["value"], state.copy()
        role = next(role for limit, role in _ORDINAL_ROLES if worth < limit)
        if not state.add(role, worth):
            return None
        return Number(number.first, hit.last, state.value, "ordinal", 0, rows=(*number.rows, hit.row))

    def _more(self, page: Page, i: int, state: Sum) -> tuple[int, tuple[Row, ...], Sum]:
        """Add words from ``i`` on: where the number ends, the entries used, and the sum."""
        rows: list[Row] = []
        before: tuple[int, tuple[Row, ...], Sum] | None = None
        while True:
            ahead = state.copy()
            step = self._next(page, i, ahead)
            if step is None:
                break
            if step.joined:
                before = i, tuple(rows), state
            i, state = step.last, ahead
            if step.row is not None:
                rows.append(step.row)
        if before is not None and self._own(page, i):
            return before
        return i, tuple(rows), state

    def _own(self, page: Page, i: int) -> bool:
        """Whether what follows a joiner is a number of its own: "between two hundred and five hundred", "and two fifths"."""
        stopped = self._words.at(page, i)
        part = self.role("fraction").at(page, i)
        if part is not None and (page.at(part.last - 1) in part.row["plurals"] or not part.row["ordinal"]):
            return True
        return stopped is not None and stopped.row["role"] in ("hundred", "scale")

    def _next(self, page: Page, i: int, state: Sum) -> _Step | None:
        at, joined, linked = i, False, False
        if page.at(at) == "-" and page.glued(at):
            at += 1
        joiner = self.role("joiner").at(page, at)
        if joiner and state.last in joiner.row["after"]:
            at, joined = joiner.last, True
            if page.at(at) == "-" and page.glued(at):
                at += 1
        if page.at(at).isdigit():
            return self._digits_behind(page, at, state, joined) if at == i or joined else None
        link = self.role("link").at(page, at)
        if link and not joined and state.last in ("collective", "fraction", "halving"):
            at, linked = link.last, True
        hit = self._words.at(page, at)
        if hit is None:
            return None if linked or joined else self._pointed(page, i, state)
        role = hit.row["role"]
        if (joined and not hit.row["joined"]) or (linked and role not in ("scale", "collective", "hundred")):
            return None
        if role == "hundred" and state.last == "digits" and not hit.row["digits"]:
            return None
        if linked and state.last == "collective":
            state.linked()
        if role == "collective" and linked:
            role = "scale"
        if not state.add(role, hit.row["value"], teens=hit.row["teens"]):
            return None
        return _Step(hit.last, hit.row, joined)

    def _digits_behind(self, page: Page, i: int, state: Sum, joined: bool) -> _Step | None:
        """Digits after a word of scale: "6 millions 400 mille", "3 hundred and 21"."""
        literal = self._digits.at(page, i)
        if literal is None or literal.kind != "digits" or state.last not in ("scale", "hundred"):
            return None
        ahead = self._words.at(page, literal.last)
        scaled = ahead is not None and ahead.row["role"] in ("scale", "hundred")
        if not (joined or state.last == "scale" and (scaled or literal.value >= 1000)) or not state.add("digits", literal.value):
            return None
        return _Step(literal.last, None, joined)

    def _pointed(self, page: Page, i: int, state: Sum) -> _Step | None:
        """ "two point five": decimals in words after words, in digits after digits."""
        point = self.role("point").at(page, i)
        if point is None or state.last not in _POINTED or self.role("plain").before(page, point.last):
            return None
        at, digits = point.last, ""
        if state.last == "digits":
            digits = page.at(at) if page.at(at).isdigit() else ""
            at += bool(digits)
        else:
            while (hit := self._words.at(page, at)) and hit.row["role"] in ("digit", "teen", "tens"):
                digits, at = f"{digits}{int(hit.row['value'])}", hit.last
                if hit.row["role"] != "digit":
                    break
        if not digits:
            return None
        state.group += float(f"0.{digits}")
        state.last = "point"
        return _Step(at, point.row)

    # --- parts ------------------------------------------------------------------------------------------

    def _fraction(self, page: Page, number: Number) -> Number:
        """ "two thirds": a number followed by a part."""
        at = number.last + 1 if page.at(number.last) == "-" and page.glued(number.last) else number.last
        hit = self.role("fraction").at(page, at)
        if hit is None and number.value == 1:
            return self._compound_part(page, number)
        if hit is None or number.value != int(number.value) or number.value <= 0:
            return number
        row = hit.row
        plural = page.at(hit.last - 1) in row["plurals"]
        if row["ordinal"] and not (plural if number.value != 1 else self._parts(page, number, hit)):
            return number
        if plural and row["doubtful"] and not number.value % 2:
            return number
        value = number.value * row["value"]
        return self._of_scale(page, Number(number.first, hit.last, value, "fraction", value, rows=(*number.rows, row)))

    def _compound_part(self, page: Page, number: Number) -> Number:
        """ "a twenty-fifth of": one, and an ordinal of several words."""
        hit = self._words.at(page, number.last)
        whole = self._in_words(page, number.last, hit) if hit is not None and hit.row["role"] in ("tens", "hundred") else None
        if whole is None or whole.kind != "ordinal":
            return number
        linked = self.role("link").at(page, whole.last) or page.at(whole.last) in self._part_links
        if not (linked or self._closes(page, whole.last)):
            return number
        worth = 1 / whole.value
        return Number(number.first, whole.last, worth, "fraction", worth, rows=(*number.rows, *whole.rows))

    def _parts(self, page: Page, number: Number, hit: Hit) -> bool:
        """Whether an ordinal behind a one is a part: something is linked to it, or nothing follows that it could number."""
        if self.role("link").at(page, hit.last) or page.at(hit.last) in hit.row["before"]:
            return True
        scale = self._words.at(page, hit.last)
        return self._one(number) or self._closes(page, hit.last) or scale is not None and scale.row["role"] == "scale"

    def _one(self, number: Number) -> bool:
        """Whether the number is a one that is no article: before an ordinal it makes a part of it."""
        return len(number.rows) == 1 and not number.rows[0]["article"] and number.rows[0]["role"] == "digit"

    def _closes(self, page: Page, i: int) -> bool:
        """True if no word and no number follows that the part could belong to as an ordinal."""
        return i >= len(page.words) or not (page.letters(i) or page.at(i)[0].isdigit() or page.at(i) == "-")

    def _of_scale(self, page: Page, number: Number) -> Number:
        """ "a quarter of a million", "three quarters billion": a part of a word of scale."""
        link = self.role("link").at(page, number.last)
        at = link.last if link else number.last
        one = self.role("article").at(page, at)
        hit = self._words.at(page, one.last if one else at)
        if hit is None or hit.row["role"] != "scale" or page.at(hit.last - 1) in hit.row["plurals"] and not link:
            return number
        worth, value = hit.row["value"], number.value
        return Number(number.first, hit.last, value * worth, "words", value, worth, rows=(*number.rows, hit.row))

    def _with_part(self, page: Page, number: Number) -> Number:
        """ "five and a quarter", "two million and three fifths": a number and a part of one, or of its word of scale."""
        joiner = self.role("joiner").at(page, number.last)
        if joiner is None or number.kind not in ("digits", "words", "mixed", "article") or number.value != int(number.value):
            return number
        part = self.at(page, joiner.last)
        if part is None or part.kind != "fraction" or part.value >= 1 or self.role("link").at(page, part.last):
            return number
        scale = number.scale if number.scale >= 1000 else 1.0
        value = number.value + part.value * scale
        return replace(number, last=part.last, value=value, base=value / scale, kind="words", rows=(*number.rows, *part.rows))


@dataclass(frozen=True, slots=True)
class _Step:
    last: int
    row: Row | None
    joined: bool = False


@lru_cache(maxsize=8)
def numerals(lexicon: Lexicon) -> Numerals:
    """The compiled numerals of a lexicon (cached)."""
    return Numerals(lexicon)


__all__ = ["PATTERNS", "Number", "Numerals", "numerals"]
