"""What of an entry can be put right, as a form shows it: each field with its value as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..errors import UsageError
from ..ledger import frames
from ..ledger.corrections import CHOICES, CORRECTABLE, OF_FIGURES
from ..model import Count, Entry


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` is the field, ``figure`` the id of the figure that it belongs to ("" for the entry itself) and ``quote`` its
    words; ``now`` is the value as it would be written, ``choices`` what it may be (empty: free). ``selects`` tells what
    selected words give: span (their place), words (themselves), "" (nothing)."""

    name: str
    figure: str
    quote: str
    now: str
    choices: tuple[str, ...]
    selects: str

    @property
    def key(self) -> str:
        """Names the field in a form."""
        return f"{self.name} {self.figure}".strip()


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of acts that entries can be about, by their families; ``none`` stands for none of them."""
    from ..lexicon import languages, load

    known = (frames.of_event(name) for name in load(languages()[0].code).frames.frames)
    return ("none", *sorted({kind for kind in known if kind}))


def require(field: str | None, value: str | None) -> None:
    """Raises UsageError for a kind of act that the language data do not know."""
    if field == "frame" and value not in kinds():
        raise UsageError(f"{value!r} is no kind of act", cure=f"one of {', '.join(kinds())}")


def _choices(name: str) -> tuple[str, ...]:
    return kinds() if name == "frame" else CHOICES.get(name, ())


def fields(entry: Entry) -> tuple[Field, ...]:
    """The fields of an entry that can be corrected, those of its figures for each figure."""
    own = [Field(name, "", "", _now(entry, name), _choices(name), _SELECTS.get(name, "")) for name in CORRECTABLE if name not in OF_FIGURES]
    counted = [
        Field(name, count.figure, " ".join(count.span.quote.split()), _bounds(count) if name == "bounds" else count.what, _choices(name), "")
        for count in entry.counts for name in OF_FIGURES
    ]  # fmt: skip
    return (*own, *counted)


_SELECTS = {"content": "span", "voice": "words", "actors": "words", "others": "words"}


def _now(entry: Entry, name: str) -> str:
    p = entry.proposition
    if name in ("actors", "others"):
        return ", ".join(token.lstrip("=@") for token in getattr(p, name)) or "none"
    if name == "content":
        return f"{entry.content[0].start}-{entry.content[-1].end}"
    special = {"voice": entry.voice.name, "named": "yes" if entry.voice.named else "no", "frame": p.frame or "none"}
    return special[name] if name in special else str(getattr(entry, name) or "")


def _bounds(count: Count) -> str:
    low, high = ("" if value is None else f"{value:.6f}".rstrip("0").rstrip(".") for value in (count.low, count.high))
    return low if low == high else f"{low}..{high}"
