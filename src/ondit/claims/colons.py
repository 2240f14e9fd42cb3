"""What stands behind a colon: announced by a cue, spoken by whoever is named or acts before it."""

from __future__ import annotations

from ..lexicon import Row
from ..model import Sentence
from .drafts import Draft, Scene, form_of
from .extent import top_of
from .governed import noun_source, split_coordination
from .syntax import base, case_of, children, finite_of, is_finite, verb_group

_COLON = ":"
_LABEL = 8
"""Words that a label before a colon may have."""


def colons(scene: Scene) -> list[Draft]:
    """X announces a toll: P. X: P. The part before the colon names the source, the part behind it is the content."""
    parsed = scene.parsed
    found = []
    for token in parsed.tokens:
        if token.text != _COLON or scene.quote_at(token.i):
            continue
        sentence = parsed.sentences[token.sent]
        right = _behind(scene, sentence, token.i)
        if token.i == sentence.first or sum(any(c.isalnum() for c in parsed.tokens[k].text) for k in right) < 2:
            continue
        quoted = _opens_quotation(scene, token.i)
        draft = _announced(scene, sentence, token.i, right) or _labelled(scene, sentence, token.i, right, quoted)
        if draft is None and quoted:
            draft = _noun(scene, sentence, token.i, right) or _acting(scene, sentence, token.i, right)
        if draft is not None:
            found.append(draft)
    return [part for draft in found for part in split_coordination(scene, draft)]


def _behind(scene: Scene, sentence: Sentence, colon: int) -> set[int]:
    """The rest of the sentence, or the sentence after a colon that ends its own."""
    parsed = scene.parsed
    right = set(range(colon + 1, sentence.last))
    if not right and sentence.i + 1 < len(parsed.sentences) and parsed.sentences[sentence.i + 1].block == sentence.block:
        follows = parsed.sentences[sentence.i + 1]
        right = set(range(follows.first, follows.last))
    return right


def _opens_quotation(scene: Scene, colon: int) -> bool:
    return any(colon < quote.first <= colon + 3 for quote in scene.quotes)


def _announced(scene: Scene, sentence: Sentence, colon: int, right: set[int]) -> Draft | None:
    """A finite cue before the colon, with its subject: X explains: P."""
    parsed = scene.parsed
    table = scene.lexicon.table("cues").by("lemma")
    for k in range(colon - 1, sentence.first - 1, -1):
        token = parsed.tokens[k]
        rows = [r for r in table.get(token.lemma.lower(), ()) if r["upos"] == token.upos != "NOUN" and _fits(scene, k, r)]
        if not rows or finite_of(parsed, k) is None or base(token.deprel) in ("acl", "advcl"):
            continue
        source = scene.subject(k)
        if source is None or not scene.source_like(source) or source > colon:
            continue
        row = max(rows, key=lambda r: len(r["idiom"]))
        return _draft(scene, right, source, _cue(scene, k, colon, row), row, k)
    return None


def _fits(scene: Scene, k: int, row: Row) -> bool:
    """True if the entry can announce a content behind a colon and its idiom stands below the verb."""
    if not {"incise", "clause", "nominal"} & set(row["takes"]):
        return False
    below = {w for c in scene.parsed.children[k] for w in (scene.parsed.tokens[c].text.lower(), scene.parsed.tokens[c].lemma.lower())}
    return all(any(w in below for w in words.split("/")) for words in row["idiom"])


def _cue(scene: Scene, verb: int, colon: int, row: Row) -> list[int]:
    """The verb, or nothing where it has a content of its own before the colon ("X calls for calm: 'P'")."""
    parsed = scene.parsed
    for k in children(parsed, verb, "obj", "obl", "xcomp"):
        relation = base(parsed.tokens[k].deprel)
        takes = {"obj": "nominal", "obl": "about", "xcomp": "infinitive"}[relation] in row["takes"]
        other = k in scene.times or k in scene.actors or parsed.tokens[k].lemma.lower() in scene.roles.get("vessel", ())
        told = relation == "obl" and case_of(parsed, k) not in row["preps"]
        if takes and verb < k < colon and not other and not told and parsed.tokens[k].upos != "PRON":
            return []
    return verb_group(parsed, verb)


