"""What the ledger keeps: entries, claims and what follows from them.

An *entry* is one line of the ledger: what one statement of one report puts to one claim. Everything else here
is a view of entries: a claim is the entries that are linked to one another, a voice the independent origin of
some, a status what the voices add up to on a date.

Three clocks are kept apart: ``when`` it happened, ``said`` and ``known`` (the last day on which the report can have
been published), and ``at`` (when we recorded it).
"""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span

STATUSES = ("acknowledged", "retracted", "disputed", "corroborated", "reported", "denied", "forecast", "rumoured")
"""Of a claim on a date, strongest first."""
MOVES = (
    "rumoured", "alleged", "reported", "confirmed", "corroborated", "denied", "not_confirmed", "acknowledged",
    "revised", "retracted", "forecast",
)
VERDICTS = ("same", "different", "reject", "accept", "correct")
RULINGS = (*VERDICTS, "undo")
"""What an analyst can do: rule, or take a ruling back."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent origin.

    ``id`` is the actor's, or the folded name; an unnamed one belongs to its dispatch. ``side`` is whom it speaks for:
    a country for its government, army and services, else the voice itself. Two voices of one side are never
    independent. ``tokens`` are the beginnings of the words that name it, folded.
    """

    id: str
    name: str
    kind: str = "unknown"
    country: str | None = None
    named: bool = True
    side: str = ""
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as an entry holds it; fields as those of :class:`ondit.model.Figure`."""

    figure: str
    span: Span
    low: float | None
    high: float | None
    what: str
    whom: str | None = None
    unit: str | None = None
    scope: str | None = None
    approx: bool = False
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What an entry is about, without its figures and in no language.

    ``frame`` is the family of the kind of event (``harm``, ``force`` …), None where none was found. ``actors`` and
    ``others`` are tokens of who does it and of everybody else in it: a country code, an actor's id, or the beginnings
    of folded names. ``places`` are tokens too; ``names`` and ``words`` the beginnings of names and of other long words
    in what is said. ``when`` is EDTF or None. ``context`` are tokens of whom the whole report is about: they help to
    find out what belongs together and say nothing about the proposition itself.
    """

    frame: str | None = None
    actors: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: str | None = None
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gist:
    """What of an entry decides to which claim it belongs; see :class:`Entry`."""

    id: str
    rank: str
    known: str | None
    proposition: Proposition
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger.

    ``report`` is the report's key, ``source`` the id of the record it was made from (a statement's, or an event's or a
    figure's where the outlet itself says it). ``published`` is EDTF, ``known`` its last day as ISO or None, ``said``
    the date of saying as EDTF (the publication's where the text gives none). ``chain`` are the ids of all links of the
    source chain, origin first. ``answers`` names the entry of the same report that this one answers, where its own
    words do not say what it is about ("denied this"). ``against``: a side of a fight tells what its enemy suffered.
    ``weekday`` (1 to 7) is what the words tell of the day of saying where the report's date does not tell which.
    """

    id: str
    report: str
    i: int
    source: str
    published: str | None
    known: str | None
    said: str | None
    voice: Voice
    chain: tuple[str, ...]
    stance: str
    factuality: str
    evidential: str
    modality: str
    content: tuple[Span, ...]
    proposition: Proposition
    counts: tuple[Count, ...] = ()
    lang: str = ""
    answers: str | None = None
    against: bool = False
    weekday: int | None = None

    @property
    def rank(self) -> str:
        """Sorts entries in the order in which they became known; an unknown day comes last."""
        return f"{self.known or '9999-99-99'} {self.report} {self.i:05d}"

    @property
    def gist(self) -> Gist:
        return Gist(self.id, self.rank, self.known, self.proposition, self.answers)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Two voices that count as one: ``other`` is written otherwise than ``voice``; ``because`` holds the reasons."""

    voice: str
    name: str
    other: str
    other_name: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why an entry belongs to the claim of an earlier one: ``because`` holds one line for each feature.

    ``to`` is None where the entry founds a claim of its own.
    """

    entry: str
    to: str | None
    score: float = 0.0
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats an earlier one. ``share`` is how much of the shorter text is in the other (0 to 1),
    ``spans`` the characters of this report that were copied; ``how`` is text, credit (text and a shared agency) or
    statements (the same news in other words or another language)."""

    report: str
    original: str
    share: float
    how: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's ruling. ``subjects`` are ids of entries, claims or reports; ``field`` and ``value`` belong to
    ``correct``. ``at`` is the time of recording."""

    id: str
    verdict: str
    subjects: tuple[str, ...]
    who: str
    why: str
    at: str
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class StatusMove:
    """A dated move in the story of a claim: what ``voice`` did, the entries that did it, and the status after it.

    ``date`` is when it was said (EDTF), ``known`` when it was published.
    """

    date: str | None
    known: str | None
    move: str
    status: str
    voice: Voice
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Of a claim on a date. ``decided_by`` are the entries that decided it, ``voices`` the number of independent
    voices that assert it; ``declined`` are voices that would not confirm."""

    status: str
    decided_by: tuple[str, ...]
    voices: int
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """One voice's word on one figure, in the words ``quote``: ``entries`` repeat it. ``revises`` is the point that it replaces;
    ``recalled`` marks one that only repeats an older word of the same voice."""

    id: str
    what: str
    whom: str | None
    scope: str | None
    unit: str | None
    voice: Voice
    chain: tuple[str, ...]
    date: str | None
    known: str | None
    low: float | None
    high: float | None
    approx: bool
    vague: str | None
    stance: str
    entries: tuple[str, ...]
    report: str
    places: tuple[str, ...] = ()
    quote: str = ""
    revises: str | None = None
    recalled: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two words that cannot both hold. ``kind`` is figures (disjoint bounds of the same thing), self (one voice, one
    day, two values) or denial; ``because`` says in which features they agree."""

    kind: str
    first: str
    second: str
    what: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that entries of several reports are about. ``id`` is its first entry's; ``merged`` names claims
    that a decision joined to it."""

    id: str
    frame: str | None
    proposition: Proposition
    entries: tuple[str, ...]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What adding one report changed: the new entries, every link that is new or other than before, the copies found,
    and the ids of entries that are no longer read."""

    report: str
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    copies: tuple[Copy, ...] = ()
    gone: tuple[str, ...] = ()
