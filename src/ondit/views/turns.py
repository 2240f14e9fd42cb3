"""Sources that contradict themselves: they assert what they denied, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..ledger.effects import ASSERTS, DENIES, effect
from ..model import Entry
from .rows import Turn


def found(entries: Sequence[Entry], claims: Mapping[str, str]) -> Iterator[Turn]:
    """Turns in the order in which they were made. ``entries`` are one voice's in time, ``claims`` gives the claim of
    each. What others ascribe to the voice is no word of its own."""
    last: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        what = effect(entry)
        if what not in (ASSERTS, DENIES) or len(entry.chain) > 1:
            continue
        key = (claims[entry.id], entry.voice.id)
        before = last.get(key)
        if before is not None and effect(before) != what:
            yield Turn(key[0], before, entry)
        last[key] = entry
