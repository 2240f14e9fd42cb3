"""``python -m training.annotation``: sentences -> draft trees -> corrected trees -> CoNLL-U.

draft LANGUAGE SENTENCES TREES   parse a sentence a line (``# topic = …`` lines stay) with the language's pipeline
show TREES [FROM TO]             print trees to be read: number, form, part of speech, head, relation, name
patch TREES CORRECTIONS          apply corrections, a token a line: ``12.5 head=3 dep=obl upos=VERB lemma=voir
                                 feats=+Mood=Ind,-Gender ne=B-PER``; 12 is the sentence, 5 the token; all or nothing
check TREES …                    tell every fault (see conllu_check); exit status 1 where there is one
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import conllu_check as checks
from .settings import ROOT

if TYPE_CHECKING:
    from ondit.parsing.engine import Engine

_COLUMN = {"form": 1, "lemma": 2, "upos": 3, "head": 6, "dep": 7}


def main() -> int:
    commands = {"draft": _draft, "show": _show, "patch": _patch, "check": _check}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    return commands[sys.argv[1]](sys.argv[2:])


def _draft(arguments: list[str]) -> int:
    from ondit.parsing.engine import Engine  # only drafting needs it, and it takes seconds to load

    code, source, out = arguments
    engine = Engine(ROOT / "src" / "ondit" / "languages" / code)
    trees: list[checks.Tree] = []
    comments: list[str] = []
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments = [line]
        elif line.strip():
            name = f"# sent_id = {Path(out).stem}-{len(trees) + 1:03}"
            trees.append(checks.Tree(0, [name, *comments, f"# text = {line.strip()}"], drafted(engine, line.strip())))
    Path(out).write_text(written(trees), encoding="utf-8")
    print(f"{len(trees)} sentences in {out}")
    return 0


def drafted(engine: Engine, text: str) -> list[list[str]]:
    """Rows of ten columns for one sentence, as the pipeline reads it; it is not cut in two."""
    from ondit.model import Block, Report
    from ondit.parsing.blocks import Piece
    from ondit.parsing.text import clean
    from ondit.parsing.trees import Forest

    report = Report(text, "", "", "", "utf-8", "", blocks=(Block("paragraph", 0, len(text)),))
    cleaned = clean(text, engine.rules)
    doc = engine.nlp.make_doc(cleaned.text)
    for token in doc:
        token.is_sent_start = token.i == 0
    forest = Forest(report, engine.morphology, engine.lemmas)
    forest.add(Piece(0, len(text), 0, False), cleaned, engine.nlp(doc))
    names = {
        i: ("B-" if i == entity.first else "I-") + entity.label
        for entity in forest.entities
        for i in range(entity.first, entity.last)
    }
    rows = []
    for token in forest.tokens:
        misc = [f"NE={names[token.i]}"] if token.i in names else []
        if token.end < len(text) and not text[token.end].isspace():
            misc.append("SpaceAfter=No")
        feats = "|".join(f"{name}={value}" for name, value in sorted(token.feats.items(), key=lambda x: x[0].lower()))
        head = "0" if token.deprel == "root" else str(token.head + 1)
        rows.append([
            str(token.i + 1), token.text, token.lemma, token.upos, "_", feats or "_", head, token.deprel, "_",
            "|".join(misc) or "_",
        ])
    return rows


def written(trees: list[checks.Tree]) -> str:
    """CoNLL-U text of ``trees``."""
    return "".join("\n".join([*tree.comments, *("\t".join(row) for row in tree.rows)]) + "\n\n" for tree in trees)


def _show(arguments: list[str]) -> int:
    trees = _read(Path(arguments[0]))
    first, last = (int(n) for n in arguments[1:3]) if len(arguments) > 2 else (1, len(trees))
    for number, tree in enumerate(trees[first - 1 : last], first):
        print(f"\n[{number}] {tree.comment('text')}")
        for row in tree.rows:
            head = "ROOT" if row[6] == "0" else f"{row[6]}:{tree.rows[int(row[6]) - 1][1]}"
            name = "" if checks.note(row) == "O" else checks.note(row)
            lemma = "" if row[2] == row[1].lower() else f"({row[2]})"
            print(f"{row[0]} {row[1]}{lemma} {row[3]} {head} {row[7]} {name}".rstrip())
        for fault in checks.of(tree):
            print(f"  ! {fault}")
    return 0


def _patch(arguments: list[str]) -> int:
    trees = _read(Path(arguments[0]))
    wrong = []
    lines = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        told = line.partition(" # ")[0].split()
        if not told or told[0].startswith("#"):
            continue
        try:
            sentence, token = (int(n) for n in told[0].split("."))
            if sentence < 1 or token < 1:
                raise ValueError("sentences and tokens are counted from 1")
            for change in told[1:]:
                _apply(trees[sentence - 1].rows[token - 1], *change.split("=", 1))
        except (ValueError, IndexError, KeyError, TypeError) as error:
            wrong.append(f"{arguments[1]}:{number}: {line}: {error!r}")
    if wrong:
        print("\n".join(wrong), "nothing was changed", sep="\n", file=sys.stderr)
        return 1
    Path(arguments[0]).write_text(written(trees), encoding="utf-8")
    return _check(arguments[:1])


def _apply(row: list[str], name: str, value: str) -> None:
    if name == "ne":
        misc = [pair for pair in row[9].split("|") if pair != "_" and not pair.startswith("NE=")]
        row[9] = "|".join(([f"NE={value}"] if value != "O" else []) + misc) or "_"
    elif name == "feats" and value[:1] in "+-":
        feats = dict(pair.split("=") for pair in row[5].split("|") if pair != "_")
        for change in value.split(","):
            if change[0] == "-":
                feats.pop(change[1:].partition("=")[0], None)
            else:
                key, _, told = change.lstrip("+").partition("=")
                feats[key] = told
        row[5] = "|".join(f"{key}={feats[key]}" for key in sorted(feats, key=str.lower)) or "_"
    elif name == "feats":
        row[5] = value
    elif name == "head":
        row[6] = str(int(value))
        if value == "0":
            row[7] = "root"
    else:
        row[_COLUMN[name]] = value


def _check(arguments: list[str]) -> int:
    found = [fault for file in arguments for fault in checks.faults(Path(file))]
    print("\n".join(found) or "sound")
    return 1 if found else 0


def _read(file: Path) -> list[checks.Tree]:
    return list(checks.trees(file.read_text(encoding="utf-8")))


if __name__ == "__main__":
    raise SystemExit(main())
