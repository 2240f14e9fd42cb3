"""Where the middle of an area lies."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

_FAR = 25.0
"""Degrees from a country's largest part beyond which a part is overseas and does not move the country's middle."""
_CELL = 0.25
"""Degrees: the cities of a cell count once, so that a metropolis does not draw a region's middle to itself."""


def middle_of_cities(points: Iterable[Point]) -> Point:
    """The middle of an area by the cells in which it has cities."""
    cells: dict[tuple[int, int], list[Point]] = {}
    for lon, lat in points:
        cells.setdefault((math.floor(lon / _CELL), math.floor(lat / _CELL)), []).append((lon, lat))
    means = [_mean(inside) for inside in cells.values()]
    if max(lon for lon, _ in means) - min(lon for lon, _ in means) > 180:
        means = [(lon + 360 if lon < 0 else lon, lat) for lon, lat in means]
    lon, lat = _mean(means)
    return (lon + 180) % 360 - 180, lat


def _mean(points: list[Point]) -> Point:
    return sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points)


def countries(topology: dict[str, Any]) -> dict[str, Point]:
    """Countries by their ISO 3166-1 number (or their name where they have none): the middle of their land."""
    arcs = _arcs(topology)
    found = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [_unrolled([point for k in polygon[0] for point in _arc(arcs, k)]) for polygon in polygons]
        found[str(shape.get("id") or shape["properties"]["name"])] = _middle(rings)
    return found


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _arc(arcs: list[list[Point]], k: int) -> list[Point]:
    """An arc; a negative number is one that is walked backwards."""
    return arcs[k] if k >= 0 else arcs[~k][::-1]


def _unrolled(ring: list[Point]) -> list[Point]:
    """The ring without jumps at the date line: longitudes may pass 180."""
    found = ring[:1]
    for lon, lat in ring[1:]:
        found.append((lon + 360 * round((found[-1][0] - lon) / 360), lat))
    return found


def _middle(rings: list[list[Point]]) -> Point:
    parts = sorted((_area(ring) for ring in rings), reverse=True)
    main = parts[0][1]
    near = [(size, point) for size, point in parts if math.dist(point, main) < _FAR]
    total = sum(size for size, _ in near)
    lon, lat = (sum(size * point[axis] for size, point in near) / total for axis in (0, 1))
    return (lon + 180) % 360 - 180, lat


def _area(ring: list[Point]) -> tuple[float, Point]:
    """Size (true to the ground, in square degrees at the equator) and middle of a ring."""
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not twice:
        return 0.0, ring[0]
    point = (x / (3 * twice), y / (3 * twice))
    return abs(twice) / 2 * math.cos(math.radians(point[1])), point
