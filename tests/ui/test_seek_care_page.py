"""Being seen: what is gathered for it, and the page that says how soon and what to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from coach_samples import a_new_coach, say, train
from look_samples import settle, tap
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    press,
    reached_by_tab,
    shown,
    texts,
    visible_controls,
)
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from window_harness import Opened

from kneecoach.model.decision import Urgency
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import PainScore
from kneecoach.ui.care_builder import build_care, signs_that_stand
from kneecoach.ui.care_flow import CareFlow, print_on_paper
from kneecoach.ui.care_view import CareView
from kneecoach.ui.pages.seek_care import SeekCarePage
from kneecoach.ui.printing import write_pdf
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.words.care import how_soon_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


def a_view(urgency: Urgency = Urgency.SOON) -> CareView:
    return CareView(
        urgency=urgency,
        reported=("Right knee: swelling. First reported on Monday 2 March.",),
        meanwhile=("Everyday movement may go on.",),
        summary="Summary\n- Monday: pain 5.",
    )


@pytest.fixture
def page(qtbot, qapp: QApplication) -> SeekCarePage:
    apply_theme(qapp, "light")
    return shown(qtbot, SeekCarePage())


@pytest.fixture
def seen(clock):
    """Return a coach whose person trained twice and says that the right knee is swollen."""
    coach, programme = a_new_coach(clock)
    train(coach, clock, programme, during=2, note="felt fine")
    clock.advance(days=2)
    train(coach, clock, programme, during=5)
    clock.advance(days=1)
    say(coach, clock, 4, Flag.SWELLING, Flag.LOCKING, knee=Knee.RIGHT, note="since the stairs")
    return coach, programme


def test_the_summary_tells_of_each_knee_where_both_were_asked_about(seen, clock) -> None:
    coach, programme = seen
    trained = coach.history.sessions[-1]
    knees = (
        KneeScores(side=Side.LEFT, before=PainScore(4), during=PainScore(5)),
        KneeScores(side=Side.RIGHT, before=PainScore(1), during=PainScore(2), after=PainScore(0)),
    )
    coach.log(replace(trained, id=uuid4(), replaces=trained.id, knees=knees))
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    assert "left knee 4, 5, not recorded" in view.summary
    assert "right knee 1, 2, 0" in view.summary


def test_a_calm_knee_needs_nobody(clock) -> None:
    coach, programme = a_new_coach(clock)
    train(coach, clock, programme)
    assert build_care(coach, coach.plan_day(programme)) is None


def test_what_was_reported_is_told_for_its_knee_with_its_first_day(seen, clock) -> None:
    coach, programme = seen
    clock.advance(days=1)
    say(coach, clock, 4, Flag.SWELLING, knee=Knee.RIGHT)
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    assert view.urgency is Urgency.SOON
    assert view.reported == ("Right knee: swelling. First reported on Thursday 5 March.",)


def test_what_may_go_on_names_the_leg_that_is_not_concerned(seen) -> None:
    coach, programme = seen
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    assert any("(left leg)" in line for line in view.meanwhile)
    assert not any("(right leg)" in line for line in view.meanwhile)


def test_the_summary_tells_of_two_weeks_and_no_more(seen, clock) -> None:
    coach, programme = seen
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    lines = view.summary.splitlines()
    assert lines[0] == "Summary for a doctor or physiotherapist, Thursday 5 March 2026"
    assert lines[1].endswith("it is no diagnosis.")
    assert (
        "- Monday 2 March: Knee starter; before 1, during 2, after 1, next morning not recorded, "
        "effort 5. felt fine"
    ) in lines
    assert (
        "- Wednesday 4 March: Knee starter; before 1, during 5, after 1, next morning 4, effort 5."
    ) in lines
    assert (
        "- Thursday 5 March, morning: pain 4, locked or caught and swelling. since the stairs"
    ) in lines
    clock.advance(days=12)
    later = build_care(coach, coach.plan_day(programme))
    assert later is not None
    assert "Monday 2 March: Knee" not in later.summary
    assert "Wednesday 4 March: Knee" in later.summary


def test_an_emergency_lets_nothing_go_on(clock) -> None:
    coach, programme = a_new_coach(clock)
    say(coach, clock, 3, Flag.CALF_SWELLING, knee=Knee.LEFT)
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    assert view.urgency is Urgency.EMERGENCY
    assert view.reported[0].startswith("Left knee: calf swollen or hot.")
    assert view.meanwhile[0].startswith("No exercise")


def test_severe_pain_is_told_with_the_day_it_was_first_recorded(clock) -> None:
    coach, programme = a_new_coach(clock)
    say(coach, clock, 9)
    clock.advance(days=1)
    say(coach, clock, 2)
    view = build_care(coach, coach.plan_day(programme))
    assert view is not None
    assert view.reported == ("Pain of 8 or more of 10 was first recorded on Monday 2 March.",)


def test_a_sign_that_was_taken_back_or_answered_is_not_told(seen, clock) -> None:
    coach, programme = seen
    clock.advance(days=1)
    coach.has_been_seen("physio")
    assert signs_that_stand(coach.history, clock.today()) == ()
    assert build_care(coach, coach.plan_day(programme)) is None
    say(coach, clock, 2, Flag.LIMPING, knee=Knee.LEFT)
    clock.advance(days=1)
    say(coach, clock, 2, knee=Knee.RIGHT)
    (sign,) = signs_that_stand(coach.history, clock.today())
    assert (sign.flag, sign.knee) == (Flag.LIMPING, Knee.LEFT)
    assert sign.since == clock.today() - timedelta(days=1)


@pytest.mark.parametrize("urgency", Urgency)
def test_how_soon_comes_first_and_largest(page, urgency) -> None:
    page.show_care(a_view(urgency))
    settle(page)
    labels = [one for one in page.findChildren(QLabel) if one.isVisible()]
    lead = next(one for one in labels if one.text() == how_soon_words(urgency))
    below_title = [one for one in labels if one.mapTo(page, one.pos()).y() > 60 and one is not lead]
    assert all(lead.font().pixelSize() >= one.font().pixelSize() for one in below_title)
    if urgency is Urgency.EMERGENCY:
        title = min(labels, key=lambda one: one.mapTo(page, one.rect().topLeft()).y())
        assert lead.font().pixelSize() == title.font().pixelSize()
        assert "seek_care.seen" not in {one.objectName() for one in visible_controls(page)}
    else:
        assert button(page, "seek_care.seen").isVisible()


def test_the_page_never_names_an_illness(page) -> None:
    for urgency in Urgency:
        page.show_care(a_view(urgency))
        settle(page)
        said = " ".join(texts(page)).lower()
        assert not any(word in said for word in ("thrombosis", "torn", "rupture", "infection"))
        assert "may" in said


def test_copying_is_a_key_and_a_button(qtbot, page) -> None:
    page.show_care(a_view())
    settle(page)
    page.setFocus()
    target = QApplication.focusWidget()
    with qtbot.waitSignal(page.copy_requested):
        QTest.keyClick(target, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.copy_requested):
        tap(page, "seek_care.copy")
    with qtbot.waitSignal(page.print_requested):
        tap(page, "seek_care.print")
    with qtbot.waitSignal(page.pdf_requested):
        tap(page, "seek_care.pdf")
    page.say("Copied.")
    assert "Copied." in texts(page)
    with qtbot.waitSignal(page.closed):
        press(Key.Key_Escape)


def test_saying_that_someone_looked_at_it(qtbot, page) -> None:
    page.show_care(a_view())
    settle(page)
    tap(page, "seek_care.seen")
    QTest.keyClicks(QApplication.focusWidget(), "physio: go on")
    settle(page)
    with qtbot.waitSignal(page.seen_reported) as said:
        tap(page, "seek_care.save")
    assert said.args == ["physio: go on"]


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_a_size_and_a_key(page, qapp, percent) -> None:
    apply_theme(qapp, "light", text_percent=percent)
    page.show_care(a_view())
    page.show_care(a_view())
    settle(page)
    controls = visible_controls(page)
    assert len(controls) == 5
    for one in controls:
        assert one.accessibleName()
        assert min(one.width(), one.height()) >= SMALLEST_TARGET_PX, one.objectName()
    page.setFocus()
    assert {one.objectName() for one in controls} <= reached_by_tab(page)
    assert not page.horizontalScrollBar().isVisible()


def test_the_summary_is_copied_printed_and_saved(qtbot, qapp, seen, tmp_path) -> None:
    coach, programme = seen
    shell = Shell((("today", "Today"),))
    qtbot.addWidget(shell)
    printed: list[str] = []
    paths = [tmp_path / "knee.pdf", None, tmp_path / "missing" / "knee.pdf"]
    flow = CareFlow(
        shell=shell,
        ask_path=lambda _parent: paths.pop(0),
        print_out=lambda text, _parent: bool(printed.append(text)) or True,
    )
    flow.open(coach, coach.plan_day(programme))
    page = shell.findChild(SeekCarePage)
    page.copy_requested.emit()
    assert QGuiApplication.clipboard().text().startswith("Summary for a doctor")
    page.print_requested.emit()
    assert printed == [QGuiApplication.clipboard().text()]
    page.pdf_requested.emit()
    assert (tmp_path / "knee.pdf").read_bytes().startswith(b"%PDF-")
    page.pdf_requested.emit()
    assert list(tmp_path.glob("*.pdf")) == [tmp_path / "knee.pdf"]
    with qtbot.waitSignal(flow.failed) as failed:
        page.pdf_requested.emit()
    assert isinstance(failed.args[0], KneecoachError)


def test_a_long_summary_takes_several_pages(qapp, tmp_path) -> None:
    write_pdf("one line\n" * 400, tmp_path / "long.pdf")
    assert (tmp_path / "long.pdf").read_bytes().count(b"/Type /Page\n") > 3


def forget_what_is_gone() -> None:
    """Let go of cards that were taken away, as the event loop does by itself."""
    QApplication.sendPostedEvents(None, 52)


def test_scores_that_ask_for_care_lead_to_the_page(qtbot, home, clock) -> None:
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.start()
    opened.go_until(lambda: opened.page() == "finish_page")
    opened.part("during").setFocus()
    press(Key.Key_8)
    for name in ("after.2", "effort.6", "save"):
        button(opened.window, name).click()
    page = opened.part("seek_care_page")
    assert page is not None
    assert page.isVisible()


def test_a_calm_end_leads_to_today(qtbot, home, clock) -> None:
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.part("today").care_opened.emit()
    assert opened.page() == "today"
    assert opened.part("seek_care_page") is None


def test_an_answer_before_a_session_that_asks_for_care_leads_to_the_page(
    qtbot, home, clock
) -> None:
    opened = Opened(qtbot, home, clock=clock).open(qtbot)
    opened.start(pain=Key.Key_8)
    page = opened.part("seek_care_page")
    assert page is not None
    assert page.isVisible()
    assert not opened.outputs or not opened.output.is_open
    press(Key.Key_Escape)
    assert opened.page() == "today"
    forget_what_is_gone()
    tap(opened.part("today"), "care.open")
    assert page.isVisible()
    forget_what_is_gone()
    tap(page, "seek_care.seen")
    QTest.keyClicks(QApplication.focusWidget(), "physio: go on")
    settle(page)
    tap(page, "seek_care.save")
    assert opened.page() == "today"
    person = opened.store.people()[0]
    assert len(opened.store.read(person.id).clearances) == 1


def test_nothing_is_printed_when_the_person_thinks_better_of_it(qtbot, page) -> None:
    def think_better() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.reject()

    QTimer.singleShot(0, think_better)
    assert print_on_paper("a text", page) is False
