"""Credit lines: which news agency an item was taken from.

The names and the wordings are data ({class}`CreditPatterns`, filled from the language folders by the caller);
here is only where such a line can stand. An agency that is *quoted* in a sentence is a source, not a credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..model import Block, Span

PLACEHOLDER = "{agency}"
MASK = "\x00"
EDGE = 300
"""How far from either end of the text, in characters, a credit line is looked for."""

_LONGEST_LINE = 120
_LONGEST_DATELINE = 60
_AROUND_START = " \t\u00a0\u202f([–—-"
_AROUND_END = " \t\u00a0\u202f)].–—-"
_BETWEEN = re.compile(r"\s*[/,&+|–-]\s*")
_ALONE = re.compile(rf"\s*([(\[–—-]*\s*{MASK}\s*[)\]]?\.?)\s*")
_DATELINE = re.compile(rf"[^!?…\n]{{0,{_LONGEST_DATELINE}}}?(\(\s*{MASK}\s*\))\s*(?:[–—:]|--?\s)")
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]\s]*$")


@dataclass(frozen=True, slots=True)
class CreditPatterns:
    """What credit lines are made of.

    ``agencies`` holds for each agency its name and then its aliases; ``lines`` the wordings with ``{agency}``
    in the place of the name ("Source : {agency}"); ``pictures`` the wordings that credit a picture and not
    the text ("© {agency}").
    """

    agencies: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ("({agency})",)
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Compiled patterns. The wordings read a masked line, where MASK stands for a list of agencies."""

    names: dict[str, str]
    name: re.Pattern[str]
    line: re.Pattern[str]
    picture: re.Pattern[str]


def find_credits(text: str, patterns: CreditPatterns, headings: Sequence[Block] = ()) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The credit lines, the most telling first, and the agencies they name (their main names, in that order).

    ``headings`` are known headings, which hold no credit ("An interview with {agency}").
    """
    matcher = _matcher(patterns)
    first = len(text) - len(text.lstrip())
    spans: list[Span] = []
    for start, end in _edge_lines(text):
        if any(block.start <= start < block.end for block in headings):
            continue
        place = _in_line(text[start:end], matcher, title=start <= first, head=start < EDGE)
        if place:
            spans.append(Span.trimmed(text, start + place[0], start + place[1]))
    return tuple(spans), tuple(dict.fromkeys(name for span in spans for name in _named(span.quote, matcher)))


def agencies_in(fields: Sequence[str], patterns: CreditPatterns) -> tuple[str, ...]:
    """Agencies that author fields of a page name ("AFP", "Le Phare avec AFP"), picture credits left out."""
    matcher = _matcher(patterns)
    found: dict[str, None] = {}
    for field in fields:
        if len(field) <= _LONGEST_LINE and not matcher.picture.search(_masked(field, _lists(field, matcher))):
            found.update(dict.fromkeys(_named(field, matcher)))
    return tuple(found)


def _edge_lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines that begin in the first or end in the last EDGE characters; the last ones first, then the first ones."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text)]
    body = len(text.rstrip())
    tail = [line for line in lines if line[1] > body - EDGE]
    head = [line for line in lines if line[0] < EDGE and line not in tail]
    yield from reversed(tail)
    yield from head


def _in_line(line: str, m: _Matcher, *, title: bool, head: bool) -> tuple[int, int] | None:
    """Where in one line a credit stands, or None. ``title``: the first line; ``head``: near the beginning."""
    lists = _lists(line, m)
    place = _in_masked(_masked(line, lists), m, title=title, head=head) if lists else None
    return (_unmasked(place[0], lists), _unmasked(place[1], lists)) if place else None


def _in_masked(line: str, m: _Matcher, *, title: bool, head: bool) -> tuple[int, int] | None:
    tail = max(0, len(line) - EDGE)
    if m.picture.search(line, tail):
        return None
    if alone := _ALONE.fullmatch(line):
        return alone.span(1)
    found = _DATELINE.match(line) if head else None
    if found and MASK not in line[: found.start(1)]:
        return found.span(1)
    for found in m.line.finditer(line, tail):
        if _set_apart(line[: found.start()], found[0], line[found.end() :], title):
            return found.span()
    return None


def _lists(line: str, m: _Matcher) -> list[tuple[int, int]]:
    """Places of agencies; those with only a slash, a comma or the like between them as one."""
    places: list[tuple[int, int]] = []
    for found in m.name.finditer(line):
        if places and _BETWEEN.fullmatch(line, places[-1][1], found.start()):
            places[-1] = (places[-1][0], found.end())
        else:
            places.append(found.span())
    return places


def _masked(line: str, lists: Sequence[tuple[int, int]]) -> str:
    pos, parts = 0, []
    for start, end in lists:
        parts += [line[pos:start], MASK]
        pos = end
    return "".join([*parts, line[pos:]])


def _unmasked(char: int, lists: Sequence[tuple[int, int]]) -> int:
    """The place in the line of place ``char`` of the masked line."""
    for start, end in lists:
        if char <= start:
            break
        char += end - start - 1
    return char


def _set_apart(before: str, credit: str, after: str, title: bool) -> bool:
    """True if the credit is no part of a sentence: after one, in brackets, or in a short line of its own."""
    enclosed = before.endswith(("(", "[")) and after.startswith((")", "]"))
    head, rest = before.rstrip(_AROUND_START), after.strip(_AROUND_END)
    ended = bool(_SENTENCE_END.search(head))
    if not rest and (not head or ended or enclosed):
        return True
    if title or ended or len(before + credit + after) > _LONGEST_LINE or _SENTENCE_END.search(credit + after):
        return False
    goes_on = bool(head and rest) and after.lstrip()[0].islower()
    return not goes_on and MASK not in head


def _named(words: str, m: _Matcher) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.names[_key(found[0])] for found in m.name.finditer(words)))


def _key(name: str) -> str:
    return " ".join(name.split())


@cache
def _matcher(patterns: CreditPatterns) -> _Matcher:
    names: dict[str, str] = {}
    for group in patterns.agencies:
        for alias in group:
            for form in (alias, alias.upper()):
                names.setdefault(_key(form), group[0])
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)"
    return _Matcher(
        names,
        re.compile(rf"(?<!\w)(?:{one})(?!\w)"),
        _wordings(patterns.lines),
        _wordings(patterns.pictures),
    )


def _wordings(lines: Sequence[str]) -> re.Pattern[str]:
    """The wordings, longest first: any white space, first letters in either case, either apostrophe."""
    ordered = sorted(set(lines), key=lambda line: (-len(line), line))
    parts = [MASK.join(r"\s*".join(map(_escaped, re.split(r"\s+", part))) for part in line.split(PLACEHOLDER)) for line in ordered]
    return re.compile("|".join(parts) or r"(?!)")


def _escaped(word: str) -> str:
    escaped = re.sub("['’]", "['’]", re.escape(word[1:]))
    if not word or not word[0].isalpha():
        return re.escape(word[:1]) + escaped
    return rf"(?<!\w)[{word[0].upper()}{word[0].lower()}]{escaped}"
