"""Play what is planned on a device that is awake: from the right place on, on time, and once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.device_stream import DeviceStream
from kneecoach.sound.heard_once import LONGEST_END, NEVER, HeardOnce
from kneecoach.sound.lateness import (
    BARELY_LATE,
    CLOSE,
    MOST_AT_ONCE,
    TOO_LATE,
    Lateness,
)
from kneecoach.sound.patience import CERTAIN, Patience
from kneecoach.sound.plan import Plan
from kneecoach.sound.streamclock import SLIP, StreamClock
from kneecoach.sound.trials import TRIED, Trials

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

    from kneecoach.sound.stream_watch import StreamWatch

CHANGE_HEARD = Seconds(0.15)
"""Another loudness is heard this long after the last change, when no further one came."""

NOTICED = Seconds(0.04)
"""Nobody notices that sound is apart from the screen by less. A stream that was asked for begins at
once, and is left as it is when it is off by no more: its cues are then exact to each other, and
later streams follow it."""

AT_ONCE = Seconds(0.0)
"""No delay of a device is allowed for in a stream that was asked for: its first cue is due at once,
and has to lie within the silence that every stream begins with."""

ANSWERED = Seconds(1.0)
"""While the server has said within this time how much has been heard nothing else is believed."""

SURE = 2
"""The second verdict on a stream is exact; from then on the clock follows the stream's rate."""


