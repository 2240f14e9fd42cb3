"""PLOVER: a record for each event as each entry tells it, in the shape of the gold standard records of its authors.

PLOVER puts its auxiliary modes (historical, future, hypothetical, negated) into ``context``. Only what a named voice
asserts, in a claim that stands, is ``historical`` here, and not what a side of a fight tells of its enemy; what is denied
is ``negated``; for the rest, which PLOVER has no mode for, ``context`` says what it is: ``unconfirmed``, or the status of
the claim. The whole stands under ``ondit``.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from ..ledger.claims import quote
from ..ledger.effects import ASSERTS, effect
from ..model import Participant
from .contents import STANDING, Contents, Told, counted
from .plain import line, voice_name
from .tables import standing

ROOTS = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
})  # fmt: skip
OTHER = "events of kinds that PLOVER does not have"
_SECTOR = {"state": "GOV", "military": "MIL", "intelligence": "SPY"}


def write(contents: Contents, out: BinaryIO) -> None:
    for view in contents.claims():
        for told in contents.events(view, counted(view, contents.left)):
            if told.event.plover.upper() not in ROOTS:
                contents.left[OTHER] += 1
            else:
                out.write(line(record(told, contents)))


def record(told: Told, contents: Contents) -> dict[str, Any]:
    event, entry = told.event, told.entry
    reading = contents.reading(entry.report)
    kinds = {actor.id: _SECTOR[actor.kind] for actor in reading.actors if actor.kind in _SECTOR}
    made: dict[str, Any] = {
        "id": told.id,
        "date": event.date or "",
        "source": [_party(each, kinds) for each in event.actors],
        "target": [_party(each, kinds) for each in event.recipients],
        "event": event.plover.upper(),
        "eventText": event.span.quote,
        "mode": "",
        "context": context(told),
        "text": quote(entry),
        "location": {"name": event.place, **_where(told)} if event.place else {},
        "language": entry.lang,
        "publication": reading.report.outlet or "",
        "publicationDate": entry.published or "",
        "url": reading.report.url or "",
        "coder": "ondit",
        "version": dict(reading.made_by).get("ondit", ""),
    }
    said = {"voice": voice_name(entry), "said": entry.said, "entry": entry.id, "type": event.type, "report": entry.report}
    made["ondit"] = {**standing(entry, told.view), "factuality": told.factuality, "modality": event.modality, "denied": told.denied, **said}
    return made


def context(told: Told) -> str:
    """``historical`` for what stands; else why it does not."""
    if told.denied:
        return "negated"
    if told.event.modality != "historical":
        return told.event.modality
    if effect(told.entry) != ASSERTS or told.entry.against or told.factuality not in ("CT+", "PR+"):
        return "unconfirmed"
    return "historical" if told.view.row.status in STANDING else told.view.row.status


def _party(of: Participant, sectors: dict[str, str]) -> dict[str, str]:
    found = {"actorText": of.span.quote if of.span else of.name, "name": of.name, "code": of.country or "", "sector": sectors.get(of.actor or "", "")}
    return {key: value for key, value in found.items() if value}


def _where(told: Told) -> dict[str, Any]:
    place = told.place
    if place is None:
        return {}
    found = {"country": place.country, "lat": place.lat, "lon": place.lon, "geonameid": place.geonameid, "precision": place.precision}
    return {key: value for key, value in found.items() if value is not None}
