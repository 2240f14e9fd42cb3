"""Adding numeral words up: which word may follow which, and what they are worth together."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(slots=True)
class Sum:
    """The worth of the words so far; :meth:`add` refuses what does not continue the number.

    ``total`` holds what a scale word has closed, ``group`` what stands behind it, ``last`` the role of the word before,
    ``step`` the last scale word's worth: what follows must stay below it. ``base`` times ``scale`` is the part up to it.
    """

    total: float = 0.0
    group: float = 0.0
    last: str = ""
    step: float = float("inf")
    scale: float = 1.0
    base: float = 0.0
    approx: bool = False

    @property
    def value(self) -> float:
        return self.total + self.group

    def copy(self) -> Sum:
        return replace(self)

    def add(self, role: str, worth: float, *, teens: bool = False) -> bool:
        """Continue the number with a word; False (and nothing changed) where it cannot be continued."""
        rule = getattr(self, f"_{role}", None)
        if rule is None or not rule(worth, teens):
            return False
        self.last = "tens+teens" if role == "tens" and teens else role
        return True

    def linked(self) -> None:
        """A link follows: a group before it is counted in what comes after (une dizaine de milliers)."""
        self.step = float("inf")
        if self.total:
            self.group, self.total = self.total, 0.0

    def _digits(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "scale", "hundred") or worth >= self.step or self.last == "hundred" and worth >= 100:
            return False
        self.group += worth
        return True

    def _article(self, worth: float, _: bool) -> bool:
        if self.last:
            return False
        self.group = worth
        return True

    def _digit(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "tens", "tens+teens", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _teen(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "tens+teens", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _tens(self, worth: float, _: bool) -> bool:
        if self.last not in ("", "hundred", "scale"):
            return False
        self.group += worth
        return True

    def _hundred(self, worth: float, _: bool) -> bool:
        if self.group >= 100 and self.last != "digits" or self.last == "half":
            return False
        self.group = (self.group or 1) * worth
        return True

    def _scale(self, worth: float, _: bool) -> bool:
        if self.last == "half" and self.total:
            return False
        if worth < self.step:
            self.base, self.scale = self.group or 1, worth
            self.total += self.base * worth
        elif self.group or not self.total:
            return False
        else:
            self.base, self.scale = self.total, worth
            self.total *= worth
        self.group, self.step = 0.0, worth
        return True

    def _collective(self, worth: float, teens: bool) -> bool:
        if self.last in ("collective", "half"):
            return False
        if not self._scale(worth, teens):
            return False
        self.approx = True
        return True

    def _half(self, worth: float, _: bool) -> bool:
        """A part behind a number: of the scale word before it, else of one (two and a half million)."""
        if not self.last or self.last in ("half", "article"):
            return False
        if self.last in ("scale", "collective"):
            self.total += worth * self.scale
            self.base += worth
        else:
            self.group += worth
        return True

    def _halving(self, worth: float, _: bool) -> bool:
        if self.last:
            return False
        self.group = worth
        return True
