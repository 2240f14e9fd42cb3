"""Colours. They repeat what the words say and never say anything alone."""

from __future__ import annotations

STANCE_STYLE = {
    "acknowledges": "green",
    "confirms": "green",
    "denies": "red",
    "questions": "red",
    "alleges": "yellow",
    "speculates": "yellow",
    "forecasts": "yellow",
    "declines_to_confirm": "yellow",
    "condemns": "magenta",
    "threatens": "magenta",
    "warns": "magenta",
    "demands": "magenta",
    "states": "cyan",
    "praises": "cyan",
    "promises": "cyan",
}

MARK_STYLE = {"fact": "green", "negated": "bold red", "disputed": "bold red"}
OTHER_MARK = "bold yellow"
