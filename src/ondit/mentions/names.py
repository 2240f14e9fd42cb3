"""Whom proper names name: states, bodies and persons, known to the lexicon or to this report alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Actor, Parsed, Step
from .cast import RULES, Cast, Member, Mention
from .fullnames import is_honorific, is_title
from .halves import find_halves
from .metonymy import acts
from .namelist import common, key, proper
from .naming import Name, chosen, speaks, text_of
from .nationality import country_words, lends_country, likeliest
from .nominal import head_of, told_gender


def find_names(parsed: Parsed, lexicon: Lexicon, cast: Cast) -> list[Mention]:
    """Mentions of every proper name that can act, and of places that govern (marked where they are places)."""
    names = sorted(chosen(parsed, lexicon), key=lambda name: name.first)
    full = {key(text_of(parsed, name)) for name in names if name.label == "PER" and name.last > name.first}
    cast.named |= _countries(parsed, lexicon, names)
    mentions = list(find_halves(parsed, lexicon, cast))
    halves = {mention.first for mention in mentions}
    for name in names:
        if name.first in halves:
            continue
        if name.label in ("ORG", "LOC") and name.last > name.first and _tail_of(key(text_of(parsed, name)), full):
            name = name._replace(label="PER")  # the recogniser errs about the family name alone: "Al Khudairy"
        if name.row is not None and name.row.table == "places":
            cast.places |= dict.fromkeys(range(name.first, name.last + 1), name.row)
            continue
        if name.row is not None and not _namesake(parsed, name, full):
            row = _meant(parsed, lexicon, cast, name, name.row)
            if row is not None:
                mentions.append(_known(parsed, lexicon, cast, name, row))
        elif name.label == "ORG" or name.label == "LOC" and speaks(parsed, lexicon, head_of(parsed, name.first, name.last)):
            # a place that speaks is who governs it
            mentions.append(_body(parsed, lexicon, cast, name))
        elif name.label == "PER":
            mentions.append(_someone(parsed, lexicon, cast, name))
    return mentions


def _countries(parsed: Parsed, lexicon: Lexicon, names: Iterable[Name]) -> set[str]:
    """The countries that the report names without doubt, by their names, capitals, palaces, places and bodies."""
    shared = namesakes(lexicon)
    rows = [name.row for name in names if name.row is not None and key(text_of(parsed, name)) not in shared]
    found = {row["iso3"] if row.table == "countries" else row["country"] for row in rows if row.table != "persons"}
    sure = {word.rows[0]["iso3"] for word in country_words(parsed, lexicon).values() if len(word.rows) == 1}
    return (found | sure) - {""}


def _meant(parsed: Parsed, lexicon: Lexicon, cast: Cast, name: Name, row: Row) -> Row | None:
    """The entry that a name means: of countries with the same name the one that the report tells of, else none."""
    shared = namesakes(lexicon).get(key(text_of(parsed, name))) if row.table == "countries" else None
    return likeliest(shared, cast.named) if shared else row


@cache
def namesakes(lexicon: Lexicon) -> dict[str, tuple[Row, ...]]:
    """Names that several countries share ("Congo"), levelled."""
    found: dict[str, list[Row]] = {}
    for row in lexicon.table("countries"):
        for name in {key(name) for name in row["names"]}:
            found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items() if len(rows) > 1}


def _tail_of(part: str, full: Iterable[str]) -> bool:
    return any(name.endswith(f" {part}") for name in full)


def _known(parsed: Parsed, lexicon: Lexicon, cast: Cast, name: Name, row: Row) -> Mention:
    head = head_of(parsed, name.first, name.last)
    member = cast.of_row(row, name.first)
    span = parsed.span(name.first, name.last)
    step = Step(row.id, (("name", span),), f"actor={member.actor.name}")
    city = name.column == "capitals"
    if row.table == "countries":
        reading = acts(parsed, head, lexicon, country=not city)
        steps = (step,) if reading is None else (step, reading)
        how = "metonym" if city else "name" if key(span.quote) == key(row["names"][0]) else "alias"
        return Mention(name.first, name.last, head, span, member, how, steps, reading is None)
    if row.table == "metonyms":
        return Mention(name.first, name.last, head, span, member, "metonym", (step,))
    how = "name" if key(span.quote) == key(row["name"]) else "alias"
    return Mention(name.first, name.last, head, span, member, how, (step,))


def _body(parsed: Parsed, lexicon: Lexicon, cast: Cast, name: Name) -> Mention:
    """An organisation that only this report knows."""
    text = " ".join(text_of(parsed, name).split())
    span = parsed.span(name.first, name.last)
    head = head_of(parsed, name.first, name.last)
    member = cast.by_name(text)
    if member is None:
        member = cast.add(body(parsed, lexicon, cast, text, name.first, name.last))
        gender = parsed.tokens[head].feats
        member.gender, member.number = gender.get("Gender", ""), gender.get("Number", "") or "Sing"
    step = Step(f"{RULES}recognised", (("name", span),), f"actor={member.actor.name}")
    return Mention(name.first, name.last, head, span, member, "name", (step,))


def body(parsed: Parsed, lexicon: Lexicon, cast: Cast, text: str, first: int, last: int) -> Member:
    """What the words of an organisation's name tell of it: kind, country, the noun to call it by."""
    start, top = parsed.tokens[first].start, parsed.tokens[head_of(parsed, first, last)]
    found = list(common(lexicon).find(parsed.text[start : parsed.tokens[last].end]))
    # the noun that the name is built on; where the tree does not tell, its first word
    noun = next((hit for hit in found if hit.start <= top.start - start < hit.end), next(iter(found), None))
    kind, nouns = "unknown", set()
    if noun is not None and noun.row.table == "source_nouns":
        kind, nouns = noun.row["kind"], {key(noun.row["noun"])}
    country = None
    nations = country_words(parsed, lexicon)
    for k in range(first, last + 1):
        row = likeliest(nations[k].rows, cast.named) if k in nations else None
        country = row["iso3"] if row is not None else country
    if country is None:
        states = [hit.row["iso3"] for hit in proper(lexicon).find(text) if hit.row.table == "countries" and hit.column == "names"]
        country = states[0] if len(set(states)) == 1 else None
    return Member(Actor(f"report:{text}", text, kind, country), first, nouns=nouns)


