"""A parsed report: tokens and Universal Dependencies trees, whatever parser made them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from .report import Report
from .span import Span


class Token(NamedTuple):
    """One syntactic word.

    ``i`` is its place in the report, ``start``/``end`` its characters, ``head`` the place of its governor
    (its own place for a root), ``sent`` the number of its sentence. ``upos``, ``feats`` and ``deprel`` are
    Universal Dependencies v2; the root's ``deprel`` is ``root``.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    deprel: str
    sent: int


class Sentence(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive), characters ``start`` to ``end``, inside block ``block``."""

    i: int
    first: int
    last: int
    start: int
    end: int
    block: int


class Entity(NamedTuple):
    """A name found by the statistical recogniser: tokens ``first`` to ``last`` (exclusive); PER, LOC, ORG or MISC."""

    first: int
    last: int
    label: str


class Parsed:
    """The trees of one report. Immutable; derived indexes are made on first use."""

    def __init__(
        self,
        report: Report,
        tokens: tuple[Token, ...],
        sentences: tuple[Sentence, ...],
        entities: tuple[Entity, ...],
        parser: str,
    ) -> None:
        self.report = report
        self.text = report.text
        self.tokens = tokens
        self.sentences = sentences
        self.entities = entities
        self._subtrees: dict[int, tuple[int, ...]] = {}
        self.parser = parser
        """Name and version of the pipeline that made the trees."""

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the places of its dependents, left to right."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(tuple(kids) for kids in found)

    @cached_property
    def by_lemma(self) -> dict[str, tuple[int, ...]]:
        """Lower-cased lemma -> places. What makes the cost of rules grow with hits, not with their number."""
        found: dict[str, list[int]] = {}
        for token in self.tokens:
            found.setdefault(token.lemma.lower(), []).append(token.i)
        return {lemma: tuple(places) for lemma, places in found.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, char: int) -> int | None:
        """Place of the token that covers character ``char``, or None (white space, outside)."""
        i = bisect_right(self._starts, char) - 1
        return i if i >= 0 and self.tokens[i].end > char else None

    def tokens_in(self, start: int, end: int) -> range:
        """Places of the tokens that overlap characters ``start``-``end``."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Places of token ``i`` and everything below it, in text order."""
        found = self._subtrees.get(i)
        if found is None:
            seen, stack = [], [i]
            while stack:
                node = stack.pop()
                seen.append(node)
                stack.extend(self.children[node])
            found = self._subtrees[i] = tuple(sorted(seen))
        return found

    def ancestors(self, i: int) -> Iterator[int]:
        """Places of the governors of token ``i``, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def span(self, first: int, last: int | None = None) -> Span:
        """The span of tokens ``first`` to ``last`` (inclusive)."""
        last = first if last is None else last
        return Span.of(self.text, self.tokens[first].start, self.tokens[last].end)

    def sentence_of(self, i: int) -> Sentence:
        return self.sentences[self.tokens[i].sent]
