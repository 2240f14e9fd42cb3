"""What has been named so far, and who a pronoun or a bare description may therefore mean.

No resolution beats a wrong one: gender and number must agree, and what is ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Parsed, Step
from .cast import RULES, Member, Mention
from .namelist import lower, words
from .nominal import base, gender_number, preposition

_WINDOW = 2
"""A pronoun looks back over so many sentences besides its own."""


class Wanted(NamedTuple):
    """What an antecedent must be: gender, number, and ``of`` person or thing; "" where anything will do."""

    gender: str = ""
    number: str = ""
    of: str = ""


def wanted(row: Row) -> Wanted:
    """What the antecedent of a pronoun must be."""
    return Wanted(row["gender"], row["number"], row["of"])


class Discourse:
    """The mentions before the place where the reading is."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.mentions: list[Mention] = []

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)

    def at_head(self, i: int) -> Mention | None:
        """The last mention whose head is token ``i``."""
        return next((m for m in reversed(self.mentions) if m.head == i), None)

    def latest(self, i: int, fits: Callable[[Mention], bool]) -> Mention | None:
        """The last mention before token ``i`` that fits, in the whole report."""
        return next((m for m in reversed(self.mentions) if m.last < i and fits(m)), None)

    def beside(self, i: int) -> list[Member]:
        """Who has another part in the clause of ``i``: a verb's subject is not what its object points back to."""
        verb = next((k for k in self.parsed.ancestors(i) if self.parsed.tokens[k].upos in ("VERB", "AUX")), i)
        near = self._lately(self.parsed.tokens[i].sent)
        heads = (m for m in near if m.head != i and self.parsed.tokens[m.head].head == verb)
        return [m.member for m in heads if base(self.parsed.tokens[m.head]) in ("nsubj", "obj", "iobj", "obl")]

    # --- pronouns -----------------------------------------------------------------------------------------

    def pronoun(self, first: int, i: int, row: Row) -> tuple[Mention, Step] | None:
        """Whom the pronoun at tokens ``first`` to ``i`` means, and the rule that says so."""
        feats = self.parsed.tokens[i].feats
        match row["use"]:
            case "relative":
                return self.relative(i, row)
            case "last" | "second" if row.table == "reference_words":
                return self.last(first, Wanted(feats.get("Gender", ""), feats.get("Number", "")))
            case "first":
                return self.last(first, Wanted(feats.get("Gender", ""), feats.get("Number", "")), back=1)
            case "last":
                return self.last(first, wanted(row))
            case "oblique":
                return self._salient(i, row) if self.speaks(i) else self._alone(i, row)
            case _:
                subject = base(self.parsed.tokens[i]) == "nsubj"
                return self._salient(i, row) if subject or self.speaks(i) else None

    def relative(self, i: int, row: Row) -> tuple[Mention, Step] | None:
        clause = next((k for k in (i, *self.parsed.ancestors(i)) if self.parsed.tokens[k].deprel == "acl:relcl"), None)
        headed = clause is not None and self.parsed.tokens[clause].head < i
        governor = self.at_head(self.parsed.tokens[clause].head) if clause is not None and headed else None
        able = [governor] if governor is not None else []
        if clause is None or not headed or (row["of"] and governor is None) or row["of"] == "person":
            before = i - 1
            while before > 0 and self.parsed.tokens[before].upos in ("PUNCT", "ADP"):
                before -= 1
            able += sorted((m for m in self.mentions if m.last == before), key=lambda m: -m.first)
        want = wanted(row)._replace(of="")
        agreeing = [m for m in able if self._agrees(m, want)]
        if row["of"] == "person":
            agreeing.sort(key=lambda m: not m.member.person)  # "the government of President X, who"
        if not agreeing:
            return None
        found = agreeing[0]
        return found, self._step("relative", i, found)

    def last(self, i: int, want: Wanted, back: int = 0) -> tuple[Mention, Step] | None:
        """The last one named, in this sentence or the one before, or the one named ``back`` actors before it."""
        sent = self.parsed.tokens[i].sent
        passed: list[Member] = []
        for mention in reversed(self.mentions):
            if mention.last >= i or mention.locative or mention.how in ("demonym", "pronoun") or mention.member in passed:
                continue
            if sent - self.parsed.tokens[mention.head].sent > 1:
                break
            if self._agrees(mention, want) and (not passed or passed[0].person == mention.member.person):
                if len(passed) == back:
                    return mention, self._step("first-named" if back else "last-named", i, mention)
                passed.append(mention.member)
        return None

    def _salient(self, i: int, row: Row) -> tuple[Mention, Step] | None:
        found = self.salient(i, wanted(row), speaks=self.speaks(i))
        return self._told(i, row, found, "pronoun") if found is not None else None

    def _alone(self, i: int, row: Row) -> tuple[Mention, Step] | None:
        """For an object, which tells less than a subject: the only one in sight that the pronoun can mean."""
        want = wanted(row)
        if want.of != "person" or not want.gender:
            return None
        able = [m for m in self._able(i, want) if m.member.person and m.member.number != "Plur"]
        if len({id(mention.member) for mention in able}) != 1:
            return None
        return self._told(i, row, able[-1], "only-one")

    def _told(self, i: int, row: Row, found: Mention, rule: str) -> tuple[Mention, Step]:
        """The pronoun is read; a person whose gender nothing else tells has the pronoun's."""
        if found.member.person and not found.member.gender:
            found.member.gender = row["gender"]
        return found, self._step(rule, i, found)

    def _able(self, i: int, want: Wanted) -> list[Mention]:
        """The mentions of this sentence and the two before that the pronoun can mean."""
        near = self._lately(self.parsed.tokens[i].sent)
        bound = [m.member for m in near if self._binds(m, i)]
        return [
            m for m in near
            if m.last < i and not m.locative and m.member not in bound and self._agrees(m, want)
            and (m.how != "demonym" or self.parsed.tokens[m.head].upos != "ADJ")
        ]  # fmt: skip

    def salient(self, i: int, want: Wanted, *, speaks: bool) -> Mention | None:
        """The most prominent mention that agrees, among those of this sentence and the two before.

        Unless the words around demand someone who can ``speak``, other noun phrases compete too, and where one
        of them wins nothing is resolved.
        """
        sent = self.parsed.tokens[i].sent
        best: Mention | None = None
        score = 0.0
        for mention in self._able(i, want):
            distance = sent - self.parsed.tokens[mention.head].sent
            points = self._prominence(mention.head, distance) + (1.0 if mention.member.person and speaks else 0.0)
            if best is None or points >= score:
                best, score = mention, points
        if best is None or speaks or want.of == "person":
            return best
        rival = max((self._prominence(k, d) for k, d in self._others(i, want)), default=score)
        return best if score >= rival else None

    def _lately(self, sent: int) -> list[Mention]:
        """The mentions of sentence ``sent`` and of those before that a pronoun may look back over."""
        first = len(self.mentions)
        while first and self.parsed.tokens[self.mentions[first - 1].head].sent >= sent - _WINDOW:
            first -= 1
        return self.mentions[first:]

    def _prominence(self, head: int, distance: int) -> float:
        token = self.parsed.tokens[head]
        points = -4.0 * distance
        governor = self.parsed.tokens[token.head]
        if base(token) == "nsubj":
            points += 3.0
            points += 1.0 if base(governor) in ("root", "conj", "parataxis") else 0.0
            points += 1.0 if lower(governor.lemma) in saying(self.lexicon) else 0.0
            points -= 1.5 if governor.deprel == "acl:relcl" else 0.0
        elif base(token) == "root":
            points += 3.0
        elif token.deprel == "obl:agent" or preposition(self.parsed, head) in words(self.lexicon, "metonymy", "with"):
            points += 1.5
        return points

    def _others(self, i: int, want: Wanted) -> list[tuple[int, int]]:
        """Nouns before ``i`` that no mention heads but that agree: head and distance in sentences."""
        sent = self.parsed.tokens[i].sent
        heads = {mention.head for mention in self._lately(sent)}
        found = []
        first = self.parsed.sentences[max(0, sent - _WINDOW)].first
        for k in range(first, i):
            token = self.parsed.tokens[k]
            if token.upos == "NOUN" and k not in heads and base(token) == "nsubj":
                g, n = gender_number(self.parsed, k)
                if g in ("", want.gender) and (n in ("", want.number) or (want.of == "thing" and n != "Plur")):
                    found.append((k, sent - token.sent))
        return found

    # --- agreement and frames -----------------------------------------------------------------------------

    def _agrees(self, mention: Mention, want: Wanted) -> bool:
        member = mention.member
        g, n = member.gender, member.number
        head = self.parsed.tokens[mention.head]
        if want.of and member.person != (want.of == "person"):
            return False
        if head.upos == "NOUN" and mention.how == "description" and not member.person:
            hg, hn = gender_number(self.parsed, mention.head)
            g, n = hg or g, hn or n
        if want.of == "thing" and n == "Plur":
            # "the Rapid Support Forces … it": a name may be plural, a plural noun may not be meant
            return mention.how in ("name", "alias")
        return (not want.gender or not g or g == want.gender) and (not want.number or not n or n == want.number)

    def _binds(self, mention: Mention, i: int) -> bool:
        """A pronoun is not an argument of the very verb whose argument the name is."""
        return self.parsed.tokens[mention.head].head == self.parsed.tokens[i].head and mention.head != i and base(
            self.parsed.tokens[mention.head]
        ) in ("nsubj", "obj", "iobj")

    def speaks(self, i: int) -> bool:
        """True where only someone who can speak can stand: subject of a verb of saying, "according to …"."""
        token = self.parsed.tokens[i]
        case = preposition(self.parsed, i)
        if case:
            return case in attributing(self.lexicon)
        verb = lower(self.parsed.tokens[token.head].lemma)
        things = words(self.lexicon, "reference_words", "thing_says")
        return base(token) == "nsubj" and verb in saying(self.lexicon) and verb not in things

    def _step(self, rule: str, i: int, found: Mention) -> Step:
        binds = (("pronoun", self.parsed.span(i)), ("antecedent", found.span))
        return Step(f"{RULES}{rule}", binds, f"actor={found.member.actor.name}")


@cache
def saying(lexicon: Lexicon) -> frozenset[str]:
    """Verbs whose subject speaks or thinks."""
    if "cues" not in lexicon.tables:
        return frozenset()
    return frozenset(lower(row["lemma"]) for row in lexicon.table("cues") if row["upos"] == "VERB")


@cache
def attributing(lexicon: Lexicon) -> frozenset[str]:
    """Prepositions before a source, as words joined by spaces."""
    if "attributors" not in lexicon.tables:
        return frozenset()
    return frozenset(lower(row["form"]).replace("' ", "'") for row in lexicon.table("attributors"))