class PlannedSound:
    """Hold the stream of what is planned, and begin another when it is no longer on time.

    Args:
        clock: The computer's own time.
        time: The session's time, which follows the stream.
        streams: Knows how much of a stream has been heard.
        broken: Called when the state of a stream has changed.
        make_stream: Makes a stream, as `DeviceStream` does.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        time: StreamClock,
        streams: StreamWatch,
        broken: Callable[[], None],
        make_stream: Callable[..., DeviceStream] = DeviceStream,
    ) -> None:
        self._clock = clock
        self._time = time
        self._streams = streams
        self._broken = broken
        self._make_stream = make_stream
        self._plan: Plan | None = None
        self._voice: DeviceStream | None = None
        self._once = HeardOnce(clock=clock, time=time, streams=streams)
        self._is_placed = True
        self._place_from = Seconds(0.0)
        self._volume_percent = 100
        self._muted = False
        self._patience = Patience()
        self._lateness = Lateness()
        self._answered_at = self._judged_at = NEVER
        self._trials = Trials()
        self._usual = 0.0
        self._is_asked_for = False

    def play(self, plan: Plan) -> None:
        """Play this in place of all that was planned, and begin at once."""
        self._plan = plan
        self._trials.forbid()
        self._usual, self._is_asked_for = 0.0, True
        self.hush()
        self._once.forget()
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
        return self._make_stream(
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
        """Judge by the look that was just taken whether the stream is where it should be.

        What was taken says little about what was heard; so only where the server does not say more.
        """
        if self._voice is None or self._is_answered(now):
            return
        if not self._time.observe(now, self._voice.position):
            self._place_soon(self._patience.wait(now))

    def is_due(self, now: Seconds) -> bool:
        """Return whether a stream is to be begun now."""
        return self._plan is not None and not self._is_placed and now >= self._place_from

    def is_new_on(self, device_id: bytes) -> bool:
        """Return whether a stream may be begun just to see how late it is heard on a device."""
        is_idle = self._plan is None and self._voice is None
        return is_idle and self._streams.is_open and not self._lateness.knows(device_id)

    def begin(self, device: QAudioDevice) -> None:
        """Begin a stream that holds what is planned from here on; a silent one without a plan.

        Nothing is begun as long as the one before cannot be ended cleanly; it is asked for again.
        """
        if self._voice is not None:
            if not self._can_end(self._voice):
                return
            self._patience.begin_anew(self._clock.monotonic())
            self._trials.allow(may_leave_out=False)
            self.hush()
        if not self._once.is_over() or not self._is_expected():
            return
        self._is_placed = True
        voice = self.new_stream(device)
        now = self._clock.monotonic()
        most = AT_ONCE if self._is_asked_for else MOST_AT_ONCE
        expected = self._lateness.begin(bytes(device.id().data()), most)
        self._time.begin(now, expected - self._usual)
        if self._plan is not None:
            self._schedule(voice, self._plan, now, expected)
        voice.start(now)
        self._voice, self._judged_at = voice, now

    def judge(self) -> None:
        """Ask how much has been heard of the stream, and put right what has not been given out."""
        voice, now = self._voice, self._clock.monotonic()
        if voice is not None and self._trials.is_overdue(now):
            self._try_another(now)
            return
        if voice is None or not self._lateness.is_due(now):
            return
        heard = self._streams.heard(voice)
        if heard is None:
            self._lateness.miss(now)
            return
        self._answered_at = heard.at
        late = Seconds(self._time.lateness(heard.at, heard.position) - self._usual)
        verdict = self._lateness.add(late, heard.at)
        if self._lateness.is_known:
            self._trials.settle()
        if self._plan is None:
            if self._lateness.is_known:
                self.hush()
        elif verdict is not None:
            self._follow_verdict(voice, verdict, heard.at)

    def leave(self) -> None:
        """End what is being played, to go on with it on another device."""
        if self._plan is not None:
            self._trials.allow(may_leave_out=True)
            self._is_asked_for = False
        self.hush()
        self._place_soon(Seconds(0.0))

    def hush(self) -> None:
        """Let what is being played be heard no more, and remember what was."""
        voice, self._voice = self._voice, None
        self._lateness.end()
        self._trials.settle()
        self._answered_at = NEVER
        if voice is not None:
            self._once.end(voice)
            self._time.end()

    def _is_expected(self) -> bool:
        """Return whether the server will know a new stream from the others, or says nothing."""
        waited = self._clock.monotonic() - self._place_from
        return self._streams.expect_new() or (self._plan is not None and waited > LONGEST_END)

    def _schedule(self, voice: DeviceStream, plan: Plan, now: Seconds, expected: Seconds) -> None:
        """Place what is to be heard; cues are left out as long as the stream is tried."""
        tried = self._trials.begin(now, expected, self._lateness.known)
        if tried is None:
            ahead = plan.after(self._once.until)
        else:
            first = Seconds(max(self._time.moment(now) + tried, self._once.until))
            ahead = plan.beginning_after(first)
        voice.stream.schedule(ahead, round(self._time.position_of(plan.origin) * voice.rate))

    def _can_end(self, voice: DeviceStream) -> bool:
        """Return whether a stream can be replaced without a cue that is cut off or heard twice."""
        if self._plan is None or not self._lateness.verdicts:
            return True
        waited = self._clock.monotonic() - self._place_from
        return waited > LONGEST_END or self._once.is_between(self._plan, voice)

    def _follow_verdict(self, voice: DeviceStream, late: Seconds, now: Seconds) -> None:
        """Do what is needed for what comes to be heard on time, exactly."""
        passed, self._judged_at = Seconds(now - self._judged_at), now
        is_sure = self._lateness.verdicts > SURE
        if self._lateness.verdicts == SURE and abs(late) <= SLIP:
            self._patience.forget()
        if self._is_asked_for and abs(late) <= NOTICED:
            self._usual += late
            self._is_asked_for = self._lateness.verdicts < SURE
        elif self._lateness.verdicts == 1:
            self._put_right(voice, late, now)
        elif abs(late) > SLIP or (abs(late) > TOO_LATE and self._is_quiet(now)):
            if self._is_placed:
                self._place_soon(Seconds(self._patience.wait(now) - CERTAIN))
        elif abs(late) > CLOSE or not is_sure:
            self._move(voice, late)
        else:
            self._time.follow(late, passed)

    def _put_right(self, voice: DeviceStream, late: Seconds, now: Seconds) -> None:
        """Begin anew as long as nothing has been heard; later move what is still to be given."""
        if self._trials.left and self._is_worth_a_try(late, now):
            self._try_another(now)
            return
        self._trials.forbid()
        self._is_asked_for = False
        self._move(voice, late)

    def _try_another(self, now: Seconds) -> None:
        """Begin another stream in place of one of which nothing has been heard."""
        self._trials.give_up(now)
        self.hush()
        self._place_soon(Seconds(0.0))

    def _move(self, voice: DeviceStream, late: Seconds) -> None:
        """Let what has not been given out be heard sooner by so much."""
        self._time.allow_for(late)
        voice.stream.shift(-round(late * voice.rate))

    def _is_worth_a_try(self, late: Seconds, now: Seconds) -> bool:
        """Return whether another had better begin; on the same device nothing is left out."""
        if self._trials.may_leave_out or self._plan is None:
            return self._lateness.is_off(late)
        return self._is_quiet(now) and self._lateness.is_off(late, BARELY_LATE)

    def _is_quiet(self, now: Seconds) -> bool:
        """Return whether nothing is to be heard for as long as a stream takes to be judged."""
        moment = self._time.moment(now)
        return self._plan is None or self._plan.is_quiet(moment, moment + TRIED)

    def _is_answered(self, now: Seconds) -> bool:
        return now - self._answered_at < ANSWERED

    def _place_soon(self, delay: Seconds) -> None:
        """Let what is planned begin in a new stream, where it then should be."""
        if self._plan is not None:
            self._is_placed = self._muted
            self._place_from = Seconds(self._clock.monotonic() + delay)

    def _on_samples_asked(self) -> None:
        """Notice that the device has run out of samples, before it is given more."""
        voice, now = self._voice, self._clock.monotonic()
        if voice is None or not self._is_placed or not voice.has_run_out(now):
            return
        if self._is_answered(now):
            self._lateness.suspect()
        else:
            self._place_soon(self._patience.wait(now))
