"""FollowTheMoney: entities as JSON lines, made without that package.

FollowTheMoney has no property for the status of an event, and Aleph merges events into facts. So only acts in claims
that stand (acknowledged, corroborated, reported) become an ``Event``; every claim, these too, is a ``Note`` whose name
begins with its status, and so is every statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..ledger import days
from ..ledger.claims import quote
from ..lexicon import languages, load
from ..model import Entry, Voice
from ..views import ClaimView, ReportRow
from .contents import REJECTED, STANDING, Contents
from .plain import NOBODY, headline, identifier, line, sentence, standing_words, tags, voice_name

NO_EVENT = "acts that are no Event, for want of a place for their status; their Notes are there"
_SCHEMA = {
    "state": "PublicBody", "military": "PublicBody", "intelligence": "PublicBody", "igo": "PublicBody",
    "ngo": "Organization", "armed_group": "Organization", "media": "Organization", "party": "Organization",
    "company": "Company", "expert": "Person", "witness": "Person", "person": "Person",
}  # fmt: skip
_DATE = 10
"""Characters of an ISO day."""
_NAME = 400
"""Characters of a name; FollowTheMoney takes 512."""


def write(contents: Contents, out: BinaryIO) -> None:
    codes = _codes()
    voices: dict[str, tuple[Voice, set[str]]] = {}
    for view in contents.claims():
        for entity in _of_claim(view, contents, codes):
            out.write(line(entity))
        for entry in view.account.entries:
            if entry.voice.named and entry.voice.name:
                voices.setdefault(entry.voice.id, (entry.voice, set()))[1].add(entry.voice.name)
    for voice, names in voices.values():
        out.write(line(_entity(_voice_id(voice), _SCHEMA.get(voice.kind, "LegalEntity"), name=sorted(map(_name, names)), country=_country(voice.country, codes))))
    for report in contents.reports():
        out.write(line(_article(report)))


def _of_claim(view: ClaimView, contents: Contents, codes: dict[str, str]) -> Iterator[dict[str, Any]]:
    about = [code for one in view.row.about if one[:1] == "=" for code in _country(one[1:], codes)]
    places = dict.fromkeys(told.event.place for told in contents.events(view) if told.event.place and not told.denied)
    note: dict[str, Any] = {
        "name": _name(headline(view)), "description": standing_words(view), "summary": view.row.title, "country": about,
        "keywords": [f"status:{view.row.status}", *([f"frame:{view.row.frame}"] if view.row.frame else [])],
        "entity": [_article_id(entry.report) for entry in view.account.entries],
    }  # fmt: skip
    if view.row.frame is None:
        pass  # what is said and no act: the Note is all
    elif view.row.status in STANDING:
        entity = identifier("ftm-event", view.row.id)
        note["entity"] = [entity, *note["entity"]]
        yield _entity(
            entity, "Event", name=_name(headline(view)), summary=standing_words(view), country=about, location=list(places),
            recordId=view.row.id, keywords=[f"status:{view.row.status}"], **_when(view.account.claim.proposition.when),
            proof=[_article_id(report) for report in dict.fromkeys(entry.report for entry in view.account.entries)],
        )  # fmt: skip
    else:
        contents.left[NO_EVENT] += 1
    claim = identifier("ftm-claim", view.row.id)
    yield _entity(claim, "Note", **note)
    for entry in view.account.entries:
        if entry.id in view.account.rejected:
            contents.left[REJECTED] += 1
        else:
            yield _statement(entry, view, claim)


def _statement(entry: Entry, view: ClaimView, claim: str) -> dict[str, Any]:
    about = [claim, _article_id(entry.report), *([_voice_id(entry.voice)] if entry.voice.named and entry.voice.name else [])]
    report = view.reports[entry.report]
    return _entity(
        identifier("ftm-statement", entry.id), "Note", name=_name(sentence(entry, view)), keywords=tags(entry, view), entity=about,
        description=quote(entry), summary=f"{voice_name(entry)}, {entry.said or 'undated'}", sourceUrl=report.url,
        publisher=report.outlet,
    )  # fmt: skip


def _name(text: str) -> str:
    """As names are kept there: on one line, with single spaces, and not too long. The exact words are in descriptions."""
    words = " ".join(text.split())
    return words if len(words) <= _NAME else words[: _NAME - 1] + "…"


def _article(report: ReportRow) -> dict[str, Any]:
    return _entity(
        _article_id(report.key), "Article", title=report.title, name=_name(report.title or report.path or report.key),
        publisher=report.outlet or NOBODY, publishedAt=_day(report.published), sourceUrl=report.url,
    )  # fmt: skip


def _entity(id_: str, schema: str, /, **properties: Any) -> dict[str, Any]:
    """An entity; properties are lists of texts, those without a value are left out."""
    found = {}
    for key, value in properties.items():
        values = value if isinstance(value, list) else [value]
        if kept := list(dict.fromkeys(one for one in values if one)):
            found[key] = kept
    return {"id": id_, "schema": schema, "properties": found}


def _when(edtf: str | None) -> dict[str, str | None]:
    """One day, month or year is a date; an interval its two ends. An open or approximate end is left out."""
    if edtf is None:
        return {}
    start, parted, end = edtf.partition("/")
    return {"startDate": _day(start), "endDate": _day(end)} if parted else {"date": _day(start)}


def _day(edtf: str | None) -> str | None:
    """The date, where EDTF says no more than ISO 8601 does."""
    plain = edtf is not None and len(edtf) <= _DATE and days.bounds(edtf) and set(edtf) <= set("0123456789-") and edtf[4:5] in ("", "-")
    return edtf if plain and not (edtf and len(edtf) == 7 and edtf[5:] > "12") else None


def _codes() -> dict[str, str]:
    """ISO 3166-1 alpha-3 -> the two letters that FollowTheMoney wants, by the first installed language's table."""
    rows = load(next(iter(languages())).code).table("countries_iso").by_key
    return {code: str(row["iso2"]).lower() for code, row in rows.items()}


def _country(code: str | None, codes: dict[str, str]) -> list[str]:
    return [codes[code]] if code in codes else []


def _voice_id(voice: Voice) -> str:
    return identifier("ftm-voice", voice.id)


def _article_id(report: str) -> str:
    return identifier("ftm-report", report)
