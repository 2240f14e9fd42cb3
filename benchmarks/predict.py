"""Write predictions for outside gold data: ``python -m benchmarks.predict KIND IN OUT``.

``stories`` reads every ``IN/*.json`` and writes ``OUT/<id>.json``; every other kind reads a file of JSON lines and
writes one with ``"predicted"`` in each row (see benchmarks.rows). Each kind is one file beside this one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ondit.errors import FAILURE, OK, PARTIAL, USAGE

from . import (
    predict_attribution,
    predict_dates,
    predict_events,
    predict_places,
    predict_quantities,
    predict_stories,
    rows,
)
from .tally import Tally

ROWS: dict[str, rows.Predict] = {
    "attribution": predict_attribution.row,
    "dates": predict_dates.row,
    "events": predict_events.row,
    "places": predict_places.row,
    "quantities": predict_quantities.row,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 all well (unsupported languages are counted, not failed), 3 some failed, 1 all failed,
    2 the call was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predict", description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=sorted(["stories", *ROWS]))
    parser.add_argument("source", type=Path, metavar="IN")
    parser.add_argument("target", type=Path, metavar="OUT")
    parser.add_argument(
        "--prefer", choices=("future",),
        help="dates only: what is said without a year or a tense lies ahead (default: as the news means it)",
    )  # fmt: skip
    options = parser.parse_args(argv)
    if options.prefer and options.kind != "dates":
        parser.error("--prefer goes with dates")
    try:
        tally = _stories(options) if options.kind == "stories" else _rows(options)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return USAGE
    print(tally.summary(), file=sys.stderr)
    if not tally.total:
        print(f"{options.source}: holds no {'*.json' if options.kind == 'stories' else 'row'}", file=sys.stderr)
        return FAILURE
    if not tally.failed:
        return OK
    return FAILURE if len(tally.failed) == tally.total else PARTIAL


def _stories(options: argparse.Namespace) -> Tally:
    if not options.source.is_dir():
        raise ValueError(f"{options.source}: no such folder")
    options.target.mkdir(parents=True, exist_ok=True)
    return predict_stories.run(options.source, options.target)


def _rows(options: argparse.Namespace) -> Tally:
    predict = ROWS[options.kind]
    if options.prefer:
        predict = partial(predict_dates.row, prefer=options.prefer)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    return rows.run(options.source, options.target, predict)


if __name__ == "__main__":
    sys.exit(main())
