"""What is wrong with a CoNLL-U file: the rules of Universal Dependencies that a machine can check.

After the validator of the UD project (https://universaldependencies.org/validation-rules.html), levels 1 to 3, for
trees whose contractions are one token. Each fault names the sentence, the token and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

UPOS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
RELATIONS = frozenset(
    """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:caus aux:pass aux:tense case cc cc:preconj ccomp
    compound compound:prt conj cop csubj csubj:pass dep det det:predet discourse dislocated expl expl:comp expl:subj
    fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:caus nsubj:outer nsubj:pass
    nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp""".split()
)
"""Relations of our own treebanks: Universal Dependencies v2 with the subtypes that the training data share."""

_FUNCTION = frozenset("aux aux:caus aux:pass aux:tense case cc cop det mark punct".split())
_MAY_DEPEND = frozenset(
    "advmod cc compound conj fixed goeswith nmod obl:unmarked parataxis punct reparandum flat amod nummod".split()
)
_LEFT_HEADED = ("conj", "fixed", "flat", "goeswith", "appos", "list")
_PARTS_OF_SPEECH = {
    "punct": {"PUNCT"}, "det": {"DET", "PRON", "NUM", "ADJ", "ADV"}, "cc": {"CCONJ", "ADV", "ADP", "SCONJ", "PUNCT", "SYM"},
    "aux": {"AUX"}, "aux:pass": {"AUX"}, "aux:tense": {"AUX"}, "cop": {"AUX"}, "nummod": {"NUM", "NOUN", "SYM", "DET"},
    "advmod": {"ADV", "ADJ", "CCONJ", "PART", "SYM", "X", "DET", "PRON", "NOUN", "INTJ", "ADP", "SCONJ"},
    "expl:subj": {"PRON"}, "expl:comp": {"PRON"}, "expl": {"PRON", "PART"},
}
_FEATS = re.compile(r"_|[A-Z][A-Za-z]*(\[[a-z]+\])?=[A-Za-z0-9,]+(\|[A-Z][A-Za-z]*(\[[a-z]+\])?=[A-Za-z0-9,]+)*")


@dataclass
class Tree:
    """A sentence as it stands in a file: comments and rows of ten columns."""

    line: int
    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def comment(self, name: str) -> str:
        """The value of ``# name = value``, or an empty string."""
        prefix = f"# {name} = "
        return next((line[len(prefix) :] for line in self.comments if line.startswith(prefix)), "")


def trees(text: str) -> Iterator[Tree]:
    """The sentences of a CoNLL-U text."""
    tree = Tree(1)
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("#"):
            tree.comments.append(line)
        elif line:
            tree.rows.append(line.split("\t"))
        else:
            if tree.rows:
                yield tree
            tree = Tree(number + 1)


def note(row: list[str]) -> str:
    """The name's note of a row (``B-PER``, ``I-ORG`` …), ``O`` without one."""
    return next((pair[3:] for pair in row[9].split("|") if pair.startswith("NE=")), "O")


def faults(file: Path) -> list[str]:
    """Every fault of ``file``, as ``file:line: sentence token: what``; empty where it is sound."""
    found, seen = [], set()
    for tree in trees(file.read_text(encoding="utf-8")):
        name = tree.comment("sent_id")
        if not name or name in seen:
            found.append(f"{file.name}:{tree.line}: sentence without a sent_id of its own ({name or 'none'})")
        seen.add(name)
        found += [f"{file.name}:{tree.line}: {name} {fault}" for fault in of(tree)]
    return found


def of(tree: Tree) -> list[str]:
    """The faults of one sentence, each beginning with the number of its token."""
    if any(len(row) != 10 for row in tree.rows):
        return ["has a row without ten columns separated by tabs"]
    if [row[0] for row in tree.rows] != [str(n + 1) for n in range(len(tree.rows))]:
        return ["has tokens that are not numbered 1, 2, 3 …"]
    if not all(row[6].isdigit() and int(row[6]) <= len(tree.rows) for row in tree.rows):
        return ["has a head that is not a token of the sentence"]
    shape = _shape(tree)
    return shape or [*_text(tree), *_rows(tree), *_relations(tree), *_crossing_marks(tree), *_names(tree)]


