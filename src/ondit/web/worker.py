"""Reading in a process of its own: pages stay quick meanwhile, and a reading can be ended in its midst."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from ..errors import OnditError
from ..views.adding import Given, Read, read_given

_LOOK = 0.1
"""Seconds between looks whether somebody has cancelled."""


class NotRead(Exception):
    """A report that could not be read; the message says why."""


class Worker:
    """Reads one report at a time, in a process that is started with the first one and kept for the next."""

    def __init__(self, read: Callable[[Given], Read] = read_given) -> None:
        self._read = read
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def read(self, given: Given, cancelled: Callable[[], bool]) -> Read | None:
        """The reading, None where it was cancelled: the process is then ended. Raises NotRead."""
        with self._turn:
            if cancelled():
                return None
            connection = self._started()
            try:
                connection.send(given)
                while not connection.poll(_LOOK):
                    if cancelled():
                        self.stop()
                        return None
                found: Read | str = connection.recv()
            except (EOFError, OSError) as error:
                self.stop()
                if cancelled():
                    return None
                raise NotRead("the process that read it has ended (was there too little memory?)") from error
            if isinstance(found, str):
                raise NotRead(found)
            return found

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is not None:
            process.kill()
            process.join()
        if connection is not None:
            connection.close()

    def _started(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self.stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._read), daemon=True, name="ondit-reading")
        process.start()
        theirs.close()
        # Who stops us meanwhile has cancelled what we read, which is seen before the first answer.
        self._process, self._connection = process, ours
        return ours


def _work(connection: Connection, read: Callable[[Given], Read]) -> None:
    """What the process does: a report comes in, its reading or what was wrong goes out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    while True:
        try:
            given = connection.recv()
        except EOFError:
            return
        try:
            found: Read | str = read(given)
        except OnditError as error:
            found = str(error)
        except Exception as error:
            found = f"{type(error).__name__}: {error}"
        connection.send(found)
