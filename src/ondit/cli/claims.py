"""``ondit claims``: what is claimed, and how it stands."""

from __future__ import annotations

import click

from .ledgers import OneOf, day, opened, print_rows, question


@click.command(short_help="List claims and how they stand.")
@click.option("--about", metavar="NAMES", help="Countries (PRK RUS), places or names that all stand in the claim.")
@click.option("--status", metavar="STATUS", type=OneOf("..model", "STATUSES"), help="Only claims of this status: acknowledged, retracted, disputed, corroborated, reported, denied, forecast, rumoured.")
@click.option("--search", metavar="WORDS", help="Words of what is said, or of who says it; accents do not matter.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many claims.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Claims that so many statements are about, or more.")
@question
def claims(
    about: str | None, status: str | None, search: str | None, limit: int, least: int, place: str, as_of: str | None,
    as_json: bool, width: int | None,
) -> None:  # fmt: skip
    """List claims, those of most reports first: status, words, who and where, how many reports and independent voices."""
    from .names import anywhere
    from .pages import lists

    with opened(place) as ledger:
        rows = ledger.claims(about, status, day(as_of), search, limit, least)
    print_rows(rows, as_json, lambda columns: lists.claims(rows, columns, anywhere()), width)
