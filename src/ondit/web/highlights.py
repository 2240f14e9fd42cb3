"""Overlapping spans -> flat pieces of text, so that plain ``<mark>`` elements can show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Copy, Reading, Statement
from ..views.desk import ReportView


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that stand for something. ``note`` numbers what is told of it in the margin."""

    start: int
    end: int
    kind: str
    note: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two neighbouring boundaries: ``kinds`` and ``notes`` of all marks that cover it, the narrowest
    first. ``start`` is in code points. ``first`` are notes that begin here."""

    start: int
    text: str
    kinds: tuple[str, ...]
    notes: tuple[int, ...]
    first: tuple[int, ...] = ()

    @property
    def classes(self) -> str:
        """The classes of its mark. Kinds are words of ours, and need no escaping."""
        return " ".join(f"k-{kind}" for kind in self.kinds)

    @property
    def numbers(self) -> str:
        return " ".join(map(str, self.notes))


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin tells of one record: its kind, and the record itself (None for a copied passage)."""

    number: int
    kind: str
    record: object
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str
    pieces: tuple[Piece, ...]


def flatten(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The characters ``start`` to ``end`` of a text in pieces, whose texts together are just that.

    Costs what the marks cover, once sorted: it does not look at every mark for every piece.
    """
    end = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
        closing.setdefault(min(mark.end, end), []).append(mark)
    cuts = sorted({start, end, *opening, *closing})
    active: list[Mark] = []
    found = []
    for at, following in zip(cuts, cuts[1:], strict=False):
        gone = {id(mark) for mark in closing.get(at, ())}
        active = [mark for mark in active if id(mark) not in gone] if gone else active
        active = sorted([*active, *opening.get(at, ())], key=lambda mark: (mark.end - mark.start, mark.kind, mark.note))
        kinds = tuple(dict.fromkeys(mark.kind for mark in active))
        notes = tuple(dict.fromkeys(mark.note for mark in active))
        first = tuple(dict.fromkeys(mark.note for mark in opening.get(at, ()) if mark.start == at))
        found.append(Piece(at, text[at:following], kinds, notes, first))
    return tuple(found)


def of_report(view: ReportView) -> tuple[tuple[Paragraph, ...], tuple[Note, ...]]:
    """The text of a report in paragraphs of pieces, and what the margin tells."""
    return of_reading(view.reading, view.copy)


def of_reading(reading: Reading, copy: Copy | None = None) -> tuple[tuple[Paragraph, ...], tuple[Note, ...]]:
    """The same of a report that no ledger holds yet."""
    notes: list[Note] = []
    marks: list[Mark] = []
    for kind, record, spans in _records(reading, copy):
        number = len(notes)
        notes.append(Note(number, kind, record, spans[0][1]))
        marks += [Mark(start, end, role, number) for role, start, end in spans]
    seen: set[int] = set()
    return tuple(_paragraph(kind, pieces, seen) for kind, pieces in _paragraphs(reading, marks)), tuple(notes)


def _paragraph(kind: str, pieces: Sequence[Piece], seen: set[int]) -> Paragraph:
    """Each note begins once, at its first piece, so that a link to it leads to one place."""
    found = []
    for piece in pieces:
        first = tuple(note for note in piece.notes if note not in seen)
        seen.update(first)
        found.append(Piece(piece.start, piece.text, piece.kinds, piece.notes, first))
    return Paragraph(kind, tuple(found))


def _records(reading: Reading, copy: Copy | None) -> Iterable[tuple[str, object, list[tuple[str, int, int]]]]:
    for statement in reading.statements:
        yield "content", statement, _of_statement(statement)
    for figure in reading.figures:
        yield "figure", figure, [("figure", figure.span.start, figure.span.end)]
    for place in reading.places:
        yield "place", place, [("place", place.span.start, place.span.end)]
    for time in reading.times:
        yield "time", time, [("time", time.span.start, time.span.end)]
    for gap in reading.gaps:
        if gap.span is not None:
            yield "gap", gap, [("gap", gap.span.start, gap.span.end)]
    for start, end in copy.spans if copy else ():
        yield "copied", copy, [("copied", start, end)]


def _of_statement(statement: Statement) -> list[tuple[str, int, int]]:
    found = [("content", span.start, span.end) for span in statement.content]
    found += [("source", source.span.start, source.span.end) for source in statement.sources if source.span]
    return found + ([("cue", statement.cue.start, statement.cue.end)] if statement.cue else [])


def _paragraphs(reading: Reading, marks: Sequence[Mark]) -> Iterable[tuple[str, tuple[Piece, ...]]]:
    """Blocks of the text; what lies between them (white space) is left out of the page."""
    text = reading.report.text
    blocks = reading.report.blocks
    if not blocks:
        yield "paragraph", flatten(text, marks)
        return
    ordered = sorted(marks, key=lambda mark: mark.start)
    for block in blocks:
        yield block.kind, flatten(text, (mark for mark in ordered if mark.start < block.end), block.start, block.end)
