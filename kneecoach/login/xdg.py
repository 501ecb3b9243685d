"""Start at login on desktops that follow freedesktop.org: an entry in the autostart folder."""

from __future__ import annotations

from pathlib import Path

from kneecoach.paths import cannot_write

NAME = "kneecoach.desktop"
_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`%=")


class Autostart:
    """Write or remove the entry.

    Args:
        folder: The autostart folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def is_on(self) -> bool:
        """Return whether the entry is there and not switched off by the desktop."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        off = {"Hidden=true", "X-GNOME-Autostart-enabled=false"}
        return not any(line.strip() in off for line in lines)

    def switch_on(self, command: tuple[str, ...]) -> None:
        """Write the entry. Raises KneecoachError when that cannot be."""
        text = (
            "[Desktop Entry]\nType=Application\nName=kneecoach\n"
            "Comment=Desk breaks for the knee\n"
            f"Exec={' '.join(quote(part) for part in command)}\n"
            "Icon=kneecoach\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
        )
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise cannot_write(self._file, error) from error

    def switch_off(self) -> None:
        """Remove the entry. Raises KneecoachError when that cannot be."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self._file, error) from error


def quote(part: str) -> str:
    """Return a part of a command as a desktop entry writes it."""
    part = part.replace("%", "%%")
    if not _RESERVED & set(part):
        return part
    for special in ("\\", '"', "`", "$"):
        part = part.replace(special, f"\\{special}")
    # The value of a key is unescaped once before the command line is.
    return '"' + part.replace("\\", "\\\\") + '"'
