"""Check that the first paint is what it promises: right in its colours, and cheap."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kneecoach.ui.first_paint import FirstPaint
from kneecoach.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

CHEAP = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication(sys.argv[:1])
from kneecoach.ui.first_paint import FirstPaint
page = FirstPaint(choice="system")
page.resize(1280, 800)
page.grab()
costly = [name for name in sys.modules if name.startswith("kneecoach.")
          and name not in ("kneecoach.ui", "kneecoach.override", "kneecoach.ui.first_paint")]
print(costly)
"""


@pytest.mark.parametrize(
    ("choice", "tokens"), [("light", LIGHT), ("dark", DARK), ("high_contrast", HIGH_CONTRAST)]
)
def test_the_outline_has_the_colours_of_the_theme(
    qtbot, qapp: QApplication, choice: str, tokens: Tokens
) -> None:
    page = FirstPaint(choice=choice)
    page.resize(1280, 800)
    qtbot.addWidget(page)
    image = page.grab(QRect(0, 0, 1280, 800)).toImage().convertToFormat(QImage.Format.Format_RGB32)
    places = {
        (100, 400): tokens.surface,
        (220, 20): tokens.background,
        (100, 90): tokens.primary_weak,
    }
    for (x, y), colour in places.items():
        assert image.pixelColor(x, y).name().upper() == colour


def test_the_outline_imports_nothing_else_of_the_coach() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHEAP],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[]"
