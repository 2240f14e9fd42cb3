"""What a pronoun stands for that is the content of a cue: "P, which X denies", "X has denied it", "X doubts it"."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft, Scene, form_of
from .extent import comma_before
from .syntax import base, children, finite_of

_REACH = 2
"""Sentences back to what was said last."""
_ABOUT_CLAIMS = ("denies", "confirms", "acknowledges", "questions", "declines_to_confirm")
_BY_PRONOUN = ("nominal", "passive", "clause")

_NOMINAL = ("NOUN", "PROPN")
_KINDS = ("clause", "nominal", "about", "pronoun-object", "unverified", "unverified-modal")
_TWO_PART = ("label", "label-before", "label-noun", "predicate", "predicate-noun")


def name_antecedents(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give drafts whose content is a mere pronoun what it stands for, and take comments of others out of contents."""
    for draft in drafts:
        if draft.main is None or draft.head is None:
            continue
        if draft.kind in _TWO_PART:
            _judged(scene, draft)
        elif draft.kind in _KINDS and scene.parsed.tokens[draft.head].upos == "PRON":
            content = _antecedent(scene, drafts, draft)
            if content:
                draft.content = content
                draft.form = form_of(scene, content, "indirect")
                draft.steps.append(scene.step("antecedent", cue=draft.main, pronoun=draft.head))
        elif draft.kind in ("participle-of", "passive") and _is_vessel(scene, draft):
            content = _sentence_before(scene, [d for d in drafts if d.main != draft.main], draft.head)
            if content:
                draft.content = content
                draft.steps.append(scene.step("antecedent", cue=draft.main, pronoun=draft.head))
    for draft in drafts:
        _without_comments(scene, drafts, draft)


