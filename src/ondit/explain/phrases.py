"""Records -> short phrases: certainty, bounds, chains of sources, the mark of an event."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from ..model import Event, Figure, Source, Statement
from . import words

Countries = Callable[[str], str]
"""Gives the English name of an ISO 3166-1 alpha-3 code, or the code itself where it has none."""

_SILENT = {"declines_to_confirm", "questions", "demands"}
"""Stances that already say that the source commits to nothing."""

_AGAINST = {"CT-", "PR-", "PS-"}
_STANCE_MARK = {
    "alleges": "alleged",
    "denies": "negated",
    "declines_to_confirm": "undisclosed",
    "threatens": "threatened",
    "demands": "demanded",
    "promises": "promised",
    "forecasts": "forecast",
    "speculates": "speculated",
    "questions": "doubted",
}
"""What an event becomes when every source that carries it takes this stance."""


def certainty(statement: Statement) -> str:
    """How sure the source is and how it is marked: ``possible, press conditional (unconfirmed)``."""
    sure = words.word(words.FACTUALITY, statement.factuality)
    if statement.factuality == "Uu" and statement.stance in _SILENT:
        sure = ""
    # "First hand" and "hearsay" only repeat the form (a quotation, reported speech).
    silent = statement.evidential in ("direct", "reportative")
    marked = "" if silent else words.word(words.EVIDENTIAL, statement.evidential)
    return ", ".join(part for part in (sure, marked) if part)


def form(statement: Statement) -> str:
    """The form in words; empty where the certainty has already said "conditional"."""
    if statement.form == statement.evidential == "conditional":
        return ""
    return words.word(words.FORM, statement.form)


def chain(sources: Iterable[Source]) -> str:
    """``NIS → a lawmaker → AFP``: origin first. Empty for the outlet's own voice."""
    return " → ".join(source.name for source in sources)


def number(value: float) -> str:
    """``14000`` -> ``14,000``; ``6e9`` -> ``6 billion``, where three decimals hold it exactly."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= size and value * 1000 % size == 0:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def bounds(figure: Figure) -> str:
    """The bounds as bounds: ``at most 14,000``, ``10,000 to 14,000``, ``about 600``, ``“dozens” (24 to 99)``."""
    low, high = figure.low, figure.high
    about = "about " if figure.approx and not figure.vague else ""
    if low is None and high is None:
        return f"“{figure.vague or figure.span.quote}”"
    if low is not None and high is not None:
        text = about + (number(low) if low == high else f"{number(low)} to {number(high)}")
    else:
        text = f"at most {about}{number(high)}" if high is not None else f"at least {about}{number(low or 0)}"
    unit = words.word(words.UNIT, figure.unit).strip() if figure.unit else ""
    text += unit if unit == "%" else f" {unit}" if unit else ""
    return f"“{figure.vague}” ({text})" if figure.vague else text


def counted(figure: Figure, country: Countries) -> str:
    """What is counted and of whom: ``personnel deployed, North Korea``; the words themselves for what has no class."""
    what = words.word(words.WHAT, figure.what) or f"“{figure.span.quote}”"
    whom = country(figure.whom) if figure.whom else ""
    scope = words.word(words.SCOPE, figure.scope) if figure.scope else ""
    return ", ".join(part for part in (what, whom, scope) if part)


def said_by(figure: Figure, statements: Mapping[str, Statement]) -> str:
    """Who says so and how sure: ``Corée du Nord (acknowledges)``, ``officials (alleges, possible)``."""
    who = chain(figure.sources) or words.OWN_VOICE
    statement = statements.get(figure.statement or "")
    stance = words.word(words.STANCE, figure.stance)
    return f"{who} ({', '.join(part for part in (stance, _doubt(statement)) if part)})"


def _doubt(statement: Statement | None) -> str:
    """What keeps a statement from being certain, in one word; empty where nothing does."""
    if statement is None or statement.stance in _SILENT or statement.stance == "denies":
        return ""
    if statement.evidential == "conditional":
        return words.UNCONFIRMED
    return "" if statement.factuality == "CT+" else words.word(words.FACTUALITY, statement.factuality)


def figure_mark(figure: Figure) -> str | None:
    """A key of :data:`words.MARK` where the source does not give the figure as its own; else None."""
    return _STANCE_MARK[figure.stance] if figure.stance in ("denies", "declines_to_confirm", "questions") else None


def event_mark(event: Event, carriers: Collection[Statement]) -> str:
    """A key of :data:`words.MARK`. ``fact`` only where the grammar and at least one source assert the event
    and no source denies it; whoever carries it."""
    stances = {statement.stance for statement in carriers}
    marks = {_STANCE_MARK.get(stance, "fact") for stance in stances} or {"fact"}
    if event.modality == "negated" or event.factuality in _AGAINST:
        return "negated"
    if "negated" in marks:
        return "disputed" if "fact" in marks else "negated"
    if event.modality in ("future", "hypothetical"):
        telling = sorted(marks & {"threatened", "demanded", "promised", "forecast", "speculated", "doubted"})
        return telling[0] if len(telling) == len(marks) == 1 else event.modality
    if event.factuality == "CT+":
        return "fact" if "fact" in marks else sorted(marks)[0]
    weaker = {"PR+": "probable", "PS+": "unconfirmed"}.get(event.factuality, "uncommitted")
    return "speculated" if marks == {"speculated"} else weaker
