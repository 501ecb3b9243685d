"""Start at login on Windows: a value under the Run key of this person."""

from __future__ import annotations

import subprocess
from typing import Any

from kneecoach.model.errors import KneecoachError

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
VALUE = "kneecoach"


class RunKey:
    """Write or remove the value.

    Args:
        registry: The module `winreg`, or what stands in for it.
    """

    def __init__(self, registry: Any = None) -> None:
        if registry is None:
            import importlib  # noqa: PLC0415 - on Windows alone

            registry = importlib.import_module("winreg")
        self._registry = registry

    def is_on(self) -> bool:
        """Return whether the value is there."""
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, KEY) as key:
                registry.QueryValueEx(key, VALUE)
        except OSError:
            return False
        return True

    def switch_on(self, command: tuple[str, ...]) -> None:
        """Write the value. Raises KneecoachError when that cannot be."""
        registry = self._registry
        line = subprocess.list2cmdline(command)
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
                registry.SetValueEx(key, VALUE, 0, registry.REG_SZ, line)
        except OSError as error:
            raise _refused() from error

    def switch_off(self) -> None:
        """Remove the value. Raises KneecoachError when that cannot be."""
        registry = self._registry
        try:
            with registry.OpenKey(
                registry.HKEY_CURRENT_USER, KEY, 0, registry.KEY_SET_VALUE
            ) as key:
                registry.DeleteValue(key, VALUE)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _refused() from error


def _refused() -> KneecoachError:
    return KneecoachError(
        "Windows did not let kneecoach change what starts at login.",
        "Ask whoever looks after this computer.",
    )
