"""Run a sound server that makes no sound, and record what it was given."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

RATE = 48_000
SINK = "knee"
LOOK_S = 0.02
_NEVER = Event()
NEEDED = ("pulseaudio", "parec", "pactl")


def missing_program() -> str | None:
    """Return the first program that is needed and not there."""
    return next((name for name in NEEDED if shutil.which(name) is None), None)


@dataclass(slots=True, kw_only=True)
class SoundServer:
    """A private PulseAudio with one null sink.

    Attributes:
        folder: Its runtime folder.
        environ: What a program needs in its environment to play here.
        process: The server.
    """

    folder: Path
    environ: dict[str, str]
    process: subprocess.Popen[bytes]

    def control(self, *arguments: str) -> str:
        """Run `pactl` and return what it says."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.environ, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def remove_sink(self) -> None:
        """Unplug the null sink."""
        self.control("unload-module", "module-null-sink")

    @contextmanager
    def recording(self, path: Path, sink: str = SINK) -> Iterator[Path]:
        """Record what the sink plays: 16 bit, one channel, 48 kHz, no header."""
        command = [
            *("parec", "-d", f"{sink}.monitor", "--raw", "--format=s16le", "--channels=1"),
            *(f"--rate={RATE}", "--latency-msec=20"),
        ]
        with path.open("wb") as file:
            recorder = subprocess.Popen(command, env=self.environ, stdout=file)
            try:
                _wait_until(lambda: path.stat().st_size > 0, "the recorder hears nothing")
                yield path
                _NEVER.wait(0.1)
            finally:
                recorder.terminate()
                recorder.wait(timeout=5)


@contextmanager
def null_sink(option: str = "") -> Iterator[SoundServer]:
    """Start a sound server of one's own, its sink with an option, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="knee-sound-") as name:
        folder = Path(name)
        folder.chmod(0o700)
        environ = {
            **os.environ,
            "HOME": name,
            "XDG_RUNTIME_DIR": name,
            "PULSE_SERVER": f"unix:{name}/pulse/native",
            "QT_QPA_PLATFORM": "offscreen",
        }
        environ.pop("KNEECOACH_NO_SOUND", None)
        environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
        command = [
            *("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no"),
            *("-L", "module-native-protocol-unix"),
            *("-L", f"module-null-sink sink_name={SINK} rate={RATE} {option}"),
            *("-L", "module-always-sink"),
        ]
        server = subprocess.Popen(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_until((folder / "pulse" / "native").exists, "the sound server does not start")
            yield SoundServer(folder=folder, environ=environ, process=server)
        finally:
            server.terminate()
            try:
                server.wait(timeout=5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_until(is_true: Callable[[], bool], complaint: str, seconds: float = 8.0) -> None:
    for _ in range(int(seconds / LOOK_S)):
        if is_true():
            return
        _NEVER.wait(LOOK_S)
    raise RuntimeError(complaint)
