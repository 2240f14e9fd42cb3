"""Rule files: YAML lists whose entries know their line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, eq=False)
class RawRule:
    """A rule as written. ``data`` is plain YAML data; what it may hold is checked by the engine that compiles it."""

    id: str
    where: str
    data: dict[str, Any]


def read_rules(path: Path, code: str, faults: list[str]) -> list[RawRule]:
    """The rules of one file; faults are added as ``file:line: message`` and their rules left out."""
    name = f"{code}/rules/{path.name}"
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        faults.append(f"{name}{line}: not valid YAML: {getattr(error, 'problem', error)}")
        return []
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        faults.append(f"{name}:1: a rule file is a list of rules")
        return []
    rules = []
    for entry, item in zip(node.value, data, strict=True):
        where = f"{name}:{entry.start_mark.line + 1}"
        if not isinstance(item, dict) or not isinstance(item.get("rule"), str):
            faults.append(f"{where}: every rule needs a name, 'rule: …'")
            continue
        if not isinstance(item.get("says"), str) or not item["says"].strip():
            faults.append(f"{where}: rule '{item['rule']}' does not say in words what it sees ('says: …')")
            continue
        rules.append(RawRule(f"{code}/{path.stem}:{item['rule']}", where, item))
    return rules
