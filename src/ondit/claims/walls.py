"""Where a parenthesis of saying begins and ends: the commas, colons and semicolons around it."""

from __future__ import annotations

from functools import lru_cache

from ..lexicon import Lexicon
from .drafts import Scene
from .extent import is_cue
from .syntax import finite_of, is_finite, is_passive, is_present_participle

_LONGEST = 60
"""Characters of the longest attributor, at most."""


def stop_between(scene: Scene, first: int, last: int) -> bool:
    return any(scene.parsed.tokens[k].text in (",", ";", ":") for k in range(first, last))


def parenthesis_end(scene: Scene, source: int) -> int | None:
    """The comma that closes 'P, says X, goes on': the first behind ``source`` that a finite verb follows soon."""
    parsed = scene.parsed
    sentence = parsed.sentence_of(source)
    comma = next((k for k in range(source + 1, sentence.last) if parsed.tokens[k].text in (",", ";")), None)
    if comma is None or parsed.tokens[comma].text == ";":
        return None
    for k in range(comma + 1, min(comma + 5, sentence.last)):
        token = parsed.tokens[k]
        if is_finite(token):
            return comma
        if token.upos in ("PUNCT", "SCONJ", "CCONJ") or token.feats.get("PronType") == "Rel":
            return None
    return None


def closing_comma(scene: Scene, i: int, last: int) -> int | None:
    """The comma behind "P, X said," where P goes on: what follows neither tells of X nor of when X said it."""
    parsed = scene.parsed
    comma = next((k for k in range(i + 1, min(i + 8, last)) if parsed.tokens[k].text == ","), None)
    if comma is None or comma + 2 >= last or any(is_finite(parsed.tokens[k]) or scene.quote_at(k) for k in range(i + 1, comma)):
        return None
    after = parsed.tokens[comma + 1]
    words = scene.roles
    goes_on = words.get("condition", frozenset()) | words.get("complementizer", frozenset())
    if after.upos == "SCONJ":
        return comma if after.lemma.lower() in goes_on else None
    infinitive = after.upos == "PART" or after.feats.get("VerbForm") == "Inf"
    governed = after.upos == "ADP" and parsed.tokens[after.head].head < i and after.head > comma
    return comma if infinitive or governed else None


def speaks_on(scene: Scene, end: int, last: int) -> bool:
    """True if a participle of saying goes on behind the parenthesis: "P, X said, adding that Q"."""
    k = end + 2
    return k < last and scene.parsed.tokens[end + 1].text == "," and is_present_participle(scene.parsed.tokens[k]) and is_cue(scene, k)


def after_wall(scene: Scene, first: int, start: int) -> int:
    """Where the clause before a parenthesis begins: behind a colon, behind a semicolon that parts two speakers, or
    with its sentence."""
    stops = [k for k in range(first, start - 1) if scene.parsed.tokens[k].text in (":", ";") and scene.quote_at(k) is None]
    stops = [k for k in stops if scene.parsed.tokens[k].text == ":" or spoken_for(scene, first, k)]
    return stops[-1] + 1 if stops else first


@lru_cache(maxsize=8)
def _attributors(lexicon: Lexicon) -> tuple[str, ...]:
    """The source phrases without a verb, in lower case, each with the space behind it."""
    return tuple(row["form"].lower() + " " for row in lexicon.table("attributors"))


def spoken_for(scene: Scene, first: int, last: int) -> bool:
    """True if tokens ``first`` to ``last`` name a speaker of their own."""
    parsed = scene.parsed
    forms = _attributors(scene.lexicon)
    for k in range(first, last):
        if scene.quote_at(k) is not None:
            continue
        if parsed.tokens[k].upos == "ADP" and parsed.text[parsed.tokens[k].start : parsed.tokens[k].start + _LONGEST].lower().startswith(forms):
            return True
        if parsed.tokens[k].upos == "VERB" and is_cue(scene, k) and finite_of(parsed, k) is not None and not is_passive(parsed, k):
            who = scene.subject(k)
            if who is not None and first <= who < last and scene.source_like(who):
                return True
    return False


def comma_or_colon(scene: Scene, i: int) -> bool:
    return i >= 0 and scene.parsed.tokens[i].text in (",", ":", ";", ".")
