"""Putting a revision into the tables, within one transaction."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, text, update

from ..ledger.claims import account, copy_roots, joined, quote, title
from ..ledger.copies import Print, weight
from ..ledger.effects import effect
from ..ledger.links import keys
from ..ledger.standing import Standing
from ..ledger.tokens import fold
from ..model import Copy, Decision, Entry, Gist, Link, Revision
from ..model.plain import dump, load
from .numbers import id_number, key_number, rank_numbers
from .schema import CLAIM, CLAIM_TOKEN, COPY, ENTRY, ENTRY_KEY, FIGURE, PRINT, PRINT_KEY, VOICE
from .shelf import chunks, copy_in, entry_keys, pairs, print_out

_OR = " | "
"""Between the names of one voice."""
LARGE = 64
"""Entries of a claim from which its standing is kept in memory, and brought up to date by new entries alone."""
_STANDINGS = 256
_FEW = 4
"""Words that are enough to find an entry's row in the search."""


class Writer:
    """Writes within one transaction and remembers which claims it has touched."""

    def __init__(self, connection: Connection, gists: dict[str, Gist], standings: OrderedDict[str, Standing]) -> None:
        self.connection = connection
        self.gists = gists
        self.standings = standings
        self.touched: set[str] = set()
        self.moved: set[str] = set()
        """Claims that more has happened to than that new entries came to them."""
        self.joining: dict[str, list[Entry]] = {}

    def apply(self, revision: Revision, made: Print | None, reading: int | None) -> None:
        """Put in what reconciliation found; the claims that it touched are brought up to date by :meth:`refresh`."""
        self._forget(revision.report, revision.gone)
        if reading is not None:
            self._entries(revision.entries, reading)
        self._links(revision.links, {entry.id: entry for entry in revision.entries})
        self._copies(revision.copies, revision.report)
        if made is not None:
            self._print(made)

    def _forget(self, report: str, gone: Sequence[str]) -> None:
        if not gone:
            return
        for some in chunks(gone):
            self._move(self.connection.scalars(select(ENTRY.c.claim).where(ENTRY.c.id.in_(some))))
            unsearch(self.connection, some)
            self.connection.execute(delete(FIGURE).where(FIGURE.c.entry.in_(some)))
            self.connection.execute(delete(ENTRY).where(ENTRY.c.id.in_(some)))
        self.connection.execute(delete(ENTRY_KEY).where(ENTRY_KEY.c.report == id_number(report)))
        for one in gone:
            self.gists.pop(one, None)

    def _entries(self, entries: Sequence[Entry], reading: int) -> None:
        if not entries:
            return
        self.connection.execute(insert(ENTRY), [_row(entry, reading) for entry in entries])
        self._voices(entries)
        figures = [row for entry in entries for row in _figures(entry)]
        if figures:
            self.connection.execute(insert(FIGURE), figures)
        numbered = [row for entry in entries for row in entry_keys(entry.gist, keys(entry.gist))]
        if numbered:
            self.connection.execute(insert(ENTRY_KEY), numbered)
        words = "to_tsvector('simple', :words)" if self.connection.dialect.name == "postgresql" else ":words"
        self.connection.execute(
            text(f"INSERT INTO search (entry, words) VALUES (:entry, {words})"),
            [{"entry": entry.id, "words": fold(f"{quote(entry)} {entry.voice.name}")} for entry in entries],
        )
        self.gists |= {entry.id: entry.gist for entry in entries}

    def _voices(self, entries: Sequence[Entry]) -> None:
        """Names by which a voice can be found, with its country's code; those that another report gives it are added."""
        names: dict[str, set[str]] = {}
        for entry in entries:
            names.setdefault(entry.voice.id, set()).update({fold(entry.voice.name), fold(entry.voice.country or "")} - {""})
        there: dict[str, str] = {}
        for some in chunks(sorted(names)):
            there |= pairs(self.connection, select(VOICE.c.id, VOICE.c.folded).where(VOICE.c.id.in_(some)))
        for voice, found in sorted(names.items()):
            known = set(there[voice].split(_OR)) if voice in there else set()
            folded = _OR.join(sorted(known | found))
            if voice not in there:
                self.connection.execute(insert(VOICE), {"id": voice, "folded": folded})
            elif found - known:
                self.connection.execute(update(VOICE).where(VOICE.c.id == voice), {"folded": folded})

    def _move(self, claims: Iterable[str]) -> None:
        found = {claim for claim in claims if claim}
        self.touched |= found
        self.moved |= found

    def _links(self, links: Sequence[Link], new: Mapping[str, Entry]) -> None:
        """Links, and the claims that follow from them down to the last entry that hangs on one."""
        ranks = pairs(self.connection, select(ENTRY.c.id, ENTRY.c.rank).where(ENTRY.c.id.in_([one.entry for one in links])))
        for link in sorted((one for one in links if one.entry in ranks), key=lambda one: ranks[one.entry]):
            if link.entry not in new:
                self._move(self.connection.scalars(select(ENTRY.c.claim).where(ENTRY.c.id == link.entry)))
            claim = link.entry if link.to is None else self.connection.scalar(select(ENTRY.c.claim).where(ENTRY.c.id == link.to))
            self.connection.execute(
                update(ENTRY).where(ENTRY.c.id == link.entry),
                {"link_to": link.to, "score": link.score, "because": json.dumps(link.because, ensure_ascii=False)},
            )
            self._claimed([link.entry], claim or link.entry)
            if link.entry in new:
                self.joining.setdefault(claim or link.entry, []).append(new[link.entry])
            else:
                self._move([claim or link.entry])

    def _claimed(self, entries: Sequence[str], claim: str) -> None:
        self.touched.add(claim)
        below = list(entries)
        while below:
            self.connection.execute(update(ENTRY).where(ENTRY.c.id.in_(below)).values(claim=claim))
            rows = select(ENTRY.c.id, ENTRY.c.claim).where(ENTRY.c.link_to.in_(below), ENTRY.c.claim != claim)
            found = self.connection.execute(rows).all()
            self._move(row.claim for row in found)
            if any(row.claim for row in found):
                self._move([claim])
            below = [row.id for row in found]

    def _copies(self, copies: Iterable[Copy], new: str) -> None:
        for copy in copies:
            self.connection.execute(delete(COPY).where(COPY.c.report == copy.report))
            if copy.original:
                self.connection.execute(insert(COPY), {
                    "report": copy.report, "original": copy.original, "share": copy.share, "how": copy.how,
                    "spans": json.dumps(copy.spans),
                })  # fmt: skip
            claims = list(self.connection.scalars(select(ENTRY.c.claim).where(ENTRY.c.report == copy.report).distinct()))
            self.touched.update(claims)
            if copy.report != new:
                self._move(claims)

    def _print(self, made: Print) -> None:
        self.connection.execute(delete(PRINT).where(PRINT.c.report == made.report))
        self.connection.execute(insert(PRINT), {"report": made.report, "body": print_out(made)})
        known, report = rank_numbers(made.rank)
        self.connection.execute(delete(PRINT_KEY).where(PRINT_KEY.c.report == report))
        numbered = {key_number(key): weight(key) for key in made.keys}
        if numbered:
            rows = [{"key": key, "known": known, "report": report, "weight": times} for key, times in numbered.items()]
            self.connection.execute(insert(PRINT_KEY), rows)

    def unprint(self, report: str) -> None:
        """Take the print of a removed report out; copies of it stand alone again."""
        self.connection.execute(delete(PRINT).where(PRINT.c.report == report))
        self.connection.execute(delete(PRINT_KEY).where(PRINT_KEY.c.report == id_number(report)))
        self.connection.execute(delete(COPY).where(COPY.c.report == report))

    def refresh(self, decisions: Sequence[Decision]) -> tuple[str, ...]:
        """Bring the rows of the touched claims up to date; their ids."""
        roots = self._roots(decisions)
        groups = joined(decisions, roots) if decisions else {}
        ruled = {*roots.values(), *groups}
        waiting = sorted({one for claim in self.touched for one in groups.get(claim, {claim})})
        done: set[str] = set()
        for claim in waiting:
            if claim not in done:
                group = groups.get(claim, {claim})
                done |= group
                if len(group) > 1 or claim in ruled or claim in self.moved or not self._grow(claim):
                    self._refresh(sorted(group), decisions, claim in ruled)
        self.touched.clear()
        self.moved.clear()
        self.joining.clear()
        return tuple(waiting)

    def _roots(self, decisions: Sequence[Decision]) -> dict[str, str]:
        subjects = sorted({subject for decision in decisions for subject in decision.subjects})
        found: dict[str, str] = {}
        for some in chunks(subjects):
            found |= pairs(self.connection, select(ENTRY.c.id, ENTRY.c.claim).where(ENTRY.c.id.in_(some)))
        return found

    def _grow(self, claim: str) -> bool:
        """Bring the row of a large claim up to date by its new entries alone; False where that cannot be done."""
        standing, new = self.standings.get(claim), self.joining.get(claim, [])
        if standing is None or not new:
            return False
        roots = copy_roots(copies_of(self.connection, new))
        if not all(standing.add(entry, roots) for entry in new):
            del self.standings[claim]
            return False
        self.standings.move_to_end(claim)
        status, voices = standing.status()
        self.connection.execute(update(CLAIM).where(CLAIM.c.id == claim), {
            "frame": standing.frame, "status": status, "title": standing.title, "tokens": " ".join(standing.tokens),
            "entries": standing.entries, "reports": len(standing.reports), "voices": voices, "first_known": standing.first,
            "last_known": standing.last,
        })  # fmt: skip
        tokens = {token for entry in new for token in about(entry.gist)}
        there = set(self.connection.scalars(select(CLAIM_TOKEN.c.token).where(CLAIM_TOKEN.c.claim == claim, CLAIM_TOKEN.c.token.in_(tokens))))
        if tokens - there:
            self.connection.execute(insert(CLAIM_TOKEN), [{"token": token, "claim": claim} for token in sorted(tokens - there)])
        return True

    def _keep(self, claim: str, entries: Sequence[Entry], roots: Mapping[str, str]) -> None:
        """Remember how a large claim stands, so that the next entries can be added to it."""
        self.standings.pop(claim, None)
        if len(entries) < LARGE:
            return
        standing = Standing(entries, roots)
        if standing.sound:
            self.standings[claim] = standing
            while len(self.standings) > _STANDINGS:
                self.standings.popitem(last=False)

    def _refresh(self, group: Sequence[str], decisions: Sequence[Decision], ruled: bool = False) -> None:
        for claim in group:
            self.standings.pop(claim, None)
        self.connection.execute(delete(CLAIM_TOKEN).where(CLAIM_TOKEN.c.claim.in_(group)))
        self.connection.execute(delete(CLAIM).where(CLAIM.c.id.in_(group)))
        entries = entries_in(self.connection, group)
        if not entries:
            return
        copies = copies_of(self.connection, entries)
        found = account(entries, decisions, copies, summary_only=True)
        if len(group) == 1 and not ruled and found.claim.id == group[0]:
            self._keep(group[0], entries, copy_roots(copies))
        p = found.claim.proposition
        head = {
            "id": found.claim.id, "frame": found.claim.frame, "status": found.status.status, "title": title(found.entries),
            "tokens": " ".join((*p.actors, *p.others, *p.places)), "entries": len(entries),
            "reports": len({entry.report for entry in entries}), "voices": found.status.voices,
            "first_known": min((e.known for e in entries if e.known), default=None),
            "last_known": max((e.known for e in entries if e.known), default=None), "joined": None,
        }  # fmt: skip
        others = {entry.id for entry in entries} & set(group) - {found.claim.id}
        rows = [head, *({**head, "id": other, "joined": head["id"]} for other in sorted(others))]
        self.connection.execute(insert(CLAIM), rows)
        tokens = {token for entry in entries for token in about(entry.gist)}
        if tokens:
            self.connection.execute(insert(CLAIM_TOKEN), [{"token": token, "claim": head["id"]} for token in sorted(tokens)])


