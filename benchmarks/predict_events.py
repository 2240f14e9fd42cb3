"""Text -> events: ``"predicted": [{"type", "plover", "cameo", "actor", "recipient", "start", "end", "modality",
"factuality", "place", "date"}]``.

``actor`` and ``recipient`` are ``{"name", "code"}`` or None; several participants of one role are joined by commas and
never multiplied into pairs. ``code`` is the ISO 3166-1 alpha-3 code of the country where it is known, else "".
``cameo`` is the most exact CAMEO code, "" where CAMEO has none.
"""

from __future__ import annotations

from typing import Any

import ondit
from ondit import lexicon
from ondit.lexicon import Frame
from ondit.model import Event, Participant

from .rows import Record

COOPERATIVE = ("02", "03", "04", "05", "06", "07", "08")
INTENT, THREAT, REFUSAL = "030", "130", "120"
"""What CAMEO, which knows no modality, makes of help that is announced, of harm that is, and of help that is refused."""


def row(record: Record) -> list[Record]:
    """The events of a row's text, dated by its ``date`` (or ``reference_date``)."""
    date = str(record.get("date") or record.get("reference_date") or "")[:10] or None
    reading = ondit.read_text(record["text"], lang=record.get("lang") or None, published=date)
    frames = lexicon.load(reading.report.lang).frames.frames
    return [predicted(event, frames[event.type]) for event in reading.events]


def predicted(event: Event, frame: Frame) -> Record:
    return {
        "type": event.type,
        "plover": event.plover,
        "cameo": cameo(event, frame),
        "actor": _role(event.actors),
        "recipient": _role(event.recipients),
        "symmetric": frame.symmetric,
        "start": event.span.start,
        "end": event.span.end,
        "modality": event.modality,
        "factuality": event.factuality,
        "place": event.place,
        "date": event.date,
    }


def cameo(event: Event, frame: Frame) -> str:
    """The code of a frame, turned by the event's modality; a deed that is denied has none."""
    root = frame.cameo[:2]
    if event.modality == "historical" or frame.speech:
        return frame.cameo if event.modality != "negated" else ""
    if event.modality == "negated":
        return REFUSAL if root in COOPERATIVE and event.actors else ""
    if root in ("05", "06", "07", "08"):
        return INTENT
    return THREAT if root >= "13" else frame.cameo


def _role(people: tuple[Participant, ...]) -> dict[str, Any] | None:
    if not people:
        return None
    names, codes = (dict.fromkeys(each) for each in ((p.name for p in people), (p.country or "" for p in people)))
    return {"name": ", ".join(names), "code": ",".join(code for code in codes if code)}
