"""Make the desk breaks of this computer from what there is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kneecoach.clock import Clock
from kneecoach.history.break_log import BreakLog
from kneecoach.paths import Paths
from kneecoach.private import is_locked
from kneecoach.settings import Settings
from kneecoach.ui.breaks.desk import BreakDesk
from kneecoach.ui.breaks.keeper import BreakKeeper
from kneecoach.ui.breaks.notices import MessageTeller, Notices, Notifier
from kneecoach.ui.breaks.show import BreakScreen
from kneecoach.ui.ticker import QtTicker

if TYPE_CHECKING:
    from kneecoach.coach.break_routine import BreakRoutine
    from kneecoach.coach.coach import Coach
    from kneecoach.sound.output import CueOutput


class BreakChooser:
    """Choose what to do in a break, with the coach of the pages or one of its own.

    A coach that waits in the tray reads packs and history when a break is near, and lets them go.

    Args:
        clock: Tells days.
        paths: Where packs and history are.
        coach: Returns the coach of the pages, or None.
    """

    def __init__(self, *, clock: Clock, paths: Paths, coach: Callable[[], Coach | None]) -> None:
        self._clock = clock
        self._paths = paths
        self._coach = coach

    def choose(self, settings: Settings, done: tuple[str, ...]) -> BreakRoutine | None:
        """Return what to do next; nothing while the records are locked.

        What is right for a knee that nothing is known of cannot be said. Raises KneecoachError when
        packs or history cannot be read.
        """
        if is_locked(self._paths.data):
            return None
        coach = self._coach()
        if coach is not None:
            return self._choose(coach, settings, done)
        from kneecoach.coach.opening import LazyStore, open_coach  # noqa: PLC0415 - when near

        store = LazyStore(self._paths.database, self._clock, self._paths.person)
        try:
            opened = open_coach(self._paths, self._clock, store)
            return self._choose(opened.coach, settings, done)
        finally:
            store.close()

    def _choose(
        self, coach: Coach, settings: Settings, done: tuple[str, ...]
    ) -> BreakRoutine | None:
        from kneecoach.coach.break_routine import Where, choose_routine  # noqa: PLC0415 - when near
        from kneecoach.coach.coach import FIRST_PROGRAMME  # noqa: PLC0415 - when near

        in_use = coach.catalogue.programme(settings.programme or FIRST_PROGRAMME)
        return choose_routine(
            coach,
            in_use,
            day=self._clock.today(),
            where=Where(settings.break_place.value),
            only_quiet=settings.break_quietly,
            done=done,
        )


def make_break_desk(
    *,
    clock: Clock,
    paths: Paths,
    settings: Settings,
    coach: Callable[[], Coach | None],
    teller: MessageTeller,
    parent: QObject,
) -> BreakDesk:
    """Return the desk breaks of this computer; nothing counts before their `start`."""
    keeper = BreakKeeper(
        log=BreakLog(paths.database, clock, paths.person),
        clock=clock,
        is_locked=partial(is_locked, paths.data),
    )
    screen = BreakScreen(
        clock=clock,
        make_ticker=QtTicker,
        open_output=_open_sound,
        is_see_through=_is_see_through(),
    )
    notices = Notices(open_notifier=_open_notifier, teller=teller)
    chooser = BreakChooser(clock=clock, paths=paths, coach=coach)
    breaks = BreakDesk(
        clock=clock,
        paths=paths,
        settings=settings,
        keeper=keeper,
        screen=screen,
        notices=notices,
        choose=chooser.choose,
        parent=parent,
    )
    screen.setParent(breaks)
    notices.setParent(breaks)
    return breaks


def _open_notifier() -> Notifier:
    """Open the desktop's notifications; their library is imported when the first one is shown."""
    if sys.platform in {"win32", "darwin"}:
        raise OSError("notifications with buttons need D-Bus")
    from kneecoach.breaks.notifier import DesktopNotifier  # noqa: PLC0415 - see above

    return DesktopNotifier()


def _open_sound(clock: Clock) -> CueOutput:
    """Open the sound; its libraries are imported by the first break with cues."""
    from kneecoach.sound.device import open_output  # noqa: PLC0415 - see above

    return open_output(clock)


def _is_see_through() -> bool:
    """Say whether a window may have round corners here: X11 needs a compositor for that."""
    if QGuiApplication.platformName() != "xcb":
        return True
    from kneecoach.breaks.presence.x11 import has_compositor  # noqa: PLC0415 - for X11 alone

    return has_compositor()
