"""What no cue governs: colons, the press conditional, the outlet's own voice."""

from __future__ import annotations

from collections.abc import Sequence

from .certainty import is_press_conditional, marker_of
from .continued import last_speaker
from .drafts import Draft, Scene, form_of
from .extent import top_of
from .governed import split_coordination
from .syntax import base, children, clause_head, finite_of, verb_group

_QUOTED = 3
"""Words between marks that are somebody's own, and no name or irony."""


def backward(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """'That is what X affirmed': the sentence before is what X says."""
    parsed = scene.parsed
    cues = scene.lexicon.table("cues").by("lemma")
    found = []
    for sentence in parsed.sentences[1:]:
        before = parsed.sentences[sentence.i - 1]
        for k in range(sentence.first, min(sentence.first + 8, sentence.last)):
            token = parsed.tokens[k]
            head = parsed.tokens[token.head]
            rows = [r for r in cues.get(token.lemma.lower(), ()) if r["upos"] == token.upos == "VERB" and not r["idiom"]]
            if not rows or base(token.deprel) != "acl" or head.feats.get("PronType") != "Dem" or head.i - sentence.first > 3:
                continue
            source = scene.subject(k)
            covered = any(d.source is not None and d.content & set(range(before.first, before.last)) for d in drafts)
            if source is None or covered or before.block != sentence.block:
                continue
            content = set(range(before.first, before.last))
            found.append(Draft("adjunct", verb_group(parsed, k), content, top_of(scene, content), source, rows[0]["stance"],
                               rows[0]["factuality"], form_of(scene, content, "indirect"), rows[0],
                               steps=[scene.step("adjunct", cue=k, source=source)]))
    return [part for draft in found for part in split_coordination(scene, draft)]


def narrative(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give a cue in the infinitive that opens its sentence the last speaker: 'Et de rappeler que P'."""
    for draft in drafts:
        verb = draft.cue[-1] if draft.cue else None
        if draft.source is not None or draft.sources or verb is None or draft.kind not in ("clause", "nominal", "about"):
            continue
        token = scene.parsed.tokens[verb]
        sentence = scene.parsed.sentence_of(verb)
        if token.feats.get("VerbForm") != "Inf" or token.deprel != "root" or verb - sentence.first > 4:
            continue
        before = [d for d in drafts if d.sources and 0 < sentence.i - scene.parsed.sentence_of(d.anchor).i <= 3]
        if before:
            last = max(before, key=lambda d: d.anchor)
            draft.source, draft.sources = last.source, list(last.sources[:1])
            draft.steps.append(scene.step("narrative-infinitive", cue=verb, source=last.source))


def conditionals(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Clauses in the press conditional that no draft with a source covers."""
    parsed = scene.parsed
    found: list[Draft] = []
    seen: set[int] = set()
    for token in parsed.tokens:
        if token.feats.get("Mood") != "Cnd":
            continue
        head = token.i if base(token.deprel) not in ("aux", "cop") else token.head
        head = clause_head(parsed, head)
        if head in seen or not is_press_conditional(scene, head) or any(head in d.content for d in drafts if not _hearsay(d)):
            continue
        seen.add(head)
        sentence = parsed.sentence_of(head)
        main = base(parsed.tokens[head].deprel) in ("root", "conj", "parataxis")
        content = set(range(sentence.first, sentence.last)) if parsed.tokens[head].deprel == "root" else set(parsed.subtree(head))
        if main:
            content = _coordinated(scene, head, content)
        before = last_speaker(scene, drafts, sentence, reach=1) if _is_tied(scene, head) else None
        draft = Draft("press-conditional", [token.i], content, head, None, "alleges", "PS+", form_of(scene, content, "conditional"),
                      evidential="conditional")
        if before is not None and before.stance in ("states", "alleges") and before.kind != "bare":
            draft.source, draft.sources = before.source, list(before.sources)
            draft.steps.append(scene.step("continued-conditional", verb=token.i, source=before.source))
        found.append(draft)
    return found


def _is_tied(scene: Scene, head: int) -> bool:
    """True if the clause goes on with the sentence before: its subject is a pronoun, or a word adds it ("même")."""
    parsed = scene.parsed
    subjects = children(parsed, head, "nsubj")
    additive = scene.roles.get("additive", frozenset())
    pronoun = any(parsed.tokens[k].upos == "PRON" and parsed.tokens[k].feats.get("PronType") == "Prs" for k in subjects)
    return pronoun or any(parsed.tokens[k].lemma.lower() in additive for k in children(parsed, head, "advmod"))


def _hearsay(draft: Draft) -> bool:
    """True for a passive that names nobody: the conditional around it goes on with who spoke before."""
    return draft.kind in ("raised", "raised-predicate", "impersonal") and not draft.sources


def _coordinated(scene: Scene, head: int, content: set[int]) -> set[int]:
    """The clause of ``head`` alone where the sentence coordinates several with verbs of their own."""
    parsed = scene.parsed
    others = [
        k for k in parsed.children[head]
        if base(parsed.tokens[k].deprel) in ("conj", "parataxis") and finite_of(parsed, k) is not None
        and any(base(parsed.tokens[m].deprel) == "nsubj" for m in parsed.children[k])
    ]
    for k in others:
        content = content - set(parsed.subtree(k))
    return content


def own_voice(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences without any source that carry an event, a figure or a weighing of what is certain."""
    parsed = scene.parsed
    triggers = scene.lexicon.frames.words
    counted = {i for q in scene.mentions.quantities if q.unit for i in parsed.tokens_in(q.span.start, q.span.end)}
    taken = {parsed.sentence_of(k).i for d in drafts for k in (d.anchor, min(d.content), max(d.content))}
    found = []
    for sentence in parsed.sentences:
        if sentence.i in taken:
            continue
        places = set(range(sentence.first, sentence.last))
        head = next((k for k in places if parsed.tokens[k].deprel == "root"), sentence.first)
        if parsed.tokens[head].upos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "NUM"):
            continue
        heading = parsed.report.blocks[sentence.block].kind == "heading"
        if heading and not any(parsed.tokens[k].upos in ("VERB", "AUX") for k in places) and not places & counted:
            continue
        trigger = next((k for k in sorted(places) if parsed.tokens[k].lemma.lower() in triggers), None)
        hedge = marker_of(scene, head, places)
        if trigger is None and hedge is None and not places & counted:
            continue
        rule = "own-voice" if hedge is None else "own-hedge"
        cue = [hedge[1]] if hedge is not None and hedge[0]["evidential"] == "reportative" else []
        draft = Draft("own-voice", cue, places - set(cue), head, None, "states", "CT+", form_of(scene, places, "indirect"),
                      steps=[scene.step(rule, sentence=sorted(places))])
        before = last_speaker(scene, drafts, sentence, reach=1) if cue and _holds_quotation(scene, places) else None
        if before is not None and before.sources:
            draft.source, draft.sources = before.source, list(before.sources)
            draft.steps = [scene.step("continued-hearsay", cue=cue[0], source=before.source)]
        found.append(draft)
    return found


def _holds_quotation(scene: Scene, places: set[int]) -> bool:
    return any(quote.words >= _QUOTED and quote.first in places for quote in scene.quotes)
