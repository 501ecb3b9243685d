"""A table of one's own in the window: what each column holds is said, seen, and taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from test_records_page import Desk, desk, paths  # noqa: F401 - fixtures

from kneecoach.clock import Clock
from kneecoach.coach.tables import HowToRead, guess, look_at_table
from kneecoach.history.told_cells import DayOrder
from kneecoach.model.record import Person
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

GERMAN = "Datum;Schmerz;Notiz\n27.2.2026;3;Höher\n28.2.2026;4;=1+1\n"


@pytest.fixture(autouse=True)
def theme(qapp):
    yield
    apply_theme(qapp, "light")


def bring(desk: Desk, tmp_path: Path, content: bytes | str, name: str = "mine.csv") -> None:  # noqa: F811
    desk.answer = tmp_path / name
    desk.answer.write_bytes(content if isinstance(content, bytes) else content.encode())
    click(desk.shell, "records.import")
    QApplication.processEvents()


def part(desk: Desk, name: str, kind: type = QComboBox):  # noqa: F811
    return desk.shell.findChild(kind, name)


def choose(desk: Desk, name: str, text: str) -> None:  # noqa: F811
    """Choose by the keyboard, by the first letters of what is shown."""
    choice = part(desk, name)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while not choice.currentText().startswith(text):
        at = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() != at, f"no {text} in {name}"
    QApplication.processEvents()


def seen(desk: Desk) -> str:  # noqa: F811
    page = desk.shell.findChild(object, "table_page")
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def sessions(desk: Desk):  # noqa: F811
    store = desk.store()
    return store.read(store.people()[0].id).sessions


def test_a_table_is_guessed_shown_and_taken_in_once(desk, tmp_path) -> None:  # noqa: F811
    bring(desk, tmp_path, GERMAN.encode("cp1252"))
    assert part(desk, "table.date").choice() == "Datum"
    assert part(desk, "table.during").choice() == "Schmerz"
    assert part(desk, "table.encoding").choice() == "cp1252"
    assert part(desk, "table.days").choice() == "dmy"
    assert "Sessions that would come in: 2." in seen(desk)
    assert "worst 3 · Höher" in seen(desk)
    assert sessions(desk) == ()
    desk.press_and_wait("table.take")
    assert not desk.errors
    assert [one.day for one in sessions(desk)] == [date(2026, 2, 27), date(2026, 2, 28)]
    assert [one.scores.note for one in sessions(desk)] == ["Höher", "=1+1"]
    assert "Records that came in: 2" in desk.says()
    bring(desk, tmp_path, GERMAN.encode("cp1252"))
    desk.press_and_wait("table.take")
    assert len(sessions(desk)) == 2


def test_what_cannot_be_guessed_is_asked_and_can_be_said_by_the_keyboard(
    desk,  # noqa: F811
    tmp_path,
) -> None:
    bring(desk, tmp_path, "when,how bad,how hard\n2026-02-27,3,5\n", "mine.txt")
    assert "Say which column holds this: Day" in seen(desk)
    take = part(desk, "table.take", QPushButton)
    assert not take.isEnabled()
    choose(desk, "table.date", "when")
    choose(desk, "table.during", "how bad")
    choose(desk, "table.effort", "how hard")
    assert "effort 5" in seen(desk)
    assert take.isEnabled()
    desk.press_and_wait("table.take")
    assert [one.scores.effort for one in sessions(desk)] == [5]


def test_mistakes_are_told_by_their_lines_and_nothing_comes_in(desk, tmp_path) -> None:  # noqa: F811
    bring(desk, tmp_path, "date,during\n2026-02-27,3\n2026-02-28,12\nsoon,1\n2026-02-28,1,2\n")
    told = seen(desk)
    assert "Rows that cannot be read: 3. Rows that can: 1." in told
    assert "mine.csv, line 3, column 2" in told
    assert "line 4, column 1: “soon” is not a day" in told
    assert "line 5, column 1" in told
    assert str(tmp_path) not in told
    assert "--" not in told
    assert not part(desk, "table.take", QPushButton).isEnabled()
    choose(desk, "table.days", "02.03")
    assert "Rows that cannot be read: 4. Rows that can: 0." in seen(desk)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'date,during\n"2026', b"date,date\n"])
def test_no_table_at_all_is_told_kindly(desk, tmp_path, content) -> None:  # noqa: F811
    bring(desk, tmp_path, content)
    take = part(desk, "table.take", QPushButton)
    if take is None:  # it never came so far
        (error,) = desk.errors
        assert "line 2" in error.user_message
        assert error.way_out
    else:
        assert not take.isEnabled()
        assert not desk.errors


def test_another_encoding_is_read_anew(desk, tmp_path) -> None:  # noqa: F811
    bring(desk, tmp_path, "Höhe,day,pain\n1,2026-02-27,3\n")
    choices = part(desk, "table.note")
    assert [choices.itemText(row) for row in range(1, choices.count())] == ["Höhe", "day", "pain"]
    choose(desk, "table.encoding", "Windows")
    assert choices.itemText(1) == "HÃ¶he"
    choose(desk, "table.encoding", "Unicode (UTF-8)")
    assert choices.itemText(1) == "Höhe"
    assert part(desk, "table.take", QPushButton).isEnabled()


def test_escape_goes_back_and_nothing_is_kept(desk, tmp_path) -> None:  # noqa: F811
    bring(desk, tmp_path, GERMAN)
    part(desk, "table.date").setFocus()
    press(Qt.Key.Key_Escape)
    assert desk.shell.findChild(object, "records_page").isVisible()
    assert sessions(desk) == ()


def test_a_column_that_was_said_to_be_nothing_stays_out(clock: Clock) -> None:
    how = HowToRead(columns=(("date", "date"), ("during", "during")), is_said=True)
    content = b"date,during,note\n2026-02-27,3,private\n"
    person = Person(id=UUID(int=1))
    preview = look_at_table(Path("a.csv"), content, how, person, clock)
    assert [one.note for one in preview.first] == [""]


@pytest.mark.parametrize(
    ("day", "order"),
    [("2026-02-27", "iso"), ("27.02.2026", "dmy"), ("02/27/2026", "mdy"), ("soon", "iso")],
)
def test_the_order_of_days_is_guessed_from_the_first_rows(clock: Clock, day, order) -> None:
    how = guess(Path("a.csv"), f"day,pain\nsoon,1\n{day},1\n".encode(), clock)
    assert how.days is DayOrder(order)


@pytest.mark.parametrize(("percent", "size"), [(100, (1280, 800)), (200, (1024, 640))])
def test_nothing_is_wider_than_its_page(desk, tmp_path, qapp, percent, size) -> None:  # noqa: F811
    apply_theme(qapp, "dark", text_percent=percent)
    desk.shell.resize(*size)
    bring(desk, tmp_path, "Datum," + "x" * 90 + ",during\n2026-02-27,1,3\n")
    page = desk.shell.findChild(object, "table_page")
    assert page.isVisible()
    assert page.horizontalScrollBar().maximum() == 0
