"""Every word that the interface says, in one place (English).

Keys are the values of the model. A value that has no word here is shown as itself with spaces for
underscores (:func:`word`), so that language data may bring new types without touching the interface.
"""

from __future__ import annotations

from collections.abc import Mapping

STANCE = {
    "states": "states",
    "alleges": "alleges",
    "denies": "denies",
    "confirms": "confirms",
    "acknowledges": "acknowledges",
    "declines_to_confirm": "declines to confirm",
    "condemns": "condemns",
    "praises": "praises",
    "warns": "warns",
    "threatens": "threatens",
    "demands": "demands",
    "promises": "promises",
    "forecasts": "forecasts",
    "speculates": "speculates",
    "questions": "questions",
}

FACTUALITY = {
    "CT+": "certain",
    "CT-": "certain that not so",
    "PR+": "probable",
    "PR-": "probable that not so",
    "PS+": "possible",
    "PS-": "possible that not so",
    "Uu": "uncommitted",
}

EVIDENTIAL = {
    "direct": "first hand",
    "reportative": "hearsay",
    "conditional": "press conditional (unconfirmed)",
    "inferred": "inferred",
    "none": "",
}

FORM = {
    "direct": "direct quote",
    "mixed": "partly quoted",
    "indirect": "reported",
    "adjunct": "according to",
    "conditional": "in the conditional",
}

KIND = {
    "state": "government",
    "military": "military",
    "intelligence": "intelligence",
    "igo": "intergovernmental organisation",
    "ngo": "non-governmental organisation",
    "armed_group": "armed group",
    "media": "media",
    "expert": "expert",
    "company": "company",
    "witness": "witness",
    "party": "political party",
    "person": "person",
    "unknown": "",
}

WHAT = {
    "killed": "killed",
    "wounded": "wounded",
    "killed_or_wounded": "killed or wounded",
    "missing": "missing",
    "captured": "captured",
    "detained": "detained",
    "displaced": "displaced",
    "personnel_deployed": "personnel deployed",
    "personnel_planned": "personnel planned",
    "materiel": "materiel",
    "money": "money",
    "other": "",
}
"""``other`` has no word of its own: the report's words stand in its place."""

SCOPE = {
    "total": "in total",
    "additional": "in addition",
    "included": "included in another figure",
    "rate": "as a rate",
}

UNIT = {"persons": "", "percent": "%"}
"""Persons are understood from what is counted; other units are named after the number."""

MODALITY = {
    "historical": "as something that happened",
    "future": "as something to come",
    "hypothetical": "as a hypothesis",
    "negated": "as something that did not happen",
}

MARK = {
    "fact": "as fact",
    "negated": "DENIED",
    "not": "DENIED",
    "future": "FUTURE",
    "hypothetical": "HYPOTHETICAL",
    "alleged": "ALLEGED",
    "probable": "PROBABLE",
    "unconfirmed": "UNCONFIRMED",
    "disputed": "DISPUTED",
    "uncommitted": "OPEN",
    "demanded": "DEMANDED",
    "threatened": "THREATENED",
    "promised": "PROMISED",
    "forecast": "FORECAST",
    "speculated": "SPECULATION",
    "doubted": "QUESTIONED",
    "undisclosed": "NOT CONFIRMED",
}
"""How an event is marked in front of its line; capitals for everything that must not be read as fact."""

PRECISION = {"country": "country", "admin1": "region", "city": "city", "place": "place"}

ANCHOR = {
    "absolute": "",
    "published": "from the publication date",
    "context": "from a date named before",
    "none": "not resolved",
}

TIME_KIND = {"date": "", "interval": "", "duration": "a length of time", "frequency": "how often"}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
SEASONS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    25: "spring (northern)", 26: "summer (northern)", 27: "autumn (northern)", 28: "winter (northern)",
    29: "spring (southern)", 30: "summer (southern)", 31: "autumn (southern)", 32: "winter (southern)",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    37: "first third of", 38: "second third of", 39: "last third of",
    40: "first half of", 41: "second half of",
}  # fmt: skip

ROLE = {
    "source": "source",
    "cue": "cue",
    "content": "what is said",
    "span": "words",
}

OWN_VOICE = "The report itself"
UNNAMED = "unnamed"
UNCONFIRMED = "unconfirmed"
SOMEONE = "someone"
NO_DATE = "date unknown"
NO_OUTLET = "outlet unknown"
NO_CONTENT = "(no words beside the cue)"
APPROX = "roughly"
CREDIT = "credits {}"
WORDS_READ = "{} words"
VIA = "via {}"
SOURCES = ("{} source", "{} sources")
FROM_SOURCES = "{} from {}"
PRINTED = "printed {} times"
IN_PLACE = "in {}"
SAID_BY = "said by {}"

IN_REPORT = "in “{}”"
WORDS = "WORDS"
NO_WORDS = "(no words in this report)"
STEPS = "STEPS"
GIVES = "gives"
SAME = "same again"
NOT_SAME = "NOT THE SAME AGAIN"
REPLAY_SAME = "Replayed: {} of {} steps give the same."
REPLAY_DIFFERS = "Replayed: {} of {} steps give something else. Please report this."

SECTIONS = {
    "statements": "STATEMENTS",
    "figures": "FIGURES",
    "events": "EVENTS",
    "dates": "DATES",
    "gaps": "GAPS",
}
NONE = {
    "statements": "none found",
    "figures": "none found",
    "events": "none found",
    "dates": "none found",
    "gaps": "none known",
}
NONE_BUT_GAPS = "none found; see GAPS for what was not read"


def word(words: Mapping[str, str], key: str) -> str:
    """The word for ``key``; for one that is new to the interface, the key itself in plain letters."""
    return words[key] if key in words else key.replace("_", " ")
