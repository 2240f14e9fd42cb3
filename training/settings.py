"""The settings of one language, read from its toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@dataclass(frozen=True)
class Settings:
    """Everything that ``training/<code>.toml`` says, and where to find and put things."""

    code: str
    name: str
    data: Path
    work: Path
    seed: int
    treebanks: dict[str, dict[str, Any]]
    labels: dict[str, Any]
    names: dict[str, Any]
    vectors: dict[str, Any]
    parser: dict[str, Any]
    ner: dict[str, Any]
    typography: dict[str, Any]
    sources: list[dict[str, str]]
    licence_texts: dict[str, str]
    tests: dict[str, str]
    watch: dict[str, str]
    measured: dict[str, Any]

    @property
    def language(self) -> Path:
        """The folder of the language that the pipeline is for; of one in the making, under ``trials``."""
        shipped = ROOT / "src" / "ondit" / "languages" / self.code
        return shipped if shipped.is_dir() else HERE / "trials" / self.code

    def treebank(self, file: str) -> Path:
        """Where a CoNLL-U file is: our own beside this file, those of others in the data folder."""
        own = HERE / "treebank" / file
        return own if own.is_file() else self.data / "ud" / file


def load(code: str, data: Path) -> Settings:
    """Read the settings of ``code``; raises FileNotFoundError or KeyError naming what is missing."""
    told = tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf-8"))
    work = HERE / "work" / code
    work.mkdir(parents=True, exist_ok=True)
    return Settings(
        code=code, name=told["name"], data=data, work=work, seed=told["seed"],
        treebanks=told["treebanks"], labels=told["labels"], names=told.get("names", {}), vectors=told["vectors"],
        parser=told["parser"], ner=told.get("ner", {}), typography=told["typography"], sources=told["sources"],
        licence_texts=told.get("licence_texts", {}), tests=told["tests"], watch=told["watch"],
        measured=told.get("measured", {}),
    )
