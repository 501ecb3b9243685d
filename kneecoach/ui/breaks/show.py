"""Show a desk break: offered in the window, led through in time, over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.clock import Clock
from kneecoach.ui.ticker import Ticker

if TYPE_CHECKING:
    from kneecoach.coach.break_routine import BreakRoutine
    from kneecoach.coach.break_run import BreakRun
    from kneecoach.sound.output import CueOutput
    from kneecoach.ui.breaks.view import BreakOffer
    from kneecoach.ui.breaks.window import BreakWindow

TICK_MS = 50
OVER_MS = 20_000
"""How long the last word stays when nobody presses the button."""


class BreakScreen(QObject):
    """Own the window of a break, made when it is first needed and let go when it is over.

    Signals:
        start_requested, later_requested, skip_requested: The person answered what was offered.
        ended: The break is over, at its end or because the person ended it.

    Args:
        clock: Tells time.
        make_ticker: Gives a beat that stands still.
        open_output: Opens the sound.
        is_see_through: Whether the screen can show what lies behind a window.
    """

    start_requested = Signal()
    later_requested = Signal()
    skip_requested = Signal()
    ended = Signal()

    def __init__(
        self,
        *,
        clock: Clock,
        make_ticker: Callable[[], Ticker],
        open_output: Callable[[Clock], CueOutput],
        is_see_through: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._ticker = make_ticker()
        self._ticker.on_tick(self._on_tick)
        self._open_output = open_output
        self._is_see_through = is_see_through
        self._window: BreakWindow | None = None
        self._offer: BreakOffer | None = None
        self._run: BreakRun | None = None
        self._whole = 1.0
        self._goes = QTimer(self)
        self._goes.setSingleShot(True)
        self._goes.setInterval(OVER_MS)
        self._goes.timeout.connect(self.hide)

    @property
    def window(self) -> BreakWindow | None:
        """Return the window, or None while there is none."""
        return self._window

    def is_offering(self) -> bool:
        """Return whether a break is offered."""
        return self._window is not None and self._window.is_offering()

    def is_running(self) -> bool:
        """Return whether a break is led through, or is to be ended by hand."""
        return self._offer is not None and not self.is_offering() and not self._goes.isActive()

    def get_ready(self, offer: BreakOffer) -> None:
        """Make the window, unseen, so that it is there at once when the break is due."""
        self._shown().get_ready(offer)

    def put_by(self) -> None:
        """Let go of a window that was made ready for a break that does not come now."""
        if self._offer is None:
            self._let_go()

    def offer(self, offer: BreakOffer) -> None:
        """Offer a break without taking a key."""
        self._goes.stop()
        self._offer = offer
        self._shown().offer(offer)

    def start(self, offer: BreakOffer, routine: BreakRoutine | None, *, with_sound: bool) -> None:
        """Lead through a break; without a routine it ends when the person is back."""
        self._goes.stop()
        self._stop_run()
        self._offer = offer
        window = self._shown()
        window.show_run(offer)
        if routine is None:
            return
        # What leads through a break is imported by the first one.
        from kneecoach.coach.break_routine import seconds_of  # noqa: PLC0415
        from kneecoach.coach.break_run import BreakRun  # noqa: PLC0415
        from kneecoach.sound.output import SilentOutput  # noqa: PLC0415

        output = self._open_output(self._clock) if with_sound else SilentOutput(self._clock)
        output.open()
        self._whole = max(1.0, seconds_of(routine))
        self._run = BreakRun(steps=routine.steps, output=output, clock=self._clock)
        self._run.begin()
        self._ticker.start(TICK_MS)
        self._show_moment()

    def hide(self) -> None:
        """Take the window away, whatever it shows."""
        self._goes.stop()
        self._stop_run()
        self._offer = None
        self._let_go()

    def _let_go(self) -> None:
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _shown(self) -> BreakWindow:
        if self._window is None:
            from kneecoach.ui.breaks.window import BreakWindow  # noqa: PLC0415 - as above

            window = BreakWindow(is_see_through=self._is_see_through)
            window.start_requested.connect(self.start_requested)
            window.later_requested.connect(self.later_requested)
            window.skip_requested.connect(self.skip_requested)
            window.stop_requested.connect(self._on_stop_requested)
            window.pause_toggled.connect(self._on_pause_toggled)
            window.set_done.connect(self._on_set_done)
            window.closed.connect(self._on_closed)
            self._window = window
        return self._window

    def _on_tick(self) -> None:
        if self._run is None:
            return
        was_paused = self._run.is_paused
        if self._run.tick():
            self._finish()
            return
        if self._run.is_paused and not was_paused:
            self._show_standing()
        self._show_moment()

    def _show_moment(self) -> None:
        run, window = self._run, self._window
        if run is None or window is None or run.is_paused or run.index >= len(run.steps):
            return
        from kneecoach.session.outline import remaining  # noqa: PLC0415 - as above

        left = remaining(run.steps, run.index, run.elapsed)
        window.run.show_step(run.steps[run.index], run.elapsed, 1 - left / self._whole)

    def _show_standing(self) -> None:
        if self._run is not None and self._window is not None:
            self._window.run.show_paused(is_paused=self._run.is_paused)

    def _finish(self) -> None:
        self._stop_run()
        if self._window is not None and self._offer is not None:
            self._window.show_over(self._offer)
            self._goes.start()
        self.ended.emit()

    def _stop_run(self) -> None:
        self._ticker.stop()
        if self._run is not None:
            self._run.stop()
            self._run = None

    def _on_stop_requested(self) -> None:
        self.hide()
        self.ended.emit()

    def _on_closed(self) -> None:
        self.hide()
        self.ended.emit()

    def _on_pause_toggled(self) -> None:
        if self._run is None:
            return
        if self._run.is_paused:
            self._run.resume()
        else:
            self._run.pause()
        self._show_standing()
        self._show_moment()

    def _on_set_done(self) -> None:
        if self._run is None:
            return
        if self._run.set_is_done():
            self._finish()
        else:
            self._show_moment()
