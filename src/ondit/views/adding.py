"""Reading a report before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Reading
from ..reading import read
from .ledger import Ledger

Options = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a report with what is known of it (the options of :func:`ondit.read`). ``text``: it was pasted."""

    name: str
    data: bytes
    options: Options
    text: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    given: Given
    reading: Reading


def read_given(given: Given) -> Read:
    """Raises the ReportError family."""
    options = dict(given.options)
    return Read(given, read(given.data, name=given.name, format="text" if given.text else None, **options))


def keep(ledger: Ledger, found: Sequence[Read]) -> int:
    """Add what was read; how many reports were new."""
    return sum(ledger.add_reading(one.reading, one.given.data).how == "new" for one in found)
