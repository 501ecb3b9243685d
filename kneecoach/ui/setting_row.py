"""Show one setting with the control that fits its kind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.settings import SettingSpec, setting_specs
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Line
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.number_field import NumberField
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.widgets.toggle import Toggle

_SIDE_BY_SIDE_PX = 460
_BY_KEY = Qt.FocusReason.TabFocusReason

WIDEST_NUMBER = max(
    (f"{spec.maximum}0 {spec.unit}" for _, spec in setting_specs() if spec.maximum is not None),
    key=len,
)
"""The longest number that the form shows; beside each slider is room for it."""

translate = QCoreApplication.translate


class SettingRow(QWidget):
    """Show one setting with the control that fits its kind.

    Signals:
        value_chosen(str, object): The person chose a value for the setting with this name.

    Args:
        name: Name of the setting.
        spec: What there is to know of it.
    """

    value_chosen = Signal(str, object)

    def __init__(self, name: str, spec: SettingSpec) -> None:
        super().__init__()
        self.setObjectName(f"settings.row.{name}")
        self.name = name
        self._spec = spec
        self._label = translate("Settings", spec.label)
        self._control = self._make_control()
        column = stacked(self)
        column.setSpacing(4)
        column.setContentsMargins(0, 4, 0, 0)
        label = Text(self._label, role=TextRole.BODY)
        column.addWidget(Pair(label, self._control, together_from_px=_SIDE_BY_SIDE_PX))
        column.addWidget(Line())

    @property
    def begins(self) -> str:
        """Return what the section is called that begins here; mostly empty."""
        return self._spec.begins

    def take_focus(self) -> None:
        """Take the keyboard."""
        match self._control:
            case ChipRow() as chips:
                first = next((str(key) for key, _ in self._spec.choices), "")
                chips.chip(next(iter(chips.chosen()), first)).setFocus(_BY_KEY)
            case control:
                control.setFocus(_BY_KEY)

    def show_value(self, value: object) -> None:
        """Show a value, without a signal."""
        match self._control:
            case NumberField() as number:
                number.set_number(int(str(value)))
            case ChipRow() as chips:
                several = tuple(value) if isinstance(value, frozenset) else (str(value),)
                chips.set_chosen(several)
            case Toggle() as toggle:
                toggle.set_on(bool(value))

    def matches(self, wanted: list[str]) -> bool:
        """Say whether every wanted word is found in the label or the choices."""
        choices = (translate("Settings", words) for _, words in self._spec.choices)
        text = " ".join((self._label, *choices)).casefold()
        return all(word in text for word in wanted)

    def _make_control(self) -> NumberField | ChipRow | Toggle:
        name, spec = f"settings.{self.name}", self._spec
        if spec.choices:
            answers = tuple((str(key), translate("Settings", words)) for key, words in spec.choices)
            is_single = not spec.takes_several
            chips = ChipRow(
                answers, name=name, label=self._label, is_single=is_single, needs_one=is_single
            )
            chips.choice_changed.connect(self._on_choice_changed)
            return chips
        if spec.minimum is not None and spec.maximum is not None:
            number = NumberField(
                name=name,
                label=self._label,
                minimum=spec.minimum,
                maximum=spec.maximum,
                unit=spec.unit,
                as_wide_as=WIDEST_NUMBER,
            )
            number.setMinimumWidth(240)
            number.number_chosen.connect(self._on_number_chosen)
            return number
        toggle = Toggle(name=name, label=self._label)
        toggle.toggled.connect(self._on_toggled)
        return toggle

    def _on_choice_changed(self) -> None:
        if not isinstance(self._control, ChipRow):
            return
        chosen = self._control.chosen()
        found = [key for key, _ in self._spec.choices if str(key) in chosen]
        if self._spec.takes_several:
            self.value_chosen.emit(self.name, frozenset(found))
            return
        if found:
            self.value_chosen.emit(self.name, found[0])

    def _on_number_chosen(self, number: int) -> None:
        self.value_chosen.emit(self.name, number)

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self.value_chosen.emit(self.name, is_on)
