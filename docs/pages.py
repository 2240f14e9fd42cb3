"""Pages with parts that a program writes: what stands between two markers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def replaced(page: str, start: str, end: str, content: str, name: str) -> str:
    """The page with ``content`` between the markers; raises ValueError when it has not both."""
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{name} needs the markers {start} and {end}")
    return f"{before}{start}\n{content}\n{end}{after}"


def written(file: Path, fresh: str, cure: str, argv: Sequence[str] | None) -> int:
    """Write the page, or with ``--check`` tell that it is stale; the exit status."""
    check = "--check" in (sys.argv[1:] if argv is None else argv)
    stale = fresh != file.read_text(encoding="utf-8")
    if stale and check:
        print(f"{file.name} is stale: run `{cure}`", file=sys.stderr)
        return 1
    if stale:
        file.write_text(fresh, encoding="utf-8")
    return 0
