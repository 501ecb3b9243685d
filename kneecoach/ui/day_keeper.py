"""Work out the coming days while nobody waits, so that the next start need not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer

from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import History
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui.face import language
from kneecoach.ui.kept_days import contents_stamp, keep_days, stamp_of
from kneecoach.ui.packed_day import pack_day
from kneecoach.ui.today_shown import TodayShown
from kneecoach.values import dataclass

DAYS = 7
"""So many days are kept: who has not started the coach for longer waits a moment."""

CALM_MS = 2_000
"""The first day is worked out so long after the last change."""

STEP_MS = 150
"""There is this much time between two days, so that the window never stands still for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What days are worked out from.

    Attributes:
        today: The local day.
        history: All that was recorded.
        settings: What the person chose.
    """

    today: date
    history: History
    settings: Settings

    def is_same_as(self, other: Known | None) -> bool:
        """Return whether the other knows the same; a history is compared by identity."""
        return (
            other is not None
            and self.today == other.today
            and self.history is other.history
            and self.settings == other.settings
        )


class DayKeeper(QObject):
    """Keep this day and the next ones, one after the other, when all is calm.

    Nothing is kept that may not hold at the next start: after a change by another program, or with
    files that were changed since they were read, the next start works the day out itself.

    Args:
        paths: Where things are kept.
        known: Returns what is known now; None while nothing should be kept.
        shown_on: Returns what Today shows on a day.
    """

    def __init__(
        self,
        *,
        paths: Paths,
        known: Callable[[], Known | None],
        shown_on: Callable[[date], TodayShown],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._known_now = known
        self._shown_on = shown_on
        self._contents = contents_stamp(paths)
        self._known: Known | None = None
        self._days: dict[date, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def note_contents(self) -> None:
        """Take note of packs as they are; they are read next."""
        self._contents = contents_stamp(self._paths)

    def start_over(self) -> None:
        """Work out every day anew, once all is calm."""
        self._known = None
        self._days.clear()
        self._timer.start(CALM_MS)

    def stop(self) -> bool:
        """Work out no more; return whether what was kept still holds."""
        self._timer.stop()
        return self._is_complete and self._still_holds()

    def keep(self) -> None:
        """Write what was worked out; a disk that refuses only makes the next start slower."""
        if contents_stamp(self._paths) != self._contents:
            return
        try:
            keep_days(self._paths, stamp_of(self._paths, language=language()), self._days)
        except KneecoachError:
            return

    @property
    def _is_complete(self) -> bool:
        return len(self._days) == DAYS

    def _still_holds(self) -> bool:
        known = self._known_now()
        if known is None or not known.is_same_as(self._known):
            return False
        from kneecoach.own_settings import load_own_settings  # noqa: PLC0415 - after Today

        return load_own_settings(self._paths)[0] == known.settings

    def _go_on(self) -> None:
        """Work out one more day, or write them all."""
        known = self._known_now()
        if known is None:
            return
        if not known.is_same_as(self._known):
            self._days.clear()
            self._known = known
        if self._is_complete:
            if self._still_holds():
                self.keep()
            return
        day = known.today + timedelta(days=len(self._days))
        try:
            self._days[day] = pack_day(self._shown_on(day))
        except KneecoachError:
            return
        self._timer.start(STEP_MS)
