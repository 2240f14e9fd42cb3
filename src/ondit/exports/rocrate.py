"""RO-Crate 1.1: a folder that describes itself, with the tables, the annotations and the frozen texts that they point into."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from . import annotation, csv
from .columns import TABLES
from .contents import Contents
from .plain import address, encodable, recorded
from .shelf import whole

METADATA = "ro-crate-metadata.json"
TEXTS = "texts"
_SAYS = {
    "claims": "Claims with their status.", "statements": "What each statement of each report puts to a claim.",
    "events": "Events as each statement tells them; `denied`, `modality`, `factuality` and `claim_status` say how far to trust them.",
    "figures": "Figures with their bounds, by voice.", "moves": "The dated moves of each claim.",
    "contradictions": "Words that cannot both hold.", "reports": "The reports.", "gaps": "What was not read, and why.",
    "decisions": "Rulings of analysts.",
}  # fmt: skip
_ANNOTATIONS = "annotations.jsonld"


def write(contents: Contents, folder: Path) -> None:
    csv.write(contents, folder)
    with whole(folder / _ANNOTATIONS) as out:
        annotation.write(contents, out)
    rows = contents.reports()
    for row in rows:
        with whole(folder / TEXTS / f"{row.key}.txt") as out:
            out.write(encodable(contents.reading(row.key).report.text).encode("utf-8"))
    files = [_file(folder, f"{name}.csv", "text/csv", _SAYS[name], _columns(name)) for name in TABLES]
    files.append(_file(folder, _ANNOTATIONS, "application/ld+json", "The statements as W3C Web Annotations of the texts."))
    for row in rows:
        says = f"Frozen text of {address(row)}" + (f", {row.outlet}" if row.outlet else "") + (f", {row.published}" if row.published else "")
        files.append(_file(folder, f"{TEXTS}/{row.key}.txt", "text/plain", says))
    described = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [_self(), _root(contents, files), _terms(), _maker(), *files]}
    with whole(folder / METADATA) as out:
        out.write(encodable(json.dumps(described, ensure_ascii=False, indent=1)).encode("utf-8") + b"\n")


def _self() -> dict[str, Any]:
    return {
        "@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }  # fmt: skip


def _root(contents: Contents, files: list[dict[str, Any]]) -> dict[str, Any]:
    """The crate itself; it is as old as the last report that it holds."""
    rows, day = contents.reports(), contents.asked.as_of
    dated = {"datePublished": recorded(rows)[1]} if rows else {}
    return {
        "@id": "./", "@type": "Dataset", "name": "Ledger of claims" + (f" as of {day}" if day else ""),
        "description": "Who says what in the reports of a ledger: claims with their status, statements, events, figures. "
        "A claim that is rumoured, disputed or denied is here with that status and is not told as a fact.",
        "license": {"@id": "#terms"}, "hasPart": [{"@id": one["@id"]} for one in files], **dated,
    }  # fmt: skip


def _terms() -> dict[str, Any]:
    return {"@id": "#terms", "@type": "CreativeWork", "name": "Not stated", "description": "The texts belong to their publishers; whoever publishes this folder states its licence."}


def _maker() -> dict[str, Any]:
    return {"@id": "#ondit", "@type": "SoftwareApplication", "name": "ondit"}


def _columns(table: str) -> str:
    return " Columns: " + "; ".join(f"{column.name} ({column.says})" for column in TABLES[table])


def _file(folder: Path, name: str, kind: str, says: str, more: str = "") -> dict[str, Any]:
    data = (folder / name).read_bytes()
    return {
        "@id": name, "@type": "File", "encodingFormat": kind, "description": says + more, "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip
