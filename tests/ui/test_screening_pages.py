"""Someone new is welcomed and asked the safety questions; a new sign asks them again."""

from __future__ import annotations

import pytest
from fakes_history import FakeHistoryStore
from page_actions import button, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from window_harness import Opened

from kneecoach.history.errors import refused
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.screening import Occasion
from kneecoach.ui.theme.apply import apply_theme

Key = Qt.Key


@pytest.fixture
def new(qtbot, home, clock):
    return Opened(qtbot, home, clock=clock, is_new=True).open(qtbot)


@pytest.fixture
def known(qtbot, home, clock):
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    clock.advance(60)
    return opened


def history(opened):
    return opened.store.read(opened.store.people()[0].id)


def go_to_questions(opened, knee: str = "left") -> None:
    click(opened.window, f"welcome.knee.{knee}")
    press(Key.Key_Return)
    assert opened.page() == "screening_page"


def mark(opened, flag: Flag, side: str = "left") -> None:
    click(opened.window, f"screening.{flag}.{side}")


def test_the_first_session_is_reached_by_keyboard_in_a_few_keys(new, clock):
    assert new.page() == "welcome_page"
    press(Key.Key_Space)  # the left knee, which has the keyboard
    press(Key.Key_Return)
    assert new.page() == "screening_page"
    assert any(text.startswith("Step 2 of 3. ") for text in new.sees())
    press(Key.Key_N)
    assert new.page() == "welcome_page"
    assert button(new.window, "welcome.start").hasFocus()
    press(Key.Key_Return)
    assert new.page() == "before_page"
    press(Key.Key_1)
    press(Key.Key_Return)
    assert new.page() == "session_page"
    assert new.session().knee is Knee.LEFT
    assert {one.occasion for one in history(new).screenings} == {Occasion.FIRST}


def test_the_welcome_says_what_this_is_not_and_needs_a_knee(new):
    assert any("makes no diagnosis" in text for text in new.sees())
    assert not button(new.window, "welcome.next").isEnabled()


def test_what_comes_next_is_in_view_once_the_knee_is_chosen(new, qapp):
    new.window.resize(700, 480)
    apply_theme(qapp, "dark", text_percent=200)
    QApplication.processEvents()
    page = new.window.findChild(QWidget, "welcome_page")
    press(Key.Key_Space)
    QApplication.processEvents()
    following = button(new.window, "welcome.next")
    bottom = following.mapTo(page, following.rect().bottomLeft()).y()
    apply_theme(qapp, "light")
    assert following.hasFocus()
    assert bottom < page.height()


def test_the_proposal_gives_its_reason_and_its_exercises(new):
    go_to_questions(new, "both")
    press(Key.Key_N)
    seen = " ".join(new.sees())
    assert "Short one" in seen
    assert "It is short." in seen
    assert "Lift: 2 × 2" in seen
    assert "you can begin gently" in seen


def test_a_sign_needs_its_score_and_leads_to_being_seen(new):
    go_to_questions(new)
    mark(new, Flag.LOCKING)
    assert button(new.window, "screening.save").text() == "Save these answers"
    click(new.window, "screening.save")
    assert new.page() == "screening_page"
    assert any("Choose a number" in text for text in new.sees())
    press(Key.Key_4)
    click(new.window, "screening.save")
    assert new.page() == "seek_care_page"
    assert any("within the next few days" in text for text in new.sees())
    (morning,) = history(new).check_ins
    assert (morning.knee, morning.pain, morning.flags) == (Knee.LEFT, 4, {Flag.LOCKING})


def test_looking_around_first_asks_before_the_first_session(new):
    press(Key.Key_Escape)
    assert new.page() == "today"
    press(Key.Key_Return)
    assert new.page() == "screening_page"
    click(new.window, "screening.knee.right")
    press(Key.Key_N)
    assert new.page() == "before_page"
    assert new.store.people()[0].sore_knee is Knee.RIGHT


def test_a_later_start_goes_to_today_at_once(new, qtbot, home, clock):
    go_to_questions(new)
    press(Key.Key_N)
    again = Opened(qtbot, home, clock=clock, store=new.store, is_new=True).open(qtbot)
    assert again.page() == "today"
    assert again.part("welcome_page") is None


