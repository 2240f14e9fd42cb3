"""Statements in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..lexicon import Lexicon, Row
from ..mentions.sources import is_source_like, sources_of
from ..model import ActorMention, Mentions, Parsed, Source, Step, TimeMention
from .quotation import Quote
from .reattach import raised
from .speakers import is_somebody
from .syntax import is_finite, subject

_APPOSITION = 24
"""Tokens that an apposition between commas may have."""


@dataclass
class Draft:
    """One attribution before its sources, extent and certainty are settled.

    ``kind`` is the device that found it, ``cue`` and ``content`` are places of tokens, ``head`` the head of the
    content, ``source`` the place of the head of the source or None. ``entry`` is the cue's lexicon entry.
    """

    kind: str
    cue: list[int]
    content: set[int]
    head: int | None
    source: int | None
    stance: str
    factuality: str
    form: str
    entry: Row | None = None
    evidential: str = ""
    negated: bool = False
    main: int | None = None
    sources: list[Source] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """The token that stands for the draft in its sentence."""
        return self.cue[0] if self.cue else min(self.content)

    def copy(self, content: set[int], head: int) -> Draft:
        return Draft(
            self.kind, list(self.cue), content, head, self.source, self.stance, self.factuality, self.form,
            self.entry, self.evidential, self.negated, self.main, list(self.sources), list(self.steps),
        )


@dataclass(frozen=True)
class Scene:
    """What every device looks at: the trees, the mentions, the words, the quotations."""

    parsed: Parsed
    mentions: Mentions
    lexicon: Lexicon
    quotes: tuple[Quote, ...]

    @cached_property
    def actors(self) -> Mapping[int, ActorMention]:
        """Actor mentions by the place of their head."""
        return {mention.head: mention for mention in self.mentions.actors}

    @cached_property
    def times(self) -> Mapping[int, TimeMention]:
        """Time mentions by each of their tokens."""
        return {i: m for m in self.mentions.times for i in self.parsed.tokens_in(m.span.start, m.span.end)}

    @cached_property
    def stances(self) -> Mapping[str, Row]:
        return self.lexicon.table("stances").by_key

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """Words of the table ``clauses`` by role."""
        found: dict[str, set[str]] = {}
        for row in self.lexicon.table("clauses"):
            found.setdefault(row["role"], set()).add(row["form"])
        return {role: frozenset(words) for role, words in found.items()}

    @cached_property
    def raised(self) -> Mapping[int, int]:
        """Verbs of saying and the verb that they are coordinated with in truth (see :func:`reattach.raised`)."""
        lemmas = {row["lemma"] for row in self.lexicon.table("cues") if row["upos"] == "VERB" and not row["weak"]}
        return raised(self.parsed, lemmas, {row["form"] for row in self.lexicon.table("polarity")}, self.source_like)

    def quote_at(self, i: int) -> Quote | None:
        """The quotation that holds token ``i``."""
        return next((q for q in self.quotes if q.first <= i <= q.last), None)

    def source_like(self, i: int) -> bool:
        """True if the phrase headed by ``i`` can speak; a personal pronoun can, even where nobody is found for it."""
        token = self.parsed.tokens[i]
        if token.upos == "PROPN" and token.deprel.partition(":")[0] == "nsubj" and i not in self.times:
            return True
        if token.upos == "PRON" and token.feats.get("Person") and token.deprel.partition(":")[0] == "nsubj":
            return token.feats.get("PronType", "Prs") == "Prs" and (i in self.actors or not self._stands_for_a_thing(i))
        if token.upos == "PRON" and token.feats.get("Number") == "Plur" and token.feats.get("PronType") in ("Dem", "Ind"):
            return token.deprel.partition(":")[0] == "nsubj"
        known = is_source_like(self.parsed, self.mentions.actors, i, self.lexicon)
        return known or i not in self.times and is_somebody(self.parsed, i, self.roles)

    def _stands_for_a_thing(self, i: int) -> bool:
        """True if the pronoun agrees with the subject of the sentence before, and that is nobody who could speak."""
        parsed = self.parsed
        token = parsed.tokens[i]
        if token.sent == 0 or token.deprel.partition(":")[0] == "expl":
            return False
        before = parsed.sentences[token.sent - 1]
        root = next((k for k in range(before.first, before.last) if parsed.tokens[k].deprel == "root"), before.first)
        for k in parsed.children[root]:
            other = parsed.tokens[k]
            if other.deprel.partition(":")[0] == "nsubj" and other.upos == "NOUN" and k not in self.actors:
                return all(other.feats.get(f, token.feats.get(f)) == token.feats.get(f) for f in ("Gender", "Number"))
        return False

    def subject(self, i: int) -> int | None:
        """The subject of verb ``i`` (see :func:`syntax.subject`); a time never is one."""
        i = self.raised.get(i, i)
        quoted = self.quoted_as(i)
        if quoted is not None:
            return quoted
        found = subject(self.parsed, i, skip=self.times)
        return self._name_before(i) if found is None else found

    def quoted_as(self, i: int) -> int | None:
        """Who is quoted as saying: "X quoted Y as saying P" has Y for the subject of the saying."""
        token = self.parsed.tokens[i]
        if token.deprel.partition(":")[0] != "advcl" or is_finite(token):
            return None
        rows = self.lexicon.table("relays").by("lemma").get(self.parsed.tokens[token.head].lemma.lower(), ())
        marked = any(self.parsed.tokens[k].lemma.lower() in self.roles.get("follows", ()) for k in self.parsed.children[i])
        if not marked or not any(row["does"] == "cites" and not row["prep"] for row in rows):
            return None
        return next((k for k in self.parsed.children[token.head] if self.parsed.tokens[k].deprel in ("obj", "iobj", "nsubj:pass")), None)

    def _name_before(self, i: int) -> int | None:
        """The name right before a main verb to which the tree gives no subject at all."""
        parsed = self.parsed
        if parsed.tokens[i].deprel != "root" or not is_finite(parsed.tokens[i]) or i == 0:
            return None
        last = i - 1
        while parsed.tokens[last].upos == "ADV" and last > 0:
            last -= 1
        apposed = self.apposed_before(last + 1)
        last = self._before_brackets(last) if apposed is None else apposed.head
        name = parsed.tokens[last].head if parsed.tokens[last].deprel.partition(":")[0] == "flat" else last
        subjects = any(parsed.tokens[k].deprel.partition(":")[0] in ("nsubj", "expl") for k in parsed.children[i])
        return name if not subjects and parsed.tokens[name].upos == "PROPN" and parsed.tokens[name].sent == parsed.tokens[i].sent else None

    def _before_brackets(self, last: int) -> int:
        """The token before brackets that end at ``last`` (an acronym), and the head of the actor that it ends."""
        tokens = self.parsed.tokens
        if tokens[last].text == ")" and last > 2 and tokens[last - 2].text == "(":
            last -= 3
        return next((m.head for m in self._ending.get(last, ()) if m.actor.named), last)

    @cached_property
    def _ending(self) -> Mapping[int, list[ActorMention]]:
        """Actor mentions by their last token."""
        found: dict[int, list[ActorMention]] = {}
        for mention in self.mentions.actors:
            inside = self.parsed.tokens_in(mention.span.start, mention.span.end)
            if len(inside):
                found.setdefault(inside[-1], []).append(mention)
        return found

    def apposed_before(self, verb: int) -> ActorMention | None:
        """Who stands before ``verb`` with an apposition between commas, wherever the tree has hung them: the named
        actor of "P, X, minister of Y, said" whom the apposition describes."""
        tokens = self.parsed.tokens
        if verb < 4 or tokens[verb - 1].text != ",":
            return None
        first = self.parsed.sentence_of(verb).first
        commas = [k for k in range(max(first, verb - _APPOSITION), verb - 1) if tokens[k].text == ","]
        for comma in reversed(commas):
            if any(is_finite(tokens[k]) for k in range(comma, verb)):
                return None
            described = {m.actor.id for k in range(comma + 1, min(comma + 8, verb)) for m in self._headed.get(k, ())}
            for mention in self._ending.get(comma - 1, ()):
                if mention.how in ("name", "alias") and mention.actor.kind != "media" and mention.actor.id in described:
                    return mention
        return None

    @cached_property
    def _headed(self) -> Mapping[int, list[ActorMention]]:
        found: dict[int, list[ActorMention]] = {}
        for mention in self.mentions.actors:
            found.setdefault(mention.head, []).append(mention)
        return found

    def sources(self, i: int) -> list[tuple[Source, tuple[Step, ...]]]:
        return sources_of(self.parsed, self.mentions.actors, i, self.lexicon)

    def words(self, places: Sequence[int]) -> str:
        return " ".join(self.parsed.tokens[i].text.lower() for i in places)

    def step(self, rule: str, gives: str = "", **binds: int | Sequence[int] | None) -> Step:
        """A step of a surface rule (``mul/surface:<rule>``) with the tokens that it bound."""
        spans = []
        for name, places in binds.items():
            run = [places] if isinstance(places, int) else sorted(places or ())
            if run:
                spans.append((name, self.parsed.span(run[0], run[-1])))
        return Step(f"mul/surface:{rule}", tuple(spans), gives)


def form_of(scene: Scene, content: set[int], otherwise: str) -> str:
    """direct where a whole quoted clause is the content, mixed where some of it is quoted, else ``otherwise``."""
    tokens = scene.parsed.tokens
    words = [i for i in content if any(c.isalnum() for c in tokens[i].text)]
    quoted = [i for i in words if _quoted(scene, i)]
    if words and len(quoted) == len(words):
        clause = any(tokens[i].upos in ("VERB", "AUX") and "Mood" in tokens[i].feats for i in quoted)
        return "direct" if clause or otherwise == "direct" else "mixed"
    return "mixed" if quoted else otherwise


def _quoted(scene: Scene, i: int) -> bool:
    """True if token ``i`` stands in a quotation of words, not in a name between marks."""
    quote = scene.quote_at(i)
    if quote is None:
        return False
    inside = [scene.parsed.tokens[k] for k in range(quote.first, quote.last + 1)]
    return not all(t.text[:1].isupper() or not t.text[:1].isalpha() or t.upos in ("ADP", "DET") for t in inside) or any(
        t.upos in ("VERB", "AUX") for t in inside
    )
