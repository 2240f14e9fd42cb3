"""The desk as an ASGI application: routes, errors, assets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ..errors import LedgerError, OnditError, UsageError
from ..views import Ledger
from . import adding, assets, pages, render, review
from .answer import show, texts
from .security import Door, Guard, TooMuch

_SHOWN = "json|csv"
_FOREVER = "public, max-age=31536000, immutable"


def application(ledger: Ledger, door: Door, *, readonly: bool = False) -> Starlette:
    """The pages over an open ledger, which the caller closes. ``readonly`` takes neither reports nor rulings."""

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        yield
        app.state.jobs.close()

    app = Starlette(
        routes=_routes(), lifespan=living,
        middleware=[Middleware(Guard, door=door), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={OnditError: _failed, HTTPException: _refused, TooMuch: _too_much},
    )  # fmt: skip
    render.warm()
    app.state.ledger, app.state.readonly = ledger, readonly
    app.state.ruling, app.state.jobs = review.Ruling(), adding.Jobs()
    app.state.kept, app.state.kept_stamp = {}, -1
    return app


def _routes() -> list[Route]:
    both = [("/", pages.home, ""), ("/stories", pages.home, "x"), ("/reports", pages.reports, "x"), ("/sources", pages.sources, "x"),
            ("/source", pages.one_source, "x"), ("/audit", review.audit, "x"), ("/review", review.review, "x"), ("/story/{claim}", pages.one_story, "x"),
            ("/report/{key}", pages.one_report, "x")]  # fmt: skip
    found = [Route("/story/{claim}/feed.atom", pages.story_feed)]
    for path, page, forms in both:
        # What ends in .json is also a name: the longer route has to be asked first.
        found += [Route(f"{path}.{form}", _as(page, form)) for form in _SHOWN.split("|") if forms]
        found.append(Route(path, page))
    return [
        *found,
        Route("/review", review.decide, methods=["POST"]),
        Route("/add", adding.add), Route("/add", adding.give, methods=["POST"]),
        Route("/assets/{path}", _asset),
    ]  # fmt: skip


def _as(page: Callable[[Request], Response], form: str) -> Callable[[Request], Response]:
    """The same page for programs."""

    def shown(request: Request) -> Response:
        request.scope["path_params"] = {**request.path_params, "form": form}
        return page(request)

    return shown


def _asset(request: Request) -> Response:
    found = assets.by_path().get(request.path_params["path"])
    if found is None:
        raise HTTPException(404)
    return Response(found.data, media_type=found.kind, headers={"cache-control": _FOREVER})


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnditError)
    status = 404 if isinstance(error, UsageError) and request.method == "GET" else 400 if isinstance(error, UsageError) else 500
    status = 503 if isinstance(error, LedgerError) else status
    if status == 404:
        return show(request, "error.html", status, what=texts(request)("error.not_found"), detail=error.what, cure="")
    return show(request, "error.html", status, what=error.what, detail="", cure=error.cure or "")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    t = texts(request)
    if error.detail == "csrf":
        return show(request, "error.html", 403, what=t("error.csrf"), detail="", cure="")
    if error.detail == "readonly":
        return show(request, "error.html", 403, what=t("add.readonly"), detail="", cure="")
    what = t("error.not_found") if error.status_code == 404 else error.detail
    return show(request, "error.html", error.status_code, what=what, detail="", cure="")


def _too_much(request: Request, error: Exception) -> Response:
    return PlainTextResponse(texts(request)("error.too_much"), 413)
