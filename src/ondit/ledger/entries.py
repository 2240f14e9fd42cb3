"""Reading -> entries: what each statement puts to which proposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model import Count, Entry, Event, Figure, Reading, Span, Statement, Voice
from . import days, frames
from .effects import ASSERTS, effect, party
from .identity import digest, report_key
from .propositions import Ground, body_of, parties, proposition
from .said import said_on
from .speech import spoken
from .voices import outlet_voice, voice_of

_REPLIES = frozenset({"denies", "confirms", "acknowledges", "declines_to_confirm"})
_REACTIONS = frozenset({"condemns", "praises", "questions"})
_FEW = 3
"""A reply whose content has at most so many tokens points back to what was said before ("denied this report")."""
_PLANNED = "personnel_planned"
_MODALITIES = ("historical", "future", "hypothetical", "negated")


@dataclass(slots=True)
class _Draft:
    """An entry before its reply is resolved; ``at`` is the character where it stands."""

    source: str
    frame: str | None
    statement: Statement | None
    at: int
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    counted: bool = True
    apart: str | None = None
    """The modality, where the same words tell of the same kind of act in another one, too."""


def entries_of(reading: Reading) -> tuple[Entry, ...]:
    """The entries of a report in the order of its text."""
    ground = Ground.of(reading)
    drafts = [*_of_statements([*reading.statements, *spoken(reading, ground)], reading), *_of_outlet(reading, ground)]
    drafts.sort(key=lambda draft: (draft.at, draft.frame or "", draft.source, draft.apart or ""))
    made = [_made(draft, i, reading, ground) for i, draft in enumerate(drafts)]
    fighting = _fighting(reading, ground)
    return tuple(replace(entry, against=True) if _against(entry, fighting) else entry for entry in _answering(made))


def _fighting(reading: Reading, ground: Ground) -> frozenset[str]:
    """Tokens of those who do violence in the report."""
    violent = [event for event in reading.events if frames.of_event(event.type) in frames.VIOLENT]
    return frozenset(token for event in violent for token in parties(event.actors, ground) if token[0] == "=")


def _against(entry: Entry, fighting: frozenset[str]) -> bool:
    """Whether a side of a fight tells what befell others, and not what it did itself or what befell its own."""
    p = entry.proposition
    others = [token for token in p.others if token[0] == "="]
    if p.frame not in frames.VIOLENT or not others or effect(entry) != ASSERTS:
        return False
    return party(entry.voice, fighting) and not party(entry.voice, {*p.others, *p.actors})


def _of_statements(statements: Iterable[Statement], reading: Reading) -> Iterable[_Draft]:
    for statement in statements:
        if not statement.content:
            continue
        events = [event for event in reading.events if statement.id in event.statements]
        figures = [figure for figure in reading.figures if figure.statement == statement.id]
        counted = True
        if not events and not figures and statement.stance in _REPLIES:
            # A reply that quotes what it answers is about the same thing, and its figures are not the reply's own.
            counted = False
            events = [event for event in reading.events if _inside(event.span, statement.content)]
            figures = [figure for figure in reading.figures if _inside(figure.span, statement.content)]
        yield from _by_frame(statement.id, statement, statement.content[0].start, events, figures, counted)


def _of_outlet(reading: Reading, ground: Ground) -> Iterable[_Draft]:
    """Events and figures that no statement carries: the outlet tells them itself. A figure belongs to an event of its
    sentence: one of its own family, or the only one where it has none."""
    events = [event for event in reading.events if not event.statements]
    places = {event.id: ground.sentence(event.span) for event in events}
    held: dict[str, list[Figure]] = {}
    for figure in reading.figures:
        if figure.statement is not None:
            continue
        near = [event for event in events if places[event.id].covers(figure.span.start, figure.span.end)]
        family = frames.of_count(figure.what)
        its = [event for event in near if family in (None, frames.of_event(event.type))]
        if its and (family is not None or len({frames.of_event(event.type) for event in its}) == 1):
            held.setdefault(its[0].id, []).append(figure)
        else:
            yield from _by_frame(figure.id, None, figure.span.start, [], [figure], True, alone=False)
    for event in events:
        yield from _by_frame(event.id, None, event.span.start, [event], held.get(event.id, []), True, alone=False)


def _by_frame(
    source: str, statement: Statement | None, at: int, events: Sequence[Event], figures: Sequence[Figure],
    counted: bool, alone: bool = True,
) -> Iterable[_Draft]:  # fmt: skip
    """One draft for each family of events or figures; one without a family where there is none and ``alone``."""
    drafts: dict[str | None, _Draft] = {}

    def draft(frame: str | None) -> _Draft:
        return drafts.setdefault(frame, _Draft(source, frame, statement, at, counted=counted))

    for event in events:
        family = frames.of_event(event.type)
        if family is not None:
            draft(family).events.append(event)
    loose = []
    for figure in figures:
        family = frames.of_count(figure.what)
        if family is None:
            loose.append(figure)
        else:
            draft(family).figures.append(figure)
    if loose and (alone or drafts or any(figure.what != "other" for figure in loose)):
        # Money and things without a class belong to the one act that the words tell of.
        draft(next(iter(drafts)) if len(drafts) == 1 else None).figures.extend(loose)
    if not drafts and alone:
        draft(None)
    for one in drafts.values():
        yield from _by_modality(one)


def _by_modality(draft: _Draft) -> Iterable[_Draft]:
    """What has happened and what is to come are two entries, unless figures could belong to either."""
    found: dict[str, list[Event]] = {}
    for event in draft.events:
        found.setdefault(event.modality, []).append(event)
    if len(found) < 2 or draft.figures:
        return [draft]
    first, *further = sorted(found, key=_MODALITIES.index)
    return [replace(draft, events=found[first]), *(replace(draft, events=found[one], apart=one) for one in further)]


def _inside(span: Span, content: tuple[Span, ...]) -> bool:
    return any(part.covers(span.start, span.end) for part in content)


def _made(draft: _Draft, i: int, reading: Reading, ground: Ground) -> Entry:
    report, statement = reading.report, draft.statement
    voices = tuple(voice_of(source, body_of(source, reading, ground)) for source in statement.sources) if statement else ()
    voice: Voice = voices[0] if voices else outlet_voice(report)
    first: Event | Figure = (*draft.events, *draft.figures)[0] if draft.events or draft.figures else None  # type: ignore[assignment]
    content = statement.content if statement else (ground.sentence(first.span),)
    known = days.bounds(report.published)
    key = report_key(report)
    said, weekday = said_on(statement, reading) if statement else (report.published, None)
    return Entry(
        id="n" + digest(key, draft.source, draft.frame, *((draft.apart,) if draft.apart else ())),
        report=key,
        i=i,
        source=draft.source,
        published=report.published,
        known=known[1] if known else None,
        said=said,
        voice=voice,
        chain=tuple(link.id for link in voices) or (voice.id,),
        stance=statement.stance if statement else first.stance if isinstance(first, Figure) else "states",
        factuality=_factuality(draft, first),
        evidential=statement.evidential if statement else "none",
        modality=_modality(draft),
        content=content,
        proposition=proposition(draft.frame, draft.events, draft.figures, content, ground),
        counts=tuple(_count(figure) for figure in draft.figures) if draft.counted else (),
        lang=report.lang,
        weekday=weekday,
    )


def _factuality(draft: _Draft, first: Event | Figure | None) -> str:
    if draft.statement is not None:
        return draft.statement.factuality
    return first.factuality if isinstance(first, Event) else "CT+"


def _modality(draft: _Draft) -> str:
    """The weakest of the events': what is to come or denied is never told as something that happened."""
    found = {event.modality for event in draft.events}
    for weaker in ("negated", "hypothetical", "future"):
        if weaker in found:
            return weaker
    planned = draft.figures and not draft.events and all(figure.what == _PLANNED for figure in draft.figures)
    return "future" if planned else "historical"


