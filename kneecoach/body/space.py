"""Calculate with points, directions and turned frames; metres, and degrees where people say them.

The figure faces +z, +y is up, +x is its own left. Plain tuples: a posture has some forty points,
and a numeric library would take longer to import than to save.
"""

from __future__ import annotations

import math

Vec = tuple[float, float, float]
Frame = tuple[Vec, Vec, Vec]
"""A rotation as three rows; its columns are the directions of left, up and front."""

ORIGIN: Vec = (0.0, 0.0, 0.0)
UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_TINY = 1e-9


def add(a: Vec, b: Vec) -> Vec:
    """Return the sum."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return the way from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """Return the vector, longer or shorter."""
    return (a[0] * by, a[1] * by, a[2] * by)


def mix(a: Vec, b: Vec, share: float) -> Vec:
    """Return the point at a share of the way from `a` to `b`."""
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Return the length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """Return the direction; of nothing, nothing."""
    long = length(a)
    return scale(a, 1 / long) if long > _TINY else ORIGIN


def apply(frame: Frame, a: Vec) -> Vec:
    """Return the vector as the frame turns it."""
    x, y, z = a
    (p, q, r), (s, t, u), (v, w, k) = frame
    return (p * x + q * y + r * z, s * x + t * y + u * z, v * x + w * y + k * z)


def turned(outer: Frame, inner: Frame) -> Frame:
    """Return the frame `inner` within the frame `outer`."""
    (a, b, c), (d, e, f), (g, h, i) = inner
    (p, q, r), (s, t, u), (v, w, k) = outer
    return (
        (p * a + q * d + r * g, p * b + q * e + r * h, p * c + q * f + r * i),
        (s * a + t * d + u * g, s * b + t * e + u * h, s * c + t * f + u * i),
        (v * a + w * d + k * g, v * b + w * e + k * h, v * c + w * f + k * i),
    )


def back(frame: Frame) -> Frame:
    """Return the opposite rotation."""
    (a, b, c), (d, e, f), (g, h, i) = frame
    return ((a, d, g), (b, e, h), (c, f, i))


def about_x(degrees: float) -> Frame:
    """Return a turn about the left-right axis; more degrees tip what is up to the front."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(degrees: float) -> Frame:
    """Return a turn about the upright axis; more degrees turn the front to the left."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(degrees: float) -> Frame:
    """Return a turn about the axis to the front; more degrees tip what is up to the right."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def frame_of(up: Vec, front: Vec) -> Frame:
    """Return the frame whose up is `up`, facing `front` as nearly as that allows."""
    y = unit(up)
    z = unit(sub(front, scale(y, dot(front, y))))
    x = cross(y, z)
    return ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))


def angle_between(a: Vec, b: Vec) -> float:
    """Return the angle between two directions, 0-180 degrees."""
    together = length(a) * length(b)
    if together < _TINY:
        return 0.0
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(a, b) / together))))


def mirrored(a: Vec) -> Vec:
    """Return the point seen in a mirror between left and right."""
    return (-a[0], a[1], a[2])


def mirrored_frame(frame: Frame) -> Frame:
    """Return the frame seen in a mirror between left and right."""
    (a, b, c), (d, e, f), (g, h, i) = frame
    return ((a, -b, -c), (-d, e, f), (-g, h, i))
