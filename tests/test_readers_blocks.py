"""Blocks of plain text and credit lines."""

from __future__ import annotations

import textwrap

import pytest
from readers_samples import CREDITS

from ondit import readers
from ondit.readers.credits import agencies_in, find_credits

BODY = (
    "Le port de Brennes est fermé depuis lundi, a annoncé la capitainerie, qui redoute une nouvelle tempête sur la côte. "
    "« Personne ne sortira avant jeudi », a prévenu le commandant, interrogé par la radio locale. "
    "Les pêcheurs, eux, dénoncent une décision prise sans eux et réclament une réunion avec le préfet dès demain."
)


def blocks(text: str) -> list[tuple[str, str]]:
    report = readers.read(text.encode(), credits=CREDITS)
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


@pytest.mark.parametrize("width", [60, 66, 72, 80])
def test_hard_wrapped_paragraphs_stay_whole(width: int) -> None:
    wrapped = textwrap.fill(BODY, width)
    text = f"Le port fermé\n\n{wrapped}\n\n{textwrap.fill(BODY[::1], width, initial_indent='   ')}\n"
    found = blocks(text)
    assert [kind for kind, _ in found] == ["heading", "paragraph", "paragraph"]
    assert found[1][1] == wrapped


def test_wrapped_paragraphs_without_blank_lines_between() -> None:
    text = textwrap.fill(BODY, 70) + "\n" + textwrap.fill("Le préfet n’a pas répondu. " + BODY, 70)
    last = textwrap.fill(BODY, 70).split("\n")[-1]
    assert len(last) < 60, "the case needs a last line with room to spare"
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "paragraph"]


def test_a_paragraph_per_line() -> None:
    text = f"{BODY}\n{BODY}\nLe préfet se tait.\nLe maire aussi."
    assert [words for _, words in blocks(text)] == text.split("\n")


def test_short_lines_are_not_taken_for_wrapping() -> None:
    text = "Le port est fermé.\nLe maire se tait.\nLe préfet aussi.\nOn attend la tempête.\n"
    assert len(blocks(text)) == 4


def test_a_sentence_broken_over_lines_is_one_paragraph() -> None:
    assert len(blocks("Le port de Brennes est fermé\ndepuis lundi,\nselon la capitainerie.")) == 1


def test_headings_items_and_bylines() -> None:
    text = f"Le port fermé\nPar Lise Arnal avec AFP\n\n{BODY}\n\nUne colère froide\n\n{BODY}\n- un premier point\n- un second point\n\n(AFP)"
    assert [kind for kind, _ in blocks(text)] == ["heading", "byline", "paragraph", "heading", "paragraph", "item", "item", "byline"]


def test_the_title_of_a_text_is_its_heading() -> None:
    report = readers.read(f"Le port fermé\n\n{BODY}".encode())
    assert report.title == "Le port fermé"
    assert dict(report.origins)["title"] == "text"
    assert readers.read(BODY.encode()).title is None
    assert readers.read(f"{BODY}\n\n{BODY}".encode()).title is None


def test_line_ends_of_all_systems() -> None:
    for end in ("\n", "\r\n", "\r", "\u2028"):
        assert [words for _, words in blocks(f"Le port est fermé.{end}{end}Le maire se tait.")] == ["Le port est fermé.", "Le maire se tait."]


CREDITED = [
    ("Titre\n\nLe port est fermé.\n\n(AFP)", "(AFP)", ("AFP",)),
    ("Titre\n\nLe port est fermé. (AFP)", "(AFP)", ("AFP",)),
    ("BRENNES, 28 avr. (Reuters) – Le port est fermé.", "(Reuters)", ("Reuters",)),
    ("BRENNES (Xinhua) -- Le port est fermé.", "(Xinhua)", ("Xinhua",)),
    ("Titre\nPar Lise Arnal avec AFP\nLe port est fermé.", "avec AFP", ("AFP",)),
    ("Titre\nL’Écho du Littoral avec AFP et Reuters\nLe port est fermé.", "avec AFP et Reuters", ("AFP", "Reuters")),
    ("Titre\n\nLe port est fermé.\n\nSource : Reuters", "Source : Reuters", ("Reuters",)),
    ("Titre\n\nLe port est fermé.\n\nAFP / Reuters", "AFP / Reuters", ("AFP", "Reuters")),
    ("Titre\n\nLe port est fermé (avec Reuters).", "avec Reuters", ("Reuters",)),
    ("Titre\n\nLe port est fermé.\n\nAvec l’AFP", "Avec l’AFP", ("AFP",)),
    ("Titre\n\nLe port est fermé. – Avec REUTERS", "Avec REUTERS", ("Reuters",)),
    ("Titre\n\nLe port est fermé.\n\nAgence France-Presse", "Agence France-Presse", ("AFP",)),
]


@pytest.mark.parametrize(("text", "quote", "agencies"), CREDITED)
def test_credit_lines(text: str, quote: str, agencies: tuple[str, ...]) -> None:
    spans, found = find_credits(text, CREDITS)
    assert ([span.quote for span in spans], found) == ([quote], agencies)
    assert all(span.holds(text) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "Titre\n\nLe port est fermé, selon l’AFP.",
        "Titre\n\nLe maire l’a dit à l’Agence France-Presse (AFP).",
        "Titre\n\nLe maire a accordé un entretien avec Reuters.\n\nIl dément.",
        "Le maire en entretien avec Reuters\n\nIl dément tout.",
        "Titre\n\n© AFP\n\nLe port est fermé.",
        "Titre\n\nPhoto : AFP\n\nLe port est fermé.",
        "Titre\n\nLe port de Brennes. LISE ARNAL/AFP\n\nLe port est fermé.",
        "Titre\n\nLe maire a été cité par AFP.",
        "Titre\n\nD’après l’AFP, le maire dément.",
        "L’Agence France-Presse (AFP) – fondée en 1835 – dément.",
        "Titre\n\nLa carte (map) est fausse.",
        f"{BODY * 3}\n\n(AFP)\n\n{BODY * 3}",
    ],
)
def test_an_agency_in_a_sentence_or_under_a_picture_is_no_credit(text: str) -> None:
    assert find_credits(text, CREDITS) == ((), ())


def test_author_fields() -> None:
    assert agencies_in(["Lise Arnal", "L’Écho avec AFP", "Reuters"], CREDITS) == ("AFP", "Reuters")
    assert agencies_in(["Photo : AFP", "Lise Arnal/AFP", "Mapuche"], CREDITS) == ()


def test_without_patterns_no_credit_is_looked_for() -> None:
    report = readers.read(f"{BODY}\n\n(AFP)".encode())
    assert report.credit is None
    assert report.agencies == ()
