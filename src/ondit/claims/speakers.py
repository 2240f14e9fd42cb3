"""Nouns and pronouns of somebody who can speak, where neither names nor the tables of actors tell."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Parsed
from .syntax import base, case_of, children

_ENDING = range(3, 8)
"""Lengths of the endings that make a noun an agent."""


def is_somebody(parsed: Parsed, i: int, roles: Mapping[str, frozenset[str]], depth: int = 0) -> bool:
    """True for a noun of a person, one that is called by a name, or a number of such ("forty teachers", "one of them")."""
    token = parsed.tokens[i]
    if token.upos == "NOUN":
        lemma = token.lemma.lower()
        if lemma in roles.get("human", ()) or _is_agent(lemma, roles) or _called(parsed, i):
            return True
    elif token.upos not in ("NUM", "PRON") or token.feats.get("PronType") in ("Rel", "Prs", "Int"):
        return False
    return depth == 0 and any(
        case_of(parsed, k) in roles.get("partitive", ()) and (parsed.tokens[k].upos == "PRON" or is_somebody(parsed, k, roles, 1))
        for k in children(parsed, i, "nmod", "obl") if k > i and (token.upos != "NOUN" or lemma in roles.get("number_of", ()))
    )


def _is_agent(lemma: str, roles: Mapping[str, frozenset[str]]) -> bool:
    endings = roles.get("agent_suffix", frozenset())
    return any(lemma[-n:] in endings for n in _ENDING if len(lemma) > n + 1) and lemma not in roles.get("no_agent", ())


def _called(parsed: Parsed, i: int) -> bool:
    """True for a capitalised noun that a name follows: "Santé Québec"."""
    if not parsed.tokens[i].text[:1].isupper():
        return False
    return any(k == i + 1 and base(parsed.tokens[k].deprel) == "flat" and parsed.tokens[k].upos == "PROPN" for k in parsed.children[i])
