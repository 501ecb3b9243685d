"""Making a pack in the whole window: exercises, doses, ladder, limits, and giving it out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mediamaker
import pytest
from page_actions import (
    SMALLEST_TARGET_PX,
    button,
    click,
    press,
    reached_by_tab,
    visible_controls,
)
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from test_packs_page import pack_file
from test_reports_page import report_file, sample
from window_harness import Opened

from kneecoach.packs.building.keeping import Drafts
from kneecoach.packs.parcel.keys import make_key, write_secret_key
from kneecoach.packs.parcel.parcel import open_parcel
from kneecoach.reports.author_keys import recipient_of, secret_file_of
from kneecoach.reports.report import ReportedStanding
from kneecoach.ui.builder.exercise_list import ExerciseList
from kneecoach.ui.builder_flow import BuilderFlow
from kneecoach.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    return Opened(qtbot, home, clock=clock).open(qtbot)


class Making:
    """Do what a physio does on the pages of a pack."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.window = opened.window
        opened.room.show_page("packs")
        opened.shell.show_page(opened.part("packs"))
        click(self.window, "packs.make")
        self.flow: BuilderFlow = opened.packs._builder

    def begin(self, template: str = "") -> Making:
        self.type("drafts.title", "After the half marathon")
        self.type("drafts.author", "Anna Example, physiotherapist")
        self.type("drafts.contact", "Anna, 01234")
        choice = self.window.findChild(QWidget, "drafts.template")
        choice.set_choice(template)
        assert choice.choice() == template
        click(self.window, "drafts.begin")
        return self

    def type(self, name: str, text: str, key: Qt.Key | None = None) -> None:
        field = self.window.findChild(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        QTest.keyClicks(field, text)
        if key is not None:
            QTest.keyClick(field, key)
        self.flow.editing.flush()

    def search(self, *texts: str) -> Making:
        for text in texts:
            self.type("builder.search", text, Qt.Key.Key_Return)
        return self

    def write(self, name: str, text: str) -> None:
        field = self.window.findChild(QPlainTextEdit, name)
        field.setFocus()
        field.setPlainText(text)
        self.flow.editing.flush()

    @property
    def pack(self):
        return self.flow.editing.looking.pack

    @property
    def programme(self) -> str:
        return self.pack.text(self.pack.programmes[0])

    @property
    def items(self) -> ExerciseList:
        return self.window.findChild(ExerciseList, "builder.items")

    @property
    def library(self) -> ExerciseList:
        return self.window.findChild(ExerciseList, "builder.library")

    def names(self, which: ExerciseList | None = None) -> list[str]:
        found = which or self.items
        return [found.view_at(row).name for row in range(found.count())]

    def said(self, text: str) -> bool:
        return any(text in one for one in self.opened.sees())


@pytest.fixture
def making(opened: Opened) -> Making:
    return Making(opened)


def test_exercises_are_found_added_and_put_in_order_by_keys_and_dragging(making: Making) -> None:
    making.begin().search("clam", "wall sit")
    assert making.names() == ["Clam", "Wall sit"]
    making.type("builder.search", "squat")
    assert making.names(making.library)[0] == "Squat"
    making.library.setFocus()
    making.library.setCurrentRow(0)
    QTest.keyClick(making.library, Qt.Key.Key_Return)
    assert making.names() == ["Clam", "Wall sit", "Squat"]
    making.type("builder.search", "bridge")
    making.library.setCurrentRow(0)
    making.library.itemDoubleClicked.emit(making.library.item(0))
    making.library.setCurrentRow(1)
    drop(making.items, making.library, 0)
    assert making.names()[1:] == ["Clam", "Wall sit", "Squat", "Bridge"]
    making.search("clam")
    assert len(making.names()) == 5  # it is there already, and is shown
    assert making.said("From the library.")
    assert making.items.currentRow() == 1
    press_escape(making)
    order_is_changed_by_keys_buttons_and_dragging(making)


def test_a_screen_reader_selects_the_exercise_to_be_looked_at(making: Making) -> None:
    making.begin().search("clam", "squat")
    readers = QAccessible.queryAccessibleInterface(making.items)
    assert readers.selectionInterface().select(readers.child(0))
    assert making.items.currentRow() == 0
    assert making.flow.editing.looking.at == 0


def drop(target: ExerciseList, source: QWidget, row: int) -> QDropEvent:
    """Drop what is marked in a list before a row of a list."""
    box = target.visualItemRect(target.item(row)) if row < target.count() else target.rect()
    at = QPointF(box.center().x(), box.top() + 2 if row < target.count() else box.bottom() - 2)
    event = _Dropped(at, source)
    target.dropEvent(event)
    QApplication.processEvents()
    return event


class _Dropped(QDropEvent):
    def __init__(self, at: QPointF, source: QWidget) -> None:
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        super().__init__(at, Qt.DropAction.CopyAction, QMimeData(), left, none)
        self._source = source

    def source(self) -> QWidget:
        return self._source


def order_is_changed_by_keys_buttons_and_dragging(making: Making) -> None:
    making.begin().search("clam", "wall sit", "squat")
    items = making.items
    items.setFocus()
    items.setCurrentRow(0)
    QTest.keyClick(items, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert making.names() == ["Wall sit", "Clam", "Squat"]
    assert items.currentRow() == 1
    click(making.window, "builder.item.down")
    assert making.names() == ["Wall sit", "Squat", "Clam"]
    click(making.window, "builder.item.down")
    click(making.window, "builder.item.up")
    assert making.names() == ["Wall sit", "Clam", "Squat"]
    drop(items, items, 0)
    assert making.names() == ["Clam", "Wall sit", "Squat"]
    drop(items, items, 9)
    assert making.names() == ["Wall sit", "Squat", "Clam"]
    assert not drop(items, making.window, 0).isAccepted() or making.names()[0] == "Wall sit"
    QTest.keyClick(items, Qt.Key.Key_Delete)
    assert making.names() == ["Wall sit", "Squat"]
    click(making.window, "builder.item.out")
    click(making.window, "builder.item.out")
    assert making.names() == []
    assert making.said("Add an exercise with Enter, a double click, or by dragging it here.")


def test_a_changed_dose_makes_a_version_of_the_packs_own_and_is_taken_back(making: Making) -> None:
    making.begin().search("clam")
    before = making.pack
    making.type("builder.dose.dose.reps", "8")
    assert making.said("Your own version; only this pack has it.")
    assert making.items.view_at(0).line == "2 × 8 each side · hold 2 s"
    making.type("builder.dose.dose.rest", "45")
    (own,) = making.pack.exercises
    assert "  rest: 45 s\n" in making.pack.text(own)
    press_on(making, Qt.Key.Key_Z)
    press_on(making, Qt.Key.Key_Z)
    assert making.pack == before
    press_on(making, Qt.Key.Key_Z, shift=True)
    assert making.pack.exercises == (own,)
    click(making.window, "builder.redo")
    assert "  rest: 45 s\n" in making.pack.text(own)
    click(making.window, "builder.undo")
    assert "  rest: 30 s\n" in making.pack.text(own)
    making.type("builder.dose.dose.sets", "4")
    field = making.window.findChild(QLineEdit, "builder.dose.dose.sets")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert (field.text(), field.hasFocus()) == ("2", True)
    making.write("builder.note", "One.")
    note = making.window.findChild(QPlainTextEdit, "builder.note")
    QTest.keyClick(note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert note.toPlainText() == ""
    making.items.setFocus()
    QTest.keyClick(making.items, Qt.Key.Key_Delete)
    assert making.pack.exercises == ()


def test_no_letter_is_lost_when_one_types_on_in_another_field_at_once(making: Making) -> None:
    making.begin().search("clam")
    note = making.window.findChild(QPlainTextEdit, "builder.note")
    call = making.window.findChild(QPlainTextEdit, "builder.call")
    note.setFocus()
    QTest.keyClicks(note, "Slowly.")
    call.setFocus()
    QTest.keyClicks(call, "the knee locks")
    assert "note: Slowly." in making.programme  # kept as soon as something else is typed
    making.flow.editing.flush()
    assert (call.toPlainText(), note.toPlainText()) == ("the knee locks", "Slowly.")
    assert "stop_and_call_if:\n  - the knee locks\n" in making.programme
    making.flow.editing.undo()
    assert (call.toPlainText(), note.toPlainText()) == ("", "Slowly.")


def test_what_the_patient_sees_stands_beside_and_follows_what_is_typed(making: Making) -> None:
    making.window.resize(1280, 800)
    making.begin().search("clam", "squat")
    live = making.window.findChild(QWidget, "builder.live")
    assert (live.isVisible(), making.library.isVisible()) == (False, True)
    click(making.window, "builder.beside.live")
    assert (live.isVisible(), making.library.isVisible()) == (True, False)
    assert "2 × 10 · tempo 3-1 · to 30°" in seen_in(making, live)
    making.type("builder.dose.dose.reps", "6")
    making.write("builder.note", "Use the mirror.")
    making.write("builder.call", "it locks")
    seen = seen_in(making, live)
    assert {"2 × 6 · tempo 3-1 · to 30°", "Use the mirror.", "• it locks"} <= set(seen)
    press_on(making, Qt.Key.Key_Z)
    assert "• it locks" not in seen_in(making, live)
    making.type("builder.dose.dose.sets", "99")
    assert "Squat" not in seen_in(making, live)  # the reader cannot make anything of it
    making.type("builder.dose.dose.sets", "2")
    assert "Squat" in seen_in(making, live)
    assert "builder.live.start" in reached_by_tab(making.flow._showing.page)
    the_preview_has_a_place_at_every_width(making, live)


def seen_in(making: Making, live: QWidget) -> list[str]:
    making.flow._showing._living.follow()
    return [one.text() for one in live.findChildren(Text) if one.isVisible()]


def the_preview_has_a_place_at_every_width(making: Making, live: QWidget) -> None:
    making.window.resize(1700, 800)
    QApplication.processEvents()
    assert (live.isVisible(), making.library.isVisible()) == (True, True)
    detail = making.window.findChild(QWidget, "builder.detail")
    assert (
        live.mapToGlobal(live.rect().topLeft()).x()
        > detail.mapToGlobal(detail.rect().topRight()).x()
    )
    making.window.resize(760, 800)
    QApplication.processEvents()
    assert (live.isVisible(), making.library.isVisible()) == (True, True)
    assert (
        live.mapToGlobal(live.rect().topLeft()).y()
        > detail.mapToGlobal(detail.rect().bottomLeft()).y()
    )
    making.window.resize(1280, 800)
    QApplication.processEvents()
    assert (live.isVisible(), making.library.isVisible()) == (True, False)
    click(making.window, "builder.beside.library")
    assert (live.isVisible(), making.library.isVisible()) == (False, True)


def test_what_was_done_can_be_taken_back_when_a_draft_is_opened_again(
    making: Making, qtbot, home, clock
) -> None:
    making.begin().search("clam", "squat")
    making.type("builder.dose.dose.reps", "6")
    before = making.pack
    making.type("builder.dose.dose.reps", "7")
    press_escape(making)
    click(making.window, "drafts.open")
    assert making.pack != before
    click(making.window, "builder.undo")
    assert making.pack == before
    making.flow.close()  # as when the coach is closed; one step is taken back by now
    anew = Making(Opened(qtbot, home, clock=clock).open(qtbot))
    click(anew.window, "drafts.open")
    assert anew.pack == before
    click(anew.window, "builder.redo")
    assert "  reps: 7\n" in anew.pack.text(anew.pack.exercises[0])
    click(anew.window, "builder.undo")
    click(anew.window, "builder.undo")
    click(anew.window, "builder.undo")
    assert anew.names() == ["Clam"]
    press_escape(anew)
    click(anew.window, "drafts.remove")
    click(anew.window, "drafts.remove.really")
    assert list(anew.opened.paths.drafts.iterdir()) == []


def press_on(making: Making, key: Qt.Key, *, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    making.items.setFocus()
    QTest.keyClick(making.items, key, modifiers)
    QApplication.processEvents()


def test_what_is_wrong_stands_by_its_field_in_the_readers_words(making: Making) -> None:
    making.begin().search("clam", "squat")
    making.type("builder.dose.dose.sets", "99")
    assert making.said("Sets: 99 is outside 1 to 20")
    assert making.said("thing")
    assert making.items.view_at(1).is_wrong
    making.items.setCurrentRow(0)
    assert making.said("Squat, Sets: 99 is outside 1 to 20")
    click(making.window, "builder.build")
    assert making.said("Something has to be mended first")
    making.items.setCurrentRow(1)
    making.type("builder.dose.dose.sets", "3")
    assert not making.window.findChild(QWidget, "builder.dose.problems").isVisible()
    making.type("builder.limits.exercises[2].limits.acceptable_up_to", "9")
    assert making.said("Pain up to: 9 is looser than the rules have it")
    making.type("builder.limits.exercises[2].limits.acceptable_up_to", "4")
    making.type("builder.limits.exercises[2].limits.pace", "2")
    assert "limits: {acceptable_up_to: 4, pace: 2 weeks}" in making.programme
    press_escape(making)
    notes_reasons_and_the_frame_are_written(making)


def notes_reasons_and_the_frame_are_written(making: Making) -> None:
    making.begin().search("clam")
    making.write("builder.note", "Use the mirror in the hall.")
    making.write("builder.call", "it locks\n\nthe knee swells")
    making.type("builder.frame.days_a_week", "4")
    making.type("builder.about.review", "read by two of us")
    assert "note: Use the mirror in the hall." in making.programme
    assert "stop_and_call_if:\n  - it locks\n  - the knee swells\n" in making.programme
    assert "days_a_week: 4\n" in making.programme
    assert making.pack.said("review") == "read by two of us"
    sides = making.window.findChild(QWidget, "builder.dose.dose.sides")
    sides.setCurrentIndex(0)
    sides.activated.emit(0)
    assert "sides: both" in making.pack.text(making.pack.exercises[0])


def test_a_ladder_is_made_and_then_changed(making: Making) -> None:
    making.begin().search("clam")
    making.type("builder.goal.reps", "16")
    making.type("builder.goal.sets", "3")
    making.type("builder.steps", "4", Qt.Key.Key_Return)
    (own,) = making.pack.exercises
    assert making.pack.text(own).count("- change:") == 4
    levels = making.window.findChild(QListWidget, "builder.levels")
    assert levels.count() == 5
    levels.setCurrentRow(2)
    click(making.window, "builder.level.start")
    assert "start_level: 3" in making.programme
    assert levels.item(2).text().startswith("3 · starts here")
    levels.setCurrentRow(1)
    making.type("builder.level.ladder[1].note", "A little more")
    assert "note: A little more" in making.pack.text(own)
    making.window.findChild(QWidget, "builder.level.variable").set_choice("hold")
    making.type("builder.level.value", "4")
    click(making.window, "builder.level.add")
    assert making.pack.text(own).count("hold: 4 s") == 1
    levels.setCurrentRow(2)
    making.type("builder.level.value", "5 s")
    click(making.window, "builder.level.change")
    assert making.pack.text(own).count("hold: 5 s") == 1
    click(making.window, "builder.level.down")
    levels.setCurrentRow(3)
    click(making.window, "builder.level.up")
    levels.setCurrentRow(2)
    click(making.window, "builder.level.remove")
    assert levels.count() == 5
    making.type("builder.goal.reps", "many", Qt.Key.Key_Return)
    making.type("builder.steps", "x", Qt.Key.Key_Return)
    assert making.said("The reps")
    levels.setCurrentRow(0)
    click(making.window, "builder.level.start")
    assert "start_level" not in making.programme


def test_a_template_with_stages_and_further_programmes(making: Making) -> None:
    making.begin("programme:tendon")
    assert making.names()[0] == "Warm-up"
    click(making.window, "builder.stages.remove")
    assert "stages" not in making.programme
    click(making.window, "builder.programme.add")
    assert making.names() == []
    making.search("clam")
    which = making.window.findChild(QWidget, "builder.programme.which")
    which.setCurrentIndex(0)
    which.activated.emit(0)
    assert making.names()[0] == "Warm-up"
    which.setCurrentIndex(1)
    which.activated.emit(1)
    click(making.window, "builder.programme.remove")
    assert len(making.pack.programmes) == 1


def test_the_patients_view_and_a_quick_session(making: Making, clock) -> None:
    making.begin()
    click(making.window, "builder.preview")
    assert making.said("This programme cannot be shown yet.")
    making.search("clam")
    making.write("builder.note", "Use the mirror.")
    making.write("builder.call", "it locks")
    click(making.window, "builder.preview")
    assert making.said("This is what the patient sees on the first day.")
    assert making.said("2 × 10 each side · hold 2 s")
    assert making.said("• it locks")
    chip = making.window.findChild(QWidget, "builder.preview.which")
    chip.set_chosen(("exercise",))
    chip.choice_changed.emit()
    assert making.said("Use the mirror.")
    press(Qt.Key.Key_Escape)
    assert making.window.findChild(QWidget, "builder").isVisible()
    tickers: list = []
    making.flow._showing._make_ticker = lambda: (
        tickers.append(making.opened._make_ticker()) or tickers[-1]
    )
    click(making.window, "builder.dry_run")
    page = making.window.findChild(QWidget, "builder.rehearsal")
    assert page.isVisible()
    for _ in range(3000):
        if not page.isVisible():
            break
        clock.advance(0.1)
        tickers[-1].fire()
    assert making.said("That was the session; it takes")
    click(making.window, "builder.preview")
    click(making.window, "builder.preview.back")
    click(making.window, "builder.dry_run")
    page.pain_reported.emit()
    assert page.isVisible()  # nobody hurts here
    making.flow.close()
    assert making.opened.sessions() == ()


def test_it_is_built_and_signed(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.begin().search("clam")
    making.type("builder.dose.dose.reps", "8")
    places: list[Path | None] = [None, tmp_path / "x.kneepack", tmp_path / "y"]
    monkeypatch.setattr(making.flow._giving, "_ask_save", lambda *_: places.pop(0))
    click(making.window, "builder.build")
    click(making.window, "builder.build")
    assert making.said("x.kneepack, version 1.0.0, is built and signed.")
    parcel = open_parcel(tmp_path / "x.kneepack", [Path("exercises")])
    key_file = secret_file_of(making.opened.paths)
    assert parcel.signed_by is not None
    assert parcel.pack.reports_to == recipient_of(key_file)
    assert (tmp_path / "x.kneepack.minisig").exists()
    click(making.window, "builder.build")
    assert (tmp_path / "y.kneepack").read_bytes() == (tmp_path / "x.kneepack").read_bytes()
    making.type("builder.dose.dose.reps", "9")
    places.insert(0, tmp_path / "z.kneepack")
    click(making.window, "builder.build")
    assert making.said("z.kneepack, version 1.1.0, is built and signed.")
    assert places == []
    press_escape(making)
    key_with_a_password_asks_for_it(making, tmp_path, monkeypatch)


def key_with_a_password_asks_for_it(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = secret_file_of(making.opened.paths)
    file.with_suffix(".reports").unlink()
    file.write_text(write_secret_key(make_key(), "open", work=32768, memory=16_777_216))
    making.begin().search("clam")
    secrets = [None, "wrong", "open"]
    monkeypatch.setattr(making.flow._giving, "_ask_secret", lambda _: secrets.pop(0))
    monkeypatch.setattr(making.flow._giving, "_ask_save", lambda *_: tmp_path / "x.kneepack")
    click(making.window, "builder.build")
    click(making.window, "builder.build")
    assert making.said("The password of the key is not right.")
    click(making.window, "builder.build")
    assert making.said("x.kneepack, version 1.0.0, is built and signed.")
    assert making.pack.said("reports_to") == ""


def test_a_picture_and_a_recording_of_ones_own(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, voice, text = tmp_path / "a.jpg", tmp_path / "a.wav", tmp_path / "b.jpg"
    photo.write_bytes(mediamaker.picture("jpg"))
    voice.write_bytes(mediamaker.clip("wav", 0.5))
    text.write_text("no picture")
    files = [None, photo, voice, text]
    monkeypatch.setattr(making.flow._giving, "_ask_media", lambda *_: files.pop(0))
    monkeypatch.setattr(making.flow._giving, "_ask_save", lambda *_: tmp_path / "x.kneepack")
    making.begin().search("clam")
    for kind in ("picture", "picture", "clip", "picture"):
        click(making.window, f"builder.{kind}.choose")
    assert files == []
    assert making.said("A picture of it: ")
    click(making.window, "builder.build")
    assert making.said("x.kneepack, version 1.0.0, is built and signed.")
    names = [name for name, _ in open_parcel(tmp_path / "x.kneepack", [Path("exercises")]).files]
    assert len([name for name in names if name.startswith("media/")]) == 2
    click(making.window, "builder.preview")
    click(making.window, "builder.preview.back")
    click(making.window, "builder.picture.remove")
    click(making.window, "builder.clip.remove")
    assert "media/" not in making.pack.text(making.pack.exercises[0])
    click(making.window, "builder.undo")
    assert "clip: media/" in making.pack.text(making.pack.exercises[0])


def test_drafts_are_there_again_after_the_program_was_killed(
    qtbot, home, clock, making: Making
) -> None:
    making.begin().search("clam")
    making.type("builder.dose.dose.reps", "8")
    kept = Drafts(making.opened.paths.data / "drafts").all()
    assert [one.pack for one in kept] == [making.pack]
    making.opened.let_go()
    again = Making(Opened(qtbot, home, clock=clock).open(qtbot))
    drafts = again.window.findChild(QListWidget, "drafts.list")
    assert drafts.item(0).text() == "After the half marathon, version 1.0.0"
    click(again.window, "drafts.open")
    assert again.pack == kept[0].pack
    again.window.findChild(QPlainTextEdit, "builder.note").setPlainText("The last word.")
    again.flow.close()
    (closed,) = Drafts(again.opened.paths.data / "drafts").all()
    assert "The last word." in closed.pack.text(closed.pack.programmes[0])
    press_escape(again)
    click(again.window, "drafts.remove")
    click(again.window, "drafts.remove.really")
    assert again.said("There is no draft yet.")


def press_escape(making: Making) -> None:
    page = making.window.findChild(QWidget, "builder")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QApplication.processEvents()


def test_a_folder_is_opened_changed_and_saved_with_its_comments(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = making.opened.paths.packs / "short"
    file = folder / "programmes" / "short_one.yaml"
    file.write_text("# mine\n" + file.read_text() + "# the end\n")
    places = [None, folder, None, tmp_path / "copy"]
    monkeypatch.setattr(making.flow, "_ask_folder", lambda _: places.pop(0))
    monkeypatch.setattr(making.flow._giving, "_ask_folder", lambda _: places.pop(0))
    click(making.window, "drafts.folder")
    click(making.window, "drafts.folder")
    assert making.names() == ["Lift", "Sway"]
    making.type("builder.frame.days_a_week", "2")
    click(making.window, "builder.folder")
    click(making.window, "builder.folder")
    assert making.said("The files are saved in copy.")
    text = (tmp_path / "copy" / "programmes" / "short_one.yaml").read_text()
    assert text == file.read_text().replace("days_a_week: 3", "days_a_week: 2", 1)
    (tmp_path / "empty").mkdir()
    press_escape(making)
    places[:] = [tmp_path / "empty"]
    click(making.window, "drafts.folder")
    assert making.said("is missing")
    making.window.findChild(QLineEdit, "drafts.author").clear()
    click(making.window, "drafts.begin")
    assert making.said("Write a title and your name first.")
    making.type("drafts.title", "X", Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "drafts.author"
    press(Qt.Key.Key_Escape)
    assert button(making.window, "packs.make").isVisible()


def test_an_adjusted_pack_answers_a_report(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    standing = ReportedStanding(
        exercise="reach", name="Reach", level=2, levels=2, dose="2 × 3", standing="ready",
        action="progress", rule="X1", reason="Three calm sessions in a row.",
    )  # fmt: skip
    report = sample(opened, pack="given", pack_version="1.0.0", standings=(standing,))
    opened.room.open_file(report_file(tmp_path, report))
    QTest.keyClicks(opened.part("reports.name"), "Mrs Bauer")
    click(opened.window, "reports.adjust")
    making_pack = opened.packs._builder.editing.looking.pack
    assert making_pack.said("version") == "1.1.0"
    words = "The patient: level 2 of 2, 2 × 3. Three calm sessions in a row."
    assert words in opened.sees()
    items = opened.part("builder.items")
    assert items.view_at(0).line.startswith("patient at level 2 · ")
    opened.room.open_file(report_file(tmp_path, report))
    click(opened.window, "reports.adjust")
    assert len(Drafts(opened.paths.data / "drafts").all()) == 1
    other = sample(opened, pack="unknown")
    opened.room.open_file(report_file(tmp_path, other, "y"))
    click(opened.window, "reports.adjust")
    assert any("The pack unknown is not here." in one for one in opened.sees())
    built_in = sample(opened)
    opened.room.open_file(report_file(tmp_path, built_in, "z"))
    assert not opened.part("reports.adjust").isVisible()
    making = Making(opened).begin("pack:given")
    assert making.pack.said("version") == "1.1.0"
    assert making.names() == ["Reach"]


def test_everything_is_reached_by_keyboard_and_large_enough(making: Making) -> None:
    page = making.window.findChild(QWidget, "builder_start")
    names = {one.objectName() for one in visible_controls(page) if one.isEnabled()}
    assert names <= reached_by_tab(page)
    making.begin().search("clam")
    page = making.window.findChild(QWidget, "builder")
    names = {one.objectName() for one in visible_controls(page) if one.isEnabled()}
    assert names <= reached_by_tab(page)
    for one in visible_controls(page):
        assert one.height() >= SMALLEST_TARGET_PX
        assert one.accessibleName() or one.text()
    for field in page.findChildren(QLineEdit):
        if field.isVisible():
            assert field.height() >= SMALLEST_TARGET_PX
            assert field.accessibleName()


def test_a_copy_for_a_patient_begins_where_the_patient_stands(
    opened: Opened, tmp_path: Path
) -> None:
    making = Making(opened).begin()
    making.search("clam")
    opened.shell.show_page(opened.part("packs"))
    standing = ReportedStanding(
        exercise="clam", name="Clam", side="left", level=3, levels=7, dose="3 × 12",
        standing="ready", action="hold", rule="H4", reason="It stays.",
    )  # fmt: skip
    other = replace(standing, side="right", level=4)
    given = making.pack.pack_id
    report = sample(opened, pack=given, pack_version="1.0.0", standings=(standing, other))
    opened.room.open_file(report_file(tmp_path, report))
    QTest.keyClicks(opened.part("reports.name"), "Mrs Bauer")
    click(opened.window, "reports.adjust")
    assert making.names() == ["Clam"]
    making.type("builder.dose.dose.reps", "9", Qt.Key.Key_Tab)
    programme = making.pack.text(making.pack.programmes[0])
    assert "start_level: 3" in programme
    assert f"{given}_clam" in programme
    click(making.window, "builder.undo")
    assert "start_level" not in making.pack.text(making.pack.programmes[0])
