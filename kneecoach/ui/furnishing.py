"""Fill the window after its first paint: what is seen first, what it rests on, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui.face import Face, make_face
from kneecoach.ui.main_window import FirstLook, MainWindow

if TYPE_CHECKING:
    from kneecoach.ui.outside import Outside
    from kneecoach.ui.room import Room
    from kneecoach.ui.warming import Warmer


class Furnishing(QObject):
    """Bring the pages into the window, one step after the other.

    Signals:
        face_shown: What is seen first is there, or must wait until all is read.
        room_opened(Room): The pages are connected, and show today as it is.
        furnished: All that Today needs is done with, even where the pages could not be opened.
        filled: Today was painted.
        warmed: What a session needs has been imported.

    Args:
        application: What is dressed.
        window: What holds the pages.
        clock: Of this computer.
        paths: Of this computer.
        settings: What holds at the start.
        messages: What was found wrong so far.
        parent: What owns this.
    """

    face_shown = Signal()
    room_opened = Signal(object)
    furnished = Signal()
    filled = Signal()
    warmed = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        window: MainWindow,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        messages: tuple[str, ...],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._window = window
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._messages = messages
        self._face: Face | None = None
        self._is_filled = False
        self._warmer: Warmer | None = None

    @property
    def is_filled(self) -> bool:
        """Return whether Today was painted."""
        return self._is_filled

    def begin(self) -> None:
        """Bring Today: at once as it was kept, or as soon as it is worked out."""
        self._face = make_face(
            application=self._application,
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
        )
        look = FirstLook(self._face.shell)
        look.seen.connect(self._on_filled)
        if self._face.kept is None:
            self._furnish()
        else:
            look.seen.connect(self._furnish)
            self._window.setCentralWidget(self._face.shell)

    def warm(self) -> None:
        """Get ready what a session will need, while the person reads."""
        from kneecoach.ui.warming import Warmer  # noqa: PLC0415 - after Today is filled

        self._warmer = Warmer(self)
        self._warmer.finished.connect(self.warmed)
        self._warmer.start()

    def close(self) -> None:
        """Wait for what is under way."""
        if self._warmer is not None:
            self._warmer.wait()
            self._warmer = None

    def _furnish(self) -> None:
        """Read packs and history, connect the pages, and show today as it is."""
        self.face_shown.emit()
        # Queued first, so that it comes whatever happens here.
        QTimer.singleShot(0, self._emit_furnished)
        room = open_room(
            application=self._application,
            window=self._window,
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
            messages=self._messages,
            face=self._face,
        )
        self._emit_room_opened(room)

    def _on_filled(self) -> None:
        self._is_filled = True
        self.filled.emit()

    def _emit_furnished(self) -> None:
        self.furnished.emit()

    def _emit_room_opened(self, room: Room) -> None:
        self.room_opened.emit(room)


def open_room(
    *,
    application: QApplication,
    window: MainWindow,
    clock: Clock,
    paths: Paths,
    settings: Settings,
    messages: tuple[str, ...],
    outside: Outside | None = None,
    face: Face | None = None,
) -> Room:
    """Connect what is seen first, put it in the window, and fill Today.

    Args:
        application: What is dressed.
        window: What holds the pages.
        clock: Of this computer.
        paths: Of this computer.
        settings: What holds at the start.
        messages: What was found wrong so far.
        outside: Everything else the computer gives; this computer's own unless given.
        face: What is seen first; made here unless given.
    """
    # Not before what is seen first was painted.
    from kneecoach.ui.outside import this_computer  # noqa: PLC0415
    from kneecoach.ui.room import Room  # noqa: PLC0415
    from kneecoach.ui.widgets.message_bar import Message, MessageKind  # noqa: PLC0415

    if face is None:
        face = make_face(application=application, clock=clock, paths=paths, settings=settings)
    room = Room(
        application=application,
        face=face,
        outside=outside or this_computer(clock, paths),
        settings=settings,
    )
    room.open()
    for message in messages:
        face.shell.messages.show_message(Message(text=message, kind=MessageKind.WARNING))
    if window.centralWidget() is not face.shell:
        window.setCentralWidget(face.shell)
    room.show_first()
    face.today.let_go()
    return room
