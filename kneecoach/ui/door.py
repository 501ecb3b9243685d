"""Let the event loop hear whoever speaks to the running coach."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

from kneecoach.paths import Paths
from kneecoach.remote.address import name_of
from kneecoach.remote.instance import Instance, listen, reply
from kneecoach.remote.words import LONGEST_LINE, Answer, Request, write

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

Answerer = Callable[[Request], Answer]


class Door(QObject):
    """Hear callers on a socket of this account, where sockets are files."""

    def __init__(
        self, *, instance: Instance, answer: Answerer, parent: QObject | None = None
    ) -> None:
        """Begin to hear."""
        super().__init__(parent)
        self._instance = instance
        self._answer = answer
        self._notifier = QSocketNotifier(instance.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_called)

    def close(self) -> None:
        """Hear nobody more."""
        self._notifier.setEnabled(False)
        self._instance.close()

    def _on_called(self) -> None:
        self._instance.accept(self._answer)


class PipeDoor(QObject):
    """Hear callers by Qt's local server: a named pipe on Windows, for this account alone."""

    def __init__(self, *, name: str, answer: Answerer, parent: QObject | None = None) -> None:
        """Begin to hear."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - on Windows alone

        super().__init__(parent)
        self._answer = answer
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)
        QLocalServer.removeServer(name)
        self.is_open = self._server.listen(name)

    def close(self) -> None:
        """Hear nobody more."""
        self._server.close()

    def _on_called(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            _Caller(caller, self._answer, parent=self)


class _Caller(QObject):
    """Hear one caller out, and answer."""

    def __init__(self, line: QLocalSocket, answer: Answerer, *, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._answer = answer
        line.setParent(self)
        line.readyRead.connect(self._on_readable)
        line.disconnected.connect(self.deleteLater)
        if line.bytesAvailable():
            self._on_readable()

    def _on_readable(self) -> None:
        if not self._line.canReadLine() and self._line.bytesAvailable() <= LONGEST_LINE:
            return
        heard = bytes(self._line.readLine(LONGEST_LINE).data())
        self._line.write(write(reply(heard, self._answer)))
        self._line.flush()
        self._line.disconnectFromServer()


def open_door(paths: Paths, answer: Answerer, *, parent: QObject) -> Door | PipeDoor:
    """Return the door of this system.

    Raises:
        KneecoachError: It cannot be made safely.
    """
    if sys.platform == "win32":
        return PipeDoor(name=name_of(paths), answer=answer, parent=parent)
    return Door(instance=listen(paths, os.environ), answer=answer, parent=parent)
