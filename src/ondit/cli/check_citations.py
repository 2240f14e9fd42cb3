"""``ondit check-citations``: does the source that a report names say so?"""

from __future__ import annotations

import click

from .ledgers import json_option, ledger_option, opened, print_rows, width_option


@click.command(name="check-citations", short_help="Compare what a report ascribes to outlets with their own reports.")
@click.argument("report", metavar="REPORT")
@ledger_option
@json_option
@width_option
def check_citations(report: str, place: str, as_json: bool, width: int | None) -> None:
    """Compare what a report ascribes to other outlets with those outlets' own reports in the ledger: claims and figures
    that these do not hold are marked. REPORT is the key of a report (see `ondit claims --json` or the table "report"),
    or the path under which it was added."""
    from .pages import lists, outlet

    with opened(place) as ledger:
        reports = ledger.reports()
        key = next((row.key for row in reports if row.path is not None and row.path == report), report)
        rows = ledger.check_citations(key)
    names = {row.key: outlet(row) for row in reports}
    print_rows(rows, as_json, lambda columns: lists.citations(rows, names, columns), width)
