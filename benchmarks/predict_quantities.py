"""Quantities of a row's text: ``start``, ``end``, ``surface``, ``low``, ``high``, ``value`` (where both are one),
``approx``, ``unit``, ``counted`` (the noun) and ``scope``."""

from __future__ import annotations

from . import rows


def row(record: rows.Record) -> list[rows.Record]:
    """Every quantity, in text order."""
    parsed, words = rows.parsed(record)
    found = rows.mentions.find(parsed, words).quantities
    return [
        {
            "start": each.span.start, "end": each.span.end, "surface": each.span.quote,
            "low": each.low, "high": each.high, "value": each.low if each.low == each.high else None,
            "approx": each.approx, "unit": each.unit,
            "counted": parsed.tokens[each.noun].text if each.noun is not None else None, "scope": each.scope,
        }  # fmt: skip
        for each in found
    ]
