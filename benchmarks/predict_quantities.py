"""Quantities of a row's text: ``start``, ``end``, ``surface``, ``low``, ``high``, ``value`` (where both are one),
``approx``, ``unit``, ``kind`` (quantity, ordinal or duration), ``counted`` (the noun) and ``scope``.

An ordinal is its own value with the unit "ordinal". A duration is a time for ondit; here it is a number of the smallest
unit that its ISO 8601 form needs, so that half an hour is 30 minutes and 2 years and 3 months are 27 months.
"""

from __future__ import annotations

import re
from typing import Any

from ondit.mentions.ordinals import find_ordinals

from . import rows

_DURATION = re.compile(r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
                       r"(?:T(?:(?P<H>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<S>[\d.]+)S)?)?\Z")  # fmt: skip
_UNITS = (("Y", "year"), ("M", "month"), ("W", "week"), ("D", "day"), ("H", "hour"), ("m", "minute"), ("S", "second"))
_SECONDS = {"Y": 365 * 86400, "M": 30 * 86400, "W": 7 * 86400, "D": 86400, "H": 3600, "m": 60, "S": 1}
_NEXT = {"Y": "M", "M": "D", "W": "D", "D": "H", "H": "m", "m": "S"}


def row(record: rows.Record) -> list[rows.Record]:
    """Every quantity, ordinal and duration, in text order."""
    parsed, words = rows.parsed(record)
    mentions = rows.mentions.find(parsed, words)
    found = [
        _row(
            each, "quantity", each.low, each.high, each.unit, approx=each.approx, scope=each.scope,
            counted=parsed.tokens[each.noun].text if each.noun is not None else None,
        )  # fmt: skip
        for each in mentions.quantities
    ]
    found += [_row(each, "ordinal", each.value, each.value, "ordinal") for each in find_ordinals(parsed, words)]
    for time in mentions.times:
        length = duration(getattr(time, "value", None) or "")
        if length is not None:
            found.append(_row(time, "duration", length[0], length[0], length[1], approx=time.approx))
    return sorted(found, key=lambda each: each["start"])


def _row(
    each: Any, kind: str, low: float | None, high: float | None, unit: str | None, *,
    approx: bool = False, counted: str | None = None, scope: str | None = None,
) -> rows.Record:  # fmt: skip
    return {
        "start": each.span.start, "end": each.span.end, "surface": each.span.quote, "low": low, "high": high,
        "value": low if low == high else None, "approx": approx, "unit": unit, "kind": kind, "counted": counted, "scope": scope,
    }  # fmt: skip


def duration(value: str) -> tuple[float, str] | None:
    """An ISO 8601 duration as a number of its smallest unit, whole where it can be; None for anything else."""
    match = _DURATION.match(value)
    if match is None or not any(match.groups()):
        return None
    parts = {sign: float(match[sign]) for sign, _ in _UNITS if match[sign]}
    last = list(parts)[-1]
    if parts[last] != int(parts[last]):
        last = _NEXT.get(last, last)
    if last == "M":
        length = 12 * parts.get("Y", 0.0) + parts.get("M", 0.0)
    else:
        length = sum(count * _SECONDS[sign] for sign, count in parts.items()) / _SECONDS[last]
    return length, dict(_UNITS)[last]
