"""Start the window: check what it needs, paint it, then build the rest and connect it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from kneecoach.model.errors import KneecoachError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon

    from kneecoach.paths import Paths
    from kneecoach.remote.lock import Place
    from kneecoach.settings import Settings
    from kneecoach.ui.desk import Desk

FAILED = 1
IN_TRAY = "--tray"
BEGIN_SMALL = 64
BEGIN_ANEW = 65
"""Both as in `ui/hiding.py`, which is imported after the first paint."""

KEY_PIPE = "KNEECOACH_KEY_PIPE"
"""As in `handing_on.py`, which is imported for encrypted records alone."""

CALLS = 50
BETWEEN_CALLS_SECONDS = 0.1
STYLE_ARGUMENTS = ("-style", "Fusion")
"""Arguments for Qt: the style under the theme. Asking for it later costs 10 ms."""

MENDING = "Run python3 packaging/bootstrap.py setup, which installs or names it."
_PLUGIN_FAILED = "no Qt platform plugin could be initialized"


def main() -> int:
    """Run the window until it is closed, and return the exit status."""
    try:
        status = _start()
        if status == BEGIN_SMALL:
            _begin(IN_TRAY)
        return _begin() if status == BEGIN_ANEW else status
    except KneecoachError as error:
        return _say(error.user_message, error.way_out)
    except KeyboardInterrupt:
        return _say("Stopped before the window was there.", "")
    except Exception as error:  # noqa: BLE001 - the top: a bug is logged and said
        return _log_bug(error)


def _start() -> int:
    from kneecoach.paths import find_paths
    from kneecoach.remote.lock import take_place

    place = take_place(find_paths(os.environ))
    if place is None:
        return _call_the_other()
    try:
        return _show(place)
    finally:
        place.close()


def _begin(*arguments: str) -> int:
    """Start this very program anew, in the tray or for somebody else; Windows starts another one.

    What the window has brought along, the library of the database above all, cannot be unloaded,
    and nothing that was read for one person is there for the next.
    """
    from kneecoach.handing_on import hand_on
    from kneecoach.paths import find_paths

    hand_on(find_paths(os.environ).data)
    begun = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv[1:])]
    if getattr(sys, "frozen", False):
        begun = []
    command = (sys.executable, *begun, *arguments)
    if sys.platform != "win32":
        os.execv(sys.executable, command)  # noqa: S606 - this program
    import subprocess

    subprocess.Popen(command)  # noqa: S603 - this program
    return 0


def _call_the_other() -> int:
    """Bring up the window of the coach that runs already."""
    from threading import Event

    from kneecoach.paths import find_paths
    from kneecoach.remote.client import ask
    from kneecoach.remote.words import Request, Wish

    if IN_TRAY in sys.argv[1:]:
        return 0  # it is there already
    file = _file()
    request = Request(wish=Wish.RAISE, file="" if file is None else str(file.absolute()))
    just_starting = Event()  # never set: there is nothing to wait for but a moment
    for _ in range(CALLS):
        if ask(find_paths(os.environ), os.environ, request) is not None:
            return 0
        just_starting.wait(BETWEEN_CALLS_SECONDS)
    raise KneecoachError(
        "kneecoach is running already and does not answer.",
        "Close it and start it again; what was done is kept.",
    )


def _file() -> Path | None:
    """Return the file that the window was started with, or None."""
    from pathlib import Path

    return Path(sys.argv[1]) if len(sys.argv) == 2 and sys.argv[1] != IN_TRAY else None


def _show(place: Place) -> int:
    from kneecoach.screen import WAY_OUT, screen_problem

    problem = screen_problem(os.environ, sys.platform, knocks=False)
    if problem:
        raise KneecoachError(problem, WAY_OUT)
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise KneecoachError(
            f"A system library that the window needs is missing ({error}).",
            f"{MENDING} kneecoach doctor says more.",
        ) from error
    _watch_for_platform_failure()
    application = _application(QApplication)
    application.setApplicationName("kneecoach")
    application.setApplicationDisplayName("kneecoach")
    application.setDesktopFileName("kneecoach")
    run = _run_in_tray if IN_TRAY in sys.argv[1:] else _run
    return run(application, place)


def _application(usual: type[QApplication]) -> QApplication:
    arguments = [*sys.argv[:1], *STYLE_ARGUMENTS]
    if sys.platform != "darwin":
        return usual(arguments)
    from kneecoach.ui.file_open import OpeningApplication

    return OpeningApplication(arguments)


def _take_files(application: QApplication, desk: Desk) -> None:
    """Open what macOS hands over; on other systems files come as arguments."""
    if sys.platform == "darwin":
        from kneecoach.ui.file_open import OpeningApplication

        if isinstance(application, OpeningApplication):
            application.hand_to(desk.open_file)


def _log_bug(error: Exception) -> int:
    """Write a bug to the log, and say where."""
    import logging

    from kneecoach.log import start_log
    from kneecoach.paths import find_paths

    name = type(error).__name__
    try:
        paths = find_paths(os.environ)
        start_log(paths)
    except KneecoachError:
        return _say(f"Something went wrong inside kneecoach ({name}).", "")
    logging.getLogger("kneecoach.app").error("unexpected error", exc_info=error)
    return _say(
        f"Something went wrong inside kneecoach ({name}).",
        f"What was done is kept; the details are in {paths.log}.",
    )


def _run(application: QApplication, place: Place) -> int:
    desk = _make_desk(application, place)
    interrupts: list[object] = []
    # What it imports takes 5 ms, which the first page has not.
    desk.face_shown.connect(lambda: interrupts.append(_quit_on_interrupt(desk)))
    desk.open()
    return _go_on(application, desk, interrupts)


def _run_in_tray(application: QApplication, place: Place) -> int:
    """Show the icon first: all that is behind it is imported when it is there."""
    from kneecoach.paths import find_paths
    from kneecoach.ui.breaks.first_icon import reads_as_on, show_first_icon

    is_on = reads_as_on(find_paths(os.environ).settings)
    desk = _make_desk(application, place, icon=show_first_icon() if is_on else None)
    interrupts = [_quit_on_interrupt(desk)]
    desk.open()
    return _go_on(application, desk, interrupts)


def _make_desk(
    application: QApplication, place: Place, icon: QSystemTrayIcon | None = None
) -> Desk:
    from kneecoach.clock import SystemClock
    from kneecoach.paths import find_paths
    from kneecoach.settings import load_settings
    from kneecoach.ui.desk import Desk

    paths = find_paths(os.environ)
    settings, messages = load_settings(paths.settings)
    if KEY_PIPE in os.environ:
        settings, messages = _take_key_over(paths)
    return Desk(
        application=application,
        clock=SystemClock(),
        paths=paths,
        settings=settings,
        messages=messages,
        file=_file(),
        place=place,
        in_tray=IN_TRAY in sys.argv[1:],
        icon=icon,
    )


def _take_key_over(paths: Paths) -> tuple[Settings, tuple[str, ...]]:
    """Open encrypted records as they were open before this start, and return all settings."""
    from kneecoach.handing_on import take_over
    from kneecoach.own_settings import load_own_settings

    take_over(paths.data)
    return load_own_settings(paths)


def _go_on(application: QApplication, desk: Desk, interrupts: list[object]) -> int:
    sys.excepthook = desk.on_unexpected_error
    _take_files(application, desk)
    try:
        return application.exec()
    finally:
        interrupts.clear()
        desk.close()
        sys.excepthook = sys.__excepthook__


def _quit_on_interrupt(desk: Desk) -> object:
    """Close the window on Ctrl-C without polling: the signal wakes the event loop by a socket.

    Returns what must stay alive for as long as the window does.
    """
    import signal
    import socket

    from PySide6.QtCore import QSocketNotifier

    heard, woken = socket.socketpair()
    for end in (heard, woken):
        end.setblocking(False)
    signal.set_wakeup_fd(woken.fileno())
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows knows no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(desk.on_interrupted)
    return heard, woken, notifier


def _watch_for_platform_failure() -> None:
    """Say in words what Qt would end the process for, such as a missing library of the screen."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_on_qt_message)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    from PySide6.QtCore import QtMsgType

    del context
    if kind == QtMsgType.QtFatalMsg:
        if _PLUGIN_FAILED in message:
            from kneecoach.screen import WAY_OUT, screen_problem

            problem = screen_problem(os.environ, sys.platform)
            if problem:
                _say(problem, WAY_OUT)
            else:
                _say("Qt cannot use this screen; a library may be missing.", MENDING)
        else:
            _say(f"Qt cannot go on: {message.splitlines()[0]}", "")
        os._exit(FAILED)
    import logging

    logging.getLogger("kneecoach.qt").info("%s", message)


def _say(sentence: str, way_out: str) -> int:
    """Tell what went wrong where the window was started from; a bundle may have no such place."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{sentence} {way_out}".strip() + "\n")
            sys.stderr.flush()
    return FAILED
