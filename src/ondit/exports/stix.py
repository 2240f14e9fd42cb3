"""STIX 2.1: a bundle in which a claim is a note and each statement an opinion of its voice on that note.

The standing of each stands in a property extension; for programs that know no extension the text of every object begins
with the claim's status, and its labels repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..ledger.effects import ASSERTS, DENIES, effect
from ..model import Entry, Voice
from ..views import ClaimView
from .contents import Contents, copied, counted
from .plain import (
    compact,
    encodable,
    headline,
    identifier,
    instant,
    recorded,
    sentence,
    standing_words,
    tags,
    voice_name,
)
from .tables import standing

_CLASS = {"person": "individual", "expert": "group", "witness": "group"}
_FIRM = frozenset({"acknowledges", "confirms"})
_START = "2024-01-01T00:00:00.000Z"
"""Since when the extension and its maker are what they are."""


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{identifier('stix', kind, *parts)}"


MAKER = _id("identity", "ondit")
EXTENSION = _id("extension-definition", "standing")


def write(contents: Contents, out: BinaryIO) -> None:
    out.write(b'{"type":"bundle","id":"%s","objects":[' % _id("bundle", repr(contents.asked)).encode())
    for i, value in enumerate(_objects(contents)):
        out.write((b",\n" if i else b"\n") + encodable(compact(value)).encode("utf-8"))
    out.write(b"\n]}\n")


def _objects(contents: Contents) -> Iterator[dict[str, Any]]:
    yield _object("identity", MAKER, _START, _START, name="ondit", identity_class="system")
    yield _object(
        "extension-definition", EXTENSION, _START, _START, created_by_ref=MAKER, name="ondit standing", version="1.0.0",
        description="Status of a claim; stance, factuality, evidential and modality of a statement.",
        schema="urn:ondit:docs:exports", extension_types=["property-extension"],
    )  # fmt: skip
    seen: set[str] = set()
    # A ruling can change any claim; a program that has the note takes another only if it was modified later.
    ruled = max((instant(ruling.at) for ruling in contents.ledger.decisions()), default="")
    for view in contents.claims():
        first, last = recorded([view.reports[entry.report] for entry in view.account.entries])
        last = max(last, ruled)
        for entry in view.account.entries:
            name = _voice(entry.voice)
            if name not in seen:
                seen.add(name)
                kind = "unknown" if not entry.voice.named else _CLASS.get(entry.voice.kind, "organization")
                # The same voice is written with its first report's time: a bundle holds one version of each object.
                yield _object("identity", name, first, first, name=voice_name(entry), identity_class=kind, created_by_ref=MAKER)
        yield _note(view, first, last)
        yield from _opinions(view, last, contents)


def _note(view: ClaimView, first: str, last: str) -> dict[str, Any]:
    row, status = view.row, view.account.status
    extension = {
        "claim": row.id, "claim_status": row.status, "voices": row.voices, "declined": list(status.declined), "frame": row.frame or "",
        "decided_by": [_opinion_id(view.entry(one)) for one in status.decided_by if not copied(view.entry(one), view)],
    }  # fmt: skip
    return _object(
        "note", _note_id(view), first, last, created_by_ref=MAKER, abstract=headline(view),
        content=f"{headline(view)}\n{standing_words(view)}", labels=[f"status:{row.status}"],
        object_refs=sorted({_voice(entry.voice) for entry in view.account.entries}), extensions=_extended(extension),
    )  # fmt: skip


def _opinions(view: ClaimView, modified: str, contents: Contents) -> Iterator[dict[str, Any]]:
    for entry in counted(view, contents.left):
        report = view.reports[entry.report]
        reference = {"source_name": report.outlet or "report", "external_id": report.key, "url": report.url}
        yield _object(
            "opinion", _opinion_id(entry), instant(report.recorded), modified, created_by_ref=MAKER, authors=[voice_name(entry)], opinion=opinion(entry),
            explanation=sentence(entry, view), object_refs=[_note_id(view), _voice(entry.voice)], labels=tags(entry, view),
            external_references=[{key: value for key, value in reference.items() if value}],
            extensions=_extended({**standing(entry, view), "said": entry.said or "", "quote": [span.quote for span in entry.content]}),
        )  # fmt: skip


def opinion(entry: Entry) -> str:
    """What the voice makes of the claim. Who asserts nothing, or without commitment, is neutral."""
    what = effect(entry)
    if what == DENIES:
        return "strongly-disagree" if entry.factuality in ("CT-", "CT+") else "disagree"
    if what == ASSERTS:
        return "strongly-agree" if entry.stance in _FIRM else "agree"
    return "neutral"


def _object(kind: str, id_: str, created: str, modified: str, /, **properties: Any) -> dict[str, Any]:
    return {"type": kind, "spec_version": "2.1", "id": id_, "created": created, "modified": modified, **properties}


def _extended(values: dict[str, Any]) -> dict[str, Any]:
    """STIX has no empty lists and no nulls."""
    kept = {key: value for key, value in values.items() if value not in ([], "", None)}
    return {EXTENSION: {"extension_type": "property-extension", **kept}}


def _voice(voice: Voice) -> str:
    return _id("identity", voice.id)


def _note_id(view: ClaimView) -> str:
    return _id("note", view.row.id)


def _opinion_id(entry: Entry) -> str:
    return _id("opinion", entry.id)
