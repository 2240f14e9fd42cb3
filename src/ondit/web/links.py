"""Addresses of pages: on a server, and in a folder of static files."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote, urlencode

from .assets import url


class Links(Protocol):
    """Where a page of the desk is found; "" where there is no such page."""

    live: bool

    def asset(self, name: str) -> str: ...
    def home(self) -> str: ...
    def page(self, name: str) -> str: ...
    def story(self, claim: str, as_of: str | None = None, form: str = "") -> str: ...
    def report(self, key: str, note: int | None = None, record: str | None = None) -> str: ...
    def source(self, voice: str) -> str: ...
    def feed(self, claim: str) -> str: ...


class Served:
    """Addresses below ``/``. ``as_of`` is carried from page to page."""

    live = True

    def __init__(self, as_of: str | None = None) -> None:
        self.as_of = as_of

    def asset(self, name: str) -> str:
        return f"/assets/{url(name)}"

    def home(self) -> str:
        return "/"

    def page(self, name: str) -> str:
        return f"/{name}"

    def story(self, claim: str, as_of: str | None = None, form: str = "") -> str:
        return f"/story/{quote(claim, safe='')}{form}" + (f"?{urlencode({'as_of': as_of})}" if as_of else "")

    def report(self, key: str, note: int | None = None, record: str | None = None) -> str:
        return f"/report/{quote(key, safe='')}" + (f"#{quote(record, safe='')}" if record else f"#note-{note}" if note is not None else "")

    def source(self, voice: str) -> str:
        return f"/source?{urlencode({'voice': voice})}" + (f"&{urlencode({'as_of': self.as_of})}" if self.as_of else "")

    def feed(self, claim: str) -> str:
        return f"/story/{quote(claim, safe='')}/feed.atom"


class Files:
    """Addresses in a folder, from a page that lies ``depth`` folders below it. ``sources`` gives the file of a voice.

    Only ids that we made ourselves (letters and digits) and numbers become names of files: no name from a report does.
    """

    live = False

    def __init__(self, depth: int, sources: dict[str, str], stories: frozenset[str], reports: frozenset[str]) -> None:
        self.up = "../" * depth
        self.sources, self.stories, self.reports = sources, stories, reports

    def asset(self, name: str) -> str:
        return f"{self.up}assets/{url(name)}"

    def home(self) -> str:
        return f"{self.up}index.html"

    def page(self, name: str) -> str:
        return ""

    def story(self, claim: str, as_of: str | None = None, form: str = "") -> str:
        return f"{self.up}story/{claim}{'-' + as_of if as_of else ''}{form or '.html'}" if claim in self.stories else ""

    def report(self, key: str, note: int | None = None, record: str | None = None) -> str:
        if key not in self.reports:
            return ""
        return f"{self.up}report/{key}.html" + (f"#{quote(record, safe='')}" if record else f"#note-{note}" if note is not None else "")

    def source(self, voice: str) -> str:
        return f"{self.up}source/{self.sources[voice]}.html" if voice in self.sources else ""

    def feed(self, claim: str) -> str:
        return self.story(claim, form=".atom")
