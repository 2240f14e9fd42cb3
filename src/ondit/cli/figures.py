"""``ondit figures``: who counts what."""

from __future__ import annotations

import click

from .ledgers import OneOf, day, opened, print_rows, question


@click.command(short_help="Show figures: each voice's word, revisions, contradictions, envelope.")
@click.option("--what", metavar="KIND", type=OneOf("..explain.words", "WHAT"), help="What is counted: killed, wounded, detained, displaced, personnel_deployed, money …")
@click.option("--whom", metavar="CODE", help="Of whom: the code of a country (PRK) or the name of a group.")
@click.option("--claim", metavar="CLAIM", help="Of this claim only.")
@question
def figures(
    what: str | None, whom: str | None, claim: str | None, place: str, as_of: str | None, as_json: bool, width: int | None
) -> None:  # fmt: skip
    """Show the figures of each claim in time: each voice's latest word in bold, what it revises, which cannot both
    hold, and the span of the latest words. Only figures that count the same, of the same, in the same scope stand
    together; nothing is averaged."""
    from .pages import lists

    with opened(place) as ledger:
        rows = ledger.figures(what, whom, day(as_of), claim)
    print_rows(rows, as_json, lambda columns: lists.figures(rows, columns), width)
