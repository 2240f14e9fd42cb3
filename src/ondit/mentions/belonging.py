"""What stands around the noun of a described phrase: the name beside it, its country, its owner, its kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, Row
from ..model import Parsed, Token
from .cast import Cast, Mention
from .namelist import lower, words
from .nationality import country_words, joined, lends_country
from .nominal import base, preposition

if TYPE_CHECKING:
    from .descriptions import Description, Noun

NEAR = 3
"""So many words may stand between a title and its name ("le ministre russe des Sports X" has its own rule)."""

_QUOTES = frozenset('"«»“”„')

# --- the name beside it ---------------------------------------------------------------------------------------


def link(parsed: Parsed, it: Description, names: Sequence[Mention]) -> None:
    """The name that the phrase stands before ("le président X", "le président, X,") or behind ("X, président",
    "KCNA news agency")."""
    able = [name for name in names if not name.locative and _same_sort(it, name)]
    for name in able:
        if it.until < name.first and bare(parsed, name) and _adjectives(parsed, it, name.first):
            it.named, it.linked_by, it.last = name, "title", name.first - 1
            return
        if _names_it(parsed, it, name):
            it.named, it.linked_by = name, "title"
            return
    subject = _subject(parsed, it)
    for name in able:
        if name.head == subject:
            it.named, it.linked_by = name, "predicate"
            return
        if (_apart(parsed, it.last, name.first) or _further_on(parsed, it, name)) and not _listed(parsed, it, name):
            it.named, it.linked_by = name, "apposition"
            return
        closed = parsed.tokens[min(it.last + 1, len(parsed.tokens) - 1)].text == ","
        if _apart(parsed, name.last, it.first) and (closed or not _governed(parsed, it.head)) and it.definite != "possessive":
            it.named, it.linked_by = name, "apposition"
            return


def _names_it(parsed: Parsed, it: Description, name: Mention) -> bool:
    """The name of a body right before a noun that tells no more than what it is: "the KCNA news agency"."""
    if it.individual or not (it.first <= name.first and name.last + 1 == it.since):
        return False
    if parsed.tokens[name.head].deprel.endswith(":poss") or name.how not in ("name", "alias"):
        return False
    kind, own = name.member.actor.kind, it.row["kind"]
    return own == kind or kind == "unknown" or (own == "unknown" and kind != "igo" and kind in it.row["refers"])


def _subject(parsed: Parsed, it: Description) -> int | None:
    """The subject of which a main clause says that it is this: "Massi was a minister". Not where it is denied, asked,
    only possible, or somebody's words."""
    children = [parsed.tokens[k] for k in parsed.children[it.head]]
    copula = next((token for token in children if base(token) == "cop"), None)
    if copula is None or base(parsed.tokens[it.head]) != "root" or copula.feats.get("Mood", "Ind") != "Ind":
        return None
    sentence = parsed.sentence_of(it.head)
    said = any(parsed.tokens[k].text in _QUOTES for k in range(sentence.first, sentence.last))
    denied = any(token.feats.get("Polarity") == "Neg" or token.deprel == "aux" for token in children)
    asked = parsed.tokens[sentence.last - 1].text == "?" or any(base(token) in ("parataxis", "ccomp", "mark") for token in children)
    if said or denied or asked:
        return None
    return next((token.i for token in children if token.deprel == "nsubj" and token.i < it.head), None)


def _adjectives(parsed: Parsed, it: Description, last: int) -> bool:
    """Nothing but adjectives of the noun (whatever the tagger calls them) between the phrase and token ``last``."""
    between = [parsed.tokens[k] for k in range(it.last + 1, last)]
    return len(between) <= NEAR and all(
        token.upos == "ADJ" or token.feats.get("VerbForm") == "Part"
        or (token.text.islower() and token.head == it.head and not parsed.children[token.i])
        for token in between
    )  # fmt: skip


def _same_sort(it: Description, name: Mention) -> bool:
    if it.individual:
        return name.member.person and it.number != "Plur"
    if name.member.person or it.row["what"] not in ("body", "force") or name.member.actor.id.isupper():
        return False
    return it.number != "Plur" or name.member.number == "Plur"


def bare(parsed: Parsed, name: Mention) -> bool:
    """The name stands without preposition or article of its own, right behind the phrase."""
    before = parsed.tokens[name.first - 1]
    return before.upos in ("NOUN", "ADJ", "PROPN", "VERB") or (before.upos == "PUNCT" and before.text in "«\"“")


def _apart(parsed: Parsed, last: int, first: int) -> bool:
    """Only a comma between tokens ``last`` and ``first``, or an age between two: ", 45, ", ", 45 ans, "."""
    between = parsed.tokens[last + 1 : first]
    if not between or len(between) > 4 or between[0].text != "," or between[-1].text != ",":
        return False
    return len(between) == 1 or between[1].upos == "NUM"


def _further_on(parsed: Parsed, it: Description, name: Mention) -> bool:
    """Between an office and the name of who holds it stand its own complements, or a rank after the comma, and
    another comma closes: "the commissioner for human rights, X,", "the ministry's spokesman, colonel X, …"."""
    if not it.individual or it.definite not in ("definite", "possessive") or name.first - it.last > _FAR:
        return False
    after = parsed.tokens[name.last + 1 : name.last + 2]
    between = parsed.tokens[it.last + 1 : name.first]
    if not between or not after or after[0].upos != "PUNCT" or any(token.upos not in _COMPLEMENT for token in between):
        return False
    commas = [n for n, token in enumerate(between) if token.upos == "PUNCT"]
    if len(commas) != 1 or between[commas[0]].text != ",":
        return False
    complement, rank = between[: commas[0]], between[commas[0] + 1 :]
    if complement and (rank or complement[0].upos != "ADP"):
        return False
    return not rank or all(token.upos in _RANK and token.text.islower() for token in rank)


