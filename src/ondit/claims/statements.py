"""All devices together: the statements of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import Lexicon
from ..model import Gap, Mentions, Parsed, Span, Statement
from .adjuncts import adjuncts
from .antecedents import name_antecedents, name_denied
from .certainty import settle
from .chains import chain, name_sources
from .colons import colons
from .continued import floating, insisted, led_in, whole_quotations
from .drafts import Draft, Scene
from .governed import governed
from .incises import incises
from .interviews import answers
from .leftovers import backward, conditionals, narrative, own_voice
from .nameless import stays_nameless
from .predicates import quoted_predicates
from .quotation import find_quotes
from .syntax import pieces


def find_statements(parsed: Parsed, mentions: Mentions, lexicon: Lexicon) -> tuple[tuple[Statement, ...], tuple[Gap, ...]]:
    """Every attributed statement and the outlet's own, in text order, with the gaps that were met."""
    quotes, gaps = find_quotes(parsed, lexicon.manifest["quotation"]["pairs"])
    scene = Scene(parsed, mentions, lexicon, quotes)
    drafts = _cued(scene)
    whole_quotations(scene, drafts)
    drafts += led_in(scene, drafts)
    name_antecedents(scene, drafts)
    drafts = name_sources(scene, drafts)
    narrative(scene, drafts)
    insisted(scene, drafts)
    drafts += answers(scene, drafts)
    drafts += floating(scene, drafts)
    drafts += conditionals(scene, drafts)
    drafts = [draft for draft in chain(scene, drafts) if not stays_nameless(scene, draft)]
    name_denied(scene, drafts)
    drafts += own_voice(scene, drafts)
    for draft in drafts:
        settle(scene, draft)
    made = [s for s in (_statement(scene, draft) for draft in drafts) if s is not None]
    made.sort(key=lambda s: (s.content[0].start, s.content[-1].end, s.id))
    return merge_copies(scene, made), gaps


def _cued(scene: Scene) -> list[Draft]:
    """Drafts of every device that has a cue; where two see the same cue, the surface one wins."""
    spoken = incises(scene)
    surface = [*spoken, *colons(scene)]
    surface += backward(scene, surface)
    seen = {k for draft in surface for k in draft.cue}
    quoted = quoted_predicates(scene)
    surface = [d for d in surface if not (d.kind == "colon" and _spoken_inside(d, spoken))]
    according = adjuncts(scene)
    tree = [d for d in governed(scene, [*according, *spoken]) if not seen & set(d.cue)]
    apart = {d.head: d.source for d in spoken if d.kind == "nominal"}  # objects that the tree took for subjects
    for draft in tree:
        draft.source = apart.get(draft.source, draft.source)
    told = [d for d in (*surface, *tree, *according) if d.source is not None and not _own_predicate(d, quoted)]
    quoted = [d for d in quoted if not any(d.content <= other.content for other in told)]
    surface += quoted
    tree = [d for d in tree if not _own_predicate(d, quoted)]
    _without_parentheses(spoken, according)
    introducing = {k for draft in according for k in draft.cue}
    tree = [d for d in tree if not introducing & set(d.cue)]  # "to hear him" is no hearing
    _apart(scene, according, tree)
    _before_others(scene, according, tree)
    found = [*surface, *tree, *according]
    idioms = {k: draft.main for draft in found if draft.main is not None for k in draft.cue if k != draft.main}
    for draft in found:
        if draft.kind == "bare" and draft.entry is not None and draft.main is not None:
            words = {w for alternatives in draft.entry["idiom"] for w in alternatives.split("/")}
            idioms.update({k: draft.main for k in draft.content if scene.parsed.tokens[k].lemma.lower() in words})
    kept = []
    for draft in found:
        if draft.main is not None and idioms.get(draft.main, draft.main) != draft.main:
            continue  # a word of another cue's idiom: "declined to say"
        noun = draft.kind in ("noun-clause", "rumour-of", "noun-relative")
        if noun and draft.source is None and any(draft.cue[0] in d.content and d.stance == "denies" for d in tree):
            continue
        if noun and draft.source is None and any(d.source is not None and draft.content == d.content for d in tree):
            continue  # "said in a statement that P"
        kept.append(draft)
    return sorted(kept, key=lambda d: (d.anchor, min(d.content)))


def _spoken_inside(draft: Draft, spoken: Sequence[Draft]) -> bool:
    """True if a parenthesis behind the colon tells who speaks there: "X doubts: the plan, he says, is dead"."""
    return any(set(other.cue) <= draft.content and other.content <= draft.content for other in spoken)


def _own_predicate(draft: Draft, quoted: Sequence[Draft]) -> bool:
    """True if the cue is the very predicate that its subject is quoted with: the ministry "denies P"."""
    return any(draft.source == other.source and set(draft.cue) <= other.content for other in quoted)


