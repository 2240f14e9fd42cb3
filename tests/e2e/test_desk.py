"""The desk as people use it: every page at two widths, in both themes and languages; keys, slider, static pages."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from desk_ledgers import TEXT

from ondit.views import queue
from ondit.web import static_site
from ondit.web.texts import default

HERE = Path(__file__).parent
SHOTS = HERE.parent.parent / "screenshots"
AXE = HERE / "vendor" / "axe.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
"""Of axe-core 4.14.1 (MPL-2.0), as it is in its npm package."""


def pages(desk: Any) -> dict[str, str]:
    claim = desk.ledger.claims()[0]
    row = next(one for one in desk.ledger.reports() if one.path and ".." in one.path)
    voice = desk.ledger.show(claim.id).account.entries[0].voice.id
    first = next(one for one in desk.ledger.reports() if one.key != row.key)
    return {
        "home": "/", "story": f"/story/{claim.id}", "report": f"/report/{first.key}#note-0", "hostile": f"/report/{row.key}", "reports": "/reports",
        "sources": "/sources", "source": f"/source?voice={voice}", "review": "/review", "audit": "/audit", "add": "/add",
    }  # fmt: skip


def grave(page: Any) -> list[str]:
    """Findings of axe that are serious or critical."""
    found = page.evaluate("async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))")
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}" for one in found for node in one["nodes"]]


def test_axe_is_the_one_that_we_know() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_and_asks_nobody_else(desk: Any, opened: Any, width: int, theme: str, lang: str) -> None:
    window = opened(width, theme, lang)
    SHOTS.mkdir(exist_ok=True)
    for name, path in pages(desk).items():
        window.page.goto(desk.url + path)
        window.page.wait_for_load_state("networkidle")
        window.page.screenshot(path=SHOTS / f"{name}-{width}-{theme}-{lang}.png", full_page=True)
        assert window.page.get_attribute("html", "lang") == lang
        wide, room = window.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{name} is {wide} wide"
        # axe is put in by the test: the page's own policy does not let it in by a tag.
        window.page.evaluate(AXE.read_text("utf-8"))
        assert grave(window.page) == [], name
    assert window.faults == []
    assert [url for url in window.asked if not url.startswith(desk.url)] == []


def test_charts_are_drawn(desk: Any, opened: Any) -> None:
    window = opened()
    window.page.goto(desk.url + pages(desk)["story"])
    window.page.wait_for_selector("[data-figures] svg")
    assert window.page.locator("[data-figures] svg .mark-dot path").count() > 1
    assert window.faults == []


def test_the_map_is_drawn(desk: Any, opened: Any) -> None:
    row = next(one for one in desk.ledger.reports() if one.path and ".." in one.path)
    window = opened()
    window.page.goto(f"{desk.url}/story/{desk.ledger.store.entries_of_report(row.key)[0].id}")
    window.page.wait_for_selector(".map svg .mark-dot")
    assert window.page.locator(".map svg .mark-geo path").count() > 100
    assert window.faults == []


def test_the_slider_changes_page_and_address_and_the_way_back_works(desk: Any, opened: Any) -> None:
    from playwright.sync_api import expect

    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk)["story"])
    before = page.locator(".entries .entry").count()
    page.focus("#day-range")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
    expect(page.locator(".entries .entry")).not_to_have_count(before)
    assert 0 < page.locator(".entries .entry").count() < before
    assert page.evaluate("document.activeElement.id") == "day-range"
    day = re.search(r"as_of=([\d-]+)", page.url)
    assert day and page.locator("#day-range").get_attribute("value") == "0"
    page.wait_for_selector("#page h1")
    page.go_back()
    expect(page.locator(".entries .entry")).to_have_count(before)
    assert "as_of" not in page.url
    assert window.faults == []


def test_a_whole_review_with_keys_alone(desk: Any, opened: Any) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + "/review")
    first, second = [one.entry.id for one in queue.queue(desk.ledger)][:2]
    shown = "input[name=subject]"

    def press(key: str, after: str | None) -> None:
        page.keyboard.press(key)
        if after:
            page.wait_for_selector(f"{shown}[value={after}]", state="attached")

    assert page.input_value(shown) == first
    press("j", second)
    press("k", first)
    press("x", None)
    page.wait_for_selector(".said:has-text('rejected')")
    assert [(one.verdict, one.subjects) for one in desk.ledger.decisions()] == [("reject", (first,))]
    press("Backspace", first)
    assert not desk.ledger.decisions()
    page.keyboard.press("e")
    page.select_option("#field", "factuality")
    page.fill("#value", "PS+")
    page.keyboard.press("Escape")
    page.locator("button[value=correct]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".said:has-text('corrected')")
    assert [(one.field, one.value) for one in desk.ledger.decisions()] == [("factuality", "PS+")]
    page.keyboard.press("?")
    assert page.locator("#help").get_attribute("open") is not None
    page.locator("#keys").click()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert len(desk.ledger.decisions()) == 1, "keys that are off do nothing"
    page.locator("#keys").click()
    page.locator("h1").click()
    page.keyboard.press(" ")
    page.wait_for_url(re.compile("skip="))
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/report/"))
    assert window.faults == []


def test_selected_words_are_in_code_points(desk: Any, opened: Any) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk)["hostile"])
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
    assert window.faults == []


def test_direction_marks_do_not_move_other_words(desk: Any, opened: Any) -> None:
    page = opened().page
    page.goto(desk.url + pages(desk)["hostile"])
    assert page.evaluate("getComputedStyle([...document.querySelectorAll('#text mark')].find(m => m.textContent === '12 people')).unicodeBidi") == "isolate"
    assert page.evaluate("[...document.querySelectorAll('#text mark')].find(m => m.textContent === '12 people').getClientRects().length") == 1


def test_keys_go_through_the_marks_of_a_report(desk: Any, opened: Any) -> None:
    window = opened(390)
    page = window.page
    page.goto(desk.url + pages(desk)["report"].partition("#")[0])
    assert page.locator("#notes > section:visible").count() == 0
    page.keyboard.press("n")
    first = page.locator("#notes > section:visible").get_attribute("id")
    page.keyboard.press("n")
    assert page.locator("#notes > section:visible").get_attribute("id") != first
    page.keyboard.press("p")
    assert page.locator("#notes > section:visible").get_attribute("id") == first
    assert page.locator("mark.chosen").count() > 0


def test_an_entry_leads_to_its_words(desk: Any, opened: Any) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk)["story"])
    page.locator(".timeline q a").first.click()
    page.wait_for_url(re.compile(r"/report/\w+#"))
    assert page.locator("mark.chosen").count() > 0 and page.locator("#notes > section:visible").count() == 1


def test_static_pages_open_from_a_folder(desk: Any, opened: Any, tmp_path: Path) -> None:
    static_site.write(desk.ledger, tmp_path / "out", default(), least=2)
    window = opened()
    page = window.page
    page.goto((tmp_path / "out" / "index.html").as_uri())
    page.locator(".claims a.title").first.click()
    page.wait_for_selector("[data-figures] svg")
    before = page.locator(".entries .entry").count()
    page.focus("#day-range")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"-\d{4}-\d\d-\d\d\.html"))
    assert page.locator(".entries .entry").count() < before
    page.locator(".timeline q a").first.click()
    page.wait_for_selector("mark.chosen")
    assert window.faults == []
    assert [url for url in window.asked if not url.startswith("file:")] == []


@pytest.mark.slow
def test_a_pasted_text_is_shown_before_it_is_kept(desk: Any, opened: Any) -> None:
    window = opened()
    page = window.page
    count = desk.ledger.store.counts()["reports"]
    page.goto(desk.url + "/add")
    page.fill("textarea", "The mayor of Lyon said on Monday that the bridge would be closed for two weeks.")
    page.fill("input[name=published]", "2025-03-05")
    page.locator("button[value=read]").click()
    page.wait_for_selector("button[value=keep]", timeout=120_000)
    assert desk.ledger.store.counts()["reports"] == count
    assert "bridge" in page.locator(".preview").inner_text()
    page.locator("button[value=keep]").click()
    page.wait_for_selector(".said:has-text('✓')")
    assert desk.ledger.store.counts()["reports"] == count + 1
    assert json.loads(page.request.get(f"{desk.url}/reports.json").text())
    assert window.faults == []
