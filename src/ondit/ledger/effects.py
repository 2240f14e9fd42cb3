"""What an entry does to its claim, in one word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..model import Entry, Voice
from .voices import OUTLET

ASSERTS, WEAKLY, DENIES, DECLINES, FORETELLS, REACTS = "asserts", "weakly", "denies", "declines", "foretells", "reacts"
_BY_STANCE = {
    "denies": DENIES,
    "declines_to_confirm": DECLINES,
    "forecasts": FORETELLS,
    "promises": FORETELLS,
    "threatens": FORETELLS,
    "warns": FORETELLS,
    "demands": REACTS,
    "questions": REACTS,
    "condemns": REACTS,
    "praises": REACTS,
    "speculates": WEAKLY,
}
_AGAINST = frozenset({"CT-", "PR-", "PS-"})
_UNSURE = frozenset({"PR+", "PS+", "Uu"})


def effect(entry: Entry) -> str:
    """``asserts``, ``weakly`` (unnamed, conditional, speculative), ``denies``, ``declines``, ``foretells`` or
    ``reacts``. What is denied, hypothetical or to come never asserts."""
    by_stance = _BY_STANCE.get(entry.stance)
    if by_stance is not None:
        return by_stance
    if entry.modality == "negated" or entry.factuality in _AGAINST:
        return DENIES
    if entry.modality == "future":
        return FORETELLS
    unsure = entry.factuality in _UNSURE or entry.evidential == "conditional" or entry.modality == "hypothetical"
    return WEAKLY if unsure or not entry.voice.named else ASSERTS


def voice_key(entry: Entry, roots: Mapping[str, str]) -> str:
    """Who has to count as one. An unnamed source and an outlet's own voice belong to their dispatch: ``roots`` gives
    for each copy the report that it repeats."""
    if entry.voice.named and not entry.voice.id.startswith(OUTLET):
        return entry.voice.id
    return f"{roots.get(entry.report, entry.report)}:{OUTLET if entry.voice.named else ''}"


def counted(entries: Sequence[Entry], roots: Mapping[str, str]) -> list[Entry]:
    """Entries without what a copying outlet tells in its own voice, or has from the unnamed sources of the dispatch:
    copies add no voice. Where there is nothing else they stand for themselves."""
    own = [entry for entry in entries if entry.report not in roots or independent(entry.voice)]
    return own or list(entries)


def independent(voice: Voice) -> bool:
    """An outlet that names nobody is no witness of its own."""
    return voice.named and not voice.id.startswith(OUTLET)


def party(voice: Voice, tokens: Collection[str]) -> bool:
    """Whether ``tokens`` of a proposition name the voice or whom it speaks for."""
    own = {f"={voice.id}", f"={voice.side}", f"={voice.country}"}
    if voice.kind not in ("state", "military", "intelligence", "armed_group"):
        own.discard(f"={voice.country}")
    return not own.isdisjoint(tokens) or not set(voice.tokens).isdisjoint(t for t in tokens if t[0] not in "=@")
