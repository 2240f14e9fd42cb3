"""Why a record exists, in words: Because -> text, and every word that the interface says."""

from .because import Describe, Explained, Record, context, explain, kind, marks, records, short_ids
from .dates import date_words
from .phrases import Countries, bounds, certainty, chain, counted, event_mark, figure_mark, form, number, said_by
from .words import word

__all__ = [
    "Countries", "Describe", "Explained", "Record", "bounds", "certainty", "chain", "context", "counted",
    "date_words", "event_mark", "explain", "figure_mark", "form", "kind", "marks", "number", "records", "said_by",
    "short_ids", "word",
]
