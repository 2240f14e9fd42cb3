"""A report's trees together with who, where and when its words name: what roles are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..lexicon import Lexicon
from ..mentions.nominal import name_behind_title
from ..model import ActorMention, Mentions, Parsed, PlaceMention, Span, Statement, TimeMention, Token
from .syntax import base

_NAMES = ("flat", "fixed", "compound", "goeswith")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "root", "conj")


@dataclass(frozen=True)
class Words:
    """The groups of words of a language (table word_groups): group -> lemmas."""

    groups: dict[str, frozenset[str]]
    _of: dict[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, group: str) -> frozenset[str]:
        return self.groups.get(group, frozenset())

    def of(self, lemma: str) -> frozenset[str]:
        """The groups to which a lemma belongs."""
        return self._of.get(lemma, frozenset())


@cache
def words(lexicon: Lexicon) -> Words:
    """The word groups of a language, indexed both ways."""
    groups = {row["group"]: frozenset(word.lower() for word in row["words"]) for row in lexicon.table("word_groups")}
    of: dict[str, set[str]] = {}
    for group, lemmas in groups.items():
        for lemma in lemmas:
            of.setdefault(lemma, set()).add(group)
    return Words(groups, {lemma: frozenset(names) for lemma, names in of.items()})


@cache
def demonyms(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """Adjectives of nationality, every form in lower case -> (country, its name)."""
    rows = lexicon.table("countries")
    return {form.lower(): (row["iso3"], row["names"][0]) for row in rows for form in row["adjectives"]}


@cache
def person_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Nouns that name a person by what he or she does, every form of one word in lower case (table roles)."""
    forms = (form for row in lexicon.table("roles") for form in (row["noun"], *row["forms"]))
    return frozenset(form.lower() for form in forms if " " not in form)


@cache
def ahead_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that put a time ahead (table calendar): next, coming."""
    kinds = (("direction", "1"), ("reference", "future"), ("dayword", "1"), ("dayword", "2"))
    rows = (row for row in lexicon.table("calendar") if (row["kind"], row["value"]) in kinds)
    return frozenset(form.lower() for row in rows for form in (row["word"], *row["forms"]))


@cache
def country_names(lexicon: Lexicon) -> dict[str, str]:
    """ISO 3166-1 alpha-3 -> the country's name in the language."""
    return {row["iso3"]: row["names"][0] for row in lexicon.table("countries")}


