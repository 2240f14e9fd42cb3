"""``ondit parse``: the trees and names of reports, as CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import click

from .inputs import Failure, attempt, each, outcome, read_options, source_of
from .output import print_exactly

if TYPE_CHECKING:
    from ..model import Entity, Parsed, Report, Sentence


@click.command(short_help="Print the sentences, trees and names of reports (CoNLL-U).")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@read_options
def parse(paths: tuple[str, ...], **options: str | None) -> int:
    """Parse reports and print their Universal Dependencies trees and names as CoNLL-U.

    PATH is as for `ondit read`. The last column holds each token's characters in the report's text (StartChar,
    EndChar) and, for names, NE=B-PER and so on.
    """
    failed, printed = [], 0
    for found in each(paths, options, _attempted):
        if isinstance(found, Failure):
            failed.append(found)
        else:
            print_exactly("\n".join(found) + "\n")
            printed += 1
    return outcome(failed, printed)


def _attempted(path: str, options: Mapping[str, str | None]) -> list[str] | Failure:
    return attempt(path, partial(_parsed, path, options))


def _parsed(path: str, options: Mapping[str, str | None]) -> list[str]:
    from .. import reading

    source, name = source_of(path)
    report = reading.open_report(source, name=name, **options)
    parsed, names, gaps = reading.parse(report)
    head = [f"# newdoc id = {report.path or 'standard input'}", f"# language = {report.lang}", f"# parser = {parsed.parser}"]
    head += [f"# gap = {gap.kind}: {gap.reason}" for gap in gaps]
    return [*head, *conllu(report, parsed, names)]


def conllu(report: Report, parsed: Parsed, names: tuple[Entity, ...]) -> Iterator[str]:
    """Lines of CoNLL-U for all sentences of a report."""
    marks = {
        i: ("B-" if i == name.first else "I-") + name.label for name in names for i in range(name.first, name.last)
    }
    block = -1
    for sentence in parsed.sentences:
        if sentence.block != block:
            block = sentence.block
            yield f"# newpar = {report.blocks[block].kind}"
        yield f"# sent_id = {sentence.i + 1}"
        yield f"# text = {' '.join(parsed.text[sentence.start : sentence.end].split())}"
        yield from (_row(parsed, sentence, i, marks.get(i)) for i in range(sentence.first, sentence.last))
        yield ""


def _row(parsed: Parsed, sentence: Sentence, i: int, name: str | None) -> str:
    token = parsed.tokens[i]
    feats = "|".join(f"{key}={value}" for key, value in sorted(token.feats.items(), key=lambda pair: pair[0].lower()))
    head = 0 if token.head == i else token.head - sentence.first + 1
    misc = [f"StartChar={token.start}", f"EndChar={token.end}"]
    if name:
        misc.insert(0, f"NE={name}")
    if i + 1 < sentence.last and parsed.tokens[i + 1].start == token.end:
        misc.append("SpaceAfter=No")
    form, lemma = (" ".join(word.split()) for word in (token.text, token.lemma))
    columns = (i - sentence.first + 1, form, lemma or "_", token.upos, "_", feats or "_", head, token.deprel, "_", "|".join(misc))
    return "\t".join(str(column) for column in columns)
