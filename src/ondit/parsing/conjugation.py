"""Verb forms of a language, made from its conjugation table (``languages/<code>/verbs.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import LanguageDataError
from .tokenizer import Readable, read_rules

NO_FORM, BARE = ";", "-"


class Analysis(NamedTuple):
    """What a form can be: the infinitive, and features as sorted ``(name, value)`` pairs."""

    lemma: str
    feats: tuple[tuple[str, str], ...]


Forms = dict[str, tuple[Analysis, ...]]


def forms(file: Readable) -> tuple[Forms, dict[str, Any]]:
    """Every form with its analyses, and the table itself; raises LanguageDataError naming the faulty family."""
    table = read_rules(file)
    found: dict[str, dict[Analysis, None]] = {}
    for number, family in enumerate(table["family"], 1):
        try:
            for form, analysis in _family(family, table):
                found.setdefault(form, {})[analysis] = None
        except (KeyError, ValueError, re.error) as error:
            verbs = " ".join(str(family.get("verbs", "")).split()[:3])
            raise LanguageDataError(f"faulty family {number} ({verbs} …): {error}", where=str(file)) from error
    return {form: tuple(analyses) for form, analyses in found.items()}, table


def _family(family: dict[str, Any], table: dict[str, Any]) -> Iterator[tuple[str, Analysis]]:
    respell = [(re.compile(pattern), to) for pattern, to in family.get("respell", ())]
    respelt = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in respell) or "(?!)")
    cells = [cell for slot, told in table["slots"].items() for cell in _cells(slot, told, family, table["persons"])]
    for verb in family["verbs"].split():
        if not verb.endswith(family["cut"]):
            raise ValueError(f"{verb} does not end in {family['cut']}")
        root = verb[: len(verb) - len(family["cut"])]
        for ending, feats in cells:
            form = f"{root}+{ending}"
            if respelt.search(form):
                for pattern, to in respell:
                    form = pattern.sub(to, form)
            yield form.replace("+", ""), Analysis(verb, feats)
        yield verb, Analysis(verb, (("VerbForm", "Inf"),))


def _cells(
    slot: str, told: dict[str, Any], family: dict[str, Any], persons: dict[str, list[str]]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Endings of one slot with their features."""
    if slot in family and slot != told.get("stem"):
        stem, endings = "", family[slot].split()
    elif family.get(told.get("stem", ""), NO_FORM) != NO_FORM:
        stem, endings = family[told["stem"]], told["endings"].split()
    else:
        return
    by_number = {len(each): each for each in persons.values()}
    if len(endings) not in by_number:
        raise ValueError(f"{slot} has {len(endings)} forms")
    for ending, person in zip(endings, by_number[len(endings)], strict=True):
        if ending != NO_FORM:
            pairs = [pair.split("=") for pair in f"{told['feats']}|{person}".split("|") if pair]
            yield stem + ending.replace(BARE, ""), tuple(sorted((name, value) for name, value in pairs))
