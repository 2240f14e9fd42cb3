"""Readings of one cue that say the same: the fullest stays."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft, Scene
from .syntax import finite_of

WITH_OBJECT = ("object-infinitive", "object-infinitive-inside", "object-about")
"""Devices whose content begins with who is asked: X urges Y to do P."""
TWO_PART = (
    "predicate", "predicate-before", "predicate-beside", "predicate-noun", "label", "label-noun", "label-before", "accuse",
    "accuse-noun", "accuse-passive", "figure-of", "figure-of-noun", "figure-of-participle", "figure-before", "figure-before-number",
    *WITH_OBJECT,
)  # fmt: skip
"""Devices whose content has two parts (X calls Y a Z)."""
_PHRASES = ("about", "about-noun", "about-governor")


def fullest(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Without the plain readings of a cue that also has one with two parts, without contents that another of the same
    cue holds whole, without the second phrase that one cue is about, without questions that nobody asks."""
    two = {draft.main for draft in drafts if draft.kind in TWO_PART}
    kept = [d for d in drafts if (d.kind in TWO_PART or d.main not in two) and not _asked_of(scene, d)]
    return [d for d in kept if not any(_covers(other, d) for other in kept if other is not d and other.main == d.main)]


def _covers(other: Draft, draft: Draft) -> bool:
    if draft.main is None or other.source != draft.source:
        return False
    if draft.content < other.content:
        return True
    phrases = draft.kind in _PHRASES and other.kind in _PHRASES and other.head is not None and draft.head is not None
    return phrases and (other.head or 0) < (draft.head or 0) and draft.content <= other.content


def _asked_of(scene: Scene, draft: Draft) -> bool:
    """True for a participle that tells what its subject was asked, by nobody in particular: "asked whether P, X said"."""
    if draft.source is not None or draft.main is None or draft.stance != "questions":
        return False
    return finite_of(scene.parsed, draft.main) is None and scene.parsed.tokens[draft.main].upos == "VERB"
