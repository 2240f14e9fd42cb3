"""The ways that people go through the desk: slider and way back, keys, sources, search, adding, feed, static pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import pytest
from conftest import SHOTS, Window
from test_pages import grave, pages

Opened = Callable[..., Window]


def test_the_slider_changes_page_and_address_and_the_way_back_works(desk: Any, opened: Opened) -> None:
    from playwright.sync_api import expect

    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["story"])
    entries, verdict = page.locator(".entries .entry"), page.locator(".verdict .status")
    before, said = entries.count(), verdict.inner_text()
    page.focus("#day-range")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
    expect(entries).not_to_have_count(before)
    assert 0 < entries.count() < before
    expect(verdict).not_to_have_text(said)
    assert page.evaluate("document.activeElement.id") == "day-range"
    assert page.locator("#day-range").get_attribute("value") == "0"
    first = page.url
    for link in page.locator("#body a[href*='/source?']").all():
        assert "as_of=" in (link.get_attribute("href") or ""), "a source is shown as of the same day"
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "as_of" in url and url != first)
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator("#day-range")).to_have_attribute("value", "0")
    page.go_back()
    expect(entries).to_have_count(before)
    expect(verdict).to_have_text(said)
    assert "as_of" not in page.url
    window.sound(desk.url)


@pytest.mark.parametrize("width", [1280, 390])
def test_keys_go_through_the_marks_of_a_report(desk: Any, opened: Opened, width: int) -> None:
    window = opened(width)
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["report"].partition("#")[0])
    told = page.locator("#notes > section:visible")
    assert told.count() == 0
    page.keyboard.press("n")
    first = told.get_attribute("id")
    page.keyboard.press("n")
    assert told.count() == 1 and told.get_attribute("id") != first
    page.keyboard.press("p")
    assert told.get_attribute("id") == first
    assert page.locator("mark.chosen").count() > 0
    page.wait_for_function("(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('mark.chosen').getBoundingClientRect())")
    # In a narrow window what is told must not hide the words of which it is told.
    hidden = "(m => { const r = m.getBoundingClientRect(), at = document.elementFromPoint(r.left + 3, r.top + r.height / 2); return !m.contains(at) })(document.querySelector('mark.chosen'))"
    page.wait_for_function(f"!{hidden}")
    page.keyboard.press("Escape")
    assert told.count() == 0 and page.locator("mark.chosen").count() == 0
    window.sound(desk.url)


def test_the_margin_tells_rule_chain_and_certainty(desk: Any, opened: Opened) -> None:
    window = opened(lang="fr")
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["report"].partition("#")[0])
    page.locator("#text mark.k-content").first.click()
    told = page.locator("#notes > section:visible")
    assert {"Chaîne", "Certitude"} <= set(told.locator("dt").all_inner_texts())
    told.locator("summary").click()
    assert told.locator(".rules li").count() > 0
    page.locator("#text mark.k-content").first.click()
    page.get_by_role("link", name="Affaire", exact=True).locator("visible=true").first.click()
    page.wait_for_url(re.compile("/story/"))
    window.sound(desk.url)


def test_copied_passages_are_marked(desk: Any, opened: Opened) -> None:
    copy = next(row for row in desk.ledger.reports() if row.copy_of)
    page = opened().page
    page.goto(f"{desk.url}/report/{copy.key}")
    assert page.locator("#text mark.k-copied").count() > 0
    page.locator(".copyline a").click()
    page.wait_for_url(f"**/report/{copy.copy_of}")


def test_an_entry_leads_to_its_words(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["story"])
    page.locator(".timeline q a").first.click()
    page.wait_for_url(re.compile(r"/report/\w+#"))
    assert page.locator("mark.chosen").count() > 0 and page.locator("#notes > section:visible").count() == 1


def test_voices_that_count_as_one_are_told(desk: Any, opened: Opened) -> None:
    """Nothing is merged in silence: each spelling leads to what was said under it."""
    window = opened(lang="fr")
    page = window.page
    claim = desk.ledger.claims()[0].id
    (same, *_) = desk.ledger.show(claim).account.spellings
    page.goto(f"{desk.url}/story/{claim}")
    told = page.locator(".spellings li").first
    assert {same.name, same.other_name} == set(told.locator(".who").all_inner_texts()) and "mêmes consonnes" in told.inner_text()
    told.locator(".who").last.click()
    page.wait_for_url(re.compile("/source"))
    assert page.locator("h1").inner_text() == same.other_name
    window.sound(desk.url)


def test_a_source_shows_all_that_it_said(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + "/sources")
    page.fill("input[name=name]", "Korr")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("name=Korr"))
    page.locator("tbody a").first.click()
    page.wait_for_url(re.compile("/source"))
    said = page.locator(".entries .entry")
    assert said.count() > 1
    days = page.locator(".entries .entry time").evaluate_all("found => found.map(x => x.dateTime.padEnd(10, '-31'))")
    assert days == sorted(days)
    window.sound(desk.url)


def test_search_with_facets(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url)
    found = page.locator(".claims > li")
    everything = found.count()
    page.keyboard.press("/")
    page.keyboard.type("pêcheurs")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("words="))
    some = found.count()
    assert 0 < some < everything
    facet = page.locator(".facets a").filter(has=page.locator(".status")).first
    count = int(facet.locator("xpath=following-sibling::*").inner_text())
    name = facet.locator(".status").inner_text()
    facet.click()
    page.wait_for_url(re.compile("words=.*status="))
    assert found.count() == count
    assert set(page.locator(".claims .status").all_inner_texts()) == {name}
    assert page.input_value("#words") == "pêcheurs"
    page.locator(".facets a.off").click()
    page.wait_for_url(lambda url: "status=" not in url)
    assert found.count() == some
    page.goto(desk.url + "/?stance=denies&about=Karvel&since=2025-03-01&until=2025-12-31")
    assert found.count() > 0
    rows = json.loads(page.request.get(desk.url + str(page.get_by_role("link", name="JSON").get_attribute("href"))).text())["rows"]
    assert len(rows) == found.count()
    window.sound(desk.url)


def test_a_feed_tells_what_moved(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + pages(desk.ledger)["story"])
    at = page.locator("link[type='application/atom+xml']").get_attribute("href")
    root = xml.fromstring(page.request.get(desk.url + str(at)).text())
    titles = [one.findtext("{http://www.w3.org/2005/Atom}title", "") for one in root.findall("{http://www.w3.org/2005/Atom}entry")]
    assert any("Acknowledged" in one for one in titles) and any("Denied" in one for one in titles)
    window.sound(desk.url)


@pytest.mark.parametrize("lang, width, theme", [("en", 1280, "light"), ("fr", 390, "dark")])
def test_static_pages_open_from_a_folder(desk: Any, opened: Opened, tmp_path: Path, lang: str, width: int, theme: str) -> None:
    from ondit.web import static_site
    from ondit.web.texts import languages

    static_site.write(desk.ledger, tmp_path / "out", languages()[lang], least=2)
    window = opened(width, theme, lang)
    page = window.page
    page.goto((tmp_path / "out" / "index.html").as_uri())
    assert page.get_attribute("html", "lang") == lang
    page.locator(".claims a.title").first.click()
    page.wait_for_selector("[data-figures] svg")
    page.screenshot(path=SHOTS / f"static-{width}-{theme}-{lang}.png", full_page=True)
    assert grave(page) == []
    before = page.locator(".entries .entry").count()
    page.focus("#day-range")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile(r"-\d{4}-\d\d-\d\d\.html"))
    assert page.locator(".entries .entry").count() < before
    page.go_back()
    page.wait_for_url(lambda url: not re.search(r"-\d{4}-\d\d-\d\d\.html", url))
    page.locator(".timeline q a").first.click()
    page.wait_for_selector("mark.chosen")
    assert grave(page) == []
    window.sound("file:")


def test_a_file_is_read_shown_and_kept(desk: Any, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = window.page
    (tmp_path / "lyon.txt").write_text("The harbour office said on Tuesday that 300 crates had been seized in Marseille.", encoding="utf-8")
    count = desk.ledger.store.counts()["reports"]
    page.goto(desk.url + "/add")
    page.set_input_files("input[type=file]", str(tmp_path / "lyon.txt"))
    assert "lyon.txt" in page.locator(".drop").inner_text()
    page.fill("input[name=published]", "2025-05-06")
    page.fill("input[name=outlet]", "Harbour Daily")
    page.locator("button[value=read]").click()
    page.wait_for_selector("button[value=drop]")
    assert "300" in page.locator(".preview").inner_text()
    page.locator("button[value=drop]").click()
    page.wait_for_selector("textarea")
    assert desk.ledger.store.counts()["reports"] == count
    window.sound(desk.url)


def test_a_pasted_text_is_shown_before_it_is_kept(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    count = desk.ledger.store.counts()["reports"]
    page.goto(desk.url + "/add")
    page.fill("textarea", "The mayor of Lyon said on Monday that the bridge would be closed for two weeks.")
    page.fill("input[name=published]", "2025-03-05")
    page.locator("button[value=read]").click()
    page.wait_for_selector("button[value=keep]")
    assert desk.ledger.store.counts()["reports"] == count
    assert "bridge" in page.locator(".preview").inner_text()
    page.screenshot(path=SHOTS / "preview-1280-light-en.png", full_page=True)
    assert grave(page) == []
    page.locator("button[value=keep]").click()
    page.wait_for_selector(".said:has-text('✓')")
    assert desk.ledger.store.counts()["reports"] == count + 1
    window.sound(desk.url)
