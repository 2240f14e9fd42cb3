"""What a source does by speaking of itself: to foretell one's own act is to promise it, not to know is to decline."""

from __future__ import annotations

from .drafts import Draft, Scene
from .syntax import base, children, finite_of

_SPOKEN = ("states", "forecasts")


def settle_posture(scene: Scene, draft: Draft, head: int, *, negated: bool) -> None:
    """Turn a plain saying into what it amounts to; ``head`` is the predicate of what is said."""
    if draft.stance not in _SPOKEN or draft.source is None or draft.kind in ("adjunct", "own-voice"):
        return
    words, lemma = scene.roles, scene.parsed.tokens[head].lemma.lower()
    mine = _of_the_source(scene, draft, head)
    if mine and negated and lemma in words.get("knowing", ()):
        _turn(scene, draft, "declines_to_confirm", "Uu", "knows-not", head)
    elif mine and _will(scene, draft, head):
        _turn(scene, draft, "promises", scene.stances["promises"]["factuality"], "own-future", head)
    elif negated and draft.stance == "states" and _insists(scene, draft):
        _turn(scene, draft, "denies", "CT-", "insists-not", head)


def _turn(scene: Scene, draft: Draft, stance: str, factuality: str, rule: str, verb: int) -> None:
    draft.stance, draft.factuality = stance, factuality
    draft.steps.append(scene.step(rule, f"stance={stance} factuality={factuality}", verb=verb, source=draft.source))


def _of_the_source(scene: Scene, draft: Draft, head: int) -> bool:
    """True if the subject of ``head`` is the speaker: "I" and "we" in a quotation, a pronoun that was resolved to it."""
    for k in children(scene.parsed, head, "nsubj"):
        token = scene.parsed.tokens[k]
        if token.upos != "PRON":
            return False
        if token.feats.get("Person") == "1":
            return scene.quote_at(k) is not None
        mention = scene.actors.get(k)
        return mention is not None and bool(draft.sources) and mention.actor.id == draft.sources[0].actor
    return False


def _will(scene: Scene, draft: Draft, head: int) -> bool:
    """True for a future, or for what was future when it was said ("said it would help")."""
    found = finite_of(scene.parsed, head)
    if found is None:
        return False
    if found.feats.get("Tense") == "Fut" or found.lemma.lower() in scene.roles.get("future", ()):
        return True
    verb = draft.main if draft.main is not None else draft.cue[-1] if draft.cue else None
    said = finite_of(scene.parsed, verb) if verb is not None else None
    past = said is not None and said.feats.get("Tense") == "Past"
    then = found.lemma.lower() in scene.roles.get("future_in_past", ()) and not children(scene.parsed, head, "cop")
    return past and then and not _conditioned(scene, head)


def _conditioned(scene: Scene, head: int) -> bool:
    conditions = scene.roles.get("condition", frozenset())
    clauses = children(scene.parsed, head, "advcl")
    return any(scene.parsed.tokens[m].lemma.lower() in conditions for k in clauses for m in children(scene.parsed, k, "mark"))


def _insists(scene: Scene, draft: Draft) -> bool:
    insisting = scene.roles.get("insisting", frozenset())
    return any(scene.parsed.tokens[k].lemma.lower() in insisting for k in draft.cue if base(scene.parsed.tokens[k].deprel) != "aux")
