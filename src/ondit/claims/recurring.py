"""Unnamed sources that come back: "a military source said P. The same source added Q"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft, Scene
from .syntax import children


def name_recurring(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give "this source", "the same sources" the words of the last unnamed source of which they can be the resumption.

    It has every noun and adjective of the phrase, and the phrase is definite or demonstrative with nothing that
    would tell it from others. The span stays what stands in the text.
    """
    anonymous = scene.roles.get("anonymous", frozenset())
    known: list[tuple[frozenset[str], Draft]] = []
    for draft in sorted(drafts, key=lambda d: d.anchor):
        head = draft.source
        if head is None or not draft.sources or draft.sources[0].named or scene.parsed.tokens[head].lemma.lower() not in anonymous:
            continue
        words = _words(scene, head)
        if _resumes(scene, head):
            before = next((other for had, other in reversed(known) if words <= had), None)
            if before is not None and before.sources[0].name != draft.sources[0].name:
                draft.sources[0] = replace(draft.sources[0], name=before.sources[0].name, country=before.sources[0].country)
                draft.steps.append(scene.step("same-source", f"source={before.sources[0].name}", source=head, before=before.source))
                continue
        known.append((words, draft))


def _resumes(scene: Scene, head: int) -> bool:
    tokens = scene.parsed.tokens
    pointed = any(tokens[k].feats.get("PronType") == "Dem" or tokens[k].feats.get("Definite") == "Def" for k in children(scene.parsed, head, "det"))
    return pointed and not children(scene.parsed, head, "nmod", "acl", "nummod")


def _words(scene: Scene, head: int) -> frozenset[str]:
    """The lemmas of the nouns and adjectives of a source, without those that only say that it is the same."""
    same = scene.roles.get("same", frozenset())
    near = (head, *children(scene.parsed, head, "amod", "compound"))
    return frozenset(scene.parsed.tokens[k].lemma.lower() for k in near) - same
