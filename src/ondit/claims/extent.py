"""How far a content reaches: whole clauses, without the words that attribute them."""

from __future__ import annotations

from .drafts import Scene
from .syntax import OPENING, base, children, is_finite, is_present_participle


def extent(scene: Scene, head: int) -> set[int]:
    """The subtree of ``head`` without its marker, without participles that go on with the source, without incises."""
    parsed = scene.parsed
    out: set[int] = set()
    openers = {m for k in children(parsed, head, "mark", "case") if k < head for m in parsed.subtree(k)}
    for k in parsed.subtree(head):
        opening = parsed.tokens[k].text in OPENING
        if (k not in openers or parsed.tokens[k].upos == "PART") and (parsed.tokens[k].upos != "PUNCT" or opening):
            break  # the mark of an infinitive belongs to it
        out.add(k)
    for k in parsed.subtree(head):
        token = parsed.tokens[k]
        if k == head:
            continue
        if k in scene.raised:
            out |= set(parsed.subtree(k))
        after_comma = comma_before(scene, k)
        if is_finite(token) and base(token.deprel) in ("conj", "parataxis", "appos", "nmod", "amod", "obl") and parsed.tokens[head].upos in ("NOUN", "PROPN", "PRON"):
            out |= set(parsed.subtree(k))
        if is_present_participle(token) and base(token.deprel) in ("advcl", "acl") and after_comma and is_cue(scene, k):
            out |= set(parsed.subtree(k))
    return set(parsed.subtree(head)) - out


def own_clause(scene: Scene, cue: int) -> set[int]:
    """The clause of the cue itself without its subject: what a cue without complement says."""
    parsed = scene.parsed
    places = set(parsed.subtree(cue))
    for k in parsed.children[cue]:
        token = parsed.tokens[k]
        relative = token.feats.get("PronType") == "Rel"
        if base(token.deprel) in ("nsubj", "conj", "parataxis", "ccomp") and not relative or base(token.deprel) == "advcl" and (k > cue + 6 or k < cue):
            places -= set(parsed.subtree(k))
    run = sorted(places)
    return set(run)


def comment(scene: Scene, head: int) -> set[int]:
    """A participle after a comma behind an infinitive: what followed from it, in the outlet's words."""
    parsed = scene.parsed
    out: set[int] = set()
    for k in children(parsed, head, "advcl", "acl"):
        if is_present_participle(parsed.tokens[k]) and comma_before(scene, k) and k > head:
            out |= set(parsed.subtree(k))
    return out


def comma_before(scene: Scene, k: int) -> bool:
    first = min(scene.parsed.subtree(k))
    tokens = scene.parsed.tokens
    return tokens[first].upos == "PUNCT" or first > 0 and tokens[first - 1].upos == "PUNCT"


def is_cue(scene: Scene, k: int) -> bool:
    lemma = scene.parsed.tokens[k].lemma.lower()
    cites = any(row["does"] == "cites" for row in scene.lexicon.table("relays").by("lemma").get(lemma, ()))
    rows = scene.lexicon.table("cues").by("lemma").get(lemma, ())
    return cites or any(row["upos"] == "VERB" and not row["idiom"] and not row["weak"] for row in rows)


def top_of(scene: Scene, places: set[int]) -> int:
    """The token that governs the others of ``places``; a verb where several do."""
    parsed = scene.parsed
    tops = [k for k in places if parsed.tokens[k].head not in places or parsed.tokens[k].head == k]
    return min(tops or places, key=lambda k: (parsed.tokens[k].upos not in ("VERB", "AUX"), parsed.tokens[k].upos == "PUNCT", k))
