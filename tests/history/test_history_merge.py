"""Records taken along and brought in: the same history in whatever order they come."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import history_samples as samples
import pytest
from fakes import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st

from kneecoach.history.document import read_document, write_document
from kneecoach.history.errors import HistoryError
from kneecoach.history.joining import join
from kneecoach.history.merge import gather_all, merge
from kneecoach.history.people import Who
from kneecoach.history.plain import BY_NAME, KINDS, SESSIONS
from kneecoach.history.store import HistoryStore
from kneecoach.history.tables import Base
from kneecoach.history.taking_in import take_in
from kneecoach.history.written import Written, read_fields, spell
from kneecoach.model.dose import Side
from kneecoach.model.record import Ending, History
from kneecoach.model.session_said import KneeScores
from kneecoach.model.withdrawal import Deletable
from kneecoach.values import replace

NUMBERS = count()
ME = UUID(int=1)


Told = dict[str, list[Any]]


@cache
def _template() -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place) / "empty.sqlite3"
        HistoryStore(path, FakeClock()).close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        return path.read_bytes()


def an_empty_history(folder: Path) -> Path:
    path = folder / f"{next(NUMBERS)}.sqlite3"
    path.write_bytes(_template())
    return path


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """Return what somebody told the coach."""
    sessions = draw(st.lists(samples.whole_sessions(ME), max_size=2))
    if sessions and draw(st.booleans()):
        other = draw(samples.whole_sessions(ME))
        sessions.append(replace(other, replaces=sessions[0].id))
    check_ins = draw(st.lists(samples.check_ins(ME), max_size=2))
    deletable = [(Deletable.SESSION, one.id) for one in sessions]
    deletable += [(Deletable.CHECK_IN, one.id) for one in check_ins]
    withdrawals = [
        samples.a_withdrawal(ME, key, kind, is_back=draw(st.booleans()))
        for kind, key in deletable
        if draw(st.booleans())
    ]
    return {
        "sessions": sessions,
        "check_ins": check_ins,
        "clearances": draw(st.lists(samples.clearances(ME), max_size=1)),
        "overrules": draw(st.lists(samples.overrules(ME), max_size=1)),
        "silences": draw(st.lists(samples.silences(ME), max_size=1)),
        "screenings": draw(st.lists(samples.screenings(ME), max_size=1)),
        "function": draw(st.lists(samples.function_scores(ME), max_size=2)),
        "withdrawals": withdrawals,
    }


def kept(folder: Path, told: Told) -> Path:
    """Return a history that the store itself wrote."""
    path = an_empty_history(folder)
    with closing(sqlite3.connect(path)) as bare:
        bare.execute(
            "INSERT INTO person VALUES (?, '', 'both', '2026-03-02T09:00:00.000000+00:00')",
            (ME.hex,),
        )
        bare.commit()
    with closing(HistoryStore(path, FakeClock())) as store:
        for session in told["sessions"]:
            store.add_session(session)
        for one in told["clearances"]:
            store.add_clearance(one)
        for one in told["overrules"]:
            store.add_overrule(one)
        for one in told["silences"]:
            store.add_silence(one)
        store.add_screening(tuple(told["screenings"]), tuple(told["check_ins"]))
        store.add_function(tuple(told["function"]))
        store.withdraw(tuple(told["withdrawals"]))
    return path


def read(path: Path) -> History:
    with closing(HistoryStore(path, FakeClock())) as store:
        return store.read(ME)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merging")


def in_moment_order(history: History) -> History:
    """Return the history with each session's sets and stops in the order of their moments."""
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


@settings(max_examples=8)
@given(told=histories())
def test_a_document_brings_everything_back(folder: Path, told: Told) -> None:
    source = kept(folder, told)
    records = gather_all(source)
    content = write_document(records, FakeClock().now())
    target = an_empty_history(folder)
    read_back = read_document(Path("all.json"), content)
    assert read_back == records
    taken = take_in(target, read_back, Who.UNSAID, FakeClock().now())
    assert sum(taken.merged.new.values()) == len(records)
    assert read(target) == in_moment_order(read(source))
    assert gather_all(target) == records


