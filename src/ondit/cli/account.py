"""The account of one record: its words in their sentence, then step by step what made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from ..explain import (
    Countries,
    Explained,
    Record,
    bounds,
    certainty,
    chain,
    context,
    counted,
    event_mark,
    form,
    kind,
    marks,
    said_by,
    word,
)
from ..explain import words as w
from ..model import Event, Figure, Reading, Span, Statement, codec
from .dossier import NARROWEST, WIDEST
from .dossier.head import title
from .dossier.layout import clean, indented, padded, quoted, styled, wrap

MARK = {"source": "=", "cue": "~", "content": "-", "span": "-"}
MARK_STYLE = {"source": "cyan", "cue": "yellow", "content": "green", "span": "green"}


def lines(
    reading: Reading, record: Record, steps: Sequence[Explained], width: int, country: Countries
) -> list[Text]:
    """The account in lines of at most ``width`` cells."""
    width = min(max(width, NARROWEST), WIDEST)
    found = wrap(styled(f"{kind(record)} {record.id}", "bold"), width)
    found += indented(wrap(Text(summary(reading, record, country)), width - 2), 2)
    found += indented(wrap(styled(w.IN_REPORT.format(title(reading.report)), "dim"), width - 2), 2)
    found += [Text(), styled(w.WORDS, "bold"), *indented(marked(reading.report.text, record, width - 2), 2)]
    found += [Text(), styled(w.STEPS, "bold")]
    for i, step in enumerate(steps, 1):
        found += _step(i, step, width)
    return [*found, Text(), *wrap(_verdict(steps), width)]


def summary(reading: Reading, record: Record, country: Countries) -> str:
    """The record in one phrase, in the words of the dossier."""
    by_id = {statement.id: statement for statement in reading.statements}
    if isinstance(record, Statement):
        parts = [word(w.STANCE, record.stance), certainty(record), form(record)]
        return f"{clean(chain(record.sources)) or w.OWN_VOICE}: {' · '.join(part for part in parts if part)}"
    if isinstance(record, Figure):
        parts = [bounds(record), counted(record, country), said_by(record, by_id)]
        return clean(" · ".join(part for part in parts if part))
    assert isinstance(record, Event)
    carriers = [by_id[name] for name in record.statements if name in by_id]
    return f"{word({}, record.type)} · {w.MARK[event_mark(record, carriers)]} ({word(w.MODALITY, record.modality)})"


def marked(text: str, record: Record, width: int) -> list[Text]:
    """The sentences of the record with its words underlined by role, and what the lines mean."""
    roles = marks(record)
    if not roles:
        return [Text(w.NO_WORDS)]
    around = context(text, [span for _, span in roles])
    role_at: dict[int, str] = {}
    # Wide spans first: a narrow one inside stays visible.
    for role, span in sorted(roles, key=lambda mark: mark[1].start - mark[1].end):
        role_at.update(dict.fromkeys(range(span.start, span.end), role))
    sentence, under = Text(), Text()
    for i in range(around.start, around.end):
        character = _one_cell_or_more(text[i])
        at = role_at.get(i, "")
        sentence.append(character, style=MARK_STYLE.get(at))
        under.append(MARK.get(at, " ") * cell_len(character))
    shown = {role for role, _ in roles}
    legend = "   ".join(f"{MARK[role]} {w.ROLE[role]}" for role in MARK if role in shown)
    return [*_doubled(sentence, under, width), styled(legend, "dim")]


def _one_cell_or_more(character: str) -> str:
    """The character as shown. White space and unsafe characters keep one place, so that the marks stay below."""
    return character if character == "\u00a0" or character == "\u202f" else clean(character) or " "


def _doubled(sentence: Text, under: Text, width: int) -> list[Text]:
    """Lines of the sentence, each with its marks below."""
    found: list[Text] = []
    cell = 0
    for line in _whole_lines(sentence, width):
        room = cell_len(line.plain)
        below = under[cell : cell + room]
        cell += room
        line.rstrip()
        below.rstrip()
        found += [line, below] if below.plain else [line]
    return found


def _whole_lines(sentence: Text, width: int) -> list[Text]:
    """Wrapped lines that together are the whole sentence: the spaces at their ends are kept."""
    lengths = [len(line.plain) for line in wrap(sentence.copy(), width)]
    cuts, at = [], 0
    for length in lengths[:-1]:
        at += length
        while at < len(sentence.plain) and sentence.plain[at] == " ":
            at += 1
        cuts.append(at)
    return list(sentence.divide(cuts))


def _step(i: int, explained: Explained, width: int) -> list[Text]:
    step, room = explained.step, width - 6
    same = {True: w.SAME, False: w.NOT_SAME, None: ""}[explained.same]
    head = Text(f"{i:>3}  ") + styled(clean(step.rule), "bold") + styled(f"  {same}", _same_style(explained))
    found = [head, *indented(wrap(Text(_abridged(clean(explained.says))), room), 5)] if explained.says else [head]
    names = max((cell_len(name) for name, _ in step.binds), default=0)
    places = max((len(f"  {span.start}-{span.end}") for _, span in step.binds), default=0)
    for name, span in step.binds:
        place = f"  {span.start}-{span.end}".ljust(places) + "  "
        left = padded(Text(clean(name)), names) + styled(place, "dim")
        quote = wrap(styled(quoted(span.quote), "italic"), max(room - cell_len(left.plain), 20))
        found += [Text(" " * 5) + left + quote[0], *indented(quote[1:], 5 + cell_len(left.plain))]
    return found + (indented(wrap(Text(f"{w.GIVES} {clean(step.gives)}"), room), 5) if step.gives else [])


def _abridged(says: str, most: int = 320) -> str:
    """What a rule says, without the middle of a long list; where it stands is kept."""
    text, _, place = says.rpartition(" [")
    return f"{text[:most]} … [{place}" if len(text) > most else says


def _same_style(explained: Explained) -> str:
    return "bold red" if explained.same is False else "dim"


def _verdict(steps: Sequence[Explained]) -> Text:
    odd = sum(step.same is False for step in steps)
    if odd:
        return styled(w.REPLAY_DIFFERS.format(odd, len(steps)), "bold red")
    return styled(w.REPLAY_SAME.format(len(steps), len(steps)), "green")


def as_dict(reading: Reading, record: Record, steps: Sequence[Explained]) -> dict[str, Any]:
    """The account as JSON values (``ondit/why/1``)."""
    report, values = reading.report, codec.to_dict(reading)
    spans = [span for _, span in marks(record)]
    around = context(report.text, spans) if spans else None
    return {
        "schema": "ondit/why/1",
        "report": {name: values["report"][name] for name in ("path", "url", "title", "sha256", "text_sha256")},
        "kind": kind(record),
        "record": next(r for r in values[f"{kind(record)}s"] if r["id"] == record.id),
        "context": _span(around) if around else None,
        "steps": [
            {
                "rule": explained.step.rule,
                "says": explained.says,
                "binds": [{"name": name, **_span(span)} for name, span in explained.step.binds],
                "gives": explained.step.gives,
                "same": explained.same,
            }
            for explained in steps
        ],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote}
