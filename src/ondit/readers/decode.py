"""Bytes to text, with the way back.

Nothing is normalised: each character of the text is what the bytes say, or U+FFFD where they say nothing or hold
a control character. Such places are told as gaps.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..errors import BinaryReport
from ..model import Gap, Segment, Span
from . import legacy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_NAMES = re.compile(
    r"(?:x-)?(?:utf-?(?:8|16)\w*|us-ascii|ascii|iso-?8859-\d+|latin-?\d+|windows-?\d+|cp-?\d+|mac\w*|koi8-?\w|gbk?\w*"
    r"|big5\S*|euc-?\w+|s(?:hift)?[-_]?jis\w*|iso-?2022-\w+|tis-?620|ibm\d+)",
    re.IGNORECASE,
)
# What browsers read under these names (WHATWG Encoding Standard): the superset that pages really use.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874", "iso8859-11": "cp874",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}
_STATEFUL = "iso2022"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMBINING = re.compile("[\u0300-\u036f]")
_MOJIBAKE = re.compile("Ã[\u00a0-\u00bf\u2018-\u201e€ŠŽœž©]|â€[\u2018-\u201e™œ¦\u009d]|Â[«»\u00a0°]")
_HEAD = 8192


class Decoded(NamedTuple):
    """``text`` is the characters, ``codec`` the Python codec, ``segments`` the way back to the bytes."""

    text: str
    codec: str
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...]

    @property
    def encoding(self) -> str:
        """The name that is shown."""
        return self.codec.replace("iso8859", "iso-8859")


def decode(data: bytes, *, where: str | None = None) -> Decoded:
    """Decode ``data``; raises BinaryReport where too much of it is no text in any encoding."""
    codec, start, sure = _choose(data)
    raw = _characters(data[start:], codec)
    _refuse_garbage(raw, where)
    text = _ODD.sub("\ufffd", raw)
    segments = tuple(_segments(raw, codec, data, start))
    return Decoded(text, codec, segments, tuple(_gaps(raw, text, codec, sure)))


def width(piece: str, codec: str) -> int:
    """Number of bytes that ``piece`` takes in ``codec``."""
    if codec != "utf-8" and _single_byte(codec):
        return len(piece)
    if codec == "utf-8":
        return len(piece.encode("utf-8", "surrogateescape"))
    return len(piece.encode(codec, "surrogatepass"))


def _choose(data: bytes) -> tuple[str, int, bool]:
    """Codec, number of bytes of a byte order mark, and whether the choice is certain."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, len(bom), True
    wide = _utf16_without_bom(data)
    if wide:
        return wide, 0, True
    if data.isascii() and b"\x1b" not in data:
        return "utf-8", 0, True
    if _is_utf8(data):
        return "utf-8", 0, True
    declared = _declared(data)
    if declared and _fits(data, declared):
        return declared, 0, True
    if data.isascii() and b"\x1b" not in data:
        return "utf-8", 0, True
    found = legacy.guess(data)
    return found.codec, 0, found.sure


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows as NUL bytes in every second place and hardly any in the others."""
    head = data[:_HEAD]
    if len(head) < 4 or len(data) % 2:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd >= 0.3 * half and even <= 0.02 * half:
        return "utf-16-le"
    if even >= 0.3 * half and odd <= 0.02 * half:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    """True for UTF-8, also with some stray bytes: valid sequences hardly ever happen by chance."""
    if data.isascii():
        return False
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_SURROGATE.findall(text))
    if not bad:
        return True
    good = sum(1 for char in text if char > "\x7f") - bad
    return good >= bad


def _declared(data: bytes) -> str | None:
    """The codec that the page declares in a meta element or an XML declaration, as browsers read it."""
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "ignore")
    if not _NAMES.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name.removeprefix("x-").replace("mac-roman", "macroman")).name
    except LookupError:
        return None
    return _MEANT.get(codec, codec)


def _fits(data: bytes, codec: str) -> bool:
    """True if the declared codec reads the bytes with hardly any failure."""
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd") + len(_CONTROL.findall(text))
    return bad <= max(1, 0.02 * sum(1 for char in text if char > "\x7f"))


def _characters(data: bytes, codec: str) -> str:
    """One character for each bad byte (UTF-8, single-byte code pages) or bad unit (UTF-16, UTF-32)."""
    if codec == "utf-8":
        return data.decode("utf-8", "surrogateescape")
    if codec.startswith("utf-16"):
        whole = len(data) - len(data) % 2
        return data[:whole].decode(codec, "surrogatepass") + ("\ufffd" if len(data) % 2 else "")
    return data.decode(codec, "replace")


@cache
def _single_byte(codec: str) -> bool:
    return not codec.startswith(("utf", _STATEFUL)) and len(bytes(range(256)).decode(codec, "replace")) == 256


def _refuse_garbage(raw: str, where: str | None) -> None:
    """A few odd characters are an accident, many are a sign that this is no text."""
    odd = len(_ODD.findall(raw)) + raw.count("\ufffd")
    if odd > max(8, 0.02 * len(raw)):
        raise BinaryReport(
            f"not text: {odd} of {len(raw)} characters are control characters or fit no encoding",
            where=where,
            cure="give plain text or an HTML page; convert other formats first",
        )


def _segments(raw: str, codec: str, data: bytes, start: int) -> Iterator[Segment]:
    """Runs of characters that encode to their bytes, and single characters that stand for odd bytes."""
    if not raw:
        return
    if not _maps(raw, codec, data, start):
        yield Segment(0, len(raw), start, len(data), False)
        return
    pos, at = 0, start
    for found in () if _single_byte(codec) else _ODD.finditer(raw):
        if found.start() > pos:
            size = width(raw[pos : found.start()], codec)
            yield Segment(pos, found.start(), at, at + size, True)
            at += size
        size = width(found[0], codec)
        yield Segment(found.start(), found.end(), at, at + size, True)
        pos, at = found.end(), at + size
    if pos < len(raw):
        yield Segment(pos, len(raw), at, len(data), True)


def _maps(raw: str, codec: str, data: bytes, start: int) -> bool:
    """True if every prefix of the text encodes to a prefix of the bytes."""
    if codec == "utf-8" or codec.startswith("utf-16") or _single_byte(codec):
        return True
    if codec.startswith(_STATEFUL):
        return False
    try:
        return raw.encode(codec) == data[start:]
    except UnicodeEncodeError:
        return False


def _gaps(raw: str, text: str, codec: str, sure: bool) -> Iterator[Gap]:
    if not sure:
        yield Gap(
            "encoding",
            f"the encoding is a guess ({codec}): accented letters may be wrong",
            cure="save the file as UTF-8",
        )
    odd = [found.start() for found in _CONTROL.finditer(raw)]
    if odd:
        yield Gap("control", _told(len(odd), "control character was", "control characters were", odd[0]),
                  Span.of(text, odd[0], odd[0] + 1), "remove the control characters")  # fmt: skip
    bad = [found.start() for found in _SURROGATE.finditer(raw)]
    if codec != "utf-8":
        bad = sorted(bad + [found.start() for found in re.finditer("\ufffd", raw)])
    if bad:
        yield Gap("undecoded", _told(len(bad), f"byte is not {codec} and was", f"bytes are not {codec} and were", bad[0]),
                  Span.of(text, bad[0], bad[0] + 1), "save the file again as UTF-8")  # fmt: skip


def text_gaps(text: str) -> list[Gap]:
    """What the characters of a frozen text tell of its past: it was misread or written in parts. Nothing is repaired."""
    gaps = []
    garbled = _MOJIBAKE.findall(text)
    if len(garbled) >= 3 and (first := _MOJIBAKE.search(text)):
        reason = f"{len(garbled)} places look like UTF-8 that was once read as cp1252 (such as '{first[0]}')"
        gaps.append(Gap("mojibake", reason, Span.of(text, *first.span()), "get the text again from its source"))
    joined = len(text) - len(unicodedata.normalize("NFC", text)) if _COMBINING.search(text) else 0
    if joined > 0:
        reason = f"{joined} letters are written as a letter and a combining accent; words with them may not be recognised"
        gaps.append(Gap("decomposed", reason, cure="save the text in Unicode NFC"))
    return gaps


def _told(count: int, one: str, many: str, first: int) -> str:
    return f"{count} {one if count == 1 else many} replaced by U+FFFD, first at character {first}"
