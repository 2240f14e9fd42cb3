"""The wheel, installed into an empty environment with what it depends on and nothing else, serves every asset."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
LISTED = "import ondit; from ondit.web.assets import by_path; print(ondit.__file__, *by_path(), sep='\\n')"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=500)
    (found,) = folder.glob("ondit-*.whl")
    return found


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment in which only the wheel was installed."""
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True, timeout=200)
    installed = subprocess.run([str(folder / "venv/bin/python"), *PIP, "install", str(wheel)], env=_plain(), cwd=folder, capture_output=True, text=True, timeout=900, check=False)
    if installed.returncode:
        if os.environ.get("CI"):
            pytest.fail(f"the wheel cannot be installed: {installed.stderr}")
        pytest.skip("its dependencies cannot be fetched here")
    return folder


def _plain() -> dict[str, str]:
    """Of the variables around us only those that lead to a package index."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name.lower().endswith("_proxy") or name == "SSL_CERT_FILE"}
    return {**kept, "PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/")}


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Of a desk that the installed program serves."""
    server = subprocess.Popen([str(home / "venv/bin/ondit"), "serve", "--ledger", "l.ondit", "--port", "0"], env={"PATH": "/usr/bin:/bin"}, cwd=home, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        found = re.search(r"http://\S+/", server.stderr.readline())
        assert found
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)


def test_all_files_of_the_desk_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    there = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src" / "ondit" / "web").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert len(there) > 40 and there <= names


def test_every_asset_is_served(home: Path, address: str) -> None:
    told = subprocess.run([str(home / "venv/bin/python"), "-c", LISTED], env={"PATH": ""}, cwd=home, check=True, capture_output=True, text=True, timeout=120)
    at, *paths = told.stdout.split()
    assert Path(at).is_relative_to(home / "venv") and len(paths) >= 7
    for path in paths:
        with urlopen(f"{address}assets/{path}", timeout=60) as answer:
            data = answer.read()
        assert hashlib.sha256(data).hexdigest()[:12] in path, path


@pytest.mark.parametrize("path", ["", "reports", "sources", "review", "audit", "add"])
def test_every_page_asks_only_for_assets_that_are_there(address: str, path: str) -> None:
    with urlopen(address + path, timeout=60) as answer:
        page = answer.read().decode()
    asked = set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', page))
    assert len(asked) >= 4
    for one in asked:
        with urlopen(address.rstrip("/") + one, timeout=60) as answer:
            assert answer.status == 200


def test_the_sample_reports_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"ondit/samples/{path.name}" for path in (ROOT / "samples").iterdir()} <= names
