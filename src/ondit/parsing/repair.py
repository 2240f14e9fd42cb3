"""What a statistical parser gets wrong against the rules of Universal Dependencies themselves.

Only rules that hold in every language: function words have no arguments, a clause with a subject and no mark of the
passive has no passive subject, a finite clause is no bare modifier of a noun, and an auxiliary does not govern the
participle that it helps. The tree stays a tree: a token only ever changes places with its governor or moves up to
its governor's governor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Features = Mapping[str, str]

_LEAVES = {
    "aux": ("fixed", "goeswith", "conj"),
    "cop": ("fixed", "goeswith", "conj"),
    "case": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "mark": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "det": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "punct": (),
}
_CLAUSAL = ("ccomp", "xcomp", "acl", "advcl", "parataxis")


def _base(deprel: str) -> str:
    return deprel.partition(":")[0]


def _finite(features: Features) -> bool:
    return features.get("VerbForm") == "Fin" or "Mood" in features


class _Tree:
    """One sentence while it is being repaired; a root is its own head."""

    def __init__(
        self,
        heads: Sequence[int],
        deprels: Sequence[str],
        upos: Sequence[str],
        feats: Sequence[Features],
        helpers: Sequence[bool],
    ) -> None:
        self.heads, self.deprels, self.upos = list(heads), list(deprels), list(upos)
        self.feats, self.helpers = feats, helpers

    def kids(self, i: int) -> list[int]:
        return [k for k, head in enumerate(self.heads) if head == i and k != i]

    def has(self, i: int, *relations: str) -> bool:
        return any(_base(self.deprels[k]) in relations or self.deprels[k] in relations for k in self.kids(i))

    def below(self, i: int) -> list[int]:
        return [k for k in range(len(self.heads)) if _below(self, k, i)]

    def first(self, i: int) -> int:
        return self.below(i)[0]

    def after_stop(self, i: int) -> bool:
        """True if a punctuation mark opens the phrase of ``i`` or stands right before it."""
        first = self.first(i)
        return self.upos[first] == "PUNCT" or first > 0 and self.upos[first - 1] == "PUNCT"

    def swap(self, governor: int, dependent: int, relation: str) -> None:
        """Put ``dependent`` in its governor's place and hang the governor on it with ``relation``."""
        if self.heads[governor] == governor:
            self.heads[dependent] = dependent
        else:
            self.heads[dependent] = self.heads[governor]
        self.deprels[dependent] = self.deprels[governor]
        self.heads[governor], self.deprels[governor] = dependent, relation


