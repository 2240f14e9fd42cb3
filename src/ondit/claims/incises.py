"""Parenthetical attributions: P, said X. Found on the surface; the tree gives the extent."""

from __future__ import annotations

from ..lexicon import Row
from .drafts import Draft, Scene, form_of
from .extent import extent, is_cue
from .governed import split_coordination
from .syntax import base, case_of, children, finite_of, is_finite, is_passive, verb_group
from .walls import after_wall, closing_comma, comma_or_colon, parenthesis_end, speaks_on, spoken_for, stop_between

_IN_PHRASE = ("DET", "ADJ", "NUM", "PROPN")


def incises(scene: Scene) -> list[Draft]:
    """A draft for each verb of saying that stands behind its content with its subject inverted."""
    table = scene.lexicon.table("cues").by("lemma")
    found = []
    for lemma in sorted(set(scene.parsed.by_lemma) & set(table)):
        rows = [row for row in table[lemma] if row["upos"] == "VERB" and "incise" in row["takes"] and not row["idiom"]]
        idioms = [row for row in table[lemma] if row["upos"] == "VERB" and "incise" in row["takes"] and row["idiom"]]
        for i in scene.parsed.by_lemma[lemma] if rows or idioms else ():
            draft = _incise(scene, i, _best(scene, i, idioms) or (rows[0] if rows else None))
            if draft is not None:
                found.append(draft)
    return [part for draft in sorted(found, key=lambda d: d.anchor) for part in split_coordination(scene, draft)]


def _best(scene: Scene, i: int, rows: list[Row]) -> Row | None:
    below = {scene.parsed.tokens[k].lemma.lower() for k in scene.parsed.children[i]}
    return next((row for row in rows if all(any(w in below for w in word.split('/')) for word in row["idiom"])), None)


def _incise(scene: Scene, i: int, row: Row | None) -> Draft | None:
    parsed = scene.parsed
    token = parsed.tokens[i]
    if row is None or token.upos not in ("VERB", "AUX") or finite_of(parsed, i) is None:
        return None
    group = verb_group(parsed, i)
    start = group[0]
    sentence = parsed.sentence_of(i)
    opener = start - 1
    if opener >= sentence.first and parsed.tokens[opener].lemma.lower() in scene.roles.get("follows", ()):
        group, start, opener = [opener, *group], opener, opener - 1
    marks = [k for k in children(parsed, i, "mark") if k < i]
    if marks and marks[0] not in group:
        follows = parsed.tokens[marks[0]].lemma.lower() in scene.roles.get("follows", ())
        return _told_before(scene, i, group, row, marks[0]) if follows else None
    if opener >= sentence.first and parsed.tokens[opener].upos != "PUNCT":
        return _told_before(scene, i, group, row)
    leads = start == sentence.first and group[0] != verb_group(parsed, i)[0]
    if start == sentence.first and not leads and not (opener >= 0 and _closes_quote(scene, opener)):
        return None
    source = _inverted_subject(scene, i)
    if source is None:
        return _told_before(scene, i, group, row)
    speaker = _set_before(scene, after_wall(scene, sentence.first, start), opener, source) if {"nominal", "predicate"} & _takes(scene, i) else None
    speaker = speaker if speaker is not None else _listed(scene, i, source)
    if speaker is not None:
        content = extent(scene, source)
        return Draft("nominal", group, content, source, speaker, row["stance"], row["factuality"], form_of(scene, content, "indirect"), row,
                     main=i, steps=[scene.step("subject-apart", cue=group, source=speaker, content=sorted(content))])
    return _with_content(scene, i, group, source, row) if _narrated(scene, i, source) else None


def _listed(scene: Scene, i: int, object_: int) -> int | None:
    """The subject of the cue right before, where cues stand in a row: "X admits P, denies Q". What the tree takes for an
    inverted subject behind the last one is nobody who speaks."""
    parsed = scene.parsed
    if scene.source_like(object_) or parsed.tokens[object_].upos != "NOUN" or not is_cue(scene, i):
        return None
    for k in range(i - 1, parsed.sentence_of(i).first, -1):
        if is_finite(parsed.tokens[k]):
            before = k if base(parsed.tokens[k].deprel) not in ("aux", "cop") else parsed.tokens[k].head
            subject = next((m for m in children(parsed, before, "nsubj") if m < before), None)
            row = is_cue(scene, before) and subject is not None and scene.source_like(subject) and scene.quote_at(before) is None
            return subject if row and children(parsed, before, "obj", "xcomp") else None
    return None


def _takes(scene: Scene, i: int) -> set[str]:
    """What the cue ``i`` takes by any of its entries without an idiom."""
    rows = scene.lexicon.table("cues").by("lemma").get(scene.parsed.tokens[i].lemma.lower(), ())
    return {kind for row in rows if row["upos"] == "VERB" and not row["idiom"] for kind in row["takes"]}


