"""What a compiled rule is made of: nodes, their relations and their tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

RELATIONS = ("child", "parent", "below", "above", "sibling", "next", "previous", "same")
TESTS = (
    "in", "where", "lemma", "form", "upos", "deprel", "feats", "before", "after",
    "not_lemma", "not_form", "not_upos", "not_deprel", "not_feats", "not_in", "has", "lacks",
)


class Entry(Protocol):
    """A lexicon row, as far as the engine looks at it."""

    @property
    def id(self) -> str: ...

    @property
    def values(self) -> Mapping[str, Any]: ...

    def __getitem__(self, column: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Test:
    """The conditions on one token; each empty one holds."""

    table: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lemma: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    upos: frozenset[str] = frozenset()
    deprel: frozenset[str] = frozenset()
    feats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    not_lemma: frozenset[str] = frozenset()
    not_form: frozenset[str] = frozenset()
    not_upos: frozenset[str] = frozenset()
    not_deprel: frozenset[str] = frozenset()
    not_feats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    not_table: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One named token of a pattern: how it hangs on an earlier node, what it must be, where it stands.

    ``has``/``lacks`` are nodes that must, or must not, be found from this one (their relation is to it).
    """

    name: str
    relation: str
    anchor: str
    test: Test
    optional: bool = False
    before: str = ""
    after: str = ""
    has: tuple[Node, ...] = ()
    lacks: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A compiled rule. ``nodes[0]`` is the trigger; ``sets`` are the constant properties of what it emits."""

    id: str
    where: str
    says: str
    emits: str
    nodes: tuple[Node, ...]
    unless: tuple[tuple[Node, ...], ...]
    sets: Mapping[str, str]
    words: frozenset[str] = frozenset()
    """Lower-cased lemmas that trigger it."""
