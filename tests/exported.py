"""A small ledger for tests of exports: an invented affair that is disputed, an arrest that is only denied, a threat, a
deployment that its doer acknowledges, and a calm that is told in the negative."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from ondit import Ledger
from ondit.exports import FORMATS, Asked, export
from ondit.exports.columns import TABLES
from ondit.ledger.identity import report_key
from ondit.model import Actor, Event, Figure, Gap, Participant, PlaceMention, Reading, Report, Source, Span, Statement

VALDORIA, LISSAN, AMBRESIA = (Source(n, None, c, "state", c) for n, c in (("Valdoria", "VLD"), ("Lissan", "LSN"), ("Ambresia", "AMB")))
CROSS = Source("Lissan Red Cross", kind="ngo")
OFFICERS = Source("two officers", kind="military", named=False)
PLACES = {"Tesmar": (41.5, 2.25), "Corvel": (-3.0, 10.125), "Marn": None}


def report(
    text: str, outlet: str, day: str | None, source: Source, said: str, act: tuple[str, str, str], doer: Source, stance: str = "states",
    factuality: str = "CT+", evidential: str = "reportative", modality: str = "historical", figure: tuple[str, int, str] | None = None,
    event_factuality: str | None = None, whom: str | None = None,
) -> tuple[Reading, bytes]:  # fmt: skip
    """A report whose one statement says ``said``; ``act`` is type, PLOVER root and the verb; ``figure`` words, bound, class."""
    def span(words: str) -> Span:
        at = text.index(words)
        return Span.of(text, at, at + len(words))

    data = text.encode()
    sha = hashlib.sha256(data).hexdigest()
    content = span(said)
    short = sha[:8]
    statement = Statement(f"s-{short}", (source,), None, (content,), stance, "indirect", factuality, evidential, ())
    places = tuple(
        PlaceMention(span(name), 0, name, doer.country, "city", (), None, None, *(at or (None, None))) for name, at in PLACES.items() if name in said
    )
    place = places[0].name if places else None
    doers = (Participant(doer.name, span(doer.name), doer.actor, doer.country),)
    target = (Participant(whom, span(whom)),) if whom else ()
    event = Event(f"e-{short}", act[0], act[1], span(act[2]), doers, target, place, "2025-02-12" if modality == "historical" else None, modality, event_factuality or factuality, (statement.id,), ())
    figures = () if figure is None else (Figure(f"f-{short}", span(figure[0]), figure[1], None if "least" in figure[0] else figure[1], False, None, figure[2], None, "persons", None, statement.id, (source,), stance, ()),)
    frozen = Report(text, sha, sha, "text 1", "utf-8", "xx", outlet=outlet, published=day, title=text.split(".")[0], url=f"https://news.example/{short}")
    actors = (Actor(doer.actor or doer.name, doer.name, doer.kind, doer.country),)
    gaps = (Gap("long-sentence", "a sentence was too long", span(text[:4]), "read it yourself"),) if outlet == "Marn Mirror" else ()
    return Reading(frozen, (statement,), figures, (event,), (), places, actors, gaps, (("ondit", "0"),)), data


SHELLING, ARREST = ("shelling", "assault", "shelled Tesmar"), ("arrest", "coerce", "arrested five nurses")
SHELLED = [
    report("Two officers say that Valdoria shelled Tesmar and killed 12 people there. =1+1", "Beacon", "2025-02-14", OFFICERS, "Valdoria shelled Tesmar and killed 12 people there", SHELLING, VALDORIA, "alleges", "PS+", "conditional", figure=("12 people", 12, "killed")),
    report("The Red Cross says “Valdoria shelled Tesmar” and that Valdoria killed at least 30 people there.", "Morning, \"Coast\"", "2025-02-16", CROSS, "Valdoria shelled Tesmar” and that Valdoria killed at least 30 people there", SHELLING, VALDORIA, figure=("at least 30 people", 30, "killed")),
    report("Valdoria denies that Valdoria shelled Tesmar or killed people there.", "Gazette", "2025-03-03", VALDORIA, "Valdoria shelled Tesmar or killed people there", SHELLING, VALDORIA, "denies", "CT-"),
]
DENIED = report("Ambresia rejects the report that Ambresia arrested five nurses in Corvel.", "Gazette", "2025-03-04", AMBRESIA, "Ambresia arrested five nurses in Corvel", ARREST, AMBRESIA, "denies", "CT-", whom="five nurses")
THREAT = report("Ambresia warns that Ambresia will sanction the millers of Corvel.", "Beacon", "2025-03-05", AMBRESIA, "Ambresia will sanction the millers of Corvel", ("sanction", "sanction", "will sanction"), AMBRESIA, "threatens", "PS+", modality="future", whom="the millers")
OWNED = report("Lissan acknowledges that Lissan sent 300 soldiers to Marn.", "Marn Mirror", None, LISSAN, "Lissan sent 300 soldiers to Marn", ("deploy_forces", "mobilize", "sent 300 soldiers"), LISSAN, "acknowledges", figure=("300 soldiers", 300, "personnel_deployed"))
CALM = report("The Red Cross says that Lissan expelled no teachers from Marn.", "Beacon", "2025-03-06", CROSS, "Lissan expelled no teachers from Marn", ("expel", "sanction", "expelled no teachers"), LISSAN, modality="negated", event_factuality="CT-")
REPORTS = [*SHELLED, DENIED, THREAT, OWNED, CALM]


@contextmanager
def ledger(place: Path, reports: Sequence[tuple[Reading, bytes]] = REPORTS) -> Iterator[Ledger]:
    """The ledger of all those; the same down to its times of recording."""
    with Ledger(place) as made:
        clock = count()
        made.store._now = lambda: f"2025-04-01T00:00:{next(clock):02d}.000000+00:00"
        for reading, data in reports:
            made.add_reading(reading, data)
        yield made


def stream(of: Ledger, name: str, asked: Asked | None = None, table: str | None = None) -> str:
    out = io.BytesIO()
    export(of, name, out, asked, table)
    return out.getvalue().decode("utf-8")


def lines(of: Ledger, name: str, asked: Asked | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream(of, name, asked).splitlines()]


def claim_of(of: Ledger, reading: Reading) -> str:
    (entry, *_) = of.store.entries_of_report(report_key(reading.report))
    found = of.store.claim_of(entry.id)
    assert found
    return found


def written(of: Ledger, at: Path) -> dict[str, Path]:
    """Every format in a file or folder below ``at``."""
    found = {name: at / (name + form.suffix) for name, form in FORMATS.items()}
    for name, path in found.items():
        export(of, name, path)
    return found


def rows_of(name: str, folders: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    """The common tables as the reader of a format gives them: lists and flags as Python has them."""
    if name == "jsonl":
        found: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        for line in folders[name].read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row.pop("record")].append(row)
        return found
    if name == "parquet":
        import duckdb

        read = {table: duckdb.sql(f"SELECT * FROM '{folders[name] / table}.parquet'") for table in TABLES}
        return {table: [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()] for table, rows in read.items()}
    if name == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(folders[name])
        cells = {table: list(book[table].iter_rows(values_only=True)) for table in TABLES}
        return {table: [dict(zip(head, row, strict=True)) for row in rows] for table, (head, *rows) in cells.items()}
    found = {}
    for table in TABLES:
        with (folders[name] / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            flags = {"true": True, "false": False}
            found[table] = [{key: flags.get(value, value) for key, value in row.items()} for row in csv.DictReader(file)]
    return found
