"""A whole session in the window, by keyboard, from Today to Today."""

from __future__ import annotations

import pytest
from page_actions import button, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.record import Ending, Outcome
from kneecoach.model.talk import Talk
from kneecoach.settings import Settings, load_settings
from kneecoach.sound.sounds import Phrase

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key
FULL_DISK = HistoryError("The disk is full.", "Free some space.", Trouble.FULL)


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    return Opened(qtbot, home, clock=clock).open(qtbot)


@pytest.fixture
def trained(qtbot, home, clock) -> Opened:
    """Return a window after three calm sessions, so that each exercise has a step below it."""
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(7, 5, 3))
    return opened.open(qtbot)


def answer_three(opened: Opened, during: Key = Key.Key_1) -> None:
    """Answer what must be answered, by keyboard."""
    opened.part("during").setFocus()
    press(during)
    press(Key.Key_Tab)
    tab_to(opened, "after.0")
    press(Key.Key_0)
    tab_to(opened, "effort.6")
    press(Key.Key_Space)


def tab_to(opened: Opened, name: str) -> None:
    for _ in range(60):
        if button(opened.window, name).hasFocus():
            return
        press(Key.Key_Tab)
    raise AssertionError(f"the Tab key does not reach {name}")


def save(opened: Opened) -> None:
    tab_to(opened, "save")
    press(Key.Key_Return)


def end_here(opened: Opened) -> None:
    """End the running session by keyboard."""
    press(Key.Key_Escape)
    press(Key.Key_Tab)
    assert button(opened.window, "end_session").hasFocus()
    press(Key.Key_Return)


def outcomes(record) -> list[str]:
    return [one.outcome.value for one in record.sets]


def test_a_whole_session_goes_from_today_to_today_by_keyboard(opened):
    assert opened.page() == "today"
    opened.start()
    assert opened.page() == "session_page"
    assert opened.session().ending is Ending.OPEN
    assert opened.session().before == 1
    opened.go_until(lambda: opened.page() == "finish_page", most=130)
    assert "Done. 2 minutes." in opened.sees()
    assert "2 exercises · all 6 sets" in opened.sees()
    answer_three(opened)
    assert any(text.startswith("Next session") for text in opened.sees())
    assert "It follows from your answers" not in opened.sees()
    save(opened)
    assert opened.page() == "today"
    record = opened.session()
    assert (record.ending, record.scores.during, record.scores.effort) == (Ending.FINISHED, 1, 6)
    assert outcomes(record) == ["done"] * 6
    assert not opened.ticker.is_running
    assert not opened.output.is_open
    assert not opened.awake.is_awake


def test_the_cues_are_planned_once_at_the_start_and_not_by_the_beat(opened):
    opened.start()
    assert opened.output.said == ["open", "play"]
    assert opened.output.cues[0].at == 0
    opened.go(60)
    assert opened.output.said == ["open", "play"]


def test_the_display_stays_awake_only_during_the_session_and_only_when_wanted(qtbot, home, clock):
    asleep = Settings(programme="short_one", keep_awake=False)
    opened = Opened(qtbot, home, clock=clock, settings=asleep).open(qtbot)
    opened.start()
    assert not opened.awake.is_awake
    end_here(opened)


def test_the_display_may_sleep_while_the_scores_are_asked(opened):
    opened.start()
    assert opened.awake.is_awake
    end_here(opened)
    assert opened.page() == "finish_page"
    assert not opened.awake.is_awake


def test_a_late_beat_never_stretches_a_step(opened):
    opened.start()
    opened.go(9.9)
    opened.clock.advance(4.2)
    opened.ticker.fire()
    assert "Lift" in opened.sees()
    opened.go(2.0)
    assert opened.part("ring").number() == "2"
    opened.go(2.0)
    assert opened.part("ring").word() == "Rest"


