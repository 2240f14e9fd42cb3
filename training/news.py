"""Annotated news (brat stand-off files in a tar archive) -> documents with entities, a paragraph each."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans

from .settings import Settings

Entity = tuple[int, int, str]


@dataclass(frozen=True)
class Paragraph:
    """A line of an article with its entities (characters of the line)."""

    text: str
    entities: tuple[Entity, ...]
    split: str


def read(settings: Settings) -> list[Paragraph]:
    """All paragraphs, each with its split (train, dev or test, by the month of its article)."""
    told = settings.names
    files: dict[str, str] = {}
    with tarfile.open(settings.data / "ner" / told["archive"]) as archive:
        for member in archive.getmembers():
            if member.isfile() and member.name.endswith((".ann", ".txt")) and (file := archive.extractfile(member)):
                files[member.name] = file.read().decode("utf-8")
    found: list[Paragraph] = []
    for name in sorted(files):
        if name.endswith(".ann"):
            month = "/".join(name.split("/")[-3:-1])
            split = "test" if month in told["test_months"] else "dev" if month in told["dev_months"] else "train"
            found.extend(_paragraphs(files[name[:-4] + ".txt"], _entities(files[name], told["labels"]), split, told))
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


def _paragraphs(text: str, entities: list[Entity], split: str, told: dict) -> list[Paragraph]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip("\r ")
        if not line or line.startswith(tuple(told["skip_lines"])):
            continue
        start = match.start() + match.group().index(line)
        inside = tuple((s - start, e - start, x) for s, e, x in entities if s >= start and e <= start + len(line))
        found.append(Paragraph(line, inside, split))
    return found


def document(nlp: Language, paragraph: Paragraph) -> Doc:
    """Our tokens with the entities, widened to whole tokens."""
    doc = nlp.make_doc(paragraph.text)
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in paragraph.entities]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


def one_pass(nlp: Language, paragraphs: list[Paragraph], random: Random) -> Iterator[Example]:
    """One pass in a new order."""
    order = list(paragraphs)
    random.shuffle(order)
    for paragraph in order:
        gold = document(nlp, paragraph)
        yield Example(nlp.make_doc(paragraph.text), gold)
