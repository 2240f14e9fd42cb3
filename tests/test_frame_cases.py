"""The cases of every frame (format: benchmarks/frame_cases.py), read with the trained pipeline."""

from __future__ import annotations

import pytest

import ondit
from benchmarks import frame_cases
from benchmarks.frame_cases import FrameCase, cases, fault, told_as_past
from ondit import lexicon

CASES = list(cases())
TOLD, NOT_TOLD = 6, 4
"""Sentences that a frame must have at least: with the event as past, and without."""


def test_every_frame_of_a_language_with_cases_has_enough_of_them() -> None:
    for lang in {case.lang for case in CASES}:
        for frame in lexicon.load(lang).frames.frames:
            kinds = [case.kind for case in CASES if (case.lang, case.frame) == (lang, frame)]
            assert kinds.count("told") >= TOLD, (lang, frame)
            assert len(kinds) - kinds.count("told") >= NOT_TOLD, (lang, frame)


def test_what_is_missing_is_told_in_words() -> None:
    case = FrameCase("fr", "attack", "denied", "x", None, None, None)
    assert fault(case, ()) == "no attack that is negated" and not told_as_past(case, ())
    assert frame_cases.KINDS["other"] == ()


def params() -> list[object]:
    marks = {case: [pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else [] for case in CASES}
    return [pytest.param(case, id=f"{case.lang} {case.frame}: {case.text[:60]}", marks=marks[case]) for case in CASES]


@pytest.mark.slow
@pytest.mark.parametrize("case", params())
def test_case(case: FrameCase) -> None:
    events = ondit.read_text(case.text, lang=case.lang).events
    told = "\n".join(f"{e.type} {[p.country for p in e.actors]} {[p.country for p in e.recipients]} {e.modality}" for e in events)
    assert fault(case, events) is None, f"{case.text}\n{fault(case, events)}\nread:\n{told}"
