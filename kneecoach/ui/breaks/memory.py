"""Remember a pause, the sitting, and what was told once, from one start to the next."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kneecoach.breaks.memo import BreakMemo, KeptSeat, read_memo, seat_again, write_memo
from kneecoach.breaks.options import MINUTE
from kneecoach.breaks.state import InBreak, NaturalBreak, Now, Paused, PauseKind, Seat, State
from kneecoach.model.errors import KneecoachError
from kneecoach.values import replace


class BreakMemory:
    """Hold what is remembered, and write it when it changes.

    Args:
        path: The file it is kept in.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._memo = read_memo(path)

    def pause(self, seat: Seat) -> Paused | None:
        """Return the pause that was asked for before, for somebody who sits down now."""
        if not self._memo.is_paused:
            return None
        return Paused(seat=seat, kind=PauseKind.ASKED, ends=self._memo.until)

    def seat(self, now: Now) -> Seat | None:
        """Return the seat of somebody who has been sitting since before the coach was started."""
        return seat_again(self._memo.kept, now)

    def keep_seat(self, state: State, now: Now) -> None:
        """Keep how long somebody has been sitting, for a coach that is started again at once."""
        kept = None
        if not isinstance(state, InBreak | NaturalBreak):
            kept = KeptSeat(seat=state.seat, at=now.at, moment=now.utc)
        if kept != self._memo.kept:
            self._remember(replace(self._memo, kept=kept))

    def keep_pause(self, state: State, until: datetime | None) -> None:
        """Keep whether the person has asked for no breaks, and until when.

        What was kept stays as it is while a break is under way; the pause goes on after it.
        """
        if isinstance(state, InBreak):
            return
        is_asked = isinstance(state, Paused) and state.kind is PauseKind.ASKED
        until = until if is_asked else None
        if is_asked != self._memo.is_paused or not _is_near(until, self._memo.until):
            self._remember(replace(self._memo, is_paused=is_asked, until=until))

    def tell_of_tray_once(self) -> bool:
        """Return whether the person has still to be told that the coach stays in the tray."""
        if self._memo.told_of_tray:
            return False
        self._remember(replace(self._memo, told_of_tray=True))
        return True

    def _remember(self, memo: BreakMemo) -> None:
        self._memo = memo
        with suppress(KneecoachError):  # it is then forgotten at the next start
            write_memo(self._path, memo)


def _is_near(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).total_seconds()) < MINUTE
