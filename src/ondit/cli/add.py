"""``ondit add``: reports into a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..errors import LedgerDamaged, LedgerError, ReportError, UsageError
from .inputs import STDIN, Failure, attempt, check_options, complaint, expand, outcome, read_options
from .ledgers import ledger_option, opened
from .output import Progress

if TYPE_CHECKING:
    from ..model import Reading, Report
    from ..views import Ledger

_LINES = ".jsonl"
_FIELDS = ("lang", "published", "outlet", "url", "title")


@dataclass(frozen=True, slots=True)
class Item:
    """One report that waits: its name, its bytes, how its text is found and what is known of it."""

    name: str
    data: bytes
    options: Mapping[str, str | None]


@click.command(short_help="Add reports to a ledger.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@ledger_option
@read_options
@click.option("--again", is_flag=True, help="Read reports again that are there already.")
@click.option("--manifest", type=click.Path(dir_okay=False), help="Write what could not be added to this file, one JSON object per line.")
def add(paths: tuple[str, ...], place: str, again: bool, manifest: str | None, **options: str | None) -> int:
    """Read reports and add them to the ledger, which is made if it is not there.

    PATH is a file, a folder (its reports and its *.jsonl files, with those of its sub-folders), or - for standard
    input. A line of a .jsonl file is a report: an object with "text" and, where known, "lang", "published", "outlet",
    "url" and "title". Reports that are there already are passed over, so that the command can be run again after it
    was stopped.
    """
    files = list(expand(paths, extra=(_LINES,)))
    check_options(files, options)
    with opened(place, create=True) as ledger:
        done = _Done(Progress(len(files)))
        for i, path in enumerate(files, 1):
            done.progress.show(i, path.where if isinstance(path, Failure) else path)
            for item in [path] if isinstance(path, Failure) else _items(path, options):
                done.take(item if isinstance(item, Failure) else attempt(item.name, _adding(ledger, item, again)))
        done.progress.clear()
        counts = ledger.store.counts()
    click.echo(done.summary(counts), err=True)
    if manifest:
        _write_manifest(manifest, done.failed)
    return outcome(done.failed, sum(done.how.values()))


class _Done:
    """What became of the reports so far."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.how = {"new": 0, "reread": 0, "again": 0}
        self.failed: list[Failure] = []

    def take(self, found: str | Failure) -> None:
        if not isinstance(found, Failure):
            self.how[found] += 1
            return
        if isinstance(found.error, (LedgerError, LedgerDamaged)):
            # The ledger itself fails: the other reports would fail alike.
            raise found.error
        self.progress.clear()
        click.echo(complaint(found), err=True)
        self.failed.append(found)

    def summary(self, counts: Mapping[str, int]) -> str:
        new, reread, again = self.how["new"], self.how["reread"], self.how["again"]
        told = [f"{new} added", f"{reread} read again" if reread else "", f"{again} there already" if again else ""]
        there = f"{counts['reports']} reports, {counts['claims']} claims, {counts['voices']} voices, {counts['copies']} copies"
        return f"{', '.join(part for part in told if part)}; the ledger has {there}"


def _adding(ledger: Ledger, item: Item, again: bool) -> Callable[[], str]:
    def work() -> str:
        from .. import reading

        name = None if item.name == STDIN else item.name
        report = reading.open_report(item.data, name=name, **item.options)
        if not again and _current(ledger, report):
            return "again"
        made: Reading = reading.compose(report)
        return ledger.add_reading(made, item.data).how

    return work


def _current(ledger: Ledger, report: Report) -> bool:
    """Whether this version of ondit has read this report already: what a stopped command need not do again."""
    from ..ledger.identity import report_key

    key = report_key(report)
    if ledger.store.reading_sha(key) is None:
        return False
    there = ledger.store.reading(key)
    return there.report == report and dict(there.made_by).get("ondit") == __version__


def _items(path: str, options: Mapping[str, str | None]) -> Iterator[Item | Failure]:
    if not path.lower().endswith(_LINES):
        found = attempt(path, lambda: Item(path, _bytes(path), options))
        yield found
        return
    lines = attempt(path, partial(_lines, path))
    if isinstance(lines, Failure):
        yield lines
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield attempt(f"{path}:{number}", partial(_of_line, f"{path}:{number}", line, options))


def _lines(path: str) -> list[str]:
    return _bytes(path).decode("utf-8").splitlines()


def _bytes(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()


def _of_line(at: str, line: str, options: Mapping[str, str | None]) -> Item:
    try:
        value: Any = json.loads(line)
    except ValueError as error:
        raise ReportError(f"not JSON: {error}", where=at, cure="one object per line") from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise ReportError("no report: an object with a \"text\" is needed", where=at, cure="see `ondit add --help`")
    own = {name: value[name] for name in _FIELDS if isinstance(value.get(name), str) and value[name]}
    return Item(at, value["text"].encode("utf-8", "surrogatepass"), {**options, **own, "format": "text"})


def _write_manifest(path: str, failed: list[Failure]) -> None:
    from ..model import codec

    lines = [codec.line({"path": one.where, "error": type(one.error).__name__, "what": one.error.what, "cure": one.error.cure}) for one in failed]
    try:
        Path(path).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the manifest cannot be written: {error.strerror}", where=path, cure="name another file") from error
