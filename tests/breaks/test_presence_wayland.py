"""A Wayland compositor's idle notifier: one that a test plays, and a real one where sway is."""

from __future__ import annotations

import os
import select
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_services import Ears

from kneecoach.breaks.presence.source import Fact, PresenceError
from kneecoach.breaks.presence.wayland import WaylandIdle
from kneecoach.clock import SystemClock
from kneecoach.model.units import Seconds

NOBODY = 65534


def _event(target: int, opcode: int, body: bytes = b"") -> bytes:
    return struct.pack("=II", target, (8 + len(body)) << 16 | opcode) + body


def _global(name: int, interface: str) -> bytes:
    data = interface.encode() + b"\0"
    padded = data + b"\0" * (-len(data) % 4)
    return _event(2, 0, struct.pack("=II", name, len(data)) + padded + struct.pack("=I", 1))


class Compositor:
    """Answer one client, and remember what it asked for as (object, opcode, body)."""

    def __init__(self, folder: Path, *interfaces: str) -> None:
        self.environ = {"WAYLAND_DISPLAY": "wl", "XDG_RUNTIME_DIR": str(folder)}
        self.requests: list[tuple[int, int, bytes]] = []
        self._interfaces = interfaces
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(folder / "wl"))
        self._listener.listen()
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        client, _ = self._listener.accept()
        self._client = client
        heard = b""
        while more := client.recv(4096):
            heard += more
            while len(heard) >= 8:
                target, word = struct.unpack_from("=II", heard)
                body, heard = heard[8 : word >> 16], heard[word >> 16 :]
                self.requests.append((target, word & 0xFFFF, body))
                if (target, word & 0xFFFF) == (1, 0):  # sync, after everything that is there
                    listed = [_global(n, one) for n, one in enumerate(self._interfaces, 1)]
                    client.sendall(b"".join(listed) + _event(3, 0, struct.pack("=I", 0)))

    def say(self, *events: bytes) -> None:
        assert self._client is not None
        self._client.sendall(b"".join(events))

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.shutdown(socket.SHUT_RDWR)
            self._thread.join(timeout=5)
            client.close()
        self._listener.close()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wl")


@pytest.fixture
def compositor(folder: Path) -> Iterator[Compositor]:
    made = Compositor(folder, "wl_compositor", "wl_seat", "ext_idle_notifier_v1")
    yield made
    made.close()


def hear(source: WaylandIdle, is_so: Callable[[], bool]) -> None:
    clock = SystemClock()
    end = clock.monotonic() + 10
    while not is_so():
        assert clock.monotonic() < end, "nothing was told"
        if select.select([source.fileno()], [], [], 0.2)[0]:
            source.read()


def test_the_notifier_is_asked_and_heard(compositor: Compositor) -> None:
    source, ears = WaylandIdle(compositor.environ), Ears()
    source.start(ears)
    compositor.say(_event(6, 0))
    hear(source, lambda: ears.facts() == [("idle", True)])
    assert ears.told[0].ago == 300
    source.watch(Fact.LULL, wanted=True)
    half = _event(6, 1)
    compositor.say(half[:5])
    compositor.say(half[5:], _event(7, 0), _event(7, 1), _event(99, 3, b"abcd"))
    hear(source, lambda: len(ears.told) == 3)
    assert ears.facts()[1:] == [("idle", False), ("lull", True)]
    source.watch(Fact.LULL, wanted=False)
    source.watch(Fact.CALL, wanted=True)
    hear(source, lambda: (7, 0, b"") in compositor.requests)
    assert (5, 1, struct.pack("=III", 6, 300_000, 4)) in compositor.requests
    assert (5, 1, struct.pack("=III", 7, 4000, 4)) in compositor.requests
    source.close()
    assert source.fileno() is None


def test_an_older_compositor_is_asked_in_its_own_way(folder: Path) -> None:
    compositor = Compositor(folder, "wl_seat", "org_kde_kwin_idle")
    source, ears = WaylandIdle(compositor.environ), Ears()
    source.start(ears)
    compositor.say(_event(6, 0))
    asked = (5, 0, struct.pack("=III", 6, 4, 300_000))
    hear(source, lambda: ears.facts() == [("idle", True)] and asked in compositor.requests)
    source.close()
    compositor.close()


@pytest.mark.parametrize(
    "said", [_event(1, 0, b"\0" * 12), struct.pack("=II", 6, 0)], ids=["an error", "noise"]
)
def test_a_compositor_that_refuses_or_talks_nonsense_is_left(
    compositor: Compositor, said: bytes
) -> None:
    source = WaylandIdle(compositor.environ)
    source.start(Ears())
    compositor.say(said)
    with pytest.raises(PresenceError):
        hear(source, lambda: False)
    source.close()


def test_a_compositor_that_dies_is_a_source_that_dies(compositor: Compositor) -> None:
    source = WaylandIdle(compositor.environ)
    source.start(Ears())
    compositor.close()
    with pytest.raises(PresenceError, match="gone"):
        hear(source, lambda: False)
    source.close()


def test_a_compositor_without_the_protocol_tells_of_nothing(folder: Path) -> None:
    compositor = Compositor(folder, "wl_seat")
    with pytest.raises(PresenceError, match="no idleness"):
        WaylandIdle(compositor.environ).start(Ears())
    compositor.close()


def test_without_a_compositor_there_is_no_source(folder: Path) -> None:
    for environ in ({}, {"WAYLAND_DISPLAY": "gone", "XDG_RUNTIME_DIR": str(folder)}):
        with pytest.raises(PresenceError):
            WaylandIdle(environ).start(Ears())


@pytest.mark.display
@pytest.mark.skipif(shutil.which("sway") is None, reason="sway is not here")
def test_sway_tells_of_idleness_for_real(folder: Path) -> None:
    folder.chmod(0o700)
    config = folder / "config"
    config.write_text("")
    environ = {
        **{key: value for key, value in os.environ.items() if key != "DISPLAY"},
        "XDG_RUNTIME_DIR": str(folder),
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    command = ["sway", "-c", str(config)]
    if os.getuid() == 0:  # which sway refuses
        os.chown(folder, NOBODY, NOBODY)
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        command = [*user, *command]
        # Only an owner who is in the way can be helped, and root's own folders are.
        for above in folder.parents[:3]:
            if above != Path(above.anchor) and above.stat().st_uid == 0:
                above.chmod(above.stat().st_mode | 0o055)
    sway = subprocess.Popen(
        command,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        source, ears = _started(folder), Ears()
        source.start(ears)
        hear(source, lambda: ears.facts() == [("idle", True)])
        source.close()
    finally:
        sway.terminate()
        sway.wait()


def _started(folder: Path) -> WaylandIdle:
    """Wait for the compositor's socket."""
    moment = threading.Event()
    for _ in range(100):
        found = [one.name for one in folder.glob("wayland-*") if one.suffix != ".lock"]
        if found:
            environ = {"WAYLAND_DISPLAY": found[0], "XDG_RUNTIME_DIR": str(folder)}
            return WaylandIdle(environ, idle=Seconds(0.5))
        moment.wait(0.1)
    pytest.fail("sway did not come up")
