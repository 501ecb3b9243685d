"""Write log records to files that rotate, that nobody else can read, and that quote nobody."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from kneecoach.override import override
from kneecoach.paths import OWNER_ONLY_FILE

LARGEST_LOG_BYTES = 512 * 1024
OLD_LOGS = 3

_FORMAT = "%(asctime)sZ %(levelname)s %(name)s: %(message)s"
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def open_log_file(path: Path) -> logging.Handler:
    """Return a handler that appends to `path`.

    Raises:
        OSError: The file cannot be opened.
    """
    handler = _OwnerOnlyFile(
        path, maxBytes=LARGEST_LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8"
    )
    formatter = _DiscreetFormatter(_FORMAT, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    return handler


class _OwnerOnlyFile(RotatingFileHandler):
    """Write to files that nobody else can read; a full disk is borne in silence."""

    @override
    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self.baseFilename, flags, OWNER_ONLY_FILE)
        if sys.platform != "win32":
            # A log that was copied here may have been readable by others.
            os.fchmod(descriptor, OWNER_ONLY_FILE)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors="backslashreplace")

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the record: the person can do nothing about it in the middle of a session."""


class _DiscreetFormatter(logging.Formatter):
    """Write an exception as its kind and where it came from, without its words.

    The words may quote what a person wrote or scored. An operating system's own reason is kept.
    """

    @override
    def formatException(self, ei: _ExcInfo) -> str:
        error = ei[1]
        return "" if error is None else "\n".join(_describe(error))

    @override
    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(str(Path.home()), "~")


def _describe(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*_describe(cause), "which led to:"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    missing = f": {error.name}" if isinstance(error, ImportError) and error.name else ""
    return [*lines, f"{kind}{reason}{missing}"]
