"""Put a plain text on paper or into a PDF file; nothing here is imported before it is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.ui.theme.type import FAMILY

translate = QCoreApplication.translate

_POINTS = 11


def ask_and_print(text: str, parent: QWidget) -> bool:
    """Ask for a printer and print a text on it; return whether it was printed.

    The system's dialog offers a PDF file where there is no printer.
    """
    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    _document(text).print_(printer)
    return True


def write_pdf(text: str, path: Path) -> None:
    """Write a text as a PDF file of A4 pages; no printer is needed.

    Raises:
        KneecoachError: The file cannot be written.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(text.partition("\n")[0])
    _document(text).print_(writer)
    buffer.close()
    try:
        path.write_bytes(data.data())
    except OSError as error:
        raise KneecoachError(
            translate("Printing", "The PDF file could not be written: {why}.").format(
                why=error.strerror or str(error)
            ),
            translate("Printing", "Choose another folder, or copy the text instead."),
        ) from error


def _document(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(QFont(FAMILY, _POINTS))
    document.setPlainText(text)
    return document
