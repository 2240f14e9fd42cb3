"""From a span of the frozen text back to the bytes it came from."""

from __future__ import annotations

import hashlib

from ..errors import IntegrityError
from ..model import Report, Segment
from .decode import width


def byte_span(report: Report, start: int, end: int, data: bytes) -> tuple[int, int]:
    """Bytes of ``data`` that characters ``start`` to ``end`` of the report's text came from.

    Exact for plain text (``data[a:b]`` decodes to the quote, odd bytes apart); for a page the smallest run of
    whole segments that covers the span, markup included. Raises ValueError for an empty span, one outside the
    text or one that no segment covers, IntegrityError where ``data`` is not what the report was read from.
    """
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"no span {start}:{end} in a text of {len(report.text)} characters")
    if hashlib.sha256(data).hexdigest() != report.sha256:
        raise IntegrityError("these bytes are not those the report was read from", where=report.path, cure="read the report again")
    touched = [s for s in report.segments if s.start < end and start < s.end]
    if not touched:
        raise ValueError(f"the text {start}:{end} was not located in the source")
    codec = report.encoding.replace("iso-8859", "iso8859")
    starts = [_byte(report.text, s, max(start, s.start), codec) for s in touched if s.exact] + [
        s.byte_start for s in touched if not s.exact
    ]
    ends = [_byte(report.text, s, min(end, s.end), codec) for s in touched if s.exact] + [s.byte_end for s in touched if not s.exact]
    return min(starts), max(ends)


def _byte(text: str, segment: Segment, char: int, codec: str) -> int:
    if char == segment.start:
        return segment.byte_start
    if char == segment.end:
        return segment.byte_end
    return segment.byte_start + width(text[segment.start : char], codec)
