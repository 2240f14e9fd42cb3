"""The frozen text cut into blocks that are parsed one by one: headings, paragraphs, list items, bylines.

Plain text has no marks but its line breaks. A blank line always ends a paragraph; a single line break does too,
unless the text is hard-wrapped (each line was filled as far as it would go), where it stands for a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from ..model import Block, Gap, Span

LONGEST = 10_000
"""Characters of the longest block. A longer one is cut after a sentence, so that parsing stays bounded."""

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ITEM = re.compile(r"[ \t\u00a0]*(?:[-–—•‣▪▫◦●○■□*·►▶➤→✓]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t\u00a0\u202f]+\S")
_ENDED = re.compile(r"[.!?…。！？:;][\"'»”’)\]\s]*$")
_STOPPED = re.compile(r"[.!?…。！？][\"'»”’)\]\s]*$")
_CUT = re.compile(r"[.!?…。！？][\"'»”’)\]]*\s+")
_SPACE = re.compile(r"\s+")
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_LONGEST_HEADING = 120
_LONGEST_TITLE = 200


class Line(NamedTuple):
    start: int
    end: int
    words: str
    indent: int


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` without the white space around them; blank ones have no words."""
    found = []
    pos = 0
    for end, after in [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]:
        raw = text[pos:end]
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        found.append(Line(pos + indent, pos + indent + len(words), words, indent))
        pos = after
    return found


def split_text(text: str, credits: Sequence[Span] = ()) -> tuple[tuple[Block, ...], list[Gap]]:
    """Blocks of plain text: in order, apart, covering everything but white space."""
    lines = lines_of(text)
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        if not line.words:
            continue
        if i and lines[i - 1].words and groups and _continues(lines[i - 1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    places = [(group[0].start, group[-1].end) for group in groups]
    return cut(text, [Block(_kind(text, places, i, credits), *place) for i, place in enumerate(places)])


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was hard-wrapped, or None.

    It was if the lines before a line are as full as they could be: the next word would not have fitted.
    """
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.words and b.words and not _ITEM.match(b.words)]
    width = max((line.end - line.start for line in lines), default=0)
    if len(pairs) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = [a for a, b in pairs if _is_full(a, b, width)]
    running = [a for a in full if not _ENDED.search(a.words)]
    if len(full) >= 0.6 * len(pairs) and len(running) >= 0.5 * len(full) and median(len(a.words) for a in full) > 0.75 * width:
        return width
    return None


def _is_full(line: Line, following: Line, width: int) -> bool:
    return line.indent + len(line.words) + 1 + len(following.words.split(maxsplit=1)[0]) > width


def _continues(line: Line, following: Line, width: int | None) -> bool:
    """True if ``following`` goes on with the paragraph of ``line``."""
    if _ITEM.match(following.words) or following.indent > line.indent + 1:
        return False
    if following.words[0].islower() and not _STOPPED.search(line.words):
        return True
    return width is not None and _is_full(line, following, width)


def _kind(text: str, places: Sequence[tuple[int, int]], i: int, credits: Sequence[Span]) -> str:
    start, end = places[i]
    words = text[start:end]
    if any(is_byline(words, span.start - start, span.end - start) for span in credits):
        return "byline"
    if _ITEM.match(words):
        return "item"
    if len(places) > 1 and _is_heading(words, first=i == 0, last=i == len(places) - 1):
        return "heading"
    return "paragraph"


def is_byline(words: str, start: int, end: int) -> bool:
    """True for a short line around the credit ``start``-``end``; one at the end of a paragraph makes none."""
    if not 0 <= start < end <= len(words) or len(words) > _LONGEST_HEADING:
        return False
    return not _STOPPED.search(words[:start].rstrip(" ([–—-")) and not _STOPPED.search(words[end:])


def _is_heading(words: str, *, first: bool, last: bool) -> bool:
    if last or not any(char.isalpha() for char in words) or "\n" in words:
        return False
    if first:
        return len(words) <= _LONGEST_TITLE and not re.search(r"[.;,…]\s*$", words)
    return len(words) <= _LONGEST_HEADING and not _ENDED.search(words) and words[-1] not in ",;-–—»”"


def cut(text: str, blocks: Iterable[Block]) -> tuple[tuple[Block, ...], list[Gap]]:
    """The blocks, those longer than LONGEST cut: after a sentence, else (a gap) at a space, else anywhere."""
    done: list[Block] = []
    gaps: list[Gap] = []
    for block in blocks:
        start = block.start
        while block.end - start > LONGEST:
            end, between = _cut_place(text, start)
            last = Span.trimmed(text, start, end)
            done.append(Block(block.kind, last.start, last.end))
            if not between and not gaps:
                gaps.append(_cut_gap(text, last.end))
            start = end
        if not text[start : block.end].isspace():
            done.append(Block(block.kind, start, block.end))
    return tuple(done), gaps


def _cut_place(text: str, start: int) -> tuple[int, bool]:
    """Where the next block begins, and whether that is between two sentences."""
    window = text[start : start + LONGEST]
    for pattern, between in ((_CUT, True), (_SPACE, False)):
        places = [m.end() for m in pattern.finditer(window)]
        if places and places[-1] > LONGEST // 10:
            return start + places[-1], between
    return start + LONGEST, False


def _cut_gap(text: str, at: int) -> Gap:
    return Gap(
        "long-line",
        f"a paragraph longer than {LONGEST} characters was cut inside a sentence",
        Span.of(text, max(0, at - 20), at),
        "break the text into paragraphs",
    )