def test_a_computer_that_slept_pauses_the_session_and_says_so(opened):
    opened.start()
    opened.go(11)
    opened.clock.advance(3600)
    opened.ticker.fire()
    assert "The computer slept. The session waited for you." in opened.sees()
    press(Key.Key_Space)
    assert "Paused" not in opened.sees()
    opened.go(1.5)
    assert opened.session().ending is Ending.OPEN
    assert opened.page() == "session_page"


def test_sleep_is_noticed_although_the_sound_device_slept_too(opened):
    opened.start()
    opened.go(11)
    opened.clock.advance(600)
    opened.output.slept = 600
    opened.ticker.fire()
    assert "The computer slept. The session waited for you." in opened.sees()


@pytest.mark.parametrize("choice", ["easier", "skip", "go_on", "end"])
def test_each_choice_after_it_hurt_leads_on(trained, choice):
    opened = trained
    opened.start()
    opened.go(15)
    press(Key.Key_P)
    assert opened.page() == "pain_stop_page"
    assert outcomes(opened.sessions()[-1]) == ["stopped"]
    assert not opened.ticker.is_running
    assert opened.output.cues == ()
    press(Key.Key_3)
    click(opened.part("pain_stop_page"), choice)
    if choice == "end":
        assert opened.page() == "finish_page"
        assert not opened.ticker.is_running
    else:
        assert opened.page() == "session_page"
        assert opened.ticker.is_running
        assert opened.output.said[-1] == "play"
        opened.go_until(lambda: opened.page() == "finish_page", most=180)
    assert "You said 3 when a set was stopped. The worse of the two counts." in opened.sees()
    answer_three(opened, Key.Key_1)
    save(opened)
    record = opened.sessions()[-1]
    assert record.scores.during == 3
    assert record.exercises[0].during == 3
    assert record.sets[0].outcome is Outcome.STOPPED
    assert record.sets[0].complete == 33
    expected = {
        "easier": ["stopped"] + ["done"] * 5,
        "skip": ["stopped", "skipped"] + ["done"] * 4,
        "go_on": ["stopped"] + ["done"] * 5,
        "end": ["stopped"],
    }
    assert outcomes(record) == expected[choice]


def test_a_stop_offers_what_the_session_goes_on_with_and_nothing_in_its_last_set(opened):
    opened.start()
    heard = []
    for _ in range(6):
        opened.go_until(lambda: opened.part("ring").word() == "Raise", most=40)
        press(Key.Key_P)
        press(Key.Key_2)
        offer = button(opened.part("pain_stop_page"), "go_on")
        if offer.isVisible():
            heard.append(offer.text())
            click(opened.part("pain_stop_page"), "go_on")
    assert heard == [
        "Go on with the next set",
        "Go on with Sway",
        *["Go on with the other leg"] * 3,
    ]
    assert opened.page() == "pain_stop_page"


def test_an_easier_version_is_named_at_the_end(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_P)
    press(Key.Key_3)
    click(trained.part("pain_stop_page"), "easier")
    trained.go_until(lambda: trained.page() == "finish_page", most=180)
    assert "2 exercises · 6 of 6 sets, 1 in part" in trained.sees()
    lines = [text for text in trained.sees() if text.endswith("then an easier version")]
    assert len(lines) == 1


def test_what_was_said_when_it_hurt_cannot_be_unsaid(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_P)
    press(Key.Key_7)
    click(trained.window, "kind.sharp")
    click(trained.window, "stop_flags.common.giving_way")
    click(trained.part("pain_stop_page"), "end")
    assert button(trained.window, "during.7").isChecked()
    assert button(trained.window, "pain_kind.sharp").isChecked()
    assert button(trained.window, "finish_flags.common.giving_way").isChecked()
    click(trained.window, "finish_flags.common.giving_way")
    answer_three(trained, Key.Key_2)
    save(trained)
    scores = trained.sessions()[-1].scores
    assert (scores.during, scores.sharp) == (7, True)
    assert [one.value for one in scores.flags] == ["giving_way"]
    assert "See someone" in " ".join(trained.sees()) or trained.part("today.care") is not None


