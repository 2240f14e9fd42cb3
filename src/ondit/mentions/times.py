"""Times: dates, intervals, durations, frequencies and times of the day, resolved to EDTF where the text allows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Parsed, Span, Step, TimeMention
from . import edtf, time_compound
from .numerals import Number, numerals
from .tense import Outlook
from .time_checks import Checks
from .time_dates import EITHER, FUTURE, Calendar, Resolved
from .time_match import find
from .time_patterns import Bind, Item, patterns
from .time_resolve import ends, resolve
from .words import Page

_KINDS = {"duration": "duration", "frequency": "frequency", "clock": "time", "part": "time", "reference": "reference"}
_INTERVALS = ("range", "since", "from", "until", "before", "after", "by", "lastn", "decade", "century", "sofar")
_ENDED = ("since", "from", "until", "before", "after", "by")
_CLOCKS = ("clock", "part")
_SILENT = ("age", "never")
_MEMORY = 5
"""A date told so many sentences before no longer is what "the day before" refers to."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The numbers and times of a page as written; ``masked`` are the words that times take up."""

    page: Page
    numbers: Mapping[int, Number]
    items: tuple[Item, ...]
    masked: frozenset[int]


@lru_cache(maxsize=2)
def scan(parsed: Parsed, lexicon: Lexicon) -> Scan:
    """Find the numbers and times of a report (kept for the last reports, as two finders ask for it)."""
    page = Page(parsed)
    numbers = numerals(lexicon).scan(page)
    checks = Checks(page, lexicon, numbers)
    items = [item for item in find(patterns(lexicon), page, numbers, checks.accepts) if checks.stands(item)]
    masked = frozenset(i for item in items if "rate" not in item.pattern.args for i in range(item.first, item.last))
    return Scan(page, numbers, tuple(items), masked)


def find_times(parsed: Parsed, lexicon: Lexicon, *, ahead: bool = False, parts: bool = False) -> tuple[TimeMention, ...]:
    """The times of a report in text order, none overlapping another.

    A time that cannot be resolved has ``edtf`` None; the age of a person is no time. With ``ahead`` what is said
    without a tense lies in the future, and a bare weekday is the next one. With ``parts`` the times inside an interval
    ("3 May", in "since 3 May") are mentions too and stand before it.
    """
    found = scan(parsed, lexicon)
    reader = _Reader(found.page, lexicon, ahead)
    read = [reader.read(item) for whole in found.items if whole.pattern.op not in _SILENT for item in listed(whole)]
    mentions: list[TimeMention] = []
    for n, each in enumerate(read):
        if each.item.pattern.op in _CLOCKS:
            each = reader.of_day(read, n)
        if parts:
            mentions += reader.parts(each)
        mentions.append(reader.mention(each))
    return tuple(mentions)


def listed(item: Item) -> tuple[Item, ...]:
    """ "The 8th and 9th of May" are two times: the first has the month and year of the second."""
    second = item.time("time2")
    if item.pattern.op == "clock" and item.get("hh2") is not None:
        return _two_clocks(item)
    if item.pattern.op == "days" and "list" in item.pattern.args:
        return _two_days(item)
    if item.pattern.op != "list" or second is None:
        return (item,)
    day = next(bind for bind in item.binds if bind.name == "dd")
    rest = tuple(bind for bind in second.binds if bind.name in ("month", "mm", "yyyy", "yy"))
    return Item(day.first, day.last, second.pattern, (day, *rest)), second


def _two_days(item: Item) -> tuple[Item, Item]:
    """ "May 8 and 9" are two days."""
    later = next(bind for bind in item.binds if bind.name == "dd2")
    first = tuple(bind for bind in item.binds if bind is not later)
    rest = tuple(bind for bind in first if bind.name != "dd")
    until = next(bind.last for bind in first if bind.name == "dd")
    day = Bind("dd", later.value, later.first, later.last, later.row)
    return Item(item.first, until, item.pattern, first), Item(later.first, item.last, item.pattern, (day, *rest))


def _two_clocks(item: Item) -> tuple[Item, Item]:
    """ "From 14 to 16 hours" are two times of the day."""
    place = next(n for n, bind in enumerate(item.binds) if bind.name == "hh2")
    early, late = item.binds[:place], tuple(replace(bind, name=bind.name.rstrip("2")) for bind in item.binds[place:])
    return Item(item.first, early[-1].last, item.pattern, early), Item(late[0].first, item.last, item.pattern, late)


def _two_durations(item: Item) -> tuple[Item, Item]:
    """ "Two to three weeks" are two weeks and three weeks."""
    first = next(bind for bind in item.binds if bind.name == "n")
    second = next(bind for bind in item.binds if bind.name == "n2")
    units = tuple(bind for bind in item.binds if bind.name in ("units", "unit"))
    last = replace(second, name="n")
    return Item(first.first, first.last, item.pattern, (first, *units)), Item(second.first, item.last, item.pattern, (last, *units))


@dataclass(frozen=True, slots=True)
class _Read:
    """A time with what it means, the sentence it stands in, and against what it was resolved."""

    item: Item
    span: Span
    sent: int
    meaning: Resolved
    at: Calendar


