"""``python -m gazetteer FOLDER``: build the gazetteer from the archives in a folder (see docs/gazetteer.md)."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from ondit.lexicon.gazetteer import FOLDER

from . import build
from .inputs import InputError, Inputs

SETTINGS = Path(__file__).with_name("settings.toml")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description="Build the gazetteer that ondit ships.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the archives of gazetteer/settings.toml are")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="DIR", help="where to write it (default: where ondit reads it)")
    asked = parser.parse_args()
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    try:
        inputs = Inputs(asked.folder, settings["inputs"])
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    print(build.write(build.places(inputs, settings), asked.to, settings["inputs"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
