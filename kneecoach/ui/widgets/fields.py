"""Take text, numbers and choices; the standard controls, dressed in the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSlider, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX, TARGET_PX, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.text import RETHEME

LONGEST_NOTE = 2000
"""Most characters a note keeps."""

_DRESSED = "dressed"


class NoteField(QPlainTextEdit):
    """Take a note of a few lines; the Tab key goes on to the next control.

    Args:
        name: Object name.
        label: What it is for, for screen readers and as its placeholder.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.setTabChangesFocus(True)
        dress_field(self, lines=3)

    def note(self) -> str:
        """Return what was written, without blank ends, at most `LONGEST_NOTE` characters."""
        return self.toPlainText().strip()[:LONGEST_NOTE]

    def set_note(self, note: str) -> None:
        """Show a note, cut to `LONGEST_NOTE` characters."""
        self.setPlainText(note[:LONGEST_NOTE])

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            dress_field(self, lines=3)


class LineField(QLineEdit):
    """Take one line of text.

    Args:
        name: Object name.
        label: What it is for, for screen readers and as its placeholder.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.setClearButtonEnabled(True)
        dress_field(self)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            dress_field(self)


class ChoiceField(QComboBox):
    """Take one of several choices; the wheel scrolls the page, not the choice.

    Args:
        choices: Pairs of a key and what is shown for it.
        name: Object name.
        label: What it is for, for screen readers.
        parent: The widget it is in.
    """

    def __init__(
        self,
        choices: tuple[tuple[str, str], ...],
        *,
        name: str,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        for key, text in choices:
            self.addItem(text, key)
        dress_field(self)

    def choice(self) -> str:
        """Return the chosen key; empty when there is nothing to choose."""
        return str(self.currentData() or "")

    def set_choice(self, key: str) -> None:
        """Show a choice without a signal; an unknown key changes nothing."""
        at = self.findData(key)
        if at >= 0:
            self.blockSignals(True)
            self.setCurrentIndex(at)
            self.blockSignals(False)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        e.ignore()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            dress_field(self)


class SliderField(QSlider):
    """Take a number by sliding; the wheel scrolls the page."""

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        e.ignore()


def dress_field(field: QWidget, *, lines: int = 1) -> None:
    """Give a field its edge, its focus ring and its height; cheap when nothing changed."""
    tokens = tokens_of(field)
    font = font_for(TextRole.BODY)
    wanted = f"{tokens.scheme} {font.pixelSize()} {lines}"
    if field.property(_DRESSED) == wanted:
        return
    field.setProperty(_DRESSED, wanted)
    field.setFont(font)
    high = scaled(TARGET_PX) if lines == 1 else scaled(24 * lines + 20)
    if lines == 1:
        field.setMinimumHeight(high)
    else:
        field.setFixedHeight(high)
    field.setStyleSheet(field_sheet(tokens))


def field_sheet(tokens: Tokens) -> str:
    """Return the style sheet of one field; kept to the few rules that the palette cannot say."""
    corner = scaled(SMALL_CORNER_PX)
    side = scaled(12)
    kinds = ("QLineEdit", "QPlainTextEdit", "QComboBox", "QSpinBox")
    plain = ", ".join(kinds)
    focused = ", ".join(f"{kind}:focus" for kind in kinds)
    return (
        f"{plain} {{ background: {tokens.surface}; color: {tokens.ink};"
        f" border: 1px solid {tokens.control_line}; border-radius: {corner}px;"
        f" padding: 1px {side}px; selection-background-color: {tokens.primary};"
        f" selection-color: {tokens.on_primary}; }}"
        f"QPlainTextEdit {{ padding: 6px {side - 4}px; }}"
        f"{focused} {{ border: 2px solid {tokens.focus}; padding: 0px {side - 1}px; }}"
        f"QPlainTextEdit:focus {{ padding: 5px {side - 5}px; }}"
        f"QComboBox::drop-down {{ border: none; width: {scaled(28)}px; }}"
        f"QComboBox QAbstractItemView {{ background: {tokens.surface}; color: {tokens.ink};"
        f" selection-background-color: {tokens.primary_weak};"
        f" selection-color: {tokens.primary_weak_ink}; }}"
    )
