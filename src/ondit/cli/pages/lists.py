"""Pages that are lists: claims, moves, figures, sources, entries, citations, rulings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from ...explain import ledger as e
from ...ledger.claims import quote
from ...model import Decision, Entry
from ...views import Citation, ClaimRow, ClaimView, Series, SourceRow, Turn
from ..dossier.layout import clean, indented, styled, table, wrap
from . import STATUS_STYLE, cut, heading, joined, outlet, page, short
from .show import Countries, about

NOTHING = "nothing found"


def claims(rows: Sequence[ClaimRow], width: int, country: Countries) -> list[Text]:
    width, found = page(width), []
    for row in rows:
        status = styled(f"{e.status_word(row.status):13}", STATUS_STYLE.get(row.status, ""))
        found += wrap(status + Text(cut(row.title, width - 27)) + styled(f"  {short(row.id)}", "dim"), width)
        facts = [
            e.frame_word(row.frame), ", ".join(about(row.about, country)), e.many(row.reports, "report"), e.many(row.voices, "voice"),
            e.period_words(row.first, row.last),
        ]  # fmt: skip
        found += indented(wrap(styled(joined(facts), "dim"), width - 13), 13)
    return found or [Text(NOTHING)]


def timeline(view: ClaimView, width: int) -> list[Text]:
    width, found = page(width), []
    names = [clean(e.voice_words(move.voice)) for move in view.account.moves]
    column = min(max(map(len, names), default=0), width - 56)
    before = ""
    for move, name in zip(view.account.moves, names, strict=True):
        entry = view.entry(move.entries[0])
        after = styled(f"→ {e.status_word(move.status).lower()}", STATUS_STYLE.get(move.status, "")) if move.status != before else Text()
        before = move.status
        found += table([(Text(f"{e.said_words(move.date):17}"), Text(f"{e.move_words(move):16}"), Text(name.ljust(column)), after)], width)
        found += indented(wrap(Text(cut(quote(entry), 200)) + styled(f"  {outlet(view.reports.get(entry.report))}", "dim"), width - 19), 19)
    return found or [Text(NOTHING)]


def figures(found: Sequence[Series], width: int) -> list[Text]:
    width = page(width)
    lines: list[Text] = []
    for series in found:
        if lines:
            lines.append(Text())
        lines += wrap(styled(e.point_what(series.points[0]), "bold") + Text(f"  {cut(series.title, width - 30)}") + styled(f"  {short(series.claim)}", "dim"), width)
        points = {point.id: point for point in series.points}
        last = {point.id for point in series.latest}
        rows = []
        for point in series.points:
            note = "recalled" if point.recalled else "" if point.id in last else "revised later"
            note = f"was {e.point_bounds(points[point.revises])}" if point.revises in points else note
            rows.append((Text(e.said_words(point.date)), styled(e.point_bounds(point), "bold" if point.id in last else "dim"), Text(clean(e.voice_words(point.voice))), styled(note, "dim")))
        lines += indented(table(rows, width - 2), 2)
        if series.low is not None and len(series.latest) > 1:
            lines += indented([Text(f"latest words span {series.low:,.0f} to {series.high:,.0f}")], 2)
        for one in series.contradictions:
            x, y = points[one.first], points[one.second]
            text = f"cannot both hold: {e.point_bounds(x)} ({e.voice_words(x.voice)}), {e.point_bounds(y)} ({e.voice_words(y.voice)})"
            lines += indented(wrap(styled(clean(text), "red"), width - 2), 2)
    return lines or [Text(NOTHING)]


def sources(rows: Sequence[SourceRow], width: int, country: Countries) -> list[Text]:
    cells = [
        (
            Text(clean(row.name or "(the report itself)") + ("" if row.named else " (unnamed)")), Text(country(row.country) if row.country else ""),
            Text(e.many(row.entries, "time")), Text(e.many(row.claims, "claim")), styled(e.period_words(row.first, row.last), "dim"),
        )
        for row in rows
    ]  # fmt: skip
    return table(cells, page(width)) or [Text(NOTHING)]


def said(entries: Sequence[Entry], turns: Sequence[Turn], names: Mapping[str, str], width: int) -> list[Text]:
    """Everything of one source in time, and where it contradicts itself. ``names`` are outlets by report."""
    width, found = page(width), []
    for entry in entries:
        tag = joined([entry.stance.replace("_", " "), names.get(entry.report, ""), short(entry.id)])
        found += wrap(Text(f"{e.said_words(entry.said)}  ") + Text(cut(quote(entry), 200)) + styled(f"  {tag}", "dim"), width)
    if turns:
        found += heading("CONTRADICTS ITSELF")
        for turn in turns:
            text = f"{e.said_words(turn.before.said)} {turn.before.stance} {cut(quote(turn.before), 90)}, {e.said_words(turn.after.said)} {turn.after.stance} {cut(quote(turn.after), 90)}"
            found += indented(wrap(Text(text), width - 2), 2)
    return found or [Text(NOTHING)]


def citations(rows: Sequence[Citation], names: Mapping[str, str], width: int) -> list[Text]:
    width, found = page(width), []
    for row in rows:
        mark = styled("found    ", "green") if row.found else styled("NOT FOUND", "bold red")
        found += wrap(mark + Text(f"  {cut(quote(row.entry), 150)}  ") + styled(f"{row.cited}: {row.why}", "dim"), width)
        if row.there:
            found += indented(wrap(styled(", ".join(names.get(key, key) for key in row.there), "dim"), width - 11), 11)
    return found or [Text("it cites no outlet whose reports are in this ledger")]


def decisions(rows: Sequence[Decision], width: int) -> list[Text]:
    """All rulings; one that was taken back stands in grey and says so."""
    undone = {subject for row in rows if row.verdict == "undo" for subject in row.subjects}
    cells = [
        (
            Text(row.at[:16].replace("T", " ")), Text(short(row.id), "dim"),
            Text(row.verdict + (f" {row.field}={row.value}" if row.field else ""), "dim" if row.id in undone else "bold"),
            Text(" ".join(short(one) for one in row.subjects)), Text(clean(row.who)),
            Text(clean(row.why) + ("  (taken back)" if row.id in undone else "")),
        )
        for row in rows
    ]  # fmt: skip
    return table(cells, page(width)) or [Text(NOTHING)]
