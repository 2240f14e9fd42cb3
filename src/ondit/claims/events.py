"""Events: typed predications with roles, place, date and modality.

A word of a language's frames tells a frame. Its roles are read from its own clause (:mod:`roles`), its
modality from grammar (:mod:`modality`) and from the innermost statement that carries it. The one who says it is
never made the one who did it: a subject of speech becomes an actor only where control or a pronoun says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import Frame, Lexicon, LightVerb, Trigger
from ..model import Event, Mentions, Parsed, Participant, Span, Statement, Step
from .context import Context
from .effects import Mode, carried, controls
from .ground import Ground, carriers
from .modality import Modes
from .roles import Found, Roles, key
from .told_again import deeds, merged
from .triggers import Triggers

_GRAMMATICAL = ("object", "subject", "genitive", "between")
_ACTIVE = ("compound", "control", "agent", "subject", "relative", "possessive", "preposition")
_HOSTILE = ("assault", "coerce", "sanction", "accuse", "reject", "threaten")
_NOUN_SLOTS = ("agent", "demonym", "possessive", "genitive")


def find_events(
    parsed: Parsed, mentions: Mentions, statements: Sequence[Statement], lexicon: Lexicon
) -> tuple[Event, ...]:
    """The events that a report tells, in text order; the same one told again is one event with anchors."""
    finder = _Finder(Ground(parsed, mentions, lexicon), lexicon, statements)
    return tuple(merged(deeds(finder.events(), finder.frames), finder.frames))


class _Finder:
    def __init__(self, scene: Ground, lexicon: Lexicon, statements: Sequence[Statement]) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        table = controls(lexicon)
        self.roles = Roles(scene, table)
        self.triggers = Triggers(scene, self.roles, lexicon)
        self.frames = lexicon.frames.frames
        self.modes = Modes(scene, table)
        self.statements = statements
        self.context = Context(scene, self.roles, self.frames, statements)

    def events(self) -> list[Event]:
        """Every mention of an event, in text order; nameless forces are asked for again when all is told."""
        silent: list[tuple[int, Trigger]] = []
        found: list[tuple[int, Event]] = []
        for i, rows in self.triggers:
            fitting = [row for row in rows if self.triggers.fits(i, row)]
            event = next((event for row in fitting if (event := self._event(i, row)) is not None), None)
            if event is None:
                silent += [(i, row) for row in fitting if self.frames[row.frame].forces]
            else:
                self.context.told.append(event)
                found.append((i, event))
        found += [(i, event) for i, row in silent if (event := self._event(i, row)) is not None]
        return [event for _, event in sorted(found, key=lambda each: each[0])]

    # --- the event ------------------------------------------------------------------------------------------

    def _event(self, i: int, row: Trigger) -> Event | None:
        frame = self.frames[row.frame]
        light = self.triggers.light(i) if row.upos == "NOUN" else None
        actors, steps = self._actors(i, row, frame, light)
        recipients, more = self._recipients(i, row, frame, light)
        steps += more
        arranged = light is not None and frame.symmetric and self.scene.within(light[0], "arranging")
        if arranged and actors and not recipients and row.upos == "NOUN" and any(s.rule == "mul/events:light_subject" for s in steps):
            recipients, more = self.context.sides(i, frame, actors)
            steps += more
        elif len(actors) > 1 and not recipients and (frame.symmetric or any(s.rule == "mul/events:between" for s in steps)):
            recipients = actors[1:]
            actors = actors[:1]
            steps.append(Step("mul/events:sides", (), ""))
        if not recipients and frame.answers:
            recipients, more = self._denied(i, actors)
            steps += more
        if frame.plover in _HOSTILE and len(recipients) == 1 and len(actors) == 1:
            recipients, more = self.context.of_the_other(i, actors[0], recipients[0])
            steps += more
        if actors and not frame.symmetric:
            recipients = [p for p in recipients if not any(self._self(p, a, frame.destination) for a in actors)]
        complete = self._complete(row, frame, actors, recipients)
        by_place = not complete and not row.needs and frame.needs == "either" and frame.plover == "assault"
        if not (complete or by_place) or self._done_by_things(i, row, frame, actors) or self._only_named(i, actors, recipients):
            return None
        mode = self.modes.of(i)
        hosts = [*dict.fromkeys([*([light[0]] if light else []), *mode.hosts])]
        place, date, where = self._where(i, hosts, frame, row)
        if by_place and place is None:
            return None
        if place is not None and actors and not recipients:
            recipients, more = self._struck_there(i, row, frame, actors, hosts)
            steps += more
        if frame.needs == "none" and not (place or date or recipients or actors or light):
            return None
        span = self._span(i, light)
        modality, factuality, ids, why = self._carried(i, mode, frame)
        plover = frame.plover_to if frame.plover_to and any(p.country or p.actor for p in recipients) else frame.plover
        because = (
            Step(row.id, (("trigger", self.scene.parsed.span(i)),), f"type={row.frame}"),
            Step(frame.id, (), f"plover={plover}"),
            *steps, *where, *mode.steps, *why,
        )  # fmt: skip
        return Event(
            _id(self.scene.parsed, row.frame, self.scene.parsed.span(i)), row.frame, plover, span,
            tuple(actors), tuple(recipients), place, date, modality, factuality, ids, because,
        )  # fmt: skip

    def _denied(self, i: int, actors: list[Participant]) -> tuple[list[Participant], list[Step]]:
        """Whose claim is denied: who said it last, or who accused the one who denies."""
        found, steps = self.context.claimant(i, actors)
        return (found, steps) if found else self.context.accuser(i, actors)

    def _struck_there(
        self, i: int, row: Trigger, frame: Frame, actors: list[Participant], hosts: list[int]
    ) -> tuple[list[Participant], list[Step]]:
        """Whose works are struck: of the country in which they stand, where that is not the one who strikes ("hit a depot in X")."""
        objects = [f.place for f in self.roles.slot(i, "object")] if row.upos == "VERB" else []
        if not frame.destination or frame.plover != "assault" or not objects or not all(self.scene.within(k, "places") for k in objects):
            return [], []
        for host in (*objects, i, *hosts):
            for k in self.scene.kids(host, "nmod", "obl"):
                where = self.roles.place(k)
                country = self.scene.country_names.get(where.country or "") if where is not None else None
                if where is not None and country and all(a.country and a.country != where.country for a in actors):
                    people = [Participant(country, where.span, where.country, where.country)]
                    return people, [Step("mul/events:struck_there", self._binds("recipient", people), "recipient")]
        return [], []

    def _complete(self, row: Trigger, frame: Frame, actors: list[Participant], recipients: list[Participant]) -> bool:
        """Whether the roles that a frame needs are filled, and by somebody known where it asks for that."""
        needs = row.needs or frame.needs
        if needs == "none":
            return True
        if not frame.anyone and not any(p.country or p.actor in self.scene.named for p in (*actors, *recipients)):
            return False
        match needs:
            case "actor":
                return bool(actors)
            case "recipient":
                return bool(recipients)
            case "either":
                return bool(actors or recipients)
        return bool(actors and recipients)

    def _done_by_things(self, i: int, row: Trigger, frame: Frame, actors: list[Participant]) -> bool:
        """Whether the deed has a doer that is nobody ("tuée par la chute d'un arbre"): then it is no act."""
        if actors or row.upos != "VERB" or frame.needs != "either" or "none" in row.actor:
            return False
        things = (f.place for f in self.roles.slot(i, "subject") if not self.scene.is_relative(f.place))
        return any(not self.scene.within(k, "arms") and not self._tells_deed(k) for k in things)

    def _tells_deed(self, k: int) -> bool:
        """Whether token ``k`` is a noun that tells a deed of somebody ("the strike killed …"), and no mishap."""
        rows = self.triggers.words.triggers.get(self.scene.lemma(k), ()) if self.tokens[k].upos == "NOUN" else ()
        return any(row.upos == "NOUN" and self.frames[row.frame].needs != "none" for row in rows)

    def _only_named(self, i: int, actors: list[Participant], recipients: list[Participant]) -> bool:
        """Whether an event noun only tells what another noun is for: "fire service", "projet de fusion"."""
        token = self.tokens[i]
        if token.upos != "NOUN" or actors or recipients:
            return False
        if token.deprel == "compound":
            return True
        own = self.scene.kids(i, "det", "nummod", "amod", "acl")
        return self.scene.rel[i] == "nmod" and not own and token.feats.get("Number") != "Plur" and bool(self.scene.case(i))

    def _self(self, recipient: Participant, actor: Participant, destination: bool) -> bool:
        """Whether a recipient is the actor again, or (of the actor's own country) its state or a place."""
        if recipient.actor is not None and recipient.actor == actor.actor:
            return True
        if recipient.country is None or recipient.country != actor.country:
            return False
        return self._is_place(recipient) or destination and self._at_place(recipient.span)

    def _actors(self, i: int, row: Trigger, frame: Frame, light: tuple[int, LightVerb] | None) -> tuple[list[Participant], list[Step]]:
        slots = row.actor or (("subject",) if row.upos == "VERB" else _NOUN_SLOTS)
        if "none" in slots:
            return [], []
        found, steps = self._fill(i, slots, "actor", frame, apart=self._idiom(i, row))
        if not found and row.upos == "VERB" and "subject" in slots:
            found, steps = self._doers(i)
        if not found and light is not None and light[1].lends == "subject":
            found, steps = self._fill(light[0], ("subject",), "actor", frame, rule="light_subject")
        if not found and row.upos == "NOUN":
            found, steps = self._attends(i, frame)
        if not found and frame.forces:
            objects = self.roles.slot(i, "object") if row.upos == "VERB" else self.roles.slot(i, "genitive")
            for item in objects:
                owned = [p for p in self.roles.participants(item.place) if p.country]
                if owned:
                    return owned, [Step("mul/events:owner_of_forces", self._binds("actor", owned), "actor")]
            if objects:
                return self.context.sender(objects)
        return found, steps

    def _recipients(self, i: int, row: Trigger, frame: Frame, light: tuple[int, LightVerb] | None) -> tuple[list[Participant], list[Step]]:
        if light is not None and light[1].lends == "undergoer":
            found, steps = self._fill(light[0], ("subject",), "recipient", frame, rule="light_undergoer")
            if found:
                return found, steps
        hosts = [i, *([light[0]] if light else [])]
        hosts += [k for k in self.triggers.below(i) if self.scene.lemma(k) in row.words]
        for host in hosts:
            slots = [s for s in row.recipient if host == i or s not in ("subject", "object", "genitive", "works")]
            if host != i and light is not None and light[1].lends == "occurs" and light[1].lemma in row.recipient:
                slots.insert(0, "object")  # "a strike hit X"
            found, steps = self._fill(host, slots, "recipient", frame)
            if found:
                return found, steps
        found, steps = self._of_infinitive(i, row)
        if not found and frame.speech and frame.plover != "reject":
            found, steps = self._of_deed(i, row)
        return found, steps

    def _of_infinitive(self, i: int, row: Trigger) -> tuple[list[Participant], list[Step]]:
        """To whom that would be done which one agrees or refuses to do: "refused to meet X", "a accepté d'aider X"."""
        if row.use != "infinitive" or self.roles.controls.by_object(self.scene.phrasal(i)):
            return [], []
        for item in self.roles.slot(i, "infinitive"):
            for k in (item.place, *(f.place for f in self.roles.objects(item.place))):
                for inner in self.triggers.words.triggers.get(self.scene.lemma(k), ()):
                    if inner.use != "infinitive" and self.triggers.fits(k, inner):
                        found, _ = self._recipients(k, inner, self.frames[inner.frame], self.triggers.light(k) if inner.upos == "NOUN" else None)
                        found = [self._country(p) if self._is_place(p) else p for p in found]
                        if found:
                            return found, [Step("mul/events:infinitive", self._binds("recipient", found), "recipient")]
        return [], []

    def _attends(self, i: int, frame: Frame) -> tuple[list[Participant], list[Step]]:
        """Who takes part in a meeting by speaking there: "gave the figure in a meeting", "a-t-il dit lors d'une réunion"."""
        head = self.tokens[i].head
        if frame.plover != "consult" or self.scene.rel[i] != "obl" or self.tokens[head].upos != "VERB" or self.scene.case(i) not in self.scene.words["attending"]:
            return [], []
        if not self.scene.within(head, "telling") or self.scene.kids(i, "acl"):
            return [], []
        return self._fill(head, ("subject",), "actor", frame, rule="attends")

    def _doers(self, i: int) -> tuple[list[Participant], list[Step]]:
        """Whose deed does what verb ``i`` tells: "a Russian strike killed …", "were killed in a Russian strike"."""
        means = self.scene.words["means"]
        told = [f.place for f in self.roles.slot(i, "subject")] + [k for case, k in self.scene.cases(i) if case in means]
        for deed in told:
            if self._tells_deed(deed):
                for name in ("agent", "demonym", "possessive"):
                    for found in self.roles.slot(deed, name):
                        named = [p for p in self._named(found, name, "actor", None) if p.country or p.actor]
                        if named:
                            return named, [Step("mul/events:deed_of", self._binds("actor", named), "actor")]
        return [], []

    def _of_deed(self, i: int, row: Trigger) -> tuple[list[Participant], list[Step]]:
        """The doer of the deed that a word of judgement is about: "condamne l'intervention russe"."""
        if "object" in row.recipient or "genitive" in row.recipient:
            slot = "object" if row.upos == "VERB" else "genitive"
            for deed in self.roles.slot(i, slot):
                undergoes = self.triggers.takes(deed.place, "genitive")
                for name in ("agent", "demonym", "possessive", *(() if undergoes else ("genitive",))):
                    for found in self.roles.slot(deed.place, name):
                        named = [p for p in self.roles.participants(found.place) if p.country or p.actor]
                        if named:
                            return named, [Step("mul/events:deed", self._binds("recipient", named), "recipient")]
        return [], []

    def _idiom(self, i: int, row: Trigger) -> frozenset[int]:
        """Places of the words that only complete an event noun: the State of a "coup d'État" does nothing."""
        words = [word for word in row.words if not word.startswith("@")] if row.upos == "NOUN" else []
        return frozenset(k for k in self.triggers.below(i) if any(self.triggers.is_(k, word) for word in words)) if words else frozenset()

    def _fill(
        self, i: int, slots: Sequence[str], role: str, frame: Frame, *, rule: str = "", apart: frozenset[int] = frozenset()
    ) -> tuple[list[Participant], list[Step]]:
        """The participants in the first slot that names any."""
        for slot in slots:
            people: list[Participant] = []
            for found in self.roles.slot(i, slot):
                if found.place in apart or slot == "genitive" and role == "actor" and self.scene.within(found.place, "places"):
                    continue  # "l'attaque d'une base": works and areas do nothing
                named = self.roles.spoken_for(found.place) if frame.speech and role == "actor" else []
                people += [p for p in named or self._named(found, slot, role, frame) if key(p) not in {key(q) for q in people}]
            if people:
                how = rule or self.roles.slot(i, slot)[0].rule
                return people, [Step(f"mul/events:{how}", self._binds(role, people), role), *self.roles.resolutions(i, slot)]
        return [], []

    def _named(self, found: Found, slot: str, role: str, frame: Frame | None) -> list[Participant]:
        people = self.roles.participants(found.place)
        if role == "actor" and found.rule in _ACTIVE or role == "recipient" and slot not in _GRAMMATICAL:
            # A country is one who acts or is acted upon where the grammar says so, whatever the words around it.
            people = [self._country(p) if self._is_place(p, "country") else p for p in people]
        if role == "actor" and frame is not None and frame.things and not people and self.scene.tokens[found.place].upos in ("NOUN", "PROPN"):
            parts = [k for k in self.scene.kids(found.place, "appos", "flat", "nmod", "amod", "compound") if not self.scene.case(k)]
            named = any(self.tokens[k].upos == "PROPN" for k in parts)
            if found.rule == "self" and not named:
                return []  # "floods" alone tells from no others
            span = self.scene.parsed.span(min(found.place, *parts) if parts else found.place, max(found.place, *parts) if parts else None)
            return [Participant(span.quote, span)]
        if role == "actor" and slot != "between":
            # Places do nothing: only actors act.
            people = [p for p in people if p.actor or p.span is None or not self._is_place(p)]
        if frame is None:
            return people
        if role == "recipient" and not frame.destination and slot not in _GRAMMATICAL:
            people = [p for p in people if p.actor or not self._is_place(p)]
        if role == "recipient" and frame.destination:
            # What is done to a place or sent to it is done to its country.
            people = [self._country(p) if self._is_place(p) else p for p in people]
        return people

    def _country(self, place: Participant) -> Participant:
        name = self.scene.country_names.get(place.country or "")
        return replace(place, name=name, actor=place.country) if name else place

    def _is_place(self, participant: Participant, precision: str = "") -> bool:
        """Whether a participant is named as a place (of that precision, where one is asked for)."""
        return participant.actor is None and self._at_place(participant.span, precision)

    def _at_place(self, span: Span | None, precision: str = "") -> bool:
        return span is not None and any(
            place.span == span for k in self.scene.parsed.tokens_in(span.start, span.end)
            if (place := self.scene.place_at.get(k)) is not None and place.precision.startswith(precision)
        )

    def _binds(self, role: str, people: Sequence[Participant]) -> tuple[tuple[str, Span], ...]:
        return tuple((role, p.span) for p in people if p.span is not None)

    # --- where and when, and who carries it -----------------------------------------------------------------

    def _where(self, i: int, hosts: list[int], frame: Frame, row: Trigger) -> tuple[str | None, str | None, list[Step]]:
        """Place and date from the event's own clause; those of what others say of it are not its own."""
        place = date = None
        steps = []
        objects = [f.place for f in self.roles.slot(i, "object")] if row.upos == "VERB" else []
        beside = [k for k in self.scene.kids(i, "acl") if row.upos == "NOUN" and not self.scene.is_finite(k)]
        for host in [i, *hosts, *objects, *beside]:
            for k in self.scene.kids(host, "obl", "nmod", "advmod", *(("obj",) if row.upos == "VERB" else ())):
                time = self.scene.time_at.get(k)
                if time is not None and time.edtf and date is None and host not in objects and host not in beside:
                    date = time.edtf
                    steps.append(Step("mul/events:date", (("date", time.span),), f"date={date}"))
                where = (self.roles.place(k) or self.roles.place_within(k)) if not self.roles.taken(host, self.scene.case(k)) else None
                if where is None and self.scene.within(k, "relative_place"):
                    noun = self.scene.antecedent(k)
                    where = self.roles.place(noun) if noun is not None else None
                if where is not None and place is None and not frame.speech:
                    place = where.name
                    steps.append(Step("mul/events:place", (("place", where.span),), f"place={place}"))
        if date is None and row.upos == "VERB" and not frame.speech:
            date, step = self._loose_date(i)
            steps += step
        return place, date, steps

    def _loose_date(self, i: int) -> tuple[str | None, list[Step]]:
        """A bare date that a parser has hung on the object: "a frappé l'est du pays dimanche"."""
        stack = self.scene.kids(i, "obj", "obl")
        while stack:
            k = stack.pop(0)
            time = self.scene.time_at.get(k)
            if time is not None and time.edtf and (not self.scene.case(k) or self.scene.case(k) in self.scene.words["date_prepositions"]):
                return time.edtf, [Step("mul/events:date", (("date", time.span),), f"date={time.edtf}")]
            stack += [c for c in self.scene.kids(k, "nmod", "obl", "flat") if c > k and self.tokens[c].upos in ("NOUN", "PROPN", "NUM")]
        return None, []

    def _carried(self, i: int, mode: Mode, frame: Frame) -> tuple[str, str, tuple[str, ...], list[Step]]:
        token = self.tokens[i]
        over = carriers(self.statements, token.start, token.end)
        if frame.speech and token.upos == "NOUN":
            # Who rejects an accusation does not deny that it was made.
            over = [statement for statement in over if statement.stance != "denies"]
        timeless = token.upos == "NOUN" or self.scene.form(i) == "Inf" and not self.scene.kids(i, "aux")
        modality, factuality = carried(mode, over[0] if over else None, timeless=timeless)
        steps = []
        if over:
            binds = (("content", over[0].content[0]),)
            steps.append(Step("mul/events:carried", binds, f"modality={modality} factuality={factuality}"))
        return modality, factuality, tuple(s.id for s in over), steps

    def _span(self, i: int, light: tuple[int, LightVerb] | None) -> Span:
        """The trigger with what completes it: its object, or the verb that lends its clause."""
        places = [i]
        if light is not None and light[1].lends != "occurs":
            places.append(light[0])
        elif self.tokens[i].upos != "NOUN":
            places += [self.scene.phrase(k)[1] for k in self.scene.kids(i, "obj") if k > i]
        return self.scene.parsed.span(min(places), max(places))


def _id(parsed: Parsed, frame: str, span: Span) -> str:
    words = f"{parsed.report.text_sha256}|{frame}|{span.start}:{span.end}"
    return "e-" + hashlib.sha256(words.encode()).hexdigest()[:8]
