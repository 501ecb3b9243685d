"""Keep what Today will show, so that the next start need not work it out before it is there.

Working out a day reads packs and history and replays every session: four times as long as showing
it. While the coach has nothing else to do it keeps this day and the next ones; a start shows what
was kept, and works it out anew at once. A kept day counts only while nothing has changed that it
was made from, and never decides anything: what is done and planned comes from the history.
"""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kneecoach import __version__
from kneecoach.paths import Paths
from kneecoach.resources import resource
from kneecoach.settings import write_whole
from kneecoach.taken_back import BROKEN, take_back
from kneecoach.ui.today_view import TodayView

FORMAT = b"kneecoach days 1\n"

_LARGEST_BYTES = 8_000_000
_OURS = ("kneecoach.model.", "kneecoach.ui.today_view")


def keep_days(paths: Paths, stamp: str, days: Mapping[date, bytes]) -> None:
    """Write packed days, as made from what `stamp` stands for.

    Raises:
        KneecoachError: The file cannot be written.
    """
    content = pickle.dumps((stamp, {day.isoformat(): packed for day, packed in days.items()}))
    write_whole(paths.kept_days, FORMAT + zlib.crc32(content).to_bytes(4, "big") + content)


def pack_day(view: TodayView) -> bytes:
    """Return one day in the form that `keep_days` takes."""
    return pickle.dumps(view)


def find_day(paths: Paths, stamp: str, day: date) -> TodayView | None:
    """Return what was kept of a day; None when nothing was, or it was made from something else.

    A file that was damaged or made by somebody else counts as none.
    """
    try:
        with paths.kept_days.open("rb") as file:
            content = file.read(_LARGEST_BYTES)
    except OSError:
        return None
    head, content = content[: len(FORMAT)], content[len(FORMAT) :]
    if head != FORMAT or zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]:
        return None
    try:
        kept_stamp, days = _load(content[4:])
        packed = days.get(day.isoformat()) if kept_stamp == stamp else None
        view = None if packed is None else _load(packed)
    except BROKEN:
        return None
    return view if isinstance(view, TodayView) and view.day == day else None


def stamp_of(paths: Paths, *, language: str) -> str:
    """Return what stands for all that a day is made from: program, packs, settings and history."""
    history = paths.database
    files = (paths.settings, history, history.with_name(f"{history.name}-wal"))
    return "|".join([language, contents_stamp(paths), *(_look(one) for one in files)])


def contents_stamp(paths: Paths) -> str:
    """Return what stands for the program and every pack, ours and the person's."""
    folders = (Path(__file__).parent.parent, resource("exercises"), paths.packs)
    return "|".join([__version__, *(_look_into(one) for one in folders)])


def _load(content: bytes) -> Any:
    return take_back(content, _OURS)


def _look(path: Path | os.DirEntry[str]) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}" if found.st_size else ""


def _look_into(folder: Path | str) -> str:
    """Return what stands for every file of ours in a folder, whatever order they are listed in."""
    seen = []
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    if one.name != "__pycache__":
                        seen.append(f"{one.name}({_look_into(one.path)})")
                elif one.name.endswith((".py", ".yaml", ".yml")):
                    seen.append(f"{one.name}={_look(one)}")
    except OSError:
        return ""
    return str(zlib.crc32(",".join(sorted(seen)).encode()))
