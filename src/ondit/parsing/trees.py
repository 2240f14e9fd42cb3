"""spaCy documents -> tokens, sentences and entities in Universal Dependencies, in places of the frozen text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Entity, Report, Sentence, Token
from .blocks import Piece
from .complements import Tree
from .interruptions import interrupted
from .lemmas import Lemmas
from .morphology import Morphology
from .repair import repaired
from .text import Clean

_CLOSING = ("»", "”", '"', "’’")
_FEATS: dict[str, Mapping[str, str]] = {}


def feats(text: str) -> Mapping[str, str]:
    """``Mood=Cnd|Number=Plur`` as a mapping; one object for all tokens with the same features."""
    known = _FEATS.get(text)
    if known is None:
        known = _FEATS[text] = dict(pair.split("=", 1) for pair in text.split("|")) if text else {}
    return known


class Forest:
    """Collects the trees of a report's pieces, in text order."""

    def __init__(self, report: Report, morphology: Morphology, lemmas: Lemmas) -> None:
        self.report = report
        self.morphology = morphology
        self.lemmas = lemmas
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def add(self, piece: Piece, clean: Clean, doc: Any) -> None:
        """Add the parsed ``doc`` of ``clean``, the text of ``piece``."""
        base = len(self.tokens)
        for span in doc.sents:
            tree = self._tree(span)
            words = [
                self.morphology.settle(token.text, pos, self.lemmas.of(token.text, pos, token.lemma_, morph), morph)
                for token, pos, morph in zip(span, tree.upos, tree.feats, strict=True)
            ]
            self._mend_verbs(span, words, tree.heads, tree.deprels)
            self._mend_adjectives(span, words, tree.heads, tree.deprels)
            helpers = [lemma in self.morphology.auxiliaries for _, lemma, _ in words]
            impersonal = [lemma in self.morphology.impersonal for _, lemma, _ in words] if self.morphology.impersonal else []
            heads, deprels, upos = repaired(
                tree.heads, tree.deprels, [word[0] for word in words], [feats(word[2]) for word in words], helpers, impersonal
            )
            number, first = len(self.sentences), len(self.tokens)
            for k, token in enumerate(span):
                word = (upos[k], words[k][1], words[k][2])
                self._token(token, word, piece, clean, first + heads[k], deprels[k], number)
            self.sentences.append(
                Sentence(
                    number, first, len(self.tokens), self.tokens[first].start, self.tokens[-1].end, piece.block
                )
            )
        self.entities.extend(Entity(base + ent.start, base + ent.end, ent.label_) for ent in doc.ents)

    def _tree(self, span: Any) -> Tree:
        """A sentence with one root, its finite verbs before complement clauses restored."""
        upos = [token.pos_ for token in span]
        heads, deprels = rooted([t.head.i - span.start for t in span], [t.dep_ for t in span], upos)
        tree = Tree([token.text for token in span], heads, deprels, upos, [str(token.morph) for token in span])
        if self.morphology.complements is not None:
            self.morphology.complements.restore(tree)
        interrupted(tree)
        return tree

    def _mend_verbs(
        self, span: Any, words: list[tuple[str, str, str]], heads: list[int], deprels: list[str]
    ) -> None:
        """A form of a verb that has a subject and nothing that makes it a noun is that verb, whatever the tagger says.

        A regular past participle that has a subject of its own and an object, and no auxiliary, is a finite form of the past.
        """
        below: dict[int, set[str]] = {}
        for k, head in enumerate(heads):
            if head != k:
                below.setdefault(head, set()).add(deprels[k])
        for k, (upos, lemma, features) in enumerate(words):
            exact = below.get(k, set())
            relations = {relation.partition(":")[0] for relation in exact}
            bare = upos in ("NOUN", "ADJ", "ADV", "X") and not relations & {"det", "cop", "case", "aux"}
            if bare and ("nsubj" in relations or _opens_parenthesis(span, k)):
                words[k] = self.morphology.finite_verb(span[k].text) or words[k]
                continue
            active = upos == "VERB" and exact >= {"nsubj", "obj"} and not relations & {"aux", "mark"}
            if active and _PARTICIPLE.issubset(features.split("|")) and self.lemmas.regular(span[k].text, upos):
                words[k] = (upos, lemma, _FINITE)

    def _mend_adjectives(self, span: Any, words: list[tuple[str, str, str]], heads: list[int], deprels: list[str]) -> None:
        """A participle that before its preposition is an adjective ("is opposed to P") has a copula and no passive subject."""
        for k, (upos, _, features) in enumerate(words[:-1]):
            lemma = self.lemmas.adjective(span[k].text, span[k + 1].text) if upos == "VERB" and "VerbForm=Part" in features else None
            below = [c for c, head in enumerate(heads) if head == k and c != k]
            if lemma is None or not any(deprels[c] in _PASSIVE for c in below):
                continue
            words[k] = ("ADJ", lemma, "Degree=Pos")
            for c in below:
                deprels[c] = _PASSIVE.get(deprels[c], deprels[c])

    def _token(
        self, token: Any, word: tuple[str, str, str], piece: Piece, clean: Clean, head: int, deprel: str, sent: int
    ) -> None:
        start, end = clean.place(token.idx, token.idx + len(token))
        start, end = piece.start + start, piece.start + end
        upos, lemma, features = word
        text = self.report.text[start:end]
        self.tokens.append(Token(len(self.tokens), start, end, text, lemma, upos, feats(features), head, deprel, sent))


_PASSIVE = {"aux:pass": "cop", "cop": "cop", "nsubj:pass": "nsubj"}
_PARTICIPLE = frozenset({"Tense=Past", "VerbForm=Part"})
_FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin"


def _opens_parenthesis(span: Any, k: int) -> bool:
    """True for a word right behind a closed quotation and its comma, before a name: the verb of 'P, swears X'."""
    if k < 2 or k + 1 >= len(span) or span[k - 1].text != "," or not span[k + 1].text[:1].isupper():
        return False
    return span[k - 2].text in _CLOSING and span[k].text.islower()


def rooted(heads: list[int], deps: list[str], upos: list[str]) -> tuple[list[int], list[str]]:
    """One root for a sentence: heads outside of it and further roots are hung on the first root.

    ``heads`` are places in the sentence; a token that is its own head is a root. Relations come out as in
    Universal Dependencies, the root's as ``root``.
    """
    size = len(heads)
    heads = [head if 0 <= head < size else i for i, head in enumerate(heads)]
    roots = [i for i, head in enumerate(heads) if head == i]
    main = next((i for i in roots if upos[i] != "PUNCT"), roots[0])
    out = [dep.partition("||")[0] if dep and dep.lower() != "root" else "dep" for dep in deps]
    for i in roots:
        heads[i] = main
        if i != main and deps[i].lower() == "root":
            out[i] = "punct" if upos[i] == "PUNCT" else "parataxis"
    out[main] = "root"
    return heads, out
