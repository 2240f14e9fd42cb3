"""``ondit why``: the words and rules behind one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ..errors import INTEGRITY, OK, PARTIAL, UsageError
from .inputs import Failure, each, read_one, read_options
from .output import page_width, print_exactly, print_lines

if TYPE_CHECKING:
    from ..explain import Explained, Record
    from ..model import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A record in the reading of its report."""

    reading: Reading
    record: Record


@click.command(short_help="Show the words and the rules behind one record.")
@click.argument("record_id", metavar="ID")
@click.argument("paths", metavar="REPORT...", nargs=-1, required=True)
@read_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line and record (ondit/why/1).")
@click.option("--width", type=click.IntRange(40, 1000), help="Columns of the text; the terminal's, else 80.")
def why(record_id: str, paths: tuple[str, ...], as_json: bool, width: int | None, **options: str | None) -> int:
    """Read REPORT again and show why it has the statement, figure or event ID: its words in their sentence,
    each rule that fired with the words that it bound, and whether the rules still give the same.

    ID may be shortened as long as one record alone begins with it. Give the options that the report was
    first read with.
    """
    readings, failed = _read(paths, options)
    if not readings:
        return failed[0].error.exit_code
    unstable = False
    for i, found in enumerate(_choose(record_id, readings)):
        steps = _replayed(found)
        unstable = unstable or any(step.same is False for step in steps)
        _print(found, steps, as_json, page_width(width), first=not i)
    return INTEGRITY if unstable else PARTIAL if failed else OK


def _read(paths: tuple[str, ...], options: dict[str, str | None]) -> tuple[list[Reading], list[Failure]]:
    readings: list[Reading] = []
    failed: list[Failure] = []
    for found in each(paths, options, read_one):
        if isinstance(found, Failure):
            failed.append(found)
        else:
            readings.append(found)
    return readings, failed


def _choose(wanted: str, readings: list[Reading]) -> list[Found]:
    """The records with that id (in every report that has it). Raises UsageError for none or several."""
    from ..explain import records

    near = [Found(reading, record) for reading in readings for record in records(reading) if record.id.startswith(wanted)]
    exact = [found for found in near if found.record.id == wanted]
    chosen = exact or near
    ids = sorted({found.record.id for found in chosen})
    if not ids:
        cure = "`ondit read` shows the ids; give the options that the report was first read with"
        raise UsageError(f"no statement, figure or event begins with '{wanted}'", cure=cure)
    if len(ids) > 1:
        lines = "\n".join(f"    {found.record.id}  {_short(found)}" for found in chosen)
        raise UsageError(f"{len(ids)} records begin with '{wanted}':\n{lines}", cure="write more of the id")
    return chosen


def _short(found: Found) -> str:
    from ..explain import kind, marks
    from .dossier.layout import clean

    quote = clean(" … ".join(span.quote for role, span in marks(found.record) if role in ("content", "span")))
    return f"{kind(found.record)}  {quote[:50]}{'…' if len(quote) > 50 else ''}"


def _replayed(found: Found) -> tuple[Explained, ...]:
    from .. import reading
    from ..explain import explain
    from .names import describe

    return explain(reading.replay(found.reading, found.record.id), describe(found.reading.report.lang))


def _print(found: Found, steps: tuple[Explained, ...], as_json: bool, width: int, first: bool) -> None:
    from . import account

    if as_json:
        from ..model import codec

        print_exactly(codec.line(account.as_dict(found.reading, found.record, steps)))
        return
    from .dossier import between
    from .names import country_name

    lines = account.lines(found.reading, found.record, steps, width, country_name(found.reading.report.lang))
    print_lines(lines if first else [*between(width), *lines])
