"""The head of the dossier: what was read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from ...explain import date_words
from ...explain import words as w
from ...model import Report
from .layout import clean, styled, wrap

if TYPE_CHECKING:
    from . import Page

_FIRST_WORDS = 12
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def lines(page: Page) -> list[Text]:
    report = page.reading.report
    facts = [
        clean(report.outlet) if report.outlet else w.NO_OUTLET,
        date_words(report.published) if report.published else w.NO_DATE,
        page.language(report.lang),
        w.CREDIT.format(", ".join(clean(name) for name in report.agencies)) if report.agencies else "",
        w.WORDS_READ.format(words_read(report)),
    ]
    found = wrap(styled(title(report), "bold"), page.width)
    found += wrap(Text(" · ".join(fact for fact in facts if fact)), page.width)
    place = report.url or report.path
    return found + (wrap(styled(clean(place), "dim"), page.width) if place else [])


def title(report: Report) -> str:
    """The title, or the first words of the text."""
    if report.title:
        return clean(report.title)
    first = report.text.split(maxsplit=_FIRST_WORDS)
    return clean(" ".join(first[:_FIRST_WORDS])) + (" …" if len(first) > _FIRST_WORDS else "")


def words_read(report: Report) -> str:
    """How many words stand in the blocks that were read."""
    pieces = [report.text[block.start : block.end] for block in report.blocks] or [report.text]
    return f"{sum(len(_WORD.findall(piece)) for piece in pieces):,}"
