"""Claims, reports and rulings -> rows of the common tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..ledger.claims import quote
from ..ledger.effects import effect
from ..ledger.figures import latest
from ..model import Entry, FigurePoint, Span
from ..views import ClaimView
from .contents import Contents, Told, copied
from .plain import token

Rows = Iterator[tuple[str, dict[str, Any]]]


def rows(contents: Contents) -> Rows:
    """Every row with the name of its table; claims with all that is theirs first, then reports and rulings."""
    for view in contents.claims():
        yield "claims", claim(view, contents.asked.as_of)
        yield from (("statements", statement(entry, view)) for entry in view.account.entries)
        yield from (("events", event(told)) for told in contents.events(view))
        yield from _figures(view)
        yield from _moves(view)
        yield from _contradictions(view)
    yield from _reports(contents)
    for ruling in contents.ledger.decisions():
        yield "decisions", {
            "decision": ruling.id, "verdict": ruling.verdict, "subjects": list(ruling.subjects), "field": ruling.field,
            "value": ruling.value, "who": ruling.who, "why": ruling.why, "at": ruling.at,
        }  # fmt: skip


def claim(view: ClaimView, as_of: str | None) -> dict[str, Any]:
    row, status = view.row, view.account.status
    return {
        "claim": row.id, "claim_status": row.status, "voices": row.voices, "decided_by": list(status.decided_by),
        "declined": list(status.declined), "frame": row.frame, "title": row.title, "about": [token(one) for one in row.about],
        "reports": row.reports, "entries": row.entries, "first": row.first, "last": row.last, "as_of": as_of,
    }  # fmt: skip


def standing(entry: Entry, view: ClaimView) -> dict[str, Any]:
    """What no row of an entry may be without: the claim's status and how certain the entry is."""
    return {
        "claim": view.row.id, "claim_status": view.row.status, "rejected": entry.id in view.account.rejected,
        "copied": copied(entry, view), "effect": effect(entry), "stance": entry.stance, "factuality": entry.factuality, "evidential": entry.evidential,
        "modality": entry.modality,
    }  # fmt: skip


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "voice": entry.voice.id, "voice_name": entry.voice.name, "said": entry.said, "known": entry.known, "report": entry.report,
    }  # fmt: skip


def _span(span: Span | None) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote} if span else {"start": None, "end": None, "quote": None}


def statement(entry: Entry, view: ClaimView) -> dict[str, Any]:
    voice, report, copy = entry.voice, view.reports[entry.report], view.copies.get(entry.report)
    return {
        "entry": entry.id, **standing(entry, view),
        "voice_kind": voice.kind, "voice_country": voice.country, "voice_named": voice.named, "chain": list(entry.chain),
        **_said(entry),
        "published": entry.published, "outlet": report.outlet, "url": report.url, "copy_of": copy.original if copy else None,
        "lang": entry.lang, "when": entry.proposition.when, "answers": entry.answers, "quote": quote(entry),
        "spans": [_span(span) for span in entry.content],
    }  # fmt: skip


def event(told: Told) -> dict[str, Any]:
    one, place = told.event, told.place
    return {
        "event": one.id, "entry": told.entry.id, **standing(told.entry, told.view), "factuality": told.factuality,
        "modality": one.modality, "denied": told.denied, "type": one.type, "plover": one.plover,
        "actors": [each.name for each in one.actors], "actor_countries": [each.country or "" for each in one.actors],
        "recipients": [each.name for each in one.recipients], "recipient_countries": [each.country or "" for each in one.recipients],
        "place": one.place, "place_country": place.country if place else None,
        "place_precision": place.precision if place else None, "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None, "date": one.date,
        **_said(told.entry), **_span(one.span),
    }  # fmt: skip


def _figures(view: ClaimView) -> Rows:
    groups: dict[tuple[str, str | None, str | None], list[FigurePoint]] = {}
    for point in view.account.points:
        groups.setdefault((point.what, point.scope, point.unit), []).append(point)
    last = {point.id for points in groups.values() for point in latest(points)}
    for point in view.account.points:
        entry = view.entry(point.entries[0])
        yield "figures", {
            "figure": point.id, **standing(entry, view), "stance": point.stance, "what": point.what, "whom": point.whom,
            "scope": point.scope, "unit": point.unit, "low": point.low, "high": point.high, "approx": point.approx,
            "vague": point.vague, "latest": point.id in last, "revises": point.revises, "recalled": point.recalled,
            "places": [token(one) for one in point.places], "entries": list(point.entries), "voice": point.voice.id,
            "voice_name": point.voice.name, "said": point.date, "known": point.known, "report": point.report,
            "quote": point.quote,
        }  # fmt: skip


def _moves(view: ClaimView) -> Rows:
    for number, move in enumerate(view.account.moves, 1):
        yield "moves", {
            "claim": view.row.id, "number": number, "date": move.date, "known": move.known, "move": move.move,
            "status_after": move.status, "voice": move.voice.id, "voice_name": move.voice.name, "entries": list(move.entries),
        }  # fmt: skip


def _contradictions(view: ClaimView) -> Rows:
    for one in view.account.contradictions:
        yield "contradictions", {
            "claim": view.row.id, "claim_status": view.row.status, "kind": one.kind, "first": one.first, "second": one.second,
            "what": one.what, "because": list(one.because),
        }  # fmt: skip


def _reports(contents: Contents) -> Rows:
    for row in contents.reports():
        reading = contents.reading(row.key)
        yield "reports", {
            "report": row.key, "outlet": row.outlet, "title": row.title, "published": row.published, "known": row.known,
            "lang": row.lang, "url": row.url, "path": row.path, "recorded": row.recorded, "copy_of": row.copy_of,
            "sha256": reading.report.sha256, "text_sha256": reading.report.text_sha256,
        }  # fmt: skip
        for gap in (*reading.report.gaps, *reading.gaps):
            yield "gaps", {"report": row.key, "kind": gap.kind, "reason": gap.reason, "cure": gap.cure or None, **_span(gap.span)}
