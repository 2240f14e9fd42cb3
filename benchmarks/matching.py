"""When a prediction is what a gold record means: the rules that the seed's measure goes by."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from rapidfuzz import fuzz

SLACK = 2
"""Characters by which a content span may miss the ends of a gold anchor."""

SIMILAR = 80
"""rapidfuzz token_set_ratio from which two names are one."""

Record = dict[str, Any]


def covers(predicted: Record, gold: Record) -> bool:
    """The predicted span holds the gold anchor."""
    return bool(predicted["start"] - SLACK <= gold["start"] and gold["end"] <= predicted["end"] + SLACK)


def overlaps(predicted: Record, gold: Record) -> bool:
    return bool(min(gold["end"], predicted["end"]) > max(gold["start"], predicted["start"]))


def same_name(a: str | None, b: str | None) -> bool:
    """Two names of one; nobody is only like nobody."""
    x, y = _plain(a), _plain(b)
    if not x or not y:
        return x == y
    return x == y or (min(len(x), len(y)) >= 4 and fuzz.token_set_ratio(x, y) >= SIMILAR)


def same_origin(predicted: Record, gold: Record) -> bool:
    """The first link of both chains is one: by name, or as the same country's state."""
    here, there = (record["sources"][0] if record["sources"] else None for record in (predicted, gold))
    if here is None or there is None:
        return here is there
    if same_name(here, there):
        return True
    state = predicted.get("source_kind") == gold.get("source_kind") == "state"
    return state and gold.get("source_country") is not None and predicted.get("source_country") == gold["source_country"]


def same_chain(predicted: Record, gold: Record) -> bool:
    """Every link, in order."""
    a, b = predicted["sources"], gold["sources"]
    return len(a) == len(b) and all(same_name(x, y) for x, y in zip(a, b, strict=True))


def _plain(name: str | None) -> str:
    text = unicodedata.normalize("NFKD", name or "")
    text = "".join(char for char in text if not unicodedata.combining(char)).lower()
    text = re.sub(r"^unnamed\s*:\s*", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s.-]", " ", text)).strip()
