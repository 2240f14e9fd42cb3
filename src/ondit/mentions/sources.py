"""Who is the source: the name, kind and words of the phrase that a statement is attributed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from ..lexicon import Lexicon
from ..model import Actor, ActorMention, Because, Parsed, Source, Span, Step
from .cast import RULES
from .descriptions import PAPERS
from .namelist import common, lower, words
from .nominal import NOMINAL, base, conjuncts, determiner, extent, preposition
from .ownwords import wording

_NEAR = 2
"""Tokens between a name and its title or apposition: a comma at most, and the first of the other."""


def source_of(parsed: Parsed, actors: Sequence[ActorMention], i: int, lexicon: Lexicon) -> tuple[Source, Because]:
    """The source that the phrase headed by token ``i`` is, and why.

    Its name is the actor's, if the phrase was resolved to a named one, and otherwise the words of the phrase;
    its span is the phrase with its apposition, without relative clauses.
    """
    mention = _at(parsed, actors, i)
    if mention is None:
        return _by_words(parsed, actors, i, lexicon)
    beside = _beside(parsed, actors, mention)
    if beside is mention and mention.how == "description" and not mention.actor.named:
        beside = _apposed(parsed, actors, i) or mention
        mention = replace(mention, actor=beside.actor)
    span = Span.of(parsed.text, min(mention.span.start, beside.span.start), max(mention.span.end, beside.span.end))
    if mention.how in ("name", "alias", "metonym") and beside is mention:
        span = _with_article(parsed, mention, i, lexicon)
    actor = mention.actor
    because = mention.because if beside is mention else (*mention.because, *beside.because)
    return _source(actor, span), _once(because)


def sources_of(
    parsed: Parsed, actors: Sequence[ActorMention], i: int, lexicon: Lexicon
) -> list[tuple[Source, Because]]:
    """Like :func:`source_of` for each of the phrases coordinated to ``i``, ``i`` first; each source once."""
    found: list[tuple[Source, Because]] = []
    for k in conjuncts(parsed, i):
        source = source_of(parsed, actors, k, lexicon)
        if all(source[0].name != other.name for other, _ in found):
            found.append(source)
    return found


def is_source_like(parsed: Parsed, actors: Sequence[ActorMention], i: int, lexicon: Lexicon) -> bool:
    """True if the phrase headed by token ``i`` can be a source: an actor, a name, a pronoun that was resolved,
    or a noun of those who speak and of what is quoted."""
    if _at(parsed, actors, i) is not None:
        return True
    token = parsed.tokens[i]
    if token.upos == "PROPN":
        return any(e.first <= i < e.last and e.label in ("PER", "ORG") for e in parsed.entities)
    return token.upos == "NOUN" and common(lexicon).whole(token.text) is not None


class _Index:
    """Mentions by their head and by every token that they hold."""

    def __init__(self, parsed: Parsed, actors: Sequence[ActorMention]) -> None:
        self.actors = actors
        self.by_head: dict[int, list[ActorMention]] = {}
        self.by_token: dict[int, list[ActorMention]] = {}
        for mention in actors:
            self.by_head.setdefault(mention.head, []).append(mention)
            for k in parsed.tokens_in(mention.span.start, mention.span.end):
                self.by_token.setdefault(k, []).append(mention)


_INDEXES: WeakKeyDictionary[Parsed, _Index] = WeakKeyDictionary()


def _index(parsed: Parsed, actors: Sequence[ActorMention]) -> _Index:
    """The index of these mentions, made once for a report: every candidate source asks for it."""
    index = _INDEXES.get(parsed)
    if index is None or index.actors is not actors:
        index = _INDEXES[parsed] = _Index(parsed, actors)
    return index


def _at(parsed: Parsed, actors: Sequence[ActorMention], i: int) -> ActorMention | None:
    """The mention that token ``i`` heads; else the smallest name that holds it."""
    index = _index(parsed, actors)
    headed = index.by_head.get(i)
    if headed:
        return max(headed, key=lambda mention: (mention.how != "demonym", len(mention.span.quote)))
    token = parsed.tokens[i]
    holding = index.by_token.get(i, [])
    names = [mention for mention in holding if mention.how not in ("description", "demonym")]
    if not names and token.upos in NOMINAL and base(token) in ("flat", "fixed", "compound"):
        names = [mention for mention in holding if mention.how == "description"]
    return min(names, key=lambda mention: len(mention.span.quote)) if names else None


def _beside(parsed: Parsed, actors: Sequence[ActorMention], mention: ActorMention) -> ActorMention:
    """The mention of the same actor right beside this one (title, apposition), or this one."""
    index = _index(parsed, actors)
    tokens = parsed.tokens_in(mention.span.start, mention.span.end)
    near = (*range(tokens[0] - _NEAR, tokens[0]), *range(tokens[-1] + 1, tokens[-1] + 1 + _NEAR))
    for other in (found for k in near for found in index.by_token.get(k, ())):
        if other.actor.id != mention.actor.id or "pronoun" in (other.how, mention.how):
            continue
        first, second = sorted((mention.span, other.span))
        apart = first.end > second.start or parsed.text[first.end : second.start].strip() not in ("", ",")
        if not apart and "description" in (mention.how, other.how):
            return other
    return mention


def _apposed(parsed: Parsed, actors: Sequence[ActorMention], i: int) -> ActorMention | None:
    """Who is named in apposition to the phrase headed by ``i``: "the ship's manager, Athens-based X"."""
    by_head = _index(parsed, actors).by_head
    for k in parsed.children[i]:
        for mention in by_head.get(k, ()) if k > i and parsed.tokens[k].deprel == "appos" else ():
            if mention.how in ("name", "alias") and mention.actor.named:
                return mention
    return None


def _with_article(parsed: Parsed, mention: ActorMention, i: int, lexicon: Lexicon) -> Span:
    """The name with its article: "la Corée du Nord", "le Kremlin"."""
    first = parsed.token_at(mention.span.start)
    if first is None or first == 0:
        return mention.span
    before = parsed.tokens[first - 1]
    if before.upos == "DET" and lower(before.text).replace("’", "'") in words(lexicon, "reference_words", "definite"):
        return Span.of(parsed.text, before.start, mention.span.end)
    return mention.span


def _source(actor: Actor, span: Span) -> Source:
    return Source(actor.name, span, actor.id, actor.kind, actor.country, actor.named)


def _by_words(
    parsed: Parsed, actors: Sequence[ActorMention], i: int, lexicon: Lexicon
) -> tuple[Source, Because]:
    """A phrase that is no mention of an actor: its words, named only if they are a name."""
    first, last = extent(parsed, i, lexicon)
    noun = common(lexicon).whole(parsed.tokens[i].text)
    steps = [] if noun is None else [Step(noun.row.id, (("noun", parsed.span(i)),))]
    what = noun.row["what"] if noun is not None and noun.row.table == "source_nouns" else ""
    author = _author(parsed, actors, i, lexicon) if what in PAPERS else None
    if author is not None:
        held = parsed.tokens_in(author.span.start, author.span.end)
        first, last = min(first, held[0]), max(last, held[-1])
        span = parsed.span(first, last)
        steps.append(Step(f"{RULES}document-of", (("document", span), ("author", author.span)), f"source={author.actor.name}"))
        spoken = what == "utterance" or not author.actor.named
        name = author.actor.name if spoken else wording(parsed, lexicon, first, last)
        return replace(_source(author.actor, span), name=name), _once((*steps, *author.because))
    span = parsed.span(first, last)
    name = wording(parsed, lexicon, first, last)
    _, use = determiner(parsed, i, lexicon)
    steps.append(Step(f"{RULES}own-words", (("source", span),), f"source={name}"))
    by_token = _index(parsed, actors).by_token
    inside = (m for k in range(first, last + 1) for m in by_token.get(k, ()) if span.covers(m.span.start, m.span.end))
    owner = next((mention.actor for mention in inside), Actor("", ""))
    kind = noun.row["kind"] if noun is not None else "unknown"
    kind = owner.kind if kind == "unknown" else kind
    named = use != "indefinite" and (parsed.tokens[i].upos == "PROPN" or bool(owner.id))
    return Source(name, span, None, kind, owner.country, named), tuple(steps)


def _author(parsed: Parsed, actors: Sequence[ActorMention], i: int, lexicon: Lexicon) -> ActorMention | None:
    """Whose document it is: "un rapport de X", "un bilan diffusé lundi par X", "un sondage X", "X figures", "X's data"."""
    by_head = _index(parsed, actors).by_head
    for k in parsed.children[i]:
        if k < i and parsed.tokens[k].deprel in ("compound", "nmod:poss"):
            owner = next((m for m in by_head.get(k, ()) if m.how not in ("demonym", "metonym", "pronoun")), None)
            if owner is not None:
                return owner
    for mention in (found for k in parsed.subtree(i) if k > i for found in by_head.get(k, ())):
        if mention.how == "demonym" or _relayed(parsed, mention.head, i, lexicon):
            continue
        case = preposition(parsed, mention.head)
        if case in words(lexicon, "reference_words", "author") or (not case and mention.head == i + 1):
            return mention
    return None


def _relayed(parsed: Parsed, k: int, i: int, lexicon: Lexicon) -> bool:
    """Token ``k`` names who saw or quoted the document of ``i`` and not who wrote it: "consulté par X"."""
    between = range(min(i, k) + 1, max(i, k))
    return any(lower(parsed.tokens[j].lemma) in words(lexicon, "reference_words", "relay") for j in between)


def _once(steps: Because) -> Because:
    return tuple(dict.fromkeys(steps))
