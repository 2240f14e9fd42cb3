"""The gazetteer: its files are whole and sorted, its look-ups find, and the tables of places fit to it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from ondit import lexicon
from ondit.errors import LanguageDataError
from ondit.lexicon.gazetteer import FOLDER, OTHER, Gazetteer, gazetteer, name_key
from ondit.mentions.bearers import country_bearer, own_bearer

LANGUAGES = [info.code for info in lexicon.languages()]


def lines(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["places.tsv", "names.tsv"])
def test_the_files_are_the_ones_that_were_built(name: str) -> None:
    built = tomllib.loads((FOLDER / "built.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == built["sha256"][name]


@pytest.mark.parametrize("name", ["places.tsv", "names.tsv"])
def test_lines_are_sorted_and_none_stands_twice(name: str) -> None:
    firsts = [f"{cells[0]}\t".encode() for cells in lines(name)]
    assert firsts == sorted(set(firsts))


def test_every_place_is_sound_and_has_a_name() -> None:
    named = {mark.removeprefix(OTHER) for _, marks in lines("names.tsv") for mark in marks.split("|")}
    places = lines("places.tsv")
    assert named == {cells[0] for cells in places}
    for mark, kind, name, country, region, lat, lon, population in places:
        assert kind in ("country", "admin1", "city", "place") and name and len(country) == 3, mark
        assert -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180, mark
        assert not region or region[2] == "-", mark
        assert not population or int(population) > 0, mark


def test_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 10_000_000


@pytest.mark.parametrize(
    ("name", "kind", "country", "region", "geonameid", "lat", "lon"),
    [("Tombouctou", "city", "MLI", "ML-6", 2449067, 16.77, -3.0), ("timbuktu", "city", "MLI", "ML-6", 2449067, 16.77, -3.0),
     ("Reykjavík", "city", "ISL", "IS-1", 3413829, 64.1, -21.9), ("Vermont", "admin1", "USA", "US-VT", 5242283, 44.0, -72.7),
     ("Koursk", "admin1", "RUS", "RU-KRS", None, 51.7, 36.0), ("Burkina Faso", "country", "BFA", "", 2361809, 12.3, -1.7)],
)  # fmt: skip
def test_a_place_is_found_by_its_names(
    name: str, kind: str, country: str, region: str, geonameid: int | None, lat: float, lon: float
) -> None:
    found = next(b for b in gazetteer().bearers(name) if b.kind == kind)
    assert (found.country, found.region, found.geonameid) == (country, region, geonameid)
    assert abs(found.lat - lat) < 0.6 and abs(found.lon - lon) < 0.6


def test_the_first_and_the_last_name_are_found_and_others_are_not() -> None:
    names = [cells[0] for cells in lines("names.tsv") if cells[0] == name_key(cells[0])]
    assert gazetteer().bearers(names[0]) and gazetteer().bearers(names[-1])
    for name in ("", " ", "Nulle-Part-sur-Mer", "\t", "~", "zzzz", "0", "\N{SNOWMAN}"):
        assert gazetteer().bearers(name) == ()


def test_bearers_come_with_the_most_populous_first() -> None:
    found = [b for b in gazetteer().bearers("Valence") if b.kind == "city"]
    assert len(found) > 1 and found == sorted(found, key=lambda b: -b.population)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Étienne", "saint etienne"), ("N'Djaména", "N’Djamena"), ("Łódź", "Lodz"), ("Østfold", "OSTFOLD"), ("L'Aquila", "LAquila")],
)
def test_spellings_are_levelled(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_a_folder_without_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LanguageDataError, match="missing"):
        Gazetteer(tmp_path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_country_of_the_tables_is_there(code: str) -> None:
    assert [row["iso3"] for row in lexicon.load(code).table("countries") if country_bearer(row) is None] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_entries_of_places_have_coordinates(code: str) -> None:
    words = lexicon.load(code)
    places = [row for row in words.table("places") if row["precision"] in ("city", "admin1")]
    lost = [row["name"] for row in places if own_bearer(words, row, row["name"]) is None]
    assert len(lost) <= 0.02 * len(places), lost
