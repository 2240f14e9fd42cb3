"""The sample reports: what the README says of them holds, and the README's output is what the program prints."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import ondit
from docs import render_demo
from ondit.cli import demo, run
from ondit.model import Reading

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
RUMOUR, COPY, DENIAL, ACKNOWLEDGEMENT, *ENGLISH = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html"))


@cache
def reading(name: str) -> Reading:
    return ondit.read(SAMPLES / name)


def test_the_readme_names_every_sample_and_says_that_they_are_invented() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)`", page, re.M) == [RUMOUR, COPY, DENIAL, ACKNOWLEDGEMENT, *ENGLISH]
    assert "written for ondit" in page
    for page_of in (ACKNOWLEDGEMENT, *ENGLISH):
        assert "Written for ondit" in (SAMPLES / page_of).read_text(encoding="utf-8")


def test_the_copy_is_a_copy() -> None:
    def sentences(name: str) -> set[str]:
        return set(re.split(r"(?<=[.?!])\s+", (SAMPLES / name).read_text(encoding="utf-8")))

    assert len(sentences(RUMOUR) & sentences(COPY)) >= 5


def test_rendering_replaces_what_stands_between_the_markers_alone() -> None:
    page = f"a\n{render_demo.START}\nold\n{render_demo.END}\nb\n"
    once = render_demo.rendered(page, "new\n")
    assert "old" not in once
    assert once.startswith("a\n") and once.endswith("\nb\n") and "\nnew\n" in once
    assert render_demo.rendered(once, "new\n") == once
    with pytest.raises(ValueError, match="markers"):
        render_demo.rendered("no markers", "new")


@pytest.mark.slow
def test_the_readme_shows_what_the_program_prints() -> None:
    assert render_demo.main(["--check"]) == 0, "README.md is stale: run `make readme`"


@pytest.mark.slow
@pytest.mark.parametrize("name", [RUMOUR, COPY, DENIAL, ACKNOWLEDGEMENT, *ENGLISH])
def test_every_sample_gives_statements_whose_words_are_there(name: str) -> None:
    found = reading(name)
    assert found.statements
    assert found.report.lang == ("en" if name in ENGLISH else "fr")
    for statement in found.statements:
        assert all(span.holds(found.report.text) for span in statement.content)


@pytest.mark.slow
def test_rumour_denial_acknowledgement() -> None:
    assert any(s.evidential == "conditional" and s.factuality == "PS+" for s in reading(RUMOUR).statements)
    assert any(s.stance == "denies" for s in reading(DENIAL).statements)
    assert any(s.stance == "acknowledges" and s.factuality == "CT+" for s in reading(ACKNOWLEDGEMENT).statements)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        (RUMOUR, 30, 50),
        (COPY, 30, 50),
        (DENIAL, 20, None),
        (ACKNOWLEDGEMENT, None, 45),
        (ACKNOWLEDGEMENT, 2_000_000, None),
        (RUMOUR, 4, None),
    ],
)
def test_bounds_stay_bounds(name: str, low: int | None, high: int | None) -> None:
    assert (low, high) in {(figure.low, figure.high) for figure in reading(name).figures}


@pytest.mark.slow
def test_a_page_tells_its_outlet_and_date_and_plain_text_does_not() -> None:
    page, plain = reading(ACKNOWLEDGEMENT).report, reading(DENIAL).report
    assert (page.outlet, page.published) == ("Horizons du Sud", "2025-09-22")
    assert (plain.outlet, plain.published) == (None, None)


@pytest.mark.slow
def test_a_ledger_tells_the_story_in_two_languages(tmp_path: Path) -> None:
    with ondit.Ledger(tmp_path / "story.ondit") as ledger:
        for path, told in reversed(demo.samples()):
            ledger.add(path, **told)
        claim = ledger.claims(limit=1)[0]
        assert (claim.status, claim.reports) == ("acknowledged", 6)
        assert dict(demo.history(ledger, claim.id)) == {
            "2025-02-14": "rumoured", "2025-02-15": "rumoured", "2025-03-03": "denied", "2025-03-10": "disputed",
            "2025-09-22": "acknowledged", "2025-09-23": "acknowledged",
        }  # fmt: skip
        view = ledger.show(claim.id)
        paths = {row.key: Path(row.path or "").name for row in ledger.reports()}
        assert [(paths[copy.report], paths[copy.original]) for copy in view.copies.values()] == [(COPY, RUMOUR)]
        assert paths[view.entry(next(m for m in view.account.moves if m.move == "denied").entries[0]).report] == DENIAL
        figures = {(point.low, point.high) for point in view.account.points if point.what == "detained"}
        assert {(38, None), (None, 45)} <= figures


@pytest.mark.slow
@pytest.mark.parametrize("width", [80, 120])
def test_the_demo_is_one_screen_in_both_widths_and_can_be_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str], width: int) -> None:
    for _ in range(2):
        assert run(["demo", "--ledger", str(tmp_path / "demo.ondit"), "--width", str(width)]) == 0
    printed = capsys.readouterr().out
    shown = printed[len(printed) // 2 :].splitlines()
    assert printed[: len(printed) // 2] == printed[len(printed) // 2 :]
    assert len(shown) <= 42 and max(len(line) for line in shown if "--ledger" not in line) <= width
    for word in ("RUMOURED", "DENIED", "DISPUTED", "ACKNOWLEDGED", "1 copy not counted", "at least 38", "at most 45", "ondit serve --ledger"):
        assert word in printed
