"""Who is named: every mention of an actor, resolved."""

from __future__ import annotations

from functools import cache

from ..lexicon import Lexicon, Row
from ..model import ActorMention, Parsed, Step
from .aliases import unite
from .cast import RULES, Cast, Mention
from .descriptions import PAPERS, Description, find_descriptions
from .discourse import Discourse
from .metonymy import event_nouns
from .namelist import common, fold, lower, words
from .names import find_names
from .nationality import country_words, lends_country, levelled
from .nominal import base, determiner, gender_number, head_of
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
    described = find_descriptions(parsed, lexicon, cast, names)
    texts, forms = levelled(parsed), _forms(lexicon)
    pronouns = [
        i for i, text in enumerate(texts) if text in forms and i not in inside and _pronoun(parsed, lexicon, i)[0] is not None
    ]
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
    found = discourse.pronoun(first, item, row) if row is not None else None
    if row is None or found is None:
        return None
    antecedent, step = found
    span = parsed.span(first, item)
    steps = (Step(row.id, (("pronoun", span),)), step)
    return Mention(first, item, item, span, antecedent.member, "pronoun", steps)


@cache
def _forms(lexicon: Lexicon) -> frozenset[str]:
    """Every word that may stand for an actor, levelled."""
    pointing = {word for use in _POINTING for word in words(lexicon, "reference_words", use)}
    return frozenset(lower(fold(form)) for form in {*pointing, *lexicon.table("pronouns").by("form")})


def _pronoun(parsed: Parsed, lexicon: Lexicon, i: int) -> tuple[Row | None, int]:
    """The entry of the pronoun at ``i`` and its first token ("this last", "the former" have two); no entry, no pronoun."""
    token = parsed.tokens[i]
    text = lower(token.text)
    for use, wanted in _POINTING.items():
        row = words(lexicon, "reference_words", use).get(text)
        if row is None:
            continue
        before, found = determiner(parsed, i, lexicon)
        after = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else token
        alone = after.upos not in ("NOUN", "PROPN", "ADJ") and not (base(token) == "amod" and token.head > i)
        return (row, before.i) if before is not None and found == wanted and alone else (None, i)
    if token.upos != "PRON" or token.deprel.endswith(":poss"):
        return None, i
    rows = lexicon.table("pronouns").by("form").get(text.replace("’", "'"), ())
    return next((row for row in rows if row["use"] != "possessive"), None), i


_POINTING = {"last": "demonstrative", "first": "definite", "second": "definite"}
"""Words that point to one of those named last, and the determiner that they need for it."""


def _demonyms(parsed: Parsed, lexicon: Lexicon, cast: Cast, inside: set[int]) -> list[Mention]:
    """Country adjectives whose noun is an act, a force or an office, and inhabitants."""
    found = []
    for i, word in country_words(parsed, lexicon).items():
        head = head_of(parsed, word.first, word.last)
        token = parsed.tokens[head]
        if i != word.first or i in inside or token.upos not in ("ADJ", "NOUN", "PROPN"):
            continue
        row = cast.nation(word) if lends_country(parsed, lexicon, word.first, word.last) else None
        member = cast.state(row["iso3"], i) if row is not None else None
        if row is None or member is None:
            continue
        span = parsed.span(word.first, word.last)
        if _holds(parsed, lexicon, head):
            step = Step(f"{RULES}demonym", (("adjective", span), ("noun", parsed.span(token.head))), f"actor={member.actor.name}")
        elif parsed.tokens[i].text[:1].isupper() and _inhabitants(parsed, lexicon, head):
            step = Step(f"{RULES}inhabitants", (("people", span),), f"actor={member.actor.name}")
        else:
            continue
        steps = (Step(row.id, (("country", span),)), step)
        found.append(Mention(word.first, word.last, head, span, member, "demonym", steps))
    return found


def _inhabitants(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    """A people as a whole: plural, with a definite article or none; an adjective needs the article."""
    token = parsed.tokens[i]
    if gender_number(parsed, i)[1] == "Sing" or base(token) in ("amod", "compound"):
        return False
    _, use = determiner(parsed, i, lexicon)
    number, part = gender_number(parsed, i)[1], _part(parsed, i)
    plural = number == "Plur" and part in ("obj", "iobj", "obl", "nmod")
    return use == "definite" or (not use and (plural or (part == "nsubj" and token.upos != "ADJ")))


def _part(parsed: Parsed, i: int) -> str:
    """The part of the first of the phrases that are coordinated to token ``i``."""
    while base(parsed.tokens[i]) == "conj":
        i = parsed.tokens[i].head
    return base(parsed.tokens[i])


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
