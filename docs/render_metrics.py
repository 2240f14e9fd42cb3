"""Write the tables of docs/training.md anew from each pipeline's metrics.json: ``python -m docs.render_metrics [--check]``.

``--check`` writes nothing and exits with 1 when the page is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .pages import replaced, written

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "training.md"
LANGUAGES = ROOT / "src" / "ondit" / "languages"
START, END = "<!-- metrics {} -->", "<!-- /metrics -->"
SCORES = ("UPOS", "morph", "lemma", "UAS", "LAS", "sentences", "tokens")
RELATIONS = ("ccomp", "parataxis", "appos", "nsubj", "obl", "nmod", "obj", "conj", "advcl", "acl", "acl:relcl", "xcomp")


def table(metrics: dict[str, Any]) -> Iterator[str]:
    """The lines of one pipeline: trees by test, relations by test, names by test, single features, size."""
    trees = metrics["trees"]
    yield "| test | | UPOS | features | lemma | UAS | LAS | sentences F | tokens F |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, found in trees.items():
        for key, shown in (("pipeline_alone", "alone"), ("as_read_in_blocks", "as read")):
            cells = " | ".join(f"{found[key][score]:.1f}" for score in SCORES)
            first = f"{name} ({found['sentences']} sentences)" if shown == "alone" else ""
            yield f"| {first} | {shown} | {cells} |"
    yield ""
    yield f"| LAS F by relation, as read | {' | '.join(RELATIONS)} |"
    yield "|---|" + "---|" * len(RELATIONS)
    for name, found in trees.items():
        cells = " | ".join(f"{found['las_by_relation'].get(each, 0):.0f}" for each in RELATIONS)
        yield f"| {name} | {cells} |"
    if metrics["names"]:
        yield ""
        yield "| names | recogniser alone P / R / F | as read P / R / F | F by label, as read |"
        yield "|---|---|---|---|"
        for name, found in metrics["names"].items():
            alone, read = (" / ".join(f"{found[key][x]:.1f}" for x in "PRF") for key in ("recogniser_alone", "as_read"))
            labels = ", ".join(f"{label} {value:.0f}" for label, value in found["F_by_label"].items())
            yield f"| {name} | {alone} | {read} | {labels} |"
    if "conditional" in metrics:
        yield ""
        yield "| conditional (forms of treebanks that were not trained on) | P | R | forms |"
        yield "|---|---|---|---|"
        for key, shown in (("pipeline_alone", "tagger alone"), ("as_read", "as read")):
            found = metrics["conditional"][key]
            yield f"| {shown} | {found['P']:.1f} | {found['R']:.1f} | {found['n']} |"
    yield ""
    yield f"Size: {metrics['bytes'] / 1e6:.1f} MB. {metrics['pipeline']}, seed {metrics['seed']}."


def rendered(page: str) -> str:
    """The page with every language's tables between its markers; raises ValueError where a marker is missing."""
    for file in sorted(LANGUAGES.glob("*/pipeline/metrics.json")):
        lines = "\n".join(table(json.loads(file.read_text(encoding="utf-8"))))
        page = replaced(page, START.format(file.parents[1].name), END, lines, PAGE.name)
    return page


def main(argv: Sequence[str] | None = None) -> int:
    fresh = rendered(PAGE.read_text(encoding="utf-8"))
    return written(PAGE, fresh, "python -m docs.render_metrics", argv)


if __name__ == "__main__":
    sys.exit(main())
