"""People and records in the window: switch, take along, bring in, share, delete."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from page_actions import click, press
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.deleting import of_activity
from kneecoach.coach.opening import LazyStore
from kneecoach.coach.people import add_person
from kneecoach.history.store import HistoryStore
from kneecoach.model.function import FunctionScore, Measure
from kneecoach.model.programme import Catalogue
from kneecoach.paths import Paths, find_paths, make_folders
from kneecoach.ui.records_flow import RecordsFlow
from kneecoach.ui.records_questions import Questions
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.card import Card

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Key = Qt.Key


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def paths(home: Path) -> Paths:
    found = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(found)
    return found


class Desk:
    """A shell with the flow in it, over a real history, and somebody who answers."""

    def __init__(self, qtbot, paths: Paths, clock) -> None:
        self.qtbot, self.paths = qtbot, paths
        self.store = LazyStore(paths.database, clock, paths.person)
        self.answer: Path | None = None
        self.errors: list[object] = []
        self.anew = 0
        self.wanted: list[bool] = []
        coach = Coach(catalogue=Catalogue(), book=Book(self.store), clock=clock)
        self.coach = coach
        self.shell = Shell((("today", "Today"),))
        qtbot.addWidget(self.shell)
        self.flow = RecordsFlow(
            shell=self.shell,
            paths=paths,
            clock=clock,
            store=self.store,
            coach=lambda: coach,
            questions=Questions(where=self._say, which=self._say, folder=self._say),
            parent=self.shell,
        )
        self.flow.failed.connect(self._remember)
        self.flow.anew_requested.connect(self._count)
        self.flow.forget_requested.connect(self._want)
        self.shell.resize(1100, 900)
        self.shell.show()
        self.flow.open()

    def press_and_wait(self, name: str) -> None:
        click(self.shell, name)
        self.qtbot.waitUntil(lambda: self.flow._job is None, timeout=20_000)
        QApplication.processEvents()

    def says(self) -> str:
        return " ".join(one.text for one in self.shell.messages.messages())

    def _say(self, _parent) -> Path | None:
        return self.answer

    def _remember(self, error: object) -> None:
        self.errors.append(error)

    def _want(self, with_copies: bool) -> None:
        self.wanted.append(with_copies)

    def _count(self) -> None:
        self.anew += 1


@pytest.fixture
def desk(qtbot, paths, clock):
    with closing(HistoryStore(paths.database, clock)) as store:
        person = store.default_person()
        store.add_function((a_score(person.id, clock),))
    made = Desk(qtbot, paths, clock)
    yield made
    made.flow.stop()
    made.store.close()


def a_score(person_id, clock, score: float = 4.0) -> FunctionScore:
    from uuid import uuid4

    return FunctionScore(
        id=uuid4(),
        person_id=person_id,
        day=clock.today(),
        recorded_at=clock.now(),
        measure=Measure.ACTIVITY,
        name="Stairs",
        score=score,
        highest=10.0,
    )


def write(desk: Desk, name: str, text: str) -> None:
    field = desk.shell.findChild(QLineEdit, name)
    field.clear()
    QTest.keyClicks(field, text)


def test_two_clicks_switch_to_somebody_else_and_all_begins_anew(desk) -> None:
    write(desk, "records.name", "Robin")
    click(desk.shell, "records.rename")
    write(desk, "records.name", "Sam")
    click(desk.shell, "records.add")
    QApplication.processEvents()
    assert [one.name for one in desk.store().people()] == ["Robin", "Sam"]
    click(desk.shell, "records.switch.1")
    assert desk.anew == 1
    chosen = find_paths({"KNEECOACH_HOME": str(desk.paths.data.parent)}).person
    assert chosen == desk.store().people()[1].id.hex


@pytest.mark.parametrize("name", ["", "x" * 41])
def test_a_name_that_will_not_do_is_said_so(desk, name) -> None:
    write(desk, "records.name", name)
    click(desk.shell, "records.add")
    assert len(desk.errors) == 1
    assert len(desk.store().people()) == 1


def test_all_of_it_goes_along_and_comes_in_once(desk, tmp_path) -> None:
    desk.answer = tmp_path / "all.json"
    desk.press_and_wait("records.export")
    assert json.loads(desk.answer.read_text())["function_scores"][0]["name"] == "Stairs"
    assert "not encrypted" in desk.says()
    desk.press_and_wait("records.import")
    assert "Nothing new came in" in desk.says()
    desk.answer = tmp_path / "tables.zip"
    desk.press_and_wait("records.export")
    assert desk.answer.stat().st_size > 0
    desk.answer = None
    desk.press_and_wait("records.export")
    assert not desk.errors


def test_somebody_elses_file_is_asked_about(desk, tmp_path, clock) -> None:
    elsewhere = find_paths({"KNEECOACH_HOME": str(tmp_path / "laptop")})
    make_folders(elsewhere)
    with closing(HistoryStore(elsewhere.database, clock)) as store:
        store.add_function((a_score(store.default_person().id, clock, 9.0),))
    from kneecoach.coach.records import take_along

    desk.answer = take_along(elsewhere, clock, tmp_path / "theirs")
    assert desk.answer.suffix == ".json"
    desk.press_and_wait("records.import")
    assert button(desk, "records.theirs").isVisible()
    assert not desk.errors
    desk.press_and_wait("records.mine")
    assert "Records that came in: 1" in desk.says()
    person = desk.store().people()[0]
    assert sorted(one.score for one in desk.store().read(person.id).function) == [4.0, 9.0]


def test_a_broken_file_is_refused_in_a_sentence(desk, tmp_path) -> None:
    desk.answer = tmp_path / "broken.json"
    desk.answer.write_text("{")
    desk.press_and_wait("records.import")
    desk.answer = tmp_path / "missing.json"
    desk.press_and_wait("records.import")
    assert len(desk.errors) == 2
    assert all(one.way_out for one in desk.errors)


def test_a_shared_folder_is_chosen_used_and_let_go_of(desk, tmp_path) -> None:
    desk.answer = tmp_path / "shared"
    desk.answer.mkdir()
    desk.press_and_wait("records.folder")
    assert "Written for the others: 2" in desk.says()
    desk.press_and_wait("records.step")
    assert "Written for the others: 0" in desk.says()
    click(desk.shell, "records.folder.forget")
    QApplication.processEvents()
    assert not button(desk, "records.step").isVisible()


def button(desk: Desk, name: str):
    from PySide6.QtWidgets import QPushButton

    return desk.shell.findChild(QPushButton, name)


def test_deleting_waits_for_the_word_and_names_what_stays(desk) -> None:
    assert not button(desk, "records.forget").isEnabled()
    write(desk, "records.word", "DELETE")
    assert button(desk, "records.forget").isEnabled()
    click(desk.shell, "records.forget")
    assert desk.wanted == [False]


def test_what_was_deleted_lately_can_come_back_later(desk) -> None:
    assert not desk.shell.findChild(Card, "records.deleted").isVisible()
    desk.coach.delete(of_activity(desk.coach.history, "Stairs"))
    assert desk.coach.history.function == ()
    desk.flow.open()
    QApplication.processEvents()
    assert desk.shell.findChild(Card, "records.deleted").isVisible()
    click(desk.shell, "records.deleted.0")
    assert len(desk.coach.history.function) == 1
    QApplication.processEvents()
    assert not desk.shell.findChild(Card, "records.deleted").isVisible()


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(5, 3))
    return opened


def go_to_records(opened: Opened) -> None:
    nav = opened.part("nav")
    nav.setFocus()
    QTest.keyClick(nav, Key.Key_End)
    click(opened.window, "settings.records")
    QApplication.processEvents()


def test_settings_lead_there_and_escape_back(qtbot, opened) -> None:
    opened.open(qtbot)
    go_to_records(opened)
    assert opened.part("records_page").isVisible()
    opened.part("records.name").setFocus()
    press(Key.Key_Escape)
    assert opened.page() == "today"


def test_who_is_coached_stands_beside_the_pages_where_several_are(qtbot, opened) -> None:
    opened.open(qtbot)
    go_to_records(opened)
    assert opened.part("person.panel") is None
    QTest.keyClicks(opened.window.findChild(QLineEdit, "records.name"), "Sam")
    click(opened.window, "records.add")
    QApplication.processEvents()
    assert opened.part("person.panel").isVisible()
    click(opened.window, "person.switch")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the rows of before
    QApplication.processEvents()
    with qtbot.waitSignal(opened.room.anew_requested, timeout=20_000):
        click(opened.window, "records.switch.1")
    assert opened.paths.chosen.read_text() == opened.store.people()[1].id.hex


@pytest.mark.parametrize(("percent", "size"), [(100, (1280, 800)), (200, (1024, 640))])
def test_nothing_is_wider_than_its_page(qtbot, opened, qapp, percent, size) -> None:
    add_person(opened.shelf, "Maximilian-Alexander the Younger")
    opened.open(qtbot)
    apply_theme(qapp, "dark", text_percent=percent)
    opened.window.resize(*size)
    go_to_records(opened)
    assert opened.part("records_page").horizontalScrollBar().maximum() == 0
