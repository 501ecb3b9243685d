"""Play cues on the system's sound device, and tell the time by it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.awake import PATIENCE, AwakeDevice
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.device_choice import SERVER, DeviceChoice, output_devices, wants_silence
from kneecoach.sound.device_stream import HAS_LIBRARY, DeviceStream
from kneecoach.sound.lateness import CLOSE, HEARD, MOST_TRIES, Lateness
from kneecoach.sound.output import CueOutput, SilentOutput
from kneecoach.sound.patience import Patience
from kneecoach.sound.plan import Plan
from kneecoach.sound.stream_watch import StreamWatch
from kneecoach.sound.streamclock import StreamClock
from kneecoach.sound.tones import render

if HAS_LIBRARY:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

__all__ = ["NO_ANSWER", "NO_DEVICE", "NO_LIBRARY", "DeviceOutput", "open_output", "output_devices"]

PULSE_LATENCY_MS = 600
"""What PulseAudio is given ahead, so that no cue is late when the whole computer stands still for
half a second. Ending a stream ends what was given, so a pause is heard at once all the same."""

CHANGE_HEARD = Seconds(0.15)
"""Another loudness is heard this long after the last change, when no further one came."""

REVIVED_EVERY = Seconds(1.0)
"""A device that does not answer is tried again this often. Nobody else says when a sound server
that has died is there again: Qt finds it after some seconds, and tells of no change."""

TRIED = Seconds(0.2)
"""On another device a stream is silent for so long, in which it shows whether it is on time."""

HELD_UP = Seconds(0.002)
"""A look at the stream that took longer than this says nothing about when it was there."""

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
    if wants_silence(environ):
        return SilentOutput(clock)
    if not HAS_LIBRARY:
        return SilentOutput(clock, NO_LIBRARY)
    return DeviceOutput(clock)


class DeviceOutput(QObject):
    """Play cues through the chosen sound device, or the default one wherever it goes.

    A stream of silence keeps the device awake and shows that it lives. What is planned has a stream
    of its own, which is ended when something else is planned: what has been made ahead is then
    never heard. When a stream is no longer on time, what has not been heard of its plan begins anew
    likewise, and so it does when the sound server has moved it to another device.
    """

    def __init__(self, clock: Clock) -> None:
        """Keep time by the clock until a device is open."""
        super().__init__()
        self._clock = clock
        self._time = StreamClock()
        self._plan: Plan | None = None
        self._is_placed = True
        self._place_from = Seconds(0.0)
        self._heard_until = Seconds(float("-inf"))
        self._volume_percent = 100
        self._muted = False
        self._choice = DeviceChoice()
        self._note = ""
        self._revive_from = Seconds(0.0)
        self._patience = Patience()
        self._lateness = Lateness()
        self._tries_left = 0
        self._streams = StreamWatch(clock)
        self._awake = AwakeDevice(self._new_stream)
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
        self._plan = Plan(cues=cues, origin=origin)
        self._heard_until = Seconds(float("-inf"))
        self._tries_left = 0  # what the person asked for begins at once
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
        if key != self._choice.chosen:
            self._choice.chosen = key
            if self._devices is not None:
                self._on_outputs_changed()

    def close(self) -> None:
        """Let go of the device; the clock runs on."""
        self._let_go()
        self._streams.close()
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._on_outputs_changed)
            self._devices = None

    def _watch(self, now: Seconds) -> None:
        """Follow the streams, and place what is planned as soon as the device takes samples."""
        waking = self._awake.stream
        if waking is None:
            self._revive(now)
            return
        for one in (waking, self._voice, self._awake.coming):
            if one is not None:
                one.look(now)
        if self._awake.coming is not None:
            self._watch_coming(self._awake.coming, now)
            waking = self._awake.stream or waking
        if self._clock.monotonic() - now > HELD_UP:
            return
        if self._voice is not None and not self._time.observe(now, self._voice.position):
            self._place_again(now)
        self._place_when_awake(waking, now)
        if self._streams.has_moved():
            self._on_moved(waking, now)
        elif self._voice is not None and not self._lateness.is_known:
            self._judge(self._voice)

    def _place_when_awake(self, waking: DeviceStream, now: Seconds) -> None:
        """Begin what is planned if the device takes samples; try another when it is dead."""
        if waking.flows(now):
            self._note = self._choice.note()
            if not self._is_placed and now >= self._place_from:
                self._place(waking)
        elif now - waking.moved_at > PATIENCE:
            self._note = NO_ANSWER
            self._revive(now)

    def _revive(self, now: Seconds) -> None:
        """Try a device again that failed or does not answer, if its server is there at all."""
        if self._devices is None or now < self._revive_from:
            return
        self._revive_from = Seconds(now + REVIVED_EVERY)
        if SERVER.may_begin():
            self._let_go()
            self._use_device()

    def _watch_coming(self, coming: DeviceStream, now: Seconds) -> None:
        """Go over to another device as soon as it is awake; until then the old one goes on."""
        if coming.flows(now):
            self._leave_voice()
            self._awake.go_over()
        elif now - coming.moved_at > PATIENCE:
            self._give_up(coming)

    def _on_moved(self, used: DeviceStream, now: Seconds) -> None:
        """Throw away what the server plays elsewhere, late; begin where it is to be heard.

        Streams that were moved although their device is there and wanted were moved by a person.
        """
        is_gone = self._streams.has_device(bytes(used.device_id.data())) is False
        self._choice.is_lost |= is_gone and self._choice.is_chosen(used.device)
        device = self._choice.device()
        if device.id() == used.device_id and not is_gone:
            return
        if self._awake.is_waking(device):
            self._leave_voice()
            self._awake.go_over()
            return
        self._let_go()
        self._revive_from = Seconds(now + REVIVED_EVERY)
        if device.id() != used.device_id:
            self._use_device()
        # Otherwise Qt is about to tell which device is the system's choice now.

    def _judge(self, voice: DeviceStream) -> None:
        """Ask how late a new stream is heard, and put right what has not been given out."""
        taken = voice.taken()
        delay = self._streams.delay()
        now = self._clock.monotonic()
        if delay is None or voice.taken() != taken or taken - delay < HEARD:
            return
        lateness = self._lateness.add(self._time.lateness(now, Seconds(taken - delay)))
        if lateness is None or abs(lateness) <= CLOSE:
            return
        if self._tries_left and self._lateness.is_off(lateness):
            self._tries_left -= 1
            self._hush()
            self._place_soon(Seconds(0.0))
            return
        self._tries_left = 0
        self._time.allow_for(lateness)
        voice.stream.shift(-round(lateness * voice.rate))

    def _place_again(self, now: Seconds) -> None:
        """Let a late stream begin anew; the more often that did not help, the later."""
        self._place_soon(self._patience.wait(now))

    def _place_soon(self, delay: Seconds) -> None:
        """Let what is planned begin in a new stream, where it then should be."""
        if self._plan is not None:
            self._is_placed = self._muted
            self._place_from = Seconds(self._clock.monotonic() + delay)

    def _place(self, waking: DeviceStream) -> None:
        """Begin a stream that holds what is planned, unless the device has changed meanwhile."""
        plan = self._plan
        has_changed = self._awake.coming is None and not self._awake.uses(self._choice.device())
        if plan is None or has_changed or not SERVER.may_begin():
            return
        if self._voice is not None:
            self._patience.begin_anew(self._clock.monotonic())
            heard = self._time.moment_of(self._time.heard(self._voice.position))
            self._heard_until = Seconds(max(self._heard_until, heard))
        self._hush()
        self._is_placed = True
        self._streams.expect_new()
        voice = self._new_stream(waking.device)
        now = self._clock.monotonic()
        self._time.begin(now, self._lateness.begin(bytes(waking.device_id.data())))
        if self._tries_left:
            ahead = plan.beginning_after(self._time.moment(now) + TRIED)
        else:
            ahead = plan.after(self._heard_until)
        voice.stream.schedule(ahead, round(self._time.position_of(plan.origin) * voice.rate))
        voice.start(now)
        self._voice = voice
        self._on_state_changed()

    def _new_stream(self, device: QAudioDevice) -> DeviceStream:
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
        coming = self._awake.coming
        if coming is not None and coming.has_failed():
            self._give_up(coming)
        voices = (one for one in (self._awake.stream, self._voice) if one is not None)
        if not any(one.has_failed() for one in voices):
            return
        was_default = self._choice.is_default()
        self._let_go()
        self._revive_from = Seconds(self._clock.monotonic() + REVIVED_EVERY)
        if was_default:
            self._note = NOT_OPENED
        else:
            # Qt on PulseAudio keeps a device in its list that is gone, until another change.
            self._choice.is_lost = True
            self._use_device()

    def _on_outputs_changed(self) -> None:
        self._choice.is_lost = False
        self._use_device()

    def _use_device(self) -> None:
        """Begin on the device that is now the right one, unless it is in use already."""
        device = self._choice.device()
        if device.isNull():
            self._let_go()
            self._note = NO_DEVICE
        elif not self._awake.uses(device):
            self._begin_on(device)
        else:
            self._awake.drop_coming()

    def _begin_on(self, device: QAudioDevice) -> None:
        """Wake a device; one that is in use and alive goes on until the other is awake."""
        if self._awake.is_waking(device):
            return
        self._awake.drop_coming()
        if not SERVER.may_begin():
            self._note = NO_ANSWER
            return
        if not self._streams.is_open:
            self._streams.open()
        now = self._clock.monotonic()
        if not self._awake.is_alive(now):
            self._let_go()
        self._awake.wake(device, now)
        self._on_state_changed()

    def _give_up(self, coming: DeviceStream) -> None:
        """Stay with what is in use; a chosen device that does not wake up is taken for gone."""
        self._awake.drop_coming()
        if self._choice.is_chosen(coming.device):
            self._choice.is_lost = True
            self._use_device()

    def _let_go(self) -> None:
        """End every stream; time goes on."""
        self._leave_voice()
        self._awake.end()

    def _leave_voice(self) -> None:
        """End what is being played, to go on with it on another device."""
        if self._voice is not None:
            self._tries_left = MOST_TRIES
        self._hush()
        self._place_soon(Seconds(0.0))

    def _hush(self) -> None:
        """Let what is being played be heard no more."""
        voice, self._voice = self._voice, None
        self._lateness.end()
        if voice is not None:
            self._time.end()
            voice.stop()
