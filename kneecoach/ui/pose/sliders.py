"""Turn the joints of a keyframe with a slider for each way that they turn."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.pose.view import SliderView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.number_field import NumberField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class JointSliders(QWidget):
    """Hold the sliders of one joint; each ends where a human joint does.

    Signals:
        turned(str, str, int): A joint is turned one way so far: its name, the way, how far.
        rebuilt: Other sliders are there than before.
    """

    turned = Signal(str, str, int)
    rebuilt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str, str], ...] = ()
        self._fields: tuple[NumberField, ...] = ()
        self._holder = QWidget()
        self._box = stacked(self)
        self._box.addWidget(self._holder)

    def show_sliders(self, views: tuple[SliderView, ...]) -> None:
        """Show sliders; those that are there already stay, with the keyboard on them."""
        keys = tuple((one.joint, one.way, one.label) for one in views)
        if keys != self._keys:
            self._keys = keys
            self._rebuild(views)
        for field, view in zip(self._fields, views, strict=True):
            if field.number() != view.number:
                field.set_number(view.number)

    def _rebuild(self, views: tuple[SliderView, ...]) -> None:
        old, self._holder = self._holder, QWidget()
        self._box.replaceWidget(old, self._holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        column = stacked(self._holder)
        column.setSpacing(0)
        fields = []
        for view in views:
            name = f"pose.{view.way or view.joint}"
            field = NumberField(
                name=name,
                label=view.label,
                minimum=view.least,
                maximum=view.most,
                unit=view.unit,
            )
            # Qt loses its place in a chain of Tabs into which something with a proxy is put.
            field.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes nothing for none
            # These live as long as the field does, and hold the two names alone.
            field.number_slid.connect(partial(self.turned.emit, view.joint, view.way))
            field.number_chosen.connect(partial(self.turned.emit, view.joint, view.way))
            column.addWidget(Text(view.label, role=TextRole.SMALL, tone=Tone.MUTED))
            column.addWidget(field)
            fields.append(field)
        self._fields = tuple(fields)
        self._holder.show()
        self.rebuilt.emit()
