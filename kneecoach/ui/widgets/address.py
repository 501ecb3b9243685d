"""Show where to look something up."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.text import Text, Tone


def address(where: str) -> Text:
    """Return where to look something up, to be copied; long addresses may be broken anywhere."""
    breakable = where.replace("/", "/\u200b").replace("-", "-\u200b")
    text = Text(breakable, role=TextRole.SMALL, tone=Tone.MUTED)
    text.setAccessibleName(where)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