def _antecedent(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> set[int]:
    assert draft.head is not None and draft.main is not None  # asked before
    pronoun = scene.parsed.tokens[draft.head]
    if pronoun.feats.get("PronType") == "Rel":
        return _of_relative(scene, drafts, draft.main)
    neutral = scene.roles.get("takes_up", frozenset())
    alone = len(children(scene.parsed, draft.main, "obj", "iobj")) == 1
    told = draft.head < draft.main or draft.stance in _ABOUT_CLAIMS and alone
    if told and finite_of(scene.parsed, draft.main) is not None and pronoun.text.lower() in neutral:
        return _before(scene, drafts, draft, draft.main)
    return set()


def _is_vessel(scene: Scene, draft: Draft) -> bool:
    """True for a definite noun that only holds what was said: "the information, revealed by X"."""
    assert draft.head is not None  # asked before
    parsed = scene.parsed
    definite = any(parsed.tokens[k].feats.get("Definite") == "Def" or parsed.tokens[k].feats.get("PronType") == "Dem"
                   for k in children(parsed, draft.head, "det"))
    words = [k for k in draft.content if parsed.tokens[k].upos in ("NOUN", "VERB", "PROPN", "NUM")]
    return definite and parsed.tokens[draft.head].lemma.lower() in scene.roles.get("vessel", ()) and words == [draft.head]


def _of_relative(scene: Scene, drafts: Sequence[Draft], verb: int) -> set[int]:
    """The noun before a relative clause, or the clause before "ce que"."""
    parsed = scene.parsed
    noun = parsed.tokens[verb].head
    if base(parsed.tokens[verb].deprel) != "acl":
        return set()
    if parsed.tokens[noun].upos in _NOMINAL:
        return _phrase(scene, noun) - set(parsed.subtree(verb))
    if parsed.tokens[noun].feats.get("PronType") != "Dem":
        return set()
    comment = set(parsed.subtree(noun))
    governor = parsed.tokens[noun].head
    if governor == noun or min(comment) <= parsed.sentence_of(noun).first + 1:
        return _sentence_before(scene, drafts, noun)
    return _clause(scene, drafts, governor) - comment


def _phrase(scene: Scene, noun: int) -> set[int]:
    """A noun phrase without its preposition."""
    parsed = scene.parsed
    opener = {m for k in children(parsed, noun, "case", "mark", "cc", "punct") if k < noun for m in parsed.subtree(k)}
    return set(parsed.subtree(noun)) - opener


def _clause(scene: Scene, drafts: Sequence[Draft], verb: int) -> set[int]:
    """What is said by or in the clause of ``verb``: the content of the statement that it makes, or the clause."""
    for other in drafts:
        if other.source is not None and (other.main == verb or verb in other.cue or verb == other.head):
            return set(other.content)
    return set(scene.parsed.subtree(verb))


def _before(scene: Scene, drafts: Sequence[Draft], draft: Draft, verb: int) -> set[int]:
    """What stands before a clause with "it": the clause that it is coordinated with, or the sentence before."""
    parsed = scene.parsed
    governor = parsed.tokens[verb].head
    if base(parsed.tokens[verb].deprel) in ("conj", "parataxis") and governor < verb and parsed.tokens[governor].upos in ("VERB", "AUX", "ADJ"):
        return {k for k in _clause(scene, drafts, governor) - set(parsed.subtree(verb)) if k < verb}
    return _sentence_before(scene, [d for d in drafts if d is not draft], verb)


def _sentence_before(scene: Scene, drafts: Sequence[Draft], i: int) -> set[int]:
    parsed = scene.parsed
    sentence = parsed.sentence_of(i)
    if sentence.i == 0 or parsed.sentences[sentence.i - 1].block != sentence.block:
        return set()
    before = parsed.sentences[sentence.i - 1]
    said = [d for d in drafts if d.source is not None and d.content and not (d.entry is not None and d.entry["weak"]) and before.first <= min(d.content) and max(d.content) < before.last]
    last = max(said, key=lambda d: (max(d.content), len(d.content)), default=None)
    return set(last.content) if last is not None else set(range(before.first, before.last))


def _judged(scene: Scene, draft: Draft) -> None:
    """ "An opinion that X calls unfair": the noun before the relative clause is the thing judged."""
    parsed = scene.parsed
    assert draft.main is not None  # asked before
    noun = parsed.tokens[draft.main].head
    relative = [k for k in children(parsed, draft.main, "obj") if parsed.tokens[k].feats.get("PronType") == "Rel"]
    if relative and base(parsed.tokens[draft.main].deprel) == "acl" and parsed.tokens[noun].upos in _NOMINAL:
        draft.content = (draft.content - set(relative)) | _phrase(scene, noun) - set(parsed.subtree(draft.main))
        draft.steps.append(scene.step("antecedent", cue=draft.main, pronoun=relative[0]))


def _without_comments(scene: Scene, drafts: Sequence[Draft], outer: Draft) -> None:
    """A relative clause after a comma that holds an attribution of its own is no part of what another said."""
    parsed = scene.parsed
    for inner in drafts:
        verb = inner.main
        if inner is outer or verb is None or inner.source is None or verb not in outer.content or scene.quote_at(verb) is not None:
            continue
        noun = parsed.tokens[verb].head
        about = parsed.tokens[noun].feats.get("PronType") == "Dem"
        participle = inner.kind == "participle-of" and parsed.tokens[verb].deprel == "acl"
        if not (participle or parsed.tokens[verb].deprel == "acl:relcl") or not (about or noun in outer.content and comma_before(scene, verb)):
            continue
        rest = outer.content - set(parsed.subtree(noun if about else verb))
        if rest:
            outer.content = rest


def name_denied(scene: Scene, drafts: Sequence[Draft]) -> None:
    """What is denied or confirmed by a pronoun is what was said last by somebody else: "P, X said. Y denied it." """
    for draft in drafts:
        if draft.head is None or draft.stance not in _ABOUT_CLAIMS or draft.kind not in _BY_PRONOUN or not _stands_for_a_claim(scene, draft.head):
            continue
        first = min(draft.cue)
        names = {source.name for source in draft.sources}
        before = [
            d for d in drafts
            if d.sources and d.cue and max(*d.content, *d.cue) < first and not names & {source.name for source in d.sources}
            and scene.parsed.tokens[first].sent - scene.parsed.sentence_of(max(d.content)).i <= _REACH and d.stance != "declines_to_confirm"
        ]
        last = max(before, key=lambda d: (max(d.content), d.anchor), default=None)
        if last is not None:
            draft.steps.append(scene.step("antecedent", pronoun=draft.head, said=sorted(last.content)))
            draft.content, draft.form = set(last.content), "indirect"


def _stands_for_a_claim(scene: Scene, i: int) -> bool:
    """True for "it", "this", "that" where they name nobody."""
    token = scene.parsed.tokens[i]
    kind = token.feats.get("PronType")
    own = token.feats.get("Person", "3") == "3" and token.feats.get("Number", "Sing") == "Sing"
    person = any(row["of"] == "person" for row in scene.lexicon.table("pronouns").by("form").get(token.text.lower(), ()))
    return token.upos == "PRON" and kind in ("Dem", "Prs") and own and not person and i not in scene.actors
