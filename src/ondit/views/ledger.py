"""A ledger that is asked and added to: what ``ondit.Ledger`` is."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import UsageError
from ..ledger.claims import Account, account, title
from ..ledger.figures import envelope, latest
from ..ledger.status import in_order
from ..ledger.tokens import fold, stem
from ..model import Contradiction, Copy, Decision, Entry, FigurePoint, Reading, StatusMove
from ..reading import compose, read
from ..store import Added, Store
from ..store.verify import verify
from . import citations, corrections, turns
from .rows import Citation, ClaimRow, ClaimView, ReportRow, Rows, Series, SourceRow, Turn

_MOST = 20


class Ledger:
    """A ledger in a file, or at a ``postgresql://`` URL. It is made when it is not there.

    >>> with Ledger("story.ondit") as ledger:          # doctest: +SKIP
    ...     ledger.add("report.html", published="2024-10-27")
    ...     ledger.claims(about="PRK RUS", as_of="2024-11-01")

    Dates of questions are ISO days: what was *known* on the day, by publication. Reports without a date are known now
    and on no day before.
    """

    def __init__(self, place: str | os.PathLike[str], *, create: bool = True) -> None:
        self.store = Store(place, create=create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    # --- adding -----------------------------------------------------------------------------------------------

    def add(self, source: str | Path | bytes, **options: str | None) -> Added:
        """Read a report (as :func:`ondit.read` does) and add it. Adding it again changes nothing."""
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        name = options.pop("name", None) or (None if isinstance(source, bytes) else str(source))
        return self.store.add(read(data, name=name, **options), data)

    def add_reading(self, reading: Reading, data: bytes) -> Added:
        """Add a report that was read before, with its bytes."""
        return self.store.add(reading, data)

    def remove(self, report: str, *, who: str, why: str) -> bool:
        """Take a report out of all answers; it stays in the file, with the reason."""
        return self.store.remove(report, who, why)

    def decide(
        self, verdict: str, *subjects: str, why: str, who: str, field: str | None = None, value: str | None = None
    ) -> Decision:  # fmt: skip
        """Record a ruling on claims or entries: same, different, reject, accept or correct. It wins over what was
        computed, and stands until another ruling on the same."""
        if verdict == "correct":
            corrections.require(field, value)
        return self.store.decide(verdict, tuple(self.named(one) for one in subjects), who, why, field, value)

    def decisions(self) -> Rows[Decision]:
        """The rulings that stand."""
        return Rows(self.store.decisions())

    def undo(self, ruling: str, *, who: str, why: str) -> Decision:
        """Take a ruling back, by its id or the beginning of it; it and what took it back are kept."""
        found = [one.id for one in self.store.decisions() if one.id.startswith(ruling)] if ruling else []
        return self.store.undo(found[0] if len(found) == 1 else ruling, who, why)

    def rulings(self) -> Rows[Decision]:
        """All rulings, with those that were taken back and the rows (verdict ``undo``) that did so."""
        return Rows(self.store.rulings())

    # --- claims -----------------------------------------------------------------------------------------------

    def claims(
        self, about: str | None = None, status: str | None = None, as_of: str | None = None, search: str | None = None,
        limit: int | None = _MOST, least: int = 1,
    ) -> Rows[ClaimRow]:  # fmt: skip
        """Claims, those of most reports first. ``about`` are countries (PRK), places or names that all have to stand
        in the claim, ``search`` words of what is said, ``least`` the fewest entries."""
        wanted = [_tokens(word) for word in (about or "").split()]
        kept = None if as_of is not None else status
        rows = self.store.claims(tokens=wanted, status=kept, words=search, limit=limit if as_of is None else None, least=least)
        if as_of is None:
            return Rows(_claim_row(row) for row in rows)
        found: Rows[ClaimRow] = Rows()
        known = set(self.store.known_claims(as_of))
        for row in rows:
            if row["id"] in known and (limit is None or len(found) < limit):
                view = self.show(row["id"], as_of=as_of)
                if (status is None or view.row.status == status) and view.row.entries >= least:
                    found.append(view.row)
        return found

    def show(self, claim: str, as_of: str | None = None) -> ClaimView:
        """One claim as it was known on a day. ``claim`` is its id or the beginning of it, or an entry's."""
        head = self.store.claim_of(self.named(claim)) or claim
        entries, rulings, copies = self.store.claim_entries(head)
        found = self._account(entries, rulings, copies, as_of, claim)
        keys = {entry.report for entry in found.entries} | {copy.original for copy in copies.values()}
        return ClaimView(
            row=_viewed(found),
            account=found,
            reports=self._reports(keys, copies),
            copies={key: copy for key, copy in copies.items() if key in keys},
            links=self.store.links([entry.id for entry in found.entries]),
        )

    def _account(self, entries: list[Entry], rulings: list[Decision], copies: dict[str, Copy], as_of: str | None, name: str) -> Account:
        try:
            return account(entries, rulings, copies, as_of, numbers=self._numbers(entries, as_of))
        except ValueError as error:
            raise UsageError(f"of {name} {error}", where=as_of, cure="ask as of a later day") from error

    def _numbers(self, entries: list[Entry], as_of: str | None) -> dict[str, set[str]]:
        """What the reports behind some entries count: asked for where one of them has no date and is still of interest."""
        undated = as_of is None and any(entry.known is None and entry.counts for entry in entries)
        return self.store.numbers(entry.report for entry in entries) if undated else {}

    def timeline(self, claim: str, as_of: str | None = None) -> Rows[StatusMove]:
        """The dated moves of a claim, with the entries that made each."""
        return Rows(self.show(claim, as_of).account.moves)

    def named(self, beginning: str) -> str:
        """The id of the one claim or entry that begins so. Raises UsageError where there is none or several."""
        found = self.store.matching(beginning)
        if len(found) == 1 or beginning in found:
            return beginning if beginning in found else found[0]
        if not found:
            raise UsageError(f"there is no claim or entry {beginning!r}", where=self.store.where, cure="`ondit claims` lists the claims")
        raise UsageError(f"several begin with {beginning!r}: {', '.join(found)}", cure="write more of the id")

    # --- figures ----------------------------------------------------------------------------------------------

    def figures(self, what: str | None = None, whom: str | None = None, as_of: str | None = None, claim: str | None = None) -> Rows[Series]:
        """Series of figures: each voice's latest word, revisions, contradictions, the envelope."""
        claims = [self.named(claim)] if claim else self.store.claims_with_figures(what, whom)
        found: Rows[Series] = Rows()
        seen: set[str] = set()
        for one in claims:
            view = self._known(one, as_of)
            if view is not None and view.row.id not in seen:
                seen.add(view.row.id)
                found.extend(_series(view, what, whom))
        found.sort(key=lambda series: (-len(series.points), series.claim, series.what))
        return found

    def _known(self, claim: str, as_of: str | None) -> ClaimView | None:
        head = self.store.claim_of(claim) or claim
        entries, rulings, copies = self.store.claim_entries(head)
        if as_of is not None and not any(entry.known is not None and entry.known <= as_of for entry in entries):
            return None
        found = account(entries, rulings, copies, as_of, numbers=self._numbers(entries, as_of))
        return ClaimView(_viewed(found), found, {}, copies, {})

    # --- sources, citations, reports --------------------------------------------------------------------------

    def sources(self, name: str | None = None) -> Rows[SourceRow]:
        """All voices, or those whose name holds ``name``: what they said most, first."""
        return Rows(
            SourceRow(r["voice"], r["name"], r["country"], bool(r["named"]), r["entries"], r["reports"], r["claims"], r["first"], r["last"])
            for r in self.store.voices(name)
        )

    def said(self, name: str, as_of: str | None = None) -> Rows[Entry]:
        """Everything that the voices of a name have said, in time."""
        entries = self.store.entries_of_voice([row.id for row in self.sources(name)])
        return Rows(in_order(entry for entry in entries if as_of is None or (entry.known is not None and entry.known <= as_of)))

    def turns(self, name: str) -> Rows[Turn]:
        """Where the voices of a name contradict themselves."""
        entries = self.said(name)
        claims = {entry.id: self.store.claim_of(entry.id) or entry.id for entry in entries}
        return Rows(turns.found(entries, claims))

    def check_citations(self, report: str) -> Rows[Citation]:
        """What a report ascribes to an outlet whose own reports are in the ledger and do not hold it."""
        return Rows(citations.check(self.store, report))

    def reports(self) -> Rows[ReportRow]:
        copies = self.store.copies()
        return Rows(_report_row(row, copies) for row in self.store.reports())

    def contradictions(self, as_of: str | None = None, least: int = 2) -> Rows[tuple[str, Contradiction]]:
        """All contradictions of all claims, with the claim of each."""
        found: Rows[tuple[str, Contradiction]] = Rows()
        for row in self.store.claims(least=least):
            view = self._known(row["id"], as_of)
            found.extend((row["id"], one) for one in (view.account.contradictions if view else ()))
        return found

    def verify(self, sample: int | None = None) -> list[str]:
        """Faults of the file: hashes, spans, references, and whether what follows still follows. Empty when sound."""
        return verify(self.store, sample)

    def read_again(self, count: int) -> list[str]:
        """Read ``count`` reports, spread evenly, again from their bytes and tell which come out otherwise. A reading of
        an older version of ondit or of its language data is passed over: it may differ."""
        keys = [row.key for row in self.reports()]
        faults = []
        for key in keys[:: max(len(keys) // count, 1)][:count] if count else []:
            there = self.store.reading(key)
            again = compose(there.report)
            if again.made_by == there.made_by and again != there:
                faults.append(f"report {key}: read again it comes out otherwise")
        return faults

    def _reports(self, keys: set[str], copies: dict[str, Copy]) -> dict[str, ReportRow]:
        return {row["key"]: _report_row(row, copies) for row in self.store.reports(keys)}

    def _repr_html_(self) -> str:
        return self.claims()._repr_html_()


def _tokens(word: str) -> tuple[str, ...]:
    """The tokens that a word of a question may stand for."""
    return (f"={word.upper()}", f"={word.lower()}", f"@{fold(word)}", stem(word))


def _claim_row(row: dict[str, Any]) -> ClaimRow:
    about = tuple(dict.fromkeys(row["tokens"].split()))
    return ClaimRow(
        row["id"], row["title"], row["status"], row["frame"], about, row["reports"], row["entries"], row["voices"],
        row["first_known"], row["last_known"],
    )  # fmt: skip


def _viewed(found: Account) -> ClaimRow:
    p = found.claim.proposition
    known = [entry.known for entry in found.entries if entry.known]
    return ClaimRow(
        found.claim.id, title(found.entries), found.status.status, found.claim.frame,
        tuple(dict.fromkeys((*p.actors, *p.others, *p.places))), len({entry.report for entry in found.entries}),
        len(found.entries), found.status.voices, min(known, default=None), max(known, default=None),
    )  # fmt: skip


def _report_row(row: dict[str, Any], copies: dict[str, Copy]) -> ReportRow:
    copy = copies.get(row["key"])
    return ReportRow(
        row["key"], row["outlet"], row["title"], row["published"], row["known"], row["lang"], row["url"], row["path"],
        row["recorded"], copy.original if copy else None,
    )  # fmt: skip


def _series(view: ClaimView, what: str | None, whom: str | None) -> list[Series]:
    groups: dict[tuple[str, str | None, str | None], list[FigurePoint]] = {}
    for point in view.account.points:
        if (what is None or point.what == what) and (whom is None or point.whom in (None, whom)):
            groups.setdefault((point.what, point.scope, point.unit), []).append(point)
    found = []
    for (kind, scope, unit), points in groups.items():
        ids = {point.id for point in points}
        last = latest(points)
        low, high = envelope(last)
        clashes = tuple(c for c in view.account.contradictions if c.first in ids and c.second in ids)
        counted = next((point.whom for point in points if point.whom), None)
        found.append(Series(view.row.id, view.row.title, kind, counted, scope, unit, last, tuple(points), low, high, clashes))
    return found
