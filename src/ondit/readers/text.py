"""Plain text: the frozen text is the decoded text, character for character."""

from __future__ import annotations

from ..errors import EmptyReport
from .blocks import split_text
from .credits import CreditPatterns, find_credits
from .decode import Decoded, text_gaps
from .draft import Draft

VERSION = "text/1"


def read_text(decoded: Decoded, credits: CreditPatterns | None, where: str | None) -> Draft:
    """The report that plain text makes; raises EmptyReport where it holds no letter or number."""
    text = decoded.text
    if not any(char.isalnum() for char in text):
        raise EmptyReport("there is no text in it", where=where, cure="check that the file was saved with its content")
    found, agencies = find_credits(text, credits) if credits else ((), ())
    blocks, gaps = split_text(text, found)
    draft = Draft(text=text, reader=VERSION, blocks=blocks, segments=decoded.segments, credits=found, agencies=agencies)
    draft.gaps += [*decoded.gaps, *text_gaps(text), *gaps]
    if found:
        draft.origins["credit"] = "text"
    if blocks[0].kind == "heading":
        draft.title = " ".join(text[blocks[0].start : blocks[0].end].split())
        draft.origins["title"] = "text"
    return draft
