"""Write shapes as SVG that stands inside a page: short, and without anything but drawing."""

from __future__ import annotations

from collections.abc import Sequence

from kneecoach.figure.shapes import Fill, Point, Shape
from kneecoach.reports.handout import FIGURE_SIZE, Frame, Movement

_FINENESS = 2
"""Steps in one unit of the sheet; whole numbers are short."""

_TINY = 1e-6


def still_svg(shapes: Sequence[Shape], title: str) -> str:
    """Return a picture."""
    return f"{_head(title)}{group(shapes)}</svg>"


def moving_svg(movement: Movement, title: str) -> str:
    """Return a movement that goes round and round without any script."""
    frames = "".join(_frame(one, movement.lasts) for one in movement.frames)
    return f"{_head(title)}{frames}</svg>"


def group(shapes: Sequence[Shape]) -> str:
    """Return shapes as paths, in their order."""
    return "".join(_path(one) for one in shapes)


def _head(title: str) -> str:
    wide, high = (round(one * _FINENESS) for one in FIGURE_SIZE)
    # The title comes from our own caller, who has escaped it.
    return f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="{title}">'


def _frame(frame: Frame, lasts: float) -> str:
    if lasts <= 0 or not frame.times or frame.times == ((0.0, lasts),):
        return f"<g>{group(frame.shapes)}</g>"
    moments = [0.0]
    values = ["none"]
    for since, until in frame.times:
        moments += [since / lasts, until / lasts]
        values += ["inline", "none"]
    times = ";".join(f"{min(1.0, one):.4f}" for one in moments)
    first = "inline" if frame.times[0][0] <= _TINY else "none"
    return (
        f'<g display="{first}">{group(frame.shapes)}'
        f'<animate attributeName="display" values="{";".join(values)}" keyTimes="{times}" '
        f'dur="{lasts:g}s" calcMode="discrete" repeatCount="indefinite"/></g>'
    )


def _path(shape: Shape) -> str:
    if isinstance(shape, Fill):
        data = "".join(_data(outline, is_closed=True) for outline in shape.outlines)
        faint = "" if shape.opacity >= 1 else f' fill-opacity="{shape.opacity:.2g}"'
        return f'<path d="{data}" fill="{shape.colour}"{faint}/>'
    width = max(1.0, shape.width * _FINENESS)
    dashes = ""
    if shape.is_dashed:
        dashes = f' stroke-dasharray="{2.2 * width:.1f} {2.4 * width:.1f}"'
    return (
        f'<path d="{_data(shape.points, is_closed=shape.is_closed)}" fill="none" '
        f'stroke="{shape.colour}" stroke-width="{width:.1f}" stroke-linecap="round" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def _data(points: Sequence[Point], *, is_closed: bool) -> str:
    """Return a path of whole steps from point to point."""
    grid = [(round(x * _FINENESS), round(y * _FINENESS)) for x, y in points]
    if not grid:
        return ""
    (x, y), *rest = grid
    parts = [f"M{x} {y}l"]
    for nx, ny in rest:
        if (nx, ny) != (x, y):
            parts.append(f"{nx - x} {ny - y} " if ny >= y else f"{nx - x}{ny - y} ")
            x, y = nx, ny
    if len(parts) == 1:
        parts.append("0 0 ")
    return "".join(parts).rstrip() + ("z" if is_closed else "")
