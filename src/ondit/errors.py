"""Every error that ondit raises on purpose, in one tree.

    OnditError                  exit 1   something failed
    ├── UsageError              exit 2   the call was wrong (an unknown option value, a bad date)
    ├── ReportError             exit 1   one report cannot be read; the others still are
    │   ├── EmptyReport                  no readable text in it
    │   ├── BinaryReport                 not text: an image, an archive, a PDF …
    │   ├── TooLarge                     larger than a reader accepts
    │   └── UnsupportedLanguage          no language folder reads this language
    ├── LanguageDataError       exit 1   a language folder is faulty; lists every fault with file:line
    │   └── MissingPipeline              the language is known but its trained pipeline is not there
    ├── LedgerError             exit 1   a ledger cannot be used
    │   ├── NoLedger                     there is none where one was looked for
    │   ├── LedgerBusy                   another process writes to it
    │   ├── LedgerReadOnly               its file or folder cannot be written
    │   ├── LedgerFull                   the disk is full
    │   └── LedgerTooNew                 a newer version of ondit has written it
    └── IntegrityError          exit 4   what is stored contradicts itself
        └── LedgerDamaged                the file is no ledger, or is damaged

An error says what happened, where (file, line or span) and what to do about it.
Several reports of which some failed end with exit code 3 (PARTIAL).
"""

from __future__ import annotations

from collections.abc import Sequence

OK, FAILURE, USAGE, PARTIAL, INTEGRITY = 0, 1, 2, 3, 4


class OnditError(Exception):
    """Base of the tree.

    ``what`` happened, ``where`` (a path, ``file:line`` or a span) and ``cure`` (what to do about it).
    """

    exit_code = FAILURE

    def __init__(self, what: str, *, where: str | None = None, cure: str | None = None) -> None:
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(what, where, cure)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  → {self.cure}" if self.cure else head

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel between processes; keyword-only arguments need help to be pickled.
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(kind: type[OnditError], state: dict[str, object]) -> OnditError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    Exception.__init__(error, state.get("what"), state.get("where"), state.get("cure"))
    return error


class UsageError(OnditError):
    """The call itself was wrong."""

    exit_code = USAGE


class ReportError(OnditError):
    """One report cannot be read."""


class EmptyReport(ReportError):
    """Nothing readable in the report."""


class BinaryReport(ReportError):
    """The bytes are not text."""


class TooLarge(ReportError):
    """The report is larger than the reader accepts."""


class UnsupportedLanguage(ReportError):
    """No language folder reads the report's language."""


class LanguageDataError(OnditError):
    """A language folder is faulty. ``faults`` holds every fault as ``file:line: message``."""

    def __init__(self, what: str, faults: Sequence[str] = (), *, where: str | None = None, cure: str | None = None) -> None:
        super().__init__(what, where=where, cure=cure)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {fault}" for fault in self.faults)])


class MissingPipeline(LanguageDataError):
    """A language is known but its trained pipeline is not installed."""


class IntegrityError(OnditError):
    """What is stored contradicts itself."""

    exit_code = INTEGRITY


class LedgerError(OnditError):
    """A ledger cannot be used."""


class NoLedger(LedgerError):
    """There is no ledger where one was looked for."""


class LedgerBusy(LedgerError):
    """Another process writes to the ledger."""


class LedgerReadOnly(LedgerError):
    """The ledger's file or folder cannot be written."""


class LedgerFull(LedgerError):
    """There is no room left on the disk."""


class LedgerTooNew(LedgerError):
    """A newer version of ondit has written the ledger."""


class LedgerDamaged(IntegrityError):
    """The ledger's file is no ledger, or is damaged."""
