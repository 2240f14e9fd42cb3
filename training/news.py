"""Texts with annotated names -> documents with entities, a paragraph each.

Three forms, as ``[names.corpora.*]`` of a language's toml tells: brat stand-off files in a tar archive (``brat``), a
token and its label a line (``columns``), and the NE= notes of our own treebank (``treebank``).
"""

from __future__ import annotations

import lzma
import re
import tarfile
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans

from ondit.parsing.text import clean
from ondit.parsing.tokenizer import Rules

from .conllu_check import note, trees
from .settings import Settings

Entity = tuple[int, int, str]
SEEN = ("train", "dev")
"""Splits that training may look at; every other is a test."""


@dataclass(frozen=True)
class Paragraph:
    """A line of an article with its entities (characters of the line)."""

    text: str
    entities: tuple[Entity, ...]
    split: str
    """train, dev, or the name of a test."""


def read(settings: Settings) -> list[Paragraph]:
    """All paragraphs of all corpora, each with its split: train, dev, or the name of the test that it belongs to."""
    readers = {"brat": _brat, "columns": _columns, "treebank": _treebank}
    found: list[Paragraph] = []
    for told in settings.names.get("corpora", {}).values():
        found += readers[told["form"]](settings, told)
    return found


def _brat(settings: Settings, told: dict[str, Any]) -> list[Paragraph]:
    files: dict[str, str] = {}
    with tarfile.open(settings.data / "ner" / told["file"]) as archive:
        for member in archive.getmembers():
            if member.isfile() and member.name.endswith((".ann", ".txt")) and (file := archive.extractfile(member)):
                files[member.name] = file.read().decode("utf-8")
    months = {month: split for split, listed in told["months"].items() for month in listed}
    found: list[Paragraph] = []
    for name in sorted(files):
        if name.endswith(".ann"):
            split = months.get("/".join(name.split("/")[-3:-1]), told["split"])
            found.extend(_paragraphs(files[name[:-4] + ".txt"], _entities(files[name], told["labels"]), split, told))
    return found


def _columns(settings: Settings, told: dict[str, Any]) -> list[Paragraph]:
    """A token and its label a line, blank lines between sentences; ``# text`` lines are kept to, where there are any."""
    text = lzma.decompress((settings.data / "ner" / told["file"]).read_bytes()).decode("utf-8")
    fewest = told.get("fewest_words", {})
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip("\n").split("\n")
        rows = [re.split(r"[\t ]", line) for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        word, label = told["columns"]
        words, labels = [row[word] for row in rows], [row[label] for row in rows]
        printed = next((line[9:] for line in lines if line.startswith("# text = ")), "") or _printed(words)
        spans = _located(printed, words)
        if spans is None:
            raise ValueError(f"{told['file']}: the tokens are not those of the text: {printed}")
        entities = []
        for first, last, name in _runs(labels):
            start, end = spans[first][0], spans[last][1]
            if name in told["labels"] and last - first + 1 >= fewest.get(name, 1):
                entities.append((start, end, told["labels"][name]))
        found.append(Paragraph(printed, tuple(entities), told["split"]))
    return found


def _printed(words: list[str]) -> str:
    """Words as a page would print them: no space before closing marks, none behind opening ones."""
    text = " ".join(words)
    text = re.sub(r" (?=[.,;:!?)\]%]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", "", text)
    return re.sub(r"(?<=[(\[$£€]) ", "", text)


def _located(text: str, words: list[str]) -> list[tuple[int, int]] | None:
    """Where each word stands in ``text``, or None where the words are not those of the text."""
    spans, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(word)
        spans.append((start, at))
    return spans


def _runs(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token and name of every entity in B-, I- labels (an I- without its B- begins one)."""
    first = 0
    for i, label in enumerate(labels):
        if label.startswith("B-") or label.startswith("I-") and (i == 0 or labels[i - 1][2:] != label[2:]):
            first = i
        following = labels[i + 1] if i + 1 < len(labels) else "O"
        if label[0] in "BI" and following != f"I-{label[2:]}":
            yield first, i, label[2:]


def _treebank(settings: Settings, told: dict[str, Any]) -> list[Paragraph]:
    found = []
    for tree in trees(settings.treebank(told["file"]).read_text(encoding="utf-8")):
        text = tree.comment("text")
        spans = _located(text, [row[1] for row in tree.rows])
        if spans is None:
            raise ValueError(f"{told['file']}: {tree.comment('sent_id')}: the tokens are not those of the text")
        runs = _runs([note(row) for row in tree.rows])
        entities = tuple((spans[first][0], spans[last][1], name) for first, last, name in runs)
        found.append(Paragraph(text, entities, told["split"]))
    return found


def _entities(annotations: str, labels: dict[str, str]) -> list[Entity]:
    found = []
    for line in annotations.splitlines():
        if line.startswith("T"):
            label, _, places = line.split("\t")[1].partition(" ")
            parts = places.split(";")
            if label in labels:
                found.append((int(parts[0].split()[0]), int(parts[-1].split()[1]), labels[label]))
    return found


def _paragraphs(text: str, entities: list[Entity], split: str, told: dict[str, Any]) -> list[Paragraph]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip("\r ")
        if not line or line.startswith(tuple(told.get("skip_lines", ()))):
            continue
        start = match.start() + match.group().index(line)
        inside = tuple((s - start, e - start, x) for s, e, x in entities if s >= start and e <= start + len(line))
        found.append(Paragraph(line, inside, split))
    return found


def cleaned(paragraph: Paragraph, rules: Rules) -> Paragraph:
    """The paragraph as ondit sees it (plain characters, single spaces), its entities in places of that text."""
    clear = clean(paragraph.text, rules)
    if clear.starts is None or clear.ends is None:
        return replace(paragraph, text=clear.text)
    starts, ends = clear.starts, clear.ends
    entities = [(bisect_left(starts, start), bisect_left(ends, end) + 1, label) for start, end, label in paragraph.entities]
    return replace(paragraph, text=clear.text, entities=tuple(entities))


def document(nlp: Language, paragraph: Paragraph) -> Doc:
    """Our tokens with the entities, widened to whole tokens."""
    doc = nlp.make_doc(paragraph.text)
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in paragraph.entities]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


def one_pass(
    nlp: Language, paragraphs: list[Paragraph], vary: Callable[[Paragraph], Paragraph]
) -> Iterator[Example]:
    """One pass in the order given, each paragraph as ``vary`` changes it."""
    for paragraph in map(vary, paragraphs):
        gold = document(nlp, paragraph)
        yield Example(nlp.make_doc(paragraph.text), gold)
