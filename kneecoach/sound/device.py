"""Play cues on the system's sound device, and tell the time by it; the only file that knows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QCoreApplication, QIODevice, QObject, Qt, QTimer

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.output import CueOutput, SilentOutput
from kneecoach.sound.stream import CueStream
from kneecoach.sound.streamclock import StreamClock
from kneecoach.sound.tones import CHANNELS, RATE, render

try:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices
except ImportError:
    # Qt's own library needs the system's, which a small installation may lack.
    HAS_LIBRARY = False
else:
    HAS_LIBRARY = True

BUFFER = Seconds(0.5)
"""Sound made ahead; the window may stand still for this long and no cue is late."""

PULSE_LATENCY_MS = 40
"""What PulseAudio is given ahead. Qt's 21 ms run out on a busy computer, and sound is torn; more
than this would be heard for too long after a pause."""

FADE_TICK_MS = 5
FADE_STEP = 0.34
"""Loudness changes by this much a tick: from full to nothing in about 15 ms, without a click."""

ALIVE = Seconds(0.06)
"""A stream that has moved on within this time flows. It is short because libpulse aborts the
program when a stream is begun on a server that has died."""

CERTAIN = Seconds(0.1)
"""A stream found late must flow for this long before another replaces it; a dead one does not."""

HELD_UP = Seconds(0.002)
"""A look at the stream that took longer than this says nothing about when it was there."""

HANDOVER = Seconds(0.3)
"""The stream before keeps the device awake until the new one has flowed for this long."""

PATIENCE = Seconds(3.0)
"""A device that takes no sample for this long is taken for dead; a sleepy one needs two seconds."""

NO_LIBRARY = (
    "Cues are silent because a sound library is missing on this computer. Install it (libpulse0 on "
    "Debian and Ubuntu, pulseaudio-libs on Fedora) and start the coach again."
)
NO_DEVICE = (
    "Cues are silent because no sound device was found. Connect a loudspeaker or headphones and "
    "the sound comes on by itself; until then, follow the screen."
)
NOT_OPENED = (
    "Cues are silent because the sound device could not be opened. Close what else may be using "
    "it, or choose another one in the system's sound settings; until then, follow the screen."
)
NO_ANSWER = (
    "Cues are silent because the sound device does not answer. Choose another one in the system's "
    "sound settings, or start the coach again; until then, follow the screen."
)


def open_output(clock: Clock, environ: Mapping[str, str] = os.environ) -> CueOutput:
    """Return an output that plays on the sound device, or a silent one that says why.

    Args:
        clock: Bridges the time in which no sound flows.
        environ: `KNEECOACH_NO_SOUND`, when set to anything but 0, asks for silence.
    """
    if environ.get("KNEECOACH_NO_SOUND", "0") not in {"", "0"}:
        return SilentOutput(clock)
    if not HAS_LIBRARY:
        return SilentOutput(clock, NO_LIBRARY)
    return DeviceOutput(clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is to be played: cues, and the moment their times count from."""

    cues: tuple[PlacedCue, ...]
    origin: Seconds


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