def repaired(
    heads: Sequence[int],
    deprels: Sequence[str],
    upos: Sequence[str],
    feats: Sequence[Features] = (),
    helpers: Sequence[bool] = (),
    impersonal: Sequence[bool] = (),
) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and parts of speech of a sentence after the repairs.

    ``helpers`` tells which tokens are forms of the language's auxiliary verbs. Without features and helpers only
    the repairs that need neither are made. ``impersonal`` tells which are forms of verbs that may have an empty
    subject; empty, where the language does not list them.
    """
    tree = _Tree(heads, deprels, upos, feats or [{}] * len(heads), helpers or [False] * len(heads))
    _compound_tenses(tree)
    _leaves(tree)
    _finite_modifiers(tree)
    _marked_clauses(tree)
    _content_clauses(tree)
    for i, deprel in enumerate(tree.deprels):
        if _base(deprel) == "aux" and tree.upos[i] == "VERB":
            tree.upos[i] = "AUX"
    _bare_verbs(tree)
    _active(tree)
    _objects(tree)
    _counted(tree)
    _inverted(tree)
    if impersonal:
        _personal(tree, impersonal)
    _conjuncts(tree)
    _subjects_taken(tree)
    _past_infinitives(tree)
    _adverbs(tree)
    _coordinated_verbs(tree)
    _judgements(tree)
    _speech_subjects(tree)
    return tree.heads, tree.deprels, tree.upos


def _compound_tenses(tree: _Tree) -> None:
    """A finite auxiliary that governs a bare past participle behind it: the participle is the verb."""
    for i, features in enumerate(tree.feats):
        if not tree.helpers[i] or not _finite(features) or _base(tree.deprels[i]) in ("aux", "cop") or tree.has(i, "obj"):
            continue
        for k in tree.kids(i):
            participle = tree.feats[k].get("VerbForm") == "Part" and tree.feats[k].get("Tense") == "Past"
            if k > i and participle and _base(tree.deprels[k]) in _CLAUSAL and not tree.has(k, "mark", "nsubj", "aux"):
                tree.swap(i, k, "aux")
                for other in tree.kids(i):
                    tree.heads[other] = k
                break


def _leaves(tree: _Tree) -> None:
    """What hangs on a function word moves up to the word that it serves."""
    for _ in range(3):
        moved = False
        for k, head in enumerate(tree.heads):
            allowed = _LEAVES.get(_base(tree.deprels[head])) if head != k else None
            if allowed is not None and tree.heads[head] != head and _base(tree.deprels[k]) not in allowed:
                tree.heads[k] = tree.heads[head]
                moved = True
        if not moved:
            break


def _finite_modifiers(tree: _Tree) -> None:
    """A finite clause without relative word, marker or subject behind a noun that is the root: the noun is its subject."""
    for v in range(len(tree.heads)):
        noun = tree.heads[v]
        if tree.deprels[v] != "acl" or noun >= v or tree.heads[noun] != noun:
            continue
        finite = _finite(tree.feats[v]) or any(
            _base(tree.deprels[k]) in ("aux", "cop") and _finite(tree.feats[k]) for k in tree.kids(v)
        )
        relative = any(tree.feats[k].get("PronType") == "Rel" for k in range(noun + 1, v) if _below(tree, k, v))
        if finite and not relative and not tree.has(v, "nsubj", "mark", "expl"):
            tree.swap(noun, v, "nsubj:pass" if tree.has(v, "aux:pass") else "nsubj")


def _marked_clauses(tree: _Tree) -> None:
    """A finite form that modifies a noun, behind a conjunction after the noun's verb: "said that prices would fall".

    The form is the verb of a complement clause, the noun its subject. Rare forms look like adjectives to a tagger.
    """
    for v in range(len(tree.heads)):
        noun = tree.heads[v]
        governor = tree.heads[noun]
        modifies = tree.deprels[v] in ("amod", "acl", "nmod", "appos") and governor < noun < v
        if not modifies or not _finite(tree.feats[v]) or tree.upos[v] not in ("VERB", "AUX") or tree.upos[governor] != "VERB":
            continue
        marks = [m for m in range(governor + 1, noun) if tree.upos[m] == "SCONJ" and tree.heads[m] in (governor, noun, v)]
        relative = any(tree.feats[k].get("PronType") == "Rel" for k in range(noun + 1, v))
        if marks and not relative and not tree.has(v, "nsubj", "expl") and not tree.has(noun, "case"):
            tree.heads[v], tree.deprels[v] = governor, "ccomp"
            tree.heads[noun], tree.deprels[noun] = v, "nsubj"
            tree.heads[marks[-1]], tree.deprels[marks[-1]] = v, "mark"
            for k in tree.kids(noun):
                if k > v:
                    tree.heads[k] = v


def _content_clauses(tree: _Tree) -> None:
    """A relative clause is opened by an argument of its verb; one that a mere marker opens tells a noun's content."""
    for v, deprel in enumerate(tree.deprels):
        marks = [k for k in tree.kids(v) if _base(tree.deprels[k]) == "mark" and tree.upos[k] in ("PRON", "SCONJ")]
        if deprel == "acl:relcl" and marks and tree.first(v) == marks[0] and tree.has(v, "nsubj", "expl"):
            tree.deprels[v], tree.upos[marks[0]] = "acl", "SCONJ"


