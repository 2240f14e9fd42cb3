"""``python -m training LANGUAGE``: train, assemble and measure the pipeline of a language."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from . import settings
from .settings import ROOT

STEPS = ("tokens", "vectors", "parser", "names", "assemble", "measure")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


def main() -> int:
    asked = _arguments()
    if asked.only and _ONE_THREAD.items() <= os.environ.items():
        _do(asked.only, asked.language, asked.data)
        return 0
    # A step asked for alone gets the same environment: threads and hash seed decide the last bits of a model.
    steps = ((asked.only,),) if asked.only else (("tokens",), ("vectors",), ("parser", "names"), ("assemble",), ("measure",))
    for together in steps:
        running = [_start(step, asked) for step in together]
        failed = [step for step, process in zip(together, running, strict=True) if process.wait()]
        if failed:
            print(f"{', '.join(failed)}: failed", file=sys.stderr)
            return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("language", help="the name of a toml beside this file, for instance fr")
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "training", help="folder with ud/ and ner/"
    )
    parser.add_argument("--only", choices=STEPS, help="do one step with what the earlier ones left in training/work")
    return parser.parse_args()


def _start(step: str, asked: argparse.Namespace) -> subprocess.Popen[bytes]:
    """A step in a process of its own: seeds, threads and memory are its own, and two can run side by side."""
    print(f"{step} …", flush=True)
    command = [sys.executable, "-m", "training", asked.language, "--data", str(asked.data), "--only", step]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **_ONE_THREAD})


def _do(step: str, language: str, data: Path) -> None:
    from . import jobs

    began = time.monotonic()
    getattr(jobs, step)(settings.load(language, data))
    print(f"{step}: done in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
