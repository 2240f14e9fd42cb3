"""Where sentences can begin: `|` for sure, `?` the parser decides, nothing: not here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.parsing.sentences import Ends, hints
from ondit.parsing.tokenizer import Rules, Splitter

FILE = Path(__file__).parents[1] / "src" / "ondit" / "languages" / "fr" / "tokenizer.toml"
ENDS, SPLITTER = Ends.load(FILE), Splitter(Rules.load(FILE))

PARAGRAPHS = [
    ("Le maire parle. Il part.", "|Le maire parle . |Il part ."),
    ("M. Petit est là. Mme Roy non.", "|M. Petit est là . |Mme Roy non ."),
    ("Le J.-P. de l'U.S. Army part.", "|Le J.-P. de l' U.S. Army part ."),
    ("Il dit : « Oui. » Puis rien.", "|Il dit : ?« Oui . » |Puis rien ."),
    ('Il dit "oui." Puis rien.', '|Il dit " oui . " |Puis rien .'),
    ('Il part. "Non", dit-elle.', '|Il part . |" Non " , dit -elle .'),
    ("« Partez ! », a-t-elle dit.", "|« Partez ! » , a -t-elle dit ."),
    ("« Partez ! » lance le maire.", "|« Partez ! » lance le maire ."),
    ("« Qui ? » Le maire se tait.", "|« Qui ? » ?Le maire se tait ."),
    ("Qui ? Le maire.", "|Qui ? |Le maire ."),
    ("Il hésite... Puis part.", "|Il hésite ... ?Puis part ."),
    ("Il est parti. on ne sait où.", "|Il est parti . ?on ne sait où ."),
    ("1. Les faits. Le reste.", "|1 . Les faits . |Le reste ."),
    ("NANTES, 3 mai (ATS) — Le maire parle.", "|NANTES , 3 mai ( ATS ) — |Le maire parle ."),
    ("Le Caire, le 12 mars 2024 - Il parle.", "|Le Caire , le 12 mars 2024 - |Il parle ."),
    ("Nantes (ATS) – Le maire parle.", "|Nantes ( ATS ) — |Le maire parle ."),
    ("Nantes et Brest (Ouest) - rivales - parlent.", "|Nantes et Brest ( Ouest ) - rivales - parlent ."),
]


def _shown(text: str, heading: bool) -> str:
    words, spaces = SPLITTER.split(text)
    marks = {True: "|", None: "?", False: ""}
    return " ".join(marks[begins] + word for word, begins in zip(words, hints(words, spaces, heading, ENDS), strict=True))


@pytest.mark.parametrize(("text", "shown"), PARAGRAPHS, ids=[text for text, _ in PARAGRAPHS])
def test_paragraphs(text: str, shown: str) -> None:
    assert _shown(text, heading=False) == shown


def test_a_heading_is_one_sentence_unless_clearly_several() -> None:
    assert _shown("Le maire hésite... Le port ferme", heading=True) == "|Le maire hésite ... Le port ferme"
    assert _shown("Le port ferme. Le maire se tait", heading=True) == "|Le port ferme . |Le maire se tait"


def test_nothing_gives_nothing() -> None:
    assert hints([], [], False, ENDS) == []
