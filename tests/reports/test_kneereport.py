from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import FIRST, report, session

from kneecoach.model.errors import KneecoachError
from kneecoach.reports.kneereport import FORMAT, ReportError, read_report, write_report
from kneecoach.reports.opening import open_report
from kneecoach.reports.report import ReportedMorning
from kneecoach.reports.sealing import is_locked, lock, make_identity, unlock


def test_a_report_is_read_as_it_was_written() -> None:
    written = report()
    content = write_report(written)
    assert read_report(content) == written
    assert json.loads(content)["format"] == FORMAT


def test_the_documentation_names_every_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report-format.md").read_text("utf-8")
    plain = json.loads(write_report(report()))
    names = set(plain)
    for group in ("sessions", "mornings", "function", "choices", "standings"):
        names |= set(plain[group][0])
    names |= set(plain["sessions"][0]["exercises"][0])
    assert [one for one in sorted(names) if f"`{one}`" not in page] == []


A_SCORE = {"day": "2026-03-02", "measure": "knee", "score": 4, "highest": 100}


def changed(**entries: object) -> bytes:
    return json.dumps(json.loads(write_report(report())) | entries).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a report"),
        (b"{", "not a report"),
        (b"[]", "not a report"),
        (b"[" * 100_000, "not a report"),
        (b"\xff\xfe", "not a report"),
        (b" " * (9 * 1024 * 1024), "larger"),
        (changed(format="kneecoach-report/2"), "newer"),
        (changed(format="other"), "not a report"),
        (changed(patient=3), "report.patient"),
        (changed(patient="a\u202eb"), "report.patient"),
        (changed(patient="x" * 5000), "report.patient"),
        (changed(planned=True), "report.planned"),
        (changed(function=[A_SCORE | {"score": "4"}]), "report.function"),
        (changed(function=[A_SCORE | {"score": -1}]), "report.function"),
        (changed(function=[A_SCORE | {"score": 10**9}]), "report.function"),
        (changed(function=[A_SCORE | {"score": True}]), "report.function"),
        (changed(planned=-1), "report.planned"),
        (changed(planned=1.5), "report.planned"),
        (changed(made="yesterday"), "report.made"),
        (changed(made="2026-13-01"), "report.made"),
        (changed(made=20260101), "report.made"),
        (changed(until="2020-01-01"), "ends before"),
        (changed(sessions={}), "report.sessions"),
        (changed(sessions=[1]), r"report.sessions\[1\]"),
        (changed(sessions=[{}]), r"report.sessions\[1\]"),
        (changed(sessions=[None] * 6000), "report.sessions"),
        (changed(script="alert(1)"), "something at report"),
        (changed(mornings=[{"day": "2026-03-02", "pain": float("nan")}]), "not a report"),
    ],
)
def test_what_is_no_report_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words) as refused:
        read_report(content)
    assert refused.value.way_out


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 20))
def test_a_damaged_report_never_breaks_the_reader(piece: bytes, at: int, length: int) -> None:
    content = bytearray(write_report(report()))
    content[at : at + length] = piece
    try:
        found = read_report(bytes(content))
    except ReportError:
        return
    assert read_report(write_report(found)) == found


def test_signs_come_with_their_days_newest_first() -> None:
    with_signs = report(
        sessions=0,
    )
    with_signs = replace(
        with_signs,
        sessions=(session(0, flags=("swelling",)), session(2, flags=("locking", "swelling"))),
        mornings=(ReportedMorning(day=FIRST, pain=2, flags=("swelling",)),),
    )
    assert [flag for _, flag in with_signs.flags] == ["swelling", "locking", "swelling"]


def test_a_locked_report_opens_with_its_key_alone(tmp_path: Path) -> None:
    mine, other = make_identity(), make_identity()
    file = tmp_path / "x.kneereport"
    file.write_bytes(lock(write_report(report()), mine.recipient))
    assert is_locked(file.read_bytes())
    key = tmp_path / "mine.reports"
    with pytest.raises(KneecoachError, match="not here"):
        open_report(file, key)
    key.write_text(mine.text)
    assert open_report(file, key) == report()
    key.write_text(other.text)
    with pytest.raises(KneecoachError, match="another key"):
        open_report(file, key)
    key.write_text("nonsense\n")
    with pytest.raises(KneecoachError, match="not a key"):
        open_report(file, key)
    with pytest.raises(KneecoachError, match="is none"):
        lock(b"x", "age1nonsense")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KneecoachError, match="no file"):
        open_report(tmp_path / "gone", tmp_path)
    with pytest.raises(KneecoachError, match="not a file"):
        open_report(tmp_path, tmp_path)
    with pytest.raises(KneecoachError, match="cannot be read"):
        open_report(tmp_path / "nul\0", tmp_path)


@pytest.mark.skipif(shutil.which("age") is None, reason="the stock age is not installed")
def test_the_stock_age_opens_what_we_lock_and_locks_what_we_open(tmp_path: Path) -> None:
    identity = make_identity()
    key = tmp_path / "key"
    key.write_text(identity.text)
    locked = tmp_path / "locked"
    locked.write_bytes(lock(b"content", identity.recipient))
    done = subprocess.run(["age", "-d", "-i", key, locked], check=True, capture_output=True)
    assert done.stdout == b"content"
    theirs = subprocess.run(
        ["age", "-r", identity.recipient], input=b"theirs", check=True, capture_output=True
    )
    assert unlock(theirs.stdout, identity.text) == b"theirs"