class _Voice:
    """One stream of samples that a device plays, from its start to its end."""

    def __init__(
        self,
        *,
        device: QAudioDevice,
        sound: QAudioFormat,
        gain: float,
        asked: Callable[[], None],
        broken: Callable[[], None],
    ) -> None:
        self.device_id: QByteArray = device.id()
        self.stream = CueStream(rate=sound.sampleRate(), channels=sound.channelCount())
        self.rate = sound.sampleRate()
        self.position = Seconds(0.0)
        self.moved_at = Seconds(0.0)
        self.moves = 0
        self.first_at = Seconds(0.0)
        self.plan: _Plan | None = None
        self.hushed = False
        self.gain = gain
        self.target = gain
        self._sink = QAudioSink(device, sound)
        self._feed = _Feed(self.stream, asked)
        self._sink.setBufferSize(int(self.rate * BUFFER) * self.stream.frame_bytes)
        self._sink.setVolume(gain)
        self._sink.stateChanged.connect(broken, Qt.ConnectionType.QueuedConnection)

    def start(self, now: Seconds) -> None:
        self.moved_at = now
        self._sink.start(self._feed)

    def has_failed(self) -> bool:
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

    def heard_until(self) -> Seconds:
        """Return the moment up to which its cues have been heard."""
        return Seconds(self.first_at + self.position)

    def flows(self, now: Seconds) -> bool:
        """Return whether samples are being taken; the first gulp alone does not count."""
        return self.moves > 1 and now - self.moved_at < ALIVE

    def fade_on(self) -> bool:
        """Take one step towards the wanted loudness; false when it has been reached."""
        if self.gain == self.target:
            return False
        step = max(-FADE_STEP, min(FADE_STEP, self.target - self.gain))
        self.gain = self.target if abs(self.target - self.gain) <= FADE_STEP else self.gain + step
        self._sink.setVolume(self.gain)
        return True

    def stop(self) -> None:
        """End the sink before the device it reads from."""
        self._sink.stateChanged.disconnect()
        self._sink.stop()
        self._feed.close()


