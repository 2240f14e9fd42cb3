"""Other names in the same sentences, so that a recogniser learns where names stand and not which names there are.

``names.toml`` holds given and family names of many countries and how they are put together; places and bodies come
from the tables of the language's lexicon.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from ondit.lexicon import Lexicon

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


def pools(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Names of places and of bodies, by label, from the language's tables."""
    places = [name for row in lexicon.table("places") for name in row["names"]]
    places += [name for row in lexicon.table("countries") for name in (*row["names"], *row["capitals"])]
    bodies = [name for row in lexicon.table("organisations") for name in (row["name"], *row["aliases"])]
    return {"LOC": tuple(sorted(set(places))), "ORG": tuple(sorted(set(bodies)))}


def exchanged(paragraph: Paragraph, names: dict[str, tuple[str, ...]], chance: float, random: Random) -> Paragraph:
    """A copy in which some names are others of the same kind, each with ``chance`` (0-1).

    A person named in full becomes another in full, one named by a word a family name; ``names`` are places and bodies.
    """
    text, entities, moved = paragraph.text, [], 0
    for start, end, label in sorted(paragraph.entities):
        new = old = paragraph.text[start:end]
        if old[:1].isupper() and random.random() < chance:
            if label == "PER":
                people = random.choice(peoples())
                new = people.name(random) if " " in old else random.choice(people.words["family"])
            elif names.get(label):
                new = random.choice(names[label])
        text = text[: start + moved] + new + text[end + moved :]
        entities.append((start + moved, start + moved + len(new), label))
        moved += len(new) - len(old)
    return replace(paragraph, text=text, entities=tuple(entities))
