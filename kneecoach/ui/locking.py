"""Notice when nobody uses the coach, or when the computer is locked or goes to sleep."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from kneecoach.breaks.presence.choose import MISSING_WORDS, Candidate, candidates
from kneecoach.breaks.presence.source import Fact
from kneecoach.breaks.state import Presence
from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.settings import LockAfter, Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneecoach.ui.breaks.presence import PresenceHub

TELL_OF_LOCKS = frozenset({"logind", "gnome", "windows", "macos"})
"""The sources of presence that know a locked screen or sleep."""

_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def lock_sources() -> tuple[Candidate, ...]:
    """Return the sources of this computer that know a locked screen or sleep."""
    found = candidates(sys.platform, os.environ)
    return tuple(one for one in found if one.key in TELL_OF_LOCKS)


def lock_unknown_words(clock: Clock) -> str:
    """Return what cannot be known here of a locked screen and of sleep; empty when both can."""
    from kneecoach.ui.breaks.presence import PresenceHub  # noqa: PLC0415 - where wanted

    hub = PresenceHub(candidates=lock_sources(), clock=clock)
    hub.start()
    unknown = [one for one in hub.unknown() if one in {Fact.LOCKED, Fact.ASLEEP}]
    hub.close()
    return " ".join(MISSING_WORDS[one] for one in unknown)


class Locking(QObject):
    """Say when it is time to lock, as it was chosen.

    Nothing is looked at again and again: the last use is noted, and a timer waits for the rest.

    Signals:
        due: It is time to lock.

    Args:
        clock: Tells how long nothing was used.
        sources: What knows a locked screen; this computer's own unless given.
    """

    due = Signal()

    def __init__(
        self,
        *,
        clock: Clock,
        sources: tuple[Candidate, ...] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._sources = sources
        self._hub: PresenceHub | None = None
        self._watched: QObject | None = None
        self._after = LockAfter.NEVER
        self._used_at = clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._on_waited)

    def follow(self, settings: Settings, window: QWidget | None) -> None:
        """Watch for what was chosen, and for nothing else; None while there is no window."""
        self._after = settings.lock_after
        self._watch_use(window)
        self._watch_computer(wanted=settings.lock_with_computer)

    def close(self) -> None:
        """Watch for nothing more."""
        self._timer.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self._watch_computer(wanted=False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody uses the window."""
        if event.type() in _USE:
            self._used_at = self._clock.monotonic()
        return False

    def _watch_use(self, window: QWidget | None) -> None:
        """Look at the window of the system, where each key and move arrives once."""
        self._used_at = self._clock.monotonic()
        is_wanted = self._after is not LockAfter.NEVER
        handle = window.windowHandle() if is_wanted and window is not None else None
        if handle is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            self._watched = handle
            if handle is not None:
                handle.installEventFilter(self)
        if is_wanted:
            self._wait(self._limit())
        else:
            self._timer.stop()

    def _watch_computer(self, *, wanted: bool) -> None:
        if wanted and self._hub is None:
            from kneecoach.ui.breaks.presence import PresenceHub  # noqa: PLC0415 - where wanted

            sources = lock_sources() if self._sources is None else self._sources
            self._hub = PresenceHub(candidates=sources, clock=self._clock, parent=self)
            self._hub.changed.connect(self._on_presence_changed)
            self._hub.start()
        elif not wanted and self._hub is not None:
            self._hub.close()
            self._hub.deleteLater()
            self._hub = None

    def _limit(self) -> Seconds:
        return Seconds(60.0 * int(self._after.value))

    def _wait(self, seconds: Seconds) -> None:
        self._timer.start(max(1, round(seconds * 1000)))

    def _on_waited(self) -> None:
        unused = Seconds(self._clock.monotonic() - self._used_at)
        left = Seconds(self._limit() - unused)
        if left > 0:
            self._wait(left)
        else:
            self._wait(self._limit())  # once more, should it not be possible now
            self.due.emit()

    def _on_presence_changed(self, presence: Presence) -> None:
        if presence.locked_since is not None or presence.asleep_since is not None:
            self.due.emit()
