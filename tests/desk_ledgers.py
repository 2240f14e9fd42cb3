"""Ledgers for tests of the pages: an invented affair, and a report that tries everything."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ledgers import affairs

from ondit.model import Figure, PlaceMention, Reading, Report, Source, Span, Statement
from ondit.views import Ledger

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>"
TEXT = (
    f"{EVIL} The mayor 👩‍🚒 said: “e\u0301te\u0301 {{{{7*7}}}} {{% raw %}} ]]> </mark></title></textarea><style>*{{color:red}}</style> "
    "javascript:alert(4) data:text/html,x //evil.example/x.png &lt;b&gt; \u202ereversed\u202c 12 people were killed.”"
)


def made(place: Path, count: int = 3) -> Ledger:
    """A ledger of invented affairs; the caller closes it."""
    ledger = Ledger(place)
    for reading, data in affairs(count, 8):
        ledger.add_reading(reading, data)
    return ledger


def hostile() -> tuple[Reading, bytes]:
    """A reading in which every text that a page shows tries to become markup."""
    data = TEXT.encode()
    start = TEXT.index("e\u0301te")
    content, cue = Span.of(TEXT, start, len(TEXT) - 1), Span.of(TEXT, TEXT.index("said"), TEXT.index("said") + 4)
    mayor = Span.of(TEXT, TEXT.index("The mayor"), TEXT.index("The mayor") + 9)
    dead = Span.of(TEXT, TEXT.index("12 people"), TEXT.index("12 people") + 9)
    source = Source(f"mayor {EVIL}", mayor, kind="state")
    report = Report(
        text=TEXT, sha256=hashlib.sha256(data).hexdigest(), text_sha256=hashlib.sha256(data).hexdigest(), reader="test", encoding="utf-8", lang="en",
        path=f"../../{EVIL}.html", url="javascript:alert(document.cookie)", title=f"</title>{EVIL}", outlet=f"=cmd|' /C calc'!A0 {EVIL}", published="2025-01-02",
    )  # fmt: skip
    statement = Statement("s-0000000001", (source,), cue, (content,), "states", "direct", "CT+", "direct", ())
    figure = Figure("f-0000000001", dead, 12, 12, False, None, "killed", None, "persons", None, "s-0000000001", (source,), "states", ())
    place = PlaceMention(dead, 0, f"x{EVIL}", "USA", "place", (), lat=1.0, lon=2.0)
    return Reading(report, (statement,), (figure,), (), (), (place,), (), ()), data


WORLD = (
    "The ministry said fighters from Chad had crossed into Sudan through North Darfur and reached El Fasher and Nyala, "
    "that Khartoum and Port Sudan were quiet, that nobody was left in Old Zamzam, and that talks in Geneva were put off."
)
_PLACES: tuple[tuple[str, str | None, str, float | None, float | None], ...] = (
    ("Chad", "TCD", "country", None, None), ("Sudan", "SDN", "country", 15.5, 30.2), ("North Darfur", "SDN", "admin1", 15.8, 25.0),
    ("El Fasher", "SDN", "city", 13.63, 25.35), ("Nyala", "SDN", "city", 12.05, 24.88), ("Khartoum", "SDN", "city", 15.55, 32.53),
    ("Port Sudan", "SDN", "city", 19.62, 37.22), ("Old Zamzam", None, "place", None, None), ("Geneva", "CHE", "city", 46.2, 6.15),
)  # fmt: skip


def around_the_world() -> tuple[Reading, bytes]:
    """A reading that names real places at every precision: countries, a region, cities, and one that nobody can place."""
    data = WORLD.encode()
    digest = hashlib.sha256(data).hexdigest()

    def span(words: str) -> Span:
        start = WORLD.index(words)
        return Span.of(WORLD, start, start + len(words))

    report = Report(
        text=WORLD, sha256=digest, text_sha256=digest, reader="test", encoding="utf-8", lang="en", path="world.txt", title="Fighters reach El Fasher",
        outlet="Daily Desert", published="2025-04-01",
    )  # fmt: skip
    source = Source("ministry", span("The ministry"), kind="state")
    content = Span.of(WORLD, WORLD.index("fighters"), len(WORLD) - 1)
    statement = Statement("s-0000000002", (source,), span("said"), (content,), "states", "indirect", "CT+", "reportative", ())
    places = tuple(PlaceMention(span(name), 0, name, country, precision, (), lat=lat, lon=lon) for name, country, precision, lat, lon in _PLACES)
    return Reading(report, (statement,), (), (), (), places, (), ()), data
