"""Let the Tab key follow what is seen, also where fields were made anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def set_tab_order(widget: QWidget) -> None:
    """Chain everything in a widget that takes the keyboard, in the order of its layouts."""
    for one, following in pairwise(_in_order(widget)):
        QWidget.setTabOrder(one, following)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif layout is not None:
        yield from _inside(layout)
    elif widget.focusProxy() is not None:
        # Such as the scale of pain, which places its buttons itself, one of them for the Tab key.
        # It hands the keyboard on to that one, so it must not stay where it was in the chain.
        yield widget
        children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield from (one for one in children if one.focusPolicy() is not Qt.FocusPolicy.NoFocus)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _inside(inner)
