"""Quoted stretches of a text. An odd mark costs at most its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Gap, Parsed, Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``first`` to ``last`` (inclusive) are between marks; ``start``/``end`` are the characters with them.

    ``words`` counts the words inside. ``whole`` means that the quotation is a sentence of its own (or several).
    """

    first: int
    last: int
    start: int
    end: int
    words: int
    whole: bool


_APOSTROPHE = "’"
"""Closes a quotation as often as a plural: it never stands in for another mark."""


def find_quotes(parsed: Parsed, pairs: Sequence[Sequence[str]]) -> tuple[tuple[Quote, ...], tuple[Gap, ...]]:
    """Quotations by the language's pairs of marks, in text order, and a gap for each mark without its partner.

    A mark that is not closed inside its block closes at the end of its sentence.
    """
    openers = {pair[0]: pair[1] for pair in pairs}
    only_close = {pair[1] for pair in pairs} - set(openers) - {_APOSTROPHE}
    quotes: list[Quote] = []
    gaps: list[Gap] = []
    open_at: int | None = None
    closer = ""
    for sentence in parsed.sentences:
        new_block = sentence.i == 0 or parsed.sentences[sentence.i - 1].block != sentence.block
        if new_block and open_at is not None:
            gaps.append(_close_early(parsed, open_at, quotes))
            open_at = None
        for i in range(sentence.first, sentence.last):
            text = parsed.tokens[i].text
            if open_at is None and text in openers:
                open_at, closer = i, openers[text]
            elif open_at is not None and (text == closer or closer in openers and text in only_close):
                _add(parsed, open_at, i, quotes)  # a straight mark may be closed by a curly one
                open_at = None
            elif open_at is not None and text in openers and openers[text] == closer and text != closer:
                # A second opening mark of the same kind: the first was never closed.
                gaps.append(_close_early(parsed, open_at, quotes))
                open_at = i
    if open_at is not None:
        gaps.append(_close_early(parsed, open_at, quotes))
    return tuple(sorted(quotes, key=lambda q: q.start)), tuple(gaps)


def _close_early(parsed: Parsed, opened: int, quotes: list[Quote]) -> Gap:
    sentence = parsed.sentence_of(opened)
    _add(parsed, opened, sentence.last, quotes)
    mark = parsed.tokens[opened]
    return Gap(
        "quotation-mark",
        f"the mark {mark.text} is never closed; the quotation was taken to end with its sentence",
        Span.of(parsed.text, mark.start, mark.end),
        "check the quotation marks of this sentence in the report",
    )


def _add(parsed: Parsed, opened: int, closed: int, quotes: list[Quote]) -> None:
    first, last = opened + 1, closed - 1
    if first > last:
        return
    words = sum(any(c.isalnum() for c in parsed.tokens[i].text) for i in range(first, last + 1))
    if not words:
        return
    end = parsed.tokens[min(closed, len(parsed.tokens) - 1)].end if closed < len(parsed.tokens) else len(parsed.text)
    end = end if parsed.tokens[min(closed, len(parsed.tokens) - 1)].sent <= parsed.tokens[last].sent + 1 else parsed.tokens[last].end
    sentence = parsed.sentence_of(opened)
    opens_sentence = not any(
        any(c.isalnum() for c in parsed.tokens[k].text) for k in range(sentence.first, opened)
    )
    verb = any(parsed.tokens[i].upos in ("VERB", "AUX") and "Mood" in parsed.tokens[i].feats for i in range(first, last + 1))
    starts_big = parsed.tokens[first].text[:1].isupper()
    quotes.append(Quote(first, last, parsed.tokens[opened].start, end, words, opens_sentence and starts_big and (verb or words > 6)))
