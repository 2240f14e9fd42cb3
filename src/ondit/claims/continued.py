"""Quotations that go on: over the end of their sentence, into sentences without a cue, into the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Sentence
from .drafts import Draft, Scene, form_of
from .extent import top_of
from .quotation import Quote
from .syntax import finite_of, is_finite, is_present_participle, verb_group

_LEAD = 6
"""Words that may stand between a verb of saying and the quotation that it opens: a stop, who is told, when."""
_REACH = 2
"""Sentences back to the last speaker of a quotation that stands alone."""


def whole_quotations(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A content that opens a quotation holds all of it, over the ends of sentences, wherever the tree has cut it."""
    for draft in drafts:
        if not draft.cue:
            continue
        for quote in scene.quotes:
            inside = [k for k in range(quote.first, quote.last + 1) if k in draft.content]
            spoken = any(quote.first <= k <= quote.last for k in draft.cue)
            if not inside or spoken or quote.first not in inside[:1] or len(inside) > quote.last - quote.first:
                continue
            if draft.source is not None and quote.first <= draft.source <= quote.last:
                continue
            draft.content |= set(range(quote.first, quote.last + 1))
            draft.form = form_of(scene, draft.content, "adjunct" if draft.form == "adjunct" else "indirect")
            draft.steps.append(scene.step("whole-quotation", quotation=[quote.first, quote.last]))


