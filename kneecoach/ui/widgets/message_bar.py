"""Tell what happened and what to do next, without stopping what the person does."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import RETHEME, Text, Tone
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_MARK_PX = 24
_SIDE_BY_SIDE_PX = 480


class MessageKind(StrEnum):
    """Name how much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message.

    Attributes:
        kind: How much it matters.
        text: What happened, whole sentences.
        way_out: What to do next; may be empty.
        action: Key and words of a button that does it; both empty for none.
    """

    text: str
    kind: MessageKind = MessageKind.INFO
    way_out: str = ""
    action: tuple[str, str] = ("", "")


class MessageBar(QFrame):
    """Show the latest message above the page; the ones before come back when it is dismissed.

    Signals:
        action_chosen(str): The person pressed the button of the message with this key.
        message_dismissed: The person dismissed the message shown.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    action_chosen = Signal(str)
    message_dismissed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._messages: tuple[Message, ...] = ()
        self._content: _Content | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(16, 8, 8, 8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def messages(self) -> tuple[Message, ...]:
        """Return the messages that stand, the one shown last."""
        return self._messages

    def show_message(self, message: Message) -> None:
        """Show a message and read it out; the same one twice stands once."""
        others = tuple(one for one in self._messages if one != message)
        self._messages = (*others, message)
        self._show()
        said = f"{message.text} {message.way_out}".strip()
        announce(self, said, is_urgent=message.kind is MessageKind.ERROR)

    def show_error(self, error: KneecoachError) -> None:
        """Show what went wrong and the way out."""
        self.show_message(
            Message(text=error.user_message, kind=MessageKind.ERROR, way_out=error.way_out)
        )

    def take_away(self, message: Message) -> None:
        """Take a message away that no longer holds; nothing happens when it does not stand."""
        self._messages = tuple(one for one in self._messages if one != message)
        self._show()

    def clear(self) -> None:
        """Take every message away, without a signal."""
        self._messages = ()
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape dismiss while the keyboard is in the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_dismiss_clicked()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the area in the colour of the message."""
        if not self._messages:
            return
        fill, edge, _ = message_colours(self._messages[-1].kind, tokens_of(self))
        painter = QPainter(self)
        corner = scaled(SMALL_CORNER_PX)
        paint_box(painter, QRectF(self.rect()), fill=fill, edge=edge, corner=corner)
        painter.end()

    def _show(self) -> None:
        self.setVisible(bool(self._messages))
        if not self._messages:
            return
        message = self._messages[-1]
        self._made_content().show_message(message)
        self.setAccessibleName(f"{message.text} {message.way_out}".strip())
        self.update()

    def _made_content(self) -> _Content:
        """Return what a message is shown in; made with the first, for mostly there is none."""
        if self._content is None:
            self._content = _Content(name=self.objectName())
            self._content.action.clicked.connect(self._on_action_clicked)
            self._content.dismiss.clicked.connect(self._on_dismiss_clicked)
            self._whole.addWidget(self._content)
            self._content.show()
        return self._content

    def _on_action_clicked(self) -> None:
        if self._messages:
            self._emit_action_chosen(self._messages[-1].action[0])

    def _on_dismiss_clicked(self) -> None:
        self._messages = self._messages[:-1]
        self._show()
        self._emit_message_dismissed()

    def _emit_action_chosen(self, key: str) -> None:
        self.action_chosen.emit(key)

    def _emit_message_dismissed(self) -> None:
        self.message_dismissed.emit()


class _Content(QWidget):
    """Hold the mark, the texts and the buttons of a message."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._mark = _Mark()
        self._text = Text()
        self._way_out = Text(role=TextRole.SMALL, tone=Tone.INK)
        self.action = PlainButton("", name=f"{name}.action")
        self.dismiss = PlainButton(self.tr("Dismiss"), name=f"{name}.dismiss")
        self._build_layout()

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        key, words = message.action
        self._mark.set_kind(message.kind)
        self._text.setText(message.text)
        self._way_out.setText(message.way_out)
        self._way_out.setVisible(bool(message.way_out))
        self.action.set_label(words)
        self.action.setVisible(bool(key))

    def _build_layout(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._text)
        texts.addWidget(self._way_out)
        said, buttons = QWidget(), QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        pressed = QHBoxLayout(buttons)
        pressed.setContentsMargins(0, 0, 0, 0)
        pressed.addWidget(self.action)
        pressed.addWidget(self.dismiss)
        stacked(self).addWidget(Pair(said, buttons, together_from_px=_SIDE_BY_SIDE_PX))


class _Mark(QWidget):
    """Show "i" or "!" in a disc, so that the kind is not told by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = MessageKind.INFO
        self._dress()

    def set_kind(self, kind: MessageKind) -> None:
        """Show the mark of a kind."""
        self._kind = kind
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and its sign."""
        _, _, ink = message_colours(self._kind, tokens_of(self))
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_box(painter, box, fill=None, edge=ink, corner=box.height() / 2, edge_width=2.0)
        with restored(painter):
            painter.setFont(font_for(TextRole.STRONG))
            painter.setPen(QColor(ink))
            sign = "i" if self._kind is MessageKind.INFO else "!"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()

    def _dress(self) -> None:
        self.setFixedSize(scaled(_MARK_PX), scaled(_MARK_PX))


def message_colours(kind: MessageKind, tokens: Tokens) -> tuple[str, str, str]:
    """Return the area, the edge and the mark of a message."""
    return {
        MessageKind.INFO: (tokens.primary_weak, tokens.primary, tokens.primary_weak_ink),
        MessageKind.WARNING: (tokens.amber_weak, tokens.amber, tokens.amber_ink),
        MessageKind.ERROR: (tokens.alarm_weak, tokens.alarm, tokens.alarm_ink),
    }[kind]
