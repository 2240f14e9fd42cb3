"""Attributions that the tree holds: a cue and what it governs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..lexicon import Lexicon
from ..rules import Match, RuleSet, compile_rules
from ..rules.pattern import Entry
from .certainty import AHEAD, is_negated
from .drafts import Draft, Scene, form_of
from .extent import comma_before, comment, extent, own_clause
from .implied import is_nobody
from .overlaps import TWO_PART, WITH_OBJECT, fullest
from .strays import strays
from .syntax import base, case_of, children, finite_of, is_finite, is_passive, is_present_participle, verb_group


@lru_cache(maxsize=8)
def attribution_rules(lexicon: Lexicon) -> RuleSet:
    """The compiled attribution rules of a language."""
    return compile_rules(lexicon.rules, lexicon.tables, "attribution")


def governed(scene: Scene, speakers: Sequence[Draft] = ()) -> list[Draft]:
    """A draft for each match of an attribution rule, by place of the cue; the longest idiom of a cue wins.

    ``speakers`` are the parenthetical attributions: a participle behind one goes on with its source.
    """
    matches = list(attribution_rules(scene.lexicon).find(scene.parsed))
    longest: dict[int, int] = {}
    for match in matches:
        cue = match.nodes["cue"]
        longest[cue] = max(longest.get(cue, 0), _idiom(match))
    found: dict[tuple[int, int | None], Draft] = {}
    for match in matches:
        if _idiom(match) < longest[match.nodes["cue"]] or not _accepted(scene, match):
            continue
        draft = _draft(scene, match, _goes_on(scene, match, speakers))
        if draft is not None:
            key = match.nodes["cue"], draft.head
            if draft.kind in TWO_PART and key in found and found[key].kind in ("infinitive", "infinitive-adverbial", "about", "nominal"):
                found.pop(key)  # with its object it is the fuller reading
            found.setdefault(key, draft)
    found.update(_further(scene, found))
    seen = {cue for cue, _ in found}
    kept = fullest(scene, [*found.values(), *strays(scene, seen)])
    return [part for draft in kept for part in split_coordination(scene, draft)]


def _addressee(scene: Scene, match: Match, k: int) -> bool:
    """True for who is answered, with a cue that may stand without content: "did not respond to the agency"."""
    rows = scene.lexicon.table("cues").by("lemma").get(scene.parsed.tokens[match.nodes["cue"]].lemma.lower(), ())
    told = k in scene.actors and case_of(scene.parsed, k) in scene.roles.get("addressee", ())
    return told and any("bare" in row["takes"] and not row["idiom"] for row in rows)


def _further(scene: Scene, found: dict[tuple[int, int | None], Draft]) -> dict[tuple[int, int | None], Draft]:
    """Clauses behind "and that" which the tree coordinates with their cue: "X said P and that Q"."""
    parsed = scene.parsed
    more: dict[tuple[int, int | None], Draft] = {}
    words = scene.roles.get("complementizer", frozenset())
    for (cue, head), draft in found.items():
        if draft.kind != "clause" or head is None:
            continue
        for k in children(parsed, cue, "conj"):
            marked = any(parsed.tokens[m].lemma.lower() in words for m in children(parsed, k, "mark"))
            if k > head and marked and children(parsed, k, "nsubj", "expl") and (cue, k) not in found:
                piece = draft.copy(extent(scene, k) - set(children(parsed, k, "cc")), k)
                piece.form = form_of(scene, piece.content, "indirect")
                piece.steps.append(scene.step("split-coordination", clause=sorted(piece.content)))
                more[cue, k] = piece
    return more


def draft_kind(match: Match) -> str:
    """The rule's own name: ``clause`` of ``mul/attribution:clause``."""
    return match.rule.id.rpartition(":")[2]


def _idiom(match: Match) -> int:
    entry = match.entries.get("cue")
    return len(entry["idiom"]) if entry else 0


def _accepted(scene: Scene, match: Match) -> bool:
    sets, entry = match.rule.sets, match.entries.get("cue")
    if sets.get("prep") == "checked" and entry is not None and entry["preps"]:
        prep = case_of(scene.parsed, match.nodes["content"])
        if not any(prep == p or prep.startswith(p + " ") for p in entry["preps"]):
            return False
    content = match.nodes.get("content")
    if draft_kind(match) == "predicate-beside" and content is not None and comma_before(scene, content):
        return scene.quote_at(content) is not None and scene.parsed.tokens[min(scene.parsed.subtree(content))].text != ","
    if draft_kind(match) == "about" and content is not None and _addressee(scene, match, content):
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


