"""A language's words and rules, validated as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ..errors import LanguageDataError
from .folder import COMMON, ROOT, language_folder, manifest
from .frames import KINDS, Frames, describe, read_frames
from .rulefiles import RawRule, read_rules
from .table import Row, Schema, Table, read_table, schemas


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything that ``languages/`` knows for one language, with what holds for all (``mul``)."""

    code: str
    folder: Path
    manifest: Mapping[str, Any]
    tables: Mapping[str, Table]
    rules: tuple[RawRule, ...]
    frames: Frames

    def table(self, name: str) -> Table:
        """A table by name; one that the language does not have is empty (``missing`` lists those)."""
        return self.tables[name]

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Names of the tables that this language does not fill, and ``frames`` where it has no word that tells an event."""
        empty = [name for name, table in self.tables.items() if not table.rows]
        return (*empty, *(() if self.frames.triggers else ("frames",)))

    @cached_property
    def version(self) -> str:
        """Fingerprint of all data read: twelve hex digits."""
        digest = hashlib.sha256()
        for code in (COMMON, self.code):
            for path in _data_files(ROOT / code):
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    def describe(self, rule_id: str) -> str | None:
        """What a rule or an entry says, and its file:line; None for an id that is not from the language data."""
        for rule in self.rules:
            if rule.id == rule_id:
                return f"{rule.data.get('says', '')} [{rule.where}]"
        owner, _, rest = rule_id.partition("/")
        name, _, key = rest.partition(":")
        if name == "frames":
            entry = self.frames.find(rule_id)
            return describe(entry) if entry is not None else None
        if name in self.tables:
            for row in self.tables[name].rows:
                if row.code == owner and row.key == key:
                    cells = ", ".join(f"{k}={_cell(v)}" for k, v in row.values.items() if v not in ("", (), None, False))
                    return f"{self.tables[name].schema.says} Entry: {cells} [{row.where}]"
        return None

    def row(self, rule_id: str) -> Row | None:
        """The entry with that id."""
        owner, _, rest = rule_id.partition("/")
        name, _, key = rest.partition(":")
        table = self.tables.get(name)
        return next((r for r in table.rows if r.code == owner and r.key == key), None) if table else None


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else "yes" if value is True else str(value)


def _data_files(folder: Path) -> list[Path]:
    """The files that a folder is known by; the gazetteer goes by its own list of checksums, which is quicker to read."""
    parts = ("lexicon/*.tsv", "rules/*.yaml", "frames/*.yaml", "*.toml", "gazetteer/*.toml")
    return sorted([folder / "manifest.toml", *(path for part in parts for path in folder.glob(part))])


def _read(code: str) -> tuple[dict[str, Table], tuple[RawRule, ...], Frames, list[str]]:
    bad: list[str] = []
    known = schemas()
    rows: dict[str, list[Row]] = {name: [] for name in known}
    rules: list[RawRule] = []
    for owner in (COMMON, code):
        for path in sorted((ROOT / owner / "lexicon").glob("*.tsv")):
            schema: Schema | None = known.get(path.stem)
            if schema is None:
                bad.append(f"{owner}/lexicon/{path.name}: no schema lexicon/schema/{path.stem}.toml says what this table means")
                continue
            rows[path.stem].extend(read_table(path, owner, schema, bad))
        for path in sorted((ROOT / owner / "rules").glob("*.yaml")):
            rules.extend(read_rules(path, owner, bad))
    tables = {name: Table(known[name], tuple(found)) for name, found in rows.items()}
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            bad.append(f"{rule.where}: rule '{rule.id}' stands already at {seen[rule.id]}")
        seen[rule.id] = rule.where
    frames = read_frames(ROOT, COMMON, code, bad)
    bad.extend(_unknown_groups(frames, tables))
    return tables, tuple(rules), frames, bad


def _unknown_groups(frames: Frames, tables: Mapping[str, Table]) -> Iterator[str]:
    """Words with @ in frames that no row of table word_groups explains (capitals name kinds of mention)."""
    known = {row["group"] for row in tables["word_groups"]} | set(KINDS)
    for trigger in {trigger.where: trigger for trigger in frames.triggers}.values():
        for word in (*trigger.with_, *trigger.by, *trigger.words, *trigger.unless):
            if word.startswith("@") and word.lstrip("@") not in known:
                yield f"{trigger.where}: '{word}' is no group of table word_groups and none of {', '.join(KINDS)}"


def faults(code: str) -> list[str]:
    """Every fault of a language's data as ``file:line: message``; empty when all is well."""
    try:
        language_folder(code)
        return _read(code)[3]
    except LanguageDataError as error:
        return list(error.faults) or [error.what]


@cache
def load(code: str) -> Lexicon:
    """The lexicon of a language (cached).

    Raises UnsupportedLanguage when no folder reads it and LanguageDataError with every fault when one does
    but is faulty.
    """
    folder = language_folder(code)
    tables, rules, frames, bad = _read(code)
    if bad:
        raise LanguageDataError(
            f"{len(bad)} fault(s) in the language data of '{code}'",
            bad,
            cure="mend the lines named; `ondit doctor` lists them again",
        )
    return Lexicon(code, folder, manifest(code), tables, rules, frames)
