"""GeoJSON (RFC 7946): a feature for each event as each entry tells it, where the report locates it.

An event whose place has no coordinates is a feature without a geometry. The middle of a country is no place where
something happened: ``place_precision`` tells what a point stands for.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from ..ledger.claims import quote
from .contents import Contents, Told, copied
from .plain import compact, encodable, headline, identifier, sentence
from .tables import event

_HEAD = b'{"type":"FeatureCollection","features":['


def write(contents: Contents, out: BinaryIO) -> None:
    out.write(_HEAD)
    first = True
    for view in contents.claims():
        for told in contents.events(view):
            out.write(b"\n" if first else b",\n")
            out.write(encodable(compact(feature(told))).encode("utf-8"))
            first = False
    out.write(b"\n]}\n")


def feature(told: Told) -> dict[str, Any]:
    """``name`` begins with the status and says so where the entry denies the event, for maps that show nothing else."""
    place = told.place
    located = place is not None and place.lat is not None and place.lon is not None
    row = event(told)
    return {
        "type": "Feature",
        "id": identifier("event", told.id),
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if located else None,
        "properties": {
            "name": name(told),
            "title": headline(told.view),
            "says": sentence(told.entry, told.view),
            "words": quote(told.entry),
            **{key: value for key, value in row.items() if key not in ("lat", "lon")},
        },
    }


def name(told: Told) -> str:
    """``DISPUTED, denied here: air_strike, Tesmar``."""
    marks = [told.view.row.status.upper()]
    if told.denied:
        marks.append("denied here")
    if told.event.modality not in ("historical", "negated"):
        marks.append(told.event.modality)
    if copied(told.entry, told.view):
        marks.append("copied")
    if told.rejected:
        marks.append("rejected by an analyst")
    where = f", {told.event.place}" if told.event.place else ""
    return f"{', '.join(marks)}: {told.event.type}{where}"
