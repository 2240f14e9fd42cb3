"""Reconciliation: it follows from the set of reports alone, and what comes later never changes what was known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import affairs, claims, memory, view

from ondit.ledger import days, links
from ondit.ledger.reconcile import reconcile
from ondit.ledger.shelf import Memory
from ondit.model import Gist, Proposition, Reading

REPORTS = [reading for reading, _ in affairs(3, 8)]
slowly = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def undated(reading: Reading) -> Reading:
    return replace(reading, report=replace(reading.report, published=None))


@slowly
@given(st.permutations(REPORTS))
def test_the_order_of_adding_does_not_matter(order: list[Reading]) -> None:
    assert view(memory(order)) == view(memory(REPORTS))


@slowly
@given(st.permutations(REPORTS), st.lists(st.integers(0, len(REPORTS) - 1), max_size=6), st.integers(1, 3))
def test_nor_does_it_with_narrow_windows_and_missing_dates(order: list[Reading], without: list[int], window: int) -> None:
    chosen = [undated(reading) if REPORTS.index(reading) in without else reading for reading in order]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ondit.ledger.reconcile.WINDOW", window)
        assert claims(memory(chosen)) == claims(memory(sorted(chosen, key=lambda one: one.report.text)))


@slowly
@given(st.permutations(REPORTS), st.integers(0, len(REPORTS)), st.integers(0, len(REPORTS) - 1))
def test_what_was_known_never_changes(order: list[Reading], cut: int, at: int) -> None:
    as_of = REPORTS[at].report.published
    assert as_of is not None
    known = [reading for reading in order if (reading.report.published or "9") <= as_of]
    later = [reading for reading in order if (reading.report.published or "9") > as_of][:cut]
    assert view(memory(known), as_of) == view(memory([*known, *later]), as_of) == view(memory([*later, *known]), as_of)


def test_an_affair_is_one_claim_and_two_affairs_are_two() -> None:
    found = claims(memory(REPORTS))
    assert sorted(map(len, found.values())) == [8, 8, 8]


def test_adding_looks_at_what_it_touches_alone() -> None:
    class Counting(Memory):
        looked = 0

        def _gists(self, ids: object) -> list[Gist]:
            found = list(super()._gists(ids))  # type: ignore[arg-type]
            Counting.looked += len(found)
            return found

    def cost(count: int) -> int:
        shelf = Counting()
        for reading, _ in affairs(count, 4):
            shelf.apply(*reconcile(reading, shelf))
        Counting.looked = 0
        for reading, _ in affairs(3, 4, seed=7):
            shelf.apply(*reconcile(reading, shelf))
        return Counting.looked

    assert 0 < cost(40) == cost(2)


# --- linking ------------------------------------------------------------------------------------------------


def gist(number: int, known: str = "2024-05-01", **features: object) -> Gist:
    return Gist(f"n{number:012x}", f"{known} r{number:012x} 00000", known, Proposition(**features))  # type: ignore[arg-type]


FORCE = {"frame": "force", "actors": ("=VLD",), "others": ("=CST",), "places": ("=CST", "@lisse"), "words": ("soldi", "train")}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (FORCE, True),
        ({**FORCE, "others": (), "places": (), "words": ("soldi", "other")}, False),
        ({**FORCE, "others": (), "places": ("=CST",), "words": ()}, True),
        ({**FORCE, "others": (), "places": ()}, True),
        ({**FORCE, "actors": ("=AMB",)}, False),
        ({**FORCE, "frame": "harm"}, False),
        ({**FORCE, "actors": (), "others": (), "places": ("@lisse",)}, True),
        ({**FORCE, "actors": (), "others": (), "places": ("@elsewhere",), "words": ()}, False),
        ({**FORCE, "frame": None}, False),
        ({"frame": "force"}, False),
    ],
)
def test_what_makes_two_propositions_one(other: dict[str, object], same: bool) -> None:
    linked = links.link(gist(2, **other), [gist(1, **FORCE)])
    assert (linked.to is not None) is same
    assert not same or (linked.because and linked.score >= links.ENOUGH)


@pytest.mark.parametrize(("when", "same"), [("2024-04", True), (None, True), ("2019-04", False)])
def test_times_that_exclude_each_other_part_claims(when: str | None, same: bool) -> None:
    one = gist(1, frame="harm", places=("@lisse",), when="2024-04-28")
    assert (links.link(gist(2, frame="harm", places=("@lisse",), when=when), [one]).to is not None) is same


def test_names_alone_make_no_two_statements_one() -> None:
    names = ("carac", "madur", "guaid", "tinto", "rodri", "cabel")
    one = gist(1, names=names, words=("shook", "hands"))
    assert links.link(gist(2, names=names, words=("refus", "visas", "sanct")), [one]).to is None
    assert links.link(gist(2, names=names, words=("shook", "hands", "yeste")), [one]).to == one.id


def test_the_best_wins_and_of_equals_the_earliest() -> None:
    near, far = gist(1, **FORCE), gist(2, **{**FORCE, "places": ()})
    assert links.link(gist(3, **FORCE), [far, near]).to == near.id
    assert links.link(gist(3, **FORCE), [gist(2, **FORCE), gist(1, **FORCE)]).to == gist(1).id


def test_a_ruling_cuts() -> None:
    assert links.link(gist(2, **FORCE), [gist(1, **FORCE)], cut=True).to is None


# --- days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2024-03-01/2024-03-05", "2024-03-01", "2024-03-05"),
        ("../2024-03", days.FIRST, "2024-03-31"),
        ("2024-03/", "2024-03-01", days.LAST),
    ],
)
def test_days(edtf: str, first: str, last: str) -> None:
    assert days.bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "soon", "2024-02-30", "2024-99", "2024-05/2024-01"])
def test_no_days(edtf: str | None) -> None:
    assert days.bounds(edtf) is None
