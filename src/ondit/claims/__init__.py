"""Who says what: statements, events and figures, each with its Because."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Event, Figure, Gap, Mentions, Parsed, Statement
from .statements import find_statements


def compose(
    parsed: Parsed, mentions: Mentions, lexicon: Lexicon
) -> tuple[tuple[Statement, ...], tuple[Figure, ...], tuple[Event, ...], tuple[Gap, ...]]:
    """Statements, figures, events and the gaps met on the way."""
    from .events import find_events
    from .figures import find_figures

    statements, gaps = find_statements(parsed, mentions, lexicon)
    figures = find_figures(parsed, mentions, statements, lexicon)
    events = find_events(parsed, mentions, statements, lexicon)
    return statements, figures, events, gaps


__all__ = ["compose", "find_statements"]
