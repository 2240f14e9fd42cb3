"""Lines of text in a given width: cleaning, wrapping, columns. Widths are terminal cells, not characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

_BREAKABLE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_GLUE = "\u200d\ufe0e\ufe0f"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def styled(text: str, style: str) -> Text:
    """``text`` in a style that ends with it: what is added behind it does not take it over."""
    return Text.assemble((text, style))


def clean(text: str) -> str:
    """``text`` for a terminal: runs of white space become one space (no-break spaces stay), and characters
    that could steer the terminal or turn the direction of writing become a visible mark. Reports are written
    by strangers."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BREAKABLE.sub(" ", text).strip())


def quoted(text: str) -> str:
    """``text`` in quotation marks, unless it already is one quotation."""
    text = clean(text)
    closing = {"«": "»", "“": "”", "„": "“", '"': '"'}.get(text[:1])
    own = closing is not None and len(text) > 1 and text.find(closing, 1) == len(text) - 1
    return text if own else f"“{text}”"


def wrap(text: Text, width: int) -> list[Text]:
    """``text`` in lines of at most ``width`` cells, broken at spaces; a word that is too long is cut.

    Whatever reaches a page comes through here, so that nothing unsafe can (see :func:`clean`).
    """
    if _UNSAFE.search(text.plain):
        text = text.copy()
        text.plain = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.plain)
    cuts, line_start = [], 0
    for start, end in _pieces(text.plain, max(width, 2)):
        if start > line_start and cell_len(text.plain[line_start:end].rstrip(" ")) > max(width, 2):
            cuts.append(start)
            line_start = start
    lines = list(text.divide(cuts)) if cuts else [text]
    for line in lines:
        # Only the spaces that a break was made at: an unbreakable one at the end of a cut word is text.
        if spaces := len(line.plain) - len(line.plain.rstrip(" ")):
            line.right_crop(spaces)
    return lines


def _pieces(plain: str, width: int) -> list[tuple[int, int]]:
    """Words with the spaces behind them; words wider than ``width`` in parts."""
    found = []
    for word in re.finditer(r"[^ ]+ *| +", plain):
        start, end = word.span()
        while cell_len(plain[start:end].rstrip(" ")) > width:
            cut = start + 1
            while cut < end and (cell_len(plain[start : cut + 1]) <= width or _joins(plain, cut)):
                cut += 1
            found.append((start, cut))
            start = cut
        if start < end:
            found.append((start, end))
    return found


def _joins(plain: str, i: int) -> bool:
    """True if the character at ``i`` belongs to the one before it (an accent, a joined emoji)."""
    return bool(unicodedata.combining(plain[i])) or plain[i] in _GLUE or plain[i - 1] == "\u200d"


def indented(lines: Sequence[Text], by: int) -> list[Text]:
    return [Text(" " * by) + line if line.plain else line for line in lines]


def with_tag(text: Text, tag: str, width: int) -> list[Text]:
    """``text`` wrapped, with ``tag`` dim at the right end of its first line."""
    room = width - cell_len(tag) - 2
    lines = wrap(text, room)
    lines[0] = padded(lines[0], width - cell_len(tag)) + styled(tag, "dim")
    return lines


def padded(text: Text, width: int, right: bool = False) -> Text:
    """``text`` filled with spaces to ``width`` cells."""
    fill = Text(" " * max(width - cell_len(text.plain), 0))
    return fill + text if right else text + fill


def table(rows: Sequence[Sequence[Text]], width: int, gap: int = 2) -> list[Text]:
    """Rows of cells in columns that fit ``width`` together: each as wide as its content if there is room,
    else the widest ones give way; cells wrap."""
    if not rows:
        return []
    natural = [max(cell_len(cell.plain) for cell in column) for column in zip(*rows, strict=True)]
    widths = fit(natural, width - gap * (len(natural) - 1))
    lines = []
    for row in rows:
        cells = [wrap(cell, room) for cell, room in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells):
            line = Text(" " * gap).join(
                padded(part if part is not None else Text(), room) for part, room in zip(parts, widths, strict=True)
            )
            line.rstrip()
            lines.append(line)
    return lines


def fit(natural: Sequence[int], room: int) -> list[int]:
    """Widths of columns: ``natural`` where the sum fits ``room``, else the widest give way, cell by cell."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > 2:
        widths[widths.index(max(widths))] -= 1
    return widths
