"""Text -> tokens, by rules that are language data (``languages/<code>/tokenizer.toml``). No spaCy here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import LanguageDataError

_CACHE_LIMIT = 50_000
_LONG_CHUNK = 500
"""Longer runs without white space are cut only at infixes: affix search on them would be quadratic."""


class Readable(Protocol):
    """A file: a path or a resource inside a package."""

    def read_text(self, encoding: str) -> str: ...


@dataclass(frozen=True)
class Rules:
    """Compiled tokenizer rules of one language.

    ``plain`` maps characters one to one (apostrophes, quotes, dashes, spaces), ``dropped`` are characters
    to be left out. ``joined`` finds tokens with spaces inside, ``whole`` tokens never taken apart;
    ``prefix``, ``suffix`` and ``infix`` find what is cut off a chunk between two spaces.
    """

    plain: dict[int, str]
    dropped: frozenset[str]
    joined: re.Pattern[str]
    whole: re.Pattern[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    infix: re.Pattern[str]

    @classmethod
    def load(cls, file: Readable) -> Rules:
        """Read a ``tokenizer.toml``; raises LanguageDataError naming the faulty key."""
        try:
            return cls.compiled(read_rules(file))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise LanguageDataError(f"faulty tokenizer rules: {error}", where=str(file)) from error

    @classmethod
    def compiled(cls, data: dict[str, Any]) -> Rules:
        tokens, characters = data["tokens"], data["characters"]
        whole = [f"(?i:{_any(tokens['whole'])})", _any(tokens["whole_cased"])]
        return cls(
            plain={ord(char): to for chars, to in characters["plain"] for char in chars},
            dropped=frozenset(characters["dropped"]),
            joined=_compile(_any(tokens["joined"])),
            whole=_compile(_any(whole)),
            prefix=_compile(_any(tokens["prefixes"])),
            suffix=_compile(f"(?:{_any(tokens['suffixes'])})$"),
            infix=_compile(_any(tokens["infixes"])),
        )


def read_rules(file: Readable) -> dict[str, Any]:
    """The content of a ``tokenizer.toml``; raises LanguageDataError where it is missing or not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageDataError(f"unreadable tokenizer rules: {error}", where=str(file)) from error


def _compile(pattern: str) -> re.Pattern[str]:
    found = re.compile(pattern)
    if found.match(""):
        raise ValueError(f"matches the empty string: {pattern}")
    return found


def _any(patterns: list[str]) -> str:
    for pattern in patterns:
        re.compile(pattern)
    return "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"


class Splitter:
    """Cuts text into words. ``split`` is a pure function of the text; chunks are remembered for speed."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, text: str) -> tuple[list[str], list[bool]]:
        """Words and, for each, whether a space follows; together they are ``text`` with plain characters.

        White space that is not one single space becomes a word of its own.
        """
        text = text.translate(self.rules.plain)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end, joined in self._chunks(text):
            _add_space(text[at:start], words, spaces)
            pieces = (text[start:end],) if joined else self._pieces(text[start:end])
            words.extend(pieces)
            spaces.extend([False] * len(pieces))
            at = end
        _add_space(text[at:], words, spaces)
        return words, spaces

    def _chunks(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Runs without white space, and joined tokens (True)."""
        at = 0
        for match in self.rules.joined.finditer(text):
            yield from ((m.start() + at, m.end() + at, False) for m in _CHUNK.finditer(text[at : match.start()]))
            yield match.start(), match.end(), True
            at = match.end()
        yield from ((m.start() + at, m.end() + at, False) for m in _CHUNK.finditer(text[at:]))

    def _pieces(self, chunk: str) -> tuple[str, ...]:
        known = self._known.get(chunk)
        if known is None:
            known = tuple(self._cut(chunk))
            if len(self._known) < _CACHE_LIMIT:
                self._known[chunk] = known
        return known

    def _cut(self, chunk: str) -> list[str]:
        if len(chunk) > _LONG_CHUNK:
            return self._cut_inside(chunk)
        rules = self.rules
        left: list[str] = []
        right: list[str] = []
        while chunk and not rules.whole.fullmatch(chunk):
            if (match := rules.prefix.match(chunk)) and match.end() < len(chunk):
                left.append(chunk[: match.end()])
                chunk = chunk[match.end() :]
            elif (match := rules.suffix.search(chunk)) and match.start() > 0:
                right.append(chunk[match.start() :])
                chunk = chunk[: match.start()]
            else:
                left.extend(self._cut_inside(chunk))
                chunk = ""
        if chunk:
            left.append(chunk)
        return left + right[::-1]

    def _cut_inside(self, chunk: str) -> list[str]:
        """Cut at infixes; the parts are cut again, as they may have affixes of their own."""
        matches = [m for m in self.rules.infix.finditer(chunk) if m.end() > m.start()]
        if not matches or (len(matches) == 1 and matches[0].end() - matches[0].start() == len(chunk)):
            return [chunk]
        words: list[str] = []
        at = 0
        for match in matches:
            if match.start() > at:
                words.extend(self._part(chunk[at : match.start()]))
            words.append(match.group())
            at = match.end()
        return words + (self._part(chunk[at:]) if at < len(chunk) else [])

    def _part(self, part: str) -> list[str]:
        return self._cut(part) if len(part) <= _LONG_CHUNK else [part]


_CHUNK = re.compile(r"\S+")


def _add_space(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and words and not spaces[-1]:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
