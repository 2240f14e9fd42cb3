"""HTML pages: trafilatura finds the article, the page's own characters are frozen.

The extracted lines are looked up in the page, so that each has its bytes; what cannot be found is a gap.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from ..errors import EmptyReport, ReportError
from ..model import Block, Gap, Segment, Span
from .blocks import cut, is_byline
from .credits import CreditPatterns, agencies_in, find_credits
from .decode import Decoded, text_gaps, width
from .draft import Draft
from .leftovers import left_out
from .metadata import PageData, page_data
from .page import Page, Place, squeeze

_BLOCK_TAGS = {"head": "heading", "item": "item", "p": "paragraph", "quote": "paragraph", "list": "item", "code": "paragraph"}
_INLINE = {"hi", "ref", "del", "lb", "graphic", "formula", "span"}
_SENTENCE_END = re.compile(r"[.!?…](?=[\s\"'»”’)\]]|$)|[。！？]")
_FAULTY_NUMBER = re.compile(r"&#(?:1[2345]\d|[xX][89][0-9a-fA-F]);?")
# Inlined pictures and programs: of no use here, and libxml2 gives up a page where one is very long.
_WEIGHT = re.compile(
    r"(?P<kept><script\b[^>]*ld\+json[^>]*>)|<(?P<raw>script|style)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)|(?<=[\"'(])data:[^\"'()<>]{999,}",
    re.DOTALL | re.IGNORECASE,
)
_NO_ARTICLE = "no article was found on this page"
_CURE = "save the article's own page as HTML, or its text as .txt"


class Line(NamedTuple):
    """A line of the article and its kind."""

    kind: str
    text: str


def read_html(decoded: Decoded, credits: CreditPatterns | None, where: str | None) -> Draft:
    """The report that a page holds; raises EmptyReport where there is no article on it."""
    tree = _tree(decoded.text, where)
    data = page_data(tree)
    lines = _with_headline(_extract(tree, where), data.headline)
    if not any(_says_something(line.text) for line in lines):
        raise EmptyReport(_NO_ARTICLE, where=where, cure=_CURE)
    places = Page(decoded.text).locate([line.text for line in lines])
    lines = [Line(line.kind, place.text if place else line.text) for line, place in zip(lines, places, strict=True)]
    draft = _freeze(lines, places, decoded)
    _describe(draft, data, credits)
    draft.gaps[:0] = [*_decoding_gaps(decoded, draft.text), *text_gaps(draft.text)]
    draft.gaps += [*left_out(decoded.text, places), *_tables(tree)]
    return draft


def _says_something(line: str) -> bool:
    """True for a sentence or a long line; menus and teasers have neither."""
    words = len(line.split())
    return words >= 12 or (bool(_SENTENCE_END.search(line)) and (words >= 3 or not line.isascii()))


def _decoding_gaps(decoded: Decoded, text: str) -> list[Gap]:
    """The gaps of decoding that touch the article; their places are the source's, not the frozen text's."""
    return [replace(gap, span=None) for gap in decoded.gaps if gap.kind == "encoding" or "\ufffd" in text]


@cache
def version() -> str:
    """``html/1`` and the extractor that it depends on."""
    import trafilatura

    return f"html/1 trafilatura/{trafilatura.__version__}"


def _tree(source: str, where: str | None) -> Any:
    """The page as an lxml tree."""
    from trafilatura.utils import load_html

    _quiet()
    source = _WEIGHT.sub(lambda m: m["kept"] or "", source)
    source = _FAULTY_NUMBER.sub(lambda m: _unescaped(m[0]), source)
    if not re.search(r"<html\b", source[:8192], re.IGNORECASE):
        source = f"<html><body>{source}</body></html>"
    try:
        tree = load_html(source)
    except (ValueError, RecursionError, AssertionError, MemoryError) as error:
        raise ReportError(f"the HTML cannot be parsed ({error})", where=where, cure=_CURE) from error
    if tree is None:
        raise EmptyReport(_NO_ARTICLE, where=where, cure=_CURE)
    return tree


def _unescaped(raw: str) -> str:
    """Numbers 128-159 are cp1252 to browsers; to libxml2 they are control characters."""
    from html import unescape

    return unescape(raw)


def _quiet() -> None:
    """Without a handler, Python prints the extractor's warnings on standard error."""
    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


_SHORT = 1000
"""Characters below which an extraction may be the extractor's fall-back, which takes captions and menus too."""


@cache
def _patient() -> Any:
    """The extractor's settings without its least length: a dispatch of one sentence is a report too."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "25"
    return config


def _extract(tree: Any, where: str | None) -> list[Line]:
    """The article's lines; for a short page those of a run that does not take shortness for failure."""
    from trafilatura.settings import DEFAULT_CONFIG

    lines = _run(tree, DEFAULT_CONFIG, where)
    size = sum(len(line.text) for line in lines)
    if size < _SHORT:
        careful = _run(tree, _patient(), where)
        if 3 * sum(len(line.text) for line in careful) >= size:
            return careful
    return lines


def _run(tree: Any, config: Any, where: str | None) -> list[Line]:
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            tree, fast=True, include_comments=False, include_tables=False, include_formatting=False, config=config
        )
    except Exception as error:  # a fault of the extractor must cost this report only
        raise ReportError(f"the article could not be extracted ({type(error).__name__})", where=where, cure=_CURE) from error
    return list(_lines(found.body)) if found is not None and found.body is not None else []


