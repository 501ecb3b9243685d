"""Show every setting in one form that is made from what the settings say of themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.settings import Settings, setting_specs
from kneecoach.sound.output import SoundDevice
from kneecoach.ui.device_row import DeviceRow
from kneecoach.ui.setting_row import SettingRow
from kneecoach.ui.setting_sections import BELOW_PX, SectionLinks, sections_of
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.values import fields, replace


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
        self._sections = sections_of(self._rows)
        others = self.tr("Safety, people and privacy")
        self._others = SectionTitle(others)
        self._links = SectionLinks(
            (*(one.title.text() for one in self._sections), others),
            name="settings.sections",
            label=self.tr("Sections of the settings"),
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
        self._card.body.insertWidget(2, row)  # below the title of the first section
        row.setVisible(row.matches(self._search.text().casefold().split()))
        self._device_row = row

    def show_presence(self, words: str) -> None:
        """Say what desk breaks know of the person on this computer; nothing while they are off."""
        self._presence.setText(words)
        self._presence.setVisible(bool(words))

    def _build_layout(self) -> None:
        self._fill_form()
        self.body.addWidget(self._search)
        self.body.addSpacing(8)
        self.body.addWidget(self._links)
        self.body.addSpacing(8)
        self.body.addWidget(self._card)
        self.body.addSpacing(16)
        self.body.addWidget(self._presence)
        self.body.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(24)
        self.body.addWidget(self._others)
        self.body.addSpacing(8)
        self.body.addWidget(self._safety, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self._records, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addSpacing(8)
        self.body.addWidget(self._privacy, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def _fill_form(self) -> None:
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._nothing)
        for section in self._sections:
            self._card.body.addWidget(section.title)
            for row in section.rows:
                self._card.body.addWidget(row)
        self._sections[0].title.setContentsMargins(0, 0, 0, BELOW_PX)

    def _connect_signals(self) -> None:
        self._search.textChanged.connect(self._on_search_changed)
        self._links.section_chosen.connect(self._on_section_chosen)
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
        self._show_sections(wanted)

    def _show_sections(self, wanted: list[str]) -> None:
        """Show the titles of the sections in which something was found, and the links to them."""
        found = {len(self._sections)}
        for place, section in enumerate(self._sections):
            rows: tuple[SettingRow | DeviceRow, ...] = section.rows
            if self._device_row is not None and not place:
                rows = (self._device_row, *rows)
            has_any = any(row.matches(wanted) for row in rows)
            section.title.setVisible(has_any)
            if has_any:
                found.add(place)
        self._links.show_only(frozenset(found))

    def _on_section_chosen(self, place: int) -> None:
        """Bring a section to the top of what is seen, and the keyboard to its first control."""
        is_form = place < len(self._sections)
        title = self._sections[place].title if is_form else self._others
        bar, below = self.verticalScrollBar(), title.mapTo(self.viewport(), QPoint()).y()
        bar.setValue(bar.value() + below - CARD_GAP_PX)
        if not is_form:
            self._safety.setFocus(Qt.FocusReason.TabFocusReason)
            return
        rows = (row for row in self._sections[place].rows if not row.isHidden())
        first = next(rows, None)
        if first is not None:
            first.take_focus()

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


def _changed(settings: Settings, values: dict[str, Any]) -> Settings:
    return replace(settings, **values)
