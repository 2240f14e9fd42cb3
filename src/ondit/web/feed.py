"""An Atom feed of one story: its moves of status and its contradictions."""

from __future__ import annotations

from xml.etree import ElementTree as xml

from ..views.desk import EntryRow
from ..views.story import FigureRow, Story
from . import render
from .links import Links
from .texts import Texts

_SPACE = "http://www.w3.org/2005/Atom"
_BEGINNING = "1970-01-01"
"""Atom wants a time of everything; what is undated gets the earliest, so that it never looks new."""


def atom(story: Story, t: Texts, base: str, links: Links) -> str:
    """The feed as XML. Moves without a change of status are left out: a desk wants what is new."""
    found = [
        _entry(f"move-{move.entry.id}", f"{t.word('status', move.status)}: {t.word('move', move.move)} {render.voice(move.entry, t)}",
               f"“{move.entry.words}”", move.known, base + links.story(story.row.id))
        for move in story.moves if move.changed or move.move in ("denied", "acknowledged", "retracted")
    ]  # fmt: skip
    for clash in story.clashes:
        first, second = _side(clash.first, t), _side(clash.second, t)
        known = max(clash.first.known or _BEGINNING, clash.second.known or _BEGINNING)
        words = f"{first} {t('story.against')} {second}"
        title = t("feed.clash", t(f"story.clash_{clash.kind}"))
        found.append(_entry(f"clash-{clash.first.id}-{clash.second.id}", title, words, known, base + links.story(story.row.id)))
    found.sort(key=lambda entry: (entry.findtext("updated") or "", entry.findtext("id") or ""), reverse=True)
    root = xml.Element("feed", xmlns=_SPACE)
    xml.SubElement(root, "id").text = f"urn:ondit:story:{story.row.id}"
    xml.SubElement(root, "title").text = _clean(t("feed.title", story.row.title))
    xml.SubElement(root, "updated").text = _time(max((move.known or _BEGINNING for move in story.moves), default=_BEGINNING))
    xml.SubElement(xml.SubElement(root, "author"), "name").text = "ondit"
    root.extend(found)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _side(row: FigureRow | EntryRow, t: Texts) -> str:
    said = render.figure(row, t) if isinstance(row, FigureRow) else f"“{row.words}”"
    return f"{render.voice(row, t)}: {said}"


def _entry(name: str, title: str, words: str, known: str | None, link: str) -> xml.Element:
    entry = xml.Element("entry")
    xml.SubElement(entry, "id").text = f"urn:ondit:{name}"
    xml.SubElement(entry, "title").text = _clean(title)
    xml.SubElement(entry, "updated").text = _time(known or _BEGINNING)
    xml.SubElement(entry, "link", href=link)
    xml.SubElement(entry, "content", type="text").text = _clean(words)
    return entry


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _clean(text: str) -> str:
    """Without what XML has no way to write."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"))
