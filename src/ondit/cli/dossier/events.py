"""The events: what is said to have happened, and first of all whether it is said as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from ...explain import chain, date_words, event_mark, word
from ...explain import words as w
from ...model import Event, Statement
from .layout import clean, indented, padded, quoted, styled, with_tag, wrap
from .style import MARK_STYLE, OTHER_MARK

if TYPE_CHECKING:
    from . import Page


def lines(page: Page) -> list[Text]:
    by_id = {statement.id: statement for statement in page.reading.statements}
    rows = []
    for event in sorted(page.reading.events, key=lambda event: (event.span, event.id)):
        carriers = [by_id[name] for name in event.statements if name in by_id]
        rows.append((event, carriers, event_mark(event, carriers)))
    room = max((cell_len(w.MARK[mark]) for _, _, mark in rows), default=0) + 2
    found: list[Text] = []
    for event, carriers, mark in rows:
        body = _body(page, event, carriers, page.width - 2 - room)
        first = padded(styled(w.MARK[mark], MARK_STYLE.get(mark, OTHER_MARK)), room) + body[0]
        found += [first, *indented(body[1:], room)]
    return found


def _body(page: Page, event: Event, carriers: list[Statement], width: int) -> list[Text]:
    who = ", ".join(clean(actor.name) for actor in event.actors)
    whom = ", ".join(clean(actor.name) for actor in event.recipients)
    parties = f"{who or w.SOMEONE} → {whom}" if whom else who
    head = styled(word({}, event.type), "bold") + Text(f" · {parties}" if parties else "")
    facts = [
        w.IN_PLACE.format(clean(event.place)) if event.place else "",
        date_words(event.date) if event.date else "",
        w.SAID_BY.format(_voices(carriers)),
    ]
    found = with_tag(head, page.ids[event.id], width)
    found += wrap(Text(" · ".join(fact for fact in facts if fact)), width)
    return found + wrap(styled(quoted(event.span.quote), "italic"), width)


def _voices(carriers: list[Statement]) -> str:
    """Who carries the event and how: ``Corée du Nord (acknowledges), AFP (states)``."""
    found: dict[str, None] = {}
    for statement in carriers:
        who = clean(chain(statement.sources[:1])) or w.OWN_VOICE.lower()
        found[f"{who} ({word(w.STANCE, statement.stance)})"] = None
    return ", ".join(found) or w.OWN_VOICE.lower()
