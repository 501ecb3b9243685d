"""Put handouts on paper as PDF: drawings that stay sharp, and text in the order it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.shapes import Shape
from kneecoach.reports.handout import FIGURE_SIZE, Handout, HandoutExercise, HandoutPhoto
from kneecoach.reports.sheet import DOTS_AN_INCH, INK, MM, MUTED, Sheet

_MARGIN_MM = 14.0
_GAP = 2.2 * MM
_FIGURE_MM = 37.0
_PHOTO_MM = 2 * _FIGURE_MM - 1
_PHOTO_HIGH_MM = 55.0
_ROW_MM = 6.5

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
    writer.setResolution(DOTS_AN_INCH)
    writer.setPageSize(size)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(handouts[0].title)
    painter = QPainter(writer)
    sheet = Sheet(writer, painter, family)
    for number, handout in enumerate(handouts):
        if number:
            sheet.turn_page()
        sheet.stand_on(handout)
        _write_handout(sheet, handout)
    sheet.write_foot()
    painter.end()
    buffer.close()
    return bytes(data.data())


def _write_handout(sheet: Sheet, handout: Handout) -> None:
    sheet.write(handout.title, sheet.font(20, bold=True))
    sheet.write(handout.frequency, sheet.font(11, bold=True), colour=_STRONG)
    if handout.why:
        sheet.write(handout.why, sheet.font(9.5))
    sheet.write(handout.made, sheet.font(8), colour=MUTED)
    sheet.y += _GAP
    _write_blanks(sheet, handout.blanks)
    _write_stop(sheet, handout)
    for exercise in handout.exercises:
        _write_exercise(sheet, exercise, handout)
    _write_ticks(sheet, handout)
    sheet.write(handout.review, sheet.font(8), colour=MUTED)


def _write_blanks(sheet: Sheet, blanks: tuple[str, ...]) -> None:
    """Write lines to fill in by hand beside each other, such as the name."""
    column = sheet.wide / max(1, len(blanks))
    font, row = sheet.font(10), _ROW_MM * MM
    painter = sheet.painter
    for number, word in enumerate(blanks):
        painter.setFont(font)
        painter.setPen(QColor(INK))
        x, below = number * column, sheet.y + row
        at = painter.fontMetrics().horizontalAdvance(word) + 2 * MM
        box = QRectF(x, sheet.y, column, row)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom), word)
        painter.setPen(QPen(QColor(_LINE), 0.2 * MM))
        painter.drawLine(round(x + at), round(below), round(x + column - 4 * MM), round(below))
    sheet.y += row + 2 * _GAP if blanks else 0.0


def _write_stop(sheet: Sheet, handout: Handout) -> None:
    top = sheet.y
    inner = 3 * MM
    sheet.y += inner
    wide = sheet.wide - 2 * inner
    sheet.write(handout.stop_title, sheet.font(10.5, bold=True), x=inner, wide=wide)
    for line in handout.stop:
        sheet.write(line, sheet.font(9), x=inner, wide=wide)
    sheet.y += inner
    sheet.painter.setPen(QPen(QColor(_ALARM), 0.5 * MM))
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(0, top, sheet.wide, sheet.y - top)
    sheet.painter.drawRoundedRect(box, 2 * MM, 2 * MM)
    sheet.y += _GAP


def _write_exercise(sheet: Sheet, exercise: HandoutExercise, handout: Handout) -> None:
    lines = _lines(sheet, exercise, handout)
    figure = _FIGURE_MM * MM
    x = 2 * figure + 3 * MM
    wide = sheet.wide - x
    high = sum(sheet.height_of(text, font, wide) for text, font, _ in lines)
    pictures = _pictures_high(sheet, exercise)
    sheet.make_room(max(high, pictures) + 2 * _GAP)
    top = sheet.y
    sheet.painter.setPen(QPen(QColor(_LINE), 0.2 * MM))
    sheet.painter.drawLine(0, round(top), round(sheet.wide), round(top))
    sheet.y += _GAP
    for text, font, colour in lines:
        sheet.write(text, font, x=x, wide=wide, colour=colour)
    _paint_pictures(sheet, exercise, handout, top + _GAP)
    sheet.y = max(sheet.y, top + _GAP + pictures) + _GAP


def _lines(
    sheet: Sheet, exercise: HandoutExercise, handout: Handout
) -> list[tuple[str, QFont, str]]:
    words, small = handout.words, sheet.font(9)
    lines = [
        (exercise.name, sheet.font(12, bold=True), INK),
        *((one, sheet.font(10, bold=True), _STRONG) for one in exercise.doses),
        *((one, sheet.font(9, bold=True), INK) for one in exercise.told),
    ]
    if exercise.note:
        lines.append((exercise.note, sheet.font(9, bold=True), INK))
    if exercise.equipment:
        lines.append((f"{words.equipment} {exercise.equipment}", small, INK))
    lines += [(f"{number}. {one}", small, INK) for number, one in enumerate(exercise.steps, 1)]
    if exercise.cues:
        lines.append((f"{words.cues} {' '.join(exercise.cues)}", small, INK))
    care = " ".join((*exercise.cautions, exercise.limit))
    lines.append((f"{words.cautions} {care}", small, INK))
    return lines


def _pictures_high(sheet: Sheet, exercise: HandoutExercise) -> float:
    """Return how high the pictures of an exercise stand: the drawn ones, and a photo below them."""
    photo = exercise.photo
    drawn = _FIGURE_MM * MM * FIGURE_SIZE[1] / FIGURE_SIZE[0] + 5 * MM
    if photo is None:
        return drawn
    words = sheet.height_of(photo.says, sheet.font(8), _PHOTO_MM * MM)
    return (0 if photo.is_alone else drawn) + _photo_size(photo)[1] + words + MM


def _photo_size(photo: HandoutPhoto) -> tuple[float, float]:
    """Return how wide and high a photo is put on paper, in its own shape."""
    scale = min(_PHOTO_MM * MM / photo.width, _PHOTO_HIGH_MM * MM / photo.height)
    return photo.width * scale, photo.height * scale


def _paint_pictures(sheet: Sheet, exercise: HandoutExercise, handout: Handout, top: float) -> None:
    photo = exercise.photo
    if photo is None or not photo.is_alone:
        _paint_figures(sheet, exercise, handout, top)
    if photo is None:
        return
    wide, high = _photo_size(photo)
    column = _PHOTO_MM * MM
    font = sheet.font(8)
    words = sheet.height_of(photo.says, font, column)
    y = top + _pictures_high(sheet, exercise) - words - MM - high
    image = QImage.fromData(photo.jpeg)
    sheet.painter.drawImage(QRectF((column - wide) / 2, y, wide, high), image)
    sheet.painter.setFont(font)
    sheet.painter.setPen(QColor(MUTED))
    below = QRectF(0, y + high + MM, column, words + 1)
    flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)
    sheet.painter.drawText(below, flags, photo.says)


def _paint_figures(sheet: Sheet, exercise: HandoutExercise, handout: Handout, top: float) -> None:
    pictures = (
        (exercise.movement.begin, handout.words.begin),
        (exercise.movement.end, handout.words.end),
    )
    for number, (shapes, word) in enumerate(pictures):
        _paint_figure(sheet, shapes, word, number * (_FIGURE_MM + 1) * MM, top)


def _paint_figure(sheet: Sheet, shapes: Sequence[Shape], word: str, x: float, top: float) -> None:
    scale = _FIGURE_MM * MM / FIGURE_SIZE[0]
    painter = sheet.painter
    painter.save()
    painter.translate(x, top)
    painter.scale(scale, scale)
    paint_shapes(painter, shapes)
    painter.restore()
    painter.setFont(sheet.font(8))
    painter.setPen(QColor(MUTED))
    below = QRectF(x, top + FIGURE_SIZE[1] * scale, _FIGURE_MM * MM, 5 * MM)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), word)


def _write_ticks(sheet: Sheet, handout: Handout) -> None:
    """Write the table to tick: for each week a row of boxes and a row for the pain."""
    row = _ROW_MM * MM
    sheet.make_room((2 * len(handout.weeks) + 1) * row + 16 * MM)
    sheet.write(handout.words.ticks, sheet.font(12, bold=True))
    sheet.write(handout.words.scale, sheet.font(9))
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
    sheet: Sheet,
    name: str,
    cells: Sequence[str],
    columns: tuple[float, float],
    font: QFont,
    *,
    boxes: bool = False,
) -> None:
    """Write one row: its name in the first column, and a cell for each day."""
    painter, row = sheet.painter, _ROW_MM * MM
    first, column = columns
    painter.setFont(font)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setPen(QColor(INK))
    inner = QRectF(1.5 * MM, sheet.y, first - 2 * MM, row)
    painter.drawText(inner, middle, name)
    for number, cell in enumerate(cells):
        box = QRectF(first + number * column, sheet.y, column, row)
        painter.setPen(QColor(INK))
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignHCenter), cell)
        painter.setPen(QPen(QColor(_LINE), 0.2 * MM))
        painter.drawRect(box)
        if boxes:
            size = 3.2 * MM
            painter.setPen(QPen(QColor(MUTED), 0.3 * MM))
            painter.drawRect(
                QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
            )
    painter.setPen(QPen(QColor(_LINE), 0.2 * MM))
    painter.drawRect(QRectF(0, sheet.y, first, row))
    sheet.y += row
