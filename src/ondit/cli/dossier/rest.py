"""Dates and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ...explain import date_words, word
from ...explain import words as w
from ...model import Gap, Reading, TimeMention
from .layout import clean, indented, quoted, styled, table, wrap

if TYPE_CHECKING:
    from . import Page


def dates(page: Page) -> list[Text]:
    """The words, the EDTF date, what it means and where that comes from."""
    return table([_date(time) for time in distinct(page.reading)], page.width - 2)


def distinct(reading: Reading) -> tuple[TimeMention, ...]:
    """The dates in text order, each wording with its date once; lengths, clock times and references that lead to no
    date are in the JSON alone."""
    seen: dict[tuple[str, str | None], TimeMention] = {}
    for time in sorted(reading.times, key=lambda time: time.span):
        if time.edtf is None and time.kind not in ("date", "interval"):
            continue
        seen.setdefault((clean(time.span.quote).casefold(), time.edtf), time)
    return tuple(seen.values())


def _date(time: TimeMention) -> tuple[Text, ...]:
    notes = [
        date_words(time.edtf) if time.edtf else "",
        w.APPROX if time.approx and time.edtf and not set(time.edtf) & set("~%") else "",
        word(w.TIME_KIND, time.kind),
        word(w.ANCHOR, time.anchor if time.edtf else "none"),
    ]
    note = ", ".join(note for note in notes if note)
    return Text(quoted(time.span.quote)), styled(time.edtf or "-", "bold" if time.edtf else "dim"), Text(note)


def all_gaps(reading: Reading) -> tuple[Gap, ...]:
    """The gaps of the reader and of the reading, each once."""
    return tuple(dict.fromkeys((*reading.report.gaps, *reading.gaps)))


def gaps(page: Page) -> list[Text]:
    found: list[Text] = []
    for gap in all_gaps(page.reading):
        line = styled(word({}, gap.kind), "bold yellow") + Text(f": {clean(gap.reason)}")
        found += wrap(line, page.width - 2)
        if gap.span:
            found += indented(wrap(styled(quoted(_short(gap.span.quote)), "italic"), page.width - 4), 2)
        if gap.cure:
            found += indented(wrap(Text(f"→ {clean(gap.cure)}"), page.width - 4), 2)
    return found


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most // 2] + " … " + text[-most // 2 :]
