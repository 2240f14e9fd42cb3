"""What reconciliation may ask of the place where entries and prints are kept, and one that keeps them in memory."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Protocol

from ..model import Copy, Entry, Gist, Link, Revision
from .copies import Print, weight
from .links import keys


class Shelf(Protocol):
    """Entries and prints by their keys, in the order in which they became known.

    ``before`` gives for each key the last ``most`` that are ranked before ``rank``, ``after`` the first ``most`` that
    come after it; each entry or report once, in no certain order.
    """

    def before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]: ...
    def after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]: ...
    def prints_before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]:
        """Reports with the number of keys that gave them, weighed (:func:`.copies.weight`)."""
        ...

    def prints_after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]: ...
    def prints(self, reports: Iterable[str]) -> Sequence[Print]: ...
    def of_report(self, report: str) -> Sequence[Gist]: ...
    def link(self, entry: str) -> Link | None: ...
    def gist(self, entry: str) -> Gist | None: ...
    def copy(self, report: str) -> Copy | None: ...


class Memory:
    """A shelf in memory; :meth:`apply` puts in what reconciliation found."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.links: dict[str, Link] = {}
        self.copies: dict[str, Copy] = {}
        self._by_key: dict[str, list[tuple[str, str]]] = {}
        self._prints: dict[str, Print] = {}
        self._print_keys: dict[str, list[tuple[str, str]]] = {}

    def apply(self, revision: Revision, made: Print) -> None:
        """Take in a revision and the print of its report."""
        for gone in revision.gone:
            self._forget(self.entries.pop(gone).gist)
            self.links.pop(gone, None)
        for entry in revision.entries:
            self.entries[entry.id] = entry
            for key in keys(entry.gist):
                insort(self._by_key.setdefault(key, []), (entry.rank, entry.id))
        self.links |= {link.entry: link for link in revision.links}
        for copy in revision.copies:
            if copy.original:
                self.copies[copy.report] = copy
            else:
                self.copies.pop(copy.report, None)
        old = self._prints.pop(made.report, None)
        for key in old.keys if old else ():
            self._print_keys[key].remove((old.rank, old.report))  # type: ignore[union-attr]
        self._prints[made.report] = made
        for key in made.keys:
            insort(self._print_keys.setdefault(key, []), (made.rank, made.report))

    def _forget(self, gist: Gist) -> None:
        for key in keys(gist):
            self._by_key[key].remove((gist.rank, gist.id))

    def before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]:
        return self._gists(_slice(self._by_key, keys, rank, most, True))

    def after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[Gist]:
        return self._gists(_slice(self._by_key, keys, rank, most, False))

    def prints_before(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]:
        return _slice(self._print_keys, keys, rank, most, True).items()

    def prints_after(self, keys: Sequence[str], rank: str, most: int) -> Iterable[tuple[str, int]]:
        return _slice(self._print_keys, keys, rank, most, False).items()

    def prints(self, reports: Iterable[str]) -> Sequence[Print]:
        return [self._prints[report] for report in reports]

    def of_report(self, report: str) -> Sequence[Gist]:
        return [entry.gist for entry in self.entries.values() if entry.report == report]

    def link(self, entry: str) -> Link | None:
        return self.links.get(entry)

    def gist(self, entry: str) -> Gist | None:
        found = self.entries.get(entry)
        return found.gist if found else None

    def copy(self, report: str) -> Copy | None:
        return self.copies.get(report)

    def _gists(self, ids: Iterable[str]) -> Iterable[Gist]:
        return [self.entries[one].gist for one in ids]


def _slice(
    index: dict[str, list[tuple[str, str]]], keys: Sequence[str], rank: str, most: int, before: bool
) -> dict[str, int]:
    """Ids with the number of keys that gave them, weighed."""
    found: dict[str, int] = {}
    for key in keys:
        rows = index.get(key, [])
        at = bisect_left(rows, (rank, ""))
        after = [row for row in rows[at : at + most + 1] if row[0] > rank][:most]
        for _, one in rows[max(at - most, 0) : at] if before else after:
            found[one] = found.get(one, 0) + weight(key)
    return found
