"""Check Today by what a person sees and does on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from look_samples import (
    CLAM,
    FRIDAY,
    GAVE_WAY,
    LASTED,
    SORE,
    care_plan,
    paused_plan,
    plan,
    planned,
    prescribed,
    settle,
    tap,
    view,
)
from page_actions import SMALLEST_TARGET_PX, button, press, shown
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kneecoach.model.decision import Action, Standing, Urgency
from kneecoach.model.feedback import Flag
from kneecoach.model.programme import ProgrammeItem
from kneecoach.model.record import CheckIn
from kneecoach.model.stages import Stage, StageName, StageStanding
from kneecoach.model.units import PainScore
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.today_view import CheckInAnswer, ResumeView
from kneecoach.ui.widgets.buttons import PrimaryButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

THURSDAY = FRIDAY - timedelta(days=1)
STAGES = ("Calm", "Strengthen", "Load", "Return")
OWED = replace(view(), plan=plan(morning_owed=THURSDAY))


@pytest.fixture(autouse=True)
def usual_theme(qapp: QApplication):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def page(qtbot) -> TodayPage:
    return shown(qtbot, TodayPage())


def texts(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def check_in(**changes: object) -> CheckIn:
    base = CheckIn(
        id=UUID(int=5),
        person_id=UUID(int=1),
        day=FRIDAY,
        recorded_at=datetime(2026, 3, 6, 7, tzinfo=UTC),
        pain=PainScore(2),
    )
    return replace(base, **changes)


def test_loading_says_so(page) -> None:
    page.show_loading()
    assert texts(page) == ["Today", "One moment"]


def test_a_due_day_shows_each_dose_what_changed_and_why(page) -> None:
    page.show_plan(view())
    seen = texts(page)
    assert seen[:2] == ["Friday: Knee starter", "About 24 minutes · mat and chair"]
    for words in ("Clam", "2 × 12 each side · hold 2 s", "+2 reps", "Three calm days", "same"):
        assert words in seen
    assert "−1 set" in seen
    assert "The knee was sore two mornings running" in seen
    assert SORE in seen


def test_start_has_the_keyboard_and_starts(qtbot, page) -> None:
    page.show_plan(view())
    page.setFocus()
    assert QApplication.focusWidget().objectName() == "today.start"
    with qtbot.waitSignal(page.start_requested):
        press(Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "shows",
    [
        view(),
        OWED,
        replace(view(), plan=None),
        replace(view(), plan=care_plan(Urgency.SOON)),
        replace(view(), plan=paused_plan()),
    ],
    ids=["due", "owed", "none", "care", "paused"],
)
def test_a_screen_has_at_most_one_primary_button(page, shows) -> None:
    page.show_plan(shows)
    assert len([one for one in page.findChildren(PrimaryButton) if one.isVisible()]) <= 1


def test_the_check_in_is_asked_only_when_it_is_owed(page) -> None:
    page.show_plan(view())
    assert "How is the knee this morning?" not in texts(page)
    page.show_plan(OWED)
    assert "How is the knee this morning?" in texts(page)
    assert "After yesterday’s session" in texts(page)
    page.show_plan(view())
    assert "How is the knee this morning?" not in texts(page)


def test_a_check_in_is_saved_with_all_that_was_said(qtbot, page) -> None:
    page.show_plan(OWED)
    tap(page, "check_in.pain.3")
    tap(page, "check_in.signs.swelling")
    tap(page, "check_in.signs.stiff")
    tap(page, "check_in.more")
    tap(page, "check_in.rarer_signs.night_pain")
    tap(page, "check_in.add_note")
    QTest.keyClicks(QApplication.focusWidget(), "sore on the stairs")
    with qtbot.waitSignal(page.check_in_saved) as saved:
        tap(page, "check_in.save")
    answer = CheckInAnswer(
        day=FRIDAY,
        pain=PainScore(3),
        stiff=True,
        flags=frozenset({Flag.SWELLING, Flag.NIGHT_PAIN}),
        note="sore on the stairs",
    )
    assert saved.args == [(answer,)]


def test_a_check_in_without_a_number_asks_for_it(qtbot, page) -> None:
    page.show_plan(OWED)
    with qtbot.assertNotEmitted(page.check_in_saved):
        tap(page, "check_in.save")
    assert "Choose a number from 0 to 10 first." in texts(page)
    press(Qt.Key.Key_0)
    assert "Choose a number from 0 to 10 first." not in texts(page)
    with qtbot.waitSignal(page.check_in_saved) as saved:
        tap(page, "check_in.save")
    assert saved.args[0][0].pain == 0
    assert saved.args[0][0].flags == frozenset()


def test_every_sign_can_be_said_in_the_check_in(qtbot, page) -> None:
    page.show_plan(OWED)
    tap(page, "check_in.more")
    for flag in Flag:
        chips = [
            one
            for row in ("signs", "rarer_signs")
            if (one := page.findChild(QAbstractButton, f"check_in.{row}.{flag.value}"))
        ]
        assert len(chips) == 1, flag
        chips[0].click()
    tap(page, "check_in.pain.9")
    with qtbot.waitSignal(page.check_in_saved) as saved:
        button(page, "check_in.save").click()
    assert saved.args[0][0].flags == frozenset(Flag)


def test_answers_not_saved_stay_and_keep_the_keyboard_when_the_day_is_shown_anew(page) -> None:
    page.show_plan(OWED)
    tap(page, "check_in.pain.4")
    tap(page, "check_in.signs.limping")
    page.show_plan(replace(OWED, minutes=20))
    assert button(page, "check_in.pain.4").isChecked()
    assert button(page, "check_in.signs.limping").isChecked()
    assert QApplication.focusWidget().objectName() == "check_in.signs.limping"


def test_answers_about_one_morning_are_not_taken_for_another(page) -> None:
    page.show_plan(OWED)
    tap(page, "check_in.pain.4")
    later = FRIDAY + timedelta(days=2)
    moved = plan(day=later, morning_owed=later - timedelta(days=1))
    page.show_plan(replace(OWED, day=later, plan=moved))
    assert not button(page, "check_in.pain.4").isChecked()


def test_a_saved_check_in_reads_back_and_can_be_changed(qtbot, page) -> None:
    said = check_in(flags=frozenset({Flag.SWELLING}), stiff=True)
    page.show_plan(replace(OWED, words=(said,)))
    assert "Saved: pain 2 of 10, swelling, and stiff on waking." in texts(page) or (
        "Saved: pain 2 of 10, swelling and stiff on waking." in texts(page)
    )
    tap(page, "check_in.change")
    assert button(page, "check_in.pain.2").isChecked()
    press(Qt.Key.Key_1)
    tap(page, "check_in.signs.swelling")
    with qtbot.waitSignal(page.check_in_saved) as saved:
        tap(page, "check_in.save")
    assert saved.args == [(CheckInAnswer(day=FRIDAY, pain=PainScore(1), stiff=True),)]


def test_a_pause_is_told_calmly_and_asks_about_walking(qtbot, page) -> None:
    page.show_plan(replace(view(), plan=paused_plan()))
    assert "Friday: a pause for the knee" in texts(page)
    assert LASTED in texts(page)
    assert page.findChild(QAbstractButton, "today.start") is None
    tap(page, "check_in.pain.1")
    tap(page, "check_in.walks.yes")
    with qtbot.waitSignal(page.check_in_saved) as saved:
        tap(page, "check_in.save")
    assert saved.args[0][0].walks_30_minutes is True


def test_walking_not_answered_is_not_a_no(qtbot, page) -> None:
    page.show_plan(replace(view(), plan=paused_plan()))
    tap(page, "check_in.pain.1")
    with qtbot.waitSignal(page.check_in_saved) as saved:
        tap(page, "check_in.save")
    assert saved.args[0][0].walks_30_minutes is None


@pytest.mark.parametrize("urgency", [Urgency.SOON, Urgency.ROUTINE])
def test_having_been_seen_asks_for_a_note(qtbot, page, urgency: Urgency) -> None:
    page.show_plan(replace(view(), plan=care_plan(urgency)))
    assert GAVE_WAY in texts(page)
    assert page.findChild(QAbstractButton, "today.start") is None
    tap(page, "care.seen")
    with qtbot.assertNotEmitted(page.seen_reported):
        tap(page, "care.save")
    QTest.keyClicks(QApplication.focusWidget(), "physio: go on gently")
    with qtbot.waitSignal(page.seen_reported) as seen:
        tap(page, "care.save")
    assert seen.args == ["physio: go on gently"]


def test_having_been_seen_can_be_taken_back(page) -> None:
    page.show_plan(replace(view(), plan=care_plan(Urgency.SOON)))
    tap(page, "care.seen")
    tap(page, "care.cancel")
    assert button(page, "care.seen").isVisible()
    assert QApplication.focusWidget().objectName() == "care.seen"


def test_an_emergency_is_not_cleared_by_a_note(page) -> None:
    page.show_plan(replace(view(), plan=care_plan(Urgency.EMERGENCY)))
    seen = page.findChild(QAbstractButton, "care.seen")
    assert seen is None or not seen.isVisible()
    assert any("emergency" in words for words in texts(page))
    assert button(page, "check_in.save").isVisible()


def test_a_rest_day_names_the_next_session_and_lets_one_train(qtbot, page) -> None:
    rest = plan(is_due=False, next_due=FRIDAY + timedelta(days=2))
    page.show_plan(replace(view(), plan=rest))
    assert "Rest today. Next session on Sunday." in texts(page)
    assert not page.findChildren(PrimaryButton)
    with qtbot.waitSignal(page.start_requested):
        tap(page, "today.start")


def test_a_resting_exercise_says_until_when(page) -> None:
    resting = prescribed(
        CLAM, None, standing=Standing.RESTING, until=FRIDAY + timedelta(days=1), rule="R1"
    )
    page.show_plan(replace(view(), plan=plan(planned(CLAM, resting))))
    assert "rest, back tomorrow" in texts(page)


def test_a_cut_off_session_is_offered_again(qtbot, page) -> None:
    resume = ResumeView(
        session_id=UUID(int=9), day=FRIDAY - timedelta(days=3), sets_done=5, sets=14
    )
    page.show_plan(replace(view(), resume=resume))
    words = "You were in the middle of Tuesday’s session: 5 of 14 sets are done."
    assert words in texts(page)
    page.setFocus()
    with qtbot.waitSignal(page.resume_requested) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == [UUID(int=9)]
    with qtbot.waitSignal(page.open_session_ended) as ended:
        tap(page, "resume.end")
    assert ended.args == [UUID(int=9)]


def test_without_a_programme_one_can_be_chosen(qtbot, page) -> None:
    page.show_plan(replace(view(), plan=None, week=()))
    page.setFocus()
    with qtbot.waitSignal(page.programme_choice_requested):
        press(Qt.Key.Key_Return)


def test_mistakes_in_packs_are_told_with_details_on_request(page) -> None:
    problems = tuple(f"clam.yaml:{line}:1: sets: not a number" for line in range(1, 24))
    page.show_plan(replace(view(), problems=problems, plan=plan(missing=("wall_sit",))))
    told = next(words for words in texts(page) if words.startswith("23 mistakes"))
    assert "wall_sit" in told
    assert not any("clam.yaml:1:1" in words for words in texts(page))
    tap(page, "problems.show")
    details = next(words for words in texts(page) if "clam.yaml:1:1" in words)
    assert details.endswith("and 3 more")


def test_a_reason_leads_to_its_rule(qtbot, page) -> None:
    page.show_plan(view())
    with qtbot.waitSignal(page.why_opened) as opened:
        button(page, "why.F3").click()
    assert opened.args == ["F3", "Dip"]


def calm(name: str, reason: str = "Three calm days."):
    one = replace(CLAM, id=name.lower(), name=name)
    up = prescribed(one, None, level=2, before=1, action=Action.PROGRESS, rule="X1", reason=reason)
    return planned(one, up)


def test_a_reason_that_every_exercise_has_is_said_once(page) -> None:
    page.show_plan(view(plan=plan(calm("Clam"), calm("Bridge"), calm("Squat"))))
    seen = texts(page)
    assert seen.count("For every exercise: Three calm days.") == 1
    assert "Three calm days" not in seen
    assert "Clam, Bridge and Squat" in seen  # in the card that leads to the rule
    row = page.findChild(QWidget, "today.exercise.0")
    assert "Three calm days" not in row.accessibleDescription()


def test_a_reason_of_some_exercises_names_them_and_the_others_keep_theirs(page) -> None:
    others = calm("Dip", "The knee was calm."), calm("Wall sit", "It was very easy.")
    page.show_plan(view(plan=plan(calm("Clam"), calm("Bridge"), calm("Squat"), *others)))
    seen = texts(page)
    assert "Clam, Bridge and Squat: Three calm days." in seen
    assert "The knee was calm" in seen
    assert "It was very easy" in seen
    page.show_plan(view(plan=plan(calm("Clam"), calm("Bridge"), *others)))
    assert texts(page).count("Three calm days") == 2


def test_the_week_is_read_out(page) -> None:
    page.show_plan(view())
    strip = page.findChild(QWidget, "today.week_strip")
    assert strip.accessibleDescription().startswith("Monday 2 March: no session.")
    assert "Wednesday 4 March: session done." in strip.accessibleDescription()
    assert "Sunday 8 March: session planned." in strip.accessibleDescription()


def test_showing_the_day_often_leaves_nothing_behind(page) -> None:
    page.show_plan(OWED)
    QApplication.processEvents()
    before = len(page.findChildren(QWidget))
    for _ in range(5):
        page.show_plan(OWED)
    QTest.qWait(0)
    QApplication.sendPostedEvents(None, 52)  # what is to be deleted later
    assert len(page.findChildren(QWidget)) == before


SHOWS = {
    "owed": OWED,
    "care": replace(view(), plan=care_plan(Urgency.SOON)),
    "emergency": replace(view(), plan=care_plan(Urgency.EMERGENCY)),
    "paused": replace(view(), plan=paused_plan()),
    "none": replace(view(), plan=None),
    "saved": replace(OWED, words=(check_in(stiff=True),)),
}


@pytest.mark.parametrize(
    ("size", "percent"),
    [
        ((1080, 800), 100),
        ((824, 640), 100),
        ((440, 480), 100),
        ((1032, 800), 200),
        ((776, 640), 200),
    ],
)
@pytest.mark.parametrize("shows", SHOWS)
def test_nothing_is_cut_off_at_any_size(
    qtbot, qapp, shows: str, size: tuple[int, int], percent: int
) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page = shown(qtbot, TodayPage(), *size)
    page.show_plan(SHOWS[shows])
    settle(page)
    content = page.widget()
    assert content.width() <= page.viewport().width()
    for one in content.findChildren(QWidget):
        if not one.isVisible():
            continue
        box = QRect(one.mapTo(content, QPoint(0, 0)), one.size())
        assert content.rect().contains(box), one.objectName()
        if isinstance(one, QLabel) and one.wordWrap():
            assert one.height() >= one.heightForWidth(one.width()), one.text()
        if isinstance(one, QAbstractButton):
            assert one.height() >= SMALLEST_TARGET_PX, one.objectName()


def test_nothing_flashes_up_as_a_window_of_its_own(qtbot, qapp, page) -> None:
    class Watch(QObject):
        seen: ClassVar[list[QObject]] = []

        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
            if is_shown and watched.isWindow():
                self.seen.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    for shows in SHOWS.values():
        page.show_plan(replace(shows, problems=("a.yaml:1:1: sets: missing",)))
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_every_control_has_a_name_and_can_be_reached_by_the_keyboard(page) -> None:
    page.show_plan(OWED)
    reached = set()
    page.setFocus()
    for _ in range(60):
        reached.add(QApplication.focusWidget().objectName())
        press(Qt.Key.Key_Tab)
    for one in page.findChildren(QAbstractButton):
        if one.isVisible() and not one.objectName().startswith("check_in.pain."):
            assert one.accessibleName(), one.objectName()
            assert one.objectName() in reached
    assert any(name.startswith("check_in.pain.") for name in reached)


@pytest.mark.parametrize(("name", "words"), list(zip(StageName, STAGES, strict=True)))
def test_the_stage_of_a_programme_is_said_with_what_comes_next(
    page: TodayPage, name: StageName, words: str
) -> None:
    standing = StageStanding(
        stage=Stage(name=name, exercise_ids=("squat",)),
        number=2,
        count=4,
        since=None,
        rule="T2",
        reason="The next stage waits for a calm week.",
        next=None,
        needs=(),
    )
    page.show_plan(replace(view(), plan=plan(stage=standing)))
    said = f"Stage 2 of 4, {words}. The next stage waits for a calm week."
    assert said in texts(page)
    page.show_plan(view())
    assert not any(one.startswith("Stage ") for one in texts(page))


def test_what_the_physio_says_stands_quietly_in_the_row_of_its_exercise(page):
    items = (ProgrammeItem(exercise_id="clam", note="Use the mirror."),)
    noted = replace(plan(), programme=replace(plan().programme, items=items))
    page.show_plan(view(plan=noted))
    row = page.findChild(QWidget, "today.exercise.0")
    assert "“Use the mirror.”" in texts(row)
    assert "“Use the mirror.”" in row.accessibleDescription()
    for width in (300, 500, 900):
        row.resize(width, row.heightForWidth(width))
        note = row.findChild(QLabel, "today.exercise.0.note")
        row.layout().activate()
        assert note.height() >= note.heightForWidth(note.width())
        assert note.geometry().bottom() <= row.height()
    long = replace(items[0], note="Slowly and gently, with the mirror. " * 9)
    page.show_plan(view(plan=replace(noted, programme=replace(noted.programme, items=(long,)))))
    (told,) = (one for one in texts(page) if "Slowly" in one)
    assert told.endswith(" …”")
    assert len(told) < 150
