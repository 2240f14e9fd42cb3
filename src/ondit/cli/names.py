"""English names of countries and languages, and what rules say, from the language data."""

from __future__ import annotations

from collections.abc import Callable


def language_name(code: str) -> str:
    """``French`` for the code of an installed language, else the code."""
    from ..lexicon import languages

    return next((info.english_name for info in languages() if info.code == code), code)


def country_name(lang: str) -> Callable[[str], str]:
    """Gives English names by ISO 3166-1 alpha-3 code; what is no such code stays as it is."""
    from ..lexicon import load

    rows = load(lang).table("countries_iso").by_key
    return lambda code: str(rows[code]["name"]) if code in rows else code


def describe(lang: str) -> Callable[[str], str | None]:
    """What a rule or lexicon entry says, and where it stands."""
    from ..lexicon import load

    return load(lang).describe


def anywhere() -> Callable[[str], str]:
    """Names of countries where no report gives a language: by the first installed language's table."""
    from ..lexicon import languages

    return country_name(next(iter(languages())).code)
