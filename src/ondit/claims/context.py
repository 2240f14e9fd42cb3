"""Who takes part where an event's own clause names nobody and the report has told it: each resolution is a step.

Never guessed: one candidate alone, named, and told before (forces may be told anywhere in the report).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..lexicon import Frame
from ..model import Event, Participant, Source, Span, Statement, Step
from .ground import Ground
from .roles import Found, Roles, key, same

_REACH = 2
"""Sentences back to what a denial is about."""
_CLAIMING = ("states", "alleges", "confirms", "acknowledges", "condemns", "warns", "forecasts", "speculates")
Resolved = tuple[list[Participant], list[Step]]
_NOBODY: Resolved = ([], [])


class Context:
    """What a report has told so far, asked for those whom a clause leaves out. ``told`` grows while it is read."""

    def __init__(self, scene: Ground, roles: Roles, frames: Mapping[str, Frame], statements: Sequence[Statement]) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.roles = roles
        self.frames = frames
        self.statements = statements
        self.told: list[Event] = []

    def sides(self, i: int, frame: Frame, actors: list[Participant]) -> Resolved:
        """Who meets where others only arrange it and the report has told between whom: "the bank is organising the talks"."""
        for event in reversed(self.told) if self._known(i) else ():
            sides = [*event.actors, *event.recipients]
            if event.type == frame.name and event.actors and event.recipients and not {key(p) for p in sides} & {key(p) for p in actors}:
                return sides, [self._step("sides_told", "recipient", event.span, sides)]
        return _NOBODY

    def sender(self, forces: Sequence[Found]) -> Resolved:
        """Whose nameless forces are moved where the report tells of one sender alone: "sent 900 soldiers … 200 were brought back"."""
        moved = [event for event in self.told if self.frames[event.type].forces and event.modality == "historical"]
        senders = {key(p): (p, event) for event in moved for p in event.actors}
        if len(senders) != 1 or not all(self.scene.within(f.place, "armed_men") or self.scene.within(f.place, "fallen") for f in forces):
            return _NOBODY
        [(sender, event)] = senders.values()
        return [sender], [self._step("sender_told", "actor", event.span, [sender])]

    def claimant(self, i: int, actors: Sequence[Participant]) -> Resolved:
        """Whose claim is denied at ``i`` by a pronoun or a word for it: "Y accused X. X denied it", "… rejected the figures"."""
        if not actors or not self._of_a_claim(i):
            return _NOBODY
        attributor = self._attributor(i)
        if attributor:
            return attributor, [self._step("attributor", "recipient", self.scene.parsed.span(i), attributor)]
        for statement in self._before(i):
            claims = [s for s in statement.sources if not any(same(self._participant(s), a) for a in actors)]
            if claims and statement.stance in _CLAIMING:
                first = claims[0]
                if not first.named or first.kind == "media":
                    return _NOBODY
                said = statement.cue or statement.content[0]
                return [self._participant(first)], [self._step("claimant", "recipient", said, [self._participant(first)])]
        return _NOBODY

    def accuser(self, i: int, actors: Sequence[Participant]) -> Resolved:
        """Who has accused the one who denies at ``i``, in the sentences before."""
        for event in reversed(self.told):
            near = 0 <= self._sentences_since(i, event.span) <= _REACH
            if near and self._accuses(event) and event.actors and any(same(p, a) for p in event.recipients for a in actors):
                accusers = [p for p in event.actors if not any(same(p, a) for a in actors)]
                return (accusers, [self._step("accuser", "recipient", event.span, accusers)]) if accusers else _NOBODY
        return _NOBODY

    def of_the_other(self, i: int, actor: Participant, recipient: Participant) -> Resolved:
        """Whose officer or army it is that one turns on beside its state: "broke with X and expelled its ambassador"."""
        span = recipient.span
        places = self.scene.parsed.tokens_in(span.start, span.end) if span is not None else ()
        mine = any(self.tokens[k].feats.get("Poss") == "Yes" or self.tokens[k].deprel == "nmod:poss" for p in places for k in (p, *self.scene.kids(p, "det", "nmod")))
        head = self.tokens[i].head
        mine = mine and not any(self.scene.within(k, "own") for p in places for k in self.scene.kids(p, "amod"))
        if not mine or recipient.country != actor.country or self.scene.rel[i] != "conj":
            return [recipient], []
        for event in self.told:
            beside = event.span.start <= self.tokens[head].start < event.span.end
            others = [p for p in event.recipients if p.country and p.country != actor.country]
            if beside and len(others) == 1 and any(same(a, actor) for a in event.actors):
                owned = replace(recipient, actor=None, country=others[0].country)
                return [owned], [self._step("of_the_other", "recipient", event.span, [owned])]
        return [recipient], []

    # --- what is there to be taken up -----------------------------------------------------------------------

    def _of_a_claim(self, i: int) -> bool:
        """Whether what is denied is only pointed at: a pronoun, or a known word for a claim with nothing to say what it holds."""
        places = [f.place for f in self.roles.slot(i, "object")]
        return bool(places) and all(self._points(k) for k in places)

    def _attributor(self, i: int) -> list[Participant]:
        """Who ascribes to one what that one denies in a relative clause: "Z attributes the figure to X, which denied it", "X, to which Z …"."""
        above = [k for k in self.scene.parsed.ancestors(i) if self.tokens[k].upos == "VERB"][:1] if self.scene.rel[i] == "acl" else []
        beside = [c for f in self.roles.slot(i, "subject") for c in self.scene.kids(f.place, "acl") if self.tokens[c].deprel == "acl:relcl"]
        found = [f for k in (*above, *beside) if self.scene.within(k, "attributing") for f in self.roles.slot(k, "subject")]
        return [p for f in found for p in self.roles.participants(f.place)]

    def _points(self, k: int) -> bool:
        if self.tokens[k].upos == "PRON":
            return k not in self.scene.actor_at
        told = self.scene.kids(k, "acl", "nmod", "ccomp", "amod")
        return self.scene.within(k, "charges") and self._known(k) and not told

    def _accuses(self, event: Event) -> bool:
        frame = self.frames[event.type]
        return frame.plover == "accuse" and frame.mode == "allege"

    def _before(self, i: int) -> list[Statement]:
        """Statements whose cue stands before ``i`` and not too far back, the last first."""
        near = [s for s in self.statements if s.cue is not None and s.sources and s.cue.end <= self.tokens[i].start]
        near = [s for s in near if s.cue is not None and 0 <= self._sentences_since(i, s.cue) <= _REACH]
        return sorted(near, key=lambda s: s.cue.start if s.cue is not None else 0, reverse=True)

    def _known(self, k: int) -> bool:
        """Whether the noun ``k`` is one that the reader knows: definite, demonstrative."""
        return any(self.tokens[d].feats.get("Definite") == "Def" or self.tokens[d].feats.get("PronType") == "Dem" for d in self.scene.kids(k, "det"))

    def _sentences_since(self, i: int, span: Span) -> int:
        inside = self.scene.parsed.tokens_in(span.start, span.end)
        return self.tokens[i].sent - self.tokens[inside[0]].sent if len(inside) else _REACH + 1

    # --- records --------------------------------------------------------------------------------------------

    def _participant(self, source: Source) -> Participant:
        return Participant(source.name, source.span, source.actor, source.country)

    def _step(self, rule: str, role: str, told: Span, people: Sequence[Participant]) -> Step:
        return Step(f"mul/events:{rule}", (("told", told), *((role, p.span) for p in people if p.span is not None)), role)