def _labelled(scene: Scene, sentence: Sentence, colon: int, right: set[int], quoted: bool) -> Draft | None:
    """Nothing but a name before the colon, or behind the last comma before it: "X: P", "The match is lost, X: 'P'"."""
    parsed = scene.parsed
    left = [k for k in range(sentence.first, colon) if parsed.tokens[k].upos != "PUNCT"]
    tops = [k for k in left if parsed.tokens[k].head not in left or parsed.tokens[k].head == k]
    verbs = [k for k in left if parsed.tokens[k].upos in ("VERB", "AUX")]
    mixed = form_of(scene, right, "") == "mixed"
    if left and len(left) <= _LABEL and len(tops) == 1 and not verbs and not mixed and _can_speak(scene, tops[0], right):
        return _draft(scene, _to_the_end(scene, sentence, colon, right, quoted), tops[0], [], None, colon)
    if not quoted:
        return None
    wall = max([sentence.first - 1, *(k for k in range(sentence.first, colon) if parsed.tokens[k].text == ",")]) if verbs else sentence.first - 1
    for k in range(colon - 1, wall, -1):
        named = k in scene.actors or parsed.tokens[k].upos == "PROPN" or not verbs
        relation, head = base(parsed.tokens[k].deprel), parsed.tokens[k].head
        apart = relation == "appos" and not scene.source_like(head)
        phrase = parsed.tokens[k].upos in ("NOUN", "PROPN") and (apart or relation not in ("flat", "appos"))
        if named and phrase and scene.source_like(k) and not children(parsed, k, "case") and _person(scene, k):
            return _draft(scene, right, k, [], None, colon)
    return None


def _to_the_end(scene: Scene, sentence: Sentence, colon: int, right: set[int], quoted: bool) -> set[int]:
    """In a transcript all of the paragraph behind the label."""
    parsed = scene.parsed
    opens = sentence.i == 0 or parsed.sentences[sentence.i - 1].block != sentence.block
    if quoted or not opens:
        return right
    last = max(s.last for s in parsed.sentences[sentence.i :] if s.block == sentence.block)
    return set(range(colon + 1, last))


def _can_speak(scene: Scene, i: int, content: set[int]) -> bool:
    """A person or body before a colon speaks; a country is the topic, unless what follows is quoted."""
    mention = scene.actors.get(i)
    if form_of(scene, content, "") == "direct" and scene.source_like(i):
        return True
    if mention is None or not mention.actor.named:
        return mention is not None and _announces(scene, i, content)
    return mention.how not in ("metonym", "demonym") and mention.actor.kind != "state"


def _announces(scene: Scene, i: int, content: set[int]) -> bool:
    """True for a bare noun of office before a clause: "Mayor: tunnel will open in May"."""
    mention, tokens = scene.actors[i], scene.parsed.tokens
    told = mention.how == "description" and mention.actor.kind not in ("unknown", "media", "witness")
    return told and not children(scene.parsed, i, "det", "nummod") and any(is_finite(tokens[k]) for k in content)


def _person(scene: Scene, i: int) -> bool:
    """False for a place that only tells where it was said."""
    mention = scene.actors.get(i)
    return mention is None or mention.how not in ("metonym", "demonym") and mention.actor.kind != "state"


def _noun(scene: Scene, sentence: Sentence, colon: int, right: set[int]) -> Draft | None:
    """A noun of saying with its author before the colon: "the minister's answer: 'P'"."""
    parsed = scene.parsed
    table = scene.lexicon.table("cues").by("lemma")
    for k in range(sentence.first, colon):
        rows = [r for r in table.get(parsed.tokens[k].lemma.lower(), ()) if r["upos"] == parsed.tokens[k].upos == "NOUN"]
        if not rows or base(parsed.tokens[k].deprel) not in ("root", "nsubj", "parataxis", "conj", "obl", "dep"):
            continue
        source = noun_source(scene, k)
        source = source if source is not None else next((m for m in children(parsed, k, "nmod") if m < colon and scene.source_like(m)), None)
        if source is not None and scene.source_like(source):
            return _draft(scene, right, source, [k], rows[0], k)
    return None


def _acting(scene: Scene, sentence: Sentence, colon: int, right: set[int]) -> Draft | None:
    """Whoever does something right before a quotation speaks it: "the minister shrugs: 'P'"."""
    parsed = scene.parsed
    verbs = [k for k in range(sentence.first, colon) if is_finite(parsed.tokens[k])]
    for k in reversed(verbs):
        verb = parsed.tokens[k].head if base(parsed.tokens[k].deprel) in ("aux", "cop") else k
        if base(parsed.tokens[verb].deprel) not in ("root", "conj", "parataxis") or not verb < colon:
            continue
        source = scene.subject(verb)
        if source is not None and source < colon and scene.source_like(source) and _person(scene, source):
            return _draft(scene, right, source, verb_group(parsed, verb), None, verb)
    return None


def _draft(scene: Scene, right: set[int], source: int, cue: list[int], row: Row | None, at: int) -> Draft:
    stance, factuality = (row["stance"], row["factuality"]) if row is not None else ("states", "")
    return Draft(
        "colon", cue, right, top_of(scene, right), source, stance, factuality, form_of(scene, right, "indirect"), row,
        steps=[scene.step("colon", cue=cue or at, source=source)],
    )  # fmt: skip
