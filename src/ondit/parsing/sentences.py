"""Where sentences can begin: hints that the parser keeps to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .tokenizer import Readable, read_rules


@dataclass(frozen=True)
class Ends:
    """What ends and begins sentences in a language; from the ``[sentences]`` table of its tokenizer rules."""

    terminators: frozenset[str]
    closers: frozenset[str]
    openers: frozenset[str]
    pauses: frozenset[str]
    dateline: re.Pattern[str]

    @classmethod
    def load(cls, file: Readable) -> Ends:
        told = read_rules(file)["sentences"]
        return cls(
            frozenset(told["terminators"]), frozenset(told["closers"]), frozenset(told["openers"]),
            frozenset(told["pauses"]), re.compile(told["dateline"]),
        )


def hints(words: Sequence[str], spaces: Sequence[bool], heading: bool, ends: Ends) -> list[bool | None]:
    """For each word: a sentence begins here (True), cannot begin here (False), or the parser decides (None).

    A sentence begins for sure where a capital follows a full stop; never after a word without punctuation,
    before a comma, or before a small letter that goes on after a quotation. A dateline is a sentence of its
    own, and a heading has several sentences only where they are sure.
    """
    found: list[bool | None] = [False] * len(words)
    first = _after_dateline(words, spaces, ends)
    terminator, closed = "", False
    for i in range(first + 1, len(words)):
        before = words[i - 1]
        if before in ends.terminators:
            terminator, closed = before, False
        elif terminator and _closes(words, spaces, i - 1, ends):
            closed = True
        else:
            terminator = ""
        if terminator and not _numbering(words, i, first):
            found[i] = _begins(words, spaces, i, terminator, closed, ends)
        elif not terminator and (before in ends.pauses or _closes(words, spaces, i - 1, ends)):
            found[i] = None if _begins(words, spaces, i, before, True, ends) is not False else False
        if heading and found[i] is None:
            found[i] = False
    for i in (0, first):
        if i < len(words):
            found[i] = True
    return found


def _begins(
    words: Sequence[str], spaces: Sequence[bool], i: int, terminator: str, closed: bool, ends: Ends
) -> bool | None:
    if words[i] in ends.terminators or _closes(words, spaces, i, ends):
        return False
    first = i
    while first < len(words) - 1 and words[first] in ends.openers:
        first += 1
    char = words[first][0]
    if char.islower():
        return None if terminator == "." and not closed and first == i else False
    if not char.isalnum():
        return None if words[first] in ends.openers else False
    return True if terminator == "." or (terminator in ("!", "?") and not closed) else None


def _closes(words: Sequence[str], spaces: Sequence[bool], i: int, ends: Ends) -> bool:
    """True for a closing mark; one that can also open closes only where no space stands before it."""
    return words[i] in ends.closers and (words[i] not in ends.openers or i == 0 or not spaces[i - 1])


def _numbering(words: Sequence[str], i: int, first: int) -> bool:
    """True where words[i] follows a number and its full stop at the very beginning ("1. Facts")."""
    return i == first + 2 and words[first].isdigit() and words[i - 1] == "."


def _after_dateline(words: Sequence[str], spaces: Sequence[bool], ends: Ends) -> int:
    """The place of the first word after a dateline; 0 without one."""
    text = "".join(word + " " * space for word, space in zip(words[:40], spaces, strict=False))
    match = ends.dateline.match(text)
    at = 0
    for i, word in enumerate(words[:40]):
        if not match or at > match.end():
            return 0
        if at == match.end():
            return i
        at += len(word) + spaces[i]
    return 0
