"""What the commands that ask a ledger share: its place, dates, output."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .inputs import Day
from .output import page_width, print_exactly, print_lines

if TYPE_CHECKING:
    from rich.text import Text

    from ..views import Ledger

PLACE = "story.ondit"
"""The ledger where none is named."""
Command = TypeVar("Command", bound=Callable[..., Any])



class OneOf(click.ParamType):
    """A word of a list that is looked up when it is needed: help must not load what the list stands in."""

    def __init__(self, room: str, words: str) -> None:
        self.room, self.words = room, words
        self.name = words.lower()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = tuple(getattr(import_module(self.room, __package__), self.words))
        if value not in known:
            self.fail(f"{value!r} is none of {', '.join(known)}", param, ctx)
        return str(value)


ledger_option = click.option(
    "--ledger", "place", metavar="PLACE", envvar="ONDIT_LEDGER", default=PLACE, show_default=True,
    help="The ledger: a file, or a postgresql:// URL. ONDIT_LEDGER names another default.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
width_option = click.option("--width", type=click.IntRange(40, 1000), help="Columns of the page; the terminal's, else 80.")
who_option = click.option("--who", metavar="NAME", default=lambda: _me(), help="Who rules; your user name if not given.")
why_option = click.option("--why", metavar="TEXT", required=True, help="The reason; it is kept.")


def as_of_option(command: Command) -> Command:
    return click.option("--as-of", type=Day(), help="What was known on this day, by publication (YYYY-MM-DD, YYYY-MM, YYYY).")(command)


def question(command: Command) -> Command:
    """The options of every command that asks: place, date, form."""
    for option in (width_option, json_option, as_of_option, ledger_option):
        command = option(command)
    return command


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def day(as_of: str | None) -> str | None:
    """The last day of a date of the command line."""
    from ..ledger import days

    found = days.bounds(as_of)
    return found[1] if found else None


def opened(place: str, create: bool = False) -> Ledger:
    """The ledger at a place; on a terminal that has none, the error says how one is made."""
    from ..views import Ledger

    return Ledger(place if "://" in place else Path(place).expanduser(), create=create)


def print_rows(rows: Iterable[Any], as_json: bool, page: Callable[[int], Sequence[Text]], width: int | None) -> None:
    """Rows as JSON lines, or the page that ``page`` makes of them."""
    if as_json:
        from dataclasses import asdict

        from ..model import codec

        for row in rows:
            print_exactly(codec.line(row if isinstance(row, dict) else _plain(asdict(row))))
        return
    print_lines(page(page_width(width)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return sorted(value) if isinstance(value, frozenset) else value
