"""Work out the whole body at any moment of an exercise: a pure function of phase and time."""

from __future__ import annotations

from typing import NamedTuple

from kneecoach.body.contact import (
    RESTING_ROUNDS,
    SEAT_ROUNDS,
    Round,
    lowest,
    rise_onto,
    rounds_without,
)
from kneecoach.body.course import Course, Moment
from kneecoach.body.goals import ankle_over, flat_foot, foot_place, hand_place
from kneecoach.body.joints import CHANNEL, SIDES, Channels
from kneecoach.body.plants import Plant, plants_of
from kneecoach.body.reach import lead_arm, lead_leg
from kneecoach.body.room import Room
from kneecoach.body.skeleton import Body, stand
from kneecoach.body.space import Frame, Vec, add, apply, frame_of, length, mix, scale, sub
from kneecoach.body.stance import Stance
from kneecoach.body.toes import bend_toes
from kneecoach.model.figure import Base, Goal, Planted

_SHIFT = tuple(CHANNEL[f"shift.{way}"] for way in ("side", "up", "forward"))
_LIFT = CHANNEL["lift"]
_SITTING = frozenset({Base.SITTING})


class _Target(NamedTuple):
    """Where a planted part stays, and how a flat foot or a hand is turned there."""

    at: Vec
    frame: Frame | None


