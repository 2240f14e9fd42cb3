"""bytes -> Reading: the whole way of one report. Pure: no clock, no network, the same bytes give the same Reading."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from . import __version__, claims, mentions, parsing, readers
from . import lexicon as words
from .errors import ReportError
from .model import Actor, Because, Entity, Event, Figure, Gap, Mentions, Parsed, Reading, Report, Statement, Step


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    lang: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    format: str | None = None,
) -> Reading:
    """Read one report: a path, or the bytes of a text or HTML document.

    Options win over what the page says; ``format`` (text or html) over what the bytes look like. ``published`` is an EDTF date (2025-04-28, 2025-04, 2025).
    Raises the ReportError family when the report cannot be read at all; lesser trouble becomes gaps.
    """
    options = {"lang": lang, "published": published, "outlet": outlet, "url": url, "title": title, "format": format}
    return compose(open_report(source, name=name, **options))


def open_report(source: str | Path | bytes, *, name: str | None = None, **options: str | None) -> Report:
    """The frozen text of one report with what is known of it, before anything is parsed; options as for ``read``."""
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        name = name or path.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ReportError(f"cannot be opened: {error.strerror}", where=str(source), cure="check the path and its permissions") from error
    return readers.read(data, name=name, credits=_credits(), **options)


def read_text(
    text: str,
    *,
    name: str | None = None,
    lang: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read a text that is already decoded; its characters are the frozen text."""
    data = text.encode("utf-8", "surrogatepass")
    options = {"lang": lang, "published": published, "outlet": outlet, "url": url, "title": title}
    return read(data, name=name or "text", format="text", **options)


def parse(report: Report) -> tuple[Parsed, tuple[Entity, ...], tuple[Gap, ...]]:
    """The trees of a report, the names in them, and the gaps: what everything else of its reading stands on."""
    lexicon = words.load(report.lang)
    parsed = parsing.parse(report, lexicon)
    return parsed, mentions.entities(parsed, lexicon), (*report.gaps, *parsing.limits(report, lexicon))


def compose(report: Report) -> Reading:
    """Everything after the reader: Report -> Reading."""
    lexicon = words.load(report.lang)
    parsed = parsing.parse(report, lexicon)
    found = mentions.find(parsed, lexicon)
    statements, figures, events, gaps = claims.compose(parsed, found, lexicon)
    return Reading(
        report=report,
        statements=statements,
        figures=figures,
        events=events,
        times=found.times,
        places=found.places,
        actors=_actors(found),
        gaps=(*report.gaps, *parsing.limits(report, lexicon), *gaps, *_unresolved(found)),
        made_by=(("ondit", __version__), ("language data", lexicon.version), ("pipeline", parsed.parser), ("reader", report.reader)),
    )


def _actors(found: Mentions) -> tuple[Actor, ...]:
    """Each actor once, in the order of its first mention."""
    return tuple({mention.actor.id: mention.actor for mention in reversed(found.actors)}.values())[::-1]


def _unresolved(found: Mentions) -> tuple[Gap, ...]:
    """One gap for all relative dates that nothing anchors."""
    loose = [time for time in found.times if time.edtf is None and time.kind in ("date", "interval")]
    if not loose:
        return ()
    reason = f"{len(loose)} relative date(s) have no anchor and stay unresolved"
    return (Gap("date", reason, loose[0].span, "name the publication date with --published"),)


@lru_cache(maxsize=1)
def _credits() -> readers.CreditPatterns:
    """What credit lines look like, from the data of all languages: the reader does not know the language yet."""
    lexicons = [words.load(info.code) for info in words.languages()]
    agencies = {row.id: (row["name"], *row["aliases"]) for lexicon in lexicons for row in lexicon.table("agencies")}
    lines = {row.id: row for lexicon in lexicons for row in lexicon.table("credit_lines")}.values()
    return readers.CreditPatterns(
        agencies=tuple(agencies.values()),
        lines=tuple(row["pattern"] for row in lines if row["kind"] == "text"),
        pictures=tuple(row["pattern"] for row in lines if row["kind"] == "picture"),
    )


def vocabulary(report: Report) -> tuple[claims.UnknownWord, ...]:
    """The words of a report that report, doubt or act and that no table knows (see :mod:`claims.vocabulary`)."""
    lexicon = words.load(report.lang)
    parsed = parsing.parse(report, lexicon)
    found = mentions.find(parsed, lexicon)
    _, _, events, _ = claims.compose(parsed, found, lexicon)
    return claims.unknown_words(parsed, found, events, lexicon)


def replay(reading: Reading, record_id: str) -> list[tuple[Step, bool]]:
    """Read the report again from its frozen text and tell for each step of a record whether it comes out the same."""
    again = compose(reading.report)
    before, after = _because(reading, record_id), _because(again, record_id)
    return [(step, step in after) for step in before]


def _because(reading: Reading, record_id: str) -> Because:
    records: tuple[Statement | Figure | Event, ...] = (*reading.statements, *reading.figures, *reading.events)
    return next((record.because for record in records if record.id == record_id), ())


__all__ = ["compose", "open_report", "parse", "read", "read_text", "replay", "vocabulary"]
