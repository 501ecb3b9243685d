"""Do with a page what a person does: show it, press keys, click controls by their names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

SMALLEST_TARGET_PX = 44


def shown(qtbot, page, width: int = 1280, height: int = 800):
    """Show a page in an active window of a size."""
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    make_active(qtbot, page)
    return page


def make_active(qtbot, window: QWidget) -> None:
    """Make a window the active one, asking again while another one is still going away."""

    def is_active() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active, timeout=20_000)


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def click(page: QWidget, name: str) -> None:
    one = button(page, name)
    assert one.isVisible(), name
    QApplication.processEvents()  # a layout that has just changed is put in place first
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def press(key: Qt.Key) -> None:
    """Press a key wherever the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def texts(page: QWidget) -> list[str]:
    """Return every text that is in view."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def visible_controls(page: QWidget) -> list[QAbstractButton]:
    return [one for one in page.findChildren(QAbstractButton) if one.isVisible()]


def reached_by_tab(page: QWidget) -> set[str]:
    """Return the names of the controls that the Tab key stops at, all the way round."""
    seen: list[str] = []
    for _ in range(80):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus.objectName() in seen:
            break
        seen.append(focus.objectName())
    return set(seen)
