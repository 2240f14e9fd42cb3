"""What a noun, its modifiers or its predicate say of those that a number counts (table figure_classes)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Span, Step
from .ground import Ground
from .roles import Roles

_STOPS = (";", ":", ".", "!", "?")
_DEAD_OR_WOUNDED = {"killed", "wounded"}


@dataclass(frozen=True, slots=True)
class Told:
    """A class, the token whose predication tells it, and why."""

    what: str
    predicate: int | None
    steps: tuple[Step, ...]
    phrase: int | None = None
    """The noun that tells the class, where it is not the counted noun itself."""


@cache
def _rows(lexicon: Lexicon) -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    for row in lexicon.table("figure_classes"):
        found[row["lemma"].lower(), row["role"]] = row
    for row in lexicon.table("figure_classes"):
        for form in row["forms"]:
            found.setdefault((form.lower(), row["role"]), row)
    return found


class Classes:
    """Readings of one report's counted nouns. ``taken`` are the predicates that already belong to a number."""

    def __init__(self, scene: Ground, roles: Roles, lexicon: Lexicon) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.rows = _rows(lexicon)
        self.taken: set[int] = set()

    def row(self, i: int, role: str) -> Row | None:
        """The entry of token ``i`` in a role, by its lemma or by its form."""
        token = self.tokens[i]
        return self.rows.get((token.lemma.lower(), role)) or self.rows.get((token.text.lower(), role))

    def of_noun(self, i: int) -> Told | None:
        """The counted noun itself: dead, wounded, missing …"""
        row = self.row(i, "self")
        if row is None:
            return self.carried_by(i)
        what = row["what"]
        others = {self._class_of(k) for k in self.scene.kids(i, "conj", "amod", "acl")} | self._beside(i)
        return self._together(what, others, i, Step(row.id, (("noun", self._word(i)),), f"what={what}"))

    def _together(self, what: str, others: set[str | None], i: int, step: Step) -> Told:
        """"Tués ou blessés": one number for both; where each has a number of its own they stay apart."""
        if {what, *others} >= _DEAD_OR_WOUNDED and not self._numbers_apart(i):
            return Told("killed_or_wounded", i, (step, Step("mul/figures:killed_or_wounded", (), "what=killed_or_wounded")))
        return Told(what, i, (step,))

    def _beside(self, i: int) -> set[str | None]:
        """Classes of words coordinated with ``i`` on the surface, whatever the tree says: "tués" ou "blessés"."""
        sentence = self.scene.parsed.sentence_of(i)
        found: set[str | None] = set()
        for places in (range(i + 1, min(i + 8, sentence.last)), range(i - 1, max(i - 8, sentence.first - 1), -1)):
            near = [k for k in places if self.tokens[k].upos != "PUNCT"][:2]
            if len(near) == 2 and self.tokens[near[0]].upos == "CCONJ":
                found.add(self._class_of(near[1]))
        return found

    def _numbers_apart(self, i: int) -> bool:
        return any(
            self.scene.kids(k, "obj", "nsubj") or any(self.tokens[m].upos == "NUM" for m in self.scene.parsed.subtree(k))
            for k in self.scene.kids(i, "conj")
        )

    def _class_of(self, i: int) -> str | None:
        for role in ("self", "object", "subject"):
            row = self.row(i, role)
            if row is not None and row["what"] and not row["words"]:
                return str(row["what"])
        return None

    def carried_by(self, i: int) -> Told | None:
        """A carrier noun: "le nombre de disparus", "l'envoi de soldats"."""
        row = self.row(i, "carrier")
        if row is None:
            return None
        step = Step("mul/figures:carrier", (("carrier", self._word(i)),), "")
        for word, k in self.scene.cases(i):
            if word not in self.scene.words["genitive"]:
                continue
            told = self.of_noun(k) or self.modified(k)
            if told is not None:
                return replace(told, steps=(step, *told.steps), phrase=k)
            if row["what"] and self._one_of(k, row):
                return Told(row["what"], i, (Step(row.id, (("noun", self._word(k)),), f"what={row['what']}"),))
        told = self.modified(i)
        return replace(told, steps=(step, *told.steps)) if told else None

    def modified(self, i: int) -> Told | None:
        """Participles and adjectives on the noun: "soldats blessés", "personnes portées disparues"."""
        found: list[tuple[int, Row]] = []
        stack = [*self.scene.kids(i, "amod", "acl", "appos")]
        while stack:
            k = stack.pop(0)
            if self.tokens[k].deprel == "acl:relcl":
                continue
            row = self._participle(k, i)
            if row is not None:
                found.append((k, row))
            stack.extend(c for c in self.scene.kids(k, "conj", "xcomp") if self.tokens[c].upos in ("ADJ", "VERB", "NOUN"))
        if not found:
            return None
        found.sort()
        k, row = found[0]
        others = {other["what"] for _, other in found[1:]} | self._beside(k)
        step = Step(row.id, (("modifier", self._word(k)),), f"what={row['what']}")
        told = self._together(row["what"], others, i, step)
        return replace(told, predicate=k, steps=(Step("mul/figures:modifier", (("modifier", self._word(k)),), ""), *told.steps))

    def _participle(self, k: int, noun: int) -> Row | None:
        if self.tokens[k].feats.get("VerbForm") == "Part" and self.tokens[k].feats.get("Tense") == "Pres":
            return None
        for role in ("object", "subject", "state"):
            row = self.row(k, role)
            if row is not None and row["what"] and not row["case"] and not row["words"] and self._one_of(noun, row):
                return row
        return None

    def _one_of(self, noun: int, row: Row) -> bool:
        """Whether the counted noun is one of those that the row asks for."""
        if not row["of"] or self.tokens[noun].upos in ("NUM", "PRON"):
            return True
        if "@persons" in row["of"] and self.tokens[noun].upos in ("NOUN", "PROPN") and self.scene.demonym(noun) is not None:
            return True  # nine Malians
        return any(self.scene.within(noun, word[1:]) if word.startswith("@") else self.scene.lemma(noun) == word for word in row["of"])

    def _behind(self, k: int, words: str) -> bool:
        """Whether the case words that a row asks for stand right before token ``k``."""
        wanted = words.split()
        return not wanted or self.scene.lemmas[max(0, k - len(wanted)) : k] == wanted

    def predicated(self, noun: int, i: int) -> Told | None:
        """The predicate of which the counted phrase at ``i`` is subject or object."""
        head, relation = self.tokens[i].head, self.scene.rel[i]
        if relation == "advmod" and i != noun or relation == "obl" and i in self.scene.bounded:
            # "Plus de 300 personnes" may hang on its "plus", "jusqu'à 300 personnes" on its preposition.
            relation = "nsubj" if i < head else "obj"
        if head == i or relation not in ("nsubj", "obj", "obl", "nmod"):
            return None
        if relation in ("obl", "nmod") and self.row(head, "dative") is not None:
            return self._predicate(head, "dative", noun)
        if relation in ("obl", "nmod"):
            return self.carried_by(head) if self.scene.case(i) in self.scene.words["genitive"] else None
        role = "object" if relation == "obj" or self.roles.passive(head) else "subject"
        stack = [(head, 0)]
        if self.scene.rel[head] in ("amod", "advmod"):
            stack.append((self.tokens[head].head, 1))
        while stack:
            k, depth = stack.pop(0)
            told = self._predicate(k, role if depth == 0 else "state", noun) if k != i else None
            if told is not None:
                others = {self._class_of(c) for c in self.scene.kids(k, "conj")}
                return self._together(told.what, others, k, told.steps[0]) if told.what in _DEAD_OR_WOUNDED else told
            if depth < 2:
                stack += [(c, depth + 1) for c in self.scene.kids(k, "xcomp", "obl", *(("obj",) if depth == 0 else ()))]
                # "presumed dead": a state without mark, set beside its verb
                stack += [(c, depth + 1) for c in self.scene.kids(k, "advcl") if self.tokens[c].upos == "ADJ" and not self.scene.kids(c, "mark")]
        return None

    def _predicate(self, k: int, role: str, noun: int) -> Told | None:
        names: tuple[str, ...] = (role,)
        if role == "state" or self.scene.kids(k, "cop") or self.tokens[k].upos in ("ADJ", "NOUN"):
            names = ("state", "object", "subject")
        elif role == "object" and self.row(k, "object") is None and self.roles.passive(k):
            # Verbs that are conjugated with "to be" are sometimes taken for passives.
            names = ("subject",)
        for name in names:
            row = self.row(k, name)
            if row is None or not row["what"] or not self._one_of(noun, row):
                continue
            if row["words"] and not any(self.scene.lemma(c) in row["words"] for c in self.scene.kids(k, "obj", "obl", "xcomp")):
                continue
            if not self._behind(k, row["case"]) or not row["case"] and self.scene.rel[k] == "obl" and self.scene.case(k):
                continue
            return Told(row["what"], k, (Step(row.id, (("predicate", self._word(k)),), f"what={row['what']}"),))
        return None

    def followed(self, i: int, last: int) -> Told | None:
        """The first predicate behind the number (which ends at ``last``), where the tree does not join them."""
        governor = self.tokens[i].head
        for k in range(max(i, last) + 1, self.scene.parsed.sentence_of(i).last):
            token = self.tokens[k]
            if token.upos in ("NUM", "CCONJ", "SCONJ") or token.text in _STOPS or k != governor and self.scene.rel[k] == "nsubj":
                return None
            state = self.row(k, "state")
            if state is not None and state["case"] and self._behind(k, state["case"]):
                return self._found("followed", k, state)
            if token.upos == "VERB" or token.upos == "ADJ" and self.tokens[k - 1].upos == "AUX":
                role = "object" if self.roles.passive(k) else "subject"
                row = self.row(k, role) or (self.row(k, "object") or self.row(k, "subject") if token.upos == "ADJ" else None)
                if row is None or not row["what"] or row["words"] or not self._one_of(i, row) or k in self.taken:
                    return None
                return self._found("followed", k, row)
        return None

    def beside(self, noun: int) -> Told | None:
        """A participle right behind the noun, where the tree does not join them: "portées disparues"."""
        k = noun + 1
        if k >= self.scene.parsed.sentence_of(noun).last or self.tokens[k].upos not in ("VERB", "ADJ", "NOUN"):
            return None
        row = self._participle(k, noun)
        return self._found("modifier", k, row) if row is not None else None

    def _found(self, rule: str, k: int, row: Row) -> Told:
        span = self.scene.parsed.span(k)
        return Told(row["what"], k, (Step(f"mul/figures:{rule}", (("word", span),), ""), Step(row.id, (("word", span),), f"what={row['what']}")))

    def preceded(self, i: int) -> Told | None:
        """A noun such as number or toll before a number that has no noun, where the tree does not join them."""
        for k in range(i - 1, self.scene.parsed.sentence_of(i).first - 1, -1):
            if self.tokens[k].upos == "NUM" or self.tokens[k].text in _STOPS:
                return None
            if (self.scene.lemma(k), "carrier") in self.rows:
                return self.carried_by(k)
        return None

    def _word(self, i: int) -> Span:
        return self.scene.parsed.span(i)
