"""Who says what: statements, events and figures, each with its Because."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Event, Figure, Gap, Mentions, Parsed, Statement
from .statements import find_statements
from .vocabulary import PLACES, UnknownWord, unknown_words


def compose(
    parsed: Parsed, mentions: Mentions, lexicon: Lexicon
) -> tuple[tuple[Statement, ...], tuple[Figure, ...], tuple[Event, ...], tuple[Gap, ...]]:
    """Statements, figures, events and the gaps met on the way."""
    from .events import find_events
    from .figures import find_figures

    if _WORDS_OF_SPEECH in lexicon.missing:
        return (), (), (), (_unread(lexicon),)
    statements, gaps = find_statements(parsed, mentions, lexicon)
    figures = find_figures(parsed, mentions, statements, lexicon)
    events = find_events(parsed, mentions, statements, lexicon)
    if not lexicon.frames.triggers:
        gaps = (*gaps, _no_events(lexicon))
    return statements, figures, events, gaps


_WORDS_OF_SPEECH = "cues"
"""The table without which nothing can be attributed."""


def _unread(lexicon: Lexicon) -> Gap:
    """What a language that is only parsed so far leaves out, as one gap."""
    return Gap(
        "language",
        f"{lexicon.manifest['english_name']} is read in part: sentences, trees and names; its words of attribution are "
        "not there yet, so no statement, figure or event is read",
        cure="`ondit doctor` lists the tables that the language does not fill; `ondit parse` prints its trees",
    )


def _no_events(lexicon: Lexicon) -> Gap:
    return Gap(
        "language",
        f"{lexicon.manifest['english_name']} is read in part: statements and figures; its words of deeds are not there yet, so no event is read",
        cure="`ondit doctor` lists the tables that the language does not fill",
    )


__all__ = ["PLACES", "UnknownWord", "compose", "find_statements", "unknown_words"]
