"""Blocks of a report -> pieces that a parser can be given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Report

LONGEST = 8_000
"""Characters of the longest piece parsed at once: memory and time stay even, whatever comes."""

_SENTENCE_END = re.compile(r"""[.!?…]["'»”’)\]]*\s""")


class Piece(NamedTuple):
    """Characters ``start``-``end`` of the frozen text, in block ``block``; ``torn`` if it was cut inside a sentence."""

    start: int
    end: int
    block: int
    heading: bool
    torn: bool = False


def pieces(report: Report) -> Iterator[Piece]:
    """The blocks that hold anything but white space, in text order, long ones in several pieces."""
    for number, block in enumerate(report.blocks):
        heading = block.kind == "heading"
        start = block.start
        while start < block.end:
            end, torn = _cut(report.text, start, block.end)
            if not report.text[start:end].isspace():
                yield Piece(start, end, number, heading, torn)
            start = end


def _cut(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the piece that begins at ``start`` ends, and whether that tears a sentence."""
    if end - start <= LONGEST:
        return end, False
    limit = start + LONGEST
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start + LONGEST // 2, limit)]
    if ends:
        return ends[-1], False
    space = max(text.rfind(" ", start + LONGEST // 2, limit), text.rfind("\n", start + LONGEST // 2, limit))
    return (space + 1 if space >= 0 else limit), True
