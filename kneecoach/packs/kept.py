"""Keep the catalogue that was read from packs, so that the next start need not read it again.

Reading checks every word of some seventy files; taking back what was read then costs a tenth of
it, and needs no YAML. What was kept counts only while no file of the packs or of the program has
changed, and only when nothing was wrong with any of them.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kneecoach import __version__
from kneecoach.model.programme import Catalogue
from kneecoach.packs.problem import Problem
from kneecoach.paths import OWNER_ONLY_FILE
from kneecoach.sealed import look_into, seal, unseal
from kneecoach.taken_back import BROKEN, take_back

FORMAT = b"kneecoach packs 1\n"
LARGEST_BYTES = 16_000_000

_OURS = ("kneecoach.model.",)


def read_kept(folders: Sequence[Path], file: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return what the packs in these folders hold, from `file` when it was kept there.

    What had to be read is kept for the next time; a file that cannot be written changes nothing.
    """
    stamp = stamp_of(folders)
    catalogue = _find(file, stamp)
    if catalogue is not None:
        return catalogue, ()
    from kneecoach.packs.catalogue import read_packs  # noqa: PLC0415 - what keeping saves

    reading = read_packs(folders)
    if stamp and not reading.problems:
        _keep(file, stamp, reading.catalogue)
    return reading.catalogue, reading.problems


def stamp_of(folders: Iterable[Path]) -> str:
    """Return what stands for the program and every file of the packs; empty when one is unsure.

    A program that was put into one bundle has no files to look at, and its version says enough.
    """
    program = Path(__file__).parents[1]
    own = [look_into(program / room) for room in ("model", "packs")]
    seen = [look_into(one) for one in folders]
    return "|".join((__version__, *own, *seen)) if all(seen) else ""


def _load(content: bytes) -> Any:
    return take_back(content, _OURS)


def _find(file: Path, stamp: str) -> Catalogue | None:
    """Return the catalogue that was kept with that stamp; None without one, or when it is hurt."""
    try:
        with file.open("rb") as opened:
            content = unseal(FORMAT, opened.read(LARGEST_BYTES))
    except OSError:
        return None
    if content is None:
        return None
    try:
        kept_stamp, catalogue = _load(content)
    except BROKEN:
        return None
    return catalogue if kept_stamp == stamp and isinstance(catalogue, Catalogue) else None


def _keep(file: Path, stamp: str, catalogue: Catalogue) -> None:
    """Write a catalogue whole, or not at all."""
    content = pickle.dumps((stamp, catalogue), protocol=5)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.touch(mode=OWNER_ONLY_FILE)
        part.write_bytes(seal(FORMAT, content))
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