def led_in(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations right behind a verb of saying that the tree has parted from them: 'X went on to say, "P"'."""
    parsed, table = scene.parsed, scene.lexicon.table("cues").by("lemma")
    found: list[Draft] = []
    for quote in scene.quotes:
        around = [d for d in drafts if (d.cue or d.source is not None) and not quote.first <= d.anchor <= quote.last]
        if quote.words < 2 or any(quote.first in d.content or quote.last in d.content for d in around):
            continue
        sentence = parsed.sentence_of(quote.first)
        for k in range(quote.first - 2, max(sentence.first, quote.first - 2 - _LEAD), -1):
            token = parsed.tokens[k]
            if token.upos == "PUNCT" and token.text not in (",", ":") or token.upos == "SCONJ":
                break
            rows = [r for r in table.get(token.lemma.lower(), ()) if r["upos"] == token.upos == "VERB" and "incise" in r["takes"]]
            rows = [r for r in rows if not r["idiom"]] or rows
            spoken = finite_of(parsed, k) is not None or token.feats.get("VerbForm") == "Inf" or is_present_participle(token)
            if not rows or not spoken:
                continue
            source = scene.subject(k)
            if source is not None and source < k and (scene.source_like(source) or parsed.tokens[source].upos in ("PROPN", "PRON")):
                content = set(range(quote.first, quote.last + 1))
                found.append(Draft("incise", verb_group(parsed, k), content, top_of(scene, content), source, rows[0]["stance"],
                                   rows[0]["factuality"], form_of(scene, content, "direct"), rows[0],
                                   steps=[scene.step("led-in", cue=k, source=source, quotation=[quote.first, quote.last])]))
            break
    return found


def floating(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that no draft covers, given to the last speaker of their block."""
    found: list[Draft] = []
    for quote in scene.quotes:
        around = [d for d in [*drafts, *found] if not quote.first <= d.anchor <= quote.last or not d.cue]
        if quote.words < 2 or any(quote.first in d.content or quote.last in d.content or quote.first in d.cue for d in around):
            continue
        sentence = scene.parsed.sentence_of(quote.first)
        if any(d.source is not None and scene.parsed.sentence_of(d.anchor).i == sentence.i for d in around):
            continue
        last = last_speaker(scene, [*drafts, *found], sentence, reach=_REACH, over=_goes_on(scene, quote))
        if not (quote.whole or quote.words >= 3 and _is_fragment(scene, sentence, quote)):
            continue
        source = last.source if last is not None else _who_acted(scene, sentence) if quote.whole else None
        if source is None:
            continue
        sources = list(last.sources) if last is not None else [each for each, _ in scene.sources(source)][:1]
        content = set(range(quote.first, quote.last + 1)) if quote.whole else set(range(sentence.first, sentence.last))
        found.append(Draft("floating-quotation", [], content, top_of(scene, content), source, "states", "",
                           form_of(scene, content, "direct"), None, sources=sources,
                           steps=[scene.step("floating-quotation", quotation=[quote.first, quote.last], source=source)]))
    return found


def insisted(scene: Scene, drafts: Sequence[Draft]) -> None:
    """"The minister is adamant. P.": an adjective of saying that stands alone has the next sentence for its content."""
    parsed = scene.parsed
    for draft in drafts:
        if draft.kind != "bare" or draft.main is None or draft.stance != "states" or parsed.tokens[draft.main].upos != "ADJ" or not draft.sources:
            continue
        sentence = parsed.sentence_of(draft.main)
        if sentence.i + 1 >= len(parsed.sentences) or parsed.sentences[sentence.i + 1].block != sentence.block:
            continue
        after = parsed.sentences[sentence.i + 1]
        content = set(range(after.first, after.last))
        if any((d.cue or d.sources) and content & (d.content | set(d.cue)) for d in drafts):
            continue
        draft.content, draft.head = content, top_of(scene, content)
        draft.form = form_of(scene, content, "indirect")
        draft.steps.append(scene.step("insisted", cue=draft.main, content=sorted(content)))


def _who_acted(scene: Scene, sentence: Sentence) -> int | None:
    """The person who is the subject of the sentence right before: 'Ms Roe shook her head. "P." '"""
    parsed = scene.parsed
    before = parsed.sentences[sentence.i - 1] if sentence.i else sentence
    if before is sentence or before.block != sentence.block:
        return None
    root = next((k for k in range(before.first, before.last) if parsed.tokens[k].deprel == "root"), None)
    subject = scene.subject(root) if root is not None else None
    mention = scene.actors.get(subject) if subject is not None else None
    office = subject is not None and mention is not None and mention.how == "description" and bool(scene.lexicon.table("roles").by("noun").get(parsed.tokens[subject].lemma.lower()))
    place = mention is None or not mention.actor.named or mention.how in ("metonym", "demonym") or mention.actor.kind == "state"
    place = place and not office
    return None if place or parsed.sentence_of(subject or 0).i != before.i else subject


def _is_fragment(scene: Scene, sentence: Sentence, quote: Quote) -> bool:
    """True for a sentence without a finite verb outside the marks: one with a verb has a subject of its own."""
    outside = [*range(sentence.first, quote.first), *range(quote.last + 1, sentence.last)]
    return not any(is_finite(scene.parsed.tokens[k]) for k in outside)


def _goes_on(scene: Scene, quote: Quote) -> bool:
    """True if a paragraph is this quotation alone: it goes on with the speaker of the paragraph before."""
    parsed = scene.parsed
    block = parsed.sentence_of(quote.first).block
    edges = [s for s in parsed.sentences if s.block == block]
    outside = [*range(edges[0].first, quote.first), *range(quote.last + 1, edges[-1].last)]
    return quote.whole and not any(c.isalnum() for k in outside for c in parsed.tokens[k].text)


def last_speaker(scene: Scene, drafts: Sequence[Draft], sentence: Sentence, reach: int, *, over: bool = False) -> Draft | None:
    """The last draft with a source, at most ``reach`` sentences before in the same block (``over``: or the one before)."""
    near = [
        d for d in drafts
        if d.source is not None and d.kind not in ("bare",)
        and 0 < sentence.i - scene.parsed.sentence_of(max(d.content)).i <= reach
        and scene.parsed.sentence_of(d.anchor).block in (sentence.block, sentence.block - over)
    ]
    return max(near, key=lambda d: (scene.parsed.sentence_of(max(d.content)).i, d.anchor), default=None)
