"""Events: typed predications with roles, place, date and modality.

A word of table triggers tells a frame (table frames). Its roles are read from its own clause (:mod:`roles`), its
modality from grammar (:mod:`modality`) and from the innermost statement that carries it. The one who says it is
never made the one who did it: a subject of speech becomes an actor only where control or a pronoun says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..lexicon import Lexicon, Row
from ..model import Event, Mentions, Parsed, Participant, Span, Statement, Step
from .modality import Mode, Modes, carried, controls
from .roles import Found, Roles, key
from .scene import Scene, carriers
from .syntax import base

_NOUN_SLOTS = ("agent", "demonym", "possessive", "genitive")
_USES = ("reflexive", "infinitive", "oblique", "undergo")
_RANK = ("CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu")


@dataclass(frozen=True)
class Vocabulary:
    """Tables triggers and frames of a language."""

    triggers: dict[str, tuple[Row, ...]]
    light: dict[str, tuple[Row, ...]]
    frames: dict[str, Row]


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Triggers by lemma, the most demanding first."""
    frames = {row["frame"]: row for row in lexicon.table("frames")}
    triggers: dict[str, list[Row]] = {}
    light: dict[str, list[Row]] = {}
    for row in lexicon.table("triggers"):
        into = light if row["frame"] in ("light", "occurs") else triggers
        into.setdefault(row["lemma"].lower(), []).append(row)
    for rows in triggers.values():
        rows.sort(key=lambda row: -sum(bool(row[c]) for c in ("words", "with", "by")) - (row["use"] in _USES))
    return Vocabulary(
        {k: tuple(v) for k, v in triggers.items()}, {k: tuple(v) for k, v in light.items()}, frames
    )


def find_events(
    parsed: Parsed, mentions: Mentions, statements: Sequence[Statement], lexicon: Lexicon
) -> tuple[Event, ...]:
    """The events that a report tells, in text order; the same one told again is one event with anchors."""
    finder = _Finder(Scene(parsed, mentions, lexicon), lexicon, statements)
    return tuple(_merged(finder.events()))


