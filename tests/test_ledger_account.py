"""What the entries of one claim add up to: hand-made entries, no reading."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit.ledger.claims import Account, account
from ondit.ledger.names import spelled_alike
from ondit.model import Count, Decision, Entry, Proposition, Span, Voice

HARM = Proposition("harm", others=("=VEL",))


def voice(name: str, kind: str = "ngo", country: str | None = None, named: bool = True, side: str | None = None, known: str | None = None) -> Voice:
    key = known or name.lower()
    return Voice(key if named else f"unnamed:{key}", name, kind, country, named, side or (country if country and kind == "state" else key))


def count(low: float | None, high: float | None, what: str = "killed", **fields: object) -> Count:
    return replace(Count(f"f-{what}-{low}-{high}", Span(0, 4, "many"), low, high, what, None, "persons"), **fields)  # type: ignore[arg-type]


def entry(number: int, who: Voice, day: str | None = "2024-05-06", counts: tuple[Count, ...] = (), **fields: object) -> Entry:
    report = str(fields.pop("report", f"r{number:012x}"))
    made = Entry(
        f"n{number:012x}", report, number, f"s-{number}", day, day if day and len(day) == 10 else (f"{day}-30" if day else None), day, who, (who.id,),
        "states", "CT+", "none", "historical", (Span(0, 4, "word"),), HARM, counts, "xx",
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def clashes(found: Account) -> set[tuple[str, float | None, float | None]]:
    points = {point.id: point for point in found.points}
    return {
        (one.kind, points[one.first].low or points[one.first].high, points[one.second].low or points[one.second].high)
        for one in found.contradictions if one.kind != "denial"
    }  # fmt: skip


# --- two spellings of one name ------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("Ahmed al-Mosmari", "Ahmed al-Mismari", True), ("Taoufik Chokri", "Tawfiq al-Shukri", True), ("Valdoria", "Valdorie", True),
    ("Yevgeny Prigozhin", "Evgueni Prigojine", True), ("Anne Keller", "Anna Kohler", False), ("John Smith", "Joan Smith", False),
    ("Marie Dupont", "Marc Dupont", False), ("Ministry of Health", "Ministry of Wealth", False), ("Martin", "Morton", False), ("Lee", "Lea", False),
    ("Mohammed Ahmed", "Mahmoud Ahmadi", False), ("", "", False),
])  # fmt: skip
def test_names_in_two_spellings(one: str, other: str, alike: bool) -> None:
    assert spelled_alike(one, other) is spelled_alike(other, one) is alike


def test_two_spellings_are_one_voice_until_an_analyst_says_otherwise() -> None:
    entries = [entry(1, voice("Karim Belmadi", "military")), entry(2, voice("Kareem Bilmadi", "armed_group"), "2024-05-07")]
    found = account(entries, (), {})
    assert found.status.voices == 1
    assert [(one.voice, one.other_name) for one in found.spellings] == [("karim belmadi", "Kareem Bilmadi")]
    assert "same consonants" in found.spellings[0].because[0]
    ruled = Decision("d1", "correct", (entries[1].id,), "ana", "another man", "2024-06-01", "voice", "Kareem Bilmadi")
    assert account(entries, (ruled,), {}).spellings == ()
    assert account(entries, (ruled,), {}).status.voices == 2


@pytest.mark.parametrize(("kind", "country", "known"), [("ngo", None, None), ("military", "ZZZ", None), ("military", "YYY", "bilmadi-2")])
def test_other_kinds_countries_and_known_others_are_other_voices(kind: str, country: str | None, known: str | None) -> None:
    first = voice("Karim Belmadi", "military", "YYY", known="belmadi-1" if known else None)
    found = account([entry(1, first), entry(2, voice("Kareem Bilmadi", kind, country, known=known))], (), {})
    assert found.spellings == ()


# --- status and moves ---------------------------------------------------------------------------------------


def test_officials_without_a_known_country_confirm_nobody() -> None:
    spy, member = voice("spy agency", "intelligence"), voice("member of parliament", "state")
    assert account([entry(1, spy), entry(2, member)], (), {}).status.status == "reported"
    assert account([entry(1, spy), entry(2, member), entry(3, voice("Doctors"))], (), {}).status.status == "corroborated"


def test_a_word_about_the_enemy_is_alleged_and_confirms_nothing() -> None:
    fighting = entry(1, voice("Army of Zor", "state", "ZOR"), against=True)
    found = account([fighting, entry(2, voice("Doctors"), "2024-05-08")], (), {})
    assert ([move.move for move in found.moves], found.status.status) == (["alleged", "reported"], "reported")


def test_outlets_and_unnamed_sources_are_told_where_they_change_the_status() -> None:
    quiet = voice("witnesses", named=False)
    outlet = replace(voice("Daily", "media"), id="outlet:daily", side="outlet:daily")
    entries = [entry(1, quiet, "2024-05-01"), entry(2, voice("Doctors"), "2024-05-02"), entry(3, outlet, "2024-05-03"), entry(4, quiet, "2024-05-04")]
    assert [(move.move, move.status) for move in account(entries, (), {}).moves] == [("rumoured", "rumoured"), ("reported", "reported")]


def test_a_long_story_is_told_in_time() -> None:
    entries = [entry(i, voice(f"Group {i:04d}"), f"2024-{1 + i // 250:02d}-01") for i in range(1, 1500)]
    found = account(entries, (), {})
    assert (len(found.moves), found.status.voices) == (1499, 1499)


# --- figures ------------------------------------------------------------------------------------------------


def test_a_lower_at_least_contradicts_and_revises_nothing_and_a_higher_one_revises() -> None:
    doctors = voice("Doctors")
    lower = account([entry(1, doctors, "2024-05-06", (count(600, None),)), entry(2, doctors, "2024-05-08", (count(500, None),))], (), {})
    assert (clashes(lower), [point.revises for point in lower.points]) == (set(), [None, None])
    higher = account([entry(1, doctors, "2024-05-06", (count(500, None),)), entry(2, doctors, "2024-05-08", (count(600, None),))], (), {})
    assert [point.revises is not None for point in higher.points] == [False, True]


def test_one_voice_with_two_figures_on_one_day_contradicts_itself() -> None:
    doctors = voice("Doctors")
    assert clashes(account([entry(1, doctors, counts=(count(200, None),)), entry(2, doctors, counts=(count(500, None),))], (), {})) == {("self", 200, 500)}


def test_so_do_two_who_speak_for_one_body() -> None:
    body, person = voice("Relief Office", "igo", known="relief"), voice("Ana Dorv", "igo", side="relief")
    found = account([entry(1, body, counts=(count(46000, 46000),)), entry(2, person, counts=(count(30000, None),))], (), {})
    assert clashes(found) == {("self", 46000, 30000)}


def test_a_monday_of_an_unknown_week_is_the_monday_that_is_known() -> None:
    doctors = voice("Doctors")
    dated = entry(1, doctors, "2024-05-06", (count(200, None),))  # a Monday
    for weekday, found in ((1, {("self", 200, 500)}), (2, set()), (None, set())):
        vague = entry(2, doctors, "2024-05", (count(500, None),), weekday=weekday)
        assert clashes(account([dated, vague], (), {})) == found


def test_reports_without_a_date_are_of_one_time_with_those_that_share_figures() -> None:
    one = entry(1, voice("Doctors"), "2024-05-06", (count(18000, 18000), count(2700, 2700, "wounded")))
    other = entry(2, voice("Office"), None, (count(15000, 15000), count(2700, 2700, "wounded")))
    assert clashes(account([one, other], (), {})) == set(), "one figure may be chance"
    numbers = {one.report: {"missing 9100", "wounded 2700"}, other.report: {"missing 9100", "wounded 2700"}}
    assert clashes(account([one, other], (), {}, numbers=numbers)) == {("figures", 18000, 15000)}


def test_a_price_does_not_change_with_the_days() -> None:
    deal = Proposition("deal", actors=("=a",), others=("=b",))
    price = count(2e9, 2e9, "money", unit="USD")
    entries = [entry(1, voice("Gazette"), counts=(price,), proposition=deal), entry(2, voice("Office"), None, (replace(price, low=3e9, high=3e9),), proposition=deal)]
    assert clashes(account(entries, (), {})) == {("figures", 2e9, 3e9)}
    assert clashes(account([replace(one, proposition=HARM) for one in entries], (), {})) == set(), "a toll does"


def test_vague_figures_contradict_what_the_same_side_says_in_the_same_report() -> None:
    several = count(200, 999, vague="several hundred", approx=True)
    official = entry(1, voice("official", "state", "ZOR", named=False), counts=(several,), report="ra")
    speaker = entry(2, voice("Speaker", "state", "ZOR"), counts=(count(1000, 1000),), report="ra")
    assert clashes(account([official, speaker], (), {})) == {("self", 200, 1000)}
    assert clashes(account([official, replace(speaker, report="rb")], (), {})) == set()


def test_the_smaller_of_two_counts_is_of_something_else() -> None:
    both = entry(1, voice("Doctors"), counts=(count(11300, 11300), count(170, 170)))
    assert clashes(account([both, entry(2, voice("Office"), counts=(count(3958, 3958),))], (), {})) == {("figures", 11300, 3958)}


def test_what_outlets_repeat_makes_no_second_contradiction() -> None:
    outlet = replace(voice("Daily", "media"), id="outlet:daily", side="outlet:daily")
    entries = [entry(1, voice("Doctors"), counts=(count(20, 20),)), entry(2, outlet, counts=(count(20, 20),)), entry(3, voice("Office"), counts=(count(90, 90),))]
    assert clashes(account(entries, (), {})) == {("figures", 20, 90)}


def test_a_denial_answers_what_unnamed_sources_said_through_somebody() -> None:
    rumour = replace(entry(1, voice("insiders", named=False)), chain=("unnamed:insiders", "gazette"))
    denial = replace(entry(2, voice("Office"), "2024-05-07"), stance="denies", factuality="CT-")
    (found,) = account([rumour, denial], (), {}).contradictions
    assert (found.kind, found.first, found.second) == ("denial", rumour.id, denial.id)
    assert account([replace(rumour, chain=rumour.chain[:1]), denial], (), {}).contradictions == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 25), st.sampled_from(["ra", "rb", "rc", "rd"]), st.sampled_from("ABC"), st.integers(20, 60)), min_size=2, max_size=8))
def test_looking_at_near_days_alone_misses_no_contradiction(told: list[tuple[int, str, str, int]]) -> None:
    days = [None if day == 0 else "2024-05" if day == 1 else f"2024-05-{day:02d}" for day, *_ in told]
    entries = [entry(i, voice(name), day, (count(low, low),), report=report) for i, (day, (_, report, name, low)) in enumerate(zip(days, told, strict=True))]
    found = account(entries, (), {}).contradictions
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ondit.ledger.figures._near", lambda points: combinations(points, 2))
        assert account(entries, (), {}).contradictions == found
