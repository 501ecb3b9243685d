"""Check the controls by what a person does with them and what a screen reader is told."""

from __future__ import annotations

import pytest
from page_actions import SMALLEST_TARGET_PX, press, shown
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.buttons import AlarmButton, LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.chips import Chip, ChipRow
from kneecoach.ui.widgets.dose_badge import BadgeTone
from kneecoach.ui.widgets.exercise_row import ExerciseRow, RowValues
from kneecoach.ui.widgets.fields import LONGEST_NOTE, ChoiceField, LineField, NoteField
from kneecoach.ui.widgets.message_bar import Message, MessageBar, MessageKind
from kneecoach.ui.widgets.nav_list import NavList
from kneecoach.ui.widgets.number_field import NumberField
from kneecoach.ui.widgets.pain_scale import PainScale
from kneecoach.ui.widgets.segment_bar import Segment, SegmentBar
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.widgets.toggle import Toggle
from kneecoach.ui.widgets.week_strip import WeekDay, WeekStrip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def usual_theme(qapp: QApplication):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def scale(qtbot) -> PainScale:
    scale = shown(qtbot, PainScale(name="pain", label="Pain now"), 560, 90)
    scale.setFocus()
    return scale


def test_pain_scale_has_eleven_named_radio_buttons_with_words_at_the_ends(scale) -> None:
    buttons = [scale.findChild(QAbstractButton, f"pain.{score}") for score in range(11)]
    assert [name_of(one) for one in buttons[1:10]] == [f"Pain {n} of 10" for n in range(1, 10)]
    assert name_of(buttons[0]) == "Pain 0 of 10, no pain"
    assert name_of(buttons[10]) == "Pain 10 of 10, worst imaginable"
    assert {role_of(one) for one in buttons} == {QAccessible.Role.RadioButton}
    assert scale.score() is None


@pytest.mark.parametrize("score", range(11))
def test_pain_scale_takes_a_click(qtbot, scale, score: int) -> None:
    with qtbot.waitSignal(scale.score_chosen) as chosen:
        QTest.mouseClick(
            scale.findChild(QAbstractButton, f"pain.{score}"), Qt.MouseButton.LeftButton
        )
    assert chosen.args == [score]
    assert scale.score() == score
    checked = [one.objectName() for one in scale.findChildren(QAbstractButton) if one.isChecked()]
    assert checked == [f"pain.{score}"]


@pytest.mark.parametrize("digit", range(10))
def test_pain_scale_takes_a_typed_digit(scale, digit: int) -> None:
    press(Qt.Key(Qt.Key.Key_0 + digit))
    assert scale.score() == digit


def test_pain_scale_takes_a_typed_ten(scale) -> None:
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_0)
    assert scale.score() == 10


def test_pain_scale_takes_a_nought_after_a_while_for_a_nought(scale) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for key, text, moment in ((Qt.Key.Key_1, "1", 1000), (Qt.Key.Key_0, "0", 9000)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(moment)
        QApplication.sendEvent(scale, event)
    assert scale.score() == 0


def test_pain_scale_does_not_make_a_ten_of_a_clicked_one(scale) -> None:
    QTest.mouseClick(scale.findChild(QAbstractButton, "pain.1"), Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_0)
    assert scale.score() == 0


def test_pain_scale_goes_by_arrows_and_stops_at_its_ends(scale) -> None:
    press(Qt.Key.Key_Right)
    assert scale.score() == 0
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Up)
    assert scale.score() == 2
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert scale.score() == 0
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Right)
    assert scale.score() == 10
    press(Qt.Key.Key_Home)
    assert scale.score() == 0
    press(Qt.Key.Key_Backspace)
    assert scale.score() is None


def test_an_arrow_held_from_the_page_before_answers_nothing(scale) -> None:
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(scale, held)
    assert scale.score() is None
    press(Qt.Key.Key_Right)
    QApplication.sendEvent(scale, held)
    assert scale.score() == 1