_FAR = 9
"""Tokens between an office and the name behind its complement, at most."""
_COMPLEMENT = frozenset({"ADP", "DET", "NOUN", "ADJ", "PROPN", "PUNCT"})
_RANK = frozenset({"DET", "NOUN", "ADJ"})


def _listed(parsed: Parsed, it: Description, name: Mention) -> bool:
    """An enumeration, or a name that has a verb of its own: "le maire, Moscou et …"."""
    token = parsed.tokens[name.head]
    return base(token) in ("conj", "nsubj") and token.head != it.head and not any(
        parsed.tokens[k].text in (",", ")", "—") for k in range(name.last + 1, min(name.last + 2, len(parsed.tokens)))
    ) and base(token) == "nsubj"


def _governed(parsed: Parsed, head: int) -> bool:
    """True if the phrase has a part of its own in the clause: subject, object, behind a preposition."""
    token = parsed.tokens[head]
    return base(token) in ("nsubj", "obj", "obl", "iobj") and token.deprel != "obl:mod"


# --- what it belongs to ---------------------------------------------------------------------------------------


def complements(parsed: Parsed, lexicon: Lexicon, cast: Cast, it: Description, names: Sequence[Mention]) -> None:
    """Country adjective, kind adjective and owner inside the phrase."""
    nations = country_words(parsed, lexicon)
    kinds = _kinds(lexicon)
    for k in range(it.first, it.last + 1):
        token = parsed.tokens[k]
        if k == it.head:
            continue
        if it.country is None and k in nations and _is_adjective(token, it.head):
            word = nations[k]
            row = cast.nation(word) if lends_country(parsed, lexicon, word.first, word.last) else None
            it.country = (row, word.first, word.last) if row is not None else None
        if it.kind is None and not joined(parsed, k):
            it.kind = kinds.get(lower(token.text))
    it.owner = _owner(parsed, lexicon, it, names)
    if len(_nations(parsed, lexicon, cast, it, names)) > 1:
        it.country = it.owner = None
        it.several = True
    it.place = next((cast.places[k] for k in range(it.first, it.last + 1) if k in cast.places), None)


def _nations(parsed: Parsed, lexicon: Lexicon, cast: Cast, it: Description, names: Sequence[Mention]) -> set[str]:
    """The countries whose names or adjectives stand side by side before the noun or behind it: "US and British"."""
    if not any(base(parsed.tokens[k]) == "cc" for k in range(it.first, it.last + 1)):
        return set()
    nations = country_words(parsed, lexicon)
    words_of = {nations[k].first: nations[k] for k in range(it.first, it.last + 1) if k in nations and k != it.head}
    ends = {word.last: word for word in words_of.values()}
    rows = [cast.nation(word) for k, word in ends.items() if base(parsed.tokens[k]) == "conj" or _is_adjective(parsed.tokens[k], it.head)]
    behind = [n for n in names if it.until < n.first and n.last <= it.last]
    joint = {n.head for n in behind if base(parsed.tokens[n.head]) == "conj"} | {parsed.tokens[n.head].head for n in behind}
    states = [n.member.actor for n in names if it.first <= n.first and n.last < it.since]
    states += [n.member.actor for n in behind if n.head in joint]
    return {row["iso3"] for row in rows if row is not None} | {actor.id for actor in states if actor.id == actor.country}


def _is_adjective(token: Token, noun: int) -> bool:
    """A country word that goes with the noun: with a small letter, or a modifier before it."""
    if token.text[:1].islower():
        return token.upos in ("ADJ", "NOUN", "PROPN", "VERB")
    return token.i < noun and base(token) in ("amod", "compound", "nmod", "flat")


def _owner(parsed: Parsed, lexicon: Lexicon, it: Description, names: Sequence[Mention]) -> Mention | None:
    """Whose it is: the name right before the noun ("Britain's minister", "UN envoy"), else the first one behind it."""
    others = [name for name in names if name is not it.named and it.first <= name.first and name.last <= it.last]
    before = [name for name in others if name.last < it.since and lends_country(parsed, lexicon, name.first, name.last)]
    if before:
        return before[-1]
    behind = [name for name in others if it.head < name.first]
    if not behind or (it.ranks & _POSTED and preposition(parsed, behind[0].head) in words(lexicon, "reference_words", "posted")):
        return None
    return behind[0]


_POSTED = frozenset({"ambassador", "envoy"})
"""Ranks whose complement may tell where they are sent and not who sent them."""


@cache
def _kinds(lexicon: Lexicon) -> dict[str, Row]:
    return {lower(form): row for row in lexicon.table("kind_adjectives") for form in (row["word"], *row["forms"])}


def possessed(parsed: Parsed, it: Description) -> bool:
    """True if an owner before the noun makes the phrase definite: "Britain's minister"."""
    return it.owner is not None and it.owner.last < it.since and parsed.tokens[it.owner.head].deprel.endswith(":poss")


def inner(it: Description, nouns: Sequence[Noun]) -> Row | None:
    """The noun of a body inside: "un responsable de la police", "police chief"."""
    bodies = [n for n in nouns if n.row.table == "source_nouns" and it.first <= n.first and n.until <= it.last]
    before = [n.row for n in bodies if n.until < it.since]
    behind = [n.row for n in bodies if it.until < n.first]
    return before[-1] if before else behind[0] if behind else None