def test_stopping_while_paused_goes_on_running_afterwards(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_Space)
    press(Key.Key_P)
    press(Key.Key_2)
    click(trained.part("pain_stop_page"), "go_on")
    assert "Paused" not in trained.sees()
    assert button(trained.window, "pause").accessibleName().startswith("Pause")


def test_pain_during_the_question_about_ending_stops_the_set(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_Escape)
    press(Key.Key_P)
    assert trained.page() == "pain_stop_page"
    press(Key.Key_2)
    click(trained.part("pain_stop_page"), "go_on")
    assert "Paused" not in trained.sees()
    press(Key.Key_Space)
    assert "Paused" in trained.sees()
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert "Paused" in trained.sees()


def test_the_question_about_ending_holds_the_time_and_lets_it_go_on(opened):
    opened.start()
    opened.go(5)
    press(Key.Key_Escape)
    assert "End the session here?" in opened.sees()
    opened.go(100, step=1.0)
    press(Key.Key_Escape)
    assert opened.part("ring").number() == "5"
    opened.go(1)
    assert opened.part("ring").number() == "4"


def test_skipping_while_paused_shows_where_it_stands(opened):
    opened.start()
    press(Key.Key_Space)
    press(Key.Key_Right)
    assert "Lift, Raise. Press space to go on." in opened.sees()
    press(Key.Key_Right)
    assert "Lift, Rest. Press space to go on." in opened.sees()
    press(Key.Key_Left)
    press(Key.Key_Space)
    assert "Paused" not in opened.sees()
    end_here(opened)
    answer_three(opened)
    save(opened)
    assert opened.session().paused_times <= 2


def test_the_end_and_progress_count_the_sets_alike(opened):
    opened.start()
    opened.go(15)
    press(Key.Key_P)
    press(Key.Key_2)
    click(opened.part("pain_stop_page"), "end")
    assert "2 exercises · 1 of 6 sets, in part" in opened.sees()
    answer_three(opened)
    save(opened)
    nav = opened.part("nav")
    nav.setFocus()
    while nav.page() != "progress":
        press(Key.Key_Down)
    chart = opened.part("progress.chart")
    chart.setFocus()
    press(Key.Key_End)
    assert any(text.endswith("1 of 6 sets, in part.") for text in opened.sees())
    assert any(text == "One session with one set." for text in opened.sees())


def test_ending_early_keeps_what_was_done(opened):
    opened.start()
    opened.go(20)
    end_here(opened)
    assert "Enough for today. 1 minute." in opened.sees()
    assert "2 exercises · 1 of 6 sets" in opened.sees()
    answer_three(opened)
    save(opened)
    assert opened.session().ending is Ending.FINISHED
    assert outcomes(opened.session()) == ["done"]


def test_volume_and_mute_are_heard_shown_and_kept(opened):
    opened.start()
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Down)
    assert opened.output.volume == 80
    press(Key.Key_M)
    assert opened.output.is_muted
    assert button(opened.window, "mute").accessibleName().startswith("Sound off")
    settings, messages = load_settings(opened.paths.settings)
    assert (settings.volume_percent, settings.muted, messages) == (80, True, ())
    press(Key.Key_Up)
    assert not opened.output.is_muted
    for _ in range(5):
        press(Key.Key_Up)
    assert opened.output.volume == 100


