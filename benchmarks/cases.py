"""Statement cases: what a text must and must not give, as data.

``languages/<code>/cases/statements.yaml`` is a list of

    - text: "One or more sentences."
      published: 2025-04-28                  # optional
      expect:                                # statements that must be found; others may be
        - {source: "Name", content: "words of the content", stance: denies}
      only: true                             # optional: nothing but those
      refuse:                                # statements that must not be found
        - {source: "Name"}
      known_failure: "why"                   # optional: the case must fail, until somebody mends it

``source`` is the origin's name (null: the outlet's own voice) and ``content`` some of the words of the
content; each other key is a field of the statement and is compared as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import ondit
from ondit.model import Reading, Statement

LANGUAGES = Path(ondit.__file__).resolve().parent / "languages"
ASKED = ("source", "content", "stance", "factuality", "evidential", "form", "cue", "relay")
KEYS = ("text", "published", "expect", "only", "refuse", "known_failure")


@dataclass(frozen=True, eq=False)
class Case:
    """One text with what it must and must not give. ``where`` is its file and line."""

    lang: str
    where: str
    text: str
    published: str | None
    expect: tuple[dict[str, Any], ...]
    only: bool
    refuse: tuple[dict[str, Any], ...]
    known_failure: str | None

    def read(self) -> Reading:
        return ondit.read_text(self.text, lang=self.lang, published=self.published)


def files() -> list[Path]:
    return sorted(LANGUAGES.glob("*/cases/statements.yaml"))


def load(path: Path) -> list[Case]:
    """The cases of one file. Raises ValueError with file:line for what is not a case."""
    text = path.read_text(encoding="utf-8")
    node, data = yaml.compose(text), yaml.safe_load(text)
    name = f"{path.parent.parent.name}/cases/{path.name}"
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        raise ValueError(f"{name}:1: a case file is a list of cases")
    return [
        _case(item, path.parent.parent.name, f"{name}:{entry.start_mark.line + 1}")
        for entry, item in zip(node.value, data, strict=True)
    ]


def _case(item: Any, lang: str, where: str) -> Case:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise ValueError(f"{where}: a case needs a text")
    asked = {"expect": item.get("expect") or [], "refuse": item.get("refuse") or []}
    unknown = [key for key in item if key not in KEYS]
    unknown += [key for wants in asked.values() for want in wants for key in want if key not in ASKED]
    if unknown:
        raise ValueError(f"{where}: unknown key '{unknown[0]}'; a case has {', '.join(KEYS)}, a statement {', '.join(ASKED)}")
    if not (asked["expect"] or asked["refuse"] or item.get("only")):
        raise ValueError(f"{where}: a case expects or refuses something")
    if any(not want for want in asked["refuse"]) or any(not {"source", "content"} & set(want) for want in asked["expect"]):
        raise ValueError(f"{where}: what is expected has a source or a content, what is refused at least one key")
    published = item.get("published")
    return Case(
        lang,
        where,
        item["text"],
        str(published) if published is not None else None,
        tuple(asked["expect"]),
        bool(item.get("only")),
        tuple(asked["refuse"]),
        item.get("known_failure"),
    )


def fits(statement: Statement, want: dict[str, Any]) -> bool:
    """The statement is what ``want`` describes; a key that is not there asks nothing."""
    names = [source.name for source in statement.sources]
    has = {
        "source": names[0] if names else None,
        "relay": names[1] if len(names) > 1 else None,
        "stance": statement.stance,
        "factuality": statement.factuality,
        "evidential": statement.evidential,
        "form": statement.form,
        "cue": statement.cue.quote if statement.cue else None,
    }
    content = _plain(" ".join(span.quote for span in statement.content))
    if _plain(want.get("content", "")) not in content:
        return False
    return all(
        has[key] is value or None not in (has[key], value) and _plain(str(has[key])) == _plain(str(value))
        for key, value in want.items()
        if key != "content"
    )


def _plain(value: str) -> str:
    """Without what typing a case differs in: kinds of white space and of apostrophe."""
    return " ".join(value.replace("\u2019", "'").split()).casefold()


def pair(case: Case, reading: Reading) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Statement]]:
    """What was expected and is missing, what was refused and is there, and (for ``only``) what is too much.

    One statement answers one expectation at most.
    """
    free = list(reading.statements)
    missing = []
    # The most demanding first, so that a vague expectation does not take the statement of a precise one.
    for want in sorted(case.expect, key=lambda each: (-len(each), -len(each.get("content", "")))):
        found = next((statement for statement in free if fits(statement, want)), None)
        if found is None:
            missing.append(want)
        else:
            free.remove(found)
    there = [want for want in case.refuse if any(fits(statement, want) for statement in reading.statements)]
    return missing, there, free if case.only else []


def told(reading: Reading) -> str:
    """The statements of a reading as text, for the message of a failure."""
    lines = []
    for statement in reading.statements:
        source = " < ".join(source.name for source in statement.sources) or "(outlet)"
        content = " … ".join(span.quote for span in statement.content)
        kind = f"{statement.stance} {statement.factuality} {statement.evidential} {statement.form}"
        lines.append(f"  {source} [{kind}]: {content}")
    return "\n".join(lines) or "  (no statement)"
