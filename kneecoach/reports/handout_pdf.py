"""Put handouts on paper as PDF: drawings that stay sharp, and text in the order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.shapes import Shape
from kneecoach.reports.handout import FIGURE_SIZE, Handout, HandoutExercise, HandoutPhoto

_DOTS_AN_INCH = 300
_MM = _DOTS_AN_INCH / 25.4
_MARGIN_MM = 14.0
_GAP = 2.2 * _MM
_FIGURE_MM = 37.0
_PHOTO_MM = 2 * _FIGURE_MM - 1
_PHOTO_HIGH_MM = 55.0
_ROW_MM = 6.5

_INK = "#1C2B30"
_MUTED = "#5B6B70"
_STRONG = "#0F6E66"
_ALARM = "#C2553D"
_LINE = "#B5B2A9"


def write_pdf(handouts: Sequence[Handout], size: QPageSize, family: str) -> bytes:
    """Return the handouts as a PDF file, each from a new page on.

    Args:
        handouts: At least one.
        size: Of the paper.
        family: The type family, which is loaded already.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_AN_INCH)
    writer.setPageSize(size)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(handouts[0].title)
    painter = QPainter(writer)
    sheet = _Sheet(writer, painter, family)
    for number, handout in enumerate(handouts):
        if number:
            sheet.turn_page()
        _write_handout(sheet, handout)
    painter.end()
    buffer.close()
    return bytes(data.data())


