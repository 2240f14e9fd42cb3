"""Write the sample output of README.md anew: ``python -m docs.render_demo [--check]``.

What stands between the markers is what ``ondit read`` prints for one sample at 80 columns. ``--check`` writes
nothing and exits with 1 when the page is stale.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .pages import replaced, written

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "README.md"
SAMPLE = "samples/4-aveu-horizons-du-sud.html"
START, END = "<!-- demo -->", "<!-- /demo -->"


def output() -> str:
    """What the program prints for the sample; raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "ondit", "read", "--width", "80", SAMPLE]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8")


def rendered(page: str, printed: str) -> str:
    """The page with ``printed`` between its markers; raises ValueError when it has not both."""
    return replaced(page, START, END, f"```console\n$ ondit read {SAMPLE}\n{printed.rstrip()}\n```", PAGE.name)


def main(argv: Sequence[str] | None = None) -> int:
    fresh = rendered(PAGE.read_text(encoding="utf-8"), output())
    return written(PAGE, fresh, "make readme", argv)


if __name__ == "__main__":
    sys.exit(main())
