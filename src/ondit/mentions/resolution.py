"""Whom a described phrase means: a name beside it, the holder of the office, someone named before, or itself.

Every decision leaves a step. What cannot be resolved keeps its own words; no resolution beats a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import Lexicon
from ..model import Actor, Parsed, Step
from .cast import RULES, Cast, Member, Mention, bodies_of, holder
from .descriptions import PAPERS, Description
from .discourse import Discourse, Wanted, wanted
from .introductions import introduced
from .metonymy import acts
from .namelist import words
from .nominal import base
from .ownwords import complements_of, country_of, kind_of, lent_kind, noun_key, own_words, tells, wording

_OFFICES = (
    "head_of_state", "head_of_government", "leader", "vice_president", "foreign_minister", "defence_minister", "interior_minister",
    "finance_minister", "speaker", "chief_of_staff", "secretary_general", "director", "commissioner",
)  # fmt: skip
"""Ranks that holders knows, the highest first."""
_CALLED_ANYTHING = frozenset({"armed_group", "company", "media", "ngo", "party"})
"""Kinds of bodies that a report calls now by one noun and now by another: "the front … the group"."""
_NATIONAL = frozenset({"state", "military", "intelligence", "armed_group", "party", "person", "witness"})
"""Kinds of actors whose country may be the one that "the country" means."""
_AGED = frozenset({"aged"})
"""The rank of nouns that only tell an age ("the 45-year-old"), which everybody may have."""
_NEAR = 2
"""The only person must have been named in this sentence or so many before."""


_TELLING = frozenset({"company", "party", "media", "armed_group"})
"""Kinds of offices that tell of what kind an unknown body is that has them."""


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
        self._inherit(it)
        if it.country is not None:
            row, first, last = it.country
            steps.append(Step(row.id, (("country", self.parsed.span(first, last)),), f"country={row['iso3']}"))
        elif it.place is not None and it.owner is None:
            steps.append(Step(it.place.id, (), f"country={it.place['country']}"))
        if it.owner is not None:
            self._tell_owner(it, it.owner.member)
            steps.append(Step(f"{RULES}belongs", (("owner", it.owner.span),), f"owner={it.owner.member.actor.name}"))
        member, further = self._member(it)
        how = "demonym" if member.actor.id == country_of(self.parsed, it) and it.row.table == "source_nouns" and it.row["what"] == "force" else "description"
        return Mention(it.first, it.last, it.head, span, member, how, (*steps, *further))

    def _inherit(self, it: Description) -> None:
        """The owner that is told by a description: "the agency's chief", once it is known which agency."""
        if it.within is None or it.owner is not None:
            return
        inside = it.within
        member, _ = self._member(inside)
        own = member.actor.name == wording(self.parsed, self.lexicon, inside.first, inside.last)
        if member.actor.named and (member.actor.country or not own):
            span = self.parsed.span(inside.first, inside.last)
            it.owner = Mention(inside.first, inside.last, inside.head, span, member, "description", ())

    def _tell_owner(self, it: Description, owner: Member) -> None:
        """What an office tells of the unknown body that has it: one with a "chief executive" is a company."""
        if it.individual and it.row["kind"] in _TELLING and owner.actor.kind == "unknown" and not owner.person:
            owner.actor = replace(owner.actor, kind=it.row["kind"])

    # --- ways to resolve ----------------------------------------------------------------------------------

    def _member(self, it: Description) -> tuple[Member, Sequence[Step]]:
        for way in (self._named, self._recall, self._possessed, self._force, self._introduced, self._unnamed, self._owned, self._office, self._earlier):
            found = way(it)
            if found is not None:
                return found
        member = own_words(self.parsed, self.lexicon, it, named=tells(it))
        if it.titled and member.actor.named:
            return self.cast.add(member), ()
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
        member.kinds |= set() if it.individual else set(it.row["refers"])
        member.complements |= complements_of(self.parsed, it)
        if it.individual:
            member.gender = member.gender or it.gender
        if member.actor.id.startswith("report:"):
            kind, country = kind_of(it), country_of(self.parsed, it)
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
        return self._country_meant(it) or self._earlier(it) or (own_words(self.parsed, self.lexicon, it, named=False), ())

    def _country_meant(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """"The country" that acts or has something: the only one named in this sentence or the two before."""
        if "state" not in it.row["refers"] or it.last > it.until or it.number == "Plur":
            return None
        owns = base(self.parsed.tokens[it.head]) == "nmod" and self.parsed.tokens[self.parsed.tokens[it.head].head].upos == "NOUN"
        if not owns and acts(self.parsed, it.head, self.lexicon, country=True) is None:
            return None
        sent = self.parsed.tokens[it.head].sent
        near = [m for m in self.discourse.mentions if m.last < it.first and sent - self.parsed.tokens[m.head].sent <= _NEAR]
        states = [m for m in near if m.member.actor.id == m.member.actor.country and m.how != "description"]
        others = {m.member.actor.country for m in near if m.member.actor.kind in _NATIONAL} - {None}
        if len({m.member.actor.id for m in states}) != 1 or others - {states[-1].member.actor.id}:
            return None
        return states[-1].member, (self._step("definite", it, states[-1].member, states[-1]),)

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
            return own_words(self.parsed, self.lexicon, it, named=False), (Step(f"{RULES}unnamed"),)
        if many or document:
            return own_words(self.parsed, self.lexicon, it, named=False), (Step(f"{RULES}unnamed"),)
        return None

    def _owned(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A body with its country or owner: itself, or the state where it is one."""
        if it.individual:
            return None
        country = country_of(self.parsed, it)
        if it.country is None and it.owner is None:
            return None
        if it.row["what"] == "state" and country is not None and not self._within(it):
            name = wording(self.parsed, self.lexicon, it.first, it.last)
            member = Member(Actor(country, name, "state", country), it.first, it.gender, it.number)
            member.nouns.add(noun_key(it.row))
            return member, (Step(f"{RULES}state-noun", (), f"actor={country}"),)
        known = self._same_body(it, country)
        if known is not None:
            return known
        member = self.cast.add(own_words(self.parsed, self.lexicon, it, named=it.row["named"]))
        return member, ()

    def _same_body(self, it: Description, country: str | None) -> tuple[Member, Sequence[Step]] | None:
        """A body that its country tells: one that the report has named, or the only one of that sort that there is."""
        if country is None or it.number == "Plur" or it.definite not in ("definite", "demonstrative", "") or self._within(it):
            return None
        owner = it.owner
        if owner is not None and it.last > it.until and it.country is None and owner.member.actor.id != country:
            return None
        if it.place is not None or (owner is not None and owner.how == "metonym" and owner.locative):
            return None  # "the police of Paris" is a city's
        noun = noun_key(it.row)
        found = self.discourse.latest(it.first, lambda m: self._is_of(m.member, country) and self._fits(it, m))
        if found is not None:
            return found.member, (self._step("definite", it, found.member, found),)
        if not it.row["named"] or it.kind is not None:
            return None
        here = [m for m in self.cast if noun in m.nouns and self._is_of(m, country) and m.actor.named]
        if len(here) == 1:
            return here[0], (self._step("same-body", it, here[0]),)
        row = bodies_of(self.lexicon).get((country, noun))
        if row is None:
            return None
        member = self.cast.of_row(row, it.first)
        return member, (self._step("body-of-country", it, member), Step(row.id, (), f"actor={member.actor.name}"))

    def _is_of(self, member: Member, country: str) -> bool:
        """A body of that country, and not the country itself."""
        return not member.person and member.actor.country == country and member.actor.id != country

    def _within(self, it: Description) -> bool:
        """The owner is a part or a rival of the state: "le gouvernement de l'est", "du Hamas"."""
        return it.owner is not None and it.owner.how in ("name", "alias") and it.owner.member.actor.kind != "state"

    def _possessed(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """"son ministre", "ses soldats": by its own words, with the kind and country of the owner."""
        if it.definite != "possessive":
            return None
        owner = self._possessor(it)
        member = own_words(self.parsed, self.lexicon, it, named=tells(it) and owner is not None)
        if owner is None:
            return member, ()
        mention, step = owner
        actor = mention.member.actor
        kind = lent_kind(it, actor.kind)
        member.actor = replace(member.actor, kind=kind, country=member.actor.country or actor.country)
        return member, (step,)

    def _possessor(self, it: Description) -> tuple[Mention, Step] | None:
        """The owner that a possessive determiner points back to: the most prominent one that can have it."""
        if it.possessor is not None and it.possessor["use"] == "relative":
            before = self.discourse.latest(it.first, lambda m: m.last == it.first - 2 and not m.member.person)
            told = self.discourse.relative(it.first, it.possessor)
            if told is not None or before is None:
                return told
            binds = (("description", self.parsed.span(it.first, it.last)), ("owner", before.span))
            return before, Step(f"{RULES}relative", binds, f"owner={before.member.actor.name}")
        want = wanted(it.possessor) if it.possessor is not None else Wanted()
        found = self.discourse.salient(it.first, want, speaks=True)
        if found is None:
            return None
        binds = (("description", self.parsed.span(it.first, it.last)), ("owner", found.span))
        return found, Step(f"{RULES}possessive", binds, f"owner={found.member.actor.name}")

    def _office(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """One office, one holder: named in the report, or known for the day of publication."""
        if not it.individual or it.definite not in ("definite", "demonstrative", ""):
            return None
        of = self._of(it)
        if of is None or not it.ranks:
            return None
        for rank in [rank for rank in _OFFICES if rank in it.ranks]:
            here = [m for m in self.cast if m.person and rank in m.ranks and (of == m.actor.country or of in self._bodies_of(m, rank))]
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

    def _bodies_of(self, member: Member, rank: str) -> set[str]:
        """Countries and bodies whose office of this rank the person has held."""
        rows = self.lexicon.table("holders").by("person").get(member.actor.id.lower(), ())
        return {row["of"] for row in rows if row["office"] == rank}

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
        if self._modified(it) or it.titled:
            return None
        beside = self.discourse.beside(it.head)
        found = self.discourse.latest(it.first, lambda m: m.member not in beside and self._fits(it, m))
        if found is not None:
            return found.member, (self._step("definite", it, found.member, found),)
        found = self._only(it, beside)
        return (found.member, (self._step("only-person" if it.individual else "only-body", it, found.member, found),)) if found is not None else None

    def _introduced(self, it: Description) -> tuple[Member, Sequence[Step]] | None:
        """A speaker of the lead whom the next sentences name."""
        member = introduced(self.parsed, self.lexicon, self.cast, self.discourse, it)
        if member is None:
            return None
        self._learn(member, it)
        return member, (self._step("introduced", it, member),)

    def _only(self, it: Description, beside: Sequence[Member]) -> Mention | None:
        """The only person, or body of a sort that nothing told, named lately: "Elon Musk … Le milliardaire",
        "Volta … the company"."""
        if it.individual and (not it.row["anaphor"] or it.last > it.until or it.ranks - _AGED):
            return None  # an office is not just anybody's
        sent = self.parsed.tokens[it.head].sent
        near = [
            m for m in self.discourse.mentions
            if m.member.actor.named and sent - self.parsed.tokens[m.head].sent <= _NEAR and self._open(it, m.member)
        ]  # fmt: skip
        members = list({id(m.member): m.member for m in near}.values())
        if len(members) != 1 or members[0] in beside:
            return None
        if not it.individual:
            self._learn(members[0], it)
            return near[-1]
        if (members[0].ranks or members[0].nouns) and not it.ranks:
            return None
        kinds = {members[0].actor.kind, str(it.row["kind"])}
        agrees = not it.gender or not members[0].gender or it.gender == members[0].gender
        return near[-1] if agrees and (len(kinds) == 1 or it.ranks or kinds & {"person", "unknown"}) else None

    def _open(self, it: Description, member: Member) -> bool:
        """Someone whom the phrase may mean: a person, or a body of this report alone of which no kind is told."""
        if it.individual:
            return member.person
        if member.actor.kind in _CALLED_ANYTHING - {"media"} and member.actor.kind in it.row["refers"]:
            return True
        unknown = member.actor.id.startswith("report:") and member.actor.kind == "unknown"
        unknown = unknown and (not member.nouns or it.row["kind"] in member.kinds)
        return not member.person and unknown and bool(it.row["refers"]) and not it.row["named"] and it.number != "Plur"

    def _modified(self, it: Description) -> bool:
        """True if the phrase has words of its own after the noun, which would have to fit too."""
        if any(base(self.parsed.tokens[k]) == "acl" for k in self.parsed.children[it.head] if it.until < k <= it.last):
            return True
        return it.last > it.until and it.kind is None and not it.individual and it.row["what"] == "state"

    def _fits(self, it: Description, mention: Mention) -> bool:
        member = mention.member
        if mention.locative or (it.number == "Plur") > (member.number == "Plur"):
            return False
        if it.individual and member.number == "Plur" != it.number:
            return False
        noun = noun_key(it.row)
        generic = {noun.split()[0], noun.split()[-1]}
        if it.individual:
            if not member.person or (it.gender and member.gender and it.gender != member.gender):
                return False
            if not complements_of(self.parsed, it) <= member.complements:
                return False  # "the lawyer of the staff" is not just any lawyer
            return bool(it.row["anaphor"]) and (noun in member.nouns or bool(it.ranks & member.ranks))
        if member.person or mention.how == "pronoun":
            return False
        if noun in member.nouns or (generic & member.nouns and member.actor.kind in it.row["refers"]):
            return True
        if any(own.startswith(f"{noun} ") or own.endswith(f" {noun}") for own in member.nouns):
            return True
        if not member.actor.named or member.actor.id.isupper():
            return False
        # what a body is called by is known of those of the lexicon; of one of this report only what its name tells
        if member.nouns and not (member.actor.id.startswith("report:") and member.actor.kind in _CALLED_ANYTHING):
            return False
        return member.actor.kind in it.row["refers"]

    def _step(self, rule: str, it: Description, member: Member, found: Mention | None = None) -> Step:
        binds = [("description", self.parsed.span(it.first, it.last))]
        if found is not None:
            binds.append(("antecedent", found.span))
        return Step(f"{RULES}{rule}", tuple(binds), f"actor={member.actor.name}")