def _set_before(scene: Scene, first: int, opener: int, object_: int) -> int | None:
    """The speaker whom a relative clause or a pronoun between commas parts from the verb: "The mayor, who P, denies Q".

    The tree may take the object behind the verb for an inverted subject; but nothing before the verb is a clause.
    """
    parsed = scene.parsed
    if opener <= first or parsed.tokens[opener].text != "," or object_ in scene.actors and scene.actors[object_].actor.named:
        return None
    comma = next((k for k in range(first, opener) if parsed.tokens[k].text == ","), None)
    if comma is None or any(scene.quote_at(k) for k in range(first, opener)):
        return None
    heads = [k for k in range(first, comma) if parsed.tokens[k].upos in ("NOUN", "PROPN") and not first <= parsed.tokens[k].head < comma or parsed.tokens[k].head == k]
    if len(heads) != 1 or not scene.source_like(heads[0]) or children(parsed, heads[0], "case", "nummod"):
        return None
    inside = {m for k in children(parsed, heads[0], "acl", "appos") for m in parsed.subtree(k)}
    clause = any(is_finite(parsed.tokens[k]) and k not in inside for k in range(first, opener))
    relative = any(parsed.tokens[k].feats.get("PronType") == "Rel" for k in range(comma, opener))
    pronoun = any(parsed.tokens[k].upos == "PRON" and parsed.tokens[k].feats.get("PronType") == "Prs" for k in range(comma, opener))
    return heads[0] if not clause and (relative or pronoun) else None


def _told_before(scene: Scene, i: int, group: list[int], row: Row, as_: int | None = None) -> Draft | None:
    """ "P, X says": the subject stands before the verb, a stop before the subject, and P before that.

    ``as_`` is the word that opens "as X says, P", which may stand first.
    """
    parsed = scene.parsed
    sentence = parsed.sentence_of(i)
    named = scene.apposed_before(group[0])
    source = max((k for k in children(parsed, i, "nsubj") if k < i and k not in scene.times), default=None)
    source = named.head if named is not None else source
    if source is None:
        return None
    start = min((k for k in parsed.subtree(source) if k < i and parsed.tokens[k].upos != "PUNCT"), default=source)
    if named is not None:
        start = parsed.tokens_in(named.span.start, named.span.end)[0]
    while start - 1 > sentence.first and parsed.tokens[start - 1].upos in ("ADV", "CCONJ") and parsed.tokens[start - 1].head == i:
        start -= 1
    start = start if as_ is None else min(start, as_)
    opener = start - 1
    if is_passive(parsed, i) and parsed.tokens[source].upos != "PRON":
        return None  # "the plan was called a mistake"
    if as_ is not None and start == sentence.first:
        return None if _has_object(scene, i, row) and not row["idiom"] else _with_content(scene, i, group, source, row, start)
    closes = opener >= 0 and _closes_quote(scene, opener)
    plain = ("PROPN", "PRON", "NOUN", "NUM") if closes or as_ is not None else ("PROPN", "PRON")
    if not scene.source_like(source) and parsed.tokens[source].upos not in plain:
        return None  # behind a quotation or "as" whatever noun it is speaks
    if opener < sentence.first and (not _same_block(scene, opener, i) or _is_complete(scene, opener)):
        return None
    if opener < 0 or parsed.tokens[opener].text == ";" or (opener < sentence.first and not closes) or (opener >= sentence.first and parsed.tokens[opener].upos != "PUNCT"):
        return None
    said = _said(scene, i)
    told = named is not None or any(k < start for k in said) or base(parsed.tokens[i].deprel) in ("parataxis", "appos", "dep") or closes or as_ is not None
    if not told or any(k > i and _told_after(scene, k, opener < sentence.first) for k in said):
        return None
    if _has_object(scene, i, row) and not row["idiom"]:
        return None  # what it says is its object: "X published the toll", "X denies having left"
    return _with_content(scene, i, group, source, row, start) if _narrated(scene, i, source) else None


def _said(scene: Scene, i: int) -> list[int]:
    """Clauses below verb ``i`` that may be what it says: complements, and what the tree hangs there for want of a better."""
    parsed = scene.parsed
    found = []
    for k in children(parsed, i, "ccomp", "parataxis", "dep", "obj", "advcl"):
        relation = base(parsed.tokens[k].deprel)
        bare = relation == "advcl" and k < i and finite_of(parsed, k) is not None and not children(parsed, k, "mark")
        if relation == "obj" and scene.quote_at(k) is not None or relation not in ("obj", "advcl") or bare:
            found.append(k)
    return found


