"""The text of an HTML page with the place of every character in its source.

No extractor tells where its lines come from. So the page is walked once more, tags left out and entities
decoded, and each extracted line is looked for in what a browser would show, white space aside.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

_SKIPPED = "\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff"
_SKIP = re.compile(f"[{_SKIPPED}]+")
_WORD = re.compile(f"[^{_SKIPPED}]+")
_WIDE_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|iframe)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<[a-zA-Z/!?](?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+>"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)",
    re.DOTALL | re.IGNORECASE,
)


class Place(NamedTuple):
    """Where an extracted line was found: ``start``-``end`` of the source, and its words as the page has them."""

    start: int
    end: int
    text: str


class Page:
    """The visible characters of ``source`` without white space, each with its place."""

    def __init__(self, source: str) -> None:
        self.source = source
        pieces: list[str] = []
        self._at: list[int] = []
        self._from: list[int] = []
        self._width: list[int] = []
        self._total = 0
        pos = 0
        for found in _TOKEN.finditer(source):
            self._words(pieces, pos, found.start())
            if found["entity"]:
                self._entity(pieces, found.start(), found[0])
            pos = found.end()
        self._words(pieces, pos, len(source))
        self.shown = "".join(pieces)

    def _words(self, pieces: list[str], start: int, end: int) -> None:
        for word in _WORD.finditer(self.source, start, end):
            self._add(pieces, word[0], word.start(), 0)

    def _entity(self, pieces: list[str], start: int, raw: str) -> None:
        value = unescape(raw)
        if value == raw:
            self._words(pieces, start, start + len(raw))
        elif kept := _SKIP.sub("", value):
            self._add(pieces, kept, start, len(raw))

    def _add(self, pieces: list[str], chars: str, source: int, width: int) -> None:
        """``width`` is 0 where one character of the text is one of the source."""
        if not unicodedata.is_normalized("NFC", chars):
            # The extractor composes accents; the word then maps as a whole.
            composed = unicodedata.normalize("NFC", chars)
            width, chars = width or len(chars), composed
        self._at.append(self._total)
        self._from.append(source)
        self._width.append(width)
        pieces.append(chars)
        self._total += len(chars)

    def source_start(self, char: int) -> int:
        """Place in the source of visible character ``char``."""
        piece = bisect_right(self._at, char) - 1
        return self._from[piece] + (0 if self._width[piece] else char - self._at[piece])

    def source_end(self, char: int) -> int:
        """Place in the source just after visible character ``char``."""
        piece = bisect_right(self._at, char) - 1
        return self._from[piece] + (self._width[piece] or char - self._at[piece] + 1)

    def locate(self, lines: Sequence[str]) -> list[Place | None]:
        """Where each line stands, None where it does not.

        A line that the page has once is certain; one that it has several times (a headline and its link) is
        taken where its neighbours are.
        """
        keys = [squeeze(line) for line in lines]
        found: list[int | None] = [self._only(key) for key in keys]
        following = _following(found, len(self.shown))
        low = 0
        for i, key in enumerate(keys):
            if found[i] is None and key:
                found[i] = self._nearest(key, low, following[i])
            at = found[i]
            low = at + len(key) if at is not None else low
        return [self._place(line, key, at) for line, key, at in zip(lines, keys, found, strict=True)]

    def _only(self, key: str) -> int | None:
        at = self.shown.find(key) if key else -1
        return at if at >= 0 and self.shown.find(key, at + 1) < 0 else None

    def _nearest(self, key: str, low: int, high: int) -> int | None:
        at = self.shown.find(key, low, high) if low else self.shown.rfind(key, 0, high)
        if at < 0:
            at = self.shown.find(key)
        return at if at >= 0 else None

    def _place(self, line: str, key: str, at: int | None) -> Place | None:
        if at is None:
            return None
        return Place(self.source_start(at), self.source_end(at + len(key) - 1), self._as_shown(line, at))

    def _as_shown(self, line: str, at: int) -> str:
        """The line with the page's own fixed-width spaces: the extractor makes them plain ones."""
        parts: list[str] = []
        for word in _WORD.finditer(line):
            if parts:
                parts.append(self._space(at) if line[word.start() - 1].isspace() else "")
            parts.append(word[0])
            at += len(word[0])
        return "".join(parts)

    def _space(self, at: int) -> str:
        between = self.source[self.source_end(at - 1) : self.source_start(at)]
        if between == " ":
            return between
        wide = _WIDE_SPACE.search(unescape(_TOKEN.sub(lambda m: m["entity"] or "", between)))
        return wide[0] if wide else " "


def _following(found: Sequence[int | None], end: int) -> list[int]:
    """For each line the place of the next certain one, or the end."""
    places = [end] * len(found)
    for i in range(len(found) - 2, -1, -1):
        at = found[i + 1]
        places[i] = at if at is not None else places[i + 1]
    return places


def squeeze(text: str) -> str:
    """The visible characters of ``text``, white space and invisible ones left out."""
    return _SKIP.sub("", text)
