"""Say which way a pointer or an arrow key leads something in the room, as the eye has it."""

from __future__ import annotations

from kneecoach.body.space import Vec, apply, back
from kneecoach.figure.camera import Camera

_RIGHT, _UP, _NEAR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
_SIDEWAYS = 0.5
"""How far to the side the eye is from where the plane in which knees bend is seen squarely."""

_ABOVE = 0.75
"""How far above the eye is from where heights are not seen any more."""


def plane_of(camera: Camera) -> tuple[Vec, Vec, Vec]:
    """Return the ways in which a handle is led: to the right, up, and out of that plane.

    They are straight in the room, forwards or sideways and up, so that what is led keeps its place
    in the third way: an eye that looks down a little would else draw hips aside that are to sink.
    """
    eye = back(camera.frame)
    across, up, out = apply(eye, _RIGHT), apply(eye, _UP), apply(eye, _NEAR)
    if abs(out[1]) > _ABOVE:
        return across, up, out
    if abs(across[2]) >= _SIDEWAYS:
        return (0.0, 0.0, _sign(across[2])), _UP, (_sign(out[0]), 0.0, 0.0)
    return (_sign(across[0]), 0.0, 0.0), _UP, (0.0, 0.0, _sign(out[2]))


def _sign(number: float) -> float:
    return 1.0 if number > 0 else -1.0
