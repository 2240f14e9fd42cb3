"""The page of one claim: status, why, timeline, figures, voices, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from ...explain import ledger as e
from ...ledger.claims import copy_roots, quote
from ...ledger.effects import REACTS, effect, voice_key
from ...model import Entry, StatusMove
from ...views import ClaimView
from ..dossier.layout import clean, indented, styled, table, wrap
from . import STATUS_STYLE, cut, heading, joined, outlet, page, short

Countries = Callable[[str], str]
_WORDS = 110
_WIDE = 100
"""Columns from which the timeline names outlets, too."""
_REACTION = {"condemns": "condemns", "praises": "praises", "demands": "demands", "questions": "questions"}


def lines(view: ClaimView, width: int, country: Countries, why: bool = False, brief: bool = False) -> list[Text]:
    width = page(width)
    found = [*_head(view, width, country), *_timeline(view, width), *_figures(view, width)]
    found += [*_contradictions(view, width), *_reactions(view, width), *([] if brief else _voices(view, width))]
    return found + (_links(view, width) if why else [])


def _head(view: ClaimView, width: int, country: Countries) -> list[Text]:
    row, status = view.row, view.account.status
    first = styled(e.status_word(row.status), STATUS_STYLE.get(row.status, "bold")) + Text("  ") + styled(short(row.id), "dim")
    copies = sum(1 for report in {entry.report for entry in view.account.entries} if report in view.copies)
    facts = [
        e.frame_word(row.frame), ", ".join(about(row.about, country)),
        e.many(row.reports, "report") + (f", {e.many(copies, 'copy', 'copies')} not counted" if copies else ""),
        e.many(row.voices, "independent voice"),
    ]  # fmt: skip
    found = [*wrap(first, width), *wrap(styled(f"“{clean(row.title)}”", "bold"), width), *wrap(Text(joined(facts)), width)]
    because = f"{e.WHY[row.status]}: {_deciders(view)}" if status.decided_by else e.WHY[row.status]
    found += wrap(Text(f"Why: {because}."), width)
    if status.declined:
        found += wrap(Text(f"Would not confirm: {clean(', '.join(dict.fromkeys(status.declined)))}."), width)
    return found


def about(tokens: Sequence[str], country: Countries) -> list[str]:
    """Countries and places of a claim by their names; pieces of names are left to the words themselves."""
    codes = dict.fromkeys(token[1:] for token in tokens if token[0] == "=" and len(token) == 4 and token[1:].isupper())
    places = dict.fromkeys(token[1:].title() for token in tokens if token[0] == "@" and not token[1:].isdigit())
    return [*(country(code) for code in codes), *places]


def _deciders(view: ClaimView) -> str:
    names = dict.fromkeys(e.voice_words(view.entry(one).voice) for one in view.account.status.decided_by)
    shown = list(names)[:4]
    return clean(", ".join(shown)) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _timeline(view: ClaimView, width: int) -> list[Text]:
    rows, before = [], ""
    for move in view.account.moves:
        rows.append(_move(view, move, move.status != before, wide=width >= _WIDE))
        before = move.status
    return [*heading("TIMELINE"), *indented(table(rows, width - 2), 2)] if rows else []


def _move(view: ClaimView, move: StatusMove, changed: bool, wide: bool) -> tuple[Text, ...]:
    entry = view.entry(move.entries[0])
    after = styled(f"→ {e.status_word(move.status).lower()}", STATUS_STYLE.get(move.status, "")) if changed else Text()
    return (
        Text(e.said_words(move.date)),
        Text(e.move_words(move)),
        Text(clean(e.voice_words(move.voice))),
        after,
        *([styled(clean(outlet(view.reports.get(entry.report))), "dim")] if wide else []),
    )


def _figures(view: ClaimView, width: int) -> list[Text]:
    points = view.account.points
    by_id = {point.id: point for point in points}
    rows = []
    for point in points:
        note = f"was {e.point_bounds(by_id[point.revises])}" if point.revises in by_id else "recalled" if point.recalled else ""
        rows.append((
            Text(e.said_words(point.date)), styled(e.point_bounds(point), "bold"), Text(e.point_what(point)),
            Text(clean(e.voice_words(point.voice))), styled(note, "dim"),
        ))  # fmt: skip
    return [*heading("FIGURES"), *indented(table(rows, width - 2), 2)] if rows else []


def _contradictions(view: ClaimView, width: int) -> list[Text]:
    points = {point.id: point for point in view.account.points}
    found: list[Text] = []
    for one in view.account.contradictions:
        if one.kind == "denial":
            a, b = view.entry(one.first), view.entry(one.second)
            text = f"{e.voice_words(b.voice)} denies what {e.voice_words(a.voice)} says"
        else:
            x, y = points[one.first], points[one.second]
            text = f"{e.point_what(x)}: {e.point_bounds(x)} ({e.voice_words(x.voice)}) against {e.point_bounds(y)} ({e.voice_words(y.voice)})"
        found += indented(wrap(Text(clean(text)), width - 2), 2)
    return [*heading("CONTRADICTIONS"), *found] if found else []


def _reactions(view: ClaimView, width: int) -> list[Text]:
    rows = [
        (Text(e.said_words(entry.said)), Text(_REACTION.get(entry.stance, entry.stance)), Text(clean(e.voice_words(entry.voice))), Text(cut(quote(entry), _WORDS)))
        for entry in view.account.entries
        if effect(entry) == REACTS
    ]  # fmt: skip
    return [*heading("REACTIONS"), *indented(table(rows, width - 2), 2)] if rows else []


def _voices(view: ClaimView, width: int) -> list[Text]:
    roots = copy_roots(view.copies)
    groups: dict[str, list[Entry]] = {}
    for entry in view.account.entries:
        if effect(entry) != REACTS:
            groups.setdefault(voice_key(entry, roots), []).append(entry)
    found = heading("WORDS")
    for key, entries in groups.items():
        others = dict.fromkeys(one.other_name for one in view.account.spellings if one.voice == key)
        also = Text("  ") + styled(clean(f"also written {', '.join(others)}"), "dim") if others else Text()
        found += indented(wrap(styled(clean(e.voice_words(entries[0].voice)), "bold") + also, width - 2), 2)
        for entry in _told_once(entries, view):
            found += indented(_words(entry, view, width - 4), 4)
    return found


def _told_once(entries: Sequence[Entry], view: ClaimView) -> list[Entry]:
    """Without what copies repeat."""
    own = [entry for entry in entries if entry.report not in view.copies]
    return own or list(entries[:1])


def _words(entry: Entry, view: ClaimView, width: int) -> list[Text]:
    rejected = entry.id in view.account.rejected
    told = f"{e.said_words(entry.said)}, {outlet(view.reports.get(entry.report))}: {entry.stance.replace('_', ' ')}"
    told += ", of its enemy" if entry.against else ""
    text = Text(cut(quote(entry), _WORDS * 2)) + styled(f"  {clean(told)}", "dim") + styled(f"  {short(entry.id)}", "dim")
    return wrap(styled("REJECTED ", "bold red") + text if rejected else text, width)


def _links(view: ClaimView, width: int) -> list[Text]:
    found = heading("WHY THESE BELONG TOGETHER")
    for entry in view.account.entries:
        link = view.links.get(entry.id)
        if link is not None and link.to is not None:
            found += indented(wrap(Text(f"{short(entry.id)} with {short(link.to)}: {clean('; '.join(link.because))}"), width - 2), 2)
    for one in view.account.spellings:
        found += indented(wrap(Text(clean(f"{one.name} is {one.other_name}: {'; '.join(one.because)}")), width - 2), 2)
    return found


