"""The wheel, installed where nothing else of ours is, serves every asset."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVE = """
import sys
from starlette.testclient import TestClient
import ondit
assert ondit.__file__.startswith(sys.argv[1]), ondit.__file__
from ondit.views import Ledger
from ondit.web import Door, application
from ondit.web.assets import by_path, manifest
client = TestClient(application(Ledger(sys.argv[1] + "/l.ondit"), Door()), base_url="http://localhost")
assert client.get("/").status_code == 200
for path, asset in by_path().items():
    assert client.get("/assets/" + path).content == asset.data
print(len(by_path()), len(manifest()))
"""


@pytest.mark.slow
def test_the_wheel_serves_every_asset(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(run, check=True, timeout=500)
    (wheel,) = tmp_path.glob("ondit-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    there = {path.relative_to(ROOT / "src") for path in (ROOT / "src" / "ondit" / "web").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path for path in there if not (tmp_path / "site" / path).is_file()} == set()
    samples = [path.name for path in (ROOT / "samples").iterdir()]
    assert {name for name in samples if not (tmp_path / "site" / "ondit" / "samples" / name).is_file()} == set()
    site = str(tmp_path / "site")
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVE, site], env={"PYTHONPATH": site, "PATH": ""}, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=120)
    assert all(int(one) >= 5 for one in told.stdout.split())
