"""Say whether things on the screen may move by themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QStyle, QWidget


def motion_allowed(widget: QWidget) -> bool:
    """Return whether things may move by themselves; no when the system asks for less motion."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) > 0
