"""One ruling at a time, and the page of all rulings."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..errors import UsageError
from ..model import FACTUALITIES, STANCES
from ..views import desk, queue
from . import forms, highlights
from .answer import form, ledger, show, text, texts

FIELDS = {"stance": STANCES, "factuality": FACTUALITIES, "said": ()}
_NEAR = 700
"""Characters before and after the words that are shown of their report."""


class Ruling:
    """Rulings of one process, one after another: between looking for others' and writing, none comes in."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.kept: tuple[int, list[queue.Proposal]] = (-1, [])

    def proposals(self, request: Request) -> list[queue.Proposal]:
        stamp = desk.stamp(ledger(request))
        if self.kept[0] != stamp:
            self.kept = (stamp, queue.queue(ledger(request)))
        return self.kept[1]


def review(request: Request) -> Response:
    """``/review``: the proposal ``at`` (an entry's id), else the first that was not skipped."""
    return _page(request, request.query_params.get("at"), _skipped(request))


def _skipped(request: Request) -> list[str]:
    return [one for one in request.query_params.get("skip", "").split(",") if one.isalnum()][:200]


def _page(request: Request, at: str | None, skipped: list[str], said: str = "", status: int = 200, undo: str = "") -> Response:
    left = [one for one in request.app.state.ruling.proposals(request) if one.entry.id not in skipped or one.entry.id == at]
    place = next((i for i, one in enumerate(left) if one.entry.id == at), 0)
    values: dict[str, Any] = {
        "left": len(left), "skipped": skipped, "said": said or request.query_params.get("said", ""),
        "undo": undo or request.query_params.get("undo", ""), "who": request.cookies.get("ondit_who", ""), "fields": FIELDS,
    }  # fmt: skip
    if not left:
        return show(request, "review.html", status, one=None, **values)
    one = left[place]
    around = {"before": left[place - 1].entry.id if place else "", "after": left[place + 1].entry.id if place + 1 < len(left) else ""}
    saw = queue.seen(ledger(request), (one.entry.id,))
    return show(request, "review.html", status, one=one, saw=saw, pieces=_passage(request, one), **around, **values)


def _passage(request: Request, one: queue.Proposal) -> tuple[highlights.Piece, ...]:
    """The text around the words, with these marked."""
    view = desk.report(ledger(request), one.entry.report)
    reading = view.reading
    found: tuple[Any, ...] = (*reading.statements, *reading.figures, *reading.events)
    record = next((record for record in found if record.id == one.entry.source), None)
    if record is None:
        return ()
    statement = hasattr(record, "content")
    spans = [("content", span) for span in record.content] if statement else [("figure", record.span)]
    if statement:
        spans += [("source", source.span) for source in record.sources if source.span] + ([("cue", record.cue)] if record.cue else [])
    marks = [highlights.Mark(span.start, span.end, kind, i) for i, (kind, span) in enumerate(spans)]
    content = view.reading.report.text
    start = max(min(mark.start for mark in marks) - _NEAR, 0)
    end = min(max(mark.end for mark in marks) + _NEAR, len(content))
    start = content.find(" ", start) + 1 if start else 0
    return highlights.flatten(content, marks, start, end)


async def decide(request: Request) -> Response:
    """``POST /review``: a ruling, or that an earlier one is taken back."""
    given = await form(request)
    values = {name: str(given.get(name, "")).strip() for name in ("verdict", "subject", "other", "saw", "who", "why", "field", "value", "skip", "after", "undo")}
    return await run_in_threadpool(_decided, request, values)


def _decided(request: Request, given: dict[str, str]) -> Response:
    t, who = texts(request), (given["who"] or "unknown")[:100]
    skipped = [one for one in given["skip"].split(",") if one.isalnum()]
    ruling: Ruling = request.app.state.ruling
    if given["verdict"] == "undo":
        with ruling.lock:
            taken = ledger(request).undo(given["undo"], who=who, why=given["why"] or t("review.undo"))
        at = next((one.subjects[0] for one in ledger(request).rulings() if one.id == given["undo"]), "")
        return _next(t("review.undone", taken.subjects[0][:8]), at, "", skipped, who)
    field, value = (given["field"], given["value"]) if given["verdict"] == "correct" else (None, None)
    if given["verdict"] == "correct" and (field not in FIELDS or not value or (FIELDS[field] and value not in FIELDS[field])):
        raise UsageError("a correction needs a field and what it should be", cure="choose both")
    subjects = (given["subject"], given["other"]) if given["verdict"] == "same" and given["other"] else (given["subject"],)
    try:
        with ruling.lock:
            made = queue.rule(
                ledger(request), given["verdict"], subjects, who=who, why=given["why"] or t("review.default_why"), saw=given["saw"],
                field=field, value=value,
            )  # fmt: skip
    except queue.Overtaken as error:
        last = error.rulings[-1] if error.rulings else None
        parts = (last.who, t.word("verdict", last.verdict), last.why) if last else ("?", "?", "?")
        return _page(request, given["subject"], skipped, t("review.overtaken", *parts), 409)
    return _next(t("review.done", t.word("verdict", made.verdict), given["subject"][:8]), given["after"], made.id, skipped, who)


def _next(said: str, at: str, undo: str, skipped: list[str], who: str) -> Response:
    query = urlencode({name: value for name, value in {"at": at, "undo": undo, "skip": ",".join(skipped), "said": said}.items() if value})
    response = RedirectResponse(f"/review?{query}", 303)
    response.set_cookie("ondit_who", "".join(c for c in who if c.isascii() and (c.isalnum() or c in "._-")), samesite="strict", httponly=True)
    return response


def audit(request: Request) -> Response:
    """All rulings, the latest first, with those that were taken back."""
    rows = ledger(request).rulings()
    wanted = request.path_params.get("form")
    if wanted:
        return text(forms.as_json(rows), "application/json") if wanted == "json" else text(forms.as_csv(rows), "text/csv")
    undone = {subject for row in rows if row.verdict == "undo" for subject in row.subjects}
    return show(request, "audit.html", rows=rows[::-1], undone=undone, who=request.cookies.get("ondit_who", ""))
