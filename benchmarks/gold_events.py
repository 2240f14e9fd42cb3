"""Outside gold of events as rows: ``{"id", "lang", "date", "text", "expected": [{"cameo", "actor", "recipient"}]}``.

Two files are read where they lie, in git directories of their public repositories; nothing of them is kept here:

- ``petrarch`` (github openeventdata/UniversalPetrarch, MIT): ``UniversalPetrarch/data/text/PETR2_GSR_validation.xml``,
  the records that PETRARCH2 was checked with, reviewed by its authors. Actors are codes (``USAGOV``).
- ``plover`` (github openeventdata/PLOVER, CC BY-SA): ``gold_standard_records/PLOVER_GSR_CAMEO.txt``, the examples of
  its manual, with the PLOVER root in place of a CAMEO code. Each tells one event, whatever else its sentence holds, so
  only recall means anything. Its roots are those of the first PLOVER; four of them are parts of others since then.

``python -m benchmarks.gold_events KIND GITDIR OUT`` writes the rows.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .rows import Record

FILES = {
    "petrarch": "UniversalPetrarch/data/text/PETR2_GSR_validation.xml",
    "plover": "gold_standard_records/PLOVER_GSR_CAMEO.txt",
}
ROOTS = {"demand": "request", "disapprove": "accuse", "investigate": "accuse", "fight": "assault"}
"""Roots of PLOVER 0.5 that later versions have merged into others."""
_SENTENCE = re.compile(r"<Sentence\b([^>]*)>(.*?)</Sentence>", re.S)
_EVENT = re.compile(r"<EventCoding\b([^>]*)>")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.S)
_KEY = re.compile(r'(\w+)\s*=\s*"([^"]*)"')


def show(repository: Path, path: str) -> str:
    """A file of the newest commit of a git directory. Raises ValueError where git cannot give it."""
    done = subprocess.run(["git", f"--git-dir={repository}", "show", f"HEAD:{path}"], capture_output=True, check=False)
    if done.returncode:
        raise ValueError(f"{repository}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode("utf-8", errors="replace")


def petrarch(text: str) -> list[Record]:
    """Sentences with a text; those coded as without events expect none."""
    rows = []
    for head, body in _SENTENCE.findall(text):
        about, said = dict(_KEY.findall(head)), _TEXT.search(body)
        if said is None or not said.group(1).strip():
            continue
        events = [dict(_KEY.findall(event)) for event in _EVENT.findall(body)]
        expected = [
            {"cameo": event["eventcode"], "actor": _known(event["sourcecode"]), "recipient": _known(event["targetcode"])}
            for event in events
            if "eventcode" in event
        ]
        date = about.get("date", "")
        rows.append({
            "id": about.get("id", ""), "lang": "en", "date": f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 else None,
            "text": " ".join(said.group(1).split()), "expected": expected,
        })  # fmt: skip
    return rows


def plover(text: str) -> list[Record]:
    """The examples of the PLOVER manual; the first entry is documentation."""
    rows = []
    for record in json.loads(text):
        if not record.get("text") or record.get("language", "en") != "en":
            continue
        actor, recipient = (_codes(record.get(side)) for side in ("source", "target"))
        root = ROOTS.get(record["event"].lower(), record["event"].lower())
        pairs = [(actor, recipient)]
        if not recipient and len(actor) > 1:  # both sides do the same
            pairs = [([one], [other for other in actor if other != one]) for one in actor]
        expected = [{"plover": root, "actor": ",".join(a), "recipient": ",".join(b)} for a, b in pairs]
        rows.append({"id": record["id"], "lang": "en", "date": record.get("date"), "text": " ".join(record["text"].split()), "expected": expected})
    return rows


def _known(code: str) -> str:
    return "" if code.startswith("---") else code


def _codes(side: Any) -> list[str]:
    return [each["code"] for each in side if each.get("code")] if isinstance(side, list) else []


READERS = {"petrarch": petrarch, "plover": plover}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gold_events", description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=sorted(FILES))
    parser.add_argument("repository", type=Path, metavar="GITDIR")
    parser.add_argument("target", type=Path, metavar="OUT")
    options = parser.parse_args(argv)
    try:
        rows = READERS[options.kind](show(options.repository, FILES[options.kind]))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    options.target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} rows, {sum(len(row['expected']) for row in rows)} events", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
