"""Ruling in the browser: by keys alone, with corrections from selected words, and by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SHOTS, Window
from test_pages import grave

from ondit.views import queue

Opened = Callable[..., Window]
SHOWN = "input[name=subject]"
SELECT = """words => {
    const walk = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); ) {
        const at = node.textContent.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
    throw new Error(`not there: ${words}`);
}"""


def test_a_whole_review_with_keys_alone(desk: Any, opened: Opened) -> None:
    """Next, previous, reject with a reason, undo, correct, help, keys off and on, skip, source: no pointer is used."""
    window = opened()
    page = window.page
    keys = page.keyboard
    page.goto(desk.url + "/review")
    first, second = [one.entry.id for one in queue.queue(desk.ledger)][:2]

    def press(key: str, after: str) -> None:
        keys.press(key)
        page.wait_for_selector(f"{SHOWN}[value={after}]", state="attached")

    assert page.input_value(SHOWN) == first
    press("j", second)
    press("k", first)
    keys.press("x")
    page.wait_for_selector("#pending:not(:empty)")
    assert page.evaluate("document.activeElement.id") == "why" and not desk.ledger.decisions()
    keys.press("Escape")
    assert page.locator("#pending").inner_text() == ""
    keys.press("x")
    keys.type("a joke, not axk")
    keys.press("Enter")
    page.wait_for_selector(".said:has-text('rejected')")
    assert [(one.verdict, one.subjects, one.why) for one in desk.ledger.decisions()] == [("reject", (first,), "a joke, not axk")]
    press("Backspace", first)
    assert not desk.ledger.decisions() and len(desk.ledger.rulings()) == 2
    keys.press("e")
    keys.press("ArrowDown")
    assert page.input_value("#field") == "factuality"
    keys.press("Tab")
    keys.type("pos")
    keys.press("Enter")
    keys.type("hedged")
    page.screenshot(path=SHOTS / "correction-1280-light-en.png", full_page=True)
    keys.press("Enter")
    page.wait_for_selector(".said:has-text('corrected')")
    assert [(one.field, one.value, one.why) for one in desk.ledger.decisions()] == [("factuality", "PS+", "hedged")]
    keys.press("?")
    assert page.locator("#help").get_attribute("open") is not None
    page.focus("#keys")
    keys.press("Enter")
    page.evaluate("document.activeElement.blur()")
    keys.press("x")
    keys.press("a")
    page.wait_for_timeout(200)
    assert len(desk.ledger.decisions()) == 1 and page.locator("#pending").inner_text() == "", "keys that are off do nothing"
    page.focus("#keys")
    keys.press("Enter")
    page.evaluate("document.activeElement.blur()")
    keys.press(" ")
    page.wait_for_url(re.compile("skip="))
    keys.press("a")
    page.wait_for_selector(".said:has-text('accepted')")
    keys.press("o")
    page.wait_for_url(re.compile("/report/"))
    page.goto(desk.url + "/audit")
    assert page.locator("tr.old").count() == 1 and page.locator("tbody tr").count() == 4
    page.screenshot(path=SHOTS / "audit-ruled-1280-light-en.png", full_page=True)
    assert grave(page) == []
    window.sound(desk.url)


@pytest.mark.parametrize("width", [1280, 390])
def test_selected_words_put_content_and_source_right(desk: Any, opened: Opened, width: int) -> None:
    entry = next(e for e in desk.ledger.show(desk.ledger.claims()[0].id).account.entries if "between" in e.report or "Mer Libre" in e.voice.name)
    text = desk.ledger.store.reading(entry.report).report.text
    window = opened(width)
    page = window.page
    page.goto(f"{desk.url}/review?at={entry.id}")
    page.keyboard.press("e")
    page.select_option("#field", "content")
    words = "Lissane fishermen at the Karvel"
    page.evaluate(SELECT, words)
    page.wait_for_function("words => document.querySelector('#hint').textContent.includes(words)", arg=words)
    page.fill("#why", "the rest is the reporter's")
    page.keyboard.press("Enter")
    page.wait_for_selector(".said:has-text('corrected')")
    (span,) = desk.ledger.show(entry.id).entry(entry.id).content
    assert span.quote == words and span.holds(text)
    page.goto(f"{desk.url}/review?at={entry.id}")
    page.keyboard.press("e")
    page.select_option("#field", "voice")
    page.evaluate(SELECT, "Mer Libre")
    assert page.input_value("#value") == "Mer Libre"
    page.evaluate("getSelection().removeAllRanges()")
    page.select_option("#field", "stance")
    assert page.locator("#value").is_hidden() and page.locator("select[data-for=stance]").input_value() == entry.stance
    page.screenshot(path=SHOTS / f"correcting-{width}-light-en.png", full_page=True)
    assert grave(page) == []
    for ruling in desk.ledger.decisions():
        desk.ledger.undo(ruling.id, who="test", why="put back")
    window.sound(desk.url)


def test_figures_and_the_way_back_after_a_refusal(desk: Any, opened: Opened) -> None:
    entry = next(e for row in desk.ledger.claims() for e in desk.ledger.show(row.id).account.entries if e.counts)
    window = opened()
    page = window.page
    page.goto(f"{desk.url}/review?at={entry.id}")
    page.keyboard.press("e")
    page.select_option("#field", f"bounds {entry.counts[0].figure}")
    page.fill("#value", "many")
    page.fill("#why", "counted otherwise")
    page.locator("#save").click()
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#value") == "many" and page.input_value("#why") == "counted otherwise"
    page.fill("#value", "38..60")
    page.locator("#save").click()
    page.wait_for_selector(".said:has-text('corrected')")
    count = desk.ledger.show(entry.id).entry(entry.id).counts[0]
    assert (count.low, count.high) == (38, 60)
    page.keyboard.press("Backspace")
    page.wait_for_selector(".said:has-text('Taken back')")
    assert desk.ledger.show(entry.id).entry(entry.id).counts == entry.counts
    window.faults = [one for one in window.faults if "400" not in one]
    window.sound(desk.url)


def test_the_second_of_two_analysts_is_told(desk: Any, opened: Opened) -> None:
    ada, bob = opened().page, opened().page
    for page, who in ((ada, "ada"), (bob, "bob")):
        page.goto(desk.url + "/review")
        page.fill("input[name=who]", who)
    subject = ada.input_value(SHOWN)
    assert bob.input_value(SHOWN) == subject
    for page, why, button in ((ada, "as it stands", "accept"), (bob, "a joke", "reject")):
        page.fill("#why", why)
        page.locator(f"button[value={button}]").click()
        page.wait_for_load_state()
    bob.wait_for_selector("[role=alert]:has-text('ada')")
    assert bob.input_value(SHOWN) == subject and "as it stands" in bob.locator(".ruled").inner_text()
    assert [(one.who, one.verdict) for one in desk.ledger.decisions() if subject in one.subjects] == [("ada", "accept")]
    assert bob.input_value("#why") == "a joke"
    bob.locator("button[value=reject]").click()
    bob.wait_for_selector(".said:has-text('rejected')")
    assert [one.who for one in desk.ledger.decisions() if subject in one.subjects] == ["ada", "bob"]
