"""Source chains: origin first, then relays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Source, Step
from .certainty import is_negated
from .drafts import Draft, Scene
from .implied import is_nobody, name_clitics, place_of_nobody
from .recurring import name_recurring
from .speakers import is_somebody
from .syntax import base, case_of, children, finite_of, is_present_participle

_AGENTLESS = ("impersonal", "raised", "raised-predicate", "expected", "accuse-passive")
_PAPER = 6
"""Sentences back to where somebody issued the paper that speaks here."""
_MARGIN = 6
"""Words that may stand around an inner statement in one that only wraps it: a time, a place, an office."""
_SILENT = "declines_to_confirm"
"""Who says nothing passes nothing on."""
_ASSERTIVE = ("states", "alleges", "confirms", "acknowledges")


def name_sources(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Resolve the source of each draft; coordinated sources give each its own draft."""
    found = []
    for draft in drafts:
        if draft.source is None or draft.sources:
            found.append(draft)
            continue
        if draft.source in scene.times:
            continue
        if is_nobody(scene, draft.source):
            place_of_nobody(scene, draft)
            if draft.source is None:
                found.append(draft)
                continue
        publisher = _publisher(scene, draft.source)
        if publisher is not None:
            draft.steps.append(scene.step("published-by", document=draft.source, source=publisher))
            draft.source = publisher
        papers = _issued_before(scene, drafts, draft)
        for n, (source, because) in enumerate(papers or scene.sources(draft.source)):
            if n and not source.named and source.kind == "unknown":
                continue  # a thing that the tree has coordinated with the source
            own = draft.copy(set(draft.content), draft.head) if draft.head is not None else draft.copy(set(draft.content), draft.anchor)
            own.head = draft.head
            own.sources = [source]
            own.steps = [*draft.steps, *because]
            found.append(own)
    name_clitics(scene, found)
    name_recurring(scene, found)
    return found


