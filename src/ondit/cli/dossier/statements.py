"""The statements, grouped by who says them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ...explain import certainty, chain, form, word
from ...explain import words as w
from ...model import Source, Statement
from .layout import clean, indented, quoted, styled, with_tag, wrap
from .style import STANCE_STYLE

if TYPE_CHECKING:
    from . import Page


def lines(page: Page) -> list[Text]:
    found: list[Text] = []
    for group in groups(page.reading.statements):
        found += [Text()] if found else []
        found += wrap(_who(page, group[0].sources), page.width - 2)
        for statement in group:
            found += indented(_statement(page, statement, page.width - 4), 2)
    return found


def groups(statements: tuple[Statement, ...]) -> list[list[Statement]]:
    """Statements by origin: named sources, unnamed ones, the report's own voice; each in text order."""
    found: dict[tuple[int, str], list[Statement]] = {}
    for statement in sorted(statements, key=_place):
        origin = statement.sources[0] if statement.sources else None
        rank = 2 if origin is None else 0 if origin.named else 1
        found.setdefault((rank, (origin.actor or origin.name) if origin else ""), []).append(statement)
    return [group for _, group in sorted(found.items(), key=lambda item: item[0][0])]


def count_sources(statements: tuple[Statement, ...]) -> str:
    """``6 sources and the report itself``."""
    found = groups(statements)
    own = sum(not group[0].sources for group in found)
    others = len(found) - own
    sources = w.SOURCES[others > 1].format(others) if others else ""
    return " and ".join(part for part in (sources, w.OWN_VOICE.lower() if own else "") if part)


def _place(statement: Statement) -> tuple[int, int]:
    spans = statement.content or ((statement.cue,) if statement.cue else ())
    return (spans[0].start, spans[-1].end) if spans else (0, 0)


def _who(page: Page, sources: tuple[Source, ...]) -> Text:
    if not sources:
        return styled(w.OWN_VOICE, "bold")
    origin = sources[0]
    land = page.country(origin.country) if origin.country else ""
    name = clean(origin.name)
    facts = ["" if origin.named else w.UNNAMED, word(w.KIND, origin.kind), "" if land == name else land]
    note = ", ".join(fact for fact in facts if fact)
    return styled(name, "bold") + Text(f"  {note}" if note else "")


def _statement(page: Page, statement: Statement, width: int) -> list[Text]:
    head = styled(word(w.STANCE, statement.stance), STANCE_STYLE.get(statement.stance, ""))
    for note in (certainty(statement), form(statement)):
        head += Text(f" · {note}" if note else "")
    found = with_tag(head, page.ids[statement.id], width)
    if len(statement.sources) > 1:
        found += indented(wrap(Text(w.VIA.format(clean(chain(statement.sources)))), width - 2), 2)
    said = " … ".join(clean(span.quote) for span in statement.content)
    cue = Text(f"{clean(statement.cue.quote)}: " if statement.cue else "")
    words = cue + styled(quoted(said) if said else w.NO_CONTENT, "italic")
    found += indented(wrap(words, width - 2), 2)
    if statement.copies:
        found += indented([styled(w.PRINTED.format(len(statement.copies) + 1), "dim")], 2)
    return found