def test_how_much_is_said_is_changed_at_once_shown_and_kept(opened):
    def said() -> int:
        return sum(isinstance(one.name, Phrase) for one in opened.output.cues)

    opened.start()
    opened.go(1)
    everything = said()
    press(Key.Key_V)
    assert 0 < said() < everything
    assert button(opened.window, "talk").text() == "Voice: little"
    press(Key.Key_V)
    assert said() == 0
    assert opened.output.cues
    press(Key.Key_V)
    assert opened.output.cues == ()
    settings, messages = load_settings(opened.paths.settings)
    assert (settings.talk, messages) == (Talk.SILENT, ())
    press(Key.Key_Space)
    press(Key.Key_V)
    assert opened.output.cues == ()  # nothing is said while the session stands still
    press(Key.Key_Space)
    assert said() == pytest.approx(everything, abs=3)


def test_a_note_about_the_sound_comes_and_goes(opened):
    opened.start()
    opened.go(1)
    opened.output.note = "There is no sound device. Plug one in."
    opened.go(0.1)
    assert "There is no sound device. Plug one in." in opened.sees()
    press(Key.Key_Space)
    opened.output.note = ""
    opened.go(0.5, step=0.5)
    assert "There is no sound device. Plug one in." not in opened.sees()


def test_a_session_leaves_the_full_screen_at_its_end(opened, qtbot):
    opened.start()
    press(Key.Key_F)
    assert opened.window.isFullScreen()
    end_here(opened)
    assert not opened.window.isFullScreen()


def test_a_maximized_window_is_maximized_again_after_the_full_screen(opened):
    opened.window.showMaximized()
    opened.start()
    press(Key.Key_F)
    assert opened.window.isFullScreen()
    press(Key.Key_F)
    assert not opened.window.isFullScreen()
    assert opened.window.isMaximized()


def test_a_set_that_cannot_be_saved_is_told_kept_in_memory_and_saved_later(opened):
    opened.start()
    opened.go(12)
    opened.store.trouble = FULL_DISK
    opened.go(7)
    assert any("The disk is full." in text for text in opened.sees())
    assert outcomes(opened.session()) == []
    opened.store.trouble = None
    opened.go(20)
    assert not any("The disk is full." in text for text in opened.sees())
    assert outcomes(opened.session()) == ["done", "done"]


def test_answers_that_cannot_be_saved_stay_until_they_can(opened):
    opened.start()
    opened.go(12)
    opened.store.trouble = FULL_DISK
    opened.go(7)
    end_here(opened)
    answer_three(opened)
    save(opened)
    assert opened.page() == "finish_page"
    assert "The disk is full." in opened.sees()
    opened.store.trouble = None
    save(opened)
    assert opened.page() == "today"
    assert opened.session().ending is Ending.FINISHED
    assert outcomes(opened.session()) == ["done"]


def test_a_store_that_refuses_the_start_leads_back_to_today(opened):
    opened.store.default_person()
    opened.store.trouble = FULL_DISK
    opened.start()
    assert opened.page() == "today"
    assert "The disk is full." in opened.sees()
    assert opened.sessions() == ()


def test_closing_asks_once_and_then_offers_the_session_again(opened, qtbot, home):
    opened.start()
    opened.go(20)
    opened.close()
    assert opened.window.isVisible()
    assert "End the session here?" in opened.sees()
    opened.close()
    assert not opened.window.isVisible()
    opened.let_go()
    assert opened.shelf.is_closed
    assert not opened.awake.is_awake
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store).open(qtbot)
    assert any("1 of 6 sets is done" in text for text in again.sees())


def test_closing_asks_again_after_the_person_stayed(opened):
    opened.start()
    opened.close()
    press(Key.Key_Return)
    assert opened.page() == "session_page"
    opened.go(1)
    opened.close()
    assert opened.window.isVisible()


def test_closing_during_a_pain_stop_asks_and_comes_back_to_its_questions(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_P)
    press(Key.Key_4)
    trained.close()
    assert "End the session here?" in trained.sees()
    press(Key.Key_Escape)
    assert trained.page() == "pain_stop_page"
    assert button(trained.window, "stop_pain.4").isChecked()
    trained.close()
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert trained.page() == "finish_page"
    assert button(trained.window, "during.4").isChecked()


