"""Remember how much of a plan has been heard, so that no other stream plays it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.plan import Plan
from kneecoach.sound.streamclock import LEAD_IN, StreamClock
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from kneecoach.sound.device_stream import DeviceStream
    from kneecoach.sound.stream_watch import Heard, StreamWatch

ENDING = Seconds(0.02)
"""A stream that is ended may still be heard for so long; and none is earlier by more."""

LONGEST_END = Seconds(1.0)
"""The server has this long to say what has been heard, and that it plays no more of a stream."""

NEVER = Seconds(float("-inf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """A stream that was ended: when, and what was heard then, as a moment of the session."""

    at: Seconds
    heard: Seconds


class HeardOnce:
    """End streams, and know up to which moment of the session their cues have been heard.

    What a stream was given and what was heard of it differ by half a second, and by another half
    when the computer stood still; so the sound server is asked. A server that does not answer may
    still play what it has. Nothing else begins until it says that it does not, or for a second.

    Attributes:
        until: What is due before this moment has been heard, or will never be.
    """

    def __init__(self, *, clock: Clock, time: StreamClock, streams: StreamWatch) -> None:
        """Know of no stream."""
        self._clock = clock
        self._time = time
        self._streams = streams
        self._seen: Heard | None = None
        self._ended: _Ended | None = None
        self.until = NEVER

    def forget(self) -> None:
        """Begin with another plan, of which nothing has been heard."""
        self._ended, self.until = None, NEVER

    def is_between(self, plan: Plan, stream: DeviceStream) -> bool:
        """Return whether a stream can be ended now without cutting off what is just beginning.

        Not where the server does not say how far it is.
        """
        self._seen = heard = self._streams.heard(stream)
        if heard is None:
            return False
        moment = self._time.moment_of(heard.position)
        return not plan.begins_within(moment, moment + ENDING)

    def end(self, stream: DeviceStream) -> None:
        """End a stream that the time follows, and take note of what has been heard of it."""
        at = self._clock.monotonic()
        latest = Seconds(self._time.moment(at) - LEAD_IN)
        heard = self._streams.heard(stream) or self._seen
        if heard is not None and at - heard.at < ENDING:
            passed = max(at - heard.at, 0.0)
            moment = self._time.moment_of(Seconds(heard.position + passed))
            latest = Seconds(min(latest + ENDING, moment))
        self._seen = None
        stream.stop()
        self._ended = _Ended(at=at, heard=latest)

    def is_over(self) -> bool:
        """Return whether nothing is heard any more of the stream that was ended last."""
        if self._ended is None:
            return True
        is_known = self._streams.is_open
        has_ended = self._streams.has_ended()
        passed = self._clock.monotonic() - self._ended.at
        if is_known and not has_ended and passed < LONGEST_END:
            return False
        rest = passed if is_known else max(passed, ENDING)
        self.until = Seconds(max(self.until, self._ended.heard + rest))
        self._ended = None
        return True
