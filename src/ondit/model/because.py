"""Why a record exists: the rules that fired and the spans they bound."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that fired.

    ``rule`` names it: the rule's id, or the lexicon entry as ``language/table:key``.
    ``binds`` are the named spans that it bound, in the rule's order.
    ``gives`` is what it decided, in the words of the design (``stance=denies``, ``low=10000``).
    """

    rule: str
    binds: tuple[tuple[str, Span], ...] = ()
    gives: str = ""


Because = tuple[Step, ...]
"""The plan of a record: its steps in the order in which they were taken. It can be replayed."""
