"""Encodings: the usual French ones come out right, also on short texts; doubt and damage are told."""

from __future__ import annotations

import pytest

from ondit import readers
from ondit.readers import legacy

SENTENCES = [
    "déployé",
    "Le régime a déployé des troupes.",
    "au cœur de l'État",
    "« Nous n’irons pas », a-t-il répété.",
    "10 € de plus à Noël, « côté cœur »",
    "L’œuvre",
    "Manœuvres : 14 000 soldats à l’étranger",
    "ÉTATS-UNIS : L’ARMÉE DÉMENT",
    "Le coût : 5 € l’unité",
    "Où ça ? À Nîmes, dès août ; naïf, l’élève préféré a dû céder…",
    "À Brennes, l’état-major a démenti – mollement – l’envoi de 3 000 hommes.",
]


def writable(text: str, codec: str) -> bool:
    return text.encode(codec, "ignore").decode(codec) == text


ENCODED = [(text, codec) for text in SENTENCES for codec in ("cp1252", "latin-1", "iso8859-15", "mac-roman") if writable(text, codec)]


@pytest.mark.parametrize(("text", "codec"), ENCODED)
def test_french_legacy_encodings(text: str, codec: str) -> None:
    report = readers.read(text.encode(codec))
    assert report.text == text
    assert "encoding" not in {gap.kind for gap in report.gaps}


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Президент заявил, что войска были направлены в регион ещё осенью.", "cp1251"),
        ("Президент заявил, что войска были направлены в регион ещё осенью.", "koi8-r"),
        ("Η κυβέρνηση επιβεβαίωσε την αποστολή στρατιωτών στα σύνορα.", "cp1253"),
        ("Rząd potwierdził wysłanie żołnierzy na granicę, lecz ministerstwo zaprzecza tym doniesieniom.", "cp1250"),
        ("政府は国境に兵士を派遣したことを確認した。防衛省は否定も肯定もしていない。", "shift_jis"),
        ("政府は国境に兵士を派遣したことを確認した。防衛省は否定も肯定もしていない。", "iso-2022-jp"),
        ("政府证实已向边境派遣士兵。国防部既未证实也未否认。", "gb18030"),
        ("Die Regierung bestätigte den Einsatz. Für Übergriffe gebe es „keine Belege“.", "cp1252"),
    ],
)
def test_other_scripts(text: str, codec: str) -> None:
    assert readers.read(text.encode(codec)).text == text


def test_encoding_is_recorded() -> None:
    assert readers.read("été à Brennes".encode()).encoding == "utf-8"
    assert readers.read("l’été, le cœur".encode("cp1252")).encoding == "cp1252"
    assert readers.read("le cœur : 30 €".encode("iso8859-15")).encoding == "iso-8859-15"
    assert readers.read("\ufeffété".encode("utf-16-be")).encoding == "utf-16-be"


def test_a_byte_order_mark_is_dropped_and_counted() -> None:
    data = "\ufeffLe port".encode()
    report = readers.read(data)
    assert report.text == "Le port"
    assert readers.byte_span(report, 0, 2, data) == (3, 5)


def test_utf16_without_a_mark() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert readers.read("Le port de Brennes a fermé.".encode(codec)).text == "Le port de Brennes a fermé."


def test_stray_bytes_in_utf8_are_replaced_one_by_one_and_told() -> None:
    report = readers.read("Il a été réélu".encode() + b"\xe9\xff" + " à Brennes.".encode())
    assert report.text == "Il a été réélu\ufffd\ufffd à Brennes."
    (gap,) = [gap for gap in report.gaps if gap.kind == "undecoded"]
    assert "2 bytes" in gap.reason
    assert "character 14" in gap.reason
    assert gap.span is not None and gap.span.start == 14


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    report = readers.read("Il a été réélu à Brennes, à l’été".encode()[:-1])
    assert report.encoding == "utf-8"
    assert report.text.endswith("à l’ét\ufffd")


def test_lone_surrogates_are_replaced() -> None:
    report = readers.read("Il a été réélu \ud800 à l’été.".encode("utf-8", "surrogatepass"))
    assert report.text == "Il a été réélu \ufffd\ufffd\ufffd à l’été."
    wide = readers.read(b"\xff\xfe" + "Il a \ud800 été.".encode("utf-16-le", "surrogatepass"))
    assert wide.text == "Il a \ufffd été."
    assert {gap.kind for gap in wide.gaps} >= {"undecoded"}


def test_a_few_control_characters_are_replaced_one_for_one() -> None:
    report = readers.read(b"Le port\x00 de Brennes\x08 est ferm\xc3\xa9 depuis lundi matin.")
    assert report.text.startswith("Le port\ufffd de Brennes\ufffd est")
    (gap,) = [gap for gap in report.gaps if gap.kind == "control"]
    assert "2 control characters" in gap.reason
    assert "character 7" in gap.reason


def test_a_doubtful_guess_is_a_gap() -> None:
    report = readers.read(b"abc \xe0\xb8 def \xff\xb5 ghi \xd7")
    assert "encoding" in {gap.kind for gap in report.gaps}


def test_old_damage_is_told_and_not_repaired() -> None:
    damaged = "Le préfet a démenti : « été à l’étranger », répète-t-il.".encode().decode("cp1252", "replace")
    report = readers.read(damaged.encode())
    assert report.text == damaged
    assert "mojibake" in {gap.kind for gap in report.gaps}
    split = readers.read("Le pre\u0301fet a de\u0301menti.".encode())
    assert "e\u0301" in split.text
    assert "decomposed" in {gap.kind for gap in split.gaps}


def test_a_page_may_declare_its_encoding_wrongly() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Le préfet a démenti à Brennes.</p></body></html>'
    for declared, really in [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("rot13", "cp1252"), ("windows-1252", "cp1252")]:
        report = readers.read(page.format(declared).encode(really))
        assert report.text == "Le préfet a démenti à Brennes.", declared


def test_a_declared_encoding_decides_where_bytes_leave_it_open() -> None:
    data = '<html><head><meta charset="koi8-u"></head><body><p>Порт закрыто, каже мер.</p></body></html>'.encode("koi8-u")
    report = readers.read(data)
    assert report.encoding == "koi8-u"
    assert report.text == "Порт закрыто, каже мер."


def test_plausibility_prefers_letters_in_words() -> None:
    assert legacy.plausibility("déployé") > legacy.plausibility("dŽploy¸")
    assert legacy.plausibility("« œil »") > legacy.plausibility("Ç œil È")
