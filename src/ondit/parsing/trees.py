"""spaCy documents -> tokens, sentences and entities in Universal Dependencies, in places of the frozen text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Entity, Report, Sentence, Token
from .blocks import Piece
from .morphology import Morphology
from .repair import repaired
from .text import Clean

_FEATS: dict[str, Mapping[str, str]] = {}


def feats(text: str) -> Mapping[str, str]:
    """``Mood=Cnd|Number=Plur`` as a mapping; one object for all tokens with the same features."""
    known = _FEATS.get(text)
    if known is None:
        known = _FEATS[text] = dict(pair.split("=", 1) for pair in text.split("|")) if text else {}
    return known


class Forest:
    """Collects the trees of a report's pieces, in text order."""

    def __init__(self, report: Report, morphology: Morphology) -> None:
        self.report = report
        self.morphology = morphology
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def add(self, piece: Piece, clean: Clean, doc: Any) -> None:
        """Add the parsed ``doc`` of ``clean``, the text of ``piece``."""
        base = len(self.tokens)
        for span in doc.sents:
            heads, deprels = rooted(
                [token.head.i - span.start for token in span],
                [token.dep_ for token in span],
                [token.pos_ for token in span],
            )
            words = [self.morphology.settle(t.text, t.pos_, t.lemma_, str(t.morph)) for t in span]
            helpers = [lemma in self.morphology.auxiliaries for _, lemma, _ in words]
            heads, deprels, upos = repaired(heads, deprels, [w[0] for w in words], [feats(w[2]) for w in words], helpers)
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

    def _token(
        self, token: Any, word: tuple[str, str, str], piece: Piece, clean: Clean, head: int, deprel: str, sent: int
    ) -> None:
        start, end = clean.place(token.idx, token.idx + len(token))
        start, end = piece.start + start, piece.start + end
        upos, lemma, features = word
        text = self.report.text[start:end]
        self.tokens.append(Token(len(self.tokens), start, end, text, lemma, upos, feats(features), head, deprel, sent))


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
