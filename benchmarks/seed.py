"""How much of a careful reader's gold a reading holds: ``python -m benchmarks.seed REPORT GOLD [--json]``.

GOLD is one JSON object with ``report`` (lang, published), ``figures``, ``statements``, ``events``, ``dates`` and
perhaps ``copies``. Every gold record is matched to one prediction at most (the tightest span that fits).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ondit
from ondit.errors import OnditError
from ondit.model import Reading

from .matching import Record, covers, overlaps, same_chain, same_name, same_origin
from .predict_stories import prediction

Row = tuple[str, str, list[str]]
"""What kind of record, its anchor, and what holds ("found", "source", "stance" …); none when it was missed."""


def measure(reading: Reading, gold: dict[str, Any]) -> list[Row]:
    """One row for each gold record, in its order."""
    predicted = prediction("seed", reading)
    rows = [
        *_rows("statement", gold["statements"], predicted["statements"], _statement_fit, ("stance", "form", "factuality")),
        *_rows("figure", gold["figures"], predicted["figures"], _figure_fit, ("what", "whom", "unit", "stance")),
        *_rows("date", gold["dates"], predicted["dates"], overlaps, ("edtf",)),
        *_rows("event", gold["events"], predicted["events"], _event_fit, ("actor", "recipient", "modality", "date")),
    ]
    if gold.get("copies"):
        doubled = [statement.content[0].quote for statement in reading.statements if statement.copies]
        rows.append(("copy", doubled[0] if doubled else gold["copies"], ["found"] if doubled else []))
    return rows


def _rows(
    kind: str, gold: list[Record], predicted: list[Record], fit: Callable[[Record, Record], bool], also: tuple[str, ...]
) -> list[Row]:
    pairs = sorted(
        (-len(_held(mine, theirs, also)), mine["end"] - mine["start"], i, j)
        for i, theirs in enumerate(gold)
        for j, mine in enumerate(predicted)
        if fit(mine, theirs)
    )
    match: dict[int, int] = {}
    for _, _, i, j in pairs:
        if i not in match and j not in match.values():
            match[i] = j
    return [
        (kind, theirs["anchor"], ["found", *_held(predicted[match[i]], theirs, also)] if i in match else [])
        for i, theirs in enumerate(gold)
    ]


def _held(mine: Record, theirs: Record, keys: tuple[str, ...]) -> list[str]:
    """Which of the further keys agree. A key that the gold leaves out is not asked for and holds."""
    held = [key for key in keys if key not in theirs or _same(key, mine.get(key), theirs[key])]
    return [*held, "chain"] if "sources" in theirs and same_chain(mine, theirs) else held


def _same(key: str, mine: Any, theirs: Any) -> bool:
    return same_name(mine, theirs) if key in ("actor", "recipient") else bool(mine == theirs)


def _statement_fit(mine: Record, theirs: Record) -> bool:
    return covers(mine, theirs) and same_origin(mine, theirs)


def _figure_fit(mine: Record, theirs: Record) -> bool:
    bounds = (mine["low"], mine["high"]) == (theirs["low"], theirs["high"])
    return bounds and overlaps(mine, theirs) and same_origin(mine, theirs)


def _event_fit(mine: Record, theirs: Record) -> bool:
    return mine["plover"] == theirs["plover"] and overlaps(mine, theirs)


def table(rows: list[Row]) -> str:
    """The rows and, under them, one line for each kind: found, and how many of the found agree on each key."""
    lines = [f"{kind:10}{'+' if held else '-'}  {anchor[:44]:46}{' '.join(held[1:])}" for kind, anchor, held in rows]
    for kind in dict.fromkeys(row[0] for row in rows):
        mine = [held for each, _, held in rows if each == kind]
        keys = list(dict.fromkeys(key for held in mine for key in held[1:]))
        agree = ", ".join(f"{key} {sum(key in held for held in mine)}" for key in keys)
        lines.append(f"{kind}s: {sum(map(bool, mine))} of {len(mine)} found" + (f" ({agree})" if agree else ""))
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seed", description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true", help="the rows as JSON")
    options = parser.parse_args(argv)
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    about = gold.get("report", {})
    try:
        reading = ondit.read(options.report, lang=about.get("lang"), published=about.get("published"))
    except OnditError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    rows = measure(reading, gold)
    print(json.dumps(rows, ensure_ascii=False, indent=1) if options.json else table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
