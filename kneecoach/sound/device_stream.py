"""Play one stream of samples on a device of the system, from its start to its end.

With `device`, the one place that knows QtMultimedia.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QIODevice, Qt

from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.sound.stream import CueStream
from kneecoach.sound.tones import CHANNELS, RATE

try:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink
except ImportError:
    # Qt's own library needs the system's, which a small installation may lack.
    HAS_LIBRARY = False
else:
    HAS_LIBRARY = True

BUFFER = Seconds(0.5)
"""Sound made ahead; the window may stand still for this long and no cue is late."""

ALIVE = Seconds(0.06)
"""A stream that has moved on within this time flows."""

LIVELY = Seconds(1.0)
"""A device that has taken samples within this time goes on while another one wakes up."""


class _Feed(QIODevice):
    """Hand samples to the sink whenever it asks for some."""

    def __init__(self, stream: CueStream, asked: Callable[[], None]) -> None:
        super().__init__()
        self._stream = stream
        self._asked = asked
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    @override
    def readData(self, maxlen: int) -> bytes:
        self._asked()
        return self._stream.fill(maxlen // self._stream.frame_bytes)

    @override
    def writeData(self, data: bytes | bytearray | memoryview, len: int) -> int:
        return -1

    @override
    def bytesAvailable(self) -> int:
        return int(RATE * BUFFER) * self._stream.frame_bytes

    @override
    def isSequential(self) -> bool:
        return True


class DeviceStream:
    """Give a device one stream of samples, from its start to its end.

    Attributes:
        device, device_id: Where it plays.
        stream: What it plays, and how much of it has been given out.
        rate: Frames a second.
        position: Seconds of it that the device had taken when it was last looked at.
        started_at, moved_at: When it began, and when the position was last seen to change.
        moves: How often it was.

    Args:
        device: Where it plays.
        gain: How loud, 0 to 1.
        asked: Called before samples are made.
        broken: Called when its state has changed.
    """

    def __init__(
        self,
        *,
        device: QAudioDevice,
        gain: float,
        asked: Callable[[], None],
        broken: Callable[[], None],
    ) -> None:
        sound = _sound_format(device)
        self.device = device
        self.device_id: QByteArray = device.id()
        self.stream = CueStream(rate=sound.sampleRate(), channels=sound.channelCount())
        self.rate = sound.sampleRate()
        self.position = Seconds(0.0)
        self.moved_at = Seconds(0.0)
        self.started_at = Seconds(0.0)
        self.moves = 0
        self._sink = QAudioSink(device, sound)
        self._feed = _Feed(self.stream, asked)
        self._sink.setBufferSize(int(self.rate * BUFFER) * self.stream.frame_bytes)
        self._sink.setVolume(gain)
        self._sink.stateChanged.connect(broken, Qt.ConnectionType.QueuedConnection)

    def start(self, now: Seconds) -> None:
        """Let the device take samples from now on."""
        self.moved_at = self.started_at = now
        self._sink.start(self._feed)

    def has_failed(self) -> bool:
        """Return whether the device could not be opened, or broke."""
        # By name, because the enumeration moved between the releases of Qt that we run on.
        return self._sink.error().name not in {"NoError", "UnderrunError"}

    def taken(self) -> Seconds:
        """Return how many seconds of the stream the device has taken."""
        return Seconds(self._sink.processedUSecs() / 1_000_000)

    def look(self, now: Seconds) -> None:
        """See how far the device has come."""
        position = self.taken()
        if position != self.position:
            self.position = position
            self.moved_at = now
            self.moves += 1

    def flows(self, now: Seconds) -> bool:
        """Return whether samples are being taken; the first gulp alone does not count."""
        return self.moves > 1 and now - self.moved_at < ALIVE

    def is_alive(self, now: Seconds) -> bool:
        """Return whether samples have been taken lately."""
        return self.moves > 1 and now - self.moved_at < LIVELY

    def has_run_out(self, now: Seconds) -> bool:
        """Return whether all that was given has been heard; a new stream is given much at once."""
        given = (self.stream.given - 1) / self.rate
        return bool(self.stream.given) and self.taken() >= given and now - self.started_at >= given

    def stop(self) -> None:
        """End the sink before the device it reads from; what it holds is not heard any more."""
        self._sink.stateChanged.disconnect()
        self._sink.stop()
        self._feed.close()


def _sound_format(device: QAudioDevice) -> QAudioFormat:
    """Return 48 kHz, or what the device prefers; always 16 bit.

    PulseAudio gets one channel, which it gives to all loudspeakers: when a stream begins, Qt (6.11)
    hands over 64 KB of what was asked for and forgets the rest. In stereo that is a third of a
    second, less than the server waits for where a device holds little ready itself; a stream to it
    would never begin.
    """
    for channels in (1, CHANNELS) if sys.platform.startswith("linux") else (CHANNELS,):
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(channels)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isFormatSupported(wanted):
            return wanted
    preferred = device.preferredFormat()
    preferred.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return preferred
