"""One line of places.tsv."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place and its names, levelled: ``keys`` its own, ``others`` other spellings. See lexicon/gazetteer.py."""

    id: str
    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    keys: frozenset[str]
    others: frozenset[str]
