"""Noun phrases with a noun of office, trade or body: "le président ukrainien", "une source diplomatique"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Token
from .belonging import NEAR, bare, complements, inner, link, possessed
from .cast import Cast, Mention
from .fullnames import grown, name_word
from .namelist import Found, Phrases, common, lower, words
from .nationality import country_words
from .nominal import base, determiner, extent, gender_number, head_of, told_gender

PAPERS = ("document", "utterance")
"""What is written or said: a source, but nobody who acts."""


@dataclass(slots=True, eq=False)
class Description:
    """A described phrase: tokens ``first``-``last``, its noun's entry and what stands in it.

    ``definite`` is definite, indefinite, possessive, demonstrative or "". ``country`` is the entry and the first
    and last token of its country adjective, ``owner`` the name that it belongs to, ``named`` the name beside it
    that is the same actor (title or apposition), ``within`` the described phrase that it belongs to, ``place`` the
    entry of a city or region inside it, ``possessor`` the entry of its possessive determiner;
    ``titled`` tells that the noun of a body has a name of its own before it ("the Volta group"), ``several``
    that it is of more than one country.
    """

    first: int
    last: int
    head: int
    since: int
    until: int
    """First and last token of the noun's entry."""
    row: Row
    definite: str = ""
    gender: str = ""
    number: str = ""
    country: tuple[Row, int, int] | None = None
    owner: Mention | None = None
    named: Mention | None = None
    linked_by: str = ""
    titled: bool = False
    several: bool = False
    kind: Row | None = None
    inner: Row | None = None
    possessor: Row | None = None
    within: Description | None = None
    place: Row | None = None
    ranks: frozenset[str] = frozenset()
    rank_rows: tuple[Row, ...] = field(default=())

    @property
    def individual(self) -> bool:
        """One person by office or trade."""
        return self.row.table == "roles"


class Noun(NamedTuple):
    """An entry's noun in the text: tokens ``first`` to ``until``, headed by ``head``."""

    first: int
    until: int
    head: int
    row: Row


def find_descriptions(parsed: Parsed, lexicon: Lexicon, cast: Cast, names: Sequence[Mention]) -> list[Description]:
    """Every phrase whose noun is in roles or source_nouns, outside names, in text order."""
    nouns = list(_nouns(parsed, lexicon, names))
    named: dict[int, list[Mention]] = {}
    for name in names:
        named.setdefault(parsed.tokens[name.head].sent, []).append(name)
    beside: dict[int, list[Noun]] = {}
    for noun in nouns:
        beside.setdefault(parsed.tokens[noun.head].sent, []).append(noun)
    found = []
    for noun in nouns:
        sent = parsed.tokens[noun.head].sent
        it = _description(parsed, lexicon, cast, named.get(sent, []), beside[sent], noun)
        if _worthwhile(parsed, it):
            found.append(it)
    _within(parsed, found)
    return found


def _within(parsed: Parsed, found: Sequence[Description]) -> None:
    """Phrases that belong to another phrase that is told of nobody else: "the agency's chief"."""
    by_head: dict[int, list[Description]] = {}
    for it in found:
        by_head.setdefault(parsed.tokens[it.head].head, []).append(it)
    for it in found:
        if it.owner is not None or it.country is not None:
            continue
        for inside in by_head.get(it.head, ()):
            bound = inside.definite in ("definite", "demonstrative") and base(parsed.tokens[inside.head]) in ("nmod", "compound")
            if bound and not inside.individual and it.first <= inside.first and inside.last <= it.last:
                it.within = inside
                break


def _nouns(parsed: Parsed, lexicon: Lexicon, names: Sequence[Mention]) -> Iterator[Noun]:
    inside = {k for name in names for k in range(name.first, name.last + 1)}
    for found in common(lexicon).find(parsed.text):
        tokens = parsed.tokens_in(found.start, found.end)
        if not tokens or tokens[0] in inside or parsed.tokens[tokens[0]].start != found.start:
            continue
        head = head_of(parsed, tokens[0], tokens[-1])
        if parsed.tokens[tokens[-1]].end != found.end or not _is_noun(parsed, head, len(tokens) > 1):
            continue
        if not _field(parsed, lexicon, tokens[0], found):
            yield Noun(tokens[0], tokens[-1], head, found.row)


def _is_noun(parsed: Parsed, head: int, several: bool) -> bool:
    token = parsed.tokens[head]
    if token.upos in ("NOUN", "PROPN"):
        return base(token) not in ("case", "mark", "advmod", "fixed", "amod", "cop")
    if token.upos in ("ADJ", "VERB"):
        if base(token) in ("amod", "compound") and parsed.tokens[token.head].upos in ("NOUN", "PROPN"):
            return False
        # "le responsable", "ce haut gradé": an adjective that heads its phrase
        return several or base(token) in ("nsubj", "obj", "obl", "conj", "nmod", "appos") and any(
            base(parsed.tokens[c]) == "det" for c in parsed.children[head]
        )
    return False


def _field(parsed: Parsed, lexicon: Lexicon, k: int, found: Found) -> bool:
    """A capitalised noun that is what a ministry is named after: "ministre des Armées"."""
    token = parsed.tokens[k]
    if not token.text[:1].isupper() or k == parsed.sentence_of(k).first:
        return False
    named_after = portfolios_of(lexicon).whole(parsed.text[found.start : found.end]) is not None
    return named_after and any(base(parsed.tokens[c]) == "case" for c in parsed.children[k])


