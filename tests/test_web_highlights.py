"""Overlapping highlights: nothing of the text is lost, and every mark covers its own characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ondit.web.highlights import Mark, flatten

TEXT = "A 👩‍🚒 said: e\u0301te\u0301 & <b>“x”</b>."
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))), max_size=30
)


@given(SPANS)
def test_pieces_are_the_text_and_marks_cover_their_words(spans: list[tuple[int, int]]) -> None:
    pieces = flatten(TEXT, [Mark(start, end, "content", i) for i, (start, end) in enumerate(spans)])
    assert "".join(piece.text for piece in pieces) == TEXT
    for i, (start, end) in enumerate(spans):
        assert "".join(piece.text for piece in pieces if i in piece.notes) == TEXT[start:end]
        assert sum(i in piece.first for piece in pieces) == 1


def test_the_narrowest_comes_first() -> None:
    pieces = flatten("one two three", [Mark(0, 13, "content", 0), Mark(4, 7, "figure", 1)])
    assert [(piece.text, piece.notes) for piece in pieces] == [("one ", (0,)), ("two", (1, 0)), (" three", (0,))]


def test_starts_are_in_code_points() -> None:
    pieces = flatten("👩🚒é x", [Mark(2, 3, "place", 0)])
    assert [(piece.start, piece.text) for piece in pieces] == [(0, "👩🚒"), (2, "é"), (3, " x")]
