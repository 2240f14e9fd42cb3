"""What a statistical parser gets wrong against the rules of Universal Dependencies themselves.

Only rules that hold in every language: function words have no arguments, and a clause with a subject and no mark of
the passive has no passive subject.
"""

from __future__ import annotations

from collections.abc import Sequence

_LEAVES = {
    "aux": ("fixed", "goeswith", "conj"),
    "cop": ("fixed", "goeswith", "conj"),
    "case": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "mark": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "det": ("fixed", "goeswith", "conj", "advmod", "cc"),
    "punct": (),
}


def _base(deprel: str) -> str:
    return deprel.partition(":")[0]


def repaired(heads: Sequence[int], deprels: Sequence[str], upos: Sequence[str]) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and parts of speech of a sentence after the repairs; a root is its own head.

    The tree stays a tree: a dependent only ever moves to its governor's governor.
    """
    heads, deprels, upos = list(heads), list(deprels), list(upos)
    for _ in range(3):
        moved = False
        for k, head in enumerate(heads):
            allowed = _LEAVES.get(_base(deprels[head])) if head != k else None
            if allowed is not None and heads[head] != head and _base(deprels[k]) not in allowed:
                heads[k] = heads[head]
                moved = True
        if not moved:
            break
    for i, deprel in enumerate(deprels):
        if _base(deprel) == "aux" and upos[i] == "VERB":
            upos[i] = "AUX"
    _active(heads, deprels)
    return heads, deprels, upos


def _active(heads: list[int], deprels: list[str]) -> None:
    """A passive subject beside an active one, without any passive auxiliary, is the object."""
    kids: dict[int, list[int]] = {}
    for k, head in enumerate(heads):
        if head != k:
            kids.setdefault(head, []).append(k)
    for verb, dependents in kids.items():
        relations = {deprels[k] for k in dependents}
        if "nsubj:pass" in relations and "nsubj" in relations and not {"aux:pass", "expl:pass"} & relations:
            for k in dependents:
                if deprels[k] == "nsubj:pass":
                    deprels[k] = "obj" if k > verb else "obl"
