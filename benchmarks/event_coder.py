"""What event coders, who know pairs of actors and a code but neither sources nor modality, make of a reading.

Nothing that is only said, meant or denied may look like a deed there, so CAMEO's own codes take its place: a deed that
one side lays at another's door is an accusation, one that its doer owns up to a claim of responsibility, help that is
meant an intent to help, harm that is meant a threat, help that is refused a refusal; what others merely want, fear or
expect has no code. Whoever undergoes a deed without being named is of the country where it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ondit import lexicon
from ondit.lexicon import Lexicon, Row, Trigger
from ondit.model import Event, Participant, Reading, Source, Statement

COOPERATIVE = ("02", "03", "04", "05", "06", "07", "08")
HELP = ("05", "06", "07", "08")
HARM = ("13", "14", "15", "16", "17", "18", "19", "20")
LOCAL = ("01", "07", "14", "15", "17", "18", "19")
"""Roots of deeds whose place tells at whose expense, or to whose good, they are done."""
PROTEST = "14"
"""Who protests at home does so against those who rule there."""
INTENT, THREAT, REFUSAL, ACCUSATION, OWNED = "030", "130", "120", "112", "015"
TURNED = {"aid": "074", "cooperate": "062"}
"""Codes of frames whose PLOVER root turns where a recipient is named: forces that help, exercises with an ally."""
ACCUSERS = ("state", "military", "intelligence", "igo", "ngo", "armed_group", "party")
SECTORS = {
    "state": "GOV", "military": "MIL", "intelligence": "SPY", "armed_group": "REB", "party": "PTY", "company": "BUS",
    "media": "MED", "expert": "EDU", "ngo": "NGO", "witness": "CVL",
}  # fmt: skip
_SAID = ("states", "alleges", "condemns", "warns", "confirms")
_OPEN_RULES = ("question", "condition", "open", "mood", "press_conditional", "negation")


class Coder:
    """Codes of the events of one reading."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading = reading
        self.words = words
        self.frames = words.frames
        self.kinds = {actor.id: actor.kind for actor in reading.actors}
        self.named = {actor.id for actor in reading.actors if actor.named}
        self.statements = {statement.id: statement for statement in reading.statements}
        self.countries = {place.name: place.country for place in reading.places}
        self.intending = frozenset(word for row in words.table("word_groups").rows if row["group"] == "intending" for word in row["words"])

    def accusations(self) -> Iterator[Event]:
        """An accusation for each deed that one side lays at another's door."""
        for event in self.reading.events:
            accuser = self._accuser(event)
            if accuser is not None:
                who = Participant(accuser.name, accuser.span, accuser.actor, accuser.country)
                yield replace(event, type="accuse", plover="accuse", actors=(who,), recipients=event.actors, modality="historical", place=None)

    def cameo(self, event: Event) -> str:
        """The most exact CAMEO code; "" where CAMEO has none, and for what has not been done and is not meant."""
        frame, trigger = self.frames.frames[event.type], self._trigger(event)
        code = (trigger.cameo if trigger is not None else "") or frame.cameo
        if event.plover != frame.plover:
            code = TURNED.get(event.plover, code)
        root = code[:2]
        if event.modality == "negated":
            return REFUSAL if root in COOPERATIVE and event.actors else ""
        if event.modality == "historical":
            if root in HARM and self._accuser(event) is not None or self._told_by_its_means(event):
                return ""
            return OWNED if root in HARM and self._owned(event) else code
        if not self._meant(event):
            return ""
        return THREAT if root in HARM else INTENT if root in HELP else code

    def symmetric(self, event: Event) -> bool:
        """Whether both sides do the same: not where one of them only plays host."""
        trigger = self._trigger(event)
        promised = any(step.rule == "mul/events:infinitive" for step in event.because)  # "agreed to lift the sanctions on X"
        both = not promised and self.frames.frames[event.type].symmetric and not (trigger is not None and trigger.oneway)
        return both and (bool(event.recipients) or len(event.actors) > 1)

    def code(self, participant: Participant) -> str:
        """Country and sector ("USAMIL", "---REB", "IGO"); "" for those of whom nothing is known."""
        kind = self.kinds.get(participant.actor or "", "unknown")
        if kind == "igo":
            return "IGO"
        state = participant.actor is not None and participant.actor == participant.country
        sector = "" if state else SECTORS.get(kind, "")
        return f"{participant.country or '---'}{sector}" if participant.country or sector else ""

    def actors(self, event: Event, code: str) -> tuple[Participant, ...]:
        """Who does it; a crowd of which nothing else is known is of the country where it protests."""
        country = self.countries.get(event.place or "")
        if code[:2] != PROTEST or country is None:
            return event.actors
        return tuple(p if p.country or p.actor in self.named else replace(p, country=country) for p in event.actors)

    def recipients(self, event: Event, code: str) -> tuple[Participant, ...]:
        """Whom an event is done to: who is named, or, where a place alone tells it, the country of that place."""
        country = self.countries.get(event.place or "")
        host = code[:2] == "04" and not event.recipients and len(event.actors) == 1
        if country is None or code[:2] not in LOCAL and not host:
            return event.recipients
        if not event.recipients and code[:2] != PROTEST and any(p.country == country for p in event.actors):
            return ()
        if not event.recipients:
            return (Participant(event.place or "", None, None, country),)
        return tuple(p if p.country or p.actor else replace(p, country=country) for p in event.recipients)

    # --- who says it, and who means it ----------------------------------------------------------------------

    def _trigger(self, event: Event) -> Trigger | None:
        found = self.frames.find(event.because[0].rule) if event.because else None
        return found if isinstance(found, Trigger) else None

    def _carrier(self, event: Event) -> Statement | None:
        """The innermost statement of somebody else that carries an event."""
        told = (self.statements[each] for each in event.statements if each in self.statements)
        return next((statement for statement in told if statement.sources), None)

    def _accuser(self, event: Event) -> Source | None:
        """The side that lays a deed at another's door: "X said that Y had …", not a report of Y's deed that X confirms."""
        statement = self._carrier(event)
        if event.modality != "historical" or statement is None or not event.actors or statement.stance not in _SAID:
            return None
        source = statement.sources[0]
        if not _leads(statement) or source.kind not in ACCUSERS or self._speaks_for(source, event.actors):
            return None
        frame = self.frames.frames[event.type]
        return source if frame.cameo[:2] in HARM and not frame.speech else None

    def _owned(self, event: Event) -> bool:
        """Whether the doer claims or admits the deed: "claimed responsibility for", "claimed that it had attacked"."""
        statement = self._carrier(event)
        owning = statement is not None and statement.stance in ("acknowledges", "alleges") and _leads(statement)
        return owning and statement is not None and self._speaks_for(statement.sources[0], event.actors)

    def _told_by_its_means(self, event: Event) -> bool:
        """Whether harm is that of a deed with a code of its own: "died in X's shelling of Y" is the shelling."""
        if not any(step.rule == "mul/events:deed_of" for step in event.because):
            return False
        others = [other for other in self.reading.events if other is not event and self.frames.frames[other.type].cameo[:2] in HARM]
        return any(_countries(other.actors) == _countries(event.actors) and self._harmed(event) <= self._harmed(other) for other in others)

    def _harmed(self, event: Event) -> set[str]:
        return _countries(self.recipients(event, self.frames.frames[event.type].cameo))

    def _meant(self, event: Event) -> bool:
        """Whether a deed that has not been done is what its own doer means to do."""
        statement = self._carrier(event)
        own = statement is not None and self._speaks_for(statement.sources[0], event.actors)
        if statement is not None and not own and _leads(statement):
            return False
        if own and statement is not None and statement.stance in ("threatens", "promises"):
            return True
        rules = [step.rule for step in event.because]
        if any(rule.rpartition(":")[2] in _OPEN_RULES for rule in rules if rule.startswith("mul/events:")):
            return False
        rows = [row for row in map(self.words.row, rules) if row is not None and row.table == "modality"]
        return all(self._means(row, own) for row in rows)

    def _means(self, row: Row, own: bool) -> bool:
        """Whether a word of table modality tells what its subject means to do."""
        if row["effect"] in ("none", "implicative"):
            return True
        if row["control"] == "object" and not own:
            return False
        if row["on"] in ("mark", "adverb", "clause", "modified"):
            return False
        return row["effect"] == "future" or row["lemma"] in self.intending

    def _speaks_for(self, source: Source, people: tuple[Participant, ...]) -> bool:
        """Whether a source is one of some people, or of their country."""
        return any(source.actor is not None and source.actor == p.actor or source.country is not None and source.country == p.country for p in people)


def coder(reading: Reading) -> Coder:
    return Coder(reading, lexicon.load(reading.report.lang))


def _countries(people: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in people if p.country}


def _leads(statement: Statement) -> bool:
    """Whether the words that attribute a statement stand before it and govern it: "X said that", not "…, X said"."""
    return statement.cue is not None and statement.form != "adjunct" and statement.cue.start < statement.content[0].start
