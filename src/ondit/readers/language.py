"""Which language a report is in: what an option or the page says, else a guess over its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ..errors import UsageError
from ..model import Gap

UNKNOWN = "und"
"""ISO 639 code of an undetermined language."""

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*")
_WINDOW = 6000
_LEAST_LETTERS = 10
_CONFIDENT = 0.8
_CERTAIN = 0.99
_LONG_ENOUGH = 200
"""Characters that a body needs before its look may contradict an option."""


def option_language(value: str) -> str:
    """The language subtag of an option ("fr", "fr-CA"); raises UsageError where it is no code."""
    found = _TAG.fullmatch(value)
    if not found:
        raise UsageError(f"'{value}' is not a language code", where="--lang", cure="write the two-letter code, such as en, ar or pt-BR")
    return found[1].lower()


def guess_language(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, probability) of the likeliest language; ("und", 0.0) for hardly any letters."""
    window = text[:_WINDOW]
    if sum(1 for char in window if char.isalpha()) < _LEAST_LETTERS:
        return UNKNOWN, 0.0
    code, confidence = _identifier().classify(window)
    return str(code), round(float(confidence), 3)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def choose_language(option: str | None, declared: Sequence[str], body: str) -> tuple[str, str, list[Gap]]:
    """(code, origin, gaps): the option, else what the page declares, else a confident guess, else "und".

    Where the page declares two languages (a template's and the article's) the body decides between them.
    """
    if option is not None:
        code = option_language(option)
        guessed, confidence = guess_language(body) if len(body) >= _LONG_ENOUGH else (UNKNOWN, 0.0)
        differs = guessed not in (code, UNKNOWN) and confidence >= _CERTAIN
        return code, "option", [_other_than_told(code, guessed)] if differs else []
    codes = list(dict.fromkeys(found[1].lower() for tag in declared if (found := _TAG.fullmatch(tag))))
    guessed, confidence = guess_language(body)
    if codes:
        code = guessed if guessed in codes else codes[0]
        differs = guessed not in (code, UNKNOWN) and confidence >= _CERTAIN
        return code, "page", [_disagreement(code, guessed)] if differs else []
    if guessed != UNKNOWN and confidence >= _CONFIDENT:
        return guessed, "guess", []
    return UNKNOWN, "guess", [Gap("language", "too little text to tell its language", cure="say it with --lang")]


def _other_than_told(told: str, guessed: str) -> Gap:
    return Gap(
        "language",
        f"the text looks like '{guessed}' and is read as '{told}', as --lang says: what comes out cannot be relied on",
        cure=f"pass --lang {guessed}, or leave it out",
    )


def _disagreement(declared: str, guessed: str) -> Gap:
    return Gap(
        "language",
        f"the page declares the language '{declared}', its text looks like '{guessed}'",
        cure=f"if the page is wrong, pass --lang {guessed}",
    )
