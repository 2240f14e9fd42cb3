"""Spans that name something: one file per kind."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Entity, Mentions, Parsed


def find(parsed: Parsed, lexicon: Lexicon) -> Mentions:
    """Every actor, place, time and quantity that the report names, each kind in text order."""
    from .actors import find_actors
    from .places import find_places
    from .quantities import find_quantities
    from .times import find_times

    return Mentions(
        actors=find_actors(parsed, lexicon),
        places=find_places(parsed, lexicon),
        times=find_times(parsed, lexicon),
        quantities=find_quantities(parsed, lexicon),
    )


def entities(parsed: Parsed, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Every name of a person, place, body or other thing, in text order: recogniser and lexicon merged (see naming)."""
    from .naming import entities as named

    return named(parsed, lexicon)


__all__ = ["entities", "find"]