@settings(max_examples=8)
@given(told=histories(), chance=st.randoms(use_true_random=False), shares=st.integers(1, 4))
def test_any_split_order_and_repetition_gives_one_history(
    folder: Path, told: Told, chance: random.Random, shares: int
) -> None:
    records = gather_all(kept(folder, told))
    exports = [
        tuple(one for one in records if one.kind == "people" or chance.random() < 0.5)
        for _ in range(shares)
    ]
    exports = [_with_what_is_corrected(one, records) for one in exports] + [records]
    expected = an_empty_history(folder)
    merge(expected, records)
    target = an_empty_history(folder)
    for export in chance.choices(exports, k=3) + chance.sample(exports, len(exports)):
        take_in(target, export, Who.UNSAID, FakeClock().now())
    assert read(target) == read(expected)
    assert gather_all(target) == gather_all(expected)


def _with_what_is_corrected(
    export: tuple[Written, ...], records: tuple[Written, ...]
) -> tuple[Written, ...]:
    texts = "".join(one.text for one in export)
    return export + tuple(
        one for one in records if f'"replaces":"{one.id}"' in texts and one not in export
    )


@pytest.fixture(scope="module")
def a_session(folder: Path) -> dict[str, Any]:
    whole = replace(
        samples.an_open_session(ME),
        ending=Ending.FINISHED,
        ended_at=samples.MORNING,
        sets=tuple(samples.a_set(number) for number in (1, 2, 3)),
        stops=(samples.a_stop(), samples.a_stop(1)),
        knees=(KneeScores(side=Side.LEFT, before=2), KneeScores(side=Side.RIGHT, before=0)),
    )
    names = (
        "check_ins",
        "clearances",
        "overrules",
        "silences",
        "screenings",
        "function",
        "withdrawals",
    )
    nothing: Told = {name: [] for name in names}
    records = gather_all(kept(folder, nothing | {"sessions": [whole]}))
    found = next(one.text for one in records if one.kind == "sessions")
    fields: dict[str, Any] = json.loads(found)
    return fields


unsure = samples.unsure


@st.composite
def version(draw: st.DrawFn, whole: dict[str, Any]) -> Written:
    """Return a session as it stood on one of several computers that went on with it apart."""
    parts = {
        name: [one for one in whole[name] if draw(st.booleans())] for name in ("sets", "stops")
    }
    ending = draw(st.sampled_from(Ending))
    changed = whole | {
        **parts,
        "before": draw(st.sampled_from((2, 2, 2, 9))),
        "ending": ending.value,
        "ended_at": None if ending is Ending.OPEN else whole["ended_at"],
        "during": draw(unsure),
        "after": draw(unsure),
        "sharp": draw(st.booleans()),
        "note": draw(st.sampled_from(("", "a", "b", "aa"))),
        "flags": sorted(draw(st.sets(st.sampled_from(("swelling", "locking"))))),
        "exercises": [
            one | {"during": draw(unsure), "spare": draw(unsure)} for one in whole["exercises"]
        ],
        "knees": [one | {"during": draw(unsure), "after": draw(unsure)} for one in whole["knees"]],
    }
    return spell(SESSIONS, read_fields(SESSIONS, changed))


@given(data=st.data())
def test_joining_is_the_same_in_any_order_and_grouping(
    a_session: dict[str, Any], data: st.DataObject
) -> None:
    a, b, c = (data.draw(version(a_session)) for _ in range(3))
    assert join(a, a) == a
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(join(a, b), b) == join(a, b)


def test_every_table_is_taken_along() -> None:
    known = {"schema_change"}
    for kind in KINDS:
        known.add(kind.table)
        for part in kind.parts:
            known |= {part.table, *(within.table for within in part.parts)}
    assert set(Base.metadata.tables) == known
    for kind in KINDS:
        columns = {column.name for column in Base.metadata.tables[kind.table].columns}
        assert columns == {column.name for column in kind.columns}


