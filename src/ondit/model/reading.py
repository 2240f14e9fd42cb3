"""All that one report gave."""

from __future__ import annotations

from dataclasses import dataclass

from .claims import Event, Figure, Statement
from .mentions import Actor, PlaceMention, TimeMention
from .report import Gap, Report

SCHEMA = "ondit/reading/1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report says: pure, picklable, the same bytes for the same report and version.

    ``made_by`` names the versions that made it (ondit, language data, pipeline).
    """

    report: Report
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[Actor, ...]
    gaps: tuple[Gap, ...]
    made_by: tuple[tuple[str, str], ...] = ()
    schema: str = SCHEMA
