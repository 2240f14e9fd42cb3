"""Whether a deed happened, will happen, might happen or did not: read from its own clause and what governs it.

Only grammar and the words of table modality decide here; what the source of the words commits to is added by
the events and figures (:func:`effects.carried`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon import Row
from ..model import Step
from .effects import KNOWN, OF_PAST, Controls, Effect, Mode, mode
from .ground import NOMINAL, Ground

_DEPTH = 8


class Modes:
    """Modality in one report."""

    def __init__(self, scene: Ground, table: Controls) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.table = table

    def of(self, i: int) -> Mode:
        """The modality of the deed that token ``i`` (a verb or an event noun) tells."""
        effects: list[Effect] = []
        hosts = [i]
        if self.tokens[i].upos in ("NOUN", "PROPN"):
            effects += self._modifiers(i)
        else:
            effects += self._own(i)
        node, below = i, None
        for _ in range(_DEPTH):
            up = self._climb(node, below, effects, hosts)
            if up is None:
                break
            node, below = up, node
        asked = self._asked(self._clause_of(i, node) if self.tokens[i].upos == "NOUN" else node)
        if asked is not None:
            effects.append(self._rule("hypothetical", "question", asked))
        return mode(effects, hosts)

    def _clause_of(self, noun: int, node: int) -> int:
        """The predicate of the clause in which an event noun stands, where what it tells is not known already."""
        known = any(self.tokens[k].feats.get("Definite") == "Def" or self.tokens[k].feats.get("Poss") for k in self.scene.kids(noun, "det", "nmod"))
        return node if known else self.scene.clause(node)

    def _asked(self, node: int) -> int | None:
        """The question mark that ends the sentence, where ``node`` is what it asks."""
        if self.scene.rel[node] != "root":
            return None
        sentence = self.scene.parsed.sentence_of(node)
        ends = (k for k in range(sentence.last - 1, node, -1) if self.tokens[k].upos != "PUNCT" or self.tokens[k].text.startswith("?"))
        last = next(ends, node)
        return last if self.tokens[last].text.startswith("?") else None

    # --- the clause itself ----------------------------------------------------------------------------------

    def _own(self, i: int) -> Iterator[Effect]:
        """Negation, adverbs, tense and mood of the predicate ``i``."""
        if self.negated(i):
            yield self._rule("negated", "negation", i)
        for k in self.scene.kids(i, "advmod"):
            row = self.table.get(self.scene.lemma(k), "adverb")
            if row is not None and row["effect"] not in ("negated", "none"):
                yield self._word(row, k)
        yield from self._auxiliaries(i)
        finite = self.scene.finite(i)
        mood = finite.feats.get("Mood")
        if finite.feats.get("Tense") == "Fut":
            yield self._rule("hypothetical", "condition", finite.i) if self._on_condition(i) else self._rule("future", "tense", finite.i)
        elif mood == "Imp":
            yield self._rule("hypothetical", "mood", finite.i)
        elif mood == "Cnd":
            yield self._conditional(i, finite.i)
        elif self.scene.rel[i] == "root" and self.scene.form(i) == "Inf" and self.scene.kids(i, "mark"):
            # A headline: "X to host talks"; without a subject nobody says that it will be done.
            yield self._rule("future" if self.scene.kids(i, "nsubj") else "hypothetical", "headline", i)
        elif finite.feats.get("Tense") in ("Pres", None) and not self.scene.perfect(i) and not self.scene.kids(i, "ccomp"):
            if self._on_condition(i):
                yield self._rule("hypothetical", "condition", finite.i)
            yield from self._scheduled(i)
        if self._inverted(i):
            yield self._rule("hypothetical", "condition", finite.i)

    def _scheduled(self, i: int) -> Iterator[Effect]:
        """What a time ahead does where no past is told: "is sending troops next week", "les pourparlers reprennent demain"."""
        held = (*self.scene.kids(i, "obl", "advmod", "nmod", "obj"), *(c for k in self.scene.kids(i, "obj") for c in self.scene.kids(k, "nmod")))
        for k in held:
            time = self.scene.time_at.get(k)
            if time is not None and self.scene.ahead(time):
                yield Effect("future", Step("mul/events:time_ahead", (("word", time.span),), "future"))
                return

    def _auxiliaries(self, i: int) -> Iterator[Effect]:
        """What the auxiliaries of ``i`` do: "will attack", "may have attacked"."""
        for k in self.scene.kids(i, "aux"):
            row = self.table.get(self.scene.lemma(k), "auxiliary")
            if row is None or row["effect"] == "none":
                continue
            effect = row["effect"]
            if effect == "prospective":
                told = self.scene.rel[i] == "ccomp" and self._past(self._teller(i)) and not self.scene.perfect(i)
                effect = "future" if told else "hypothetical"
            elif self.scene.perfect(i):
                effect = OF_PAST.get(effect, effect)
            elif effect == "future" and self._on_condition(i):
                effect = "hypothetical"
            yield self._word(row, k, effect)
        for k in self.scene.kids(i, "cop") if self.tokens[i].feats.get("VerbForm") == "Inf" and self.scene.kids(i, "mark") else ():
            # "X is to host talks": a finite copula before an infinitive.
            row = self.table.get(self.scene.lemma(k), "infinitive")
            if row is not None:
                yield self._word(row, k)

    def _on_condition(self, i: int) -> bool:
        """Whether the clause of ``i`` has a condition of its own: "if X attacks, Y will leave"."""
        return any(
            any(self._effect_of_mark(m) == "hypothetical" for m in self.scene.kids(k, "mark", "advmod")) and self.scene.form(k) != "Inf"
            for k in self.scene.kids(i, "advcl")
        )

    def _inverted(self, i: int) -> bool:
        """Whether the clause of ``i`` is a condition by its order alone: "had X attacked, Y would have left"."""
        subjects = self.scene.kids(i, "nsubj")
        return (
            self.scene.rel[i] == "advcl" and bool(subjects) and not self.scene.kids(i, "mark")
            and self.scene.finite(i).i < subjects[0] and self.scene.is_finite(i) and self.scene.finite(i).i != i
        )

    def _conditional(self, i: int, finite: int) -> Effect:
        """The conditional mood: of a condition, of a future told in the past, or of hearsay."""
        if self._on_condition(i):
            return self._rule("hypothetical", "condition", finite)
        if self.scene.rel[i] == "ccomp" and not self.scene.perfect(i) and self._past(self._teller(i)):
            return self._rule("future", "future_in_the_past", finite)
        return self._rule("doubtful", "press_conditional", finite)

    def _teller(self, i: int) -> int:
        """The predicate that governs clause ``i``, or, of a participle ("…, adding that"), the finite one over it."""
        head = self.tokens[i].head
        if self.scene.form(head) in ("Part", "Ger", "Inf") and self.tokens[head].feats.get("Tense") != "Past":
            return next((up for up in self.scene.parsed.ancestors(head) if self.scene.is_finite(up)), head)
        return head

    def _past(self, i: int) -> bool:
        finite = self.scene.finite(i)
        return finite.i != i and self.tokens[i].feats.get("Tense") == "Past" or finite.feats.get("Tense") in ("Past", "Imp")

    def negated(self, i: int) -> bool:
        """Whether predicate ``i`` itself is negated ("ne … que" only restricts)."""
        words = self.scene.words
        kids = self.scene.parsed.children[i]
        lemmas = [self.scene.lemma(k) for k in kids if self.scene.rel[k] in ("advmod", "obj", "nsubj", "det", "cc")]
        strong = any(lemma in words["strong_negation"] for lemma in lemmas)
        weak = any(self.scene.lemma(k) in words["weak_negation"] for k in kids)
        if not weak:
            return any(lemma in words["lone_negation"] for lemma in lemmas) or self._of_nobody(i)
        if strong:
            return True
        deeper = [d for k in kids for d in self.scene.parsed.children[k] if k > i]
        if any(self.scene.within(k, "restriction") and self.scene.rel[k] == "advmod" for k in (*kids, *deeper)):
            return False
        negative = any(self.scene.within(d, "negative_determiner") for k in kids for d in self.scene.parsed.children[k])
        embedded = self.scene.rel[i] in ("advcl", "ccomp") and bool(self.scene.kids(i, "mark"))
        return negative or not embedded

    def _of_nobody(self, i: int) -> bool:
        """Whether the subject or the object of ``i`` is nobody and nothing: "no soldier was sent", "attacked neither X nor Y"."""
        near = [d for k in self.scene.kids(i, "nsubj", "obj") for d in self.scene.kids(k, "det", "cc", "advmod")]
        return any(self.scene.within(d, "negative_determiner") for d in near)

    def _modifiers(self, i: int) -> Iterator[Effect]:
        """What the modifiers and the determiner of an event noun do: "une éventuelle attaque", "aucune"."""
        for k in self.scene.kids(i, "amod", "acl"):
            row = self.table.get(self.scene.lemma(k), "modified")
            if row is not None:
                yield self._word(row, k)
        for k in self.scene.kids(i, "det", "case"):
            if self.scene.within(k, "negative_determiner"):
                yield self._rule("negated", "negation", k)
        yield from self._marks(i, nominal=True)

    def _marks(self, i: int, *, nominal: bool = False) -> Iterator[Effect]:
        """Words that introduce ``i``: if, without, in order to …; nothing for what is already past."""
        past = self.scene.perfect(i)
        for k in (*self.scene.kids(i, "mark", "case"), *(k for k in self.scene.kids(i, "advmod") if self.scene.kids(k, "fixed"))):
            row = self.table.get(self._mark(k), "mark")
            if row is None or nominal and row["effect"] != "negated":
                continue
            if row["effect"] == "implicative":
                # Before it left: it left. Before it leaves: who knows; before leaving, as sure as what it did first.
                if not self.scene.is_finite(i):
                    yield from self._own(self.tokens[i].head)
                elif self.scene.finite(i).feats.get("Tense") not in ("Past", "Imp"):
                    yield self._word(row, k, "hypothetical")
            elif not (past and row["effect"] == "hypothetical" and not self.scene.is_finite(i)):
                yield self._word(row, k)

    def _effect_of_mark(self, k: int) -> str:
        row = self.table.get(self._mark(k), "mark")
        return row["effect"] if row else ""

    def _mark(self, k: int) -> str:
        """The lemmas of a word that introduces a clause, with its fixed parts: "in order", "à moins"."""
        return " ".join(self.scene.lemma(w) for w in (k, *self.scene.kids(k, "fixed")))

    # --- what governs it ------------------------------------------------------------------------------------

    def _climb(self, node: int, below: int | None, effects: list[Effect], hosts: list[int]) -> int | None:
        """Add what the governor of ``node`` does; the next node, or None where the deed's scope ends.

        ``below`` is the node before, whose effects are there already.
        """
        token = self.tokens[node]
        relation, head = self.scene.rel[token.i], token.head
        if head == node:
            return None
        if self.scene.is_headline_infinitive(node):
            effects.append(self._rule("future", "headline", node))
            return None
        nominal = token.upos in NOMINAL and not self.scene.kids(node, "cop")
        known = relation in ("xcomp", "acl") and self._row(head, "infinitive") is not None
        if not nominal and not known:
            # Where the governor tells what becomes of its infinitive, the mark of the infinitive adds nothing.
            effects.extend(self._marks(node))
        if relation == "conj":
            if not nominal and not self.scene.is_finite(node) and not self.scene.kids(node, "aux"):
                effects.extend(self._own(head))
            return head
        on = self._governs(node, relation, nominal)
        if on is None and not nominal and self._accompanies(node, relation):
            # What is done "by adding …" or "…, killing three" is as open as what it goes with (but not denied with it).
            effects.extend(e for e in self._own(head) if e.effect != "negated")
            return head
        if on is None:
            return None
        row = self._row(head, on)
        if nominal and self._told_beside(node, row):
            effects.append(self._rule(KNOWN, "told_beside", node))
            return None
        if on == "clause":
            return self._clause(node, head, row, effects, hosts)
        if below is not None and nominal and self._tells_clause(node, below):
            # Of a clause on a noun ("reports that P are false") it counts only whether the noun holds.
            if row is not None and row["effect"] in ("negated", "doubtful", "hypothetical"):
                self._apply(row, node, head, effects, hosts)
            return None
        if row is None:
            if nominal and on in ("noun", "subject") and self.scene.lemma(head) in self.table.light and self.tokens[head].upos == "VERB":
                effects.extend(self._own(head))
                hosts.append(head)
                return head
            if on == "infinitive" and self._is_open(node, head):
                effects.append(self._rule("hypothetical", "open", head))
            return head if relation == "xcomp" and not nominal else None
        self._apply(row, node, head, effects, hosts)
        return head if row["effect"] in ("implicative", "none", "future", "possible") and on == "infinitive" else None

    def _told_beside(self, node: int, row: Row | None) -> bool:
        """Whether a deed is only what the governor's came after, or what a refusal is about: "refused talks over the raid"."""
        case = self.scene.case(node)
        refused = row is not None and row["effect"] == "negated"
        answered = self.scene.within(self.tokens[node].head, "answers_to")  # "in retaliation for the raid"
        return answered or case in self.scene.words["known_beside"] or refused and case in self.scene.words["grievance"]

    def _accompanies(self, node: int, relation: str) -> bool:
        """Whether a gerund goes with what its governor tells: "will strengthen them by adding …"."""
        marks = self.scene.kids(node, "mark", "case")
        told = any(self._effect_of_mark(k) for k in marks)
        return relation == "advcl" and not told and self.scene.form(node) in ("Ger", "Part") and not self.scene.is_finite(node)

    def _row(self, i: int, on: str) -> Row | None:
        """What the word ``i`` does to what it governs, as part of an idiom or alone."""
        return next((row for lemma in self.scene.phrasal(i) if (row := self.table.get(lemma, on)) is not None), None)

    def _tells_clause(self, noun: int, below: int) -> bool:
        """Whether ``below`` is a finite clause that tells what ``noun`` is: "evidence that P", not "the man that left"."""
        return self.scene.rel[below] == "acl" and self.tokens[below].head == noun and self.scene.is_finite(below)

    def _clause(self, node: int, head: int, row: Row | None, effects: list[Effect], hosts: list[int]) -> int | None:
        """What a word does to the finite clause ``node`` that completes it: what nobody said, found or showed is open."""
        if row is not None:
            self._apply(row, node, head, effects, hosts)
        elif self._unsaid(head):
            effects.append(self._rule("hypothetical", "unsaid", head))
        return head if self.tokens[head].upos in ("NOUN", "PROPN") else None

    def _unsaid(self, head: int) -> bool:
        """Whether the word that a clause completes is itself denied or open: "did not say that", "rien ne permet d'affirmer que"."""
        if self.tokens[head].upos in ("NOUN", "PROPN"):
            return self._none_of(head)
        told = self.of(head)
        return told.modality == "negated" or told.degree == "Uu"

    def _none_of(self, noun: int) -> bool:
        """Whether there is none of a noun: "no evidence", "did not find evidence"."""
        if any(self.scene.within(k, "negative_determiner") for k in self.scene.kids(noun, "det", "case")):
            return True
        head = self.tokens[noun].head
        governed = self.scene.rel[noun] in ("obj", "nsubj", "obl") and self.tokens[head].upos in ("VERB", "AUX")
        return governed and self.negated(head)

    def _is_open(self, node: int, head: int) -> bool:
        """Whether nobody says that an infinitive was done: its governor is negated, or is a word of which nothing is known."""
        if self.scene.rel[node] == "xcomp" and self.tokens[head].upos in ("VERB", "AUX") and self.negated(head):
            return True
        if any(self._effect_of_mark(k) for k in self.scene.kids(node, "mark", "case")):
            return False
        return self.scene.form(node) == "Inf" and not self.scene.perfect(node) and self.tokens[head].upos in ("VERB", "ADJ", "NOUN")

    def _governs(self, node: int, relation: str, nominal: bool) -> str | None:
        """What ``node`` is to its governor, in the terms of table modality; None: out of reach."""
        if nominal:
            return "subject" if relation == "nsubj" else "noun" if relation in ("obj", "obl", "nmod", "xcomp") else None
        finite = self.scene.is_finite(node)
        if self.tokens[node].deprel == "acl:relcl":
            return "clause" if self._by_hearsay(node) else None
        if relation == "advcl" and finite:
            return None
        if relation in ("xcomp", "ccomp", "csubj", "acl", "advcl", "obj", "obl", "parataxis"):
            if finite:
                return "clause" if relation != "parataxis" else None
            if self.scene.form(node) in ("Inf", None):
                return "infinitive"
            return "infinitive" if self.scene.is_complement(node) else None
        return None

    def _by_hearsay(self, node: int) -> bool:
        """Whether a relative clause tells what its noun says: "les informations selon lesquelles P"."""
        return any(self.scene.case(k) in self.scene.words["hearsay"] for k in self.scene.kids(node, "obl") if self.scene.is_relative(k))

    def _apply(self, row: Row, node: int, head: int, effects: list[Effect], hosts: list[int]) -> None:
        """The effect of a governing word, turned where the word itself is negated or past."""
        effect = row["effect"]
        if self.tokens[head].upos == "VERB" and self.tokens[node].upos == "NOUN" and self.scene.within(head, "announcing") and self.scene.within(node, "befallen"):
            effect = "none"  # "announced the capture of X": what befalls people is announced when it has happened
        noun = self.tokens[head].upos in ("NOUN", "PROPN")
        negated = self._none_of(head) if noun else self.tokens[head].upos in ("VERB", "AUX", "ADJ") and self.negated(head)
        past_deed = self.scene.perfect(node)
        own = self.tokens[head].feats
        going = own.get("VerbForm") == "Ger" or own.get("Tense") == "Pres"
        compound = self.scene.perfect(head) or not going and self.scene.finite(head).feats.get("Tense") == "Past"
        if row["simple"] and compound:
            effect = "hypothetical" if self.scene.finite(head).feats.get("Mood") == "Cnd" else "implicative"
        if past_deed:
            effect = OF_PAST.get(effect, effect)
        if effect in ("implicative", "future", "possible"):
            hosts.append(head)
        if effect == "implicative":
            effects.extend(self._own(head))
            return
        if negated:
            effect = {"negated": "hypothetical", "future": "negated", "possible": "negated", "counterfact": "none",
                      "none": "hypothetical", "doubtful": "hypothetical", "probable": "hypothetical"}.get(effect, effect)  # fmt: skip
        elif effect == "counterfact":
            effect = "hypothetical"
        if effect != "none":
            effects.append(self._word(row, head, effect))

    # --- steps ----------------------------------------------------------------------------------------------

    def _word(self, row: Row, i: int, effect: str = "") -> Effect:
        effect = effect or row["effect"]
        return Effect(effect, Step(row.id, (("word", self.scene.parsed.span(i)),), effect))

    def _rule(self, effect: str, name: str, i: int) -> Effect:
        return Effect(effect, Step(f"mul/events:{name}", (("word", self.scene.parsed.span(i)),), effect))
