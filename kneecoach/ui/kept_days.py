"""Keep what Today will show, so that the next start need not work it out before it is there.

Working out a day reads packs and history and replays every session: four times as long as showing
it. While the coach has nothing else to do it keeps this day and the next ones; a start shows what
was kept, and works it out anew at once. A kept day counts only while nothing has changed that it
was made from, and never decides anything: what is done and planned comes from the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kneecoach import __version__
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.resources import resource
from kneecoach.sealed import look, look_into, seal, unseal
from kneecoach.ui.packed_day import unpack_day
from kneecoach.ui.today_shown import TodayShown

FORMAT = b"kneecoach days 2\n"
PURPOSE = "today"
"""What the file is sealed for while the records here are encrypted."""

_LARGEST_BYTES = 8_000_000


def keep_days(paths: Paths, stamp: str, days: Mapping[date, str]) -> None:
    """Write packed days, as made from what `stamp` stands for; sealed where records are.

    Raises:
        KneecoachError: The file cannot be written, or the records are locked.
    """
    from kneecoach.private import keep_private  # noqa: PLC0415 - not on the way to Today

    lines = (f"{day.isoformat()} {packed}" for day, packed in days.items())
    content = "\n".join((ascii(stamp), *lines))
    keep_private(paths.data, paths.kept_days, seal(FORMAT, content.encode()), PURPOSE)


def find_day(paths: Paths, stamp: str, day: date) -> TodayShown | None:
    """Return what was kept of a day; None when nothing was, or it was made from something else.

    A file that was damaged or made by somebody else counts as none.
    """
    try:
        with paths.kept_days.open("rb") as file:
            kept = file.read(_LARGEST_BYTES)
        if not kept.startswith(FORMAT):
            from kneecoach.private import open_private  # noqa: PLC0415 - with encryption alone

            kept = open_private(paths.data, kept, PURPOSE)
    except (OSError, KneecoachError):
        return None
    content = unseal(FORMAT, kept)
    if content is None:
        return None
    name = f"{day.isoformat()} "
    try:
        kept_stamp, *days = content.decode().split("\n")
        packed = next((one for one in days if one.startswith(name)), "")
        if not packed or kept_stamp != ascii(stamp):
            return None
        shown = unpack_day(packed.removeprefix(name))
    except ValueError:
        return None
    return shown if shown.day == day.isoformat() else None


def stamp_of(paths: Paths, *, language: str) -> str:
    """Return what stands for all that a day is made from: program, packs, settings and history."""
    history = paths.database
    files = (paths.settings, history, history.with_name(f"{history.name}-wal"))
    looks = [*(_look(one) for one in files), *filter(None, [_look(paths.own_settings)])]
    return "|".join([language, contents_stamp(paths), *looks])


def contents_stamp(paths: Paths) -> str:
    """Return what stands for the program and every pack, ours and the person's."""
    folders = (Path(__file__).parent.parent, resource("exercises"), paths.packs)
    return "|".join([__version__, *(look_into(one) for one in folders)])


def _look(path: Path) -> str:
    """Return what stands for a file; one that is not there or empty stands for nothing."""
    try:
        return look(path) if path.stat().st_size else ""
    except OSError:
        return ""
