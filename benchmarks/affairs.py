"""Invented affairs for tests and speed: readings without a parser, in any number, the same for the same seed.

An affair is an act of an invented state: rumoured, reported with figures, copied, denied, and in some acknowledged. The
words are made up (``Vurandia``), so that no reading is like one of another affair by chance. Nothing here measures how
well reports are read: that is what the other benchmarks are for.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ondit.model import Event, Figure, Participant, PlaceMention, Reading, Report, Source, Span, Statement

_ONSETS = ("b", "br", "d", "f", "g", "gl", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u")
_ACTS = (
    ("deploy_forces", "mobilize", "personnel_deployed", "has sent {n} soldiers to"),
    ("kill", "assault", "killed", "killed {n} people in"),
    ("arrest", "coerce", "detained", "holds {n} people in"),
    ("displace", "coerce", "displaced", "drove {n} people out of"),
    ("arms_transfer", "aid", "materiel", "delivered {n} guns to"),
)
_STEPS = (
    ("unnamed", "alleges", "PS+", "conditional"),
    ("named", "states", "CT+", "reportative"),
    ("named", "states", "CT+", "reportative"),
    ("party", "denies", "CT-", "reportative"),
    ("named", "confirms", "CT+", "reportative"),
    ("party", "declines_to_confirm", "Uu", "reportative"),
    ("named", "states", "CT+", "reportative"),
    ("party", "acknowledges", "CT+", "reportative"),
)
_FIRST = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Affair:
    """Who is said to have done what, where, from which day on."""

    state: str
    country: str
    town: str
    act: tuple[str, str, str, str]
    first: date
    sources: tuple[str, ...]


def word(dice: random.Random, syllables: int = 3) -> str:
    return "".join(dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(syllables))


def affair(number: int, seed: int = 0, days: int = 700) -> Affair:
    """The affair of a number; it begins on one of ``days`` days."""
    dice = random.Random(f"{seed}/{number}")
    code = "".join(dice.choice("BCDFGHJKLMNPQRSTVWXZ") for _ in range(3))
    sources = tuple(word(dice).title() + " " + word(dice).title() for _ in range(4))
    start = _FIRST + timedelta(days=dice.randrange(days))
    return Affair(word(dice).title() + "ia", code, word(dice, 4).title(), dice.choice(_ACTS), start, sources)


def report(of: Affair, step: int, seed: int = 0) -> tuple[Reading, bytes]:
    """The report of one step of an affair, with its bytes; every sixth repeats the one before it."""
    dice = random.Random(f"{seed}/{of.town}/{step}")
    if step % 6 == 5:
        return _written(of, step - 1, random.Random(f"{seed}/{of.town}/{step - 1}"), outlet=f"Copy {word(dice).title()}")
    return _written(of, step, dice, outlet=f"Daily {word(dice).title()}")


def _written(of: Affair, step: int, dice: random.Random, outlet: str) -> tuple[Reading, bytes]:
    kind, stance, factuality, evidential = _STEPS[step % len(_STEPS)]
    number = dice.randrange(20, 9000)
    source = _source(of, kind, step)
    told = f"{of.state} {of.act[3].format(n=number)} {of.town}"
    head = f"{source.name} says that {told}." if kind != "party" else f"{source.name} speaks of what {told}."
    filler = " ".join(_sentence(dice) for _ in range(12))
    text = f"{head}\n\n{filler}\n"
    at = text.index(told)
    content = Span.of(text, at, at + len(told))
    statement = Statement("s-" + _hash(text, "s"), (source,), None, (content,), stance, "indirect", factuality, evidential, ())
    counted = text.index(str(number), at)
    figure = Figure(
        "f-" + _hash(text, "f"), Span.of(text, counted, counted + len(str(number))), number, number, False, None,
        of.act[2], of.country if of.act[0] == "deploy_forces" else None, "persons", None, statement.id, (source,),
        stance, (),
    )  # fmt: skip
    event = Event(
        "e-" + _hash(text, "e"), of.act[0], of.act[1], content, (Participant(of.state, None, of.country, of.country),), (),
        of.town, None, "historical", factuality, (statement.id,), (),
    )  # fmt: skip
    place = text.index(of.town)
    data = text.encode()
    day = of.first + timedelta(days=3 * step)
    frozen = Report(
        text, hashlib.sha256(data).hexdigest(), hashlib.sha256(data).hexdigest(), "text 1", "utf-8", "xx",
        path=None, outlet=outlet, published=day.isoformat(),
    )  # fmt: skip
    mention = PlaceMention(Span.of(text, place, place + len(of.town)), 0, of.town, None, "city", ())
    return Reading(frozen, (statement,), (figure,), (event,), (), (mention,), (), (), (("made", "up"),)), data


def _source(of: Affair, kind: str, step: int) -> Source:
    if kind == "unnamed":
        return Source("several officers", kind="military", named=False)
    if kind == "party":
        return Source(of.state, None, of.country, "state", of.country)
    return Source(of.sources[step % len(of.sources)], kind="ngo")


def _sentence(dice: random.Random) -> str:
    return " ".join(word(dice, dice.randrange(1, 5)) for _ in range(14)).capitalize() + "."


def _hash(text: str, letter: str) -> str:
    return hashlib.sha256((letter + text).encode()).hexdigest()[:10]


def stream(count: int, seed: int = 0, each: int = 8) -> Iterator[tuple[Reading, bytes]]:
    """``count`` reports of affairs with ``each`` reports, in the order in which a newsroom would get them: mostly by
    date, some late."""
    dice = random.Random(seed)
    plan = [(number, step) for number in range(-(-count // each)) for step in range(each)][:count]
    affairs = {number: affair(number, seed) for number, _ in plan}
    late = {one: dice.randrange(0, 40) if dice.random() < 0.1 else 0 for one in plan}
    plan.sort(key=lambda one: (affairs[one[0]].first + timedelta(days=3 * one[1] + late[one]), one))
    for number, step in plan:
        yield report(affairs[number], step, seed)
