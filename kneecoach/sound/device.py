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
from kneecoach.sound.device_notes import NO_ANSWER, NO_DEVICE, NO_LIBRARY, NOT_OPENED
from kneecoach.sound.device_stream import HAS_LIBRARY, DeviceStream
from kneecoach.sound.output import CueOutput, SilentOutput
from kneecoach.sound.plan import Plan
from kneecoach.sound.planned import PlannedSound
from kneecoach.sound.stream_watch import StreamWatch
from kneecoach.sound.streamclock import StreamClock
from kneecoach.sound.tones import render

if HAS_LIBRARY:
    from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

    from kneecoach.sound.media_library import find_devices

__all__ = ["NO_ANSWER", "NO_DEVICE", "NO_LIBRARY", "DeviceOutput", "open_output", "output_devices"]

PULSE_LATENCY_MS = 600
"""What PulseAudio is given ahead, so that no cue is late when the whole computer stands still for
half a second. Ending a stream ends what was given, so a pause is heard at once all the same."""

REVIVED_EVERY = Seconds(1.0)
"""A device that does not answer is tried again this often. Nobody else says when a sound server
that has died is there again: Qt finds it after some seconds, and tells of no change."""

HELD_UP = Seconds(0.002)
"""A look at the stream that took longer than this says nothing about when it was there."""


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
        self._choice = DeviceChoice()
        self._note = ""
        self._revive_from = Seconds(0.0)
        self._streams = StreamWatch(clock)
        self._planned = PlannedSound(
            clock=clock,
            time=self._time,
            streams=self._streams,
            broken=self._on_state_changed,
        )
        self._awake = AwakeDevice(self._planned.new_stream)
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
        find_devices()
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
        self._planned.play(Plan(cues=cues, origin=origin))
        self.now()

    def silence(self) -> None:
        """Be silent at once, and forget what was planned."""
        self._planned.forget()

    def set_volume(self, percent: int) -> None:
        """Set how loud cues are, 0-100."""
        self._planned.set_volume(percent)

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Be silent but keep what is planned, and play on from there later."""
        self._planned.set_muted(muted)

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
        waking.look(now)
        self._planned.look(now)
        if self._awake.coming is not None:
            self._watch_coming(self._awake.coming, now)
            waking = self._awake.stream or waking
        if self._clock.monotonic() - now > HELD_UP:
            return
        self._planned.follow(now)
        self._place_when_awake(waking, now)
        if self._streams.has_moved():
            self._on_moved(waking, now)
        elif self._awake.coming is None:
            self._planned.judge()

    def _place_when_awake(self, waking: DeviceStream, now: Seconds) -> None:
        """Begin what is planned if the device takes samples; try another when it is dead."""
        if waking.flows(now):
            self._note = self._choice.note()
            is_new = self._planned.is_new_on(bytes(waking.device_id.data()))
            if self._planned.is_due(now) or is_new:
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
        coming.look(now)
        if coming.flows(now):
            self._planned.leave()
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
            self._planned.leave()
            self._awake.go_over()
            return
        self._let_go()
        self._revive_from = Seconds(now + REVIVED_EVERY)
        if device.id() != used.device_id:
            self._use_device()
        # Otherwise Qt is about to tell which device is the system's choice now.

    def _place(self, waking: DeviceStream) -> None:
        """Begin a stream on the device in use, unless the device has changed meanwhile."""
        has_changed = self._awake.coming is None and not self._awake.uses(self._choice.device())
        if not has_changed and SERVER.may_begin():
            self._planned.begin(waking.device)
            self._on_state_changed()

    def _on_state_changed(self) -> None:
        coming = self._awake.coming
        if coming is not None and coming.has_failed():
            self._give_up(coming)
        used = self._awake.stream
        if not self._planned.has_failed() and (used is None or not used.has_failed()):
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
        self._planned.leave()
        self._awake.end()
