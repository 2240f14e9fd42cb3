"""Statements of a row's text: ``source`` and ``cue`` ([start, end] or null), ``content`` (a list of [start, end]),
``stance``, ``factuality``, ``evidential``, ``form``, and ``chain``, the names of all sources, origin first.

The outlet's own statements have neither source nor cue."""

from __future__ import annotations

from ondit.model import Span, Statement
from ondit.reading import compose

from . import rows


def row(record: rows.Record) -> list[rows.Record]:
    """Every statement, in text order."""
    reading = compose(rows.opened(record))
    return [
        {
            "source": _ends(_source(each)), "cue": _ends(each.cue), "content": [_ends(span) for span in each.content],
            "stance": each.stance, "factuality": each.factuality, "evidential": each.evidential, "form": each.form,
            "chain": [source.name for source in each.sources],
        }  # fmt: skip
        for each in reading.statements
    ]


def _source(statement: Statement) -> Span | None:
    """The words that name the origin."""
    return statement.sources[0].span if statement.sources else None


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None
