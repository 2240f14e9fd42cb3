"""YAML whose values are words: maps, lists and texts that know their line.

Every scalar is the text that stands there, so that a word such as "on", "no" or "yes" is not taken for a truth value.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """A map of a file: its values (texts, lists of texts, or maps of them) and the line on which it begins."""

    line: int
    values: dict[str, Any]


def entries(path: Path, name: str, faults: list[str], *, one: bool = False) -> list[Entry]:
    """The maps of a list (or the ``one`` map that the file is); what cannot be read is added to ``faults``."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(f"{name}{f':{mark.line + 1}' if mark else ''}: not valid YAML: {getattr(error, 'problem', None) or error}")
        return []
    nodes: list[yaml.Node] | None = [root] if one and root is not None else root.value if isinstance(root, yaml.SequenceNode) else None
    if nodes is None:
        faults.append(f"{name}:1: {'one map is' if one else 'a list of maps is'} asked for here")
        return []
    found = []
    for node in nodes:
        if not isinstance(node, yaml.MappingNode):
            faults.append(f"{name}:{node.start_mark.line + 1}: not a map of keys and values")
            continue
        found.append(Entry(node.start_mark.line + 1, _map(node, name, faults)))
    return found


def _map(node: yaml.MappingNode, name: str, faults: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in found:
            faults.append(f"{name}:{key.start_mark.line + 1}: '{key.value}' stands already above")
        found[key.value] = _value(value, name, faults)
    return found


def _value(node: yaml.Node, name: str, faults: list[str]) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _map(node, name, faults)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(each, name, faults) for each in node.value)
    return node.value


def texts(value: Any) -> tuple[str, ...]:
    """A text or a list of texts as a list; ValueError for anything else or for an empty text."""
    items = (value,) if isinstance(value, str) else value
    if not isinstance(items, tuple) or not all(isinstance(each, str) and each.strip() for each in items):
        raise ValueError("is a word or a list of words")
    return items