class DeviceOutput(QObject):
    """Play cues through the default sound device, wherever it goes.

    Cues planned anew begin in a new stream while the old one fades: the half second that has been
    made ahead is never heard after `silence`, and the device never falls asleep in between. When
    a stream is no longer on time, what has not been heard of its plan begins anew likewise.
    """

    def __init__(self, clock: Clock) -> None:
        """Keep time by the clock until a device is open."""
        super().__init__()
        self._clock = clock
        self._time = StreamClock()
        self._plan: _Plan | None = None
        self._is_placed = True
        self._place_from = Seconds(0.0)
        self._heard_until = Seconds(float("-inf"))
        self._volume_percent = 100
        self._muted = False
        self._note = ""
        self._voice: _Voice | None = None
        self._leaving: _Voice | None = None
        self._devices: QMediaDevices | None = None
        self._fader = QTimer(self)
        self._fader.setTimerType(Qt.TimerType.PreciseTimer)
        self._fader.setInterval(FADE_TICK_MS)
        self._fader.timeout.connect(self._on_fader_ticked)

    @property
    def note(self) -> str:
        """Return why nothing is heard and what can be done, or nothing when all is well."""
        return self._note

    def open(self) -> None:
        """Get the default device ready, and follow it when it changes."""
        if self._devices is not None:
            return
        os.environ.setdefault("PULSE_LATENCY_MSEC", str(PULSE_LATENCY_MS))
        for name in CueName:
            render(name)
        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(self._on_outputs_changed)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)
        self._on_outputs_changed()

    def now(self) -> Seconds:
        """Return the moment on the output's own clock."""
        now = self._clock.monotonic()
        if self._voice is not None:
            self._watch(self._voice, now)
        return self._time.moment(now)

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Play cues whose times count from moment `origin`, in place of all that was planned."""
        self._plan = _Plan(cues=cues, origin=origin)
        self._heard_until = Seconds(float("-inf"))
        self._is_placed = False
        self._place_from = self._clock.monotonic()
        self._hush()
        self.now()

    def silence(self) -> None:
        """Be silent within some 20 ms, and forget what was planned."""
        self._plan = None
        self._is_placed = True
        self._hush()

    def set_volume(self, percent: int) -> None:
        """Set how loud cues are, 0-100."""
        self._volume_percent = max(0, min(100, percent))
        self._fade()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Be silent but keep playing."""
        self._muted = muted
        self._fade()

    def close(self) -> None:
        """Let go of the device; the clock runs on."""
        self._fader.stop()
        self._let_go()
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._on_outputs_changed)
            self._devices = None

    def _watch(self, voice: _Voice, now: Seconds) -> None:
        """Follow the stream, and place what is planned as soon as it flows."""
        voice.look(now)
        if self._clock.monotonic() - now > HELD_UP:
            return
        if not self._time.observe(now, voice.position):
            self._plan_anew(now)
        if voice.flows(now):
            self._note = ""
            if not self._is_placed:
                if now >= self._place_from:
                    self._place(voice)
            elif voice.position > HANDOVER:
                self._dismiss()
        elif now - voice.moved_at > PATIENCE:
            self._note = NO_ANSWER

    def _plan_anew(self, now: Seconds) -> None:
        """Take note that the stream is no longer on time."""
        if self._is_placed and self._plan is not None:
            self._is_placed = False
            self._place_from = Seconds(now + CERTAIN)

    def _place(self, voice: _Voice) -> None:
        """Begin a new stream that holds what is planned, on the same device."""
        device = QMediaDevices.defaultAudioOutput()
        if device.id() == voice.device_id:
            self._is_placed = True
            self._begin(device, self._plan)

    def _begin(self, device: QAudioDevice, plan: _Plan | None) -> None:
        sound = _sound_format(device)
        self._dismiss()
        self._hush()
        self._leaving = self._voice
        if self._leaving is not None and self._leaving.plan is self._plan:
            self._heard_until = self._leaving.heard_until()
        self._voice = None
        voice = _Voice(
            device=device,
            sound=sound,
            gain=self._gain(),
            asked=self._on_samples_asked,
            broken=self._on_state_changed,
        )
        now = self._clock.monotonic()
        self._time.begin(now)
        voice.first_at = Seconds(-self._time.position_of(Seconds(0.0)))
        voice.plan = plan
        if plan is not None:
            place = self._time.position_of(plan.origin)
            ahead = (one for one in plan.cues if plan.origin + one.at >= self._heard_until)
            voice.stream.schedule(ahead, round(place * voice.rate))
        voice.start(now)
        self._voice = voice
        self._on_state_changed()

    def _on_samples_asked(self) -> None:
        """Notice that the device has run out of samples, before it is given more."""
        voice = self._voice
        if voice is None or not voice.stream.given:
            return
        if voice.taken() >= (voice.stream.given - 1) / voice.rate:
            self._plan_anew(self._clock.monotonic())

    def _on_state_changed(self) -> None:
        if self._voice is not None and self._voice.has_failed():
            self._let_go()
            self._note = NOT_OPENED

    def _on_outputs_changed(self) -> None:
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._let_go()
            self._note = NO_DEVICE
        elif self._voice is None or self._voice.device_id != device.id():
            self._is_placed = self._plan is None
            self._begin(device, None)

    def _let_go(self) -> None:
        """End every stream; time goes on."""
        self._dismiss()
        self._leaving, self._voice = self._voice, None
        self._time.end()
        self._dismiss()
        self._is_placed = self._plan is None

    def _dismiss(self) -> None:
        if self._leaving is not None:
            self._leaving.stop()
            self._leaving = None

    def _gain(self) -> float:
        """Return the factor on every sample; its square follows the ear better than a line."""
        return 0.0 if self._muted else (self._volume_percent / 100) ** 2

    def _hush(self) -> None:
        """Let the stream that plays be heard no more; a later one is."""
        if self._voice is not None:
            self._voice.stream.silence()
            self._voice.hushed = True
        self._fade()

    def _fade(self) -> None:
        if self._voice is not None:
            self._voice.target = 0.0 if self._voice.hushed else self._gain()
        self._fader.start()
        self._on_fader_ticked()

    def _on_fader_ticked(self) -> None:
        voices = (one for one in (self._voice, self._leaving) if one is not None)
        fading = [one.fade_on() for one in voices]
        if not any(fading):
            self._fader.stop()


def _sound_format(device: QAudioDevice) -> QAudioFormat:
    """Return 48 kHz stereo, or what the device prefers; always 16 bit."""
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(CHANNELS)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isFormatSupported(wanted):
        return wanted
    preferred = device.preferredFormat()
    preferred.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return preferred
