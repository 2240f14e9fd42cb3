"""What other codebooks make of a vague quantity.

ondit keeps a range for "dozens"; a codebook that wants one number has a convention. It is an option for exports and
changes no mention.
"""

from __future__ import annotations

from ..lexicon import Lexicon
from ..model import QuantityMention


def acled(quantity: QuantityMention, lexicon: Lexicon) -> float | None:
    """The number that the ACLED codebook takes for a quantity: the most conservative that its words allow.

    "Tens" are 10, "dozens" 12, "hundreds" 100; of bounds it is the lower one. None where the words give no number at
    all ("several", "up to 40"), for which the codebook has rules of its own.
    """
    if quantity.vague is None:
        return quantity.low
    steps = {step.rule for step in quantity.because}
    row = next((row for row in lexicon.table("vague") if row.id in steps), None)
    if row is None or not row["acled"] or quantity.low is None or quantity.low == row["low"]:
        return None
    return float(quantity.low / row["low"] * row["acled"])


__all__ = ["acled"]
