"""Words that name a country without being its name: adjectives, inhabitants, halves of compounds.

"North Korean" and "nord-coréens", "US-led", "Tehran-backed" and "russo-turc": each country of a compound has its own part
of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Span, Token
from .namelist import fold, lower

_HYPHENS = frozenset("-\u2010\u2011")
_NOMINAL = ("ADJ", "NOUN", "PROPN")


class CountryWord(NamedTuple):
    """Characters ``span`` stand for the country of ``row`` (an entry of countries); ``token`` is their first token."""

    span: Span
    token: int
    row: Row


class _Forms(NamedTuple):
    """Entries by their words in small letters, levelled: ``whole`` of one word, ``longer`` by the first of several."""

    whole: dict[str, Row]
    longer: dict[str, list[tuple[tuple[str, ...], Row]]]


def country_words(parsed: Parsed, lexicon: Lexicon) -> tuple[CountryWord, ...]:
    """Every such word in text order, those in the names of persons left out."""
    persons = {k for e in parsed.entities if e.label == "PER" and e.last - e.first > 1 for k in range(e.first, e.last)}
    levelled = [_levelled(token.text) for token in parsed.tokens]
    found: list[CountryWord] = []
    free, known = 0, _firsts(lexicon)
    for token in parsed.tokens:
        if token.i < free or token.i in persons or (levelled[token.i] not in known and _HYPHENS.isdisjoint(token.text)):
            continue
        hit = _longer(parsed, lexicon, levelled, token.i) or _whole(parsed, lexicon, levelled, token)
        if hit is not None:
            row, last = hit
            found.append(CountryWord(parsed.span(token.i, last), token.i, row))
            free = last + 1
        elif not _HYPHENS.isdisjoint(token.text[1:-1]):
            found += _parts(parsed, lexicon, token)
    return tuple(found)


def _longer(parsed: Parsed, lexicon: Lexicon, levelled: list[str], i: int) -> tuple[Row, int] | None:
    for forms, joined in ((_adjectives(lexicon), False), (_names(lexicon), True)):
        for words, row in forms.longer.get(levelled[i], ()):
            last = i + len(words) - 1
            if tuple(levelled[i : last + 1]) != words or not parsed.tokens[i].text[:1].isupper():
                continue
            if not joined or _opens_compound(parsed, last):
                return row, last
    return None


def _whole(parsed: Parsed, lexicon: Lexicon, levelled: list[str], token: Token) -> tuple[Row, int] | None:
    row = _adjectives(lexicon).whole.get(levelled[token.i])
    if row is not None and token.upos in _NOMINAL and (token.upos == "ADJ" or token.text[:1].isupper()):
        return row, token.i
    if not token.text[:1].isupper() or not _opens_compound(parsed, token.i):
        return None
    row = _names(lexicon).whole.get(levelled[token.i]) or _combining(lexicon).get(levelled[token.i])
    return (row, token.i) if row is not None else None


def _opens_compound(parsed: Parsed, i: int) -> bool:
    """A hyphen and a word follow without spaces: "US-led"."""
    if i + 2 >= len(parsed.tokens):
        return False
    token, mark, after = parsed.tokens[i : i + 3]
    return mark.text in _HYPHENS and token.end == mark.start and mark.end == after.start and after.text[:1].isalpha()


def _parts(parsed: Parsed, lexicon: Lexicon, token: Token) -> list[CountryWord]:
    """The countries of one hyphenated token, the longest parts first: "russo-nord-coréen"."""
    text = token.text
    cuts = [0, *(k + 1 for k, char in enumerate(text) if char in _HYPHENS), len(text) + 1]
    found = []
    at = 0
    while at < len(cuts) - 1:
        for end in range(len(cuts) - 1, at, -1):
            part = lower(fold(text[cuts[at] : cuts[end] - 1]))
            row = _adjectives(lexicon).whole.get(part)
            if row is None and end < len(cuts) - 1:
                row = _combining(lexicon).get(part)
            if row is None and text[cuts[at] : cuts[at] + 1].isupper():
                row = _names(lexicon).whole.get(part)  # "l'axe Moscou-Pékin"
            if row is not None:
                first, last = token.start + cuts[at], token.start + cuts[end] - 1
                found.append(CountryWord(Span(first, last, parsed.text[first:last]), token.i, row))
                at = end
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=50_000)
def _levelled(word: str) -> str:
    return lower(fold(word))


@cache
def _firsts(lexicon: Lexicon) -> frozenset[str]:
    """First words of everything that may name a country."""
    forms = (_adjectives(lexicon), _names(lexicon))
    return frozenset(_combining(lexicon)).union(*(found for each in forms for found in (each.whole, each.longer)))


@cache
def _adjectives(lexicon: Lexicon) -> _Forms:
    return _forms((form, row) for row in lexicon.table("countries") for form in row["adjectives"])


@cache
def _names(lexicon: Lexicon) -> _Forms:
    """Names of countries and of their capitals, which stand for a country as the first half of a compound."""
    return _forms((name, row) for row in lexicon.table("countries") for name in (*row["names"], *row["capitals"]))


def _forms(pairs: Iterable[tuple[str, Row]]) -> _Forms:
    whole: dict[str, Row] = {}
    longer: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for text, row in pairs:
        words = tuple(lower(fold(text)).split())
        if len(words) == 1:
            whole.setdefault(words[0], row)
        elif words:
            longer.setdefault(words[0], []).append((words, row))
    for entries in longer.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return _Forms(whole, longer)


@cache
def _combining(lexicon: Lexicon) -> dict[str, Row]:
    countries = {row["iso3"]: row for row in lexicon.table("countries")}
    return {lower(fold(row["form"])): countries[row["iso3"]] for row in lexicon.table("combining_forms") if row["iso3"] in countries}