def test_closing_during_the_last_questions_asks_and_offers_the_session_again(opened, qtbot, home):
    opened.start()
    opened.go(20)
    end_here(opened)
    opened.close()
    assert opened.window.isVisible()
    assert "Leave without saving the answers?" in opened.sees()
    opened.close()
    assert not opened.window.isVisible()
    assert opened.session().ending is Ending.OPEN


def test_leaving_the_last_questions_keeps_the_sets_and_what_hurt(trained):
    trained.start()
    trained.go(13)
    press(Key.Key_P)
    press(Key.Key_5)
    click(trained.part("pain_stop_page"), "end")
    press(Key.Key_Escape)
    click(trained.window, "leave")
    assert trained.page() == "today"
    record = trained.sessions()[-1]
    assert (record.ending, record.scores.during, record.scores.after) == (
        Ending.ABANDONED,
        5,
        None,
    )


def test_closing_before_the_session_needs_no_question(opened):
    press(Key.Key_Return)
    assert opened.page() == "before_page"
    opened.close()
    assert not opened.window.isVisible()


def test_not_now_and_the_list_lead_back_to_today(opened):
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert opened.page() == "today"
    press(Key.Key_Return)
    nav = opened.part("nav")
    row = nav.visualItemRect(nav.item(0)).center()
    from PySide6.QtTest import QTest

    QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert opened.page() == "today"
    assert opened.sessions() == ()
    assert not opened.output.is_open


def test_a_knee_that_must_not_train_is_told_why_and_nothing_starts(opened):
    press(Key.Key_Return)
    press(Key.Key_7)
    press(Key.Key_Return)
    assert opened.page() == "before_page"
    assert "What this changes" in opened.sees()
    assert not opened.tickers
    assert opened.session().ending is Ending.RESTED
    press(Key.Key_Return)
    assert opened.page() == "today"
    assert not opened.output.is_open


def test_going_on_with_a_session_that_was_cut_off(opened, qtbot, home):
    opened.start()
    opened.go(20)
    opened.die()
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store).open(qtbot)
    opened.clock.advance(7200)
    assert button(again.window, "resume.go_on").hasFocus()
    press(Key.Key_Return)
    assert again.page() == "session_page"
    assert again.part("ring").word() == "Rest"
    again.go_until(lambda: again.page() == "finish_page", most=120)
    assert "Done. 2 minutes." in again.sees()
    answer_three(again)
    save(again)
    assert outcomes(again.session()) == ["done"] * 6
    assert again.page() == "today"


def test_ending_a_session_that_was_cut_off_asks_for_its_scores(opened, qtbot, home):
    opened.start()
    opened.go(20)
    opened.die()
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store).open(qtbot)
    click(again.window, "resume.end")
    assert again.page() == "finish_page"
    assert "2 exercises · 1 of 6 sets" in again.sees()
    answer_three(again)
    save(again)
    assert again.session().ending is Ending.FINISHED
    assert again.page() == "today"


def test_what_was_said_at_a_stop_outlives_the_program(opened, qtbot, home):
    opened.start()
    opened.go(20)
    press(Key.Key_P)
    press(Key.Key_7)
    click(opened.part("pain_stop_page"), "skip")
    assert [stop.pain for stop in opened.session().stops] == [7], "on disk at once"
    opened.go(5)
    opened.die()
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store).open(qtbot)
    click(again.window, "resume.end")
    assert again.page() == "finish_page"
    assert again.part("during").score() == 7
    answer_three(again)
    save(again)
    assert again.session().scores.during == 7
    assert {one.during for one in again.session().exercises if one.position == 0} == {7}


def test_a_session_under_way_in_another_window_is_not_offered(opened, qtbot, home):
    opened.start()
    opened.go(20)
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store).open(qtbot)
    assert again.part("resume.go_on") is None
    opened.die()
    again.room.show_today()
    QApplication.processEvents()
    assert button(again.window, "resume.go_on").isVisible()
    opened.shell.window().activateWindow()
    click(opened.window, "resume.go_on")
    click(again.window, "resume.go_on")
    assert again.page() == "today"
    assert any("at this moment, in another window" in text for text in again.sees())


