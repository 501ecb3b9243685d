"""Draw the tick and the cross that tell the right way from the wrong one."""

from __future__ import annotations

import math

from kneecoach.figure.looks import Surroundings
from kneecoach.figure.shapes import Fill, Line, Point, Shape

_ROUND = tuple((math.cos(math.tau * i / 32), math.sin(math.tau * i / 32)) for i in range(32))


def mark_shapes(
    at: Point, radius: float, colours: Surroundings, *, is_right: bool
) -> tuple[Shape, ...]:
    """Return a round mark: a tick for the right way, a cross for the wrong one."""
    x, y = at
    colour = colours.good if is_right else colours.bad
    disc = Fill(([(x + radius * c, y + radius * s) for c, s in _ROUND],), colour)
    off = radius * 0.4
    if is_right:
        tick = ((x - off * 1.1, y), (x - off * 0.2, y + off * 0.9), (x + off * 1.2, y - off * 0.9))
        return (disc, Line(tick, "#FFFFFF", radius * 0.26))
    one = ((x - off, y - off), (x + off, y + off))
    other = ((x - off, y + off), (x + off, y - off))
    return (disc, Line(one, "#FFFFFF", radius * 0.26), Line(other, "#FFFFFF", radius * 0.26))
