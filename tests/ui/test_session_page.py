"""The running session, driven by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    click,
    press,
    reached_by_tab,
    shown,
    texts,
    visible_controls,
)
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.record import Outcome
from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.outline import outline, set_key
from kneecoach.session.step import PauseReason, Step, StepKind
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.session_words import StepView, view_step
from kneecoach.ui.stage.outline import bar_says, bar_segments
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import DARK, HIGH_CONTRAST

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LOWER = Step(
    kind=StepKind.WORK,
    lasts=Seconds(10),
    expected=Seconds(10),
    position=0,
    exercise_id="single_leg_knee_dip",
    exercise_name="Single-leg knee dip",
    set_side=Side.LEFT,
    side=Side.LEFT,
    set_number=1,
    sets=1,
    rep=1,
    reps=8,
    phase=PhaseName.LOWER,
    cue="Push the knee out over your toes",
    ends_set=True,
)
SWITCH = replace(
    LOWER,
    kind=StepKind.SWITCH,
    lasts=Seconds(6),
    set_side=Side.RIGHT,
    side=Side.RIGHT,
    phase=None,
    cue="",
    ends_set=False,
)
RIGHT = replace(LOWER, set_side=Side.RIGHT, side=Side.RIGHT)
REST = replace(SWITCH, kind=StepKind.REST, lasts=Seconds(30), expected=Seconds(30))
OWN_PACE = replace(
    LOWER, position=1, exercise_name="Seated kick", lasts=None, phase=None, rep=0, reps=10
)
STEPS = (LOWER, SWITCH, RIGHT, REST, OWN_PACE)


@pytest.fixture(autouse=True)
def theme(qapp):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot) -> SessionPage:
    page = SessionPage()
    page.show_sound(70, is_muted=False)
    show(page, 0)
    return shown(qtbot, page)


def show(page: SessionPage, index: int) -> StepView:
    view = view_step(STEPS, index, exercises=2)
    page.show_step(STEPS[index], view)
    return view


class PaintCounter(QObject):
    """Count how often anything in a page is painted."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__(page)
        self.painted: set[str] = set()
        for widget in (page, *page.findChildren(QObject)):
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.add(watched.objectName())
        return False


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Space, "pause_requested"),
        (Qt.Key.Key_Right, "skip_requested"),
        (Qt.Key.Key_Left, "back_requested"),
        (Qt.Key.Key_P, "pain_reported"),
        (Qt.Key.Key_F, "full_screen_requested"),
        (Qt.Key.Key_F11, "full_screen_requested"),
        (Qt.Key.Key_M, "mute_requested"),
        (Qt.Key.Key_V, "talk_requested"),
        (Qt.Key.Key_Up, "louder_requested"),
        (Qt.Key.Key_Down, "quieter_requested"),
        (Qt.Key.Key_Escape, "leave_asked"),
    ],
)
def test_one_key_does_each_thing_as_soon_as_the_page_is_shown(qtbot, page, key, signal):
    with qtbot.waitSignal(getattr(page, signal), timeout=20_000):
        press(key)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("pause", "pause_requested"),
        ("skip", "skip_requested"),
        ("back", "back_requested"),
        ("it_hurts", "pain_reported"),
        ("full_screen", "full_screen_requested"),
        ("mute", "mute_requested"),
        ("talk", "talk_requested"),
        ("louder", "louder_requested"),
        ("quieter", "quieter_requested"),
    ],
)
def test_the_mouse_does_the_same(qtbot, page, name, signal):
    with qtbot.waitSignal(getattr(page, signal), timeout=20_000):
        click(page, name)


def test_arrows_and_letters_still_work_when_a_button_has_the_keyboard(qtbot, page):
    button(page, "pause").setFocus()
    with qtbot.waitSignal(page.skip_requested, timeout=20_000):
        press(Qt.Key.Key_Right)
    with qtbot.waitSignal(page.pain_reported, timeout=20_000):
        press(Qt.Key.Key_P)


def test_space_on_a_button_presses_that_button(qtbot, page):
    button(page, "it_hurts").setFocus()
    with qtbot.assertNotEmitted(page.pause_requested), qtbot.waitSignal(page.pain_reported):
        press(Qt.Key.Key_Space)


def test_space_goes_on_after_a_pause(qtbot, page):
    page.show_paused(PauseReason.ASKED)
    with qtbot.assertNotEmitted(page.pause_requested), qtbot.waitSignal(page.resume_requested):
        press(Qt.Key.Key_Space)