class _Reader:
    """Reads the times of one report in their order: each may refer to one before."""

    def __init__(self, page: Page, lexicon: Lexicon, ahead: bool) -> None:
        self.page, self.parsed, self.ahead = page, page.parsed, ahead
        self.published = edtf.point(page.parsed.report.published)
        self.outlook = Outlook(page.parsed, lexicon)
        self.told: tuple[edtf.Point, int] | None = None
        self.near: tuple[edtf.Point, int] | None = None

    def read(self, item: Item) -> _Read:
        """What a time means after those before it."""
        span = _span(self.page, item.first, item.last)
        tokens = self.parsed.tokens_in(span.start, span.end)
        sent = self.parsed.tokens[tokens[-1]].sent if tokens else 0
        tense = self.outlook.of(tokens[-1]) if tokens else EITHER
        still = bool(tokens) and item.pattern.op == "since" and self.outlook.goes_on(tokens[-1])
        if self.ahead and tense == EITHER:
            tense = FUTURE
        at = Calendar(
            self.published, _recent(self.told, sent), tense, _recent(self.near, sent), self.near is None,
            still=still, ahead=self.ahead,
        )
        if item.pattern.op in _CLOCKS and at.told is not None:
            # A time of the day keeps the day in mind that it belongs to.
            self.told = at.told, sent
        meaning = resolve(item, at)
        point = edtf.point(meaning.edtf) if meaning.edtf and "/" not in meaning.edtf else None
        if point is not None:
            self.near = point, sent
            if point.day is not None:
                self.told = point, sent
        return _Read(item, span, sent, meaning, at)

    def of_day(self, read: list[_Read], n: int) -> _Read:
        """A time of the day on its day: the last one named before it in its sentence, else the next one, else the last
        one that the report has told."""
        this = read[n]
        sentence = [each for each in (*read[n - 1 :: -1], *read[n + 1 :]) if each.sent == this.sent] if n else [
            each for each in read[1:] if each.sent == this.sent
        ]
        days = [point for each in sentence if (point := _day(each)) is not None]
        at = replace(this.at, day=days[0] if days else this.at.told)
        return replace(this, meaning=resolve(this.item, at), at=at)

    def parts(self, whole: _Read) -> Iterator[TimeMention]:
        """The times inside an interval."""
        item, op = whole.item, whole.item.pattern.op
        inner = item.time()
        if op in _ENDED and inner is not None and inner.pattern.op != "duration":
            found = [(inner, resolve(inner, time_compound.outlook(item, whole.at)))]
        elif op == "range" and "night" not in item.pattern.args and (second := item.time("time2")) is not None:
            day = next((bind for bind in item.binds if bind.name == "dd"), None)
            first = inner if day is None else Item(day.first, day.last, second.pattern, (day,))
            if first is None:
                return
            found = list(zip((first, second), ends(item, whole.at), strict=True))
        elif op == "duration" and item.get("n2") is not None and item.get("units2") is None:
            found = [(each, resolve(each, whole.at)) for each in _two_durations(item)]
        else:
            return
        for part, meaning in found:
            yield self.mention(_Read(part, _span(self.page, part.first, part.last), whole.sent, meaning, whole.at))

    def mention(self, read: _Read) -> TimeMention:
        """The mention, with the steps that led to it."""
        item, span, meaning = read.item, read.span, read.meaning
        kind = _KINDS.get(item.pattern.op, "date")
        if (meaning.edtf and "/" in meaning.edtf) or item.pattern.op in _INTERVALS or "interval" in item.pattern.args:
            kind = "interval"
        elif meaning.edtf is None and item.pattern.op == "ahead" and meaning.value:
            kind = "duration"
        return TimeMention(
            span=span,
            edtf=meaning.edtf,
            kind=kind,
            anchor=meaning.anchor if meaning.edtf else "none",
            approx=meaning.approx or "approx" in item.pattern.args,
            because=(*_steps(self.page, item), Step(item.pattern.row.id, (("time", span),), _gives(meaning))),
            value=meaning.timex,
            granularity=meaning.unit,
        )


def _recent(told: tuple[edtf.Point, int] | None, sent: int) -> edtf.Point | None:
    return told[0] if told is not None and sent - told[1] <= _MEMORY else None


def _day(read: _Read) -> edtf.Point | None:
    """The day that a date names; None for a time of the day and for what is no single day."""
    edtf_ = read.meaning.edtf
    if edtf_ is None or "/" in edtf_ or read.item.pattern.op in _CLOCKS:
        return None
    point = edtf.point(edtf_)
    return point if point is not None and point.day else None


def _steps(page: Page, item: Item) -> tuple[Step, ...]:
    """The entries that the slots met, inner times first."""
    steps: list[Step] = []
    for bind in item.binds:
        if isinstance(bind.value, Item):
            steps += _steps(page, bind.value)
            steps.append(Step(bind.value.pattern.row.id, (("time", _span(page, bind.value.first, bind.value.last)),)))
        elif bind.row is not None:
            steps.append(Step(bind.row.id, ((bind.name, _span(page, bind.first, bind.last)),)))
    return tuple(steps)


def _gives(meaning: Resolved) -> str:
    if meaning.edtf is None:
        return f"value={meaning.value}" if meaning.value else "unresolved"
    return f"edtf={meaning.edtf} anchor={meaning.anchor}" + (" approx" if meaning.approx else "")


def _span(page: Page, first: int, last: int) -> Span:
    return Span.of(page.original, page.words[first].start, page.words[last - 1].end)
