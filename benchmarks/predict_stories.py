"""Reports -> who says what, in the form of the stories' gold files.

In: ``{"id", "text", "lang", "published", "outlet", "url"}``. Out: ``figures``, ``statements``, ``events`` and
``dates``, whose ``start``/``end`` are characters of ``text``. Conventions of that form:

- ``sources`` stand origin first; one without a name is ``"unnamed: <its words>"``; the outlet's own voice is [].
- ``start``/``end`` of a statement reach from its first content span to its last, and take in the cue where that stands
  right before them: the gold marks the words of the act with the content ("rejects the idea of a merger"). With
  ``ONDIT_PREDICT_SPANS=content`` they are those of the content alone.
- a vague figure ("des milliers") has no bounds and keeps its words under ``vague``.
- a state is its ISO 3166-1 alpha-3 code as actor, recipient or ``whom``, so are people of whom only the country is
  known; everybody else is a name.
- ``dates`` are those that were resolved.

Documents that name their ``story`` also give ``stories/<story>.json``: what the ledger makes of them (benchmarks.story).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import ondit
from ondit import lexicon
from ondit.errors import OnditError, UnsupportedLanguage
from ondit.model import Event, Figure, Participant, Reading, Source, Statement

from . import story
from .tally import Tally

_NEAR = 24
"""Characters between cue and content that still are one stretch: an adverb, a date, a conjunction."""


def run(source: Path, target: Path) -> Tally:
    """Predict every ``source/*.json`` into ``target``; a document that cannot be read gets an empty prediction."""
    tally = Tally()
    stories: dict[str, dict[str, Reading]] = {}
    for path in sorted(source.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        name = document.get("id") or path.stem
        try:
            reading = _read(document)
            predicted = prediction(name, reading)
            tally.read += 1
            if document.get("story"):
                stories.setdefault(str(document["story"]), {})[name] = reading
        except UnsupportedLanguage as error:
            predicted = nothing(name, "unsupported_language", error)
            lang = document.get("lang") or "unknown"
            tally.unsupported[lang] = tally.unsupported.get(lang, 0) + 1
        except OnditError as error:
            predicted = nothing(name, type(error).__name__, error)
            tally.failed.append((name, error.what))
        _write(target / f"{name}.json", predicted)
    for name, readings in stories.items():
        (target / "stories").mkdir(exist_ok=True)
        _write(target / "stories" / f"{name}.json", story.told(name, readings))
    return tally


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="backslashreplace")


def _read(document: dict[str, Any]) -> Reading:
    options = {key: document.get(key) or None for key in ("lang", "published", "outlet", "url")}
    return ondit.read_text(document["text"], **options)


def nothing(name: str, kind: str, error: OnditError) -> dict[str, Any]:
    """The prediction for a document that was not read, with the reason as its gap."""
    gap = {"kind": kind, "reason": error.what, "cure": error.cure or ""}
    return {"id": name, "figures": [], "statements": [], "events": [], "dates": [], "gaps": [gap]}


def prediction(name: str, reading: Reading) -> dict[str, Any]:
    """A reading in the gold's form."""
    states = state_codes(reading)
    return {
        "id": name,
        "figures": [_figure(figure) for figure in reading.figures],
        "statements": [_statement(statement) for statement in reading.statements],
        "events": [_event(event, states) for event in reading.events],
        "dates": [
            {"anchor": time.span.quote, "start": time.span.start, "end": time.span.end, "edtf": time.edtf}
            for time in reading.times
            if time.edtf is not None
        ],
        "gaps": [{"kind": gap.kind, "reason": gap.reason, "cure": gap.cure} for gap in reading.gaps],
    }


def state_codes(reading: Reading) -> dict[str, str]:
    """Actor id -> country code of those who stand for their state: itself, its government, its army, its officials.

    Public bodies that go by a name of their own (a central bank, a ministry) keep it.
    """
    bodies = lexicon.load(reading.report.lang).table("organisations").by_key
    return {
        actor.id: actor.country
        for actor in reading.actors
        if actor.kind in ("state", "military") and actor.country and (actor.id == actor.country or actor.id not in bodies)
    }


def chain(sources: tuple[Source, ...]) -> list[str]:
    """A source chain as names, origin first."""
    return [source.name if source.named else f"unnamed: {source.name}" for source in sources]


def _figure(figure: Figure) -> dict[str, Any]:
    found = {
        "anchor": figure.span.quote,
        "start": figure.span.start,
        "end": figure.span.end,
        "low": None if figure.vague else _whole(figure.low),
        "high": None if figure.vague else _whole(figure.high),
        "approx": figure.approx,
        "what": figure.what,
        "whom": figure.whom,
        "unit": figure.unit,
        "sources": chain(figure.sources),
        "stance": figure.stance,
    }
    return {**found, "vague": figure.vague} if figure.vague else found


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _statement(statement: Statement) -> dict[str, Any]:
    origin = statement.sources[0] if statement.sources else None
    start, end = extent(statement)
    return {
        "content": " ".join(span.quote for span in statement.content),
        "start": start,
        "end": end,
        "sources": chain(statement.sources),
        "source_country": origin.country if origin else None,
        "source_kind": origin.kind if origin else "unknown",
        "stance": statement.stance,
        "form": statement.form,
        "factuality": statement.factuality,
        "evidential": statement.evidential,
        "cue": statement.cue.quote if statement.cue else None,
    }


def extent(statement: Statement) -> tuple[int, int]:
    """First and last character of what the gold would mark: the content, with a cue right before it."""
    start, end = statement.content[0].start, statement.content[-1].end
    cue = statement.cue
    adjacent = cue is not None and 0 <= start - cue.end <= _NEAR and statement.form != "adjunct"
    if cue is not None and adjacent and os.environ.get("ONDIT_PREDICT_SPANS") != "content":
        start = cue.start
    return start, end


def _event(event: Event, states: dict[str, str]) -> dict[str, Any]:
    return {
        "anchor": event.span.quote,
        "start": event.span.start,
        "end": event.span.end,
        "type": event.type,
        "plover": event.plover,
        "actor": _names(event.actors, states),
        "recipient": _names(event.recipients, states),
        "place": event.place,
        "date": event.date,
        "modality": event.modality,
    }


def _names(participants: tuple[Participant, ...], states: dict[str, str]) -> str | None:
    """The participants as the gold writes them: "PRK", "Credit Suisse", "USA, GBR", None for nobody."""
    return ", ".join(dict.fromkeys(_code(each, states) or each.name for each in participants)) or None


def _code(participant: Participant, states: dict[str, str]) -> str | None:
    """The country code that stands for a participant: a state, or people of whom only the country is known."""
    if participant.actor is None or participant.actor == participant.country:
        return participant.country
    return states.get(participant.actor)