def test_putting_the_questions_off_keeps_nothing(new):
    go_to_questions(new)
    mark(new, Flag.FEVER)
    press(Key.Key_Escape)
    assert new.page() == "today"
    assert not any(new.store.read(one.id).screenings for one in new.store.people())


def test_answers_that_cannot_be_kept_stay_on_the_page(new):
    go_to_questions(new)
    mark(new, Flag.SWELLING, "right")
    new.part("screening.pain.right").setFocus()
    press(Key.Key_3)
    new.store.default_person()
    new.store.trouble = refused("The disk is full.")
    click(new.window, "screening.save")
    assert new.page() == "screening_page"
    assert any("The disk is full." in text for text in new.sees())
    assert button(new.window, f"screening.{Flag.SWELLING}.right").isChecked()
    new.store.trouble = None
    click(new.window, "screening.save")
    assert new.page() == "seek_care_page"


def test_the_arrows_go_from_sign_to_sign_and_from_knee_to_knee(new):
    go_to_questions(new)
    assert QApplication.focusWidget().objectName() == "screening.fever.left"
    for key, name in (
        (Key.Key_Down, "screening.deformity.left"),
        (Key.Key_Right, "screening.deformity.right"),
        (Key.Key_Up, "screening.fever.right"),
    ):
        press(key)
        assert QApplication.focusWidget().objectName() == name


def finish_with(opened, flag: Flag) -> None:
    opened.start()
    opened.go_until(lambda: opened.page() == "finish_page")
    opened.part("during").setFocus()
    press(Key.Key_2)
    opened.part("after").setFocus()
    press(Key.Key_1)
    click(opened.window, "effort.6")
    click(opened.window, f"finish_flags.common.{flag}")
    click(opened.window, "save")


def test_a_sign_at_the_end_of_a_session_asks_about_the_others(known):
    finish_with(known, Flag.SWELLING)
    assert known.page() == "screening_page"
    assert any("not there before" in text for text in known.sees())
    assert button(known.window, "screening.swelling.left").isChecked()
    known.clock.advance(60)
    for side in ("left", "right"):
        known.part(f"screening.pain.{side}").setFocus()
        press(Key.Key_2)
    click(known.window, "screening.save")
    assert known.page() == "seek_care_page"
    assert {one.occasion for one in history(known).screenings[-2:]} == {Occasion.SIGN}


def test_putting_off_the_other_signs_still_says_whom_to_see(known):
    finish_with(known, Flag.SWELLING)
    press(Key.Key_Escape)
    assert known.page() == "seek_care_page"


def test_every_row_names_its_sign_and_its_knee_for_a_screen_reader(new):
    go_to_questions(new)
    chip = button(new.window, "screening.calf_swelling.right")
    assert chip.accessibleName() == "The calf is swollen or hot: Right"


def test_someone_who_has_trained_before_is_not_welcomed_but_asked_before_the_next_session(
    qtbot, home, clock
):
    store = FakeHistoryStore()
    first = Opened(qtbot, home, clock=clock, store=store).open(qtbot)
    first.start()
    first.go(20)
    first.die()
    store.forget_screenings()
    again = Opened(qtbot, home, clock=clock, store=store, is_new=True).open(qtbot)
    assert again.page() == "today"
    click(again.window, "today.start")
    assert again.page() == "screening_page"


def test_the_questions_and_the_knee_are_found_under_settings(known):
    known.room.show_page("settings")
    known.shell.show_page(known.part("settings"))
    known.part("settings").ensureWidgetVisible(button(known.window, "settings.safety"))
    click(known.window, "settings.safety")
    assert known.page() == "screening_page"
    assert button(known.window, "screening.knee.left").isChecked()
    click(known.window, "screening.knee.both")
    known.part("screening_page").setFocus()
    click(known.window, "screening.save")
    assert known.page() == "today"
    assert known.store.people()[0].sore_knee is Knee.BOTH
    assert history(known).screenings[-1].occasion is Occasion.WISH
