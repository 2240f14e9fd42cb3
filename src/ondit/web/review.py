"""One ruling at a time, and the page of all rulings."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..errors import UsageError
from ..views import desk, queue
from . import forms, highlights
from .answer import form, ledger, show, text, texts

_NOBODY = "unknown"
"""Who rules without a name."""
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
    """``/review``: the proposal ``at`` (any entry's id), else the first that was not skipped."""
    wanted = request.path_params.get("form")
    if wanted:
        rows = [queue.Waiting.of(one) for one in request.app.state.ruling.proposals(request)]
        return text(forms.as_json(rows), "application/json") if wanted == "json" else text(forms.as_csv(rows), "text/csv")
    return _page(request, request.query_params.get("at"), _skipped(request))


def _skipped(request: Request) -> list[str]:
    return [one for one in request.query_params.get("skip", "").split(",") if one.isalnum()][:200]


def _page(request: Request, at: str | None, skipped: list[str], fault: str = "", status: int = 200, given: dict[str, str] | None = None) -> Response:
    """One proposal. ``fault`` tells why what was ``given`` was not recorded; it stands in the form again."""
    waiting: list[queue.Proposal] = request.app.state.ruling.proposals(request)
    left = [one for one in waiting if one.entry.id not in skipped or one.entry.id == at]
    if at and not any(one.entry.id == at for one in left):
        left.insert(0, queue.proposal(ledger(request), at))
    values: dict[str, Any] = {
        "left": len(left), "skipped": skipped, "said": request.query_params.get("said", ""), "fault": fault, "given": {"field": "", "value": "", "why": ""} | (given or {}),
        "undo": (given or {}).get("undo") or request.query_params.get("undo", ""), "who": (given or {}).get("who") or unquote(request.cookies.get("ondit_who", "")),
    }  # fmt: skip
    if not left:
        return show(request, "review.html", status, one=None, **values)
    place = next((i for i, one in enumerate(left) if one.entry.id == at), 0)
    one = left[place]
    around = {"before": left[place - 1].entry.id if place else "", "after": left[place + 1].entry.id if place + 1 < len(left) else ""}
    ruled = queue.rulings(ledger(request), (one.entry.id,))
    return show(request, "review.html", status, one=one, saw=ruled[-1].id if ruled else "", ruled=ruled, pieces=_passage(request, one), **around, **values)


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
    t, who = texts(request), (given["who"] or _NOBODY)[:100]
    skipped = [one for one in given["skip"].split(",") if one.isalnum()]
    ruling: Ruling = request.app.state.ruling
    if given["verdict"] == "undo":
        with ruling.lock:
            taken = ledger(request).undo(given["undo"], who=who, why=given["why"] or t("review.undo"))
        at = next((one.subjects[0] for one in ledger(request).rulings() if one.id == given["undo"]), "")
        # The way back goes on: the next one takes back what the same analyst ruled before.
        return _next(t("review.undone", taken.subjects[0][:8]), at, queue.before(ledger(request), who), skipped, who)
    if not given["why"] and given["verdict"] != "accept":
        return _page(request, given["subject"], skipped, t("review.needs_why"), 400, given)
    name, _, figure = given["field"].partition(" ")
    correction = (name, f"{figure} {given['value']}".strip()) if given["verdict"] == "correct" else (None, None)
    subjects = (given["subject"], given["other"]) if given["verdict"] == "same" and given["other"] else (given["subject"],)
    try:
        with ruling.lock:
            made = queue.rule(
                ledger(request), given["verdict"], subjects, who=who, why=given["why"] or t("review.default_why"), saw=given["saw"],
                field=correction[0], value=correction[1],
            )  # fmt: skip
    except queue.Overtaken as error:
        last = error.rulings[-1] if error.rulings else None
        parts = (last.who, t.word("verdict", last.verdict), last.why) if last else ("?", "?", "?")
        return _page(request, given["subject"], skipped, t("review.overtaken", *parts), 409, given)
    except UsageError as error:
        return _page(request, given["subject"], skipped, error.what, 400, given)
    return _next(t("review.done", t.word("verdict", made.verdict), given["subject"][:8]), given["after"], made.id, skipped, who)


def _next(said: str, at: str, undo: str, skipped: list[str], who: str) -> Response:
    query = urlencode({name: value for name, value in {"at": at, "undo": undo, "skip": ",".join(skipped), "said": said}.items() if value})
    response = RedirectResponse(f"/review?{query}", 303)
    if who != _NOBODY:
        response.set_cookie("ondit_who", quote(who, safe=""), samesite="strict", httponly=True)
    return response


def audit(request: Request) -> Response:
    """All rulings, the latest first, with those that were taken back."""
    rows = ledger(request).rulings()
    wanted = request.path_params.get("form")
    if wanted:
        return text(forms.as_json(rows), "application/json") if wanted == "json" else text(forms.as_csv(rows), "text/csv")
    undone = {subject for row in rows if row.verdict == "undo" for subject in row.subjects}
    return show(request, "audit.html", rows=rows[::-1], undone=undone, who=unquote(request.cookies.get("ondit_who", "")))
