"""Draw the soft shadow that shows where the body touches the floor."""

from __future__ import annotations

from collections.abc import Iterable

from kneecoach.figure.camera import Camera
from kneecoach.figure.flesh import Ball
from kneecoach.figure.looks import Surroundings
from kneecoach.figure.shapes import Fill, Shape, Spoke, one_way_round, reached, spokes_along

_FADES_BY = 0.34
"""Metres above the floor from which flesh leaves no shadow."""

_LAYERS = ((1.22, 0.1, 0.05), (0.92, 0.16, 0.0))
_FAR_LAYERS = ((1.05, 0.2, 0.0),)
"""How much it grows, its opacity, and the radius in metres from which flesh has it: the paler edge
of a thin arm would not be seen."""


def shadow_shapes(
    camera: Camera, rows: Iterable[tuple[Ball, ...]], colours: Surroundings
) -> list[Shape]:
    """Return the shadow of rows of balls, softer at its edge and paler the higher they are."""
    flat = camera.floor_share()
    near = ([ball for ball in row if ball[0][1] - ball[1] < _FADES_BY] for row in rows)
    spokes = [(max([ball[1] for ball in row]), _on_floor(camera, row, flat)) for row in near if row]
    shapes: list[Shape] = []
    for grown, opacity, least in _FAR_LAYERS if camera.is_far else _LAYERS:
        outlines = tuple(
            [(x, y * flat) for x, y in one_way_round(reached(one, grown))]
            for radius, one in spokes
            if radius > least
        )
        if outlines:
            shapes.append(Fill(outlines, colours.shadow, opacity))
    return shapes


def _on_floor(camera: Camera, row: list[Ball], flat: float) -> list[Spoke]:
    """Return the outline of a row's shadow, worked out on a sheet that is not yet laid flat."""
    spots = camera.spots([((x, 0.0, z), radius) for (x, _, z), radius in row])
    paler = [max(0.1, 1 - max(0.0, y - radius) / _FADES_BY) for (_, y, _), radius in row]
    return spokes_along(
        [
            (x, y / flat, radius * share)
            for (x, y, radius, _), share in zip(spots, paler, strict=True)
        ]
    )