def test_a_held_space_key_asks_once(qtbot, page):
    asked = []
    page.pause_requested.connect(lambda: asked.append(1))
    press(Qt.Key.Key_Space)
    from PySide6.QtGui import QKeyEvent

    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True
    )
    QApplication.sendEvent(page, again)
    assert asked == [1]


def test_enter_ends_a_set_at_ones_own_pace_and_no_other(qtbot, page):
    with qtbot.assertNotEmitted(page.set_done):
        press(Qt.Key.Key_Return)
    show(page, 4)
    with qtbot.waitSignal(page.set_done, timeout=20_000):
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.set_done, timeout=20_000):
        click(page, "done")
    page.show_paused(PauseReason.ASKED)
    with qtbot.assertNotEmitted(page.set_done):
        press(Qt.Key.Key_Return)


def test_work_at_ones_own_pace_shows_the_repetitions_and_how_to_go_on(page):
    show(page, 4)
    page.show_progress(Seconds(12), Seconds(30))
    assert page.working.ring.number() == "10"
    assert page.working.ring.small() == "Press Enter when done"
    assert button(page, "done").isVisible()
    show(page, 0)
    assert not button(page, "done").isVisible()


def test_a_step_shows_where_it_is_and_what_to_do(page):
    assert page.header.where() == "Exercise 1 of 2"
    assert page.header.exercise() == "Single-leg knee dip"
    assert page.header.badge.side() == "LEFT"
    assert page.working.ring.word() == "Lower"
    assert page.working.ring.small() == "rep 1 of 8"
    assert "Push the knee out over your toes" in texts(page)


def test_the_number_counts_down_and_the_last_three_seconds_stand_out(page):
    seen = []
    for elapsed in (0.0, 0.5, 6.9, 7.0, 9.99):
        page.show_progress(Seconds(elapsed), Seconds(50 - elapsed))
        seen.append((page.working.ring.number(), page.working.ring.is_final()))
    assert seen == [("10", False), ("10", False), ("4", False), ("3", True), ("1", True)]
    assert page.working.ring.fraction() == pytest.approx(0.999)
    assert page.controls.next_line() == "Next: right side · 0:41 left"


def test_a_phase_shorter_than_the_countdown_is_not_all_alarm(page):
    short = replace(LOWER, lasts=Seconds(2))
    page.show_step(short, view_step((short,), 0, exercises=1))
    page.show_count(Seconds(1))
    assert not page.working.ring.is_final()


def test_every_cue_has_a_light(qtbot, page):
    ring = page.working.ring
    assert ring.is_flashing()
    qtbot.waitUntil(lambda: not ring.is_flashing(), timeout=20_000)
    page.show_halfway()
    assert ring.is_flashing()


def test_changing_sides_fills_the_stage(page):
    show(page, 1)
    page.show_count(Seconds(1))
    assert page.switch.isVisible()
    assert not page.working.isVisible()
    assert page.switch.accessibleName() == "Switch sides: RIGHT"
    assert page.switch.number() == "5"
    show(page, 2)
    assert page.working.isVisible()


def test_a_rest_tells_what_comes_and_how_it_begins(page):
    view = replace(view_step(STEPS, 3, exercises=2), steps=("Sit tall.", "Straighten the knee."))
    page.show_step(REST, view)
    assert page.working.coming.title() == "Next: Seated kick"
    assert page.working.coming.steps() == ("1. Sit tall.", "2. Straighten the knee.")
    show(page, 0)
    assert not page.working.coming.isVisible()


def test_a_pause_says_why(page):
    page.show_paused(PauseReason.SLEPT)
    assert page.paused.isVisible()
    assert page.paused.reason() == "The computer slept. The session waited for you."
    assert button(page, "pause").text() == "Go on"
    page.show_paused(None)
    assert page.working.isVisible()
    assert button(page, "pause").text() == "Pause"


def test_a_note_stays_until_it_is_taken_back(page):
    page.show_note("No sound: follow the screen.")
    assert "No sound: follow the screen." in texts(page)
    page.show_note("")
    assert page.header.note() == ""


