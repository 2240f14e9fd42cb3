"""Which Chromium the tests of the desk drive; ``python -m tests.e2e.chromium`` installs Debian's where there is none and
it may (as root, with apt)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation", "fonts-dejavu-core")
LACKS = "there is no Chromium here: apt-get install chromium, or name one in the variable CHROMIUM"


def found() -> str | None:
    """Its path: the one that the variable ``CHROMIUM`` names, else the first on the path."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Never fails: without a browser the tests are passed over, or fail where continuous integration wants them."""
    if found():
        return 0
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        print(f"tests/e2e: {LACKS}", file=sys.stderr)
        return 0
    print("Installing Debian's Chromium for tests/e2e (once) ...", file=sys.stderr, flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *PACKAGES]):
        if subprocess.run([apt, *step], check=False, **quiet).returncode:  # type: ignore[call-overload]
            print(f"tests/e2e: apt-get {step[0]} failed; {LACKS}", file=sys.stderr)
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