def _objects(tree: _Tree) -> None:
    """An indefinite plural without any preposition right of an active verb that has no object is its object."""
    for k, deprel in enumerate(tree.deprels):
        verb = tree.heads[k]
        if deprel != "obl" or k <= verb or tree.upos[k] != "NOUN" or tree.upos[verb] != "VERB":
            continue
        articles = [a for a in tree.kids(k) if _base(tree.deprels[a]) == "det"]
        # Not the singular: "died a year later" is no object.
        indefinite = any(
            tree.upos[a] == "ADP" or tree.feats[a].get("Definite") == "Ind" and tree.feats[a].get("Number") == "Plur"
            for a in articles
        )
        if indefinite and not tree.has(k, "case", "mark") and not tree.has(verb, "obj", "ccomp", "xcomp", "aux:pass"):
            tree.deprels[k] = "obj"


def _counted(tree: _Tree) -> None:
    """What a verb without object counts is its object, and a noun joined to that verb is joined to its object.

    "The ministry announced 40 dead": an adjective with a number is no predicate. "… 40 dead, plus 12 deaths in the
    hills": a bare noun does not go on a clause unless its verb is left out, which leaves an orphan.
    """
    for k, deprel in enumerate(tree.deprels):
        verb = tree.heads[k]
        if tree.upos[verb] != "VERB" or k <= verb:
            continue
        numbered = tree.upos[k] in ("ADJ", "VERB") and tree.has(k, "nummod") and not tree.has(k, "nsubj", "aux", "cop", "mark", "case")
        if deprel == "xcomp" and numbered and not tree.has(verb, "obj", "ccomp"):
            tree.deprels[k] = "obj"
        bare = tree.upos[k] in ("NOUN", "PROPN") and not tree.has(k, "nsubj", "cop", "aux", "case", "mark", "orphan", "obj")
        if deprel == "conj" and bare and tree.has(k, "nummod", "cc"):
            objects = [o for o in tree.kids(verb) if tree.deprels[o] == "obj" and verb < o < k]
            if objects:
                tree.heads[k] = objects[-1]


def _conjuncts(tree: _Tree) -> None:
    """A second subject that opens with a coordinator is coordinated with the noun before it: "between A and B"."""
    for verb in range(len(tree.heads)):
        subjects = [k for k in tree.kids(verb) if tree.deprels[k] in ("nsubj", "nsubj:pass")]
        for k in subjects[1:]:
            joints = [c for c in tree.kids(k) if tree.deprels[c] == "cc" and c < k]
            joints += [c for c in tree.kids(verb) if tree.deprels[c] == "cc" and c == tree.first(k) - 1]
            if not joints and tree.has(k, "conj") and k < verb and tree.after_stop(k):
                tree.heads[k], tree.deprels[k] = subjects[0], "conj"  # "A, B and C"
            if not joints or joints[0] == 0:
                continue
            before = joints[0] - 1
            before -= tree.upos[before] == "PUNCT" and before > 0  # "A, B, and C"
            if tree.upos[before] in ("NOUN", "PROPN", "PRON") and not _below(tree, before, k):
                tree.heads[k], tree.deprels[k], tree.heads[joints[0]] = before, "conj", k


def _bare_verbs(tree: _Tree) -> None:
    """What an auxiliary stands right before, and no copula, is a verb, whatever it looks like: "it would free 150 prisoners"."""
    for i, upos in enumerate(tree.upos):
        if upos == "ADJ" and i and tree.heads[i - 1] == i and tree.deprels[i - 1] == "aux" and not tree.has(i, "cop"):
            tree.upos[i] = "VERB"
            held = [k for k in tree.kids(i) if k > i and tree.deprels[k] == "obl" and not tree.has(k, "case")]
            for k in held[:1]:
                tree.deprels[k] = "obj"


