"""``ondit doctor``: what is installed, what is missing, and the cure."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..errors import FAILURE, OK, LanguageDataError

if TYPE_CHECKING:
    from ..lexicon import LanguageInfo

REINSTALL = "install ondit again: pip install --force-reinstall ondit"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. ``fault`` says what is wrong (empty if nothing is), ``cure`` what to do."""

    name: str
    value: str
    fault: str = ""
    cure: str = ""


@click.command(short_help="Show what is installed, which languages, and what is missing.")
def doctor() -> int:
    """Show the versions of ondit, Python and the libraries, and the languages with their pipelines; check the
    language data and list every fault with its file and line. What is missing is named with its cure, and the
    exit code is then 1."""
    failed = 0
    for heading, findings in (("ondit", _ondit()), ("Libraries", _libraries()), ("Languages", _languages())):
        click.secho(heading, bold=True)
        for finding in findings:
            _print(finding)
            failed += bool(finding.fault)
    click.echo()
    click.echo(f"{failed} fault{'s' if failed > 1 else ''} to mend." if failed else "All is well.")
    return FAILURE if failed else OK


def _print(finding: Finding) -> None:
    click.echo(f"  {finding.name:<14}{finding.value}".rstrip())
    if finding.fault:
        click.secho(f"    FAULT: {finding.fault}", fg="red")
        click.echo(f"    → {finding.cure}")


def _ondit() -> Iterator[Finding]:
    yield Finding("version", __version__)
    python = f"{platform.python_version()} ({platform.python_implementation()}, {platform.system()})"
    yield Finding("Python", python)


def _libraries() -> Iterator[Finding]:
    """What ondit requires, with the versions that are installed."""
    try:
        required = metadata.requires("ondit") or []
    except metadata.PackageNotFoundError:
        yield Finding("ondit", "", "ondit runs from a folder and is not installed", "pip install . in that folder")
        return
    for line in sorted(required, key=str.lower):
        name, limits, marker = _requirement(line)
        if "extra" in marker:
            continue
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Finding(name, "missing", f"{name} is not installed", f'pip install "{name}{limits}"')
            continue
        fine = satisfies(version, limits)
        fault = "" if fine else f"ondit needs {name} {limits}"
        yield Finding(name, version, fault, f'pip install "{name}{limits}"')


def _requirement(line: str) -> tuple[str, str, str]:
    """Name, version limits and environment marker of a line such as ``click<9,>=8.1; extra == "x"``."""
    spec, _, marker = line.partition(";")
    name = re.match(r"[A-Za-z0-9._-]+", spec.strip())
    assert name, line
    return name[0], re.sub(r"\[.*?\]|\s", "", spec.strip()[name.end() :]), marker


def satisfies(version: str, limits: str) -> bool:
    """Whether a version keeps limits such as ``>=3.8.7,<3.9`` (compared by their numbers)."""
    compare = {">=": lambda a, b: a >= b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b}
    for limit in filter(None, limits.split(",")):
        sign = re.match(r"[<>]=?", limit)
        if sign and not compare[sign[0]](_numbers(version), _numbers(limit[sign.end() :])):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a release, without trailing zeros: 3.0 is 3."""
    found = [int(part) for part in re.match(r"\d+(?:\.\d+)*", version)[0].split(".")]  # type: ignore[index]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _languages() -> Iterator[Finding]:
    try:
        from ..lexicon import languages

        found = languages()
    except ImportError as error:
        yield Finding("languages", "unknown", str(error), "install the library that is missing")
        return
    except LanguageDataError as error:
        yield Finding("manifests", "faulty", "\n      ".join(error.faults or (error.what,)), error.cure or REINSTALL)
        return
    if not found:
        yield Finding("languages", "none", "no language is installed", REINSTALL)
    for info in found:
        yield from _language(info)


def _language(info: LanguageInfo) -> Iterator[Finding]:
    from ..lexicon import faults, load

    name = f"{info.code} {info.english_name}"
    bad = faults(info.code)
    if bad:
        what = f"{len(bad)} in the language data:" + "".join(f"\n      {fault}" for fault in bad)
        yield Finding(name, f"{info.status}, data faulty", what, "mend the lines named, or " + REINSTALL)
    else:
        lexicon = load(info.code)
        entries = sum(len(table) for table in lexicon.tables.values())
        yield Finding(name, f"{info.status}, {entries:,} entries, {len(lexicon.rules)} rules, data {lexicon.version}")
        if lexicon.missing:
            yield Finding("  not filled", ", ".join(lexicon.missing))
    yield _pipeline(info)


def _pipeline(info: LanguageInfo) -> Finding:
    if info.pipeline is None:
        what = f"the trained pipeline of {info.english_name} is missing"
        return Finding("  pipeline", "missing", what, REINSTALL)
    try:
        meta = json.loads((info.pipeline / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return Finding("  pipeline", "faulty", f"meta.json: {error}", REINSTALL)
    facts = [f"{meta.get('name', '?')} {meta.get('version', '?')}", _size(info.pipeline)]
    facts.append(f"licence: {meta.get('license') or 'not named'}")
    limits = str(meta.get("spacy_version", ""))
    fits = satisfies(metadata.version("spacy"), limits)
    fault = "" if fits else f"the pipeline needs spaCy {limits}"
    return Finding("  pipeline", ", ".join(facts), fault, f'pip install "spacy{limits}"')


def _size(folder: Path) -> str:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return f"{size / 1e6:.1f} MB"
