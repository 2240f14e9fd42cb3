"""Pictures of the desk for the README: ``python -m docs.screenshots``. Needs Chromium and Playwright (``make test-e2e``).

Makes the ledger of the samples, serves it, and takes two pictures into ``docs/images/``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from ondit import Ledger
from ondit.cli import run

IMAGES = Path(__file__).resolve().parent / "images"


def main() -> int:
    import uvicorn
    from playwright.sync_api import sync_playwright

    from ondit.cli.serve import _listen
    from ondit.web import Door, application

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("there is no Chromium here; on Debian: apt install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "story.ondit"
        run(["demo", "--ledger", str(place)])
        with Ledger(place) as ledger, _listen("127.0.0.1", 0) as listening:
            claim = ledger.claims()[0].id
            view = ledger.show(claim)
            report = view.account.entries[-1].report
            server = uvicorn.Server(uvicorn.Config(application(ledger, Door()), log_level="warning"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.05)
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            IMAGES.mkdir(exist_ok=True)
            with sync_playwright() as p:
                page = p.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page(viewport={"width": 1200, "height": 760})
                for name, path in (("story", f"/story/{claim}"), ("report", f"/report/{report}#note-0")):
                    page.goto(base + path)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=IMAGES / f"{name}.png")
            server.should_exit = True
            thread.join(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
