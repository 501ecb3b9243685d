"""Let the Tab key go through a page in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from kneecoach.ui.widgets.turning import WovenLayout


def order_tabs(layout: QLayout, around: QWidget) -> None:
    """Put what takes the keyboard in the order of its layouts.

    Qt goes by when things were made, and some are made only when they are wanted.

    Args:
        layout: Holds all of it.
        around: The widget that all of it is in.
    """
    window = around.window()
    # A list that opens in a window of its own is not met. Which order there is, is not asked: to
    # PySide a widget is owned by the one that was asked what comes next (docs/adr/0067).
    stops = [one for one in _read(layout) if _is_stop(one) and one.window() is window]
    with _movable(stops):
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


@contextmanager
def _movable(widgets: list[QWidget]) -> Iterator[None]:
    """Let Qt move what hands the keyboard on and takes none: it leaves such widgets where they are.

    The Tab key would come to them there, and be led back.
    """
    kept: list[tuple[QWidget, Qt.FocusPolicy]] = []
    for one in filter(_is_whole, widgets):
        part: QWidget | None = one
        while part is not None:  # each hands its policy on with the keyboard
            kept.append((part, part.focusPolicy()))
            part = part.focusProxy()
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    try:
        yield
    finally:
        for one, policy in kept:
            one.setFocusPolicy(policy)


def _is_stop(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus or _is_whole(widget)


def _is_whole(widget: QWidget) -> bool:
    """Return whether a widget hands the keyboard to a part of itself; Qt moves it as a whole."""
    part: QWidget | None = widget.focusProxy()
    return part is not None and widget.isAncestorOf(part)


def _read(layout: QLayout) -> Iterator[QWidget]:
    """Yield every widget of a layout as it is read."""
    for item in _items(layout):
        inside = item.layout()
        widget: QWidget | None = item.widget()
        if inside is not None:
            yield from _read(inside)
        elif widget is not None:
            yield widget
            if _is_whole(widget):
                continue
            below = widget.layout()
            yield from widget.findChildren(QWidget) if below is None else _read(below)


def _items(layout: QLayout) -> Iterator[QLayoutItem]:
    if isinstance(layout, WovenLayout):
        yield from layout.as_read()
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None:
            yield item
