"""Who is named: every mention of an actor, resolved."""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import ActorMention, Parsed, Step
from .aliases import unite
from .cast import RULES, Cast, Mention
from .descriptions import PAPERS, Description, find_descriptions
from .discourse import Discourse
from .metonymy import event_nouns
from .namelist import adjectives, common, fold, lower, words
from .names import find_names
from .nominal import base, determiner, gender_number
from .resolution import Resolver


def find_actors(parsed: Parsed, lexicon: Lexicon) -> tuple[ActorMention, ...]:
    """Every mention of an actor in text order: names, metonyms, demonyms, descriptions, pronouns.

    A country or city is among them only where it acts (``places`` has it elsewhere).
    """
    return tuple(
        ActorMention(m.span, m.head, m.member.actor, m.how, m.steps) for m in resolve(parsed, lexicon) if not m.locative
    )


def resolve(parsed: Parsed, lexicon: Lexicon) -> list[Mention]:
    """All mentions, those of places that do not act included, in text order."""
    cast = Cast(lexicon, parsed.report.published)
    names = unite(parsed, lexicon, cast, find_names(parsed, lexicon, cast))
    inside = {k for name in names for k in range(name.first, name.last + 1)}
    demonyms = _demonyms(parsed, lexicon, cast, inside)
    described = list(find_descriptions(parsed, lexicon, names))
    pronouns = [t.i for t in parsed.tokens if _pronoun_like(parsed, lexicon, t.i) and t.i not in inside]
    discourse = Discourse(parsed, lexicon)
    resolver = Resolver(parsed, lexicon, cast, discourse)
    for it in described:
        if it.named is not None:
            # names carry their offices from their first mention on, wherever the office is told
            resolver.mention(it)
    todo: list[tuple[int, int, Mention | Description | int]] = [
        *((m.first, 0, m) for m in names), *((m.first, 0, m) for m in demonyms),
        *((d.first, 1, d) for d in described), *((i, 2, i) for i in pronouns),
    ]  # fmt: skip
    for _, _, item in sorted(todo, key=lambda entry: entry[:2]):
        mention = _read(parsed, lexicon, resolver, discourse, item)
        if mention is not None:
            discourse.add(mention)
    return sorted(discourse.mentions, key=lambda m: (m.span.start, -m.span.end))


def _read(
    parsed: Parsed, lexicon: Lexicon, resolver: Resolver, discourse: Discourse, item: Mention | Description | int
) -> Mention | None:
    if isinstance(item, Description):
        mention = resolver.mention(item)
        lost = not item.individual and item.row["what"] == "recall" and not mention.member.actor.named
        return None if lost or (not item.individual and item.row["what"] in PAPERS) else mention
    if isinstance(item, Mention):
        return item
    row, first = _pronoun(parsed, lexicon, item)
    if row is None:
        token = parsed.tokens[item]
        found = discourse.last(first, token.feats.get("Gender", ""), token.feats.get("Number", ""))
        entry = words(lexicon, "reference_words", "last")[lower(token.text)].id
    else:
        found = discourse.pronoun(item, row)
        entry = row.id
    if found is None:
        return None
    antecedent, step = found
    span = parsed.span(first, item)
    steps = (Step(entry, (("pronoun", span),)), step)
    return Mention(first, item, item, span, antecedent.member, "pronoun", steps)


def _pronoun_like(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    row, first = _pronoun(parsed, lexicon, i)
    return row is not None or first < i


def _pronoun(parsed: Parsed, lexicon: Lexicon, i: int) -> tuple:
    """The entry of the pronoun at ``i`` and its first token; ("this last", without an entry, has two)."""
    token = parsed.tokens[i]
    text = lower(token.text).replace("’", "'")
    if text in words(lexicon, "reference_words", "last"):
        before, use = determiner(parsed, i, lexicon)
        after = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else token
        alone = after.upos not in ("NOUN", "PROPN", "ADJ") and not (base(token) == "amod" and token.head > i)
        return (None, before.i) if before is not None and use == "demonstrative" and alone else (None, i)
    if token.upos != "PRON":
        return None, i
    rows = lexicon.table("pronouns").by("form").get(text, ())
    return (rows[0] if rows else None), i


def _demonyms(parsed: Parsed, lexicon: Lexicon, cast: Cast, inside: set[int]) -> list[Mention]:
    """Country adjectives whose noun is an act, a force or an office, and inhabitants."""
    found = []
    for token in parsed.tokens:
        row = adjectives(lexicon).get(lower(fold(token.text)))
        if row is None or token.i in inside or token.upos not in ("ADJ", "NOUN", "PROPN"):
            continue
        member = cast.state(row["iso3"], token.i)
        if member is None:
            continue
        span = parsed.span(token.i)
        if token.text[:1].isupper() and _inhabitants(parsed, lexicon, token.i):
            step = Step(f"{RULES}inhabitants", (("people", span),), f"actor={member.actor.name}")
        elif not token.text[:1].isupper() and _holds(parsed, lexicon, token.i):
            step = Step(f"{RULES}demonym", (("adjective", span), ("noun", parsed.span(token.head))), f"actor={member.actor.name}")
        else:
            continue
        found.append(Mention(token.i, token.i, token.i, span, member, "demonym", (Step(row.id, (("country", span),)), step)))
    return found


def _inhabitants(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    """A people as a whole: plural, with a definite article or none."""
    if gender_number(parsed, i)[1] == "Sing" or base(parsed.tokens[i]) == "amod":
        return False
    _, use = determiner(parsed, i, lexicon)
    return use in ("definite", "")


def _holds(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    """The noun of the adjective is one that a state does, has or says."""
    token = parsed.tokens[i]
    noun = parsed.tokens[token.head]
    if base(token) not in ("amod", "conj", "nmod", "appos", "acl") or noun.i == i:
        return False
    if base(token) == "conj":
        noun = parsed.tokens[noun.head] if noun.upos == "ADJ" else noun
    lemma = lower(noun.lemma)
    known = lemma in words(lexicon, "metonymy", "act") or lemma in event_nouns(lexicon)
    return noun.upos == "NOUN" and (known or common(lexicon).whole(noun.text) is not None)
