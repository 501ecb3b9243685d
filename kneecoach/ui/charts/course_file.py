"""Write the picture of a course into a file, with or without a screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.ui.charts.course_chart import paint_course
from kneecoach.ui.charts.course_values import CourseValues
from kneecoach.ui.offscreen import drawing_application
from kneecoach.ui.theme.tokens import LIGHT
from kneecoach.ui.theme.type import load_fonts

SIZE = QSize(1120, 620)


def check_ending(path: Path) -> None:
    """Refuse a file whose name says no format that can be written.

    Raises:
        UsageError: It ends neither in .svg nor in .png.
    """
    if path.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(f"{path.name} does not say what to draw.", "End its name in .svg or .png.")


def write_course(path: Path, values: CourseValues) -> None:
    """Write the picture of a course as SVG or PNG, as the file's ending says.

    Raises:
        UsageError: It ends in neither.
        KneecoachError: The file cannot be written.
    """
    check_ending(path)
    application = drawing_application()
    load_fonts()
    is_written = (
        _write_svg(path, values) if path.suffix.lower() == ".svg" else _write_png(path, values)
    )
    del application
    if not is_written:
        raise KneecoachError(
            f"The picture {path} could not be written.",
            "Choose a folder that exists and that you may write to.",
        )


def _write_svg(path: Path, values: CourseValues) -> bool:

    if not _may_write(path):
        return False
    drawing = QSvgGenerator()
    drawing.setFileName(str(path))
    drawing.setSize(SIZE)
    drawing.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
    drawing.setTitle(values.title)
    return _paint(drawing, values)


def _write_png(path: Path, values: CourseValues) -> bool:
    picture = QImage(SIZE, QImage.Format.Format_RGB32)
    return _paint(picture, values) and _may_write(path) and picture.save(str(path))


def _paint(device: QImage | QSvgGenerator, values: CourseValues) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        paint_course(painter, QRectF(0, 0, SIZE.width(), SIZE.height()), values, LIGHT)
    finally:
        painter.end()
    return True


def _may_write(path: Path) -> bool:
    """Tell whether a file can be written, before Qt is asked, which complains in its own words."""
    try:
        with path.open("wb"):
            return True
    except OSError:
        return False
