"""The tables that csv, jsonl, xlsx, parquet and ro-crate have in common: their columns, in order, and what each means."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, WHOLE, NUMBER, FLAG, LIST, SPANS = "text", "whole", "number", "flag", "list", "spans"
"""Kinds of columns: a list is of texts, spans are pieces of a report's text (``start``, ``end``, ``quote``)."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: str
    says: str


def _columns(lines: str) -> tuple[Column, ...]:
    """One column per line: name, kind, what it means."""
    return tuple(Column(*line.split(maxsplit=2)) for line in lines.splitlines() if line.strip())


_STANDING = """
    claim text the claim's id
    claim_status text the claim's status on the day
    rejected flag an analyst has rejected it; it does not count
    copied flag it repeats what its voice says in the report that this one is a copy of; do not count it
    effect text what it does to the claim: asserts, weakly, denies, declines, foretells, reacts
    stance text what the source does with the content
    factuality text how far the source commits itself, the event's own doubt included
    evidential text how certainty is marked
    modality text historical, future, hypothetical or negated
"""
_SAID = """
    voice text the voice's id
    voice_name text its name; empty for the outlet's own voice where that is unknown
    said text when it was said (EDTF)
    known text the last day on which it can have been published
    report text the report's key
"""
_SPAN = """
    start whole first character in the frozen text of the report
    end whole the character after the last
    quote text the words, text[start:end]
"""

TABLES: dict[str, tuple[Column, ...]] = {
    "claims": _columns("""
    claim text the claim's id: that of its first entry
    claim_status text the claim's status on the day
    voices whole independent voices that assert it
    decided_by list entries that decided the status
    declined list voices that would not confirm
    frame text the family of the act
    title text the words that say most of it
    about list countries, actors, places and the beginnings of names
    reports whole reports that speak of it
    entries whole entries that are about it
    first text day on which it was first known
    last text day of the latest report
    as_of text the day that was asked for; empty: everything known
    """),
    "statements": _columns("entry text the entry's id" + _STANDING + """
    voice_kind text state, military, media …
    voice_country text ISO 3166-1 alpha-3
    voice_named flag whether the source has a name
    chain list the source chain, origin first
    """ + _SAID + """
    published text the report's date (EDTF)
    outlet text who published it
    url text where
    copy_of text key of the report that it repeats: no voice of its own
    lang text language of the words
    when text when it happened (EDTF)
    answers text the entry of the same report that this one answers
    quote text the words, pieces parted by " … "
    spans spans where they stand
    """),
    "events": _columns("event text the event's id\n    entry text the entry that tells it" + _STANDING + """
    denied flag the entry denies it, or its words do
    type text kind of event
    plover text its PLOVER root
    actors list who does it
    actor_countries list their countries
    recipients list to whom
    recipient_countries list their countries
    place text where, as the report says
    place_country text ISO 3166-1 alpha-3
    place_precision text country, admin1, city or place
    geonameid whole GeoNames' number
    lat number latitude of its middle (WGS 84)
    lon number longitude of its middle (WGS 84)
    date text when it happened (EDTF); never the publication's date
    """ + _SAID + _SPAN),
    "figures": _columns("figure text the figure's id" + _STANDING + """
    what text what is counted
    whom text of whom
    scope text total, additional, included, rate
    unit text persons, percent, a currency …
    low number lower bound; empty where the words give none
    high number upper bound; empty where the words give none
    approx flag about so many
    vague text the words of a vague number
    latest flag the voice's latest word
    revises text the figure that it replaces
    recalled flag only repeats an older word of the same voice
    places list where it counts
    entries list entries that say it
    """ + _SAID + """
    quote text the words
    """),
    "moves": _columns("""
    claim text the claim's id
    number whole from 1, in time
    date text when it was said (EDTF)
    known text the last day on which it can have been published
    move text what the voice did
    status_after text the claim's status after it
    voice text the voice's id
    voice_name text its name
    entries list the entries that did it
    """),
    "contradictions": _columns("""
    claim text the claim's id
    claim_status text the claim's status on the day
    kind text figures, self or denial
    first text one figure or entry
    second text the other
    what text what is counted
    because list in what they agree
    """),
    "reports": _columns("""
    report text the report's key
    outlet text who published it
    title text its title
    published text its date (EDTF)
    known text the last day on which it can have been published
    lang text its language
    url text where
    path text the file that was read
    recorded text when it was added
    copy_of text key of the report that it repeats
    sha256 text of the bytes
    text_sha256 text of the frozen text, as UTF-8
    """),
    "gaps": _columns("""
    report text the report's key
    kind text what kind of gap
    reason text what was not read, and why
    cure text what to do about it
    """ + _SPAN),
    "decisions": _columns("""
    decision text the ruling's id
    verdict text same, different, reject, accept or correct
    subjects list claims or entries
    field text what was corrected
    value text the right value
    who text the analyst
    why text the reason
    at text when it was recorded
    """),
}
