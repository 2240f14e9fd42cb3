"""The gazetteer: countries, regions and cities of the world by name, with codes and coordinates.

Two files of lines sorted by their first cell (see ``docs/gazetteer.md``) are searched by halving and never parsed as
a whole, so that a report costs its names and not the size of the world.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import LanguageDataError
from .folder import COMMON, ROOT

FOLDER = ROOT / COMMON / "gazetteer"
OTHER = "~"
"""Before an id: the name is another spelling of the place, and not one that English, French or the place itself use."""
STATE = "#"
"""Before a country's code, among the names."""

_JOINS = str.maketrans(dict.fromkeys("-‐‑–−/,.", " ") | dict.fromkeys("'’‘ʼʻ´`ʹʿʾ", ""))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "a", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"})


class Bearer(NamedTuple):
    """A place that bears a name.

    ``id`` is its GeoNames number, or the code of a region whose number is not known. ``kind`` is country, admin1 or
    city; ``country`` ISO 3166-1 alpha-3; ``region`` ISO 3166-2 or "" (of a city: where it lies); ``lat``, ``lon`` in
    degrees (WGS 84); ``population`` of the city, 0 where it is not known; ``main`` tells that the name asked for is
    one that English, French or the place itself use.
    """

    id: str
    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    main: bool = True

    @property
    def geonameid(self) -> int | None:
        return int(self.id) if self.id.isdigit() else None


class Gazetteer:
    """Look-ups in the two files of a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._places = _Sorted(folder / "places.tsv")
        self._names = _Sorted(folder / "names.tsv")
        self._known: dict[str, tuple[Bearer, ...]] = {}

    def bearers(self, name: str) -> tuple[Bearer, ...]:
        """Every place of that name, the most populous first; accents, capitals, hyphens and apostrophes are levelled."""
        wanted = name_key(name)
        found = self._known.get(wanted)
        if found is None:
            ids = self._names.get(wanted) if wanted else None
            found = tuple(self.place(each) for each in ids[0].split("|")) if ids else ()
            self._known[wanted] = found
        return found

    def country(self, iso3: str) -> Bearer | None:
        """The country of that ISO 3166-1 alpha-3 code."""
        found = self._names.get(f"{STATE}{iso3}")
        return self.place(found[0]) if found else None

    def place(self, mark: str) -> Bearer:
        """The place of that id. Raises LanguageDataError where there is none."""
        place = mark.removeprefix(OTHER)
        cells = self._places.get(place)
        if cells is None:
            raise LanguageDataError(f"the gazetteer has no place {place}", where=str(FOLDER), cure="`ondit doctor` names the entry that asks for it")
        kind, name, country, region, lat, lon, population = cells
        return Bearer(place, kind, name, country, region, float(lat), float(lon), int(population or 0), mark == place)


class _Sorted:
    """Lines sorted by the bytes of their first cell."""

    def __init__(self, path: Path) -> None:
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise LanguageDataError("the gazetteer is missing", where=str(path), cure="reinstall ondit") from error

    def get(self, first: str) -> list[str] | None:
        """The other cells of the line that begins with ``first``."""
        data, wanted = self._data, first.encode() + b"\t"
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            end = data.find(b"\n", start)
            end = len(data) if end < 0 else end
            if data.startswith(wanted, start):
                return data[start + len(wanted) : end].decode().split("\t")
            if data[start : data.find(b"\t", start) + 1] < wanted:
                low = end + 1
            else:
                high = start
        return None


def name_key(name: str) -> str:
    """What the spellings of a name have in common: small letters without accents, words apart by one space."""
    plain = unicodedata.normalize("NFD", name.lower().translate(_LETTERS)).translate(_JOINS)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped; its files are read at the first call."""
    return Gazetteer()