def _worthwhile(parsed: Parsed, it: Description) -> bool:
    """Not a noun that only looks back and has nothing to look back with, nor a bare noun without a part."""
    if base(parsed.tokens[it.head]) == "compound" and it.first == it.since and parsed.tokens[it.first].text.islower():
        return False  # "an army spokesman": a modifier is no phrase
    if not it.individual:
        return it.row["what"] != "recall" or (it.definite in ("definite", "demonstrative") and it.last == it.until)
    if it.definite or it.number == "Plur" or it.named is not None or it.owner is not None:
        return True
    return any(base(parsed.tokens[c]) == "case" for c in parsed.children[it.head])


def _description(
    parsed: Parsed, lexicon: Lexicon, cast: Cast, names: Sequence[Mention], nouns: Sequence[Noun], noun: Noun
) -> Description:
    head, until, row = noun.head, noun.until, noun.row
    first, last = extent(parsed, head, lexicon)
    first, last = min(first, noun.first), max(last, until)
    token, use = determiner(parsed, head, lexicon)
    if token is not None:
        if use == "indefinite" and row.table == "source_nouns" and row["named"] and _contracted(lexicon, token):
            use = "definite"
        first = min(first, token.i if token.upos == "DET" else head)
    gender, number = gender_number(parsed, head)
    gender = gender or told_gender(parsed, lexicon, noun.first, until)
    titled = [name for name in names if _titled_by(nouns, noun, name)]
    if last == until and last + 1 < parsed.sentence_of(head).last and _country_word(parsed, lexicon, last + 1):
        # the adjective right behind belongs to the noun, whatever the tree says
        last += 1
    last = _whole(parsed, until, last, names, titled)
    found = Description(first, last, head, noun.first, until, row, use, gender, number or "Sing")
    found.ranks, found.rank_rows = _ranks(parsed, lexicon, found)
    link(parsed, found, [name for name in names if name not in titled])
    complements(parsed, lexicon, cast, found, names)
    found.titled = not found.individual and first < noun.first and name_word(parsed, noun.first - 1)
    if not found.individual and row["what"] == "body":
        _titled_behind(parsed, lexicon, found, names)
    if use == "possessive" and token is not None:
        rows = lexicon.table("pronouns").by("form").get(lower(token.text), ())
        uses = {entry["use"]: entry for entry in rows}
        found.possessor = uses.get("relative") or uses.get("possessive")
    if not found.definite and possessed(parsed, found):
        found.definite = "definite"
    found.inner = inner(found, nouns)
    return found


def _titled_behind(parsed: Parsed, lexicon: Lexicon, it: Description, names: Sequence[Mention]) -> None:
    """A name right behind the noun that nothing else took for one: "le groupe Suez"."""
    k = it.until + 1
    if it.named is not None or it.owner is not None or it.last > k or k >= parsed.sentence_of(it.head).last or not name_word(parsed, k):
        return
    if parsed.tokens[k].head != it.head or any(name.first <= k <= name.last for name in names):
        return
    it.titled, it.last = True, grown(parsed, lexicon, k, k)[1]


def _ranks(parsed: Parsed, lexicon: Lexicon, it: Description) -> tuple[frozenset[str], tuple[Row, ...]]:
    """The offices that the phrase may mean, and the fields of government that it names."""
    ranks = frozenset(it.row["rank"]) if it.individual else frozenset[str]()
    if "minister" not in ranks:
        return ranks, ()
    text = parsed.text[parsed.tokens[it.head].start : parsed.tokens[it.last].end]
    portfolios = tuple({hit.row.id: hit.row for hit in portfolios_of(lexicon).find(text)}.values())
    if not portfolios:
        return ranks, ()
    return frozenset({row["rank"] for row in portfolios if row["rank"]} or {"minister"}), portfolios


def _country_word(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    return parsed.tokens[k].text[:1].islower() and k in country_words(parsed, lexicon)


def _whole(parsed: Parsed, until: int, last: int, names: Sequence[Mention], titled: Sequence[Mention]) -> int:
    """The end of the phrase so that it cuts no name: it takes in names that belong to something inside it and
    stops before a person's name right behind, which is the same person (title) or stands by itself."""
    for name in names:
        if not until < name.first <= last + 1:
            continue
        if name in titled or (name.first <= last and not (name.member.person and bare(parsed, name))):
            last = max(last, name.last)
        elif name.first <= last:
            return name.first - 1
    return last


def _titled_by(nouns: Sequence[Noun], noun: Noun, name: Mention) -> bool:
    """The name has a title of its own further inside: "la porte-parole de la présidente X"."""
    return any(noun.until < other.first and other.until < name.first and _may_title(other, name) for other in nouns)


def _may_title(noun: Noun, name: Mention) -> bool:
    near = name.first - noun.until <= NEAR
    return near and (noun.row["title"] if noun.row.table == "roles" else not name.member.person)


def _contracted(lexicon: Lexicon, token: Token) -> bool:
    """An indefinite article that may as well be a preposition contracted with the definite one."""
    return lower(token.text) in words(lexicon, "reference_words", "definite")


@cache
def portfolios_of(lexicon: Lexicon) -> Phrases:
    return Phrases([(lexicon.table("portfolios"), "name")], cased=False)
