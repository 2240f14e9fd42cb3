"""W3C Web Annotation: each statement as an annotation of the words that it was read from.

A piece of the words is found by its text with what stands around it, and by its position in the frozen text (Unicode
code points). Reports without a URL are named by a URN; ``ondit:text_sha256`` tells which text the positions count in.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from ..model import Entry, Report, Span
from ..views import ClaimView
from .contents import Contents
from .plain import address, compact, encodable, headline, identifier, instant, sentence, tags
from .tables import standing

AROUND = 32
"""Characters before and behind the words that make them unmistakable."""
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"ondit": "urn:ondit:"}]
_HEAD = b'{"@context":%s,"id":"urn:ondit:annotations","type":"AnnotationPage","startIndex":0,"items":['


def write(contents: Contents, out: BinaryIO) -> None:
    out.write(_HEAD % compact(CONTEXT).encode())
    first = True
    for view in contents.claims():
        for entry in view.account.entries:
            out.write(b"\n" if first else b",\n")
            out.write(encodable(compact(_annotation(entry, view, contents.reading(entry.report).report))).encode("utf-8"))
            first = False
    out.write(b"\n]}\n")


def _annotation(entry: Entry, view: ClaimView, report: Report) -> dict[str, Any]:
    row = view.reports[entry.report]
    bodies = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": sentence(entry, view)}]
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags(entry, view)]
    return {
        "id": f"urn:uuid:{identifier('annotation', entry.id)}",
        "type": "Annotation",
        "motivation": "describing",
        "created": instant(row.recorded),
        "generator": {"id": "urn:ondit:ondit", "type": "Software", "name": "ondit"},
        "body": bodies,
        "target": [_target(span, report.text, address(row)) for span in entry.content],
        "ondit:text_sha256": report.text_sha256,
        "ondit:claim": headline(view),
        "ondit:standing": {f"ondit:{key}": value for key, value in standing(entry, view).items()},
    }


def _target(span: Span, text: str, source: str) -> dict[str, Any]:
    quoted = {
        "type": "TextQuoteSelector", "exact": span.quote, "prefix": text[max(span.start - AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }  # fmt: skip
    return {"source": source, "selector": [quoted, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]}
