"""``ondit decisions``: all rulings."""

from __future__ import annotations

import click

from .ledgers import json_option, ledger_option, opened, print_rows, width_option


@click.command(short_help="List all rulings.")
@ledger_option
@json_option
@width_option
def decisions(place: str, as_json: bool, width: int | None) -> None:
    """List all rulings in the order in which they were made: when, what, on what, who, why. Those that were taken back
    are there too, and what took them back."""
    from .pages import lists

    with opened(place) as ledger:
        rows = ledger.rulings()
    print_rows(rows, as_json, lambda columns: lists.decisions(rows, columns), width)