def _source(scene: Scene, match: Match) -> int | None:
    cue = match.nodes["cue"]
    if "agent" in match.nodes:
        return match.nodes["agent"]
    if match.rule.sets.get("passive"):
        return None
    if match.rule.sets.get("noun"):
        return noun_source(scene, cue)
    if is_passive(scene.parsed, cue) and "content" in match.nodes:
        return next(iter(children(scene.parsed, cue, "obl:agent")), None)  # its subject has been told, or is told of
    return scene.subject(cue)


def noun_source(scene: Scene, noun: int) -> int | None:
    """Whose claim, accusation, announcement it is: an actor as complement or possessor of the noun."""
    parsed = scene.parsed
    for k in parsed.children[noun]:
        own = parsed.tokens[k].upos == "PRON" and parsed.tokens[k].feats.get("Poss") == "Yes"
        own = own or parsed.tokens[k].upos == "PROPN" and parsed.tokens[k].deprel == "nmod:poss"
        if base(parsed.tokens[k].deprel) in ("nmod", "obl", "amod", "det") and (own or k in scene.actors):
            return k
        if base(parsed.tokens[k].deprel) == "nmod" and case_of(parsed, k) in scene.roles.get("partitive", ()) and scene.source_like(k):
            return k
    return None


_AMBIGUOUS = ("threatens", "promises", "demands", "forecasts", "warns", "")


def _needs_speaker(match: Match) -> bool:
    """True if the cue speaks only where its subject can: a boat threatens to sink, but denies nothing."""
    if match.rule.sets.get("source") != "needed":
        return False
    entry = match.entries.get("cue")
    if not draft_kind(match).startswith("infinitive") or entry is None:
        return True
    return bool(entry["weak"]) or entry["stance"] in _AMBIGUOUS


_ONLY_SPEAKERS = ("denies", "condemns", "praises", "acknowledges", "confirms", "declines_to_confirm")


def _may_be_a_body(scene: Scene, match: Match, i: int) -> bool:
    """True for a noun that no table knows, as the subject of what only somebody can do: "the manufacturer disputes P"."""
    entry, token = match.entries.get("cue"), scene.parsed.tokens[i]
    if draft_kind(match) == "nominal" or entry is not None and entry["idiom"] and not _reflexive(scene, match.nodes["cue"], entry):
        return False  # "the wind told its wrath in the trees"
    return entry is not None and not entry["weak"] and entry["stance"] in _ONLY_SPEAKERS and token.upos == "NOUN" and i not in scene.times


def _nobody_asks(scene: Scene, match: Match, source: int) -> bool:
    """True for "one demands P": nobody in particular does more than saying; "one counts N" is the outlet's own."""
    entry = match.entries.get("cue")
    return entry is not None and entry["stance"] not in ("", "states") and is_nobody(scene, source)


def _reflexive(scene: Scene, cue: int, entry: Entry) -> bool:
    """True if the idiom of the entry is no more than the verb's own pronoun."""
    words = {w for alternatives in entry["idiom"] for w in alternatives.split("/")}
    pronouns = {scene.parsed.tokens[k].text.lower() for k in scene.parsed.children[cue] if scene.parsed.tokens[k].upos == "PRON"}
    return len(entry["idiom"]) == 1 and bool(words & pronouns)


def _cue_words(scene: Scene, cue: int, entry: Entry | None, head: int | None) -> list[int]:
    """The verb with its auxiliaries and the words of its idiom that stand before the content."""
    tokens = scene.parsed.tokens
    group = verb_group(scene.parsed, cue) if tokens[cue].upos in ("VERB", "AUX") else [cue]
    words = {w for alternatives in (entry["idiom"] if entry is not None else ()) for w in alternatives.split("/")}
    for k in range(cue + 1, min(cue + 5, len(tokens))):
        if tokens[k].lemma.lower() in words and k != head and tokens[k].sent == tokens[cue].sent:
            return list(range(group[0], k + 1))
    return group


def _goes_on(scene: Scene, match: Match, speakers: Sequence[Draft]) -> int | None:
    """The source of the parenthesis right before a participle after a comma: 'P, said X, adding that Q', 'P,
    according to X, noting that Q'; else who speaks in the main clause: 'X denied a report that P, saying that Q'."""
    parsed, cue = scene.parsed, match.nodes["cue"]
    if not is_present_participle(parsed.tokens[cue]) or not comma_before(scene, cue):
        return None
    for speaker in reversed(speakers):
        if speaker.source is None or not speaker.cue or not 0 < cue - speaker.cue[-1] < 40:
            continue
        between = range(speaker.cue[-1] + 1, cue)
        if speaker.kind == "adjunct" and max(parsed.subtree(speaker.source)) + 1 < min(parsed.subtree(cue)) - 1:
            continue
        if parsed.tokens[cue].sent == parsed.tokens[speaker.cue[-1]].sent and not any(is_finite(parsed.tokens[k]) for k in between):
            return speaker.source
    return _main_speaker(scene, cue)


