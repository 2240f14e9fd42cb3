"""Report -> Universal Dependencies trees. The only room that knows spaCy; importing it costs nothing.

``parse`` makes the trees, ``limits`` tells where they cannot be relied on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ..model import Gap, Parsed, Report


class Language(Protocol):
    """What this room needs of a lexicon: the language's code, its folder and its manifest."""

    @property
    def code(self) -> str: ...

    @property
    def folder(self) -> Any: ...
    @property
    def manifest(self) -> Mapping[str, Any]: ...


def parse(report: Report, lexicon: Language) -> Parsed:
    """The trees of ``report``, block by block, in places of its frozen text.

    Every sentence is a tree with one root, every token's text is what the frozen text has there, and a
    heading is one sentence unless it is clearly several. Raises MissingPipeline where the language's
    trained pipeline is not there or does not fit.
    """
    from .engine import engine

    return engine(Path(str(lexicon.folder))).parse(report)


def limits(report: Report, lexicon: Language) -> tuple[Gap, ...]:
    """Gaps: every sentence that is too long to be parsed in one piece, a text in capitals or without its accents."""
    from .doubts import limits as found

    return found(report, lexicon.manifest)


__all__ = ["limits", "parse"]
