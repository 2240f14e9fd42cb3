"""Readers: the bytes of one published item -> a frozen Report. One file per format, chosen by content."""

from __future__ import annotations

import hashlib
import re

from ..errors import EmptyReport, TooLarge, UsageError
from ..model import Gap, Report
from . import decode
from .credits import CreditPatterns, agencies_in
from .dates import option_date
from .draft import Draft
from .language import choose_language, option_language
from .sniff import MAX_BYTES, check_binary, check_container, check_size, is_html
from .spans import byte_span

__all__ = ["MAX_BYTES", "MAX_TEXT", "CreditPatterns", "byte_span", "read"]

MAX_TEXT = 1_000_000
"""Longest frozen text, in characters: some 160,000 words, far more than one report."""


def read(
    data: bytes,
    *,
    name: str | None = None,
    lang: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    format: str | None = None,
    credits: CreditPatterns | None = None,
) -> Report:
    """Freeze the text of one report and say where everything in it comes from.

    ``name`` is the file's path, shown in errors and kept as ``Report.path``; ``lang``, ``published`` (EDTF
    YYYY-MM-DD, YYYY-MM or YYYY), ``outlet``, ``url`` and ``title`` win over what the page says; ``format``
    ("text" or "html") wins over what the content looks like; ``credits`` holds the agencies and wordings of
    credit lines (without it none is looked for).

    Raises UsageError for a malformed option, and EmptyReport, BinaryReport, TooLarge or ReportError where the
    bytes are no report. Lesser trouble is told in ``Report.gaps``. Reads nothing but its arguments.
    """
    options = {"title": title, "outlet": outlet, "url": url, "published": option_date(published) if published is not None else None}
    if format not in (None, "text", "html"):
        raise UsageError(f"there is no format '{format}'", where="format", cure="use text or html, or leave it out")
    if lang is not None:
        option_language(lang)
    check_size(data, name)
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise EmptyReport("the file is empty", where=name, cure="check that it was saved with its content")
    check_binary(data, name)
    decoded = decode.decode(data, where=name)
    if format is None:
        check_container(decoded.text, name)
        format = "html" if is_html(decoded.text, name) else "text"
    draft = _draft(decoded, format, name, credits)
    _apply(draft, options)
    _credited(draft, credits)
    return _report(draft, data, decoded, name, lang)

_HALVES = re.compile("[\ud800-\udfff]")


def _draft(decoded: decode.Decoded, format: str, name: str | None, credits: CreditPatterns | None) -> Draft:
    if format == "html":
        from .html import read_html

        draft = read_html(decoded, credits, name)
        _check_length(draft.text, name)
        return draft
    from .text import read_text

    _check_length(decoded.text, name)
    return read_text(decoded, credits, name)


def _check_length(text: str, name: str | None) -> None:
    if len(text) > MAX_TEXT:
        raise TooLarge(
            f"a text of {len(text):,} characters is more than one report (at most {MAX_TEXT:,})",
            where=name,
            cure="split the file into one file per report",
        )


def _apply(draft: Draft, options: dict[str, str | None]) -> None:
    """Options win over the page and the text. Halves of characters, as a terminal gives for bytes that it cannot decode,
    are no text: they are replaced, and it is told."""
    for field, value in options.items():
        if not value:
            continue
        whole = _HALVES.sub("\ufffd", value)
        if whole != value:
            draft.gaps.append(Gap("undecoded", f"the {field} that was given holds bytes that are no text; they were replaced", cure=f"give the {field} again"))
        setattr(draft, field, whole)
        draft.origins[field] = "option"


def _credited(draft: Draft, credits: CreditPatterns | None) -> None:
    """An outlet's name may credit an agency: "The Courier (AFP)"."""
    if credits is None or not draft.outlet:
        return
    more = tuple(name for name in agencies_in([draft.outlet], credits) if name not in draft.agencies and name != draft.outlet)
    if more:
        draft.agencies = (*draft.agencies, *more)
        draft.origins.setdefault("credit", draft.origins.get("outlet", "text"))


def _report(draft: Draft, data: bytes, decoded: decode.Decoded, name: str | None, lang: str | None) -> Report:
    code, origin, gaps = choose_language(lang, draft.languages, draft.body())
    draft.origins["lang"] = origin
    return Report(
        text=draft.text,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(draft.text.encode("utf-8")).hexdigest(),
        reader=draft.reader,
        encoding=decoded.encoding,
        lang=code,
        path=name,
        url=draft.url,
        title=draft.title,
        outlet=draft.outlet,
        published=draft.published,
        credit=draft.credits[0] if draft.credits else None,
        agencies=draft.agencies,
        origins=tuple(sorted(draft.origins.items())),
        blocks=draft.blocks,
        segments=draft.segments,
        gaps=(*draft.gaps, *gaps),
    )
