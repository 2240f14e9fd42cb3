"""What the desk's pages ask: search with facets, stories, the review queue, rulings that are taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import affairs

from ondit.errors import UsageError
from ondit.views import Ledger, desk, queue, story


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "l.ondit") as ledger:
        for reading, data in affairs(3, 8):
            ledger.add_reading(reading, data)
        yield ledger


def test_facets_add_up_and_filter(ledger: Ledger) -> None:
    everything = desk.search(ledger, desk.Sought())
    assert everything.total == sum(count for _, count in everything.status) > 0
    name, count = everything.status[0]
    some = desk.search(ledger, desk.Sought(status=name))
    assert some.total == count and {row.status for row in some.rows} == {name}


def test_pages_of_a_list_are_the_list(ledger: Ledger) -> None:
    whole = [row.id for row in desk.search(ledger, desk.Sought(), rows=100).rows]
    parts = [row.id for page in range(1, len(whole) + 1) for row in desk.search(ledger, desk.Sought(), page=page, rows=1).rows]
    assert parts == whole


def test_stance_and_days_have_to_hold_for_one_entry(ledger: Ledger) -> None:
    denied = desk.search(ledger, desk.Sought(stance="denies"))
    assert denied.total
    first = min(row.first for row in denied.rows if row.first)
    assert desk.search(ledger, desk.Sought(stance="denies", until="1999-01-01")).total == 0
    assert desk.search(ledger, desk.Sought(since=first)).total >= denied.total


def test_a_story_as_of_a_day_knows_nothing_later(ledger: Ledger) -> None:
    claim = desk.search(ledger, desk.Sought()).rows[0]
    now = story.story(ledger, claim.id)
    early = story.story(ledger, claim.id, now.days[0])
    assert len(now.days) > 1 and len(early.entries) < len(now.entries)
    assert {entry.known for entry in early.entries} == {now.days[0]}
    assert early.days == now.days


def test_a_matrix_has_this_claim_first_and_only_its_voices(ledger: Ledger) -> None:
    found = story.story(ledger, desk.search(ledger, desk.Sought()).rows[0].id)
    assert found.claims[0].id == found.row.id
    assert found.matrix and all(row.cells[0] is not None for row in found.matrix)
    assert {entry.voice_id for entry in found.entries} >= {row.voice_id for row in found.matrix}


def test_what_would_change_most_comes_first(ledger: Ledger) -> None:
    found = queue.queue(ledger)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert all(one.instead != one.status for one in found)


def test_what_was_ruled_on_is_not_asked_again(ledger: Ledger) -> None:
    first = queue.queue(ledger)[0].entry.id
    queue.rule(ledger, "accept", (first,), who="ada", why="read it", saw="")
    assert first not in {one.entry.id for one in queue.queue(ledger)}


def test_the_second_of_two_analysts_is_told(ledger: Ledger) -> None:
    entry = queue.queue(ledger)[0].entry.id
    saw = queue.seen(ledger, (entry,))
    ruling = queue.rule(ledger, "reject", (entry,), who="ada", why="misread", saw=saw)
    with pytest.raises(queue.Overtaken, match="ada") as caught:
        queue.rule(ledger, "accept", (entry,), who="bob", why="right", saw=saw)
    assert caught.value.rulings == (ruling,)
    assert len(ledger.decisions()) == 1
    queue.rule(ledger, "accept", (entry,), who="bob", why="right", saw=ruling.id)
    assert len(ledger.decisions()) == 2


@pytest.mark.parametrize("verdict", ["reject", "accept", "different"])
def test_a_ruling_that_is_taken_back_leaves_everything_as_it_was(ledger: Ledger, verdict: str) -> None:
    entry = next(one.entry.id for one in queue.queue(ledger) if one.link)
    before = [ledger.show(row.id).account for row in ledger.claims(limit=None)]
    ruling = ledger.decide(verdict, entry, who="ada", why="x")
    taken = ledger.undo(ruling.id, who="ada", why="slip")
    assert [ledger.show(row.id).account for row in ledger.claims(limit=None)] == before
    assert [one.id for one in ledger.rulings()] == [ruling.id, taken.id] and not ledger.decisions()
    assert not ledger.verify()


def test_claims_that_were_joined_part_again(ledger: Ledger) -> None:
    first, second = [row.id for row in ledger.claims()][:2]
    ruling = ledger.decide("same", first, second, who="ada", why="x")
    assert ledger.show(second).row.id == ledger.show(first).row.id
    ledger.undo(ruling.id, who="ada", why="slip")
    assert ledger.show(first).row.id == first and ledger.show(second).row.id == second
    assert {first, second} <= {row.id for row in ledger.claims(limit=None)}


def test_only_a_ruling_that_stands_is_taken_back(ledger: Ledger) -> None:
    ruling = ledger.decide("reject", ledger.claims()[0].id, who="ada", why="x")
    ledger.undo(ruling.id, who="ada", why="slip")
    with pytest.raises(UsageError, match="stands"):
        ledger.undo(ruling.id, who="ada", why="twice")


def test_who_alone_stretches_an_envelope_is_looked_at(ledger: Ledger) -> None:
    found = [one for one in queue.queue(ledger) if one.envelope]
    assert found
    for one in found:
        e = one.envelope
        assert e is not None and e.low <= e.without_low and e.without_high <= e.high and (e.low, e.high) != (e.without_low, e.without_high)
        rest = ledger.decide("reject", one.entry.id, who="ada", why="x")
        groups = story.story(ledger, one.entry.claim).figures
        assert (e.without_low, e.without_high) in [(group.low, group.high) for group in groups if group.what == e.what]
        ledger.undo(rest.id, who="ada", why="slip")


def test_any_entry_can_be_proposed(ledger: Ledger) -> None:
    for row in ledger.claims(limit=3):
        for entry in ledger.show(row.id).account.entries:
            one = queue.proposal(ledger, entry.id)
            assert one.entry.id == entry.id
            assert {field.key for field in one.fields} >= {"stance", "voice", "content", *(f"bounds {count.figure}" for count in entry.counts)}
            for field in one.fields:
                assert not field.choices or field.now in field.choices


def test_fields_are_written_as_they_are_read(ledger: Ledger) -> None:
    """Recording what stands in the form changes nothing but the sign that a number is about."""
    from ondit.ledger.corrections import OF_FIGURES

    entry = next(e for row in ledger.claims() for e in ledger.show(row.id).account.entries if e.counts and not e.counts[0].vague)
    before = ledger.show(entry.id).entry(entry.id)
    for field in queue.proposal(ledger, entry.id).fields:
        if field.now and field.name not in ("voice", "actors", "others"):
            ledger.decide("correct", entry.id, who="ada", why="x", field=field.name, value=f"{field.figure} {field.now}".strip())
    after = ledger.show(entry.id).entry(entry.id)
    assert {name for name in ("stance", "factuality", "said", "content", "proposition", "voice") if getattr(before, name) != getattr(after, name)} == set()
    assert [(c.low, c.high, c.what) for c in before.counts] == [(c.low, c.high, c.what) for c in after.counts] and OF_FIGURES


@pytest.mark.parametrize("asked, tokens", [("Russia", {"=RUS"}), ("Corée du Nord", {"=PRK"}), ("north korea seoul", {"=PRK", "@seoul"}), ("PRK", {"=PRK"}), ("", set())])
def test_countries_go_by_their_names_in_every_language(asked: str, tokens: set[str]) -> None:
    found = desk._about(asked)
    assert len(found) == len(tokens) and all(any(one in some for some in found) for one in tokens)


def test_countries_are_told_in_the_language_of_the_reader() -> None:
    first, second = (desk.country_names(code) for code in ("en", "fr"))
    assert (first["DEU"], second["DEU"]) == ("Germany", "Allemagne") and first.keys() == second.keys()
