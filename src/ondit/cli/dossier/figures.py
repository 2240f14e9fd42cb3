"""The figures as a table: bounds, what of whom, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ...explain import bounds, counted, figure_mark, said_by
from ...explain import words as w
from ...model import Figure
from .layout import clean, styled, table
from .style import MARK_STYLE, OTHER_MARK, STANCE_STYLE

if TYPE_CHECKING:
    from . import Page


def lines(page: Page) -> list[Text]:
    statements = {statement.id: statement for statement in page.reading.statements}

    def row(figure: Figure) -> tuple[Text, ...]:
        return (
            styled(clean(bounds(figure)), "bold"),
            _counted(figure, page),
            styled(clean(said_by(figure, statements)), STANCE_STYLE.get(figure.stance, "")),
            styled(page.ids[figure.id], "dim"),
        )

    ordered = sorted(page.reading.figures, key=lambda figure: (figure.span, figure.id))
    return table([row(figure) for figure in ordered], page.width - 2)


def _counted(figure: Figure, page: Page) -> Text:
    """What is counted, behind a mark where it must not be read as a figure that its source gives."""
    mark, text = figure_mark(figure), clean(counted(figure, page.country))
    if mark is None:
        return Text(text)
    return styled(w.MARK[mark], MARK_STYLE.get(mark, OTHER_MARK)) + Text(f": {text}" if text else "")
