"""``ondit verify``: is the ledger sound?"""

from __future__ import annotations

import click

from ..errors import INTEGRITY, OK
from .ledgers import ledger_option, opened


@click.command(short_help="Check that a ledger is sound.")
@ledger_option
@click.option("--sample", type=click.IntRange(1), help="Check so many reports instead of all.")
@click.option("--read-again", type=click.IntRange(0), default=3, show_default=True, help="Read so many reports again and compare.")
def verify(place: str, sample: int | None, read_again: int) -> int:
    """Check that a ledger is sound: the file itself, hashes of bytes, texts and readings, every span, every reference,
    that all that follows still follows; and read some reports again. Exit code 4 where something is wrong."""
    with opened(place) as ledger:
        faults = ledger.verify(sample) + ledger.read_again(read_again)
        counts = ledger.store.counts()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"{len(faults)} faults in {place}", err=True)
        return INTEGRITY
    click.echo(f"{place} is sound: {counts['reports']} reports, {counts['entries']} entries, {counts['claims']} claims")
    return OK
