"""Our own additions to the archives (own.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

from ondit.lexicon.gazetteer import name_key

from .place import Place


def added(found: list[Place], path: Path) -> list[Place]:
    """The places with ours. Raises ValueError with file:line where an entry names a place that is not there."""
    by_id = {place.id: place for place in found}
    lines = [(k, line) for k, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line and not line.startswith("#")]
    header = lines[0][1].split("\t")
    for number, cells in zip((k for k, _ in lines[1:]), csv.reader((line for _, line in lines[1:]), delimiter="\t"), strict=True):
        entry = dict(zip(header, cells, strict=True))
        names = entry["names"].split("|")
        keys = frozenset(map(name_key, names))
        if entry["id"]:
            if entry["id"] not in by_id:
                raise ValueError(f"{path.name}:{number}: no place {entry['id']}")
            place = by_id[entry["id"]]
            if (place.country, place.kind) != (entry["country"], entry["kind"]):
                raise ValueError(f"{path.name}:{number}: {entry['id']} is {place.kind} {place.name} in {place.country}")
            by_id[entry["id"]] = place._replace(keys=place.keys | keys)
        else:
            mark = f"own:{entry['country']}:{name_key(names[0])}"
            by_id[mark] = Place(
                mark, entry["kind"], names[0], entry["country"], entry["region"], float(entry["lat"]), float(entry["lon"]), 0, keys, frozenset()
            )  # fmt: skip
    return list(by_id.values())
