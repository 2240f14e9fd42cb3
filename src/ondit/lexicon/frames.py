"""Frames: kinds of event, one file each, and in every language the words that tell them.

``mul/frames/<frame>.yaml`` says what a frame means; ``<code>/frames/<frame>.yaml`` is a list of groups of words with
one pattern of arguments; ``<code>/frames/_light.yaml`` the verbs that lend their clause to an event noun;
``<code>/frames/_gaps.yaml`` the frames for which the language has no words, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from .nodes import Entry, entries, texts

PLOVER = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject",
    "threaten", "protest", "sanction", "mobilize", "coerce", "assault", "other",
)
NEEDS = ("actor", "recipient", "either", "both", "none")
ROLES = ("actor", "recipient", "object", "place", "time")
USES = ("", "reflexive", "infinitive", "intransitive", "obliging")
LENDS = ("subject", "undergoer", "occurs")
_FLAGS = ("symmetric", "speech", "forces", "destination", "anyone", "things", "harm", "answers")
_PARTS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
_PATTERN = ("with", "by", "words", "unless", "particle", "case", "actor", "recipient")
KINDS = ("PLACE", "ACTOR", "PERSON", "COMPANY", "COUNTED")
"""What a word with @ may ask of a mention."""
LIGHT, GAPS = "_light", "_gaps"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A kind of event.

    ``plover`` is its root, ``mode`` and ``contexts`` what PLOVER adds, ``plover_to`` the root where a recipient other
    than the actor is named; ``cameo`` the most exact CAMEO code (its first two digits are the root, "" where there is
    none). ``needs`` are the roles without which its words are no event. ``symmetric``: both sides do the same;
    ``speech``: done by speaking; ``forces``: the forces that are moved are the actor's; ``destination``: the country of
    a place in a recipient's slot is a recipient; ``anyone``: persons whom nobody knows are enough; ``things``: what does it may be no actor (a storm); ``harm``: where nobody does it and the
    report tells an accident or a disaster, that did it; ``answers``: done to what others say, so that its recipient is who
    said it. ``kind_of``: the wider frame that may tell the same event.
    """

    name: str
    says: str
    roles: Mapping[str, str]
    plover: str
    mode: str
    contexts: tuple[str, ...]
    plover_to: str
    cameo: str
    needs: str
    traps: tuple[str, ...]
    where: str
    symmetric: bool = False
    speech: bool = False
    forces: bool = False
    destination: bool = False
    anyone: bool = False
    things: bool = False
    harm: bool = False
    answers: bool = False
    kind_of: str = ""

    @property
    def id(self) -> str:
        return f"mul/frames:{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A word that tells a frame, and where its sentence names who takes part.

    ``upos`` is VERB, NOUN or ADJ. ``use``: reflexive, infinitive (only with one), intransitive (no
    object), obliging (with a clause that says what somebody must do) or "" (nothing asked for, and no reflexive allowed). Lists of words hold lemmas, @groups of table word_groups and @KINDS of mention: one of
    ``with_`` must be the object (of a noun: depend on it), one of ``by`` the subject, all of ``words`` must depend on
    the word, none of ``unless`` may (@@group: stand in its sentence), one of ``particle`` must be its particle and
    one of ``case`` stand before one of its complements.
    ``actor`` and ``recipient`` are slots, best first; ``needs`` asks for other roles than the frame does, and ``cameo``
    is a code that fits the word better than the frame's ("" for the frame's). ``oneway``: one side does it to the other,
    though the frame is symmetric ("ratified the treaty with").
    """

    frame: str
    lemma: str
    upos: str
    use: str
    with_: tuple[str, ...]
    by: tuple[str, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...]
    particle: tuple[str, ...]
    case: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    id: str
    where: str
    needs: str = ""
    cameo: str = ""
    oneway: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LightVerb:
    """A verb that lends its clause to an event noun.

    ``lends`` tells what its subject is: the doer (subject), who undergoes it (undergoer), or the event noun itself
    (occurs). The noun is its object, or behind one of the words of ``case`` where ``oblique`` (any, if none is named).
    """

    lemma: str
    lends: str
    oblique: bool
    case: tuple[str, ...]
    words: tuple[str, ...]
    particle: tuple[str, ...]
    id: str
    where: str


@dataclass(frozen=True, eq=False)
class Frames:
    """All frames, and one language's words for them. ``gaps``: frames that the language leaves out, with the reason."""

    frames: Mapping[str, Frame]
    triggers: tuple[Trigger, ...]
    light: tuple[LightVerb, ...]
    gaps: Mapping[str, str]

    def find(self, entry_id: str) -> Frame | Trigger | LightVerb | None:
        """The entry that a Because calls ``mul/frames:NAME`` or ``<code>/frames:NAME:WORD…``."""
        every: tuple[Frame | Trigger | LightVerb, ...] = (*self.frames.values(), *self.triggers, *self.light)
        return next((each for each in every if each.id == entry_id), None)

    @cached_property
    def words(self) -> frozenset[str]:
        """Lemmas (lower case) that tell an event or lend their clause to one."""
        return frozenset(lemma.lower() for lemma in (*(t.lemma for t in self.triggers), *(v.lemma for v in self.light)))

    @property
    def unread(self) -> tuple[str, ...]:
        """Frames for which the language has no word."""
        told = {trigger.frame for trigger in self.triggers}
        return tuple(name for name in self.frames if name not in told)


