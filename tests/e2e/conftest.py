"""The desk in Chromium: a server over the ledger of the samples or an invented one, and a browser that may ask nobody else.

A browser is started for each module and not for the session: Playwright keeps an event loop running in this thread, which
other tests must not find.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chromium import LACKS, found

SHOTS = Path(__file__).resolve().parent.parent.parent / "screenshots"
WAIT = 20_000
"""Milliseconds until something that has to come is missed; the machine may be busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.slow)


def _passed_over(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"continuous integration may not go without a browser: {why}")
    pytest.skip(why)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        _passed_over("there is no Playwright here: pip install 'ondit[e2e]'")
    at = found()
    if at is None:
        _passed_over(LACKS)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=at, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(ledger: Any, **options: Any) -> Iterator[Any]:
    """``url`` and ``ledger`` of a desk that is served, over a ledger that is closed afterwards."""
    import uvicorn

    from ondit.cli.serve import _listen
    from ondit.web import Door, application

    listening = _listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(ledger, Door(), **options), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield SimpleNamespace(url=f"http://127.0.0.1:{listening.getsockname()[1]}", ledger=ledger)
    server.should_exit = True
    thread.join(10)
    listening.close()
    ledger.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of ``samples/`` as ``ondit demo`` makes it, read with the trained pipelines."""
    from ondit.cli import demo
    from ondit.views import Ledger

    place = tmp_path_factory.mktemp("samples") / "demo.ondit"
    with Ledger(place) as ledger:
        for path, told in demo.samples():
            ledger.add(path, **told)
    return place


@pytest.fixture(scope="module")
def desk(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk over a copy of the samples' ledger, on which a module may rule and to which it may add."""
    from ondit.views import Ledger

    with served(Ledger(shutil.copy(samples, tmp_path_factory.mktemp("demo") / "demo.ondit"))) as one:
        yield one


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk over invented affairs, with a hostile report and one of places all over the world."""
    from desk_ledgers import around_the_world, hostile, made

    ledger = made(tmp_path_factory.mktemp("invented") / "l.ondit")
    ledger.add_reading(*hostile())
    ledger.add_reading(*around_the_world())
    with served(ledger) as one:
        yield one


class Window:
    """A page of the browser with what it asked for and what it complained about."""

    def __init__(self, context: Any) -> None:
        self.context, self.page = context, context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.set_default_timeout(WAIT)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def sound(self, *homes: str) -> None:
        """Nothing went wrong, and nobody was asked but those whose addresses begin so."""
        assert self.faults == []
        assert [url for url in self.asked if not url.startswith(homes)] == []


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Window]]:
    """Opens a window: ``opened(width, theme, lang)``."""
    contexts = []

    def window(width: int = 1280, theme: str = "light", lang: str = "en") -> Window:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale=lang, accept_downloads=True)
        contexts.append(context)
        return Window(context)

    yield window
    for context in contexts:
        context.close()