class Ground:
    """Indexes of one report, each made once: mentions by token, groups of a token, dependents by case word."""

    def __init__(self, parsed: Parsed, mentions: Mentions, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.rel = [base(token.deprel) for token in parsed.tokens]
        self.lemmas = [token.lemma.lower() for token in parsed.tokens]
        self.mentions = mentions
        self.named = {mention.actor.id for mention in mentions.actors if mention.actor.named}
        self.words = words(lexicon)
        self._demonyms = demonyms(lexicon)
        self.country_names = country_names(lexicon)
        self._ahead = ahead_words(lexicon)
        self._person_nouns = person_nouns(lexicon)
        self.actor_at: dict[int, ActorMention] = {}
        self.place_at: dict[int, PlaceMention] = {}
        self.time_at: dict[int, TimeMention] = {}
        self.demonym_at: dict[int, ActorMention] = {}
        self._sentence_lemmas: dict[int, frozenset[str]] = {}
        self._cases: dict[int, list[tuple[str, int]]] = {}
        for mention in mentions.actors:
            if mention.how == "demonym" and self.tokens[mention.head].upos == "ADJ":
                self.demonym_at.setdefault(mention.head, mention)
            else:
                self._index(self.actor_at, mention, mention.head)
        for place in mentions.places:
            self._index(self.place_at, place, place.head)
        self.real: dict[int, int] = {}
        self.bounded: set[int] = set()
        for quantity in mentions.quantities:
            noun = quantity.noun if quantity.noun is not None else self.top(quantity.span.start, quantity.span.end)
            outer = self.outer(noun, quantity.span)
            self.real.setdefault(outer, noun)
            before = self.kids(outer, "case")
            if before and all(self.tokens[k].start >= quantity.span.start for k in before):
                # "Jusqu'à 300 soldats": the preposition bounds the number, it does not govern the phrase.
                self.bounded.add(outer)
        for time in mentions.times:
            self.time_at.setdefault(self.top(time.span.start, time.span.end), time)

    def _index(self, found: dict[int, Any], mention: ActorMention | PlaceMention, head: int) -> None:
        found.setdefault(head, mention)
        found.setdefault(self.top(mention.span.start, mention.span.end), mention)

    def top(self, start: int, end: int) -> int:
        """The place of the token of ``start``-``end`` whose governor stands outside."""
        inside = self.parsed.tokens_in(start, end)
        for i in inside:
            head = self.tokens[i].head
            if (head not in inside or head == i) and self.tokens[i].upos not in ("ADP", "DET", "PUNCT"):
                return i
        return inside[0] if len(inside) else 0

    def ahead(self, time: TimeMention) -> bool:
        """Whether a time begins after the day of publication, or its own words say that it is ahead."""
        published = str(self.parsed.report.published or "")
        if time.edtf:
            # Compared as far as both are exact: a season (month 21 to 24), or a part left open, only by what stands before.
            first = time.edtf.partition("/")[0].split("-")
            exact = next((n for n, part in enumerate(first) if not part.isdigit() or n == 1 and int(part) > 12), len(first))
            return len(published) >= 10 and first[:exact] > published[:10].split("-")[:exact]
        if time.value == "FUTURE_REF":
            return True
        inside = [self.tokens[k].text.lower() for k in self.parsed.tokens_in(time.span.start, time.span.end)]
        return not self._ahead.isdisjoint((*inside, *map(" ".join, zip(inside, inside[1:], strict=False))))

    def outer(self, noun: int, span: Span) -> int:
        """The token that stands in the clause for a counted noun: a parser may hang "plus de 300 morts" on "plus"."""
        inside = self.parsed.tokens_in(span.start, span.end)
        place = noun
        for _ in inside:
            head = self.tokens[place].head
            if head not in inside or head == place or head > noun:
                break
            place = head
        return place

    def lemma(self, i: int) -> str:
        return self.lemmas[i]

    def groups(self, i: int) -> frozenset[str]:
        return self.words.of(self.lemma(i))

    def within(self, i: int, group: str) -> bool:
        return self.lemmas[i] in self.words.groups.get(group, ())

    def is_person(self, i: int) -> bool:
        """Whether token ``i`` is a noun that names persons."""
        return self.within(i, "persons") or self.tokens[i].upos == "NOUN" and self.tokens[i].text.lower() in self._person_nouns

    def kids(self, i: int, *relations: str) -> list[int]:
        """Dependents by the universal part of their relation."""
        kids = self.parsed.children[i]
        return [k for k in kids if self.rel[k] in relations] if kids else []

    def demonym(self, i: int) -> tuple[str, str] | None:
        """The country (code and name) whose adjective or people token ``i`` is."""
        mention = self.demonym_at.get(i)
        if mention is not None:
            return mention.actor.country or mention.actor.id, mention.actor.name
        if self.tokens[i].upos not in ("ADJ", "NOUN", "PROPN") and self.rel[i] != "amod":
            return None
        return self._demonyms.get(self.tokens[i].text.lower())

    def is_relative(self, i: int) -> bool:
        token = self.tokens[i]
        return token.upos in ("PRON", "ADV") and (token.feats.get("PronType") == "Rel" or self.within(i, "relative"))

    def antecedent(self, i: int) -> int | None:
        """The noun that a relative pronoun stands for: the governor of its relative clause.

        Where that names nobody and an actor stands before the comma before the pronoun, it is the actor.
        """
        noun = next((self.tokens[up].head for up in (i, *self.parsed.ancestors(i)) if self.rel[up] == "acl"), None)
        near = i - 1
        if noun in self.actor_at or near < 0 or self.tokens[near].upos not in ("PUNCT", "ADP"):
            return noun
        if self.tokens[near].upos == "ADP" and self.tokens[near - 1].upos != "PUNCT":
            return noun
        while near > 0 and self.tokens[near].upos in ("PUNCT", "ADP"):
            near -= 1
        over = next((m.head for m in self.mentions.actors if m.span.end == self.tokens[near].end and m.actor.named), None)
        return noun if over is None else over

    def has_near(self, i: int, words: str) -> bool:
        """Whether the sentence of ``i`` has the first of some words: most prepositions asked for are not there."""
        sent = self.tokens[i].sent
        if sent not in self._sentence_lemmas:
            sentence = self.parsed.sentences[sent]
            self._sentence_lemmas[sent] = frozenset(self.lemmas[sentence.first : sentence.last])
        return words.partition(" ")[0] in self._sentence_lemmas[sent]

    def phrasal(self, i: int) -> Iterator[str]:
        """The idioms of which word ``i`` is part, then its lemma: "rule out", "stop short", "faire mine", "rule"."""
        head = self.tokens[i].head
        if self.rel[i] in ("xcomp", "obj") and not self.kids(i, "det"):
            yield f"{self.lemmas[head]} {self.lemmas[i]}"
        for k in self.kids(i, "compound", "obj", "xcomp"):
            if self.tokens[k].deprel == "compound:prt" or self.rel[k] != "compound" and not self.kids(k, "det"):
                yield f"{self.lemmas[i]} {self.lemmas[k]}"
        yield self.lemmas[i]

    def cases(self, i: int) -> list[tuple[str, int]]:
        """Dependents of ``i`` behind a case word, as (words, place).

        A noun inside a complex preposition gives both readings: "à côté de" with what follows, and "à".
        """
        if i not in self._cases:
            self._cases[i] = list(self._find_cases(i))
        return self._cases[i]

    def _find_cases(self, i: int) -> Iterator[tuple[str, int]]:
        for k in self.kids(i, "obl", "nmod", "advmod", "advcl", "xcomp"):
            if self.tokens[k].upos not in NOMINAL and self.rel[k] not in ("obl", "nmod"):
                # "Pulled back from Niger": parsers hang the phrase on the adverb.
                yield from ((case, inner) for inner in self.kids(k, "obl") if self.rel[k] == "advmod" and (case := self.case(inner)))
                continue
            word = self.case(k)
            if not word:
                continue
            yield word, k
            for inner in self.kids(k, "nmod", "obl"):
                rest = self.case(inner)
                if rest:
                    yield f"{word} {self.lemma(k)} {rest}", inner

    def case(self, i: int) -> str:
        """The case words of ``i`` (lemmas, fixed parts joined by spaces); "" where it has none."""
        found: list[int] = []
        for k in self.kids(i, "case"):
            if k < i and (not found or k == found[-1] + 1):
                found += [k, *self.kids(k, "fixed")]
        return " ".join(map(self.lemma, found))

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and the nouns coordinated with it, by the relations of the tree or by a title that they share."""
        found = [i]
        name = name_behind_title(self.parsed, i)
        if name is not None:
            found.extend(self.conjuncts(name)[1:])
        for k in self.kids(i, "conj"):
            if self.tokens[k].upos in NOMINAL:
                found.extend(self.conjuncts(k))
        return found

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of a short noun phrase: the noun, its modifiers and names, not its clauses."""
        found = [i]
        for k in self.parsed.children[i]:
            relation = self.rel[k]
            if relation == "amod" and self.tokens[k].feats.get("VerbForm") == "Part":
                continue
            if relation == "nummod":
                found.append(k)
            elif relation in ("amod", *_NAMES) or relation == "nmod" and k > i and (not self.case(k) or self.case(k) in self.words["genitive"]):
                found.extend(self.phrase(k))
        return min(found), max(found)

    def clause(self, i: int) -> int:
        """The predicate of the clause in which ``i`` stands."""
        while self.rel[i] not in CLAUSES or self.tokens[i].upos in NOMINAL:
            if self.tokens[i].head == i:
                break
            i = self.tokens[i].head
        return i

    def finite(self, i: int) -> Token:
        """The word that carries tense and mood of the clause of ``i``: its first auxiliary, its copula or itself."""
        helpers = [self.tokens[k] for k in self.kids(i, "aux", "cop")]
        return next((h for h in helpers if "Mood" in h.feats or h.feats.get("VerbForm") == "Fin"), self.tokens[i])

    def is_finite(self, i: int) -> bool:
        feats = self.finite(i).feats
        return "Mood" in feats or feats.get("VerbForm") == "Fin"

    def is_complement(self, i: int) -> bool:
        """Whether gerund ``i`` is what its governor is about: "denied attacking", "accused of attacking" (not "by attacking")."""
        if self.form(i) not in ("Ger", "Part") or self.rel[i] not in ("xcomp", "ccomp", "advcl", "obl", "acl"):
            return False
        marks = self.kids(i, "mark", "case")
        if not marks:
            return self.rel[i] in ("xcomp", "ccomp") and self.form(i) == "Ger"
        return any(self.within(k, "gerund_marks") for k in marks)

    def is_headline_infinitive(self, i: int) -> bool:
        """Whether an infinitive on a name that heads its sentence is a headline's future: "Kenya to send soldiers"."""
        head = self.tokens[i].head
        return (
            self.rel[i] == "acl" and self.tokens[i].feats.get("VerbForm") == "Inf" and bool(self.kids(i, "mark"))
            and self.rel[head] == "root" and self.tokens[head].upos == "PROPN"
        )

    def is_gerund_subject(self, i: int) -> bool:
        """Whether a gerund that is hung on a name before the verb is the real subject: "Attacking X would be a mistake"."""
        head = self.tokens[i].head
        return (
            self.rel[i] == "amod" and self.tokens[i].feats.get("VerbForm") == "Ger" and i < head
            and self.tokens[head].upos == "PROPN" and self.rel[head] == "nsubj" and not self.kids(head, "det")
        )

    def perfect(self, i: int) -> bool:
        """Whether predicate ``i`` is in a compound past: "a envoyé", "has sent", "may have been sent"."""
        kids = self.kids(i, "aux", "cop")
        if any(self.tokens[k].deprel == "aux:tense" for k in kids):
            return True
        plain = [k for k in kids if self.tokens[k].deprel == "aux"]
        last = next((k for k in kids if self.tokens[k].deprel == "aux:pass" or self.rel[k] == "cop"), i)
        feats = self.tokens[last].feats
        return bool(plain) and plain[-1] < last and feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past"

    def form(self, i: int) -> str | None:
        """The verb form of predicate ``i``, that of its first auxiliary where it has one ("avoir envoyé": Inf)."""
        helpers = self.kids(i, "aux", "cop")
        return self.tokens[helpers[0] if helpers else i].feats.get("VerbForm")


def carriers(statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    """The statements whose content (or a copy of it) covers ``start``-``end``, the innermost first.

    Of two, the one whose chain goes on to the other's source is the inner one, whatever their lengths: in "P and Q,
    according to X, says Y" what X tells is longer than the clause that Y's verb governs.
    """
    found = []
    for statement in statements:
        cue = statement.cue
        if cue is not None and cue.start <= start < cue.end:
            continue
        if cue is not None and statement.stance == "declines_to_confirm" and any(s.covers(cue.start, cue.end) for s in statement.content):
            continue  # "there was no comment from X, who …": nothing is left open that the sentence tells
        sizes = [
            s.end - s.start for part in (statement.content, *statement.copies) for s in part if s.covers(start, end)
        ]
        if sizes:
            found.append((min(sizes), statement))
    inward = [statement for _, statement in sorted(found, key=lambda pair: pair[0])]
    if inward and inward[0].sources:
        outer = inward[0].sources
        inner = next((s for s in inward if len(s.sources) > len(outer) and s.sources[-len(outer) :] == outer), inward[0])
        inward.sort(key=lambda statement: statement is not inner)
    return inward


_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text with its white space made equal, to tell whether two sentences are the same."""
    return _SPACES.sub(" ", text).strip()
