"""Tell screen readers what just changed on the screen."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Have a screen reader say a text; does nothing while none is listening.

    Args:
        widget: The widget it is about.
        text: One sentence.
        is_urgent: Whether it may cut off what is being said.
    """
    # Qt's names are looked up here, when they are used: making QAccessible takes 5 ms of the start.
    accessible = QtGui.QAccessible
    if not text or not accessible.isActive():
        return
    if not hasattr(QtGui, "QAccessibleAnnouncementEvent"):  # before Qt 6.8.1
        widget.setAccessibleDescription(text)
        change = QtGui.QAccessibleEvent(widget, accessible.Event.DescriptionChanged)
        accessible.updateAccessibility(change)
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    if is_urgent:
        event.setPoliteness(accessible.AnnouncementPoliteness.Assertive)
    accessible.updateAccessibility(event)
