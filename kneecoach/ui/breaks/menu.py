"""Offer what can be done about desk breaks, as a menu of the tray and of the small window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.remote.words import Request, Wish

LATER_MINUTES = (1, 5, 15)
HOUR_MINUTES = 60

_COMING = frozenset(
    {
        StatusKind.WORKING,
        StatusKind.DUE_SOON,
        StatusKind.POSTPONED,
        StatusKind.QUIET,
        StatusKind.DUE,
    }
)


class BreakMenu(QMenu):
    """Show where the timer stands and what can be asked of it.

    Signals:
        wished(Request): The person wants something of the break timer.
        open_requested: The person wants the window.
        check_in_requested: The person wants to say how the knee is this morning.
        lock_requested: The person wants the records locked.
        quit_requested: The person wants the coach to end.
    """

    wished = Signal(object)
    open_requested = Signal()
    check_in_requested = Signal()
    lock_requested = Signal()
    quit_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breaks.menu")
        self._status = self.addAction("")
        self._status.setEnabled(False)
        self.addSeparator()
        self._now = self._add(self.tr("Take a break now"), "now")
        self._later_menu = self.addMenu(self.tr("Put it off"))
        self._later = {
            self._add(self.tr("By {minutes} min").format(minutes=each), f"later_{each}"): each
            for each in LATER_MINUTES
        }
        for action in self._later:
            self.removeAction(action)
            self._later_menu.addAction(action)
        self._skip = self._add(self.tr("Skip the next one"), "skip")
        self._took = self._add(self.tr("I took a break already"), "took")
        self._pause_menu = self.addMenu(self.tr("Pause"))
        self._hour = self._pause_menu.addAction(self.tr("For an hour"))
        self._tomorrow = self._pause_menu.addAction(self.tr("Until tomorrow"))
        self._endless = self._pause_menu.addAction(self.tr("Until I say"))
        self._resume = self._add(self.tr("Ask for breaks again"), "resume")
        self.addSeparator()
        self._check_in = self._add(self.tr("How is the knee this morning?"), "check_in")
        self._open = self._add(self.tr("Open kneecoach"), "open")
        self._lock = self._add(self.tr("Lock now"), "lock")
        self._lock.setVisible(False)
        self._quit = self._add(self.tr("Quit"), "quit")
        self.triggered.connect(self._on_triggered)

    def show_status(self, line: str, status: BreakStatus | None) -> None:
        """Say where the timer stands, and offer what fits; None while breaks are off."""
        self._status.setText(line)
        is_on = status is not None
        is_coming = status is not None and status.kind in _COMING
        is_paused = status is not None and status.kind is StatusKind.PAUSED
        for action in (self._now, self._took):
            action.setVisible(is_on)
        self._now.setEnabled(status is not None and status.kind is not StatusKind.IN_BREAK)
        self._skip.setVisible(is_coming)
        can_postpone = status is not None and status.can_postpone
        self._later_menu.menuAction().setVisible(is_coming and can_postpone)
        self._pause_menu.menuAction().setVisible(is_on and not is_paused)
        self._resume.setVisible(is_paused)

    def offer_lock(self, *, is_offered: bool) -> None:
        """Offer to lock the records, while they are encrypted and open."""
        self._lock.setVisible(is_offered)

    def _add(self, text: str, name: str) -> QAction:
        action = self.addAction(text)
        action.setObjectName(f"breaks.menu.{name}")
        return action

    def _on_triggered(self, action: QAction) -> None:
        request = self._request_of(action)
        if request is not None:
            self.wished.emit(request)
        elif action is self._check_in:
            self.check_in_requested.emit()
        elif action is self._open:
            self.open_requested.emit()
        elif action is self._lock:
            self.lock_requested.emit()
        elif action is self._quit:
            self.quit_requested.emit()

    def _request_of(self, action: QAction) -> Request | None:
        if action in self._later:
            return Request(wish=Wish.LATER, minutes=self._later[action])
        requests = {
            self._now: Request(wish=Wish.NOW),
            self._skip: Request(wish=Wish.SKIP),
            self._took: Request(wish=Wish.TOOK),
            self._hour: Request(wish=Wish.PAUSE, minutes=HOUR_MINUTES),
            self._tomorrow: Request(wish=Wish.PAUSE_TOMORROW),
            self._endless: Request(wish=Wish.PAUSE),
            self._resume: Request(wish=Wish.RESUME),
        }
        return requests.get(action)
