"""The sample pages of tests/readers (written for these tests) and the credit patterns they are read with."""

from __future__ import annotations

from pathlib import Path

from ondit import readers

SAMPLES = Path(__file__).parent / "readers"

CREDITS = readers.CreditPatterns(
    agencies=(("AFP", "Agence France-Presse"), ("Reuters",), ("Belga", "Agence Belga"), ("Xinhua",), ("MAP",)),
    lines=("({agency})", "avec {agency}", "avec l'{agency}", "avec {agency} et {agency}", "source : {agency}", "par {agency}", "d'après l'{agency}"),
    pictures=("© {agency}", "photo : {agency}", "/{agency}"),
)


def sample(name: str) -> bytes:
    """The bytes of a sample page; the page that declares ISO 8859-1 as Windows really stores it."""
    data = (SAMPLES / name).read_bytes()
    return data.decode("utf-8").encode("cp1252") if name == "legacy-latin1.html" else data


def names() -> list[str]:
    return sorted(path.name for path in SAMPLES.glob("*.html"))


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