def _issued_before(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> list[tuple[Source, tuple[Step, ...]]]:
    """Whose paper "the statement" is that an earlier sentence tells of: "X said in a statement P. The statement said Q.",
    "X reported P. The report said Q."; nothing for any other noun."""
    assert draft.source is not None  # asked before
    parsed, i = scene.parsed, draft.source
    lemma = parsed.tokens[i].lemma.lower()
    definite = any(parsed.tokens[k].feats.get("Definite") == "Def" for k in children(parsed, i, "det"))
    mention = scene.actors.get(i)
    if not definite or lemma not in scene.roles.get("vessel", ()) or children(parsed, i, "nmod", "acl", "compound", "amod"):
        return []
    if mention is not None and mention.actor.named:
        return []
    here = parsed.tokens[i].sent
    for k in reversed(parsed.by_lemma.get(lemma, ())):
        sentence = parsed.tokens[k].sent
        if not here - _PAPER <= sentence < here:
            continue
        told = [d for d in drafts if d.source is not None and d.source not in (i, k) and d.main is not None and d.source in scene.actors
                and parsed.tokens[d.source].sent == sentence and (k in d.cue or parsed.tokens[k].head == d.main)]
        told += [d for d in drafts if d.kind == "incise" and d.source in scene.actors and k in parsed.subtree(d.cue[-1]) and parsed.tokens[d.cue[-1]].sent == sentence]
        for other in told:
            source, because = scene.sources(other.source or 0)[0]
            if source.named:
                first, last = min(parsed.subtree(i)), max(parsed.subtree(i))
                step = scene.step("published-by", f"source={source.name}", document=i, source=other.source)
                return [(replace(source, span=parsed.span(first, last)), (step, *because))]
    return []


def _publisher(scene: Scene, i: int) -> int | None:
    """Who published the document that serves as the source: 'a toll released by X'."""
    parsed = scene.parsed
    mention = scene.actors.get(i)
    if mention is not None and mention.actor.kind not in ("unknown", "media"):
        return None
    for k in children(parsed, i, "acl"):
        agents = children(parsed, k, "obl:agent")
        rows = scene.lexicon.table("relays").by("lemma").get(parsed.tokens[k].lemma.lower(), ())
        if agents and any(row["does"] == "publishes" for row in rows) and scene.source_like(agents[0]):
            return agents[0]
    return None


def chain(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Add origins that are cited, media that were told, and the speakers around nested statements."""
    drafts = _learnt_from(scene, drafts)
    _cited(scene, drafts)
    _told(scene, drafts)
    return _nested(scene, drafts)


def _learnt_from(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """'P, X has learnt from a military source': the unnamed source inside a parenthesis is its origin."""
    gone: set[int] = set()
    for inner in drafts:
        if inner.kind != "adjunct" or not inner.sources or inner.sources[0].named:
            continue
        for spoken in drafts:
            if spoken.kind != "incise" or not 0 < inner.anchor - spoken.cue[-1] < 12:
                continue
            between = [scene.parsed.tokens[k].upos for k in range(spoken.cue[-1], inner.anchor)]
            if "PUNCT" in between or scene.parsed.tokens[inner.anchor].sent != scene.parsed.tokens[spoken.cue[-1]].sent:
                continue
            if _push(spoken, inner.sources[0], front=True):
                spoken.steps.extend([scene.step("relay", f"origin={inner.sources[0].name}", cue=spoken.cue, origin=inner.source)])
            gone.add(id(inner))
    return [draft for draft in drafts if id(draft) not in gone]


def _push(draft: Draft, source: Source, *, front: bool) -> bool:
    if any(s.name.casefold() == source.name.casefold() for s in draft.sources):
        return False
    draft.sources.insert(0 if front else len(draft.sources), source)
    return True


def _cited(scene: Scene, drafts: list[Draft]) -> None:
    parsed = scene.parsed
    relays = scene.lexicon.table("relays").by("lemma")
    for lemma in sorted(set(relays) & set(parsed.by_lemma)):
        row = relays[lemma][0]
        if row["does"] == "publishes":
            continue
        for i in parsed.by_lemma[lemma]:
            if parsed.tokens[i].upos != "VERB":
                continue
            agents = children(parsed, i, "obl:agent")
            if agents and not row["prep"] and base(parsed.tokens[i].deprel) in ("acl", "amod"):
                _relayed_by(scene, drafts, i, parsed.tokens[i].head, agents[0])
                continue
            origin = _origin(scene, i, row["prep"]) if row["does"] == "cites" else None
            if origin is not None:
                _cites(scene, drafts, i, origin, anaphoric=bool(row["prep"]))
            elif row["does"] == "cites" and not row["prep"]:
                papers = [k for k in children(parsed, i, "obj") if _is_evidence(scene, k) and not _is_ground(scene, k)]
                drafts[:] = [d for d in drafts if i not in d.cue or not d.content & set(papers)]  # "citing a poll" says nothing


def _origin(scene: Scene, i: int, prep: str) -> int | None:
    parsed = scene.parsed
    places = children(parsed, i, "obl", "iobj") if prep else children(parsed, i, "obj")
    for k in places:
        relative = prep and parsed.tokens[k].feats.get("PronType") == "Rel" and parsed.tokens[i].deprel.startswith("acl")
        if relative and scene.source_like(parsed.tokens[i].head):
            return parsed.tokens[i].head  # "Y, to whom X ascribed this toll"
        named = parsed.tokens[k].upos in ("NOUN", "PROPN") and k not in scene.times and not _is_evidence(scene, k)
        if named and (not prep or case_of(parsed, k) == prep and (scene.source_like(k) or parsed.tokens[k].upos == "PROPN")):
            return k
    return None


def _is_ground(scene: Scene, k: int) -> bool:
    """True for a reason that somebody gives: "citing a lack of funds"."""
    return k not in scene.actors and scene.parsed.tokens[k].lemma.lower() in scene.roles.get("grounds", ())


def _is_evidence(scene: Scene, k: int) -> bool:
    """True for unnamed papers, pictures and grounds: what a speaker points to, and no voice of its own."""
    if _is_ground(scene, k):
        return True
    rows = scene.lexicon.table("source_nouns").by("noun").get(scene.parsed.tokens[k].lemma.lower(), ())
    mention = scene.actors.get(k)
    return any(row["what"] == "document" for row in rows) and not (mention is not None and mention.actor.named)


def _cites(scene: Scene, drafts: list[Draft], i: int, origin: int, *, anaphoric: bool) -> None:
    """The subject of ``i`` cites ``origin``: statements of the subject in this sentence have that origin.

    Where the object points back ('ascribed this count to Y') those of the three sentences before have it too.
    """
    parsed = scene.parsed
    citing = scene.subject(i)
    if citing is None and is_present_participle(parsed.tokens[i]):
        citing = scene.subject(parsed.tokens[i].head)  # "Citing Y, X said"
    here = parsed.sentence_of(i).i
    names = {s.name.casefold() for s, _ in scene.sources(citing)} if citing is not None else set()
    reach = 3 if anaphoric else 0
    named = scene.sources(origin)
    if not named:
        return
    source, because = named[0]
    before = [d.anchor for d in drafts if d.source is not None and d.anchor < i and parsed.sentence_of(d.anchor).i == here]
    last = max(before, default=-1) if citing is None or not scene.source_like(citing) else -1
    for draft in drafts:
        sentence = parsed.sentence_of(draft.anchor).i
        same = draft.source is not None and (draft.source == citing or draft.anchor == last or any(s.name.casefold() in names for s in draft.sources[:1]))
        told = draft.main is not None and parsed.tokens[draft.main].head == i and draft.source == origin
        if told and citing is not None:
            for relay, why in scene.sources(citing):
                if _push(draft, relay, front=False):
                    draft.steps.extend([scene.step("relay", f"relay={relay.name}", cue=i, relay=citing), *why])
        idiom = draft.entry is not None and draft.entry["idiom"]
        told_apart = draft.kind == "colon" and origin not in draft.content  # "X cites Y's figures: P"
        if i in draft.cue and not (idiom or told_apart) or not same or not here - reach <= sentence <= here or draft.stance not in _ASSERTIVE and draft.stance != "forecasts":
            continue
        if _push(draft, source, front=True):
            draft.steps.extend([scene.step("relay", f"origin={source.name}", cue=i, origin=origin), *because])
    drafts[:] = [d for d in drafts if i not in d.cue or origin not in d.content]


def _relayed_by(scene: Scene, drafts: list[Draft], i: int, origin: int, agent: int) -> None:
    """'sources cited by X': X passes on what they say."""
    for draft in drafts:
        if draft.source == origin:
            for source, because in scene.sources(agent):
                if _push(draft, source, front=False):
                    draft.steps.extend([scene.step("relay", f"relay={source.name}", cue=i, relay=agent), *because])


def _told(scene: Scene, drafts: list[Draft]) -> None:
    parsed = scene.parsed
    preps = scene.roles.get("addressee", frozenset())
    for draft in drafts:
        verb = draft.main
        if verb is None:
            verb = next((k for k in reversed(draft.cue) if parsed.tokens[k].upos == "VERB"), None)
        if verb is None or draft.source is None:
            continue
        for k in children(parsed, verb, "obl", "iobj", "obj"):
            mention = scene.actors.get(k)
            asked = case_of(parsed, k) in preps if base(parsed.tokens[k].deprel) == "obl" else k not in draft.content
            if mention is not None and mention.actor.kind == "media" and mention.actor.named and asked:
                for source, because in scene.sources(k):
                    going_on = [d for d in drafts if d.kind == "floating-quotation" and d.source == draft.source]
                    for told in (draft, *going_on):
                        if _push(told, source, front=False):
                            told.steps.extend([scene.step("addressee", f"relay={source.name}", cue=verb, relay=k), *because])


def _nobody_says(scene: Scene, draft: Draft) -> bool:
    """True for an infinitive of saying without a subject ("to claim that P") and for a noun without its author."""
    token = scene.parsed.tokens[draft.main] if draft.main is not None else None
    return token is not None and (token.feats.get("VerbForm") == "Inf" or token.upos == "NOUN")


def _own_words(scene: Scene, draft: Draft) -> bool:
    """True for what an unnamed thing 'says' inside a speaker's quotation ("our study confirms P"): his own words."""
    quote = scene.quote_at(draft.main) if draft.main is not None else None
    if quote is None or not quote.whole or not draft.sources or draft.sources[0].named or draft.source is None:
        return False
    return scene.parsed.tokens[draft.source].upos != "PRON" and not is_somebody(scene.parsed, draft.source, scene.roles)


def _same(inner: Draft, chain: list[Source]) -> bool:
    return bool(inner.sources and chain) and inner.sources[0].name.casefold() == chain[0].name.casefold()


def _nested(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A statement inside another's content is relayed by its source.

    One that only wraps another goes ("Z said that X announced P" is X's, relayed by Z). One that is the very
    thing that the outer denies, demands or doubts goes too: nobody has said it.
    """
    wrapped: set[int] = set()
    gone: set[int] = set()
    own_chain = [list(draft.sources) for draft in drafts]
    for inner in drafts:
        around = [
            (len(outer.content), n) for n, outer in enumerate(drafts)
            if outer is not inner and inner.cue and set(inner.cue) <= outer.content and outer.sources
            and not set(outer.cue) & set(inner.cue) and (outer.stance != _SILENT or _governs(outer, inner))
        ]
        for _, n in sorted(around):
            outer = drafts[n]
            if _rejected(outer, inner):
                continue
            for source in own_chain[n]:
                if _push(inner, source, front=False):
                    inner.steps.append(scene.step("nested", f"relay={source.name}", cue=outer.cue, statement=inner.cue))
            if _is_no_statement(scene, inner, outer) or _governs(outer, inner) and _unsaid(scene, inner, outer, own_chain[n]):
                gone.add(id(inner))
            elif _governs(outer, inner) and _of_oneself(scene, inner, outer, own_chain[n]):
                _refine(scene, outer, inner)
                gone.add(id(inner))
            elif _governs(outer, inner) and inner.source is not None and outer.form != "direct" and _wraps(scene, outer, inner):
                wrapped.add(n)
    return [draft for n, draft in enumerate(drafts) if n not in wrapped and id(draft) not in gone]


def _rejected(outer: Draft, inner: Draft) -> bool:
    """ "X rejects Y's accusation that P": what Y says is not passed on by X; the two stand side by side."""
    by_name = inner.kind.startswith("noun") and inner.source is not None and bool(inner.sources)
    return by_name and _governs(outer, inner) and outer.stance in ("denies", "condemns", "questions")


def _wraps(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """True if the outer content holds hardly more than the inner statement with its source and cue."""
    parts = [*inner.content, *inner.cue, *([inner.source] if inner.source is not None else [])]
    rest = [k for k in outer.content if not min(parts) <= k <= max(parts) and scene.parsed.tokens[k].upos != "PUNCT"]
    return len(rest) <= _MARGIN


def _governs(outer: Draft, inner: Draft) -> bool:
    """True if the outer content is the inner attribution itself: "Z said that X announced P"."""
    return outer.head is not None and outer.head in inner.cue


def _of_oneself(scene: Scene, inner: Draft, outer: Draft, chain: list[Source]) -> bool:
    """ "She said she supports P": what the speaker tells of her own mind is said by the outer verb, all of it."""
    if inner.main is None:
        return False
    told = finite_of(scene.parsed, inner.main) is not None or inner.stance == "states" or _past_infinitive(scene, inner.main)
    return told and outer.stance == "states" and inner.source is not None and (_same(inner, chain) or _some_pronoun(scene, inner))


def _past_infinitive(scene: Scene, i: int) -> bool:
    return any(scene.parsed.tokens[k].feats.get("VerbForm") == "Inf" for k in children(scene.parsed, i, "aux"))


def _some_pronoun(scene: Scene, inner: Draft) -> bool:
    """True for "he" of whom nobody is known: in what somebody says of a mind it most likely is the speaker's own."""
    assert inner.source is not None  # asked before
    token = scene.parsed.tokens[inner.source]
    judges = inner.main is not None and scene.parsed.tokens[inner.main].upos == "ADJ"
    return judges and token.upos == "PRON" and token.feats.get("PronType") == "Prs" and inner.source not in scene.actors


def _refine(scene: Scene, outer: Draft, inner: Draft) -> None:
    """The inner word tells what the outer, which only says, does with it."""
    if inner.stance not in ("", "states"):
        outer.stance, outer.factuality = inner.stance, inner.factuality
        outer.steps.append(scene.step("of-oneself", f"stance={inner.stance}", cue=outer.cue, statement=inner.cue))


def _is_no_statement(scene: Scene, inner: Draft, outer: Draft) -> bool:
    """True for a mark of certainty, an infinitive that nobody says, a mere will, inside what somebody says."""
    if inner.source is None and (inner.kind in _AGENTLESS or _nobody_says(scene, inner)):
        return True
    return outer.kind == "incise" and _own_words(scene, inner) or inner.entry is not None and bool(inner.entry["weak"])


def _unsaid(scene: Scene, inner: Draft, outer: Draft, chain: list[Source]) -> bool:
    """True if the outer cue denies, demands or doubts the very saying, or loads its own speaker's words."""
    if outer.kind.startswith("accuse") and inner.main is not None and finite_of(scene.parsed, inner.main) is None:
        return True  # what somebody is charged with he has not said
    own = inner.source is not None and _same(inner, chain)
    negated = inner.main is not None and is_negated(scene, inner.main)
    return outer.stance not in _ASSERTIVE or own and (outer.stance != "states" or negated)
