"""Say which poses the body is between at each moment of a phase, and how far it has come."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from kneecoach.body.joints import Channels
from kneecoach.body.stance import Stance
from kneecoach.model.dose import Phase, PhaseName
from kneecoach.model.figure import Move, Stop
from kneecoach.model.units import Percent, Seconds


class Moment(NamedTuple):
    """Where the body is on its way.

    Attributes:
        before, after: The poses that it is between.
        share: How much of that way is behind it, 0-1, slow at the ends as people move.
        numbers: The posture.
        path: The curve that it is on, when it goes through several stops; the straight way between
            two poses has none, and looks the same there and back.
    """

    before: str
    after: str
    share: float
    numbers: Channels
    path: str = ""

    def key(self, steps: int) -> tuple[str, str, int, str]:
        """Return what two moments have in common that look alike, with a way in so many steps."""
        share = round(self.share * steps)
        if self.before == self.after:
            return (self.after, self.after, steps, "")
        if not self.path and self.before > self.after:
            return (self.after, self.before, steps - share, "")
        return (self.before, self.after, share, self.path)


class Course:
    """What comes after what: the poses as numbers, and the moves of the phases.

    Args:
        stances: Every pose by its name; the first is where the movement begins.
        moves: What each phase does, in the order of the tempo.
    """

    def __init__(self, stances: dict[str, Stance], moves: tuple[Move, ...]) -> None:
        """Keep poses and moves."""
        self.stances = stances
        self.moves = moves
        self.first = next(iter(stances))

    def ways(self) -> int:
        """Return how many different ways from pose to pose there are in the moves."""
        found: set[tuple[str, ...]] = set()
        for index, move in enumerate(self.moves):
            names = [stop.pose for stop in move.stops]
            names.insert(0, names[-1] if move.every else self._end_before(index))
            is_straight = len(names) == 2
            for pair in pairwise(names):
                found.add(tuple(sorted(pair)) if is_straight else (*pair, move.phase))
        return max(1, len(found))

    def at(self, phase: PhaseName | None, elapsed: Seconds, lasts: Seconds | None) -> Moment:
        """Return where the body is; a phase without a move stands in the first pose.

        Args:
            phase: What the body does; None for nothing.
            elapsed: Seconds of the phase that are over.
            lasts: Seconds that the phase takes; None when that is not known.
        """
        for index, move in enumerate(self.moves):
            if move.phase is phase:
                if move.every:
                    share = (elapsed / move.every) % 1.0
                    return self._between(_cycle(move.stops), share, phase or "", loops=True)
                share = min(1.0, elapsed / lasts) if lasts else 1.0
                stops = (Stop(pose=self._end_before(index), at=Percent(0)), *move.stops)
                return self._between(stops, share, phase or "", loops=False)
        return self.standing(self.first)

    def standing(self, pose: str) -> Moment:
        """Return the moment of standing still in a pose."""
        return Moment(pose, pose, 1.0, self.stances[pose].numbers)

    def between(self, before: str, after: str, share: float) -> Moment:
        """Return the moment at a share of the straight way between two poses."""
        if before == after:
            return self.standing(after)
        numbers = _mixed(self.stances[before], self.stances[after], share)
        return Moment(before, after, share, numbers)

    def demonstration(self, tempo: tuple[Phase, ...], elapsed: Seconds) -> Moment:
        """Return where the body is when it shows the movement over and over at a tempo."""
        whole = sum(phase.lasts for phase in tempo)
        left = elapsed % whole if whole else 0.0
        for phase in tempo:
            if left < phase.lasts:
                return self.at(phase.name, Seconds(left), phase.lasts)
            left -= phase.lasts
        return self.standing(self.first)

    def _end_before(self, index: int) -> str:
        """Return the pose in which the phase before ended; the first comes after the last."""
        return self.moves[index - 1].stops[-1].pose

    def _between(self, stops: tuple[Stop, ...], share: float, path: str, *, loops: bool) -> Moment:
        percent = share * 100
        index = 0
        while index < len(stops) - 2 and percent > stops[index + 1].at:
            index += 1
        before, after = stops[index], stops[min(index + 1, len(stops) - 1)]
        room = after.at - before.at
        local = min(1.0, max(0.0, (percent - before.at) / room)) if room else 1.0
        if before.pose == after.pose or local >= 1.0:
            return self.standing(after.pose)
        if local <= 0.0:
            return self.standing(before.pose)
        if len(stops) == 2:
            eased = local * local * (3 - 2 * local)
            numbers = _mixed(self.stances[before.pose], self.stances[after.pose], eased)
            return Moment(before.pose, after.pose, eased, numbers)
        numbers = self._curve(stops, index, local, loops=loops)
        return Moment(before.pose, after.pose, local, numbers, f"{path} {index}")

    def _curve(self, stops: tuple[Stop, ...], index: int, local: float, *, loops: bool) -> Channels:
        """Return the posture on a smooth curve through the stops, so that nothing halts on it."""
        a, b = stops[index], stops[index + 1]
        p0 = self.stances[a.pose].numbers
        p1 = self.stances[b.pose].numbers
        room = max(1, b.at - a.at)
        m0 = self._pace(stops, index, room, loops=loops)
        m1 = self._pace(stops, index + 1, room, loops=loops)
        t, tt, ttt = local, local * local, local * local * local
        h0, h1 = 2 * ttt - 3 * tt + 1, -2 * ttt + 3 * tt
        g0, g1 = ttt - 2 * tt + t, ttt - tt
        return tuple(
            h0 * x + h1 * y + g0 * u + g1 * v for x, y, u, v in zip(p0, p1, m0, m1, strict=True)
        )

    def _pace(self, stops: tuple[Stop, ...], index: int, room: int, *, loops: bool) -> Channels:
        """Return how fast the numbers change at a stop, for a way of `room` percent."""
        count = len(stops)
        if index in {0, count - 1} and not loops:
            return (0.0,) * len(self.stances[stops[0].pose].numbers)
        if index in {0, count - 1}:
            behind, ahead = stops[-2], stops[1]
            time = (100 - behind.at) + ahead.at
        else:
            behind, ahead = stops[index - 1], stops[index + 1]
            time = ahead.at - behind.at
        p0, p1 = self.stances[behind.pose].numbers, self.stances[ahead.pose].numbers
        return tuple((y - x) * room / max(1, time) for x, y in zip(p0, p1, strict=True))


def _cycle(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """Return the stops of a round, beginning where the last one ends."""
    return (Stop(pose=stops[-1].pose, at=Percent(0)), *stops)


def _mixed(first: Stance, second: Stance, share: float) -> Channels:
    return tuple(x + (y - x) * share for x, y in zip(first.numbers, second.numbers, strict=True))
