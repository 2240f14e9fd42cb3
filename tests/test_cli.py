"""The command line: what goes in, what comes out, on which stream, with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sample_reading import EVENTS, READING, REPORT

import ondit
from ondit.cli import COMMANDS, inputs, output, run
from ondit.errors import BinaryReport, EmptyReport, LanguageDataError, UsageError
from ondit.explain import records
from ondit.model import Reading, Step, codec

TESTS = Path(__file__).parent
BOX = [str(Path("box", *parts)) for parts in (("a.txt",), ("b.html",), ("sub", "c.HTM"))]


def fake_read(source: Path | bytes, name: str | None = None, **options: str | None) -> Reading:
    """Stands in for the engine: the sample reading, with the options and the name taken over."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    if not data:
        raise EmptyReport("nothing to read", where=name, cure="give it some words")
    if data.startswith(b"\x89PNG"):
        raise BinaryReport("an image", cure="give its text")
    if data == b"bug":
        raise ZeroDivisionError("division by zero")
    if data == b"stop":
        raise KeyboardInterrupt
    if data == b"usage":
        raise UsageError("no such thing")
    if data == b"faulty":
        raise LanguageDataError("1 fault in the language data", ["xx/a.tsv:3: odd"], cure="mend it")
    known = {key: value for key, value in options.items() if value is not None}
    return replace(READING, report=replace(REPORT, path=name, **known))


