"""Ruling in the browser: by keys alone, with corrections from selected words, and by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from conftest import Window

from ondit.views import queue

Opened = Callable[..., Window]
SHOWN = "input[name=subject]"


def test_a_whole_review_with_keys_alone(desk: Any, opened: Opened) -> None:
    window = opened()
    page = window.page
    page.goto(desk.url + "/review")
    first, second = [one.entry.id for one in queue.queue(desk.ledger)][:2]

    def press(key: str, after: str | None) -> None:
        page.keyboard.press(key)
        if after:
            page.wait_for_selector(f"{SHOWN}[value={after}]", state="attached")

    assert page.input_value(SHOWN) == first
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
    window.sound(desk.url)