def _count(figure: Figure) -> Count:
    return Count(
        figure.id, figure.span, figure.low, figure.high, figure.what, figure.whom, figure.unit, figure.scope,
        figure.approx, figure.vague,
    )  # fmt: skip


def _answering(made: list[Entry]) -> Iterable[Entry]:
    """Replies and reactions get what they answer: the nearest proposition before them that their words recall. A reply
    without words of its own ("denied this") answers the nearest that is told of who replies, else the nearest; one that
    declines to comment what the report tells first; where the report tells of no act, any statement before it."""
    told: list[Entry] = []
    stated: list[Entry] = []
    for entry in made:
        answered = _answered(entry, told or stated) if entry.proposition.frame is None else None
        if entry.proposition.frame is not None:
            told.append(entry)
        elif answered is None and entry.stance not in _REPLIES:
            stated.append(entry)
        yield entry if answered is None else replace(entry, answers=answered.id)


def _answered(entry: Entry, told: list[Entry]) -> Entry | None:
    reply = entry.stance in _REPLIES
    if not told or (not reply and entry.stance not in _REACTIONS):
        return None
    words = _words(entry)
    poor = len(words) <= _FEW
    recalled = [before for before in told if len(words & _words(before)) >= (1 if poor else 2)]
    if recalled:
        # One statement may tell of two acts in the same words: who replies speaks of the one that is its own.
        same = [before for before in recalled if before.source == recalled[-1].source]
        return max(same, key=lambda before: (_concerned(entry, before), before.i))
    if not (reply and poor):
        return None
    if entry.stance == "declines_to_confirm":
        return told[0]
    return max(told, key=lambda before: (_concerned(entry, before) > 1, before.i))


def _concerned(entry: Entry, before: Entry) -> int:
    p = before.proposition
    return 2 if party(entry.voice, p.actors) else 1 if party(entry.voice, p.others) else 0


def _words(entry: Entry) -> set[str]:
    return {*entry.proposition.words, *entry.proposition.names}
