"""The dossier: its text as a whole (golden files), its widths, its safety.

To write the golden files again after a change that was meant: ``python tests/test_dossier.py``
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from generated_readings import readings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from sample_reading import COUNTRIES, EVENTS, FIGURES, READING, REPORT, STATEMENTS

from ondit.cli.account import lines as account_lines
from ondit.cli.dossier import dossier
from ondit.cli.dossier.layout import clean, fit, quoted, styled, table, wrap
from ondit.explain import explain
from ondit.model import Reading

STEERING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
GOLDEN = Path(__file__).parent / "golden"
PAGES = ("dossier-80.txt", "dossier-120.txt", "why-statement-80.txt", "why-event-80.txt")
TITLES = st.text(st.characters(codec="utf-8") | st.sampled_from(" 😀\u0301\u200d漢\x1b\u202e\n"), min_size=1, max_size=200)
slowly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def country(code: str) -> str:
    return COUNTRIES.get(code, code)


def page(reading: Reading, width: int = 80) -> str:
    lines = dossier(reading, width, country, {"fr": "French"}.get)  # type: ignore[arg-type]
    return "\n".join(line.plain for line in lines) + "\n"


def account(i: int, kind: str, width: int = 80) -> str:
    record = getattr(READING, kind)[i]
    steps = explain(((step, True) for step in record.because), lambda rule: f"What {rule} says. [somewhere.yaml:3]")
    return "\n".join(line.plain for line in account_lines(READING, record, steps, width, country)) + "\n"


def made(name: str) -> str:
    what, _, width = name.removesuffix(".txt").rpartition("-")
    if what == "dossier":
        return page(READING, int(width))
    return account(0, "statements") if what == "why-statement" else account(2, "events")


@pytest.mark.parametrize("name", PAGES)
def test_golden(name: str) -> None:
    assert made(name) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 140])
def test_no_line_is_wider_than_the_page_and_none_ends_in_spaces(width: int) -> None:
    lines = page(READING, width).split("\n")
    assert max(cell_len(line) for line in lines) <= min(width, 100)
    assert [line for line in lines if line != line.rstrip()] == []


@slowly
@given(readings(TITLES), st.integers(40, 140))
def test_any_reading_fits(reading: Reading, width: int) -> None:
    for line in page(reading, width).split("\n"):
        assert cell_len(line) <= min(width, 100)
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in STEERING for c in line)


def test_long_names_and_emoji_do_not_break_columns() -> None:
    long = replace(STATEMENTS[0].sources[0], name="Donaudampfschifffahrtsgesellschaftskapitänswitwe " * 3 + "😀" * 60)
    statement = replace(STATEMENTS[0], sources=(long,))
    figure = replace(FIGURES[0], sources=(long,))
    text = page(replace(READING, statements=(statement, *STATEMENTS[1:]), figures=(figure, *FIGURES[1:])))
    assert max(cell_len(line) for line in text.split("\n")) <= 80
    assert text.count("😀") >= 120


def test_a_strangers_text_cannot_steer_the_terminal() -> None:
    report = replace(REPORT, title="Hello \x1b[2J\x07 \u202egnp.exe", outlet="A\x9b31mB")
    text = page(replace(READING, report=report))
    assert "\x1b" not in text and "\x9b" not in text and "\u202e" not in text and "\x07" not in text
    assert "Hello �[2J� �gnp.exe" in text


def test_head_without_metadata() -> None:
    bare = replace(REPORT, title=None, outlet=None, published=None, agencies=(), credit=None, path=None)
    lines = page(replace(READING, report=bare)).split("\n")
    assert lines[0].startswith("Le gouvernement du Valdor reconnaît") and lines[0].endswith(" …")
    assert lines[1] == "outlet unknown · date unknown · French · 127 words"


def test_empty_sections_say_so_and_point_to_the_gaps() -> None:
    empty = replace(READING, statements=(), figures=(), events=(), times=())
    assert "STATEMENTS  none found; see GAPS for what was not read\n" in page(empty)
    text = page(replace(empty, gaps=()))
    assert "EVENTS  none found\n" in text and text.endswith("GAPS  none known\n")


def test_sources_come_named_then_unnamed_then_the_report() -> None:
    text = page(replace(READING, statements=tuple(reversed(STATEMENTS))))
    assert text == page(READING)
    heads = ["Valdor  government", "Irma Kessel", "plusieurs sources diplomatiques  unnamed", "The report itself"]
    assert [text.index("  " + head) for head in heads] == sorted(text.index("  " + head) for head in heads)


def test_denied_and_hypothetical_events_are_marked_by_words() -> None:
    body = page(READING).partition("\nEVENTS")[2]
    assert "  DENIED       deploy forces" in body
    assert "  SPECULATION  supply arms" in body
    assert "  UNCONFIRMED  deploy forces" in body
    assert body.count("as fact") == 1


def test_a_denied_figure_is_marked() -> None:
    denied = replace(FIGURES[3], stance="denies")
    assert "DENIED: killed" in page(replace(READING, figures=(denied,)))
    assert "NOT CONFIRMED: killed" in page(replace(READING, figures=(replace(denied, stance="declines_to_confirm"),)))
    assert ": killed" not in page(replace(READING, figures=(replace(denied, stance="states"),)))


def test_a_denied_event_is_never_as_fact() -> None:
    for event in EVENTS:
        denied = replace(event, modality="negated", statements=())
        assert "as fact" not in page(replace(READING, events=(denied,))).partition("\nEVENTS")[2]


def test_a_long_entry_is_abridged_but_keeps_its_place() -> None:
    steps = explain([(STATEMENTS[0].because[0], True)], lambda rule: "word|" * 200 + " [file.tsv:7]")
    text = " ".join(line.plain.strip() for line in account_lines(READING, STATEMENTS[0], steps, 80, country))
    assert "… [file.tsv:7]" in text and text.count("word|") < 80


def test_wrap_keeps_every_word_and_style() -> None:
    text = Text("aa ") + styled("bbb ccc", "bold") + Text(" 14\u00a0000 d")
    lines = wrap(text, 7)
    assert [line.plain for line in lines] == ["aa bbb", "ccc", "14\u00a0000", "d"]
    assert lines[1].spans and str(lines[1].spans[0].style) == "bold"


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(2, 30))
@example("000\u00a00", 2)
def test_wrap_loses_nothing(text: str, width: int) -> None:
    plain = clean(text)
    lines = [line.plain for line in wrap(Text(plain), width)]
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a", "“a”"), ("« a »", "« a »"), ("« a » et « b »", "“« a » et « b »”"), ("“x”", "“x”"), ("", "“”")],
)
def test_quoted(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_columns_give_way_widest_first() -> None:
    assert fit([10, 40, 6], 40) == [10, 24, 6]
    assert fit([10, 12], 40) == [10, 12]
    lines = table([[Text("a b c"), Text("x")], [Text("d"), Text("yyyy yyyy")]], 9)
    assert [line.plain for line in lines] == ["a b  x", "c", "d    yyyy", "     yyyy"]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for golden in PAGES:
        (GOLDEN / golden).write_text(made(golden), encoding="utf-8")
        print(made(golden))
