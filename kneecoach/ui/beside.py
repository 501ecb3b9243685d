"""Do one long thing beside the window, which goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread

from kneecoach.model.errors import KneecoachError
from kneecoach.override import override

Came = TypeVar("Came")


class Beside(QThread, Generic[Came]):
    """Do something on a thread of its own; it gets plain values and touches no widget.

    Attributes:
        came: What came of it; None until it was done.
        error: Why it could not be done; None when it was.
    """

    def __init__(self, work: Callable[[], Came], *, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.came: Came | None = None
        self.error: KneecoachError | None = None

    @override
    def run(self) -> None:
        """Do it, and keep what came of it."""
        try:
            self.came = self._work()
        except KneecoachError as error:
            self.error = error
        except Exception:  # a bug must not leave the window waiting
            import logging  # noqa: PLC0415 - met on failure only

            logging.getLogger("kneecoach.ui").exception("unexpected error")
            self.error = KneecoachError(
                "Something went wrong inside kneecoach. What was done is kept.",
                "Close and start it again; the details are in the log.",
            )
