"""The commands of the ledger, and the Python that they stand on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import affairs
from rich.cells import cell_len

from ondit import Ledger, errors
from ondit.cli import run
from ondit.ledger.identity import report_key
from ondit.store.schema import METADATA
from ondit.views import Rows

ROOT = Path(__file__).resolve().parent.parent
REPORTS = affairs(2, 8)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    file = str(tmp_path / "a.ondit")
    monkeypatch.setenv("ONDIT_LEDGER", file)
    with Ledger(file) as ledger:
        for reading, data in REPORTS:
            ledger.add_reading(reading, data)
    yield file


def out(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert run(args) == code, capsys.readouterr().err
    return capsys.readouterr().out


def claim(place: str) -> str:
    with Ledger(place) as ledger:
        return ledger.claims(limit=1)[0].id


def test_claims(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = out(capsys, "claims")
    assert page.count("ACKNOWLEDGED") == 2
    country = REPORTS[0][0].events[0].actors[0].country or ""
    assert out(capsys, "claims", "--about", country).count("ACKNOWLEDGED") == 1
    town = REPORTS[0][0].places[0].name
    assert out(capsys, "claims", "--about", f"{country} {town}", "--search", town) == out(capsys, "claims", "--about", country)
    assert out(capsys, "claims", "--status", "denied") == out(capsys, "claims", "--about", "XXQ") == "nothing found\n"
    row = json.loads(out(capsys, "claims", "--limit", "1", "--json"))
    assert row["status"] == "acknowledged" and row["reports"] == 8


def test_as_of_gives_the_history_back(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    days = [reading.report.published or "" for reading, _ in REPORTS[:8]]
    name = claim(place)
    with Ledger(place) as ledger:
        (name,) = [row.id for row in ledger.claims() if row.first == days[0]]
        found = [ledger.show(name, as_of=day).row.status for day in days]
    assert found == ["rumoured", "reported", "corroborated", "disputed", "disputed", "disputed", "disputed", "acknowledged"]
    assert "RUMOURED" in out(capsys, "show", name, "--as-of", days[0])
    assert "nothing was known" in fails(capsys, "show", name, "--as-of", "2001")


def fails(capsys: pytest.CaptureFixture[str], *args: str, code: int = 2) -> str:
    assert run(args) == code
    return capsys.readouterr().err


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("command", ["claims", "show", "timeline", "figures", "sources"])
def test_no_line_is_wider_than_the_page(place: str, capsys: pytest.CaptureFixture[str], command: str, width: int) -> None:
    args = [claim(place)] if command in ("show", "timeline") else []
    page = out(capsys, command, *args, "--width", str(width))
    assert max(cell_len(line) for line in page.split("\n")) <= width
    assert len(page.split("\n")) > 4


def test_show_tells_all(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = out(capsys, "show", claim(place), "--links", "--width", "120")
    for part in ("ACKNOWLEDGED", "1 copy not counted", "Why: a party to the act", "TIMELINE", "FIGURES", "WORDS", "WHY THESE BELONG TOGETHER", "same kind of act", "several officers (unnamed)"):
        assert part in page, part
    assert page.index("→ rumoured") < page.index("→ disputed") < page.index("→ acknowledged")


def test_an_id_may_be_shortened_until_several_begin_so(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = claim(place)
    assert out(capsys, "show", name[:9]) == out(capsys, "show", name)
    assert "several begin" in fails(capsys, "show", "n")
    assert "no claim or entry" in fails(capsys, "show", "nothing")


def test_figures(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    what = REPORTS[0][0].figures[0].what
    rows = [json.loads(line) for line in out(capsys, "figures", "--what", what, "--json").splitlines()]
    assert rows and {row["what"] for row in rows} == {what}
    assert all(point["low"] == point["high"] for row in rows for point in row["points"])
    assert "latest words span" in out(capsys, "figures")


def test_sources_and_what_one_said(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    state = REPORTS[0][0].events[0].actors[0].name
    assert state in out(capsys, "sources")
    said = out(capsys, "sources", state.lower())
    assert "denies" in said and "acknowledges" in said and "CONTRADICTS ITSELF" in said


def test_rulings(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger(place) as ledger:
        one, other = (row.id for row in ledger.claims())
    out(capsys, "decide", "same", one, other[:10], "--why", "one affair", "--who", "Ana")
    assert out(capsys, "claims").count("ACKNOWLEDGED") == 1
    listed = out(capsys, "decisions", "--width", "120")
    assert "one affair" in listed and "Ana" in listed and "same" in listed
    assert "needs 2 ids" in fails(capsys, "decide", "same", one, "--why", "x")
    assert "go with correct" in fails(capsys, "decide", "correct", one, "--why", "x")
    assert "needs a reason" in fails(capsys, "decide", "reject", one, "--why", " ")
    with Ledger(place) as ledger:
        view = ledger.show(one)
        owned = next(entry.id for entry in view.account.entries if entry.stance == "acknowledges" and entry.report == report_key(REPORTS[7][0].report))
    ruling = out(capsys, "decide", "correct", owned, "--field", "stance", "--value", "denies", "--why", "misread").partition(":")[0]
    out(capsys, "decide", "undo", ruling[:8], "--why", "it was read well")
    listed = out(capsys, "decisions", "--width", "120")
    assert "misread  (taken back)" in listed and "it was read well" in listed
    out(capsys, "decide", "correct", owned, "--field", "stance", "--value", "denies", "--why", "misread")
    with Ledger(place) as ledger:
        assert ledger.show(one).entry(owned).stance == "denies"


def test_remove_and_verify(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is sound: 16 reports" in out(capsys, "verify", "--read-again", "0")
    key = report_key(REPORTS[0][0].report)
    assert "removed" in out(capsys, "remove", key, "--why", "a hoax")
    assert "removed already" in out(capsys, "remove", key, "--why", "a hoax")
    assert "is sound: 15 reports" in out(capsys, "verify", "--read-again", "0", "--sample", "5")


def test_verify_sees_what_was_tampered_with(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger(place) as ledger, ledger.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET body = replace(body, 'denies', 'states')")
        connection.exec_driver_sql("DROP TRIGGER kept_report_update")
        connection.exec_driver_sql("UPDATE report SET bytes = (SELECT bytes FROM report ORDER BY key DESC LIMIT 1) WHERE key = (SELECT min(key) FROM report)")
    told = fails(capsys, "verify", "--read-again", "0", code=errors.INTEGRITY)
    assert "its entries are not those" in told and "its bytes are not those" in told


def test_there_is_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ONDIT_LEDGER", str(tmp_path / "none.ondit"))
    for command in (["claims"], ["show", "n1"], ["figures"], ["sources"], ["verify"], ["decisions"]):
        assert "there is no ledger here" in fails(capsys, *command, code=1)


def test_citations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    from ondit.model import Source

    place = str(tmp_path / "a.ondit")
    (own, own_data), (citing, citing_data) = REPORTS[1], REPORTS[2]
    outlet = Source(own.report.outlet or "", kind="media")
    told = replace(citing.statements[0], sources=(outlet,))
    citing = replace(citing, statements=(told,), figures=tuple(replace(f, sources=(outlet,)) for f in citing.figures))
    with Ledger(place) as ledger:
        ledger.add_reading(own, own_data)
        key = ledger.add_reading(citing, citing_data).report
        (row,) = ledger.check_citations(key)
        assert (row.found, row.why) == (False, "the figure does not stand in it")
    assert "NOT FOUND" in out(capsys, "check-citations", key, "--ledger", place)


def test_rows_are_tables(place: str) -> None:
    with Ledger(place) as ledger:
        rows = ledger.claims()
        assert [row["id"] for row in rows.to_dicts()] == [row.id for row in rows]
        assert rows._repr_html_().count("<tr>") == 3 and "<script" not in Rows([{"a": "<script>"}])._repr_html_()
        assert ledger._repr_html_() == rows._repr_html_()


def test_the_data_dictionary_names_every_column() -> None:
    page = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8").partition("## The tables")[2]
    parts = re.split(r"^### (\w+)$", page, flags=re.M)
    told = {name: [cell for row in re.findall(r"^\| (`.*?) \|", body, re.M) for cell in re.findall(r"`(\w+)`", row)] for name, body in zip(parts[1::2], parts[2::2], strict=True)}
    assert {name: sorted(columns) for name, columns in told.items()} == {table.name: sorted(c.name for c in table.c) for table in METADATA.tables.values()}


@pytest.mark.slow
def test_adding_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ONDIT_LEDGER", str(tmp_path / "a.ondit"))
    lines = [{"text": "Le maire a démenti la fermeture du pont.", "lang": "fr", "published": "2025-03-05", "outlet": "A"}, {"text": "The mayor denied closing the bridge.", "lang": "en"}]
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "two.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nno JSON\n", encoding="utf-8")
    (folder / "one.txt").write_text("Le préfet a reconnu la fermeture du pont.", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    manifest = tmp_path / "failed.jsonl"
    assert run(["add", str(folder), "--lang", "fr", "--manifest", str(manifest)]) == errors.PARTIAL
    told = capsys.readouterr().err
    assert "3 added" in told and "two.jsonl:3" in told
    assert len(manifest.read_text(encoding="utf-8").splitlines()) == 2
    assert run(["add", str(folder / "one.txt"), "--lang", "fr"]) == 0
    assert "1 there already" in capsys.readouterr().err
    assert "is sound: 3 reports" in out(capsys, "verify")
    with Ledger(tmp_path / "a.ondit") as ledger:
        assert {row.outlet for row in ledger.reports()} == {"A", None}
