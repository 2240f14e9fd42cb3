"""Records of the ledger -> short phrases."""

from __future__ import annotations

import re

from ..model import FigurePoint, StatusMove, Voice
from . import words
from .dates import date_words
from .phrases import number

STATUS = {
    "acknowledged": "ACKNOWLEDGED",
    "retracted": "RETRACTED",
    "disputed": "DISPUTED",
    "corroborated": "CORROBORATED",
    "reported": "REPORTED",
    "denied": "DENIED",
    "forecast": "FORECAST",
    "rumoured": "RUMOURED",
}
WHY = {
    "acknowledged": "a party to the act says so of its own act",
    "retracted": "who had asserted it takes it back, and nobody else asserts it",
    "disputed": "asserted and denied by named voices",
    "corroborated": "asserted by independent named voices, none of them a party",
    "reported": "asserted by a named voice; no second independent one",
    "denied": "denied, and asserted by no named voice",
    "forecast": "announced or foreseen, not asserted",
    "rumoured": "unnamed, conditional or speculative voices only",
}
MOVE = {
    "rumoured": "rumoured",
    "alleged": "alleged",
    "reported": "reported",
    "confirmed": "confirmed",
    "corroborated": "corroborated",
    "denied": "denied",
    "not_confirmed": "not confirmed",
    "acknowledged": "acknowledged",
    "revised": "figures revised",
    "retracted": "retracted",
    "forecast": "foreseen",
}
FRAME = {
    "harm": "killed, wounded or missing",
    "held": "taken or held",
    "force": "forces deployed",
    "attack": "attack",
    "territory": "territory taken or lost",
    "displacement": "people displaced",
    "arms": "arms delivered",
    "pact": "agreement",
    "deal": "takeover",
}
NO_FRAME = "statement"
UNDATED = "undated"
_MONTH = re.compile("|".join(month for month in words.MONTHS if len(month) > 4))


def status_word(status: str) -> str:
    return words.word(STATUS, status)


def frame_word(frame: str | None) -> str:
    return words.word(FRAME, frame) if frame else NO_FRAME


def voice_words(voice: Voice) -> str:
    """The name; ``(unnamed)`` behind one that names nobody; the outlet's own voice as such."""
    if not voice.name:
        return words.OWN_VOICE
    return voice.name if voice.named else f"{voice.name} ({words.UNNAMED})"


def move_words(move: StatusMove) -> str:
    return words.word(MOVE, move.move)


def said_words(edtf: str | None) -> str:
    """``14 Feb 2025``: months are shortened, so that dates stand in a column."""
    return _MONTH.sub(lambda found: found[0][:3], date_words(edtf)) if edtf else UNDATED


def period_words(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return UNDATED
    return said_words(first) if first == last else f"{said_words(first)} to {said_words(last)}"


def many(count: int, one: str, more: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def point_bounds(point: FigurePoint) -> str:
    """Bounds as bounds: ``at most 45``, ``30 to 50``, ``about 600``."""
    about = "about " if point.approx and not point.vague else ""
    if point.low is None and point.high is None:
        return f"“{point.vague}”" if point.vague else ""
    if point.low is not None and point.high is not None:
        text = about + (number(point.low) if point.low == point.high else f"{number(point.low)} to {number(point.high)}")
    else:
        text = f"at most {about}{number(point.high)}" if point.high is not None else f"at least {about}{number(point.low or 0)}"
    unit = words.word(words.UNIT, point.unit) if point.unit else ""
    text += unit if unit == "%" else f" {unit}" if unit else ""
    return f"“{point.vague}” ({text})" if point.vague else text


def point_what(point: FigurePoint) -> str:
    what = words.WHAT.get(point.what, point.what.replace("_", " ")) or f"“{point.quote}”"
    scope = words.word(words.SCOPE, point.scope) if point.scope else ""
    return ", ".join(part for part in (what, scope) if part)
