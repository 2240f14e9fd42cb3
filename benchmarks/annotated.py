"""Our own annotated reports as rows: ``python -m benchmarks.annotated LANG OUT.jsonl``.

``benchmarks/reports/LANG-*.yaml`` are lists of invented reports, each with ``id``, ``register``, ``published``,
``outlet``, ``text`` and ``statements``. A statement has ``sources`` (words of the text, origin first), ``who`` (whom they
name), ``cue`` (words, or null), ``content`` (pieces of the text), ``stance``, ``factuality``, ``evidential`` and ``form``.
Words that stand more than once are ``{words, nth}``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from ondit.errors import OK, USAGE

REPORTS = Path(__file__).resolve().parent / "reports"
KEPT = ("stance", "factuality", "evidential", "form", "who")


def load(lang: str, folder: Path = REPORTS) -> list[dict[str, Any]]:
    """The reports of a language as rows. Raises ValueError that names the report and the words that it lacks."""
    return [row(report) for path in sorted(folder.glob(f"{lang}-*.yaml")) for report in yaml.safe_load(path.read_text(encoding="utf-8"))]


def row(report: dict[str, Any]) -> dict[str, Any]:
    """One report with the places of everything that was annotated."""
    text, name = report["text"], report["id"]
    expected = []
    for statement in report["statements"]:
        sources = [place(text, words, name) for words in statement["sources"]]
        expected.append({
            "source": sources[:1], "sources": sources, "cue": [place(text, statement["cue"], name)] if statement["cue"] else [],
            "content": [place(text, words, name) for words in statement["content"]], **{key: statement[key] for key in KEPT},
        })  # fmt: skip
    return {
        "id": name, "lang": name.partition("-")[0], "register": report["register"], "text": text,
        "reference_date": str(report["published"]), "expected": expected,
    }  # fmt: skip


def place(text: str, words: str | dict[str, Any], name: str) -> list[int]:
    """[start, end] of words in a text, of their nth occurrence where that is told."""
    wanted, nth = (words["words"], words["nth"]) if isinstance(words, dict) else (words, 1)
    at = -1
    for _ in range(nth):
        at = text.find(wanted, at + 1)
        if at < 0:
            raise ValueError(f"{name}: the text does not have {wanted!r} {nth} times")
    return [at, at + len(wanted)]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.annotated", description=__doc__.splitlines()[0])
    parser.add_argument("lang")
    parser.add_argument("target", type=Path, metavar="OUT")
    options = parser.parse_args(argv)
    found = load(options.lang)
    if not found:
        print(f"no annotated reports in {options.lang!r}", file=sys.stderr)
        return USAGE
    options.target.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found), encoding="utf-8")
    return OK


if __name__ == "__main__":
    sys.exit(main())
