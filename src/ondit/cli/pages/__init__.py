"""Pages of the ledger's commands: rows -> lines of text in a width."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.text import Text

from ...views import ReportRow
from ..dossier.layout import clean, styled

WIDEST = 120
"""Columns that a page uses at most: longer lines are hard to read."""
STATUS_STYLE = {
    "acknowledged": "bold green",
    "corroborated": "green",
    "reported": "cyan",
    "disputed": "bold red",
    "denied": "red",
    "retracted": "bold red",
    "rumoured": "yellow",
    "forecast": "yellow",
}
SHORT = 8
"""Letters of an id that are shown: enough to name it."""


def short(name: str) -> str:
    return name[:SHORT]


def heading(text: str) -> list[Text]:
    return [Text(), styled(text, "bold")]


def outlet(report: ReportRow | None) -> str:
    """The outlet of a report, else its file, else its key."""
    if report is None:
        return ""
    return clean(report.outlet or (PurePath(report.path).name if report.path else "") or report.key)


def cut(text: str, room: int) -> str:
    """``text`` in quotation marks, shortened at a word to ``room`` letters."""
    plain = clean(text)
    if len(plain) > room:
        plain = plain[: max(room - 1, 1)].rpartition(" ")[0] + "…"
    return f"“{plain}”"


def page(width: int) -> int:
    return min(width, WIDEST)


def joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
