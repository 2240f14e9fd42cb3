"""``ondit export``: a ledger for other programs."""

from __future__ import annotations

import sys

import click

from ..exports import FORMATS, Asked
from ..exports import export as write
from .ledgers import OneOf, as_of_option, day, ledger_option, opened


@click.command(short_help="Write a ledger for other programs: csv, xlsx, GeoJSON, STIX …")
@click.argument("format", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("--out", metavar="PATH", help="The file or the folder to write; standard output for text formats if not given.")
@click.option("--table", metavar="NAME", help="Of csv: this table only, as one file.")
@click.option("--about", metavar="NAMES", help="Countries (PRK RUS), places or names that all stand in the claim.")
@click.option("--status", metavar="STATUS", type=OneOf("..model", "STATUSES"), help="Only claims of this status, such as disputed.")
@click.option("--search", metavar="WORDS", help="Words of what is said, or of who says it; accents do not matter.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Claims that so many statements are about, or more.")
@as_of_option
@ledger_option
def export(
    format: str, out: str | None, table: str | None, about: str | None, status: str | None, search: str | None, least: int,
    as_of: str | None, place: str,
) -> None:  # fmt: skip
    """Write what a ledger holds in FORMAT: csv, jsonl, xlsx, parquet, geojson, ftm, annotation, stix, plover, gexf or
    ro-crate. Status and certainty go with it; what a format has no place for is left out, and counted on standard error."""
    with opened(place) as ledger:
        asked = Asked(about, status, day(as_of), search, least)
        sys.stdout.flush()
        left = write(ledger, format, out or sys.stdout.buffer, asked, table).left
    for reason, count in left.items():
        click.echo(f"left out: {count:,} {reason}", err=True)
