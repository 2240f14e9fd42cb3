"""Report -> Universal Dependencies trees. The only room that knows spaCy; importing it costs nothing.

``parse`` makes the trees, ``limits`` tells what had to be cut on the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from ..model import Gap, Parsed, Report


class Language(Protocol):
    """What this room needs of a lexicon: the language's code and its folder."""

    @property
    def code(self) -> str: ...

    @property
    def folder(self) -> Any: ...


def parse(report: Report, lexicon: Language) -> Parsed:
    """The trees of ``report``, block by block, in places of its frozen text.

    Every sentence is a tree with one root, every token's text is what the frozen text has there, and a
    heading is one sentence unless it is clearly several. Raises MissingPipeline where the language's
    trained pipeline is not there or does not fit.
    """
    from .engine import engine

    return engine(Path(str(lexicon.folder))).parse(report)


def limits(report: Report) -> tuple[Gap, ...]:
    """A gap for every sentence of ``report`` that is too long to be parsed in one piece."""
    from .blocks import limits as torn

    return torn(report)


__all__ = ["limits", "parse"]
