"""UniversalPetrarch beside ondit: ``python -m benchmarks.peers GITDIR ROWS [--dictionary 1|2]``.

GITDIR is the git directory of github openeventdata/UniversalPetrarch (MIT; fetched, never kept here), ROWS a file of
benchmarks.gold_events. The peer gets *our* trees of the same sentences as CoNLL-U and both are scored the same way.
It needs ``networkx`` (below 3) in the interpreter that runs it (``--python``); a shim stands in for its parser.
``--dictionary 2`` is the verb dictionary its authors recommend, 1 the one that its configuration ships with.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ondit.model import Parsed

from . import events, predict_events, rows
from .gold_events import show
from .rows import Record

MODULES = ("PETRglobals", "PETRgraph", "PETRreader", "PETRwriter", "petrarch_ud", "utilities")
DATA = (
    "config/PETR_config.ini", "dictionaries/CAMEO.2.0.txt", "dictionaries/CAMEO.verbpatterns.150430.txt",
    "dictionaries/Phoenix.Countries.actors.txt", "dictionaries/Phoenix.International.actors.txt",
    "dictionaries/Phoenix.MilNonState.actors.txt", "dictionaries/Phoenix.agents.txt", "dictionaries/Phoenix.discards.txt",
    "dictionaries/Phoenix.IssueCoding.txt", "dictionaries/PETR.Internal.Coding.Ontology.txt",
)  # fmt: skip
DRIVER = '''
import contextlib, io, json, sys
import networkx
networkx.DiGraph.node = property(lambda graph: graph.nodes)
import petrarch_ud as up, PETRglobals, PETRreader, utilities
found = {}
with contextlib.redirect_stdout(io.StringIO()):
    utilities.init_logger("peer.log", False)
    PETRreader.parse_Config("data/config/PETR_config.ini")
    one = sys.argv[1] == "1"
    PETRglobals.CodeWithPetrarch1, PETRglobals.CodeWithPetrarch2 = one, not one
    up.read_dictionaries()
    for line in sys.stdin:
        row = json.loads(line)
        tree = utilities._format_ud_parsed_str(row["tree"])
        sentence = {"content": row["text"], "parsed": tree, "date": "20150101"}
        story = {row["id"]: {"sents": {"0": sentence}, "meta": {"date": "20150101"}}}
        try:
            done = up.do_coding(story)[row["id"]]["sents"]
        except Exception as error:
            found[row["id"]] = {"error": repr(error)}
            continue
        made = [] if done is None else list(done["0"].get("events", {}).values())
        found[row["id"]] = {"events": [[list(a), list(b), str(code)] for a, b, code in made]}
json.dump(found, sys.stdout)
'''


def unpack(repository: Path, folder: Path) -> None:
    """The peer's modules and dictionaries, with a stand-in for the parser that it would load."""
    for name in (*(f"{module}.py" for module in MODULES), *(f"data/{path}" for path in DATA)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(show(repository, f"UniversalPetrarch/{name}"), encoding="utf-8")
    (folder / "udpipeparser.py").write_text("class UDpipeparser:\n    def __init__(self, *given): pass\n", encoding="utf-8")
    (folder / "driver.py").write_text(DRIVER, encoding="utf-8")


def conllu(parsed: Parsed) -> str:
    """The trees of a text as one sentence, which is what the peer reads."""
    lines = []
    for token in parsed.tokens:
        head = 0 if token.head == token.i else token.head + 1
        feats = "|".join(f"{key}={value}" for key, value in sorted(token.feats.items())) or "_"
        lines.append("\t".join([str(token.i + 1), token.text, token.lemma, token.upos, token.upos, feats, str(head), token.deprel, "_", "_"]))
    return "\n".join(lines)


def coded(repository: Path, python: str, dictionary: str, records: Sequence[Record]) -> dict[str, Record]:
    """What the peer finds in each row, by id. Raises ValueError where it cannot run at all."""
    given = [{"id": row["id"], "text": row["text"], "tree": conllu(rows.parsed(row)[0])} for row in records]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unpack(repository, folder)
        done = subprocess.run(
            [python, "driver.py", dictionary], cwd=folder, capture_output=True, text=True, check=False,
            input="".join(f"{json.dumps(row)}\n" for row in given),
        )  # fmt: skip
    if done.returncode:
        raise ValueError(f"the peer does not run: {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}")
    found: dict[str, Record] = json.loads(done.stdout)
    return found


def as_predicted(found: Record) -> list[Record]:
    """The peer's events in the form of ours."""
    return [
        {"cameo": code, "actor": {"code": ",".join(actors)}, "recipient": {"code": ",".join(recipients)}, "symmetric": False,
         "type": "", "modality": "historical"}
        for actors, recipients, code in found.get("events", ())
    ]  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.splitlines()[0])
    parser.add_argument("repository", type=Path, metavar="GITDIR")
    parser.add_argument("source", type=Path, metavar="ROWS")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has networkx")
    parser.add_argument("--dictionary", choices=("1", "2"), default="2")
    options = parser.parse_args(argv)
    records = rows.read_rows(options.source)
    try:
        peer = coded(options.repository, options.python, options.dictionary, records)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    failed = sum("error" in found for found in peer.values())
    print(f"UniversalPetrarch, dictionary {options.dictionary} ({failed} rows failed)")
    print(events.told([{**row, "predicted": as_predicted(peer.get(row["id"], {}))} for row in records]))
    print("ondit")
    print(events.told([{**row, "predicted": predict_events.row(row)} for row in records]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
