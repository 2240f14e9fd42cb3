"""``ondit sources``: who says what."""

from __future__ import annotations

import click

from .ledgers import day, opened, print_rows, question


@click.command(short_help="List sources, or everything that one has said.")
@click.argument("name", metavar="[NAME]", required=False)
@question
def sources(name: str | None, place: str, as_of: str | None, as_json: bool, width: int | None) -> None:
    """List sources by how often they speak. With NAME (a part of a name, or a country's code): everything that those
    sources have said, in time, and where they contradict themselves."""
    from .names import anywhere
    from .pages import lists, outlet

    with opened(place) as ledger:
        if name is None:
            rows = ledger.sources()
            print_rows(rows, as_json, lambda columns: lists.sources(rows, columns, anywhere()), width)
            return
        said, turns = ledger.said(name, day(as_of)), ledger.turns(name)
        names = {row.key: outlet(row) for row in ledger.reports()}
    print_rows(said, as_json, lambda columns: lists.said(said, turns, names, columns), width)
