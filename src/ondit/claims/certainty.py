"""Three things kept apart: stance (what the source does), factuality (how far it commits), evidential (how marked)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ..lexicon import Lexicon, Row
from ..model import Step
from .drafts import Draft, Scene
from .posture import settle_posture
from .syntax import base, children, finite_of, is_passive

FLIP = {"CT+": "CT-", "CT-": "CT+", "PR+": "PR-", "PR-": "PR+", "PS+": "PS-", "PS-": "PS+", "Uu": "Uu"}
_ORDER = ("CT+", "PR+", "PS+", "Uu")
_CLAUSES = ("advcl", "ccomp", "csubj", "acl", "conj", "parataxis")
AHEAD = ("promises", "threatens", "demands", "forecasts")
_HEDGES = ("states", "alleges", "confirms")


@lru_cache(maxsize=8)
def _polarity(lexicon: Lexicon) -> dict[str, str]:
    return {row["form"]: row["role"] for row in lexicon.table("polarity")}


def is_negated(scene: Scene, i: int) -> bool:
    """True if the clause headed by ``i`` is negated: a negator that is not a mere restriction, on it or its auxiliary."""
    parsed = scene.parsed
    roles = _polarity(scene.lexicon)
    near = [k for h in (i, *children(parsed, i, "aux", "cop")) for k in parsed.children[h]]
    above = parsed.tokens[parsed.tokens[i].head]
    modal = above.lemma.lower() in scene.roles.get("no_hearsay", ()) and is_passive(parsed, i)  # "could not be verified"
    if parsed.tokens[i].deprel == "xcomp" and above.lemma.lower() in scene.roles.get("unable", ()):
        return True
    if parsed.tokens[i].deprel == "xcomp" and (modal or base(above.deprel) == "aux"):
        near += list(parsed.children[parsed.tokens[i].head])
    forms = {parsed.tokens[k].text.lower().replace("’", "'") for k in near if abs(k - i) < 12}
    if "particle" not in roles.values():
        # one word is enough: "did not", "nobody did"
        return any(roles.get(f) == "negator" for f in forms) or _negated_argument(scene, i, roles) or _behind_barrier(scene, i, roles)
    particle = any(roles.get(f) == "particle" for f in forms)
    negator = any(roles.get(f) == "negator" for f in forms)
    if particle and not negator:
        negator = _negated_argument(scene, i, roles)
    if particle and (negator or _negated_by_particle(scene, i)):
        return True
    return negator and not particle and any(
        roles.get(parsed.tokens[k].text.lower()) == "negator" and parsed.tokens[k].feats.get("Polarity") == "Neg"
        for k in near if base(parsed.tokens[k].deprel) == "advmod"
    ) and parsed.tokens[i].feats.get("VerbForm") != "Inf" or _behind_barrier(scene, i, roles)


def _negated_by_particle(scene: Scene, i: int) -> bool:
    """True for verbs that the particle alone negates: "n'ont pu être vérifiés"."""
    parsed, words = scene.parsed, scene.roles.get("particle_alone", frozenset())
    near = (i, *children(parsed, i, "aux"), *([parsed.tokens[i].head] if parsed.tokens[i].deprel == "xcomp" else ()))
    return any(parsed.tokens[k].lemma.lower() in words for k in near)


def _negated_argument(scene: Scene, i: int, roles: dict[str, str]) -> bool:
    """A negative determiner or pronoun in an argument: 'n'a fait aucun mort', 'ni X ni Y n'ont'."""
    parsed = scene.parsed
    for k in children(parsed, i, "nsubj", "obj", "obl", "iobj"):
        below = [m for n in parsed.children[k] for m in (n, *parsed.children[n]) if base(parsed.tokens[n].deprel) in ("det", "cc", "advmod", "flat", "compound") or parsed.tokens[n].deprel == "nmod:poss"]
        near = (m for m in (k, *parsed.children[k], *below) if parsed.tokens[m].upos != "INTJ")  # "said no" answers
        if any(roles.get(parsed.tokens[m].text.lower()) == "negator" for m in near):
            return True
    return False


def _behind_barrier(scene: Scene, i: int, roles: dict[str, str]) -> bool:
    parsed = scene.parsed
    verb = parsed.tokens[i].upos in ("VERB", "AUX")
    return verb and any(roles.get(parsed.tokens[k].text.lower()) == "barrier" for k in children(parsed, i, "mark", "case"))


def conditional_verb(scene: Scene, i: int) -> int | None:
    """The form in the conditional of the clause headed by ``i``, or None."""
    found = finite_of(scene.parsed, i)
    return found.i if found is not None and found.feats.get("Mood") == "Cnd" else None


def is_press_conditional(scene: Scene, i: int, teller: int | None = None) -> bool:
    """True if the conditional of clause ``i`` is hearsay: no condition, modality, politeness or past report explains it.

    ``teller`` is the verb that tells the clause, where the tree does not hang it there.
    """
    parsed = scene.parsed
    form = conditional_verb(scene, i)
    if form is None:
        return False
    roles = scene.roles
    if parsed.tokens[form].lemma.lower() in roles.get("no_hearsay", ()) or parsed.tokens[i].lemma.lower() in roles.get("no_hearsay", ()):
        return False
    if parsed.tokens[form].feats.get("Person") == "1":
        return False
    sentence = parsed.sentence_of(i)
    conditions = roles.get("condition", frozenset())
    if any(
        parsed.tokens[k].lemma.lower() in conditions and base(parsed.tokens[k].deprel) in ("mark", "advmod")
        for k in range(sentence.first, sentence.last)
    ):
        return False
    if base(parsed.tokens[i].deprel) == "acl" and parsed.tokens[parsed.tokens[i].head].lemma.lower() in roles.get("contingency", ()):
        return False  # "in the event that the level should rise"
    return not _future_in_past(scene, i, form, teller)


def _future_in_past(scene: Scene, i: int, form: int, teller: int | None) -> bool:
    """'She promised that she would come': a simple conditional below a verb in the past."""
    parsed = scene.parsed
    compound = form != i and parsed.tokens[i].feats.get("Tense") == "Past" and base(parsed.tokens[form].deprel) == "aux" and parsed.tokens[form].deprel != "aux:pass"
    if compound or teller is None and base(parsed.tokens[i].deprel) != "ccomp":
        return False
    governor = teller if teller is not None else parsed.tokens[i].head
    past = finite_of(parsed, governor)
    auxiliary = any(base(parsed.tokens[k].deprel) == "aux" for k in parsed.children[governor])
    return past is not None and (past.feats.get("Tense") in ("Past", "Imp") or auxiliary)


@lru_cache(maxsize=8)
def _markers(lexicon: Lexicon) -> tuple[dict[str, list[Row]], dict[str, list[tuple[tuple[str, ...], Row]]]]:
    """Single words by lemma, and phrases by their first word."""
    words: dict[str, list[Row]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in lexicon.table("certainty"):
        if row["upos"] == "MWE":
            forms = tuple(row["form"].split())
            phrases.setdefault(forms[0], []).append((forms, row))
        else:
            words.setdefault(row["form"], []).append(row)
    return words, phrases


def marker_of(scene: Scene, head: int, content: Iterable[int]) -> tuple[Row, int] | None:
    """The entry and place of the weakest word of certainty that bears on the clause headed by ``head``."""
    parsed = scene.parsed
    words, phrases = _markers(scene.lexicon)
    places = set(content)
    own = [k for k in parsed.children[head] if base(parsed.tokens[k].deprel) not in _CLAUSES]
    near = {head, *own} | {k for c in children(parsed, head, "aux", "cop", "xcomp", "advmod") for k in (c, *parsed.children[c])}
    near |= {k for c in children(parsed, head, "nsubj", "obj", "obl", "appos") for k in children(parsed, c, "amod", "acl")}
    token = parsed.tokens[head]
    if token.head != head and token.deprel == "xcomp" and token.head in places:
        near.add(token.head)
    found = []
    for k in sorted(near & (places | {head})):
        for row in words.get(parsed.tokens[k].lemma.lower(), ()):
            alone = k == head and row["upos"] == "VERB" and row["evidential"] == "inferred" and not children(parsed, k, "xcomp", "ccomp", "csubj")
            if row["upos"] == parsed.tokens[k].upos and _mood_fits(scene, row, k) and not alone:  # "appeared on stage"
                found.append((row, k))
    for k in sorted(places):
        for forms, row in phrases.get(parsed.tokens[k].text.lower(), ()):
            if tuple(t.text.lower() for t in parsed.tokens[k : k + len(forms)]) == forms:
                found.append((row, k))
    return max(found, key=lambda f: _weakness(f[0]["factuality"]), default=None)


def _weakness(factuality: str) -> int:
    plus = factuality if factuality in _ORDER else FLIP[factuality]
    return _ORDER.index(plus)


def _mood_fits(scene: Scene, row: Row, k: int) -> bool:
    mood = row["mood"]
    if mood in ("", "any"):
        return True
    feats = scene.parsed.tokens[k].feats
    if mood == "Pass":
        return feats.get("Voice") == "Pass"
    return feats.get("Mood") == mood or feats.get("Tense") == mood or feats.get("VerbForm") == "Inf" and mood == "any"


def weaker(a: str, b: str) -> str:
    """The weaker commitment, with the polarity of ``a``."""
    if _weakness(b) <= _weakness(a):
        return a
    plus = b if b in _ORDER else FLIP[b]
    return plus if a in _ORDER else FLIP[plus]


def settle(scene: Scene, draft: Draft) -> None:
    """Decide stance, factuality and evidential of a draft; every decision leaves a step."""
    _settle_cue(scene, draft)
    if draft.head is not None and draft.stance != "declines_to_confirm":
        _settle_content(scene, draft)
    if draft.stance == "states" and _anonymous(scene, draft):
        draft.stance = "alleges"
        draft.steps.append(scene.step("anonymous-origin", "stance=alleges", source=draft.source))
    if not draft.evidential:
        draft.evidential = "direct" if draft.form == "direct" else "reportative" if draft.source is not None or draft.sources else "none"


def _anonymous(scene: Scene, draft: Draft) -> bool:
    """True if the origin of the chain is an unnamed source: nobody answers for the content by name."""
    if not draft.sources or draft.sources[0].named:
        return False
    words = scene.roles.get("anonymous", frozenset())
    span = draft.sources[0].span
    inside = scene.parsed.tokens_in(span.start, span.end) if span is not None else range(0)
    return any(scene.parsed.tokens[k].lemma.lower() in words for k in inside)


def _settle_cue(scene: Scene, draft: Draft) -> None:
    main = _cue_head(scene, draft)
    given = scene.stances.get(draft.stance)
    draft.factuality = draft.factuality or (given["factuality"] if given else "Uu")
    if main is None or draft.kind in ("adjunct", "press-conditional", "own-voice", "floating-quotation"):
        return
    if not draft.sources and draft.source is None and draft.stance == "states" and _hearsay(scene, main):
        guess = scene.parsed.tokens[main].lemma.lower() in scene.roles.get("supposing", ())
        draft.stance, draft.factuality = "speculates" if guess else "alleges", "PS+"
        draft.evidential = "reportative"
        draft.steps.append(scene.step("hearsay-passive", f"stance={draft.stance} factuality=PS+ evidential=reportative", cue=main))
    if draft.kind in ("raised", "raised-predicate") and _nobody_is(scene, main):
        draft.factuality = FLIP[draft.factuality]
        draft.steps.append(scene.step("negated-content", f"factuality={draft.factuality}", verb=main))
    elif is_negated(scene, main) or _negated_predicate(scene, draft, main) or _left_undone(scene, main):
        draft.negated = True
        entry = draft.entry
        turned = entry["negated"] if entry is not None and entry["negated"] else given["negated"] if given else "declines_to_confirm"
        draft.factuality = given["negated_factuality"] if given else "Uu"
        if entry is not None and entry["negated"]:
            draft.factuality = scene.stances[turned]["factuality"]
        draft.stance = turned
        draft.steps.append(scene.step("negated-cue", f"stance={turned}", cue=main))


def _nobody_is(scene: Scene, verb: int) -> bool:
    """True where a negative subject is raised out of what is told: "no civilians were reported killed"."""
    roles = _polarity(scene.lexicon)
    own = any(roles.get(scene.parsed.tokens[k].text.lower()) == "negator" for k in children(scene.parsed, verb, "advmod"))
    return not own and is_negated(scene, verb)


def _negated_predicate(scene: Scene, draft: Draft, main: int) -> bool:
    """True if the predicate that completes a cue is negated itself: "pleaded not guilty"."""
    roles = _polarity(scene.lexicon)
    inside = [k for k in children(scene.parsed, main, "xcomp") if k in draft.cue and scene.parsed.tokens[k].upos == "ADJ"]
    return any(roles.get(scene.parsed.tokens[m].text.lower()) == "negator" for k in inside for m in scene.parsed.children[k])


def _left_undone(scene: Scene, verb: int) -> bool:
    """True if nobody said it: "failed to announce", "avoided admitting", "has yet to confirm"."""
    parsed = scene.parsed
    token, above = parsed.tokens[verb], parsed.tokens[parsed.tokens[verb].head]
    if token.deprel != "xcomp" or is_negated(scene, above.i):
        return False
    pending = any(parsed.tokens[k].lemma.lower() in scene.roles.get("pending", ()) for k in children(parsed, above.i, "advmod"))
    return above.lemma.lower() in scene.roles.get("undone", ()) or (pending and token.feats.get("VerbForm") == "Inf")


def _hearsay(scene: Scene, verb: int) -> bool:
    """ "Is said to", "it is believed that": a passive of telling or thinking that names nobody."""
    return scene.parsed.tokens[verb].lemma.lower() in scene.roles.get("hearsay", ()) and is_passive(scene.parsed, verb)


def _cue_head(scene: Scene, draft: Draft) -> int | None:
    if draft.main is not None:
        return draft.main
    verbs = [k for k in draft.cue if scene.parsed.tokens[k].upos in ("VERB", "ADJ")]
    return verbs[-1] if verbs else (draft.cue[-1] if draft.cue else None)


def _predicate(scene: Scene, head: int, content: set[int]) -> int:
    """The predicate of the content: its head, or where the tree has made a noun that, the first finite verb in it."""
    parsed = scene.parsed
    if parsed.tokens[head].upos in ("VERB", "AUX", "ADJ") or finite_of(parsed, head) is not None:
        return head
    for k in sorted(content):
        token = parsed.tokens[k]
        if "Mood" in token.feats and parsed.tokens[k].upos in ("VERB", "AUX") and not token.deprel.startswith("acl:relcl"):
            verb = token.head if base(token.deprel) in ("aux", "cop") else k
            relative = any(parsed.tokens[m].feats.get("PronType") == "Rel" for m in parsed.children[verb])
            if not relative:
                return verb
    return head


@lru_cache(maxsize=8)
def _failing(lexicon: Lexicon) -> frozenset[str]:
    """Verbs whose infinitive has not come true (table modality)."""
    return frozenset(row["lemma"] for row in lexicon.table("modality") if row["on"] == "infinitive" and row["effect"] == "negated")


def _settle_content(scene: Scene, draft: Draft) -> None:
    assert draft.head is not None
    head = _predicate(scene, draft.head, draft.content)
    steps: list[Step] = draft.steps
    form = conditional_verb(scene, head)
    # What is promised, threatened or foretold is told in the conditional by the sequence of tenses, not as hearsay.
    press = draft.stance not in AHEAD and is_press_conditional(scene, head, draft.main if draft.kind == "clause" else None)
    modal = form is not None and scene.parsed.tokens[form].lemma.lower() in scene.roles.get("no_hearsay", ())
    if (press or modal and draft.source is not None) and draft.form == "indirect" and draft.stance in _HEDGES:
        draft.form = "conditional"
    if press:
        draft.evidential = "conditional"
        draft.factuality = weaker(draft.factuality, "PS+")
        if draft.stance == "states":
            draft.stance = "alleges"
        steps.append(scene.step("press-conditional", f"evidential=conditional factuality={draft.factuality} stance={draft.stance}", verb=form))
    found = marker_of(scene, head, draft.content | set(draft.cue) if draft.kind == "own-voice" else draft.content)
    if found is not None:
        row, k = found
        draft.factuality = weaker(draft.factuality, row["factuality"])
        if draft.stance == "states" and row["stance"]:
            draft.stance = row["stance"]
        if row["evidential"] and not draft.evidential:
            draft.evidential = row["evidential"]
        steps.append(Step(row.id, (("word", scene.parsed.span(k)),), f"factuality={draft.factuality} stance={draft.stance}"))
    if _is_future(scene, head) and draft.stance == "states":
        draft.stance = "forecasts"
        draft.factuality = weaker(draft.factuality, "PR+")
        steps.append(scene.step("future-content", f"stance=forecasts factuality={draft.factuality}", verb=head))
    negated = is_negated(scene, head) != _undone(scene, head)
    settle_posture(scene, draft, head, negated=negated)
    if draft.stance in ("states", "alleges", "confirms", "acknowledges", "forecasts", "speculates", "promises") and negated and draft.factuality in ("CT+", "PR+", "PS+"):
        draft.factuality = FLIP[draft.factuality]
        steps.append(scene.step("negated-content", f"factuality={draft.factuality}", verb=head))


def _undone(scene: Scene, head: int) -> bool:
    """True for what was failed, forgotten, refused or nearly done: it has not been done."""
    parsed, words = scene.parsed, scene.roles.get("undone", frozenset())
    lemma = parsed.tokens[head].lemma.lower()
    if lemma in words and children(parsed, head, "xcomp"):
        return True
    if lemma in _failing(scene.lexicon) and any(parsed.tokens[k].feats.get("VerbForm") == "Inf" for k in children(parsed, head, "xcomp", "advcl", "obl")):
        return True
    return any(parsed.tokens[k].lemma.lower() in words for k in children(parsed, head, "advmod") if parsed.tokens[k].upos == "ADV")


def _is_future(scene: Scene, head: int) -> bool:
    found = finite_of(scene.parsed, head)
    return found is not None and (found.feats.get("Tense") == "Fut" or found.lemma.lower() in scene.roles.get("future", ()))
