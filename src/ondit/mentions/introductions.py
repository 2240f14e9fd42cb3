"""Whom the lead of a report only describes and the sentences behind it name.

"A Ruritanian lawmaker said on Thursday … . Anna Berg, a member of parliament, told reporters …": news names its
speakers in the second paragraph. Only the lead does that, and only where one person alone answers to the office.
"""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import Parsed
from .cast import Cast, Member
from .descriptions import Description
from .discourse import Discourse
from .namelist import lower, words
from .ownwords import country_of

_LEAD = 2
"""Sentences of a report that may describe whom others name: a headline and the first of the text, or two of that."""
_NEXT = 3
"""Within so many sentences behind the description the name must stand."""


def introduced(parsed: Parsed, lexicon: Lexicon, cast: Cast, discourse: Discourse, it: Description) -> Member | None:
    """The person whom the description ``it`` means, if the lead describes a speaker and the next sentences name him.

    His office must be one that the description's noun may mean, and nothing else may be told of him: another
    country, another sex. Whoever speaks without a name, and one of several, stays unnamed.
    """
    sent = parsed.tokens[it.head].sent
    if not it.individual or not it.ranks or it.number == "Plur" or it.owner is not None or sent >= _LEAD or not discourse.speaks(it.head):
        return None
    if _another(parsed, lexicon, it) or _withheld(parsed, lexicon, sent):
        return None
    country = country_of(parsed, it)
    found = [
        member for member in cast
        if member.person and member.actor.named and member.number != "Plur" and it.ranks & member.ranks
        and member.first > it.last and 0 < parsed.tokens[member.first].sent - sent <= _NEXT
    ]  # fmt: skip
    if len(found) != 1:
        return None
    member = found[0]
    agrees = not it.gender or not member.gender or it.gender == member.gender
    same = not country or not member.actor.country or country == member.actor.country
    return member if agrees and same else None


def _another(parsed: Parsed, lexicon: Lexicon, it: Description) -> bool:
    """True for "another lawmaker", "a second lawmaker": not the one whom the report goes on with."""
    further = words(lexicon, "reference_words", "further")
    return any(lower(parsed.tokens[k].text) in further for k in range(max(it.first - 1, 0), it.head))


def _withheld(parsed: Parsed, lexicon: Lexicon, sent: int) -> bool:
    """True if the sentence tells that the name is kept back: "on condition of anonymity"."""
    sentence = parsed.sentences[sent]
    kept_back = words(lexicon, "reference_words", "withheld")
    return any(lower(parsed.tokens[k].lemma) in kept_back for k in range(sentence.first, sentence.last))
