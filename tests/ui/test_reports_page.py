"""Giving reports and handouts out of a pack, and opening those of patients, in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from page_actions import button, click, press, reached_by_tab, visible_controls
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from test_packs_page import pack_file
from training_days import train_calmly
from window_harness import Opened, write_short_pack

from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.kneereport import read_report, write_report
from kneecoach.reports.report import Report, ReportedMorning, ReportedSession
from kneecoach.reports.sealing import lock, make_identity
from kneecoach.ui.reports_flow import ReportsFlow

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
    assert patients.item(0).text().startswith("Mrs Bauer: 3 of 4 sessions, worst pain 6, 3 new")
    opened.room.open_file(report_file(tmp_path, sample(opened, 4), "y"))
    seen = opened.sees()
    assert any(one.startswith("Mrs Bauer, ") for one in seen)
    places = [next(at for at, one in enumerate(seen) if one.startswith(words))
              for words in ("Signs", "New since", "What was done", "Before that")]  # fmt: skip
    assert places == sorted(places)
    assert opened.window.findChild(QLineEdit, "reports.name") is None
    click(opened.window, "reports.keep")
    assert "The report of Mrs Bauer is kept." in opened.sees()


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
    train_calmly(opened, days_ago=(5, 3))
    opened.open(qtbot)
    opened.room.open_file(pack_file(tmp_path))
    click(opened.window, "packs.offer.take")
    flow = opened.room._packs
    places = [tmp_path / "sheet.html", tmp_path / "sheet.pdf", tmp_path / "back.kneereport", None]
    monkeypatch.setattr(flow, "_ask_save", lambda *_: places.pop(0))
    click(opened.window, "packs.given.handout")
    assert "The handout is saved as sheet.html." in opened.sees()
    assert "Mine" in (tmp_path / "sheet.html").read_text("utf-8")
    click(opened.window, "packs.given.handout")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    click(opened.window, "packs.given.report")
    sentence = "The report is saved as back.kneereport; whoever gets it can read it."
    assert sentence in opened.sees()
    assert read_report((tmp_path / "back.kneereport").read_bytes()).pack == "given"
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
