"""The dossier: one reading as a page that a desk editor understands at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from ...explain import records, short_ids
from ...explain import words as w
from ...model import Reading
from . import events, figures, head, rest, statements
from .layout import clean, indented, styled, wrap

WIDEST = 100
"""Wider terminals leave a margin: longer lines are hard to read."""
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Page:
    """What every section needs: the reading, the width in cells, short ids, and how codes are called."""

    reading: Reading
    width: int
    ids: dict[str, str]
    country: Callable[[str], str]
    language: Callable[[str], str]


def dossier(
    reading: Reading,
    width: int = 80,
    country: Callable[[str], str] = str,
    language: Callable[[str], str] = str,
) -> list[Text]:
    """The lines of the dossier, none wider than ``width`` cells (40 to 100).

    ``country`` and ``language`` give the English names of codes; without them the codes are shown.
    """
    width = min(max(width, NARROWEST), WIDEST)
    ids = {name: clean(short) for name, short in short_ids(record.id for record in records(reading)).items()}
    page = Page(reading, width, ids, country, language)
    lines = head.lines(page)
    for name, section in (
        ("statements", statements.lines),
        ("figures", figures.lines),
        ("events", events.lines),
        ("dates", rest.dates),
        ("gaps", rest.gaps),
    ):
        found = section(page)
        lines += [Text(), *wrap(_heading(page, name), width), *indented(found, 2)]
    return lines


def between(width: int) -> list[Text]:
    """What separates two dossiers."""
    return [Text(), styled("─" * min(max(width, NARROWEST), WIDEST), "dim"), Text()]


def _heading(page: Page, name: str) -> Text:
    """The name of the section with how many it holds, or that it holds none."""
    reading, gaps = page.reading, rest.all_gaps(page.reading)
    other: dict[str, int] = {"dates": len(rest.distinct(reading)), "gaps": len(gaps)}
    count = other[name] if name in other else len(getattr(reading, name))
    none = w.NONE_BUT_GAPS if gaps and name != "gaps" else w.NONE[name]
    note = str(count) if count else none
    if name == "statements" and count:
        note = w.FROM_SOURCES.format(count, statements.count_sources(reading.statements))
    return styled(w.SECTIONS[name], "bold") + styled(f"  {note}", "dim")
