"""Changing a dose under Programme: what a person sees, does and hears of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from page_actions import button, click, press, reached_by_tab
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.dose import Side
from kneecoach.model.record import CheckIn, Choice
from kneecoach.model.units import pain_score
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


def open_programme(qtbot, home, clock, *, days_ago=()) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    if days_ago:
        train_calmly(opened, days_ago=days_ago)
        opened.store.add_check_in(
            CheckIn(
                id=uuid4(),
                person_id=opened.store.default_person().id,
                day=clock.today(),
                recorded_at=clock.now(),
                pain=pain_score(0),
            )
        )
    opened.open(qtbot)
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    QTest.keyClick(nav, Key.Key_Down)
    QApplication.processEvents()
    return opened


@pytest.fixture
def new(qtbot, home, clock) -> Opened:
    return open_programme(qtbot, home, clock)


@pytest.fixture
def trained(qtbot, home, clock) -> Opened:
    """Two calm sessions; the dose stays the same for now."""
    return open_programme(qtbot, home, clock, days_ago=(3, 1))


def use(opened: Opened, name: str) -> None:
    """Press a control of the page, wherever it has been scrolled to."""
    opened.part("programme").ensureWidgetVisible(button(opened.window, name))
    QApplication.processEvents()
    click(opened.window, name)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def said(opened: Opened, exercise: str) -> str:
    found = opened.window.findChild(QLabel, f"dose.{exercise}.said")
    return found.text() if found is not None and found.isVisible() else ""


def overrules(opened: Opened):
    people = opened.store.people()
    return opened.store.read(people[0].id).overrules if people else ()


def give_reason(opened: Opened, exercise: str, words: str) -> None:
    field = opened.part(f"dose.{exercise}.reason")
    field.setFocus()
    QTest.keyClicks(field, words)


def test_each_exercise_in_use_has_a_quiet_button_that_opens_a_panel(trained) -> None:
    one = button(trained.window, "programme.dose.lift")
    assert one.accessibleName() == "Change the dose of Lift"
    assert trained.part("dose.lift") is None
    use(trained, "programme.dose.lift")
    panel = trained.part("dose.lift")
    assert panel.isVisible()
    assert panel.window() is trained.window
    assert panel.accessibleName() == "The next session of Lift"
    assert QApplication.focusWidget() is button(trained.window, "dose.lift.choice.hold")
    assert not button(trained.window, "dose.lift.save").isEnabled()


def test_today_has_no_such_button(trained) -> None:
    today = trained.part("today")
    names = [one.objectName() for one in today.findChildren(QWidget)]
    assert not any(name.startswith(("programme.dose", "dose.")) for name in names)


def test_going_up_warns_and_waits_for_a_reason(trained) -> None:
    use(trained, "programme.dose.lift")
    use(trained, "dose.lift.choice.up")
    assert said(trained, "lift").startswith("Going up sooner than the rules advise")
    save = button(trained.window, "dose.lift.save")
    assert not save.isEnabled()
    give_reason(trained, "lift", "   ")
    assert not save.isEnabled()
    give_reason(trained, "lift", "It feels easy")
    assert save.isEnabled()
    use(trained, "dose.lift.save")
    (kept,) = overrules(trained)
    assert (kept.exercise_id, kept.side, kept.choice) == ("lift", None, Choice.UP)
    assert kept.reason == "It feels easy"
    assert any(text.startswith("You chose to go up: one level up") for text in trained.sees())
    assert QApplication.focusWidget() is button(trained.window, "programme.dose.lift")
    assert trained.part("dose.lift") is None or not trained.part("dose.lift").isVisible()


def test_today_follows_what_was_chosen(trained) -> None:
    use(trained, "programme.dose.lift")
    use(trained, "dose.lift.choice.down")
    assert said(trained, "lift") == "It stays there for at least a week."
    use(trained, "dose.lift.save")
    nav = trained.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_Home)
    QApplication.processEvents()
    assert trained.page() == "today"
    assert any("You chose to go down" in text for text in trained.sees())


def test_holding_where_nothing_changes_anyway_says_so(trained) -> None:
    use(trained, "programme.dose.lift")
    use(trained, "dose.lift.choice.hold")
    assert said(trained, "lift") == "That is what the coach would do by itself."
    use(trained, "dose.lift.save")
    assert [one.choice for one in overrules(trained)] == [Choice.HOLD]


def test_holding_a_step_up_is_for_the_next_session(qtbot, home, clock) -> None:
    opened = open_programme(qtbot, home, clock, days_ago=(7, 5, 3, 1))
    use(opened, "programme.dose.lift")
    use(opened, "dose.lift.choice.hold")
    assert said(opened, "lift").startswith("For the next session only")
    use(opened, "dose.lift.save")
    assert any(text.startswith("You chose to keep the dose") for text in opened.sees())


def test_what_is_not_possible_today_says_why_and_cannot_be_saved(new) -> None:
    use(new, "programme.dose.lift")
    use(new, "dose.lift.choice.up")
    assert said(new, "lift") == (
        "Not possible today. A new exercise begins where the programme says."
    )
    assert not new.part("dose.lift.reason").isVisible()
    assert not button(new.window, "dose.lift.save").isEnabled()


def test_one_leg_can_be_chosen_where_each_has_its_dose(trained) -> None:
    use(trained, "programme.dose.lift")
    assert not trained.part("dose.lift.leg").isVisible()
    use(trained, "programme.dose.sway")
    assert trained.part("dose.sway.leg").isVisible()
    assert button(trained.window, "dose.sway.leg.both").isChecked()
    assert button(trained.window, "programme.dose.lift").isVisible(), "the first panel is closed"
    use(trained, "dose.sway.leg.left")
    use(trained, "dose.sway.choice.down")
    use(trained, "dose.sway.save")
    (kept,) = overrules(trained)
    assert (kept.side, kept.choice, kept.reason) == (Side.LEFT, Choice.DOWN, "")


def test_escape_and_a_button_leave_the_dose_as_it_is(trained) -> None:
    opener = button(trained.window, "programme.dose.lift")
    for leave in (lambda: press(Key.Key_Escape), lambda: use(trained, "dose.lift.cancel")):
        use(trained, "programme.dose.lift")
        leave()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert opener.isVisible()
        assert QApplication.focusWidget() is opener
    assert overrules(trained) == ()


def test_all_of_it_is_reached_and_done_by_keyboard(trained) -> None:
    opener = button(trained.window, "programme.dose.lift")
    opener.setFocus()
    press(Key.Key_Space)
    QApplication.processEvents()
    press(Key.Key_Right)
    press(Key.Key_Right)
    press(Key.Key_Space)
    field = trained.part("dose.lift.reason")
    assert field.isVisible()
    give_reason(trained, "lift", "Easy")
    seen = reached_by_tab(trained.window)
    assert {"dose.lift.save", "dose.lift.cancel"} <= seen
    button(trained.window, "dose.lift.save").setFocus()
    press(Key.Key_Space)
    assert [one.choice for one in overrules(trained)] == [Choice.UP]


def test_a_choice_that_cannot_be_kept_stays_on_the_page(trained) -> None:
    use(trained, "programme.dose.lift")
    use(trained, "dose.lift.choice.down")
    trained.store.trouble = HistoryError("The disk is full.", "Free some space.", Trouble.FULL)
    use(trained, "dose.lift.save")
    assert "The disk is full." in trained.sees()
    assert button(trained.window, "dose.lift.choice.down").isChecked()
    assert overrules(trained) == ()
