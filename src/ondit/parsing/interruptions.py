"""Speech clauses that interrupt what is said: '"P," X told reporters, "and Q."'

Universal Dependencies hangs a speech clause that stands inside its content on the content, as ``parataxis``; one
that stands before or behind it governs the content. A parser that has read the first half takes the second for
granted. The quotation marks tell the two apart.
"""

from __future__ import annotations

from .complements import Tree

_OPENS, _CLOSES = '"“«„', '"”»“'
_GOES_ON = ("ccomp", "conj", "parataxis", "advcl")


def interrupted(tree: Tree) -> None:
    """Put the content above a speech clause between its two quoted halves, in place; the tree keeps one root."""
    speech = next((i for i, head in enumerate(tree.heads) if head == i), None)
    if speech is None or tree.upos[speech] != "VERB":
        return
    first = [k for k in _kids(tree, speech) if k < speech and tree.deprels[k] == "ccomp" and not _marked(tree, k)]
    if not first:
        return
    content = first[-1]
    closed = any(tree.words[k] in _CLOSES for k in range(content + 1, speech))
    opened = next((k for k in range(speech + 1, len(tree.words) - 1) if tree.words[k] in _OPENS), None)
    if not closed or opened is None or tree.upos[opened - 1] != "PUNCT":
        return
    rest = [k for k in _kids(tree, speech) if k > opened and tree.deprels[k] in _GOES_ON]
    if rest or any(k > opened for k in _kids(tree, content)):
        _turn(tree, speech, content, opened)


def _turn(tree: Tree, speech: int, content: int, opened: int) -> None:
    tree.heads[content], tree.deprels[content] = content, "root"
    tree.heads[speech], tree.deprels[speech] = content, "parataxis"
    for k in _kids(tree, speech):
        if k > opened:
            tree.heads[k] = content
            if tree.deprels[k] == "ccomp":
                tree.deprels[k] = "conj" if any(tree.deprels[c] == "cc" for c in _kids(tree, k)) else "parataxis"


def _kids(tree: Tree, i: int) -> list[int]:
    return [k for k, head in enumerate(tree.heads) if head == i and k != i]


def _marked(tree: Tree, i: int) -> bool:
    return any(tree.deprels[k] == "mark" for k in _kids(tree, i))
