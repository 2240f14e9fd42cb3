"""What a report says: statements, events and figures."""

from __future__ import annotations

from dataclasses import dataclass

from .because import Because
from .span import Span

STANCES = (
    "states", "alleges", "denies", "confirms", "acknowledges", "declines_to_confirm", "condemns", "praises",
    "warns", "threatens", "demands", "promises", "forecasts", "speculates", "questions",
)
FACTUALITIES = ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu")
EVIDENTIALS = ("direct", "reportative", "conditional", "inferred", "none")
FORMS = ("direct", "mixed", "indirect", "adjunct", "conditional")
MODALITIES = ("historical", "future", "hypothetical", "negated")
SCOPES = ("total", "additional", "included", "rate")


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a source chain.

    ``name`` is the resolved name, or the words themselves for an unnamed source ("plusieurs experts");
    ``span`` the words that name it here (None when it was carried over from another sentence without any);
    ``actor`` the id of the actor, if it was resolved to one.
    """

    name: str
    span: Span | None = None
    actor: str | None = None
    kind: str = "unknown"
    country: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution.

    ``sources`` is the chain, origin first, then relays; empty for the outlet's own voice. ``content`` are the
    spans of what is said (more than one where a parenthesis splits it), ``cue`` the words that attribute it.
    ``copies`` holds the content spans of further occurrences in the same report (a standfirst printed twice).
    """

    id: str
    sources: tuple[Source, ...]
    cue: Span | None
    content: tuple[Span, ...]
    stance: str
    form: str
    factuality: str
    evidential: str
    because: Because
    copies: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of an event: the words, and whom they name (``actor`` is an actor id or None)."""

    name: str
    span: Span | None = None
    actor: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A typed predication.

    ``type`` is the frame, ``plover`` its PLOVER root. ``modality`` is historical, future, hypothetical or
    negated; ``factuality`` follows from it and from the statements (ids in ``statements``) that carry it; an
    event that nobody else carries belongs to the outlet. ``date`` is EDTF or None. ``anchors`` are further
    mentions of the same event in the report.
    """

    id: str
    type: str
    plover: str
    span: Span
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: str | None
    date: str | None
    modality: str
    factuality: str
    statements: tuple[str, ...]
    because: Because
    anchors: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its bounds, what it counts, of whom, and who says so.

    ``low``/``high`` are inclusive, None where the words give no bound. ``what`` is the class that is counted
    (killed, wounded, missing, personnel_deployed, money … or other), ``whom`` the country or group counted,
    ``unit`` persons, percent, an ISO 4217 code or the noun itself. ``statement`` is the id of the statement
    that carries it, None for the outlet's own figure.
    """

    id: str
    span: Span
    low: float | None
    high: float | None
    approx: bool
    vague: str | None
    what: str
    whom: str | None
    unit: str | None
    scope: str | None
    statement: str | None
    sources: tuple[Source, ...]
    stance: str
    because: Because
    copies: tuple[Span, ...] = ()
