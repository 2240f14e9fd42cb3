"""``ondit report``: stories as a folder of pages."""

from __future__ import annotations

from pathlib import Path

import click

from .ledgers import ledger_option, opened
from .output import Progress


@click.command(short_help="Write stories as pages that open offline and can be published.")
@click.argument("claims", metavar="[CLAIM...]", nargs=-1)
@ledger_option
@click.option("--out", "out", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder; it is made, or written anew if an earlier run made it.")
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="Without CLAIM: stories that so many statements are about, or more.")
@click.option("--lang", "code", metavar="CODE", help="Language of the pages.")
def report(claims: tuple[str, ...], place: str, out: Path, least: int, code: str | None) -> None:
    """Write stories (CLAIM..., or the larger ones) with their reports and sources as pages into FOLDER.

    They open from the folder, offline, and can be put on any web server as they are.
    """
    from ..errors import UsageError
    from ..web import static_site
    from ..web.texts import choose, languages

    if code is not None and code not in languages():
        raise UsageError(f"the pages have no {code!r}", cure=f"one of {', '.join(languages())}")
    progress = Progress(1)
    with opened(place) as ledger:
        count = static_site.write(ledger, out, choose(code), claims, least, lambda name: progress.show(1, name))
    progress.clear()
    click.echo(f"{count} stories in {out}/index.html")
