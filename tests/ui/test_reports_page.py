"""Giving reports and handouts out of a pack, and opening those of patients, in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from page_actions import button, click, press, reached_by_tab, visible_controls
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget
from test_packs_page import pack_file
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.kneereport import read_report, write_report
from kneecoach.reports.report import Report, ReportedMorning, ReportedSession
from kneecoach.reports.sealing import lock, make_identity
from kneecoach.ui.reports_flow import ReportsFlow
from kneecoach.ui.words.days import full_day

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    return Opened(qtbot, home, clock=clock).open(qtbot)


def sample(opened: Opened, days: int = 3, **changes: object) -> Report:
    today = opened.clock.today()
    sessions = tuple(
        ReportedSession(
            id=f"00000000-0000-4000-8000-{number:012}",
            day=today + timedelta(days=number),
            programme="Mine",
            ending="finished",
            before=1,
            during=2,
            after=1,
        )
        for number in range(days)
    )
    report = Report(
        patient="0123456789ab",
        made=today + timedelta(days=days),
        since=today,
        until=today + timedelta(days=days),
        programme="Mine",
        planned=4,
        sessions=sessions,
        mornings=(ReportedMorning(day=today, pain=6, flags=("swelling",)),),
    )
    return replace(report, **changes)


def report_file(folder: Path, report: Report, name: str = "x") -> Path:
    file = folder / f"{name}.kneereport"
    file.write_bytes(write_report(report))
    return file


def test_a_report_is_opened_kept_under_a_name_and_found_again(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.open_file(report_file(tmp_path, sample(opened)))
    seen = opened.sees()
    assert any(one.startswith("Patient 0123456789ab, ") for one in seen)
    assert any(one.startswith("Swelling, on ") for one in seen)
    click(opened.window, "reports.keep")
    assert any("no name here yet" in one for one in opened.sees())
    name = opened.window.findChild(QLineEdit, "reports.name")
    name.setFocus()
    QTest.keyClicks(name, "Mrs Bauer")
    click(opened.window, "reports.keep")
    assert "The report of Mrs Bauer is kept." in opened.sees()
    assert any(one.startswith("Mrs Bauer, ") for one in opened.sees())
    assert button(opened.window, "reports.back").hasFocus()  # there is no pack to adjust
    click(opened.window, "reports.back")
    patients = opened.window.findChild(QListWidget, "reports.patients")
    assert patients.item(0).text().startswith("Mrs Bauer\nSwelling. 3 of 4 sessions, worst pain 6")
    opened.room.open_file(report_file(tmp_path, sample(opened, 4), "y"))
    seen = opened.sees()
    assert any(one.startswith("Mrs Bauer, ") for one in seen)
    places = [next(at for at, one in enumerate(seen) if one.startswith(words))
              for words in ("Signs", "New since", "What was done", "Before that")]  # fmt: skip
    assert places == sorted(places)
    assert opened.window.findChild(QLineEdit, "reports.name") is None
    assert "The report of Mrs Bauer is kept." in seen  # by itself: she has a name here
    assert "Keep this report" not in seen


def test_the_list_leads_to_a_report_and_back_to_packs(opened: Opened, tmp_path: Path) -> None:
    Cabinet(opened.paths.data / "reports").keep(sample(opened), "Mrs Bauer")
    opened.room.show_page("packs")
    opened.shell.show_page(opened.part("packs"))
    click(opened.window, "packs.patients")
    patients = opened.window.findChild(QListWidget, "reports.patients")
    patients.setFocus()
    patients.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    assert any(one.startswith("Mrs Bauer, ") for one in opened.sees())
    assert "Keep this report" not in opened.sees()
    click(opened.window, "reports.back")
    assert patients.isVisible()
    click(opened.window, "reports.back")
    assert opened.part("packs").isVisible()


def test_a_locked_report_asks_for_its_key(opened: Opened, tmp_path: Path) -> None:
    identity = make_identity()
    key = tmp_path / "mine.reports"
    key.write_text(identity.text)
    locked = tmp_path / "locked.kneereport"
    locked.write_bytes(lock(write_report(sample(opened)), identity.recipient))
    answers: list[Path | None] = [None, key]
    failures: list[object] = []
    flow = ReportsFlow(
        shell=opened.shell,
        paths=opened.paths,
        parent=opened.room,
        ask_path=lambda _: locked,
        ask_key=lambda _: answers.pop(0),
    )
    flow.failed.connect(failures.append)
    flow.open_file(locked)
    assert "the key that opens it is not here" in str(failures.pop())
    click(opened.window, "reports.open")
    assert any(one.startswith("Patient 0123456789ab") for one in opened.sees())
    assert answers == failures == []


def test_a_file_that_is_no_report_is_refused(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "x.kneereport"
    file.write_text("{}")
    opened.room.open_file(file)
    seen = opened.sees()
    assert any("This is not a report" in one for one in seen)
    assert "No report is kept yet." in seen


def test_a_pack_is_answered_and_put_on_paper(
    qtbot, home, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(5, 3), note="on the stairs")
    opened.open(qtbot)
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    flow = opened.packs
    places = [tmp_path / "sheet.html", tmp_path / "sheet.pdf", tmp_path / "back.kneereport", None]
    monkeypatch.setattr(flow, "_ask_save", lambda *_: places.pop(0))
    click(opened.window, "packs.given.handout")
    assert "The handout is saved as sheet.html." in opened.sees()
    assert "Mine" in (tmp_path / "sheet.html").read_text("utf-8")
    click(opened.window, "packs.given.handout")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    click(opened.window, "packs.given.report")
    sentence = "The report is saved as back.kneereport; whoever gets it can read it."
    assert any(one.startswith(sentence) for one in opened.sees())
    assert read_report((tmp_path / "back.kneereport").read_bytes()).pack == "given"
    button(opened.window, "packs.given.notes").setChecked(True)
    places.insert(0, tmp_path / "said.kneereport")
    click(opened.window, "packs.given.report")
    for name, note in (("back", ""), ("said", "on the stairs")):
        sent = read_report((tmp_path / f"{name}.kneereport").read_bytes())
        assert {one.note for one in sent.mornings} == {note}
    click(opened.window, "packs.given.report")
    assert places == []
    places.append(tmp_path / "gone" / "x.pdf")
    click(opened.window, "packs.given.handout")
    assert any("cannot be written" in one for one in opened.sees())


def test_everything_is_reached_by_keyboard(opened: Opened, tmp_path: Path) -> None:
    opened.room.open_file(report_file(tmp_path, sample(opened)))
    page = opened.part("reports")
    names = {one.objectName() for one in visible_controls(page)}
    assert names <= reached_by_tab(page)
    button(page, "reports.back").setFocus()
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert "No report is kept yet." in opened.sees()


def kept(opened: Opened) -> Cabinet:
    return Cabinet(opened.paths.data / "reports")


def test_reports_in_the_wrong_order_and_twice_say_so(opened: Opened, tmp_path: Path) -> None:
    kept(opened).keep(sample(opened, 4), "Mrs Bauer")
    older = report_file(tmp_path, sample(opened, 2))
    opened.room.open_file(older)
    newest = full_day(sample(opened, 4).made)
    words = f"The report of Mrs Bauer is kept. A newer one, of {newest}, is here too."
    assert words in opened.sees()
    opened.room.open_file(older)
    assert "You have this report of Mrs Bauer already." in opened.sees()
    patient = kept(opened).patient("0123456789ab")
    assert patient is not None
    assert len(patient.reports) == 2
    assert patient.done == 4  # the list tells of the newest
    click(opened.window, "reports.patient.other.0")
    assert any(f"to {newest}" in one for one in opened.sees())


def test_a_name_is_changed_and_a_patient_deleted_after_a_second_word(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.open_file(report_file(tmp_path, sample(opened)))
    QTest.keyClicks(opened.part("reports.name"), "Mrs Bower")  # the keyboard is there already
    press(Qt.Key.Key_Return)
    name = opened.part("reports.patient.name")
    assert name.text() == "Mrs Bower"
    name.clear()
    press_in(name, Qt.Key.Key_Return)
    assert any("Write the name that you know them by." in one for one in opened.sees())
    name.setText("Mrs Bauer")
    press_in(name, Qt.Key.Key_Return)
    assert "The name is Mrs Bauer now." in opened.sees()
    click(opened.window, "reports.patient.forget")
    click(opened.window, "reports.patient.stay")
    assert not opened.part("reports.patient.really").isVisible()
    click(opened.window, "reports.patient.forget")
    click(opened.window, "reports.patient.really")
    seen = opened.sees()
    assert "Mrs Bauer and all reports are deleted." in seen
    assert kept(opened).patients() == ()
    assert list((opened.paths.data / "reports").rglob("*-*.json")) == []


def test_the_most_urgent_come_first_whatever_their_name(opened: Opened) -> None:
    cabinet, quiet = kept(opened), {"mornings": ()}
    told = (
        ("1", "Ann", {**quiet}),
        ("2", "B" * 79, {}),
        ("3", "Cleo", {"urgency": "routine"}),
        ("4", "Dora", {"urgency": "emergency", **quiet}),
    )
    for letter, name, changes in told:
        cabinet.keep(sample(opened, patient=letter * 12, **changes), name)
    opened.room.show_page("packs")
    opened.shell.show_page(opened.part("packs"))
    click(opened.window, "packs.patients")
    patients = opened.part("reports.patients")
    lines = [patients.item(row).text() for row in range(4)]
    assert [one[:4] for one in lines] == ["Dora", "Cleo", "BBBB", "Ann\n"]
    assert lines[0].startswith("Dora\nTold to seek help at once. ")
    assert lines[1].startswith("Cleo\nTold to make an appointment. Swelling. ")
    assert patients.item(0).font().bold() or patients.item(0).font().weight() > 400
    assert "told: Call your emergency number" not in " ".join(opened.sees())
    press_in(patients, Qt.Key.Key_Home)
    press_in(patients, Qt.Key.Key_Return)
    assert any(one.startswith("The patient was told: Call") for one in opened.sees())


def test_an_adjusted_pack_is_asked_for_under_the_name_that_was_typed(
    opened: Opened, tmp_path: Path
) -> None:
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    opened.room.open_file(report_file(tmp_path, sample(opened, pack="given", pack_version="1.3.0")))
    click(opened.window, "reports.adjust")
    assert any("no name here yet" in one for one in opened.sees())
    QTest.keyClicks(opened.part("reports.name"), "Mrs Bauer")
    click(opened.window, "reports.adjust")
    assert any(one.startswith("For Mrs Bauer · 1 programme") for one in opened.sees())
    assert opened.part("builder.items").hasFocus()
    patient = kept(opened).patient("0123456789ab")
    assert patient is not None
    looking = opened.packs._builder.editing.looking
    assert looking.pack.said("version") == "1.4.0"  # more than the patient has
    later = report_file(tmp_path, sample(opened, 5, pack="given", pack_version="1.6.0"), "y")
    opened.room.open_file(later)
    click(opened.window, "reports.adjust")
    assert opened.packs._builder.editing.looking.pack.said("version") == "1.7.0"
    neighbour = sample(opened, pack="given", pack_version="1.0.0", patient="b" * 12)
    opened.room.open_file(report_file(tmp_path, neighbour, "z"))
    QTest.keyClicks(opened.part("reports.name"), "Mr Beck")
    click(opened.window, "reports.adjust")
    # What was made for Mrs Bauer is hers alone.
    assert opened.packs._builder.editing.looking.pack.said("version") == "1.1.0"
    assert any(one.startswith("For Mr Beck · ") for one in opened.sees())


def press_in(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)
    QApplication.processEvents()
