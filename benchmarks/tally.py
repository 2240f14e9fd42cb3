"""What became of a batch of documents."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """``read`` counts documents, ``unsupported`` documents by language, ``failed`` lists (id, why)."""

    read: int = 0
    unsupported: dict[str, int] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.read + sum(self.unsupported.values()) + len(self.failed)

    def summary(self) -> str:
        """One line for each kind of outcome; nothing is left unsaid."""
        lines = [f"{self.read} of {self.total} read"]
        lines += [f"{count} not read: language '{lang}' is not supported" for lang, count in sorted(self.unsupported.items())]
        lines += [f"{name} failed: {why}" for name, why in self.failed]
        return "\n".join(lines)