def test_sound_and_full_screen_say_how_they_stand(page):
    page.show_sound(40, is_muted=False)
    assert button(page, "mute").text() == "Sound 40 %"
    page.show_talk(Talk.SPARSE)
    assert button(page, "talk").text() == "Voice: little"
    page.show_talk(Talk.SILENT)
    assert button(page, "talk").text() == "Silent"
    page.show_sound(40, is_muted=True)
    assert button(page, "mute").text() == "Sound off"
    page.show_full_screen(is_full=True)
    assert button(page, "full_screen").text() == "Window"


def test_escape_asks_in_the_page_and_enter_keeps_going(qtbot, page):
    with qtbot.waitSignal(page.leave_asked):
        press(Qt.Key.Key_Escape)
    assert page.is_asking()
    with qtbot.assertNotEmitted(page.end_requested), qtbot.waitSignal(page.leave_declined):
        press(Qt.Key.Key_Return)
    assert not page.is_asking()
    with qtbot.waitSignal(page.pause_requested):
        press(Qt.Key.Key_Space)


def test_a_second_escape_takes_the_question_back(qtbot, page):
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.leave_declined):
        press(Qt.Key.Key_Escape)
    assert page.working.isVisible()


def test_ending_takes_a_choice_of_its_own(qtbot, page):
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.end_requested):
        click(page, "end_session")


def test_while_asked_nothing_moves_but_it_hurts_works(qtbot, page):
    press(Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(page.skip_requested), qtbot.assertNotEmitted(page.back_requested):
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Left)
    assert not button(page, "skip").isEnabled()
    with qtbot.waitSignal(page.pain_reported):
        press(Qt.Key.Key_P)
    assert not page.is_asking()
    assert button(page, "skip").isEnabled()


def test_a_step_that_begins_while_asked_waits_behind_the_question(page):
    press(Qt.Key.Key_Escape)
    show(page, 1)
    page.show_paused(PauseReason.ASKED)
    assert page.is_asking()


def test_a_tick_repaints_the_ring_alone(qtbot, page):
    qtbot.waitUntil(lambda: not page.working.ring.is_flashing(), timeout=20_000)
    page.show_progress(Seconds(4.0), Seconds(40))
    QApplication.processEvents()
    counter = PaintCounter(page)
    page.show_progress(Seconds(4.05), Seconds(39.95))
    QApplication.processEvents()
    assert counter.painted == {"ring"}


def test_an_unchanged_moment_paints_nothing(qtbot, page):
    qtbot.waitUntil(lambda: not page.working.ring.is_flashing(), timeout=20_000)
    page.show_progress(Seconds(4.0), Seconds(40))
    QApplication.processEvents()
    counter = PaintCounter(page)
    page.show_progress(Seconds(4.0), Seconds(40))
    QApplication.processEvents()
    assert counter.painted == set()


@pytest.mark.parametrize("index", range(len(STEPS)))
def test_every_control_has_a_name_a_size_and_a_key(page, index):
    show(page, index)
    for control in visible_controls(page):
        assert control.objectName()
        assert control.accessibleName()
        assert control.width() >= SMALLEST_TARGET_PX, control.objectName()
        assert control.height() >= SMALLEST_TARGET_PX, control.objectName()
    names = {one.objectName() for one in visible_controls(page)}
    assert names <= reached_by_tab(page)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640)])
def test_the_controls_stay_in_view_at_every_size(qtbot, qapp, percent, width, height):
    apply_theme(qapp, "dark", text_percent=percent)
    page = SessionPage()
    show(page, 4)
    shown(qtbot, page, width, height)
    assert (page.width(), page.height()) == (width, height)
    for name in ("back", "pause", "done", "skip", "it_hurts"):
        one = button(page, name)
        corner = one.mapTo(page, one.rect().bottomRight())
        assert page.rect().contains(corner), name
        assert one.width() >= one.sizeHint().width(), name
    ring = page.working.ring
    assert min(ring.width(), ring.height()) >= 160


@pytest.mark.parametrize("index", [0, 4])
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_cue_and_number_stay_in_view_in_a_small_window(qtbot, qapp, percent, index):
    apply_theme(qapp, "dark", text_percent=percent)
    page = SessionPage()
    show(page, index)
    shown(qtbot, page, 1024, 640)
    page.show_progress(Seconds(3), Seconds(200))
    long_cue = "Push the knee out over your toes, and keep your hips level all the way"
    for cue in (LOWER.cue, long_cue):
        page.show_step(STEPS[index], replace(view_step(STEPS, index, exercises=2), cue=cue))
        QApplication.processEvents()
        (label,) = (one for one in page.findChildren(QLabel) if one.text() == cue)
        for part in (page.header, page.working.ring, label):
            assert not part.visibleRegion().isEmpty()
            assert part.visibleRegion().boundingRect() == part.rect(), part.objectName()
            assert part.height() >= part.heightForWidth(part.width())
        assert page.working.ring.height() >= 160


