"""Corrections of analysts: which fields of an entry can be put right, how their values are written, and the entry with them.

A value is one line of text, so that every ledger can hold it and every list show it:

=====================  ==============================================================================================
stance, factuality,    one of the model's values
evidential, modality
said                   EDTF
voice                  the name of whose word it is
named                  ``yes`` or ``no``
content                ``START-END``, code points of the report's text; kept with the words that stand there
frame                  the family of the kind of act (:mod:`.frames`), ``none`` for a statement about none
actors, others         who does it, who else is in it: names or ISO 3166-1 alpha-3 codes, separated by commas
bounds                 ``LOW..HIGH`` of a figure (``..45``, ``38..``, ``45``), before it the figure's id where there are several
what                   what a figure counts, in the same way
=====================  ==============================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ..model import EVIDENTIALS, FACTUALITIES, MODALITIES, STANCES, Count, Decision, Entry, Span, Voice
from . import days
from .frames import WHATS
from .tokens import fold, name_tokens

CHOICES: dict[str, tuple[str, ...]] = {
    "stance": STANCES, "factuality": FACTUALITIES, "evidential": EVIDENTIALS, "modality": MODALITIES, "named": ("yes", "no"), "what": WHATS,
}  # fmt: skip
CORRECTABLE = ("stance", "factuality", "evidential", "modality", "said", "voice", "named", "content", "frame", "actors", "others", "bounds", "what")
"""Fields of an entry that an analyst may correct."""
OF_FIGURES = ("bounds", "what")
_NONE = "none"
_KIND = re.compile(r"[a-z]+(?:_[a-z]+)*")
_CODE = re.compile(r"[A-Z]{3}")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})(?: (.*))?", re.DOTALL)
_NUMBER = r"\d{1,15}(?:\.\d{1,6})?"
_BOUNDS = re.compile(rf"(?:(?P<low>{_NUMBER})?\.\.(?P<high>{_NUMBER})?|(?P<exact>{_NUMBER}))")
_LONGEST = 400

Ruled = dict[tuple[str, str], str]
"""Field and figure ("" for the entry itself) -> value."""


def checked(field: str | None, value: str | None, entry: Entry, text: str) -> str:
    """The value as it is kept. ``text`` is the report's. Raises ValueError that says what it should look like."""
    value = " ".join((value or "").split()) if field != "content" else (value or "").strip()
    if field not in CORRECTABLE:
        raise ValueError(f"{field!r} cannot be corrected; these can: {', '.join(CORRECTABLE)}")
    if not value or len(value) > _LONGEST and field != "content":
        raise ValueError(f"{field} needs a value")
    figure, value = _figure(field, value, entry)
    if field in CHOICES and value not in CHOICES[field]:
        raise ValueError(f"{value!r} is no {field}; one of {', '.join(CHOICES[field])}")
    if field == "frame" and not _KIND.fullmatch(value):
        raise ValueError(f"{value!r} is no kind of act")
    if field == "said" and days.bounds(value) is None:
        raise ValueError(f"{value!r} is no date (EDTF): 2025-03-05, 2025-03, 2025-03-01/2025-03-05")
    if field in ("actors", "others", "voice") and not (value == _NONE and field != "voice") and not _letters(value):
        raise ValueError(f"{value!r} names nobody")
    if field == "content":
        return _spanned(value, text)
    if field == "bounds":
        _limits(value)
    return f"{figure} {value}" if figure else value


def _letters(value: str) -> bool:
    return any(char.isalpha() for char in value)


def _figure(field: str, value: str, entry: Entry) -> tuple[str, str]:
    """The figure that a value is about, and the rest of it."""
    if field not in OF_FIGURES:
        return "", value
    first, _, rest = value.partition(" ")
    ids = [count.figure for count in entry.counts]
    if rest and first in ids:
        return first, rest
    if len(ids) != 1:
        raise ValueError(f"the entry has {len(ids)} figures; write FIGURE VALUE" + (f" with one of {', '.join(ids)}" if ids else ""))
    return ids[0], value