def _is_complete(scene: Scene, closing: int) -> bool:
    """True if the quotation that token ``closing`` closes ends with a full stop: the next sentence is another one."""
    return scene.parsed.tokens[closing - 1].text == "."


def _same_block(scene: Scene, i: int, k: int) -> bool:
    return i >= 0 and scene.parsed.sentence_of(i).block == scene.parsed.sentence_of(k).block


def _told_after(scene: Scene, k: int, new_sentence: bool) -> bool:
    """True if the clause ``k`` behind the verb is what it says: it begins outside quotation marks, or a sentence does."""
    parsed = scene.parsed
    if base(parsed.tokens[k].deprel) != "ccomp" or parsed.tokens[k].upos == "PROPN" or finite_of(parsed, k) is None:
        return False
    start = parsed.subtree(k)[0]
    if "," in (parsed.tokens[start].text, parsed.tokens[start - 1].text) and not new_sentence:
        return False  # "he could not tell, he said, whether P": it goes on with what stands before
    first = next((m for m in parsed.subtree(k) if parsed.tokens[m].upos != "PUNCT"), k)
    return new_sentence or scene.quote_at(first) is None


def _has_object(scene: Scene, i: int, row: Row) -> bool:
    """True if the verb has a complement outside quotation marks that may be what it says."""
    kinds = ("obj", "xcomp", "csubj", "obl", "advcl") if "about" in row["takes"] else ("obj", "xcomp", "csubj")
    for k in children(scene.parsed, i, *kinds):
        relation = base(scene.parsed.tokens[k].deprel)
        if k < i or scene.quote_at(k) is not None or k in scene.times:
            continue
        if relation == "xcomp" or relation == "obj" and ("nominal" in row["takes"] or k not in scene.actors and not scene.source_like(k)):
            return True
        if relation in ("obl", "advcl") and case_of(scene.parsed, k) in row["preps"]:
            return True
    return False


def _narrated(scene: Scene, i: int, source: int) -> bool:
    """False for a verb of saying in the words quoted themselves; a parenthesis may stand between the marks."""
    quote = scene.quote_at(i)
    if quote is None:
        return True
    person = scene.parsed.tokens[source].feats.get("Person", "3")
    named = source in scene.actors or scene.parsed.tokens[source].upos == "PROPN"
    return quote.whole and i - quote.first > 2 and person == "3" and named


def _closes_quote(scene: Scene, i: int) -> bool:
    end = scene.parsed.tokens[i].end
    return any(quote.end in (end, end - 1) or quote.last == i for quote in scene.quotes)


def _inverted_subject(scene: Scene, i: int) -> int | None:
    """The subject behind verb ``i``: by the tree, or else the first source-like noun phrase without preposition.

    A parser easily takes the inverted subject for an object or an apposition; in a parenthesis it is the subject.
    A subject before the verb rules the device out, unless it is no possible source (the head of a quotation).
    """
    parsed = scene.parsed
    subjects = children(parsed, i, "nsubj")
    finite = finite_of(parsed, i)
    assert finite is not None  # asked before
    inverted = [k for k in subjects if k > finite.i and k not in scene.times and not stop_between(scene, i, k)]
    if any(k > i and children(parsed, k, "mark") for k in children(parsed, i, "ccomp")):
        return None
    if not inverted and any(k > i for k in children(parsed, i, "xcomp")):
        return None  # the object of a judgement: "called the law a mistake"
    found = inverted[0] if inverted else _following_phrase(scene, i)
    if not inverted and any(found in parsed.subtree(k) for k in children(parsed, i, "ccomp") if k > i):
        return None  # it belongs to what is said: "Supporters, however, say it works"
    before = [k for k in subjects if k < finite.i and scene.source_like(k) and scene.quote_at(k) is None]
    own = [k for k in before if not _other_verb_between(scene, k, i) or found is not None and found not in scene.actors]
    if own and not inverted and not (found is not None and parenthesis_end(scene, found) is not None):
        return None
    return found


def _other_verb_between(scene: Scene, first: int, last: int) -> bool:
    """True if a clause with a verb of its own stands between: the tree has reached over it for the subject."""
    parsed = scene.parsed
    inside = set(parsed.subtree(first))
    return any(
        k not in inside and is_finite(parsed.tokens[k]) and base(parsed.tokens[k].deprel) not in ("aux", "cop", "acl") and parsed.tokens[k].upos == "VERB"
        for k in range(first + 1, verb_group(parsed, last)[0])
    )


