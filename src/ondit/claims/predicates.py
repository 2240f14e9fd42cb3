"""Predicates between quotation marks whose subject stands before them: the minister 'will not sign'."""

from __future__ import annotations

from .drafts import Draft, Scene
from .quotation import Quote
from .syntax import base, children, is_finite

_OPENS = 4
"""Tokens of the quotation in which its finite verb begins."""


def quoted_predicates(scene: Scene) -> list[Draft]:
    """X "will not sign": the words are X's own, though nothing says that she spoke."""
    found = []
    for quote in scene.quotes:
        subject = None if quote.whole or quote.words < 2 else _subject(scene, quote)
        if subject is not None:
            content = set(range(quote.first, quote.last + 1))
            head = next((k for k in sorted(content) if scene.parsed.tokens[k].upos == "VERB"), quote.first)
            step = scene.step("quoted-predicate", source=subject, quotation=[quote.first, quote.last])
            found.append(Draft("quoted-predicate", [], content, head, subject, "states", "", "mixed", steps=[step]))
    return found


def _subject(scene: Scene, quote: Quote) -> int | None:
    """The speaker right before the opening mark who is the subject of the first words of the quotation."""
    parsed = scene.parsed
    window = range(quote.first, min(quote.first + _OPENS, quote.last + 1))
    finite = next((k for k in window if is_finite(parsed.tokens[k])), None)
    if finite is None or any(parsed.tokens[k].feats.get("PronType") == "Rel" or parsed.tokens[k].upos == "SCONJ" for k in window if k < finite):
        return None
    verb = parsed.tokens[finite].head if base(parsed.tokens[finite].deprel) in ("aux", "cop") else finite
    if base(parsed.tokens[verb].deprel) not in ("root", "conj", "parataxis", "dep") or children(parsed, verb, "mark"):
        return None  # inside what somebody else says
    for k in children(parsed, verb, "nsubj"):
        near = k < quote.first - 1 and max(m for m in parsed.subtree(k) if m < quote.first) >= quote.first - 3
        if near and scene.source_like(k) and k not in scene.times:
            return k
    return None
