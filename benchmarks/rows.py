"""Rows of text with one kind of mention asked for: ``{"id", "lang", "text", "reference_date"?}`` a line.

Every row is written again with ``"predicted"``, a list of what was found; one that could not be read has an empty
list and says why under ``"error"``. Which keys a prediction has is told by the file of its kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ondit import lexicon, mentions, parsing
from ondit.errors import OnditError, UnsupportedLanguage
from ondit.lexicon import Lexicon
from ondit.model import Mentions, Parsed, Report
from ondit.reading import open_report

from .tally import Tally

Record = dict[str, Any]
Predict = Callable[[Record], list[Record]]


def read_rows(path: Path) -> list[Record]:
    """The rows of a file of JSON lines. Raises ValueError with file:line for what is not a row."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ValueError(f"{path}:{number}: a row is an object with a text")
        rows.append(row)
    return rows


def opened(record: Record) -> Report:
    """A row's text as a report, dated by its ``reference_date``."""
    date = str(record.get("reference_date") or "")[:10] or None
    data = record["text"].encode("utf-8", "surrogatepass")
    return open_report(data, name="text", format="text", lang=record.get("lang") or None, published=date)


def parsed(record: Record) -> tuple[Parsed, Lexicon]:
    """The trees of a row's text, and the words of its language."""
    report = opened(record)
    words = lexicon.load(report.lang)
    return parsing.parse(report, words), words


def found(record: Record) -> Mentions:
    """Every mention in a row's text."""
    return mentions.find(*parsed(record))


def run(source: Path, target: Path, predict: Predict) -> Tally:
    """Predict every row of ``source`` into ``target``."""
    tally, lines = Tally(), []
    for row in read_rows(source):
        predicted: list[Record] = []
        try:
            predicted = predict(row)
            tally.read += 1
        except UnsupportedLanguage as error:
            lang = row.get("lang") or "unknown"
            tally.unsupported[lang] = tally.unsupported.get(lang, 0) + 1
            row = {**row, "error": error.what}
        except OnditError as error:
            tally.failed.append((str(row.get("id", "?")), error.what))
            row = {**row, "error": error.what}
        lines.append(json.dumps({**row, "predicted": predicted}, ensure_ascii=False))
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="backslashreplace")
    return tally
