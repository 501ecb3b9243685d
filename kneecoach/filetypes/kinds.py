"""Name the kinds of files that the coach opens, and choose the way of this system."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of files.

    Attributes:
        ending: With its dot.
        mime: Its media type.
        name: What people call it.
    """

    ending: str
    mime: str
    name: str


KINDS = (
    FileKind(
        ending=".kneepack",
        mime="application/x-kneepack",
        name="Exercises and programmes for the knee",
    ),
    FileKind(
        ending=".kneereport", mime="application/x-kneereport", name="Report on the rehab of a knee"
    ),
)


class FileTypes(Protocol):
    """Open the coach's files by a double click, or no longer."""

    def is_on(self) -> bool:
        """Return whether they are opened so."""

    def switch_on(self, command: tuple[str, ...]) -> tuple[Path, ...]:
        """Open them with this command, and return the files written.

        Raises:
            KneecoachError: It cannot be written.
        """

    def switch_off(self) -> None:
        """Open them so no longer. Raises KneecoachError when that cannot be written."""


def file_types(platform: str, environ: Mapping[str, str], home: Path) -> FileTypes:
    """Return the way of a system."""
    if platform == "win32":
        from kneecoach.filetypes.windows import ClassKeys  # noqa: PLC0415 - as its system

        return ClassKeys()
    if platform == "darwin":
        from kneecoach.filetypes.macos import SmallProgram  # noqa: PLC0415 - as its system

        return SmallProgram(home / "Applications")
    from kneecoach.filetypes.xdg import SharedData  # noqa: PLC0415 - as its system

    chosen = environ.get("XDG_DATA_HOME", "")
    return SharedData(Path(chosen) if chosen else home / ".local" / "share")
