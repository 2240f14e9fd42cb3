"""``ondit remove``: a report out of all answers."""

from __future__ import annotations

import click

from .ledgers import ledger_option, opened, who_option, why_option


@click.command(short_help="Take a report out of all answers.")
@click.argument("report", metavar="REPORT")
@why_option
@who_option
@ledger_option
def remove(report: str, why: str, who: str, place: str) -> None:
    """Take a report out of all answers. Its bytes, its readings and the reason stay in the ledger; adding it again
    brings it back. REPORT is its key, or the path under which it was added."""
    with opened(place) as ledger:
        key = next((row.key for row in ledger.reports() if row.path == report), report)
        removed = ledger.remove(key, who=who, why=why)
    click.echo(f"{key}: removed" if removed else f"{key}: was removed already")
