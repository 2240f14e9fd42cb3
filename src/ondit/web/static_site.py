"""The same pages as files: a folder that opens offline, from a disk or a web server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..views import Ledger, desk
from ..views import source as one_voice
from ..views.story import Story, story
from . import assets, feed, forms, pages, render
from .links import Files
from .security import PLOT_STYLE
from .texts import Texts

_MARK = ".ondit-pages"
"""A file that tells a folder of ours from others: only such a one is written over."""
_POLICY = f"default-src 'none'; script-src 'self' file:; style-src 'self' file: '{PLOT_STYLE}'; img-src 'self' file:; base-uri 'none'; form-action 'none'"
MOST = 200
"""Stories of one folder."""


def write(
    ledger: Ledger, out: Path, t: Texts, claims: Iterable[str] = (), least: int = 2, told: Callable[[str], None] = lambda _: None
) -> int:  # fmt: skip
    """Write stories (``claims``, else those of ``least`` reports or more) with their reports and sources; how many stories.

    ``told`` is called with each name as it is begun. Raises UsageError where ``out`` holds other files.
    """
    ids = [ledger.show(one).row.id for one in claims] or [row.id for row in ledger.claims(limit=MOST, least=least)]
    ids = list(dict.fromkeys(ids))
    if not ids:
        raise UsageError("there is no story to write", where=ledger.store.where, cure="name a claim, or lower --least")
    _ready(out)
    return _Folder(ledger, out, t, told).write(ids)


def _ready(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError("this is a file", where=str(out), cure="name a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / _MARK).exists():
        raise UsageError("this folder holds other files", where=str(out), cure="name an empty or a new folder")
    out.mkdir(parents=True, exist_ok=True)
    for name in ("story", "report", "source", "assets"):
        if (out / name).is_dir() and not (out / name).is_symlink():
            shutil.rmtree(out / name)
        (out / name).mkdir()
    (out / _MARK).write_text("", encoding="utf-8")


class _Folder:
    """What is written, and where. Names of files are ids and numbers of ours: nothing that a report says."""

    def __init__(self, ledger: Ledger, out: Path, t: Texts, told: Callable[[str], None]) -> None:
        self.ledger, self.out, self.t, self.told = ledger, out, t, told

    def write(self, ids: list[str]) -> int:
        stories = {one: story(self.ledger, one) for one in ids}
        entries = [entry for found in stories.values() for entry in found.entries]
        self.reports = frozenset(entry.report for entry in entries)
        self.sources = {voice: str(i) for i, voice in enumerate(sorted({entry.voice_id for entry in entries}), 1)}
        self.stories = frozenset(ids)
        for one, found in stories.items():
            self.told(found.row.title)
            self._story(one, found)
        for key in sorted(self.reports):
            self.told(key)
            view = desk.report(self.ledger, key)
            self._page(f"report/{key}.html", "report.html", **pages.report_values(view))
        for voice, name in self.sources.items():
            self._page(f"source/{name}.html", "source.html", source=one_voice.source(self.ledger, voice), as_of=None)
        self._page("index.html", "index.html", stories=list(stories.values()))
        for asset in assets.assets().values():
            (self.out / "assets" / asset.path).write_bytes(asset.data)
        shutil.copy(assets.FOLDER / "vendor" / "LICENSES.txt", self.out / "assets" / "LICENSES.txt")
        return len(ids)

    def _story(self, one: str, now: Story) -> None:
        links = self._links(1)
        self._page(f"story/{one}.html", "story.html", **pages.story_values(now, self.t, links))
        for day in now.days:
            found = story(self.ledger, one, day)
            self._page(f"story/{one}-{day}.html", "story.html", **pages.story_values(found, self.t, links))
        self._file(f"story/{one}.json", forms.as_json(now))
        self._file(f"story/{one}.csv", forms.as_csv(now.entries))
        self._file(f"story/{one}.atom", feed.atom(now, self.t, "", _Beside(links)))

    def _links(self, depth: int) -> Files:
        return Files(depth, self.sources, self.stories, self.reports)

    def _page(self, name: str, template: str, **values: Any) -> None:
        self._file(name, render.page(template, self.t, self._links(name.count("/")), policy=_POLICY, readonly=True, path="", query=[], **values))

    def _file(self, name: str, text: str) -> None:
        (self.out / name).write_bytes(text.encode("utf-8", "replace"))


class _Beside:
    """Links of a feed that lies beside its story."""

    live = False

    def __init__(self, links: Files) -> None:
        self.links = links

    def story(self, claim: str, as_of: str | None = None, form: str = "") -> str:
        return self.links.story(claim, as_of, form).rpartition("/")[2]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.links, name)
