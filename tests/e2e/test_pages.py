"""Every page at two widths, in both themes and languages: nobody else is asked, nothing is too wide, axe finds nothing grave."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SHOTS, Window

Opened = Callable[..., Window]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
"""Of axe-core 4.14.1 (MPL-2.0), as it is in its npm package."""
CUT = """() => [...document.querySelectorAll('h1,h2,h3,a,button,.button,label,th,td,dt,dd,.status,.who,summary,output')]
    .filter(x => x.clientWidth && getComputedStyle(x).overflowX !== 'visible' && x.scrollWidth > x.clientWidth + 1)
    .map(x => x.textContent.trim().slice(0, 60))"""

BROKEN = """() => [...document.querySelectorAll('button, .button, .buttons a, .top a, .status, kbd')].filter(x => {
    const range = document.createRange(); range.selectNodeContents(x);
    return new Set([...range.getClientRects()].map(r => Math.round(r.bottom / 8))).size > 2;
}).map(x => x.textContent.trim())"""
"""Labels that stand in several lines."""


def pages(ledger: Any) -> dict[str, str]:
    claim = ledger.claims()[0]
    entries = ledger.show(claim.id).account.entries
    longest = max(ledger.reports(), key=lambda row: len(ledger.store.entries_of_report(row.key)))
    return {
        "home": "/", "story": f"/story/{claim.id}", "report": f"/report/{longest.key}#note-0", "reports": "/reports", "sources": "/sources",
        "source": f"/source?voice={entries[-1].voice.id}", "review": "/review", "audit": "/audit", "add": "/add", "missing": "/story/none",
    }  # fmt: skip


def grave(page: Any) -> list[str]:
    """Findings of axe that are serious or critical."""
    # It is put in by the test: the page's own policy does not let it in by a tag.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations.filter(v => ['serious', 'critical'].includes(v.impact))")
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}" for one in found for node in one["nodes"]]


def looked_at(window: Window, name: str, width: int, shot: str) -> None:
    """What holds for every page; its picture is kept."""
    page = window.page
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{shot}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name} is {wide} wide"
    assert page.evaluate(CUT) == [], name
    assert page.evaluate(BROKEN) == [], name
    assert grave(page) == [], name


def test_axe_is_the_one_that_we_know() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_and_asks_nobody_else(desk: Any, opened: Opened, width: int, theme: str, lang: str) -> None:
    window = opened(width, theme, lang)
    for name, path in pages(desk.ledger).items():
        window.page.goto(desk.url + path)
        if name == "story":
            window.page.wait_for_selector("[data-figures] svg")
        assert window.page.get_attribute("html", "lang") == lang
        looked_at(window, name, width, f"{width}-{theme}-{lang}")
    window.faults = [one for one in window.faults if "404" not in one]
    window.sound(desk.url)


@pytest.mark.parametrize("width, theme", [(1280, "light"), (390, "dark")])
def test_a_hostile_report_and_a_map_are_pages_like_others(invented: Any, opened: Opened, width: int, theme: str) -> None:
    window = opened(width, theme)
    for name, path in {"hostile": hostile(invented.ledger), "map": world(invented.ledger), "figures": pages(invented.ledger)["story"]}.items():
        window.page.goto(invented.url + path)
        looked_at(window, name, width, f"{width}-{theme}-en")
    window.sound(invented.url)


def hostile(ledger: Any) -> str:
    return "/report/" + next(one for one in ledger.reports() if one.path and ".." in one.path).key


def world(ledger: Any) -> str:
    """The story whose places are all over the world."""
    row = next(one for one in ledger.reports() if one.path == "world.txt")
    return f"/story/{ledger.store.entries_of_report(row.key)[0].id}"


def test_charts_are_drawn_from_zero(desk: Any, opened: Opened) -> None:
    window = opened()
    window.page.goto(desk.url + pages(desk.ledger)["story"])
    window.page.wait_for_selector("[data-figures] svg")
    assert window.page.locator("[data-figures] svg .mark-dot path").count() > 1
    ticks = window.page.locator("[data-figures] svg").first.locator(".mark-y-axis-tick-label text").all_text_contents()
    assert ticks[0] == "0"
    window.sound(desk.url)


def test_the_map_shows_countries_regions_and_cities(invented: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(invented.url + world(invented.ledger))
    page.wait_for_selector(".map svg .mark-dot")
    assert page.locator(".map svg .mark-geo path").count() > 100
    shown = set(page.locator(".map svg text").all_text_contents())
    assert {"Chad", "North Darfur", "Khartoum", "Geneva"} <= shown
    assert "Old Zamzam" not in shown and page.locator("table", has_text="Old Zamzam").count() == 1
    # No name runs over another one.
    boxes = page.locator(".map svg .mark-text text").evaluate_all("found => found.map(x => { const r = x.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })")
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right <= other[0] + 1 or other[2] <= left + 1 or bottom <= other[1] + 4 or other[3] <= top + 4
    window.sound(invented.url)


def test_the_theme_can_be_chosen_and_is_kept(desk: Any, opened: Opened) -> None:
    window = opened(theme="light")
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["story"])
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(paper) != light
    page.goto(desk.url)
    assert page.evaluate(paper) != light
    page.get_by_role("link", name="FR").click()
    page.wait_for_selector("html[lang=fr]")
    page.goto(desk.url + "/reports")
    assert page.get_attribute("html", "lang") == "fr"
    window.sound(desk.url)


def test_direction_marks_do_not_move_other_words(invented: Any, opened: Opened) -> None:
    page = opened().page
    page.goto(invented.url + hostile(invented.ledger))
    mark = "[...document.querySelectorAll('#text mark')].find(m => m.textContent === '12 people')"
    assert page.evaluate(f"getComputedStyle({mark}).unicodeBidi") == "isolate"
    assert page.evaluate(f"{mark}.getClientRects().length") == 1


def test_selected_words_are_in_code_points(invented: Any, opened: Opened) -> None:
    from desk_ledgers import TEXT

    window = opened()
    page = window.page
    page.goto(invented.url + hostile(invented.ledger))
    for words in ("e\u0301te\u0301", "12 people"):
        found = page.evaluate(
            """words => {
                const root = document.querySelector("#text"), walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                for (let node; (node = walk.nextNode()); ) {
                    const at = node.textContent.indexOf(words);
                    if (at < 0) continue;
                    getSelection().setBaseAndExtent(node, at, node, at + words.length);
                    return onditSelected(root);
                }
            }""",
            words,
        )
        assert TEXT[found["start"] : found["end"]] == words
    assert page.evaluate("onditPoints('👩‍🚒é', 5)") == 3
    window.sound(invented.url)


def test_pages_can_be_printed(desk: Any, opened: Opened) -> None:
    page = opened().page
    page.goto(desk.url + pages(desk.ledger)["report"])
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("#notes > section:visible").count() == page.locator("#notes > section").count() > 5


def test_the_slider_is_of_no_other_page(desk: Any, opened: Opened) -> None:
    """A story tells its day in its address; the list of stories does not carry it along."""
    page = opened().page
    page.goto(desk.url + pages(desk.ledger)["story"] + "?as_of=2025-03-05")
    assert re.search("as_of=2025-03-05", page.get_by_role("link", name="JSON").get_attribute("href") or "")
    page.locator(".brand").click()
    assert "as_of" not in page.url