def fake_replay(reading: Reading, record_id: str) -> list[tuple[Step, bool]]:
    (found,) = [record for record in records(reading) if record.id == record_id]
    return [(step, record_id != EVENTS[3].id) for step in found.because]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("ondit.reading")
    module.read, module.replay = fake_read, fake_replay  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ondit.reading", module)
    monkeypatch.setattr(ondit, "reading", module, raising=False)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports, the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    files = {
        "good.txt": b"x", "empty.txt": b"", "image.txt": b"\x89PNG", "bug.txt": b"bug", "stop.txt": b"stop",
        "usage.txt": b"usage", "faulty.txt": b"faulty", "box/b.html": b"x", "box/a.txt": b"x", "box/sub/c.HTM": b"x",
        "box/.hidden.txt": b"", "box/.git/d.txt": b"", "box/table.csv": b"", "bare/table.csv": b"",
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(capfdbinary: pytest.CaptureFixture[bytes]) -> Said:
    """Runs a command: exit code, standard output, standard error."""

    def call(*args: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run(list(args))
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call


def test_read_prints_the_dossier(desk: Path, said: Said) -> None:
    code, out, err = said("read", "good.txt")
    assert (code, err) == (0, "")
    assert out.startswith("Le gouvernement du Valdor reconnaît")
    assert "acknowledges · certain · reported" in out and "· French ·" in out
    assert "\x1b" not in out, "no colour in a pipe"


def test_read_takes_the_options_over(desk: Path, said: Said) -> None:
    options = {"published": "2025-04", "lang": "fr", "outlet": "A", "url": "http://b", "title": "C"}
    _, out, _ = said("read", "good.txt", "--json", *(part for o, v in options.items() for part in (f"--{o}", v)))
    report = json.loads(out)["report"]
    assert {name: report[name] for name in options} == options
    assert report["path"] == "good.txt"


def test_json_is_one_canonical_line_per_report(desk: Path, said: Said) -> None:
    code, out, err = said("read", "--json", "good.txt", "box")
    assert (code, err) == (0, "")
    lines = out.splitlines(keepends=True)
    assert [codec.loads(line).report.path for line in lines] == [
        "good.txt",
        *BOX,
    ]
    assert [codec.dumps(codec.loads(line)) for line in lines] == lines
    assert said("read", "--json", "good.txt", "box") == (code, out, err)


def test_several_dossiers_are_set_apart(desk: Path, said: Said) -> None:
    _, out, _ = said("read", "good.txt", "box/a.txt", "--width", "60")
    assert out.count("\n" + "─" * 60 + "\n") == 1
    assert out.count("STATEMENTS  8") == 2


def test_a_file_that_is_named_twice_is_read_once(desk: Path, said: Said) -> None:
    _, out, _ = said("read", "--json", "good.txt", "./good.txt", str(desk / "good.txt"))
    assert out.count("\n") == 1


def test_the_others_are_still_read(desk: Path, said: Said) -> None:
    code, out, err = said("read", "empty.txt", "good.txt", "missing.txt", "image.txt", "bug.txt", "bare", "--json")
    assert code == 3
    assert out.count("\n") == 1
    assert "ondit: empty.txt: nothing to read\n  → give it some words\n" in err
    assert "ondit: missing.txt: No such file or directory\n  → check" in err
    assert "ondit: image.txt: an image\n" in err, "an error without a place gets the file's name"
    assert "ondit: bug.txt: internal error: ZeroDivisionError: division by zero (test_cli.py:" in err
    assert "ondit: bare: no report in this folder\n  → a folder is searched for *.htm" in err
    assert err.endswith("ondit: 5 of 6 could not be read\n")


def test_all_failed(desk: Path, said: Said) -> None:
    code, out, err = said("read", "empty.txt", "missing.txt")
    assert (code, out) == (1, "")
    assert err.count("→") == 2


def test_faults_in_language_data_are_all_shown(desk: Path, said: Said) -> None:
    code, _, err = said("read", "faulty.txt")
    assert code == 1
    assert err == "ondit: faulty.txt: 1 fault in the language data\n  → mend it\n  xx/a.tsv:3: odd\n"


def test_standard_input(said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"words")
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        code, out, _ = said("read", "-", "--json")
    assert code == 0 and json.loads(out)["report"]["path"] is None
    with (tmp_path / "empty").open("w+") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert said("read", "-")[::2] == (1, "ondit: standard input: nothing to read\n  → give it some words\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "Commands:"),
        (("read",), "Missing argument 'PATH...'"),
        (("raed", "x"), "No such command 'raed'. Did you mean 'read'?"),
        (("zzzzz",), "No such command 'zzzzz'. Commands: read, add, claims, show,"),
        (("read", "--tilte", "x", "y"), "--title"),
        (("read", "good.txt", "--published", "2025-02-30"), "'2025-02-30' is no date"),
        (("read", "good.txt", "--published", "yesterday"), "'yesterday' is no date"),
        (("read", "good.txt", "--width", "12"), "--width"),
        (("read", "good.txt", "box", "--title", "x"), "--title describes one report, and there are 4"),
        (("read", "good.txt", "box", "--url", "x"), "--url describes one report"),
        (("read", "usage.txt"), "no such thing"),
        (("why", "s1a2", "good.txt"), "2 records begin with 's1a2'"),
        (("why", "nothing", "good.txt"), "no statement, figure or event begins with 'nothing'"),
    ],
)
def test_wrong_calls_end_with_2(desk: Path, said: Said, args: tuple[str, ...], message: str) -> None:
    code, out, err = said(*args)
    assert code == 2
    assert message in err and out == ""


def test_ctrl_c(desk: Path, said: Said) -> None:
    assert said("read", "stop.txt")[0] == 130


def test_version_and_help(said: Said) -> None:
    assert said("--version") == (0, f"ondit {ondit.__version__}\n", "")
    code, out, _ = said("--help")
    assert code == 0 and all(f"  {name} " in out for name in COMMANDS)
    for name in COMMANDS:
        assert said(name, "-h")[0] == 0


def test_why_a_statement(desk: Path, said: Said) -> None:
    code, out, err = said("why", "s1a2b", "good.txt")
    assert (code, err) == (0, "")
    assert out.startswith("statement s1a2b3c4d5\n  Valdor: acknowledges · certain · reported\n")
    assert "  Le Valdor a reconnu mardi" in out and "\n  ========= ~~~~~~~~~ " in out
    assert "  1  fr/cues:reconnaître:VERB  same again\n" in out
    assert "     content  111-158  “avoir livré" in out
    assert "Replayed: 2 of 2 steps give the same." in out


def test_why_tells_what_a_rule_says(desk: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    from ondit.cli import names

    monkeypatch.setattr(names, "describe", lambda lang: lambda rule: f"{lang} {rule} means it. [file:7]")
    _, out, _ = said("why", "e1111", "good.txt")
    assert "fr mul/frames:supply_arms means it. [file:7]" in out


def test_why_an_event_that_does_not_replay(desk: Path, said: Said) -> None:
    code, out, _ = said("why", "e4444", "good.txt")
    assert code == 4
    assert "supply arms · SPECULATION (as a hypothesis)" in out
    assert "NOT THE SAME AGAIN" in out and "1 of 1 steps give something else" in out


def test_why_as_json(desk: Path, said: Said) -> None:
    code, out, _ = said("why", "f3c0", "good.txt", "empty.txt", "--json")
    assert code == 3
    found = json.loads(out)
    assert (found["schema"], found["kind"]) == ("ondit/why/1", "figure")
    assert found["record"] == codec.to_dict(READING)["figures"][1]
    assert found["context"]["quote"].startswith("Selon plusieurs sources")
    (step,) = found["steps"]
    assert (step["rule"], step["same"]) == ("mul/numbers", True)
    assert step["binds"][0]["quote"] == "entre 300 et 450 instructeurs"


def test_why_looks_in_every_report(desk: Path, said: Said) -> None:
    _, out, _ = said("why", "f3c0", "box", "--json")
    assert [json.loads(line)["report"]["path"] for line in out.splitlines()] == BOX


def test_why_without_a_report_that_can_be_read(desk: Path, said: Said) -> None:
    assert said("why", "f3c0", "empty.txt")[0] == 1


def test_ambiguous_ids_list_their_candidates(desk: Path, said: Said) -> None:
    _, _, err = said("why", "s1a2", "good.txt")
    assert "s1a2b3c4d5  statement  avoir livré jusqu’à" in err
    assert "s1a2ffee00  statement  « Nous n’avons rien" in err


def test_progress_is_for_terminals(desk: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("read", "good.txt", "box/a.txt")[2] == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    err = said("read", "good.txt", "box/a.txt")[2]
    assert "\r\x1b[Kreading 1/2 good.txt\r\x1b[K" in err and err.endswith("\r\x1b[K")


def test_colour_is_for_terminals_and_not_with_no_color(
    desk: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "\x1b[32macknowledges\x1b[0m" in said("read", "good.txt")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in said("read", "good.txt")[1]


def test_width_of_pipes_and_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert output.page_width(99) == 99
    assert output.page_width(None) == 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "133")
    assert output.page_width(None) == 133


def test_a_terminal_without_the_letters(desk: Path) -> None:
    done = started("read", "good.txt", env={"PYTHONIOENCODING": "latin-1"}, cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "Le gouvernement du Valdor reconnaît".encode("latin-1") in done.stdout
    assert b"\n    ? read the sentence before it\n" in done.stdout


PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); import types, ondit, test_cli;"
    "m = types.ModuleType('ondit.reading'); m.read = test_cli.fake_read; sys.modules[m.__name__] = m;"
    "ondit.reading = m; from ondit.cli import main; main(sys.argv[2:])"
)


def started(*args: str, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with the engine of this file."""
    command = [sys.executable, "-c", PROGRAM, str(TESTS), *args]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(command, check=False, env=os.environ | (env or {}), **streams)


def test_nobody_reads_the_output(desk: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as pipe:
        done = started("read", "box", "--json", cwd=desk, stdout=pipe)
    assert (done.returncode, done.stderr) == (141, b"")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from ondit.cli import run; code = run(['--help']);"
        "heavy = {'spacy', 'numpy', 'rich', 'yaml', 'trafilatura', 'ondit.reading', 'ondit.lexicon', 'ondit.model'};"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_cannot_be_opened_is_told(
    desk: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> Any:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    code, out, err = said("read", "box", "--json")
    assert (code, out.count("\n")) == (3, 2)
    assert f"ondit: {Path('box', 'sub')}: Permission denied\n  → check" in err


def test_what_is_read_of_a_folder(desk: Path) -> None:
    assert list(inputs.expand(["box", "-", "-"])) == [*BOX, "-"]


@pytest.mark.slow
def test_parse_prints_trees_and_names_that_point_into_the_text(tmp_path: Path) -> None:
    text = "Le maire Jean Petit, 52 ans, a dit\nqu'il viendrait à Nantes.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ondit", "parse", str(tmp_path / "a.txt"), str(tmp_path / "none.txt")],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    lines = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 3 and b"none.txt" in done.stderr
    assert lines[1] == "# language = fr" and "# newpar = paragraph" in lines
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    assert all(len(row) == 10 for row in rows) and [row[6] for row in rows].count("0") == 1
    notes = [dict(pair.split("=", 1) for pair in row[9].split("|")) for row in rows]
    assert [text[int(n["StartChar"]) : int(n["EndChar"])] for n in notes] == [row[1] for row in rows]
    assert [(row[1], n["NE"]) for row, n in zip(rows, notes, strict=True) if "NE" in n] == [
        ("Jean", "B-PER"), ("Petit", "I-PER"), ("Nantes", "B-LOC"),
    ]
