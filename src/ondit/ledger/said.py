"""When a statement was made: the date that stands beside its cue, else the publication's."""

from __future__ import annotations

import re

from ..model import Reading, Span, Statement, TimeMention
from . import days

_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+(?=[^a-z])|\n")
_NOW = "PRESENT_REF"
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_LONGEST = 31
"""Days: a longer time tells no date of saying."""


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """First and last character of the sentences around ``start``-``end``."""
    first = 0
    for found in _END.finditer(text, max(0, start - 1000), start):
        first = found.end()
    after = _END.search(text, end)
    return max(first, text.rfind("\n", 0, start) + 1), after.start() + 1 if after else len(text)


def said_on(statement: Statement, reading: Reading) -> tuple[str | None, int | None]:
    """EDTF, and the day of the week (1 to 7) where the words tell only that: without the report's date nobody can know
    which. A date inside what is said is the event's and not the statement's, one that stands nearer to the cue of another
    speaker is the other's, and one after the publication is none."""
    published = reading.report.published
    anchor = statement.cue or statement.content[0]
    spans = [span for span in (statement.cue, *statement.content, *(s.span for s in statement.sources)) if span]
    start, end = sentence(reading.report.text, min(s.start for s in spans), max(s.end for s in spans))
    others = [s.cue for s in reading.statements if s.cue and s.cue != statement.cue and start <= s.cue.start < end and not _one_speech(s, statement)]
    near = []
    for time in reading.times:
        if start <= time.span.start and time.span.end <= end and _beside(time, statement):
            distance = _distance(time.span, anchor)
            if all(_distance(time.span, other) >= distance for other in others):
                near.append((distance, time))
    for _, time in sorted(near, key=lambda pair: pair[0]):
        if time.value == _NOW:
            return published, None
        if _tells(time, days.bounds(published)):
            return time.edtf, None
        if time.edtf is None and (weekday := _WEEKDAY.match(time.value or "")):
            return published, int(weekday.group(1))
    return published, None


def _one_speech(one: Statement, other: Statement) -> bool:
    """The same words name who says both."""
    return bool(one.sources and other.sources and one.sources[0].span is not None and one.sources[0].span == other.sources[0].span)


def _beside(time: TimeMention, statement: Statement) -> bool:
    return not any(part.covers(time.span.start, time.span.end) for part in statement.content)


def _tells(time: TimeMention, known: tuple[str, str] | None) -> bool:
    length, found = days.length(time.edtf), days.bounds(time.edtf)
    if length is None or found is None or length > _LONGEST or time.kind == "duration":
        return False
    return not (known and found[0] > known[1])


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
