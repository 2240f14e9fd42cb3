"""Noun phrases with a noun of office, trade or body: "le président ukrainien", "une source diplomatique"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Token
from .cast import Mention
from .namelist import Found, Phrases, adjectives, common, fold, key, lower, words
from .nominal import base, determiner, extent, gender_number, head_of

PAPERS = ("document", "utterance")
"""What is written or said: a source, but nobody who acts."""
_NEAR = 3
"""So many words may stand between a title and its name ("le ministre russe des Sports X" has its own rule)."""


@dataclass(slots=True, eq=False)
class Description:
    """A described phrase: tokens ``first``-``last``, its noun's entry and what stands in it.

    ``definite`` is definite, indefinite, possessive, demonstrative or "". ``country`` is the entry and token of
    its country adjective, ``owner`` the name that it belongs to, ``named`` the name beside it that is the same
    actor (title or apposition).
    """

    first: int
    last: int
    head: int
    until: int
    """Last token of the noun's entry."""
    row: Row
    definite: str = ""
    gender: str = ""
    number: str = ""
    country: tuple[Row, int] | None = None
    owner: Mention | None = None
    named: Mention | None = None
    linked_by: str = ""
    kind: Row | None = None
    inner: Row | None = None
    ranks: frozenset[str] = frozenset()
    rank_rows: tuple[Row, ...] = field(default=())

    @property
    def individual(self) -> bool:
        """One person by office or trade."""
        return self.row.table == "roles"


class _Noun(NamedTuple):
    """An entry's noun in the text: tokens ``first`` to ``until``, headed by ``head``."""

    first: int
    until: int
    head: int
    row: Row


def find_descriptions(parsed: Parsed, lexicon: Lexicon, names: Sequence[Mention]) -> Iterator[Description]:
    """Every phrase whose noun is in roles or source_nouns, outside names, in text order."""
    nouns = list(_nouns(parsed, lexicon, names))
    named: dict[int, list[Mention]] = {}
    for name in names:
        named.setdefault(parsed.tokens[name.head].sent, []).append(name)
    beside: dict[int, list[_Noun]] = {}
    for noun in nouns:
        beside.setdefault(parsed.tokens[noun.head].sent, []).append(noun)
    for noun in nouns:
        sent = parsed.tokens[noun.head].sent
        it = _description(parsed, lexicon, named.get(sent, []), beside[sent], noun)
        if _worthwhile(parsed, it):
            yield it


def _nouns(parsed: Parsed, lexicon: Lexicon, names: Sequence[Mention]) -> Iterator[_Noun]:
    inside = {k for name in names for k in range(name.first, name.last + 1)}
    for found in common(lexicon).find(parsed.text):
        tokens = parsed.tokens_in(found.start, found.end)
        if not tokens or tokens[0] in inside or parsed.tokens[tokens[0]].start != found.start:
            continue
        head = head_of(parsed, tokens[0], tokens[-1])
        if parsed.tokens[tokens[-1]].end != found.end or not _is_noun(parsed, head, len(tokens) > 1):
            continue
        if not _field(parsed, lexicon, tokens[0], found):
            yield _Noun(tokens[0], tokens[-1], head, found.row)


def _is_noun(parsed: Parsed, head: int, several: bool) -> bool:
    token = parsed.tokens[head]
    if token.upos in ("NOUN", "PROPN"):
        return base(token) not in ("case", "mark", "advmod", "fixed", "amod", "cop")
    if token.upos in ("ADJ", "VERB"):
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
    if not it.individual:
        return it.row["what"] != "recall" or (it.definite in ("definite", "demonstrative") and it.last == it.until)
    if it.definite or it.number == "Plur" or it.named is not None:
        return True
    return any(base(parsed.tokens[c]) == "case" for c in parsed.children[it.head])