def _without_parentheses(spoken: Sequence[Draft], according: Sequence[Draft]) -> None:
    """A parenthesis of saying is no part of what a source phrase before it attributes: "according to X, P, wrote Y"."""
    for adjunct in according:
        inside = [d for d in spoken if d.source is not None and set(d.cue) <= adjunct.content and adjunct.content & d.content]
        for cue in {tuple(draft.cue) for draft in inside}:
            told = {k for draft in inside if tuple(draft.cue) == cue for k in draft.content}
            adjunct.content &= set(range(min(told), max(told) + 1)) - set(cue)  # with what joins its clauses


def _before_others(scene: Scene, according: Sequence[Draft], tree: Sequence[Draft]) -> None:
    """End a clause that somebody says at a semicolon, and at a colon behind which another source is introduced."""
    tokens = scene.parsed.tokens
    openings = {draft.cue[0] - 1 for draft in according if draft.cue and tokens[draft.cue[0] - 1].text == ":"}
    for draft in tree:
        walls = [k for k in draft.content if (tokens[k].text == ";" or k in openings) and scene.quote_at(k) is None]
        if walls and draft.head is not None and max(draft.head, draft.anchor) < min(walls):
            draft.content = {k for k in draft.content if k < min(walls)}


def _apart(scene: Scene, according: Sequence[Draft], tree: Sequence[Draft]) -> None:
    """Take a source phrase out of the contents inside the sentence that it attributes: it is about that sentence."""
    for adjunct in according:
        binds = dict(adjunct.steps[0].binds)
        if "cue" not in binds or "source" not in binds:
            continue
        phrase = set(scene.parsed.tokens_in(binds["cue"].start, binds["source"].end))
        for draft in tree:
            if set(draft.cue) <= adjunct.content and len(draft.content - phrase) > 1:
                draft.content -= phrase


def _statement(scene: Scene, draft: Draft) -> Statement | None:
    parsed = scene.parsed
    content = pieces(parsed, _with_whole_quantities(scene, _without_opener(scene, draft.content)))
    if not content or not draft.stance or not draft.sources and _unsaid(scene, draft):
        return None
    cue = parsed.span(min(draft.cue), max(draft.cue)) if draft.cue else None
    sources = tuple(draft.sources)
    key = [parsed.report.text_sha256, *(f"{s.start}:{s.end}" for s in content), *(s.name for s in sources), draft.stance]
    key.append(f"{cue.start}:{cue.end}" if cue else "")
    return Statement(
        identify("s", key), sources, cue, content, draft.stance, draft.form, draft.factuality, draft.evidential, tuple(draft.steps)
    )


def _unsaid(scene: Scene, draft: Draft) -> bool:
    """An infinitive of saying without anybody who says it: "to claim that P would be wrong"."""
    token = scene.parsed.tokens[draft.main] if draft.main is not None else None
    return token is not None and token.feats.get("VerbForm") == "Inf"


def _without_opener(scene: Scene, content: set[int]) -> set[int]:
    """The content without a complementizer at its start that the tree has hung on something inside."""
    words = scene.roles.get("complementizer", frozenset())
    first = min(content)
    token = scene.parsed.tokens[first]
    return content - {first} if token.upos == "SCONJ" and token.lemma.lower() in words else content


def _with_whole_quantities(scene: Scene, content: set[int]) -> set[int]:
    """The content with the words that bound a number in it ("at least"), wherever the tree has hung them."""
    grown = set(content)
    for quantity in scene.mentions.quantities:
        inside = set(scene.parsed.tokens_in(quantity.span.start, quantity.span.end))
        if inside & content:
            grown |= inside
    return grown


def identify(prefix: str, key: Sequence[str]) -> str:
    """A content-derived id: the prefix and ten hex digits."""
    return f"{prefix}-{hashlib.sha256('|'.join(key).encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def merge_copies(scene: Scene, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """One statement with further anchors where the same words of the same source stand again."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Statement] = []
    for statement in statements:
        key = (_words(statement.content), _words([statement.cue] if statement.cue else []), statement.stance,
               tuple(s.name for s in statement.sources))
        at = first.get(key)
        if at is None:
            first[key] = len(kept)
            kept.append(statement)
        elif kept[at].content != statement.content:
            step = scene.step("same-sentence-twice")
            step = replace(step, binds=(("first", kept[at].content[0]), ("again", statement.content[0])))
            kept[at] = replace(kept[at], copies=(*kept[at].copies, statement.content), because=(*kept[at].because, step))
    return tuple(kept)


def _words(spans: Sequence[Span]) -> str:
    return " ".join(" ".join(span.quote.split()) for span in spans)
