"""The reference pages know every command, option, exit code, field and error; the check is that nothing is missing
and nothing is told that is not there."""

from __future__ import annotations

import ast
import inspect
import json
import re
from importlib.resources import files
from pathlib import Path

import click
import pytest

from ondit import errors
from ondit.cli import BROKEN_PIPE, COMMANDS, INTERRUPTED, cli
from ondit.cli.inputs import SUFFIXES
from ondit.explain import words

DOCS = Path(__file__).resolve().parent.parent / "docs"
SCHEMA = json.loads(files("ondit.model").joinpath("reading.schema.json").read_text(encoding="utf-8"))
SHAPES = {"reading": SCHEMA, **{name: shape for name, shape in SCHEMA["$defs"].items() if "properties" in shape}}


def sections(page: str) -> dict[str, str]:
    """The text below each ``## `` heading, without its backticks."""
    parts = re.split(r"^## (.+)$", (DOCS / page).read_text(encoding="utf-8"), flags=re.M)
    return {name.replace("`", "").strip(): body for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def first_cells(body: str) -> list[str]:
    """What stands in backticks in the first column of the tables."""
    rows = re.findall(r"^\|([^|]+)\|", body, flags=re.M)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def commands() -> dict[str, click.Command]:
    """Every command that does something, by the words that call it."""
    found = {}
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        below = command.commands if isinstance(command, click.Group) else {}
        found.update({f"{name} {sub}": below[sub] for sub in below} or {name: command})
    return found


@pytest.mark.parametrize("name", commands())
def test_every_option_of_every_command(name: str) -> None:
    command = commands()[name]
    told = {cell.split()[0] for cell in first_cells(sections("cli.md")[f"ondit {name}"])}
    options = {option for param in command.params if isinstance(param, click.Option) for option in param.opts}
    assert told == options | {"--help"}
    for param in command.params:
        if isinstance(param, click.Argument):
            assert param.metavar and param.metavar in (DOCS / "cli.md").read_text(encoding="utf-8")
        if isinstance(param, click.Option):
            assert param.help, param.opts


def test_the_program_itself() -> None:
    head = (DOCS / "cli.md").read_text(encoding="utf-8").partition("\n## ")[0]
    for name in (*(f"ondit {command} " for command in COMMANDS[:-1]), "ondit doctor", "--version", "-V", "--help", "-h"):
        assert name in head
    assert set(sections("cli.md")) == {*(f"ondit {name}" for name in commands()), "Exit codes"}


def test_every_exit_code() -> None:
    codes = {errors.OK, errors.FAILURE, errors.USAGE, errors.PARTIAL, errors.INTEGRITY, INTERRUPTED, BROKEN_PIPE}
    told = re.findall(r"^\| (\d+) \|", sections("cli.md")["Exit codes"], flags=re.M)
    assert told == [str(code) for code in sorted(codes)]


def test_every_mark_and_suffix() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert [mark for mark in words.MARK.values() if f"`{mark}`" not in page] == []
    assert [suffix for suffix in SUFFIXES if f"`*{suffix}`" not in page] == []


def test_every_field_of_the_schema() -> None:
    told = sections("reading.md")
    assert set(told) == set(SHAPES)
    for name, shape in SHAPES.items():
        assert first_cells(told[name]) == list(shape["properties"]), name


def test_every_word_of_the_schema() -> None:
    for name, body in sections("reading.md").items():
        rows = [row for row in body.splitlines() if row.startswith("| `")]
        for field, shape in SHAPES[name]["properties"].items():
            row = next(row for row in rows if f"`{field}`" in row.split("|")[1])
            values = [value for value in shape.get("enum", ()) if value is not None]
            if "as in" not in row:
                assert [value for value in values if f"`{value}`" not in row] == [], (name, field)


def test_every_kind_of_thing_counted() -> None:
    line = next(row for row in sections("reading.md")["figure"].splitlines() if row.startswith("| `what`"))
    assert re.findall(r"`(\w+)`", line)[1:] == list(words.WHAT)


def test_every_error() -> None:
    kinds = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.OnditError)
    ]  # fmt: skip
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (DOCS / "errors.md").read_text(encoding="utf-8"), flags=re.M)
    assert sorted(rows) == sorted((kind.__name__, str(kind.exit_code)) for kind in kinds)


def test_every_local_link_leads_somewhere() -> None:
    for page in ("cli.md", "errors.md", "reading.md"):
        for target in re.findall(r"\]\(([^)]+)\)", (DOCS / page).read_text(encoding="utf-8")):
            name, _, anchor = target.partition("#")
            assert (DOCS / (name or page)).is_file(), target
            assert not anchor or anchor in sections(name or page), target


def test_every_kind_of_gap() -> None:
    source = Path(errors.__file__).parent
    calls = [
        node for file in source.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Gap" and node.args
    ]  # fmt: skip
    made = {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}
    told = set(re.findall(r"`([a-z_-]+)`", sections("reading.md")["gap"].partition("Kinds:")[2]))
    assert made and made == told
