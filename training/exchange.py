"""Other persons in the same sentences, so that a recogniser learns where names stand and not which names there are.

``names.toml`` holds given and family names of many countries and how they are put together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from .news import Paragraph
from .settings import HERE

_PARTS = {"G": "given", "M": "given", "F": "family", "P": "particle"}


@dataclass(frozen=True)
class People:
    """How a people's names are made: orders of parts, and the words for each part."""

    orders: tuple[str, ...]
    words: dict[str, tuple[str, ...]]

    def name(self, random: Random) -> str:
        order = random.choice(self.orders)
        return " ".join(random.choice(self.words[_PARTS[part]]) for part in order)


@cache
def peoples() -> tuple[People, ...]:
    """All peoples of ``names.toml``; raises KeyError where an order asks for words that are not there."""
    told: list[dict[str, Any]] = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))["people"]
    return tuple(
        People(
            tuple(each["order"]),
            {kind: tuple(each[kind].split()) for kind in {_PARTS[part] for order in each["order"] for part in order}},
        )
        for each in told
    )


def exchanged(paragraph: Paragraph, chance: float, random: Random) -> Paragraph:
    """A copy in which some persons that are named in full are others, each with ``chance`` (0-1)."""
    text, entities, moved = paragraph.text, [], 0
    for start, end, label in sorted(paragraph.entities):
        new = old = paragraph.text[start:end]
        if label == "PER" and " " in old and random.random() < chance:
            new = random.choice(peoples()).name(random)
        text = text[: start + moved] + new + text[end + moved :]
        entities.append((start + moved, start + moved + len(new), label))
        moved += len(new) - len(old)
    return replace(paragraph, text=text, entities=tuple(entities))
