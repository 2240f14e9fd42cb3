"""ondit: who says what, how sure, through whom."""

__version__ = "0.1.0"
