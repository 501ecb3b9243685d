"""Say who asks for the passphrase of what is locked: a terminal does, a window waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Asker = Callable[[Path], None]
"""Unlocks a data folder, or raises what is told instead."""

_askers: list[Asker] = []


def ask_with(asker: Asker) -> None:
    """Let somebody be asked from now on, until `stop_asking`."""
    _askers.append(asker)


def stop_asking(asker: Asker) -> None:
    """Ask as before `ask_with`."""
    if asker in _askers:
        _askers.remove(asker)


def ask(data: Path) -> None:
    """Ask for what unlocks a data folder, where somebody can be asked.

    Raises:
        KneecoachError: It was not unlocked; says how it can be.
    """
    if _askers:
        _askers[-1](data)
