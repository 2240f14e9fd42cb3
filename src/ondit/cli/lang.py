"""``ondit lang gaps``: the words that the language data lack, found in reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import click

from .inputs import Failure, attempt, each, outcome, read_options, source_of
from .output import page_width, print_exactly, print_lines

if TYPE_CHECKING:
    from rich.text import Text

    from ..claims import UnknownWord

SCHEMA = "ondit/vocabulary-gaps/1"


@dataclass
class Word:
    """An unknown word of one language in one kind of place: how often, in how many reports, with its first sentence."""

    lang: str
    place: str
    lemma: str
    upos: str
    example: str
    report: str
    times: int = 0
    reports: set[str] = field(default_factory=set)


@click.group(short_help="Look at the language data: `ondit lang gaps` lists words that no rule knows.")
def lang() -> None:
    """Look at the language data through reports."""


@lang.command(short_help="List the words of reports that report, doubt or act and that no rule knows.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@read_options
@click.option("--min", "least", type=click.IntRange(1), default=1, show_default=True, help="Leave out what stands fewer times.")
@click.option("--json", "as_json", is_flag=True, help=f"One JSON object per line and word ({SCHEMA}).")
@click.option("--width", type=click.IntRange(40, 1000), help="Columns; the terminal's, else 80.")
def gaps(paths: tuple[str, ...], least: int, as_json: bool, width: int | None, **options: str | None) -> int:
    """List the verbs, nouns and adverbs that stand where a report says, doubts or does something and that no rule
    knows, the commonest first, each with a sentence: what to add to the language data, or to its plain_words.tsv.

    PATH is as for `ondit read`.
    """
    failed: list[Failure] = []
    words: dict[tuple[str, str, str, str], Word] = {}
    read = 0
    for found in each(paths, options, _attempted):
        if isinstance(found, Failure):
            failed.append(found)
            continue
        read += 1
        _count(words, *found)
    ranked = sorted((w for w in words.values() if w.times >= least), key=lambda w: (w.lang, -w.times, -len(w.reports), w.lemma))
    if read and as_json:
        print_exactly("".join(_as_json(word) + "\n" for word in ranked))
    elif read:
        print_lines(_page(ranked, read, page_width(width)))
    return outcome(failed, read)


def _attempted(path: str, options: Mapping[str, str | None]) -> tuple[str, str, tuple[UnknownWord, ...]] | Failure:
    return attempt(path, partial(_vocabulary, path, options))


def _vocabulary(path: str, options: Mapping[str, str | None]) -> tuple[str, str, tuple[UnknownWord, ...]]:
    from .. import reading

    source, name = source_of(path)
    report = reading.open_report(source, name=name, **options)
    return report.lang, report.path or "standard input", reading.vocabulary(report)


def _count(words: dict[tuple[str, str, str, str], Word], code: str, report: str, found: Sequence[UnknownWord]) -> None:
    for word in found:
        key = (code, word.place, word.lemma, word.upos)
        entry = words.setdefault(key, Word(code, word.place, word.lemma, word.upos, " ".join(word.sentence.quote.split()), report))
        entry.times += 1
        entry.reports.add(report)


def _as_json(word: Word) -> str:
    row = {
        "schema": SCHEMA, "lang": word.lang, "place": word.place, "lemma": word.lemma, "upos": word.upos,
        "times": word.times, "reports": len(word.reports), "example": word.example, "report": word.report,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)


def _page(ranked: Sequence[Word], read: int, width: int) -> Iterator[Text]:
    from rich.text import Text

    from ..claims import PLACES
    from .names import language_name

    many = "s" if read > 1 else ""
    if not ranked:
        yield Text(f"{read} report{many}: every word that reports, doubts or acts is known.")
        return
    yield Text(f"{len(ranked)} word{'s' if len(ranked) > 1 else ''} that no rule knows, in {read} report{many}")
    for code in dict.fromkeys(word.lang for word in ranked):
        for place, says in PLACES.items():
            here = [word for word in ranked if (word.lang, word.place) == (code, place)]
            if here:
                yield Text()
                yield Text(f"{language_name(code)} · {says}", style="bold")
                yield from (line for word in here for line in _lines(word, width))


def _lines(word: Word, width: int) -> Iterator[Text]:
    from rich.text import Text

    line = Text(f"  {word.times:>4}  ")
    line.append(word.lemma, style="bold")
    line.append(f"  {_around(word, width - 12 - len(word.lemma))}", style="dim")
    yield line


def _around(word: Word, room: int) -> str:
    """The part of the example that the line has room for, with the word in it."""
    text = word.example
    if len(text) <= room:
        return text
    at = max(text.lower().find(word.lemma[: max(3, len(word.lemma) - 2)]), 0)
    start = min(max(0, at - room // 2), len(text) - room)
    end = start + room
    return ("…" + text[start + 1 : end] if start else text[:end])[: room - 1] + ("…" if end < len(text) else "")
