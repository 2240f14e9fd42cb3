"""Where a report is not what its language's pipeline was trained on: told as gaps, never kept silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Gap, Report, Span
from .blocks import LONGEST, pieces

_LEAST_LETTERS = 60
"""Fewer letters than this tell nothing of how a text is printed."""
_CAPITALS = 0.7
_FEW_ACCENTS = 0.2
"""An accented letter is missed where the text has less than this part of what the language has on average."""


def limits(report: Report, manifest: Mapping[str, Any]) -> tuple[Gap, ...]:
    """The gaps of ``report`` against its language's ``manifest``: cut sentences, capitals only, accents left out."""
    return (*_torn(report), *_print(report.text, manifest))


def _torn(report: Report) -> Iterator[Gap]:
    """A gap for every place where a block was cut inside a sentence because it is too long to parse at once."""
    for piece in pieces(report):
        if piece.torn:
            yield Gap(
                "long_block",
                f"a sentence longer than {LONGEST} characters was cut in two; what spans the cut is not read",
                Span.of(report.text, max(piece.end - 20, piece.start), piece.end),
                "break the text into paragraphs",
            )


def _print(text: str, manifest: Mapping[str, Any]) -> Iterator[Gap]:
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _LEAST_LETTERS:
        return
    if sum(char.isupper() for char in letters) > _CAPITALS * len(letters):
        reason = "the text is printed in capitals: names and the ends of sentences cannot be told for sure"
        yield Gap("capitals", reason, cure="give the text in capitals and small letters")
    share = manifest.get("letters", {}).get("accented_share", 0.0)
    expected = share * len(letters)
    if expected >= 5 and sum(ord(char) > 127 for char in letters) < _FEW_ACCENTS * expected:
        reason = "the text is printed without accents: words that differ by them alone may be taken for each other"
        yield Gap("accents", reason, cure="give the text with its accents")
