"""Exports: status and certainty in every one of them, what is asked, where it goes, samples. The readers of each format
are in ``test_exports_readers.py``."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported import DENIED, REPORTS, SHELLED, THREAT, claim_of, ledger, lines, rows_of, stream, written
from ledgers import affairs

from ondit import Ledger, errors
from ondit.cli import run
from ondit.exports import FORMATS, Asked, export
from ondit.exports.columns import TABLES
from ondit.exports.contents import COPIED, STANDING, Contents
from ondit.exports.shelf import STREAM
from ondit.model import STATUSES

GOLDEN = Path(__file__).resolve().parent / "golden" / "exports"
STREAMS = [name for name, form in FORMATS.items() if form.shape == STREAM]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with ledger(tmp_path_factory.mktemp("ledger") / "a.ondit") as made:
        yield made


@pytest.fixture(scope="module")
def folders(full: Ledger, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(full, tmp_path_factory.mktemp("out"))


def status(of: Ledger) -> dict[str, str]:
    return {row.id: row.status for row in of.claims(limit=None)}


def test_the_sample_has_something_of_everything(full: Ledger) -> None:
    assert set(status(full).values()) == {"disputed", "reported", "forecast", "denied", "acknowledged"}
    assert status(full)[claim_of(full, DENIED[0])] == "denied"


# --- what every format must keep ----------------------------------------------------------------------------------


def told(text: str) -> bool:
    """Whether a text that a reader may see alone says how its claim stands."""
    return any(text.startswith(one.upper()) or f"claim {one.upper()}" in text for one in STATUSES)


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx", "parquet", "ro-crate"])
def test_every_row_of_a_table_says_how_it_stands(full: Ledger, folders: dict[str, Path], name: str) -> None:
    tables, standing = rows_of(name, folders), status(full)
    assert len(tables["claims"]) == len(standing) and len(tables["reports"]) == len(REPORTS)
    for table in ("claims", "statements", "events", "figures"):
        assert tables[table], table
        assert [row["claim_status"] for row in tables[table]] == [standing[row["claim"]] for row in tables[table]]
        if table != "claims":
            assert all(row[key] for row in tables[table] for key in ("effect", "stance", "factuality", "modality"))
    denials = [row for row in tables["events"] if row["effect"] == "denies"]
    assert len(denials) == 3 and all(row["denied"] is True for row in denials)
    assert [row["modality"] for row in tables["events"] if row["type"] == "expel"] == ["negated"]
    assert {row["factuality"] for row in denials} == {"CT-"}


def test_maps_say_how_each_event_stands(full: Ledger) -> None:
    features = json.loads(stream(full, "geojson"))["features"]
    for one in features:
        says = one["properties"]
        assert told(says["name"]) and told(says["title"]) and told(says["says"])
        assert says["denied"] == ("denied here" in says["name"])
        assert says["modality"] != "future" or "future" in says["name"]
    assert sum(one["properties"]["denied"] for one in features) == 3


def test_entities_are_events_only_where_the_claim_stands(full: Ledger) -> None:
    out = io.BytesIO()
    left = export(full, "ftm", out).left
    entities = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    standing = status(full)
    events = [one for one in entities if one["schema"] == "Event"]
    assert {one["properties"]["recordId"][0] for one in events} == {claim for claim, one in standing.items() if one in STANDING}
    assert sum(left.values()) == sum(one not in STANDING for one in standing.values()) == 4
    assert all(told(one["properties"]["name"][0]) for one in entities if one["schema"] in ("Event", "Note"))


def test_annotations_say_how_it_stands(full: Ledger) -> None:
    standing = status(full)
    for one in json.loads(stream(full, "annotation"))["items"]:
        kept = {key.removeprefix("ondit:"): value for key, value in one["ondit:standing"].items()}
        words, *tags = [body["value"] for body in one["body"]]
        assert told(words) and told(one["ondit:claim"]) and kept["claim_status"] == standing[kept["claim"]]
        assert {f"{key}:{kept[key]}" for key in ("stance", "factuality", "modality", "effect")} < set(tags)


def test_a_bundle_says_how_it_stands(full: Ledger) -> None:
    objects = json.loads(stream(full, "stix"))["objects"]
    assert all(told(one["abstract"]) and told(one["content"]) for one in objects if one["type"] == "note")
    opinions = [one for one in objects if one["type"] == "opinion"]
    assert all(told(one["explanation"]) for one in opinions)
    for one in opinions:
        (kept,) = one["extensions"].values()
        assert (kept["effect"] == "denies") == ("disagree" in one["opinion"])
        assert kept["effect"] == "asserts" or "-agree" not in one["opinion"]
    assert {one["opinion"] for one in opinions} == {"strongly-agree", "agree", "neutral", "strongly-disagree"}


def test_records_are_historical_only_where_the_claim_stands(full: Ledger) -> None:
    records = lines(full, "plover")
    assert {one["context"] for one in records} == {"historical", "negated", "future", "unconfirmed", "disputed"}
    for one in records:
        kept = one["ondit"]
        assert one["context"] != "historical" or (kept["claim_status"] in STANDING and kept["effect"] == "asserts")
        assert kept["denied"] == (one["context"] == "negated")


def test_a_network_says_how_it_stands(full: Ledger) -> None:
    import networkx

    graph = networkx.read_gexf(io.BytesIO(stream(full, "gexf").encode()))
    standing = status(full)
    claims = {name: node for name, node in graph.nodes(data=True) if node["kind"] == "claim"}
    assert {name: node["status"] for name, node in claims.items()} == standing
    assert all(told(node["label"]) for node in claims.values())
    for source, target, edge in graph.edges(data=True):
        assert graph.nodes[source]["kind"] == "voice" and edge["claim_status"] == standing[target]
        assert edge["effect"] and edge["factuality"] and edge["modality"]
    assert sum(edge["effect"] == "denies" for *_, edge in graph.edges(data=True)) == 3


def test_what_an_analyst_rejects_is_marked_or_left_out(tmp_path: Path) -> None:
    with ledger(tmp_path / "a.ondit") as made:
        claim = claim_of(made, THREAT[0])
        before = json.loads(stream(made, "stix"))["objects"]
        made.decide("reject", claim, who="Ana", why="a joke")
        assert [row["rejected"] for row in lines(made, "jsonl") if row["record"] in ("statements", "events") and row["claim"] == claim] == [True, True]
        (feature,) = [one for one in json.loads(stream(made, "geojson"))["features"] if one["properties"]["claim"] == claim]
        assert "rejected by an analyst" in feature["properties"]["name"]
        for name in ("ftm", "stix", "plover", "gexf"):
            out = io.BytesIO()
            left = export(made, name, out).left
            assert sum(count for reason, count in left.items() if "rejected" in reason) == 1, name
        assert "rejected" in stream(made, "annotation")
        ruled = max(one["modified"] for one in json.loads(stream(made, "stix"))["objects"])
        assert ruled > max(one["modified"] for one in before if one["type"] == "note")


def test_copies_are_marked_or_left_out(tmp_path: Path) -> None:
    with ledger(tmp_path / "a.ondit", affairs(1, 8)) as made:
        (copy,) = [row for row in made.reports() if row.copy_of]
        for table in ("statements", "events"):
            rows = [row for row in lines(made, "jsonl") if row["record"] == table]
            assert len(rows) == 8 and [row["report"] for row in rows if row["copied"]] == [copy.key]
        assert "copied" in stream(made, "annotation") and "copied" in stream(made, "ftm")
        assert ", copied: " in stream(made, "geojson")
        for name in ("stix", "plover", "gexf"):
            out = io.BytesIO()
            assert export(made, name, out).left[COPIED] == 1, name
        assert len(lines(made, "plover")) == 7


# --- what is asked, and where it goes -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", STREAMS)
def test_as_of_a_day(full: Ledger, name: str) -> None:
    text = stream(full, name, Asked(as_of="2025-02-20"))
    assert "DENIED" not in text and "strongly-disagree" not in text and "negated" not in text
    assert "Tesmar" in text and "nurses" not in text


def test_only_what_is_asked(full: Ledger) -> None:
    rows = lines(full, "jsonl", Asked(status="denied"))
    assert {row["claim_status"] for row in rows if "claim_status" in row} == {"denied"}
    assert len([row for row in rows if row["record"] == "reports"]) == 2
    assert {row["claim"] for row in lines(full, "jsonl", Asked(search="nurses")) if row["record"] == "claims"} == {claim_of(full, DENIED[0])}
    contents = Contents(full, Asked(least=2))
    assert [view.row.entries for view in contents.claims()] == [3, 2]


def test_the_command(full: Ledger, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    place = full.store.where
    assert run(["export", "ftm", "--ledger", place]) == 0
    out, told_ = capsysbinary.readouterr()
    assert out.decode() == stream(full, "ftm") and b"left out: 4 acts that are no Event" in told_
    assert run(["export", "csv", "--table", "claims", "--ledger", place, "--as-of", "2025-03"]) == 0
    assert capsysbinary.readouterr().out.decode() == stream(full, "csv", Asked(as_of="2025-03-31"), "claims")
    assert run(["export", "geojson", "--out", str(tmp_path / "new" / "a.geojson"), "--ledger", place]) == 0
    assert (tmp_path / "new" / "a.geojson").read_text(encoding="utf-8") == stream(full, "geojson")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.geojson"]


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (["xlsx"], "cannot go to standard output"),
        (["parquet"], "name a folder with --out"),
        (["csv"], "one table with --table"),
        (["csv", "--table", "nothing"], "there is no table"),
        (["jsonl", "--table", "claims"], "not written one table at a time"),
        (["pdf"], "is not one of"),
    ],
)
def test_wrong_calls(full: Ledger, capsys: pytest.CaptureFixture[str], args: list[str], what: str) -> None:
    assert run(["export", *args, "--ledger", full.store.where]) == errors.USAGE
    assert what in capsys.readouterr().err


def test_what_cannot_be_written_leaves_nothing(full: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for name in ("geojson", "csv"):
        with pytest.raises(errors.OnditError, match="cannot be written"):
            export(full, name, blocked / "inside")
    monkeypatch.setattr(Contents, "reports", lambda self: 1 / 0)
    (tmp_path / "a.jsonl").write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        export(full, "jsonl", tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "file"]


@pytest.mark.parametrize(("name", "package"), [("xlsx", "openpyxl"), ("parquet", "duckdb")])
def test_a_missing_package_is_named(full: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(errors.OnditError, match=rf"needs the package {package}") as caught:
        export(full, name, tmp_path / "out")
    assert "ondit[tables]" in str(caught.value)


# --- samples ------------------------------------------------------------------------------------------------------


def made(name: str, place: Path) -> str:
    """The sample of a format: two claims, one reported and one denied. Write its text to ``golden/exports`` to renew it."""
    with ledger(place, [SHELLED[1], DENIED]) as small:
        return stream(small, name.split(".")[0], table="events" if name.startswith("csv") else None)


@pytest.mark.parametrize("name", [("csv.events.csv" if name == "csv" else name + form.suffix) for name, form in FORMATS.items() if name in ("csv", *STREAMS)])
def test_golden_samples(name: str, tmp_path: Path) -> None:
    assert made(name, tmp_path / "a.ondit") == (GOLDEN / name).read_bytes().decode("utf-8")


def test_the_page_tells_every_column_and_format() -> None:
    page = (GOLDEN.parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"\n## {name}\n" not in page] == []
    for table, columns in TABLES.items():
        body = page.partition(f"\n### {table}\n")[2].partition("\n#")[0]
        assert [row.split("|")[1].strip().strip("`") for row in body.splitlines() if row.startswith("| `")] == [column.name for column in columns], table


