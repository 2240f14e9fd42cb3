"""What things are: frozen records, standard library only.

Names of variables across the project: ``report`` Report, ``parsed`` Parsed, ``token`` Token, ``i`` a token's
place, ``span`` Span, ``mention`` a mention, ``statement``, ``event``, ``figure``, ``gap``, ``reading``.
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
from .mentions import ACTOR_KINDS, Actor, ActorMention, Mentions, PlaceMention, QuantityMention, TimeMention
from .reading import SCHEMA, Reading
from .report import Block, Gap, Report, Segment
from .span import Span
from .tree import Entity, Parsed, Sentence, Token

__all__ = [
    "ACTOR_KINDS", "EVIDENTIALS", "FACTUALITIES", "FORMS", "MODALITIES", "SCHEMA", "SCOPES", "STANCES",
    "Actor", "ActorMention", "Because", "Block", "Entity", "Event", "Figure", "Gap", "Mentions", "Parsed",
    "Participant", "PlaceMention", "QuantityMention", "Reading", "Report", "Segment", "Sentence", "Source",
    "Span", "Statement", "Step", "TimeMention", "Token",
]
