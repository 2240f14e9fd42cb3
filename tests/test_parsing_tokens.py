"""Tokens of a language, as a table tells them; and the promise that splitting never changes the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import LanguageDataError
from ondit.parsing.text import clean
from ondit.parsing.tokenizer import Rules, Splitter

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "src" / "ondit" / "languages"
FOLDERS = {path.parent.name: path.parent for home in (LANGUAGES, ROOT / "training" / "trials") for path in home.glob("*/tokenizer.toml")}
TABLES = sorted((HERE / "parsing").glob("tokens-*.txt"))
SPLITTERS = {
    code: Splitter(Rules.load(FOLDERS[code] / "tokenizer.toml"))
    for code in (table.stem.removeprefix("tokens-") for table in TABLES)
}
SPLITTER = SPLITTERS["fr"]
RULES = SPLITTER.rules


def _cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for table in TABLES:
        lines = table.read_text(encoding="utf-8").splitlines()
        cases = [line.split(" => ") for line in lines if line and not line.startswith("#")]
        found += [(table.stem.removeprefix("tokens-"), text, tokens.split(" | ")) for text, tokens in cases]
    return found


def _tokens(text: str, code: str = "fr") -> list[str]:
    """The tokens as the source has them, cut from it by their places."""
    splitter = SPLITTERS[code]
    cleaned = clean(text, splitter.rules)
    words, spaces = splitter.split(cleaned.text)
    found, at = [], 0
    for word, space in zip(words, spaces, strict=True):
        start, end = cleaned.place(at, at + len(word))
        found.append(text[start:end])
        at += len(word) + space
    return found


@pytest.mark.parametrize(("code", "text", "tokens"), _cases(), ids=[text for _, text, _ in _cases()])
def test_tokens(code: str, text: str, tokens: list[str]) -> None:
    assert _tokens(text, code) == tokens


def test_every_language_has_its_table() -> None:
    assert set(FOLDERS) == set(SPLITTERS)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " "], ids=["U+00A0", "U+202F", "U+2009", "U+0020"])
def test_a_grouped_number_is_one_token_whatever_its_space(space: str) -> None:
    assert _tokens(f"près de 10{space}000 soldats") == ["près", "de", f"10{space}000", "soldats"]


def test_a_soft_hyphen_and_a_combining_accent_stay_in_their_token() -> None:
    assert _tokens("le res\u00adponsable a e\u0301te\u0301\n\n vu") == [
        "le", "res\u00adponsable", "a", "e\u0301te\u0301", "vu",
    ]


def test_a_combining_mark_on_white_space_keeps_the_space_plain() -> None:
    assert clean("a\n\u0301 b\u00ad\u0301", RULES).text == "a \u0301 b\u0301"


_ALPHABET = st.sampled_from([*"aéÉzZ019 .,;:!?'’\"«»“”()[]-–—…/%€°@#\n\t\u00a0\u202f\u00ad\u200b\u0301", "l'", "-t-il", "M. "])


@pytest.mark.parametrize("code", SPLITTERS)
@given(text=st.lists(_ALPHABET, max_size=60).map("".join))
def test_splitting_loses_nothing(code: str, text: str) -> None:
    words, spaces = SPLITTERS[code].split(text)
    plain = text.translate(SPLITTERS[code].rules.plain)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == plain
    assert all(words)


@given(st.lists(_ALPHABET, max_size=60).map("".join))
def test_clean_text_knows_where_it_comes_from(text: str) -> None:
    cleaned = clean(text, RULES)
    places = [cleaned.place(i, i + 1) for i in range(len(cleaned.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in zip(places, places[1:], strict=False))
    assert "  " not in cleaned.text
    assert cleaned.text == cleaned.text.strip()


def test_a_long_run_without_spaces_is_cut_in_linear_time() -> None:
    words, _ = SPLITTER.split("a.b," * 50_000)
    assert "".join(words) == "a.b," * 50_000


def test_faulty_rules_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.toml"
    file.write_text((LANGUAGES / "fr" / "tokenizer.toml").read_text(encoding="utf-8").replace("prefixes", "prefix"), encoding="utf-8")
    with pytest.raises(LanguageDataError, match="prefixes"):
        Rules.load(file)
    file.write_text("[tokens", encoding="utf-8")
    with pytest.raises(LanguageDataError, match="tokenizer.toml"):
        Rules.load(file)
