"""Fit poses to a step of another height: the leg on the step bends until the other foot is down."""

from __future__ import annotations

from kneecoach.body.contact import ROUNDS, lowest
from kneecoach.body.joints import CHANNEL, SIDES, Channels
from kneecoach.body.movement import Movement
from kneecoach.body.room import Room
from kneecoach.body.skeleton import ANKLE_HEIGHT, Body, stand
from kneecoach.body.stance import Stance
from kneecoach.model.figure import Base

_TOUCHES_M = 0.03
"""A foot that is no farther above what is below it stands on it, or taps it."""

_LEAST, _MOST = 0.0, 1.9
"""How far the bend of a leg is changed: not at all bent, or nearly twice as far."""

_ROUNDS_OF_FOOT = {
    side: tuple(one for one in ROUNDS if one.part in {f"{side}_foot", f"{side}_toes"})
    for side in SIDES
}
_BENDS = {
    side: (
        CHANNEL["body.lean"],
        *(CHANNEL[f"{side}_{way}"] for way in ("hip.flex", "knee.flex", "ankle.flex")),
    )
    for side in SIDES
}


def stances_at_height(drawn: Movement, room: Room) -> dict[str, Stance]:
    """Return the stances of a movement, for a room in which its step or box is higher or lower.

    A pose with one foot on the step and the other on the floor is changed: the leg on the step
    bends more on a higher one and less on a lower one, so that both feet still touch.

    Args:
        drawn: The movement as its figure has it.
        room: The room with the height that is wanted.
    """
    return {
        name: _fitted(drawn, name, stance, room) for name, stance in drawn.course.stances.items()
    }


def _fitted(drawn: Movement, name: str, stance: Stance, room: Room) -> Stance:
    body = drawn.pose(name)
    high = next((side for side in SIDES if _stands_on(drawn.room, body, side) > 0), None)
    low = next((side for side in SIDES if _stands_on(drawn.room, body, side) == 0), None)
    if high is None or low is None:
        return stance
    risen = _highest(room) - _highest(drawn.room)
    wanted = _apart(drawn.base, stance.numbers, high, low) + risen
    return stance._replace(numbers=_bent_until(drawn.base, stance.numbers, high, low, wanted))


def _stands_on(room: Room, body: Body, side: str) -> float:
    """Return the height of what a foot touches, or less than 0 when it touches nothing."""
    ground = room.height_at(body.points[f"{side}_ankle"])
    return ground if lowest(body, _ROUNDS_OF_FOOT[side]) - ground < _TOUCHES_M else -1.0


def _highest(room: Room) -> float:
    return max(block.height_at(block.middle[0], block.middle[2]) or 0.0 for block in room.blocks)


def _apart(base: Base, numbers: Channels, high: str, low: str) -> float:
    """Return how far the sole of one foot is above the lowest of the other, in metres."""
    body = stand(base, numbers)
    above = body.points[f"{high}_ankle"][1] - ANKLE_HEIGHT
    return above - lowest(body, _ROUNDS_OF_FOOT[low])


def _bent_until(base: Base, numbers: Channels, high: str, low: str, wanted: float) -> Channels:
    """Return numbers with one leg bent so that its foot is so far above the other one."""
    least, most = _LEAST, _MOST
    for _ in range(14):
        share = (least + most) / 2
        if _apart(base, _bent(numbers, high, share), high, low) < wanted:
            least = share
        else:
            most = share
    return _bent(numbers, high, (least + most) / 2)


def _bent(numbers: Channels, side: str, share: float) -> Channels:
    changed = list(numbers)
    for index in _BENDS[side]:
        changed[index] *= share
    return tuple(changed)
