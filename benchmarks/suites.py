"""Score mentions on outside suites: ``python -m benchmarks.suites FOLDER [--only NAME] [--show]``.

FOLDER holds files of JSON lines whose name tells the suite (``recognizers_number_fr.dev.jsonl``); each row has
``text``, ``lang``, perhaps ``reference_date``, and ``expected``, a list of spans with their values. A prediction that
overlaps an expected span answers it, the one that shares most characters first. What is counted:

- numbers: rows whose every expected span is answered with the right low and high (a scalar is both; an exclusive
  bound is one) and, where nothing is expected, rows without a prediction that has no unit;
- dates: rows, or spans, whose interval of days is one of the right ones; times of the day are left out;
- TimeML texts, which annotate the ends of an interval and not the whole: relaxed F1 over all spans, F1 of spans with the right TIMEX3 value, and right intervals of those that
  have one;
- places: spans with the right country and, where coordinates are given, within 60 km of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, isclose, radians, sin, sqrt
from pathlib import Path
from typing import Any

from ondit.errors import OK, USAGE, OnditError

from . import predict_dates, predict_places, predict_quantities, rows

Record = dict[str, Any]
CLOCK = ("hour", "minute", "second")
TIMED = ("datetime", "datetimerange", "datetimealt", "time", "timerange", "timezone")
NEAR_KM = 60


@dataclass
class Score:
    """Counts by name (right, of), and what went wrong, row by row."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, right: int, of: int) -> None:
        count = self.counts.setdefault(name, [0, 0])
        count[0] += right
        count[1] += of

    def miss(self, row: Record, expected: object, predicted: list[Record]) -> None:
        found = [{k: v for k, v in p.items() if v is not None and k not in ("start", "end")} for p in predicted]
        self.wrong.append(f"{row['text'].strip()[:160]!r}\n     expected {expected}\n     found    {found}")

    def lines(self) -> Iterator[str]:
        for name, (right, of) in self.counts.items():
            yield f"{name:44}{right:6} of {of:5}{right / of if of else 0:9.1%}"


def answers(expected: Record, predicted: Sequence[Record]) -> list[Record]:
    """The predictions that overlap an expected span, the most of it first."""

    def shared(p: Record) -> int:
        return int(min(p["end"], expected["end"]) - max(p["start"], expected["start"]))

    return sorted((p for p in predicted if shared(p) > 0), key=shared, reverse=True)


def near(a: float | None, b: float | None) -> bool:
    return a is b or (a is not None and b is not None and isclose(a, b, rel_tol=1e-6, abs_tol=1e-9))


# --- quantities ------------------------------------------------------------------------------------------


def bounds(expected: Record) -> tuple[float | None, float | None] | None:
    """The low and high that an expected value means; None where it means neither."""
    value = expected.get("value")
    if isinstance(value, int | float):
        return value, value
    if not isinstance(value, dict):
        return None
    if "mode" in value:
        if value["mode"] in ("more_than", "at_least", "less_than", "at_most", "range"):
            return value["min"], value["max"]
        return (value["core"][0],) * 2 if value["mode"] != "vague" else (value["min"], None)
    if "value" in value:
        return value["value"], value["value"]
    return value.get("min"), value.get("max")


def right_number(expected: Record, predicted: Record) -> bool:
    want, got = bounds(expected), (predicted["low"], predicted["high"])
    if want is None:
        return False
    value = expected["value"]
    if isinstance(value, dict) and value.get("mode") == "vague":
        return near(want[0], got[0])
    if near(want[0], got[0]) and near(want[1], got[1]):
        return True
    rough = isinstance(value, dict) and value.get("mode") in ("approx", "percent", "fraction")
    return (rough and want[0] is not None and (near(want[0], got[0]) or near(want[0], got[1]))) or _share(expected, want, got)


def _share(expected: Record, want: tuple[float | None, ...], got: tuple[float | None, ...]) -> bool:
    """A half as a percentage is 50 in one convention and .5 in another."""
    return expected.get("type") == "percentage" and all(w is not None and g is not None and near(w / 100, g) for w, g in zip(want, got, strict=True))


def quantities(data: Sequence[Record], score: Score) -> None:
    for row in data:
        predicted = predict_quantities.row(row)
        expected = row["expected"]
        good = bool(expected) or not any(not p["unit"] for p in predicted)
        for each in expected:
            found = answers(each, predicted)
            good = good and bool(found) and right_number(each, found[0])
        score.add("rows right", good, 1)
        if not good:
            score.miss(row, [(e["surface"], e.get("value")) for e in expected], predicted)


def extents(data: Sequence[Record], score: Score) -> None:
    """Spans without values: found or not."""
    for row in data:
        predicted = predict_quantities.row(row)
        for each in row["expected"]:
            found = answers(each, predicted)
            score.add(f"found {each['type']}", bool(found), 1)
            if not found:
                score.miss(row, each["surface"], [])


# --- dates -----------------------------------------------------------------------------------------------


