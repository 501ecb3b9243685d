"""Play what is planned on a device that is awake: from the right place on, and on time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.device_stream import DeviceStream
from kneecoach.sound.lateness import CLOSE, HEARD, MOST_AT_ONCE, MOST_TRIES, Lateness
from kneecoach.sound.patience import Patience
from kneecoach.sound.plan import Plan
from kneecoach.sound.streamclock import StreamClock

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

    from kneecoach.sound.stream_watch import StreamWatch

CHANGE_HEARD = Seconds(0.15)
"""Another loudness is heard this long after the last change, when no further one came."""

NOTICED = Seconds(0.04)
"""Nobody notices that sound is apart from the screen by less. A stream that was asked for begins at
once, and is left as it is when it is off by no more: its cues are then exact to each other, and
other devices follow it."""

AT_ONCE = Seconds(0.0)
"""No delay of a device is allowed for in a stream that was asked for: its first cue is due at once,
and has to lie within the silence that every stream begins with."""

TRIED = Seconds(0.2)
"""On another device a stream is silent for so long, in which it shows whether it is on time."""


class PlannedSound:
    """Hold the stream of what is planned, and begin another when it is no longer on time.

    Args:
        clock: The computer's own time.
        time: The session's time, which follows the stream.
        streams: Knows how late a stream is heard.
        broken: Called when the state of a stream has changed.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        time: StreamClock,
        streams: StreamWatch,
        broken: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._time = time
        self._streams = streams
        self._broken = broken
        self._plan: Plan | None = None
        self._voice: DeviceStream | None = None
        self._is_placed = True
        self._place_from = Seconds(0.0)
        self._heard_until = Seconds(float("-inf"))
        self._volume_percent = 100
        self._muted = False
        self._patience = Patience()
        self._lateness = Lateness()
        self._tries_left = 0
        self._usual = 0.0
        self._is_asked_for = False

    def play(self, plan: Plan) -> None:
        """Play this in place of all that was planned, and begin at once."""
        self._plan = plan
        self._heard_until = Seconds(float("-inf"))
        self._tries_left = 0
        self._usual, self._is_asked_for = 0.0, True
        self.hush()
        self._place_soon(Seconds(0.0))

    def forget(self) -> None:
        """Be silent at once, and forget what was planned."""
        self._plan = None
        self._is_placed = True
        self.hush()

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
            self.hush()
            self._place_soon(Seconds(0.0))

    def new_stream(self, device: QAudioDevice) -> DeviceStream:
        """Return a stream for a device, as loud as it is to be and silent as yet."""
        return DeviceStream(
            device=device,
            gain=(self._volume_percent / 100) ** 2,  # follows the ear better than a line
            asked=self._on_samples_asked,
            broken=self._broken,
        )

    def has_failed(self) -> bool:
        """Return whether the device broke that it is played on."""
        return self._voice is not None and self._voice.has_failed()

    def look(self, now: Seconds) -> None:
        """See how far the stream has come."""
        if self._voice is not None:
            self._voice.look(now)

    def follow(self, now: Seconds) -> None:
        """Judge by the look that was just taken whether the stream is where it should be."""
        if self._voice is not None and not self._time.observe(now, self._voice.position):
            self._place_again(now)

    def is_due(self, now: Seconds) -> bool:
        """Return whether a stream is to be begun now."""
        return self._plan is not None and not self._is_placed and now >= self._place_from

    def is_new_on(self, device_id: bytes) -> bool:
        """Return whether a stream may be begun just to see how late it is heard on a device."""
        is_idle = self._plan is None and self._voice is None
        return is_idle and self._streams.is_open and not self._lateness.knows(device_id)

    def begin(self, device: QAudioDevice) -> None:
        """Begin a stream that holds what is planned from here on; a silent one without a plan."""
        if self._voice is not None:
            self._patience.begin_anew(self._clock.monotonic())
            heard = self._time.moment_of(self._time.heard(self._voice.position))
            self._heard_until = Seconds(max(self._heard_until, heard))
        self.hush()
        self._is_placed = True
        self._streams.expect_new()
        voice = self.new_stream(device)
        now = self._clock.monotonic()
        most = AT_ONCE if self._is_asked_for else MOST_AT_ONCE
        expected = self._lateness.begin(bytes(device.id().data()), most)
        self._time.begin(now, expected - self._usual)
        if self._plan is not None:
            self._schedule(voice, self._plan, now)
        voice.start(now)
        self._voice = voice

    def judge(self) -> None:
        """Ask how late a new stream is heard, and put right what has not been given out."""
        voice = self._voice
        if voice is None or self._lateness.is_known:
            return
        taken = voice.taken()
        delay = self._streams.delay()
        now = self._clock.monotonic()
        if delay is None or voice.taken() != taken or taken - delay < HEARD:
            return
        heard = Seconds(taken - delay)
        lateness = self._lateness.add(Seconds(self._time.lateness(now, heard) - self._usual))
        if self._plan is None:
            if self._lateness.is_known:
                self.hush()
        elif lateness is None:
            return
        elif self._is_asked_for and abs(lateness) <= NOTICED:
            self._usual, self._is_asked_for = lateness, False
        elif abs(lateness) > CLOSE:
            self._put_right(voice, lateness)

    def leave(self) -> None:
        """End what is being played, to go on with it on another device."""
        if self._plan is not None:
            self._tries_left, self._is_asked_for = MOST_TRIES, False
        self.hush()
        self._place_soon(Seconds(0.0))

    def hush(self) -> None:
        """Let what is being played be heard no more."""
        voice, self._voice = self._voice, None
        self._lateness.end()
        if voice is not None:
            self._time.end()
            voice.stop()

    def _schedule(self, voice: DeviceStream, plan: Plan, now: Seconds) -> None:
        if self._tries_left:
            ahead = plan.beginning_after(self._time.moment(now) + TRIED)
        else:
            ahead = plan.after(self._heard_until)
        voice.stream.schedule(ahead, round(self._time.position_of(plan.origin) * voice.rate))

    def _put_right(self, voice: DeviceStream, lateness: Seconds) -> None:
        """Begin anew as long as nothing has been heard; later move what is still to be given."""
        if self._tries_left and self._lateness.is_off(lateness):
            self._tries_left -= 1
            self.hush()
            self._place_soon(Seconds(0.0))
            return
        self._tries_left, self._is_asked_for = 0, False
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

    def _on_samples_asked(self) -> None:
        """Notice that the device has run out of samples, before it is given more."""
        voice, now = self._voice, self._clock.monotonic()
        if voice is not None and self._is_placed and voice.has_run_out(now):
            self._place_again(now)
