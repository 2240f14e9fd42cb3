"""The shapes of the models: what spaCy is asked to build."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import set_current_ops

from ondit.parsing.pipeline import TOKENIZER, Ops, Tokenizer
from ondit.parsing.tokenizer import Splitter


def parser(told: dict[str, Any], splitter: Splitter) -> Language:
    """Parts of speech and features, lemmas and trees over one shared encoder."""
    listener = _listener(told)
    return _pipeline(
        told, splitter,
        {
            "morphologizer": {
                "factory": "morphologizer", "label_smoothing": 0.05,
                "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener},
            },
            "trainable_lemmatizer": {
                "factory": "trainable_lemmatizer", "backoff": "orth", "min_tree_freq": 2, "top_k": 3,
                "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener},
            },
            "parser": {
                "factory": "parser", "learn_tokens": False, "min_action_freq": 20,
                "model": _transitions("parser", told, listener),
            },
        },
    )


def recogniser(told: dict[str, Any], splitter: Splitter) -> Language:
    """Names of persons, places, organisations and other things, over an encoder of its own."""
    ner = {"factory": "ner", "model": _transitions("ner", told, _listener(told))}
    return _pipeline(told, splitter, {"ner": ner})


def _pipeline(told: dict[str, Any], splitter: Splitter, components: dict[str, Any]) -> Language:
    set_current_ops(Ops())  # training spends most of its time in matrix products
    nlp = load_model_from_config(
        {
            "nlp": {
                "lang": "xx", "pipeline": ["tok2vec", *components], "batch_size": 64,
                "tokenizer": {"@tokenizers": TOKENIZER},
            },
            "components": {"tok2vec": {"factory": "tok2vec", "model": _encoder(told)}, **components},
        },
        auto_fill=True,
    )
    nlp.tokenizer = Tokenizer(nlp.vocab, splitter)
    return nlp


def _encoder(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": told["width"],
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"], "rows": told["rows"],
            "include_static_vectors": True,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": told["width"], "depth": told["depth"],
            "window_size": 1, "maxout_pieces": 3,
        },
    }


def _listener(told: dict[str, Any]) -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": told["width"], "upstream": "tok2vec"}


def _transitions(kind: str, told: dict[str, Any], listener: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
        "hidden_width": told["hidden"], "maxout_pieces": 2, "use_upper": True, "tok2vec": listener,
    }
