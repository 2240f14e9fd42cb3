"""Times: dates, intervals, durations and frequencies, resolved to EDTF where the text allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import Lexicon
from ..model import Parsed, Span, Step, TimeMention, Token
from . import edtf
from .counted import nominal
from .numerals import Number, numerals
from .tense import Outlook
from .time_guards import Guards
from .time_match import find
from .time_patterns import Bind, Item, patterns
from .time_resolve import Calendar, Resolved, resolve
from .words import Page

_KINDS = {"duration": "duration", "frequency": "frequency", "lastn": "interval"}
_SILENT = ("clock", "age", "never")
_INTERVALS = ("range", "since", "from", "until", "before", "after", "by", "lastn", "decade", "century", "sofar")
_CLOSERS = frozenset(",).;:»\n")
_OF_DATES = ("same", "narrow", "about", "until", "from", "by", "before", "after", "week", "nth", "beside")
"""Operations that need a date inside, not a duration."""
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
    checks = _Checks(page, lexicon, numbers)
    items = [item for item in find(patterns(lexicon), page, numbers, checks.accepts) if checks.stands(item)]
    masked = frozenset(i for item in items for i in range(item.first, item.last))
    return Scan(page, numbers, tuple(items), masked)


def find_times(parsed: Parsed, lexicon: Lexicon) -> tuple[TimeMention, ...]:
    """The times of a report in text order, none overlapping another.

    A time that cannot be resolved has ``edtf`` None; times of the day and ages are no mentions.
    """
    found = scan(parsed, lexicon)
    published = edtf.point(parsed.report.published)
    mentions = []
    outlook = Outlook(parsed, lexicon)
    told: tuple[edtf.Point, int] | None = None
    for item in (each for whole in found.items for each in listed(whole)):
        if item.pattern.op in _SILENT:
            continue
        span = _span(found.page, item)
        token = _last_token(parsed, span)
        sent = parsed.tokens[token].sent if token is not None else 0
        recent = told[0] if told is not None and sent - told[1] <= _MEMORY else None
        tense = outlook.of(token) if token is not None else 0
        meaning = resolve(item, Calendar(published, recent, tense))
        mentions.append(_mention(found.page, item, span, meaning))
        point = edtf.point(meaning.edtf) if meaning.edtf and "/" not in meaning.edtf else None
        if point is not None and point.day is not None:
            told = point, sent
    return tuple(mentions)


def listed(item: Item) -> tuple[Item, ...]:
    """ "The 8th and 9th of May" are two times: the first has the month and year of the second."""
    second = item.time("time2")
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


def _mention(page: Page, item: Item, span: Span, meaning: Resolved) -> TimeMention:
    kind = _KINDS.get(item.pattern.op, "date")
    if (meaning.edtf and "/" in meaning.edtf) or item.pattern.op in _INTERVALS or "interval" in item.pattern.args:
        kind = "interval"
    return TimeMention(
        span=span,
        edtf=meaning.edtf,
        kind=kind,
        anchor=meaning.anchor if meaning.edtf else "none",
        approx=meaning.approx,
        because=(*_steps(page, item), Step(item.pattern.row.id, (("time", span),), _gives(meaning))),
    )


def _steps(page: Page, item: Item) -> tuple[Step, ...]:
    """The entries that the slots met, inner times first."""
    steps: list[Step] = []
    for bind in item.binds:
        if isinstance(bind.value, Item):
            steps += _steps(page, bind.value)
            steps.append(Step(bind.value.pattern.row.id, (("time", _span(page, bind.value)),)))
        elif bind.row is not None:
            start, end = page.words[bind.first].start, page.words[bind.last - 1].end
            steps.append(Step(bind.row.id, ((bind.name, Span.of(page.original, start, end)),)))
    return tuple(steps)


def _gives(meaning: Resolved) -> str:
    if meaning.edtf is None:
        return "unresolved"
    return f"edtf={meaning.edtf} anchor={meaning.anchor}" + (" approx" if meaning.approx else "")


def _span(page: Page, item: Item) -> Span:
    return Span.of(page.original, page.words[item.first].start, page.words[item.last - 1].end)


def _last_token(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span.start, span.end)
    return tokens[-1] if tokens else None


class _Checks:
    """What patterns cannot say: four digits that are no year, ranges that are none."""

    def __init__(self, page: Page, lexicon: Lexicon, numbers: Mapping[int, Number]) -> None:
        self.page = page
        self.numbers = numbers
        self.noyear = patterns(lexicon).kinds["noyear"]
        self.units = patterns(lexicon).kinds["units"]
        self.guards = Guards(page, numbers, patterns(lexicon).kinds["lead"])
        more = {word for row in lexicon.table("numerals") for word in row["before"]}
        self.links = frozenset(numerals(lexicon).role("link").words | more)

    def accepts(self, item: Item) -> bool:
        """False for what looks like a time and is none, before it is taken into another."""
        op, args = item.pattern.op, item.pattern.args
        if not self.guards.allow(item):
            return False
        if "padded" in args and len(self.page.at(item.last - 1)) != 2:
            return False
        if "final" in args and self._goes_on(item.last):
            return False
        if "alone" in args and self.page.at(item.last) in self.links:
            return False
        if "enclosed" in args and not (self.page.at(item.first - 1) in ",(" and self.page.at(item.last) in _CLOSERS):
            return False
        if "ordinal" in args and (item.get("unit") or args.get("unit")) not in ("quarter", "half"):
            return False
        if "late" in args and (item.number("yy") or 0) < 32:
            return False
        if op == "offset":
            return self._offset(item)
        if "noun" in args and not self._noun(item.last - 1):
            return False
        if "lower" in args and self.page.capital(item.last - 1):
            return False
        if item.get("yyyy") is not None and not self._year(item):
            return False
        if op in ("range", "list"):
            return self._joined(item) and self._range(item)
        inner = item.time()
        if op in _OF_DATES and inner is not None:
            return inner.pattern.op not in ("duration", "frequency", "clock", "age", "none") or (op == "same" and inner.pattern.op == "lastn")
        if op == "since" and inner is not None:
            return inner.pattern.op not in ("frequency", "clock", "age")
        return self._date(item)

    def _noun(self, i: int) -> bool:
        token = self.page.parsed.token_at(self.page.words[i].start)
        return token is not None and self.page.parsed.tokens[token].upos in ("NOUN", "PROPN")

    def _goes_on(self, i: int) -> bool:
        """True if a noun phrase follows ("a week after the floods")."""
        token = self.page.parsed.token_at(self.page.words[i].start) if i < len(self.page.words) else None
        if token is None or not self.page.letters(i):
            return False
        return self.page.parsed.tokens[token].upos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADP", "SCONJ")

    def _date(self, item: Item) -> bool:
        """A date in digits alone must exist; one with the name of a month is a date, if a wrong one."""
        page, month, day = self.page, item.number("mm"), item.number("dd")
        if page.at(item.last) in ("/", ".") and page.glued(item.last) and page.at(item.last + 1).isdigit() and page.glued(item.last + 1):
            return False
        if month is None or day is None or item.pattern.op != "date":
            return True
        return edtf.valid(item.number("yyyy") or 2000, month, day)

    def _names_its_noun(self, item: Item, following: Token) -> bool:
        """A year before its noun ("the 2016 elections"): no round number of many things."""
        head = following if following.head < following.i else self.page.parsed.tokens[following.head]
        return head.feats.get("Number") == "Sing" or (item.number("yyyy") or 0) % 10 != 0

    def _year(self, item: Item) -> bool:
        """A year is not followed by what it would count."""
        bind = next(bind for bind in item.binds if bind.name == "yyyy")
        if bind.last != item.last or item.pattern.op not in ("year",):
            return True
        following = self.page.at(item.last)
        if following in ("%", "€", "$", "£") or self.units.at(self.page, item.last) is not None:
            return False
        return item.get("yy") is None or self.page.glued(item.last - 1)

    def _joined(self, item: Item) -> bool:
        """A range whose second time brings the joining word with it."""
        second = item.time("time2")
        joins = item.pattern.args.get("joins")
        return joins is None or (second is not None and self.page.at(second.first) in joins.split(","))

    def _range(self, item: Item) -> bool:
        first, second = item.time("time"), item.time("time2")
        plain = ("date", "year", "narrow", "same", "shift", "decade", "century", "context")
        if second is None or second.pattern.op not in plain:
            return False
        if first is None:
            return second.pattern.op == "date" and second.get("dd") is not None
        return first.pattern.op in plain

    def _offset(self, item: Item) -> bool:
        """ "Two weeks before Christmas": a duration and a date."""
        first, second = item.time("time"), item.time("time2")
        return first is not None and second is not None and first.pattern.op == "duration" and second.pattern.op in ("date", "shift")

    def stands(self, item: Item) -> bool:
        """True if a time that is weak by itself is one here: four digits, without words that make them a count."""
        if not item.weak:
            return True
        return item.pattern.op == "year" and self._bare_year(item)

    def _bare_year(self, item: Item) -> bool:
        page, i = self.page, item.first
        if not 1900 <= (item.number("yyyy") or 0) <= 2099 or page.glued(i) and page.at(i - 1) not in ("(", "-", "'", "«", '"'):
            return False
        if self.noyear.before(page, i) is not None or page.at(i - 1)[0].isdigit():
            return False
        if page.at(item.last) == "-" and page.glued(item.last):
            return False
        if not page.letters(item.last):
            return True
        token = page.parsed.token_at(page.words[item.last].start)
        if token is None:
            return True
        following = page.parsed.tokens[token]
        if "before" in item.pattern.args and following.upos in ("NOUN", "PROPN"):
            return not self.guards.counts(i) or self._names_its_noun(item, following)
        return following.upos != "NOUN" and not (following.upos == "ADJ" and nominal(following))
