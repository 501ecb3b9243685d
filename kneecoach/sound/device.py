"""Play cues on the system's sound device, and tell the time by it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.device_stream import HAS_LIBRARY, DeviceStream
from kneecoach.sound.liveness import ServerConnection
from kneecoach.sound.output import CueOutput, SilentOutput, SoundDevice
from kneecoach.sound.stream import goes_on_after
from kneecoach.sound.streamclock import StreamClock
from kneecoach.sound.tones import render
from kneecoach.values import dataclass

if HAS_LIBRARY:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

PULSE_LATENCY_MS = 600
"""What PulseAudio is given ahead, so that no cue is late when the whole computer stands still for
half a second. Ending a stream ends what was given, so a pause is heard at once all the same."""

CHANGE_HEARD = Seconds(0.15)
"""Another loudness is heard this long after the last change, when no further one came."""

CERTAIN = Seconds(0.1)
"""A stream found late must flow for this long before another replaces it; a dead one does not."""

OFTEN = Seconds(10.0)
MOST_PATIENCE = Seconds(5.0)
"""A stream that is late again and again within `OFTEN` seconds is begun anew ever more seldom, at
most this long apart: each beginning cuts off what sounds, and words that come late are better than
none."""

REVIVED_EVERY = Seconds(1.0)
"""A device that does not answer is tried again this often. Nobody else says when a sound server
that has died is there again: Qt finds it after some seconds, and tells of no change."""

HELD_UP = Seconds(0.002)
"""A look at the stream that took longer than this says nothing about when it was there."""

LONGEST_KEY = 100
"""Settings keep no longer names; a name is then as good as an id."""

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
ELSEWHERE = (
    "The sound device that you chose is not connected, so the sound comes from {device}. Connect "
    "it again, or choose another one under Settings."
)
NO_ANSWER = (
    "Cues are silent because the sound device does not answer. Choose another one in the system's "
    "sound settings, or start the coach again; until then, follow the screen."
)


def output_devices(environ: Mapping[str, str] = os.environ) -> tuple[SoundDevice, ...]:
    """Return the devices that sound can go to, the system's own choice first.

    None when silence was asked for, as with `open_output`, or the sound library is missing.
    """
    if not HAS_LIBRARY or _wants_silence(environ):
        return ()
    first = QMediaDevices.defaultAudioOutput()
    others = (one for one in QMediaDevices.audioOutputs() if one.id() != first.id())
    devices = () if first.isNull() else (first, *others)
    _SERVER.may_begin()  # so that it is known to have been there
    return tuple(SoundDevice(key=_key(one), name=one.description()) for one in devices)


def open_output(clock: Clock, environ: Mapping[str, str] = os.environ) -> CueOutput:
    """Return an output that plays on the sound device, or a silent one that says why.

    Args:
        clock: Bridges the time in which no sound flows.
        environ: `KNEECOACH_NO_SOUND`, when set to anything but 0, asks for silence.
    """
    if _wants_silence(environ):
        return SilentOutput(clock)
    if not HAS_LIBRARY:
        return SilentOutput(clock, NO_LIBRARY)
    return DeviceOutput(clock)


def _wants_silence(environ: Mapping[str, str]) -> bool:
    return environ.get("KNEECOACH_NO_SOUND", "0") not in {"", "0"}


_SERVER = ServerConnection()
"""Qt has one connection for all sound of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is to be played: cues, and the moment their times count from."""

    cues: tuple[PlacedCue, ...]
    origin: Seconds


class DeviceOutput(QObject):
    """Play cues through the chosen sound device, or the default one wherever it goes.

    A stream of silence keeps the device awake and shows that it lives. What is planned has a stream
    of its own, which is ended when something else is planned: what has been made ahead is then
    never heard. When a stream is no longer on time, what has not been heard of its plan begins anew
    likewise.
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
        self._chosen = ""
        self._is_lost = False
        self._elsewhere = ""
        self._note = ""
        self._revive_from = Seconds(0.0)
        self._begun_anew: deque[Seconds] = deque()
        self._waking: DeviceStream | None = None
        self._next: DeviceStream | None = None
        self._voice: DeviceStream | None = None
        self._devices: QMediaDevices | None = None

    @property
    def note(self) -> str:
        """Return why nothing is heard and what can be done, or nothing when all is well."""
        return self._note

    def open(self) -> None:
        """Get the device ready, and follow it when it changes."""
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
        self._watch(now)
        return self._time.moment(now)

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Play cues whose times count from moment `origin`, in place of all that was planned."""
        self._plan = _Plan(cues=cues, origin=origin)
        self._heard_until = Seconds(float("-inf"))
        self._hush()
        self._place_soon(Seconds(0.0))
        self.now()

    def silence(self) -> None:
        """Be silent at once, and forget what was planned."""
        self._plan = None
        self._is_placed = True
        self._hush()

    def set_volume(self, percent: int) -> None:
        """Set how loud cues are, 0-100."""
        volume = max(0, min(100, percent))
        if volume != self._volume_percent:
            self._volume_percent = volume
            self._place_soon(CHANGE_HEARD)

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Be silent but keep what is planned, and play on from there later."""
        if muted != self._muted:
            self._muted = muted
            self._hush()
            self._place_soon(Seconds(0.0))

    def set_device(self, key: str) -> None:
        """Play on the device with this key while it is there; empty for the system's choice."""
        if key != self._chosen:
            self._chosen = key
            if self._devices is not None:
                self._on_outputs_changed()

    def close(self) -> None:
        """Let go of the device; the clock runs on."""
        self._let_go()
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._on_outputs_changed)
            self._devices = None

    def _watch(self, now: Seconds) -> None:
        """Follow the streams, and place what is planned as soon as the device takes samples."""
        if self._waking is None:
            self._revive(now)
            return
        self._waking.look(now)
        if self._voice is not None:
            self._voice.look(now)
        if self._next is not None:
            self._watch_next(self._next, now)
        if self._clock.monotonic() - now > HELD_UP:
            return
        if self._voice is not None and not self._time.observe(now, self._voice.position):
            self._place_again(now)
        if self._waking.flows(now):
            self._note = self._elsewhere
            if not self._is_placed and now >= self._place_from:
                self._place(self._waking)
        elif now - self._waking.moved_at > PATIENCE:
            self._note = NO_ANSWER
            self._revive(now)

    def _revive(self, now: Seconds) -> None:
        """Try a device again that failed or does not answer, if its server is there at all."""
        if self._devices is None or now < self._revive_from:
            return
        self._revive_from = Seconds(now + REVIVED_EVERY)
        if _SERVER.may_begin():
            self._let_go()
            self._use_device()

    def _watch_next(self, coming: DeviceStream, now: Seconds) -> None:
        """Go over to another device as soon as it is awake; until then the old one goes on."""
        coming.look(now)
        if coming.flows(now):
            self._next = None
            self._let_go()
            self._waking = coming
        elif now - coming.moved_at > PATIENCE:
            self._give_up_next(coming)

    def _place_again(self, now: Seconds) -> None:
        """Let a late stream begin anew; the more often that did not help, the later."""
        while self._begun_anew and now - self._begun_anew[0] > OFTEN:
            self._begun_anew.popleft()
        patience = min(MOST_PATIENCE, CERTAIN * 3 ** len(self._begun_anew))
        self._place_soon(Seconds(patience))

    def _place_soon(self, delay: Seconds) -> None:
        """Let what is planned begin in a new stream, where it then should be."""
        if self._plan is not None:
            self._is_placed = self._muted
            self._place_from = Seconds(self._clock.monotonic() + delay)

    def _place(self, waking: DeviceStream) -> None:
        """Begin a stream that holds what is planned, unless the device has changed meanwhile."""
        plan = self._plan
        has_changed = self._next is None and self._device().id() != waking.device_id
        if plan is None or has_changed or not _SERVER.may_begin():
            return
        if self._voice is not None:
            self._begun_anew.append(self._clock.monotonic())
            heard = self._time.moment_of(self._time.heard(self._voice.position))
            self._heard_until = Seconds(max(self._heard_until, heard))
        self._hush()
        self._is_placed = True
        voice = self._new_voice(waking.device)
        now = self._clock.monotonic()
        self._time.begin(now)
        over = self._heard_until - plan.origin
        ahead = (one for one in plan.cues if one.at >= over or goes_on_after(one, over))
        voice.stream.schedule(ahead, round(self._time.position_of(plan.origin) * voice.rate))
        voice.start(now)
        self._voice = voice
        self._on_state_changed()

    def _new_voice(self, device: QAudioDevice) -> DeviceStream:
        return DeviceStream(
            device=device,
            gain=(self._volume_percent / 100) ** 2,  # follows the ear better than a line
            asked=self._on_samples_asked,
            broken=self._on_state_changed,
        )

    def _on_samples_asked(self) -> None:
        """Notice that the device has run out of samples, before it is given more."""
        voice, now = self._voice, self._clock.monotonic()
        if voice is not None and self._is_placed and voice.has_run_out(now):
            self._place_again(now)

    def _on_state_changed(self) -> None:
        if self._next is not None and self._next.has_failed():
            self._give_up_next(self._next)
        voices = (one for one in (self._waking, self._voice) if one is not None)
        if not any(one.has_failed() for one in voices):
            return
        was_default = self._device().id() == QMediaDevices.defaultAudioOutput().id()
        self._let_go()
        self._revive_from = Seconds(self._clock.monotonic() + REVIVED_EVERY)
        if was_default:
            self._note = NOT_OPENED
        else:
            # Qt on PulseAudio keeps a device in its list that is gone, until another change.
            self._is_lost = True
            self._use_device()

    def _device(self) -> QAudioDevice:
        """Return the chosen device, or the system's choice while that one is not there."""
        if self._chosen and not self._is_lost:
            for one in QMediaDevices.audioOutputs():
                if _key(one) == self._chosen:
                    return one
        return QMediaDevices.defaultAudioOutput()

    def _on_outputs_changed(self) -> None:
        self._is_lost = False
        self._use_device()

    def _use_device(self) -> None:
        """Begin on the device that is now the right one, unless it is in use already."""
        device = self._device()
        is_chosen = not self._chosen or _key(device) == self._chosen
        self._elsewhere = "" if is_chosen else ELSEWHERE.format(device=device.description())
        if device.isNull():
            self._let_go()
            self._note = NO_DEVICE
        elif self._waking is None or self._waking.device_id != device.id():
            self._begin_on(device)
        else:
            self._drop_next()

    def _begin_on(self, device: QAudioDevice) -> None:
        """Wake a device; one that is in use and alive goes on until the other is awake."""
        if self._next is not None and self._next.device_id == device.id():
            return
        self._drop_next()
        if not _SERVER.may_begin():
            self._note = NO_ANSWER
            return
        now = self._clock.monotonic()
        coming = self._new_voice(device)
        if self._waking is not None and self._waking.is_alive(now):
            self._next = coming
        else:
            self._let_go()
            self._waking = coming
        coming.start(now)
        self._on_state_changed()

    def _give_up_next(self, coming: DeviceStream) -> None:
        """Stay with what is in use; a chosen device that does not wake up is taken for gone."""
        was_chosen = _key(coming.device) == self._chosen
        self._drop_next()
        if was_chosen:
            self._is_lost = True
            self._use_device()

    def _drop_next(self) -> None:
        """Think no more of a device that was to be used."""
        coming, self._next = self._next, None
        if coming is not None:
            coming.stop()

    def _let_go(self) -> None:
        """End every stream; time goes on."""
        self._drop_next()
        self._hush()
        waking, self._waking = self._waking, None
        if waking is not None:
            waking.stop()
        self._place_soon(Seconds(0.0))

    def _hush(self) -> None:
        """Let what is being played be heard no more."""
        voice, self._voice = self._voice, None
        if voice is not None:
            self._time.end()
            voice.stop()


def _key(device: QAudioDevice) -> str:
    """Return what a device is known by as long as it exists: its id, or its name if it is long."""
    key = bytes(device.id().data()).decode(errors="replace")
    return key if len(key) <= LONGEST_KEY else device.description()[:LONGEST_KEY]