def about(gist: Gist) -> set[str]:
    """Whom and what an entry tells of: countries, actors, places, and the beginnings of names."""
    p = gist.proposition
    return {*p.actors, *p.others, *p.places, *p.names}


def unsearch(connection: Connection, entries: Sequence[str]) -> None:
    """Take entries out of the search. SQLite's has no index of entries: their own words find them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM search WHERE entry = :entry"), [{"entry": entry} for entry in entries])
        return
    rows = connection.execute(select(ENTRY.c.id, ENTRY.c.quote, ENTRY.c.voice_name).where(ENTRY.c.id.in_(entries)))
    for row in rows.all():
        wanted = re.findall(r"\w+", fold(f"{row.quote} {row.voice_name}"))[:_FEW]
        found = "search MATCH :words AND entry = :entry" if wanted else "entry = :entry"
        query = " ".join(f'"{word}"' for word in wanted)
        connection.execute(text(f"DELETE FROM search WHERE rowid IN (SELECT rowid FROM search WHERE {found})"), {"words": query, "entry": row.id})


def entries_in(connection: Connection, claims: Sequence[str]) -> list[Entry]:
    """The entries of claims in the order in which they became known."""
    rows = connection.scalars(select(ENTRY.c.body).where(ENTRY.c.claim.in_(claims)).order_by(ENTRY.c.rank))
    return [load(Entry, body) for body in rows]


def copies_of(connection: Connection, entries: Iterable[Entry]) -> dict[str, Copy]:
    """The copies among the reports of some entries, with the chains that they hang on."""
    found: dict[str, Copy] = {}
    waiting = {entry.report for entry in entries}
    while waiting:
        some: dict[str, Copy] = {}
        for part in chunks(sorted(waiting)):
            some |= {row.report: copy_in(row) for row in connection.execute(select(COPY).where(COPY.c.report.in_(part)))}
        found |= some
        waiting = {copy.original for copy in some.values()} - found.keys()
    return found


def _row(entry: Entry, reading: int) -> dict[str, object]:
    return {
        "id": entry.id, "report": entry.report, "reading": reading, "rank": entry.rank, "published": entry.published,
        "known": entry.known, "said": entry.said, "voice": entry.voice.id, "voice_name": entry.voice.name,
        "voice_country": entry.voice.country, "named": int(entry.voice.named), "stance": entry.stance,
        "factuality": entry.factuality, "evidential": entry.evidential, "modality": entry.modality,
        "effect": effect(entry), "frame": entry.proposition.frame, "quote": quote(entry),
        "span_start": entry.content[0].start, "span_end": entry.content[-1].end, "claim": "", "link_to": None,
        "score": 0.0, "because": "[]", "answers": entry.answers, "gist": dump(entry.proposition), "body": dump(entry),
    }  # fmt: skip


def _figures(entry: Entry) -> Iterable[dict[str, object]]:
    for count in entry.counts:
        yield {
            "entry": entry.id, "id": count.figure, "what": count.what, "whom": count.whom, "low": count.low,
            "high": count.high, "approx": int(count.approx), "vague": count.vague, "unit": count.unit,
            "scope": count.scope, "quote": count.span.quote,
        }  # fmt: skip
