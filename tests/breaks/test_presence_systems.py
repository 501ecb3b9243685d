"""Windows and macOS by their calls put in place of, X11 and PulseAudio for real."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_services import Ears
from real_desktop import desktop, lacking

from kneecoach.breaks.options import LULL, NATURAL_BREAK
from kneecoach.breaks.presence.choose import candidates
from kneecoach.breaks.presence.looked import BACK_AFTER, STATE_AFTER, LookedAt
from kneecoach.breaks.presence.macos import RUNS_SOMEWHERE, MacPresence, Property, sound_property
from kneecoach.breaks.presence.pulse import PulseMicrophone
from kneecoach.breaks.presence.source import Fact, PresenceError, Source
from kneecoach.breaks.presence.windows import CONSENT, WindowsPresence, is_used
from kneecoach.breaks.presence.x11 import Display
from kneecoach.breaks.presence.x11_idle import X11Idle
from kneecoach.breaks.presence.x11_screen import X11FullScreen
from kneecoach.clock import SystemClock
from kneecoach.model.units import Seconds

needs_screen = pytest.mark.skipif(bool(lacking()), reason=f"not here: {lacking()}")


class FakeWindows:
    """Answer as Windows would."""

    def __init__(self) -> None:
        self.ticks = 1000
        self.touched = 1000
        self.state = 5
        self.used: set[str] = set()

    def last_input_tick(self) -> int:
        return self.touched

    def tick(self) -> int:
        return self.ticks

    def notification_state(self) -> int:
        return self.state

    def is_used(self, device: str) -> bool:
        return device in self.used


class FakeMac:
    """Answer as macOS would."""

    seconds = 0.0
    microphone = 0
    is_used = 0

    def seconds_since_input(self) -> float:
        return self.seconds

    def sound(self, part: int, name: int) -> int:
        return self.is_used if part == self.microphone else self.microphone


def test_windows_is_looked_at_just_when_somebody_could_have_left() -> None:
    calls, ears = FakeWindows(), Ears()
    source = LookedAt(WindowsPresence(calls))
    source.start(ears)
    assert source.read() == NATURAL_BREAK
    calls.ticks += 200_000
    assert source.read() == NATURAL_BREAK - 200
    calls.ticks += 100_000
    assert source.read() == BACK_AFTER
    assert ears.facts() == [("idle", True)]
    assert ears.told[0].ago == 300
    calls.touched = calls.ticks
    source.read()
    assert ears.facts()[-1] == ("idle", False)


def test_the_ticks_of_windows_start_anew_and_nothing_happens() -> None:
    calls = FakeWindows()
    calls.touched, calls.ticks = (1 << 32) - 1000, 1000
    assert WindowsPresence(calls).idle_seconds() == 2


def test_windows_tells_a_full_screen_and_a_quiet_time_while_a_break_waits() -> None:
    calls, ears = FakeWindows(), Ears()
    source = LookedAt(WindowsPresence(calls))
    source.start(ears)
    source.watch(Fact.DO_NOT_DISTURB, wanted=True)
    calls.state = 3
    assert source.read() == STATE_AFTER
    none_used = {("call", False), ("camera", False)}
    assert set(ears.facts()) == {("full_screen", True), ("do_not_disturb", False), *none_used}
    calls.state = 6
    source.read()
    assert {("full_screen", False), ("do_not_disturb", True)} < set(ears.facts()[-4:])


@pytest.mark.parametrize(("device", "fact"), [("microphone", "call"), ("webcam", "camera")])
def test_windows_tells_a_call_while_a_break_waits(device: str, fact: str) -> None:
    calls, ears = FakeWindows(), Ears()
    source = LookedAt(WindowsPresence(calls))
    source.start(ears)
    calls.used = {device}
    source.read()
    assert ears.told == []
    source.watch(Fact.CALL, wanted=True)
    source.read()
    assert [name for name, holds in ears.facts() if holds] == [fact]


class FakeConsent:
    """Stand in for winreg, with the keys of a consent store."""

    HKEY_CURRENT_USER = 1

    def __init__(self, stops: dict[str, int | None]) -> None:
        self.stops = {rf"{CONSENT}\{name}": stop for name, stop in stops.items()}

    @contextlib.contextmanager
    def OpenKey(self, root: int, place: str) -> Iterator[str]:  # noqa: N802
        if not any(one == place or one.startswith(f"{place}\\") for one in self.stops):
            raise FileNotFoundError(place)
        yield place

    def EnumKey(self, place: str, number: int) -> str:  # noqa: N802
        below = [one.removeprefix(f"{place}\\") for one in self.stops if one.startswith(place)]
        names = list(dict.fromkeys(one.split("\\")[0] for one in below if one))
        if number >= len(names):
            raise OSError("no more data is available")
        return names[number]

    def QueryValueEx(self, place: str, name: str) -> tuple[int, int]:  # noqa: N802
        stop = self.stops.get(place)
        if stop is None or name != "LastUsedTimeStop":
            raise FileNotFoundError(name)
        return stop, 11


@pytest.mark.parametrize(
    ("stops", "used"),
    [
        ({}, False),
        ({r"microphone\Teams": 5}, False),
        ({r"microphone\Teams": 0}, True),
        ({r"microphone\Teams": None}, False),
        ({r"microphone\NonPackaged\C:#zoom.exe": 0, r"microphone\Teams": 9}, True),
        ({r"microphone\NonPackaged\C:#zoom.exe": 7}, False),
        ({r"webcam\Teams": 0}, False),
    ],
)
def test_windows_keeps_who_has_not_stopped_using_a_device(
    stops: dict[str, int | None], *, used: bool
) -> None:
    assert is_used(FakeConsent(stops), "microphone") is used


def test_macos_tells_a_call_while_a_break_waits() -> None:
    calls, ears = FakeMac(), Ears()
    source = LookedAt(MacPresence(calls))
    source.start(ears)
    source.watch(Fact.CALL, wanted=True)
    source.read()
    calls.microphone = 77
    source.read()
    calls.is_used = 1
    source.read()
    assert ears.facts() == [("call", False), ("call", False), ("call", True)]


class FakeSound:
    """Answer as CoreAudio would, which fills in a value and returns no error."""

    def __init__(self, error: int) -> None:
        self.AudioObjectGetPropertyData = FakeCall(error)


class FakeCall:
    argtypes: list[object]

    def __init__(self, error: int) -> None:
        self.error = error

    def __call__(
        self, part: int, asked: object, _: int, __: None, size: object, value: object
    ) -> int:
        wanted = ctypes.cast(asked, ctypes.POINTER(Property)).contents  # type: ignore[arg-type]
        filled = ctypes.cast(value, ctypes.POINTER(ctypes.c_uint32))  # type: ignore[arg-type]
        filled[0] = part + 1 if wanted.selector == RUNS_SOMEWHERE else 0
        return self.error


def test_coreaudio_is_asked_as_it_wants_to_be() -> None:
    assert sound_property(FakeSound(0), 41, RUNS_SOMEWHERE) == 42
    assert sound_property(FakeSound(-1), 41, RUNS_SOMEWHERE) == 0


def test_a_pause_in_typing_is_looked_for_when_wanted() -> None:
    calls, ears = FakeMac(), Ears()
    source = LookedAt(MacPresence(calls))
    source.start(ears)
    source.watch(Fact.LULL, wanted=True)
    assert source.read() == LULL
    calls.seconds = LULL
    source.read()
    assert ears.facts() == [("lull", True)]
    assert source.fileno() is None
    source.close()
    assert source.read() is None


@pytest.mark.parametrize("make", [WindowsPresence, MacPresence])
def test_another_system_is_not_asked(make: Callable[[], object]) -> None:
    with pytest.raises(PresenceError, match="this is not"):
        make()


def test_each_system_has_its_own_sources() -> None:
    def keys(platform: str, **environ: str) -> tuple[str, ...]:
        return tuple(one.key for one in candidates(platform, environ))

    assert keys("win32") == ("windows",)
    assert keys("darwin") == ("macos",)
    assert keys("linux", DISPLAY=":0")[:2] == ("x11_idle", "x11_screen")
    gnome = keys("linux", WAYLAND_DISPLAY="w", DISPLAY=":0", XDG_CURRENT_DESKTOP="ubuntu:GNOME")
    own = ("gnome", "wayland", "logind", "pulse", "pipewire", "camera", "quiet_setting", "quiet")
    assert gnome == own


@pytest.mark.parametrize("make", [X11Idle, X11FullScreen])
def test_without_an_x_server_its_sources_are_missing(
    make: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(PresenceError):
        make().start(Ears())
    with pytest.raises(PresenceError):
        make(display=":987").start(Ears())


def hear(source: Source, is_so: Callable[[], bool]) -> None:
    clock = SystemClock()
    end = clock.monotonic() + 20
    while not is_so():
        left = end - clock.monotonic()
        assert left > 0, "nothing was told"
        ready, _, _ = select.select([source.fileno()], [], [], left)
        if ready:
            source.read()


@pytest.mark.display
@needs_screen
def test_the_idle_counter_of_an_x_server_rings_by_itself(tmp_path: Path) -> None:
    with desktop(tmp_path) as desk:
        source, ears = X11Idle(idle=Seconds(0.6), display=desk.env["DISPLAY"]), Ears()
        desk.xdo("key", "shift")
        source.start(ears)
        hear(source, lambda: ("idle", True) in ears.facts())
        desk.xdo("key", "shift")
        hear(source, lambda: ears.facts()[-1] == ("idle", False))
        source.watch(Fact.LULL, wanted=False)
        source.close()
        assert source.fileno() is None


@pytest.mark.display
@needs_screen
def test_an_x_server_that_dies_is_a_source_that_dies(tmp_path: Path) -> None:
    with desktop(tmp_path) as desk:
        source = X11FullScreen(display=desk.env["DISPLAY"])
        source.start(Ears())
        desk.kill_server()
        select.select([source.fileno()], [], [], 5)
        with pytest.raises(PresenceError, match="gone"):
            source.read()


@pytest.mark.display
@needs_screen
def test_a_window_that_fills_the_screen_is_told_of(tmp_path: Path) -> None:
    with desktop(tmp_path) as desk:
        source, ears = X11FullScreen(display=desk.env["DISPLAY"]), Ears()
        source.start(ears)
        assert ears.facts() == [("full_screen", False)]
        editor = desk.open_editor("full")
        hear(source, lambda: ears.facts()[-1] == ("full_screen", True))
        editor.terminate()
        hear(source, lambda: ears.facts()[-1] == ("full_screen", False))
        display = Display(desk.env["DISPLAY"])
        assert not display.has_owner("_NET_WM_CM_S0")
        display.close()
        display.close()
        source.close()


class Sound:
    """Run a sound server of its own, with a microphone that hears nothing."""

    def __init__(self, folder: Path) -> None:
        self.env = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
        words = ("-n", "--exit-idle-time=-1", "--daemonize=no", "-L", "module-native-protocol-unix")
        sink = ("-L", "module-null-sink sink_name=knee")
        self.server = subprocess.Popen(
            ["pulseaudio", *words, *sink],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def record(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["parec", "-d", "knee.monitor"], env=self.env, stdout=subprocess.DEVNULL
        )


@pytest.mark.audio
@pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("pulseaudio", "parec", "pactl")),
    reason="PulseAudio is not here",
)
def test_a_recording_stream_is_a_call(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("pa")
    folder.chmod(0o700)
    sound, source, ears = Sound(folder), PulseMicrophone(), Ears()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    _start(source, ears)
    assert source.fileno() is None
    source.watch(Fact.CALL, wanted=True)
    assert ears.facts() == [("call", False)]
    recording = sound.record()
    hear(source, lambda: ears.facts()[-1] == ("call", True))
    recording.terminate()
    recording.wait()
    hear(source, lambda: ears.facts()[-1] == ("call", False))
    sound.server.terminate()
    sound.server.wait()
    with pytest.raises(PresenceError, match="gone"):
        hear(source, lambda: False)
    source.close()


def _start(source: PulseMicrophone, ears: Ears) -> None:
    """Wait until the server answers."""
    from threading import Event

    for _ in range(100):
        try:
            source.start(ears)
        except PresenceError:
            Event().wait(0.1)
        else:
            return
    pytest.fail("the sound server did not answer")


def test_without_a_sound_server_calls_cannot_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PresenceError, match="pactl is missing"):
        PulseMicrophone().start(Ears())
