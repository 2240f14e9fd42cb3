"""Which words are names: from the lexicon, from the statistical recogniser, and from the words around them.

Two questions are asked of them, and each has its merging. ``chosen``: who can act and speak, for the resolution of
actors. In this order:

1. A recognised name grows over the capitalised proper nouns, particles, hyphens and suffixes beside it (persons), and
   loses titles, marks and particles at its ends. One word that is a determiner, a verb, an inhabitant or an ordinary
   noun is no name.
2. Names that only their neighbours tell are added: behind a title or the noun of a body, and two capitalised words
   or more that speak.
3. An entry of the lexicon (countries, capitals, places, bodies, agencies, public figures) wins over a recognised name
   of the same extent or shorter; a longer recognised name wins over an entry inside it where it is another thing
   ("Bank of Japan", "Paris Hilton").
4. What overlaps what was chosen is left out.

``entities``: every name with its full extent and kind, as ``ondit parse`` prints it. Step 1 without its last sentence
(bodies and places keep the small-letter noun that belongs to them), step 2; an entry wins over a recognised name that
it covers, and a longer or crossing recognised name always wins over an entry.
"""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon import Lexicon, Row
from ..model import Entity, Parsed
from .descriptions import portfolios_of
from .discourse import attributing, saying
from .fullnames import can_end, capital_article, grown, is_honorific, is_title, name_word, particle, untitled
from .namelist import common, lower, proper, words
from .nationality import capitals, country_words, hyphen
from .nominal import base, capital_noun, preposition, title_end

_COMPLEMENT = 2
"""So many words further stands the last one of a short complement ("le groupe de construction X")."""
_LABELS = {
    "countries": "LOC", "metonyms": "ORG", "organisations": "ORG", "persons": "PER", "places": "LOC",
}
"""What the entries of each table of names are."""


class Name(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) are a name: an entry's (``row``) or a recogniser's (``label``)."""

    first: int
    last: int
    label: str
    row: Row | None = None
    column: str = ""


def chosen(parsed: Parsed, lexicon: Lexicon) -> list[Name]:
    """Lexicon entries and recognised entities without overlaps, see the rule above."""
    known = _entries(parsed, lexicon)
    entities = _whole(parsed, lexicon, [e for e in (_entity(parsed, lexicon, name) for name in _entities(parsed)) if e is not None])
    entities += _titled(parsed, lexicon, entities, known)
    entities += _speakers(parsed, lexicon, entities, known)
    kept: list[Name] = []
    holding: dict[int, list[Name]] = {}
    for entity in entities:
        for k in range(entity.first, entity.last + 1):
            holding.setdefault(k, []).append(entity)
    for hit in known:
        over = [e for k in range(hit.first, hit.last + 1) for e in holding.get(k, ())]
        if not any(_outdoes(parsed, lexicon, e, hit) for e in over):
            kept.append(hit)
    taken = {k for hit in kept for k in range(hit.first, hit.last + 1)}
    entities = [_ungrown(parsed, entity, taken) for entity in entities]
    for entity in entities:
        if not taken.intersection(range(entity.first, entity.last + 1)):
            kept.append(entity)
            taken.update(range(entity.first, entity.last + 1))
    return kept


def entities(parsed: Parsed, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Every name in text order: PER, LOC, ORG or MISC.

    Recognised names with what only their neighbours tell and what the lexicon adds: an entry wins over a recognised
    name that it covers, and a longer or crossing recognised name over an entry, so that no full name is cut. Bodies
    and places keep the small-letter noun that belongs to them.
    """
    own = [name for name in (_full(parsed, lexicon, name) for name in _entities(parsed)) if name is not None]
    known = _entries(parsed, lexicon)
    own = [name for name in own if not any(hit.first <= name.first and name.last <= hit.last for hit in known)]
    own += [*_titled(parsed, lexicon, own, known), *_speakers(parsed, lexicon, own, known)]
    found: list[Entity] = []
    taken: set[int] = set()
    for name in [*own, *known]:
        if not taken.intersection(range(name.first, name.last + 1)):
            taken.update(range(name.first, name.last + 1))
            label = name.label if name.row is None else _LABELS[name.row.table]
            found.append(Entity(name.first, name.last + 1, label))
    return tuple(sorted(found))