def describe(entry: Frame | Trigger | LightVerb) -> str:
    """What an entry means, in words, with its file and line."""
    if isinstance(entry, Frame):
        return f"{entry.says} [{entry.where}]"
    said = "A word that tells an event." if isinstance(entry, Trigger) else "A verb that lends its clause to an event noun."
    cells = []
    for each in fields(entry):
        value = getattr(entry, each.name)
        if each.name not in ("id", "where") and value:
            cells.append(f"{each.name.rstrip('_')}={'|'.join(value) if isinstance(value, tuple) else 'yes' if value is True else value}")
    return f"{said} Entry: {', '.join(cells)} [{entry.where}]"


def read_frames(root: Path, common: str, code: str, faults: list[str]) -> Frames:
    """The frames of ``root/common`` with the words of ``root/code``; faults are added as ``file:line: message``."""
    frames: dict[str, Frame] = {}
    for path in sorted((root / common / "frames").glob("*.yaml")):
        for entry in entries(path, f"{common}/frames/{path.name}", faults, one=True):
            frame = _guarded(f"{common}/frames/{path.name}:{entry.line}", faults, _frame, path.stem, entry)
            if frame is not None:
                frames[frame.name] = frame
    for frame in frames.values():
        if frame.kind_of and frame.kind_of not in frames:
            faults.append(f"{frame.where}: 'kind_of': there is no frame '{frame.kind_of}'")
    triggers: list[Trigger] = []
    light: list[LightVerb] = []
    gaps: dict[str, str] = {}
    for path in sorted((root / code / "frames").glob("*.yaml")) if code != common else ():
        name = f"{code}/frames/{path.name}"
        found = entries(path, name, faults)
        if path.stem == LIGHT:
            light += _each(found, name, faults, partial(_light, code))
        elif path.stem == GAPS:
            for entry in found:
                gaps.update(_guarded(f"{name}:{entry.line}", faults, _gap, entry, frames) or {})
        elif path.stem in frames:
            triggers += _each(found, name, faults, partial(_group, code, path.stem))
        else:
            faults.append(f"{name}:1: no frame {common}/frames/{path.name} says what this kind of event is")
    return Frames(frames, tuple(triggers), tuple(light), gaps)


def _guarded(where: str, faults: list[str], make: Callable[..., Any], *given: Any) -> Any:
    try:
        return make(*given, where) if make is not _gap else make(*given)
    except ValueError as error:
        faults.append(f"{where}: {error}")
        return None


def _each(found: list[Entry], name: str, faults: list[str], make: Callable[[Entry, str], Iterator[Any]]) -> list[Any]:
    """What the groups of a file give; an entry that stands twice is a fault."""
    made: dict[str, Any] = {}
    for entry in found:
        where = f"{name}:{entry.line}"
        for item in _guarded(where, faults, lambda entry, where: list(make(entry, where)), entry) or ():
            if item.id in made:
                faults.append(f"{where}: '{item.id}' stands already at {made[item.id].where}; tell the groups apart by 'name'")
            else:
                made[item.id] = item
    if not found:
        faults.append(f"{name}:1: no entry (an empty file is a hidden gap: fill it or delete it)")
    return list(made.values())


