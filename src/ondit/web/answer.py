"""One request: its ledger, its words, its day, and the answers that pages give."""

from __future__ import annotations

import hmac
import re
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ..errors import UsageError
from ..views import Ledger
from . import render
from .links import Served
from .texts import Texts, choose

LANGUAGE = "ondit_lang"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def ledger(request: Request) -> Ledger:
    found: Ledger = request.app.state.ledger
    return found


def texts(request: Request) -> Texts:
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    return choose(asked, request.headers.get("accept-language", ""))


def as_of(request: Request) -> str | None:
    """The day of the question (ISO), None for now. Raises UsageError for what is no day."""
    given = request.query_params.get("as_of", "")
    return checked_day(given) if given else None


def checked_day(given: str) -> str:
    try:
        if not _DAY.fullmatch(given):
            raise ValueError(given)
        date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{given[:40]!r} is no day", cure="write YYYY-MM-DD") from error
    return given


def number(request: Request, name: str, usual: int = 1, most: int = 100_000) -> int:
    """A whole number of the query from 1 to ``most``; what is none counts as the usual one."""
    given = request.query_params.get(name, "")
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() and len(given) < 9 else usual


def show(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page as HTML, in the language that was asked for; the choice is remembered."""
    t = texts(request)
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    body = render.page(
        template, t, Served(request.query_params.get("as_of")), csrf=request.state.csrf, path=request.url.path, query=query,
        readonly=request.app.state.readonly, **values,
    )  # fmt: skip
    response = HTMLResponse(body, status)
    if request.query_params.get("lang") == t.code:
        response.set_cookie(LANGUAGE, t.code, samesite="strict", httponly=True)
    return response


def text(body: str, kind: str) -> Response:
    return Response(body.encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8")


async def form(request: Request) -> Any:
    """The form of a request. Raises HTTPException 403 where it has not our token."""
    found = await request.form(max_files=200, max_fields=400, max_part_size=16 * 2**20)
    given = str(found.get("csrf") or request.headers.get("x-csrf") or "")
    if not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        raise HTTPException(403, "csrf")
    if request.app.state.readonly:
        raise HTTPException(403, "readonly")
    return found