def _spanned(value: str, text: str) -> str:
    found = _SPAN.fullmatch(value)
    if found is None:
        raise ValueError(f"{value[:40]!r} are no characters of the report; write START-END")
    span = Span.trimmed(text, int(found[1]), min(int(found[2]), len(text)))
    return f"{span.start}-{span.end} {span.quote}"


def _limits(value: str) -> tuple[float | None, float | None]:
    found = _BOUNDS.fullmatch(value)
    if found is None or value == "..":
        raise ValueError(f"{value!r} are no bounds; write LOW..HIGH, ..HIGH, LOW.. or one number")
    low, high = (found["exact"] or found[name] for name in ("low", "high"))
    limits = None if low is None else float(low), None if high is None else float(high)
    if limits[0] is not None and limits[1] is not None and limits[0] > limits[1]:
        raise ValueError(f"{value!r}: the lower bound is above the upper one")
    return limits


def corrected(entries: Iterable[Entry], decisions: Iterable[Decision]) -> list[Entry]:
    """Entries with the corrections of analysts; the latest ruling on a field wins."""
    ruled: dict[str, Ruled] = {}
    for decision in decisions:
        if decision.verdict == "correct" and decision.field in CORRECTABLE and decision.value:
            figure, _, value = decision.value.partition(" ") if decision.field in OF_FIGURES else ("", "", decision.value)
            for subject in decision.subjects:
                ruled.setdefault(subject, {})[decision.field, figure] = value
    return [_corrected(entry, ruled[entry.id]) if entry.id in ruled else entry for entry in entries]


def _corrected(entry: Entry, ruled: Ruled) -> Entry:
    for (field, figure), value in ruled.items():
        entry = _counted(entry, field, figure, value) if figure else _APPLY.get(field, _plain(field))(entry, value)
    return entry


def _plain(field: str) -> Callable[[Entry, str], Entry]:
    return lambda entry, value: replace(entry, **{field: value})  # type: ignore[arg-type]


def _voice(entry: Entry, name: str) -> Entry:
    """A voice by its name. Its own side it is where the former voice spoke for itself, too."""
    old = entry.voice
    side = old.side if old.country and old.country == old.side else fold(name)
    voice = Voice(fold(name), name, old.kind, old.country, True, side, name_tokens(name))
    return replace(entry, voice=voice, chain=(voice.id, *entry.chain[1:]))


def _named(entry: Entry, value: str) -> Entry:
    return replace(entry, voice=replace(entry.voice, named=value == "yes"))


def _content(entry: Entry, value: str) -> Entry:
    found = _SPAN.fullmatch(value)
    assert found is not None and found[3], "it was checked when it was recorded"
    return replace(entry, content=(Span(int(found[1]), int(found[2]), found[3]),))


def _frame(entry: Entry, value: str) -> Entry:
    return replace(entry, proposition=replace(entry.proposition, frame=None if value == _NONE else value))


def _party(field: str) -> Callable[[Entry, str], Entry]:
    def put(entry: Entry, value: str) -> Entry:
        names = [] if value == _NONE else [part.strip() for part in value.split(",")]
        tokens = tuple(dict.fromkeys(token for name in names for token in ((f"={name}",) if _CODE.fullmatch(name) else name_tokens(name))))
        return replace(entry, proposition=replace(entry.proposition, **{field: tokens}))  # type: ignore[arg-type]

    return put


_APPLY: Mapping[str, Callable[[Entry, str], Entry]] = {
    "voice": _voice, "named": _named, "content": _content, "frame": _frame, "actors": _party("actors"), "others": _party("others"),
}  # fmt: skip


def _counted(entry: Entry, field: str, figure: str, value: str) -> Entry:
    def put(count: Count) -> Count:
        if count.figure != figure:
            return count
        if field == "what":
            return replace(count, what=value)
        low, high = _limits(value)
        return replace(count, low=low, high=high, approx=False, vague=None)

    return replace(entry, counts=tuple(map(put, entry.counts)))
