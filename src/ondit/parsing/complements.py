"""Finite verbs that a parser took for an adjective or a noun before a complement clause.

"Le ministre martèle que …": a noun, a form that the conjugation table has, and a conjunction. Rare verbs look
like adjectives to a statistical tagger, and with the verb the whole attribution would be lost. Which words and
parts of speech make the pattern is language data (``[complement]`` in ``verbs.toml``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_MODIFIES = ("amod", "nmod", "acl", "appos", "flat", "dep", "advmod")
_CLAUSE = ("acl", "acl:relcl", "advcl", "ccomp", "dep", "parataxis", "xcomp")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_GOVERNS = ("root", "conj", "parataxis", "ccomp", "advcl", "acl", "acl:relcl", "dep")


@dataclass
class Tree:
    """A sentence under repair: lists in step, heads as places in it (a root is its own head)."""

    words: list[str]
    heads: list[int]
    deprels: list[str]
    upos: list[str]
    feats: list[str]


class Complements:
    """The pattern of one language. ``finite`` tells whether a small-letter form can be a finite verb."""

    def __init__(self, told: dict[str, Any], finite: Callable[[str], bool]) -> None:
        self._before = frozenset(told["before"])
        self._taken_for = frozenset(told["taken_for"])
        self._not_after = frozenset(told["not_after"])
        self._not_forms = frozenset(told["not_forms"])
        self._feats = str(told["features"])
        self._finite = finite

    def restore(self, tree: Tree) -> None:
        """Make such forms verbs again, in place; the tree stays a tree with one root."""
        for i in range(1, len(tree.words) - 1):
            if tree.words[i + 1].lower() in self._before and self._is_candidate(tree, i):
                self._restore_one(tree, i)

    def _is_candidate(self, tree: Tree, i: int) -> bool:
        form = tree.words[i]
        return (
            (tree.upos[i] in self._taken_for or (tree.upos[i] == "VERB" and tree.deprels[i] in _MODIFIES))
            and tree.upos[i - 1] not in self._not_after
            and form not in self._not_forms
            and self._finite(form)
        )

    def _restore_one(self, tree: Tree, i: int) -> None:
        subject = tree.heads[i]
        if any(tree.heads[k] == i and tree.deprels[k].startswith("nsubj") for k in range(i)):
            self._make_verb(tree, i)
        elif subject < i and tree.deprels[i] in _MODIFIES and _can_be_subject(tree, subject):
            self._make_verb(tree, i)
            _promote(tree, i, subject)
        for k in range(i + 1, len(tree.words)):
            if tree.upos[i] == "VERB" and tree.heads[k] == i and tree.deprels[k] in _CLAUSE:
                tree.deprels[k] = "ccomp"
                break

    def _make_verb(self, tree: Tree, i: int) -> None:
        tree.upos[i], tree.feats[i] = "VERB", self._feats


def _can_be_subject(tree: Tree, noun: int) -> bool:
    """A noun that heads a clause (which then has no verb yet) and has no preposition."""
    kids = [tree.deprels[k] for k, head in enumerate(tree.heads) if head == noun and k != noun]
    return (
        tree.upos[noun] in _NOMINAL
        and tree.deprels[noun] in _GOVERNS
        and not {"case", "cop", "nsubj", "nsubj:pass"} & set(kids)
    )


def _promote(tree: Tree, verb: int, noun: int) -> None:
    """The verb takes the noun's place in the tree, and the noun becomes its subject."""
    root = tree.heads[noun] == noun
    for k, head in enumerate(tree.heads):
        if head == noun and k > verb:
            tree.heads[k] = verb
        elif head == verb and noun < k < verb:
            tree.heads[k] = noun
        elif head == noun and k < noun and tree.deprels[k] in ("cc", "mark", "punct", "advmod"):
            tree.heads[k] = verb
    tree.heads[verb], tree.deprels[verb] = (verb if root else tree.heads[noun]), tree.deprels[noun]
    tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
