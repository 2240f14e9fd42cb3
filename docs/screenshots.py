"""Pictures of the desk for the README: ``python -m docs.screenshots``. Needs Chromium and Playwright (``make test-e2e``).

Makes the ledger of the samples, serves it, and takes the pictures into ``docs/images/``.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ondit import Ledger
from ondit.cli import run
from tests.e2e import chromium

IMAGES = Path(__file__).resolve().parent / "images"
SHOTS = ("story", "report")
"""Names of the pictures and of the paths that :func:`paths` gives."""
SIZE = {"width": 1200, "height": 760}
MOST = 200_000
"""Bytes of one picture."""


def paths(ledger: Ledger) -> dict[str, str]:
    """What is shown: the largest story, and the report of its last entry with its first mark chosen."""
    claim = ledger.claims(limit=1)[0].id
    last = ledger.show(claim).account.entries[-1]
    return {"story": f"/story/{claim}", "report": f"/report/{last.report}#note-0"}


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The address of a desk over a ledger."""
    import uvicorn

    from ondit.cli.serve import _listen
    from ondit.web import Door, application

    with _listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(application(ledger, Door()), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def main() -> int:
    from playwright.sync_api import sync_playwright

    at = chromium.found()
    if at is None:
        print(chromium.LACKS, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "story.ondit"
        run(["demo", "--ledger", str(place)])
        with Ledger(place) as ledger, served(ledger) as base, sync_playwright() as p:
            page = p.chromium.launch(executable_path=at, args=["--no-sandbox"]).new_page(viewport=SIZE)  # type: ignore[arg-type]
            for name, path in paths(ledger).items():
                page.goto(base + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=IMAGES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
