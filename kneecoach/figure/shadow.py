"""Draw the soft shadow that shows where the body touches the floor."""

from __future__ import annotations

from collections.abc import Iterable

from kneecoach.figure.camera import Camera
from kneecoach.figure.flesh import Ball
from kneecoach.figure.looks import Surroundings
from kneecoach.figure.shapes import Disc, Fill, Point, Shape, along_discs, one_way_round

_FADES_BY = 0.34
"""Metres above the floor from which flesh leaves no shadow."""

_LAYERS = ((1.22, 0.1), (0.92, 0.16))


def shadow_shapes(
    camera: Camera, rows: Iterable[tuple[Ball, ...]], colours: Surroundings
) -> list[Shape]:
    """Return the shadow of rows of balls, softer at its edge and paler the higher they are."""
    flat = camera.floor_share()
    low = [[ball for ball in row if ball[0][1] - ball[1] < _FADES_BY] for row in rows]
    shapes: list[Shape] = []
    for grown, opacity in _LAYERS:
        outlines = tuple(_on_floor(camera, row, grown, flat) for row in low if row)
        if outlines:
            shapes.append(Fill(outlines, colours.shadow, opacity))
    return shapes


def _on_floor(camera: Camera, row: list[Ball], grown: float, flat: float) -> tuple[Point, ...]:
    """Return the outline of a row's shadow, worked out on a sheet that is not yet laid flat."""
    discs: list[Disc] = []
    for (x, y, z), radius in row:
        height = max(0.0, y - radius)
        share = max(0.1, 1 - height / _FADES_BY)
        seen = camera.see((x, 0.0, z))
        discs.append((seen.x, seen.y / flat, radius * seen.size * grown * share))
    return tuple((x, y * flat) for x, y in one_way_round(along_discs(discs)))
