"""``ondit timeline``: the moves of one claim."""

from __future__ import annotations

import click

from .ledgers import day, opened, print_rows, question


@click.command(short_help="Show the dated moves of one claim with the words that made each.")
@click.argument("claim", metavar="CLAIM")
@question
def timeline(claim: str, place: str, as_of: str | None, as_json: bool, width: int | None) -> None:
    """Show who did what to a claim and when: rumoured, alleged, reported, confirmed, denied, acknowledged, revised; with
    the status after it and the words. CLAIM is as for `ondit show`."""
    from .pages import lists

    with opened(place) as ledger:
        view = ledger.show(claim, day(as_of))
    print_rows(view.account.moves, as_json, lambda columns: lists.timeline(view, columns), width)
