"""Interviews: a question in a paragraph of its own, and the answer in the next, which the one who is interviewed speaks."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft, Scene
from .extent import top_of

_DASHES = ("—", "–", "-")
_QUESTION = "?"
_LABEL = 4
"""Words of a block in which a label before a colon ends."""
_TURNS = 2
"""Answers of a report at the least that make it an interview."""


def answers(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """A draft for each stretch of an answer in which the speaker quotes nobody; whom he quotes he passes on."""
    turns = _turns(scene)
    source = _interviewee(scene, drafts, turns[0]) if len(turns) >= _TURNS else None
    if source is None:
        return []
    speaker = [each for each, _ in scene.sources(source)][:1]
    found = []
    for block in turns:
        inside = set(_places(scene, block))
        quoted = [d for d in drafts if d.cue and d.anchor in inside and d.source is not None and d.source != source]
        for draft in quoted:
            if speaker and draft.sources and all(each.name != speaker[0].name for each in draft.sources):
                draft.sources.append(speaker[0])
                draft.steps.append(scene.step("interview", f"relay={speaker[0].name}", source=source, answer=sorted(inside)))
        told = {scene.parsed.tokens[d.anchor].sent for d in quoted if scene.parsed.tokens[d.source or 0].upos != "PRON"}
        for content in _stretches(scene, block, told):
            found.append(Draft("interview", [], content, top_of(scene, content), source, "states", "", "direct", None, sources=list(speaker),
                               steps=[scene.step("interview", source=source, answer=sorted(content))]))
    return found


def _stretches(scene: Scene, block: int, told: set[int]) -> list[set[int]]:
    """The sentences of a block in runs, without those in ``told``."""
    runs: list[set[int]] = [set()]
    for sentence in scene.parsed.sentences:
        if sentence.block == block:
            if sentence.i in told:
                runs.append(set())
            else:
                runs[-1] |= set(range(sentence.first, sentence.last))
    spoken = _spoken(scene, block)
    return [run & spoken for run in runs if any(scene.parsed.tokens[k].text[:1].isalnum() for k in run)]


def _turns(scene: Scene) -> list[int]:
    """Blocks that answer a question in the block before: somebody speaks there of himself, or both open with a dash."""
    found: list[int] = []
    asked = dashed = False
    for block in range(len(scene.parsed.report.blocks)):
        places = _places(scene, block)
        if not places:
            continue
        opens = scene.parsed.tokens[places[0]].text in _DASHES
        label = any(scene.parsed.tokens[k].text == ":" for k in places[:_LABEL])  # a transcript tells who speaks
        answer = (asked or dashed and opens) and not _asks(scene, places) and not label
        if answer and (opens or _of_oneself(scene, places)):
            found.append(block)
        asked = not answer and _asks(scene, places)
        dashed = opens and not answer
    return found


def _places(scene: Scene, block: int) -> list[int]:
    return [k for s in scene.parsed.sentences if s.block == block for k in range(s.first, s.last)]


def _spoken(scene: Scene, block: int) -> set[int]:
    places = _places(scene, block)
    return set(places[1:] if scene.parsed.tokens[places[0]].text in _DASHES else places)


def _asks(scene: Scene, places: Sequence[int]) -> bool:
    """True for a paragraph that ends with a question outside quotation marks."""
    last = next((k for k in reversed(places) if scene.parsed.tokens[k].upos != "PUNCT" or _QUESTION in scene.parsed.tokens[k].text), places[-1])
    return _QUESTION in scene.parsed.tokens[last].text and scene.quote_at(last) is None


def _of_oneself(scene: Scene, places: Sequence[int]) -> bool:
    return any(scene.parsed.tokens[k].feats.get("Person") == "1" and scene.quote_at(k) is None for k in places)


def _interviewee(scene: Scene, drafts: Sequence[Draft], block: int) -> int | None:
    """Who was named last before a colon as the one who speaks, or else the first person whom the report names."""
    first = _places(scene, block)[0]
    labelled = [d.source for d in drafts if d.kind == "colon" and not d.cue and d.source is not None and d.source < first]
    if labelled:
        return max(labelled)
    people = (m.head for m in scene.mentions.actors if m.actor.named and m.actor.kind == "person" and m.head < first)
    return min(people, default=None)