def _description(
    parsed: Parsed, lexicon: Lexicon, names: Sequence[Mention], nouns: Sequence[_Noun], noun: _Noun
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
    titled = [name for name in names if _titled_by(nouns, noun, name)]
    if last == until and last + 1 < parsed.sentence_of(head).last and _country_word(parsed, lexicon, last + 1):
        # the adjective right behind belongs to the noun, whatever the tree says
        last += 1
    last = _whole(parsed, until, last, names, titled)
    found = Description(first, last, head, until, row, use, gender, number or "Sing")
    _link(parsed, found, [name for name in names if name not in titled])
    _complements(parsed, lexicon, found, names)
    _inner(found, nouns)
    ranks = set(row["rank"]) if found.individual else set()
    text = parsed.text[parsed.tokens[head].start : parsed.tokens[found.last].end]
    portfolios = tuple({hit.row.id: hit.row for hit in portfolios_of(lexicon).find(text)}.values())
    if portfolios and "minister" in ranks:
        found.rank_rows = portfolios
        ranks = {portfolio["rank"] for portfolio in portfolios if portfolio["rank"]} or {"minister"}
    found.ranks = frozenset(ranks)
    return found


def _country_word(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    text = parsed.tokens[k].text
    return text[:1].islower() and lower(fold(text)) in adjectives(lexicon)


def _whole(parsed: Parsed, until: int, last: int, names: Sequence[Mention], titled: Sequence[Mention]) -> int:
    """The end of the phrase so that it cuts no name: it takes in names that belong to something inside it and
    stops before a person's name right behind, which is the same person (title) or stands by itself."""
    for name in names:
        if not until < name.first <= last + 1:
            continue
        if name in titled or (name.first <= last and not (name.member.person and _bare(parsed, name))):
            last = max(last, name.last)
        elif name.first <= last:
            return name.first - 1
    return last


def _titled_by(nouns: Sequence[_Noun], noun: _Noun, name: Mention) -> bool:
    """The name has a title of its own further inside: "la porte-parole de la présidente X"."""
    return any(noun.until < other.first and other.until < name.first and _may_title(other, name) for other in nouns)


def _may_title(noun: _Noun, name: Mention) -> bool:
    near = name.first - noun.until <= _NEAR
    return near and (noun.row["title"] if noun.row.table == "roles" else not name.member.person)


def _inner(it: Description, nouns: Sequence[_Noun]) -> None:
    """The noun of a body inside: "un responsable de la police"."""
    inside = [n.row for n in nouns if it.until < n.first and n.until <= it.last and n.row.table == "source_nouns"]
    it.inner = inside[0] if inside else None


def _contracted(lexicon: Lexicon, token: Token) -> bool:
    """An indefinite article that may as well be a preposition contracted with the definite one."""
    return lower(token.text) in words(lexicon, "reference_words", "definite")


@cache
def portfolios_of(lexicon: Lexicon) -> Phrases:
    return Phrases([(lexicon.table("portfolios"), "name")], cased=False)


# --- the name beside it ---------------------------------------------------------------------------------------


def _link(parsed: Parsed, it: Description, names: Sequence[Mention]) -> None:
    """The name that the phrase stands before ("le président X", "le président, X,") or behind ("X, président")."""
    for name in names:
        if name.locative or not _same_sort(it, name):
            continue
        if it.until < name.first and _bare(parsed, name) and _adjectives(parsed, it, name.first):
            it.named, it.linked_by, it.last = name, "title", name.first - 1
            return
    for name in names:
        if name.locative or not _same_sort(it, name):
            continue
        if _comma(parsed, it.last + 1, name.first) and not _listed(parsed, it, name):
            it.named, it.linked_by = name, "apposition"
            return
        if _comma(parsed, name.last + 1, it.first) and not _governed(parsed, it.head) and it.definite != "possessive":
            it.named, it.linked_by = name, "apposition"
            return


def _adjectives(parsed: Parsed, it: Description, last: int) -> bool:
    """Nothing but adjectives of the noun (whatever the tagger calls them) between the phrase and token ``last``."""
    between = [parsed.tokens[k] for k in range(it.last + 1, last)]
    return len(between) <= _NEAR and all(
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


def _bare(parsed: Parsed, name: Mention) -> bool:
    """The name stands without preposition or article of its own, right behind the phrase."""
    before = parsed.tokens[name.first - 1]
    return before.upos in ("NOUN", "ADJ", "PROPN", "VERB") or (before.upos == "PUNCT" and before.text in "«\"“")


def _comma(parsed: Parsed, at: int, then: int) -> bool:
    """A comma at token ``at`` and the other phrase right behind it (or behind an article)."""
    return at + 1 == then and at < len(parsed.tokens) and parsed.tokens[at].text == ","


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


def _complements(parsed: Parsed, lexicon: Lexicon, it: Description, names: Sequence[Mention]) -> None:
    """Country adjective, owner and kind adjective inside the phrase."""
    for k in range(it.first, it.last + 1):
        token = parsed.tokens[k]
        if token.upos in ("ADJ", "NOUN", "PROPN", "VERB") and it.country is None and k != it.head:
            row = adjectives(lexicon).get(lower(fold(token.text)))
            if row is not None and not token.text[:1].isupper():
                it.country = (row, k)
        if it.kind is None and k != it.head:
            it.kind = _kinds(lexicon).get(lower(token.text))
    owners = [name for name in names if it.head < name.first and name.last <= it.last and name is not it.named]
    it.owner = owners[0] if owners else None


@cache
def _kinds(lexicon: Lexicon) -> dict[str, Row]:
    return {lower(form): row for row in lexicon.table("kind_adjectives") for form in (row["word"], *row["forms"])}


def wording(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> str:
    """The words of a phrase as a source is printed: without articles that say nothing of it."""
    dropped = words(lexicon, "reference_words", "dropped")
    counting = words(lexicon, "reference_words", "counting")
    start = first
    while start < last and lower(parsed.tokens[start].text).replace("’", "'") in dropped:
        following = lower(parsed.tokens[start + 1].text)
        if lower(parsed.tokens[start].text) in counting and following in counting:
            break
        if any(parsed.tokens[k].deprel == "fixed" for k in parsed.children[start]):
            break  # "at least five": no article
        start += 1
    token = parsed.tokens[start]
    text = " ".join(parsed.text[token.start : parsed.tokens[last].end].split())
    opens = token.i == parsed.sentence_of(token.i).first and token.upos in ("DET", "ADP", "ADJ", "NUM")
    return text[0].lower() + text[1:] if opens else text


def noun_key(row: Row) -> str:
    return key(row["noun"])
