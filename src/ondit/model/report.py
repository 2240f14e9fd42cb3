"""One published item as a reader has frozen it."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the frozen text that is parsed by itself: ``kind`` is heading, paragraph, item or byline."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``start``-``end`` of the frozen text come from bytes ``byte_start``-``byte_end``.

    ``exact`` means that each character can be mapped on its own (the text decodes to the bytes and nothing
    was skipped inside); otherwise the segment maps as a whole.
    """

    start: int
    end: int
    byte_start: int
    byte_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not read, and why. ``kind`` is a short stable word, ``cure`` what to do about it."""

    kind: str
    reason: str
    span: Span | None = None
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One published item.

    ``text`` is frozen: every span points into it and nothing rewrites it. ``sha256`` is of the raw bytes,
    ``text_sha256`` of the UTF-8 frozen text, ``reader`` the reader and its version (a new version may freeze
    another text). ``published`` is an EDTF date or None: a missing date stays missing. ``origins`` tells for
    each piece of metadata whether an option, the page or the text gave it. ``credit`` is the span of the
    credit line ("(AFP)", "avec AFP") and ``agencies`` the names in it.
    """

    text: str
    sha256: str
    text_sha256: str
    reader: str
    encoding: str
    lang: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    credit: Span | None = None
    agencies: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    gaps: tuple[Gap, ...] = ()
