"""The actors of one report and all that is known about each: names, gender, offices, what it may be called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Actor, Span, Step
from .namelist import key
from .nationality import CountryWord, likeliest

RULES = "mul/resolution:"


@dataclass(slots=True, eq=False)
class Member:
    """One actor. ``first`` is the place of its first mention; ``nouns`` are keys of nouns that name its kind
    ("agence"), ``ranks`` the offices it holds; ``kinds`` are those that an unknown body may be of ("group"),
    ``complements`` the nouns of what a person's office is of ("lawyer of the staff")."""

    actor: Actor
    first: int
    gender: str = ""
    number: str = "Sing"
    person: bool = False
    kinds: set[str] = field(default_factory=set)
    complements: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Mention:
    """Words that refer to a member, while the report is being read. ``first``/``last`` are tokens, inclusive.

    ``rank`` orders mentions with one head: names before descriptions. ``locative`` marks the name of a place
    that does not act here.
    """

    first: int
    last: int
    head: int
    span: Span
    member: Member
    how: str
    steps: tuple[Step, ...]
    locative: bool = False


class Cast:
    """The members of one report, by name."""

    def __init__(self, lexicon: Lexicon, published: str | None) -> None:
        self.lexicon = lexicon
        self.published = published
        self.members: list[Member] = []
        self.named: set[str] = set()
        """The countries (ISO 3166-1 alpha-3) that the report names without doubt, or places of which it names."""
        self.places: dict[int, Row] = {}
        """Cities, regions and other places that are no actors, by each of their tokens."""
        self._by_id: dict[str, Member] = {}
        self._by_name: dict[str, Member] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def by_id(self, actor: str) -> Member | None:
        return self._by_id.get(actor)

    def by_name(self, name: str) -> Member | None:
        return self._by_name.get(key(name))

    def call(self, member: Member, name: str) -> None:
        """From now on ``name`` is this member's."""
        member.names.add(key(name))
        self._by_name.setdefault(key(name), member)

    def add(self, member: Member) -> Member:
        """The member with this actor's id: the one that stands already, or this one."""
        known = self._by_id.get(member.actor.id)
        if known is not None:
            known.first = min(known.first, member.first)
            return known
        self._by_id[member.actor.id] = member
        self.members.append(member)
        self.call(member, member.actor.name)
        return member

    def of_row(self, row: Row, at: int) -> Member:
        """The member that an entry of persons, organisations, countries or metonyms is."""
        make = {"persons": _person, "organisations": _organisation, "countries": _country, "metonyms": self._metonym}
        member = make[row.table](row, at)
        if row.table == "persons" and not self.by_id(member.actor.id):
            member.ranks |= offices(self.lexicon, row["id"], self.published)
        return self.add(member)

    def _metonym(self, row: Row, at: int) -> Member:
        if row["stands"]:
            body = next((r for r in self.lexicon.table("organisations") if r["id"] == row["stands"]), None)
            if body is not None:
                return _organisation(body, at)
        country = self.country(row["country"])
        return _country(country, at) if country is not None else Member(Actor(f"report:{row['name']}", row["name"]), at)

    def country(self, iso3: str) -> Row | None:
        return self.lexicon.table("countries").by("iso3").get(iso3.lower(), (None,))[0]

    def nation(self, word: CountryWord) -> Row | None:
        """The country that an adjective means here; None where the report does not tell which of several."""
        return likeliest(word.rows, self.named)

    def state(self, iso3: str, at: int) -> Member | None:
        """The member that a country is."""
        row = self.country(iso3)
        return self.of_row(row, at) if row is not None else None

    def merge(self, kept: Member, gone: Member) -> None:
        """Two members turn out to be one."""
        if kept is gone:
            return
        kept.first = min(kept.first, gone.first)
        kept.nouns |= gone.nouns
        kept.ranks |= gone.ranks
        kept.kinds |= gone.kinds
        kept.complements |= gone.complements
        kept.gender = kept.gender or gone.gender
        for name in gone.names:
            self._by_name[name] = kept
        kept.names |= gone.names
        self._by_id[gone.actor.id] = kept
        if gone in self.members:
            self.members.remove(gone)


def _person(row: Row, at: int) -> Member:
    actor = Actor(row["id"], row["name"], row["kind"], row["country"] or None)
    return Member(actor, at, row["gender"], "Sing", True)


def _organisation(row: Row, at: int) -> Member:
    actor = Actor(row["id"], row["name"], row["kind"], row["country"] or None)
    return Member(actor, at, row["gender"], row["number"] or "Sing", nouns={key(noun) for noun in row["nouns"]})


def _country(row: Row, at: int) -> Member:
    actor = Actor(row["iso3"], row["names"][0], "state", row["iso3"])
    return Member(actor, at, row["gender"], row["number"] or "Sing")


@cache
def bodies_of(lexicon: Lexicon) -> dict[tuple[str, str], Row]:
    """(country, noun) -> the only organisation of that country that goes by the noun ("the army")."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in lexicon.table("organisations"):
        for noun in {key(noun) for noun in row["nouns"]} if row["country"] else ():
            found.setdefault((row["country"], noun), []).append(row)
    return {at: rows[0] for at, rows in found.items() if len(rows) == 1}


def offices(lexicon: Lexicon, person: str, on: str | None) -> set[str]:
    """The offices that a person held on a day; without a day, those that it ever held."""
    rows = lexicon.table("holders").by("person").get(person, ())
    return {row["office"] for row in rows if on is None or held(row, on)}


def held(row: Row, on: str) -> bool:
    """True if the term covers the day (or the part of it that both dates name)."""
    start, end = row["from"], row["to"]
    return start[: len(on)] <= on[: len(start)] and (not end or on[: len(end)] <= end[: len(on)])


def holder(lexicon: Lexicon, office: str, of: str, on: str) -> tuple[Row, Row] | None:
    """Who held an office on a day, as (person, term); None where nobody or more than one did."""
    terms = [
        row for row in lexicon.table("holders").by("of").get(of.lower(), ()) if row["office"] == office and held(row, on)
    ]
    persons = {row["person"] for row in terms}
    if len(persons) != 1:
        return None
    person = lexicon.table("persons").by("id").get(terms[0]["person"].lower())
    return (person[0], terms[0]) if person else None
