"""One inventory of labels for all treebanks of a language, as its toml tells."""

from __future__ import annotations

from typing import Any

from .conllu import Sentence, Word


def harmonise(sentence: Sentence, told: dict[str, Any]) -> Sentence:
    """Rename relations, drop features that the treebanks do not agree on, restore passives and agents."""
    rename, drop = told.get("rename", {}), set(told.get("drop_features", ()))
    nameless = set(told.get("no_gender_number", ()))
    out: Sentence = []
    for word in sentence:
        feats = {key: value for key, value in word.feats.items() if key not in drop}
        if word.upos in nameless:
            feats.pop("Gender", None)
            feats.pop("Number", None)
        out.append(word.but(feats=feats, dep=rename.get(word.dep, word.dep)))
    if "close_names" in told:
        out = _close_names(out, told["close_names"])
    return _passives(out, told["agent_preposition"]) if "agent_preposition" in told else out


def _close_names(sentence: Sentence, told: dict[str, Any]) -> Sentence:
    """A bare name right behind a noun is ``appos`` of it, behind a form of address (``flat_after``) ``flat``.

    Treebanks of one language differ here (``nmod`` in some); Universal Dependencies has ``appos`` and ``flat``.
    """
    out = list(sentence)
    served = {word.head for word in sentence if word.dep in ("case", "mark")}
    for i, word in enumerate(sentence):
        noun = sentence[word.head]
        behind = word.upos == "PROPN" and word.dep == "nmod" and noun.upos == "NOUN" and word.head < i
        if behind and i not in served and not any(each.upos == "PUNCT" for each in sentence[word.head : i]):
            out[i] = word.but(dep="flat" if noun.lemma in told["flat_after"] else "appos")
    return out


def _passives(sentence: Sentence, preposition: str) -> Sentence:
    """Voice=Pass on passive participles and obl:agent on their agents, where a treebank leaves them out."""
    passive = {word.head for word in sentence if word.dep == "aux:pass"}
    marked = {word.head for word in sentence if word.dep == "case" and word.lemma == preposition}
    out: Sentence = []
    for i, word in enumerate(sentence):
        feats = {key: value for key, value in word.feats.items() if key != "Voice"}
        if _past_participle(word) and (i in passive or word.dep == "acl"):
            feats["Voice"] = "Pass"
        dep = word.dep
        if dep == "obl" and i in marked and (word.head in passive or sentence[word.head].dep == "acl"):
            dep = "obl:agent"
        out.append(word.but(feats=feats, dep=dep))
    return out


def _past_participle(word: Word) -> bool:
    return word.upos == "VERB" and word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") == "Past"
