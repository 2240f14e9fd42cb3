"""Verbs of saying that the tree coordinates with what is said, while they go on with who says it."""

from __future__ import annotations

from collections.abc import Collection

from ..model import Parsed
from .syntax import base, children, finite_of


def raised(parsed: Parsed, cues: Collection[str], negators: Collection[str]) -> dict[int, int]:
    """Conjunct -> the verb of saying with which it is rather coordinated: "She said 90 had been hit and promised aid".

    ``cues`` are lemmas of saying. The conjunct has no subject of its own, and its tense is that of the verb of saying
    while the clause between has another; or it is negated: who "but would not say" is who speaks.
    """
    found: dict[int, int] = {}
    for lemma in sorted(set(cues) & set(parsed.by_lemma)):
        for i in parsed.by_lemma[lemma]:
            token = parsed.tokens[i]
            content = token.head
            if token.upos != "VERB" or base(token.deprel) != "conj" or content >= i or base(parsed.tokens[content].deprel) != "ccomp":
                continue
            verb = parsed.tokens[content].head
            if verb < content and parsed.tokens[verb].lemma.lower() in cues and _is_told_of_speaker(parsed, i, content, verb, negators):
                found[i] = verb
    return found


def _is_told_of_speaker(parsed: Parsed, i: int, content: int, verb: int, negators: Collection[str]) -> bool:
    if children(parsed, i, "nsubj", "mark", "expl") or not children(parsed, i, "cc"):
        return False
    here, inner, outer = (finite_of(parsed, k) for k in (i, content, verb))
    if here is None or inner is None or outer is None:
        return False
    if here.i != i:
        return any(parsed.tokens[k].text.lower() in negators for k in (*parsed.children[i], *parsed.children[here.i]))
    if outer.i != verb or here.feats.get("Tense") != outer.feats.get("Tense"):
        return False
    auxiliary = inner.i != content and base(inner.deprel) == "aux" and inner.deprel != "aux:pass"
    return auxiliary or inner.feats.get("Tense") != here.feats.get("Tense")