def _someone(parsed: Parsed, lexicon: Lexicon, cast: Cast, name: Name) -> Mention:
    """A person that only this report knows; a part of a full name is that person."""
    text = " ".join(text_of(parsed, name).split())
    span = parsed.span(name.first, name.last)
    head = head_of(parsed, name.first, name.last)
    known = cast.by_name(text)
    member = known or cast.add(Member(Actor(f"report:{text}", text, "person"), name.first, person=True))
    if not member.gender:
        member.gender = _gender(parsed, lexicon, name, head)
    if member.actor.country is None and name.first > parsed.sentence_of(name.first).first:
        word = country_words(parsed, lexicon).get(name.first - 1)
        row = cast.nation(word) if word is not None and lends_country(parsed, lexicon, word.first, word.last) else None
        if row is not None and parsed.tokens[name.first - 1].text[:1].isupper():
            member.actor = replace(member.actor, country=row["iso3"])
    step = Step(f"{RULES}recognised", (("name", span),), f"actor={member.actor.name}")
    return Mention(name.first, name.last, head, span, member, "name", (step,))


def _gender(parsed: Parsed, lexicon: Lexicon, name: Name, head: int) -> str:
    before = parsed.tokens[name.first - 1] if name.first > 0 else None
    if before is not None and (is_honorific(parsed, lexicon, before.i) or is_title(lexicon, before.text)):
        return before.feats.get("Gender", "") or told_gender(parsed, lexicon, before.i, before.i)
    return parsed.tokens[head].feats.get("Gender", "") if parsed.tokens[head].upos == "NOUN" else ""


def _namesake(parsed: Parsed, name: Name, full: set[str]) -> bool:
    """A family name alone that here is another's: the report names someone else so in full."""
    if name.row is None or name.row.table != "persons" or name.first != name.last:
        return False
    own = {key(name.row["name"]), *(key(alias) for alias in name.row["aliases"])}
    word = key(text_of(parsed, name))
    others = {other for other in full if other.split()[-1] == word}
    return bool(others) and not others & own and not full & own
