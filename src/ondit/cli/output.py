"""Writing to the terminal, to a pipe, and the progress line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.text import Text

PIPED_WIDTH = 80


def page_width(width: int | None) -> int:
    """The width asked for, else the terminal's, else 80 for a pipe or a file."""
    if width is not None:
        return width
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    import shutil

    return shutil.get_terminal_size((PIPED_WIDTH, 24)).columns


def print_lines(lines: Iterable[Text]) -> None:
    """Lines to standard output: in colour on a terminal unless NO_COLOR is set, else plain text."""
    from rich.console import Console

    if not (sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"):
        click.echo("\n".join(line.plain for line in lines))
        return
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(line)


def print_exactly(text: str) -> None:
    """JSON or CoNLL-U to standard output: always UTF-8 and ``\\n``, whatever the platform's habits."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


class Progress:
    """One line on standard error that says what is being read; nothing where that is no terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = sys.stderr.isatty()

    def show(self, i: int, name: str) -> None:
        """``i`` counts from 1."""
        if self.shown:
            count = f"{i}/{self.total} " if self.total > 1 else ""
            self._write(f"\r\x1b[Kreading {count}{_fitted(name)}")

    def clear(self) -> None:
        if self.shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _fitted(name: str, room: int = 50) -> str:
    plain = "".join(c if c.isprintable() else "?" for c in name)
    return plain if len(plain) <= room else "…" + plain[1 - room :]
