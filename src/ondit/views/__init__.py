"""Named questions -> rows."""

from .ledger import Ledger
from .rows import Citation, ClaimRow, ClaimView, ReportRow, Rows, Series, SourceRow, Turn

__all__ = ["Citation", "ClaimRow", "ClaimView", "Ledger", "ReportRow", "Rows", "Series", "SourceRow", "Turn"]