class _Finder:
    def __init__(self, scene: Scene, lexicon: Lexicon, statements: Sequence[Statement]) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.words = vocabulary(lexicon)
        table = controls(lexicon)
        self.roles = Roles(scene, table)
        self.modes = Modes(scene, table)
        self.statements = statements

    def events(self) -> Iterator[Event]:
        """Every mention of an event, in text order."""
        places = [
            (i, lemma)
            for lemma, found in self.scene.parsed.by_lemma.items()
            if lemma in self.words.triggers
            for i in found
        ]
        for i, lemma in sorted(places):
            for row in self.words.triggers[lemma]:
                event = self._event(i, row) if self._fits(i, row) else None
                if event is not None:
                    yield event
                    break

    # --- does the word tell the frame -----------------------------------------------------------------------

    def _fits(self, i: int, row: Row) -> bool:
        token = self.tokens[i]
        verbal = token.upos in ("VERB", "AUX") or token.upos == "ADJ" and token.feats.get("VerbForm") == "Part"
        if verbal is not (row["upos"] == "VERB") or not verbal and token.upos != "NOUN":
            return False
        if verbal and not self._use_fits(i, row["use"]):
            return False
        below = self._below(i)
        if row["words"] and not all(any(self._is(k, word) for k in below) for word in row["words"]):
            return False
        if row["unless"] and any(self._is(k, word) for word in row["unless"] for k in below):
            return False
        if row["with"]:
            held = [k for f in self.roles.slot(i, "object") for k in self.scene.conjuncts(f.place)] if verbal else below
            if not any(self._is(k, word) for word in row["with"] for k in held):
                return False
        if row["by"]:
            done = [k for f in self.roles.slot(i, "subject") for k in self.scene.conjuncts(f.place)]
            return any(self._is(k, word) for word in row["by"] for k in done)
        return True

    def _use_fits(self, i: int, use: str) -> bool:
        reflexive = any(
            self.scene.within(k, "reflexive") and self.tokens[k].deprel != "expl:pass"
            for k in self.scene.kids(i, "expl", "obj", "iobj")
        )
        if use == "infinitive":
            return any(self.scene.form(k) == "Inf" for k in self.scene.kids(i, "xcomp", "ccomp", "obj"))
        return reflexive is (use == "reflexive")

    def _below(self, i: int) -> list[int]:
        """Dependents of ``i`` that may belong to its idiom, and what they are coordinated with."""
        return [
            c
            for k in self.scene.kids(i, "obj", "obl", "xcomp", "nmod", "amod", "nummod", "advmod", "acl", "nsubj")
            for c in (k, *(self.scene.kids(k, "conj", "nmod") if self.tokens[k].upos == "NOUN" else ()))
        ]

    def _is(self, k: int, word: str) -> bool:
        """Whether token ``k`` is a word of a table's cell: a lemma, an @group, or an @KIND of mention."""
        if not word.startswith("@"):
            return self.scene.lemma(k) == word.lower()
        actor = self.scene.actor_at.get(k)
        match word:
            case "@PLACE":
                return k in self.scene.place_at or actor is not None and actor.how == "metonym"
            case "@ACTOR":
                return actor is not None
            case "@PERSON":
                return actor is not None and actor.actor.kind == "person" and actor.actor.named
            case "@COMPANY":
                return actor is not None and actor.actor.kind in ("company", "unknown") and self.tokens[k].upos == "PROPN"
            case "@COUNTED":
                return self.tokens[k].upos == "NUM"
        return self.scene.within(k, word[1:])

    # --- the event ------------------------------------------------------------------------------------------

    def _event(self, i: int, row: Row) -> Event | None:
        frame = self.words.frames[row["frame"]]
        light = self._light(i) if row["upos"] == "NOUN" else None
        actors, steps = self._actors(i, row, frame, light)
        recipients, more = self._recipients(i, row, frame, light)
        steps += more
        if frame["symmetric"] and len(actors) > 1:
            recipients = actors[1:] + [p for p in recipients if key(p) not in {key(a) for a in actors}]
            actors = actors[:1]
            steps.append(Step("mul/events:sides", (), ""))
        if actors and not frame["symmetric"]:
            recipients = [p for p in recipients if key(p) not in {key(a) for a in actors}]
        if not _complete(frame["needs"], actors, recipients):
            return None
        mode = self.modes.of(i)
        hosts = [*dict.fromkeys([*([light[0]] if light else []), *mode.hosts])]
        place, date, where = self._where(i, hosts, frame, row)
        span = self._span(i, light)
        modality, factuality, ids, why = self._carried(i, mode)
        plover = frame["plover_to"] if frame["plover_to"] and any(p.country or p.actor for p in recipients) else frame["plover"]
        because = (
            Step(row.id, (("trigger", self.scene.parsed.span(i)),), f"type={row['frame']}"),
            Step(frame.id, (), f"plover={plover}"),
            *steps, *where, *mode.steps, *why,
        )  # fmt: skip
        return Event(
            _id(self.scene.parsed, row["frame"], self.scene.parsed.span(i)), row["frame"], plover, span,
            tuple(actors), tuple(recipients), place, date, modality, factuality, ids, because,
        )  # fmt: skip

    def _light(self, i: int) -> tuple[int, Row] | None:
        """The verb that lends its clause to the event noun ``i``, and its row."""
        first = i
        while base(self.tokens[first].deprel) == "conj" and self.tokens[self.tokens[first].head].upos == "NOUN":
            first = self.tokens[first].head
        relation, head = base(self.tokens[first].deprel), self.tokens[first].head
        undergoing = relation == "nsubj" and self.roles.passive(head)
        for row in self.words.light.get(self.scene.lemma(head), ()):
            if self.tokens[head].upos not in ("VERB", "ADJ"):
                continue
            if row["frame"] == "occurs":
                held = relation == "nsubj"
                fits = held and all(any(self._is(k, w) for k in self._below(head)) for w in row["words"])
            elif row["use"] == "oblique":
                fits = relation == "obl"
            else:
                fits = relation == "obj" or undergoing
            if fits:
                return head, row
        for k in self.scene.kids(first, "acl"):
            objects = [f.place for f in self.roles.logical(k)[1]] if self.tokens[k].upos == "VERB" else []
            for row in self.words.light.get(self.scene.lemma(k), ()):
                if row["frame"] == "light" and first in objects:
                    return k, row
        return None

    def _actors(self, i: int, row: Row, frame: Row, light: tuple[int, Row] | None) -> tuple[list[Participant], list[Step]]:
        slots = row["actor"] or (("subject",) if row["upos"] == "VERB" else _NOUN_SLOTS)
        if "none" in slots:
            return [], []
        found, steps = self._fill(i, slots, "actor", frame)
        if not found and light is not None and light[1]["frame"] == "light" and light[1]["use"] != "undergo":
            found, steps = self._fill(light[0], ("subject",), "actor", frame, rule="light_subject")
        if not found and frame["forces"]:
            objects = self.roles.slot(i, "object") if row["upos"] == "VERB" else self.roles.slot(i, "genitive")
            for item in objects:
                owned = [p for p in self.roles.participants(item.place) if p.country]
                if owned:
                    return owned, [Step("mul/events:owner_of_forces", self._binds("actor", owned), "actor")]
        return found, steps

    def _recipients(self, i: int, row: Row, frame: Row, light: tuple[int, Row] | None) -> tuple[list[Participant], list[Step]]:
        if light is not None and light[1]["use"] == "undergo":
            found, steps = self._fill(light[0], ("subject",), "recipient", frame, rule="light_undergoer")
            if found:
                return found, steps
        hosts = [i, *([light[0]] if light else [])]
        hosts += [k for k in self._below(i) if self.scene.lemma(k) in row["words"]]
        for host in hosts:
            slots = [s for s in row["recipient"] if host == i or s not in ("subject", "object", "genitive")]
            found, steps = self._fill(host, slots, "recipient", frame)
            if found:
                return found, steps
        return self._of_deed(i, row) if frame["speech"] else ([], [])

    def _of_deed(self, i: int, row: Row) -> tuple[list[Participant], list[Step]]:
        """The doer of the deed that a word of judgement is about: "condamne l'intervention russe"."""
        if "object" in row["recipient"] or "genitive" in row["recipient"]:
            slot = "object" if row["upos"] == "VERB" else "genitive"
            for deed in self.roles.slot(i, slot):
                for name in ("agent", "demonym", "possessive", "genitive"):
                    for found in self.roles.slot(deed.place, name):
                        named = [p for p in self.roles.participants(found.place) if p.country or p.actor]
                        if named:
                            return named, [Step("mul/events:deed", self._binds("recipient", named), "recipient")]
        return [], []

    def _fill(
        self, i: int, slots: Sequence[str], role: str, frame: Row, *, rule: str = ""
    ) -> tuple[list[Participant], list[Step]]:
        """The participants in the first slot that names any."""
        for slot in slots:
            people: list[Participant] = []
            for found in self.roles.slot(i, slot):
                people += [p for p in self._named(found, slot, role, frame) if key(p) not in {key(q) for q in people}]
            if people:
                how = rule or self.roles.slot(i, slot)[0].rule
                return people, [Step(f"mul/events:{how}", self._binds(role, people), role)]
        return [], []

    def _named(self, found: Found, slot: str, role: str, frame: Row) -> list[Participant]:
        people = self.roles.participants(found.place)
        if role == "actor" and slot != "between":
            # Places do nothing: only actors act.
            people = [p for p in people if p.actor or p.span is None or not self._is_place(p)]
        if role == "recipient" and not frame["destination"] and slot not in ("object", "subject", "genitive", "between"):
            people = [p for p in people if p.actor or not self._is_place(p)]
        return people

    def _is_place(self, participant: Participant) -> bool:
        span = participant.span
        return participant.actor is None and span is not None and any(
            place.span == span for k in self.scene.parsed.tokens_in(span.start, span.end)
            if (place := self.scene.place_at.get(k)) is not None
        )

    def _binds(self, role: str, people: Sequence[Participant]) -> tuple[tuple[str, Span], ...]:
        return tuple((role, p.span) for p in people if p.span is not None)

    # --- where and when, and who carries it -----------------------------------------------------------------

    def _where(self, i: int, hosts: list[int], frame: Row, row: Row) -> tuple[str | None, str | None, list[Step]]:
        """Place and date from the event's own clause; those of what others say of it are not its own."""
        place = date = None
        steps = []
        objects = [f.place for f in self.roles.slot(i, "object")] if row["upos"] == "VERB" else []
        for host in [i, *hosts, *objects]:
            for k in self.scene.kids(host, "obl", "nmod", "advmod", *(("obj",) if row["upos"] == "VERB" else ())):
                time = self.scene.time_at.get(k)
                if time is not None and date is None and host not in objects:
                    date = time.edtf
                    steps.append(Step("mul/events:date", (("date", time.span),), f"date={date}"))
                where = self.roles.place(k)
                if where is not None and place is None and not frame["speech"]:
                    place = where.name
                    steps.append(Step("mul/events:place", (("place", where.span),), f"place={place}"))
        return place, date, steps

    def _carried(self, i: int, mode: Mode) -> tuple[str, str, tuple[str, ...], list[Step]]:
        token = self.tokens[i]
        over = carriers(self.statements, token.start, token.end)
        timeless = token.upos == "NOUN" or self.scene.form(i) == "Inf" and not self.scene.kids(i, "aux")
        modality, factuality = carried(mode, over[0] if over else None, timeless=timeless)
        steps = []
        if over:
            binds = (("content", over[0].content[0]),)
            steps.append(Step("mul/events:carried", binds, f"modality={modality} factuality={factuality}"))
        return modality, factuality, tuple(s.id for s in over), steps

    def _span(self, i: int, light: tuple[int, Row] | None) -> Span:
        """The trigger with what completes it: its object, or the verb that lends its clause."""
        places = [i]
        if light is not None and light[1]["frame"] == "light":
            places.append(light[0])
        elif self.tokens[i].upos != "NOUN":
            places += [self.scene.phrase(k)[1] for k in self.scene.kids(i, "obj") if k > i]
        return self.scene.parsed.span(min(places), max(places))