def a_person() -> dict[str, object]:
    return {
        "id": "0" * 31 + "1",
        "name": "",
        "sore_knee": "both",
        "added_at": "2026-03-02T09:00:00+00:00",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sore_knee": "elbow"}, "in entry 1 of people, sore_knee is not one of left, right"),
        ({"id": "7"}, "id is not an id of 32 hexadecimal digits"),
        ({"added_at": "2026-03-02T09:00"}, "added_at is not a moment with its time zone"),
        ({"shoe": 44}, "shoe is not a field that this kneecoach knows"),
        ({"name": None}, "name is not text"),
    ],
)
def test_a_wrong_entry_is_named(change: dict[str, object], told: str) -> None:
    plain = {"format": "kneecoach-history/1", "people": [a_person() | change]}
    with pytest.raises(HistoryError) as caught:
        read_document(Path("mine.json"), json.dumps(plain).encode())
    assert told in str(caught.value)
    assert "mine.json" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "not whole JSON (line 1, column 2)"),
        (b"\xff\xfe{", "byte 1 is not UTF-8"),
        (b"[]", "not an object"),
        (b'{"format": "kneecoach-history/2"}', "newer kneecoach"),
        (b'{"format": "other/1"}', "its format is not kneecoach-history/1"),
        (b'{"format": "kneecoach-history/1", "runs": []}', "nothing that this kneecoach knows"),
        (b'{"format": "kneecoach-history/1", "people": {}}', "people is not a list"),
        (b'{"format": "kneecoach-history/1", "people": [1e999]}', "not an object"),
        (b'{"format": NaN}', "not JSON that can be read"),
        (b"[" * 100_000, "not JSON that can be read"),
    ],
)
def test_another_file_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(HistoryError) as caught:
        read_document(Path("mine.json"), content)
    assert told in str(caught.value)


def test_all_or_nothing_comes_in(folder: Path) -> None:
    target = an_empty_history(folder)
    person = spell(BY_NAME["people"], read_fields(BY_NAME["people"], a_person()))
    silence = {
        "id": "0" * 31 + "2",
        "person_id": person.id,
        "day": "2026-03-02",
        "recorded_at": "2026-03-02T09:00:00+00:00",
        "flag": "giving_way",
        "knee": "left",
        "until": "2026-03-01",
        "note": "",
    }
    bad = spell(BY_NAME["silences"], read_fields(BY_NAME["silences"], silence))
    with pytest.raises(HistoryError, match="does not fit"):
        merge(target, (person, bad))
    assert gather_all(target) == ()
    merged = merge(target, (person, bad), is_patient=True)
    assert merged.left_out == 1
    assert [one.kind for one in gather_all(target)] == ["people"]


def test_a_trial_changes_nothing(folder: Path) -> None:
    target = an_empty_history(folder)
    person = spell(BY_NAME["people"], read_fields(BY_NAME["people"], a_person()))
    assert merge(target, (person,), is_trial=True).new == {"people": 1}
    assert gather_all(target) == ()


@pytest.fixture
def two_people(folder: Path) -> tuple[Path, tuple[Written, ...]]:
    """Return a history with a morning, and the records of another one."""
    paths = []
    for _ in range(2):
        path = an_empty_history(folder)
        with closing(HistoryStore(path, FakeClock())) as store:
            store.add_check_in(samples.a_check_in(store.default_person().id))
        paths.append(path)
    return paths[0], gather_all(paths[1])


def test_who_somebody_is_has_to_be_said(two_people: tuple[Path, tuple[Written, ...]]) -> None:
    here, others = two_people
    now = FakeClock().now()
    with pytest.raises(HistoryError, match="--mine"):
        take_in(here, others, Who.UNSAID, now)
    assert take_in(here, others, Who.SAME, now).merged.new == {"check_ins": 1}
    again = take_in(here, others, Who.UNSAID, now)  # a record in common says who it is
    assert again.merged.changes == 0
    with closing(HistoryStore(here, FakeClock())) as store:
        assert len(store.people()) == 1
        assert len(store.read(store.default_person().id).check_ins) == 2


def test_another_person_comes_after_those_who_are_here(
    two_people: tuple[Path, tuple[Written, ...]],
) -> None:
    here, others = two_people
    with closing(HistoryStore(here, FakeClock())) as store:
        first = store.default_person()
    clock = FakeClock()
    clock.advance(days=1)
    assert take_in(here, others, Who.ANOTHER, clock.now()).others == ("",)
    with closing(HistoryStore(here, FakeClock())) as store:
        assert store.people()[0].id == first.id
        assert len(store.people()) == 2


def test_somebody_without_records_makes_room(
    two_people: tuple[Path, tuple[Written, ...]], folder: Path
) -> None:
    _, others = two_people
    fresh = an_empty_history(folder)
    with closing(HistoryStore(fresh, FakeClock())) as store:
        store.default_person()
    take_in(fresh, others, Who.UNSAID, FakeClock().now())
    with closing(HistoryStore(fresh, FakeClock())) as store:
        assert len(store.people()) == 1
        assert len(store.read(store.people()[0].id).check_ins) == 1
