"""Score attributions: ``python -m benchmarks.attribution PREDICTED.jsonl [--show N]``.

Each row has ``text``, ``expected`` (``source``, ``cue`` and ``content``, lists of [start, end], and perhaps ``form``)
and ``predicted`` (see benchmarks.predict_attribution). One prediction answers one expected attribution, the best pair
first, by the overlap of their contents in characters that are no blanks:

- exact: the same content; IoU: intersection over union of the contents at least one half;
- triple: the latter, with sources and cues that share a word, or are missing on both sides.

The outlet's own statements, which have neither source nor cue, are left out, unless they stand in the press conditional.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ondit.errors import OK, USAGE

from . import rows

Record = dict[str, Any]
HALF = 0.5
SPEECH = (
    "say", "said", "says", "saying", "tell", "told", "tells", "telling", "according", "add", "added", "adds", "ask",
    "asked", "asks", "write", "wrote", "writes", "state", "stated", "states", "claim", "claimed", "claims", "call", "called",
    "argue", "argued", "argues", "announce", "announced", "explain", "explained", "warn", "warned", "report", "reported",
    "reports", "note", "noted", "notes", "respond", "responded", "reply", "replied", "declare", "declared", "insist",
    "insisted", "suggest", "suggested", "accuse", "accused", "deny", "denied", "promise", "promised", "tweet", "tweeted",
)  # fmt: skip
"""English words of speech: cues that hold one are counted apart, as in the published comparison."""
SPEECH_OF = "en"
"""The language of those words; reports in others have no such count."""


@dataclass
class Counts:
    """Attributions expected, predicted, and met in each way; recalls by form."""

    expected: int = 0
    predicted: int = 0
    met: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def f1(self, way: str) -> float:
        total = self.expected + self.predicted
        return 2 * self.met[way] / total if total else 0.0


def places(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The characters of spans, without blanks."""
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def _spans(value: Any) -> list[Sequence[int]]:
    """A span, a list of spans, or nothing."""
    if not value:
        return []
    return [value] if isinstance(value[0], int) else list(value)


@dataclass(frozen=True)
class One:
    """One attribution as sets of characters."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    record: Record

    @classmethod
    def of(cls, text: str, record: Record) -> One:
        return cls(*(places(text, _spans(record.get(key))) for key in ("source", "cue", "content")), record)

    def overlap(self, other: One) -> float:
        both = len(self.content & other.content)
        return both / len(self.content | other.content) if both else 0.0

    def meets(self, other: One) -> bool:
        """True if source and cue share characters with the other's, or both lack them."""
        pairs = [(self.source, other.source), (self.cue, other.cue)]
        if self.marked and other.marked:
            pairs.pop()
        return all(bool(a & b) if a and b else not a and not b for a, b in pairs)

    @property
    def marked(self) -> bool:
        """True for a press conditional: its mark is the verb of the content, which some count as a cue."""
        return self.record.get("form") == "conditional"


def pairs(expected: Sequence[One], predicted: Sequence[One]) -> list[tuple[int, int]]:
    """Which prediction answers which expected attribution, best overlap first."""
    scored = [(want.overlap(got), want.meets(got), i, j) for i, want in enumerate(expected) for j, got in enumerate(predicted)]
    taken_i, taken_j, found = set[int](), set[int](), []
    for overlap, _, i, j in sorted(scored, key=lambda s: (-s[0], not s[1], s[2], s[3])):
        if overlap and i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            found.append((i, j))
    return found


def count(text: str, expected: Sequence[One], predicted: Sequence[One], into: Counts) -> set[int]:
    """Add one row's counts; the expected attributions that were met in source, cue and content."""
    into.expected += len(expected)
    into.predicted += len(predicted)
    into.forms.update(each.record.get("form", "") for each in expected)
    triples = set()
    for i, j in pairs(expected, predicted):
        want, got = expected[i], predicted[j]
        into.met["exact"] += want.content == got.content
        if want.overlap(got) < HALF:
            continue
        into.met["IoU"] += 1
        into.found[want.record.get("form", "")] += 1
        if want.meets(got):
            into.met["triple"] += 1
            triples.add(i)
    return triples


def speech(text: str, record: Record) -> bool:
    """True if the cue holds a word of speech."""
    return any(word.lower() in SPEECH for start, end in _spans(record.get("cue")) for word in text[start:end].split())


def attributions(text: str, records: Iterable[Record]) -> list[One]:
    """Those that have a source, a cue or the press conditional."""
    return [one for one in (One.of(text, record) for record in records) if one.content and (one.source or one.cue or one.marked)]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, metavar="PREDICTED")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N expected attributions that were missed")
    options = parser.parse_args(argv)
    try:
        data = rows.read_rows(options.path)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return USAGE
    whole, spoken, shown = Counts(), Counts(), 0
    for row in data:
        text = row["text"]
        expected, predicted = attributions(text, row["expected"]), attributions(text, row.get("predicted", ()))
        met = count(text, expected, predicted, whole)
        if row.get("lang", SPEECH_OF) == SPEECH_OF:
            count(text, [e for e in expected if speech(text, e.record)], [p for p in predicted if speech(text, p.record)], spoken)
        for i, one in enumerate(expected):
            if i not in met and shown < options.show:
                shown += 1
                print(_shown(text, one, [p for p in predicted if p.overlap(one)]))
    for name, counts in (("all", whole), *([("cues of speech", spoken)] if spoken.expected or spoken.predicted else [])):
        figures = "  ".join(f"{way} F {counts.f1(way):.3f}" for way in ("exact", "IoU", "triple"))
        print(f"{name:16}expected {counts.expected:5}  predicted {counts.predicted:5}  {figures}")
    print("recall (IoU)    " + "  ".join(f"{form or 'any'} {whole.found[form]}/{n} {whole.found[form] / n:.1%}" for form, n in sorted(whole.forms.items())))
    return OK


def _shown(text: str, want: One, found: Sequence[One]) -> str:
    def words(record: Record, key: str) -> str:
        return " … ".join(" ".join(text[start:end].split()) for start, end in _spans(record.get(key))) or "-"

    lines = [f"{'missed':8}{words(r, 'source')} | {words(r, 'cue')} | {words(r, 'content')}" for r in (want.record,)]
    lines += [f"{'  found':8}{words(p.record, 'source')} | {words(p.record, 'cue')} | {words(p.record, 'content')}" for p in found]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
