"""Feasts: days that are known, of several calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ondit.mentions import feasts, heavens


@pytest.mark.parametrize(
    ("spec", "year", "days"),
    [
        ("12-25", 2020, ["2020-12-25"]), ("02-29", 2021, []), ("02-29", 2024, ["2024-02-29"]),
        ("11/4/4", 2023, ["2023-11-23"]), ("05/-1/1", 2024, ["2024-05-27"]), ("11/4/4+1", 2024, ["2024-11-29"]),
        ("easter-2", 2024, ["2024-03-29"]), ("orthodox+0", 2024, ["2024-05-05"]), ("orthodox+0", 2025, ["2025-04-20"]),
        ("islamic/10/1", 2024, ["2024-04-10"]), ("islamic/12/10", 2023, ["2023-06-28"]),
        ("islamic/12/10", 2006, ["2006-01-10", "2006-12-30"]),
        ("hebrew/7/10", 2023, ["2023-09-25"]), ("hebrew/1/15", 2024, ["2024-04-23"]), ("hebrew/12/14", 2024, ["2024-03-24"]),
        ("hebrew/9/25", 2024, ["2024-12-26"]), ("chinese/1", 2023, ["2023-01-22"]), ("chinese/1", 1985, ["1985-02-20"]),
        ("chinese/1", 2034, ["2034-02-19"]), ("hindu/7/30@18", 2023, ["2023-11-12"]), ("hindu/5/15@9", 2023, ["2023-08-30"]),
        ("sun/270", 2023, ["2023-01-15"]), ("sun/270-1", 2018, ["2018-01-13"]),
    ],
)
def test_days_that_are_known(spec: str, year: int, days: list[str]) -> None:
    assert [first.isoformat() for first, _ in feasts.of_year(spec, year)] == days


def test_a_month_lasts_until_the_next() -> None:
    [(first, last)] = feasts.of_year("islamic/9", 2023)
    assert (first, last) == (date(2023, 3, 23), date(2023, 4, 20))
    assert feasts.of_year("hebrew/9/25*8", 2023) == ((date(2023, 12, 8), date(2023, 12, 15)),)


@pytest.mark.parametrize("bad", ["", "nonsense", "klingon/1/1", "13-40", "hebrew/x/1", "12/25", "sun/noon", "islamic/13/1", "hindu/1/31"])
def test_what_is_no_feast_is_told(bad: str) -> None:
    with pytest.raises(ValueError, match="feast|month|unpack|literal|range|degree|lunar"):
        feasts.of_year(bad, 2020)


@pytest.mark.parametrize("year", range(1900, 2101, 25))
@pytest.mark.parametrize("spec", ["islamic/1/1", "hebrew/7/1", "chinese/1", "hindu/1/1", "sun/0"])
def test_every_year_has_each_feast(spec: str, year: int) -> None:
    assert feasts.of_year(spec, year) or spec.startswith("islamic")


def test_a_feast_of_the_moon_keeps_its_distance() -> None:
    days = [day for year in range(1990, 2030) for day, _ in feasts.of_year("islamic/10/1", year)]
    assert {after - before for before, after in zip(days, days[1:], strict=False)} <= {timedelta(days=n) for n in (353, 354, 355)}


def test_new_and_full_moon() -> None:
    eclipse = heavens.moment(date(2024, 4, 8), 18.35)
    assert abs(heavens.new_moon(eclipse + 3) - eclipse) < 0.01
    assert abs(heavens.phase(heavens.moment(date(2025, 3, 14), 6.92)) - 180) < 0.2
