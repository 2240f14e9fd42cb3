"""Country adjectives and inhabitants in the text, whatever the number of words: "ukrainien", "South Korean"."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ..lexicon import Lexicon, Row
from ..model import Parsed
from .namelist import fold, level, lower, words

_HYPHENS = "-\u2010\u2011"


class CountryWord(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) are a form of the adjective of these countries, the likelier first."""

    first: int
    last: int
    rows: tuple[Row, ...]


@cache
def _forms(lexicon: Lexicon) -> dict[str, list[tuple[tuple[str, ...], tuple[Row, ...]]]]:
    """First word -> (all words, countries), the longest first. Words are levelled, hyphens are words."""
    rows: dict[tuple[str, ...], list[Row]] = {}
    for row in lexicon.table("countries"):
        for form in row["adjectives"]:
            parts = tuple(lower(fold(form)).replace("-", " - ").split())
            for way in {parts, (lower(fold(form)),)}:  # a tokenizer may leave a hyphenated word whole
                if row not in rows.setdefault(way, []):
                    rows[way].append(row)
    found: dict[str, list[tuple[tuple[str, ...], tuple[Row, ...]]]] = {}
    for parts, countries in rows.items():
        found.setdefault(parts[0], []).append((parts, tuple(countries)))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


_LEVELLED: WeakKeyDictionary[Parsed, list[str]] = WeakKeyDictionary()
_CAPITALS: WeakKeyDictionary[Parsed, list[int]] = WeakKeyDictionary()
_WORDS: WeakKeyDictionary[Parsed, dict[int, CountryWord]] = WeakKeyDictionary()


def levelled(parsed: Parsed) -> list[str]:
    """The words of a report in small letters, without accents; made once for a report."""
    found = _LEVELLED.get(parsed)
    if found is None:
        text = level(parsed.text).low
        found = _LEVELLED[parsed] = [text[token.start : token.end] for token in parsed.tokens]
    return found


def capitals(parsed: Parsed) -> list[int]:
    """The places of the tokens that open with a capital; made once for a report."""
    found = _CAPITALS.get(parsed)
    if found is None:
        found = _CAPITALS[parsed] = [token.i for token in parsed.tokens if token.text[0].isupper()]
    return found


def country_words(parsed: Parsed, lexicon: Lexicon) -> dict[int, CountryWord]:
    """The country adjectives and inhabitants of a report by each of their tokens; made once for a report."""
    found = _WORDS.get(parsed)
    if found is None:
        found = _WORDS[parsed] = _find(parsed, lexicon)
    return found


def _find(parsed: Parsed, lexicon: Lexicon) -> dict[int, CountryWord]:
    forms, texts = _forms(lexicon), levelled(parsed)
    found: dict[int, CountryWord] = {}
    for i, text in enumerate(texts):
        for parts, rows in forms.get(text, ()):
            if i not in found and (len(parts) == 1 or tuple(texts[i : i + len(parts)]) == parts):
                word = CountryWord(i, i + len(parts) - 1, rows)
                found.update(dict.fromkeys(range(word.first, word.last + 1), word))
                break
    return found


def likeliest(rows: tuple[Row, ...], named: Container[str]) -> Row | None:
    """The country that is meant: of several that share a word the one that the report ``named``, else none."""
    if len(rows) < 2:
        return rows[0] if rows else None
    here = [row for row in rows if row["iso3"] in named]
    return here[0] if len(here) == 1 else None


# --- joined by a hyphen ---------------------------------------------------------------------------------------


def hyphen(parsed: Parsed, k: int) -> bool:
    """True if token ``k`` is a hyphen that joins its neighbours without spaces."""
    if not 0 < k < len(parsed.tokens) - 1 or parsed.tokens[k].text not in _HYPHENS or not parsed.tokens[k].text:
        return False
    left, mark, right = parsed.tokens[k - 1 : k + 2]
    return left.end == mark.start and mark.end == right.start


def joined(parsed: Parsed, k: int) -> bool:
    """True if a hyphen binds token ``k`` to what stands before it: "backed" in "Russian-backed"."""
    return k > 1 and hyphen(parsed, k - 1)


def lends_country(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> bool:
    """False for a country that is bound into a word that tells of another one: "Russian-backed", "anti-American";
    "US-led" tells whose it is."""
    if joined(parsed, first):
        return False
    if not hyphen(parsed, last + 1):
        return True
    return lower(parsed.tokens[last + 2].text) in words(lexicon, "reference_words", "led")
