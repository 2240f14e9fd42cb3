"""A source who wants to stay unnamed says nothing of the matter: "asked not to be named", "requested anonymity"."""

from __future__ import annotations

from .certainty import is_negated
from .drafts import Draft, Scene
from .syntax import children

_SHORT = 5
"""Words of a content that is about nothing else."""


def stays_nameless(scene: Scene, draft: Draft) -> bool:
    """True if the content of ``draft`` is only that the source's own name be kept back."""
    if draft.head is None or draft.source is None:
        return False
    tokens = scene.parsed.tokens
    words = [k for k in draft.content if any(c.isalnum() for c in tokens[k].text)]
    lemma = tokens[draft.head].lemma.lower()
    if lemma in scene.roles.get("namelessness", ()):
        return len(words) <= _SHORT
    if lemma not in scene.roles.get("naming", ()) or not is_negated(scene, draft.head):
        return False
    subjects = children(scene.parsed, draft.head, "nsubj")
    return not subjects or any(tokens[k].lemma.lower() in scene.roles.get("name", ()) for k in subjects)