def test_where_the_buttons_are_tight_they_leave_their_keys_out(qtbot, qapp):
    apply_theme(qapp, "dark", text_percent=200)
    page = SessionPage()
    show(page, 4)
    shown(qtbot, page, 1024, 640)
    done, pause = button(page, "done"), button(page, "pause")
    assert (done.key_hint(), pause.key_hint()) == ("", "")
    assert done.y() == pause.y()
    page.show_paused(PauseReason.ASKED)
    assert pause.key_hint() == ""
    page.show_paused(None)
    page.resize(1600, 640)
    QApplication.processEvents()
    assert done.key_hint() == "Enter"
    assert pause.key_hint() == "space"


def test_the_ring_goes_by_whole_seconds_where_less_motion_is_asked_for(page, monkeypatch):
    ring = page.working.ring
    page.show_count(Seconds(1.0))
    page.show_count(Seconds(1.5))
    assert ring.fraction() == pytest.approx(0.15)
    monkeypatch.setattr("kneecoach.ui.stage.ring.motion_allowed", lambda _widget: False)
    page.show_count(Seconds(2.0))
    assert (ring.number(), ring.fraction()) == ("8", pytest.approx(0.2))
    page.show_count(Seconds(2.5))
    assert (ring.number(), ring.fraction()) == ("8", pytest.approx(0.2))
    page.show_count(Seconds(3.0))
    assert (ring.number(), ring.fraction()) == ("7", pytest.approx(0.3))
    show(page, 0)
    assert ring.fraction() == 0.0


def test_the_session_is_dark_in_a_light_window_and_can_be_high_contrast(page):
    assert tokens_of(page.working.ring) is DARK
    page.set_tokens(HIGH_CONTRAST)
    assert tokens_of(page.working.ring) is HIGH_CONTRAST


def test_the_bar_shows_done_current_and_left_out_sets():
    segments = outline(STEPS)
    first, second, third = (one.key for one in segments)
    ended = {first: Outcome.STOPPED}
    bar = bar_segments(segments, current=second, ended=ended, share_done=0.4)
    assert [(one.is_left_out, one.is_current, one.filled) for one in bar] == [
        (True, False, 0.0),
        (False, True, 0.4),
        (False, False, 0.0),
    ]
    assert third == set_key(OWN_PACE)
    assert bar_says(segments, {first: Outcome.DONE}) == "1 of 3 sets are done"
    assert bar_segments(segments, current=None, ended={first: Outcome.DONE})[0].filled == 1.0


def test_screen_readers_hear_every_step_pause_and_question(page, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(
        "kneecoach.ui.pages.session.announce", lambda _widget, text, **_: said.append(text)
    )
    show(page, 1)
    show(page, 2)
    show(page, 3)
    page.show_halfway()
    page.show_paused(PauseReason.ASKED)
    press(Qt.Key.Key_Escape)
    assert said == [
        "Switch sides. Right side.",
        "Rep 1 of 8. Lower.",
        "Rest, 30 s. Next: Seated kick.",
        "Halfway",
        "Paused. Take the time you need.",
        "End the session here?",
    ]


NOTE = "Use the mirror in the hall."


def test_the_physios_note_stands_under_what_comes_and_then_under_the_name(qtbot):
    page = shown(qtbot, SessionPage())
    noted = replace(LOWER, note=NOTE)
    ready = replace(noted, kind=StepKind.READY, phase=None, cue="", ends_set=False)
    steps = (ready, noted)
    page.show_step(ready, view_step(steps, 0, exercises=1))
    assert NOTE in page.working.coming.note()
    assert page.header.words() == ""
    page.show_step(noted, view_step(steps, 1, exercises=1))
    assert NOTE in page.header.words()
    label = page.findChild(QLabel, "session_header.words")
    assert label is not None
    assert label.isVisible()
    page.resize(700, 380)
    page.header.set_low(is_low=True)
    assert not label.isVisible()
    page.header.set_low(is_low=False)
    page.show_step(LOWER, view_step(STEPS, 0, exercises=2))
    assert not label.isVisible()
