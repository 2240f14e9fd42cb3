"""Statements of a row's text: ``source`` and ``cue`` ([start, end] or null), ``content`` (a list of [start, end]),
``stance``, ``factuality``, ``evidential``, ``form``, and ``chain``, the names of all sources, origin first.

Corpora of attribution give each word one part in one attribution, so a statement inside another is left out (its words
belong to the outer one, which is put together from the chain where ondit keeps the inner one only), and a quotation that
goes on in further sentences without a cue of its own is part of the attribution before it. ``ONDIT_PREDICT_NESTED=1``
gives every statement as it stands, and those around them that the chain has taken in. The outlet's own statements have
no source, and no cue but a word of hearsay ("reportedly").
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from ondit.model import Span, Statement
from ondit.reading import compose

from . import rows

_RELATIVE = ("who", "which", "that", "qui")
_BETWEEN = 40
"""Letters between: where and when it was said, the speaker's office."""


def row(record: rows.Record) -> list[rows.Record]:
    """Every statement, in text order."""
    statements = compose(rows.opened(record)).statements
    found = [_plain(each) for each in statements]
    outer = [relayed for each in statements for relayed in _relays(each)]
    if os.environ.get("ONDIT_PREDICT_NESTED"):
        cues = {tuple(each["cue"]) for each in found if each["cue"]}
        return sorted(found + _once(relayed for relayed in outer if tuple(relayed["cue"]) not in cues), key=lambda each: each["content"][0])
    found += outer
    for each in found:
        _with_relative(record["text"], each)
    return _joined(record["text"], _outermost(found))


def _plain(statement: Statement) -> rows.Record:
    origin = statement.sources[0].span if statement.sources else None
    return {
        "source": _ends(origin), "cue": _ends(statement.cue), "content": [[s.start, s.end] for s in statement.content],
        "stance": statement.stance, "factuality": statement.factuality, "evidential": statement.evidential,
        "form": statement.form, "chain": [source.name for source in statement.sources],
    }  # fmt: skip


def _once(found: Iterable[rows.Record]) -> list[rows.Record]:
    """Each cue of a source once, with its longest content."""
    longest: dict[tuple[object, ...], rows.Record] = {}
    for each in found:
        key = (*each["cue"], *(each["source"] or ()))
        if key not in longest or each["content"][0][1] - each["content"][0][0] > longest[key]["content"][0][1] - longest[key]["content"][0][0]:
            longest[key] = each
    return list(longest.values())


def _with_relative(text: str, found: rows.Record) -> None:
    """The source with the relative pronoun that stands for it before the cue: corpora mark one or the other."""
    source, cue = found["source"], found["cue"]
    if source and cue and source[1] < cue[0] and text[source[1] : cue[0]].strip(" ,\n").lower() in _RELATIVE:
        found["source"] = [source[0], source[1] + len(text[source[1] : cue[0]].rstrip())]


def _relays(statement: Statement) -> list[rows.Record]:
    """What relays say, where it is hardly more than the statement: "Z said that X announced P" is told of X, by Z."""
    found = []
    inner = _plain(statement)
    for step in statement.because:
        binds = dict(step.binds)
        name = step.gives.partition("relay=")[2]
        relay = next((n for n, source in enumerate(statement.sources) if n and source.name == name), None)
        if not step.rule.endswith(":nested") or relay is None or "cue" not in binds:
            continue
        parts = [part for part in (inner["source"], inner["cue"], *inner["content"]) if part]
        whole = [min(start for start, _ in parts), max(end for _, end in parts)]
        cue = binds["cue"]
        if whole[0] < cue.end and cue.start < whole[1]:
            continue
        source = statement.sources[relay]
        found.append({**inner, "source": _ends(source.span), "cue": _ends(cue), "content": [whole], "chain": inner["chain"][relay:]})
    return found


def _outermost(found: list[rows.Record]) -> list[rows.Record]:
    """Without those whose cue stands inside the content of another, and each cue once, with its longest content."""
    kept: list[rows.Record] = []
    for each in sorted(found, key=lambda r: -sum(end - start for start, end in r["content"])):
        cue = each["cue"]
        inside = cue and any(start <= cue[0] and cue[1] <= end for other in kept if other["cue"] or other["source"] for start, end in other["content"])
        if not inside and not (cue and any(other["cue"] == cue and other["source"] == each["source"] for other in kept)):
            kept.append(each)
    return sorted(kept, key=lambda r: r["content"][0])


def _joined(text: str, found: list[rows.Record]) -> list[rows.Record]:
    joined: list[rows.Record] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and each["chain"] and each["cue"] is None and last["chain"] == each["chain"] and _goes_on(text, last, each["content"][0][0]):
            quoted = (one for one in joined[:-3:-1] if one["chain"] == each["chain"] and one["form"] in ("direct", "mixed"))
            next(quoted, last)["content"] += each["content"]
        else:
            joined.append(each)
    return joined


def _goes_on(text: str, last: rows.Record, start: int) -> bool:
    """True if nothing but marks, or what else is told of the speaker, stands between what was attributed before (words of
    saying included) and ``start``."""
    ends = [span[1] for key in ("source", "cue") if (span := last[key])] + [span[1] for span in last["content"]]
    between = text[max(ends) : start]
    rest = between.strip(" \n\"“”'’").rstrip(".!?")
    same = not any(mark in rest for mark in ".!?\n") and bool(last["cue"]) and max(ends) in (last["source"] or [0, 0])[1:] + last["cue"][1:]
    return same or sum(char.isalnum() for char in between) < _BETWEEN


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None
