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
