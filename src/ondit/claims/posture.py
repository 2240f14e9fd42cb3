"""What a source does by speaking of itself or judging: to foretell one's own act is to promise it, to call it a
disgrace is to condemn it, not to know is to decline."""

from __future__ import annotations

from collections.abc import Iterator

from .drafts import Draft, Scene
from .syntax import base, children, finite_of, is_passive

_SPOKEN = ("states", "forecasts")
_JUDGED = (("untrue", "denies"), ("blame", "condemns"), ("praise", "praises"))
"""Roles of words and what a source does that says such a word of something."""
_FELT = (("hurt", "condemns"), ("pleased", "praises"), ("worried", "warns"), ("sorry", "acknowledges"))
"""Roles of feelings and what a source does that tells such a feeling of its own."""
_LABELS = ("label", "label-before", "label-noun", "predicate", "predicate-before", "predicate-beside", "predicate-noun")


def settle_posture(scene: Scene, draft: Draft, head: int, *, negated: bool) -> None:
    """Turn a plain saying into what it amounts to; ``head`` is the predicate of what is said."""
    if draft.source is None or draft.kind == "own-voice":
        return
    if draft.stance == "warns" and _of_the_source(scene, draft, head) and _will(scene, draft, head, even_if=True):
        _turn(scene, draft, "threatens", "own-threat", head)
    knows_not = draft.stance == "speculates" and negated and draft.kind != "adjunct"
    if draft.stance not in _SPOKEN and not knows_not:
        return
    if draft.kind != "adjunct":
        _of_oneself(scene, draft, head, negated=negated)
    if draft.stance == "states":
        _judge(scene, draft, head, negated=negated)


def _of_oneself(scene: Scene, draft: Draft, head: int, *, negated: bool) -> None:
    words, lemma = scene.roles, scene.parsed.tokens[head].lemma.lower()
    mine = _of_the_source(scene, draft, head)
    if mine and negated and lemma in words.get("knowing", ()):
        _turn(scene, draft, "declines_to_confirm", "knows-not", head)
    elif draft.stance != "speculates" and mine and _will(scene, draft, head):
        _turn(scene, draft, "promises", "own-future", head)
    elif negated and draft.stance == "states" and (_insists(scene, draft) or _never_was(scene, head, mine=mine)):
        _turn(scene, draft, "denies", "insists-not" if _insists(scene, draft) else "never-was", head)


def _judge(scene: Scene, draft: Draft, head: int, *, negated: bool) -> None:
    """Stance by the word that the source says of what it speaks of: untrue, blameworthy, praiseworthy, or its feeling."""
    words = scene.roles
    for k in _said_of(scene, draft, head):
        forms = {scene.parsed.tokens[k].lemma.lower(), scene.parsed.tokens[k].text.lower()}
        for role, stance in _JUDGED:
            if forms & words.get(role, frozenset()):
                turned = {"condemns": "denies", "praises": "condemns"}.get(stance, "") if negated else stance
                if turned:
                    _turn(scene, draft, turned, "judged", k)
                return
        felt = next((stance for role, stance in _FELT if forms & words.get(role, frozenset())), "")
        if felt and k == head and not negated and _of_the_source(scene, draft, head):
            _turn(scene, draft, felt, "felt", k)
            return


def _said_of(scene: Scene, draft: Draft, head: int) -> Iterator[int]:
    """The predicate of what is said, if it is one of quality, and the words that qualify it."""
    parsed = scene.parsed
    label = draft.kind in _LABELS and draft.head is not None
    top = draft.head if label and draft.head is not None else head
    quality = children(parsed, top, "cop") or parsed.tokens[top].upos in ("ADJ", "NOUN") or is_passive(parsed, top)
    if not label and not quality:
        return
    yield top
    below = parsed.subtree(top) if label else children(parsed, top, "amod", "compound", "advmod")
    yield from (k for k in below if k != top and parsed.tokens[k].upos in ("ADJ", "NOUN", "VERB"))


def _turn(scene: Scene, draft: Draft, stance: str, rule: str, verb: int) -> None:
    draft.stance, draft.factuality = stance, scene.stances[stance]["factuality"]
    draft.steps.append(scene.step(rule, f"stance={stance} factuality={draft.factuality}", verb=verb, source=draft.source))


def _of_the_source(scene: Scene, draft: Draft, head: int) -> bool:
    """True if the subject of ``head`` is the speaker: "I" and "we" in a quotation, a pronoun that was resolved to it,
    the state that it is of."""
    for k in children(scene.parsed, head, "nsubj"):
        token = scene.parsed.tokens[k]
        mention = scene.actors.get(k)
        if token.upos != "PRON":
            same = mention is not None and bool(draft.sources) and mention.actor.id == draft.sources[0].actor
            return same or mention is not None and mention.actor.kind == "state" and _same_state(draft, mention.actor.country)
        if token.feats.get("Person") == "1":
            return scene.quote_at(k) is not None
        return mention is not None and bool(draft.sources) and mention.actor.id == draft.sources[0].actor
    return False


def _same_state(draft: Draft, country: str | None) -> bool:
    return bool(country) and bool(draft.sources) and draft.sources[0].kind == "state" and draft.sources[0].country == country


def _never_was(scene: Scene, head: int, *, mine: bool) -> bool:
    """True for what a source says never was: its own deed, "there was no P", "no P has been done"; nothing that cannot be."""
    parsed = scene.parsed
    found = finite_of(parsed, head)
    if found is None or found.lemma.lower() in scene.roles.get("no_hearsay", ()) or found.feats.get("Mood") == "Cnd":
        return False
    if any(parsed.tokens[k].lemma.lower() in scene.roles.get("future_in_past", ()) for k in children(parsed, head, "aux")):
        return False
    if mine:
        return found.feats.get("Person") != "1" or found.feats.get("Tense") == "Past" or found.i != head
    return bool(children(parsed, head, "expl")) or any(
        m < head and parsed.tokens[m].feats.get("PronType") == "Neg" for k in children(parsed, head, "nsubj") for m in (k, *parsed.children[k])
    )


def _will(scene: Scene, draft: Draft, head: int, *, even_if: bool = False) -> bool:
    """True for a future, or for what was future when it was said ("said it would help"), under no condition unless ``even_if``."""
    found = finite_of(scene.parsed, head)
    if found is None:
        return False
    if found.feats.get("Tense") == "Fut" or found.lemma.lower() in scene.roles.get("future", ()):
        return True
    verb = draft.main if draft.main is not None else draft.cue[-1] if draft.cue else None
    said = finite_of(scene.parsed, verb) if verb is not None else None
    past = said is not None and said.feats.get("Tense") == "Past"
    then = found.lemma.lower() in scene.roles.get("future_in_past", ()) and not children(scene.parsed, head, "cop")
    return past and then and (even_if or not _conditioned(scene, head))


def _conditioned(scene: Scene, head: int) -> bool:
    conditions = scene.roles.get("condition", frozenset())
    clauses = children(scene.parsed, head, "advcl")
    return any(scene.parsed.tokens[m].lemma.lower() in conditions for k in clauses for m in children(scene.parsed, k, "mark"))


def _insists(scene: Scene, draft: Draft) -> bool:
    insisting = scene.roles.get("insisting", frozenset())
    return any(scene.parsed.tokens[k].lemma.lower() in insisting for k in draft.cue if base(scene.parsed.tokens[k].deprel) != "aux")
