"""Grammatical functions of predicates: who does and who undergoes, with control, relatives and passives undone."""

from __future__ import annotations

from dataclasses import dataclass

from .effects import Controls
from .ground import NOMINAL, Ground

_DEPTH = 8
ACTING = ("state", "military", "intelligence", "igo", "ngo", "armed_group", "company", "party", "person")
"""Kinds of actor that do deeds."""


@dataclass(frozen=True, slots=True)
class Found:
    """The token in a role and the rule that found it there."""

    place: int
    rule: str


class Functions:
    """Grammatical functions of predicates in one report, with control, relatives and passives undone."""

    def __init__(self, scene: Ground, controls: Controls) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.controls = controls
        self._passive: dict[int, bool] = {}
        self._logical: dict[int, tuple[list[Found], list[Found]]] = {}

    # --- functions ------------------------------------------------------------------------------------------

    def passive(self, i: int) -> bool:
        """Whether verb ``i`` is passive: by its auxiliary, its subject, or as a bare past participle."""
        if i not in self._passive:
            self._passive[i] = self._is_passive(i)
        return self._passive[i]

    def _is_passive(self, i: int) -> bool:
        token = self.tokens[i]
        kids = [self.tokens[k] for k in self.scene.parsed.children[i]]
        if any(k.deprel in ("aux:pass", "obl:agent") for k in kids):
            return True
        if any(k.deprel == "nsubj:pass" for k in kids):
            # Without an auxiliary but with an object it is active, whatever the parser makes of its subject.
            return not (token.upos == "VERB" and self._ditransitive(i) and not any(self.scene.rel[k.i] == "aux" for k in kids))
        if any(k.deprel == "nsubj" for k in kids) and not any(k.deprel == "cop" for k in kids):
            # "Three soldiers taken prisoner in X have died": a bare participle with what it makes of its subject.
            return not self.scene.kids(i, "aux") and any(self._becomes(k) for k in self.scene.kids(i, "obj"))
        if self._is_headline(i):
            return False
        participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense", "Past") == "Past"
        helped = any(self.scene.rel[k.i] in ("aux", "cop") for k in kids)
        if participle and token.upos == "VERB" and any(k.deprel == "cop" for k in kids):
            return True
        if participle and not helped and self.scene.rel[token.i] == "conj":
            head = token.head
            active = self.scene.perfect(head) and all(self.tokens[k].deprel != "aux:pass" for k in self.scene.kids(head, "aux"))
            return not active and self.tokens[head].upos in ("VERB", "ADJ") and self.passive(head)
        return (participle or token.upos == "ADJ") and not helped and self.scene.rel[token.i] in (
            "acl", "amod", "advcl", "root", "xcomp", "parataxis", "appos", "dep",
        )

    def _is_headline(self, i: int) -> bool:
        """Whether a participle that heads a sentence, or its noun, is its finite verb: it has an object ("rebels killed two men")."""
        noun = self.tokens[i].head
        behind = [k for k in self.scene.kids(i, "obj") if k > i and self.tokens[k].deprel == "obj"]
        if self.scene.kids(i, "aux"):
            return False
        if not behind or self.scene.rel[i] not in ("acl", "root") or self.scene.rel[noun] != "root":
            return False
        return noun == i or self.tokens[noun].upos in ("NOUN", "PROPN")

    def subject(self, i: int, depth: int = 0) -> Found | None:
        """The grammatical subject of predicate ``i``: its own, its antecedent, or that of its controller."""
        if depth > _DEPTH:
            return None
        own = [k for k in self.scene.kids(i, "nsubj") if self.tokens[k].deprel != "nsubj:outer"]
        # A date before the verb is often taken for its subject; who makes others act is the one who acts.
        own.sort(key=lambda k: (k in self.scene.time_at, self.tokens[k].deprel != "nsubj:caus"))
        if own:
            if self.scene.is_relative(own[0]):
                noun = self.scene.antecedent(own[0])
                return Found(noun, "relative") if noun is not None else None
            return Found(self.scene.real.get(own[0], self._unbracketed(own[0])), "subject")
        token = self.tokens[i]
        relation = self.scene.rel[token.i]
        if token.head == i or relation == "ccomp" and self.scene.is_finite(i):
            # A name right before a finite verb that has no subject is its subject: "UBS acquired …".
            near = i - 1 if i and self.scene.rel[i - 1] == "compound" and self.tokens[i - 1].head == i else None
            return Found(near, "subject") if near in self.scene.actor_at and near is not None else None
        if relation == "conj":
            beside = (*self.scene.kids(token.head, "conj"), *self.scene.parsed.children[i])
            counted = [k for k in beside if token.head < k < i and self.tokens[k].upos == "NUM" and self._next_verb(k) == i]
            if counted:
                # "… et 40 blessées": the number before a participle is its own subject.
                return Found(counted[0], "subject")
            return self.subject(token.head, depth + 1) if self.tokens[token.head].upos in ("VERB", "ADJ", "AUX") else None
        if relation == "acl" or self.tokens[token.head].upos in NOMINAL:
            return self._adnominal(i, depth)
        if relation == "csubj" and not self.scene.is_finite(i) and self.tokens[token.head].upos == "VERB":
            # "Fighting X has cost Y dear": whom it befalls is who did it, never a second subject of the verb.
            befallen = self.iobjects(token.head) or self._addressee(token.head)
            return Found(befallen[0].place, "control") if befallen else None
        if relation in ("xcomp", "ccomp", "advcl", "csubj", "parataxis", "obl") and not self.scene.is_finite(i):
            return self._controlled(i, depth)
        if relation == "advmod" and self.tokens[token.head].upos in ("VERB", "ADJ", "AUX"):
            # An infinitive on an adverb ("loin d'attaquer X, Y …") is what the subject of its clause does not do.
            return self.subject(token.head, depth + 1)
        if relation == "advcl" and not self.scene.kids(i, "mark") and self.tokens[token.head].upos in ("VERB", "ADJ"):
            # A finite verb without a subject or a subordinator of its own goes on with that of its governor.
            return self.subject(token.head, depth + 1)
        return None

    def _unbracketed(self, k: int) -> int:
        """The name behind a bracketed agency that opens a sentence: "(Agency) - X is discussing …"."""
        first = self.scene.parsed.sentence_of(k).first
        if k != first + 1 or self.tokens[first].upos != "PUNCT" or self.tokens[k + 1].upos != "PUNCT":
            return k
        return next((c for c in self.scene.kids(k, "parataxis", "appos") if self.tokens[c].upos == "PROPN"), k)

    def _next_verb(self, k: int) -> int | None:
        """The first verb behind token ``k`` in its sentence."""
        last = self.scene.parsed.sentence_of(k).last
        return next((v for v in range(k + 1, last) if self.tokens[v].upos == "VERB"), None)

    def _controlled(self, i: int, depth: int) -> Found | None:
        head = self.tokens[i].head
        if self.scene.form(i) in ("Part", "Ger") and self.scene.kids(i, "mark", "case"):
            # A gerund goes with the finite verb, wherever the parser has hung it.
            head = next((up for up in self.scene.parsed.ancestors(i) if self.scene.is_finite(up)), head)
        reason = any(self.scene.within(k, "reason_marks") for k in self.scene.kids(i, "mark", "case"))
        if (reason or self.controls.by_object(self.scene.phrasal(head))) and (self.scene.form(i) == "Inf" or self.scene.is_complement(i)):
            if self.passive(head):
                found = self.subject(head, depth + 1)
                return Found(found.place, "control") if found else None
            held = self.objects(head) or self.iobjects(head) or self._addressee(head)
            if held:
                return Found(held[0].place, "control")
        if self.scene.rel[i] == "xcomp" and self.passive(i) and not self.passive(head):
            # "Left three people dead and ten injured", "cost the army 100 men killed": of the object.
            left = [f for f in self.objects(head) if f.place < i]
            if left:
                return Found(left[-1].place, "control")
        if self.passive(head) and self.tokens[head].upos != "ADJ" and self.scene.rel[i] == "advcl":
            agent = self.agents(head)
            if agent and self.scene.form(i) == "Inf":
                return Found(agent[0].place, "control")
        found = self.subject(head, depth + 1)
        return Found(found.place, "control") if found else None

    def _adnominal(self, i: int, depth: int) -> Found | None:
        """The subject of a participle or infinitive on a noun."""
        token = self.tokens[i]
        noun = token.head
        form = self.scene.form(i)
        if self.scene.is_gerund_subject(i):
            return None
        if self.scene.is_headline_infinitive(i):
            return Found(noun, "subject")
        if form == "Inf":
            if self.scene.rel[noun] == "fixed":
                # "Au lieu d'attaquer": of the clause in which the fixed words stand.
                return self.subject(self.tokens[self.tokens[noun].head].head, depth + 1)
            if self.scene.kids(noun, "cop"):
                found = self.subject(noun, depth + 1)  # "is in talks to buy"
                return Found(found.place, "control") if found else None
            up = self.tokens[noun].head
            if self.scene.rel[noun] == "obj" and self.controls.by_object(self.scene.phrasal(up)):
                return Found(noun, "control")  # "accuses X of waging war", with the infinitive hung on X
            given = self.iobjects(up) or self._addressee(noun) or self._addressee(up) if self.controls.by_object(self.scene.phrasal(noun)) else []
            if given:
                return Found(given[0].place, "control")  # "gave X permission to pass"
            lent = self.scene.rel[noun] == "obl" and self.scene.lemma(up) in self.controls.light
            # "A affirmé dans un communiqué avoir tué …": what its verb takes may hang on the noun between.
            lent = lent or self.scene.rel[noun] == "obl" and self.scene.perfect(i) and self.controls.get(self.scene.lemma(up), "infinitive") is not None
            if (lent or self.scene.rel[noun] in ("obj", "xcomp")) and self.tokens[up].upos == "VERB":
                found = self.subject(up, depth + 1)
                return Found(found.place, "control") if found else None
            owners = self.owners(noun)
            return owners[0] if owners else None
        present = form in ("Part", "Ger") and token.feats.get("Tense") == "Pres"
        first = min(self.scene.parsed.subtree(i))
        if present and (self.tokens[first].upos == "PUNCT" or first and self.tokens[first - 1].upos == "PUNCT"):
            clause = self.scene.clause(noun)
            if clause != i and self.tokens[clause].upos in ("VERB", "ADJ", "AUX"):
                found = self.subject(clause, depth + 1)
                if found:
                    return Found(found.place, "participle")
        return Found(noun, "participle")

    def objects(self, i: int) -> list[Found]:
        """What verb ``i`` is done to: its object, a clitic, a relative pronoun's antecedent."""
        found = []
        first = self._first_of_two(i)
        for k in self.scene.kids(i, "obj"):
            if self.tokens[k].deprel == "obj:agent" or k == first:
                continue
            if self.scene.is_relative(k):
                noun = self.scene.antecedent(k)
                if noun is not None:
                    found.append(Found(noun, "relative"))
            elif not self.scene.within(k, "reflexive"):
                found.append(Found(self.scene.real.get(k, k), "object"))
        if not found and self.scene.is_gerund_subject(i):
            found = [Found(self.tokens[i].head, "object")]
        if not found and self.scene.rel[i] == "csubj":
            # A clause that is the subject leaves no room for another: what stands between is its object.
            found = [Found(k, "object") for k in self.scene.kids(self.tokens[i].head, "nsubj") if i < k < self.tokens[i].head]
        if not found and not self.passive(i):
            # "Found the minister guilty": the object stands as the subject of what is said of it.
            found = [Found(k, "object") for x in self.scene.kids(i, "xcomp") if self.scene.form(x) is None for k in self.scene.kids(x, "nsubj")]
        if not found and not self.passive(i):
            found = [Found(self.scene.real[k], "object") for k in self.scene.kids(i, "obl") if k in self.scene.bounded and k > i]
        if not found and any(self.scene.within(k, "weak_negation") for k in self.scene.parsed.children[i]):
            # The object of a negated verb looks like a complement: "n'a pas envoyé de soldats".
            found = [Found(k, "object") for word, k in self.scene.cases(i) if word in self.scene.words["genitive"]]
        return found

    def iobjects(self, i: int) -> list[Found]:
        found = [k for k in self.scene.kids(i, "iobj") if not self.scene.within(k, "reflexive")]
        first = self._first_of_two(i)
        if first is not None and not found:
            found = [first]
        for held in self.scene.kids(i, "obj") if not found else ():
            # A name that a number or an article parts from the noun is no part of it: "sent Ukraine 300 tanks".
            parts = self.scene.kids(held, "nummod", "det")
            found += [k for k in self.scene.kids(held, "compound") if any(k < part < held for part in parts) or self._is_state(k)]
        subject = self.subject(i) if not found and self.passive(i) and self._ditransitive(i) else None
        return [Found(k, "iobject") for k in found] + ([Found(subject.place, "iobject")] if subject else [])

    def _is_state(self, k: int) -> bool:
        """Whether token ``k`` is the name of a country, and no initials that stand for an adjective ("US troops")."""
        place, actor = self.scene.place_at.get(k), self.scene.actor_at.get(k)
        country = place is not None and place.precision == "country" or actor is not None and actor.actor.kind == "state"
        return country and not self.tokens[k].text.isupper()

    def _first_of_two(self, i: int) -> int | None:
        """The first of two objects behind the verb: whom something is given ("grant Credit Suisse another loan")."""
        behind = [k for k in self.scene.kids(i, "obj") if k > i and self.tokens[k].deprel == "obj"]
        return behind[0] if len(behind) > 1 and behind[0] in self.scene.actor_at else None

    def _addressee(self, i: int) -> list[Found]:
        """Whom verb ``i`` speaks to, where that is no object: "demande à X de …"."""
        told = ((word, k) for word, k in self.scene.cases(i) if k not in self.scene.time_at)
        return [Found(k, "iobject") for word, k in told if word in self.scene.words["addressee"]]

    def agents(self, i: int) -> list[Found]:
        """The agent of a passive or of an event noun."""
        words = self.scene.words["agent"]
        found = [k for k in self.scene.kids(i, "obl", "nmod") if self.tokens[k].deprel.endswith(":agent") or self.scene.case(k) in words]
        if not found and (self.tokens[i].upos == "NOUN" or self.passive(i)):
            found = [k for word in sorted(words) if self.scene.has_near(i, word) for k in self._nested(i, word)]
        return [Found(k, "agent") for k in found]

    def owners(self, i: int) -> list[Found]:
        """Whose noun ``i`` is: its demonym, or the name in its genitive."""
        near = [i, *self.scene.kids(i, "compound")]  # "Israeli tank shelling", with the adjective hung on the tank
        found = [
            Found(k, "demonym") for host in near for k in self.scene.kids(host, "amod", "nmod", "compound")
            if self._is_demonym(k) and not self._of_another(host, k)
        ]  # fmt: skip
        found += [Found(k, "demonym") for k in self.scene.kids(self.tokens[i].head, "amod") if k == i + 1 and self._is_demonym(k) and self._of_another(self.tokens[i].head, k)]
        for first in list(found):
            found += [Found(c, "demonym") for c in self.scene.kids(first.place, "conj") if self._is_demonym(c)]
        found += [Found(k, "compound") for k in self.scene.kids(i, "compound") if not self._is_demonym(k) and self._acts(k)]
        for word, k in self.scene.cases(i):
            if word in self.scene.words["genitive"]:
                found.append(Found(k, "genitive"))
        return found

    def _of_another(self, i: int, k: int) -> bool:
        """Whether adjective ``k`` is hung on noun ``i`` while only the noun right before it agrees: "une attaque de miliciens somaliens"."""
        number, own = self.tokens[k].feats.get("Number"), self.tokens[i].feats.get("Number")
        beside = self.tokens[k - 1] if k > i + 1 else None
        return beside is not None and beside.upos == "NOUN" and bool(number and own) and own != number == beside.feats.get("Number")

    def _is_demonym(self, k: int) -> bool:
        return self.tokens[k].deprel != "nmod:poss" and not self.scene.case(k) and self.scene.demonym(k) is not None

    def _acts(self, k: int) -> bool:
        """Whether a name before a noun is that of an actor: "the NATO strike", not "the Gaza strike"."""
        mention = self.scene.actor_at.get(k)
        if mention is None:
            # A country is a place before a noun ("the Ukraine war"), unless its initials stand for an adjective: "US strikes".
            place = self.scene.place_at.get(k)
            return place is not None and place.country is not None and self.tokens[k].text.isupper()
        return mention.actor.kind in ACTING

    def _ditransitive(self, i: int) -> bool:
        """Whether passive ``i`` keeps an object: "Ukraine was given 300 tanks"."""
        return any(self.tokens[k].deprel == "obj" and k > i and not self._becomes(k) for k in self.scene.kids(i, "obj"))

    def _becomes(self, k: int) -> bool:
        """Whether the bare singular noun ``k`` tells what somebody becomes: "taken prisoner", "held hostage"."""
        token = self.tokens[k]
        return token.upos == "NOUN" and token.feats.get("Number") == "Sing" and self.scene.is_person(k) and not self.scene.parsed.children[k]

    def logical(self, i: int) -> tuple[list[Found], list[Found]]:
        """Who does and who undergoes verb ``i``, whatever its voice."""
        if i not in self._logical:
            self._logical[i] = self._find_logical(i)
        return self._logical[i]

    def _find_logical(self, i: int) -> tuple[list[Found], list[Found]]:
        subject = self.subject(i)
        if self.passive(i):
            return self.agents(i), self.objects(i) if self._ditransitive(i) else [subject] if subject else []
        return [subject] if subject else [], self.objects(i)

    def _nested(self, i: int, name: str) -> list[int]:
        """Phrases behind ``name`` inside the other phrases of ``i``: a parser often attaches them too low."""
        stack = self.scene.kids(i, "obj", "obl", "nmod", "xcomp", "advmod")
        while stack:
            k = stack.pop(0)
            if self.tokens[k].upos == "VERB" and self.scene.demonym(k) is None:
                continue
            found = [place for word, place in self.scene.cases(k) if word == name]
            if found:
                return found
            stack.extend(c for c in self.scene.kids(k, "obl", "nmod", "conj", "amod") if self.scene.rel[c] != "amod" or self._is_demonym(c))
        return []
