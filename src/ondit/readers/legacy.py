"""Which legacy encoding some bytes are in, when nothing declares it.

chardet 7 is right on whole articles and unsure on a line or two, where it may answer with a code page of
another script. Between the code pages of Western Europe a few plain facts of typography decide better: letters
stand beside letters, a small letter is not followed by a capital inside a word, quotation marks open after a
space and close before one, a currency sign stands beside a number.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
"""In this order where two decodings are equally likely."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WINDOW = 200_000
_TRUSTED = 0.2
"""chardet's confidence from which a Latin code page of another region is believed (measured on one sentence)."""


class Guess(NamedTuple):
    """A Python codec name and whether the evidence for it is clear."""

    codec: str
    sure: bool


def guess(data: bytes) -> Guess:
    """The likely encoding of ``data``, which is not UTF-8 and declares nothing. Never raises."""
    window = data[:_WINDOW]
    western, clear = _western(window)
    said, confidence = _chardet(window)
    if said is None:
        return Guess(western, False)
    if _text(window, said) == _text(window, western):
        return Guess(western, True)
    if said in WESTERN:
        return Guess(western, clear)
    text = _text(window, said)
    if _foreign_script(text) or (confidence >= _TRUSTED and _all_latin(text)):
        return Guess(said, confidence >= _TRUSTED)
    return Guess(western, clear)


def _chardet(window: bytes) -> tuple[str | None, float]:
    import chardet

    found = chardet.detect(window, prefer_superset=True, compat_names=False)
    name = found["encoding"]
    if not name:
        return None, 0.0
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None, 0.0
    return codec, float(found["confidence"] or 0.0)


def _text(window: bytes, codec: str) -> str:
    return window.decode(codec, "replace")


def _foreign_script(text: str) -> bool:
    """True if whole words are in letters that are not Latin; "dйployй" tells that a reading is wrong."""
    whole = mixed = 0
    for word in _LETTERS.findall(text):
        plain = sum(1 for char in word if char <= "\u024f")
        whole += plain == 0 and len(word) > 2
        mixed += 0 < plain < len(word)
    return whole > 5 * mixed


def _all_latin(text: str) -> bool:
    return all(char <= "\u024f" for word in _LETTERS.findall(text) for char in word)


def _western(window: bytes) -> tuple[str, bool]:
    """The best Western code page, and whether it is clearly better than those that read other letters."""
    readings = [(codec, _text(window, codec)) for codec in WESTERN]
    scored = [(plausibility(text), codec, text) for codec, text in readings]
    best = max(scored, key=lambda item: item[0])
    rivals = [score for score, _, text in scored if text != best[2]]
    odd = sum(1 for byte in window if byte > 127) or 1
    clear = best[0] / odd >= 0.5 and (not rivals or best[0] - max(rivals) >= 0.5)
    return best[1], clear


def plausibility(text: str) -> float:
    """Sum of a mark between -4 and 1.5 for each character above U+007F, by its neighbours."""
    total = 0.0
    padded = f" {text} "
    for i in range(1, len(padded) - 1):
        if padded[i] > "\x7f":
            total += _mark(padded[i - 1], padded[i], padded[i + 1])
    return total


def _mark(before: str, char: str, after: str) -> float:
    if char in _MARKS:
        return _MARKS[char](before, after)
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cn", "Co") or char == "\ufffd":
        return -4.0
    if kind == "Ll":
        inside = before.isalpha() or after.isalpha()
        return (1.0 if inside else 0.4) - (1.5 if after.isupper() else 0.0)
    if kind == "Lu":
        return -2.0 if before.islower() else (0.8 if not before.isalpha() else 0.2)
    return -1.5 if before.isalpha() and after.isalpha() else -0.5


def _opening(before: str, after: str) -> float:
    return 1.2 if not before.isalnum() and (after.isspace() or after.isalnum() or not after.isascii()) else -1.0


def _closing(before: str, after: str) -> float:
    return 1.2 if not after.isalnum() else -1.0


def _apostrophe(before: str, after: str) -> float:
    if before.isalpha():
        return 1.5 if after.isalpha() else 0.5
    return 0.2


def _dash(before: str, after: str) -> float:
    return 1.0 if before.isspace() or after.isspace() or (before.isdigit() and after.isdigit()) else -0.5


def _money(before: str, after: str) -> float:
    return 1.2 if (before.isspace() or before.isdigit()) and not after.isalpha() else -0.7


def _hard_space(before: str, after: str) -> float:
    if after in ":;?!%»€$" or before in "«" or (before.isdigit() and after.isalnum()):
        return 1.0
    return -1.0 if before.isalpha() and after.isalpha() and (not before.isascii() or not after.isascii()) else 0.2


def _dots(before: str, after: str) -> float:
    return 0.8 if before.isalnum() and not after.isalnum() else -0.5


def _degree(before: str, after: str) -> float:
    return 0.6 if before.isalnum() and not after.isalpha() else (0.2 if before.isdigit() else -0.8)


def _rare_letter(before: str, after: str) -> float:
    return -0.5


_MARKS = {
    "«": _opening, "»": _closing, "“": _opening, "”": _closing, "„": _opening, "‘": _opening, "’": _apostrophe,
    "–": _dash, "—": _dash, "€": _money, "£": _money, "\u00a0": _hard_space, "…": _dots, "°": _degree,
    "ª": _rare_letter, "ˆ": _rare_letter, "˜": _rare_letter, "ı": _rare_letter, "ﬁ": _rare_letter, "ﬂ": _rare_letter,
    "ƒ": _rare_letter, "þ": _rare_letter, "Þ": _rare_letter, "ð": _rare_letter, "Ð": _rare_letter, "µ": _rare_letter,
}