def _frame(name: str, entry: Entry, where: str) -> Frame:
    values = entry.values
    _known(values, ("says", "roles", "plover", "cameo", "needs", "traps", "kind_of", *_FLAGS))
    _known(values.get("roles", {}), ROLES)
    plover = values.get("plover", {})
    _known(plover, ("event", "mode", "context", "to"))
    for key in ("says", "needs", "plover"):
        if not values.get(key):
            raise ValueError(f"'{key}' is missing")
    _choice("needs", values["needs"], NEEDS)
    for key in ("event", *(["to"] if "to" in plover else [])):
        _choice(f"plover: {key}", plover.get(key, ""), PLOVER)
    cameo = _code(values)
    for flag in _FLAGS:
        _choice(flag, values.get(flag, "yes"), ("yes",))
    return Frame(
        name, values["says"], values.get("roles", {}), plover["event"], plover.get("mode", ""), _list(plover, "context"),
        plover.get("to", ""), cameo, values["needs"], _list(values, "traps"), where, **{flag: flag in values for flag in _FLAGS}, kind_of=values.get("kind_of", ""),
    )  # fmt: skip


def _group(code: str, frame: str, entry: Entry, where: str) -> Iterator[Trigger]:
    values = entry.values
    _known(values, (*_PARTS, "name", "use", "needs", "cameo", "oneway", *_PATTERN))
    _choice("oneway", values.get("oneway", "yes"), ("yes",))
    _choice("use", values.get("use", ""), USES)
    _choice("needs", values.get("needs", ""), ("", *NEEDS))
    lists = {key: _list(values, key) for key in _PATTERN}
    if not any(part in values for part in _PARTS):
        raise ValueError(f"a group names its words: {', '.join(_PARTS)}")
    for part, upos in _PARTS.items():
        for lemma in _list(values, part):
            parts = (frame, lemma, upos, values.get("use", ""), values.get("name", "") or "+".join(lists["particle"] + lists["case"] + lists["words"]))
            yield Trigger(
                frame, lemma, upos, values.get("use", ""), lists["with"], lists["by"], lists["words"], lists["unless"],
                lists["particle"], lists["case"], lists["actor"], lists["recipient"], f"{code}/frames:{':'.join(parts).rstrip(':')}", where,
                values.get("needs", ""), _code(values), "oneway" in values,
            )  # fmt: skip


def _code(values: Mapping[str, Any]) -> str:
    """The CAMEO code of an entry, "" where it has none."""
    cameo: str = values.get("cameo", "")
    if cameo and not (cameo.isdigit() and 2 <= len(cameo) <= 4):
        raise ValueError(f"'cameo': '{cameo}' is no code of two to four digits")
    return cameo


def _light(code: str, entry: Entry, where: str) -> Iterator[LightVerb]:
    values = entry.values
    _known(values, ("verbs", "lends", "noun", "case", "words", "particle"))
    _choice("lends", values.get("lends", ""), LENDS)
    _choice("noun", values.get("noun", "object"), ("object", "oblique"))
    oblique = values.get("noun") == "oblique"
    case, words, particle = (_list(values, key) for key in ("case", "words", "particle"))
    for lemma in _list(values, "verbs"):
        parts = (lemma, values["lends"], *(["oblique"] if oblique else []), *case, *words, *particle)
        yield LightVerb(lemma, values["lends"], oblique, case, words, particle, f"{code}/frames:{LIGHT}:{':'.join(parts)}", where)


def _gap(entry: Entry, frames: Mapping[str, Frame]) -> dict[str, str]:
    _known(entry.values, ("frame", "why"))
    name, why = entry.values.get("frame", ""), entry.values.get("why", "")
    _choice("frame", name, tuple(frames))
    if not why:
        raise ValueError("'why' is missing")
    return {name: why}


def _known(values: Any, keys: tuple[str, ...]) -> None:
    if not isinstance(values, dict):
        raise ValueError(f"a map with {', '.join(keys)} is asked for here")
    for key in values:
        if key not in keys:
            raise ValueError(f"unknown key '{key}'; there are {', '.join(keys)}")


def _choice(key: str, value: Any, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"'{key}': '{value}' is none of {', '.join(each or 'nothing' for each in known)}")


def _list(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    try:
        return texts(values[key]) if key in values else ()
    except ValueError as error:
        raise ValueError(f"'{key}' {error}") from error
