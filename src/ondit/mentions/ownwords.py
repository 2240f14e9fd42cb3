"""A described phrase by its own words: how it is printed, of what kind and country it is, whether it tells who it is."""

from __future__ import annotations

from ..lexicon import Lexicon, Row
from ..model import Actor, Parsed, Token
from .cast import Member
from .descriptions import Description
from .namelist import common, key, lower, words
from .nationality import country_words
from .nominal import base

_LENT = frozenset({"unknown", "state", "igo", "company"})
"""Kinds of offices that give way to the kind of the body whose office it is."""
_STATELESS = frozenset({"igo", "ngo", "company", "media", "armed_group"})
"""Owners beside whom a country adjective deeper in the phrase tells a branch and not a nationality."""
_ANYONE = frozenset({"official", "witness", "expert", "observer", "victim", "relative", "soldier", "rebel", "lawmaker",
                     "journalist", "activist", "aid_worker", "rescuer", "doctor", "police", "representative"})  # fmt: skip
"""Ranks that many hold at once: a definite phrase alone names nobody."""


def own_words(parsed: Parsed, lexicon: Lexicon, it: Description, *, named: bool) -> Member:
    """A new actor of this report that goes by the words of the phrase."""
    name = wording(parsed, lexicon, it.first, it.last)
    actor = Actor(f"report:{name}", name, kind_of(it), country_of(parsed, it), named)
    member = Member(actor, it.first, it.gender, it.number, person=it.individual)
    member.nouns.add(noun_key(it.row))
    member.kinds |= set() if it.individual else set(it.row["refers"])
    member.ranks |= it.ranks
    member.complements |= complements_of(parsed, it)
    return member


def complements_of(parsed: Parsed, it: Description) -> set[str]:
    """The nouns of what the office is of, behind it and without fields of government: "lawyer of the staff"."""
    if not it.individual or it.rank_rows:
        return set()
    inside = (parsed.tokens[k] for k in parsed.children[it.head] if it.until < k <= it.last)
    return {key(token.lemma) for token in inside if base(token) == "nmod" and token.upos == "NOUN" and token.text.islower()}


def tells(it: Description) -> bool:
    """True if a definite phrase that was not resolved still says exactly who it is."""
    if it.definite == "possessive":
        return it.number != "Plur" and not it.ranks & _ANYONE
    if it.individual:
        return it.number != "Plur" and not it.ranks & _ANYONE and (it.country is not None or it.last > it.until or it.owner is not None)
    return bool(it.row["named"] or it.titled) and it.definite in ("definite", "demonstrative")


def kind_of(it: Description) -> str:
    """The kind that the owner, an adjective or the noun itself gives, the surest first."""
    owner = it.owner.member.actor.kind if it.owner is not None and not it.owner.locative else "unknown"
    if it.owner is not None and it.owner.how == "metonym":
        owner = "state"
    own = str(it.row["kind"])
    if it.individual and owner not in ("unknown", "person") and own in _LENT:
        return owner
    if own == "unknown" and it.kind is not None:
        own = str(it.kind["kind"])
    if own == "unknown" and owner != "unknown":
        return owner
    if own == "unknown" and it.inner is not None:
        return str(it.inner["kind"])
    official = it.individual and it.ranks & {"official", "chief", "representative", "spokesperson"}
    national = it.country is not None or it.place is not None or it.several or (it.owner is not None and it.owner.member.actor.kind == "state")
    return "state" if own == "unknown" and official and national else own


def lent_kind(it: Description, owner: str) -> str:
    """The kind of what someone of kind ``owner`` has: "its inspectors", "his men"."""
    own = kind_of(it)
    if owner in ("unknown", "person"):
        return own
    if own == "unknown" or (it.individual and own in _LENT):
        return owner
    armed = owner in ("armed_group", "military") and own in ("military", "person", "armed_group")
    return owner if armed and it.number == "Plur" and not it.ranks & {"relative"} else own


def country_of(parsed: Parsed, it: Description) -> str | None:
    """The country of its adjective, of its owner, or of the place inside it."""
    foreign = it.owner is not None and it.owner.member.actor.kind in _STATELESS
    if it.country is not None and not (foreign and parsed.tokens[it.country[2]].head != it.head):
        return str(it.country[0]["iso3"])
    if it.owner is not None:
        return it.owner.member.actor.country
    if it.several:
        return None
    return (it.place["country"] or None) if it.place is not None else None


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
    return text[0].lower() + text[1:] if _opens_small(parsed, lexicon, token, last) else text


def _opens_small(parsed: Parsed, lexicon: Lexicon, token: Token, last: int) -> bool:
    """True if a word has its capital only because it opens the sentence."""
    if token.i != parsed.sentence_of(token.i).first or token.i in country_words(parsed, lexicon):
        return False
    if token.upos == "NOUN":
        head = parsed.tokens[token.head]
        plain = token.feats.get("Number") == "Plur" or common(lexicon).whole(token.text) is not None
        plain = plain or (base(token) == "compound" and head.upos == "NOUN" and head.text.islower() and head.i <= last)
        return plain and not any(parsed.tokens[k].text[:1].isupper() for k in range(token.i + 1, last + 1) if parsed.tokens[k].head == token.i)
    beside = token.i < last and parsed.tokens[token.i + 1].text[:1].isupper() and token.upos == "ADJ"
    return token.upos in ("DET", "ADP", "ADJ", "NUM") and not beside


def noun_key(row: Row) -> str:
    return key(row["noun"])
