"""Find the files that are shipped with the coach, wherever it was installed."""

from __future__ import annotations

import sys
from pathlib import Path

import kneecoach
from kneecoach.model.errors import KneecoachError


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource("exercises")`.

    Raises:
        KneecoachError: It is not there: the installation is damaged.
    """
    found = _root().joinpath(*parts)
    if not found.exists():
        name = "/".join(parts)
        raise KneecoachError(
            f"A part of kneecoach is missing: {name}.",
            "Install kneecoach again; what you did is kept.",
        )
    return found


def _root() -> Path:
    """Return the folder that holds `exercises` and `assets`.

    A bundle keeps them beside its libraries, a wheel inside the package, a checkout beside it.
    """
    package = Path(next(iter(kneecoach.__path__)))
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parent
