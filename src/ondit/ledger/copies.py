"""Copies: reports that repeat an earlier one, and which characters of them.

Two kinds of evidence are weighed:

- the text, by winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003): of every run of ``RUN`` words a hash, of
  every ``WINDOW`` neighbouring hashes the least. Two texts that share a passage of RUN + WINDOW - 1 words share a
  fingerprint. Containment, not likeness, decides: a dispatch that was cut to a third is still the dispatch;
- what is said: the same voices taking the same stances, the same figures. A dispatch in another language shares no word
  with its twin but all of these, and both credit one agency.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model import Copy, Entry, Report
from . import days
from .tokens import fold
from .voices import OUTLET, houses

RUN = 4
WINDOW = 3
EARLIER = 24
"""Earlier reports that are looked at, for each fingerprint."""
COPIED = 0.5
"""Least share of the shorter text."""
CREDITED = 0.3
"""The same where both credit one agency."""
TOUCHED = 0.15
"""The same where both credit or quote one agency and say the same: a dispatch that was rewritten."""
SAID = 0.6
"""Least share of what the shorter one says, for twins."""
NEAR = 2
"""Days between the publications of twins."""
USUAL = 2
"""A passage that one outlet printed in so many other reports before is its boilerplate."""
_LEAST = 4
"""Fingerprints of a text that is long enough to tell."""

_SAYS = 2
"""The same for what is said."""
_PAIRED = 10
"""Things said by whose pairs twins are found: alone each is too common."""
_STANCE = {"denies": "denies", "declines_to_confirm": "declines"}

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Print:
    """What a report is compared by: hash -> the characters that gave it, and ``says``, what is said in it.

    ``houses`` had a hand in it (its outlet, the agencies that it credits), ``relays`` are those it quotes others through.
    """

    report: str
    rank: str
    outlet: str
    lang: str
    known: str | None
    houses: frozenset[str]
    relays: frozenset[str]
    hashes: Mapping[int, tuple[int, int]]
    says: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        """What it shares with every report that it could be a copy of."""
        said = combinations(sorted(self.says)[:_PAIRED], 2)
        return (*(f"t:{one:08x}" for one in self.hashes), *(f"s:{one}|{other}" for one, other in said))


def weight(key: str) -> int:
    """How many things a shared key stands for: a pair of things said counts as two."""
    return 2 if key.startswith("s:") else 1


def fingerprint(report: Report, entries: Sequence[Entry], key: str) -> Print:
    """The prints of a report and of what its entries say."""
    known = days.bounds(report.published)
    last = known[1] if known else None
    return Print(
        report=key,
        rank=f"{last or '9999-99-99'} {key}",
        outlet=fold(report.outlet or ""),
        lang=report.lang,
        known=last,
        houses=houses(report),
        relays=frozenset(link for entry in entries for link in entry.chain[1:]),
        hashes=dict(winnowed(report.text)),
        says=frozenset(sayings(entries)),
    )


def sayings(entries: Sequence[Entry]) -> Iterable[str]:
    """Who takes which stance, and which figures stand in the report, in no language."""
    for entry in entries:
        if entry.voice.named and not entry.voice.id.startswith(OUTLET):
            yield f"{entry.voice.id} {_STANCE.get(entry.stance, 'says')}"
        for count in entry.counts:
            if count.vague is None and count.what != "other":
                yield f"{count.what} {count.low} {count.high}"


def winnowed(text: str) -> Iterable[tuple[int, tuple[int, int]]]:
    """Each fingerprint of a text once, with the characters of the run of words that gave it first."""
    found = [(fold(word.group()), word.start(), word.end()) for word in _WORD.finditer(text)]
    runs = []
    for i in range(len(found) - RUN + 1):
        words = " ".join(word for word, _, _ in found[i : i + RUN])
        runs.append((zlib.crc32(words.encode("utf-8", "surrogatepass")), found[i][1], found[i + RUN - 1][2]))
    seen: dict[int, tuple[int, int]] = {}
    for i in range(max(len(runs) - WINDOW + 1, 1 if runs else 0)):
        least = min(runs[i : i + WINDOW])
        seen.setdefault(least[0], (least[1], least[2]))
    return seen.items()


def compare(report: Print, earlier: Print, usual: Collection[int] = ()) -> Copy | None:
    """Whether ``report`` repeats ``earlier``, and by what. ``usual`` are fingerprints of boilerplate: they count for
    nothing."""
    mine = {one for one in report.hashes if one not in usual}
    its = {one for one in earlier.hashes if one not in usual}
    both = mine & its
    least = min(len(mine), len(its))
    share = round(len(both) / least, 3) if least >= _LEAST else 0.0
    agency = report.houses & earlier.houses
    spans = joined(report.hashes[one] for one in both)
    if share >= COPIED:
        return Copy(report.report, earlier.report, share, "text", spans)
    if share >= CREDITED and agency:
        return Copy(report.report, earlier.report, share, "credit", spans)
    said = _said(report, earlier)
    quoted = agency or report.relays & earlier.relays or report.relays & earlier.houses or report.houses & earlier.relays
    if said < SAID or not quoted or not _near(report, earlier) or report.outlet == earlier.outlet:
        return None
    if report.lang == earlier.lang:
        return Copy(report.report, earlier.report, share, "credit", spans) if share >= TOUCHED else None
    return Copy(report.report, earlier.report, said, "statements", spans) if agency else None


def _said(one: Print, other: Print) -> float:
    """The share of what the one that says less has in common with the other."""
    least = min(len(one.says), len(other.says))
    return round(len(one.says & other.says) / least, 3) if least >= _SAYS else 0.0


def _near(one: Print, other: Print) -> bool:
    between = days.apart(one.known, other.known)
    return between is None or between <= NEAR


def joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, overlapping and touching ones made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def usual_in(report: Print, earlier: Sequence[Print]) -> frozenset[int]:
    """Fingerprints that the report's own outlet printed in several other reports before."""
    if not report.outlet:
        return frozenset()
    counted: dict[int, int] = {}
    for other in earlier:
        if other.outlet == report.outlet:
            for one in other.hashes.keys() & report.hashes.keys():
                counted[one] = counted.get(one, 0) + 1
    return frozenset(one for one, times in counted.items() if times >= USUAL)


def best(report: Print, earlier: Sequence[Print]) -> Copy | None:
    """The copy of the earlier report that it repeats most; of equals the earliest."""
    usual = usual_in(report, earlier)
    found = [(copy, other) for other in earlier if (copy := compare(report, other, usual))]
    return min(found, key=lambda pair: (-pair[0].share, pair[1].rank))[0] if found else None
