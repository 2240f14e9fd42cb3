"""One name in two spellings: al-Mosmari and al-Mismari, Taoufik Chokri and Tawfiq al-Shukri.

Who writes a name in other letters keeps its consonants and is free in its vowels. Names are compared word by word by the
consonants that all usual ways of writing have in common; short words (articles, particles) count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from ..model import Entry, Voice
from .tokens import fold
from .voices import GOVERNMENT, OUTLET

_WORDS = re.compile(r"[^\W\d_]+")
_SHORT = 2
"""Letters of words that tell no name from another."""
_ALIKE = (
    (re.compile("tch|tsch|sch|sh|ch"), "C"), (re.compile("dj|zh|j"), "J"), (re.compile("kh|ck|q|c|k"), "K"), (re.compile("gh|g"), "G"),
    (re.compile("ph|v|f"), "F"), (re.compile("th|t"), "T"), (re.compile("dh|d"), "D"), (re.compile("x"), "KS"),
)  # fmt: skip
_FREE = re.compile("[aeiouywh]")
_TWICE = re.compile(r"(.)\1+")
_LEAST = 4
"""Consonants of a name that can be told by them."""
_TOLD = 3
"""The same of each word in which two spellings differ: too many are like John and Joan."""
_LIKE = {1: 0.8, 2: 0.6}
"""Share of the letters that two spellings have in common at least."""
_FORCES = frozenset({"military", "armed_group"})
_ANYBODY = frozenset({"person", "unknown"})


@lru_cache(maxsize=65536)
def skeleton(name: str) -> tuple[str, ...]:
    """The consonants of each longer word of a name, in classes that spellings keep."""
    found = []
    for word in _words(name):
        for letters, one in _ALIKE:
            word = letters.sub(one, word)
        found.append(_TWICE.sub(r"\1", _FREE.sub("", word)))
    return tuple(found)


def _words(name: str) -> list[str]:
    return [word for word in _WORDS.findall(fold(name)) if len(word) > _SHORT]


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names are one in two spellings."""
    mine, its = skeleton(one), skeleton(other)
    if not mine or mine != its or sum(map(len, mine)) < _LEAST:
        return False
    pairs = list(zip(_words(one), _words(other), mine, strict=True))
    if any(a != b and len(kept) < _TOLD for a, b, kept in pairs):
        return False
    return SequenceMatcher(None, " ".join(a for a, *_ in pairs), " ".join(b for _, b, _ in pairs)).ratio() >= _LIKE[min(len(mine), 2)]


def one_voice(one: Voice, other: Voice) -> tuple[str, ...]:
    """Why two voices are one under two spellings; empty where they are not: unlike names, or names of two that are
    known to be others, kinds or countries that exclude each other."""
    if not (one.named and other.named) or one.id.startswith(OUTLET) or other.id.startswith(OUTLET):
        return ()
    if (_known(one) and _known(other)) or (one.country and other.country and one.country != other.country and not _known(one)):
        return ()
    if not _kinds(one.kind, other.kind) or not spelled_alike(one.name, other.name):
        return ()
    return (f"same consonants: {' '.join(skeleton(one.name))}", f"kinds agree: {one.kind}, {other.kind}")


def _known(voice: Voice) -> bool:
    """Whether the knowledge base knows who it is."""
    return voice.id != fold(voice.name)


def _kinds(one: str, other: str) -> bool:
    both = {one, other}
    return len(both) == 1 or bool(both & _ANYBODY) or both <= GOVERNMENT or both <= _FORCES


def spellings(entries: Iterable[Entry], fixed: Iterable[str] = ()) -> dict[str, tuple[Voice, tuple[str, ...]]]:
    """Id of a voice -> the voice that it is the other spelling of, and why. ``entries`` in the order in which they became
    known: a voice can only be one of those before it, so that what comes later changes nothing. ``fixed`` are voices
    that an analyst has set."""
    heads: dict[tuple[str, ...], list[Voice]] = {}
    seen: set[str] = set()
    found: dict[str, tuple[Voice, tuple[str, ...]]] = {}
    settled = set(fixed)
    for entry in entries:
        voice = entry.voice
        if voice.id in seen or voice.id in settled or not voice.named:
            continue
        seen.add(voice.id)
        alike = heads.setdefault(skeleton(voice.name), [])
        same = next(((head, why) for head in alike if (why := one_voice(head, voice))), None)
        if same is None:
            alike.append(voice)
        else:
            found[voice.id] = same
    return found