class Movement:
    """One exercise, done right or wrong, with the left side working.

    Args:
        base: How the body lies in the room.
        course: What comes after what.
        planted: What stays where the first pose has it.
        anchor: The planted part that never gives way; None for the feet.
        room: What is in the room.
    """

    def __init__(
        self,
        *,
        base: Base,
        course: Course,
        planted: tuple[Planted, ...],
        anchor: Planted | None,
        room: Room,
    ) -> None:
        """Let the first pose find its place; all others follow from it."""
        self.base = base
        self.course = course
        self.room = room
        plants = plants_of(planted)
        self._anchors = _anchors(plants, anchor)
        self._plants = tuple(dict.fromkeys((*plants, *self._anchors)))
        self._targets: dict[Plant, _Target] = {}
        self._poses: dict[str, Body] = {}
        self._stood = {name: stand(base, one.numbers) for name, one in course.stances.items()}
        # A body that hangs at its planted feet rises with them; only its first pose finds a place.
        found = (course.first,) if self._anchors else tuple(course.stances)
        self._rises = {name: self._rise(name) for name in found}
        self._targets = self._find_targets(self._settled(course.first))

    def at(self, moment: Moment) -> Body:
        """Return the body at a moment of the course."""
        return self._settle(stand(self.base, moment.numbers), moment)

    def pose(self, name: str) -> Body:
        """Return the body in one of the poses; it is worked out once."""
        kept = self._poses.get(name)
        if kept is None:
            kept = self._poses[name] = self._settled(name)
        return kept

    def wandered(self, body: Body) -> list[tuple[str, float]]:
        """Return how far each planted point of a body is from its place, in metres."""
        return [
            (plant.point, length(sub(body.points[plant.point], target.at)))
            for plant, target in self._targets.items()
        ]

    def _settled(self, name: str) -> Body:
        return self._settle(self._stood[name], self.course.standing(name))

    def _settle(self, stood: Body, moment: Moment) -> Body:
        """Put a body where it belongs, then lead its planted and reaching limbs."""
        numbers = moment.numbers
        before, after = (self.course.stances[name] for name in (moment.before, moment.after))
        shift: Vec = (numbers[_SHIFT[0]], numbers[_SHIFT[1]], numbers[_SHIFT[2]])
        if self._targets and self._anchors:
            body = stood.moved(add(self._to_anchor(stood), shift))
        else:
            led = frozenset(name for name, _ in (*before.reaches, *after.reaches))
            first, second = self._rises[moment.before], self._rises[moment.after]
            rise = first * (1 - moment.share) + second * moment.share
            up = rise + numbers[_LIFT] - lowest(stood, self._rounds(led))
            body = stood.moved(add(shift, (0.0, up, 0.0)))
        self._lead_planted(body)
        self._lead_reaching(body, before, after, moment.share)
        for side in SIDES:
            bend_toes(body, side, self.room)
        return body

    def _rise(self, name: str) -> float:
        """Return how far above its own lowest bit the support of a pose is."""
        stance = self.course.stances[name]
        rounds = self._rounds(frozenset(end for end, _ in stance.reaches))
        body = self._stood[name].moved(_level_shift(stance.numbers))
        if self.base in _SITTING:
            return self.room.seat_height(body.points["pelvis"])
        return rise_onto(body, self.room, rounds) + lowest(body, rounds)

    def _rounds(self, led: frozenset[str]) -> tuple[Round, ...]:
        if self.base in _SITTING:
            return SEAT_ROUNDS
        ends = led | frozenset(plant.end for plant in self._plants if plant.end.endswith("hand"))
        feet = frozenset(end for end in ends if end.endswith("foot"))
        if len(feet) == len(SIDES) and self.base is Base.STANDING:
            ends -= feet
        return rounds_without(ends) if ends else RESTING_ROUNDS

    def _find_targets(self, body: Body) -> dict[Plant, _Target]:
        found: dict[Plant, _Target] = {}
        led = {end for end, _ in self.course.stances[self.course.first].reaches}
        for plant in self._plants:
            point = body.points[plant.point]
            if plant.kind == "foot":
                found[plant] = _Target(*flat_foot(body, plant.side, self.room))
            elif plant.kind in {"toes", "heel"}:
                off = 0.023 if plant.kind == "toes" else 0.03
                sunk = 0.0 if plant.end in led else 0.5 * off
                high = max(self.room.height_at(point) + off, point[1] - sunk)
                found[plant] = _Target((point[0], high, point[2]), None)
            elif plant.kind == "hand":
                found[plant] = _Target(point, body.frames[f"{plant.side}_hand"])
            else:
                found[plant] = _Target(point, None)
        return found

    def _to_anchor(self, body: Body) -> Vec:
        """Return the way that brings the anchored points back to their places."""
        ways = [sub(self._targets[one].at, body.points[one.point]) for one in self._anchors]
        total = (0.0, 0.0, 0.0)
        for way in ways:
            total = add(total, way)
        return scale(total, 1 / len(ways))

    def _lead_planted(self, body: Body) -> None:
        for plant, target in self._targets.items():
            if plant.kind == "foot":
                lead_leg(body, plant.side, target.at, target.frame)
            elif plant.kind in {"toes", "heel"}:
                frame = body.frames[f"{plant.side}_foot"]
                ankle = ankle_over(target.at, frame, by_heel=plant.kind == "heel")
                lead_leg(body, plant.side, ankle, frame)
            elif plant.kind == "hand":
                lead_arm(body, plant.side, target.at, target.frame)

    def _lead_reaching(self, body: Body, before: Stance, after: Stance, share: float) -> None:
        """Lead feet first: hands may lie on them."""
        first, second = dict(before.reaches), dict(after.reaches)
        planted = {plant.end for plant in self._plants if self._targets}
        for end in sorted({*first, *second}):
            if end not in planted:
                self._lead(body, end, (first.get(end), second.get(end)), share)

    def _lead(
        self, body: Body, end: str, goals: tuple[Goal | Vec | None, Goal | Vec | None], share: float
    ) -> None:
        side, _, limb = end.partition("_")
        joint = "ankle" if limb == "foot" else "wrist"
        find = foot_place if limb == "foot" else hand_place
        free = (body.points[f"{side}_{joint}"], body.frames[end])
        first, second = (
            free if goal is None else find(body, side, goal, self.room) for goal in goals
        )
        at, frame = mix(first[0], second[0], share), _mixed(first[1], second[1], share)
        (lead_leg if limb == "foot" else lead_arm)(body, side, at, frame)


def _level_shift(numbers: Channels) -> Vec:
    """Return the shift to the side and forwards that a posture's numbers hold."""
    return (numbers[_SHIFT[0]], 0.0, numbers[_SHIFT[2]])


def _anchors(plants: tuple[Plant, ...], anchor: Planted | None) -> tuple[Plant, ...]:
    if anchor is not None:
        return plants_of((anchor,))
    return tuple(one for one in plants if one.kind in {"foot", "toes", "heel"})


def _mixed(first: Frame, second: Frame, share: float) -> Frame:
    """Return a frame between two."""
    if first == second:
        return second
    up = mix(apply(first, (0.0, 1.0, 0.0)), apply(second, (0.0, 1.0, 0.0)), share)
    front = mix(apply(first, (0.0, 0.0, 1.0)), apply(second, (0.0, 0.0, 1.0)), share)
    return frame_of(up, front)
