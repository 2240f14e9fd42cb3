"""Frozen trees for tests: CoNLL-U in, :class:`Parsed` out, no trained pipeline needed.

A sentence is ten columns a token (tabs, or runs of white space where no cell holds one). Comments that are
understood, besides ``# text = …`` (required; every token must be found in it, in order):

``# lang = fr``, ``# published = 2025-04-28``, ``# title = …``, ``# outlet = …``   of the report, anywhere
``# block = paragraph``   before a sentence: it opens a new block of that kind (the first opens one anyway)

Names are marked in MISC: ``Entity=B-PER`` on their first token, ``Entity=I-PER`` on the others.
Multiword ranges (``3-4``) and empty nodes (``3.1``) are refused: the project's French keeps ``du`` whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from ondit.model import Block, Entity, Parsed, Report, Sentence, Token

_ROOT = "0"


@dataclass
class _Sentence:
    text: str = ""
    block: str | None = None
    rows: list[list[str]] = field(default_factory=list)


def parsed_from_conllu(text: str, *, parser: str = "by hand") -> Parsed:
    """The report that these sentences make: those of a block joined by a space, blocks by a newline.

    Raises ValueError where the CoNLL-U is not sound, naming the sentence.
    """
    meta, sentences = _split(text)
    tokens: list[Token] = []
    found: list[Sentence] = []
    entities: list[Entity] = []
    blocks: list[Block] = []
    frozen = ""
    for number, sentence in enumerate(sentences):
        if number == 0 or sentence.block:
            frozen += "\n" if frozen else ""
            blocks.append(Block(sentence.block or "paragraph", len(frozen), len(frozen)))
        else:
            frozen += " "
        start = len(frozen)
        frozen += sentence.text
        blocks[-1] = Block(blocks[-1].kind, blocks[-1].start, len(frozen))
        first = len(tokens)
        tokens.extend(_tokens(sentence, number, first, start))
        found.append(Sentence(number, first, len(tokens), start, len(frozen), len(blocks) - 1))
        entities.extend(_entities(sentence, first))
    return Parsed(_report(frozen, meta, tuple(blocks)), tuple(tokens), tuple(found), tuple(entities), parser)


def _split(text: str) -> tuple[dict[str, str], list[_Sentence]]:
    meta: dict[str, str] = {}
    sentences: list[_Sentence] = []
    now = _Sentence()
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            name, value = name.strip(), value.strip()
            if name == "text":
                now.text = value
            elif name == "block":
                now.block = value
            else:
                meta[name] = value
        elif line:
            cells = line.split("\t") if "\t" in line else line.split()
            if len(cells) != 10 or not cells[0].isdigit():
                raise ValueError(f"not a CoNLL-U token: {line!r}")
            now.rows.append(cells)
        elif now.rows:
            if not now.text:
                raise ValueError(f"a sentence has no '# text =': {now.rows[0]}")
            sentences.append(now)
            now = _Sentence()
    return meta, sentences


def _tokens(sentence: _Sentence, number: int, first: int, start: int) -> list[Token]:
    tokens = []
    at = 0
    for place, cells in enumerate(sentence.rows):
        if cells[0] != str(place + 1):
            raise ValueError(f"token {cells[0]} where {place + 1} is due in {sentence.text!r}")
        found = sentence.text.find(cells[1], at)
        if found < 0:
            raise ValueError(f"token {cells[1]!r} is not in {sentence.text!r} after character {at}")
        at = found + len(cells[1])
        head = place if cells[6] == _ROOT else int(cells[6]) - 1
        feats = dict(pair.split("=", 1) for pair in cells[5].split("|") if pair != "_")
        tokens.append(
            Token(first + place, start + found, start + at, cells[1], cells[2], cells[3], feats,
                  first + head, cells[7], number)
        )  # fmt: skip
    if sum(cells[6] == _ROOT for cells in sentence.rows) != 1:
        raise ValueError(f"not exactly one root in {sentence.text!r}")
    return tokens


def _entities(sentence: _Sentence, first: int) -> list[Entity]:
    found: list[Entity] = []
    for place, cells in enumerate(sentence.rows, first):
        misc = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
        mark, _, label = misc.get("Entity", "").partition("-")
        if mark == "B":
            found.append(Entity(place, place + 1, label))
        elif mark == "I":
            found[-1] = Entity(found[-1].first, place + 1, label)
    return found


def _report(text: str, meta: dict[str, str], blocks: tuple[Block, ...]) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        text=text, sha256=digest, text_sha256=digest, reader="conllu/1", encoding="utf-8",
        lang=meta.get("lang", "fr"), title=meta.get("title"), outlet=meta.get("outlet"),
        published=meta.get("published"), blocks=blocks,
    )  # fmt: skip
