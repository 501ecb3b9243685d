"""Several computers and one folder: the same history, whatever a tool brings, and when."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import history_samples as samples
import pytest
from fakes import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st

from kneecoach.history.errors import HistoryError
from kneecoach.history.folder_keys import NO_KEYS, KnownKeys, id_of
from kneecoach.history.merge import gather_all
from kneecoach.history.people import Who
from kneecoach.history.shared_file import append_lines, head_line, read_shared, record_line
from kneecoach.history.sharing import InStep, find_names, keep_in_step
from kneecoach.history.store import HistoryStore
from kneecoach.history.written import Written
from kneecoach.model.record import Ending, Scores
from kneecoach.model.units import PainScore
from kneecoach.values import replace

NUMBERS = count()
ME = UUID(int=1)
NOW = FakeClock().now()
KEYS = KnownKeys(keys={id_of(bytes(32)): bytes(32)}, writes=id_of(bytes(32)))


@cache
def _template() -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place) / "empty.sqlite3"
        HistoryStore(path, FakeClock()).close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(
                "INSERT INTO person VALUES (?, '', 'both', '2026-03-02T09:00:00.000000+00:00')",
                (ME.hex,),
            )
            connection.commit()
        return path.read_bytes()


class Computer:
    """A computer with a history and its own copy of the shared folder."""

    def __init__(self, place: Path, number: int) -> None:
        place = place / str(next(NUMBERS))
        self.folder = place / "shared"
        self.folder.mkdir(parents=True)
        self.history = place / "history.sqlite3"
        self.history.write_bytes(_template())
        self.name = f"computer{number}"
        self.keys = NO_KEYS

    def sync(self, who: Who = Who.UNSAID) -> InStep:
        return keep_in_step(self.history, self.folder, self.name, who, NOW, keys=self.keys)

    def store(self) -> HistoryStore:
        return HistoryStore(self.history, FakeClock())

    def records(self) -> tuple[Written, ...]:
        return gather_all(self.history)


def deliver(giver: Computer, taker: Computer, chance: random.Random, *, whole: bool) -> None:
    """Copy files as a tool would: whole, or partly, damaged, or under the name of a conflict."""
    for path in giver.folder.glob("*.jsonl"):
        target = taker.folder / path.name
        if path.name.startswith(taker.name):
            continue
        content = path.read_bytes()
        if not whole:
            kind = chance.randrange(4)
            if kind == 0:
                content = content[: chance.randrange(len(content) + 1)]
            elif kind == 1:
                place = chance.randrange(len(content))
                content = content[:place] + bytes([content[place] ^ 8]) + content[place + 1 :]
            elif kind == 2:
                target = taker.folder / f"{path.stem}.sync-conflict{path.suffix}"
            else:
                continue
        target.write_bytes(content)


@settings(max_examples=6)
@given(data=st.data(), chance=st.randoms(use_true_random=False), machines=st.integers(2, 4))
def test_any_order_of_arrival_gives_one_history(
    place: Path, data: st.DataObject, chance: random.Random, machines: int
) -> None:
    computers = [Computer(place, number) for number in range(machines)]
    becomes_sealed = chance.random() < 0.5
    for _ in range(5):
        computer = chance.choice(computers)
        if becomes_sealed:
            chance.choice(computers).keys = KEYS
        with closing(computer.store()) as store:
            store.add_session(data.draw(samples.whole_sessions(ME)))
            known = store.read(ME).sessions
            if chance.random() < 0.5:
                other = data.draw(samples.whole_sessions(ME))
                store.add_session(replace(other, replaces=chance.choice(known).id))
            store.add_check_in(data.draw(samples.check_ins(ME)))
        computer.sync()
        deliver(computer, chance.choice(computers), chance, whole=chance.random() < 0.3)
        chance.choice(computers).sync()
    for one in computers:
        one.keys = KEYS if becomes_sealed else NO_KEYS
    for _ in range(2):
        for giver in computers:
            giver.sync()
            for taker in computers:
                deliver(giver, taker, chance, whole=True)
    for one in computers:
        one.sync()
    first = computers[0]
    with closing(first.store()) as store:
        expected = store.read(ME)
    assert len(expected.check_ins) == 5
    for one in computers[1:]:
        assert one.records() == first.records()
        with closing(one.store()) as store:
            assert in_moment_order(store.read(ME)) == in_moment_order(expected)
        assert one.sync().given == 0
    own = [*first.folder.glob(f"{first.name}-*.jsonl")]
    assert sum(read_shared(path.read_bytes(), {}, KEYS).plain for path in own) == 0 or not (
        becomes_sealed
    )


def in_moment_order(history):
    """A session whose clock was set back keeps its own order where it was recorded."""
    return replace(
        history,
        sessions=tuple(
            replace(
                one,
                sets=tuple(sorted(one.sets, key=lambda each: (each.ended_at, each.id.hex))),
                stops=tuple(sorted(one.stops, key=lambda each: (each.stopped_at, each.id.hex))),
            )
            for one in history.sessions
        ),
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sharing")


@pytest.fixture
def pair(place: Path) -> tuple[Computer, Computer]:
    one, other = Computer(place, 1), Computer(place, 2)
    other.folder = one.folder
    return one, other


def test_an_open_session_is_told_when_it_has_ended(pair: tuple[Computer, Computer]) -> None:
    one, other = pair
    session = samples.an_open_session(ME)
    with closing(one.store()) as store:
        store.start_session(session)
        one.sync()
        assert other.sync().merged.changes == 0
        store.record_set(session.id, samples.a_set())
        store.finish_session(session.id, ended_at=NOW, scores=Scores(after=PainScore(2)))
        one.sync()
    assert other.sync().merged.new == {"sessions": 1}
    assert other.records() == one.records()


def test_a_line_cut_off_by_a_crash_is_passed_over(pair: tuple[Computer, Computer]) -> None:
    one, other = pair
    with closing(one.store()) as store:
        store.add_check_in(samples.a_check_in(ME))
    one.sync()
    (file,) = one.folder.glob("*.jsonl")
    file.write_bytes(file.read_bytes()[:-20])
    assert other.sync().damaged == 1
    before = file.read_bytes()
    assert one.sync().given == 1
    assert file.read_bytes().startswith(before)
    assert other.sync().merged.new == {"check_ins": 1}


def test_a_correction_waits_for_what_it_corrects(pair: tuple[Computer, Computer]) -> None:
    one, other = pair
    wrong = replace(samples.an_open_session(ME), ending=Ending.LOGGED)
    right = replace(samples.an_open_session(ME), ending=Ending.LOGGED, replaces=wrong.id)
    with closing(one.store()) as store:
        store.add_session(wrong)
        store.add_session(right)
    one.sync()
    (file,) = one.folder.glob("*.jsonl")
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if f'"id":"{wrong.id.hex}"' not in line))
    assert other.sync().merged.waiting == 1
    file.write_text("".join(lines))
    assert other.sync().merged.new == {"sessions": 2}


def test_what_a_newer_kneecoach_wrote_is_told_and_left(pair: tuple[Computer, Computer]) -> None:
    one, _ = pair
    line = record_line(Written(kind="runs", id="1", text='{"km":5}'))
    append_lines(one.folder / "newer-0001.jsonl", [head_line(), line])
    step = one.sync()
    assert (step.newer, step.damaged, step.merged.changes) == (1, 0, 0)
    assert read_shared(head_line().encode().replace(b"shared/1", b"shared/2"), {}).damaged == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"[]\n", b"\xff" * 50, b'["00000000","x"]\n'])
def test_no_content_stops_the_reading(content: bytes) -> None:
    assert read_shared(content, {}).records == ()


def test_two_first_people_become_one_when_it_is_said(place: Path) -> None:
    one, other = Computer(place, 1), Computer(place, 2)
    with closing(sqlite3.connect(other.history)) as connection:
        connection.execute("UPDATE person SET id = ?", (UUID(int=2).hex,))
        connection.commit()
    other.folder = one.folder
    for number, computer in enumerate((one, other), start=1):
        with closing(computer.store()) as store:
            store.add_check_in(samples.a_check_in(UUID(int=number)))
    one.sync()
    with pytest.raises(HistoryError, match="--mine"):
        other.sync()
    other.sync(Who.SAME)
    one.sync()
    other.sync()
    for computer in (one, other):
        with closing(computer.store()) as store:
            assert [person.id for person in store.people()] == [ME]
            assert len(store.read(ME).check_ins) == 2
    third = Computer(place, 3)
    with closing(sqlite3.connect(third.history)) as connection:
        connection.execute("DELETE FROM person")
        connection.commit()
    third.folder = one.folder
    third.sync()
    assert third.records() == one.records()


def test_people_of_many_names_are_known_by_the_least() -> None:
    pairs = frozenset({("b", "c"), ("d", "e"), ("c", "e"), ("x", "y")})
    assert find_names(pairs) == {"c": "b", "d": "b", "e": "b", "y": "x"}


def test_a_folder_that_is_not_there_is_never_made(pair: tuple[Computer, Computer]) -> None:
    one, _ = pair
    one.folder = one.folder / "not-mounted"
    with pytest.raises(HistoryError, match="is not there"):
        one.sync()
    assert not one.folder.exists()
