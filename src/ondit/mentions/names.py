"""Whom proper names name: states, bodies and persons, known to the lexicon or to this report alone."""

from __future__ import annotations

from dataclasses import replace

from ..lexicon import Lexicon, Row
from ..model import Actor, Parsed, Step
from .cast import RULES, Cast, Member, Mention
from .metonymy import acts
from .namelist import adjectives, common, fold, key, lower
from .naming import Name, chosen, is_honorific, is_title, speaks, text_of
from .nominal import head_of


def find_names(parsed: Parsed, lexicon: Lexicon, cast: Cast) -> list[Mention]:
    """Mentions of every proper name that can act, and of places that govern (marked where they are places)."""
    names = sorted(chosen(parsed, lexicon), key=lambda name: name.first)
    full = {key(text_of(parsed, name)) for name in names if name.label == "PER" and name.last > name.first}
    mentions = []
    for name in names:
        if name.row is not None and name.row.table == "places":
            continue
        if name.row is not None and not _namesake(parsed, name, full):
            mentions.append(_known(parsed, lexicon, cast, name, name.row))
        elif name.label == "ORG" or name.label == "LOC" and speaks(parsed, lexicon, head_of(parsed, name.first, name.last)):
            # a place that speaks is who governs it
            mentions.append(_body(parsed, lexicon, cast, name))
        elif name.label == "PER":
            mentions.append(_someone(parsed, lexicon, cast, name))
    return mentions


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
        member = cast.add(body(parsed, lexicon, text, name.first, name.last))
        gender = parsed.tokens[head].feats
        member.gender, member.number = gender.get("Gender", ""), gender.get("Number", "") or "Sing"
    step = Step(f"{RULES}recognised", (("name", span),), f"actor={member.actor.name}")
    return Mention(name.first, name.last, head, span, member, "name", (step,))


def body(parsed: Parsed, lexicon: Lexicon, text: str, first: int, last: int) -> Member:
    """What the words of an organisation's name tell of it: kind, country, the noun to call it by."""
    kind, nouns = "unknown", set()
    for found in common(lexicon).find(text):
        if found.row.table == "source_nouns":
            kind = found.row["kind"] if kind == "unknown" else kind
            nouns.add(key(found.row["noun"]))
        break
    country = None
    for k in range(first, last + 1):
        row = adjectives(lexicon).get(lower(fold(parsed.tokens[k].text)))
        country = row["iso3"] if row is not None else country
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
        row = adjectives(lexicon).get(lower(fold(parsed.tokens[name.first - 1].text)))
        if row is not None and parsed.tokens[name.first - 1].text[:1].isupper():
            member.actor = replace(member.actor, country=row["iso3"])
    step = Step(f"{RULES}recognised", (("name", span),), f"actor={member.actor.name}")
    return Mention(name.first, name.last, head, span, member, "name", (step,))


def _gender(parsed: Parsed, lexicon: Lexicon, name: Name, head: int) -> str:
    before = parsed.tokens[name.first - 1] if name.first > 0 else None
    if before is not None and (is_honorific(parsed, lexicon, before.i) or is_title(lexicon, before.text)):
        return before.feats.get("Gender", "")
    return parsed.tokens[head].feats.get("Gender", "") if parsed.tokens[head].upos == "NOUN" else ""


def _namesake(parsed: Parsed, name: Name, full: set[str]) -> bool:
    """A family name alone that here is another's: the report names someone else so in full."""
    if name.row is None or name.row.table != "persons" or name.first != name.last:
        return False
    own = {key(name.row["name"]), *(key(alias) for alias in name.row["aliases"])}
    word = key(text_of(parsed, name))
    others = {other for other in full if other.split()[-1] == word}
    return bool(others) and not others & own and not full & own
