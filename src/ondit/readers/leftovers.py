"""What stands between the lines of an article and was not taken: sentences, not captions or links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..model import Gap
from .page import Place

_AROUND = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<tag>script|style|noscript|figure|figcaption|aside|nav|form|button|table|select|svg|iframe|template|a|time|h[1-6])\b[^>]*>"
    r".*?(?:</(?P=tag)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BOUNDARY = re.compile(r"</?(?:p|div|li|ul|ol|section|article|blockquote|br|header|footer)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>?")
_SENTENCE = re.compile(r"\w[.!?…][\"'»”’)\s]*$")
_SHORTEST = 40
_LONGEST_SLICE = 200_000
_SHOWN = 60


def left_out(source: str, places: Sequence[Place | None]) -> list[Gap]:
    """A gap that counts the passages of whole sentences between the located lines, with the first one's words."""
    located = [place for place in places if place]
    taken = {" ".join(place.text.split()) for place in located}
    found = [p for one, other in zip(located, located[1:], strict=False) for p in _passages(source[one.end : other.start]) if p not in taken]
    if not found:
        return []
    shown = found[0] if len(found[0]) <= _SHOWN else found[0][:_SHOWN].rstrip() + "…"
    what = "a passage" if len(found) == 1 else f"{len(found)} passages"
    return [Gap("left-out", f"{what} between the article's lines was not taken for a part of it: '{shown}'"
                if len(found) == 1 else f"{what} between the article's lines were not taken for a part of it, first: '{shown}'",
                cure="compare with the page; if it belongs to the article, give the article's text as .txt")]  # fmt: skip


def _passages(between: str) -> Iterator[str]:
    if not _SHORTEST < len(between) < _LONGEST_SLICE:
        return
    for part in _BOUNDARY.split(_AROUND.sub(" ", between)):
        words = " ".join(unescape(_TAG.sub("", part)).split())
        if len(words) >= _SHORTEST and _SENTENCE.search(words):
            yield words
