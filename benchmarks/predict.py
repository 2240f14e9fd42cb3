"""Write predictions for outside gold data: ``python -m benchmarks.predict KIND IN_DIR OUT_DIR``.

Each KIND is one file beside this one with ``run(source, target) -> Tally``. It reads every ``IN_DIR/*.json``
and writes ``OUT_DIR/<id>.json``. Only the public API of ondit is used.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ondit.errors import FAILURE, OK, PARTIAL, USAGE

from . import predict_stories
from .tally import Tally

Run = Callable[[Path, Path], Tally]

KINDS: dict[str, Run] = {
    "stories": predict_stories.run,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 all well (unsupported languages are counted, not failed), 3 some failed, 1 all failed,
    2 the call was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predict", description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("source", type=Path, metavar="IN_DIR")
    parser.add_argument("target", type=Path, metavar="OUT_DIR")
    options = parser.parse_args(argv)
    if not options.source.is_dir():
        print(f"{options.source}: no such folder", file=sys.stderr)
        return USAGE
    options.target.mkdir(parents=True, exist_ok=True)
    tally = KINDS[options.kind](options.source, options.target)
    print(tally.summary(), file=sys.stderr)
    if not tally.total:
        print(f"{options.source}: holds no *.json", file=sys.stderr)
        return FAILURE
    if not tally.failed:
        return OK
    return FAILURE if len(tally.failed) == tally.total else PARTIAL


if __name__ == "__main__":
    sys.exit(main())
