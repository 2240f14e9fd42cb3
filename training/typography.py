"""The same sentences as other desks would print them: quotes, dashes, ellipses, capitals, no full stop."""

from __future__ import annotations

from random import Random
from typing import Any

from .conllu import Sentence


def plain(sentence: Sentence, characters: dict[int, str], dropped: frozenset[str]) -> Sentence:
    """Characters as the tokenizer makes them."""
    table = {**characters, **{ord(char): None for char in dropped}}
    return [word.but(form=word.form.translate(table) or word.form) for word in sentence]


def varied(sentence: Sentence, told: dict[str, Any], random: Random) -> Sentence:
    """A copy in another typography.

    ``told`` says how often (0-1) each change is made, what the language's quotation ``marks`` are and how often
    they have a space inside (``inner_space``).
    """
    out = list(sentence)
    if random.random() < told["quotes"]:
        out = _quotes(out, told, random)
    if random.random() < told["dashes"]:
        out = [word.but(form="—", lemma="—") if word.form in ("-", "--") else word for word in out]
    if random.random() < told["ellipses"]:
        other = {"...": "…", "…": "..."}
        out = [word.but(form=other.get(word.form, word.form)) for word in out]
    if random.random() < told["capitals"]:
        out = [word.but(form=word.form.upper()) for word in out]
    if random.random() < told["no_full_stop"]:
        out = _without_stop(out)
    return out


def _quotes(sentence: Sentence, told: dict[str, Any], random: Random) -> Sentence:
    """Straight quotes by pairs -> the language's marks, with or without spaces inside; the marks -> straight."""
    straight = [i for i, word in enumerate(sentence) if word.form == '"']
    opens, closes = told["marks"]
    out = list(sentence)
    if not straight:
        for i, word in enumerate(sentence):
            if word.form in (opens, closes):
                out[i] = word.but(form='"', lemma='"')
                if word.form == opens:
                    out[i] = out[i].but(space=False)
                elif i:
                    out[i - 1] = out[i - 1].but(space=False)
        return out
    spaced = random.random() < told["inner_space"]
    for n, i in enumerate(straight):
        opening = n % 2 == 0
        mark = opens if opening else closes
        out[i] = out[i].but(form=mark, lemma=mark, space=spaced if opening else out[i].space)
        if not opening and i:
            out[i - 1] = out[i - 1].but(space=spaced)
    return out


def _without_stop(sentence: Sentence) -> Sentence:
    last = len(sentence) - 1
    if last < 2 or sentence[last].form != "." or any(word.head == last for word in sentence[:-1]):
        return sentence
    return [*sentence[:-2], sentence[-2].but(space=True)]

