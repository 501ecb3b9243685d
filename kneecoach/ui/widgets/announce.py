"""Tell screen readers what just changed on the screen."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

try:
    from PySide6.QtGui import QAccessibleAnnouncementEvent
except ImportError:  # before Qt 6.8.1 a change of name is the nearest thing
    QAccessibleAnnouncementEvent = None  # type: ignore[assignment,misc]  # stands for its absence


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Have a screen reader say a text; does nothing while none is listening.

    Args:
        widget: The widget it is about.
        text: One sentence.
        is_urgent: Whether it may cut off what is being said.
    """
    if not text or not QAccessible.isActive():
        return
    if QAccessibleAnnouncementEvent is None:
        widget.setAccessibleDescription(text)
        change = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(widget, change))
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
