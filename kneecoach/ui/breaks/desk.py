"""Put desk breaks together: the timer, who is at the desk, the screen, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.breaks.hours import next_midnight
from kneecoach.breaks.machine import fresh_seat, seated
from kneecoach.breaks.options import MINUTE
from kneecoach.breaks.state import (
    BreakOffered,
    BreakTaken,
    Due,
    Event,
    InBreak,
    NoticeGiven,
    State,
)
from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.clock import Clock
from kneecoach.model.desk_break import BreakTally
from kneecoach.model.errors import KneecoachError
from kneecoach.model.units import Seconds
from kneecoach.paths import Paths
from kneecoach.remote.words import Answer, Request, Wish
from kneecoach.settings import BreakShow, Settings
from kneecoach.ui.breaks.chosen import options_of
from kneecoach.ui.breaks.keeper import BreakKeeper
from kneecoach.ui.breaks.memory import BreakMemory
from kneecoach.ui.breaks.notices import Notices
from kneecoach.ui.breaks.show import BreakScreen
from kneecoach.ui.breaks.timer import BreakTimer
from kneecoach.ui.breaks.words import status_line

if TYPE_CHECKING:
    from kneecoach.coach.break_routine import BreakRoutine
    from kneecoach.ui.breaks.view import BreakOffer

CALM = Seconds(2.0 * MINUTE)
"""A break that is further away than this is not near."""

RoutineChooser = Callable[[Settings, tuple[str, ...]], "BreakRoutine | None"]
"""Returns what to do in the next break, given the settings and what the last ones were."""


class BreakDesk(QObject):
    """Lead desk breaks from the timer to the screen and into the history.

    Signals:
        changed: The timer stands elsewhere, or shows another minute, than before.
        failed(KneecoachError): Something could not be kept or read; breaks go on.

    Args:
        clock: Tells time.
        paths: Where a pause is remembered.
        settings: What the person chose.
        keeper: Keeps what becomes of breaks.
        screen: Shows them.
        notices: Tells of them by the desktop's own notifications.
        choose: Chooses what to do; may raise KneecoachError.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        keeper: BreakKeeper,
        screen: BreakScreen,
        notices: Notices,
        choose: RoutineChooser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._keeper = keeper
        self._screen = screen
        self._notices = notices
        self._choose = choose
        self._prepared: BreakRoutine | None = None
        self._is_prepared = False
        self._done_exercise = ""
        self._is_notified = False
        self._memory = BreakMemory(paths.break_memo)
        self.timer = BreakTimer(clock=clock, options=options_of(settings), parent=self)
        self._connect_signals()
        keeper.on_failed(self._emit_failed)

    @property
    def screen(self) -> BreakScreen:
        """Return what shows breaks."""
        return self._screen

    def start(self) -> None:
        """Begin to count, or go on with the sitting or the pause of a moment ago."""
        now = self.timer.now()
        seat = self._memory.seat(now) or fresh_seat(self.timer.options, now)
        self.timer.start(self._memory.pause(seat) or seated(seat))

    def close(self) -> None:
        """Stop counting and take everything from the screen."""
        self._memory.keep_seat(self.timer.state, self.timer.now())
        self.timer.stop()
        self._screen.hide()
        self._notices.close()

    def choose(self, settings: Settings) -> None:
        """Take on other settings."""
        self._settings = settings
        self._is_prepared = False
        self.timer.choose(options_of(settings))

    def is_calm(self) -> bool:
        """Return whether no break is near, on the screen, or waits to be written."""
        status = self.timer.status()
        is_asking = status.kind in {StatusKind.DUE, StatusKind.QUIET, StatusKind.IN_BREAK}
        if is_asking or self._screen.window is not None or self._keeper.has_waiting():
            return False
        return status.next_in is None or status.next_in > CALM

    def on_unlocked(self) -> None:
        """Write down what happened while the records were locked, and choose anew what to do."""
        self._keeper.write_waiting()
        self._is_prepared = False
        self.changed.emit()

    def status(self) -> BreakStatus:
        """Return where the timer stands."""
        return self.timer.status()

    def status_line(self) -> str:
        """Return where the timer stands, in words."""
        return status_line(self.timer.status(), self._clock.now())

    def tally(self) -> BreakTally:
        """Return what today's breaks come to."""
        return self._keeper.tally()

    def tell_of_tray_once(self) -> bool:
        """Return whether the person has still to be told that the coach stays in the tray."""
        return self._memory.tell_of_tray_once()

    def answer(self, request: Request) -> Answer:
        """Do what is asked for and say where the timer stands then.

        Raises:
            KneecoachError: It cannot be done; says why.
        """
        minutes = request.minutes
        match request.wish:
            case Wish.NOW:
                self.timer.start_break()
            case Wish.LATER:
                self.timer.postpone(
                    self._settings.break_later_minutes if minutes is None else minutes
                )
            case Wish.SKIP:
                self.timer.skip()
            case Wish.TOOK:
                self.timer.took_one()
            case Wish.PAUSE:
                self.timer.pause_for(minutes)
            case Wish.PAUSE_TOMORROW:
                self.timer.pause_until(next_midnight(self._clock.now(), None))
            case Wish.RESUME:
                self.timer.resume()
            case Wish.STATUS | Wish.RAISE:
                pass
        return self._answer()

    def wish(self, request: Request) -> None:
        """Do what is asked for on the screen; what cannot be done is told."""
        try:
            self.answer(request)
        except KneecoachError as error:
            self._emit_failed(error)

    def _answer(self) -> Answer:
        status, today = self.status(), self.tally()
        locked = self.tr("kneecoach is locked, so breaks before that are not counted here.")
        line = f"{self.status_line()}."
        return Answer(
            done=True,
            says=f"{line} {locked}" if self._keeper.is_locked() else line,
            state=status.kind.value,
            next_minutes=status.minutes,
            sat_minutes=int(status.sat // MINUTE),
            waits_for="" if status.hold is None else status.hold.value,
            taken=today.taken,
            postponed=today.postponed,
            skipped=today.skipped,
            longest_sit_minutes=today.longest_sit_seconds // MINUTE,
        )

    def _connect_signals(self) -> None:
        self.timer.happened.connect(self._on_happened)
        self.timer.changed.connect(self._on_changed)
        self._screen.start_requested.connect(self._on_start_requested)
        self._screen.later_requested.connect(self._on_later_requested)
        self._screen.skip_requested.connect(self._on_skip_requested)
        self._screen.ended.connect(self._on_screen_ended)
        self._notices.start_requested.connect(self._on_start_requested)
        self._notices.later_requested.connect(self._on_later_requested)
        self._notices.skip_requested.connect(self._on_skip_requested)

    def _on_happened(self, event: Event) -> None:
        match event:
            case NoticeGiven(after=after):
                self._prepare()
                self._notices.give_notice(after)
            case BreakOffered():
                self._prepare()
            case BreakTaken():
                self._keeper.keep(event, self._done_exercise)
                self._is_prepared = False
            case _:
                self._keeper.keep(event, "")

    def _on_changed(self) -> None:
        state = self.timer.state
        self._show(state)
        self._get_ready()
        self._memory.keep_pause(state, self.status().until)
        self.changed.emit()

    def _show(self, state: State) -> None:
        """Let the screen follow the state, whatever led to it."""
        if isinstance(state, Due):
            if not (self._screen.is_offering() or self._is_notified):
                self._offer()
            return
        if self._is_notified:
            self._notices.withdraw()
            self._is_notified = False
        if isinstance(state, InBreak):
            if not self._screen.is_running():
                self._begin()
        elif self._screen.is_offering() or self._screen.is_running():
            self._screen.hide()

    def _get_ready(self) -> None:
        """Have at hand what a break needs, so that it comes on time; it may not come after all."""
        shows_window = self._settings.break_show is not BreakShow.NOTIFICATION
        if not self.timer.is_near():
            self._screen.put_by()
        elif shows_window and self._screen.window is None:
            self._screen.get_ready(self._offer_now())

    def _offer(self) -> None:
        offer = self._offer_now()
        shows = self._settings.break_show
        if shows is not BreakShow.WINDOW:
            self._is_notified = self._notices.offer(offer)
        if shows is not BreakShow.NOTIFICATION or not self._is_notified:
            self._screen.offer(offer)

    def _begin(self) -> None:
        self._prepare()
        routine = self._prepared
        self._done_exercise = "" if routine is None else routine.planned.exercise.id
        with_sound = self._settings.break_sound and not self._settings.break_quietly
        self._screen.start(self._offer_now(), routine, with_sound=with_sound)

    def _offer_now(self) -> BreakOffer:
        from kneecoach.ui.breaks.view import offer_of  # noqa: PLC0415 - when a break is near

        self._prepare()
        return offer_of(
            self._prepared,
            self.status(),
            self.tally(),
            later_minutes=self._settings.break_later_minutes,
            is_locked=self._keeper.is_locked(),
        )

    def _prepare(self) -> None:
        """Choose what to do, best a little before it is due."""
        if self._is_prepared:
            return
        self._is_prepared = True
        try:
            self._prepared = self._choose(self._settings, self._keeper.done())
        except KneecoachError as error:
            self._prepared = None
            self._emit_failed(error)

    def _on_start_requested(self) -> None:
        self.wish(Request(wish=Wish.NOW))

    def _on_later_requested(self) -> None:
        self.wish(Request(wish=Wish.LATER))

    def _on_skip_requested(self) -> None:
        self.wish(Request(wish=Wish.SKIP))

    def _on_screen_ended(self) -> None:
        self.timer.end_break()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