def _subjects_taken(tree: _Tree) -> None:
    """A clause that a coordinator opens begins with its subject: "taken by rebels and jets bomb the town".

    A finite verb without subject right behind a noun that is coordinated with one before, and of another number than
    the verb that it goes on: the noun is its subject, and the clauses are coordinated.
    """
    for v, deprel in enumerate(tree.deprels):
        own = _number(tree, v) if tree.upos[v] == "VERB" and deprel in ("parataxis", "conj") else ""
        if not own or tree.has(v, "nsubj", "csubj", "expl", "mark", "cc") or _number(tree, tree.heads[v]) in (own, ""):
            continue
        opening = tree.first(v)
        for k in range(opening - 1, tree.heads[v], -1):
            joints = [c for c in tree.kids(k) if tree.deprels[c] == "cc" and c < k]
            noun = tree.deprels[k] == "conj" and tree.upos[k] in ("NOUN", "PROPN") and tree.feats[k].get("Number") == own
            if noun and joints and tree.below(k)[-1] == opening - 1:
                tree.heads[k], tree.deprels[k] = v, "nsubj"
                tree.heads[joints[0]], tree.deprels[v] = v, "conj"
                break


def _past_infinitives(tree: _Tree) -> None:
    """An adverbial past infinitive belongs to the verb right before it: "a tweet blaming X for having done P"."""
    for i, deprel in enumerate(tree.deprels):
        helpers = [k for k in tree.kids(i) if _base(tree.deprels[k]) == "aux" and tree.feats[k].get("VerbForm") == "Inf"]
        if deprel != "advcl" or not helpers or not tree.has(i, "mark"):
            continue
        opening = tree.first(i)
        between = [j for j in range(tree.heads[i] + 1, opening) if tree.upos[j] == "VERB" and tree.below(j)[-1] == opening - 1]
        if between:
            tree.heads[i] = between[-1]


def _adverbs(tree: _Tree) -> None:
    """What modifies like an adverb but was tagged a verb has no complement clause or object: they are its governor's."""
    for k, deprel in enumerate(tree.deprels):
        head = tree.heads[k]
        mistaken = tree.deprels[head] == "advmod" and tree.upos[head] == "VERB" and head != tree.heads[head]
        if mistaken and deprel in ("xcomp", "ccomp", "obj"):
            tree.heads[k] = tree.heads[head]


def _coordinated_verbs(tree: _Tree) -> None:
    """A finite verb is coordinated with a finite one, not with the infinitive below it: "denies having … and blames"."""
    for k, deprel in enumerate(tree.deprels):
        head = tree.heads[k]
        if deprel != "conj" or not _finite(tree.feats[k]) or tree.has(k, "nsubj", "mark"):
            continue
        above = tree.heads[head]
        infinitive = tree.deprels[head] == "xcomp" and not _finite(tree.feats[head]) and any(
            tree.feats[m].get("VerbForm") == "Inf" for m in (head, *tree.kids(head))
        )
        if infinitive and _finite(tree.feats[above]) and above != k:
            tree.heads[k] = above


def _judgements(tree: _Tree) -> None:
    """An adjective that a mark parts from the determiner of an object behind it is the verb's: 'called "unfair" the tax'."""
    for k, deprel in enumerate(tree.deprels):
        noun = tree.heads[k]
        verb = tree.heads[noun]
        if deprel != "amod" or tree.deprels[noun] != "obj" or tree.upos[verb] != "VERB" or not verb < k < noun:
            continue
        articles = [a for a in tree.kids(noun) if k < a and _base(tree.deprels[a]) == "det"]
        if articles and tree.upos[articles[0] - 1] == "PUNCT" and not tree.has(verb, "xcomp"):
            tree.heads[k], tree.deprels[k] = verb, "xcomp"


