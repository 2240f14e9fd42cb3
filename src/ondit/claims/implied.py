"""Who speaks where the words name nobody: "on" and where it speaks, a clitic that stands for the last speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft, Scene
from .syntax import case_of, children

_REACH = 2
"""Sentences back in which a clitic finds its speaker."""


def is_nobody(scene: Scene, i: int) -> bool:
    """True for a pronoun that stands for nobody in particular ("on")."""
    token = scene.parsed.tokens[i]
    return token.upos == "PRON" and token.text.lower() in scene.roles.get("nobody", ())


def place_of_nobody(scene: Scene, draft: Draft) -> None:
    """Replace "on" by those among whom it speaks ("says one in the entourage of X"), or by no source at all."""
    assert draft.source is not None  # asked before
    parsed, verb = scene.parsed, draft.cue[-1]
    verb = draft.main if draft.main is not None else next((k for k in draft.cue if parsed.tokens[k].upos == "VERB"), verb)
    places = scene.roles.get("whereabouts", frozenset())
    pronoun = draft.source
    told = any(parsed.tokens[k].upos == "PRON" for k in children(parsed, verb, "iobj") if k < verb)
    draft.source = pronoun if told else None
    below = [verb, *children(parsed, verb, "advmod")]  # "auprès" may be an adverb that governs the rest
    for head, k in ((node, k) for node in below for k in children(parsed, node, "obl", "nmod")):
        if case_of(parsed, k) in places and k not in scene.times and (head != verb or scene.source_like(k)):
            draft.source = k
            draft.steps.append(scene.step("nobody-at", cue=verb, pronoun=pronoun, source=k))
            return


def name_clitics(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the phrase whose source is a bare clitic ("to hear him") the last speaker before it, by name."""
    for draft in drafts:
        if draft.source is None or draft.kind != "adjunct" or not draft.sources or draft.sources[0].named:
            continue
        token = scene.parsed.tokens[draft.source]
        if token.upos not in ("PRON", "DET") or draft.source in scene.actors or token.feats.get("PronType") == "Rel":
            continue
        before = [
            d for d in drafts
            if d.sources and d is not draft and d.sources[0].named and d.anchor < draft.anchor and d.kind != "own-voice"
            and 0 <= token.sent - scene.parsed.sentence_of(d.anchor).i <= _REACH
        ]
        last = max(before, key=lambda d: d.anchor, default=None)
        if last is not None:
            span = draft.sources[0].span
            source = last.sources[0]
            draft.sources[0] = replace(source, span=span)
            draft.steps.append(scene.step("clitic", f"source={source.name}", source=draft.source, speaker=last.source))