def _full(parsed: Parsed, lexicon: Lexicon, name: Name) -> Name | None:
    """A recognised name in its full length: without marks at its ends, a person without title, grown."""
    first, last = name.first, name.last
    while last >= first and not can_end(parsed, last):
        last -= 1
    while first <= last and not can_end(parsed, first) and not (name.label == "PER" and particle(parsed, lexicon, first)):
        first += 1
    if first > last:
        return None
    if name.label == "PER":
        first, last = grown(parsed, lexicon, first, last)
        first = untitled(parsed, lexicon, first, last)
    return Name(first, last, name.label)


def _ungrown(parsed: Parsed, entity: Name, taken: set[int]) -> Name:
    """A recognised name that has grown into a known one ("told AFP Jane Roe") as the recogniser had it."""
    if not taken.intersection(range(entity.first, entity.last + 1)):
        return entity
    for own in parsed.entities:
        inside = entity.first <= own.first and own.last - 1 <= entity.last
        if inside and own.label == entity.label and not taken.intersection(range(own.first, own.last)):
            return Name(own.first, own.last - 1, own.label)
    return entity


def _entries(parsed: Parsed, lexicon: Lexicon) -> list[Name]:
    found = []
    seen = {k for entity in parsed.entities for k in range(entity.first, entity.last)}
    for hit in proper(lexicon).find(parsed.text):
        tokens = parsed.tokens_in(hit.start, hit.end)
        if not tokens or parsed.tokens[tokens[0]].start != hit.start or parsed.tokens[tokens[-1]].end != hit.end:
            continue
        name = Name(tokens[0], tokens[-1], "", hit.row, hit.column)
        if not _common_word(parsed, name, seen):
            found.append(name)
    for own in parsed.entities:  # "US-led": a name in a longer word is one only where the recogniser sees it
        whole = proper(lexicon).whole(parsed.span(own.first, own.last - 1).quote) if hyphen(parsed, own.last) else None
        if whole is not None and parsed.tokens[own.last + 1].text.islower():
            found.append(Name(own.first, own.last - 1, "", whole.row, whole.column))
    return found


def _common_word(parsed: Parsed, name: Name, seen: set[int]) -> bool:
    """One word that is an ordinary one here: at the start of a sentence and not seen as a name."""
    token = parsed.tokens[name.first]
    if name.first != name.last or token.upos == "PROPN" or name.column == "capitals":
        return False
    if token.upos in ("VERB", "AUX", "DET", "ADP", "ADV", "PRON", "CCONJ", "SCONJ"):
        return not token.text.isupper() or len(token.text) < 2
    starts = name.first == parsed.sentence_of(name.first).first
    return starts and name.first not in seen and not token.text.isupper() and name.row is not None and name.row.table == "organisations"


def _entities(parsed: Parsed) -> list[Name]:
    return [Name(e.first, e.last - 1, e.label) for e in parsed.entities]


def _entity(parsed: Parsed, lexicon: Lexicon, name: Name) -> Name | None:
    """A recognised name, grown to its full length and without title; None where it is no name."""
    first, last = name.first, name.last
    tokens = parsed.tokens
    while first <= last and (is_honorific(parsed, lexicon, first) or not tokens[first].text[:1].isupper()):
        if particle(parsed, lexicon, first) and name.label == "PER" and not tokens[first].text.endswith("'"):
            break
        first += 1
    while last >= first and not can_end(parsed, last):
        last -= 1
    if first > last:
        return None
    if name.label == "PER":
        first, last = grown(parsed, lexicon, first, last)
        first = untitled(parsed, lexicon, first, last)
        if _thing(parsed, first) or lower(tokens[first].text) in words(lexicon, "reference_words", "thing"):
            return None
    else:
        first, last = _as_body(parsed, lexicon, first, last)
        if first > last:
            return None
    word = country_words(parsed, lexicon).get(first)
    if word is not None and last == word.last:
        return None
    if first == last and tokens[first].upos in ("DET", "PRON", "ADP", "VERB", "AUX", "ADV"):
        return None
    if first == last and tokens[first].upos != "PROPN" and first == parsed.sentence_of(first).first:
        return None
    if name.label != "PER" and _noun_here(parsed, lexicon, first):
        rest = [tokens[k] for k in range(first + 1, last + 1)]
        if all(token.text.islower() and token.i in country_words(parsed, lexicon) for token in rest):
            return None
    if name.label == "PER" and first == last and _nickname(parsed, lexicon, first):
        return None
    return Name(first, last, name.label)