def _main_speaker(scene: Scene, participle: int) -> int | None:
    """Who speaks in the main clause, where the tree hangs the participle into what is said there."""
    parsed = scene.parsed
    above = [parsed.tokens[participle].head, *parsed.ancestors(parsed.tokens[participle].head)]
    root = above[-1]
    inside = [k for k in above[:-1] if base(parsed.tokens[k].deprel) in ("ccomp", "acl", "advcl")]
    if not inside or parsed.tokens[root].upos != "VERB" or scene.quote_at(participle) is not None:
        return None
    rows = scene.lexicon.table("cues").by("lemma").get(parsed.tokens[root].lemma.lower(), ())
    if not any(row["upos"] == "VERB" and not row["idiom"] and not row["weak"] for row in rows):
        return None
    source = scene.subject(root)
    return source if source is not None and source < participle and scene.source_like(source) else None


def _draft(scene: Scene, match: Match, source: int | None) -> Draft | None:
    parsed, entry = scene.parsed, match.entries.get("cue")
    cue = match.nodes["cue"]
    head = match.nodes.get("content")
    source = source if source is not None else _source(scene, match)
    if _needs_speaker(match) and (source is None or not (scene.source_like(source) or _nobody_asks(scene, match, source) or _may_be_a_body(scene, match, source))):
        return None
    if source is not None and source == head:
        return None
    stance = entry["stance"] if entry is not None else match.rule.sets["stance"]
    factuality = entry["factuality"] if entry is not None else match.rule.sets["factuality"]
    if not stance and not is_negated(scene, cue):
        return None  # a cue that only its negation makes one: "did not wish to comment"
    if draft_kind(match) == "idiom-clause" and not (entry is not None and entry["idiom"]):
        return None
    owner = source is not None and parsed.tokens[source].feats.get("Poss") == "Yes"
    if source is not None and parsed.tokens[source].upos == "PRON" and not (owner or scene.source_like(source) or is_nobody(scene, source)):
        return None  # the pronoun stands for a thing
    if source is not None and source not in scene.actors and parsed.tokens[source].lemma.lower() in scene.roles.get("no_speaker", ()):
        return None  # "the Constitution says"
    if source is not None and parsed.tokens[source].feats.get("Person") == "1":
        return None  # the speaker of a quotation about himself; who speaks is told around the quotation
    if draft_kind(match) == "participle-of" and head is not None and head in scene.actors:
        return None
    if entry is not None and entry["indefinite"] and head is not None and _indefinite(scene, head):
        stance = entry["indefinite"]
    if head is not None and stance == "states" and _vessel(scene, match, head):
        return None
    if stance == "demands" and head is not None and _whether(scene, head):
        stance, factuality = "questions", "Uu"
    group = _cue_words(scene, cue, entry, head)
    draft = Draft(
        draft_kind(match), group, set(), head, source, stance, factuality,
        match.rule.sets.get("form", "indirect"), entry, main=cue, steps=list(match.steps(parsed)),  # type: ignore[arg-type]
    )
    draft.content = _content(scene, draft, match)
    if not draft.content:
        return None
    draft.form = form_of(scene, draft.content, draft.form)
    return draft


def _whether(scene: Scene, head: int) -> bool:
    """True for a clause behind the word of an open question: "asks if P"."""
    words = scene.roles.get("condition", frozenset())
    return any(scene.parsed.tokens[k].lemma.lower() in words for k in children(scene.parsed, head, "mark"))


def _indefinite(scene: Scene, head: int) -> bool:
    return any(scene.parsed.tokens[k].feats.get("Definite") == "Ind" for k in children(scene.parsed, head, "det"))


def _vessel(scene: Scene, match: Match, head: int) -> bool:
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


def _content(scene: Scene, draft: Draft, match: Match) -> set[int]:
    parsed, cue = scene.parsed, match.nodes["cue"]
    if draft.head is None:
        return _not_given(scene, draft, match) if "word" in match.nodes else _without_cue(scene, draft)
    head = draft.head
    if draft.kind == "participle-of":
        return set(parsed.subtree(head)) - set(parsed.subtree(cue))
    if parsed.tokens[head].upos == "PRON" and not children(parsed, head, "acl") and not (head > cue and parsed.tokens[head].feats.get("PronType") == "Ind"):
        return own_clause(scene, cue)
    places = extent(scene, head) - set(draft.cue)
    if draft.kind.startswith("infinitive"):
        places -= comment(scene, head)
    if draft.kind in ("nominal", "nominal-idiom", "about", "about-noun", "about-governor"):
        for k in parsed.children[cue]:
            when = k in scene.times and draft.stance in AHEAD  # "expects no relief before June"
            if k > head and base(parsed.tokens[k].deprel) in ("obl", "advcl", "xcomp") and (when or not _apart(scene, k)):
                places |= extent(scene, k) | {m for m in children(parsed, k, "case", "mark") if m < k}
    if "target" in match.nodes and (draft.kind in ("raised", "raised-predicate", *WITH_OBJECT) or parsed.tokens[match.nodes["target"]].upos != "PRON"):
        places |= extent(scene, match.nodes["target"])
        joint = {k for k in children(parsed, head, "case", "mark") if k - 1 in places}
        places |= joint if len(joint) == 1 and min(joint) > cue else set()
        draft.steps.append(scene.step("accused-subject", target=match.nodes["target"], content=head))
    if draft.kind == "passive" and head < cue:
        places -= set(draft.cue)
    if draft.source is None or draft.source in places or cue in parsed.subtree(draft.source):
        return places  # a relative clause of the source hangs below it: "the bureau, which counts P"
    return places - set(parsed.subtree(draft.source))


