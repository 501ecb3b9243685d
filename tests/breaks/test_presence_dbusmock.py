"""The same sources against the services that python-dbusmock makes up, which are not our own.

It needs compiled packages of the system, so it is run by the system's own Python, where it is.
"""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from fake_services import Ears, lacks_bus, private_bus
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from kneecoach.breaks.notifier import DesktopNotifier
from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.gnome import Gnome
from kneecoach.breaks.presence.logind import Logind
from kneecoach.breaks.presence.source import Fact, Source
from kneecoach.clock import SystemClock

SYSTEM_PYTHON = "/usr/bin/python3"
MOCK = "org.freedesktop.DBus.Mock"
MONITOR = "org.gnome.Mutter.IdleMonitor"
MONITOR_PATH = "/org/gnome/Mutter/IdleMonitor/Core"


def _lacks_dbusmock() -> bool:
    if lacks_bus() or not Path(SYSTEM_PYTHON).exists():
        return True
    asked = [SYSTEM_PYTHON, "-c", "import dbusmock"]
    return subprocess.run(asked, capture_output=True, check=False).returncode != 0


pytestmark = pytest.mark.skipif(_lacks_dbusmock(), reason="python-dbusmock is not here")


class Mock:
    """Speak to one made-up service."""

    def __init__(self, address: str, name: str, path: str) -> None:
        self._connection = open_dbus_connection(address)
        self._name, self._path = name, path

    def do(self, method: str, signature: str, *values: object, path: str = "") -> object:
        """Call a method by which dbusmock is told what to do."""
        return self.ask(MOCK, method, signature, *values, path=path)

    def ask(
        self, interface: str, method: str, signature: str, *values: object, path: str = ""
    ) -> object:
        address = DBusAddress(path or self._path, self._name, interface)
        message = new_method_call(address, method, signature or None, values)
        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=10))

    def close(self) -> None:
        self._connection.close()


Starter = Callable[..., Mock]


@pytest.fixture
def bus() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def mock(bus: str) -> Iterator[Starter]:
    begun: list[subprocess.Popen[bytes]] = []
    spoken: list[Mock] = []
    looker = Bus(bus)

    def start(name: str, path: str, *words: str) -> Mock:
        command = [SYSTEM_PYTHON, "-m", "dbusmock", *words]
        env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus, "DBUS_SYSTEM_BUS_ADDRESS": bus}
        env.pop("PYTHONPATH", None)
        begun.append(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL))
        moment = Event()
        for _ in range(400):
            if looker.has(name):
                break
            moment.wait(0.05)
        spoken.append(Mock(bus, name, path))
        return spoken[-1]

    yield start
    looker.close()
    for one in spoken:
        one.close()
    for service in begun:
        service.terminate()
        service.wait(timeout=10)


def hear(source: Source, is_so: Callable[[], bool]) -> None:
    clock = SystemClock()
    end = clock.monotonic() + 20
    while not is_so():
        left = end - clock.monotonic()
        assert left > 0, "nothing was told"
        ready, _, _ = select.select([source.fileno()], [], [], left)
        if ready:
            source.read()


def test_gnome_tells_of_idleness_the_return_and_the_lock(bus: str, mock: Starter) -> None:
    monitor = mock(MONITOR, MONITOR_PATH, "--session", MONITOR, MONITOR_PATH, MONITOR)
    methods = [
        ("AddIdleWatch", "t", "u", "ret = 1 if args[0] >= 60000 else 3"),
        ("AddUserActiveWatch", "", "u", "ret = 2"),
        ("RemoveWatch", "u", "", ""),
    ]
    monitor.do("AddMethods", "sa(ssss)", MONITOR, methods)
    saver = mock(
        "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "--session", "-t", "gnome_screensaver"
    )
    source, ears = Gnome(bus=bus), Ears()
    source.start(ears)
    source.watch(Fact.LULL, wanted=True)
    for watch, told in ((3, ("lull", True)), (1, ("idle", True)), (2, ("idle", False))):
        fired = [("u", watch)]
        monitor.do("EmitSignal", "sssav", MONITOR, "WatchFired", "u", fired)
        hear(source, lambda told=told: ears.facts()[-1:] == [told])  # type: ignore[misc]
    saver.ask("org.gnome.ScreenSaver", "SetActive", "b", True)
    hear(source, lambda: ears.facts()[-1] == ("locked", True))
    source.close()


def test_logind_tells_of_sleep_and_of_its_session(bus: str, mock: Starter) -> None:
    login, path = "org.freedesktop.login1", "/org/freedesktop/login1"
    logind = mock(login, path, "-t", "logind")
    (session,) = logind.do("AddSession", "ssusb", "c1", "seat0", 500, "knee", True)  # type: ignore[misc]
    by_pid = (f"{login}.Manager", "GetSessionByPID", "u", "o", f'ret = "{session}"')
    logind.do("AddMethod", "sssss", *by_pid)
    source, ears = Logind(bus=bus), Ears()
    source.start(ears)
    logind.do("EmitSignal", "sssav", f"{login}.Manager", "PrepareForSleep", "b", [("b", True)])
    hear(source, lambda: ears.facts() == [("asleep", True)])
    changed = {"LockedHint": ("b", True)}
    logind.do("UpdateProperties", "sa{sv}", f"{login}.Session", changed, path=str(session))
    hear(source, lambda: ears.facts()[-1] == ("locked", True))
    source.close()


def test_a_notification_is_shown_pressed_and_taken_away(bus: str, mock: Starter) -> None:
    name = "org.freedesktop.Notifications"
    can = '{"capabilities": "body actions"}'
    template = ("--session", "-t", "notification_daemon", "-p", can)
    service = mock(name, "/org/freedesktop/Notifications", *template)
    notifier = DesktopNotifier(bus=bus)
    notifier.show("Two minutes", "Kick at the desk.", (("start", "Start"),), is_brief=False)
    pressed = [("u", 1), ("s", "start")]
    service.do("EmitSignal", "sssav", name, "ActionInvoked", "us", pressed)
    heard = ""
    while not heard:
        assert select.select([notifier.fileno()], [], [], 10)[0]
        heard = notifier.read()
    assert heard == "start"
    notifier.withdraw()
    (calls,) = service.do("GetCalls", "")  # type: ignore[misc]
    assert [call[1] for call in calls][-2:] == ["Notify", "CloseNotification"]
    notifier.close()
