"""Exports, each read by the program that its users read it with."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported import AMBRESIA, REPORTS, THREAT, claim_of, ledger, lines, report, rows_of, stream, written

from ondit import Ledger
from ondit.exports import FORMATS, export, ftm
from ondit.exports.columns import LIST, TABLES
from ondit.ledger.identity import report_key


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with ledger(tmp_path_factory.mktemp("ledger") / "a.ondit") as made:
        yield made


@pytest.fixture(scope="module")
def folders(full: Ledger, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(full, tmp_path_factory.mktemp("out"))


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx", "parquet", "ro-crate"])
def test_tables_hold_the_same(full: Ledger, folders: dict[str, Path], name: str) -> None:
    wanted, found = rows_of("jsonl", folders), rows_of(name, folders)
    for table, columns in TABLES.items():
        assert len(found[table]) == len(wanted[table])
        for mine, theirs in zip(found[table], wanted[table], strict=True):
            assert list(mine) == [column.name for column in columns]
            for column in columns:
                value = theirs[column.name]
                if name not in ("jsonl", "parquet"):
                    value = "|".join(value) if column.kind == LIST else value
                    if column.kind == "spans":
                        assert json.loads(mine[column.name]) == value
                        continue
                if name in ("csv", "ro-crate"):
                    assert mine[column.name] == (value if isinstance(value, bool) else "" if value is None else str(value)), column.name
                else:
                    assert (mine[column.name] or None) == (value or None), (table, column.name)


def test_parquet_in_pandas_and_duckdb(folders: dict[str, Path]) -> None:
    import duckdb
    import pandas

    frame = pandas.read_parquet(folders["parquet"] / "events.parquet")
    assert frame["denied"].dtype == bool and frame["lat"].dtype == float and list(frame["actors"][0]) == ["Valdoria"]
    counted = duckdb.sql(f"SELECT claim_status, count(*) FROM '{folders['parquet']}/claims.parquet' GROUP BY 1").fetchall()
    assert dict(counted) == {"disputed": 1, "reported": 1, "denied": 2, "forecast": 1, "acknowledged": 1}
    empty = pandas.read_parquet(folders["parquet"] / "decisions.parquet")
    assert len(empty) == 0 and list(empty) == [column.name for column in TABLES["decisions"]]


def test_a_workbook_has_texts_and_no_formulas(tmp_path: Path) -> None:
    import openpyxl

    with ledger(tmp_path / "a.ondit") as made:
        made.decide("reject", claim_of(made, THREAT[0]), who="=HYPERLINK(\"x\")", why="a\x07b" + "x" * 33_000)
        contents = export(made, "xlsx", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["decisions"]
    who, why = (next(cell for cell in row if cell.column == at) for row in sheet.iter_rows(min_row=2) for at in (6, 7))
    assert (who.data_type, who.value) == ("s", '=HYPERLINK("x")')
    assert len(why.value) == 32_767 and why.value.startswith("a\ufffdb")
    assert sorted(contents.left.values()) == [1, 236]


def test_features_in_shapely(full: Ledger) -> None:
    from shapely import geometry

    features = json.loads(stream(full, "geojson"))["features"]
    points = {one["properties"]["place"]: geometry.shape(one["geometry"]) for one in features if one["geometry"]}
    assert {name: (point.y, point.x) for name, point in points.items()} == {"Tesmar": (41.5, 2.25), "Corvel": (-3.0, 10.125)}
    assert all(point.is_valid for point in points.values())
    assert [one["geometry"] for one in features if one["properties"]["place"] == "Marn"] == [None, None]


def test_entities_in_followthemoney(full: Ledger) -> None:
    money = pytest.importorskip("followthemoney", reason="followthemoney needs the ICU library and a compiler")
    entities = lines(full, "ftm")
    known = {one["id"] for one in entities}
    for one in entities:
        proxy = money.model.get_proxy(one, cleaned=False)
        schema = money.model.get(one["schema"])
        assert schema.validate(one) is None
        for name, values in one["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (one["schema"], name)
            # What the property's type does not know is dropped without a word when Aleph reads it.
            assert sorted(proxy.get(name)) == sorted(values), (name, values)
            assert all(prop.type.validate(value) for value in values), (name, values)
            if prop.type.name == "entity":
                assert set(values) <= known
                targets = [money.model.get(other["schema"]) for other in entities if other["id"] in values]
                assert all(target.is_a(prop.range) for target in targets), (name, prop.range)


def test_countries_in_followthemoney() -> None:
    types = pytest.importorskip("followthemoney.types", reason="followthemoney needs the ICU library and a compiler")
    codes = ftm._codes()
    assert codes["NOR"] == "no" and len(codes) > 190
    assert [code for code in codes.values() if not types.registry.country.validate(code)] == []


def test_annotations_find_the_same_words_again(full: Ledger) -> None:
    texts = {reading.report.url: reading.report.text for reading, _ in REPORTS}
    count = 0
    for one in json.loads(stream(full, "annotation"))["items"]:
        for target in one["target"]:
            text = texts[target["source"]]
            quoted, position = target["selector"]
            assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert text.count(around) == 1
            start = text.index(around) + len(quoted["prefix"])
            assert (start, start + len(quoted["exact"])) == (position["start"], position["end"])
            assert text[position["start"] : position["end"]] == quoted["exact"]
            count += 1
    assert count >= len(REPORTS)


def test_a_bundle_in_stix2(full: Ledger) -> None:
    import stix2

    bundle = stix2.parse(stream(full, "stix"), allow_custom=False)
    known = {one.id for one in bundle.objects}
    assert len(known) == len(bundle.objects)
    for one in bundle.objects:
        assert set(one.get("object_refs", [])) <= known and one.get("created_by_ref", one.id) in known


def test_a_crate_in_rocrate(folders: dict[str, Path]) -> None:
    from rocrate import rocrate

    crate = rocrate.ROCrate(folders["ro-crate"])
    files = {one.id for one in crate.get_entities() if one.type == "File"}
    there = {str(path.relative_to(folders["ro-crate"])) for path in folders["ro-crate"].rglob("*") if path.is_file()}
    assert files == there - {"ro-crate-metadata.json"} and len(files) == len(TABLES) + 1 + len(REPORTS)
    for reading, _ in REPORTS:
        assert (folders["ro-crate"] / "texts" / f"{report_key(reading.report)}.txt").read_bytes().decode() == reading.report.text


ODD = report(
    "Ambresia denies that Ambresia banned <b>\"Corvel | Post\"</b> & the \x0b\u00a0 list,\r\n=SUM(A1) \ufb01n." + " far" * 200, "=Odd\x01", "2025-03-07",
    AMBRESIA, "Ambresia banned <b>\"Corvel | Post\"</b> & the \x0b\u00a0 list,\r\n=SUM(A1) \ufb01n." + " far" * 200, ("ban", "sanction", "banned"), AMBRESIA, "denies", "CT-",
)  # fmt: skip


def test_odd_words_come_through_every_format(tmp_path: Path) -> None:
    import networkx
    import stix2

    wanted = ODD[0].statements[0].content[0].quote
    with ledger(tmp_path / "a.ondit", [ODD]) as made:
        for name, form in FORMATS.items():
            export(made, name, tmp_path / (name + form.suffix))
        assert [row["quote"] for row in lines(made, "jsonl") if row["record"] == "statements"] == [wanted]
        notes = [one["properties"] for one in lines(made, "ftm") if one["schema"] == "Note"]
        assert wanted in [one["description"][0] for one in notes] and all(len(one["name"][0]) <= 400 for one in notes)
        (annotation,) = json.loads(stream(made, "annotation"))["items"]
        assert annotation["target"][0]["selector"][0]["exact"] == wanted
        assert any(wanted in one.get("explanation", "") for one in stix2.parse(stream(made, "stix")).objects)
        networkx.read_gexf(io.BytesIO(stream(made, "gexf").encode()))
    folders = {name: tmp_path / (name + form.suffix) for name, form in FORMATS.items()}
    for name in ("csv", "parquet", "ro-crate"):
        assert [row["quote"] for row in rows_of(name, folders)["statements"]] == [wanted], name
    assert rows_of("xlsx", folders)["statements"][0]["quote"] == wanted.replace("\x0b", "\ufffd")
