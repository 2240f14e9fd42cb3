"""Templates -> HTML. Everything that is put into a page is escaped; there is no way around it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..views.desk import EntryRow, country_names
from ..views.story import FigureRow
from .links import Links
from .texts import Texts, languages

SHAPES = {
    "acknowledged": "◆", "retracted": "↶", "disputed": "≠", "corroborated": "●●", "reported": "●", "denied": "✕",
    "forecast": "▷", "rumoured": "○",
}  # fmt: skip
"""A shape for each status, so that it is never told by colour alone."""
EFFECTS = {"asserts": "●", "weakly": "○", "denies": "✕", "declines": "–", "foretells": "▷", "reacts": "!"}

_CALENDAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
"""Dates of EDTF that HTML knows, too."""


@cache
def environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    found.globals.update(shapes=SHAPES, effects=EFFECTS)
    found.tests["calendar"] = lambda edtf: bool(_CALENDAR.fullmatch(edtf or ""))
    return found


def page(template: str, t: Texts, links: Links, **values: Any) -> str:
    """The HTML of a page. ``t`` are its words, ``links`` where other pages are."""
    return environment().get_template(template).render(
        t=t, links=links, languages=languages(), country=lambda code: country(code, t), voice=lambda row: voice(row, t), script_json=script_json,
        figure=lambda row: figure(row, t), about=lambda tokens: about(tokens, t), **values,
    )  # fmt: skip


def voice(row: Any, t: Texts) -> str:
    """The name of a voice; the outlet's own voice as such; ``(unnamed)`` behind one that names nobody."""
    name = row.voice if isinstance(row, EntryRow | FigureRow) or hasattr(row, "voice") else row.name
    if not name:
        return t("story.own_voice")
    return name if getattr(row, "named", True) else f"{name} ({t('story.unnamed')})"


def figure(row: FigureRow, t: Texts) -> str:
    return t.bounds(row.low, row.high, row.approx, row.vague, row.unit) or row.quote


@cache
def _countries(lang: str) -> dict[str, str]:
    return country_names(lang)


def warm() -> None:
    """Load what every page needs, so that the first one is not the slow one."""
    for name in environment().list_templates():
        environment().get_template(name)
    for lang in languages():
        _countries(lang)


def country(code: str | None, t: Texts) -> str:
    return _countries(t.code).get(code or "", code or "")


def about(tokens: tuple[str, ...], t: Texts) -> str:
    """Countries and places of a claim by their names; pieces of names are left to the words themselves."""
    codes = [country(token[1:], t) for token in tokens if token[0] == "=" and len(token) == 4 and token[1:].isupper()]
    places = [token[1:].title() for token in tokens if token[0] == "@" and not token[1:].isdigit()]
    return ", ".join(dict.fromkeys([*codes, *places]))


def script_json(value: object) -> Markup:
    """JSON that can stand in a ``<script type="application/json">``: no ``<`` of a report can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