def _shape(tree: Tree) -> list[str]:
    roots = [row[0] for row in tree.rows if row[6] == "0"]
    if len(roots) != 1:
        return [f"has {len(roots)} roots ({' '.join(roots)})"]
    heads = [int(row[6]) for row in tree.rows]
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at:
            at, steps = heads[at - 1], steps + 1
            if steps > len(heads):
                return [f"{start + 1} {tree.rows[start][1]}: its heads go round in a circle"]
    return []


def _text(tree: Tree) -> list[str]:
    joined = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in tree.rows).strip()
    return [] if joined == " ".join(tree.comment("text").split()) else [f"text and tokens differ: {joined}"]


def _rows(tree: Tree) -> Iterator[str]:
    for number, form, lemma, upos, _, feats, head, deprel, *_ in tree.rows:
        at = f"{number} {form}:"
        if upos not in UPOS:
            yield f"{at} no part of speech of Universal Dependencies: {upos}"
        if deprel not in RELATIONS:
            yield f"{at} unknown relation {deprel}"
        if (deprel == "root") != (head == "0"):
            yield f"{at} root and head 0 go together"
        if not _FEATS.fullmatch(feats) or feats != "|".join(sorted(feats.split("|"), key=str.lower)):
            yield f"{at} features not sorted or not Name=Value: {feats}"
        if not lemma or lemma == "_" != form:
            yield f"{at} no lemma"
        if (upos == "PUNCT") != (deprel == "punct") and deprel not in ("root", "cc"):
            yield f"{at} PUNCT and punct go together"
        allowed = _PARTS_OF_SPEECH.get(deprel)
        if allowed and upos not in allowed:
            yield f"{at} {deprel} cannot be {upos}"


def _relations(tree: Tree) -> Iterator[str]:
    subjects: dict[str, int] = {}
    for number, form, _, _, _, _, head, deprel, *_ in tree.rows:
        at = f"{number} {form}:"
        if deprel in _LEFT_HEADED and int(head) > int(number):
            yield f"{at} {deprel} must follow its head"
        above = tree.rows[int(head) - 1][7] if head != "0" else ""
        if above in _FUNCTION and deprel not in _MAY_DEPEND:
            yield f"{at} {deprel} hangs on a function word ({tree.rows[int(head) - 1][1]} {above})"
        if above == "fixed" and deprel not in ("fixed", "punct", "goeswith"):
            yield f"{at} {deprel} hangs on a part of a fixed expression"
        if deprel.partition(":")[0] in ("nsubj", "csubj") and deprel != "nsubj:outer":
            subjects[head] = subjects.get(head, 0) + 1
            if subjects[head] > 1:
                yield f"{at} second subject of {tree.rows[int(head) - 1][1]}"


def _crossing_marks(tree: Tree) -> Iterator[str]:
    """Punctuation neither crosses other relations nor is crossed by them."""
    heads = [int(row[6]) for row in tree.rows]
    for number, row in enumerate(tree.rows, 1):
        if row[7] != "punct" or not heads[number - 1]:
            continue
        for other, head in enumerate(heads, 1):
            if head and other != number and min(other, head) < number < max(other, head):
                inside = min(other, head) <= heads[number - 1] <= max(other, head)
                if not inside:
                    yield f"{number} {row[1]}: punctuation is crossed by {tree.rows[other - 1][1]} <- {tree.rows[head - 1][1]}"
                    break


def _names(tree: Tree) -> Iterator[str]:
    before = "O"
    for row in tree.rows:
        name = note(row)
        if not re.fullmatch(r"O|[BI]-(PER|LOC|ORG|MISC)", name):
            yield f"{row[0]} {row[1]}: NE is B- or I- and PER, LOC, ORG or MISC: {name}"
        elif name[0] == "I" and before[2:] != name[2:]:
            yield f"{row[0]} {row[1]}: {name} does not continue {before}"
        before = name
