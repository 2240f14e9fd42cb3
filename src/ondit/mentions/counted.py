"""What a number counts: its noun, its unit and its scope."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Token
from .bounds import Measure
from .numerals import numerals
from .wordlists import Hit, Phrases, forms_of
from .words import Page

_REACH = 6
"""The counted noun stands no more than so many tokens after the number."""
_SKIPPED = {"ADJ", "ADV", "NUM", "PRON", "SYM"}
_MARKS = frozenset("«»\"“”„'‘’[")
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root"})
_BEFORE_NOUN = frozenset({"amod", "det", "advmod", "compound", "nummod"})
_GROUPS = frozenset({"collective", "vague", "fraction", "ratio"})


class Noun(NamedTuple):
    """Token ``i`` is counted; ``row`` is its entry, ``last`` the word after it, ``rule`` how it was found."""

    i: int
    row: Row | None
    last: int
    rule: str


class Unit(NamedTuple):
    """A unit: words ``first`` to ``last`` (exclusive); ``code`` and ``kind`` as the table has them."""

    first: int
    last: int
    row: Row
    code: str
    kind: str


class Things:
    """Nouns, units and scopes of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.nouns = lexicon.table("counted").by("lemma")
        self.forms = lexicon.table("counted").by("forms")
        self._peoples = lexicon.table("countries").by("adjectives")
        self._units = forms_of(lexicon.table("units"), "word", "forms")
        self._before_units = forms_of((r for r in lexicon.table("units") if r["side"] == "both"), "word", "forms")
        self._link = numerals(lexicon).role("link")
        self.joiners = numerals(lexicon).role("joiner")
        self._after_links = frozenset(word for row in lexicon.table("numerals") for word in row["before"])
        self._modifiers = numerals(lexicon).role("ordinal").words | forms_of(
            (r for r in lexicon.table("scopes") if r["side"] == "after"), "words", "forms"
        ).words
        self._scopes = {
            side: forms_of((r for r in lexicon.table("scopes") if r["side"] in (side, "both")), "words", "forms")
            for side in ("before", "after")
        }

    # --- units --------------------------------------------------------------------------------------------

    def unit(self, page: Page, measure: Measure) -> Unit | None:
        """The unit right of the number ("20 %", "10 milliards de dollars", "10-mile") or the sign left of it ("$10")."""
        dash = page.at(measure.end) == "-" and page.glued(measure.end) and page.glued(measure.end + 1)
        hit = self._right_unit(page, measure.end + dash)
        if hit is None and (link := self._link.at(page, measure.end)) is not None:
            hit = self._right_unit(page, link.last)
        if hit is None:
            signs = (self._exact(page, sign) for sign in self._before_units.all_before(page, measure.core))
            hit = next((sign for sign in signs if sign is not None), None)
        if hit is None:
            return None
        row = hit.row
        if row["measured"] and hit.first >= measure.end and (dash or self._link.at(page, hit.last)):
            return Unit(*hit, row["measured"], "measure")
        return Unit(*hit, row["unit"], row["kind"])

    def _right_unit(self, page: Page, i: int) -> Hit | None:
        """The unit that begins at word ``i``; a verb ("3 won") is none."""
        hit = self._exact(page, self._units.at(page, i))
        if hit is not None and hit.row["side"] and not page.glued(i) and page.glued(hit.last) and page.at(hit.last)[0].isdigit():
            return None  # the sign of the next number: "a US$40 deal"
        if hit is None or hit.last > i + 1 or not page.letters(i):
            return hit
        token = page.parsed.token_at(page.words[i].start)
        return None if token is not None and page.parsed.tokens[token].upos in ("VERB", "AUX") else hit

    def _exact(self, page: Page, hit: Hit | None) -> Hit | None:
        """Signs common to all languages (MW, EUR) are matched in their case, words are not."""
        if hit is None or hit.row.code in ("", None):
            return hit
        written = page.original[page.words[hit.first].start : page.words[hit.last - 1].end]
        known = (hit.row["word"], *hit.row["forms"])
        if not any(form.lower() == form for form in known) and written not in known:
            return None
        if len(written) <= 2 and written.isalpha() and written not in known:
            return None
        return hit

    # --- nouns --------------------------------------------------------------------------------------------

    def known(self, token: Token) -> Row | None:
        """The entry of a token that can be counted in persons, or of a word for number or toll."""
        text, lemma = token.text.lower(), token.lemma.lower()
        rows = self.forms.get(text) or self.nouns.get(text) or self.nouns.get(lemma) or self.forms.get(lemma)
        return rows[0] if rows else None

    def people(self, token: Token) -> bool:
        """True if a token is a noun for the inhabitants of a country: capitalised, as an adjective of it is written."""
        return token.upos in ("NOUN", "PROPN") and token.text[:1].isupper() and token.text.lower() in self._peoples

    def noun(self, page: Page, measure: Measure, masked: frozenset[int]) -> Noun | None:
        """The noun that is counted; words in ``masked`` (times) are none."""
        return self._right(page, measure, masked) or self._of_number_word(page, measure)

    def measured(self, page: Page, measure: Measure, unit: Unit, masked: frozenset[int]) -> Noun | None:
        """The noun of which so much is measured: linked to the unit."""
        if self._link.at(page, unit.last) is None:
            return None
        return self._right(page, replace(measure, end=unit.last, kind="collective"), masked)

    def _right(self, page: Page, measure: Measure, masked: frozenset[int]) -> Noun | None:
        parsed = page.parsed
        dash = page.at(measure.end) == "-" and page.glued(measure.end) and page.glued(measure.end + 1)
        end = measure.end + dash  # a five-story house
        if end >= len(page.words) or page.at(end) == "\n":
            return None
        first = parsed.token_at(page.words[end].start)
        number = parsed.token_at(page.words[measure.end - 1].start)
        if first is None or number is None:
            return None
        linked = measure.kind in _GROUPS or measure.scale >= 1_000_000 or page.at(measure.end) in self._after_links
        sent = parsed.tokens[number].sent
        mistaken: int | None = None
        for i in range(first, min(first + _REACH, len(parsed.tokens))):
            token = parsed.tokens[i]
            if token.sent != sent or page.starts.get(token.start) in masked:
                break
            verdict = self._verdict(page, i, number, linked)
            if verdict is None:
                break
            if verdict or dash and i == first and token.upos == "NOUN":
                return self._found(page, i, measure)
            if mistaken is None and token.upos == "ADJ" and token.text.lower() not in self._modifiers:
                mistaken = i
        # A noun that the parser does not know is often taken for an adjective; one without its noun is a noun.
        return self._found(page, mistaken, measure) if mistaken is not None else None

    def _found(self, page: Page, i: int, measure: Measure) -> Noun:
        token = page.parsed.tokens[i]
        return Noun(i, self.known(token), page.ends.get(token.end, measure.end), "mul/number_patterns:counted")

    def _verdict(self, page: Page, i: int, number: int, linked: bool) -> bool | None:
        """True: token ``i`` is the counted noun; False: look further; None: nothing is counted."""
        token, parsed = page.parsed.tokens[i], page.parsed
        word = token.text.lower()
        if token.text in _MARKS:
            return False
        before_noun = token.head > i and token.deprel.partition(":")[0] in _BEFORE_NOUN
        if token.upos in ("NOUN", "PROPN") and token.deprel not in ("case", "mark"):
            return not before_noun
        if before_noun and token.upos == "VERB":
            return False
        if token.upos == "ADJ" and nominal(token) and word not in self._modifiers:
            return True
        if linked and (self._links(word) or token.upos == "DET"):
            return False
        if token.upos in ("VERB", "ADJ", "X") and self.known(token) is not None:
            nearest = i == number + 1 or parsed.tokens[i - 1].text in _MARKS or parsed.tokens[i - 1].upos in _SKIPPED
            following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
            return nearest and not (token.upos == "ADJ" and following is not None and following.upos == "NOUN")
        return False if token.upos in _SKIPPED or word in self._scopes["after"].words else None

    def _links(self, word: str) -> bool:
        plain = word.replace("’", "'")
        return plain in self._after_links or plain in self._link.words

    def _of_number_word(self, page: Page, measure: Measure) -> Noun | None:
        """ "the number of missing is close to 10,000": the complement of the word for number."""
        parsed = page.parsed
        number = parsed.token_at(page.words[measure.end - 1].start)
        if number is None:
            return None
        above = [number]
        for i in parsed.ancestors(number):
            above.append(i)
            if parsed.tokens[i].upos in ("VERB", "AUX") or len(above) > 3:
                break
        for governor in above[1:]:
            for child in parsed.children[governor]:
                row = self.known(parsed.tokens[child])
                if row is None or not row["word_of_number"] or parsed.tokens[child].deprel[:4] not in ("nsub", "obj", "obl"):
                    continue
                for i in parsed.children[child]:
                    token = parsed.tokens[i]
                    if token.deprel.startswith("nmod") and token.upos in ("NOUN", "PROPN", "ADJ", "VERB") and self._complement(page, i):
                        return Noun(i, self.known(token), measure.end, "mul/number_patterns:total_of")
        return None

    def _complement(self, page: Page, i: int) -> bool:
        """Whether a linking word governs token ``i`` ("of the missing", and not "from the floods")."""
        parsed = page.parsed
        cases = [parsed.tokens[k].text.lower() for k in parsed.children[i] if parsed.tokens[k].deprel in ("case", "det")]
        return not cases or any(self._links(word) for word in cases)

    # --- scope --------------------------------------------------------------------------------------------

    def scope(self, page: Page, measure: Measure, noun: Noun | None) -> Hit | None:
        """What the number is part of: told by words before it, between it and its noun, or after the noun."""
        first = measure.first - 1 if page.at(measure.first - 1) == "," else measure.first
        hit = self._scopes["before"].before(page, first)
        if hit is not None:
            return hit
        until = noun.last if noun is not None and noun.last > measure.end else measure.end
        for i in range(measure.end, min(until + 1, len(page.words))):
            hit = self._scopes["after"].at(page, i)
            if hit is not None and (not hit.row["one"] or noun is not None and noun.row is not None and noun.row["one"]):
                return hit
        return None


@lru_cache(maxsize=8)
def things(lexicon: Lexicon) -> Things:
    """The compiled nouns, units and scopes of a lexicon (cached)."""
    return Things(lexicon)


def nominal(token: Token) -> bool:
    """True if a token stands where a noun stands, whatever its part of speech is said to be."""
    return token.upos in ("NOUN", "PROPN") or token.deprel.partition(":")[0] in _NOMINAL


def capitalised(parsed: Parsed, i: int) -> bool:
    """True if token ``i`` is a capitalised word inside its sentence."""
    token = parsed.tokens[i]
    return token.text[:1].isupper() and i > parsed.sentences[token.sent].first


__all__ = ["Noun", "Phrases", "Things", "Unit", "capitalised", "nominal", "things"]
