"""Families of events and figures: what may be one proposition although words or counts differ."""

from __future__ import annotations

_FAMILIES = {
    "harm": ("kill", "wound", "killed", "wounded", "killed_or_wounded", "missing"),
    "held": ("capture", "abduct", "arrest", "captured", "detained"),
    "force": ("deploy_forces", "mobilise", "personnel_deployed", "personnel_planned"),
    "attack": (
        "attack", "air_strike", "shelling", "drone_attack", "missile_attack", "bombing", "shooting", "fight",
        "explosion", "destroy",
    ),
    "territory": ("take_territory", "lose_territory"),
    "displacement": ("displace", "displaced"),
    "arms": ("arms_transfer", "materiel"),
    "pact": ("sign_treaty", "agree", "ceasefire"),
    "deal": ("takeover",),
}  # fmt: skip
WHATS = ("killed", "wounded", "killed_or_wounded", "missing", "captured", "detained", "displaced", "personnel_deployed", "personnel_planned", "materiel", "money", "other")
"""What figures count."""
_FAMILY = {member: family for family, members in _FAMILIES.items() for member in members}
STANCES = {
    "promise": "promises", "recognise": "acknowledges", "praise": "praises", "demand": "demands",
    "condemn": "condemns", "accuse": "alleges", "deny": "denies", "reject": "denies", "veto": "denies",
    "threaten": "threatens",
}  # fmt: skip
"""Kinds of events that are acts of speech, with the stance that who speaks takes in them."""
_SPEECH = frozenset({*STANCES, "propose", "support"})
HELD_BY_OTHERS = frozenset({"harm", "held", "displacement"})
"""Families whose figures count those to whom it is done."""
GROWING = frozenset({"harm", "held", "displacement", "force"})
"""Families whose figures change from day to day; those of other acts (a price, a delivery) stay what they are."""
VIOLENT = frozenset({"harm", "held", "attack", "territory"})
"""What sides of a fight do to each other."""


def of_event(kind: str) -> str | None:
    """The family of a kind of event; a kind without one is its own. None for acts of speech."""
    return None if kind in _SPEECH else _FAMILY.get(kind, kind)


def of_count(what: str) -> str | None:
    """The family that a class of figures belongs to; None for money and whatever has no class."""
    return _FAMILY.get(what)
MUTUAL = frozenset({"deal", "pact", "talks", "cooperate"})
"""Families in which both sides do it."""
NOBODYS = frozenset({"disaster", "accident"})
"""What happens and is not done: nobody can own up to it."""