def _whole(parsed: Parsed, lexicon: Lexicon, entities: list[Name]) -> list[Name]:
    """A person's name behind a title that the recogniser has cut in two: "spokesman Al-Sawarmy | Khalid Saad"."""
    found: list[Name] = []
    for name in entities:
        before = found[-1] if found else None
        if before is not None and name.label == "PER" and before.label in ("ORG", "LOC") and before.last + 1 == name.first:
            title = before.first > 0 and is_title(lexicon, parsed.tokens[before.first - 1].text)
            if title and proper(lexicon).whole(text_of(parsed, before)) is None:
                found[-1] = Name(before.first, name.last, "PER")
                continue
        found.append(name)
    return found


def _as_body(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """The name of a body without the article that opens the sentence and without an office behind it ("UN
    Secretary-General"); empty (last before first) where nothing but a common noun is left ("The Agency")."""
    tokens = parsed.tokens
    if last > first and tokens[first].upos == "DET" and first == parsed.sentence_of(first).first:
        first += 1
    case = next((k for k in range(first + 1, last) if tokens[k].upos == "PART" and base(tokens[k]) == "case"), None)
    if case is not None and proper(lexicon).whole(parsed.text[tokens[first].start : tokens[case - 1].end]) is not None:
        first = case + 1 if tokens[case + 1].text[:1].isupper() else last + 1  # "the U.N.'s Radio Okapi"
    if first > last or (first == last and tokens[first].text.isupper()):
        return first, last
    whole = common(lexicon).whole(parsed.text[tokens[first].start : tokens[last].end])
    if whole is not None and (last > first or first == parsed.sentence_of(first).first or tokens[first].upos == "NOUN"):
        return first, first - 1
    for k in range(first + 1, last + 1):
        office = common(lexicon).whole(parsed.text[tokens[k].start : tokens[last].end])
        if office is None or office.row.table != "roles":
            continue
        owner = parsed.text[tokens[first].start : tokens[k - 1].end]
        nation = country_words(parsed, lexicon).get(k - 1)
        if owner.isupper() or proper(lexicon).whole(owner) is not None or (nation is not None and nation.first == first):
            return first, k - 1
    return first, last


def _noun_here(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    """A noun with a capital that is no name by itself: "la Fédération", "le ministre de la Santé"."""
    text = parsed.tokens[k].text
    if text.isupper():
        return False
    return common(lexicon).whole(text) is not None or portfolios_of(lexicon).whole(text) is not None


def _nickname(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    """The name of a thing right behind its noun: "la tempête Xynthia"."""
    if k == 0 or is_honorific(parsed, lexicon, k - 1):
        return False
    before = parsed.tokens[k - 1]
    return before.upos == "NOUN" and before.text.islower() and not is_title(lexicon, before.text) and not (
        common(lexicon).whole(before.text)
    )


def _thing(parsed: Parsed, first: int) -> bool:
    """An article before it: no name of a person (the title between was cut off, and is no article)."""
    k = first - 1
    while k >= 0 and parsed.tokens[k].text in "«“\"":
        k -= 1
    return k >= 0 and parsed.tokens[k].upos == "DET" and parsed.tokens[k].sent == parsed.tokens[first].sent


def _titled(parsed: Parsed, lexicon: Lexicon, entities: list[Name], known: list[Name]) -> list[Name]:
    """Names that only the noun before them tells: "M. Lee", "le général Ba", "l'agence Colprensa"."""
    taken = {k for name in (*entities, *known) for k in range(name.first, name.last + 1)}
    found = []
    for k in capitals(parsed):
        token = parsed.tokens[k - 1]
        if k == 0 or k in taken or parsed.tokens[k].sent != token.sent:
            continue
        if not name_word(parsed, k):
            if capital_article(parsed, k) and _body_before(parsed, lexicon, token.i):
                found.append(Name(k, grown(parsed, lexicon, k + 1, k + 1)[1], "ORG"))
            elif capital_noun(parsed, k) and _body_before(parsed, lexicon, token.i):
                found.append(Name(k, title_end(parsed, k), "ORG"))
            continue
        if is_honorific(parsed, lexicon, token.i) or is_title(lexicon, token.text):
            found.append(Name(k, grown(parsed, lexicon, k, k)[1], "PER"))
        elif _body_before(parsed, lexicon, token.i):
            found.append(Name(k, grown(parsed, lexicon, k, k)[1], "ORG"))
    return found


def _speakers(parsed: Parsed, lexicon: Lexicon, entities: list[Name], known: list[Name]) -> list[Name]:
    """Names that nothing tells but that they speak: two capitalised words or more, without article."""
    taken = {k for name in (*entities, *known) for k in range(name.first, name.last + 1)}
    found = []
    for token in (parsed.tokens[k] for k in capitals(parsed)):
        if token.upos != "PROPN" or token.i in taken or not name_word(parsed, token.i) or not speaks(parsed, lexicon, token.i):
            continue
        first, last = grown(parsed, lexicon, token.i, token.i)
        before = parsed.tokens[first - 1].upos if first > parsed.sentence_of(first).first else ""
        if last > first and before != "DET" and not taken.intersection(range(first, last + 1)) and not _body_noun(parsed, lexicon, first, last):
            taken.update(range(first, last + 1))
            found.append(Name(first, last, "PER"))
    return found


def _body_noun(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> bool:
    """True for words that only say what somebody is: "Defense Ministry", "Interior Minister"."""
    tokens = parsed.tokens
    ends = (common(lexicon).whole(tokens[k].text) for k in (first, last))
    return common(lexicon).whole(parsed.span(first, last).quote) is not None or any(end is not None and end.row.table == "source_nouns" for end in ends)


def speaks(parsed: Parsed, lexicon: Lexicon, i: int) -> bool:
    """True for the subject of a verb of saying, and behind a preposition that names a source."""
    token = parsed.tokens[i]
    if preposition(parsed, i) in attributing(lexicon):
        return True
    return base(token) == "nsubj" and lower(parsed.tokens[token.head].lemma) in saying(lexicon)


def _body_before(parsed: Parsed, lexicon: Lexicon, k: int) -> bool:
    """The noun of a body ends at ``k``, with its adjective or without: "l'agence", "la banque suisse"."""
    token = parsed.tokens[k]
    if k > 1 and token.upos == "NOUN" and token.text.islower() and base(token) == "nmod" and 0 < k - token.head <= _COMPLEMENT:
        k = token.head  # "the building group Batimo" where the complement stands behind its noun
        token = parsed.tokens[k]
    noun = k - 1 if k > 0 and (token.upos == "ADJ" or (token.text.islower() and token.i in country_words(parsed, lexicon))) else k
    found = common(lexicon).whole(parsed.tokens[noun].text)
    return found is not None and found.row.table == "source_nouns" and found.row["what"] == "body"


def _outdoes(parsed: Parsed, lexicon: Lexicon, entity: Name, hit: Name) -> bool:
    """True if a recognised name that holds an entry is another thing than the entry."""
    if hit.row is None or entity.last - entity.first <= hit.last - hit.first:
        return False
    if not (entity.first <= hit.first and hit.last <= entity.last):
        return False
    table = hit.row.table
    if entity.label == "PER":
        return hit.first == hit.last and table in ("persons", "places", "organisations", "countries")
    if entity.label == "ORG":
        if table in ("organisations", "countries") and hit.first == entity.first and _told(parsed, lexicon, hit.last + 1, entity.last):
            return False
        inner = hit.first > entity.first and parsed.tokens[hit.first - 1].upos in ("PROPN", "PART")
        return table in ("countries", "places") or (table == "organisations" and (hit.first == entity.first or inner))
    return table == "places" and entity.label == "LOC"


def _told(parsed: Parsed, lexicon: Lexicon, first: int, last: int) -> bool:
    """Small-letter words that only tell what the name before them is: "the KCNA news agency"."""
    text = parsed.text[parsed.tokens[first].start : parsed.tokens[last].end]
    return text.islower() and common(lexicon).whole(text) is not None


def text_of(parsed: Parsed, name: Name) -> str:
    return parsed.text[parsed.tokens[name.first].start : parsed.tokens[name.last].end]
