"""GNOME, logind, do-not-disturb and notifications over a real bus with made-up services on it."""

from __future__ import annotations

import select
import shutil
from collections.abc import Callable, Iterator

import pytest
from fake_services import Ears, FakeService, lacks_bus, private_bus
from real_desktop import Desktop, desktop, lacking

from kneecoach.breaks.notifier import DesktopNotifier
from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.gnome import Gnome
from kneecoach.breaks.presence.logind import Logind
from kneecoach.breaks.presence.quiet import LOOK_AGAIN, QuietService
from kneecoach.breaks.presence.source import Fact, PresenceError, Source
from kneecoach.clock import SystemClock

pytestmark = pytest.mark.skipif(lacks_bus(), reason="dbus-daemon is not here")

MONITOR = "org.gnome.Mutter.IdleMonitor"
MONITOR_PATH = "/org/gnome/Mutter/IdleMonitor/Core"
LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
SESSION_PATH = "/org/freedesktop/login1/session/_32"
NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"


@pytest.fixture
def bus() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def serve(bus: str) -> Iterator[Callable[..., FakeService]]:
    services: list[FakeService] = []

    def start(name: str, **handlers: object) -> FakeService:
        service = FakeService(bus, name, handlers)  # type: ignore[arg-type]
        services.append(service)
        return service

    yield start
    for service in services:
        service.close()


def hear(source: Source, is_so: Callable[[], bool]) -> None:
    """Read whenever there is something, as the event loop does."""
    clock = SystemClock()
    end = clock.monotonic() + 20
    while not is_so():
        left = end - clock.monotonic()
        assert left > 0, "nothing was told"
        ready, _, _ = select.select([source.fileno()], [], [], left)
        if ready:
            source.read()


