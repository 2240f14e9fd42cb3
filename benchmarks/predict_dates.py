"""Times of a row's text, resolved against its ``reference_date``: ``start``, ``end``, ``surface``, ``edtf``, ``kind``
and ``interval``, the days that the EDTF covers, the last not included, null where it is open."""

from __future__ import annotations

from datetime import date, timedelta

from ondit.mentions import edtf as dates

from . import rows


def row(record: rows.Record, *, prefer: str | None = None) -> list[rows.Record]:
    """Every time, in text order."""
    return [
        {
            "start": each.span.start, "end": each.span.end, "surface": each.span.quote,
            "edtf": each.edtf, "kind": each.kind, "interval": days(each.edtf),
        }  # fmt: skip
        for each in rows.found(record).times
    ]


def days(edtf: str | None) -> list[str | None] | None:
    """The half-open interval of days of an EDTF date or interval; None for none."""
    if edtf is None:
        return None
    first, last = dates.first_day(edtf), dates.last_day(edtf)
    return [
        None if first == date.min else first.isoformat(),
        None if last == date.max else (last + timedelta(days=1)).isoformat(),
    ]
