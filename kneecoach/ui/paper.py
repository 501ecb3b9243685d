"""Put a page of plain HTML on paper sizes, as a PDF file; without a printer and off the screen."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from kneecoach.saving import save_file
from kneecoach.ui.offscreen import drawing_application
from kneecoach.ui.theme.type import FAMILY, load_fonts

_POINTS = 9
_MARGIN_MM = 4.0
_STYLE = (
    "h1 { font-size: 16pt; } h2 { font-size: 11pt; margin-top: 12px; } "
    "th { color: #5B6B70; } p { margin: 2px 0; }"
)


class Paper(StrEnum):
    """Name a size of paper."""

    A4 = "a4"
    LETTER = "letter"


def page_size(paper: Paper) -> QPageSize:
    """Return the size as Qt has it."""
    names = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
    return QPageSize(names[paper])


def write_html_pdf(html: str, path: Path, *, title: str, paper: Paper = Paper.A4) -> None:
    """Write a page as PDF; its text stands in the order in which it is read.

    Raises:
        KneecoachError: The file cannot be written.
    """
    application = drawing_application()
    load_fonts()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(page_size(paper))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    document = QTextDocument()
    document.setDefaultFont(QFont(FAMILY, _POINTS))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(html)
    document.print_(writer)
    buffer.close()
    del application
    save_file(path, bytes(data.data()))
