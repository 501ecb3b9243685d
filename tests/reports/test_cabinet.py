from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from report_samples import FIRST, report, session

from kneecoach.model.errors import KneecoachError
from kneecoach.reports.cabinet import LIST, Cabinet, fresh_sessions
from kneecoach.reports.report import ReportedMorning


@pytest.fixture
def cabinet(tmp_path: Path) -> Cabinet:
    return Cabinet(tmp_path / "reports")


def test_a_report_is_kept_under_a_name_and_found_again(cabinet: Cabinet) -> None:
    assert cabinet.patients() == ()
    with pytest.raises(KneecoachError, match="no name"):
        cabinet.keep(report())
    kept = cabinet.keep(report(), "  Mrs   Bauer ")
    assert (kept.name, kept.done, kept.planned, kept.worst, kept.fresh) == ("Mrs Bauer", 3, 4, 3, 3)
    assert cabinet.patients() == (kept,)
    assert cabinet.newest(kept.code) == report()
    assert cabinet.newest("ffffffffffff") is None
    assert cabinet.before(report()) is None


def test_what_is_new_is_counted_against_the_report_before(cabinet: Cabinet) -> None:
    cabinet.keep(report(3), "Bauer")
    kept = cabinet.keep(report(5))
    assert (kept.name, kept.fresh, len(kept.reports)) == ("Bauer", 2, 2)
    assert cabinet.before(report(5)) == report(3)
    assert fresh_sessions(report(5), report(3)) == {session(3).id, session(4).id}


def test_the_same_report_is_kept_once_and_an_older_one_changes_no_numbers(
    cabinet: Cabinet,
) -> None:
    cabinet.keep(report(5), "Bauer")
    again = cabinet.keep(report(5))
    assert len(again.reports) == 1
    older = cabinet.keep(report(3))
    assert [one.made for one in older.reports] == [report(3).made, report(5).made]
    assert older.done == 5


def test_patients_with_signs_come_first_then_the_newest(cabinet: Cabinet) -> None:
    cabinet.keep(replace(report(1), patient="a" * 12), "old")
    cabinet.keep(replace(report(9), patient="b" * 12), "new")
    signs = ReportedMorning(day=FIRST, pain=9, flags=("swelling",))
    cabinet.keep(replace(report(0), patient="c" * 12, mornings=(signs,)), "sign")
    cabinet.keep(replace(report(2), patient="d" * 12, urgency="soon", mornings=()), "urgent")
    assert [one.name for one in cabinet.patients()] == ["urgent", "sign", "new", "old"]


def test_a_patient_is_forgotten_with_all_reports(cabinet: Cabinet, tmp_path: Path) -> None:
    cabinet.keep(report(3), "Bauer")
    cabinet.keep(report(5))
    assert cabinet.forget("0123456789ab").name == "Bauer"
    assert cabinet.patients() == ()
    assert not list(tmp_path.rglob("2026*"))
    with pytest.raises(KneecoachError, match="no such patient"):
        cabinet.forget("0123456789ab")


@pytest.mark.parametrize("patient", ["../../etc", "Bauer", ""])
def test_a_report_cannot_choose_where_it_is_kept(
    cabinet: Cabinet, patient: str, tmp_path: Path
) -> None:
    with pytest.raises(KneecoachError, match="whose it is"):
        cabinet.keep(replace(report(), patient=patient), "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a\u202eb", "x" * 100])
def test_a_name_that_hides_something_is_refused(cabinet: Cabinet, name: str) -> None:
    with pytest.raises(KneecoachError, match="cannot be used"):
        cabinet.keep(report(), name)


OF_PATIENTS = '{"format": "kneecoach-patients/1", "patients": [%s]}'
ELSEWHERE = '{"code": "0123456789ab", "reports": [["../x", "2026-01-01"]]}'


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"format": "x"}', OF_PATIENTS % '{"code": ".."}', OF_PATIENTS % ELSEWHERE],
)
def test_a_damaged_list_is_told(cabinet: Cabinet, tmp_path: Path, text: str) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / LIST).write_text(text)
    with pytest.raises(KneecoachError, match="damaged"):
        cabinet.patients()


def test_a_list_or_report_that_cannot_be_read_is_told(cabinet: Cabinet, tmp_path: Path) -> None:
    kept = cabinet.keep(report(), "Bauer")
    (tmp_path / "reports" / kept.code / kept.reports[0].file).unlink()
    with pytest.raises(KneecoachError, match="cannot be read"):
        cabinet.newest(kept.code)
    (tmp_path / "reports" / LIST).unlink()
    (tmp_path / "reports" / LIST).mkdir()
    with pytest.raises(KneecoachError, match="cannot be read"):
        cabinet.patients()
    with pytest.raises(KneecoachError, match="cannot be"):
        cabinet._save(())


def test_reports_are_their_owners_alone(cabinet: Cabinet, tmp_path: Path) -> None:
    cabinet.keep(report(), "Bauer")
    assert {one.stat().st_mode & 0o077 for one in (tmp_path / "reports").rglob("*")} == {0}


def test_five_hundred_patients_are_listed_at_once(cabinet: Cabinet) -> None:
    one = cabinet.keep(report(), "Bauer")
    many = tuple(
        replace(one, code=f"{number:012x}", name=f"Patient {number}") for number in range(500)
    )
    cabinet._save(many)
    assert len(cabinet.patients()) == 500
    assert cabinet.patient(f"{499:012x}") == many[499]
    assert FIRST + timedelta(days=3) == one.made