class _Sheet:
    """A page that is written from top to bottom; `y` is how far it is full."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, family: str) -> None:
        self._writer = writer
        self.painter = painter
        self._family = family
        self.wide = float(writer.width())
        self.high = float(writer.height())
        self.y = 0.0

    def turn_page(self) -> None:
        """Go on at the top of a new page."""
        self._writer.newPage()
        self.y = 0.0

    def make_room(self, high: float) -> None:
        """Go on at a new page when there is not so much room left on this one."""
        if self.y and self.y + high > self.high:
            self.turn_page()

    def font(self, points: float, *, bold: bool = False) -> QFont:
        """Return the font of a size."""
        font = QFont(self._family)
        font.setPixelSize(max(1, round(points / 72 * _DOTS_AN_INCH)))
        font.setBold(bold)
        # Another form of "×" beside figures would be seen, and be missing in the text of the file.
        font.setFeature(QFont.Tag("calt"), 0)
        return font

    def height_of(self, text: str, font: QFont, wide: float) -> float:
        """Return how high a text stands in a column."""
        self.painter.setFont(font)
        box = QRectF(0, 0, wide, 100_000)
        return self.painter.boundingRect(box, _FLAGS, text).height()

    def write(
        self, text: str, font: QFont, *, x: float = 0.0, wide: float = 0.0, colour: str = _INK
    ) -> None:
        """Write a text below what is there; a page that is full is turned."""
        wide = wide or self.wide - x
        high = self.height_of(text, font, wide)
        self.make_room(high)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QRectF(x, self.y, wide, high + 1), _FLAGS, text)
        self.y += high


_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def _write_handout(sheet: _Sheet, handout: Handout) -> None:
    sheet.write(handout.title, sheet.font(20, bold=True))
    sheet.write(handout.frequency, sheet.font(11, bold=True), colour=_STRONG)
    sheet.write(handout.why, sheet.font(9.5))
    sheet.write(handout.made, sheet.font(8), colour=_MUTED)
    sheet.y += _GAP
    _write_stop(sheet, handout)
    for exercise in handout.exercises:
        _write_exercise(sheet, exercise, handout)
    _write_ticks(sheet, handout)
    sheet.write(handout.review, sheet.font(8), colour=_MUTED)


def _write_stop(sheet: _Sheet, handout: Handout) -> None:
    top = sheet.y
    inner = 3 * _MM
    sheet.y += inner
    wide = sheet.wide - 2 * inner
    sheet.write(handout.stop_title, sheet.font(10.5, bold=True), x=inner, wide=wide)
    for line in handout.stop:
        sheet.write(line, sheet.font(9), x=inner, wide=wide)
    sheet.y += inner
    sheet.painter.setPen(QPen(QColor(_ALARM), 0.5 * _MM))
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(0, top, sheet.wide, sheet.y - top)
    sheet.painter.drawRoundedRect(box, 2 * _MM, 2 * _MM)
    sheet.y += _GAP


def _write_exercise(sheet: _Sheet, exercise: HandoutExercise, handout: Handout) -> None:
    lines = _lines(sheet, exercise, handout)
    figure = _FIGURE_MM * _MM
    x = 2 * figure + 3 * _MM
    wide = sheet.wide - x
    high = sum(sheet.height_of(text, font, wide) for text, font, _ in lines)
    pictures = _pictures_high(sheet, exercise)
    sheet.make_room(max(high, pictures) + 2 * _GAP)
    top = sheet.y
    sheet.painter.setPen(QPen(QColor(_LINE), 0.2 * _MM))
    sheet.painter.drawLine(0, round(top), round(sheet.wide), round(top))
    sheet.y += _GAP
    for text, font, colour in lines:
        sheet.write(text, font, x=x, wide=wide, colour=colour)
    _paint_pictures(sheet, exercise, handout, top + _GAP)
    sheet.y = max(sheet.y, top + _GAP + pictures) + _GAP


def _lines(
    sheet: _Sheet, exercise: HandoutExercise, handout: Handout
) -> list[tuple[str, QFont, str]]:
    words, small = handout.words, sheet.font(9)
    lines = [
        (exercise.name, sheet.font(12, bold=True), _INK),
        (exercise.dose, sheet.font(10, bold=True), _STRONG),
    ]
    if exercise.note:
        lines.append((exercise.note, sheet.font(9, bold=True), _INK))
    if exercise.equipment:
        lines.append((f"{words.equipment} {exercise.equipment}", small, _INK))
    lines += [(f"{number}. {one}", small, _INK) for number, one in enumerate(exercise.steps, 1)]
    if exercise.cues:
        lines.append((f"{words.cues} {' '.join(exercise.cues)}", small, _INK))
    care = " ".join((*exercise.cautions, exercise.limit))
    lines.append((f"{words.cautions} {care}", small, _INK))
    return lines


def _pictures_high(sheet: _Sheet, exercise: HandoutExercise) -> float:
    """Return how high the pictures of an exercise stand: the drawn ones, and a photo below them."""
    photo = exercise.photo
    drawn = _FIGURE_MM * _MM * FIGURE_SIZE[1] / FIGURE_SIZE[0] + 5 * _MM
    if photo is None:
        return drawn
    words = sheet.height_of(photo.says, sheet.font(8), _PHOTO_MM * _MM)
    return (0 if photo.is_alone else drawn) + _photo_size(photo)[1] + words + _MM


def _photo_size(photo: HandoutPhoto) -> tuple[float, float]:
    """Return how wide and high a photo is put on paper, in its own shape."""
    scale = min(_PHOTO_MM * _MM / photo.width, _PHOTO_HIGH_MM * _MM / photo.height)
    return photo.width * scale, photo.height * scale


def _paint_pictures(sheet: _Sheet, exercise: HandoutExercise, handout: Handout, top: float) -> None:
    photo = exercise.photo
    if photo is None or not photo.is_alone:
        _paint_figures(sheet, exercise, handout, top)
    if photo is None:
        return
    wide, high = _photo_size(photo)
    column = _PHOTO_MM * _MM
    font = sheet.font(8)
    words = sheet.height_of(photo.says, font, column)
    y = top + _pictures_high(sheet, exercise) - words - _MM - high
    image = QImage.fromData(photo.jpeg)
    sheet.painter.drawImage(QRectF((column - wide) / 2, y, wide, high), image)
    sheet.painter.setFont(font)
    sheet.painter.setPen(QColor(_MUTED))
    below = QRectF(0, y + high + _MM, column, words + 1)
    flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)
    sheet.painter.drawText(below, flags, photo.says)


def _paint_figures(sheet: _Sheet, exercise: HandoutExercise, handout: Handout, top: float) -> None:
    pictures = (
        (exercise.movement.begin, handout.words.begin),
        (exercise.movement.end, handout.words.end),
    )
    for number, (shapes, word) in enumerate(pictures):
        _paint_figure(sheet, shapes, word, number * (_FIGURE_MM + 1) * _MM, top)


def _paint_figure(sheet: _Sheet, shapes: Sequence[Shape], word: str, x: float, top: float) -> None:
    scale = _FIGURE_MM * _MM / FIGURE_SIZE[0]
    painter = sheet.painter
    painter.save()
    painter.translate(x, top)
    painter.scale(scale, scale)
    paint_shapes(painter, shapes)
    painter.restore()
    painter.setFont(sheet.font(8))
    painter.setPen(QColor(_MUTED))
    below = QRectF(x, top + FIGURE_SIZE[1] * scale, _FIGURE_MM * _MM, 5 * _MM)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), word)


def _write_ticks(sheet: _Sheet, handout: Handout) -> None:
    """Write the table to tick: for each week a row of boxes and a row for the pain."""
    row = _ROW_MM * _MM
    sheet.make_room((2 * len(handout.weeks) + 1) * row + 12 * _MM)
    sheet.write(handout.words.ticks, sheet.font(12, bold=True))
    sheet.y += _GAP
    first = sheet.wide * 0.24
    column = (sheet.wide - first) / len(handout.days)
    small = sheet.font(8.5)
    columns = (first, column)
    _write_row(sheet, "", handout.days, columns, small)
    for week in handout.weeks:
        name = f"{week}, {handout.words.done}"
        _write_row(sheet, name, ("",) * len(handout.days), columns, small, boxes=True)
        _write_row(sheet, handout.words.pain, ("",) * len(handout.days), columns, small)
    sheet.y += _GAP


def _write_row(
    sheet: _Sheet,
    name: str,
    cells: Sequence[str],
    columns: tuple[float, float],
    font: QFont,
    *,
    boxes: bool = False,
) -> None:
    """Write one row: its name in the first column, and a cell for each day."""
    painter, row = sheet.painter, _ROW_MM * _MM
    first, column = columns
    painter.setFont(font)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setPen(QColor(_INK))
    inner = QRectF(1.5 * _MM, sheet.y, first - 2 * _MM, row)
    painter.drawText(inner, middle, name)
    for number, cell in enumerate(cells):
        box = QRectF(first + number * column, sheet.y, column, row)
        painter.setPen(QColor(_INK))
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignHCenter), cell)
        painter.setPen(QPen(QColor(_LINE), 0.2 * _MM))
        painter.drawRect(box)
        if boxes:
            size = 3.2 * _MM
            painter.setPen(QPen(QColor(_MUTED), 0.3 * _MM))
            painter.drawRect(
                QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
            )
    painter.setPen(QPen(QColor(_LINE), 0.2 * _MM))
    painter.drawRect(QRectF(0, sheet.y, first, row))
    sheet.y += row