def test_pain_scale_is_one_stop_of_the_tab_key(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    scale, after = PainScale(name="pain", label="Pain"), QLineEdit()
    column.addWidget(scale)
    column.addWidget(after)
    shown(qtbot, page, 600, 200)
    scale.setFocus()
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().objectName() == "pain.4"


@pytest.mark.parametrize(("given", "kept"), [(-3, 0), (0, 0), (10, 10), (99, 10), (None, None)])
def test_pain_scale_clamps_what_it_is_given_and_stays_silent(scale, given, kept) -> None:
    heard = []
    scale.score_chosen.connect(heard.append)
    scale.set_score(given)
    assert scale.score() == kept
    assert not heard


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [300, 350, 480, 560, 1000])
def test_pain_scale_fits_any_width_with_targets_that_can_be_hit(
    qtbot, qapp, percent: int, width: int
) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    scale = PainScale(name="pain", label="Pain")
    shown(qtbot, scale, width, scale.heightForWidth(width))
    boxes = [scale.findChild(QAbstractButton, f"pain.{score}").geometry() for score in range(11)]
    assert min(box.width() for box in boxes) >= min(SMALLEST_TARGET_PX, (width - 30) // 6)
    assert min(box.height() for box in boxes) >= SMALLEST_TARGET_PX
    assert all(scale.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one != other)


@pytest.mark.parametrize("kind", [PrimaryButton, PlainButton, AlarmButton, LinkButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_buttons_are_pressed_by_enter_and_space(qtbot, kind, key) -> None:
    button = shown(qtbot, kind("Start session", name="start"), 240, 60)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        press(key)
    assert role_of(button) == QAccessible.Role.Button
    assert name_of(button) == "Start session"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("kind", [PrimaryButton, PlainButton, AlarmButton, LinkButton])
def test_buttons_are_large_enough_for_finger_and_text(qtbot, qapp, kind, percent: int) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    button = kind("Add a note to this", name="note")
    qtbot.addWidget(button)
    text = button.fontMetrics().horizontalAdvance("Add a note to this") * 13 / 15
    assert button.sizeHint().height() >= SMALLEST_TARGET_PX
    assert button.minimumSizeHint().width() >= text


def test_a_button_can_change_what_it_says_to_everyone(qtbot) -> None:
    button = PlainButton("Pause", name="pause", key_hint="space")
    qtbot.addWidget(button)
    before = button.sizeHint().width()
    button.set_label("Go on with the session", "space")
    assert name_of(button) == "Go on with the session"
    assert button.sizeHint().width() > before


SIGNS = (("swelling", "Swelling"), ("locking", "Locked"), ("limping", "Limping"))


def test_several_chips_can_be_chosen_and_keep_their_order(qtbot) -> None:
    row = shown(qtbot, ChipRow(SIGNS, name="signs", label="Signs"), 400, 60)
    QTest.mouseClick(row.chip("limping"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(row.choice_changed):
        QTest.mouseClick(row.chip("swelling"), Qt.MouseButton.LeftButton)
    assert row.chosen() == ("swelling", "limping")


def test_choosing_one_of_single_chips_lets_go_of_the_other(qtbot) -> None:
    row = shown(qtbot, ChipRow(SIGNS, name="s", label="S", is_single=True), 400, 60)
    heard = []
    row.choice_changed.connect(lambda: heard.append(row.chosen()))
    row.chip("swelling").click()
    row.chip("locking").click()
    row.chip("locking").click()
    assert heard == [("swelling",), ("locking",), ()]


def test_a_row_that_needs_one_keeps_it(qtbot) -> None:
    row = ChipRow(SIGNS, name="s", label="S", is_single=True, needs_one=True)
    qtbot.addWidget(row)
    row.chip("locking").click()
    row.chip("locking").click()
    assert row.chosen() == ("locking",)


def test_chips_pass_over_keys_they_do_not_have(qtbot) -> None:
    row = ChipRow(SIGNS, name="s", label="S")
    qtbot.addWidget(row)
    row.set_chosen(("limping", "flying"))
    assert row.chosen() == ("limping",)


def test_chips_are_reached_by_arrows_and_pressed_by_enter(qtbot) -> None:
    row = shown(qtbot, ChipRow(SIGNS, name="s", label="S"), 400, 60)
    row.chip("swelling").setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Space)
    assert row.chosen() == ("locking", "limping")


def test_a_chip_is_a_check_box_that_keeps_its_width_when_chosen(qtbot) -> None:
    chip = Chip("Swelling", name="c")
    qtbot.addWidget(chip)
    before = chip.sizeHint()
    chip.click()
    assert chip.sizeHint() == before
    assert before.height() >= SMALLEST_TARGET_PX
    assert role_of(chip) == QAccessible.Role.CheckBox


def test_chips_flow_over_lines_when_there_is_little_room(qtbot) -> None:
    row = ChipRow(SIGNS, name="s", label="S")
    shown(qtbot, row, 120, row.heightForWidth(120))
    tops = {row.chip(key).y() for key, _ in SIGNS}
    assert len(tops) > 1
    assert all(row.rect().contains(row.chip(key).geometry()) for key, _ in SIGNS)


def test_nav_goes_by_arrows_and_says_where(qtbot) -> None:
    pages = (("today", "Today"), ("programme", "Programme"), ("settings", "Settings"))
    nav = shown(qtbot, NavList(pages, name="nav", label="Pages"), 200, 400)
    nav.setFocus()
    assert nav.page() == "today"
    with qtbot.waitSignal(nav.page_chosen) as chosen:
        press(Qt.Key.Key_Down)
    assert chosen.args == ["programme"]
    heard = []
    nav.page_chosen.connect(heard.append)
    nav.set_page("settings")
    nav.set_page("nowhere")
    assert nav.page() == "settings"
    assert not heard
    assert nav.visualItemRect(nav.item(0)).height() >= SMALLEST_TARGET_PX


def test_nav_goes_to_a_page_that_a_screen_reader_selects(qtbot) -> None:
    pages = (("today", "Today"), ("programme", "Programme"), ("settings", "Settings"))
    nav = shown(qtbot, NavList(pages, name="nav", label="Pages"), 200, 400)
    heard = []
    nav.page_chosen.connect(heard.append)
    nav.item(2).setSelected(True)
    assert nav.page() == "settings"
    assert heard == ["settings"]
    nav.item(2).setSelected(True)
    press(Qt.Key.Key_Up)
    assert heard == ["settings", "programme"]


def test_nav_scrolls_when_it_is_low(qtbot, qapp) -> None:
    apply_theme(qapp, "light", text_percent=200)
    pages = tuple((str(n), f"Page {n}") for n in range(9))
    nav = shown(qtbot, NavList(pages, name="nav", label="Pages"), 260, 300)
    nav.setFocus()
    press(Qt.Key.Key_End)
    assert nav.page() == "8"
    assert nav.viewport().rect().intersects(nav.visualItemRect(nav.item(8)))


def test_a_message_stays_until_dismissed_and_the_one_before_comes_back(qtbot) -> None:
    page = QWidget()
    bar = MessageBar(name="bar", parent=page)
    shown(qtbot, page)
    assert not bar.isVisible()
    first = Message(text="Sound is off.", kind=MessageKind.WARNING, way_out="See Settings.")
    bar.show_message(first)
    bar.show_error(KneecoachError("The disk is full.", "Free some room."))
    assert bar.accessibleName() == "The disk is full. Free some room."
    with qtbot.waitSignal(bar.message_dismissed):
        bar.findChild(QAbstractButton, "bar.dismiss").click()
    assert bar.accessibleName() == "Sound is off. See Settings."
    assert bar.messages() == (first,)
    bar.findChild(QAbstractButton, "bar.dismiss").setFocus()
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_same_message_stands_once_and_can_be_taken_away(qtbot) -> None:
    page = QWidget()
    bar = MessageBar(name="bar", parent=page)
    shown(qtbot, page)
    one, other = Message(text="One."), Message(text="Other.")
    for message in (one, other, one):
        bar.show_message(message)
    assert bar.messages() == (other, one)
    bar.take_away(one)
    bar.take_away(one)
    assert bar.messages() == (other,)


def test_a_message_can_offer_to_do_something(qtbot) -> None:
    page = QWidget()
    bar = MessageBar(name="bar", parent=page)
    shown(qtbot, page)
    bar.show_message(Message(text="Two files are left out.", action=("packs", "Show them")))
    with qtbot.waitSignal(bar.action_chosen) as chosen:
        bar.findChild(QAbstractButton, "bar.action").click()
    assert chosen.args == ["packs"]
    bar.show_message(Message(text="Nothing to do."))
    assert not bar.findChild(QAbstractButton, "bar.action").isVisible()


def test_segments_are_clamped_and_drawn_even_when_there_are_many(qtbot) -> None:
    bar = shown(qtbot, SegmentBar(name="bar", label="Session"), 60, 8)
    bar.set_segments(tuple(Segment(weight=-1, filled=7) for _ in range(200)))
    assert {one.filled for one in bar.segments()} == {1.0}
    assert all(one.weight > 0 for one in bar.segments())
    assert not bar.grab().isNull()
    bar.set_segments(())
    bar.set_says("5 of 14 sets are done")
    assert not bar.grab().isNull()
    assert bar.accessibleDescription() == "5 of 14 sets are done"


def test_week_says_its_days_to_screen_readers(qtbot) -> None:
    strip = shown(qtbot, WeekStrip(name="week", label="This week"), 300, 60)
    assert not strip.grab().isNull()
    strip.set_days((WeekDay(label="Mon", number="2", says="Monday 2 March: session done."),))
    assert strip.accessibleDescription() == "Monday 2 March: session done."
    assert not strip.grab().isNull()


def test_exercise_row_reads_as_one_sentence_and_fits_where_it_is_narrow(qtbot) -> None:
    values = RowValues(
        name="Clam",
        dose="2 × 12 each side",
        badge="+2 reps",
        tone=BadgeTone.MORE,
        reason="Three calm sessions",
    )
    row = ExerciseRow(values, name="row")
    shown(qtbot, row, 200, 260)
    assert row.accessibleName() == "Clam"
    assert row.accessibleDescription() == "2 × 12 each side. +2 reps. Three calm sessions"
    badge = row.findChild(QWidget, "row.badge")
    assert row.rect().contains(badge.geometry())
    top_when_narrow = badge.y()
    row.resize(800, 260)
    QApplication.processEvents()
    assert badge.y() < top_when_narrow


@pytest.mark.parametrize("badge", ["", "same"])
def test_an_exercise_row_has_room_for_its_lines_at_every_width(qtbot, badge: str) -> None:
    dose = "2 × 8 each side, taking turns · hold 3 s · left out"
    row = shown(qtbot, ExerciseRow(RowValues(name="Clam", dose=dose, badge=badge), name="row"))
    for width in range(200, 520, 3):
        row.resize(width, row.heightForWidth(width))
        QApplication.processEvents()
        text = next(one for one in row.findChildren(Text) if one.text() == dose)
        assert text.height() >= text.heightForWidth(text.width()), width


def test_toggle_is_pressed_by_keys_and_pointer(qtbot) -> None:
    toggle = shown(qtbot, Toggle(name="mute", label="Mute"), 60, 50)
    toggle.setFocus()
    press(Qt.Key.Key_Return)
    assert toggle.isChecked()
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not toggle.isChecked()
    heard = []
    toggle.toggled.connect(heard.append)
    toggle.set_on(True)
    assert toggle.isChecked()
    assert not heard
    assert name_of(toggle) == "Mute"


def test_number_is_changed_by_keys_and_clamped(qtbot) -> None:
    field = NumberField(name="volume", label="Volume", minimum=0, maximum=100, unit="%")
    shown(qtbot, field, 300, 60)
    field.set_number(250)
    assert field.number() == 100
    field.setFocus()
    with qtbot.waitSignal(field.number_chosen) as chosen:
        press(Qt.Key.Key_Left)
    assert chosen.args == [99]
    press(Qt.Key.Key_Home)
    assert field.number() == 0


def test_note_keeps_a_bounded_text_and_lets_tab_go_on(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    note, after = NoteField(name="note", label="A note"), LineField(name="line", label="Search")
    column.addWidget(note)
    column.addWidget(after)
    shown(qtbot, page, 400, 300)
    note.setFocus()
    QTest.keyClicks(note, "  sore  ")
    assert note.note() == "sore"
    press(Qt.Key.Key_Tab)
    assert after.hasFocus()
    note.set_note("x" * (LONGEST_NOTE + 50))
    assert len(note.note()) == LONGEST_NOTE
    assert not page.grab().isNull()


def test_choice_is_made_by_keys_and_unknown_ones_change_nothing(qtbot) -> None:
    field = ChoiceField((("a", "Light"), ("b", "Dark")), name="c", label="Appearance")
    shown(qtbot, field, 200, 60)
    field.set_choice("b")
    field.set_choice("z")
    assert field.choice() == "b"
    field.setFocus()
    press(Qt.Key.Key_Up)
    assert field.choice() == "a"
    assert not field.grab().isNull()
