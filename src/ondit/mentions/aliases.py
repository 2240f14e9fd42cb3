"""One actor under several names: "M. Lee" after "Lee Seong-kweun", abbreviations told in parentheses."""

from __future__ import annotations

from dataclasses import replace

from ..lexicon import Lexicon, Row
from ..model import Parsed, Step
from .cast import RULES, Cast, Member, Mention
from .namelist import common, key, lower, proper, words
from .names import body
from .nationality import capitals
from .nominal import NOMINAL, base, gender_number, head_of, preposition

_PART = 3
"""A part of a person's name has at most so many words ("van den Berg")."""
_STEM = 5
"""So many letters tell a word from another in names that are written in several ways."""
_LONGEST = 12
"""An abbreviation has at most so many characters."""


def unite(parsed: Parsed, lexicon: Lexicon, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the names of one actor joined to one member, and those that the joining brought."""
    _surnames(cast, mentions)
    _shortened(cast, mentions)
    mentions = mentions + _abbreviations(parsed, lexicon, cast, mentions)
    mentions = mentions + _parts(parsed, lexicon, cast, mentions)
    _longest_names(mentions)
    _affiliations(parsed, lexicon, mentions)
    for mention in mentions:
        _with_honorific(parsed, lexicon, mention)
    return sorted(mentions, key=lambda mention: (mention.first, -mention.last))


def _longest_names(mentions: list[Mention]) -> None:
    """A body is called by the longest of the names that the report itself gives it."""
    names: dict[int, str] = {}
    for mention in mentions:
        if mention.how in ("name", "alias") and not mention.member.person and not mention.member.actor.id.isupper():
            name = " ".join(mention.span.quote.split())
            if len(name) > len(names.get(id(mention.member), "")):
                names[id(mention.member)] = name
    for mention in mentions:
        name = names.get(id(mention.member), "")
        if name and name != mention.member.actor.name:
            mention.member.actor = replace(mention.member.actor, name=name)


# --- parts of a person's name ---------------------------------------------------------------------------------


def _surnames(cast: Cast, mentions: list[Mention]) -> None:
    """A part of a name is the last person named in full with it, or the first one after."""
    for mention in mentions:
        part = mention.member
        words = key(mention.span.quote).split()
        if not part.person or len(words) > _PART or len(key(part.actor.name).split()) > len(words):
            continue
        full = _bearers(cast, words, part)
        if not full:
            continue
        before = [member for member in full if member.first < mention.first]
        whole = max(before, key=lambda m: m.first) if before else min(full, key=lambda m: m.first)
        step = Step(f"{RULES}part-of-name", (("name", mention.span),), f"actor={whole.actor.name}")
        cast.merge(whole, part)
        for other in mentions:
            if other.member is part:
                other.member, other.steps = whole, (*other.steps, step)


def _bearers(cast: Cast, part_of: list[str], part: Member) -> list[Member]:
    """Persons with a longer name that begins or ends with the words; the family name at the end goes first."""
    size = len(part_of)
    persons = [m for m in cast if m.person and m is not part]
    names = [(m, name.split()) for m in persons for name in sorted(m.names | {key(m.actor.name)})]
    ends = [m for m, name in names if len(name) > size and name[-size:] == part_of]
    return ends or [m for m, name in names if len(name) > size == 1 and name[:size] == part_of]


def _shortened(cast: Cast, mentions: list[Mention]) -> None:
    """The beginning of a body's longer name, named before, is that body: "le Conseil national" after
    "le Conseil national de transition"."""
    bodies = [m for m in mentions if m.how in ("name", "alias") and not m.member.person and not m.member.actor.id.isupper()]
    longer: dict[str, list[Mention]] = {}
    for mention in sorted(bodies, key=lambda m: m.first):
        short, name = mention.member, key(mention.span.quote)
        whole = {id(m.member): m for m in longer.get(name, ())}
        if len(whole) == 1 and short not in [m.member for m in whole.values()] and short.first >= mention.first:
            (found,) = whole.values()
            step = Step(f"{RULES}part-of-name", (("name", mention.span), ("whole", found.span)), f"actor={found.member.actor.name}")
            for other in mentions:
                if other.member is short:
                    other.member, other.steps = found.member, (*other.steps, step)
            cast.merge(found.member, short)
        parts = name.split()
        for k in range(1, len(parts)):
            longer.setdefault(" ".join(parts[:k]), []).append(mention)


def _affiliations(parsed: Parsed, lexicon: Lexicon, mentions: list[Mention]) -> None:
    """A person of whom nothing else is told is of the kind of the body that stands by the name as its owner ("Al
    Jazeera's Malik Traina") or with the preposition of authors ("Maria Lopez of the Green Party")."""
    by_head = {mention.head: mention for mention in mentions if not mention.member.person and not mention.locative}
    for mention in mentions:
        actor = mention.member.actor
        if actor.kind != "person" or not actor.id.startswith("report:"):
            continue
        for k in parsed.children[mention.head]:
            body = by_head.get(k)
            if body is None or body.how not in ("name", "alias") or base(parsed.tokens[k]) != "nmod" or body.member.actor.kind in ("state", "unknown"):
                continue
            owner = k < mention.first and parsed.tokens[k].deprel.endswith(":poss")
            if owner or (k > mention.last and preposition(parsed, k) in words(lexicon, "reference_words", "author")):
                step = Step(f"{RULES}belongs", (("owner", body.span),), f"owner={body.member.actor.name}")
                mention.member.actor = replace(actor, kind=body.member.actor.kind)
                mention.steps = (*mention.steps, step)


def _parts(parsed: Parsed, lexicon: Lexicon, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """The first or last word of the name of one body alone, with capital and article: "the Guards"."""
    taken = {k for mention in mentions for k in range(mention.first, mention.last + 1)}
    bodies: dict[str, list[Mention]] = {}
    for mention in mentions:
        parts = key(mention.span.quote).split()
        if len(parts) > 1 and mention.how in ("name", "alias") and not mention.member.person and not mention.locative:
            for part in {parts[0], parts[-1]}:
                bodies.setdefault(part, []).append(mention)
    articles = words(lexicon, "reference_words", "definite")
    found = []
    for token in (parsed.tokens[k] for k in capitals(parsed) if k and bodies):
        if token.i in taken or lower(parsed.tokens[token.i - 1].text) not in articles:
            continue
        able = [m for m in bodies.get(key(token.text), ()) if m.first < token.i]
        behind = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else token
        if len({id(m.member) for m in able}) != 1 or behind.upos in ("PROPN", "NOUN", "ADJ") or token.upos not in ("NOUN", "PROPN"):
            continue
        whole, span = able[-1], parsed.span(token.i)
        step = Step(f"{RULES}part-of-name", (("name", span), ("whole", whole.span)), f"actor={whole.member.actor.name}")
        found.append(Mention(token.i, token.i, token.i, span, whole.member, "alias", (step,)))
    return found


def _with_honorific(parsed: Parsed, lexicon: Lexicon, mention: Mention) -> None:
    """"M. Lee": the words before a name that honour its bearer belong to the mention."""
    before = mention.first - 1
    if not mention.member.person or before < 0 or parsed.tokens[before].sent != parsed.tokens[mention.first].sent:
        return
    if lower(parsed.tokens[before].text) in words(lexicon, "reference_words", "honorific"):
        mention.first = before
        mention.head = head_of(parsed, before, mention.last)
        mention.span = parsed.span(before, mention.last)


# --- abbreviations --------------------------------------------------------------------------------------------


def _abbreviations(parsed: Parsed, lexicon: Lexicon, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """"NAME (ABC)": both are one actor. A name that nothing else told comes to light here."""
    by_last = {mention.last: mention for mention in mentions}
    by_first = {mention.first: mention for mention in mentions}
    brought: list[Mention] = []
    for token in parsed.tokens[1:-2]:
        if token.text != "(" or parsed.tokens[token.i + 2].text != ")":
            continue
        short = parsed.tokens[token.i + 1]
        if not _abbreviation(short.text):
            continue
        name = by_last.get(token.i - 1) or _phrase(parsed, lexicon, cast, token.i - 1)
        if name is None:
            continue
        whole, new = name if isinstance(name, tuple) else (name, None)
        entry = by_first.get(short.i)
        if whole.member.person or (entry is not None and entry.member.person):
            continue  # "Senator X (LR)": what stands in parentheses is a party or a place
        place = whole.how == "metonym" or whole.locative or whole.member.actor.id == whole.member.actor.country
        if place and not _initials(short.text, whole.span.quote):
            continue  # "KHARTOUM (Reuters)": a dateline
        if new is not None and not _initials(short.text, new.actor.name) and entry is None:
            continue
        kept, gone = _one(cast, lexicon, whole, entry, new, short.text)
        step = Step(
            f"{RULES}abbreviation",
            (("name", whole.span), ("abbreviation", parsed.span(short.i))), f"actor={kept.actor.name}",
        )  # fmt: skip
        cast.call(kept, short.text)
        for mention in [*mentions, *brought, whole]:
            if mention.member is gone or mention is whole:
                mention.member, mention.steps = kept, (*mention.steps, step)
        if new is not None:
            brought.append(whole)
        if entry is None:
            span = parsed.span(short.i)
            brought.append(Mention(short.i, short.i, short.i, span, kept, "alias", (step,)))
    return brought + _again(parsed, cast, mentions + brought)


def _abbreviation(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and text[0].isupper() and text.isalnum() and not text.isdigit()


def _initials(short: str, name: str) -> bool:
    """True if the letters of the abbreviation open words of the name, in order."""
    words = key(name).split()
    at = 0
    for letter in key(short):
        while at < len(words) and not words[at].startswith(letter):
            at += 1
        if at == len(words):
            return False
        at += 1
    return True


def _phrase(parsed: Parsed, lexicon: Lexicon, cast: Cast, last: int) -> tuple[Mention, Member] | None:
    """The capitalised noun phrase that ends at token ``last``."""
    found = None
    for i in [last, *parsed.ancestors(last)]:
        token = parsed.tokens[i]
        if i > last or token.sent != parsed.tokens[last].sent or token.upos not in NOMINAL:
            continue
        noun = common(lexicon).whole(token.text)
        if token.text[:1].isupper() and token.upos != "PRON" and (noun is None or noun.row.table != "roles"):
            found = i
    if found is None:
        return None
    first = found
    text = parsed.text[parsed.tokens[first].start : parsed.tokens[last].end]
    if len(text.split()) < 2 or any(mark in text for mark in ",;:()"):
        return None
    member = body(parsed, lexicon, cast, " ".join(text.split()), first, last)
    gender, number = gender_number(parsed, found)
    member.gender, member.number = gender, number or "Sing"
    mention = Mention(first, last, head_of(parsed, first, last), parsed.span(first, last), member, "name", ())
    return mention, member


def _one(
    cast: Cast, lexicon: Lexicon, whole: Mention, entry: Mention | None, new: Member | None, short: str
) -> tuple[Member, Member | None]:
    """Which member both names are, and which one it replaces. What the lexicon knows is kept."""
    if entry is not None:
        kept, gone = entry.member, whole.member
        row = lexicon.table("organisations").by("id").get(entry.member.actor.id, (None,))[0]
        if row is not None and whole.member.actor.id.startswith("report:") and not _same(row, whole.member):
            return cast.add(whole.member), entry.member
        if new is None and not whole.member.actor.id.startswith("report:"):
            kept, gone = whole.member, entry.member
        elif entry.member.actor.id.startswith("report:"):
            kept, gone = cast.add(whole.member), entry.member
        if new is None or gone is entry.member:
            cast.merge(kept, gone)
        else:
            cast.call(kept, whole.member.actor.name)
        return kept, gone
    known = proper(lexicon).whole(short)
    if known is not None and known.row.table == "organisations" and _same(known.row, whole.member):
        kept = cast.of_row(known.row, whole.first)
        cast.call(kept, whole.member.actor.name)
        return kept, whole.member
    return cast.add(whole.member), None


def _same(row: Row, told: Member) -> bool:
    """Whether a body that the report writes out is the one that the lexicon knows by the abbreviation. What the report
    tells wins: another kind, another country, or a name that shares little with any of the known ones, is another body."""
    kind, country = told.actor.kind, told.actor.country
    if (country and row["country"] and country != row["country"]) or (kind not in ("unknown", row["kind"])):
        return False
    told_words = _stems(told.actor.name)
    known = [_stems(name) for name in (row["name"], *row["aliases"])]
    known = [stems for stems in known if len(stems) > 1]
    return not known or any(2 * len(told_words & stems) >= min(len(told_words), len(stems)) for stems in known)


def _stems(name: str) -> set[str]:
    return {word[:_STEM] for word in key(name).split() if len(word) >= _STEM - 1}


def _again(parsed: Parsed, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """Later occurrences of an abbreviation or name that the report has introduced."""
    taken = {k for mention in mentions for k in range(mention.first, mention.last + 1)}
    found = []
    for token in (parsed.tokens[k] for k in capitals(parsed)):
        if token.text[1:2].islower() or token.i in taken or not _abbreviation(token.text) or token.upos not in ("PROPN", "NOUN", "X"):
            continue
        member = cast.by_name(token.text)
        if member is not None and not member.person and sum(c.isupper() for c in token.text) > 1:
            step = Step(f"{RULES}abbreviation", (("abbreviation", parsed.span(token.i)),), f"actor={member.actor.name}")
            found.append(Mention(token.i, token.i, token.i, parsed.span(token.i), member, "alias", (step,)))
    return found

