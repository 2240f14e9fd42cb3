"""Text -> events: ``"predicted": [{"type", "plover", "cameo", "actor", "recipient", "start", "end", "modality",
"factuality", "place", "date"}]``.

``actor`` and ``recipient`` are ``{"name", "code"}`` or None; several participants of one role are joined by commas and
never multiplied into pairs. ``code`` is the ISO 3166-1 alpha-3 code of the country and the sector ("USAMIL", "---REB"
without a country, "IGO"), else "". ``cameo`` is the most exact CAMEO code, "" where CAMEO has none and for what was not
done. ``symmetric`` tells that both sides do the same (see :mod:`benchmarks.event_coder`).
"""

from __future__ import annotations

from typing import Any

import ondit
from ondit.model import Event, Participant

from .event_coder import ACCUSATION, Coder, coder
from .rows import Record


def row(record: Record) -> list[Record]:
    """The events of a row's text, dated by its ``date`` (or ``reference_date``)."""
    date = str(record.get("date") or record.get("reference_date") or "")[:10] or None
    codes = coder(ondit.read_text(record["text"], lang=record.get("lang") or None, published=date))
    found = [predicted(event, codes, codes.cameo(event)) for event in codes.reading.events]
    return [*found, *(predicted(accusation, codes, ACCUSATION) for accusation in codes.accusations())]


def predicted(event: Event, codes: Coder, cameo: str) -> Record:
    return {
        "type": event.type,
        "plover": event.plover,
        "cameo": cameo,
        "actor": _role(codes.actors(event, cameo), codes),
        "recipient": _role(codes.recipients(event, cameo), codes),
        "symmetric": codes.symmetric(event),
        "start": event.span.start,
        "end": event.span.end,
        "modality": event.modality,
        "factuality": event.factuality,
        "place": event.place,
        "date": event.date,
    }


def _role(people: tuple[Participant, ...], codes: Coder) -> dict[str, Any] | None:
    if not people:
        return None
    names, given = (dict.fromkeys(each) for each in ((p.name for p in people), map(codes.code, people)))
    return {"name": ", ".join(names), "code": ",".join(code for code in given if code)}
