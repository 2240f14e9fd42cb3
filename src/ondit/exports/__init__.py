"""What a ledger holds, in the formats of other programs: one file per format.

Whatever the format, status and certainty travel with what is exported, and what is denied, foreseen or merely rumoured
never arrives as something that happened. A format that has no place for that leaves it out and says so.
"""

from .shelf import FORMATS, Asked, Format, export

__all__ = ["FORMATS", "Asked", "Format", "export"]
