"""The speed benchmark: its texts, its stop-watch and its table (not the speed, which depends on the machine)."""

from __future__ import annotations

import pytest

from benchmarks import speed
from benchmarks.speed import Speeds, Spent


def test_texts_have_the_words_asked_for_in_reports_of_like_size() -> None:
    blocks = speed.paragraphs()
    assert len(blocks) > 5
    found = speed.texts(2_000, blocks)
    sizes = [len(text.split()) for text in found]
    assert 2_000 <= sum(sizes) < 2_000 + speed.REPORT_WORDS
    assert all(speed.REPORT_WORDS <= size < 2 * speed.REPORT_WORDS for size in sizes[:-1])
    assert found == speed.texts(2_000, blocks)
    with pytest.raises(ValueError, match="no paragraphs"):
        speed.texts(10, [])


def test_the_stop_watch_passes_on_what_it_gets_and_adds_up() -> None:
    watch = speed.StopWatch(lambda number, plus: sum(range(number)) + plus)
    assert watch(200_000, plus=1) == sum(range(200_000)) + 1
    once = watch.wall
    watch(200_000, plus=1)
    assert 0 < once < watch.wall and watch.cpu > 0


def test_the_table_tells_words_a_second_and_the_share_outside_the_parser() -> None:
    speeds = Speeds(12_000, 24, Spent(2.0, 1.5), Spent(4.0, 3.0), Spent(3.0, 2.4), Spent(3.2, 2.5), Spent(0.4, 0.3))
    assert speeds.outside == pytest.approx(0.2)
    shown = " ".join(speed.table(speeds, 0.2).split())
    assert "bare pipeline, in batches 6,000 2.00 8,000" in shown
    assert "ondit.read_text 3,000 4.00 4,000" in shown
    assert "outside the parser 20.0%" in shown
