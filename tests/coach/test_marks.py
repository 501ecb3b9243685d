"""A session that is under way in one program is not led through by another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from coach_builders import FakeShelf, begin, shipped
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.marks import FileMarks
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Scores

HOLD = """
import sys
from pathlib import Path
from uuid import UUID
from kneecoach.coach.marks import FileMarks
marks = FileMarks(Path(sys.argv[1]))
print(marks.take(UUID(sys.argv[2])), flush=True)
sys.stdin.read()
"""


def _coach(clock: FakeClock, store: FakeHistoryStore, folder: Path) -> Coach:
    book = Book(FakeShelf(store))
    return Coach(catalogue=shipped(), book=book, clock=clock, marks=FileMarks(folder))


def _holder(folder: Path, session_id: UUID) -> subprocess.Popen[str]:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), session_id.hex],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert held.stdout.readline().strip() == "True"
    return held


def test_a_killed_program_leaves_no_mark(tmp_path: Path) -> None:
    session_id, marks = uuid4(), FileMarks(tmp_path / "live")
    held = _holder(tmp_path / "live", session_id)
    assert marks.is_taken(session_id)
    assert not marks.take(session_id)
    assert not marks.is_taken(uuid4())
    held.kill()
    held.communicate()
    assert not marks.is_taken(session_id)
    assert marks.take(session_id)
    marks.let_go(session_id)
    assert list((tmp_path / "live").iterdir()) == []


def test_a_folder_that_cannot_be_made_keeps_nobody_from_training(tmp_path: Path) -> None:
    in_the_way = tmp_path / "live"
    in_the_way.write_text("")
    marks = FileMarks(in_the_way)
    assert marks.take(uuid4())
    assert not marks.is_taken(uuid4())


def test_a_session_under_way_is_not_offered_elsewhere(clock: FakeClock, tmp_path: Path) -> None:
    store = FakeHistoryStore()
    window = _coach(clock, store, tmp_path)
    record = begin(window)
    terminal = _coach(clock, store, tmp_path)
    assert window.open_session() == record, "its own"
    assert terminal.open_session() is None
    assert terminal.is_under_way_elsewhere(record)
    for attempt in (terminal.go_on, terminal.give_up):
        with pytest.raises(KneecoachError, match="at this moment"):
            attempt(record)
    assert window.open_session() == record


def test_a_session_that_was_left_may_go_on_anywhere(clock: FakeClock, tmp_path: Path) -> None:
    store = FakeHistoryStore()
    window = _coach(clock, store, tmp_path)
    record = begin(window)
    window.leave(record)
    terminal = _coach(clock, store, tmp_path)
    assert terminal.open_session() == record
    terminal.go_on(record)
    assert window.open_session() is None
    terminal.finish(record, Scores())
    assert not window.is_under_way_elsewhere(record)
    assert list(tmp_path.iterdir()) == []
