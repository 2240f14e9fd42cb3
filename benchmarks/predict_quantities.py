"""Quantities of a row's text: ``start``, ``end``, ``surface``, ``low``, ``high``, ``value`` (where both are one),
``approx``, ``unit``, ``kind`` (quantity or ordinal), ``counted`` (the noun) and ``scope``."""

from __future__ import annotations

from ondit.mentions.ordinals import find_ordinals

from . import rows


def row(record: rows.Record) -> list[rows.Record]:
    """Every quantity and every ordinal, in text order."""
    parsed, words = rows.parsed(record)
    found = [
        {
            "start": each.span.start, "end": each.span.end, "surface": each.span.quote,
            "low": each.low, "high": each.high, "value": each.low if each.low == each.high else None,
            "approx": each.approx, "unit": each.unit, "kind": "quantity",
            "counted": parsed.tokens[each.noun].text if each.noun is not None else None, "scope": each.scope,
        }  # fmt: skip
        for each in rows.mentions.find(parsed, words).quantities
    ]
    found += [
        {
            "start": each.span.start, "end": each.span.end, "surface": each.span.quote,
            "low": each.value, "high": each.value, "value": each.value,
            "approx": False, "unit": "ordinal", "kind": "ordinal", "counted": None, "scope": None,
        }  # fmt: skip
        for each in find_ordinals(parsed, words)
    ]
    return sorted(found, key=lambda each: each["start"])
