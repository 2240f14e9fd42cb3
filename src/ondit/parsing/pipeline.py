"""The trained pipeline of a language: made, loaded and kept. The only file that touches spaCy's loading."""

from __future__ import annotations

from typing import Any

import numpy
import spacy
from spacy.attrs import ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

from .tokenizer import Rules, Splitter

TOKENIZER = "ondit.Tokenizer.v1"


class Tokenizer:
    """Our splitter as spaCy wants it. The rules stay in the language's folder and are not saved with it."""

    def __init__(self, vocab: Vocab, splitter: Splitter | None = None) -> None:
        self.vocab = vocab
        self.splitter = splitter

    def __call__(self, text: str) -> Doc:
        if self.splitter is None:
            raise ValueError("the tokenizer has no rules yet: load the pipeline with ondit.parsing")
        words, spaces = self.splitter.split(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: Any, **_: Any) -> None: ...

    def from_disk(self, path: Any, **_: Any) -> Tokenizer:
        return self

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> Tokenizer:
        return self


@spacy.registry.tokenizers(TOKENIZER)
def make_tokenizer() -> Any:
    return lambda nlp: Tokenizer(nlp.vocab)


def load(folder: Any, rules: Rules) -> Language:
    """Load the pipeline in ``folder`` (weights in half precision are widened) with a language's rules."""
    nlp = spacy.load(folder)
    nlp.tokenizer = Tokenizer(nlp.vocab, Splitter(rules))
    ready(nlp)
    return nlp


class Ops(NumpyOps):
    """thinc's numpy operations with numpy's own matrix product: its BLAS is several times faster than thinc's."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def embed_once(model: Model) -> None:
    """Make the encoders inside ``model`` embed every different word of a batch once; what comes out is the same.

    A word's embedding depends on its form and on whether a space follows, and two words in three of a batch are
    repetitions: embedding is a third of the work of an encoder.
    """
    for node in list(model.walk()):
        embed = node.layers[0] if len(node.layers) == 2 else None
        if embed is not None and embed.layers and embed.layers[-1].name == "ragged2list":
            node.layers[0] = Model("embed_once", _embed_once, layers=[embed])


def _embed_once(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:
    (embed,) = model.layers
    if is_train or not docs:
        return embed(docs, is_train)
    rows = numpy.concatenate([doc.to_array([ORTH, SPACY]).reshape(-1, 2) for doc in docs])
    _, first, place = numpy.unique(rows[:, 0] * 2 + rows[:, 1], return_index=True, return_inverse=True)
    vocab = docs[0].vocab
    words = Doc(vocab, words=[vocab.strings[row[0]] for row in rows[first]], spaces=[bool(row[1]) for row in rows[first]])
    (embedded,) = embed.predict([words])
    ends = numpy.cumsum([len(doc) for doc in docs])
    return [embedded[part] for part in numpy.split(place.reshape(-1), ends[:-1])], None


def ready(nlp: Language) -> None:
    """Weights are kept in half precision on disk and computed with in single precision, by our operations.

    Word vectors are keyed by the small-letter form (NORM), as in training.
    """
    ops = Ops()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            embed_once(model)
        for node in model.walk() if model is not None else ():
            node.ops = ops
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == numpy.float16:
                    node.set_param(name, node.get_param(name).astype(numpy.float32))
    vectors = nlp.vocab.vectors
    data = vectors.data.astype(numpy.float32, copy=False)
    if vectors.mode != "default":
        vectors.data = data
        return
    # spaCy does not keep with a plain table which form of a word is its key
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, attr="NORM")
    nlp.vocab.vectors.key2row = vectors.key2row
