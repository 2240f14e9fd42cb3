"""Times of a row's text, resolved against its ``reference_date``: ``start``, ``end``, ``surface``, ``edtf`` (for a
duration its ISO 8601 form), ``kind``, ``value`` (ISO-TimeML) and ``interval``, the days that the EDTF covers, the last
not included, null where it is open.

A time inside an interval ("3 May" in "since 3 May", "1990" in "from 1990 to 1999") stands before it as a prediction of
its own, ``part`` true, and the interval has ``whole`` true: some conventions mark the one and some the other.
"""

from __future__ import annotations

from datetime import date, timedelta

from ondit.mentions import edtf as dates
from ondit.mentions.times import find_times
from ondit.model import TimeMention

from . import rows


def row(record: rows.Record, *, prefer: str | None = None) -> list[rows.Record]:
    """Every time, in text order. With ``prefer`` "future" what is said without a tense lies ahead."""
    parsed, words = rows.parsed(record)
    ahead = prefer == "future"
    plain = {each.span for each in find_times(parsed, words, ahead=ahead)}
    found = find_times(parsed, words, ahead=ahead, parts=True)
    inside = [each.span for each in found if each.span not in plain]
    return [
        {
            "start": each.span.start, "end": each.span.end, "surface": each.span.quote,
            "edtf": _edtf(each), "kind": each.kind, "value": each.value, "interval": days(each.edtf),
            "part": each.span not in plain,
            "whole": each.span in plain and any(each.span.start <= part.start and part.end <= each.span.end for part in inside),
        }  # fmt: skip
        for each in found
    ]


def _edtf(time: TimeMention) -> str | None:
    return time.value if time.kind in ("duration", "frequency") and (time.value or "").startswith("P") else time.edtf


def days(edtf: str | None) -> list[str | None] | None:
    """The half-open interval of days of an EDTF date or interval; None for none."""
    if edtf is None:
        return None
    first, last = dates.first_day(edtf), dates.last_day(edtf)
    return [
        None if first == date.min else first.isoformat(),
        None if last == date.max else (last + timedelta(days=1)).isoformat(),
    ]