def _not_given(scene: Scene, draft: Draft, match: Match) -> set[int]:
    """What the comment would have been about ("no word from X | on P"); the whole clause where nothing tells."""
    parsed, word = scene.parsed, match.nodes["word"]
    for k in children(parsed, word, "nmod", "acl"):
        places = set(parsed.subtree(k)) - set(children(parsed, k, "case", "mark"))
        if draft.source not in places and not places & set(scene.times):
            return places
    return {k for k in parsed.subtree(draft.main if draft.main is not None else word) if k not in scene.times}


def _without_cue(scene: Scene, draft: Draft) -> set[int]:
    """What a cue that says it all by itself is about ("declined | to comment on P"); the whole clause where it has nothing."""
    assert draft.main is not None
    tokens = scene.parsed.tokens
    clause = own_clause(scene, draft.main)
    asked = _asked_about(scene, draft.main)
    clauses = [k for k in children(scene.parsed, draft.main, "advcl") if k > draft.main and comma_before(scene, k)]
    beside = {m for k in clauses for m in scene.parsed.subtree(k)}
    for group in (draft.cue, verb_group(scene.parsed, draft.main)):
        rest = {k for k in clause if k > group[-1] and k not in scene.times} - beside
        while rest and tokens[min(rest)].upos in ("ADP", "SCONJ", "PUNCT"):
            rest.discard(min(rest))
        if any(tokens[k].upos in ("VERB", "NOUN", "PROPN", "ADJ") for k in rest):
            draft.cue = group
            return rest
        if asked:
            return asked
    return clause


def _asked_about(scene: Scene, cue: int) -> set[int]:
    """What somebody who says nothing was asked about: "Asked about P, X kept silent"."""
    tokens = scene.parsed.tokens
    for k in children(scene.parsed, cue, "advcl", "acl"):
        if k < cue and tokens[k].lemma.lower() in scene.roles.get("asked", ()) and not is_present_participle(tokens[k]):
            topics = [m for m in children(scene.parsed, k, "obl", "ccomp", "advcl", "xcomp") if m > k and m not in scene.times and m not in scene.actors]
            if topics:
                return extent(scene, topics[0])
    return set()


def _apart(scene: Scene, k: int) -> bool:
    """A complement that tells when, or how the source went on, and is not part of what is said."""
    token = scene.parsed.tokens[k]
    vessel = token.lemma.lower() in scene.roles.get("vessel", ())
    if k in scene.times or vessel or is_present_participle(token):
        return True
    clause = base(token.deprel) == "advcl"
    return clause and finite_of(scene.parsed, k) is not None or comma_before(scene, k) and (clause or scene.quote_at(k) is None)


def split_coordination(scene: Scene, draft: Draft) -> list[Draft]:
    """One draft for each coordinated clause of the content that has a subject or a marker of its own."""
    parsed, head = scene.parsed, draft.head
    if head is None or draft.kind not in ("clause", "idiom-clause", "incise", "adjunct", "colon"):
        return [draft]
    parts = []
    for k in children(parsed, head, "conj"):
        own = children(parsed, k, "nsubj", "mark", "expl")
        if own and finite_of(parsed, k) is not None and not scene.quote_at(k):
            parts.append(k)
    if not parts:
        return [draft]
    rest = set(draft.content)
    found = []
    for k in parts:
        inside = extent(scene, k) & draft.content
        for joint in children(parsed, k, "cc"):
            if joint == min(inside, default=-1):
                inside.discard(joint)
        if len(inside) < 3:
            continue
        rest -= set(parsed.subtree(k))
        piece = draft.copy(inside, k)
        piece.form = form_of(scene, inside, "adjunct" if draft.kind == "adjunct" else "indirect")
        piece.steps.append(scene.step("split-coordination", clause=sorted(inside)))
        found.append(piece)
    if not rest:
        return found
    draft.content = rest
    draft.form = form_of(scene, rest, "adjunct" if draft.kind == "adjunct" else "indirect")
    return [draft, *found]


