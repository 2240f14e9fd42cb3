"""``ondit show``: one claim with all that is known of it."""

from __future__ import annotations

import click

from .ledgers import day, opened, print_rows, question


@click.command(short_help="Show one claim: status, why, timeline, figures, voices, words.")
@click.argument("claim", metavar="CLAIM")
@click.option("--links", is_flag=True, help="Show why each statement belongs to the claim, feature by feature.")
@click.option("--brief", is_flag=True, help="Leave the words of the voices out.")
@question
def show(claim: str, links: bool, brief: bool, place: str, as_of: str | None, as_json: bool, width: int | None) -> None:
    """Show one claim as it stands, or as it stood on a day.

    CLAIM is the id of a claim or of one of its statements; its beginning is enough as long as no other begins so.
    """
    from .names import anywhere
    from .pages import show as page

    with opened(place) as ledger:
        view = ledger.show(claim, day(as_of))
    print_rows([view], as_json, lambda columns: page.lines(view, columns, anywhere(), links, brief), width)
