"""GEXF 1.2: voices and claims as a network, an edge for each thing that a voice does to a claim (Gephi, networkx)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from ..ledger.effects import effect
from ..model import Entry
from ..views import ClaimView
from .contents import Contents, counted
from .plain import headline, markup, voice_name

_NODE = (
    ("kind", "string"), ("status", "string"), ("frame", "string"), ("voices", "integer"), ("reports", "integer"),
    ("first", "string"), ("last", "string"), ("voice_kind", "string"), ("country", "string"), ("named", "boolean"),
)  # fmt: skip
_EDGE = (
    ("effect", "string"), ("stance", "string"), ("factuality", "string"), ("evidential", "string"), ("modality", "string"),
    ("claim_status", "string"), ("entries", "integer"), ("first", "string"), ("last", "string"),
)  # fmt: skip


def write(contents: Contents, out: BinaryIO) -> None:
    root = Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    graph = SubElement(root, "graph", {"mode": "static", "defaultedgetype": "directed"})
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        declared = SubElement(graph, "attributes", {"class": kind})
        for name, type_ in names:
            SubElement(declared, "attribute", {"id": name, "title": name, "type": type_})
    nodes, edges = SubElement(graph, "nodes"), SubElement(graph, "edges")
    voices: dict[str, Entry] = {}
    for view in contents.claims():
        entries = counted(view, contents.left)
        _node(nodes, view.row.id, headline(view), _claim(view))
        for entry in entries:
            voices.setdefault(entry.voice.id, entry)
        _edges(edges, entries, view)
    for entry in voices.values():
        voice = entry.voice
        _node(nodes, _voice(voice.id), voice_name(entry), {"kind": "voice", "voice_kind": voice.kind, "country": voice.country, "named": voice.named})
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _claim(view: ClaimView) -> dict[str, Any]:
    row = view.row
    return {
        "kind": "claim", "status": row.status, "frame": row.frame, "voices": row.voices, "reports": row.reports,
        "first": row.first, "last": row.last,
    }  # fmt: skip


def _edges(edges: Element, entries: Iterable[Entry], view: ClaimView) -> None:
    """One edge for each thing that a voice does; stance and certainty are those of its latest entry."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.voice.id, effect(entry)), []).append(entry)
    for (voice, what), some in groups.items():
        last, known = some[-1], [entry.known for entry in some if entry.known]
        edge = SubElement(edges, "edge", {
            "id": markup(f"{_voice(voice)}-{what}-{view.row.id}"), "source": markup(_voice(voice)), "target": view.row.id,
            "label": last.stance.replace("_", " "), "weight": str(len(some)),
        })  # fmt: skip
        _values(edge, {
            "effect": what, "stance": last.stance, "factuality": last.factuality, "evidential": last.evidential,
            "modality": last.modality, "claim_status": view.row.status, "entries": len(some),
            "first": min(known, default=None), "last": max(known, default=None),
        })  # fmt: skip


def _node(nodes: Element, name: str, label: str, values: dict[str, Any]) -> None:
    _values(SubElement(nodes, "node", {"id": markup(name), "label": markup(label)}), values)


def _values(of: Element, values: dict[str, Any]) -> None:
    kept = {key: value for key, value in values.items() if value is not None}
    found = SubElement(of, "attvalues")
    for key, value in kept.items():
        text = str(value).lower() if isinstance(value, bool) else markup(str(value))
        SubElement(found, "attvalue", {"for": key, "value": text})


def _voice(name: str) -> str:
    return f"voice:{name}"
