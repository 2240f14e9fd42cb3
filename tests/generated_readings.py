"""Hypothesis strategies for readings: any text, spans anywhere in it, every value that the model allows."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from ondit import model as m

WORD = st.text(max_size=12)
SOME_WORD = st.none() | WORD
BOUND = st.none() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
PAIRS = st.dictionaries(WORD, WORD, max_size=3).map(lambda pairs: tuple(pairs.items()))
WHOLE = st.integers(0, 10**6)


def tuples(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


@st.composite
def readings(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> m.Reading:
    text = draw(texts if texts is not None else st.text(min_size=1, max_size=80))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda ends: m.Span.of(text, min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
    )
    because = tuples(st.builds(m.Step, WORD, tuples(st.tuples(WORD, span)), WORD))
    gap = st.builds(m.Gap, WORD, WORD, st.none() | span, WORD)
    country, kind = st.sampled_from([None, "VLD", "CST"]), st.sampled_from(m.ACTOR_KINDS)
    source = st.builds(m.Source, WORD, st.none() | span, SOME_WORD, kind, country, st.booleans())
    party = st.builds(m.Participant, WORD, st.none() | span, SOME_WORD, country)
    stance, sure = st.sampled_from(m.STANCES), st.sampled_from(m.FACTUALITIES)
    statement = st.builds(
        m.Statement, WORD, tuples(source), st.none() | span, tuples(span), stance, st.sampled_from(m.FORMS), sure,
        st.sampled_from(m.EVIDENTIALS), because, tuples(tuples(span)),
    )  # fmt: skip
    statements = draw(st.lists(statement, max_size=3, unique_by=lambda s: s.id))
    ids = [s.id for s in statements]
    carrier = st.sampled_from([None, *ids])
    figure = st.builds(
        m.Figure, WORD, span, BOUND, BOUND, st.booleans(), SOME_WORD, WORD, SOME_WORD, SOME_WORD,
        st.sampled_from([None, *m.SCOPES]), carrier, tuples(source), stance, because, tuples(span),
    )  # fmt: skip
    event = st.builds(
        m.Event, WORD, WORD, WORD, span, tuples(party), tuples(party), SOME_WORD, SOME_WORD,
        st.sampled_from(m.MODALITIES), sure, tuples(st.sampled_from(ids)) if ids else st.just(()), because,
        tuples(span),
    )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    inside = st.integers(0, len(text)).flatmap(lambda a: st.integers(a, len(text)).map(lambda b: (a, b)))
    report = m.Report(
        text=text, sha256=digest, text_sha256=digest, reader=draw(WORD), encoding=draw(WORD), lang=draw(WORD),
        path=draw(SOME_WORD), url=draw(SOME_WORD), title=draw(SOME_WORD), outlet=draw(SOME_WORD),
        published=draw(SOME_WORD), credit=draw(st.none() | span), agencies=draw(tuples(WORD)), origins=draw(PAIRS),
        blocks=draw(tuples(st.builds(lambda k, at: m.Block(k, *at), WORD, inside))),
        segments=draw(tuples(st.builds(lambda at, b, e, x: m.Segment(*at, b, e, x), inside, WHOLE, WHOLE, st.booleans()))),
        gaps=draw(tuples(gap)),
    )  # fmt: skip
    time = st.builds(
        m.TimeMention, span, SOME_WORD, st.sampled_from(["date", "interval", "duration", "frequency"]),
        st.sampled_from(["absolute", "published", "context", "none"]), st.booleans(), because,
    )  # fmt: skip
    precision = st.sampled_from(["country", "admin1", "city", "place"])
    place = st.builds(m.PlaceMention, span, WHOLE, WORD, country, precision, because)
    actor = st.builds(m.Actor, WORD, WORD, kind, country, st.booleans())
    return m.Reading(
        report, tuple(statements), draw(tuples(figure)), draw(tuples(event)), draw(tuples(time)),
        draw(tuples(place)), draw(tuples(actor)), draw(tuples(gap)), draw(PAIRS),
    )  # fmt: skip
