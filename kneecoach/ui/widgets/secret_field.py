"""Take a passphrase: hidden unless it is to be seen, with a word on the caps lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.chips import Chip
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

LONGEST_SECRET = 1024


class SecretField(QWidget):
    """Hold one line that nobody looking on can read, until the person wants to see it.

    Signals:
        changed: Something was typed.
        confirmed: Enter was pressed in the field.

    Args:
        name: Object name; the line is called `name.line`, the switch `name.show`.
        label: What it is for, for screen readers and as its placeholder.
        is_shown: Whether it can be read at first, such as what is copied from paper.
        parent: The widget it is in.
    """

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self, *, name: str, label: str, is_shown: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._is_shown = is_shown
        self._line = _SecretLine(name=f"{name}.line", label=label)
        self._show = Chip(self.tr("Show"), name=f"{name}.show")
        self._show.setAccessibleName(self.tr("Show what is typed: {field}").format(field=label))
        self._caps = Text(
            self.tr("Caps lock seems to be on."), role=TextRole.SMALL, tone=Tone.AMBER
        )
        self._caps.hide()
        self.setFocusProxy(self._line)
        self._build_layout()
        self._line.textChanged.connect(self.changed)
        self._line.returnPressed.connect(self.confirmed)
        self._line.caps_seen.connect(self._on_caps_seen)
        self._show.toggled.connect(self._on_show_toggled)
        self._show.setChecked(is_shown)

    def secret(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Forget what was typed, also what could be undone, and show or hide as at first."""
        self._line.clear()
        self._show.setChecked(self._is_shown)
        self._caps.hide()

    def select(self) -> None:
        """Take the keyboard, ready to be typed over."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def _build_layout(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._show)
        column = stacked(self)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._caps)

    def _on_caps_seen(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        if is_on and self._caps.isHidden():
            announce(self._line, self._caps.text())
        self._caps.setVisible(is_on)

    def _on_show_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        mode = QLineEdit.EchoMode.Normal if is_on else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)


class _SecretLine(LineField):
    """Hide what is typed, and notice a caps lock by the letters it makes.

    Signals:
        caps_seen(bool): A letter came that only a caps lock makes, or one that none would make.
    """

    caps_seen = Signal(bool)

    def __init__(self, *, name: str, label: str) -> None:
        super().__init__(name=name, label=label)
        self.setMaxLength(LONGEST_SECRET)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoAutoUppercase | hints.ImhNoPredictiveText
        )

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Look at the case of letters."""
        letter = arg__1.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            has_shift = bool(arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() is not has_shift)
        super().keyPressEvent(arg__1)