def _complete(needs: str, actors: list[Participant], recipients: list[Participant]) -> bool:
    match needs:
        case "actor":
            return bool(actors)
        case "recipient":
            return bool(recipients)
        case "either":
            return bool(actors or recipients)
        case "both":
            return bool(actors and recipients)
    return True


def _id(parsed: Parsed, frame: str, span: Span) -> str:
    words = f"{parsed.report.text_sha256}|{frame}|{span.start}:{span.end}"
    return "e-" + hashlib.sha256(words.encode()).hexdigest()[:8]


# --- told again ---------------------------------------------------------------------------------------------


def _merged(events: Iterator[Event]) -> list[Event]:
    """One event for each, with further mentions as anchors."""
    kept: list[Event] = []
    for event in events:
        for n, other in enumerate(kept):
            if other.type == event.type and other.span.overlaps(event.span):
                # A verb and its own noun ("signer un traité") tell one event once; the richer telling stays.
                kept[n] = max(other, event, key=_told)
                break
            if _same(other, event):
                kept[n] = _joined(other, event)
                break
        else:
            kept.append(event)
    return kept


def _same(a: Event, b: Event) -> bool:
    if (a.type, a.modality) != (b.type, b.modality):
        return False
    if not _agree(a.date, b.date) or not _agree(a.place, b.place):
        return False
    x, y = {key(p) for p in a.actors}, {key(p) for p in b.actors}
    u, v = {key(p) for p in a.recipients}, {key(p) for p in b.recipients}
    if not (x == y or not x or not y) or not (u == v or not u or not v):
        return False
    return bool(x & y) or bool(u & v) and bool(x) is bool(y)


def _told(event: Event) -> int:
    return len(event.actors) + len(event.recipients) + bool(event.place) + bool(event.date)


def _agree(a: str | None, b: str | None) -> bool:
    return a == b or a is None or b is None


def _joined(a: Event, b: Event) -> Event:
    recipients = a.recipients or b.recipients
    plover = b.plover if recipients and not a.recipients else a.plover
    return replace(
        a,
        plover=plover,
        actors=a.actors or b.actors,
        recipients=recipients,
        place=a.place or b.place,
        date=a.date or b.date,
        factuality=min(a.factuality, b.factuality, key=_RANK.index),
        statements=tuple(dict.fromkeys((*a.statements, *b.statements))),
        because=(*a.because, Step("mul/events:told_again", (("again", b.span),), "")),
        anchors=(*a.anchors, b.span),
    )
