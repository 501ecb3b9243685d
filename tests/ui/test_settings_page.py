"""Check the Settings page by what a person sees and does on it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from look_samples import settle, tap
from page_actions import SMALLEST_TARGET_PX, button, press, shown
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QSlider, QWidget

from kneecoach.settings import Settings, Theme, setting_specs
from kneecoach.sound.output import SoundDevice
from kneecoach.ui.device_row import DeviceRow
from kneecoach.ui.pages.settings import SettingsPage
from kneecoach.ui.setting_row import SettingRow
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.number_field import NumberField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHOSEN_ELSEWHERE = {"sound_device", "self_paced", "programme", "lock_after", "lock_with_computer"}


@pytest.fixture
def page(qtbot, qapp: QApplication) -> SettingsPage:
    apply_theme(qapp, "light")
    return shown(qtbot, SettingsPage(settings=Settings(programme="starter")))


def test_every_setting_but_those_of_the_programme_page_is_in_the_form(page) -> None:
    shown_names = {row.name for row in page.findChildren(SettingRow)}
    assert shown_names == {one.name for one in fields(Settings)} - CHOSEN_ELSEWHERE
    labels = {one.text() for one in page.findChildren(QLabel)}
    for name, spec in setting_specs():
        if name not in CHOSEN_ELSEWHERE:
            assert spec.label in labels


def test_a_choice_is_made_by_a_click(qtbot, page) -> None:
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.theme.dark")
    assert changed.args == [Settings(programme="starter", theme=Theme.DARK)]
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.theme.high_contrast")
    assert changed.args[0].theme is Theme.HIGH_CONTRAST


def test_the_choice_that_holds_cannot_be_let_go(qtbot, page) -> None:
    with qtbot.assertNotEmitted(page.settings_changed):
        tap(page, "settings.theme.system")
    assert button(page, "settings.theme.system").isChecked()


def test_something_is_turned_on_by_a_key(qtbot, page) -> None:
    button(page, "settings.muted").setFocus()
    with qtbot.waitSignal(page.settings_changed) as changed:
        press(Qt.Key.Key_Space)
    assert changed.args[0].muted is True


def test_a_number_is_changed_by_keys_within_its_bounds(qtbot, page) -> None:
    volume = page.findChild(NumberField, "settings.volume_percent")
    volume.setFocus()
    with qtbot.waitSignal(page.settings_changed) as changed:
        press(Qt.Key.Key_End)
    assert changed.args[0].volume_percent == 100
    with qtbot.assertNotEmitted(page.settings_changed):
        press(Qt.Key.Key_Right)


def test_the_search_finds_by_label_and_by_choice(page) -> None:
    search = page.findChild(QLineEdit, "settings.search")

    def found() -> set[str]:
        return {row.name for row in page.findChildren(SettingRow) if row.isVisible()}

    QTest.keyClicks(search, "CONTRAST high")
    assert found() == {"theme"}
    search.clear()
    QTest.keyClicks(search, "time to")
    assert found() == {"get_ready_seconds", "switch_seconds"}
    search.clear()
    QTest.keyClicks(search, "zebra")
    assert found() == set()
    assert any(
        one.text() == "No setting is called that." and one.isVisible() for one in labels(page)
    )
    search.clear()
    assert len(found()) == len(fields(Settings)) - len(CHOSEN_ELSEWHERE)


def labels(page: QWidget) -> list[QLabel]:
    return page.findChildren(QLabel)


def test_a_reset_keeps_what_is_chosen_elsewhere_and_can_be_undone(qtbot, page) -> None:
    mine = Settings(programme="starter", self_paced=frozenset({"clam"}), volume_percent=5)
    page.show_settings(mine)
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.reset")
    assert changed.args == [replace(mine, volume_percent=Settings().volume_percent)]
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.reset")
    assert changed.args == [mine]
    assert page.settings() == mine


def test_a_change_after_a_reset_cannot_be_undone_by_accident(page) -> None:
    page.show_settings(Settings(volume_percent=5))
    tap(page, "settings.reset")
    tap(page, "settings.theme.light")
    assert button(page, "settings.reset").text() == "Back to the usual values"


def test_nothing_to_reset_turns_the_button_off(page) -> None:
    assert not button(page, "settings.reset").isEnabled()


@pytest.mark.parametrize(
    ("width", "percent"), [(1080, 100), (824, 100), (440, 100), (1032, 200), (776, 200)]
)
def test_nothing_is_cut_off_at_any_size(qtbot, qapp, percent: int, width: int) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page = shown(qtbot, SettingsPage(settings=Settings()), width, 640)
    settle(page)
    content = page.widget()
    assert content.width() <= page.viewport().width()
    for row in page.findChildren(SettingRow):
        control = next(
            one for one in row.findChildren(QWidget) if one.objectName() == f"settings.{row.name}"
        )
        assert row.rect().contains(control.geometry().translated(control.parentWidget().pos()))
        assert control.height() >= SMALLEST_TARGET_PX
    apply_theme(qapp, "light")


EARS = SoundDevice(key="ears", name="Headphones")
DESK = SoundDevice(key="desk", name="A loudspeaker with a name that is far too long for a chip")


def test_a_sound_device_is_chosen_where_there_is_a_choice(qtbot, page) -> None:
    page.show_devices((EARS,))
    assert page.findChild(DeviceRow) is None
    page.show_devices((EARS, DESK))
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.sound_device.ears")
    assert changed.args[0].sound_device == "ears"
    with qtbot.waitSignal(page.settings_changed) as changed:
        tap(page, "settings.sound_device.")
    assert changed.args[0].sound_device == ""


def test_a_chosen_device_that_is_not_connected_is_still_shown(qtbot) -> None:
    page = shown(qtbot, SettingsPage(settings=Settings(sound_device="gone")), 700, 640)
    page.show_devices((EARS,))
    chip = button(page, "settings.sound_device.gone")
    assert chip.isChecked()
    assert chip.text() == "The one you chose (not connected)"
    page.show_settings(Settings(sound_device="ears"))
    assert button(page, "settings.sound_device.ears").isChecked()


@pytest.mark.parametrize("width", [440, 1032])
def test_long_names_of_devices_fit(qtbot, qapp, width: int) -> None:
    apply_theme(qapp, "light", text_percent=100 if width == 440 else 200)
    page = shown(qtbot, SettingsPage(settings=Settings()), width, 640)
    page.show_devices((EARS, DESK))
    settle(page)
    assert page.widget().width() <= page.viewport().width()
    row = page.findChild(DeviceRow)
    for key in ("", "ears", "desk"):
        chip = button(page, f"settings.sound_device.{key}")
        place = chip.geometry().translated(chip.parentWidget().pos())
        assert row.rect().contains(place), key
    apply_theme(qapp, "light")


def test_devices_are_found_by_their_name(qtbot, page) -> None:
    page.show_devices((EARS, DESK))
    search = page.findChild(QLineEdit)
    QTest.keyClicks(search, "far too long")
    row = page.findChild(DeviceRow)
    assert row is not None
    assert row.isVisible()
    QTest.keyClicks(search, " zebra")
    assert not row.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_sliders_below_one_another_end_at_one_line(qtbot, qapp, percent: int) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page = shown(qtbot, SettingsPage(settings=Settings()), 1000, 800)
    edges = {
        one.mapTo(page, one.rect().topRight()).x()
        for one in page.findChildren(QSlider)
        if one.isVisible()
    }
    assert len(edges) == 1


SECTIONS = (
    *("Sound and voice", "How it looks", "Sessions and mornings", "Breaks at the desk"),
    *("Start and close", "Who shows the exercises", "Safety, people and privacy"),
)
FIRST = ("volume_percent", "theme", "get_ready_seconds", "breaks", "stay_in_tray", "figure_build")


def links(page: QWidget) -> list[QAbstractButton]:
    found = page.findChild(QWidget, "settings.sections").findChildren(QAbstractButton)
    return [one for one in found if one.isVisible()]


def focused() -> str:
    return QApplication.focusWidget().objectName()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_short_list_at_the_top_leads_to_each_section_by_keyboard(page, qapp, percent) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page.resize(704, 640)
    settle(page)
    assert tuple(one.text() for one in links(page)) == SECTIONS
    for place, link in enumerate(links(page)):
        assert link.accessibleName() == f"Go to {link.text()}"
        assert min(link.width(), link.height()) >= SMALLEST_TARGET_PX
        link.setFocus()
        press(Qt.Key.Key_Return)
        part = (
            page if place == len(FIRST) else page.findChild(QWidget, f"settings.row.{FIRST[place]}")
        )
        assert part.isAncestorOf(QApplication.focusWidget())
        titles = [one for one in page.findChildren(QLabel) if one.text() == link.text()]
        assert any(0 <= one.mapTo(page, QPoint()).y() < page.height() for one in titles)
    assert focused() == "settings.safety"
    apply_theme(qapp, "light")


def test_the_keyboard_goes_from_the_search_by_the_list_and_the_devices_to_the_form(page) -> None:
    page.show_devices((SoundDevice(key="one", name="One"), SoundDevice(key="two", name="Two")))
    page.setFocus()
    names = [focused()]
    for _ in range(len(SECTIONS) + 4):
        press(Qt.Key.Key_Tab)
        names.append(focused())
    assert names[0] == "settings.search"
    places = [f"settings.sections.{place}" for place in range(len(SECTIONS))]
    devices = [f"settings.sound_device.{key}" for key in ("", "one", "two")]
    assert names[1:-1] == [*places, *devices]
    assert names[-1].startswith("settings.volume_percent")
    page.findChild(QWidget, "settings.start_at_login").setFocus()
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        if focused() == "settings.safety":
            return
    raise AssertionError(focused())


def test_a_search_leaves_the_sections_in_which_something_is_found(page) -> None:
    QTest.keyClicks(page.findChild(QLineEdit, "settings.search"), "text size")
    settle(page)
    assert [one.text() for one in links(page)] == ["How it looks", "Safety, people and privacy"]
    heads = {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
    assert "How it looks" in heads
    assert "Breaks at the desk" not in heads
