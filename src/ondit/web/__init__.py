"""The desk: web pages over a ledger, on this machine or as static files. It looks through ``views`` only."""

from .app import application
from .security import Door

__all__ = ["Door", "application"]
