"""The pages that show: stories, one story, reports, one report, sources."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..errors import UsageError
from ..model import STANCES, STATUSES
from ..views import desk
from ..views import source as one_voice
from ..views.story import Story, story
from . import charts, feed, forms, highlights
from .answer import as_of, ledger, number, show, text, texts
from .links import Served

_FIELDS = ("words", "about", "status", "frame", "stance", "outlet", "since", "until")


def home(request: Request) -> Response:
    """``/`` and ``/stories``: search with facets."""
    sought = desk.Sought(**{name: request.query_params.get(name) or None for name in _FIELDS})
    page = number(request, "page")
    found = _kept_search(request, sought, page)
    form = request.path_params.get("form")
    if form:
        return _for_programs(form, found, found.rows)
    return show(
        request, "home.html", found=found, sought=asdict(sought), page=page, pages=-(-found.total // desk.PAGE),
        stances=STANCES, statuses=STATUSES, empty=not found.total and sought == desk.Sought(),
    )  # fmt: skip


def _kept_search(request: Request, sought: desk.Sought, page: int) -> desk.Found:
    """The answer, from memory while the ledger has not changed."""
    state = request.app.state
    stamp = desk.stamp(ledger(request))
    if state.kept_stamp != stamp:
        state.kept, state.kept_stamp = {}, stamp
    key = (sought, page)
    if key not in state.kept:
        if len(state.kept) > 200:
            state.kept = {}
        state.kept[key] = desk.search(ledger(request), sought, page)
    found: desk.Found = state.kept[key]
    return found


def one_story(request: Request) -> Response:
    claim, form = request.path_params["claim"], request.path_params.get("form")
    day = as_of(request)
    try:
        found = story(ledger(request), claim, day)
    except UsageError:
        if day is None:
            raise
        now = story(ledger(request), claim)
        return show(request, "story_before.html", story=now, as_of=day)
    if form:
        return _for_programs(form, found, found.entries)
    return show(request, "story.html", **story_values(found, texts(request), Served(day)))


def story_values(found: Story, t: Any, links: Any) -> dict[str, Any]:
    """What the template of a story needs beside the story."""
    return {"story": found, "as_of": found.as_of, "figures": charts.figures(found, t), "spots": charts.spots(found, t)}


def story_feed(request: Request) -> Response:
    found = story(ledger(request), request.path_params["claim"])
    return text(feed.atom(found, texts(request), str(request.base_url).rstrip("/"), Served()), "application/atom+xml")


def reports(request: Request) -> Response:
    page, form = number(request, "page"), request.path_params.get("form")
    rows, total = desk.reports(ledger(request), page)
    if form:
        return _for_programs(form, rows, rows)
    return show(request, "reports.html", rows=rows, total=total, page=page, pages=-(-total // desk.PAGE))


def one_report(request: Request) -> Response:
    view, form = desk.report(ledger(request), request.path_params["key"]), request.path_params.get("form")
    if form:
        return _for_programs(form, view, [entry for some in view.entries.values() for entry in some])
    return show(request, "report.html", **report_values(view))


def report_values(view: desk.ReportView) -> dict[str, Any]:
    paragraphs, notes = highlights.of_report(view)
    reading = view.reading
    return {
        "view": view, "paragraphs": paragraphs, "notes": notes, "says": desk.describe(reading.report.lang), "lang_known": reading.report.lang in desk.reading_languages(),
        "records": [getattr(note.record, "id", "") for note in notes], "shown": {note.kind for note in notes} | _roles(notes),
    }  # fmt: skip


def _roles(notes: tuple[highlights.Note, ...]) -> set[str]:
    return {"source", "cue"} if any(note.kind == "content" for note in notes) else set()


def sources(request: Request) -> Response:
    name, form = request.query_params.get("name") or None, request.path_params.get("form")
    rows = ledger(request).sources(name)
    if form:
        return _for_programs(form, rows, rows)
    return show(request, "sources.html", rows=rows[:300], total=len(rows), name=name or "")


def one_source(request: Request) -> Response:
    found = one_voice.source(ledger(request), request.query_params.get("voice", ""), as_of(request))
    form = request.path_params.get("form")
    if form:
        return _for_programs(form, found, found.entries)
    return show(request, "source.html", source=found, as_of=as_of(request))


def _for_programs(form: str, whole: Any, rows: Any) -> Response:
    if form == "json":
        return text(forms.as_json(whole), "application/json")
    response = text(forms.as_csv(rows), "text/csv")
    response.headers["content-disposition"] = 'attachment; filename="ondit.csv"'
    return response
