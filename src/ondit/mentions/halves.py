"""One of two countries by the word that tells it from the other: "the North" where the report is about Korea."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Step
from .cast import RULES, Cast, Mention
from .metonymy import acts
from .namelist import key, lower, words
from .nationality import capitals
from .nominal import base


class _Half(NamedTuple):
    """A country and the other one whose name is the same but for a word."""

    row: Row
    other: str


@cache
def _halves(lexicon: Lexicon) -> dict[str, tuple[_Half, ...]]:
    """The telling word -> countries. Two names are a pair if they are equal without one word of either, or if one is
    the other without a word ("South Sudan", "Sudan")."""
    rests: dict[str, list[tuple[Row, str]]] = {}
    for row in lexicon.table("countries"):
        parts = key(row["names"][0]).split()
        rests.setdefault(" ".join(parts), []).append((row, ""))
        for k, word in enumerate(parts) if len(parts) > 1 else ():
            rests.setdefault(" ".join(parts[:k] + parts[k + 1 :]), []).append((row, word))
    found: dict[str, list[_Half]] = {}
    for pair in rests.values():
        for row, word in pair if len(pair) == 2 else ():
            other = next(half["iso3"] for half, _ in pair if half is not row)
            if word:
                found.setdefault(word, []).append(_Half(row, other))
    return {word: tuple(halves) for word, halves in found.items()}


def find_halves(parsed: Parsed, lexicon: Lexicon, cast: Cast) -> Iterator[Mention]:
    """Every capitalised telling word with a definite article and nothing behind that goes with it, where the report
    names one country of the pair."""
    articles = words(lexicon, "reference_words", "definite")
    halves = {
        word: [half for half in both if half.row["iso3"] in cast.named or half.other in cast.named]
        for word, both in _halves(lexicon).items()
    }
    if not any(halves.values()):
        return
    for token in (parsed.tokens[k] for k in capitals(parsed) if k):
        if token.text.isupper() or lower(token.text) not in halves:
            continue
        able = halves[lower(token.text)]
        before = lower(parsed.tokens[token.i - 1].text)
        if len(able) != 1 or before not in articles or not _alone(parsed, token.i):
            continue
        row = able[0].row
        member = cast.of_row(row, token.i)
        span = parsed.span(token.i)
        reading = acts(parsed, token.i, lexicon, country=True)
        steps = (Step(row.id, (("name", span),)), Step(f"{RULES}half", (("name", span),), f"actor={member.actor.name}"))
        yield Mention(token.i, token.i, token.i, span, member, "alias", steps if reading is None else (*steps, reading), reading is None)


def _alone(parsed: Parsed, i: int) -> bool:
    """No part of a longer name, and no complement that tells of what it is the north."""
    behind = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else parsed.tokens[i]
    told = any(child > i and base(parsed.tokens[child]) in ("nmod", "flat", "compound") for child in parsed.children[i])
    glued = behind.i > i and (behind.text[:1].isupper() or behind.text[:1] in "-\u2010\u2011")
    return not told and not glued and base(parsed.tokens[i]) not in ("compound", "flat", "amod")
