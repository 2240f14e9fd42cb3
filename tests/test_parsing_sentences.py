"""Where sentences can begin: `|` for sure, `?` the parser decides, nothing: not here."""

from __future__ import annotations

from pathlib import Path

import pytest

from ondit.parsing.sentences import Ends, hints
from ondit.parsing.tokenizer import Rules, Splitter

LANGUAGES = Path(__file__).parents[1] / "src" / "ondit" / "languages"
READY = {
    code: (Ends.load(LANGUAGES / code / "tokenizer.toml"), Splitter(Rules.load(LANGUAGES / code / "tokenizer.toml")))
    for code in ("fr", "en")
}

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


ENGLISH = [
    ("The mayor spoke. He left.", "|The mayor spoke . |He left ."),
    ("The U.S. Army left. Gen. Lee did not.", "|The U.S. Army left . |Gen. Lee did not ."),
    ("“We won't go.” She left.", "|“ We wo n't go . ” |She left ."),
    ("“Will you go?” asked the mayor.", "|“ Will you go ? ” asked the mayor ."),
    ("St. Louis is quiet. Mr. Lee is not.", "|St. Louis is quiet . |Mr. Lee is not ."),
    ("SEOUL, April 28 (AP) — Troops left.", "|SEOUL , April 28 ( AP ) — |Troops left ."),
    ("GENEVA (Reuters) - Aid came.", "|GENEVA ( Reuters ) - |Aid came ."),
    ("PORT LOUIS — Aid came.", "|PORT LOUIS — |Aid came ."),
    ("NEW YORK, Sunday, 3 March 2024 — Aid came.", "|NEW YORK , Sunday , 3 March 2024 — |Aid came ."),
    ("Lee won — again.", "|Lee won — again ."),
    ("He came at 5 p.m. on Monday. It rained.", "|He came at 5 p.m. on Monday . |It rained ."),
]


def _shown(text: str, heading: bool, code: str = "fr") -> str:
    ends, splitter = READY[code]
    words, spaces = splitter.split(text)
    marks = {True: "|", None: "?", False: ""}
    return " ".join(marks[begins] + word for word, begins in zip(words, hints(words, spaces, heading, ends), strict=True))


@pytest.mark.parametrize(("text", "shown"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_english_paragraphs(text: str, shown: str) -> None:
    assert _shown(text, heading=False, code="en") == shown


@pytest.mark.parametrize(("text", "shown"), PARAGRAPHS, ids=[text for text, _ in PARAGRAPHS])
def test_paragraphs(text: str, shown: str) -> None:
    assert _shown(text, heading=False) == shown


def test_a_heading_is_one_sentence_unless_clearly_several() -> None:
    assert _shown("Le maire hésite... Le port ferme", heading=True) == "|Le maire hésite ... Le port ferme"
    assert _shown("Le port ferme. Le maire se tait", heading=True) == "|Le port ferme . |Le maire se tait"


def test_nothing_gives_nothing() -> None:
    assert hints([], [], False, READY["fr"][0]) == []
