"""Say which way a pointer or an arrow key leads something in the room, as the eye has it."""

from __future__ import annotations

from kneecoach.body.space import Vec, apply, back
from kneecoach.figure.camera import Camera

_RIGHT, _UP, _NEAR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
_EDGE = 0.3
"""How squarely a plane must be seen for a pointer to lead something in it."""


def plane_of(camera: Camera, *, is_slanted: bool) -> tuple[Vec, Vec, Vec]:
    """Return the ways in which a handle is led: to the right, up, and out of that plane.

    In a slanting view the plane is that in which knees bend; it must not be seen from its edge.
    """
    eye = back(camera.frame)
    across, up, out = apply(eye, _RIGHT), apply(eye, _UP), apply(eye, _NEAR)
    if not is_slanted or abs(out[0]) < _EDGE:
        return across, up, out
    ahead = 1.0 if across[2] > 0 else -1.0
    return (0.0, 0.0, ahead), _UP, (1.0 if out[0] > 0 else -1.0, 0.0, 0.0)