def test_gnome_tells_of_idleness_and_of_the_return(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    numbers = iter(range(1, 9))
    gnome = serve(
        MONITOR,
        AddIdleWatch=lambda *_: ("u", (next(numbers),)),
        AddUserActiveWatch=lambda: ("u", (next(numbers),)),
        RemoveWatch=lambda *_: ("", ()),
    )
    saver = serve("org.gnome.ScreenSaver")
    source, ears = Gnome(bus=bus), Ears()
    source.start(ears)
    gnome.emit(MONITOR_PATH, MONITOR, "WatchFired", "u", 1)
    hear(source, lambda: ears.facts() == [("idle", True)])
    gnome.emit(MONITOR_PATH, MONITOR, "WatchFired", "u", 2)
    hear(source, lambda: ears.facts()[-1] == ("idle", False))
    source.watch(Fact.LULL, wanted=True)
    gnome.emit(MONITOR_PATH, MONITOR, "WatchFired", "u", 3)
    hear(source, lambda: ears.facts()[-1] == ("lull", True))
    source.watch(Fact.LULL, wanted=False)
    saver.emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", True)
    hear(source, lambda: ears.facts()[-1] == ("locked", True))
    assert [name for name, _ in gnome.calls] == [
        "AddIdleWatch",
        "AddUserActiveWatch",
        "AddIdleWatch",
        "RemoveWatch",
    ]
    source.close()


def test_logind_tells_of_sleep_and_lock(bus: str, serve: Callable[..., FakeService]) -> None:
    logind = serve(
        LOGIN,
        GetSessionByPID=lambda *_: ("o", (SESSION_PATH,)),
        Get=lambda *_: ("v", (("b", False),)),
    )
    source, ears = Logind(bus=bus), Ears()
    source.start(ears)
    manager, session = f"{LOGIN}.Manager", f"{LOGIN}.Session"
    logind.emit(LOGIN_PATH, manager, "PrepareForSleep", "b", True)
    logind.emit(LOGIN_PATH, manager, "PrepareForSleep", "b", False)
    logind.emit(SESSION_PATH, session, "Lock", "")
    logind.emit(SESSION_PATH, session, "Unlock", "")
    changed = ("sa{sv}as", session, {"LockedHint": ("b", True)}, [])
    logind.emit(SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", *changed)
    hear(source, lambda: len(ears.told) == 5)
    assert ears.facts() == [
        ("asleep", True),
        ("asleep", False),
        ("locked", True),
        ("locked", False),
        ("locked", True),
    ]
    source.close()


def test_logind_without_a_session_still_tells_of_sleep(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    logind = serve(LOGIN)
    source, ears = Logind(bus=bus), Ears()
    source.start(ears)
    logind.emit(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", True)
    hear(source, lambda: ears.facts() == [("asleep", True)])
    source.close()


def test_a_locked_session_is_known_from_the_start(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    serve(
        LOGIN,
        GetSessionByPID=lambda *_: ("o", (SESSION_PATH,)),
        Get=lambda *_: ("v", (("b", True),)),
    )
    source, ears = Logind(bus=bus), Ears()
    source.start(ears)
    assert ears.facts() == [("locked", True)]
    source.close()


@pytest.mark.parametrize("make", [Gnome, Logind, QuietService])
def test_a_service_that_is_not_there_is_said_to_be_missing(
    bus: str, make: Callable[..., Source]
) -> None:
    with pytest.raises(PresenceError):
        make(bus=bus).start(Ears())
    with pytest.raises(PresenceError, match="there is no"):
        make(bus="unix:path=/nowhere/at/all").start(Ears())


def test_a_bus_that_dies_is_a_source_that_dies(serve: Callable[..., FakeService]) -> None:
    with private_bus() as address:
        service = FakeService(address, LOGIN, {})
        source = Logind(bus=address)
        source.start(Ears())
        service.close()
    select.select([source.fileno()], [], [], 5)
    with pytest.raises(PresenceError, match="gone"):
        source.read()
    source.close()


def test_do_not_disturb_is_asked_for_while_a_break_is_near(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    is_quiet = [False]

    def get(interface: str, name: str) -> tuple[str, tuple[object, ...]] | None:
        if (interface, name) != (NOTIFICATIONS, "Inhibited"):
            return None  # as Plasma, which is not dunst
        return "v", (("b", is_quiet[0]),)

    serve(NOTIFICATIONS, Get=get)
    source, ears = QuietService(bus=bus), Ears()
    source.start(ears)
    assert source.read() is None
    source.watch(Fact.DO_NOT_DISTURB, wanted=True)
    assert source.read() == LOOK_AGAIN
    is_quiet[0] = True
    source.read()
    assert ears.facts() == [("do_not_disturb", False), ("do_not_disturb", True)]
    source.close()


def test_a_notification_carries_its_buttons_and_tells_which_was_pressed(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    service = serve(
        NOTIFICATIONS,
        GetCapabilities=lambda: ("as", (["actions", "body"],)),
        Notify=lambda *_: ("u", (7,)),
        CloseNotification=lambda *_: ("", ()),
    )
    notifier = DesktopNotifier(bus=bus)
    notifier.show("Two minutes", "a < b & c", (("start", "Start"),), is_brief=False)
    name, body = service.calls[-1]
    assert name == "Notify"
    assert body[3:6] == ("Two minutes", "a &lt; b &amp; c", ["start", "Start"])
    service.emit(NOTIFICATIONS_PATH, NOTIFICATIONS, "ActionInvoked", "us", 99, "skip")
    service.emit(NOTIFICATIONS_PATH, NOTIFICATIONS, "ActionInvoked", "us", 7, "start")
    pressed = ""
    while not pressed:
        assert select.select([notifier.fileno()], [], [], 5)[0]
        pressed = notifier.read()
    assert pressed == "start"
    notifier.withdraw()
    notifier.withdraw()
    assert [name for name, _ in service.calls].count("CloseNotification") == 1
    notifier.close()


def test_a_service_without_buttons_is_left_to_the_window(
    bus: str, serve: Callable[..., FakeService]
) -> None:
    serve(
        NOTIFICATIONS,
        GetCapabilities=lambda: ("as", (["body"],)),
        Notify=lambda *_: ("u", (1,)),
    )
    notifier = DesktopNotifier(bus=bus)
    notifier.show("Desk break in 1 min", "", (), is_brief=True)
    with pytest.raises(OSError, match="buttons"):
        notifier.show("Two minutes", "", (("start", "Start"),), is_brief=False)
    notifier.close()


def test_without_a_notification_service_there_is_none(bus: str) -> None:
    with pytest.raises(OSError, match="service"):
        DesktopNotifier(bus=bus)
    with pytest.raises(OSError, match="bus"):
        DesktopNotifier(bus="unix:path=/nowhere/at/all")


def test_a_service_that_answers_too_late_counts_as_missing(
    bus: str, serve: Callable[..., FakeService], monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from kneecoach.breaks.presence import bus as buses

    monkeypatch.setattr(buses, "PATIENCE_SECONDS", 0.1)
    moment = Event()

    def slow(*body: object) -> None:
        moment.wait(0.5)

    serve(MONITOR, AddIdleWatch=slow)
    with pytest.raises(PresenceError, match="does not answer"):
        Gnome(bus=bus).start(Ears())


@pytest.mark.display
@pytest.mark.skipif(
    bool(lacking()) or shutil.which("dunst") is None, reason="dunst or a screen is not here"
)
def test_dunst_shows_the_break_with_its_buttons(bus: str, tmp_path: object) -> None:
    with desktop(tmp_path) as desk:  # type: ignore[arg-type]
        _try_dunst(bus, desk)


def _try_dunst(bus: str, desk: Desktop) -> None:
    desk.env["DBUS_SESSION_BUS_ADDRESS"] = bus
    desk.start("dunst")
    looker = Bus(bus)
    desk.until(lambda: looker.has(NOTIFICATIONS), "dunst")
    notifier = DesktopNotifier(bus=bus)
    actions = (("start", "Start"), ("later", "In 5 min"), ("skip", "Skip"))
    notifier.show("Two minutes for the knee", "Kick at the desk.", actions, is_brief=False)
    desk.until(lambda: desk.xdo("search", "--onlyvisible", "--class", "Dunst") != "", "the note")
    ears = Ears()
    quiet = QuietService(bus=bus)
    quiet.start(ears)
    quiet.watch(Fact.DO_NOT_DISTURB, wanted=True)
    quiet.read()
    assert ears.facts() == [("do_not_disturb", False)]
    notifier.withdraw()
    for one in (notifier, quiet, looker):
        one.close()
