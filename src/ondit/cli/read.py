"""``ondit read``: reports in, dossiers or JSON out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .inputs import Failure, each, outcome, read_one, read_options
from .output import page_width, print_exactly, print_lines

if TYPE_CHECKING:
    from ..model import Reading


@click.command(short_help="Read reports and print who says what.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@read_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line and report (ondit/reading/1).")
@click.option("--width", type=click.IntRange(40, 1000), help="Columns of the dossier; the terminal's, else 80.")
def read(paths: tuple[str, ...], as_json: bool, width: int | None, **options: str | None) -> int:
    """Read reports and print for each a dossier: who says what, how sure, with the words.

    PATH is a file, a folder (its *.txt, *.html, *.htm and *.xhtml are read, with those of its sub-folders),
    or - for standard input. What cannot be read is told on standard error and the others are still read.
    """
    printed, failed = 0, []
    for found in each(paths, options, read_one):
        if isinstance(found, Failure):
            failed.append(found)
        else:
            _print(found, as_json, page_width(width), first=not printed)
            printed += 1
    return outcome(failed, printed)


def _print(reading: Reading, as_json: bool, width: int, first: bool) -> None:
    if as_json:
        from ..model import codec

        print_exactly(codec.dumps(reading))
        return
    from .dossier import between, dossier
    from .names import country_name, language_name

    lines = dossier(reading, width, country_name(reading.report.lang), language_name)
    print_lines(lines if first else [*between(width), *lines])
