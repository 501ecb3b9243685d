"""Name the sizes of text, and make fonts from them at the person's text size."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import qAddPostRoutine
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kneecoach.resources import resource

FAMILY = "Inter"
BODY_PX = 15
SMALLEST_PERCENT = 100
LARGEST_PERCENT = 200

_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")


class TextRole(StrEnum):
    """Name what a text is for; its size and weight follow."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    BADGE = "badge"
    NUMBER = "number"
    PHASE = "phase"
    CUE = "cue"
    EXERCISE = "exercise"
    SIDE = "side"
    FIGURES = "figures"


_REGULAR = QFont.Weight.Normal
_HALF = QFont.Weight.DemiBold
_BOLD = QFont.Weight.Bold

_SIZES: dict[TextRole, tuple[int, QFont.Weight]] = {
    TextRole.TITLE: (26, _BOLD),
    TextRole.HEADING: (18, _HALF),
    TextRole.BODY: (BODY_PX, _REGULAR),
    TextRole.STRONG: (BODY_PX, _HALF),
    TextRole.SMALL: (13, _REGULAR),
    TextRole.BADGE: (12, _HALF),
    TextRole.NUMBER: (150, _BOLD),
    TextRole.PHASE: (30, _HALF),
    TextRole.CUE: (24, _REGULAR),
    TextRole.EXERCISE: (34, _BOLD),
    TextRole.SIDE: (34, _BOLD),
    TextRole.FIGURES: (BODY_PX, _HALF),
}

_TABULAR = frozenset({TextRole.NUMBER, TextRole.FIGURES, TextRole.CUE, TextRole.BODY})


def load_fonts() -> None:
    """Make the bundled type family known; about 9 ms, nearly all of it the first font of any.

    Raises:
        KneecoachError: The files are missing.
    """
    if FAMILY not in _loaded:
        for name in _FILES:
            QFontDatabase.addApplicationFont(str(resource("assets", "fonts", name)))
        _loaded.add(FAMILY)


def body_font(text_percent: int) -> QFont:
    """Return the font of the whole application at a text size, clamped to 100-200 %."""
    percent = max(SMALLEST_PERCENT, min(LARGEST_PERCENT, text_percent))
    font = QFont(FAMILY)
    font.setPixelSize(round(BODY_PX * percent / 100))
    return font


def font_for(role: TextRole, *, px: float | None = None) -> QFont:
    """Return the font of a role at the person's text size.

    Args:
        role: What the text is for.
        px: Another height in pixels, already scaled, such as one that fits a box.
    """
    size, weight = _SIZES[role]
    pixels = max(1, round(size * text_scale() if px is None else px))
    made = _made.get((role, pixels))
    if made is None:
        if not _made:
            qAddPostRoutine(_made.clear)  # no font may outlive the application
        made = _made[role, pixels] = _make_font(role, pixels, weight)
    return QFont(made)


def _make_font(role: TextRole, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    if role in _TABULAR:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def text_scale() -> float:
    """Return how much larger than usual text and controls are, from 1.0 to 2.0."""
    pixels = QGuiApplication.font().pixelSize()
    return 1.0 if pixels <= 0 else max(1.0, min(2.0, pixels / BODY_PX))


def scaled(px: float) -> int:
    """Return a length at the person's text size, in whole pixels."""
    return round(px * text_scale())


_loaded: set[str] = set()
_made: dict[tuple[TextRole, int], QFont] = {}
"""Fonts that were asked for: Qt need look for each of them but once."""
