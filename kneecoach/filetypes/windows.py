"""Be known to Windows: keys under the classes of this person."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from kneecoach.filetypes.kinds import KINDS, FileKind
from kneecoach.model.errors import KneecoachError

CLASSES = r"Software\Classes"


class ClassKeys:
    """Write or remove the keys.

    Args:
        registry: The module `winreg`, or what stands in for it.
    """

    def __init__(self, registry: Any = None) -> None:
        if registry is None:
            import importlib  # noqa: PLC0415 - on Windows alone

            registry = importlib.import_module("winreg")
        self._registry = registry

    def is_on(self) -> bool:
        """Return whether every kind has its command."""
        return all(self._has(f"{_class_of(kind)}\\shell\\open\\command") for kind in KINDS)

    def switch_on(self, command: tuple[str, ...]) -> tuple[Path, ...]:
        """Write the keys; there is no file among them."""
        line = f'{subprocess.list2cmdline(command)} "%1"'
        try:
            for kind in KINDS:
                self._write(_class_of(kind), kind.name)
                self._write(f"{_class_of(kind)}\\shell\\open\\command", line)
                self._write(f"{CLASSES}\\{kind.ending}", _name_of(kind))
        except OSError as error:
            raise _refused() from error
        return ()

    def switch_off(self) -> None:
        """Remove the keys, the innermost first."""
        registry = self._registry
        for kind in KINDS:
            inner = ("\\shell\\open\\command", "\\shell\\open", "\\shell", "")
            places = [f"{_class_of(kind)}{part}" for part in inner]
            for place in (*places, f"{CLASSES}\\{kind.ending}"):
                try:
                    registry.DeleteKey(registry.HKEY_CURRENT_USER, place)
                except FileNotFoundError:
                    continue
                except OSError as error:
                    raise _refused() from error

    def _has(self, place: str) -> bool:
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, place):
                return True
        except OSError:
            return False

    def _write(self, place: str, value: str) -> None:
        registry = self._registry
        with registry.CreateKey(registry.HKEY_CURRENT_USER, place) as key:
            registry.SetValueEx(key, "", 0, registry.REG_SZ, value)


def _name_of(kind: FileKind) -> str:
    return f"kneecoach{kind.ending}"


def _class_of(kind: FileKind) -> str:
    return f"{CLASSES}\\{_name_of(kind)}"


def _refused() -> KneecoachError:
    return KneecoachError(
        "Windows did not let kneecoach change which program opens its files.",
        "Ask whoever looks after this computer.",
    )
