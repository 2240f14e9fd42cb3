"""What a format's reader hands over, before the options are applied."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Block, Gap, Segment, Span


@dataclass(slots=True)
class Draft:
    """A report in the making. ``origins`` says where each piece of metadata comes from so far."""

    text: str
    reader: str
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    credits: tuple[Span, ...] = ()
    agencies: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    def body(self) -> str:
        """The text without headings and bylines, or all of it where there is nothing else."""
        parts = [self.text[b.start : b.end] for b in self.blocks if b.kind in ("paragraph", "item")]
        return "\n".join(parts) or self.text
