"""Where the languages are and what their manifests say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import LanguageDataError, UnsupportedLanguage

ROOT = Path(__file__).resolve().parent.parent / "languages"
COMMON = "mul"
"""The folder of what holds in every language (ISO 639-2 ``mul``): country codes, agencies, UD-wide rules."""


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """One installed language. ``pipeline`` is the folder of its trained pipeline, or None if that is missing."""

    code: str
    name: str
    english_name: str
    status: str
    folder: Path
    pipeline: Path | None


def manifest(code: str) -> dict[str, Any]:
    """The manifest of a language; raises LanguageDataError with file:line where it is faulty."""
    path = ROOT / code / "manifest.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError("the manifest is not valid TOML", [f"{path.name}: {error}"], where=str(path)) from error
    wanted = {"code": str, "name": str, "english_name": str, "status": str}
    bad = [f"{code}/manifest.toml: '{key}' must be a text" for key, kind in wanted.items() if not isinstance(data.get(key), kind)]
    if data.get("status") not in ("full", "partial", "common"):
        bad.append(f"{code}/manifest.toml: 'status' must be full, partial or common")
    if data.get("code") != code:
        bad.append(f"{code}/manifest.toml: 'code' must be the folder's name, {code}")
    if bad:
        raise LanguageDataError(f"the manifest of {code} is faulty", bad, where=str(path))
    return data


@cache
def languages() -> tuple[LanguageInfo, ...]:
    """The installed languages, by code. A folder without a manifest is not a language."""
    found = []
    for path in sorted(ROOT.glob("*/manifest.toml")):
        data = manifest(path.parent.name)
        if data["status"] == "common":
            continue
        pipeline = path.parent / "pipeline"
        ready = pipeline if (pipeline / "config.cfg").is_file() else None
        found.append(
            LanguageInfo(data["code"], data["name"], data["english_name"], data["status"], path.parent, ready)
        )
    return tuple(found)


def language_folder(code: str) -> Path:
    """The folder of a language; raises UnsupportedLanguage naming those that are installed."""
    for info in languages():
        if info.code == code:
            return info.folder
    known = ", ".join(f"{info.code} ({info.english_name})" for info in languages()) or "none"
    raise UnsupportedLanguage(
        f"no language folder reads '{code}'",
        cure=f"installed: {known}. If the language was guessed wrongly, name it with --lang",
    )
