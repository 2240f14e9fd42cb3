"""What a match of an attribution rule must be besides to count: somebody who can say it, and words that say it."""

from __future__ import annotations

from ..rules import Match
from ..rules.pattern import Entry
from .drafts import Scene
from .extent import comma_before
from .implied import is_nobody
from .syntax import base, case_of, children, finite_of, is_present_participle


def is_addressee(scene: Scene, match: Match, k: int) -> bool:
    """True for who is answered, with a cue that may stand without content: "did not respond to the agency"."""
    rows = scene.lexicon.table("cues").by("lemma").get(scene.parsed.tokens[match.nodes["cue"]].lemma.lower(), ())
    told = k in scene.actors and case_of(scene.parsed, k) in scene.roles.get("addressee", ())
    return told and any("bare" in row["takes"] and not row["idiom"] for row in rows)


def draft_kind(match: Match) -> str:
    """The rule's own name: ``clause`` of ``mul/attribution:clause``."""
    return match.rule.id.rpartition(":")[2]


def idiom_length(match: Match) -> int:
    entry = match.entries.get("cue")
    return len(entry["idiom"]) if entry else 0


def accepted(scene: Scene, match: Match) -> bool:
    sets, entry = match.rule.sets, match.entries.get("cue")
    if sets.get("prep") == "checked" and entry is not None and entry["preps"]:
        prep = case_of(scene.parsed, match.nodes["content"])
        if not any(prep == p or prep.startswith(p + " ") for p in entry["preps"]):
            return False
    content = match.nodes.get("content")
    if draft_kind(match) == "predicate-beside" and content is not None and comma_before(scene, content):
        return scene.quote_at(content) is not None and scene.parsed.tokens[min(scene.parsed.subtree(content))].text != ","
    if draft_kind(match) == "about" and content is not None and is_addressee(scene, match, content):
        return False
    if draft_kind(match) == "pronoun-object" and scene.parsed.tokens[match.nodes["content"]].text.lower() not in scene.roles.get("takes_up", ()):
        return False
    if draft_kind(match) == "predicate-self" and not _reflexive(scene, match.nodes["cue"], match.entries["cue"]):
        return False
    if draft_kind(match) == "about-noun" and not match.entries["cue"]["idiom"] and base(scene.parsed.tokens[match.nodes["inner"]].deprel) == "obl":
        return False  # no light verb: "speaks under cover of anonymity"
    if draft_kind(match) == "nominal" and entry is not None and entry["stance"] == "denies" and _is_person(scene, content):
        return False  # "dismissed the guard", "denied the driver a licence"
    if _asked(scene, match.nodes["cue"]) or _made_reflexive(scene, match):
        return False
    bare = content is not None and is_present_participle(scene.parsed.tokens[content]) and finite_of(scene.parsed, content) is None
    if bare and draft_kind(match) == "clause":
        return False
    return content is None or content not in scene.times


def _is_person(scene: Scene, i: int | None) -> bool:
    mention = scene.actors.get(i) if i is not None else None
    named = mention is not None and mention.how in ("name", "alias", "description")
    return named and scene.parsed.tokens[i or 0].upos in ("NOUN", "PROPN") and not scene.roles.get("vessel", frozenset()) & {scene.parsed.tokens[i or 0].lemma.lower()}


def _asked(scene: Scene, cue: int) -> bool:
    """True for the main verb of a question outside quotation marks: the outlet asks, and nobody has said it."""
    parsed = scene.parsed
    sentence = parsed.sentence_of(cue)
    last = next((k for k in range(sentence.last - 1, sentence.first, -1) if parsed.tokens[k].text[-1:].isalnum() or "?" in parsed.tokens[k].text), cue)
    return parsed.tokens[cue].deprel == "root" and "?" in parsed.tokens[last].text and scene.quote_at(last) is None and scene.quote_at(cue) is None


_PLAIN = ("nominal", "infinitive", "figure", "about", "accuse", "bare")


def _made_reflexive(scene: Scene, match: Match) -> bool:
    """True where a reflexive pronoun makes another verb of the cue: "the toll establishes itself at N"."""
    entry = match.entries.get("cue")
    if entry is None or entry["idiom"] or draft_kind(match) not in _PLAIN:
        return False
    words = scene.roles.get("reflexive", ())
    return any(scene.parsed.tokens[k].text.lower() in words for k in scene.parsed.children[match.nodes["cue"]])


_AMBIGUOUS = ("threatens", "promises", "demands", "forecasts", "warns", "")


def needs_speaker(match: Match) -> bool:
    """True if the cue speaks only where its subject can: a boat threatens to sink, but denies nothing."""
    if match.rule.sets.get("source") != "needed":
        return False
    entry = match.entries.get("cue")
    if not draft_kind(match).startswith("infinitive") or entry is None:
        return True
    return bool(entry["weak"]) or entry["stance"] in _AMBIGUOUS


_ONLY_SPEAKERS = ("denies", "condemns", "praises", "acknowledges", "confirms", "declines_to_confirm")


def may_be_a_body(scene: Scene, match: Match, i: int) -> bool:
    """True for a noun that no table knows, as the subject of what only somebody can do: "the manufacturer disputes P"."""
    entry, token = match.entries.get("cue"), scene.parsed.tokens[i]
    if draft_kind(match) == "nominal" or entry is not None and entry["idiom"] and not _reflexive(scene, match.nodes["cue"], entry):
        return False  # "the wind told its wrath in the trees"
    return entry is not None and not entry["weak"] and entry["stance"] in _ONLY_SPEAKERS and token.upos == "NOUN" and i not in scene.times


def nobody_asks(scene: Scene, match: Match, source: int) -> bool:
    """True for "one demands P": nobody in particular does more than saying; "one counts N" is the outlet's own."""
    entry = match.entries.get("cue")
    return entry is not None and entry["stance"] not in ("", "states") and is_nobody(scene, source)


def _reflexive(scene: Scene, cue: int, entry: Entry) -> bool:
    """True if the idiom of the entry is no more than the verb's own pronoun."""
    words = {w for alternatives in entry["idiom"] for w in alternatives.split("/")}
    pronouns = {scene.parsed.tokens[k].text.lower() for k in scene.parsed.children[cue] if scene.parsed.tokens[k].upos == "PRON"}
    return len(entry["idiom"]) == 1 and bool(words & pronouns)


def asks_whether(scene: Scene, head: int) -> bool:
    """True for a clause behind the word of an open question: "asks if P"."""
    words = scene.roles.get("condition", frozenset())
    return any(scene.parsed.tokens[k].lemma.lower() in words for k in children(scene.parsed, head, "mark"))


def is_indefinite(scene: Scene, head: int) -> bool:
    return any(scene.parsed.tokens[k].feats.get("Definite") == "Ind" for k in children(scene.parsed, head, "det"))


def is_vessel(scene: Scene, match: Match, head: int) -> bool:
    """True if the content is a bare word for saying ('gave a statement') that tells nothing itself."""
    if draft_kind(match) not in ("nominal", "about", "about-noun", "participle-of"):
        return False
    parsed = scene.parsed
    lemma = parsed.tokens[head].lemma.lower()
    if lemma not in scene.roles.get("vessel", ()):
        return False
    inside = set(parsed.subtree(head))
    if draft_kind(match) == "participle-of":
        inside -= set(parsed.subtree(match.nodes["cue"]))
    return not any(
        parsed.tokens[k].upos in ("NUM", "VERB") or draft_kind(match) != "participle-of" and scene.quote_at(k) for k in inside
    )
