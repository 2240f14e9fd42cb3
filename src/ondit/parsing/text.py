"""Frozen text -> what the pipeline sees, and the way back to the places in the frozen text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .tokenizer import Rules

_UNCALM = re.compile(r"\s{2,}|[^\S ]|^\s|\s$|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Clean:
    """``text`` without runs of white space, dropped characters and decomposed letters.

    Character ``i`` of it is characters ``starts[i]`` to ``ends[i]`` of the source; both are None when
    nothing has moved.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Source places of the clean characters ``start`` to ``end`` (exclusive, not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def clean(text: str, rules: Rules) -> Clean:
    """Plain characters, single spaces, composed letters; nothing else changes."""
    calm = (
        not _UNCALM.search(text) and rules.dropped.isdisjoint(text) and unicodedata.is_normalized("NFC", text)
    )
    return Clean(text.translate(rules.plain)) if calm else _mapped(text.translate(rules.plain), rules)


def _mapped(text: str, rules: Rules) -> Clean:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        # a mark on white space or on a character without meaning stands for itself
        bears = not text[at].isspace() and text[at] not in rules.dropped
        while bears and end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for char, first, last in _characters(text[at:end], at, rules):
            if char == " " and (not out or out[-1] == " "):
                continue
            out.append(char)
            starts.append(first)
            ends.append(last)
        at = end
    if out and out[-1] == " ":
        out, starts, ends = out[:-1], starts[:-1], ends[:-1]
    return Clean("".join(out), tuple(starts), tuple(ends))


def _characters(cluster: str, at: int, rules: Rules) -> list[tuple[str, int, int]]:
    """What a letter with its combining marks becomes: characters with their source places."""
    if cluster in rules.dropped:
        return []
    if cluster.isspace():
        return [(" ", at, at + 1)]
    composed = unicodedata.normalize("NFC", cluster)
    if len(composed) == 1:
        return [(composed if not "\ud800" <= composed <= "\udfff" else "\ufffd", at, at + len(cluster))]
    return [(char, at + n, at + n + 1) for n, char in enumerate(cluster)]
