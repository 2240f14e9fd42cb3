"""The house: imports go downward, and engine rooms know no language."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "ondit"
LANGUAGES = HOUSE / "languages"

# Codes that are also words of a program ("id", "is", "no", "tr", "or") are left out: they would cry wolf.
CODES = re.compile(r"fr|en|es|de|pt|nl|ru|uk|ar|zh|pl|fa|ja|ko|ro|ca|fra|fre|eng|spa|deu|ger|por|rus|ara|zho")
# Words of a language in plain ASCII letters; a sample, so that the commonest slip is noticed.
WORDS = re.compile(
    r"\b(selon|avec|dans|leur|leurs|aurait|auraient|avoir|jusqu|entre|plusieurs|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|janvier|juillet|septembre|octobre|novembre|milliers|centaines|dizaines|ministre|affirme)\b",
    re.IGNORECASE,
)


def engine_files() -> list[Path]:
    return sorted(path for path in HOUSE.rglob("*.py") if LANGUAGES not in path.parents)


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that are no docstring (a docstring may quote an example)."""
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node


def accented(word: str) -> bool:
    """A word with letters beyond ASCII. A row of such letters alone, as in a character class, is none unless
    they are of another script."""
    beyond = [char for char in word if not char.isascii()]
    return 0 < len(beyond) < len(word) or any(not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in beyond)


def slips(source: str) -> list[tuple[int, str]]:
    """Line and text of every literal that holds a language code or a word of some language."""
    found = []
    for node in literals(ast.parse(source)):
        foreign = any(accented(word) for word in re.findall(r"[^\W\d_]{2,}", node.value))
        # What a pattern escapes (\b) is no part of the word beside it.
        if CODES.fullmatch(node.value) or foreign or WORDS.search(re.sub(r"\\[a-zA-Z]", " ", node.value)):
            found.append((node.lineno, node.value))
    return found


def codes(status: str | None = None) -> list[str]:
    found = []
    for path in sorted(LANGUAGES.iterdir()):
        if path.is_dir() and not path.name.startswith("_"):
            manifest = path / "manifest.toml"
            common = manifest.is_file() and tomllib.loads(manifest.read_text(encoding="utf-8")).get("status") == "common"
            if status is None or (status == "common") is common:
                found.append(path.name)
    return found


def test_imports_go_downward() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


@pytest.mark.parametrize("path", engine_files(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_engine_rooms_know_no_language(path: Path) -> None:
    assert slips(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ['x = "fr"', 'x = {"en": 1}', 'x = "déclaré"', 'x = r"\\bselon\\b"', 'f(lang="de")', "x = f'{y} août'", 'x = "где"']
)
def test_a_slip_is_seen(source: str) -> None:
    assert slips(source)


@pytest.mark.parametrize("source", ['x = "« »…—€ 1 000"', '"""Such as « déclaré » in fr."""', 'x = "front"', "x = 'id'", 'x = "[’ʼ´ŒœŠ]"'])
def test_symbols_and_docstrings_are_no_slip(source: str) -> None:
    assert not slips(source)


@pytest.mark.parametrize("code", codes("language"))
@pytest.mark.parametrize(
    "part", ["manifest.toml", "tokenizer.toml", "lexicon/*.tsv", "rules/*.yaml", "frames/*.yaml", "cases/*.yaml", "pipeline/config.cfg"]
)
def test_a_language_is_whole(code: str, part: str) -> None:
    manifest = tomllib.loads((LANGUAGES / code / "manifest.toml").read_text(encoding="utf-8"))
    if manifest["status"] == "partial" and part in ("lexicon/*.tsv", "frames/*.yaml", "cases/*.yaml"):
        pytest.skip("a partial language may be read as far as its trees")
    files = list((LANGUAGES / code).glob(part))
    if part.startswith("rules/"):
        # A language without a rule of its own goes by the common ones.
        files += [path for common in codes("common") for path in (LANGUAGES / common).glob(part)]
    assert files, f"{code} has no {part}"
    assert all(path.read_text(encoding="utf-8").strip() for path in files)


@pytest.mark.parametrize("folder", [path for part in ("lexicon", "rules", "frames", "cases", "cases/frames") for path in sorted(LANGUAGES.glob(f"*/{part}"))], ids=lambda path: "/".join(path.parts[-2:]))
def test_no_folder_holds_files_that_nothing_reads(folder: Path) -> None:
    suffix = ".tsv" if folder.name == "lexicon" else ".yaml"
    assert [path.name for path in folder.iterdir() if path.is_file() and path.suffix != suffix] == []


def test_there_is_a_language() -> None:
    assert codes("language")


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*/rules/*.yaml")), ids=lambda path: "/".join(path.parts[-3:]))
def test_every_rule_says_what_it_sees(path: Path) -> None:
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert rules
    assert [rule.get("rule") for rule in rules if not str(rule.get("says") or "").strip()] == []


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*/lexicon/*.tsv")), ids=lambda path: "/".join(path.parts[-3:]))
def test_every_table_says_what_it_means(path: Path) -> None:
    schema = HOUSE / "lexicon" / "schema" / f"{path.stem}.toml"
    data = tomllib.loads(schema.read_text(encoding="utf-8"))
    assert data["says"].strip()
    assert [name for name, column in data["columns"].items() if not column.get("says", "").strip()] == []
