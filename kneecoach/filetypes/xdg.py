"""Be known to desktops that follow freedesktop.org: entry, icon, and kinds of files."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kneecoach.filetypes.kinds import KINDS
from kneecoach.login.xdg import quote
from kneecoach.paths import cannot_write
from kneecoach.resources import resource

NAMESPACE = "http://www.freedesktop.org/standards/shared-mime-info"
PATIENCE_SECONDS = 30.0


class SharedData:
    """Write or remove the files that make a program known.

    Args:
        folder: The person's own folder of shared data.
    """

    def __init__(self, folder: Path) -> None:
        self._applications = folder / "applications"
        self._mime = folder / "mime"
        self._entry = self._applications / "kneecoach.desktop"
        self._kinds = self._mime / "packages" / "kneecoach.xml"
        self._icon = folder / "icons" / "hicolor" / "256x256" / "apps" / "kneecoach.png"

    def is_on(self) -> bool:
        """Return whether entry and kinds are there."""
        return self._entry.exists() and self._kinds.exists()

    def switch_on(self, command: tuple[str, ...]) -> tuple[Path, ...]:
        """Write entry, kinds and icon, and let the desktop read them."""
        icon = resource("assets", "icons", "kneecoach.png").read_bytes()
        written = {
            self._entry: entry_text(command).encode(),
            self._kinds: kinds_text().encode(),
            self._icon: icon,
        }
        for file, content in written.items():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            except OSError as error:
                raise cannot_write(file, error) from error
        self._tell_desktop()
        # Whoever asks for it means the coach, also where another program opens everything.
        _run("xdg-mime", "default", self._entry.name, *(kind.mime for kind in KINDS))
        return tuple(written)

    def switch_off(self) -> None:
        """Remove them, and let the desktop know."""
        for file in (self._entry, self._kinds, self._icon):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise cannot_write(file, error) from error
        self._tell_desktop()

    def _tell_desktop(self) -> None:
        """Let the desktop's own commands read the folders; one without them does so by itself."""
        _run("update-mime-database", str(self._mime))
        _run("update-desktop-database", str(self._applications))


def _run(name: str, *words: str) -> None:
    """Run a command of the desktop where it is there."""
    found = shutil.which(name)
    if found is not None:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603 - see above
                [found, *words],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=False,
            )


def entry_text(command: tuple[str, ...]) -> str:
    """Return the entry of the menu, which opens the files too."""
    return (
        "[Desktop Entry]\nType=Application\nName=kneecoach\nGenericName=Rehab coach\n"
        "Comment=Rehab sessions for the knee, and desk breaks\n"
        f"Exec={' '.join(quote(part) for part in command)} %f\n"
        "Icon=kneecoach\nTerminal=false\nCategories=Utility;MedicalSoftware;\n"
        f"MimeType={''.join(f'{kind.mime};' for kind in KINDS)}\n"
    )


def kinds_text() -> str:
    """Return what says which files are of which kind."""
    kinds = "".join(
        f"  <mime-type type={quoteattr(kind.mime)}>\n"
        f"    <comment>{kind.name}</comment>\n"
        f"    <glob pattern={quoteattr('*' + kind.ending)}/>\n"
        '    <icon name="kneecoach"/>\n'
        "  </mime-type>\n"
        for kind in KINDS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<mime-info xmlns={quoteattr(NAMESPACE)}>\n{kinds}</mime-info>\n"