def _speech_subjects(tree: _Tree) -> None:
    """The subject behind the verb of a clause that interrupts: 'five were hurt has said the state', 'said to the press X'.

    A finite verb without subject that is coordinated, without conjunction, with a verb of another number, has its
    subject behind it; and so has an interrupting verb whose adjunct seems to be called by a name.
    """
    for v, deprel in enumerate(tree.deprels):
        if tree.upos[v] != "VERB" or tree.has(v, "nsubj", "csubj", "expl", "mark"):
            continue
        own = _number(tree, v)
        if deprel == "conj" and own and not tree.has(v, "cc") and _number(tree, tree.heads[v]) not in (own, ""):
            objects = [k for k in tree.kids(v) if tree.deprels[k] == "obj" and k > v]
            if objects and tree.heads[v] < v:
                tree.deprels[v], tree.deprels[objects[0]] = "parataxis", "nsubj"
        elif deprel == "parataxis" and own and not tree.has(v, "obj", "ccomp"):
            named = [
                (k, name) for k in tree.kids(v) if k > v and _base(tree.deprels[k]) in ("obl", "nmod")
                for name in tree.kids(k) if tree.deprels[name] == "appos" and tree.upos[name] == "PROPN" and name == k + 1
            ]
            for k, name in named[:1]:
                tree.heads[name], tree.deprels[name] = v, "nsubj"
                for other in tree.kids(k):
                    if other > name:
                        tree.heads[other] = name


def _number(tree: _Tree, verb: int) -> str:
    """The number of the finite form of a verb or of its auxiliary; empty where none is finite."""
    finite = [k for k in (verb, *tree.kids(verb)) if _finite(tree.feats[k]) and (k == verb or _base(tree.deprels[k]) in ("aux", "cop"))]
    return tree.feats[min(finite)].get("Number", "") if finite else ""


def _inverted(tree: _Tree) -> None:
    """A personal pronoun behind the finite verb is no expletive where the verb has no other subject: 'has he said'."""
    for k, deprel in enumerate(tree.deprels):
        verb = tree.heads[k]
        if deprel != "expl:subj" or tree.has(verb, "nsubj", "csubj", "ccomp"):
            continue
        finite = [a for a in (verb, *tree.kids(verb)) if _finite(tree.feats[a])]
        if finite and min(finite) < k and tree.upos[verb] == "VERB":
            tree.deprels[k] = "nsubj"


def _personal(tree: _Tree, impersonal: Sequence[bool]) -> None:
    """The pronoun before an active verb that is never impersonal is its subject: "il nous a juré que P"."""
    for k, deprel in enumerate(tree.deprels):
        verb = tree.heads[k]
        if deprel != "expl:subj" or tree.upos[verb] != "VERB" or impersonal[verb]:
            continue
        if not tree.has(verb, "nsubj", "csubj", "cop", "aux:pass", "expl:pass", "expl:comp"):
            tree.deprels[k] = "nsubj"


def _below(tree: _Tree, k: int, top: int) -> bool:
    for _ in range(len(tree.heads)):
        if k == top:
            return True
        if tree.heads[k] == k:
            return False
        k = tree.heads[k]
    return False


def _active(tree: _Tree) -> None:
    """A passive subject beside an active one, without any passive auxiliary, is the object; alone in a tense, the subject."""
    kids: dict[int, list[int]] = {}
    for k, head in enumerate(tree.heads):
        if head != k:
            kids.setdefault(head, []).append(k)
    for verb, dependents in kids.items():
        relations = {tree.deprels[k] for k in dependents}
        if "nsubj:pass" in relations and "nsubj" in relations and not {"aux:pass", "expl:pass"} & relations:
            for k in dependents:
                if tree.deprels[k] == "nsubj:pass":
                    tree.deprels[k] = "obj" if k > verb else "obl"
        elif "nsubj:pass" in relations and not {"aux:pass", "expl:pass"} & relations and {"aux:tense", "expl:comp"} & relations:
            for k in dependents:
                if tree.deprels[k] == "nsubj:pass":
                    tree.deprels[k] = "nsubj"