def intervals(expected: Record) -> list[list[str | None]]:
    """The half-open intervals of days that are right."""
    if "intervals_any_of" in expected:
        return [[side[:10] if side else None for side in pair] for pair in expected["intervals_any_of"]]
    if "interval" in expected:
        return [expected["interval"]]
    value = expected.get("value")
    if isinstance(value, dict):
        return [[(value.get(side) or "")[:10] or None for side in ("start", "end")]]
    return []


def clock(row: Record) -> bool:
    """True if some expected time is a time of the day, or finer than a day."""
    for each in row["expected"]:
        value = each.get("value")
        if isinstance(value, dict):
            sides = [value.get(side) or "" for side in ("start", "end")]
            if value.get("grain") in CLOCK or any(side[11:] not in ("", "00:00:00") for side in sides):
                return True
        elif each.get("type") in TIMED:
            return True
    return False


def dated(data: Sequence[Record], score: Score, prefer: str | None) -> None:
    for row in data:
        wanted = [each for each in row["expected"] if intervals(each)]
        if not wanted or not row.get("usable", True) or clock(row):
            continue
        predicted = predict_dates.row(row, prefer=prefer)
        good = True
        for each in wanted:
            found = answers(each, predicted)
            good = good and bool(found) and found[0]["interval"] in intervals(each)
        score.add("rows right", good, 1)
        if not good:
            score.miss(row, [(e["surface"], intervals(e)) for e in wanted], predicted)


def timeml(data: Sequence[Record], score: Score) -> None:
    gold = spotted = met = valued = dated_right = with_interval = 0
    for row in data:
        predicted, expected = [p for p in predict_dates.row(row) if not p["whole"]], row["expected"]
        gold, spotted = gold + len(expected), spotted + len(predicted)
        free = list(predicted)
        for each in expected:
            found = answers(each, free)
            span = intervals(each)
            with_interval += bool(span)
            if found:
                met += 1
                free.remove(found[0])
                same = found[0].get("value", found[0]["edtf"]) == each["value"]
                valued += same
                good = bool(span) and found[0]["interval"] == span[0]
                dated_right += good
                if (span and not good) or not same:
                    score.miss(row, (each["surface"], each["value"], each.get("interval")), found[:1])
            else:
                score.miss(row, (each["surface"], each["value"], each.get("interval")), [])
        score.wrong += [f"not expected: {p['surface']!r} in {row['text'][max(0, p['start'] - 50) : p['end'] + 30]!r}" for p in free]
    score.add("relaxed F1", 2 * met, gold + spotted)
    score.add("value F1", 2 * valued, gold + spotted)
    score.add("intervals, of those with one", dated_right, with_interval)


# --- places ----------------------------------------------------------------------------------------------


def kilometres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Along the surface of a sphere of the Earth's size."""
    a, b, c, d = map(radians, (lat, lon, to_lat, to_lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def places(data: Sequence[Record], score: Score) -> None:
    for row in data:
        predicted = predict_places.row(row)
        for each in row["expected"]:
            found = answers(each, predicted)
            good = bool(found) and found[0]["country"] == each["iso2"]
            score.add("country right", good, 1)
            there = good
            if each.get("lat") is not None:
                lat, lon = (found[0].get("lat"), found[0].get("lon")) if found else (None, None)
                there = lat is not None and lon is not None and kilometres(lat, lon, each["lat"], each["lon"]) <= NEAR_KM
                score.add(f"within {NEAR_KM} km", there, 1)
            if not (good and there):
                score.miss(row, (each["surface"], each["iso2"], each.get("lat"), each.get("lon")), predicted)


# --- the suites ------------------------------------------------------------------------------------------

Scorer = Callable[[Sequence[Record], Score], None]

SUITES: tuple[tuple[str, Scorer], ...] = (
    ("invented_num", quantities),
    ("invented_date", lambda data, score: dated(data, score, None)),
    ("invented_place", places),
    ("recognizers_datetime", lambda data, score: dated(data, score, None)),
    ("recognizers_", quantities),
    ("duckling_number", quantities),
    ("duckling_time", lambda data, score: dated(data, score, "future")),
    ("meantime_values", extents),
    ("ftib", timeml),
    ("meantime", timeml),
)


def scorer(name: str) -> Scorer | None:
    return next((score for prefix, score in SUITES if name.startswith(prefix)), None)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suites", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", help="suites whose name holds this")
    parser.add_argument("--show", action="store_true", help="print every row that is wrong")
    options = parser.parse_args(argv)
    paths = [path for path in sorted(options.folder.glob("*.jsonl")) if options.only in path.name and scorer(path.name)]
    if not paths:
        print(f"{options.folder}: no suite that is known", file=sys.stderr)
        return USAGE
    for path in paths:
        score, score_rows = Score(), scorer(path.name)
        assert score_rows is not None
        try:
            score_rows(rows.read_rows(path), score)
        except OnditError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        print(path.name.split(".")[0])
        for line in score.lines():
            print(f"  {line}")
        if options.show:
            print(*(f"   {line}" for line in score.wrong), sep="\n")
    return OK


if __name__ == "__main__":
    sys.exit(main())
