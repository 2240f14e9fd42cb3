"""What bytes are, by their content: the name of a file is only a hint."""

from __future__ import annotations

import json
import re

from ..errors import BinaryReport, ReportError, TooLarge

MAX_BYTES = 20_000_000
"""Largest file that is read, in bytes. A news page with its inlined pictures stays far below."""

_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF document", "save its text as .txt, or save the web page as HTML"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image", "give the text, not its picture"),
    (0, b"\xff\xd8\xff", "a JPEG image", "give the text, not its picture"),
    (0, b"GIF87a", "a GIF image", "give the text, not its picture"),
    (0, b"GIF89a", "a GIF image", "give the text, not its picture"),
    (0, b"II*\x00", "a TIFF image", "give the text, not its picture"),
    (0, b"MM\x00*", "a TIFF image", "give the text, not its picture"),
    (8, b"WEBP", "a WebP image", "give the text, not its picture"),
    (0, b"PK\x03\x04", "a ZIP archive (or a .docx, .odt, .epub)", "unpack it, or save the document as plain text"),
    (0, b"PK\x05\x06", "an empty ZIP archive", "unpack it and give the files"),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it with gunzip"),
    (0, b"BZh", "a bzip2 archive", "unpack it with bunzip2"),
    (0, b"\xfd7zXZ\x00", "an xz archive", "unpack it with unxz"),
    (0, b"(\xb5/\xfd", "a zstd archive", "unpack it with unzstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and give the files"),
    (0, b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the files"),
    (257, b"ustar", "a tar archive", "unpack it and give the files"),
    (0, b"\x7fELF", "a program (ELF)", "give a text or an HTML page"),
    (0, b"MZ\x90\x00", "a Windows program", "give a text or an HTML page"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)", "save it as plain text"),
    (0, b"{\\rtf", "an RTF document", "save it as plain text"),
    (0, b"SQLite format 3\x00", "an SQLite database", "give a text or an HTML page"),
    (0, b"ID3", "an MP3 recording", "give a transcript"),
    (0, b"OggS", "an Ogg recording", "give a transcript"),
    (8, b"WAVE", "a WAV recording", "give a transcript"),
    (4, b"ftyp", "a video or a HEIC picture", "give a transcript or the text"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM video", "give a transcript"),
    (0, b"WARC/1.", "a WARC archive", "take the page out of the archive and give it as HTML"),
    (0, b"bplist00", "a binary property list or a Safari web archive", "save the page as HTML"),
)

_MHTML = re.compile(rb"(?im)^content-type:\s*multipart/related")
_HTML_START = re.compile(
    r"(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*>)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|section|header|div|span|p|h[1-6]|table|ul|ol|br|blockquote|center|font)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(r"<(?:!doctype\s+html|html|body)\b[^>]*>", re.IGNORECASE)
_HTML_NAME = re.compile(r"\.(?:html?|xhtml|shtml)$", re.IGNORECASE)
_ANY_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|<(?:br|p|div)\b[^>]*>", re.IGNORECASE)
_FEED = re.compile(r"(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*\?>)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)

_HEAD = 4096


def check_size(data: bytes, where: str | None) -> None:
    """Raise TooLarge for more than MAX_BYTES."""
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"{len(data) / 1e6:.0f} MB are more than one report can be (at most {MAX_BYTES // 1_000_000} MB)",
            where=where,
            cure="split the file into one file per report",
        )


def check_binary(data: bytes, where: str | None) -> None:
    """Raise BinaryReport, which names the format and the cure, where the first bytes are a known signature."""
    for offset, magic, what, cure in _SIGNATURES:
        if data.startswith(magic, offset):
            raise BinaryReport(f"not text: this looks like {what}", where=where, cure=cure)
    if _MHTML.search(data[:_HEAD]) and b"MIME-Version:" in data[:_HEAD]:
        raise BinaryReport(
            "not text: this looks like an MHTML web archive",
            where=where,
            cure='save the page again as "web page, HTML only"',
        )


def check_container(text: str, where: str | None) -> None:
    """Raise ReportError for text that holds data or several items rather than one report: a feed, JSON."""
    if _FEED.match(text[:_HEAD]):
        raise ReportError("this is a news feed, not one report", where=where, cure="save the page of each item and give those")
    inner = text.strip()
    if inner[:1] in "{[" and inner[-1:] in "]}" and _is_json(inner):
        raise ReportError("this is JSON data, not a report", where=where, cure="give the text or the HTML page itself")


def _is_json(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict | list) and bool(value)


def is_html(text: str, name: str | None) -> bool:
    """True if the text is an HTML page or fragment; ``name`` decides only where the content leaves it open."""
    head = text[:_HEAD]
    if _HTML_START.match(head) or _HTML_INSIDE.search(head):
        return True
    return bool(name and _HTML_NAME.search(name) and _ANY_TAG.search(text[:65536]))
