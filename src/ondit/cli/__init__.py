"""The command line: ``ondit read``, ``ondit why``, ``ondit parse``, ``ondit lang``, ``ondit doctor``. One file per command, loaded when called."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from .. import __version__
from ..errors import FAILURE, OK, USAGE, OnditError

COMMANDS = (
    "read", "add", "claims", "show", "timeline", "figures", "sources", "check-citations", "decide", "decisions",
    "remove", "export", "verify", "demo", "serve", "report", "why", "parse", "lang", "doctor",
)  # fmt: skip
"""Command ``x-y`` is the function ``x_y`` in the file ``x_y.py``, in the order in which help lists them."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it (128 + SIGINT)."""
BROKEN_PIPE = 141
"""Exit code when nobody reads the output any more, as shells have it (128 + SIGPIPE)."""


class Commands(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            cure = f"Did you mean '{near[0]}'?" if near else f"Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"No such command '{args[0]}'. {cure}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _nobody_reads()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="ondit", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads news reports and tells who says what, how sure, through whom, with the exact words; and keeps a ledger of
    what becomes of each claim."""


def main(args: Sequence[str] | None = None) -> None:
    """The program: runs a command and ends with its exit code (see ``docs/cli.md``)."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code. Errors go to standard error: what, where, cure."""
    _write_what_can_be_written()
    try:
        code = cli.main(args, prog_name="ondit", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except click.ClickException as error:
        error.show()
        return USAGE if isinstance(error, click.UsageError) else FAILURE
    except OnditError as error:
        click.echo(f"ondit: {error}", err=True)
        return error.exit_code
    except ImportError as error:
        click.echo(f"ondit: {error}\n  → `ondit doctor` tells what is missing", err=True)
        return FAILURE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_reads()


def _nobody_reads() -> int:
    # What is still buffered would fail again when Python closes standard output.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _write_what_can_be_written() -> None:
    """A character that the terminal's encoding lacks becomes a question mark instead of an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