def test_a_cut_off_session_whose_exercise_is_gone_says_so(opened, qtbot, home):
    opened.start()
    opened.go(20)
    opened.die()
    again = Opened(qtbot, home, clock=opened.clock, store=opened.store)
    again.open(qtbot)
    (again.paths.packs / "short" / "sway.yaml").unlink()
    (again.paths.packs / "short" / "programmes" / "short_one.yaml").write_text("format: nonsense\n")
    third = Opened(qtbot, home, clock=opened.clock, store=opened.store, settings=Settings())
    import window_harness

    window_harness.write_short_pack, kept = (lambda _paths: None), window_harness.write_short_pack
    try:
        third.open(qtbot)
    finally:
        window_harness.write_short_pack = kept
    click(third.window, "resume.go_on")
    assert third.page() == "today"
    assert any("There is no programme called short_one." in text for text in third.sees())


def test_a_bug_stops_the_session_safely_and_offers_it_again(opened):
    opened.start()
    opened.go(20)
    opened.room.stop_safely()
    assert opened.page() == "today"
    assert not opened.ticker.is_running
    assert not opened.output.is_open
    assert any("1 of 6 sets is done" in text for text in opened.sees())


def test_own_pace_waits_for_enter(qtbot, home, clock):
    own = Settings(programme="short_one", self_paced=frozenset({"lift"}))
    opened = Opened(qtbot, home, clock=clock, settings=own).open(qtbot)
    opened.start()
    opened.go(60)
    assert button(opened.window, "done").isVisible()
    press(Key.Key_Return)
    assert outcomes(opened.session()) == ["done"]
    assert opened.part("ring").word() == "Rest"


def test_twenty_sessions_leave_nothing_behind(opened):
    import gc
    from collections import Counter

    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    def one() -> None:
        opened.start(Key.Key_0)
        opened.go(1)
        press(Key.Key_P)
        click(opened.part("pain_stop_page"), "end")
        answer_three(opened, Key.Key_0)
        save(opened)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    def everything() -> list[QObject]:
        return [*opened.window.findChildren(QObject), *opened.room.findChildren(QObject)]

    def train(sessions: int) -> None:
        for _ in range(sessions):
            opened.clock.advance(days=2)
            opened.room.show_today()
            one()

    train(6)
    before = Counter(type(one).__name__ for one in everything())
    train(14)
    names = Counter(type(one).__name__ for one in everything())
    assert not {name: (n, before[name]) for name, n in names.items() if n > before[name] + 12}


def test_no_timer_beats_after_a_session(opened):
    opened.start()
    end_here(opened)
    answer_three(opened)
    save(opened)
    from PySide6.QtCore import QTimer

    active = [
        one
        for owner in (opened.window, opened.room)
        for one in owner.findChildren(QTimer)
        if one.isActive() and not one.isSingleShot()
    ]
    assert active == []
    assert not opened.ticker.is_running


class _Speaker:
    """Remember what the system's voice was to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        pass

    def set_volume(self, percent: int) -> None:
        pass


def test_a_physios_own_words_are_said_by_the_systems_voice(opened, monkeypatch):
    speaker = _Speaker()
    asked = []

    def open_speaker(language):
        asked.append(language)
        return speaker

    monkeypatch.setattr("kneecoach.ui.session_sound.open_system_voice_later", open_speaker)
    opened.start()
    opened.go(3)
    assert speaker.said == ["Lift"]
    assert len(asked) == 1


def test_without_a_systems_voice_own_words_are_a_knock_and_on_the_screen(opened):
    opened.start()
    assert any(one.name == "words" for one in opened.output.cues)
