"""What the desk's pages show, as flat rows: lists and reports. Stories are in :mod:`.story`,
sources in :mod:`.source`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..errors import UnsupportedLanguage
from ..ledger.claims import quote
from ..ledger.effects import effect
from ..ledger.tokens import words
from ..model import Copy, Entry, Reading
from ..store import desk as tables
from .ledger import Ledger, _claim_row, _report_row, _tokens
from .rows import ClaimRow, ReportRow

_NAME = 5
"""Words of the longest name of a country."""
PAGE = 30
"""Rows of one page of a list."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for, in the words of the form; None or "" asks for nothing."""

    words: str | None = None
    about: str | None = None
    status: str | None = None
    frame: str | None = None
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of claims, how many there are in all, and how many each facet would leave."""

    rows: tuple[ClaimRow, ...]
    total: int
    status: tuple[tuple[str | None, int], ...]
    frame: tuple[tuple[str | None, int], ...]
    outlet: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the ledger as pages show it. ``copied`` is true where its report repeats an earlier one."""

    id: str
    claim: str
    voice: str
    voice_id: str
    named: bool
    country: str | None
    outlet: str | None
    report: str
    source: str
    said: str | None
    known: str | None
    stance: str
    factuality: str
    evidential: str
    effect: str
    words: str
    chain: tuple[str, ...]
    copied: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its reading, which of its characters were copied, and the ledger's entries by the record that
    each was made from."""

    row: ReportRow
    reading: Reading
    copy: Copy | None
    original: ReportRow | None
    copies: tuple[ReportRow, ...]
    entries: dict[str, tuple[EntryRow, ...]]


def entry_row(entry: Entry, claim: str, report: ReportRow | None, copied: bool = False, rejected: bool = False) -> EntryRow:
    return EntryRow(
        entry.id, claim, entry.voice.name, entry.voice.id, entry.voice.named, entry.voice.country, outlet(report),
        entry.report, entry.source, entry.said, entry.known, entry.stance, entry.factuality, entry.evidential,
        effect(entry), " ".join(quote(entry).split()), entry.chain, copied, rejected,
    )  # fmt: skip


def outlet(report: ReportRow | None) -> str | None:
    """The outlet of a report, else the last part of its path."""
    if report is None:
        return None
    return report.outlet or (report.path.replace("\\", "/").rpartition("/")[2] if report.path else None)


def search(ledger: Ledger, sought: Sought, page: int = 1, rows: int = PAGE) -> Found:
    """One page (from 1) of the claims that are sought, those of most reports first."""
    wanted = tables.Wanted(
        words=sought.words or None, tokens=_about(sought.about or ""),
        status=sought.status or None, frame=sought.frame or None, stance=sought.stance or None,
        outlet=sought.outlet or None, since=sought.since or None, until=sought.until or None,
    )  # fmt: skip
    facets = tables.facets(ledger.store, wanted)
    total = sum(count for _, count in facets["status"])
    found = tables.claims(ledger.store, wanted, rows, (max(page, 1) - 1) * rows)
    return Found(tuple(_claim_row(row) for row in found), total, *(tuple(facets[name]) for name in ("status", "frame", "outlet")))


def reports(ledger: Ledger, page: int = 1, rows: int = PAGE) -> tuple[tuple[ReportRow, ...], int]:
    """One page (from 1) of the reports, the latest first, and how many there are."""
    found, total = tables.reports(ledger.store, rows, (max(page, 1) - 1) * rows)
    return tuple(_report_row(row, {}) for row in found), total


def report(ledger: Ledger, key: str) -> ReportView:
    """Raises UsageError where there is no such report."""
    reading = ledger.store.reading(key)
    copy, copies = tables.copies_around(ledger.store, key)
    near = [key, *copies, *([copy.original] if copy else ())]
    rows = {row["key"]: _report_row(row, {}) for row in ledger.store.reports(near)}
    claims = tables.claims_of_report(ledger.store, key)
    entries: dict[str, list[EntryRow]] = {}
    for entry in ledger.store.entries_of_report(key):
        entries.setdefault(entry.source, []).append(entry_row(entry, claims.get(entry.id, entry.id), rows[key]))
    return ReportView(
        rows[key], reading, copy, rows.get(copy.original) if copy else None, tuple(rows[one] for one in copies if one in rows),
        {source: tuple(some) for source, some in entries.items()},
    )  # fmt: skip


def stamp(ledger: Ledger) -> int:
    """A number that grows with every change of the ledger."""
    return tables.stamp(ledger.store)


def country_names(lang: str) -> dict[str, str]:
    """Names of countries by ISO 3166-1 alpha-3 code, in a language that can be read; English ones where it has none."""
    from ..lexicon import load

    codes = reading_languages()
    data = load(lang if lang in codes else codes[0])
    found = {code: str(row["name"]) for code, row in data.table("countries_iso").by_key.items()}
    return found | ({code: str(row["names"][0]) for code, row in data.table("countries").by_key.items()} if lang in codes else {})


@cache
def country_codes() -> dict[tuple[str, ...], str]:
    """Codes of countries by the folded words of their names, in all languages that can be read."""
    from ..lexicon import load

    found: dict[tuple[str, ...], str] = {}
    for lang in reading_languages():
        for code, row in load(lang).table("countries").by_key.items():
            for name in row["names"]:
                found.setdefault(tuple(words(str(name))), code)
    return found


def _about(asked: str) -> tuple[tuple[str, ...], ...]:
    """The tokens that each word of a question may stand for; a country goes by its names, too."""
    parts, known = asked.split(), country_codes()
    found = []
    while parts:
        size = next((n for n in range(min(_NAME, len(parts)), 0, -1) if tuple(words(" ".join(parts[:n]))) in known), 1)
        name = " ".join(parts[:size])
        code = known.get(tuple(words(name)))
        found.append((*_tokens(name), *((f"={code}",) if code else ())))
        parts = parts[size:]
    return tuple(found)


def describe(lang: str) -> Callable[[str], str | None]:
    """What a rule or lexicon entry says, and where it stands; nothing of a language that is not installed here."""
    from ..lexicon import load

    try:
        return load(lang).describe
    except UnsupportedLanguage:
        return lambda _: None


def reading_languages() -> tuple[str, ...]:
    """Codes of the languages that can be read."""
    from ..lexicon import languages

    return tuple(info.code for info in languages())

