"""Write figures into files: a picture, a drawing, or a moving picture, as the ending says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.shapes import Shape
from kneecoach.model.errors import KneecoachError, UsageError

STILL = (".png", ".svg")
MOVING = (".gif", ".webp")
ENDINGS = (*STILL, *MOVING)
PAPER = "#F6F8FA"

Cell = tuple[float, float, Sequence[Shape]]
"""A figure on a sheet: where its left upper corner is, and its shapes."""


def check_ending(path: Path) -> None:
    """Refuse a file whose name says no format that can be written.

    Raises:
        UsageError: It ends in none of `ENDINGS`.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"{path.name} does not say what to draw.", f"End its name in {', '.join(ENDINGS)}."
        )


def draw(
    size: tuple[int, int],
    cells: Sequence[Cell],
    paper: str | None = PAPER,
    *,
    cell: tuple[int, int] | None = None,
) -> QImage:
    """Return figures painted into a picture.

    Args:
        size: Width and height of the picture.
        cells: The figures, and where they are.
        paper: The colour behind them; None leaves what is around them clear.
        cell: How much room each of them has; None for the whole picture.
    """
    picture = QImage(QSize(*size), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor(paper) if paper else Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for x, y, shapes in cells:
        painter.setClipRect(QRectF(x, y, *(cell or size)))
        paint_shapes(painter, shapes, QPointF(x, y))
    painter.end()
    return picture


def write_still(
    path: Path,
    size: tuple[int, int],
    cells: Sequence[Cell],
    title: str,
    *,
    cell: tuple[int, int] | None = None,
) -> None:
    """Write figures as PNG or SVG.

    Raises:
        KneecoachError: The file cannot be written.
    """
    if not may_write(path):
        raise cannot_write(path)
    if path.suffix.lower() == ".svg":
        _write_svg(path, size, cells, title)
    elif not draw(size, cells, cell=cell).save(str(path)):
        raise cannot_write(path)


def _write_svg(path: Path, size: tuple[int, int], cells: Sequence[Cell], title: str) -> None:
    drawing = QSvgGenerator()
    drawing.setFileName(str(path))
    drawing.setSize(QSize(*size))
    drawing.setViewBox(QRectF(0, 0, *size))
    drawing.setTitle(title)
    painter = QPainter(drawing)
    for x, y, shapes in cells:
        paint_shapes(painter, shapes, QPointF(x, y))
    painter.end()


def write_moving(
    path: Path, frames: int, frame: Callable[[int], QImage], *, per_second: int
) -> None:
    """Write a moving picture as GIF or WebP that goes round for ever.

    Args:
        path: The file.
        frames: How many pictures there are.
        frame: Draws one of them.
        per_second: How many of them are seen in a second.

    Raises:
        KneecoachError: The file cannot be written.
    """
    from kneecoach.figure.moving import write_frames  # noqa: PLC0415 - a library of its own

    if not may_write(path):
        raise cannot_write(path)
    write_frames(path, (frame(number) for number in range(frames)), per_second=per_second)


def may_write(path: Path) -> bool:
    """Tell whether a file can be written, before Qt is asked, which complains in its own words."""
    try:
        with path.open("wb"):
            return True
    except OSError:
        return False


def cannot_write(path: Path) -> KneecoachError:
    """Return what to say when a picture cannot be written."""
    return KneecoachError(
        f"The picture {path} could not be written.",
        "Choose a folder that exists and that you may write to.",
    )
