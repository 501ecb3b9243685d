"""Let the person choose which device the sound comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.sound.output import SoundDevice
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Line
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text

SETTING = "sound_device"
_LONGEST_NAME = 32
"""Letters of a device's name that are shown; one line holds them with large text too."""


class DeviceRow(QWidget):
    """Show the devices that are there, and the chosen one also while it is not.

    Signals:
        value_chosen(str, object): The person chose a device for the setting with this name; empty
            for the system's own choice.

    Args:
        devices: What is there.
        chosen: Key of the chosen device; empty for the system's choice.
    """

    value_chosen = Signal(str, object)

    def __init__(self, devices: tuple[SoundDevice, ...], chosen: str) -> None:
        super().__init__()
        self.setObjectName(f"settings.row.{SETTING}")
        self._label = self.tr("Sound goes to")
        known = ("", *(one.key for one in devices))
        answers = [
            ("", self.tr("As the system")),
            *((one.key, _short(one.name)) for one in devices),
        ]
        if chosen not in known:
            answers.append((chosen, self.tr("The one you chose (not connected)")))
        names = (one.name for one in devices)
        self._words = " ".join((self._label, *(words for _, words in answers), *names)).casefold()
        self._chips = ChipRow(
            tuple(answers),
            name=f"settings.{SETTING}",
            label=self._label,
            is_single=True,
            needs_one=True,
        )
        self._chips.set_chosen((chosen,))
        self._chips.choice_changed.connect(self._on_choice_changed)
        column = stacked(self)
        column.setSpacing(4)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(Text(self._label, role=TextRole.BODY))
        column.addWidget(self._chips)
        column.addWidget(Line())

    def show_value(self, key: str) -> None:
        """Show that a device is chosen, without a signal."""
        self._chips.set_chosen((key,))

    def matches(self, wanted: list[str]) -> bool:
        """Say whether every wanted word is found in the label or a device."""
        return all(word in self._words for word in wanted)

    def _on_choice_changed(self) -> None:
        chosen = self._chips.chosen()
        if chosen:
            self._emit_value_chosen(chosen[0])

    def _emit_value_chosen(self, key: str) -> None:
        self.value_chosen.emit(SETTING, key)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
