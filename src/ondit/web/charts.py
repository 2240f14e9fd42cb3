"""What the drawings of a page need: plain values, with the words already in the reader's language."""

from __future__ import annotations

from typing import Any

from ..views.story import FigureGroup, FigureRow, Spot, Story
from . import render
from .texts import Texts

SHOWN = 6
"""Series that are drawn; all stand in the table."""


def title(group: FigureGroup, t: Texts) -> str:
    """What a series counts; the words themselves for what has no class."""
    what = t("number.vague_only", group.rows[0].quote) if group.what == "other" else t.word("what", group.what)
    scope = t.word("scope", group.scope) if group.scope else ""
    return ", ".join(part for part in (what, scope, group.unit if group.unit not in (None, "persons") else "") if part)


def figures(story: Story, t: Texts) -> list[dict[str, Any]]:
    """The series that can be drawn: a date and a bound in at least two words."""
    found: list[dict[str, Any]] = []
    for number, group in enumerate(story.figures):
        points = [_point(row, t) for row in group.rows if _day(row) and (row.low is not None or row.high is not None)]
        if len(points) > 1 and len(found) < SHOWN:
            found.append({"group": number, "title": title(group, t), "points": points, "low": group.low, "high": group.high})
    return found


def _day(row: FigureRow) -> str | None:
    """The day on which it was said, where one day or month is known; else when it became known."""
    said = (row.date or "").rstrip("?~%")
    return said if len(said) in (7, 10) and "/" not in said else row.known


def _point(row: FigureRow, t: Texts) -> dict[str, Any]:
    return {
        "id": row.id, "day": _day(row), "low": row.low, "high": row.high, "voice": render.voice(row, t),
        "text": render.figure(row, t), "short": t.short(row.low, row.high), "latest": row.latest, "revises": row.revises, "date": t.date(row.date),
    }  # fmt: skip


def spots(story: Story, t: Texts) -> list[dict[str, Any]]:
    return [_spot(spot, t) for spot in story.spots if spot.lat is not None or (spot.precision == "country" and spot.country)]


def _spot(spot: Spot, t: Texts) -> dict[str, Any]:
    return {
        "name": spot.name, "country": spot.country, "precision": spot.precision, "word": t.word("precision", spot.precision),
        "lat": spot.lat, "lon": spot.lon, "times": spot.times,
    }  # fmt: skip