def _lines(body: Any) -> Iterator[Line]:
    """Lines of the extractor's tree in reading order, each with the kind of its nearest block."""
    from lxml.etree import iterwalk

    kinds = ["paragraph"]
    words: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in _INLINE
        if block or tag == "lb":
            yield from _flush(words, kinds[-1])
        if event == "start":
            if block:
                kinds.append(_BLOCK_TAGS.get(tag, kinds[-1]) if kinds[-1] != "item" or tag == "head" else "item")
            words.append(element.text or "")
        else:
            if block:
                kinds.pop()
            words.append(element.tail or "")
    yield from _flush(words, kinds[-1])


def _flush(words: list[str], kind: str) -> Iterator[Line]:
    for line in "".join(words).split("\n"):
        text = " ".join(line.split())
        if squeeze(text):
            yield Line(kind, text)
    words.clear()


def _with_headline(lines: list[Line], headline: str | None) -> list[Line]:
    """The lines, with the headline as the first where the extraction left it out."""
    if not headline:
        return lines
    key = squeeze(headline)
    for i, line in enumerate(lines[:5]):
        if squeeze(line.text) == key:
            return [*lines[:i], Line("heading", line.text), *lines[i + 1 :]]
    return [Line("heading", headline), *lines]


def _freeze(lines: Sequence[Line], places: Sequence[Place | None], decoded: Decoded) -> Draft:
    """The frozen text with a block and (where it was located) a segment for each line."""
    text = "\n".join(line.text for line in lines)
    blocks: list[Block] = []
    segments: list[Segment] = []
    lost: list[int] = []
    start = 0
    to_bytes = _ByteMap(decoded)
    for line, place in zip(lines, places, strict=True):
        end = start + len(line.text)
        blocks.append(Block(line.kind, start, end))
        if place:
            segments.append(Segment(start, end, to_bytes(place.start, False), to_bytes(place.end, True), False))
        else:
            lost.append(len(blocks) - 1)
        start = end + 1
    whole, gaps = cut(text, blocks)
    draft = Draft(text=text, reader=version(), blocks=whole, segments=tuple(segments), gaps=gaps)
    draft.gaps += [_unanchored(text, blocks[i]) for i in lost]
    return draft


class _ByteMap:
    """Bytes of places in the decoded source; quick where places are asked for in order."""

    def __init__(self, decoded: Decoded) -> None:
        self._decoded = decoded
        self._char = self._byte = self._at = 0

    def __call__(self, char: int, end: bool) -> int:
        """The byte of a place, ``end`` telling whether something ends or starts there."""
        segments = self._decoded.segments
        if char < self._char:
            self._char = self._byte = self._at = 0
        while self._at < len(segments) - 1 and segments[self._at].end < char:
            self._at += 1
        segment = segments[self._at]
        if not segment.exact:
            return segment.byte_end if end else segment.byte_start
        if char == segment.end:
            # An odd byte stands in the text as another character, of another width: its segment knows where it ends.
            self._char, self._byte = char, segment.byte_end
            return self._byte
        if self._char < segment.start or not self._byte:
            self._char, self._byte = segment.start, segment.byte_start
        self._byte += width(self._decoded.text[self._char : char], self._decoded.codec)
        self._char = char
        return self._byte


def _unanchored(text: str, block: Block) -> Gap:
    return Gap(
        "unanchored",
        "this line was extracted but not found again in the page: it has no place in the bytes",
        Span.of(text, block.start, block.end),
        "compare it with the page before quoting it",
    )


def _describe(draft: Draft, data: PageData, credits: CreditPatterns | None) -> None:
    """Metadata of the page, and the credit line of the text or of the author fields."""
    for name in ("title", "outlet", "published", "url"):
        value = getattr(data, name)
        if value:
            setattr(draft, name, value)
            draft.origins[name] = "page"
    draft.languages = data.languages
    draft.gaps += data.gaps
    if credits:
        draft.credits, draft.agencies = find_credits(draft.text, credits, [b for b in draft.blocks if b.kind == "heading"])
        if draft.agencies:
            draft.origins["credit"] = "text"
        elif agencies := agencies_in(data.authors, credits):
            draft.agencies, draft.origins["credit"] = agencies, "page"
    draft.blocks = tuple(_marked(draft, block, data.authors) for block in draft.blocks)


def _marked(draft: Draft, block: Block, authors: Sequence[str]) -> Block:
    """The block as a byline where it is the credit line or repeats an author field."""
    words = draft.text[block.start : block.end]
    credited = any(is_byline(words, span.start - block.start, span.end - block.start) for span in draft.credits)
    if block.kind != "heading" and (credited or " ".join(words.split()) in authors):
        return Block("byline", block.start, block.end)
    return block


def _tables(tree: Any) -> list[Gap]:
    """Tables of the article are not read: tell how many there are."""
    count = sum(
        1
        for table in tree.iter("table")
        if any(a.tag in ("article", "main") for a in table.iterancestors()) and len(list(table.iter("tr"))) > 1
    )
    if not count:
        return []
    return [Gap("table", "a table of the article was not read" if count == 1 else f"{count} tables of the article were not read", cure="read the figures of tables on the page")]
