"""Any bytes make a Report or a ReportError, and the Report keeps its promises."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers_samples import CREDITS, names, page, sample

from ondit import readers
from ondit.errors import BinaryReport, EmptyReport, IntegrityError, ReportError, TooLarge, UsageError
from ondit.model import Report

SENTENCE = "Le port de Brennes est fermé depuis l’aube, a annoncé la capitainerie."

pieces = st.sampled_from(
    [
        SENTENCE, "« Non », dit-il.", "\n", "\n\n", "\r\n", "- point\n", "(AFP)", "avec AFP\n", "<p>", "</p>", "<html>", "<body>", "<h1>", "</h1>",
        "<div", ">", "<", "&amp;", "&#0;", "&#x80;", "&eacute", "&#xD800;", "<!--", "-->", "<script>", "</script>", "<title>", "\x00", "\x07", "\x1b$B",
        "\ufeff", "\u00a0", "\u202f", "e\u0301", "😀", "\u2028", "<meta charset=utf-16>", "<meta charset=iso-8859-1>", "<meta charset=hz>", "<br>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":', "[", "{", "}", "<?xml version='1.0' encoding='latin1'?>",
        "<table><tr><td>", "<article>", "</article>", '<time datetime="2020-01-01">', "%PDF", "<lang=fr", "<html lang='", "\x85", "\ufffd", " ",
    ]
)  # fmt: skip
texts = st.lists(pieces | st.text(max_size=8), max_size=25).map("".join)
codecs = st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "mac-roman", "iso8859-15", "cp1251", "shift_jis", "gb18030"])
encoded = st.builds(lambda text, codec: text.encode(codec, "replace"), texts, codecs)
mangled = st.builds(lambda a, junk, b: a + junk + b, encoded, st.binary(max_size=6), encoded)
any_bytes = st.binary(max_size=80) | encoded | mangled


def check(report: Report, data: bytes) -> None:
    """What every report promises."""
    text = report.text
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.text_sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        end = block.end
    assert not text[end:].strip()
    at = 0
    for segment in report.segments:
        assert at <= segment.start < segment.end <= len(text)
        assert 0 <= segment.byte_start < segment.byte_end <= len(data)
        at = segment.end
    for span in [gap.span for gap in report.gaps if gap.span] + [report.credit] * bool(report.credit):
        assert span.holds(text)
    assert {name for name, _ in report.origins} >= {"lang"}


@given(any_bytes, st.sampled_from([None, "a.txt", "a.html"]))
@example(b"<meta>? \x00", None)
@example(f"<h1>{SENTENCE}<h1>\0".encode(), None)
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_a_report_or_a_report_error(data: bytes, name: str | None) -> None:
    try:
        report = readers.read(data, name=name, credits=CREDITS)
    except ReportError as error:
        assert error.cure, f"an error without a cure: {error}"
        return
    check(report, data)
    assert readers.read(data, name=name, credits=CREDITS) == report


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), min_size=1, max_size=200).map(lambda t: SENTENCE + "\n" + t))
@settings(max_examples=200, deadline=None)
def test_plain_text_is_frozen_character_for_character(text: str) -> None:
    data = text.encode("utf-8")
    report = readers.read(data)
    if "<" in text[:4096]:
        return  # may be taken for HTML
    assert len(report.text) == len(text)
    assert all(a == b or a == "\ufffd" for a, b in zip(report.text, text, strict=True))
    first, last = report.text.index("port"), len(report.text)
    assert data[slice(*readers.byte_span(report, first, last, data))].decode("utf-8") == text[first:]


@pytest.mark.parametrize("name", names())
def test_samples_keep_the_promises(name: str) -> None:
    data = sample(name)
    try:
        report = readers.read(data, name=name, credits=CREDITS)
    except EmptyReport:
        assert name == "index.html"
        return
    check(report, data)
    assert len(report.segments) == len(report.blocks), "a line was not located in its page"
    assert readers.read(data, name=name, credits=CREDITS) == report
    assert pickle.loads(pickle.dumps(report)) == report


@pytest.mark.parametrize("data", [b"", b"   \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\u200b".encode(), "\u00a0\n".encode(), b"-- \n ..."])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptyReport) as caught:
        readers.read(data, name="vide.txt")
    assert caught.value.where == "vide.txt"
    assert caught.value.cure


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"), (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"), (b"GIF89a\x01", "GIF"),
        (b"PK\x03\x04\x14\x00", "ZIP"), (b"\x1f\x8b\x08\x00", "gzip"), (b"\x7fELF\x02\x01", "ELF"), (b"{\\rtf1\\ansi Bonjour", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"), (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"), (bytes(range(256)) * 8, "control characters"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"\r\n\r\n--x", "MHTML"),
    ],
)  # fmt: skip
def test_binary_is_named_with_its_cure(data: bytes, word: str) -> None:
    with pytest.raises(BinaryReport, match=word) as caught:
        readers.read(data, name="x.bin")
    assert caught.value.cure


def test_feeds_and_json_are_not_reports() -> None:
    with pytest.raises(ReportError, match="feed"):
        readers.read(b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>')
    with pytest.raises(ReportError, match="JSON"):
        readers.read(b'{"text": "Le port est ferm\xc3\xa9."}')
    assert readers.read(f"[Mise à jour] {SENTENCE} [à suivre]".encode()).text.startswith("[Mise")


def test_fifty_megabytes_of_one_line_are_refused_at_once() -> None:
    with pytest.raises(TooLarge, match="50 MB"):
        readers.read(b"a" * 50_000_000, name="long.txt")
    with pytest.raises(TooLarge, match="characters"):
        readers.read(b"a. " * 500_000)


def test_a_long_line_is_cut_between_sentences() -> None:
    report = readers.read((SENTENCE + " ").encode() * 1000)
    assert len(report.blocks) > 5
    assert all(report.text[block.end - 1] == "." for block in report.blocks)
    assert "long-line" not in {gap.kind for gap in report.gaps}
    endless = readers.read(b"mot " * 10_000)
    assert {gap.kind for gap in endless.gaps} >= {"long-line"}


def test_content_and_not_the_name_decides() -> None:
    html = page(f"<h1>Brennes</h1><p>{SENTENCE}</p>")
    assert readers.read(html, name="page.txt").reader.startswith("html/1 trafilatura/")
    assert readers.read(SENTENCE.encode(), name="page.html").reader == "text/1"
    assert readers.read(f"Si a <b et c> d, alors non. {SENTENCE}".encode(), name="x.txt").reader == "text/1"


def test_a_format_can_be_named() -> None:
    text = "<p>Ce texte parle de balises, dit-il.</p>"
    assert readers.read(text.encode(), format="text").text == text
    assert readers.read(text.encode(), format="html").text == "Ce texte parle de balises, dit-il."
    with pytest.raises(UsageError, match="format"):
        readers.read(text.encode(), format="pdf")


def test_byte_span_is_exact_in_every_encoding() -> None:
    text = f"Titre\n\n{SENTENCE}\nCoût : 30 € — « œuvre » 😀 fin."
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"):
        data = text.encode(codec)
        report = readers.read(data)
        assert report.text == text, codec
        start = text.index("« œuvre")
        a, b = readers.byte_span(report, start, start + 12, data)
        plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
        assert data[a:b].decode(plain) == text[start : start + 12]


def test_byte_span_passes_over_odd_bytes() -> None:
    data = "Le port fermé\x00 rouvre à ".encode() + b"\xff" + " midi, a dit le préfet dépêché là-bas.".encode()
    report = readers.read(data)
    start = report.text.index("midi")
    assert data[slice(*readers.byte_span(report, start, start + 4, data))] == b"midi"
    odd = report.text.index("\ufffd")
    assert data[slice(*readers.byte_span(report, odd, odd + 1, data))] == b"\x00"
    assert {gap.kind for gap in report.gaps} >= {"control", "undecoded"}


def test_byte_span_refuses_other_bytes_and_bad_spans() -> None:
    data = SENTENCE.encode()
    report = readers.read(data)
    with pytest.raises(IntegrityError):
        readers.byte_span(report, 0, 3, data + b" ")
    with pytest.raises(ValueError, match="no span"):
        readers.byte_span(report, 3, 3, data)


def test_options_win_and_origins_tell() -> None:
    report = readers.read(sample("article-jsonld.html"), title="T", outlet="O", url="https://o.example/", published="2020", lang="es-AR")
    assert (report.title, report.outlet, report.url, report.published, report.lang) == ("T", "O", "https://o.example/", "2020", "es")
    assert dict(report.origins) == dict.fromkeys(("title", "outlet", "url", "published", "lang"), "option")
    assert report.text.startswith("La Valdonie reconnaît"), "an option must not change the frozen text"


@pytest.mark.parametrize("value", ["28/04/2025", "2025-13-01", "2025-02-30", "demain", "", "2025-4-1", "2025-04~"])
def test_a_malformed_date_option_is_a_usage_error(value: str) -> None:
    with pytest.raises(UsageError, match="2025-04-28"):
        readers.read(SENTENCE.encode(), published=value)


@pytest.mark.parametrize(("value", "edtf"), [("2025-04-28", "2025-04-28"), ("2025-04", "2025-04"), ("2025", "2025"), ("2025-04-28T23:10:00Z", "2025-04-28")])
def test_date_options(value: str, edtf: str) -> None:
    assert readers.read(SENTENCE.encode(), published=value).published == edtf


def test_a_malformed_language_option_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="language code"):
        readers.read(SENTENCE.encode(), lang="français")


def test_language_is_guessed_only_when_clear() -> None:
    assert readers.read(SENTENCE.encode()).lang == "fr"
    assert readers.read(b"The harbour has been closed since dawn, the harbour master said on Monday.").lang == "en"
    short = readers.read(b"Kim Jong Un")
    assert short.lang == "und"
    assert {gap.kind for gap in short.gaps} == {"language"}


def test_a_missing_date_stays_missing() -> None:
    report = readers.read(f"{SENTENCE} C’était le 3 mai 2021.".encode())
    assert report.published is None
    assert "published" not in dict(report.origins)
