"""Stand in for a sound server, its streams and a computer that stands still, step by step."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from itertools import cycle

from fakes import FakeClock

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.plan import Plan
from kneecoach.sound.planned import PlannedSound
from kneecoach.sound.stream import CueStream
from kneecoach.sound.stream_watch import Heard
from kneecoach.sound.streamclock import StreamClock

RATE = 16_000
STEP = 0.002
LOOK = 8
"""The window looks every so many steps."""

QUEUE = 0.32
RING = 0.5
"""What the server has been given ahead, and what lies ready for it in the player."""

NAMES = tuple(CueName)
LABELS = {name: 1 << at for at, name in enumerate(NAMES)}
APART = 0.4
DEVICE = type("Device", (), {"id": lambda _: type("Id", (), {"data": lambda _: b"knee"})()})()


def labelled(sound: CueName, rate: int, _channels: int) -> bytes:
    """Return the samples of a cue that can be told from all others, also where they are added."""
    return array("h", [LABELS[sound]] * (rate * 60 // 1000)).tobytes()


class FakeStream:
    """Play a stream on the fake server, as `DeviceStream` does on a real one."""

    def __init__(self, server: FakeServer, asked: Callable[[], None]) -> None:
        self.server = server
        self.asked = asked
        self.rate = RATE
        self.stream = CueStream(rate=RATE, channels=1)
        self.position = Seconds(0.0)
        self.ring = bytearray()
        self.queue = bytearray()
        self.frames_taken = 0
        self.begins_at = self.started_at = float("inf")
        self.is_stopped = self.is_waiting = False
        self.sounds = self.silence = 0

    def start(self, now: Seconds) -> None:
        self.started_at = now
        self.begins_at = now + next(self.server.begins_after)
        self.server.streams.append(self)
        self.give()

    def stop(self) -> None:
        self.is_stopped = True
        if not self.server.stands:
            self.server.streams.remove(self)

    def has_failed(self) -> bool:
        return False

    def taken(self) -> Seconds:
        return Seconds(self.frames_taken / RATE)

    def look(self, now: Seconds) -> None:
        self.position = self.taken()

    def has_run_out(self, now: Seconds) -> bool:
        given = (self.stream.given - 1) / RATE
        return self.taken() >= given and now - self.started_at >= given

    def give(self) -> None:
        """Make samples ahead, which the window does."""
        self.asked()
        self.ring += self.stream.fill(round(RING * RATE) - len(self.ring) // 2)
        self.hand_over()

    def hand_over(self) -> None:
        """Give the server what lies ready, which needs no window."""
        free = max(0, 2 * round(QUEUE * RATE) - len(self.queue))
        self.queue += self.ring[:free]
        self.frames_taken += min(free, len(self.ring)) // 2
        del self.ring[:free]

    def play(self, frames: int, now: float) -> None:
        """Let so many frames be heard, which end now; silence where nothing is there."""
        silent = min(frames, self.silence)
        self.silence -= silent
        frames -= silent
        part = array("h", bytes(self.queue[: 2 * frames]))
        del self.queue[: 2 * frames]
        if part.count(self.sounds) == len(part):
            return
        for at, value in enumerate(part):
            if value != self.sounds:
                begun = [name for name in NAMES if value & ~self.sounds & LABELS[name]]
                self.server.heard += [(now - (frames - at) / RATE, name) for name in begun]
                self.sounds = value


class FakeServer:
    """Play streams by a clock, lose what is not given in time, and say how much has been heard.

    Attributes:
        heard: When which cue began to be heard.
        stands, holds: Whether the server stands still, and the player's process.
        has_told: Whether it has said which streams there are.
        answers_after: How long after a stream has begun it says how much of it was heard.
        rate: How fast the device is.
    """

    is_open = True

    def __init__(self, clock: FakeClock, *, begins_after: tuple[float, ...] = (0.003,)) -> None:
        self.clock = clock
        self.begins_after = cycle(begins_after)
        self.streams: list[FakeStream] = []
        self.heard: list[tuple[float, CueName]] = []
        self.stands = self.holds = False
        self.has_told = True
        self.answers_after = 0.02
        self.begun = 0
        self.rate = 1.0
        self.newest: FakeStream | None = None
        self._played_to = float(clock.monotonic())
        self._rest = 0.0
        self._asked = 0

    def make_stream(self, *, asked: Callable[[], None], **_: object) -> FakeStream:
        self.begun += 1
        self.newest = FakeStream(self, asked)
        return self.newest

    def expect_new(self) -> bool:
        """Take no note; there is one stream at a time."""
        return self.has_told

    def has_ended(self) -> bool:
        return not self.stands and self.newest not in self.streams

    def heard_of(self, stream: FakeStream) -> Heard | None:
        self._asked += 1
        now = self.clock.monotonic()
        if self.stands or now < stream.begins_at + self.answers_after:
            return None
        early = 0.02 * (self._asked % 7 == 0)  # a block is on its way now and then
        delay = len(stream.queue) / 2 / RATE
        return Heard(at=now, position=Seconds(stream.taken() - delay + early))

    def step(self) -> None:
        """Let a little time pass."""
        self.clock.advance(STEP)
        now = float(self.clock.monotonic())
        if not self.holds:
            for one in self.streams:
                if not one.is_stopped:
                    one.hand_over()
        if self.stands:
            return
        passed, self._played_to = now - self._played_to, now
        whole = self._rest + passed * self.rate * RATE
        frames = round(whole)
        self._rest = whole - frames
        for one in tuple(self.streams):
            if now > one.begins_at:
                one.play(frames, now)
            if one.is_stopped:
                self.streams.remove(one)

    def lose(self, seconds: float) -> None:
        """Play silence in place of what was there in time."""
        for one in self.streams:
            one.silence += round(seconds * RATE)


class Session:
    """Play a plan of labelled cues on the fake server, and look at it as the window does."""

    def __init__(self, *, begins_after: tuple[float, ...] = (0.003,), lasts: float = 30.0) -> None:
        self.clock = FakeClock()
        self.server = FakeServer(self.clock, begins_after=begins_after)
        self.time = StreamClock()
        self.planned = PlannedSound(
            clock=self.clock,
            time=self.time,
            streams=_Watch(self.server),
            broken=lambda: None,
            make_stream=self.server.make_stream,
        )
        self.time.moment(self.clock.monotonic())
        self.origin = Seconds(self.clock.monotonic() + 0.2)
        self.cues = tuple(
            PlacedCue(at=Seconds(at * APART), name=NAMES[at % len(NAMES)])
            for at in range(int(lasts / APART))
        )
        self.steps = 0
        self.planned.play(Plan(cues=self.cues, origin=self.origin))
        self.run(0.2)

    def run(self, seconds: float) -> None:
        """Let time pass."""
        for _ in range(round(seconds / STEP)):
            self.server.step()
            self.steps += 1
            if self.steps % LOOK == 0 and not self.server.holds:
                self.look()

    def look(self) -> None:
        now = self.clock.monotonic()
        self.time.moment(now)
        for one in self.server.streams:
            if not one.is_stopped:
                one.give()
        self.planned.look(now)
        self.planned.follow(now)
        if self.planned.is_due(now):
            self.planned.begin(DEVICE)
        self.planned.judge()

    def stand_still(self, seconds: float, *, server: bool = True, player: bool = True) -> None:
        """Let nothing of the computer run, or only the server or the player stand still."""
        self.server.stands, self.server.holds = server, player
        self.run(seconds)
        self.server.stands = self.server.holds = False

    def late_ms(self, early: float = 0.05) -> list[tuple[int, float]]:
        """Return which cue was heard, in order, and how late by the session's clock.

        None is heard sooner than it was due by more than `early`, in seconds.
        """
        lead = self.time.moment(self.clock.monotonic()) - self.clock.monotonic()
        begun = float(self.origin)
        found = []
        for at, name in self.server.heard:
            passed = at + lead - begun
            near = [one for one in range(len(self.cues)) if self.cues[one].name is name]
            # Its name comes again only after five seconds.
            due = (one for one in near if self.cues[one].at <= passed + early)
            cue = max(due, default=near[0])
            found.append((cue, (passed - self.cues[cue].at) * 1000))
        return found


class _Watch:
    """Ask the fake server as `StreamWatch` asks a real one."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self.is_open = True
        self.expect_new = server.expect_new
        self.has_ended = server.has_ended
        self.heard = server.heard_of
