"""Our own files that a browser loads, under names that change with their bytes."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_WORLD = "world.js"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file: ``name`` as the pages call it, ``path`` as it is served, its bytes and their type."""

    name: str
    path: str
    data: bytes
    kind: str


@cache
def assets() -> dict[str, Asset]:
    """Every asset by its name. Raises OSError where the package is not whole."""
    files = [*FOLDER.glob("*.*"), *(FOLDER / "vendor").glob("*.js")]
    found = {path.name: path.read_bytes() for path in files if path.suffix in _KINDS}
    found[_WORLD] = _world()
    return {name: _asset(name, data) for name, data in sorted(found.items())}


@cache
def by_path() -> dict[str, Asset]:
    return {asset.path: asset for asset in assets().values()}


def url(name: str) -> str:
    """The path of an asset below ``assets/``."""
    return assets()[name].path


def manifest() -> dict[str, dict[str, str]]:
    """What others made: package, version, sha256, licence and home of each vendored file."""
    return tomllib.loads((FOLDER / "vendor" / "manifest.toml").read_text(encoding="utf-8"))


def _asset(name: str, data: bytes) -> Asset:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:12]
    return Asset(name, f"{stem}.{digest}.{suffix}", data, _KINDS[f".{suffix}"])


def _world() -> bytes:
    """The map as a script: pages that are opened from a folder may not fetch a file."""
    world = json.loads((FOLDER / "vendor" / "countries-110m.json").read_bytes())
    codes = json.loads((FOLDER / "countries.json").read_bytes())
    body = json.dumps({"world": world, "codes": codes}, separators=(",", ":"), ensure_ascii=False)
    return f"globalThis.onditMap={body};\n".encode()
