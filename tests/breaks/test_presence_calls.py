"""Cameras, shared screens and the desktop's do-not-disturb, by what Linux itself tells."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from fake_services import Ears

from kneecoach.breaks.presence import pipewire
from kneecoach.breaks.presence.camera import Camera
from kneecoach.breaks.presence.pipewire import SOCKET, PipeWireVideo, fact_of
from kneecoach.breaks.presence.quiet_setting import KEYS, QuietSetting, quiet_setting
from kneecoach.breaks.presence.source import Fact, PresenceError, Source, Told, Watched
from kneecoach.clock import SystemClock
from kneecoach.model.units import Seconds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are sources of Linux")

SCHEMA = Path("/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml")


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


def _node(kind: str, state: str = "running", **props: str) -> dict[str, object]:
    return {"state": state, "props": {"media.class": kind, **props}}


@pytest.mark.parametrize(
    ("info", "fact"),
    [
        (_node("Stream/Output/Video"), Fact.SHARING),
        (_node("Stream/Output/Video", "suspended"), None),
        (_node("Video/Source"), Fact.SHARING),
        (_node("Video/Source", **{"device.api": "v4l2"}), Fact.CAMERA),
        (_node("Video/Source", "idle", **{"device.api": "libcamera"}), None),
        (_node("Stream/Input/Audio"), None),
        ({"state": "running"}, None),
        ({"state": "running", "props": []}, None),
    ],
)
def test_running_pictures_are_a_camera_or_a_shared_screen(
    info: dict[str, object], fact: Fact | None
) -> None:
    assert fact_of(info) is fact


def test_a_camera_in_use_is_a_call() -> None:
    watched = Watched()
    watched.add("camera", frozenset({Fact.CAMERA}))
    watched.take("camera", Told(fact=Fact.CAMERA, holds=True), Seconds(1.0))
    watched.take("pipewire", Told(fact=Fact.SHARING, holds=True), Seconds(2.0))
    assert watched.presence().call
    assert watched.presence().sharing
    watched.drop("camera")
    assert not watched.presence().call


class FakePipeWire:
    """Put a command `pw-dump` on the path that says what a test writes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pipe = folder / "told"
        os.mkfifo(self.pipe)
        program = folder / "pw-dump"
        program.write_text(f'#!/bin/sh\nexec cat "{self.pipe}"\n')
        program.chmod(0o755)
        (folder / SOCKET).touch()
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        self.environ = {"XDG_RUNTIME_DIR": str(folder)}
        self._end: int | None = None

    def say(self, *changed: object) -> None:
        self.write(json.dumps(list(changed), indent=2).encode() + b"\n")

    def write(self, words: bytes) -> None:
        if self._end is None:
            self._end = os.open(self.pipe, os.O_WRONLY)
        os.write(self._end, words)

    def close(self) -> None:
        if self._end is not None:
            os.close(self._end)
            self._end = None


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePipeWire]:
    made = FakePipeWire(tmp_path, monkeypatch)
    yield made
    made.close()


@pytest.fixture
def pictures(server: FakePipeWire) -> Iterator[tuple[PipeWireVideo, Ears]]:
    source, ears = PipeWireVideo(server.environ), Ears()
    source.start(ears)
    assert source.fileno() is None
    for fact in (Fact.SHARING, Fact.CAMERA, Fact.CALL):
        source.watch(fact, wanted=True)
    yield source, ears
    source.close()


def test_a_screen_that_is_shared_is_told_of_until_it_is_not(
    server: FakePipeWire, pictures: tuple[PipeWireVideo, Ears]
) -> None:
    source, ears = pictures
    server.say({"id": 31, "info": _node("Stream/Output/Video", "idle")}, {"id": 1}, "odd")
    hear(source, lambda: len(ears.told) == 2)
    assert ears.facts() == [("camera", False), ("sharing", False)]
    server.say({"id": 31, "info": _node("Stream/Output/Video")})
    hear(source, lambda: ears.facts()[-1] == ("sharing", True))
    server.say({"id": 31, "info": None})
    hear(source, lambda: ears.facts()[-1] == ("sharing", False))
    source.watch(Fact.SHARING, wanted=False)
    assert source.fileno() is not None
    source.watch(Fact.CAMERA, wanted=False)
    assert source.fileno() is None
    assert source.read() is None


@pytest.mark.parametrize("words", [b"[\n{\n]\n", b""])
def test_a_server_that_dies_or_makes_no_sense_is_left_out(
    server: FakePipeWire, pictures: tuple[PipeWireVideo, Ears], words: bytes
) -> None:
    source, _ = pictures
    server.write(words)
    server.close()
    with pytest.raises(PresenceError):
        hear(source, lambda: False)
    assert source.fileno() is None


def test_a_server_that_talks_without_end_is_left_out(
    server: FakePipeWire,
    pictures: tuple[PipeWireVideo, Ears],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipewire, "_MOST_CHARACTERS", 10)
    server.write(b"[" * 20)
    with pytest.raises(PresenceError, match="more than"):
        hear(pictures[0], lambda: False)


def test_without_pipewire_its_pictures_cannot_be_known(
    server: FakePipeWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PresenceError, match="no PipeWire"):
        PipeWireVideo({}).start(Ears())
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PresenceError, match="pw-dump"):
        PipeWireVideo(server.environ).start(Ears())


@pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("pipewire", "pw-dump")),
    reason="PipeWire is not here",
)
def test_a_real_pipewire_is_understood(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("pw")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(["pipewire"], **quiet)  # type: ignore[call-overload]
    try:
        _until((folder / SOCKET).exists)
        source, ears = PipeWireVideo(), Ears()
        source.start(ears)
        source.watch(Fact.SHARING, wanted=True)
        hear(source, lambda: ears.facts() == [("sharing", False)])
    finally:
        server.kill()
        server.wait()
    with pytest.raises(PresenceError, match="gone"):
        hear(source, lambda: False)


def _until(is_so: Callable[[], bool]) -> None:
    moment = Event()
    for _ in range(400):
        if is_so():
            return
        moment.wait(0.05)
    pytest.fail("it did not come")


@pytest.fixture
def cameras(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "video0").touch()
    (folder / "null").touch()
    return folder


def test_a_camera_that_another_program_opens_is_told_of(cameras: Path) -> None:
    source, ears = Camera(cameras=cameras), Ears()
    source.start(ears)
    assert source.fileno() is None
    assert source.read() is None
    source.watch(Fact.CAMERA, wanted=True)
    assert ears.facts() == [("camera", False)]
    with (cameras / "video0").open() as camera:
        user = subprocess.Popen(["sleep", "60"], stdin=camera)
    try:
        hear(source, lambda: ears.facts()[-1] == ("camera", True))
    finally:
        user.kill()
        user.wait()
    hear(source, lambda: ears.facts()[-1] == ("camera", False))
    source.watch(Fact.CAMERA, wanted=False)
    assert source.fileno() is None
    source.close()


def test_a_camera_that_is_plugged_in_later_is_followed_too(cameras: Path) -> None:
    source, ears = Camera(cameras=cameras), Ears()
    source.start(ears)
    source.watch(Fact.CALL, wanted=True)
    assert ears.told == []
    source.watch(Fact.CAMERA, wanted=True)
    (cameras / "tty7").touch()
    (cameras / "video1").touch()
    hear(source, lambda: len(ears.told) == 2)
    with (cameras / "video1").open() as camera:
        user = subprocess.Popen(["sleep", "60"], stdin=camera)
    try:
        hear(source, lambda: ears.facts()[-1] == ("camera", True))
    finally:
        user.kill()
        user.wait()
        source.close()


@pytest.mark.parametrize(
    ("name", "is_call"), [("browser", True), ("pipewire", False), ("wireplumber", False)]
)
def test_the_server_that_opens_a_camera_for_others_is_no_call(
    cameras: Path, tmp_path: Path, name: str, *, is_call: bool
) -> None:
    process = tmp_path / "proc" / "42"
    (process / "fd").mkdir(parents=True)
    (process / "comm").write_text(f"{name}\n")
    (process / "fd" / "3").symlink_to(cameras / "video0")
    (process / "fd" / "4").write_text("not a link")
    (tmp_path / "proc" / "43").mkdir()
    source, ears = Camera(cameras=cameras, processes=tmp_path / "proc"), Ears()
    source.start(ears)
    source.watch(Fact.CAMERA, wanted=True)
    assert ears.facts() == [("camera", is_call)]
    source.close()


@pytest.mark.parametrize(
    ("desktop", "word"),
    [("ubuntu:GNOME", "gnome"), ("X-Cinnamon", "cinnamon"), ("MATE", "mate")],
)
def test_each_desktop_has_a_setting_of_its_own(desktop: str, word: str) -> None:
    assert quiet_setting(desktop)._key == KEYS[word]


def test_a_desktop_without_such_a_setting_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PresenceError, match="no such setting"):
        quiet_setting("sway")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PresenceError, match="gsettings is missing"):
        QuietSetting(KEYS["gnome"]).start(Ears())


@pytest.mark.skipif(
    shutil.which("gsettings") is None or not SCHEMA.exists(), reason="GNOME's settings are not here"
)
def test_banners_that_are_switched_off_are_do_not_disturb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    key = KEYS["gnome"]

    def show_banners(value: str) -> None:
        command = ["gsettings", "set", key.schema, key.key, value]
        subprocess.run(command, check=True, timeout=20)

    show_banners("true")
    source, ears = QuietSetting(key), Ears()
    source.start(ears)
    assert source.fileno() is None
    source.watch(Fact.DO_NOT_DISTURB, wanted=True)
    assert ears.facts() == [("do_not_disturb", False)]
    _change_until_told(source, show_banners, ears)
    source.watch(Fact.DO_NOT_DISTURB, wanted=False)
    assert source.fileno() is None
    source.close()


def _change_until_told(
    source: QuietSetting, show_banners: Callable[[str], None], ears: Ears
) -> None:
    """Change the setting until the command that follows it has come up, which it does not say."""
    for _ in range(20):
        for value in ("false", "true", "false"):
            show_banners(value)
        if select.select([source.fileno()], [], [], 0.5)[0]:
            hear(source, lambda: ears.facts()[-1] == ("do_not_disturb", True))
            return
    pytest.fail("nothing was told")


def test_a_schema_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "gsettings"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(PresenceError, match="no such setting"):
        QuietSetting(KEYS["gnome"]).start(Ears())
