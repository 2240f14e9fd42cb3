"""Sources -> voices: who has to count as one."""

from __future__ import annotations

import re

from ..model import Report, Source, Voice
from .tokens import fold, name_tokens

GOVERNMENT = frozenset({"state", "military", "intelligence"})
"""Kinds of actors that speak and act for their country."""
OUTLET = "outlet"
_LOCAL = "report:"
_PARTS = re.compile(r"[^\w&.+’' -]+|\s[-–—]\s")


def voice_of(source: Source, body: str | None = None) -> Voice:
    """The voice of one link of a chain; ``body``: whom it speaks for."""
    name = " ".join(source.name.split())
    known = source.actor if source.actor and not source.actor.startswith(_LOCAL) else None
    unnamed = not source.named
    key = f"unnamed:{fold(name)}" if unnamed else known or fold(name)
    side = source.country if source.country and source.kind in GOVERNMENT else body or key
    tokens = name_tokens(f"{name} {source.span.quote if source.span else ''}")
    return Voice(key, name, source.kind, source.country, source.named, side, tokens)


def outlet_voice(report: Report) -> Voice:
    """The report's own voice. One without an outlet speaks for itself alone."""
    name = report.outlet or ""
    return Voice(f"{OUTLET}:{fold(name)}" if name else OUTLET, name, "media", None, True, f"{OUTLET}:{fold(name)}")


def houses(report: Report) -> frozenset[str]:
    """Who had a hand in a report, folded: agencies of its credit line and the names that its outlet is made of."""
    return houses_named(report.outlet, *report.agencies)


def houses_named(outlet: str | None, *agencies: str) -> frozenset[str]:
    """``Seneweb (AFP)`` names two."""
    names = [*agencies, *(_PARTS.split(outlet) if outlet else ())]
    return frozenset(fold(name).strip() for name in names if name.strip())
