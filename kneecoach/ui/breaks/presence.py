"""Let the event loop wake the sources of presence, and put what they tell together."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

from kneecoach.breaks.presence.choose import Candidate
from kneecoach.breaks.presence.source import Fact, PresenceError, Source, Told, Watched
from kneecoach.breaks.state import Presence
from kneecoach.clock import Clock
from kneecoach.model.units import Seconds

ON_DEMAND = (Fact.CALL, Fact.CAMERA, Fact.SHARING, Fact.DO_NOT_DISTURB)
"""Facts that cost something to know, and are looked after only while a break is near."""

_SESSION = "a session of the coach"


class PresenceHub(QObject):
    """Own the sources of presence; one that dies or refuses is left out, and breaks go on.

    Signals:
        changed(Presence): Something else is known of the person than before.

    Args:
        candidates: The sources to try, best first.
        clock: Tells moments.
    """

    changed = Signal(object)

    def __init__(
        self, *, candidates: Iterable[Candidate], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._candidates = tuple(candidates)
        self._clock = clock
        self._watched = Watched()
        self._feeds: dict[str, _Feed] = {}
        self._presence = Presence()
        self._is_near = self._wants_lull = False

    @property
    def presence(self) -> Presence:
        """Return what is known."""
        return self._presence

    def names(self) -> tuple[str, ...]:
        """Return what is listened to."""
        return tuple(feed.source.name for feed in self._feeds.values())

    def unknown(self) -> tuple[Fact, ...]:
        """Return what cannot be known here."""
        return tuple(fact for fact in Fact if not self._watched.knows(fact))

    def start(self) -> None:
        """Begin to listen to every source that is there."""
        not_needed: set[str] = set()
        for candidate in self._candidates:
            if candidate.key not in not_needed and self._add(candidate):
                not_needed |= candidate.instead_of
        self._settle()

    def close(self) -> None:
        """Listen to nothing more."""
        for key in tuple(self._feeds):
            self._drop(key)

    def look_after(self, *, near: bool, lull: bool) -> None:
        """Say whether a break is near, and whether it waits for a pause in typing."""
        if near != self._is_near:
            self._is_near = near
            for fact in ON_DEMAND:
                self._watch(fact, wanted=near)
        if lull != self._wants_lull:
            self._wants_lull = lull
            for key in tuple(self._feeds):
                self._watched.take(key, Told(fact=Fact.LULL, holds=False), self._clock.monotonic())
            self._watch(Fact.LULL, wanted=lull)
        self._settle()

    def tell_of_session(self, *, is_running: bool) -> None:
        """Count a session of the coach as time away from the desk, which it is."""
        told = Told(fact=Fact.IDLE, holds=is_running)
        self._watched.take(_SESSION, told, self._clock.monotonic())
        self._settle()

    def _add(self, candidate: Candidate) -> bool:
        try:
            source = candidate.make()
            source.start(lambda told: self._take(candidate.key, told))
        except (PresenceError, ImportError, OSError) as error:
            logging.getLogger("kneecoach.ui.breaks").info("no %s: %s", candidate.key, error)
            return False
        self._watched.add(candidate.key, source.facts)
        feed = _Feed(source, parent=self)
        feed.told.connect(self._settle)
        feed.died.connect(self._on_feed_died)
        self._feeds[candidate.key] = feed
        feed.begin()
        return True

    def _take(self, key: str, told: Told) -> None:
        self._watched.take(key, told, self._clock.monotonic())

    def _watch(self, fact: Fact, *, wanted: bool) -> None:
        for key, feed in tuple(self._feeds.items()):
            if fact not in feed.source.facts:
                continue
            if not wanted:
                self._take(key, Told(fact=fact, holds=False))
            feed.watch(fact, wanted=wanted)

    def _on_feed_died(self) -> None:
        for key, feed in tuple(self._feeds.items()):
            if feed.is_dead:
                logging.getLogger("kneecoach.ui.breaks").info("%s has gone", key)
                self._drop(key)
        self._settle()

    def _drop(self, key: str) -> None:
        self._feeds.pop(key).end()
        self._watched.drop(key)

    def _settle(self) -> None:
        """Tell of what is known now when that is something else."""
        presence = self._watched.presence()
        if presence != self._presence:
            self._presence = presence
            self.changed.emit(presence)


class _Feed(QObject):
    """Wake one source when it has something to say, or when it wants to look.

    Signals:
        told: The source was woken and may have told something.
        died: The source has died.
    """

    told = Signal()
    died = Signal()

    def __init__(self, source: Source, *, parent: QObject) -> None:
        super().__init__(parent)
        self.source = source
        self.is_dead = False
        self._notifier: QSocketNotifier | None = None
        self._descriptor: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self._read)

    def begin(self) -> None:
        """Take in what is there, and wait."""
        self._read()

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Hand on what is wanted."""
        try:
            self.source.watch(fact, wanted=wanted)
        except (PresenceError, OSError):
            self._die()
            return
        self._read()

    def end(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self._listen(None)
        self.source.close()
        self.deleteLater()

    def _read(self) -> None:
        if self.is_dead:
            return
        try:
            again = self.source.read() if self._may_read() else None
        except (PresenceError, OSError):
            self._die()
            return
        self._listen(self.source.fileno())
        self._look_again(again)
        self.told.emit()

    def _may_read(self) -> bool:
        """Say whether reading would not wait: a descriptor is read only when it is readable."""
        descriptor = self.source.fileno()
        if descriptor is None:
            return True
        import select  # noqa: PLC0415 - Windows has no descriptors here

        ready, _, _ = select.select([descriptor], [], [], 0)
        return bool(ready)

    def _listen(self, descriptor: int | None) -> None:
        if descriptor == self._descriptor:
            return
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        self._descriptor = descriptor
        if descriptor is not None:
            self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)

    def _look_again(self, after: Seconds | None) -> None:
        if after is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, round(after * 1000)))

    def _die(self) -> None:
        self.is_dead = True
        self._timer.stop()
        self._listen(None)
        self.died.emit()
