"""Prepositional sources: according to X, P."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import Lexicon, Row
from ..model import Step
from .drafts import Draft, Scene, form_of
from .governed import noun_source, split_coordination
from .syntax import base, children, clause_head, is_finite, is_present_participle

_MODIFIERS = ("det", "amod", "nmod", "nummod", "flat", "fixed", "compound", "case", "advmod", "appos", "punct", "goeswith")


@dataclass(frozen=True)
class _Phrase:
    """A source phrase: its entry, the tokens of the introducing words, the head of the source, all its tokens."""

    row: Row
    marker: list[int]
    head: int
    places: set[int]


@lru_cache(maxsize=8)
def _attributors(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Row]]:
    """One pattern of all introducing words, longest first, and the entries by their words."""
    rows = {row["form"]: row for row in lexicon.table("attributors")}
    longest = sorted(rows, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in longest)
    return re.compile(rf"(?<![\w'’])(?:{pattern})(?!\w)", re.IGNORECASE), rows


def adjuncts(scene: Scene) -> list[Draft]:
    """A draft for each prepositional source, by place."""
    phrases = _phrases(scene)
    found = []
    for phrase in phrases:
        draft = _relative(scene, phrase) or _attributed(scene, phrase, phrases)
        if draft is not None:
            found.append(draft)
    return [part for draft in found for part in split_coordination(scene, draft)]


def _phrases(scene: Scene) -> list[_Phrase]:
    pattern, rows = _attributors(scene.lexicon)
    found = []
    for match in pattern.finditer(scene.parsed.text):
        marker = list(scene.parsed.tokens_in(match.start(), match.end()))
        row = rows[" ".join(match.group().lower().replace("’", "'").split())]
        if marker and scene.parsed.tokens[marker[0]].sent == scene.parsed.tokens[marker[-1]].sent:
            phrase = _phrase(scene, row, marker)
            if phrase is not None:
                found.append(phrase)
    return found


def _phrase(scene: Scene, row: Row, marker: list[int]) -> _Phrase | None:
    parsed = scene.parsed
    sentence = parsed.sentence_of(marker[0])
    if row["kind"] == "clitic":
        return _Phrase(row, marker, _clitic(scene, marker), set(marker))
    first = marker[-1] + 1 if row["kind"] != "unnamed" else marker[-1]
    if first >= sentence.last or parsed.tokens[first].lemma.lower() in scene.roles.get("complementizer", ()):
        return None
    head = first
    while base(parsed.tokens[head].deprel) in _MODIFIERS and _phrase_start(scene, parsed.tokens[head].head) >= marker[0]:
        head = parsed.tokens[head].head
    if parsed.tokens[head].upos not in ("NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"):
        nominal = [k for k in range(first, min(first + 8, sentence.last)) if parsed.tokens[k].upos in ("NOUN", "PROPN", "PRON")]
        if not nominal:
            return None
        head = nominal[0]
    if _never_speaks(scene, head) and row["kind"] != "unnamed":
        return None
    if row["kind"] != "unnamed" and not scene.source_like(head):
        head = next((k for k in range(first, min(first + 8, sentence.last)) if _speaks(scene, first, k)), head)
    places = set(range(marker[0], _phrase_end(scene, marker[0], head) + 1))
    relative = parsed.tokens[first].feats.get("PronType") == "Rel" and first != head or parsed.tokens[head].feats.get("PronType") == "Rel"
    if relative:
        return _Phrase(row, marker, head if parsed.tokens[head].upos == "PRON" else first, set(marker) | {first})
    if row["kind"] == "unnamed":
        return _Phrase(row, marker, head, places)
    if _never_speaks(scene, head):
        return None
    if not scene.source_like(head) and parsed.tokens[head].upos not in ("PROPN", "PRON") and not _set_apart(scene, row, head, places):
        return None
    indefinite = any(parsed.tokens[k].feats.get("Definite") == "Ind" for k in children(parsed, head, "det"))
    if row["kind"] == "weak" and not (head in scene.actors and not indefinite and _set_off(scene, marker[0], max(places))):
        return None
    return _Phrase(row, marker, head, places)


def _never_speaks(scene: Scene, head: int) -> bool:
    """True for a noun of a measure or rule, whoever stands below it: "according to the mood of the cook"."""
    return head not in scene.actors and scene.parsed.tokens[head].lemma.lower() in scene.roles.get("not_source", ())


def _clitic(scene: Scene, marker: list[int]) -> int:
    """The pronoun or possessive inside the words themselves: "to hear him", "in her view"."""
    tokens = scene.parsed.tokens
    own = [k for k in marker if tokens[k].upos == "PRON" or tokens[k].feats.get("Poss") == "Yes"]
    return own[0] if own else marker[-1]


def _set_apart(scene: Scene, row: Row, head: int, places: set[int]) -> bool:
    """True for a noun that no table knows where stops part the phrase from its clause: 'according to its model, P'."""
    noun = scene.parsed.tokens[head].upos == "NOUN" and head not in scene.times
    return row["kind"] == "source" and noun and _set_off(scene, min(places), max(places))


def _speaks(scene: Scene, first: int, k: int) -> bool:
    """True if token ``k`` can be the source that the words before it lead to, with no stop between them."""
    tokens = scene.parsed.tokens
    stopped = any(tokens[m].upos in ("PUNCT", "VERB", "AUX") for m in range(first, k))
    return not stopped and tokens[k].upos in ("NOUN", "PROPN") and scene.source_like(k)


def _phrase_start(scene: Scene, i: int) -> int:
    return min((k for k in scene.parsed.subtree(i) if scene.parsed.tokens[k].upos != "PUNCT"), default=i)


def _phrase_end(scene: Scene, first: int, head: int) -> int:
    """Where the phrase ends: with the words of the source and a relative clause right behind them."""
    parsed = scene.parsed
    found = scene.sources(head)
    end = head
    if found and found[0][0].span is not None:
        inside = parsed.tokens_in(found[0][0].span.start, found[0][0].span.end)
        end = max([head, *inside]) if len(inside) and inside[0] <= head + 1 else head
    for k in children(parsed, head, "acl"):
        clause = parsed.subtree(k)
        if end < clause[0] <= end + 2 and clause[-1] > end:
            relative = parsed.tokens[k].deprel == "acl:relcl"
            stop = next((m for m in clause if parsed.tokens[m].text == "," and m > k), None)
            end = clause[-1] if relative or stop is None else stop - 1
    sentence = parsed.sentence_of(head)
    if all(parsed.tokens[k].upos in ("ADV", "CCONJ") for k in range(sentence.first, first)):
        # At the start of a sentence the comma tells where the phrase ends, whatever the tree has made of it.
        near = range(end + 1, min(end + 5, sentence.last))
        comma = next((k for k in near if parsed.tokens[k].text == ","), None)
        joined = end + 1 < sentence.last and parsed.tokens[end + 1].upos == "CCONJ"
        stops = ("VERB", "AUX") if joined else ("VERB", "AUX", "DET")
        if comma is not None and not any(parsed.tokens[k].upos in stops for k in range(end + 1, comma)):
            end = comma - 1
    if end + 2 < sentence.last and parsed.tokens[end + 1].text == "(":
        end = next((k for k in range(end + 2, min(end + 6, sentence.last)) if parsed.tokens[k].text == ")"), end)  # its acronym
    return min(end, sentence.last - 1)


def _set_off(scene: Scene, first: int, last: int) -> bool:
    parsed = scene.parsed
    sentence = parsed.sentence_of(first)
    left = first == sentence.first or parsed.tokens[first - 1].upos == "PUNCT"
    right = last + 1 >= sentence.last or parsed.tokens[last + 1].upos == "PUNCT"
    return left and right


def _relative(scene: Scene, phrase: _Phrase) -> Draft | None:
    """'according to which': the noun before the relative clause is the source, or the claim itself."""
    parsed = scene.parsed
    if parsed.tokens[phrase.head].feats.get("PronType") != "Rel":
        return None
    clause = next((k for k in (phrase.head, *parsed.ancestors(phrase.head)) if parsed.tokens[k].deprel.startswith("acl")), None)
    antecedent = parsed.tokens[clause].head if clause is not None else _name_before(scene, phrase.marker[0])
    if clause is None:
        clause = clause_head(parsed, parsed.tokens[phrase.head].head)
    if antecedent is None:
        return None
    content = set(parsed.subtree(clause)) - phrase.places - {phrase.head}
    rows = [r for r in scene.lexicon.table("cues").by("lemma").get(parsed.tokens[antecedent].lemma.lower(), ()) if r["upos"] == "NOUN"]
    step = scene.step("adjunct-relative", cue=phrase.marker, source=antecedent)
    if rows and antecedent not in scene.actors:
        row = rows[0]
        source = noun_source(scene, antecedent)
        return Draft("noun-relative", [antecedent, *phrase.marker], content, clause, source, row["stance"], row["factuality"],
                     form_of(scene, content, "indirect"), row, steps=[step])
    return Draft("adjunct", phrase.marker, content, clause, antecedent, "states", phrase.row["factuality"],
                 form_of(scene, content, "adjunct"), None, steps=[step])


def _name_before(scene: Scene, i: int) -> int | None:
    """The last actor named before token ``i`` in its sentence: what a relative pronoun stands for at the latest."""
    first = scene.parsed.sentence_of(i).first
    return next((k for k in range(i - 1, first - 1, -1) if k in scene.actors and scene.source_like(k)), None)


def _attributed(scene: Scene, phrase: _Phrase, phrases: list[_Phrase]) -> Draft | None:
    parsed = scene.parsed
    if parsed.tokens[phrase.head].feats.get("PronType") == "Rel":
        return None
    governor = parsed.tokens[phrase.head].head
    while governor in phrase.places and parsed.tokens[governor].head != governor:
        governor = parsed.tokens[governor].head
    clause = clause_head(parsed, governor)
    if clause in phrase.marker and parsed.tokens[clause].head != clause:
        clause = clause_head(parsed, parsed.tokens[clause].head)  # the verb of "to judge by X"
    verbs = {parsed.tokens[k].lemma.lower() for k in (clause, governor)}
    if phrase.row["kind"] == "unnamed" and verbs & scene.roles.get("verification", frozenset()):
        return None  # "could not be verified from an independent source" quotes nobody
    sentence = parsed.sentence_of(phrase.head)
    others = [p for p in phrases if p is not phrase and parsed.sentence_of(p.head) == sentence]
    whole = base(parsed.tokens[clause].deprel) in ("root", "conj", "parataxis") or phrase.marker[0] == sentence.first
    whole = whole or _set_off(scene, phrase.marker[0], max(phrase.places)) and max(phrase.places) + 2 >= sentence.last
    if others:
        content = _segment(scene, phrase, others)
    elif _inside_reported(scene, clause) or not whole:
        content = set(parsed.subtree(clause))
    else:
        content = set(range(sentence.first, sentence.last))
    content = _between_walls(scene, phrase, content) - phrase.places
    if all(parsed.tokens[k].upos == "ADV" for k in range(sentence.first, phrase.marker[0])):
        content -= set(range(sentence.first, phrase.marker[0]))  # "Still according to X"
    content = _without_going_on(scene, content, clause)
    if not any(parsed.tokens[k].text[:1].isalnum() for k in content):
        return None
    head = clause if clause in content else _top(scene, content)
    steps = [scene.step("adjunct", cue=phrase.marker, source=sorted(phrase.places)), _entry_step(scene, phrase)]
    return Draft("adjunct", phrase.marker, content, head, phrase.head, "states", phrase.row["factuality"],
                 form_of(scene, content, "adjunct"), None, steps=steps)


def _entry_step(scene: Scene, phrase: _Phrase) -> Step:
    return Step(phrase.row.id, (("cue", scene.parsed.span(phrase.marker[0], phrase.marker[-1])),))


def _inside_reported(scene: Scene, clause: int) -> bool:
    """True if the clause is what a cue governs: the attribution then holds for that clause alone."""
    parsed = scene.parsed
    cues = scene.lexicon.table("cues").by("lemma")
    return base(parsed.tokens[clause].deprel) in ("ccomp", "csubj") and parsed.tokens[parsed.tokens[clause].head].lemma.lower() in cues


def _segment(scene: Scene, phrase: _Phrase, others: list[_Phrase]) -> set[int]:
    """With several sources in one sentence each has the stretch next to it, up to a semicolon or the next source."""
    parsed = scene.parsed
    sentence = parsed.sentence_of(phrase.head)
    walls = [k for k in range(sentence.first, sentence.last) if parsed.tokens[k].text in (";",)]
    before = [max(p.places) for p in others if max(p.places) < phrase.marker[0]]
    after = [min(p.places) for p in others if min(p.places) > max(phrase.places)]
    left = max([sentence.first - 1, *before, *[w for w in walls if w < phrase.marker[0]]])
    right = min([sentence.last, *after, *[w for w in walls if w > phrase.marker[0]]])
    leads = phrase.marker[0] - left <= 2 and right - max(phrase.places) > 3
    if leads:
        return set(range(max(phrase.places) + 1, right))
    following = set(range(max(phrase.places) + 1, right)) if not after else set()
    return set(range(left + 1, phrase.marker[0])) | following


def _between_walls(scene: Scene, phrase: _Phrase, content: set[int]) -> set[int]:
    """The content on the phrase's own side of semicolons, and of colons between two clauses or right before the phrase."""
    parsed = scene.parsed
    first, last = phrase.marker[0], max(phrase.places)
    sentence = parsed.sentence_of(first)
    left, right = sentence.first - 1, sentence.last
    for k in range(sentence.first, sentence.last):
        text = parsed.tokens[k].text
        if text not in (";", ":") or scene.quote_at(k) is not None:
            continue
        parts = (range(sentence.first, k), range(k + 1, sentence.last))
        clauses = all(any(is_finite(parsed.tokens[m]) for m in part) for part in parts)
        if text == ";" or k == first - 1 or clauses:
            left, right = (max(left, k), right) if k < first else (left, min(right, k) if k > last else right)
    kept = {k for k in content if left < k < right}
    return kept if any(k not in phrase.places and parsed.tokens[k].text[:1].isalnum() for k in kept) else content


def _without_going_on(scene: Scene, content: set[int], clause: int) -> set[int]:
    """Without a participle of saying after a comma ('…, adding that'), which is an attribution of its own."""
    parsed = scene.parsed
    out: set[int] = set()
    cues = scene.lexicon.table("cues").by("lemma")
    for k in content:
        token = parsed.tokens[k]
        if is_present_participle(token) and token.lemma.lower() in cues and k > clause and k - 1 in content and parsed.tokens[k - 1].upos == "PUNCT":
            out |= set(parsed.subtree(k))
    return content - out


def _top(scene: Scene, content: set[int]) -> int:
    parsed = scene.parsed
    tops = [k for k in content if parsed.tokens[k].head not in content or parsed.tokens[k].head == k]
    return min(tops, key=lambda k: (parsed.tokens[k].upos not in ("VERB", "AUX", "ADJ", "NOUN"), k))
