"""What the questions give: rows as frozen records, in lists that become data frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, is_dataclass
from html import escape
from typing import Any, TypeVar

from ..ledger.claims import Account
from ..model import Contradiction, Copy, Entry, FigurePoint, Link

Row = TypeVar("Row")


class Rows(list[Row]):
    """A list of rows that can become a pandas data frame, and a table in a notebook."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        return [asdict(row) if is_dataclass(row) and not isinstance(row, type) else dict(row) for row in self]  # type: ignore[call-overload]

    def to_pandas(self) -> Any:
        """A data frame with a column for each field. Needs pandas."""
        import pandas

        return pandas.DataFrame(self.to_dicts())

    def _repr_html_(self) -> str:
        rows = self.to_dicts()
        if not rows:
            return "<p>nothing found</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
        body = "".join("<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row.values()) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: Any) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a list shows it. ``copy_of`` is the key of the report that it repeats."""

    key: str
    outlet: str | None
    title: str | None
    published: str | None
    known: str | None
    lang: str
    url: str | None
    path: str | None
    recorded: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it, on the date that was asked for. ``voices`` are independent ones that assert it."""

    id: str
    title: str
    status: str
    frame: str | None
    about: tuple[str, ...]
    reports: int
    entries: int
    voices: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything about one claim: its account, the reports and copies behind it, and why each entry belongs to it."""

    row: ClaimRow
    account: Account
    reports: dict[str, ReportRow]
    copies: dict[str, Copy]
    links: dict[str, Link]

    def entry(self, name: str) -> Entry:
        return next(entry for entry in self.account.entries if entry.id == name)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that can be compared, in one claim: each voice's latest word, all words, what contradicts, and the
    envelope of the latest words (never an average)."""

    claim: str
    title: str
    what: str
    whom: str | None
    scope: str | None
    unit: str | None
    latest: tuple[FigurePoint, ...]
    points: tuple[FigurePoint, ...]
    low: float | None
    high: float | None
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A voice as a list shows it."""

    id: str
    name: str
    country: str | None
    named: bool
    entries: int
    reports: int
    claims: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A source that says something else than before on one claim: its earlier and its later entry."""

    claim: str
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Citation:
    """What a report ascribes to an outlet whose own reports are in the ledger: ``found`` tells whether one of them
    holds it, ``there`` which."""

    report: str
    entry: Entry
    cited: str
    found: bool
    there: tuple[str, ...]
    why: str
