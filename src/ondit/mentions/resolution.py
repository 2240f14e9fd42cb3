"""Whom a described phrase means: a name beside it, the holder of the office, someone named before, or itself.

Every decision leaves a step. What cannot be resolved keeps its own words; no resolution beats a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import Lexicon
from ..model import Actor, Parsed, Step
from .cast import RULES, Cast, Member, Mention, holder
from .descriptions import PAPERS, Description, noun_key, wording
from .discourse import Discourse
from .namelist import words

_OFFICES = ("head_of_state", "head_of_government", "leader", "foreign_minister", "defence_minister", "secretary_general", "director",
            "commissioner")  # fmt: skip
"""Ranks that holders knows, the highest first."""
_ANYONE = frozenset({"official", "witness", "expert", "observer", "victim", "relative", "soldier", "rebel", "lawmaker",
                     "journalist", "activist", "aid_worker", "rescuer", "doctor", "police", "representative"})  # fmt: skip
"""Ranks that many hold at once: a definite phrase alone names nobody."""


"""Ranks of people whom a report brings in without naming them."""
_NEAR = 2
"""The only person must have been named in this sentence or so many before."""
_STATELESS = frozenset({"igo", "ngo", "company", "media", "armed_group"})
"""Owners beside whom a country adjective deeper in the phrase tells a branch and not a nationality."""


class Resolver:
    """Reads the described phrases of one report, in text order."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, cast: Cast, discourse: Discourse) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.cast = cast
        self.discourse = discourse

    def mention(self, it: Description) -> Mention:
        """The phrase as a mention of whomever it means."""
        span = self.parsed.span(it.first, it.last)
        steps = [Step(it.row.id, (("noun", self.parsed.span(it.head, it.until)),))]
        if it.country is not None:
            row, k = it.country
            steps.append(Step(row.id, (("country", self.parsed.span(k)),), f"country={row['iso3']}"))
        if it.owner is not None:
            steps.append(Step(f"{RULES}belongs", (("owner", it.owner.span),), f"owner={it.owner.member.actor.name}"))
        member, further = self._member(it)
        how = "demonym" if member.actor.id == self._country(it) and it.row.table == "source_nouns" and it.row["what"] == "force" else "description"
        return Mention(it.first, it.last, it.head, span, member, how, (*steps, *further))

    # --- ways to resolve ----------------------------------------------------------------------------------

    def _member(self, it: Description) -> tuple[Member, Sequence[Step]]:
        for way in (self._named, self._recall, self._possessed, self._force, self._unnamed, self._owned, self._office, self._earlier):
            found = way(it)
            if found is not None:
                return found
        member = self._words(it, named=self._tells(it))
        home = self._home(it)
        if home is None:
            return member, ()
        member.actor = replace(member.actor, country=home.actor.country, named=bool(it.row["named"]))
        return member, (self._step("only-country", it, home),)

    def _home(self, it: Description) -> Member | None:
        """The only state that the report names, once it has told of an office or body of it: "le président
        sénégalais … la présidence"."""
        if it.individual or not it.row["named"] or it.definite != "definite" or it.last > it.until or it.number == "Plur":
            return None
        states = [member for member in self.cast if member.actor.id == member.actor.country]
        if len(states) != 1 or it.row["kind"] not in ("state", "military", "intelligence"):
            return None
        told = self.discourse.latest(it.first, lambda m: m.how == "description" and m.member.actor.country == states[0].actor.id)
        return states[0] if told is not None else None

    def _named(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """The name beside it; what the phrase tells is learnt about the one named."""
        if it.named is None:
            return None
        member = it.named.member
        self._learn(member, it)
        binds = (("description", self.parsed.span(it.first, it.last)), ("name", it.named.span))
        return member, (Step(f"{RULES}{it.linked_by}", binds, f"actor={member.actor.name}"),)

    def _learn(self, member: Member, it: Description) -> None:
        member.nouns.add(noun_key(it.row))
        member.ranks |= it.ranks
        if it.individual:
            member.gender = member.gender or it.gender
        if member.actor.id.startswith("report:"):
            kind, country = self._kind(it), self._country(it)
            owner = self._possessor(it) if it.definite == "possessive" else None
            if owner is not None:
                kind = owner[0].member.actor.kind if kind == "unknown" else kind
                country = country or owner[0].member.actor.country
            actor = member.actor
            kind = kind if actor.kind in ("person", "unknown") and kind != "unknown" else actor.kind
            member.actor = replace(actor, kind=kind, country=actor.country or country)

    def _recall(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A noun that is an actor only where it points back to one."""
        if it.individual or it.row["what"] != "recall":
            return None
        return self._earlier(it) or (self._words(it, named=False), ())

    def _force(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A force named by its state's adjective: the state whose forces they are."""
        if it.individual or it.row["what"] != "force" or it.country is None or it.definite == "possessive":
            return None
        state = self.cast.state(it.country[0]["iso3"], it.first)
        if state is None:
            return None
        actor = replace(state.actor, kind=it.row["kind"])
        return Member(actor, it.first, it.gender, it.number), (Step(f"{RULES}forces-of", (), f"actor={actor.name}"),)

    def _unnamed(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """Someone whom the report does not want to, or cannot, name."""
        faceless = not it.individual and it.row["what"] in ("source", "persons")
        many = it.individual and it.number == "Plur"
        document = not it.individual and it.row["what"] in PAPERS
        if it.definite == "indefinite" or faceless or (not it.definite and it.number == "Plur" and it.individual):
            return self._words(it, named=False), (Step(f"{RULES}unnamed"),)
        if many or document:
            return self._words(it, named=False), (Step(f"{RULES}unnamed"),)
        return None

    def _owned(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A body with its country or owner: itself, or the state where it is one."""
        if it.individual:
            return None
        country = self._country(it)
        if it.country is None and it.owner is None:
            return None
        if it.row["what"] == "state" and country is not None and not self._within(it):
            name = wording(self.parsed, self.lexicon, it.first, it.last)
            member = Member(Actor(country, name, "state", country), it.first, it.gender, it.number)
            member.nouns.add(noun_key(it.row))
            return member, (Step(f"{RULES}state-noun", (), f"actor={country}"),)
        member = self.cast.add(self._words(it, named=it.row["named"]))
        return member, ()

    def _within(self, it: Description) -> bool:
        """The owner is a part or a rival of the state: "le gouvernement de l'est", "du Hamas"."""
        return it.owner is not None and it.owner.how in ("name", "alias") and it.owner.member.actor.kind != "state"

    def _possessed(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """"son ministre", "ses soldats": by its own words, with the kind and country of the owner."""
        if it.definite != "possessive":
            return None
        owner = self._possessor(it)
        member = self._words(it, named=self._tells(it) and owner is not None)
        if owner is None:
            return member, ()
        mention, step = owner
        actor = mention.member.actor
        kind = member.actor.kind if member.actor.kind != "unknown" else actor.kind
        member.actor = replace(member.actor, kind=kind, country=member.actor.country or actor.country)
        return member, (step,)

    def _possessor(self, it: Description) -> tuple[Mention, Step] | None:
        """The owner that a possessive determiner points back to: the most prominent one that can have it."""
        found = self.discourse.salient(it.first, "", "", speaks=True)
        if found is None:
            return None
        binds = (("description", self.parsed.span(it.first, it.last)), ("owner", found.span))
        return found, Step(f"{RULES}possessive", binds, f"owner={found.member.actor.name}")

    def _office(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """One office, one holder: named in the report, or known for the day of publication."""
        if not it.individual or it.definite not in ("definite", "demonstrative"):
            return None
        of = self._of(it)
        if of is None or not it.ranks:
            return None
        for rank in [rank for rank in _OFFICES if rank in it.ranks]:
            here = [m for m in self.cast if m.person and rank in m.ranks and of in (m.actor.country, self._body_of(m))]
            here = [m for m in here if not it.gender or not m.gender or m.gender == it.gender]
            if len(here) == 1:
                return here[0], (self._step("office-in-report", it, here[0]),)
        former = self._former(it)
        for rank in [rank for rank in _OFFICES if rank in it.ranks and self.cast.published and not former]:
            known = holder(self.lexicon, rank, of, str(self.cast.published))
            if known is not None and it.gender in ("", known[0]["gender"]):
                person, term = known
                member = self.cast.of_row(person, it.first)
                return member, (self._step("office-holder", it, member), Step(term.id, (), f"actor={member.actor.name}"))
        return None

    def _former(self, it: Description) -> bool:
        former = words(self.lexicon, "reference_words", "former")
        return any(self.parsed.tokens[k].text.lower() in former for k in range(it.first, it.last + 1))

    def _body_of(self, member: Member) -> str | None:
        rows = self.lexicon.table("holders").by("person").get(member.actor.id.lower(), ())
        return next((row["of"] for row in rows), None)

    def _of(self, it: Description) -> str | None:
        """Whose office it is: a country's code or the id of a body."""
        if it.country is not None:
            return str(it.country[0]["iso3"])
        if it.owner is not None:
            actor = it.owner.member.actor
            return actor.country if it.owner.how == "metonym" else actor.id
        return None

    def _earlier(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A definite phrase that tells nothing but the noun: the last one named that the noun fits."""
        if it.definite not in ("definite", "demonstrative") or it.country is not None or it.owner is not None:
            return None
        if self._modified(it):
            return None
        beside = self.discourse.beside(it.head)
        found = self.discourse.latest(it.first, lambda m: m.member not in beside and self._fits(it, m))
        if found is not None:
            return found.member, (self._step("definite", it, found.member, found),)
        found = self._only(it, beside)
        return (found.member, (self._step("only-person", it, found.member, found),)) if found is not None else None

    def _only(self, it: Description, beside: Sequence[Member]) -> Mention | None:
        """The only person named lately, if nothing is known yet of what it does: "Elon Musk … Le milliardaire"."""
        if not it.individual or not it.row["anaphor"] or it.last > it.until or it.ranks:
            return None  # an office is not just anybody's
        sent = self.parsed.tokens[it.head].sent
        near = [
            m for m in self.discourse.mentions
            if m.member.person and m.member.actor.named and sent - self.parsed.tokens[m.head].sent <= _NEAR
        ]  # fmt: skip
        members = list({id(m.member): m.member for m in near}.values())
        if len(members) != 1 or members[0] in beside or members[0].ranks or members[0].nouns:
            return None
        kinds = {members[0].actor.kind, str(it.row["kind"])}
        agrees = not it.gender or not members[0].gender or it.gender == members[0].gender
        return near[-1] if agrees and (len(kinds) == 1 or "person" in kinds or "unknown" in kinds) else None

    def _modified(self, it: Description) -> bool:
        """True if the phrase has words of its own after the noun, which would have to fit too."""
        return it.last > it.until and it.kind is None and not it.individual and it.row["what"] == "state"

    def _fits(self, it: Description, mention: Mention) -> bool:
        member = mention.member
        if mention.locative or (member.number and it.number and member.number != it.number):
            return False
        noun = noun_key(it.row)
        generic = noun.split()[0]
        if it.individual:
            if not member.person or (it.gender and member.gender and it.gender != member.gender):
                return False
            return bool(it.row["anaphor"]) and (noun in member.nouns or bool(it.ranks & member.ranks))
        if member.person or mention.how == "pronoun":
            return False
        if noun in member.nouns or (generic in member.nouns and member.actor.kind in it.row["refers"]):
            return True
        if member.nouns or not member.actor.named or member.actor.id.isupper():
            return False
        return member.actor.kind in it.row["refers"]

    # --- by its own words ---------------------------------------------------------------------------------

    def _words(self, it: Description, *, named: bool) -> Member:
        name = wording(self.parsed, self.lexicon, it.first, it.last)
        actor = Actor(f"report:{name}", name, self._kind(it), self._country(it), named)
        member = Member(actor, it.first, it.gender, it.number, person=it.individual)
        member.nouns.add(noun_key(it.row))
        member.ranks |= it.ranks
        return member

    def _tells(self, it: Description) -> bool:
        """True if a definite phrase that was not resolved still says exactly who it is."""
        if it.definite == "possessive":
            return it.number != "Plur" and not it.ranks & _ANYONE
        if it.individual:
            return it.number != "Plur" and not it.ranks & _ANYONE and (it.country is not None or it.last > it.until)
        return bool(it.row["named"]) and it.definite in ("definite", "demonstrative")

    def _kind(self, it: Description) -> str:
        """The kind that the owner, an adjective or the noun itself gives, the surest first."""
        owner = it.owner.member.actor.kind if it.owner is not None and not it.owner.locative else "unknown"
        if it.owner is not None and it.owner.how == "metonym":
            owner = "state"
        own = str(it.row["kind"])
        if it.individual and owner != "unknown" and owner != "person" and own in ("unknown", "state", "igo"):
            return owner
        if own == "unknown" or it.row["kind"] == "media":
            own = it.kind["kind"] if it.kind is not None and own == "unknown" else own
        if own == "unknown" and owner != "unknown":
            return owner
        if own == "unknown" and it.inner is not None:
            return str(it.inner["kind"])
        official = bool(it.ranks & {"official", "chief", "representative", "spokesperson"})
        if own == "unknown" and it.individual and it.country is not None and official:
            return "state"
        return own

    def _country(self, it: Description) -> str | None:
        foreign = it.owner is not None and it.owner.member.actor.kind in _STATELESS
        if it.country is not None and not (foreign and self.parsed.tokens[it.country[1]].head != it.head):
            return str(it.country[0]["iso3"])
        return it.owner.member.actor.country if it.owner is not None else None

    def _step(self, rule: str, it: Description, member: Member, found: Mention | None = None) -> Step:
        binds = [("description", self.parsed.span(it.first, it.last))]
        if found is not None:
            binds.append(("antecedent", found.span))
        return Step(f"{RULES}{rule}", tuple(binds), f"actor={member.actor.name}")

