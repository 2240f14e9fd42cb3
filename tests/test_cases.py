"""Every statement case of every language, read with its trained pipeline (format: benchmarks/cases.py)."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks import cases
from ondit.model import Reading

pytestmark = pytest.mark.slow

CASES = [case for path in cases.files() for case in cases.load(path)]


@cache
def reading_of(case: cases.Case) -> Reading:
    return case.read()


def params() -> list[object]:
    found = []
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case.known_failure, strict=True)] if case.known_failure else []
        found.append(pytest.param(case, id=case.where.replace("/cases/statements.yaml", ""), marks=marks))
    return found


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("case", params())
def test_case(case: cases.Case) -> None:
    reading = reading_of(case)
    missing, there, extra = cases.pair(case, reading)
    complaint = [f"not found: {want}" for want in missing]
    complaint += [f"must not be found: {want}" for want in there]
    complaint += [f"too much: {statement.content[0].quote!r}" for statement in extra]
    assert not complaint, f"{case.where}\n{case.text}\n" + "\n".join(complaint) + f"\nread:\n{cases.told(reading)}"
