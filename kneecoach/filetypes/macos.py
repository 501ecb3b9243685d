"""Be known to macOS: a small program in the person's Applications that names the kinds of files.

macOS asks no list which program opens a file; it looks into the programs themselves. One that is
nothing but such a description and the command of the coach is enough. The file comes to the window
as an event, not as an argument, also when it runs already.
"""

from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from kneecoach.filetypes.kinds import KINDS, FileKind
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import cannot_write

IDENTIFIER = "org.kneecoach.kneecoach"
SMALL = f"{IDENTIFIER}.opener"
"""The small program, which is told from a bundle with the whole coach in it by this."""
PATIENCE_SECONDS = 30.0
LSREGISTER = (
    "/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/"
    "lsregister"
)
"""What makes macOS look into a program at once, and not at the next login."""


class SmallProgram:
    """Write or remove the program.

    Args:
        folder: The person's folder of programs.
        lsregister: What makes the system look into it.
    """

    def __init__(self, folder: Path, lsregister: Path = Path(LSREGISTER)) -> None:
        self._bundle = folder / "kneecoach.app"
        self._description = self._bundle / "Contents" / "Info.plist"
        self._program = self._bundle / "Contents" / "MacOS" / "kneecoach"
        self._lsregister = lsregister

    def is_on(self) -> bool:
        """Return whether the program is there, and is this small one."""
        try:
            told = plistlib.loads(self._description.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return False
        return isinstance(told, dict) and told.get("CFBundleIdentifier") == SMALL

    def switch_on(self, command: tuple[str, ...]) -> tuple[Path, ...]:
        """Write description and program, and let the system look into them.

        Raises:
            KneecoachError: Another program of that name is there, or it cannot be written.
        """
        if self._bundle.exists() and not self.is_on():
            raise KneecoachError(
                f"There is another program in its place, {self._bundle}.",
                "If that is kneecoach, it opens its files by itself; start it once.",
            )
        written = {
            self._description: plistlib.dumps(description(self._program.name, SMALL)),
            self._program: f"#!/bin/sh\nexec {shlex.join(command)}\n".encode(),
        }
        for file, content in written.items():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                file.chmod(0o755 if file == self._program else 0o644)
            except OSError as error:
                raise cannot_write(file, error) from error
        self._tell()
        return tuple(written)

    def switch_off(self) -> None:
        """Remove the program, unless another one stands in its place.

        Raises:
            KneecoachError: It cannot be removed.
        """
        if not self.is_on():
            return
        self._tell("-u")
        try:
            shutil.rmtree(self._bundle)
        except OSError as error:
            raise cannot_write(self._bundle, error) from error

    def _tell(self, *words: str) -> None:
        if self._lsregister.exists():
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run(  # noqa: S603 - the system's own
                    [str(self._lsregister), *words, str(self._bundle)],
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=PATIENCE_SECONDS,
                    check=False,
                )


def description(program: str, identifier: str = IDENTIFIER) -> dict[str, object]:
    """Return what the `Info.plist` of a program says: of the small one, and of a bundled coach.

    Args:
        program: The name of its executable.
        identifier: What the system knows it by.
    """
    return {
        "CFBundleIdentifier": identifier,
        "CFBundleName": "kneecoach",
        "CFBundleDisplayName": "kneecoach",
        "CFBundlePackageType": "APPL",
        "CFBundleExecutable": program,
        "CFBundleInfoDictionaryVersion": "6.0",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [_opened(kind) for kind in KINDS],
        "UTExportedTypeDeclarations": [_declared(kind) for kind in KINDS],
    }


def _opened(kind: FileKind) -> dict[str, object]:
    return {
        "CFBundleTypeName": kind.name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [_type_of(kind)],
    }


def _declared(kind: FileKind) -> dict[str, object]:
    return {
        "UTTypeIdentifier": _type_of(kind),
        "UTTypeDescription": kind.name,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [kind.ending.removeprefix(".")],
            "public.mime-type": [kind.mime],
        },
    }


def _type_of(kind: FileKind) -> str:
    return f"org.kneecoach.{kind.ending.removeprefix('.')}"
