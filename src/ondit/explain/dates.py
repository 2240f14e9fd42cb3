"""EDTF (ISO 8601-2) -> words: what ondit itself writes, and anything else as it stands."""

from __future__ import annotations

import re

from . import words

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_DOUBT = {"?": "perhaps ", "~": "about ", "%": "perhaps about "}


def date_words(edtf: str) -> str:
    """``2025-04-28`` -> ``28 April 2025``; ``../2025-04`` -> ``by April 2025``; ``2024-23/`` -> ``since autumn 2024``.

    An expression of a form that is not known here is given back as it is.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf)
    if first in ("", ".."):
        return f"by {_one(last)}" if last not in ("", "..") else edtf
    return f"since {_one(first)}" if last in ("", "..") else f"{_one(first)} to {_one(last)}"


def _one(edtf: str) -> str:
    found = _DATE.fullmatch(edtf)
    if not found:
        return edtf
    year, month, day, doubt = found.groups()
    if month is None:
        name = year
    elif 1 <= int(month) <= 12:
        name = f"{words.MONTHS[int(month) - 1]} {year}"
    elif int(month) in words.SEASONS:
        name = f"{words.SEASONS[int(month)]} {year}"
    else:
        return edtf
    return _DOUBT.get(doubt, "") + (f"{int(day)} {name}" if day else name)
