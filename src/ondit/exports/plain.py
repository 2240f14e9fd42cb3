"""Small things that several formats need: names that follow from content, text that every format can hold, JSON lines."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ..errors import OnditError
from ..ledger.claims import quote
from ..ledger.effects import effect
from ..model import Entry
from ..views import ClaimView, ReportRow
from .contents import copied

_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ondit")
NOBODY = "(no outlet)"


def encodable(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which UTF-8 cannot hold; no character moves."""
    return _SURROGATE.sub("\ufffd", text)


def markup(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def identifier(*parts: str) -> str:
    """A UUID that is the same for the same parts."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(encodable, parts))))


def line(value: dict[str, Any]) -> bytes:
    """One JSON object as a line of UTF-8."""
    return encodable(compact(value)).encode("utf-8") + b"\n"


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def token(of: str) -> str:
    """A token of a proposition without the sign that tells its kind; places are numbers of GeoNames."""
    return f"geonames:{of[1:]}" if of[:1] == "@" and of[1:].isdigit() else of.lstrip("=@")


def headline(view: ClaimView) -> str:
    """The claim's title behind its status, so that it is never read without it."""
    return f"{view.row.status.upper()}: {view.row.title}"


def voice_name(entry: Entry) -> str:
    """Who says it; an unnamed source is marked."""
    name = entry.voice.name or NOBODY
    return name if entry.voice.named else f"{name} (unnamed)"


def sentence(entry: Entry, view: ClaimView) -> str:
    """What an entry says and how sure that is, in one line: ``Seoul: denies (CT-, historical; claim DISPUTED): “…”``."""
    mark = "; rejected by an analyst" if entry.id in view.account.rejected else ""
    evidential = f", {entry.evidential}" if entry.evidential != "none" else ""
    how = f"{entry.factuality}, {entry.modality}{evidential}; claim {view.row.status.upper()}{mark}"
    return f"{voice_name(entry)}: {entry.stance.replace('_', ' ')} ({how}): “{quote(entry)}”"


def tags(entry: Entry, view: ClaimView) -> list[str]:
    """``stance:denies`` and so on, for formats that know nothing but tags."""
    found = {
        "status": view.row.status, "effect": effect(entry), "stance": entry.stance, "factuality": entry.factuality,
        "evidential": entry.evidential, "modality": entry.modality,
    }  # fmt: skip
    marks = {"rejected": entry.id in view.account.rejected, "copied": copied(entry, view)}
    return [f"{key}:{value}" for key, value in found.items()] + [mark for mark, holds in marks.items() if holds]


def standing_words(view: ClaimView) -> str:
    """``DENIED; independent voices that assert it: 0; would not confirm: 2``."""
    declined = f"; would not confirm: {len(view.account.status.declined)}" if view.account.status.declined else ""
    return f"{view.row.status.upper()}; independent voices that assert it: {view.row.voices}{declined}"


def instant(recorded: str) -> str:
    """A time of recording as RFC 3339 in UTC with milliseconds."""
    at = datetime.fromisoformat(recorded).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def recorded(reports: Sequence[ReportRow]) -> tuple[str, str]:
    """When the first and the last of some reports were recorded."""
    times = sorted(report.recorded for report in reports)
    return instant(times[0]), instant(times[-1])


def address(report: ReportRow) -> str:
    """The report's URL, else a name that follows from its key."""
    return report.url or f"urn:ondit:report:{report.key}"


def needs(package: str, name: str) -> OnditError:
    """The error where a package is missing that only some formats need."""
    return OnditError(f"{name} needs the package {package}, which is not installed", cure="pip install 'ondit[tables]'")
