"""What a real sound server says of our streams, and where its word is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FakeClock

from kneecoach.model.units import Seconds
from kneecoach.sound import pulse
from kneecoach.sound.device_stream import DeviceStream
from kneecoach.sound.pulse import PulseQuestions, StreamReport
from kneecoach.sound.stream_watch import StreamWatch

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from soundserver import missing_program, null_sink  # noqa: E402

ASKING = """
import json, subprocess, sys
from threading import Event
from kneecoach.clock import SystemClock
from kneecoach.sound.stream_watch import StreamWatch
from PySide6.QtCore import QByteArray, QBuffer, QCoreApplication
from PySide6.QtMultimedia import QAudioSink, QMediaDevices

application = QCoreApplication([])
watch = StreamWatch(SystemClock())
found = {"closed": [watch.has_device(b"knee"), watch.delay(), watch.has_moved(), watch.has_ended()]}
watch.open()

def until(is_true):
    for _ in range(800):
        application.processEvents()
        if is_true():
            return True
        Event().wait(0.01)
    return False

found["there"] = until(lambda: watch.has_device(b"knee") is True)
until(lambda: watch.has_device(b"nowhere") is not None)
found["nowhere"] = watch.has_device(b"nowhere")
watch.expect_new()
found["none yet"] = watch.delay()
device = QMediaDevices.defaultAudioOutput()
sink = QAudioSink(device, device.preferredFormat())
silence = QBuffer()
silence.setData(QByteArray(bytes(8_000_000)))
silence.open(QBuffer.OpenModeFlag.ReadOnly)
sink.start(silence)
found["delay"] = until(lambda: 0.0 < (watch.delay() or 0.0) < 3.0)
watch.has_moved()
subprocess.run(["pactl", "load-module", "module-null-sink", "sink_name=ears"], check=True,
               capture_output=True)
found["loaded"] = watch.has_moved()
stream = subprocess.run(["pactl", "list", "short", "sink-inputs"], check=True,
                        capture_output=True, text=True).stdout.split()[0]
subprocess.run(["pactl", "move-sink-input", stream, "ears"], check=True)
found["moved"] = until(watch.has_moved)
found["moved again"] = watch.has_moved()
found["plays"] = watch.has_ended()
sink.stop()
found["ended"] = until(watch.has_ended)
watch.close()
watch.close()
found["after"] = watch.is_open
print(json.dumps(found))
"""


@pytest.mark.audio
@pytest.mark.skipif(missing_program() is not None, reason="there is no sound server to run")
def test_the_server_says_how_late_a_stream_is_and_that_it_was_moved() -> None:
    with null_sink() as server:
        done = subprocess.run(
            [sys.executable, "-c", ASKING],
            env={**server.environ, "PYTHONPATH": str(BENCHMARKS.parent)},
            capture_output=True,
            text=True,
            timeout=40,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "closed": [None, None, False, True],
        "there": True,
        "nowhere": False,
        "none yet": None,
        "delay": True,
        "loaded": False,
        "moved": True,
        "moved again": False,
        "plays": False,
        "ended": True,
        "after": False,
    }


def test_the_new_stream_is_told_from_those_that_wake_devices(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing: dict[int, float] = {3: 0.6}

    def reports(_: PulseQuestions) -> tuple[StreamReport, ...]:
        return tuple(
            StreamReport(number=one, device=0, delay=Seconds(delay))
            for one, delay in sorted(playing.items())
        )

    monkeypatch.setattr(PulseQuestions, "reports", reports)
    monkeypatch.setattr(PulseQuestions, "is_open", True)
    watch = StreamWatch(clock)
    watch.expect_new()
    assert watch.delay() is None
    assert watch.has_ended()
    playing[4] = 0.3
    assert watch.delay() == 0.3
    playing[7] = 0.1
    assert watch.delay() == 0.3
    assert not watch.has_ended()
    del playing[4]
    assert watch.delay() is None
    assert watch.has_ended()
    watch.expect_new()
    playing[9] = 0.0
    assert watch.delay() is None
    assert not watch.has_ended()


def test_an_answer_that_says_nothing_exact_is_not_taken(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Taken([0.9, 0.9, 0.9, 0.92, 0.31, 0.31, 0.9, 0.9])
    waits = iter((0.0004, 0.0, 0.0, 0.003))

    def reports(_: PulseQuestions) -> tuple[StreamReport, ...]:
        clock.advance(next(waits))
        return (StreamReport(number=1, device=0, delay=Seconds(0.3)),)

    monkeypatch.setattr(PulseQuestions, "reports", reports)
    watch = StreamWatch(clock)
    began = clock.monotonic()
    heard = watch.heard(stream)
    assert heard is not None
    assert heard.position == pytest.approx(0.6)
    assert heard.at - began == pytest.approx(0.0002)
    assert watch.heard(stream) is None  # samples were taken meanwhile
    assert watch.heard(stream) is None  # it has hardly begun
    assert watch.heard(stream) is None  # the answer took long


class _Taken(DeviceStream):
    """Say how much has been taken, one answer after the other."""

    def __init__(self, answers: list[float]) -> None:
        self._answers = iter(answers)

    def taken(self) -> Seconds:
        return Seconds(next(self._answers))


def test_without_the_library_nothing_is_known(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "LIBRARY", "libnowhere.so.0")
    questions = PulseQuestions(clock)
    questions.open()
    assert not questions.is_open
    assert questions.reports() is None
    assert questions.has_device(b"ears") is None
    assert not questions.has_changed()
    questions.close()


def test_without_a_server_nothing_is_known(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    questions = PulseQuestions(clock)
    questions.open()
    for _ in range(50):
        assert questions.reports() is None
    assert not questions.is_open
