"""Cases of one frame each, ``languages/<code>/cases/frames/<frame>.yaml``: ``python -m benchmarks.frame_cases [CODE]``.

    actor: PER             # country of the actor and of the recipient in every sentence under told, where they are asked for
    recipient: BOL
    told: [...]            # the event is told as past
    denied: [...]          # the event is told, and as negated only
    open: [...]            # the event is told, as future or hypothetical only
    other: [...]           # metaphor, sport, another sense: no past event of the frame
    fails: {sentence: why} # sentences above that are known to fail, until somebody mends them

Printed are the share that holds by frame and, whatever else fails, events told as past that are not: there must be none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import ondit
from ondit.model import Event

LANGUAGES = Path(ondit.__file__).resolve().parent / "languages"
KINDS = {"told": ("historical",), "denied": ("negated",), "open": ("future", "hypothetical"), "other": ()}
KEYS = {"actor", "recipient", "fails", *KINDS}


@dataclass(frozen=True, slots=True)
class FrameCase:
    lang: str
    frame: str
    kind: str
    text: str
    actor: str | None
    recipient: str | None
    fails: str | None


def cases(code: str = "*") -> Iterator[FrameCase]:
    """The cases of a language, or of all. Raises ValueError naming the file that is faulty."""
    for path in sorted(LANGUAGES.glob(f"{code}/cases/frames/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        fails = data.get("fails") or {}
        texts = [text for kind in KINDS for text in data.get(kind) or ()]
        unknown = [*(set(data) - KEYS), *(set(fails) - set(texts))]
        if unknown or len(set(texts)) != len(texts):
            raise ValueError(f"{path}: {unknown[0] if unknown else 'a sentence stands twice'}")
        for kind in KINDS:
            for text in data.get(kind) or ():
                yield FrameCase(path.parents[2].name, path.stem, kind, text, data.get("actor"), data.get("recipient"), fails.get(text))


def fault(case: FrameCase, events: Sequence[Event]) -> str | None:
    """What is wrong with the events of a case's sentence, in words, or None."""
    here = [event for event in events if event.type == case.frame]
    if told_as_past(case, events):
        return "told as past"
    if case.kind == "other":
        return None
    fitting = [event for event in here if event.modality in KINDS[case.kind]]
    if not fitting:
        return f"no {case.frame} that is {' or '.join(KINDS[case.kind])}"
    if case.kind == "told":
        for role in ("actor", "recipient"):
            code = getattr(case, role)
            people = [p for event in fitting for p in (event.actors if role == "actor" else event.recipients)]
            if code is not None and code not in {p.country for p in people}:
                return f"the {role} is not {code}"
    return None


def told_as_past(case: FrameCase, events: Sequence[Event]) -> bool:
    """Whether an event that did not happen is told as past."""
    return case.kind != "told" and any(event.type == case.frame and event.modality == "historical" for event in events)


def main(argv: Sequence[str] | None = None) -> int:
    code = (argv if argv is not None else sys.argv[1:] or ["*"])[0]
    held: dict[str, list[bool]] = {}
    past = 0
    for case in cases(code):
        events = ondit.read_text(case.text, lang=case.lang).events
        wrong = fault(case, events)
        held.setdefault(f"{case.lang} {case.frame}", []).append(wrong is None)
        past += told_as_past(case, events)
        if wrong is not None:
            print(f"{case.lang} {case.frame} {case.kind}: {case.text} -- {wrong}")
    every = [each for found in held.values() for each in found]
    print(f"{sum(every)} of {len(every)} hold ({sum(every) / len(every):.3f}), {len(held)} frames; {past} told as past that are not")
    return 1 if past else 0


if __name__ == "__main__":
    sys.exit(main())