def _following_phrase(scene: Scene, i: int) -> int | None:
    parsed = scene.parsed
    for k in range(i + 1, parsed.sentence_of(i).last):
        token = parsed.tokens[k]
        if token.upos in ("PUNCT", "SCONJ", "VERB"):
            return None
        # A name right behind the verb is the speaker's, whether or not the recogniser knows whose.
        named = k == i + 1 and token.upos == "PROPN"
        if token.upos in ("NOUN", "PROPN", "PRON") and k not in scene.times and (named or scene.source_like(k)):
            first = _phrase_start(scene, i, k)
            if "ADP" not in (parsed.tokens[first - 1].upos, parsed.tokens[first].upos):
                return k
    return None


def _phrase_start(scene: Scene, i: int, k: int) -> int:
    """The first token of the phrase of ``k``: that of its name, with the determiner and adjectives before it."""
    parsed = scene.parsed
    first = k
    mention = scene.actors.get(k)
    if mention is not None:
        inside = parsed.tokens_in(mention.span.start, mention.span.end)
        first = min(k, inside[0]) if len(inside) else k
        named = parsed.tokens[first].upos == "PROPN"
        if named and first - 1 > i and parsed.tokens[first - 1].upos == "PROPN":
            return first  # another name ends right before: "told AFP Jane Roe"
    while first - 1 > i and parsed.tokens[first].upos != "DET" and (parsed.tokens[first - 1].upos in _IN_PHRASE or _modifies(scene, first - 1, k)):
        first -= 1
    return first


def _modifies(scene: Scene, i: int, k: int) -> bool:
    token = scene.parsed.tokens[i]
    return token.head == k and base(token.deprel) == "compound"


def _with_content(scene: Scene, i: int, group: list[int], source: int, row: Row, start: int | None = None) -> Draft | None:
    """The draft of a parenthesis that begins at ``start`` (with the verb, where nothing of it stands before)."""
    parsed = scene.parsed
    sentence = parsed.sentence_of(i)
    start = group[0] if start is None else start
    own = {k for k in parsed.subtree(i) if k >= start} | {k for k in parsed.subtree(source) if k >= start}
    own |= set(group)
    close = parenthesis_end(scene, max(source, i))
    if close is None and source < i and start > sentence.first:
        close = closing_comma(scene, i, sentence.last)
    if close is not None:
        own = set(range(start, close))
    elif start == sentence.first:
        own = set(range(start, next((k for k in range(source, sentence.last) if parsed.tokens[k].text == ","), sentence.last)))
    before = set(range(after_wall(scene, sentence.first, start), start))
    end = max(own)
    resumed = set()
    for k in range(end + 1, sentence.last):
        if parsed.tokens[k].text == ";" and scene.quote_at(k) is None and spoken_for(scene, k + 1, sentence.last):
            break
        if k not in own:
            resumed.add(k)
    # A new quotation behind the parenthesis belongs to the same speaker even where the tree hangs it on the verb.
    for quote in scene.quotes:
        if quote.first > i and quote.first < sentence.last and quote.first in own and quote.whole is False and comma_or_colon(scene, quote.first - 2):
            again = set(range(quote.first, min(quote.last + 1, sentence.last)))
            resumed |= again
            own -= again
    steps = [scene.step("incise", cue=group, source=source)]
    around = scene.quote_at(i)
    if around is not None:
        before |= set(range(around.first, start))
        resumed |= set(range(max(own) + 1, around.last + 1)) - own
    if start - 1 >= 0:
        last = next((q for q in reversed(scene.quotes) if q.last < start and start - q.last <= 3), None)
        if last is not None and last.first < sentence.first:
            before |= set(range(last.first - 1, start))
            steps.append(scene.step("incise-quotation", cue=group, quotation=[last.first, last.last]))
    if speaks_on(scene, end, sentence.last):
        resumed = set()
    if before and form_of(scene, before, "") == "direct":
        resumed = {k for k in resumed if scene.quote_at(k) is not None}  # behind a whole quotation the outlet goes on
    content = {k for k in before | resumed if k not in own}
    if not any(parsed.tokens[k].text[:1].isalnum() for k in content):
        return None
    head = _content_head(scene, i, content)
    return Draft(
        "incise", group, content, head, source, row["stance"], row["factuality"],
        form_of(scene, content, "indirect"), row, steps=steps,
    )


def _content_head(scene: Scene, i: int, content: set[int]) -> int:
    """The token of the content that governs the rest of it."""
    parsed = scene.parsed
    heads = [k for k in content if parsed.tokens[k].head not in content or parsed.tokens[k].head == k]
    verbs = [k for k in heads if parsed.tokens[k].upos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM")]
    near = [k for k in verbs if parsed.tokens[k].sent == parsed.tokens[i].sent]
    return min(near or verbs or heads or content, key=lambda k: (parsed.tokens[k].upos not in ("VERB", "AUX"), k))
