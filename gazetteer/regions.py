"""First-level regions: GeoNames codes, ISO 3166-2 codes, names and middles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from ondit.lexicon.gazetteer import name_key

from .centres import Point, middle_of_cities


class Region(NamedTuple):
    """``code`` is GeoNames' (``RU.41``), ``iso`` ISO 3166-2 or "" where it is not known; ``keys`` are levelled names."""

    code: str
    iso: str
    name: str
    keys: frozenset[str]
    middle: Point


def build(
    names: dict[str, list[str]], subdivisions: dict[str, str], cities: Iterable[dict[str, Any]], settings: dict[str, Any]
) -> dict[str, Region]:
    """Every region that has a city, by GeoNames code. ``names`` by that code; ``subdivisions`` are names by ISO code."""
    points: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        points[f"{city['countrycode']}.{city['admin1code']}"].append((city["longitude"], city["latitude"]))
    words = _Words(settings)
    iso = _matched(names, subdivisions, words, settings["iso"])
    found = {}
    for code, own in names.items():
        if code not in points:
            continue
        known = [*own, *([subdivisions[iso[code]]] if iso.get(code) in subdivisions else [])]
        keys = {key for name in known for key in (name_key(name), words.core(name)) if key}
        found[code] = Region(code, iso.get(code, ""), own[0], frozenset(keys), middle_of_cities(points[code]))
    return found


def second(
    subdivisions: dict[str, str], towns: Iterable[dict[str, str]], known: Iterable[Region], settings: dict[str, Any]
) -> dict[str, Region]:
    """Departments and provinces by ISO code, those that are called as a first-level region left out."""
    points: dict[str, list[Point]] = defaultdict(list)
    for town in towns:
        points[f"{town['country']}-{town['admin2']}"].append((float(town["lng"]), float(town["lat"])))
    taken = {(region.code[:2], key) for region in known for key in region.keys}
    found = {}
    for iso, name in subdivisions.items():
        if iso[:2] in settings["second"].split() and iso in points and (iso[:2], name_key(name)) not in taken:
            found[iso] = Region(iso, iso, name, frozenset({name_key(name)}), middle_of_cities(points[iso]))
    return found


class _Words:
    """The words of region names that are no names."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._generic = set(settings["generic"].split())
        self._joining = set(settings["joining"].split())

    def core(self, name: str) -> str:
        """The name without the words around it that say what kind of region it is; "" where nothing is left."""
        words = name_key(name.partition("(")[0]).split()
        while words and words[-1] in self._generic:
            words.pop()
        generic = False
        while words and (words[0] in self._generic or (generic and words[0] in self._joining)):
            generic = True
            words.pop(0)
        return " ".join(words)


def _matched(
    names: dict[str, list[str]], subdivisions: dict[str, str], words: _Words, told: dict[str, str]
) -> dict[str, str]:
    """ISO codes by GeoNames code: those that the settings tell, then regions of one country with one name."""
    found = {code: iso for code, iso in told.items() if code in names}
    taken = set(told.values())
    for level in (name_key, words.core):
        free: dict[tuple[str, str], list[str]] = defaultdict(list)
        for iso, name in subdivisions.items():
            if iso not in taken and level(name):
                free[iso[:2], level(name)].append(iso)
        for code, own in names.items():
            if code in found:
                continue
            matches = {iso for name in own for iso in free.get((code[:2], level(name)), ())} - taken
            if len(matches) == 1:
                found[code] = matches.pop()
                taken.add(found[code])
    return found
