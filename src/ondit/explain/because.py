"""Because -> text: what each rule says, which words it bound, what it gave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..model import Event, Figure, Reading, Span, Statement, Step

Record = Statement | Figure | Event
Describe = Callable[[str], str | None]
"""Gives what a rule or lexicon entry says and where it stands, or None for one it does not know."""

_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'»”’)\]]*\s+|\n\s*")


@dataclass(frozen=True, slots=True)
class Explained:
    """A step with what its rule says. ``same`` tells whether the replayed step gives the same; None if it
    was not replayed."""

    step: Step
    says: str | None
    same: bool | None = None


def records(reading: Reading) -> tuple[Record, ...]:
    """Every record that has an id: statements, figures, events."""
    return (*reading.statements, *reading.figures, *reading.events)


def kind(record: Record) -> str:
    """``statement``, ``figure`` or ``event``."""
    return type(record).__name__.lower()


def explain(replayed: Iterable[tuple[Step, bool | None]], describe: Describe) -> tuple[Explained, ...]:
    """Each step with what its rule says."""
    return tuple(Explained(step, describe(step.rule), same) for step, same in replayed)


def marks(record: Record) -> tuple[tuple[str, Span], ...]:
    """The words of a record by role, in text order: source, cue, content; or span for a figure or an event."""
    if not isinstance(record, Statement):
        return (("span", record.span),)
    found = [("source", source.span) for source in record.sources if source.span]
    found += [("cue", record.cue)] if record.cue else []
    found += [("content", span) for span in record.content]
    return tuple(sorted(found, key=lambda mark: (mark[1].start, mark[1].end)))


def context(text: str, spans: Sequence[Span]) -> Span:
    """The sentences around ``spans``: from the sentence end before the first to the one after the last."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start, end = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if found.end() <= first:
            start = found.end()
        elif found.end() >= last:
            end = found.end()
            break
    return Span.trimmed(text, start, max(end, last))


def short_ids(ids: Iterable[str], least: int = 6) -> dict[str, str]:
    """For each id its shortest beginning that no other id shares, ``least`` characters or more."""
    ordered = sorted(set(ids))
    found = {}
    for i, name in enumerate(ordered):
        near = [_shared(name, other) for other in ordered[max(i - 1, 0) : i + 2] if other != name]
        found[name] = name[: max([least, *(shared + 1 for shared in near)])]
    return found


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
