"""Verbs of saying that the tree coordinates with what is said, while they go on with who says it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ..model import Parsed
from .syntax import base, children, finite_of


def raised(parsed: Parsed, cues: Collection[str], negators: Collection[str], speaks: Callable[[int], bool]) -> dict[int, int]:
    """Conjunct -> the verb of saying with which it is rather coordinated: "She said 90 had been hit and promised aid".

    ``cues`` are lemmas of saying, ``speaks`` tells whether a token can be who says something. The conjunct has no
    subject of its own. Behind an infinitive or a noun it is coordinated with nothing but the verb of saying. Behind a
    clause it goes with that verb if it has its tense while the clause has another, if it is negated (who "but would not
    say" is who speaks), if it agrees in number with its subject alone, or if that subject alone can speak.
    """
    found: dict[int, int] = {}
    for lemma in sorted(set(cues) & set(parsed.by_lemma)):
        for i in parsed.by_lemma[lemma]:
            token = parsed.tokens[i]
            if token.upos != "VERB" or base(token.deprel) != "conj" or token.head >= i:
                continue
            if children(parsed, i, "nsubj", "mark", "expl:subj") or not children(parsed, i, "cc"):
                continue
            verb = _saying(parsed, token.head, cues)
            if verb is None:
                continue
            clause = finite_of(parsed, token.head) is not None
            if _is_told_of_speaker(parsed, i, token.head, verb, negators, speaks) if clause else _goes_beyond(parsed, i, verb):
                found[i] = verb
    return found


def _saying(parsed: Parsed, content: int, cues: Collection[str]) -> int | None:
    """The verb of saying before ``content`` whose complement it is, or (an infinitive) whose object it hangs on."""
    token = parsed.tokens[content]
    verb = token.head
    if base(token.deprel) in ("nmod", "acl") and token.feats.get("VerbForm") == "Inf" and base(parsed.tokens[verb].deprel) == "obj":
        verb = parsed.tokens[verb].head
    elif base(token.deprel) not in ("ccomp", "xcomp", "obj", "obl"):
        return None
    said = parsed.tokens[verb]
    return verb if verb < content and said.upos == "VERB" and said.lemma.lower() in cues else None


def _goes_beyond(parsed: Parsed, i: int, verb: int) -> bool:
    """True if ``i``, behind an infinitive or a noun, is finite, or a participle that shares the auxiliary of ``verb``."""
    if finite_of(parsed, i) is not None:
        return finite_of(parsed, verb) is not None
    past = parsed.tokens[i].feats.get("VerbForm") == "Part" and parsed.tokens[i].feats.get("Tense") == "Past"
    return past and parsed.tokens[verb].feats.get("VerbForm") == "Part" and bool(children(parsed, verb, "aux"))


def _is_told_of_speaker(
    parsed: Parsed, i: int, content: int, verb: int, negators: Collection[str], speaks: Callable[[int], bool]
) -> bool:
    here, inner, outer = (finite_of(parsed, k) for k in (i, content, verb))
    if here is None or inner is None or outer is None or base(parsed.tokens[content].deprel) != "ccomp":
        return False
    speakers, subjects = (children(parsed, k, "nsubj") for k in (verb, content))
    if speakers and subjects and speaks(speakers[0]):
        number = here.feats.get("Number")
        if number and outer.feats.get("Number") == number != inner.feats.get("Number", number):
            return True
        if parsed.tokens[subjects[0]].upos == "NOUN" and not speaks(subjects[0]):
            return True
    if here.i != i:
        return any(parsed.tokens[k].text.lower() in negators for k in (*parsed.children[i], *parsed.children[here.i]))
    if outer.i != verb or here.feats.get("Tense") != outer.feats.get("Tense"):
        return False
    auxiliary = inner.i != content and base(inner.deprel) == "aux" and inner.deprel != "aux:pass"
    return auxiliary or inner.feats.get("Tense") != here.feats.get("Tense")
