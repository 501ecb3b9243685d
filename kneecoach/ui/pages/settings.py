"""Show every setting in one form that is made from what the settings say of themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.settings import Settings, SettingSpec, setting_specs
from kneecoach.sound.output import SoundDevice
from kneecoach.ui.device_row import DeviceRow
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.number_field import NumberField
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.toggle import Toggle
from kneecoach.values import fields, replace

_SIDE_BY_SIDE_PX = 460

WIDEST_NUMBER = max(
    (f"{spec.maximum}0 {spec.unit}" for _, spec in setting_specs() if spec.maximum is not None),
    key=len,
)
"""The longest number that the form shows; beside each slider is room for it."""

translate = QCoreApplication.translate


class SettingsPage(ScrollPage):
    """Let every setting be found, changed, and put back to its usual value.

    Signals:
        settings_changed(Settings): The person changed something; carries all settings.
        safety_requested: The person wants to answer the safety questions, or name another knee.
        records_requested: The person wants to see people and records.
        privacy_requested: The person wants to see who can read the records.

    Args:
        settings: What holds now.
        parent: The widget it is in.
    """

    settings_changed = Signal(object)
    safety_requested = Signal()
    records_requested = Signal()
    privacy_requested = Signal()

    def __init__(self, *, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(name="settings", parent=parent)
        self._settings = settings
        self._before_reset: Settings | None = None
        self._devices: tuple[SoundDevice, ...] = ()
        self._device_row: DeviceRow | None = None
        self.set_heading(self.tr("Settings"))
        self._search = LineField(name="settings.search", label=self.tr("Search the settings"))
        self._card = Card(name="settings.form")
        self._nothing = Text(self.tr("No setting is called that."), tone=Tone.MUTED)
        self._nothing.hide()
        self._presence = Text("", role=TextRole.SMALL, tone=Tone.MUTED)
        self._presence.setObjectName("settings.presence")
        self._presence.setContentsMargins(0, 0, 0, 12)
        self._presence.hide()
        self._rows = tuple(
            SettingRow(name, spec)
            for name, spec in setting_specs()
            if (isinstance(getattr(settings, name), int) or spec.choices) and not spec.is_elsewhere
        )
        self._reset = PlainButton("", name="settings.reset")
        safety = self.tr("Safety questions, and which knee…")
        self._safety = PlainButton(safety, name="settings.safety")
        self._records = PlainButton(self.tr("People and records…"), name="settings.records")
        self._privacy = PlainButton(self.tr("Privacy and encryption…"), name="settings.privacy")
        self._build_layout()
        self._connect_signals()
        self.setFocusProxy(self._search)
        self.show_settings(settings)

    def settings(self) -> Settings:
        """Return the settings as they are shown."""
        return self._settings

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        self._settings = settings
        for row in self._rows:
            row.show_value(getattr(settings, row.name))
        if self._device_row is not None:
            self._device_row.show_value(settings.sound_device)
        self._show_reset()

    def show_devices(self, devices: tuple[SoundDevice, ...]) -> None:
        """Offer the sound devices that are there; nothing where there is no choice."""
        self._devices = devices
        self._show_device_row()

    def _show_device_row(self) -> None:
        """Make the row anew, also for a chosen device that is not connected now."""
        if self._device_row is not None:
            self._card.body.removeWidget(self._device_row)
            self._device_row.deleteLater()
            self._device_row = None
        chosen = self._settings.sound_device
        if not self._devices or (len(self._devices) < 2 and not chosen):
            return
        row = DeviceRow(self._devices, chosen)
        row.value_chosen.connect(self._on_value_chosen)
        self._card.body.insertWidget(1, row)
        row.setVisible(row.matches(self._search.text().casefold().split()))
        self._device_row = row

    def show_presence(self, words: str) -> None:
        """Say what desk breaks know of the person on this computer; nothing while they are off."""
        self._presence.setText(words)
        self._presence.setVisible(bool(words))

    def _build_layout(self) -> None:
        self.body.addWidget(self._search)
        self.body.addSpacing(16)
        self.body.addWidget(self._card)
        self.body.addSpacing(16)
        self.body.addWidget(self._presence)
        self.body.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self._safety, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self._records, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self._privacy, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._nothing)
        for row in self._rows:
            self._card.body.addWidget(row)

    def _connect_signals(self) -> None:
        self._search.textChanged.connect(self._on_search_changed)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._safety.clicked.connect(self.safety_requested)
        self._records.clicked.connect(self.records_requested)
        self._privacy.clicked.connect(self.privacy_requested)
        for row in self._rows:
            row.value_chosen.connect(self._on_value_chosen)

    def _show_reset(self) -> None:
        """Offer to go back to the usual values, or to undo that."""
        is_undo = self._before_reset is not None
        usual, undo = self.tr("Back to the usual values"), self.tr("Undo: back to my values")
        self._reset.set_label(undo if is_undo else usual)
        self._reset.setEnabled(is_undo or self._settings != self._usual())

    def _usual(self) -> Settings:
        """Return the usual value of everything in this form; what is chosen elsewhere stays."""
        shown = {row.name for row in self._rows}
        usual = {one.name: one.default for one in fields(Settings) if one.name in shown}
        return _changed(self._settings, usual)

    def _on_search_changed(self, text: str) -> None:
        wanted = text.casefold().split()
        rows: tuple[SettingRow | DeviceRow, ...] = self._rows
        if self._device_row is not None:
            rows = (self._device_row, *rows)
        for row in rows:
            row.setVisible(row.matches(wanted))
        self._nothing.setVisible(not any(row.matches(wanted) for row in rows))

    def _on_value_chosen(self, name: str, value: object) -> None:
        self._before_reset = None
        self._change(_changed(self._settings, {name: value}))

    def _on_reset_clicked(self) -> None:
        before, self._before_reset = self._before_reset, None
        if before is None:
            self._before_reset = self._settings
            self._change(self._usual())
        else:
            self._change(before)

    def _change(self, settings: Settings) -> None:
        self.show_settings(settings)
        self._emit_settings_changed(settings)

    def _emit_settings_changed(self, settings: Settings) -> None:
        self.settings_changed.emit(settings)


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


def _changed(settings: Settings, values: dict[str, Any]) -> Settings:
    return replace(settings, **values)
