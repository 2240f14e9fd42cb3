"""What things are: frozen records, standard library only.

Names of variables across the project: ``report`` Report, ``parsed`` Parsed, ``token`` Token, ``i`` a token's
place, ``span`` Span, ``mention`` a mention, ``statement``, ``event``, ``figure``, ``gap``, ``reading``; in the ledger ``entry``, ``voice``, ``claim``, ``move``,
``point`` (a FigurePoint), ``decision``, ``revision``.
"""

from .because import Because, Step
from .claims import (
    EVIDENTIALS,
    FACTUALITIES,
    FORMS,
    MODALITIES,
    SCOPES,
    STANCES,
    Event,
    Figure,
    Participant,
    Source,
    Statement,
)
from .ledger import (
    MOVES,
    STATUSES,
    VERDICTS,
    Claim,
    Contradiction,
    Copy,
    Count,
    Decision,
    Entry,
    FigurePoint,
    Gist,
    Link,
    Proposition,
    Revision,
    Spelling,
    Status,
    StatusMove,
    Voice,
)
from .mentions import ACTOR_KINDS, Actor, ActorMention, Mentions, PlaceMention, QuantityMention, TimeMention
from .reading import SCHEMA, Reading
from .report import Block, Gap, Report, Segment
from .span import Span
from .tree import Entity, Parsed, Sentence, Token

__all__ = [
    "ACTOR_KINDS", "EVIDENTIALS", "FACTUALITIES", "FORMS", "MODALITIES", "MOVES", "SCHEMA", "SCOPES", "STANCES",
    "STATUSES", "VERDICTS", "Actor", "ActorMention", "Because", "Block", "Claim", "Contradiction", "Copy", "Count",
    "Decision", "Entity", "Entry", "Event", "Figure", "FigurePoint", "Gap", "Gist", "Link", "Mentions", "Parsed",
    "Participant", "PlaceMention", "Proposition", "QuantityMention", "Reading", "Report", "Revision", "Segment",
    "Sentence", "Source", "Span", "Spelling", "Statement", "Status", "StatusMove", "Step", "TimeMention", "Token", "Voice",
]
