"""ondit: who says what, how sure, through whom.

``ondit.read(path)`` reads one report, ``ondit.read_text(text)`` a text; both give a :class:`ondit.model.Reading`.
``ondit.Ledger(path)`` keeps reports and tells what became of each claim (:class:`ondit.views.Ledger`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "read", "read_text"]

if TYPE_CHECKING:
    from .reading import read, read_text


def __getattr__(name: str) -> Any:
    # Reading needs every room below it; importing them only on use keeps `import ondit` and `ondit --help` quick.
    if name in ("read", "read_text"):
        from . import reading

        return getattr(reading, name)
    if name == "Ledger":
        # By name: the rooms below must not seem to import the views through this file.
        return import_module(".views", __name__).Ledger
    raise AttributeError(f"module 'ondit' has no attribute '{name}'")
