"""Score predicted events: ``python -m benchmarks.events FILE`` (rows of benchmarks.predict events with ``expected``).

An expected event is hit by a predicted one of the same root (the first two digits of the CAMEO code, or the PLOVER
root) between the same countries (the first three letters of a code; nobody equals nobody and whom no country code
names). Such coders know only pairs: predicted events without a code, that name but one side or know neither side's
country (nor that it is an international body) are left out, those of symmetric frames hold between all who take part.
The examples of PLOVER call what is meant an agreement or a threat, as CAMEO does. Also counted are the events told as past: with
``"modality"`` in the expected event, those that should have been something else. Exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from pathlib import Path

from .rows import Record, read_rows

Triple = tuple[str, str, str]
BODIES = ("IGO", "NGO", "IMG", "MNC")
"""Codes of those who are of no country."""
MEANT = {"03": "agree", "11": "accuse", "12": "reject", "13": "threaten"}
"""PLOVER roots of the codes that take the place of a deed that was not done, or that one side alleges."""
NOT_PAST = ("future", "hypothetical", "negated")


def country(code: str) -> str:
    """The country that a code stands for: "USAGOV" -> "USA"; "" for international bodies and unknown actors."""
    return "" if code[:3] in (*BODIES, "---") else code[:3]


def wanted(record: Record) -> set[Triple]:
    found = set()
    for event in record.get("expected", ()):
        root = event["cameo"][:2] if "cameo" in event else event.get("plover", "")
        for actor, recipient in product(_each(event["actor"]), _each(event["recipient"])):
            found.add((root, actor, recipient))
    return found


def given(record: Record, *, plover: bool) -> set[Triple]:
    """What was predicted, as pairs, for those who count in pairs."""
    found = set()
    for event in record["predicted"]:
        root = _root(event, plover=plover)
        sides = [event["actor"], event["recipient"]]
        if not root:
            continue
        codes = [side["code"].split(",") if side and side["code"] else [] for side in sides]
        one, other = ([country(code) for code in each] for each in codes)
        if event["symmetric"] and len({*one, *other}) > 1:
            found |= {(root, a, b) for a, b in permutations(dict.fromkeys([*one, *other]), 2)}
        elif (None not in sides or plover) and any(code[:3] in BODIES or country(code) for each in codes for code in each):
            found |= {(root, a, b) for a, b in product(one or [""], other or [""])}
    return found


def _root(event: Record, *, plover: bool) -> str:
    """The root under which such a coder files an event; "" for none."""
    root: str = event["cameo"][:2]
    return root if not plover else event["plover"] if event["modality"] == "historical" and root not in MEANT else MEANT.get(root, root and event["plover"])


def _each(codes: str) -> list[str]:
    return [country(code) for code in codes.split(",")] or [""]


def past_that_is_not(record: Record) -> Iterator[Record]:
    """Predicted past events that are expected, of that type, as future, hypothetical or negated only."""
    for event in record.get("expected", ()):
        if event.get("modality") in NOT_PAST:
            yield from (p for p in record["predicted"] if p["type"] == event.get("type") and p["modality"] == "historical")


def told(records: Sequence[Record]) -> str:
    """Precision, recall and F1 of root and countries, in one line."""
    plover = any("plover" in event for record in records for event in record.get("expected", ()))
    pairs = [(wanted(record), given(record, plover=plover)) for record in records]
    gold, made, hits = (sum(len(part) for part in parts) for parts in ([w for w, _ in pairs], [g for _, g in pairs], [w & g for w, g in pairs]))
    precision, recall = hits / made if made else 0.0, hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"{len(records)} rows: root and countries P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hits} of {gold}, {made} predicted)"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.events", description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, metavar="FILE")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what is too much")
    options = parser.parse_args(argv)
    records = read_rows(options.source)
    plover = any("plover" in event for record in records for event in record.get("expected", ()))
    for record in records if options.errors else ():
        want, got = wanted(record), given(record, plover=plover)
        if want != got:
            print(json.dumps({"id": record["id"], "text": record["text"], "missed": sorted(want - got), "extra": sorted(got - want)}, ensure_ascii=False))
    wrong = sum(len(list(past_that_is_not(record))) for record in records)
    print(told(records))
    print(f"not past and told as past: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
