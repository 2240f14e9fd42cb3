"""The desk in Chromium: a server over an invented ledger, and a browser that may ask nobody else."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="make test-e2e installs it")
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration may not go without Chromium")
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """``url`` and ``ledger`` of a desk that is served."""
    import uvicorn
    from desk_ledgers import hostile, made

    from ondit.cli.serve import _listen
    from ondit.web import Door, application

    ledger = made(tmp_path_factory.mktemp("e2e") / "l.ondit")
    ledger.add_reading(*hostile())
    listening = _listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(ledger, Door()), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)

    class Desk:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    Desk.ledger = ledger  # type: ignore[attr-defined]
    yield Desk
    server.should_exit = True
    thread.join(10)
    listening.close()
    ledger.close()


class Page:
    """A page of the browser with what it asked for and what it complained about."""

    def __init__(self, context: Any) -> None:
        self.context, self.page = context, context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))


@pytest.fixture
def opened(chromium: Any) -> Iterator[Any]:
    """Opens a window: ``opened(width, theme, lang)``."""
    contexts = []

    def window(width: int = 1280, theme: str = "light", lang: str = "en") -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale=lang, accept_downloads=True)
        contexts.append(context)
        return Page(context)

    yield window
    for context in contexts:
        context.close()
