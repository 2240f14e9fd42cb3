"""Contents that stand right behind their cue while the tree hangs them elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..lexicon import Row
from .drafts import Draft, Scene, form_of
from .extent import comma_before, comment, extent, is_cue
from .syntax import base, case_of, children, is_finite, is_present_participle, verb_group

_INSERTION = 14
"""Tokens in which a phrase between commas behind a verb of saying ends."""


def strays(scene: Scene, seen: Collection[int]) -> list[Draft]:
    """Drafts of cues that no rule has matched (those in ``seen`` have been)."""
    found = [_infinitive(scene, i, row) for i, row in _unmatched(scene, seen, "infinitive")]
    found += [_clause(scene, i, row) for i, row in _unmatched(scene, seen, "clause")]
    return [draft for draft in found if draft is not None]


def _unmatched(scene: Scene, seen: Collection[int], takes: str) -> Iterator[tuple[int, Row]]:
    table = scene.lexicon.table("cues").by("lemma")
    for lemma in sorted(set(table) & set(scene.parsed.by_lemma)):
        rows = [r for r in table[lemma] if r["upos"] == "VERB" and takes in r["takes"]]
        for i in scene.parsed.by_lemma[lemma] if rows else ():
            fitting = [r for r in rows if _has_idiom(scene, i, r)]
            if i not in seen and scene.parsed.tokens[i].upos == "VERB" and fitting:
                yield i, max(fitting, key=lambda r: len(r["idiom"]))


def _has_idiom(scene: Scene, i: int, row: Row) -> bool:
    if not row["idiom"]:
        return True
    tokens = [scene.parsed.tokens[k] for k in scene.parsed.children[i]]
    below = {word for token in tokens for word in (token.text.lower(), token.lemma.lower())}
    return all(any(word in below for word in words.split("/")) for words in row["idiom"])


def _draft(scene: Scene, i: int, row: Row, content: set[int], head: int, rule: str) -> Draft | None:
    source = scene.subject(i)
    if source is None or not scene.source_like(source) or len(content) < 3:
        return None
    steps = [scene.step(f"stray-{rule}", cue=i, content=sorted(content))]
    return Draft(
        rule, verb_group(scene.parsed, i), content, head, source, row["stance"], row["factuality"],
        form_of(scene, content, "indirect"), row, main=i, steps=steps,
    )  # fmt: skip


def _infinitive(scene: Scene, i: int, row: Row) -> Draft | None:
    """A past infinitive: 'in admitting for the first time to have …'."""
    if children(scene.parsed, i, "xcomp", "ccomp", "obj"):
        return None
    head = _past_infinitive(scene, i)
    if head is None:
        return None
    content = {k for k in extent(scene, head) if k > i} - comment(scene, head)
    return _draft(scene, i, row, content, head, "infinitive")


def _clause(scene: Scene, i: int, row: Row) -> Draft | None:
    """'X affirmed on Wednesday that, contrary to Q, P': the complementizer behind the cue opens the content."""
    parsed = scene.parsed
    opener = _complementizer(scene, i)
    if opener is None:
        opener = _hosted(scene, i)
    if opener is None:
        return None
    content = set(range(opener + 1, parsed.sentence_of(i).last))
    for k in sorted(content):
        if is_present_participle(parsed.tokens[k]) and comma_before(scene, k) and is_cue(scene, k):
            content -= set(parsed.subtree(k))
    tops = [k for k in content if parsed.tokens[k].head not in content]
    head = min(tops, key=lambda k: (parsed.tokens[k].upos not in ("VERB", "AUX"), k), default=None)
    return _draft(scene, i, row, content, head, "clause") if head is not None else None


def _complementizer(scene: Scene, i: int) -> int | None:
    """The complementizer that follows verb ``i`` with nothing but adverbs, times and who is told between them."""
    parsed = scene.parsed
    told = {m for k in children(parsed, i, "iobj") for m in parsed.subtree(k)}
    to = _told_to(scene, i)
    if to is not None:
        return to
    behind = _insertion_end(scene, i)
    if behind is not None:
        return behind
    for k in range(i + 1, min(i + 8, parsed.sentence_of(i).last)):
        token = parsed.tokens[k]
        if token.upos == "SCONJ" and token.lemma.lower() in scene.roles.get("complementizer", ()):
            return k
        if token.upos not in ("ADV", "ADP", "DET", "PRON") and token.text != "," and k not in scene.times and k not in told:
            return None
    return None


def _told_to(scene: Scene, i: int) -> int | None:
    """The complementizer right behind those who are told: 'X admitted before the jury that P', 'told the crowd that P'."""
    parsed = scene.parsed
    preps, words = scene.roles.get("addressee", frozenset()), scene.roles.get("complementizer", frozenset())
    for k in children(parsed, i, "obl"):
        if k < i or case_of(parsed, k) not in preps or not scene.source_like(k):
            continue
        behind = k + 1
        while behind < parsed.sentence_of(i).last and parsed.tokens[behind].upos in ("ADJ", "PROPN") and parsed.tokens[behind].head >= k:
            behind += 1
        token = parsed.tokens[min(behind, len(parsed.tokens) - 1)]
        if token.sent == parsed.tokens[i].sent and (token.lemma.lower() in words and token.upos in ("SCONJ", "PRON")):
            return behind
    return None


def _insertion_end(scene: Scene, i: int) -> int | None:
    """The complementizer behind a phrase between commas, without a finite verb: 'X replied, paper in hand, that P'."""
    parsed = scene.parsed
    last = parsed.sentence_of(i).last
    if i + 1 >= last or parsed.tokens[i + 1].text != ",":
        return None
    for k in range(i + 2, min(i + _INSERTION, last - 1)):
        if is_finite(parsed.tokens[k]):
            return None
        if parsed.tokens[k].text == ",":
            words = scene.roles.get("complementizer", frozenset())
            opens = parsed.tokens[k + 1].lemma.lower() in words and base(parsed.tokens[k + 1].deprel) == "mark"
            return k + 1 if opens else None
    return None


def _hosted(scene: Scene, i: int) -> int | None:
    """The complementizer of a clause that the tree hangs on who is told, or on where: 'told Y, a site, that P'."""
    parsed = scene.parsed
    words = scene.roles.get("complementizer", frozenset())
    nouns = scene.lexicon.table("cues").by("lemma")
    hosts = [*children(parsed, i, "iobj", "obl"), *(k for k in children(parsed, i, "obj") if k in scene.times)]
    for host in hosts:
        for k in parsed.subtree(host):
            noun = parsed.tokens[parsed.tokens[k].head].lemma.lower()
            own = any(row["upos"] == "NOUN" for row in nouns.get(noun, ())) and noun not in scene.roles.get("vessel", ())
            if k < i or base(parsed.tokens[k].deprel) != "acl" or own:
                continue
            for m in children(parsed, k, "mark"):
                if m < k and parsed.tokens[m].lemma.lower() in words and children(parsed, k, "nsubj", "expl"):
                    return m
    return None


def _past_infinitive(scene: Scene, i: int) -> int | None:
    """The participle of the past infinitive that begins within ten tokens behind ``i``, before any stop."""
    parsed = scene.parsed
    for k in range(i + 1, min(i + 10, parsed.sentence_of(i).last)):
        token = parsed.tokens[k]
        if token.upos == "PUNCT" or is_finite(token):
            return None
        if token.upos == "AUX" and token.feats.get("VerbForm") == "Inf":
            return token.head if token.head > k else None
    return None
