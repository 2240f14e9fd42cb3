"""``ondit demo``: the sample affair in a ledger of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .ledgers import opened, print_rows, width_option

if TYPE_CHECKING:
    from ..views import Ledger

PLACE = "demo.ondit"
_READ = (".txt", ".html")


@click.command(short_help="Make a ledger of the sample reports and show what became of their claim.")
@click.option("--ledger", "place", metavar="PLACE", default=PLACE, show_default=True, help="The ledger to make: a file, or a postgresql:// URL.")
@width_option
def demo(place: str, width: int | None) -> None:
    """Add the six sample reports, in French and English, to a ledger; tell how their claim stood on each day on which one
    of them was published, show it, and say how to open the desk. Doing it again changes nothing."""
    from ..explain.ledger import said_words, status_word
    from .names import anywhere
    from .pages import show as page

    with opened(place, create=True) as ledger:
        for path, told in samples():
            ledger.add(path, **told)
        claim = ledger.claims(limit=1)[0].id
        for day, status in history(ledger, claim):
            click.echo(f"{said_words(day):12}  {status_word(status)}")
        click.echo()
        view = ledger.show(claim)
    print_rows([view], False, lambda columns: page.lines(view, columns, anywhere(), brief=True), width)
    click.echo(f"\nThe words behind it:  ondit show {claim[:8]} --ledger {place}")
    click.echo(f"In a browser:         ondit serve --ledger {place}")


def samples() -> list[tuple[Path, dict[str, str]]]:
    """The sample reports with what is known of each besides; in the package, or beside its sources."""
    package = Path(__file__).resolve().parent.parent
    folder = next((one for one in (package / "samples", package.parent.parent / "samples") if (one / "told.toml").is_file()), None)
    if folder is None:
        raise UsageError("the sample reports are not installed", cure="install ondit from its wheel, or run it in its sources")
    told = tomllib.loads((folder / "told.toml").read_text(encoding="utf-8"))
    return [(path, told.get(path.name, {})) for path in sorted(folder.iterdir()) if path.suffix in _READ]


def history(ledger: Ledger, claim: str) -> list[tuple[str, str]]:
    """How the claim stood on each day on which a report was published."""
    first = ledger.show(claim).row.first or ""
    days = sorted({row.known for row in ledger.reports() if row.known and row.known >= first})
    return [(day, ledger.show(claim, as_of=day).row.status) for day in days]
