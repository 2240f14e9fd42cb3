"""The words of the pages, from ``texts/*.toml``: names, dates and numbers as a reader of a language expects them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..errors import LanguageDataError

FOLDER = Path(__file__).parent / "texts"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_SAID = re.compile(r"([+-]\d+\.\d\d )?(.*?)( \[[^\]]*\])?", re.DOTALL)
_SEASON = 21
_DOUBT = {"?": ("perhaps",), "~": ("about",), "%": ("perhaps", "about")}


class Texts:
    """The texts of one interface language."""

    def __init__(self, code: str, tables: dict[str, dict[str, Any]], rules: dict[str, str]) -> None:
        self.code = code
        self.tables = tables
        self.rules = rules
        self.name: str = tables["meta"]["name"]
        self.colon: str = tables["meta"]["colon"]

    def __call__(self, key: str, *parts: object) -> str:
        """``t("home.found", 3)``. A key that is not there is a fault of ours and raises KeyError."""
        table, _, name = key.partition(".")
        text: str = self.tables[table][name]
        return text.format(*parts) if parts else text

    def many(self, key: str, count: int) -> str:
        """``t.many("story.reports", 3)``: the form that goes with a number, which stands in it."""
        return self(f"{key}_one" if count in self.tables["meta"]["singular"] else key, self.number(count))

    def word(self, table: str, value: str | None) -> str:
        """The word for a value of the model; language data may bring new values, which are shown as they are."""
        found: str | None = self.tables[table].get(value or "none")
        return (value or "").replace("_", " ") if found is None else found

    def rule(self, said: str) -> str:
        """What a rule, an entry of a table or a reason says, translated where it is; cells and place stay as they are."""
        before, sentence, tokens, cells, place = self._parts(said)
        return f"{before}{self.rules.get(sentence, sentence)}{tokens}{cells and self('report.entry', cells)}{place}"

    def foreign(self, said: str) -> Markup:
        """The attribute ``lang`` for what :meth:`rule` leaves in the language of the data."""
        known = self.tables["meta"]["default"] or self._parts(said)[1] in self.rules
        return Markup("") if known else Markup(f' lang="{default().code}"')

    def _parts(self, said: str) -> tuple[str, str, str, str, str]:
        """Points of a link, a sentence, the tokens that agree, the cells of an entry, the place in the data."""
        before, rest, place = _SAID.fullmatch(said).groups("")  # type: ignore[union-attr]
        sentence, _, cells = rest.partition(" Entry: ")
        head, colon, tokens = sentence.partition(": ")
        if before or (sentence not in self.rules and head in self.rules):
            return before, head, colon and self.colon + " " + tokens.replace("@", "").replace("=", ""), cells, place
        return before, sentence, "", cells, place

    def date(self, edtf: str | None, short: bool = True) -> str:
        """``14 Feb 2025`` for EDTF; a form that is not known here stays as it is."""
        if not edtf:
            return self("date.unknown")
        first, slash, last = edtf.partition("/")
        if not slash:
            return self._day(edtf, short)
        if first in ("", ".."):
            return self("date.by", self._day(last, short))
        if last in ("", ".."):
            return self("date.since", self._day(first, short))
        return self("date.range", self._day(first, short), self._day(last, short))

    def _day(self, edtf: str, short: bool) -> str:
        found = _DATE.fullmatch(edtf)
        if not found:
            return edtf
        year, month, day, doubt = found.groups()
        meta = self.tables["meta"]
        name = year
        if month is not None:
            number = int(month)
            if 1 <= number <= 12:
                name = f"{meta['short' if short else 'months'][number - 1]} {year}"
            elif _SEASON <= number < _SEASON + 4:
                name = f"{meta['seasons'][number - _SEASON]} {year}"
            else:
                return edtf
        name = f"{int(day)} {name}" if day else name
        for word in _DOUBT.get(doubt, ()):
            name = self(f"date.{word}", name)
        return name

    def number(self, value: float) -> str:
        meta = self.tables["meta"]
        text = f"{int(value):,}" if value == int(value) else f"{value:,}"
        return text.replace(",", "\0").replace(".", meta["decimal"]).replace("\0", meta["thousands"])

    def bounds(self, low: float | None, high: float | None, approx: bool = False, vague: str | None = None, unit: str | None = None) -> str:
        """Bounds as bounds: ``at most 45``, ``30 to 50``, ``about 600``, ``“dozens” (24 to 99)``."""
        if low is None and high is None:
            return self("number.vague_only", vague) if vague else ""
        if low is not None and high is not None:
            text = self.number(low) if low == high else self("number.range", self.number(low), self.number(high))
        elif high is not None:
            text = self("number.most", self.number(high))
        else:
            text = self("number.least", self.number(low or 0))
        text = self("number.about", text) if approx and not vague else text
        text += "" if unit in (None, "persons") else "\u202f%" if unit == "percent" else f" {unit}"
        return self("number.vague", vague, text) if vague else text

    def short(self, low: float | None, high: float | None) -> str:
        """Bounds in signs, where there is no room for words: ``≤ 45``, ``30–50``."""
        if low is None or high is None:
            found = high if low is None else low
            return "" if found is None else f"{'≤' if low is None else '≥'}\u202f{self.number(found)}"
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"


@cache
def languages() -> dict[str, Texts]:
    """The interface languages by their code, the one for everybody else first."""
    found = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    if not found:
        raise LanguageDataError("the pages have no texts", where=str(FOLDER), cure="install ondit again")
    ordered = sorted(found, key=lambda code: (not found[code]["meta"]["default"], code))
    return {code: Texts(code, found[code], _rules(code)) for code in ordered}


def _rules(code: str) -> dict[str, str]:
    """What the language data say, sentence for sentence, in an interface language; the default one is theirs."""
    path = FOLDER / "rules" / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def default() -> Texts:
    return next(iter(languages().values()))


def choose(asked: str | None, accepted: str = "") -> Texts:
    """The texts that were asked for, else those that the browser would rather have, else the default ones."""
    known = languages()
    if asked in known:
        return known[asked]
    for part in accepted.split(","):
        code = part.partition(";")[0].strip().lower().partition("-")[0]
        if code in known:
            return known[code]
    return default()
