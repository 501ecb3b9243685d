"""Open the file of a report, unlocking it where it is locked."""

from __future__ import annotations

import stat
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.reports.kneereport import LARGEST_REPORT, ReportError, read_report
from kneecoach.reports.report import Report
from kneecoach.reports.sealing import is_locked, unlock

_OVERHEAD = 64 * 1024
LARGEST_KEY = 8192


def cabinet_of(paths: Paths) -> Path:
    """Return the folder in which patients' reports are kept."""
    return paths.reports


def open_report(path: Path, key: Path) -> Report:
    """Return the report in a file.

    Args:
        path: The file.
        key: The file of the key, looked at only when the report is locked.

    Raises:
        KneecoachError: It is no report, or locked to another key, or a file cannot be read.
    """
    content = _read(path, LARGEST_REPORT + _OVERHEAD, "report")
    if is_locked(content):
        content = unlock(content, _key_text(key))
    return read_report(content)


def _key_text(path: Path) -> str:
    if not path.exists():
        raise KneecoachError(
            "The report is locked, and the key that opens it is not here.",
            f"Name the key that kneecoach packs keygen made; it was looked for in {path}.",
        )
    return _read(path, LARGEST_KEY, "key").decode("utf-8", errors="replace")


def _read(path: Path, most: int, what: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReportError(f"{path} is not a file.", f"Choose the file of the {what}.")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise ReportError(f"There is no file {path}.", f"Choose the file of the {what}.") from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "its name cannot be used").lower()
        raise ReportError(f"{path} cannot be read ({why}).") from error
