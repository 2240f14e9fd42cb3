"""The pages: what they link to is there, and what they tell the reader to run exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("samples/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = re.findall(r"^([a-z]+):", makefile, re.M)
    assert [name for name in re.findall(r"^make (\w+)|`make (\w+)", page.read_text(encoding="utf-8"), re.M) if (name[0] or name[1]) not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_modules_that_are_run_exist(page: Path) -> None:
    names = re.findall(r"python -m ((?:benchmarks|docs|training)[\w.]*)", page.read_text(encoding="utf-8"))
    paths = [ROOT / name.replace(".", "/") for name in names]
    assert [path.name for path in paths if not path.with_suffix(".py").exists() and not (path / "__main__.py").exists()] == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [path.name for path in ROOT.glob("docs/*.md") if path.name != "index.md" and f"({path.name})" not in index] == []


def test_continuous_integration_runs_what_the_readme_says() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert re.search(r"^make test\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)


def test_the_pictures_of_the_desk_are_those_of_the_script(tmp_path: Path) -> None:
    """They are taken from pages that are there, shown by the README, and small enough for it."""
    import struct

    from desk_ledgers import made
    from starlette.testclient import TestClient

    from docs import screenshots
    from ondit.web import Door, application

    with made(tmp_path / "l.ondit", 1) as ledger:
        paths = screenshots.paths(ledger)
        client = TestClient(application(ledger, Door()), base_url="http://localhost")
        assert tuple(paths) == screenshots.SHOTS and all(client.get(path.partition("#")[0]).status_code == 200 for path in paths.values())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in screenshots.SHOTS:
        data = (screenshots.IMAGES / f"{name}.png").read_bytes()
        assert f"(docs/images/{name}.png)" in readme and len(data) < screenshots.MOST
        assert struct.unpack(">II", data[16:24]) == tuple(screenshots.SIZE.values())
