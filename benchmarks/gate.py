"""The floors of quality, which only rise: ``python -m benchmarks.gate [--raise]``.

Reads every statement case of our own languages and compares the shares with ``floors.toml``. Exit 0 when no
share lies under its floor, 1 when one does. ``--raise`` writes what was measured where it is higher; to lower a
floor, edit the file by hand and say why in the commit. Beside each floor stands the fingerprint of the cases
that it was measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import cases

FLOORS = Path(__file__).with_name("floors.toml")
HEAD = "# Floors of quality on our own cases; `python -m benchmarks.gate --raise` raises them, nothing lowers them.\n"
SHARES = ("found", "refused")
DIGITS = 4

Floors = dict[str, dict[str, Any]]


def measure() -> Floors:
    """By language: shares of expectations found and refusals held (known failures count as what they are), the
    number of cases and of known failures, the fingerprint of the file."""
    return {path.parent.parent.name: _measure(path) for path in cases.files()}


def _measure(path: Path) -> dict[str, Any]:
    loaded = cases.load(path)
    wanted = found = refused = held = 0
    for case in loaded:
        missing, there, _ = cases.pair(case, case.read())
        wanted += len(case.expect)
        found += len(case.expect) - len(missing)
        refused += len(case.refuse)
        held += len(case.refuse) - len(there)
    return {
        "cases": len(loaded),
        "known_failures": sum(bool(case.known_failure) for case in loaded),
        "found": _share(found, wanted),
        "refused": _share(held, refused),
        "fingerprint": hashlib.sha256(path.read_bytes()).hexdigest()[:12],
    }


def _share(part: int, whole: int) -> float:
    # Cut, not rounded: a floor must never stand above what was measured.
    return int(10**DIGITS * part / whole) / 10**DIGITS if whole else 1.0


def below(measured: Floors, floors: Floors) -> list[str]:
    """What lies under its floor, in words; a language that has lost its cases lies under every floor."""
    faults = []
    for code, floor in sorted(floors.items()):
        now = measured.get(code)
        if now is None or now["cases"] < floor["cases"]:
            faults.append(f"{code}: {now['cases'] if now else 0} cases, and there were {floor['cases']}")
        faults += [
            f"{code}: {share} {now[share]:.4f} is under its floor {floor[share]:.4f}"
            for share in SHARES
            if now and now[share] < floor[share]
        ]
    return faults


def raised(measured: Floors, floors: Floors) -> Floors:
    """The floors after what was measured: each share the higher of the two."""
    return {
        code: {**now, **{share: max(now[share], floors.get(code, now)[share]) for share in SHARES}}
        for code, now in measured.items()
    }


def dumps(floors: Floors) -> str:
    blocks = []
    for code, floor in sorted(floors.items()):
        lines = [f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in floor.items()]
        blocks.append("\n".join([f"[{code}]", *lines]))
    return HEAD + "\n" + "\n\n".join(blocks) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the floors that can be raised")
    options = parser.parse_args(argv)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    measured = measure()
    for code, now in measured.items():
        print(f"{code}: found {now['found']:.4f}, refused {now['refused']:.4f} ({now['cases']} cases, {now['known_failures']} known failures)")
        if now["fingerprint"] != floors.get(code, {}).get("fingerprint"):
            print(f"{code}: the cases are not those that the floor was measured on")
    faults = below(measured, floors)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    higher = raised(measured, floors)
    if higher == floors:
        print("every share stands on its floor")
    elif options.lift:
        FLOORS.write_text(dumps(higher), encoding="utf-8")
        print(f"raised: {FLOORS.name}")
    else:
        print("can be raised: python -m benchmarks.gate --raise")
        print(dumps(higher).removeprefix(HEAD).strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
