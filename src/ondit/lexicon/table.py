"""Tables of words: typed rows that know their file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parent / "schema"
LIST_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """``type`` is text, list (separated by |), int, float, flag (yes or nothing), choice, choices or regex."""

    name: str
    says: str
    type: str
    required: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a table means (``says``), its columns, and the columns whose values together are unique (``key``)."""

    name: str
    says: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]


def schemas() -> dict[str, Schema]:
    """Every schema, by table name. One readable file each, ``lexicon/schema/<table>.toml``."""
    found = {}
    for path in sorted(SCHEMAS.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = {
            name: Column(name, c["says"], c.get("type", "text"), c.get("required", False), tuple(c.get("values", ())))
            for name, c in data["columns"].items()
        }
        found[path.stem] = Schema(path.stem, data["says"], tuple(data["key"]), columns)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One entry. ``row["column"]`` is typed: text "" , list (), int/float None and flag False where empty."""

    table: str
    code: str
    line: int
    key: str
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    @property
    def id(self) -> str:
        """What a Because calls it: ``fr/cues:dire:VERB``."""
        return f"{self.code}/{self.table}:{self.key}"

    @property
    def where(self) -> str:
        return f"{self.code}/lexicon/{self.table}.tsv:{self.line}"


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of one table, those of the common folder first."""

    schema: Schema
    rows: tuple[Row, ...]
    _indexes: dict[str, dict[str, tuple[Row, ...]]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def by(self, column: str) -> Mapping[str, tuple[Row, ...]]:
        """Rows by the lower-cased value of a column; each element of a list column leads to its row."""
        if column not in self._indexes:
            found: dict[str, list[Row]] = {}
            for row in self.rows:
                value = row[column]
                for word in value if isinstance(value, tuple) else (value,):
                    if word not in ("", None):
                        found.setdefault(str(word).lower(), []).append(row)
            self._indexes[column] = {word: tuple(rows) for word, rows in found.items()}
        return self._indexes[column]

    @cached_property
    def by_key(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}


def read_table(path: Path, code: str, schema: Schema, faults: list[str]) -> list[Row]:
    """Rows of one TSV file; every fault is added to ``faults`` as ``file:line: message`` and its row left out."""
    name = f"{code}/lexicon/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        faults.append(f"{name}: not UTF-8 at byte {error.start}")
        return []
    header: list[str] | None = None
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            faults.extend(_header_faults(f"{name}:{number}", header, schema))
            continue
        if len(cells) > len(header):
            faults.append(f"{name}:{number}: {len(cells)} cells for {len(header)} columns")
            continue
        values, bad = _typed(dict(zip(header, cells, strict=False)), schema)
        key = ":".join(cells[header.index(c)] if c in header and header.index(c) < len(cells) else "" for c in schema.key)
        if key in seen:
            bad.append(f"'{key}' stands already in line {seen[key]}")
        if bad:
            faults.extend(f"{name}:{number}: {text}" for text in bad)
            continue
        seen[key] = number
        rows.append(Row(schema.name, code, number, key, values))
    if header is None:
        faults.append(f"{name}: no header line")
    elif not rows:
        faults.append(f"{name}: no entry (an empty table is a hidden gap: fill it or delete it)")
    return rows


def _header_faults(where: str, header: list[str], schema: Schema) -> list[str]:
    unknown = [f"{where}: unknown column '{c}'; the schema has {', '.join(schema.columns)}" for c in header if c not in schema.columns]
    missing = [f"{where}: column '{c.name}' is missing" for c in schema.columns.values() if c.required and c.name not in header]
    return unknown + missing


def _typed(cells: Mapping[str, str], schema: Schema) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    bad: list[str] = []
    for column in schema.columns.values():
        raw = cells.get(column.name, "")
        if column.required and not raw:
            bad.append(f"'{column.name}' is empty")
        try:
            values[column.name] = _value(raw, column)
        except ValueError as error:
            bad.append(f"'{column.name}': {error}")
    return values, bad


def _value(raw: str, column: Column) -> Any:
    match column.type:
        case "list" | "choices":
            items = tuple(item.strip() for item in raw.split(LIST_SEPARATOR) if item.strip())
            for item in items if column.type == "choices" else ():
                _check_choice(item, column)
            return items
        case "int":
            return int(raw) if raw else None
        case "float":
            return float(raw) if raw else None
        case "flag":
            if raw not in ("", "yes"):
                raise ValueError(f"'{raw}' is not 'yes' or empty")
            return raw == "yes"
        case "choice":
            if raw:
                _check_choice(raw, column)
            return raw
        case "regex":
            try:
                re.compile(raw)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
            return raw
        case _:
            return raw


def _check_choice(item: str, column: Column) -> None:
    if item not in column.values:
        raise ValueError(f"'{item}' is none of {', '.join(column.values)}")
