"""The sample affair as a ledger tells it: ``python -m docs.story [--ledger FILE] [--width N]``.

Adds the samples (with the outlets and dates that plain text does not carry), says how the claim stood after each
report, and shows it as it stands now. Without ``--ledger`` nothing is left behind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ondit import Ledger
from ondit.cli import run
from ondit.explain.ledger import said_words, status_word

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TOLD = {
    "1": {"outlet": "Le Phare de Brisemer", "published": "2025-02-14"},
    "2": {"outlet": "Le Matin côtier", "published": "2025-02-15"},
    "3": {"outlet": "La Gazette de Port-Alvane", "published": "2025-03-03"},
}
"""What is known of the samples that do not say it themselves."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m docs.story", description=__doc__.splitlines()[0])
    parser.add_argument("--ledger", metavar="FILE")
    parser.add_argument("--width", type=int)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        return tell(options.ledger or str(Path(folder) / "story.ondit"), options.width)


def tell(place: str, width: int | None) -> int:
    """Add the samples and print the story; the exit code of the program."""
    with Ledger(place) as ledger:
        for path in samples():
            ledger.add(path, **TOLD.get(path.name[0], {}))
        claim = ledger.claims(limit=1)[0].id
        for day, status in history(ledger, claim):
            print(f"{said_words(day):12}  {status_word(status)}")
    print(flush=True)
    return run(["show", claim, "--ledger", place, *(["--width", str(width)] if width else [])])


def samples() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")


def history(ledger: Ledger, claim: str) -> list[tuple[str, str]]:
    """How the claim stood on each day on which a report was published."""
    first = ledger.show(claim).row.first or ""
    days = sorted({row.known for row in ledger.reports() if row.known and row.known >= first})
    return [(day, ledger.show(claim, as_of=day).row.status) for day in days]


if __name__ == "__main__":
    sys.exit(main())
