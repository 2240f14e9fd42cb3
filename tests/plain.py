"""Reports without a pipeline: words cut at spaces and signs, and cases from the language folders."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from ondit import lexicon, parsing
from ondit.model import Block, Parsed, Report, Sentence, Token

LANGUAGES = Path(__file__).resolve().parent.parent / "src" / "ondit" / "languages"
_WORD = re.compile(r"\w+['’]?|[^\w\s]")


def parsed(text: str, published: str | None = None, lang: str = "fr") -> Parsed:
    """A report with one sentence of words that hang on the first; no part of speech is known."""
    report = Report(text, "", "", "by hand", "utf-8", lang, published=published)
    tokens = tuple(
        Token(i, m.start(), m.end(), m.group(), m.group().lower(), "X", {}, 0, "dep" if i else "root", 0)
        for i, m in enumerate(_WORD.finditer(text))
    )
    return Parsed(report, tokens, (Sentence(0, 0, len(tokens), 0, len(text), 0),), (), "by hand")


@cache
def read(text: str, published: str | None, lang: str) -> Parsed:
    """The same report read with the language's trained pipeline."""
    report = replace(parsed(text, published, lang).report, blocks=(Block("paragraph", 0, len(text)),))
    return parsing.parse(report, lexicon.load(lang))


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of that name of every language, with where they stand."""
    found = []
    for path in sorted(LANGUAGES.glob(f"*/cases/{name}.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            found.append({**case, "lang": path.parent.parent.name, "id": f"{path.parent.parent.name}-{number}"})
    return found


def params(found: list[dict[str, Any]]) -> list[Any]:
    """As parameters; a case with ``known_failure`` must fail."""
    return [
        pytest.param(case, id=case["id"], marks=[
            pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [])
        for case in found
    ]


def mangled(pieces: list[str]) -> st.SearchStrategy[str]:
    """Texts of these pieces with odd characters between and within."""
    odd = st.sampled_from([" ", "  ", "\n", "", "-", ",", ".", "\u00a0", "\u202f", "’", "²", "٣", "\ud800", "İ", "/", "("])
    return st.lists(st.one_of(st.sampled_from(pieces), odd, st.text(max_size=3)), max_size=25).map("".join)
